"""In what land and on which days a document's story is set, whatever words it shares with others.

Blasts, air raids, quakes, ships that sink: of these a reader asks which one is meant. Two documents that give
no such blow the same day tell of two, and so do two that are about different countries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from ..records import Place
from .incidents import DAYS_SAME, SINGULAR, mode_of
from .members import Member
from .nearness import TOWN, Lands, apart, lands_apart, may_hold


@dataclass(frozen=True, slots=True)
class Frame:
    """The land of a document, and the days of the blows that it tells of."""

    lands: Lands
    blows: frozenset[tuple[int, int]]
    towns: tuple[Place, ...]
    """Where what it tells happened, as far as its own words name towns."""


def frames_of(lands: Mapping[str, Lands], members: Mapping[str, Sequence[Member]]) -> dict[str, Frame]:
    """The frame of each document."""
    return {
        name: Frame(each, _days_of_blows(members[name]), _towns(members[name]))
        for name, each in lands.items()
    }


def are_apart(one: Frame, other: Frame) -> bool:
    """Whether two documents cannot tell one story."""
    if lands_apart(one.lands, other.lands):
        return True
    if (
        one.blows
        and other.blows
        and all(apart(*days) > DAYS_SAME for days in product(one.blows, other.blows))
    ):
        return True
    if not one.towns or not other.towns or one.lands.places & other.lands.places:
        return False
    return not any(may_hold(*towns) for towns in product(one.towns, other.towns))


def _days_of_blows(members: Sequence[Member]) -> frozenset[tuple[int, int]]:
    return frozenset(
        member.days
        for member in members
        if member.days is not None
        and mode_of(member) in SINGULAR
        and getattr(member.record, "status", "actual") == "actual"
    )


def _towns(members: Sequence[Member]) -> tuple[Place, ...]:
    found = {
        str(member.place.geonames or member.place.name): member.place
        for member in members
        if member.place is not None and member.near and not member.dateline and member.place.feature == TOWN
    }
    return tuple(found.values())
