"""The words of several entries together."""

from __future__ import annotations

from functools import cache

from .entries import Lexicon


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
