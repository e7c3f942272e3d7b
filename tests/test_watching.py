"""Feeds that are watched: nothing missed, nothing doubled, hosts asked politely, changes told once."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from feed_server import Site, served
from killing import killed, needs_proc
from ledger.samples import full_reading
from reportedly import scale, watching
from reportedly.cli import main
from reportedly.errors import LedgerBusy, MissingInput, UnreadableInput
from reportedly.ledger.asking.alarms import Alarm
from reportedly.ledger.custody.checking import check_ledger
from reportedly.ledger.feeds import Feed, note_poll, waiting_items
from reportedly.ledger.file.opening import PATIENCE
from reportedly.ledger.joining import join
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.page.address import Fetched, fetch_address
from reportedly.page.capture import Page
from reportedly.page.feed import Item, find_items
from reportedly.page.polite_fetching import Clock, PoliteFetcher
from reportedly.records import Reading
from reportedly.scale import ReadingSettings
from reportedly.watching import Watch, Watched, feeds_named

DEAD = "The interior ministry said on Thursday that {} people were killed in Almaty."


ReadText = Callable[..., Reading]

KILLED = "the process that read it was killed twice (out of memory?)"


class Time:
    """A clock that runs as fast as somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_641_500_000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.now, self.sleep)


@pytest.fixture
def site() -> Iterator[Site]:
    with served(Site([("a", DEAD.format(26))])) as found:
        yield found


class Desk:
    """A watch on the site's feed, round by round, as if each were a new start of the program."""

    def __init__(self, site: Site, path: Path) -> None:
        self.site, self.path, self.time = site, path, Time()
        self.told: list[Alarm] = []
        self.warned: list[str] = []

    @contextmanager
    def watch(self, *feeds: str, patience: float = PATIENCE) -> Iterator[Watch]:
        with open_ledger(self.path, patience=patience) as ledger:
            yield Watch(
                ledger,
                list(feeds) or [f"{self.site.address}/feed"],
                self.told.append,
                self.warned.append,
                ReadingSettings(),
                allow_private=True,
                clock=self.time.clock,
            )

    def round(self, minutes: float = 15) -> Watched:
        self.time.now += minutes * 60
        with self.watch() as watch:
            return next(watch.rounds())

    def texts(self) -> list[str]:
        with open_ledger(self.path) as ledger:
            assert check_ledger(ledger).faults == ()
            return [document.text for document in ledger.documents()]


@pytest.fixture
def desk(site: Site, tmp_path: Path) -> Desk:
    return Desk(site, tmp_path / "watched.ledger")


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


def test_robots_are_honoured_for_feeds_and_pages(desk: Desk) -> None:
    desk.site.robots = "User-agent: *\nDisallow: /page/\n"
    assert desk.round().filed == 1
    assert "/page/a" not in desk.site.asked
    assert "26 people were killed" in desk.texts()[0]
    desk.site.robots = "User-agent: reportedly\nDisallow: /\n"
    assert desk.round(60 * 25) == Watched(polled=1, unanswered=1)
    assert "robots.txt asks not to fetch it" in desk.warned[-1]
    assert not desk.site.asked[-1].startswith("/feed")


@pytest.mark.parametrize(
    "line",
    [
        f"Crawl-delay: {'9' * 400}",
        f"Crawl-delay: {'9' * 5000}",
        "Crawl-delay: ²",
        f"Request-rate: 1/{'9' * 5000}",
        "Disallow: http://[bad/",
    ],
)
def test_a_hostile_robots_txt_does_not_end_the_watch(desk: Desk, line: str) -> None:
    desk.site.robots = f"User-agent: *\n{line}\nDisallow: /page/\n"
    assert desk.round().filed == 1
    assert "/page/a" not in desk.site.asked


