"""In what land and towns and on which days a document's story is set, whatever words it shares with others.

Blasts, air raids, quakes, ships that sink: of these a reader asks which one is meant. Two documents that give
no such blow the same day tell of two, and so do two that are about different countries or towns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..records import Place
from .incidents import SINGULAR, mode_of
from .members import Member
from .nearness import TOWN, Frame, Lands, key_of_place


def frames_of(lands: Mapping[str, Lands], members: Mapping[str, Sequence[Member]]) -> dict[str, Frame]:
    """The frame of each document."""
    return {
        name: Frame(each, _days_of_blows(members[name]), _towns(members[name]))
        for name, each in lands.items()
    }


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
        key_of_place(member.place): member.place
        for member in members
        if member.place is not None and member.near and not member.dateline and member.place.feature == TOWN
    }
    return tuple(found.values())
