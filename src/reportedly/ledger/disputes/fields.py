"""Words that may stand for one another where two speakers tell one matter (`lexicons/fields.toml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from ...lexicon import FieldWords, load_lexicon
from ..traits.texts import WORD
from .wordings import root_of


def find_fields(text: str) -> Iterator[tuple[int, int, FieldWords]]:
    """The words of fields in a text, each with its place and its entry."""
    entries = _entries()
    for match in WORD.finditer(text):
        if (entry := entries.get(root_of(match[0]))) is not None:
            yield match.start(), match.end(), entry


def field_of(root: str) -> str | None:
    """What stands for a root where statements are compared: its field, or itself; None if it says nothing."""
    entry = _entries().get(root)
    if entry is None:
        return root
    return f"{entry.name} " if entry.tells else None


@cache
def _entries() -> Mapping[str, FieldWords]:
    """By the root of each of their words; of two entries with one root the first."""
    fields = reversed(load_lexicon().fields)
    return {root_of(word): entry for entry in fields for word in entry.words}
