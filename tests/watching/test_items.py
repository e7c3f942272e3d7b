"""Items of feeds: each is filed once, from its page or from the words of the feed, and none is missed."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desk import DEAD, Desk
from killing import killed, needs_proc
from reportedly import scale, watching
from reportedly.errors import LedgerBusy
from reportedly.ledger.feeds import Feed, note_poll, waiting_items
from reportedly.ledger.store import open_ledger
from reportedly.page.capture import Page
from reportedly.page.feed import Item
from reportedly.page.polite_fetching import Clock
from reportedly.scale import ReadingSettings
from reportedly.watching import Watched

KILLED = "the process that read it was killed twice (out of memory?)"


def test_what_is_new_is_read_from_its_page(desk: Desk) -> None:
    assert desk.round() == Watched(polled=1, new=1, filed=1)
    (text,) = desk.texts()
    assert "26 people were killed" in text
    with open_ledger(desk.path) as ledger:
        (document,) = ledger.documents()
        assert document.url == f"{desk.site.address}/page/a"
        assert (document.published, document.published_basis) == ("2022-01-06T10:00:00Z", "feed")
        headers = ledger.capture(document.id).headers or {}
        assert headers[":status"] == "200 OK"
        assert headers[":feed"] == f"{desk.site.address}/feed"


def test_a_feed_that_did_not_change_is_not_sent_again(desk: Desk) -> None:
    desk.round()
    assert desk.round() == Watched(polled=1, unchanged=1)
    assert desk.site.asked[-1] == "/feed 304"
    assert desk.site.asked.count("/page/a") == 1


def test_a_feed_is_left_alone_until_its_time(desk: Desk) -> None:
    desk.round()
    assert desk.round(minutes=5) == Watched()


def test_items_without_a_page_are_read_from_the_feed(desk: Desk) -> None:
    desk.site.linked = False
    assert desk.round().filed == 1
    assert desk.round().new == 0
    assert "26 people were killed" in desk.texts()[0]


def test_two_feeds_with_one_agency_text_are_two_documents(desk: Desk) -> None:
    desk.site.linked = False
    desk.round()
    desk.site.title = "Another Paper"
    with desk.watch(f"{desk.site.address}/feed?of=another") as watch:
        assert next(watch.rounds()).filed == 1
    assert len(desk.texts()) == 2


def test_a_changed_item_is_another_capture_of_its_document(desk: Desk) -> None:
    desk.round()
    with open_ledger(desk.path) as ledger:
        ledger.note([("UPDATE feed_items SET version = 'before'", ()), ("UPDATE feeds SET etag = NULL", ())])
    desk.site.items = [("a", DEAD.format(164))]
    assert desk.round().filed == 1
    assert len(desk.texts()) == 1
    with open_ledger(desk.path) as ledger:
        assert len(ledger.captures(next(ledger.documents()).id)) == 2


def test_an_item_that_is_edited_under_one_date_is_fetched_again(desk: Desk) -> None:
    desk.round()
    desk.site.items = [("a", DEAD.format(164))]
    assert desk.round() == Watched(polled=1, new=1, filed=1, alarms=1)
    assert "164 people were killed" in desk.texts()[0]
    assert desk.round() == Watched(polled=1, unchanged=1)


def test_a_page_that_is_gone_is_no_document(desk: Desk) -> None:
    desk.site.items = [(name, DEAD.format(number)) for name, number in (("a", 26), ("b", 27))]
    desk.site.gone, desk.site.bare = frozenset({"a"}), True
    assert desk.round() == Watched(polled=1, new=2, filed=1, failed=1)
    assert [text for text in desk.texts() if "27 people" not in text] == []
    (warned,) = desk.warned
    assert f"{desk.site.address}/page/a: answered 410" in warned


def test_a_page_that_is_gone_leaves_the_words_of_the_feed(desk: Desk) -> None:
    desk.site.gone = frozenset({"a"})
    assert desk.round() == Watched(polled=1, new=1, filed=1)
    assert "26 people were killed" in desk.texts()[0]
    (warned,) = desk.warned
    assert warned.startswith(f"{desk.site.address}/page/a: answered 410")
    assert warned.endswith("; the item's words in the feed are filed")


def test_a_feed_of_more_entries_than_are_read_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.site.items = [(name, DEAD.format(number)) for name, number in (("a", 26), ("b", 164))]
    monkeypatch.setattr("reportedly.page.feed.MOST_ENTRIES", 1)
    assert desk.round().new == 1
    assert desk.warned == [f"{desk.site.address}/feed: has more than 1 entries; the first ones are read"]


def test_an_outage_loses_nothing_and_is_asked_ever_less(desk: Desk) -> None:
    desk.round()
    desk.site.down = True
    desk.site.items.insert(0, ("b", DEAD.format(27)))
    rounds = [desk.round().polled for _ in range(24)]
    assert sum(rounds) == 4  # after 15, 30 + 15, 60 + 15, ... minutes
    assert "answered 503" in desk.warned[0]
    desk.site.down = False
    assert sum(desk.round(60).filed for _ in range(12)) == 1
    assert len(desk.texts()) == 2


def test_a_page_that_stays_away_is_replaced_by_the_words_of_the_feed(desk: Desk) -> None:
    desk.site.pages_down = True
    filed = [desk.round(60).filed for _ in range(8)]
    assert sum(filed) == 1
    assert filed[0] == 0
    assert desk.site.asked.count("/page/a") == 5
    assert "26 people were killed" in desk.texts()[0]


def test_a_page_that_kills_its_reader_is_given_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.site.items = [(name, DEAD.format(number)) for name, number in (("a", 26), ("bad", 13), ("c", 27))]
    read_together = scale._read_together

    def dies(pages: Sequence[Page], settings: ReadingSettings) -> Any:
        if any(page.name.endswith("/bad") for page in pages):
            os.kill(os.getpid(), signal.SIGKILL)
        return read_together(pages, settings)

    monkeypatch.setattr(scale, "_read_together", dies)
    done = desk.round()
    assert (done.new, done.filed, done.failed) == (3, 2, 1)
    assert desk.warned == [f"{desk.site.address}/page/bad: {KILLED}"]
    assert len(desk.texts()) == 2
    assert desk.round() == Watched(polled=1, unchanged=1)


@pytest.mark.parametrize("link", ["http://[bad/", "http://\u2100.com/", "file:///etc/passwd", "javascript:a"])
def test_a_link_that_is_no_address_does_not_end_the_watch(desk: Desk, link: str) -> None:
    desk.site.link = link
    assert desk.round() == Watched(polled=1, new=1, filed=1)
    assert "26 people were killed" in desk.texts()[0]


def test_a_long_feed_does_not_keep_others_waiting(desk: Desk) -> None:
    """Sixty pages at twenty seconds each are more than fifteen minutes."""
    desk.site.robots = "User-agent: *\nCrawl-delay: 20\n"
    desk.site.shown = 60
    desk.site.items = [(f"i{number}", DEAD.format(number + 2)) for number in range(60)]
    first = desk.round()
    assert (first.new, first.failed) == (60, 0)
    assert 40 <= first.filed < 60
    assert desk.round(0).filed == 60 - first.filed


def test_the_items_of_one_feed_do_not_come_before_those_of_others(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.ledger") as ledger:
        for name, count in (("long", 30), ("short", 2)):
            items = [Item(f"{name}{number}", "", None, None, None) for number in range(count)]
            note_poll(ledger, Feed(name), items, 0.0)
        assert [each.feed for each in waiting_items(ledger, 1.0, 6)] == ["long", "short", "long", "short"] + [
            "long"
        ] * 2


@pytest.mark.parametrize("step", ["note_poll", "file_outcomes", "note_done", "join", "untold", "mark_told"])
def test_a_busy_ledger_costs_a_round_and_nothing_else(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Another program takes the ledger before each step that uses it, and holds it until the next round."""
    desk.round()
    for name, number in (("b", 164), ("c", 181)):
        desk.site.items.insert(0, (name, DEAD.format(number)))
    whole = getattr(watching, step)
    other = sqlite3.connect(desk.path, isolation_level=None)

    def busy(*given: Any, **named: Any) -> Any:
        monkeypatch.setattr(watching, step, whole)
        other.execute("BEGIN IMMEDIATE")
        return whole(*given, **named)

    def sleep(seconds: float) -> None:
        if other.in_transaction:
            other.execute("ROLLBACK")
        desk.time.sleep(seconds)

    monkeypatch.setattr(watching, step, busy)
    desk.time.now += 900
    with closing(other), desk.watch(patience=0.01) as watch:
        watch.clock = Clock(lambda: desk.time.now, sleep)
        next(watch.rounds())
    assert len(desk.warned) == 1
    assert "another process is writing to the ledger; try again in a moment; the next round" in desk.warned[0]
    assert len(desk.texts()) == 3
    before = desk.told.copy()
    assert len({alarm.key for alarm in before}) == len(before) > 0
    desk.round()
    assert desk.told == before


