"""The words of several entries together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .entries import Lexicon, WordClass

WORD = re.compile(r"[^\W_]+")


@cache
def words_of_form(lexicon: Lexicon, kind: str, *forms: str) -> frozenset[str]:
    """The words of all entries of a file that have one of these forms.

    Args:
        lexicon: the entries of all files.
        kind: the file's name: "measures".
        forms: what its entries have as their `form`.
    """
    entries = (entry for entry in getattr(lexicon, kind) if entry.form in forms)
    return frozenset(word for entry in entries for word in entry.words)


@cache
def word_class(lexicon: Lexicon, name: str) -> frozenset[str]:
    """The words of a class by its name in `classes.toml`."""
    (entry,) = (each for each in lexicon.classes if each.name == name)
    return frozenset(entry.words)


def find_of_classes(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int, WordClass]]:
    """The words of a text that a class has, each with its place and that class."""
    for match in WORD.finditer(text.casefold()):
        for entry in lexicon.classes:
            if match[0] in entry.words:
                yield *match.span(), entry
