"""A watch on a site of this machine, round by round, with a clock that runs as fast as somebody sleeps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from feed_server import Site
from reportedly.ledger.asking.alarms import Alarm
from reportedly.ledger.custody.checking import check_ledger
from reportedly.ledger.file.opening import PATIENCE
from reportedly.ledger.store import open_ledger
from reportedly.page.polite_fetching import Clock
from reportedly.scale import ReadingSettings
from reportedly.watching import Watch, Watched

DEAD = "The interior ministry said on Thursday that {} people were killed in Almaty."


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
