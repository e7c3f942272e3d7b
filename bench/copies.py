"""How joining grows with copies: `python bench/copies.py [--documents 10000]`.

Documents that carry one text with a word or two changed, documents on different things that end with one
standing sentence, and documents that tell one story in words of their own, are joined at a quarter of their
number and at all. Printed is the time of the processor, and how many times longer four times as many take:
4 is growth with the number, 16 with its square.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator

from corpus import articles

from reportedly.ledger.joining import join_readings
from reportedly.page.documents import make_document
from reportedly.records import Reading

STANDING = " Readers who know more about this are asked to write to the desk of this newspaper at any hour."


def near_copies(count: int) -> Iterator[str]:
    """One article, each time with another word in two places."""
    words = next(articles(1, words=150))["text"].split(" ")
    choice = random.Random(1)  # noqa: S311 - texts for timing, not secrets
    for number in range(count):
        told = list(words)
        for _ in range(2):
            told[choice.randrange(len(told))] = f"edition{number}"
        yield " ".join(told)


def standing_words(count: int) -> Iterator[str]:
    """Different texts with one sentence in common."""
    choice = random.Random(2)  # noqa: S311
    for _ in range(count):
        words = ("".join(choice.choices("abdegiklmnoprstu", k=7)) for _ in range(60))
        yield " ".join(words).capitalize() + "." + STANDING


def one_story(count: int) -> Iterator[str]:
    """Different texts of the words of one event, none a copy of another."""
    choice = random.Random(3)  # noqa: S311
    words = ["".join(choice.choices("abdegiklmnoprstu", k=7)) for _ in range(300)]
    for number in range(count):
        yield " ".join(choice.sample(words, 60)).capitalize() + f" in report {number}."


KINDS: dict[str, Callable[[int], Iterator[str]]] = {
    "near copies of one text": near_copies,
    "one standing sentence": standing_words,
    "one story": one_story,
}


def seconds(texts: Iterator[str]) -> tuple[float, int]:
    """The processor's time of joining these texts, and how many origins that gives."""
    readings = [
        Reading(make_document(text, name=f"d-{number}", published="2022-01-07"), *[()] * 9)
        for number, text in enumerate(texts)
    ]
    start = time.process_time()
    found = join_readings(readings, "2026-01-01T00:00:00Z")
    return time.process_time() - start, len(found.origins)


def main() -> None:
    """The table is printed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=10_000)
    count = parser.parse_args().documents
    print(
        "| texts | documents | s | four times as many | s | times | origins |\n|---|---|---|---|---|---|---|"
    )
    for name, make in KINDS.items():
        few, _ = seconds(make(count // 4))
        many, origins = seconds(make(count))
        times = many / max(few, 0.01)
        print(
            f"| {name} | {count // 4:,} | {few:.1f} | {count:,} | {many:.1f} | {times:.1f} | {origins} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
