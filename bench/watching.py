"""A week of watching at high speed: `python bench/watching.py [--days 7] [--small]`.

A feed on this machine gets an item an hour on the crisis of the day, in another town and in other words each
day (one in eight is a copy of the one before, one in six revises a figure), is down for two hours each day,
and is polled every fifteen minutes by a clock that runs as fast as somebody sleeps. Printed after each day:
items that were offered, documents in the ledger, lines that were said, memory, and seconds of one core; in
the end memory at the start, in the middle and at the end. Documents must be as many as items, and memory must
not grow once neighbourhoods and the room for readings are full. With `--small` they have a fifth and are full
on the fifth day, so that any other growth shows.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from feed_server import Site, served
from reportedly import read
from reportedly.ledger.custody.checking import check_ledger
from reportedly.ledger.file import reading_memory
from reportedly.ledger.neighbourhoods import neighbourhood_state, neighbours
from reportedly.ledger.store import open_ledger
from reportedly.page.polite_fetching import Clock
from reportedly.scale import ReadingSettings
from reportedly.watching import Watch

HOUR = 3600.0
START = 1_641_254_400.0
"""4 January 2022."""

TOWNS = (
    "Almaty",
    "Aktau",
    "Taraz",
    "Shymkent",
    "Kostanay",
    "Pavlodar",
    "Bishkek",
    "Tashkent",
    "Dushanbe",
    "Minsk",
)

SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "ra", "sel", "tor", "vin", "zad", "gre", "plo")

SENTENCES = (
    "Police said that {count} protesters were arrested near the {0} of {town}, where a {1} had burned.",
    "Witnesses told reporters that soldiers opened fire on a crowd behind the {0} {1} and the {2} {3}.",
    "At least {count} people were injured in {town} when a {0} collapsed, the health ministry said.",
    "The mayor of {town}, {who} {1}, denied that any {2} had been ordered to leave the {3}.",
    "A spokesman for the opposition accused the government of hiding {0} and {1} behind a {2}.",
    "The {0} was closed on Monday, and trains to {town} stopped at the {1} bridge beyond {2}.",
    "Residents of {town} said they had seen {count} bodies beside a {0}, not the {1} that officials named.",
    "According to a lawyer, {count} detainees were beaten at the {0} station and taken to a {1} in a van.",
    "The president promised an inquiry into the {0} and said that the {1} would be paid for by the {2}.",
    "Hospitals in {town} treated {count} wounded, most of them from the {0} quarter and the {1} market.",
)


class FastTime:
    """A clock that runs as fast as somebody sleeps; on the way the site gets its items and its outages."""

    def __init__(self, site: Site) -> None:
        self.now = START
        self.site = site
        self.offered = 0

    def sleep(self, seconds: float) -> None:
        """The time is later by so much, and the site what it is then."""
        self.now += seconds
        hours = (self.now - START) / HOUR
        self.site.down = 20 <= hours % 24 < 22
        while self.offered < hours:
            self._offer()

    def _offer(self) -> None:
        number = self.offered
        words = _report(number - (number % 8 == 7))
        if number % 6 == 5:
            told = f"The interior ministry said that {number + 20} people were killed in {_town(number)}."
            words = f"{told} {words}"
        self.site.items.insert(0, (f"n{number}", words))
        del self.site.items[60:]
        self.offered += 1


def _town(number: int) -> str:
    return TOWNS[number // 24 % len(TOWNS)]


def _report(number: int) -> str:
    """Some 120 words on the crisis of the day, of its own vocabulary."""
    of_day, choice = random.Random(number // 24), random.Random(f"report {number}")  # noqa: S311 - for timing
    words = ["".join(of_day.choices(SYLLABLES, k=3)) for _ in range(60)]

    def told(sentence: str) -> str:
        some = choice.sample(words, 4)
        count = choice.randrange(3, 90)
        return sentence.format(*some, town=_town(number), count=count, who=some[0].title())

    return " ".join(told(each) for each in choice.sample(SENTENCES, 7))


def megabytes() -> int:
    """Memory that is in use now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1_000_000


def main() -> None:
    """A line a day."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--days", type=int, default=7)
    parser.add_argument("--small", action="store_true", help="room for a fifth")
    asked = parser.parse_args()
    days = asked.days
    if asked.small:
        reading_memory.KEPT //= 5
        for module in (neighbours, neighbourhood_state):  # each has its own name for it
            for name in ("MOST", "FEW"):
                vars(module)[name] //= 5
    print("| day | polls | items | documents | lines | MB | CPU s |\n|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, served(Site(shown=40)) as site:
        path = Path(folder) / "week.ledger"
        clock = FastTime(site)
        said: list[str] = []
        with open_ledger(path) as ledger:
            watch = Watch(
                ledger,
                [f"{site.address}/feed"],
                lambda alarm: said.append(alarm.kind),
                lambda _: None,
                ReadingSettings(),
                allow_private=True,
                clock=Clock(lambda: clock.now, clock.sleep),
            )
            polls, day = 0, 1
            read("Two men fled.")  # the model and the lexicons are loaded, as on every day
            used = [megabytes()]
            for done in watch.rounds():
                polls += done.polled
                if clock.now - START >= day * 24 * HOUR:
                    documents = sum(1 for _ in ledger.documents())
                    used.append(megabytes())
                    row = (day, polls, clock.offered, documents, len(said), used[-1])
                    print(f"| {' | '.join(map(str, row))} | {time.process_time():.0f} |", flush=True)
                    day += 1
                if day > days:
                    break
            faults = check_ledger(ledger).faults
        start, middle, end = used[0], used[len(used) // 2], used[-1]
        print(f"\nMB at the start {start}, in the middle {middle}, at the end {end}")
        print(f"{len(faults)} faults in the ledger")


if __name__ == "__main__":
    main()