@pytest.mark.parametrize(
    "robots",
    [
        "User-agent: *\nAllow: /\nDisallow: /page/\n",
        "User-agent: *\nDisallow: /*/a\n",
        "User-agent: *\nDisallow: /*ge/a$\n",
        "\ufeffUser-agent: *\nDisallow: /page/\n",
        "User-agent: reportedly\n\nDisallow: /page/\n",
    ],
)
def test_the_longest_rule_decides_and_signs_stand_for_any_path(desk: Desk, robots: str) -> None:
    """RFC 9309, 2.2.2 and 2.2.3; a mark of byte order hides no group, an empty line ends none."""
    desk.site.robots = robots
    assert desk.round().filed == 1
    assert "/page/a" not in desk.site.asked


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


def test_a_host_is_not_asked_twice_at_once(desk: Desk) -> None:
    desk.site.items = [(f"i{number}", DEAD.format(number + 2)) for number in range(3)]
    desk.round()
    assert len(desk.time.slept) == 4  # robots.txt, the feed and three pages
    assert all(1.9 < seconds <= 2 for seconds in desk.time.slept)
    desk.site.robots = "User-agent: *\nCrawl-delay: 20\n"
    desk.site.items.insert(0, ("later", DEAD.format(99)))
    desk.time.slept.clear()
    desk.round(60 * 25)
    assert max(desk.time.slept) > 19


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


def run(*asked: str | Path) -> Result:
    return CliRunner().invoke(main, ["watch", *map(str, asked), "--once", "--allow-private"])


def test_the_command_tells_each_change_to_a_program(site: Site, tmp_path: Path) -> None:
    hook = tmp_path / "hook.py"
    hook.write_text(f"import sys\nopen({str(tmp_path / 'told')!r}, 'a').write(sys.stdin.read() + '\\n')")
    command = f"{sys.executable} {hook} '; touch {tmp_path / 'shell'}'"
    asked = (f"{site.address}/feed", "--into", tmp_path / "l.ledger", "--json", "--command", command)
    first = run(*asked)
    assert first.exit_code == 0, first.output
    assert "1 feed polled, 1 item new, 1 filed, 0 failed, 0 changes" in first.output
    site.items.insert(0, ("b", "The interior ministry said on Friday that 164 people were killed in Almaty."))
    second = run(*asked)
    assert second.exit_code == 0, second.output
    told = [json.loads(line) for line in second.output.splitlines() if line.startswith("{")]
    assert told
    assert [json.loads(line) for line in (tmp_path / "told").read_text().splitlines()] == told
    assert not (tmp_path / "shell").exists()


def test_a_program_that_fails_stops_nothing(site: Site, tmp_path: Path) -> None:
    asked = (f"{site.address}/feed", "--into", tmp_path / "l.ledger", "--command", "/nowhere/to/be/found")
    run(*asked)
    site.items.insert(0, ("b", "The interior ministry said on Friday that 164 people were killed in Almaty."))
    told = run(*asked)
    assert told.exit_code == 0
    assert "--command /nowhere/to/be/found" in told.output


def test_feeds_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="all">'
        '<outline xmlUrl="https://a.example/rss"/><outline xmlUrl="https://b.example/rss"/>'
        '<outline xmlUrl="file:///etc/passwd"/></outline></body></opml>'
    )
    assert feeds_named(["https://b.example/rss", str(path)]) == [
        "https://b.example/rss",
        "https://a.example/rss",
    ]
    path.write_text("<rss/>")
    with pytest.raises(UnreadableInput, match="is not OPML"):
        feeds_named([str(path)])
    path.write_text('<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml>&x;</opml>')
    with pytest.raises(UnreadableInput):
        feeds_named([str(path)])
    with pytest.raises(MissingInput, match="neither an http"):
        feeds_named(["file:///etc/passwd"])


def test_the_feeds_of_a_list_at_an_address_are_read_each_time(site: Site, tmp_path: Path) -> None:
    site.lists["/list"] = ("/feed",)
    asked = (f"{site.address}/list", "--into", tmp_path / "l.ledger")
    assert "2 feeds polled, 1 item new, 1 filed" in run(*asked).output
    site.items.insert(0, ("b", DEAD.format(27)))
    assert "2 feeds polled, 1 item new, 1 filed" in run(*asked).output


