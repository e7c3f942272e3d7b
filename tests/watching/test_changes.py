"""Changes are told once: what was there before is not, nor what a round did not touch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from desk import DEAD, Desk
from ledger.samples import full_reading
from reportedly import watching
from reportedly.ledger.asking.alarms import Alarm
from reportedly.ledger.feeds import waiting_items
from reportedly.ledger.joining import join
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Reading

ReadText = Callable[..., Reading]


def test_what_a_filing_left_unjoined_is_there_before_the_first_watch(desk: Desk, read_text: ReadText) -> None:
    with open_ledger(desk.path) as ledger:
        for count in (26, 164):
            ledger.file([read_text(DEAD.format(count), name=f"{count}", published=f"2022-01-0{count % 9}")])
    desk.round()
    assert desk.told == []


def test_a_round_looks_only_at_what_its_join_touched(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    looked = watching.untold

    def noted(ledger: Ledger, **how: Any) -> tuple[Alarm, ...]:
        asked.append(how["neighbourhoods"])
        return looked(ledger, **how)

    monkeypatch.setattr(watching, "untold", noted)
    with desk.watch() as watch:
        rounds = watch.rounds()
        for name, count in (("b", 31), ("c", 40), ("d", 51)):
            next(rounds)
            desk.site.items.insert(0, (name, DEAD.format(count)))
        with open_ledger(desk.path) as other:
            other.file([full_reading("another")])
            join(other)
        next(rounds)
    whole, once, twice, after_another = asked
    assert whole is after_another is None
    assert once
    assert once == twice
    assert "revised" in [alarm.kind for alarm in desk.told]
    with open_ledger(desk.path) as ledger:
        assert looked(ledger) == ()  # of the whole ledger nothing is left untold


def test_a_watch_polls_before_and_while_it_catches_up(desk: Desk) -> None:
    order: list[str] = []

    def catch_up(ledger: Ledger, meanwhile: Callable[[], None]) -> None:
        order.append(f"{len(waiting_items(ledger, desk.time.now, 9))} noted")
        desk.time.now += 3600
        meanwhile()
        order.append(f"{desk.site.asked.count('/feed') + desk.site.asked.count('/feed 304')} polls")

    with desk.watch() as watch:
        watch.catch_up = catch_up
        assert next(watch.rounds()).polled == 2
    assert order == ["1 noted", "2 polls"]


def test_changes_are_told_once(desk: Desk) -> None:
    desk.round()
    assert desk.told == []
    for name, words in (
        ("b", "The interior ministry said on Thursday that 164 people were killed in Almaty."),
        (
            "c",
            "In Almaty, 164 people were killed, the interior ministry said on Thursday. Shops are shut.",
        ),
        ("d", "The Red Cross said on Thursday that 210 people were killed in Almaty."),
    ):
        desk.site.items.insert(0, (name, words))
    desk.round()
    told = sorted(alarm.message for alarm in desk.told)
    desk.round()
    assert sorted(alarm.message for alarm in desk.told) == told
    assert told == [
        f"{words} — Almaty"  # on Thursday they spoke; when people were killed nobody tells
        for words in (
            "contradiction: interior ministry says 164 killed, but Red Cross says 210 killed",
            "revised: interior ministry now says 164 killed; it was 26 before",
            "second origin: a second, independent text also has interior ministry saying 164 killed",
        )
    ]


def test_the_same_words_about_two_things_are_told_twice(desk: Desk) -> None:
    desk.round()
    for name, words in (
        ("mine", "A coal mine caved in near Donetsk on Monday. {} were killed."),
        ("shaft", "The coal mine outside Donetsk, Ukraine, caved in on Monday. {} were killed there."),
        ("bus", "A bus fell into a gorge near Cusco on Tuesday. {} were killed. It left at dawn."),
        ("gorge", "A bus fell into a gorge outside Cusco, Peru, on Tuesday in rain. {} were killed."),
    ):
        desk.site.items.insert(0, (name, words.format("Police said four people")))
    desk.round()
    assert sorted(alarm.message for alarm in desk.told) == [
        "second origin: a second, independent text also has Police saying 4 killed — Cusco, 2022-01-04",
        "second origin: a second, independent text also has Police saying 4 killed — Donetsk, 2022-01-03",
    ]


def test_a_number_that_a_page_has_no_more_is_not_told_as_what_it_has(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program files the first change, and tells nobody."""
    desk.round()
    for hour, number in ((11, 31), (12, 45)):
        desk.site.items = [("a", DEAD.format(number))]
        desk.site.published = f"Thu, 06 Jan 2022 {hour}:00:00 +0000"
        with monkeypatch.context() as patch:
            if number == 31:
                patch.setattr(watching.Watch, "_tell_news", lambda _: 0)
            desk.round()
    told = [alarm.message.partition(" — ")[0] for alarm in desk.told]
    assert told == [
        "revised: a page was changed and then had interior ministry saying 31 killed, where it had 26",
        "revised: a page was changed and now has interior ministry saying 45 killed, where it had 31",
    ]


def test_a_page_that_changes_its_number_is_told_once(desk: Desk) -> None:
    desk.round()
    desk.site.items = [("a", DEAD.format(31))]
    desk.site.published = "Thu, 06 Jan 2022 12:00:00 +0000"
    desk.round()
    (alarm,) = desk.told
    assert alarm.kind == "revised"
    assert "now has interior ministry saying 31 killed, where it had 26 —" in alarm.message.lower()
    desk.round()
    assert desk.told == [alarm]
