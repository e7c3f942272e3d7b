"""How long joining takes on a large ledger: `python bench/joining.py [--documents 100000] [--ledger KEPT]`.

The ledger is made of the example by varying it: a crisis in another country for each copy, with other towns,
names, numbers and days, so that a copy is a neighbourhood of about a hundred documents as the example is.
Printed are the time of the first join, and then of single documents that come one by one, each filed apart
and joined under the clock: a report on a crisis to which nothing was added before (`first`), on one that had
another report before these (`again`), one that comes while the process has the documents of eight such crises
in memory (`kept`), and a text on something else (`far`). Before `again` the memory is emptied: it is so where
a program has just started. A second table tells what of `again` and of `kept` each part takes.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache, wraps
from itertools import product
from pathlib import Path
from typing import Any

from corpus import articles

from reportedly.api import read_inputs
from reportedly.examples import example_documents
from reportedly.ledger import joining
from reportedly.ledger.file.reading_memory import ReadingMemory
from reportedly.ledger.neighbourhoods import index, neighbourhood_state
from reportedly.ledger.neighbourhoods.blocking_keys import LARGE
from reportedly.ledger.occurrences import speakers
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

CRISES = 8
"""On how many crises reports come in turn."""

PARTS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("lists and edges", index, ("list_passages", "compare_passages", "list_words", "compare_words")),
    ("its neighbourhood is found", neighbourhood_state, ("settle",)),
    ("read back", ReadingMemory, ("readings_of",)),
    ("read back", index, ("text_edges_among", "words_of_some")),
    ("read back", joining, ("sources_of",)),
    ("events and figures of each document", joining, ("members_of",)),
    ("lands, stories, origins", joining, ("find_lands", "text_links", "join_origins", "vectors_of")),
    ("lands, stories, origins", joining, ("frames_of", "group_stories", "document_context", "_links")),
    ("occurrences", joining, ("join_members", "make_occurrence")),
    ("accounts", joining, ("find_denials", "make_accounts", "denial_accounts")),
    ("contradictions of accounts", joining, ("find_contradictions", "find_contradictions_across")),
    ("quantities and things", joining, ("find_quantities", "compare_quantities", "compare_things")),
    ("disputes and retellings", joining, ("find_disputes", "find_retellings")),
    ("who makes each claim", speakers, ("find_speakers", "replace_speakers")),
    ("rows compared and written", neighbourhood_state, ("replace_joined",)),
    ("the rest, and the commit", joining, ("join",)),
)
"""What a join does, with the functions that do it; what one calls of another part is counted there."""


class Clock:
    """Milliseconds of processor that the parts take, from when they are watched."""

    def __init__(self) -> None:
        self.taken: defaultdict[str, float] = defaultdict(float)
        self._others = [0.0]
        """Of each function that runs, what those that it called took."""

    def watch(self) -> None:
        """Every function of `PARTS` is timed from here on."""
        for part, room, names in PARTS:
            for name in names:
                setattr(room, name, self._timed(part, getattr(room, name)))

    def _timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def timed(*told: Any, **named: Any) -> Any:
            self._others.append(0.0)
            start = time.process_time()
            found = function(*told, **named)
            if isinstance(found, Iterator):
                found = list(found)
            took = 1000 * (time.process_time() - start)
            self.taken[part] += took - self._others.pop()
            self._others[-1] += took
            return found

        return timed


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
        found = joining.join(ledger)
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
    parser.add_argument("--turns", type=int, default=2, help="how often reports come on each crisis again")
    parser.add_argument("--seed", type=int, help="the same crises and reports each time")
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
                joined = joining.join(ledger)
                print(
                    f"filed {told.documents:,} documents in {filed - start:.0f} s, joined them in"
                    f" {time.process_time() - filed:.0f} s: {joined.neighbourhoods:,} neighbourhoods"
                )
            print_joins(ledger, example, told)


def print_joins(ledger: Any, example: list[Reading], told: argparse.Namespace) -> None:
    """What single documents take to be joined, and of reports on known crises what each part takes."""
    choice = random.Random(told.seed or time.time_ns())  # noqa: S311
    mark = time.time_ns()  # reports of one name were filed already where a ledger is kept
    there = range(max(1, told.documents // len(example)))
    crises = [Variant(number) for number in choice.sample(there, min(CRISES, len(there)))]
    far = [
        _bare(f"far-{mark}-{number}", each["text"], each["published"])
        for number, each in enumerate(articles(20, seed=mark))
    ]

    def report(crisis: Variant, name: str) -> Reading:
        reading = crisis.reading(choice.choice(example))
        text = reading.document.text + f" Another report said so: {name}."
        return _as_new(reading, f"near-{mark}-{crisis.number}-{name}", text)

    rows = {"first": single(ledger, [report(each, "first") for each in crises])}
    clock = Clock()
    clock.watch()
    parts: dict[str, list[dict[str, float]]] = defaultdict(list)

    def timed(name: str, crisis: Variant, turn: int) -> None:
        clock.taken.clear()
        rows.setdefault(name, []).extend(single(ledger, [report(crisis, f"{name} {turn}")]))
        parts[name].append(clock.taken.copy())

    for turn, each in product(range(told.turns), crises):
        ledger.memory.forget()
        timed("again", each, turn)
    single(ledger, [report(each, "between") for each in crises])
    for turn, each in product(range(told.turns), crises):
        timed("kept", each, turn)
    rows["far"] = single(ledger, far)
    print("| document | ms, median | slowest | processor | joined again |\n|---|---|---|---|---|")
    for name, taken in rows.items():
        print(row(name, taken))
    print("\n| part, ms of processor, median | again | kept |\n|---|---|---|")
    for part in dict.fromkeys(part for part, _, _ in PARTS):
        medians = [statistics.median(each[part] for each in taken) for taken in parts.values()]
        print(f"| {part} | {' | '.join(f'{median:.1f}' for median in medians)} |")


def _as_new(reading: Reading, name: str, text: str) -> Reading:
    from reportedly.contract import renamed

    made = renamed(reading, name)
    digest = make_document(text).digest
    return replace(made, document=replace(made.document, text=text, digest=digest, url=None))


def _bare(name: str, text: str, published: str) -> Reading:
    return Reading(make_document(text, name=name, published=published), *[()] * 9)


if __name__ == "__main__":
    main()
