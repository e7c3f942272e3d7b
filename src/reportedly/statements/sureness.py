"""How sure: the order of certainties, and what a hedge makes of what it reaches, for every record alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..records import Certainty, Hedge, HedgeType

CERTAINTIES: tuple[Certainty, ...] = (
    "asserted",
    "reported",
    "estimated",
    "unconfirmed",
    "doubted",
    "denied",
)
"""From the surest to the least sure."""

UNSURE: frozenset[Certainty] = frozenset({"unconfirmed", "doubted", "denied"})
"""What is not told as having happened."""

CERTAINTY_OF_HEDGE: Mapping[HedgeType, Certainty] = {
    "unconfirmed": "unconfirmed",
    "alleged": "unconfirmed",
    "doubted": "doubted",
    "estimated": "estimated",
}
"""Of a claim, an event and a figure alike. The other types say whether it happened: an event's `status`."""

CERTAINTY_OF_STATUS: Mapping[HedgeType, Certainty] = {
    "possible": "unconfirmed",
    "conditional": "unconfirmed",
    "future": "unconfirmed",
    "negated": "denied",
}
"""What the types that are an event's status make of a figure, which has none."""


def least_sure(certainties: Iterable[Certainty]) -> Certainty:
    """The least sure of several, at least one."""
    return max(certainties, key=CERTAINTIES.index)


def certainties_of(hedges: Iterable[Hedge]) -> list[Certainty]:
    """What hedges make of whatever they reach."""
    return [CERTAINTY_OF_HEDGE[hedge.type] for hedge in hedges if hedge.type in CERTAINTY_OF_HEDGE]
