"""Which of several overlapping spans wins: one answer for every kind of mention."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Stretch(Protocol):
    """What stands somewhere: half-open, and how good the evidence for it is."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it has ended."""

    @property
    def strength(self) -> int:
        """The better the evidence, the larger."""


AStretch = TypeVar("AStretch", bound=Stretch)


def settle(found: Iterable[AStretch]) -> tuple[AStretch, ...]:
    """Those that win, in order, none overlapping.

    Of two that overlap the stronger wins; of two as strong the longer, since a longer name says more;
    of two as long the one that begins first, then the one that was found first.
    """
    ranked = sorted(found, key=lambda one: (-one.strength, one.start - one.end, one.start))
    taken: set[int] = set()
    kept = []
    for one in ranked:
        places = range(one.start, max(one.end, one.start + 1))
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))