def test_lists_that_list_lists_do_not_make_a_round_endless(desk: Desk) -> None:
    desk.site.lists = {f"/l{number}": (f"/l{number + 1}",) for number in range(9)}
    with desk.watch(f"{desk.site.address}/l0") as watch:
        rounds = watch.rounds()
        assert [next(rounds).polled for _ in range(3)] == [2, 2, 2]


def test_a_private_address_is_refused_without_being_allowed(site: Site, tmp_path: Path) -> None:
    asked = ["watch", f"{site.address}/feed", "--into", str(tmp_path / "l.ledger"), "--once"]
    told = CliRunner().invoke(main, asked)
    assert "which is not a public address" in told.output
    assert site.asked == []


def test_what_was_refused_is_fetched_once_it_is_allowed(site: Site, tmp_path: Path) -> None:
    asked = ["watch", f"{site.address}/feed", "--into", str(tmp_path / "l.ledger"), "--once"]
    assert CliRunner().invoke(main, asked).exit_code == 1
    allowed = CliRunner().invoke(main, [*asked, "--allow-private"])
    assert allowed.exit_code == 0
    assert "1 feed polled, 1 item new, 1 filed" in allowed.output


def test_a_page_that_was_refused_is_fetched_once_it_is_allowed(site: Site, tmp_path: Path) -> None:
    """A feed names an address inside the network: until then its own words stand for the page."""
    with open_ledger(tmp_path / "l.ledger") as ledger:
        items = find_items(site.feed().encode(), f"{site.address}/feed")
        note_poll(ledger, Feed(f"{site.address}/feed", next_at=1e12), items, 0.0)

        def watched(allow_private: bool) -> Watched:
            watch = Watch(ledger, [], print, print, ReadingSettings(), allow_private=allow_private)
            return next(watch.rounds(once=True))

        assert watched(allow_private=False).filed == 1
        assert site.asked == []
        assert watched(allow_private=False).filed == 0
        assert watched(allow_private=True).filed == 1
        assert site.asked == ["/robots.txt", "/page/a"]
        assert watched(allow_private=True).filed == 0
        (document,) = ledger.documents()
        captures = ledger.captures(document.id)
    assert [(each.headers or {}).get(":status") for each in captures] == ["200 OK", None]
    assert document.published == "2022-01-06T10:00:00Z"


@pytest.mark.parametrize("said", ["7200", "Thu, 06 Jan 2022 12:00:00 GMT"])
def test_a_host_that_names_a_time_is_not_asked_before(desk: Desk, said: str) -> None:
    desk.site.items = [(f"i{number}", DEAD.format(number + 2)) for number in range(3)]
    desk.site.pages_down, desk.site.retry_after = True, said
    desk.site.date = "Thu, 06 Jan 2022 10:00:00 GMT"
    assert desk.round() == Watched(polled=1, new=3)
    assert sum(path.startswith("/page/") for path in desk.site.asked) == 1  # the others are of the same host
    desk.site.pages_down = False
    asked = len(desk.site.asked)
    for _ in range(7):
        assert desk.round(15).filed == 0
    assert not any(path.startswith("/page/") for path in desk.site.asked[asked:])
    assert desk.round(60).filed == 3


def test_a_feed_that_names_a_time_is_not_asked_before(desk: Desk) -> None:
    desk.site.down, desk.site.retry_after = True, str(6 * 3600)
    assert desk.round() == Watched(polled=1, unanswered=1)
    assert "it may be asked again in 21600 seconds; asked again in 360 minutes" in desk.warned[0]
    desk.site.down = False
    rounds = [desk.round(60) for _ in range(6)]
    assert [each.polled for each in rounds] == [0, 0, 0, 0, 0, 1]
    assert rounds[0] == Watched(resting=1)


