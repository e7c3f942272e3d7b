"""Watching feeds: new items are read and filed, and important changes are reported.

The ledger stores which items were seen, which are waiting and which changes were reported. After a restart no
item that a feed still shows is missed or filed twice, and changes from the time between are reported then.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from .choices import POLL_MINUTES
from .errors import FetchError, InputError, LedgerBusy, MissingInput, UnreadableInput
from .ledger.asking.alarms import Alarm, find_alarms, last_capture, mark_told, untold
from .ledger.asking.renewed import join_waiting, was_watched
from .ledger.feeds import (
    Feed,
    Waiting,
    ask_refused,
    feed_of,
    next_turn,
    note_done,
    note_later,
    note_poll,
    waiting_items,
    was_filed,
)
from .ledger.joining import join
from .ledger.store import Ledger
from .page.address import Fetched
from .page.capture import Page, now, read_bounded
from .page.feed import SOURCE, Item, cut_short, find_items, has_words
from .page.fetch import pages_of_stream
from .page.opml import find_feeds, is_opml
from .page.polite_fetching import DELAY, Clock, PoliteFetcher
from .scale import ReadingSettings, file_outcomes, known_in, read_guarded

LONGEST_WAIT = 24 * 3600.0
"""The longest time in seconds between two polls of a feed that does not answer; the time doubles up to it."""

TRIES = 5
"""Attempts to fetch the page of an item; after that, its text in the feed is filed instead."""

AGAIN = 300.0
"""Seconds before the second attempt; the time doubles with each."""

TOGETHER = 8
"""Items that are read and filed at once, so that memory does not grow with the length of a feed."""

NAP = 60.0
"""The longest sleep in seconds, since the clock may be set in the meantime."""


def _join_silently(ledger: Ledger, meanwhile: Callable[[], None]) -> object:
    return join_waiting(ledger, lambda _: meanwhile())


@dataclass(frozen=True, slots=True)
class Watched:
    """The results of one round."""

    polled: int = 0
    unchanged: int = 0
    unanswered: int = 0
    """Feeds that were polled and did not answer with a feed."""
    resting: int = 0
    """Feeds that failed before and are not due yet."""
    new: int = 0
    filed: int = 0
    failed: int = 0
    alarms: int = 0

    def __add__(self, other: Watched) -> Watched:
        return Watched(*[getattr(self, each.name) + getattr(other, each.name) for each in fields(self)])


@dataclass(slots=True)
class Watch:
    """Watches feeds and files their items in a ledger.

    `tell` is called with each alarm, `warn` with a message for each failure.
    """

    ledger: Ledger
    feeds: list[str]
    tell: Callable[[Alarm], None]
    warn: Callable[[str], None]
    settings: ReadingSettings
    every: float = POLL_MINUTES * 60
    allow_private: bool = False
    delay: float = DELAY
    clock: Clock = field(default_factory=Clock)
    own_process: bool = False
    """As for `read_pages`."""
    catch_up: Callable[[Ledger, Callable[[], None]], object] = _join_silently
    """Joins what waits, or all that other rules joined, and calls the second whenever it may poll."""
    _begun: bool = False
    _behind: bool = True
    """Whether filed documents may not be joined or changes not told, after a kill or an interrupted round."""
    _told: list[Alarm] = field(default_factory=list)
    """Alarms that were told, but not noted in the ledger yet."""
    _compared: int = 0
    """The last capture that was compared with the one before it."""
    _joined: int | None = None
    """How many steps of joins had been taken when changes were told last; None before that."""

    def rounds(self, *, once: bool = False) -> Iterator[Watched]:
        """The results of each round, endlessly unless `once`; earlier content is not reported.

        A round that finds the ledger busy is given up and repeated, unless it is the only one.
        """
        fetcher = PoliteFetcher(allow_private=self.allow_private, clock=self.clock, delay=self.delay)
        if self.allow_private:
            ask_refused(self.ledger)  # an earlier watch was not allowed to fetch them
        while True:
            try:
                done = self._round(fetcher, once=once)
            except LedgerBusy as error:
                if once:
                    raise
                self._behind = True
                self.warn(f"{error}; the next round is in {NAP:.0f} seconds")
                self.clock.sleep(NAP)
                continue
            yield done
            if once:
                return
            self._sleep()

    def _begin(self, fetcher: PoliteFetcher, *, once: bool) -> Watched:
        """All that was in the ledger is joined, and on its first watch marked as reported; feeds are polled.

        After an upgrade that takes hours for a large ledger: items are noted meanwhile, so none is missed.
        """
        polled = Watched()

        def meanwhile() -> None:
            nonlocal polled
            if not once:
                polled += replace(self._poll_due(tuple(self.feeds), fetcher, once=False), resting=0)

        self.catch_up(self.ledger, meanwhile)
        if not was_watched(self.ledger):
            beginning = Alarm("beginning", "revised", "", "", (), ())
            mark_told(self.ledger, [beginning, *find_alarms(self.ledger)])
        self._begun = True
        return polled

    def _round(self, fetcher: PoliteFetcher, *, once: bool) -> Watched:
        named = len(self.feeds)
        done = self._poll_due(self.feeds[:named], fetcher, once=once)
        done += self._poll_due(
            self.feeds[named:], fetcher, once=once
        )  # what lists named; lists in lists wait
        if not self._begun:
            done += self._begin(fetcher, once=once)
        filed, failed = self._file_waiting(fetcher, once=once)
        told = self._tell_news() if filed or self._behind else 0
        self._behind = False
        return done + Watched(filed=filed, failed=failed, alarms=told)

    def _poll_due(self, addresses: Iterable[str], fetcher: PoliteFetcher, *, once: bool) -> Watched:
        done = Watched()
        for address in addresses:
            feed = feed_of(self.ledger, address)
            if feed.next_at <= self.clock.now() or (once and not feed.failures):
                done += self._poll(feed, fetcher, once=once)
            elif feed.failures:
                if once:
                    again = _told_when(feed.next_at - self.clock.now(), once=once)
                    self.warn(f"{address}: did not answer before; {again}")
                done += Watched(resting=1)
        return done

    def _tell_news(self) -> int:
        """Joins what was filed and tells what that changed; the number of changes."""
        done = join(self.ledger, upto=0)  # what other rules joined waits for the next start
        self._note_told()
        alone = self._joined is not None and self._joined + done.steps == done.steps_of_all
        alarms = untold(self.ledger, after=self._compared, neighbourhoods=done.touched if alone else None)
        for alarm in alarms:
            self.tell(alarm)
            self._told.append(alarm)
            self._note_told()
        self._compared = last_capture(self.ledger)
        self._joined = done.steps_of_all
        return len(alarms)

    def _note_told(self) -> None:
        """The ledger knows what was told; if it is busy, the next round begins with that."""
        if self._told:
            mark_told(self.ledger, self._told)
            self._told.clear()

    def _poll(self, feed: Feed, fetcher: PoliteFetcher, *, once: bool) -> Watched:
        """Polls one feed: it is unchanged, does not answer, or has new items."""
        at = self.clock.now()
        try:
            fetched = fetcher.fetch(feed.address, feed.validators)
            if not fetched.content:
                note_poll(self.ledger, replace(feed, asked_at=at, next_at=at + self.every, failures=0))
                return Watched(polled=1, unchanged=1)
            answered = self._answered(feed, fetched, at)
            items: tuple[Item, ...] = ()
            if is_opml(fetched.content):
                known = set(self.feeds)
                listed = find_feeds(fetched.content, feed.address)
                self.feeds += [each for each in listed if each not in known]
                answered = replace(answered, etag=None, modified=None)  # no ledger keeps what a list names
            else:
                items = find_items(fetched.content, feed.address, charset=fetched.charset)
                if (cut := cut_short(fetched.content, feed.address)) is not None:
                    self.warn(str(cut))
        except InputError as error:
            wait, failures = self._patience(feed, error)
            note_poll(self.ledger, replace(feed, asked_at=at, next_at=at + wait, failures=failures))
            self.warn(f"{error}; {_told_when(wait, once=once)}")
            return Watched(polled=1, unanswered=1)
        return Watched(polled=1, new=note_poll(self.ledger, answered, items, at))

    def _patience(self, feed: Feed, error: InputError) -> tuple[float, int]:
        """Seconds to the next poll of a feed that does not answer, and how often it has failed.

        A feed at a private address was not asked at all, so its time does not grow.
        """
        if isinstance(error, FetchError) and error.private:
            return self.every, feed.failures
        longest = max(LONGEST_WAIT, self.every)
        asked = (error.retry_after if isinstance(error, FetchError) else None) or 0.0
        wait = max(self.every * 2 ** min(feed.failures + 1, 20), asked)
        return min(wait, longest), feed.failures + 1

    def _answered(self, feed: Feed, fetched: Fetched, at: float) -> Feed:
        headers = {name.lower(): value for name, value in fetched.headers.items()}
        return Feed(feed.address, headers.get("etag"), headers.get("last-modified"), at, at + self.every, 0)

    def _file_waiting(self, fetcher: PoliteFetcher, *, once: bool) -> tuple[int, int]:
        """Files items until none is waiting or a feed is due, so that long feeds do not delay others."""
        filed = failed = 0
        turn = (
            math.inf
            if once
            else min((feed_of(self.ledger, each).next_at for each in self.feeds), default=0.0)
        )
        while items := waiting_items(self.ledger, self.clock.now(), TOGETHER):
            done, lost = self._file(items, fetcher)
            filed += done
            failed += lost
            if self.clock.now() >= turn:
                break
        return filed, failed

    def _file(self, items: Sequence[Waiting], fetcher: PoliteFetcher) -> tuple[int, int]:
        done: dict[int, str | None] = {}
        refused: set[int] = set()
        pages: list[Page] = []
        numbers: list[int] = []
        for item in items:
            if was_filed(self.ledger, item):
                done[item.number] = None
            elif (page := self._page_of(item, fetcher, done, refused)) is not None:
                pages.append(page)
                numbers.append(item.number)
        done.update(zip(numbers, self._outcomes(pages), strict=True))
        note_done(self.ledger, done, refused)
        for why in filter(None, done.values()):
            self.warn(why)
        return sum(why is None for why in done.values()), sum(why is not None for why in done.values())

    def _outcomes(self, pages: Sequence[Page]) -> Iterable[str | None]:
        """For each page, None once it is filed, or the error."""
        outcomes = read_guarded(pages, self.settings, known_in(self.ledger), own_process=self.own_process)
        return [
            str(each.error) if each.error else None
            for each in file_outcomes(self.ledger, outcomes, self.settings)
        ]

    def _page_of(
        self, item: Waiting, fetcher: PoliteFetcher, done: dict[int, str | None], refused: set[int]
    ) -> Page | None:
        """The page to file for an item: its own, or its text in the feed; None if it must wait or is lost."""
        why, answered = "has neither an address nor words", False
        if item.address:
            try:
                return self._fetched(item, fetcher)
            except UnreadableInput as error:
                why = str(error)
            except FetchError as error:
                why, answered = str(error), error.status is not None
                if error.private:
                    refused.add(item.number)
                if _may_pass(error) and item.tries + 1 < TRIES:
                    wait = max(AGAIN * 2**item.tries, min(error.retry_after or 0.0, LONGEST_WAIT))
                    note_later(self.ledger, item, self.clock.now() + wait, why)
                    return None
        if item.page is None or (answered and not has_words(item.page)):
            done[item.number] = f"{item.feed}: an item is not read: {why}"
            return None
        if answered:
            self.warn(f"{why}; the item's words in the feed are filed")
        headers = {":feed": item.feed, **({SOURCE: item.source} if item.source else {})}
        return replace(item.page, fetched_at=now(), headers=headers)

    def _fetched(self, item: Waiting, fetcher: PoliteFetcher) -> Page:
        assert item.address is not None
        fetched = fetcher.fetch(item.address)
        if fetched.kind in ("feed", "lines"):
            raise UnreadableInput(item.address, f"is a {fetched.kind}, not a page")
        stream: io.BufferedReader = io.BufferedReader(io.BytesIO(fetched.content))
        found = next(
            pages_of_stream(stream, fetched.url, kind=fetched.kind, charset=fetched.charset, url=fetched.url)
        )
        if isinstance(found, InputError):
            raise UnreadableInput(item.address, found.why)
        summary = item.page
        source = {SOURCE: item.source} if item.source else {}
        return replace(
            found,
            headers={**fetched.headers, ":feed": item.feed, **source},
            publisher=item.source,
            published=summary.published if summary else None,
            published_basis=summary.published_basis if summary else None,
        )

    def _sleep(self) -> None:
        """Sleeps until the next feed or item is due."""
        turns = [feed_of(self.ledger, address).next_at for address in self.feeds]
        if (turn := next_turn(self.ledger)) is not None:
            turns.append(turn)
        while (left := min(turns, default=0.0) - self.clock.now()) > 0:
            self.clock.sleep(min(left, NAP))


def _told_when(seconds: float, *, once: bool) -> str:
    """When a feed that did not answer is asked again: by this watch, or by a later one."""
    told = f"{seconds / 60:.0f} minutes"
    return f"a run in {told} or later asks again" if once else f"asked again in {told}"


def _may_pass(error: FetchError) -> bool:
    """Whether a failure may be temporary: no answer, an overloaded server, too many requests."""
    if error.final:
        return False
    return error.status is None or error.status >= 500 or error.status in (408, 425, 429)


def feeds_named(names: Iterable[str]) -> list[str]:
    """The addresses of feeds: those given, and those listed in OPML files; each once.

    Raises:
        MissingInput, UnreadableInput: a file does not exist, or is not OPML.
    """
    found: list[str] = []
    for name in names:
        if name.lower().startswith(("http://", "https://")):
            found.append(name)
            continue
        path = Path(name)
        if not path.is_file():
            raise MissingInput(name, "is neither an http(s) address nor an OPML file")
        with path.open("rb") as file:
            content = read_bounded(file, name)
        if not is_opml(content):
            raise UnreadableInput(name, "is not OPML; a feed is watched by its address")
        found += find_feeds(content, name)
    return list(dict.fromkeys(found))