def test_the_only_round_ends_where_the_ledger_is_busy(desk: Desk) -> None:
    desk.round()
    with (
        closing(sqlite3.connect(desk.path, isolation_level=None)) as other,
        desk.watch(patience=0.01) as watch,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy):
            next(watch.rounds(once=True))


@needs_proc
def test_kills_and_restarts_neither_miss_nor_double(desk: Desk) -> None:
    choice = random.Random(7)
    names = [f"i{number}" for number in range(12)]
    desk.round()
    for name in names:
        desk.site.items.insert(0, (name, DEAD.format(len(desk.site.items) + 30)))
        killed(desk.round, choice, 0.6)
        desk.time.now += 900
    desk.round()
    desk.round()
    texts = desk.texts()
    assert len(texts) == len(set(texts)) == 13


def test_half_a_day_at_high_speed(desk: Desk) -> None:
    """48 polls, an item every two hours: each filed once, none asked for again."""
    desk.site.items.clear()
    for poll in range(48):
        if poll % 8 == 0:
            desk.site.items.insert(0, (f"p{poll}", DEAD.format(poll + 2)))
        desk.round()
    assert len(desk.texts()) == 6
    assert sum(path.startswith("/page/") for path in desk.site.asked) == 6
    assert sum(path == "/feed 304" for path in desk.site.asked) == 48 - 6
