"""Words that tell whether capitals name a person or a thing, where neither grammar nor the model does."""

from __future__ import annotations

import csv
from functools import lru_cache

from ..lexicon import LEXICONS
from .spelling import folded


def is_given_name(word: str) -> bool:
    """Whether a capitalised word is a given name that is hardly ever anything else: not Paris or Hope."""
    return word[:1].isupper() and folded(word) in _column("given_names.csv", "name")


def is_named_thing(word: str) -> bool:
    """Whether a word in lower case is one for things that bear names of persons: ships, storms, schools."""
    return word in _column("named_things.csv", "word")


@lru_cache(maxsize=2)
def _column(name: str, column: str) -> frozenset[str]:
    with (LEXICONS / name).open(encoding="utf-8", newline="") as file:
        return frozenset(folded(row[column]) for row in csv.DictReader(file, strict=True))
