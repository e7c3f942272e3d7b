"""In what land and towns and on which days a document's story is set, whatever words it shares with others.

Blasts, air raids, quakes, ships that sink: of these a reader asks which one is meant. Two documents that give
no such blow the same day tell of two, and so do two that are about different countries or towns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...records import Place
from ..traits.members import Member
from ..traits.nearness import COUNTRY, TOWN, Frame, Lands
from .incidents import SINGULAR, mode_of


def frames_of(lands: Mapping[str, Lands], members: Mapping[str, Sequence[Member]]) -> dict[str, Frame]:
    """The frame of each document."""
    return {name: _frame_of(each, members[name]) for name, each in lands.items()}


def _frame_of(lands: Lands, members: Sequence[Member]) -> Frame:
    scenes = _scenes(members)
    towns = tuple(place for place in scenes if place.feature == TOWN)
    return Frame(lands, _days_of_blows(members), towns, scenes)


def _days_of_blows(members: Sequence[Member]) -> frozenset[tuple[int, int]]:
    return frozenset(
        member.days
        for member in members
        if member.days is not None
        and mode_of(member) in SINGULAR
        and getattr(member.record, "status", "actual") == "actual"
    )


def _scenes(members: Sequence[Member]) -> tuple[Place, ...]:
    """Where what a document tells happened, as far as its own words name places inside a country."""
    places = (member.place for member in members if member.near and not member.dateline)
    inside = (place for place in places if place is not None and place.feature != COUNTRY)
    found = {
        (place.geonames or place.name, place.feature): place
        for place in inside  # a site has its town's
    }
    return tuple(found.values())
