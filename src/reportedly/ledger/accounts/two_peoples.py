"""Whose people are counted where two countries fight: a number of the one is none of the other, nor of both.

Of one country alone that its people are named tells nothing: "12 Turkish soldiers" are "12 soldiers" later.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...records import Figure
from ..traits.sides import lands_of_people
from .kept_accounts import changed_once
from .spoken import SpokenAccount

BOTH = frozenset({"both"})
"""The people of a number that counts two sides together."""

TOGETHER = re.compile(r"\b(?:on|from|of) (?:both|the two|all|either) sides\b", re.IGNORECASE)


def with_peoples(voiced: Sequence[SpokenAccount]) -> Iterator[SpokenAccount]:
    """The accounts of one occurrence, with whose people each counts, and whether others count another's."""
    told = [changed_once(each, peoples=whose) if (whose := _people_of(each)) else each for each in voiced]
    lands: dict[str | None, set[frozenset[str]]] = defaultdict(set)
    for each in told:
        if each.peoples and each.peoples != BOTH:
            lands[each.account.measure].add(each.peoples)
    for each in told:
        opposed = any(each.peoples.isdisjoint(others) for others in lands[each.account.measure])
        yield changed_once(each, of_two=True) if each.peoples and opposed else each


def are_of_two_peoples(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether each is known to count people of whom the other counts none, or not these alone."""
    return bool(one.peoples and other.peoples) and one.peoples.isdisjoint(other.peoples)


def _people_of(voiced: SpokenAccount) -> frozenset[str]:
    if any(TOGETHER.search(figure.quote) for figure in voiced.figures):
        return BOTH
    return frozenset().union(*(lands_of_people(_words_for(figure)) for figure in voiced.figures))


def _words_for(figure: Figure) -> str:
    """Who is counted, with the word before, which a group without its number lacks: "Lao soldiers killed"."""
    group = figure.group or ""
    before = figure.quote.partition(group)[0].split() if group else []
    return f"{before[-1]} {group}" if before else group