@pytest.mark.parametrize("robots_too", [False, True])
def test_a_time_without_end_is_a_day(desk: Desk, robots_too: bool) -> None:
    desk.site.down, desk.site.robots_down, desk.site.retry_after = True, robots_too, "9" * 400
    desk.round()
    desk.site.down = desk.site.robots_down = False
    assert sum(desk.round(60).polled for _ in range(24)) == 1
    assert len(desk.texts()) == 1


def test_robots_are_asked_of_every_host_that_a_page_leads_to(desk: Desk) -> None:
    with served(Site([("a", DEAD.format(31))], robots="User-agent: *\nDisallow: /page/\n")) as other:
        desk.site.moved = f"{other.address}/page/a"
        assert desk.round().filed == 1
        assert other.asked == ["/robots.txt"]
        assert "26 people were killed" in desk.texts()[0]  # the words of the feed
        other.robots = None
        desk.site.items.insert(0, ("b", DEAD.format(27)))
        assert desk.round(60 * 25).filed == 1
        assert other.asked[1:] == ["/robots.txt", "/page/a"]
    assert any("31 people were killed" in text for text in desk.texts())
    with open_ledger(desk.path) as ledger:
        headers = [ledger.capture(each.id).headers or {} for each in ledger.documents()]
    assert {each.get(":asked") for each in headers} == {None, f"{desk.site.address}/page/b"}


def test_a_host_has_one_turn_whatever_the_scheme_and_rules_for_each() -> None:
    fetcher = PoliteFetcher()
    host = fetcher._host("http://x.example/a")
    for same in ("https://x.example/b", "https://X.example:443/", "http://a:b@x.example.:80/"):
        assert fetcher._host(same) is host
    assert fetcher._host("http://x.example:8080/") is not host
    assert fetcher._rules("http://x.example/a") is not fetcher._rules("https://x.example/a")


def test_validators_are_for_the_host_that_gave_them(desk: Desk) -> None:
    with served(Site([("a", DEAD.format(26))])) as other:
        given = {"If-None-Match": f'"{hash(other.feed())}"'}
        desk.site.moved = f"{other.address}/feed"
        for fetch in (PoliteFetcher(allow_private=True, clock=desk.time.clock).fetch, fetch_address_here):
            assert fetch(f"{desk.site.address}/page/a", given).content
        assert fetch_address_here(f"{other.address}/feed", given).content == b""


def fetch_address_here(url: str, validators: dict[str, str]) -> Fetched:
    return fetch_address(url, allow_private=True, validators=validators)


def test_a_robots_txt_that_leads_to_itself_is_asked_in_turn(desk: Desk) -> None:
    desk.site.robots_moved = f"{desk.site.address}/robots.txt"
    desk.round()
    assert set(desk.site.asked) == {"/robots.txt"}
    assert len(desk.time.slept) == len(desk.site.asked) - 1 == 5
    assert all(1.9 < seconds <= 2 for seconds in desk.time.slept)


def test_a_page_that_leads_to_itself_ends(desk: Desk) -> None:
    desk.site.moved = f"{desk.site.address}/page/a"
    assert desk.round() == Watched(polled=1, new=1)
    assert desk.site.asked.count("/page/a") == 6


@pytest.mark.parametrize(
    ("down", "code", "told"),
    [((True,), 1, "1 without an answer"), ((True, False), 3, "1 without an answer"), ((False, False), 0, "")],
)
def test_once_says_whether_feeds_answered(
    tmp_path: Path, down: tuple[bool, ...], code: int, told: str
) -> None:
    with ExitStack() as stack:
        sites = [
            stack.enter_context(served(Site([(str(n), DEAD.format(n + 2))], down=each)))
            for n, each in enumerate(down)
        ]
        asked = [f"{each.address}/feed" for each in sites]
        first = run(*asked, "--into", tmp_path / "l.ledger")
        assert first.exit_code == code
        assert told in first.output
        again = run(
            *asked, "--into", tmp_path / "l.ledger"
        )  # what is not asked again yet does not answer yet
        assert again.exit_code == code
        assert again.output.count("did not answer before; asked again in 30 minutes") == sum(down)


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
