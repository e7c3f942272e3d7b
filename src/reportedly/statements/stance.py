"""How sure: what a claim's cue and the hedges around it make of what is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from ..records import Certainty, Hedge, HedgeType
from .quoted import Piece

OF_HEDGE: Mapping[HedgeType, Certainty] = {
    "unconfirmed": "unconfirmed",
    "alleged": "unconfirmed",
    "doubted": "doubted",
    "estimated": "estimated",
}
"""What a hedge outside the content makes of it; hedges inside belong to the speaker's own words."""

WEAKEST_LAST: Sequence[Certainty] = ("asserted", "reported", "estimated", "unconfirmed", "doubted", "denied")


def certainty_of(cue: Certainty, content: Sequence[Piece], span: Piece, hedges: Sequence[Hedge]) -> Certainty:
    """The cue's own certainty, or the weaker one that a hedge of the reporter's gives it."""
    found = [OF_HEDGE[hedge.type] for hedge in _around(content, span, hedges) if hedge.type in OF_HEDGE]
    return max([cue, *found], key=WEAKEST_LAST.index)


def _around(content: Sequence[Piece], span: Piece, hedges: Sequence[Hedge]) -> Iterator[Hedge]:
    """Hedges in a claim's span but outside its content, whose reach has some of the content."""
    start, end = span
    first = bisect_left(hedges, start, key=lambda hedge: hedge.start)
    for index in range(first, len(hedges)):
        hedge = hedges[index]
        if hedge.start >= end:
            break
        inside = any(s <= hedge.start < e for s, e in content)
        reaches = any(s < hedge.scope.end and hedge.scope.start < e for s, e in content)
        if reaches and not inside:
            yield hedge
