"""How long joining takes on a large ledger: `python bench/joining.py [--documents 100000] [--ledger KEPT]`.

The ledger is made of the example by varying it: a crisis in another country for each copy, with other towns,
names, numbers and days, so that a copy is a neighbourhood of about a hundred documents as the example is.
Printed are the time of the first join, and then of single documents that come one by one: another report on
one of the crises (`near`) and a text on something else (`far`), each filed apart and joined under the clock.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from corpus import articles

from reportedly.api import read_inputs
from reportedly.examples import example_documents
from reportedly.ledger.joining import join
from reportedly.ledger.neighbourhoods.blocking_keys import LARGE
from reportedly.ledger.store import open_ledger
from reportedly.ledger.traits.odd_numbers import is_odd
from reportedly.ledger.traits.stories import ordinary_stems
from reportedly.ledger.traits.texts import WORD, stem_of
from reportedly.page.documents import make_document
from reportedly.records import Reading

SPREAD_OVER = 730
SYLLABLES = ("ba", "de", "gi", "ko", "lu", "ma", "ne", "ri", "so", "tu", "va", "ze")
DATES = frozenset({"earliest", "latest", "published"})
IDS = frozenset(
    {
        *("id", "document", "amount", "place", "event", "claim", "within"),
        *("occurrence", "events", "figures", "documents", "evidence", "left", "right", "supersedes"),
    }
)
COUNTS = frozenset({"low", "high"})
TEXTS = frozenset({"text", "quote", "name", "title", "unit", "group", "distance", "publisher"})


class Variant:
    """One copy of the example: every long word is another one of the same length, every day another day.

    Words of all news become other words of all news: a note of such words alone would be one text in every
    copy, and a thousand crises one neighbourhood.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        choice = random.Random(number)  # noqa: S311 - texts for timing, not secrets
        self.days = timedelta(days=choice.randrange(SPREAD_OVER))
        self.factor = choice.uniform(0.5, 2.0)
        self.words: dict[str, str] = {}

    def word(self, word: str) -> str:
        """Names, rarer words and long numbers letter by letter, words of all news as a whole."""
        if word not in self.words:
            self.words[word] = self._other(word)
        return self.words[word]

    def _other(self, word: str) -> str:
        length = len(word)
        choice = random.Random(f"{self.number} {word}")  # noqa: S311 - the same whatever was read before
        if word.isdigit() and length > 2:
            return str(choice.randrange(10 ** (length - 1), 10**length))
        if length < 4:
            return word
        if not word[0].isupper() and stem_of(word) in ordinary_stems():
            return choice.choice(_ordinary(length) or [word])
        made = "".join(choice.choice(SYLLABLES) for _ in range(length))[:length]
        return made.capitalize() if word[0].isupper() else made

    def text(self, text: str) -> str:
        """The text with its words changed, none longer or shorter."""
        return WORD.sub(lambda found: self.word(found[0]), text)

    def value(self, name: str, value: Any) -> Any:
        """The value of a field of the copy."""
        if name in COUNTS and value is not None:
            return float(round(self.factor * value)) if value >= LARGE and is_odd(value) else value
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, tuple):
            return tuple(self.value(name, each) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(
                value,
                **{each.name: self.value(each.name, getattr(value, each.name)) for each in fields(value)},
            )
        if name in IDS:
            return f"{value}~{self.number}"
        if name in TEXTS:
            return self.text(value)
        return self.date(value) if name in DATES else value

    def date(self, value: str) -> str:
        """The date, so many days later as all of this copy."""
        try:
            return (date.fromisoformat(value[:10]) + self.days).isoformat() + value[10:]
        except (ValueError, OverflowError):
            return value

    def reading(self, reading: Reading) -> Reading:
        """The copy of a reading."""
        made: Reading = self.value("", reading)
        return made


@cache
def _ordinary(length: int) -> list[str]:
    return sorted(stem for stem in ordinary_stems() if len(stem) == length and stem.isalpha())


def copies(example: list[Reading], documents: int) -> Iterator[Reading]:
    """So many readings, a whole copy of the example after the other."""
    for number in range(-(-documents // len(example))):
        variant = Variant(number)
        for reading in example[: documents - number * len(example)]:
            yield variant.reading(reading)


def single(ledger: Any, readings: Iterable[Reading]) -> list[tuple[float, float, int]]:
    """For each: milliseconds of the join, of its processor, and documents that were joined again."""
    taken = []
    for reading in readings:
        ledger.file([reading])
        start, work = time.perf_counter(), time.process_time()
        found = join(ledger)
        taken.append(
            (1000 * (time.perf_counter() - start), 1000 * (time.process_time() - work), found.documents)
        )
    return taken


def row(name: str, taken: list[tuple[float, float, int]]) -> str:
    """Medians and the slowest."""
    walls, works, counts = zip(*taken, strict=True)
    return (
        f"| {name} | {statistics.median(walls):.0f} | {max(walls):.0f} | {statistics.median(works):.0f} |"
        f" {statistics.median(counts):.0f} |"
    )


def main() -> None:
    """The table is printed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--ledger", type=Path)
    told = parser.parse_args()
    example = list(read_inputs([example_documents("kazakhstan-2022")]))
    with tempfile.TemporaryDirectory() as folder:
        path = told.ledger or Path(folder) / "large.ledger"
        known = path.exists()
        with open_ledger(path) as ledger:
            if not known:
                start = time.process_time()
                ledger.file(copies(example, told.documents))
                filed = time.process_time()
                joined = join(ledger)
                print(
                    f"filed {told.documents:,} documents in {filed - start:.0f} s, joined them in"
                    f" {time.process_time() - filed:.0f} s: {joined.neighbourhoods:,} neighbourhoods"
                )
            choice = random.Random(time.time_ns())  # noqa: S311
            mark = choice.randrange(10**9)
            near, far = [], []
            for number in range(20):
                variant = Variant(choice.randrange(max(1, told.documents // len(example))))
                reading = variant.reading(choice.choice(example))
                text = reading.document.text + f" Another report said so on day {number}."
                near.append(_as_new(reading, f"near-{mark}-{number}", text))
            for number, each in enumerate(articles(20, seed=mark)):
                far.append(_bare(f"far-{mark}-{number}", each["text"], each["published"]))
            print("| document | ms, median | slowest | processor | joined again |\n|---|---|---|---|---|")
            print(row("near", single(ledger, near)))
            print(row("far", single(ledger, far)))


def _as_new(reading: Reading, name: str, text: str) -> Reading:
    from reportedly.contract import renamed

    made = renamed(reading, name)
    digest = make_document(text).digest
    return replace(made, document=replace(made.document, text=text, digest=digest, url=None))


def _bare(name: str, text: str, published: str) -> Reading:
    return Reading(make_document(text, name=name, published=published), *[()] * 9)


if __name__ == "__main__":
    main()
