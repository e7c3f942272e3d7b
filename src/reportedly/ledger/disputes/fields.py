"""Words that may stand for one another where two speakers tell one matter (`lexicons/fields.toml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ...language.closed_classes import ADDING, AT_NO_TIME, NEGATIONS, NEGATIVE_WORDS, ONE_MORE, OTHERS_TOO
from ...lexicon import FieldWords, load_lexicon
from ..traits.texts import WORD
from .wordings import root_of

PERCEPTION = "perception"
"""The field of what is seen, said or known."""

NEGATING = NEGATIVE_WORDS | NEGATIONS | AT_NO_TIME
CONTRACTED = ("n't", "n\u2019t")
LAST_LETTERS = tuple(f"{ending} " for ending in CONTRACTED)
"""Where words stand one behind the other."""

RIGHT_BEHIND = 2
"""Words behind a negation by which it denies nothing: "did not say", "no one else", "not far"."""

OF = "of"

OTHERS = ONE_MORE | OTHERS_TOO | ADDING | {"choice", "else", "far", "further", "longer", "other"}


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


def leaves_open(text: str) -> bool:
    """Whether a negation in it is of what is seen, said or known, or of others: it denies nothing else.

    Who heard no shot, or will not confirm a death, does not say that there was none.
    """
    words = list(map(str.casefold, WORD.findall(text)))
    if not negates(words):
        return False  # as in most texts
    for at, word in enumerate(words):
        if word in NEGATING or word.endswith(CONTRACTED):
            behind = words[at + 1 : at + 1 + RIGHT_BEHIND]
            if not OTHERS.isdisjoint(behind) or any(map(_is_perception, behind)):
                return True
            if words[at - 1 : at] == [OF] and any(map(_is_perception, words[max(at - 2, 0) : at - 1])):
                return True  # who "knew of no shot"
    return False


def negates(words: Sequence[str]) -> bool:
    """Whether one of these words in small letters negates by itself or by its ending."""
    if not NEGATING.isdisjoint(words):
        return True
    joined = f"{' '.join(words)} "  # a third of what it takes to look at the end of each
    return any(ending in joined for ending in LAST_LETTERS)


def _is_perception(word: str) -> bool:
    entry = _entries().get(root_of(word))
    return entry is not None and entry.name == PERCEPTION


@cache
def _entries() -> Mapping[str, FieldWords]:
    """By the root of each of their words; of two entries with one root the first."""
    fields = reversed(load_lexicon().fields)
    return {root_of(word): entry for entry in fields for word in entry.words}
