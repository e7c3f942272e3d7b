"""In what land and on which days a document's story is set, whatever words it shares with others.

Blasts, air raids, quakes, ships that sink: of these a reader asks which one is meant. Two documents that give
no such blow the same day tell of two, and so do two that are about different countries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .incidents import DAYS_SAME, SINGULAR, mode_of
from .members import Member
from .nearness import Lands, apart, lands_apart


@dataclass(frozen=True, slots=True)
class Frame:
    """The land of a document, and the days of the blows that it tells of."""

    lands: Lands
    blows: frozenset[tuple[int, int]]


def frames_of(lands: Mapping[str, Lands], members: Mapping[str, Sequence[Member]]) -> dict[str, Frame]:
    """The frame of each document."""
    return {name: Frame(each, _days_of_blows(members[name])) for name, each in lands.items()}


def are_apart(one: Frame, other: Frame) -> bool:
    """Whether two documents cannot tell one story."""
    if lands_apart(one.lands, other.lands):
        return True
    if not one.blows or not other.blows:
        return False
    return all(apart(first, second) > DAYS_SAME for first in one.blows for second in other.blows)


def _days_of_blows(members: Sequence[Member]) -> frozenset[tuple[int, int]]:
    return frozenset(
        member.days
        for member in members
        if member.days is not None
        and mode_of(member) in SINGULAR
        and getattr(member.record, "status", "actual") == "actual"
    )
