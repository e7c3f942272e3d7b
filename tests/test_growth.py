"""Whatever a text repeats, no function is called more often than in proportion to it: calls are counted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from cProfile import Profile
from pathlib import Path
from pstats import Stats
from typing import Any

import pytest

from reportedly.language.parse import load_parser
from reportedly.lexicon import load_lexicon
from reportedly.page.documents import make_document
from reportedly.reading import read_parsed

BENCH = Path(__file__).parents[1] / "bench"
FEW, MANY = 40, 160
TIMES = 8
"""How often a function may be called for four times the text, over once: n log n is below 6, n squared 16."""
SPARED = 3_000
"""Calls that say nothing yet: each repetition with each is 25,600, each with those before it 12,880."""


def texts() -> dict[str, Callable[[int], str]]:
    """Those of the bench that repeat something: marks, brackets, digits, dates, commas, one long word."""
    sys.path.insert(0, str(BENCH))
    try:
        import growth
    finally:
        sys.path.remove(str(BENCH))
    found: dict[str, Callable[[int], str]] = growth.TEXTS
    return {name: make for name, make in found.items() if name != "articles"}


TEXTS = texts()


def calls(text: str) -> dict[Any, int]:
    """By function, Python's own among them, how often it is called for all but the parse."""
    lexicon, parser = load_lexicon(), load_parser()
    profile = Profile()
    document = profile.runcall(make_document, text, published="2022-01-07")
    parsed = parser.parse(document)
    profile.runcall(read_parsed, document, parsed, lexicon)
    counted: dict[Any, tuple[int, int, float, float, object]] = Stats(profile).stats  # type: ignore[attr-defined]
    return {function: count for function, (_, count, *_) in counted.items()}


@pytest.mark.parametrize("name", TEXTS)
def test_calls_grow_with_the_text(name: str) -> None:
    few, many = (calls(TEXTS[name](length)) for length in (FEW, MANY))
    assert sum(many.values()) > 100
    grown = {
        function: (few.get(function, 0), count)
        for function, count in many.items()
        if count > TIMES * few.get(function, 0) + SPARED
    }
    assert grown == {}
