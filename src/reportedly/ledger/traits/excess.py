"""Numbers of how many more they are than at other times: "300 excess deaths", "300 more died than usual"."""

from __future__ import annotations

from functools import cache

from ...language.closed_classes import MORE, THAN
from ...records import Amount, Figure
from .sides import EXCESS, find_counted, first_words_of
from .texts import CLAUSE, WORD

BEFORE = 12
"""Characters before a figure's words in which it is said what they count: "the excess [deaths at 300]"."""

BEHIND = 30
"""The same behind a number: "deaths more than usual", but not the excess force by which they died."""

AFTER = 100
"""Characters behind a number within which it is said with what it is compared."""

BESIDE_NUMBER = 3
"""Words behind a number among which "more" stands: "300 people more", "300 more deaths"."""


def is_excess(figure: Figure, own: Amount, text: str) -> bool:
    """Whether a number is one of more than at other times, by the words before and behind it."""
    behind = CLAUSE.split(text[own.end : own.end + AFTER], maxsplit=1)[0]
    said = f"{text[max(0, figure.start - BEFORE) : own.start]} {behind[:BEHIND]}"
    folded = said.casefold()
    if any(word in folded for word in first_words_of(EXCESS)) and any(
        entry.side == EXCESS for _, _, entry in find_counted(said)
    ):
        return True
    behind = behind.casefold()
    if MORE not in behind:
        return False
    words = WORD.findall(behind)
    if MORE not in words[:BESIDE_NUMBER]:
        return False
    return THAN in words[words.index(MORE) + 2 :]  # "nine died more than a week ago" compares nothing


@cache
def words_beside_excess() -> frozenset[str]:
    """Words of which one stands beside every number that is of more than at other times."""
    return first_words_of(EXCESS) | {MORE}
