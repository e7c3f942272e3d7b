"""Where what a figure counts happened, and whether it was an accident or an illness: so two tolls are apart.

A country has many towns, and a town its accidents beside its shootings: numbers that are equal, or that one
office brings forward, count on one toll only where neither town nor kind of event speaks against it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from ...records import Event, Figure, Place, Reading
from ..file.reading_memory import remembered
from ..traits.members import ILLNESS, Member, members_of
from ..traits.nearness import COUNTRY, is_vague, key_of_place, may_hold
from ..traits.positions import places_of
from ..union_find import UnionFind
from .document_context import DocumentContext
from .incidents import PLAIN_VIOLENCE, mode_of
from .told_beside import DISASTER

Kind = Literal["accident", "illness", "violence"]


MISHAPS = frozenset({"accident", "illness"})
"""What nobody did."""


class Scene(NamedTuple):
    """Where and of what kind something is; what is not told is None."""

    place: Place | None
    kind: Kind | None
    dead: str = ""
    """Of the dead, where a document says of what they died, its kind: those of an illness are no others."""


NOWHERE, LAND, SEAT = range(3)
"""How narrowly a place is told: not at all, by a country or a part of it without a border, or narrower."""


def narrowness(place: Place | None) -> int:
    """How narrowly a place is told; only of two that are narrower than a country is one not in the other."""
    if place is None:
        return NOWHERE
    return LAND if place.feature == COUNTRY or is_vague(place) else SEAT


def scenes_of(members: Iterable[Member], setting: DocumentContext) -> Mapping[str, Scene]:
    """The scene of each figure: by its own words and its sentence, or else by its document.

    A document is of the kind that it tells first, and set in the one place that all its figures name.
    """
    documents = dict.fromkeys(member.document for member in members)
    found: dict[str, Scene] = {}
    for name in documents:
        found.update(scenes_in(setting.readings[name]))
    return found


@remembered
def scenes_in(reading: Reading) -> Mapping[str, Scene]:
    """The scenes of one document's figures."""
    members, kinds = members_of(reading), kinds_in(reading)
    named = Counter(key_of_place(place) for place in places_of(reading) if narrowness(place) == SEAT)
    seat = _only_seat(members, named)
    tells_cause = any(kinds.values()) or any(member.family == ILLNESS for member in members)
    found: dict[str, Scene] = {}
    for member in members:
        if isinstance(member.record, Figure):
            place = _told_place(member, named)
            if place is None and not member.record.total and (member.place is None or member.dateline):
                place = seat
            dead = member.family if tells_cause and member.record.measure == "killed" else ""
            found[member.id] = Scene(place, kinds[member.id], dead)
    return found


@remembered
def kinds_in(reading: Reading) -> Mapping[str, Kind | None]:
    """The kind of each event and figure of a document: that of its sentence, or else what is told first."""
    members = members_of(reading)
    own: dict[frozenset[str], set[Kind]] = defaultdict(set)
    lead: Kind | None = None
    for member in members:
        if (kind := _kind_of(member)) is not None:
            own[member.stems].add(kind)
            lead = lead or kind
    return {member.id: _kind_beside(member, own, lead) for member in members}


def _kind_beside(member: Member, own: Mapping[frozenset[str], set[Kind]], lead: Kind | None) -> Kind | None:
    """The kind of what is told in its sentence, or else first; the dead of an illness are known as such."""
    if member.family == ILLNESS:
        return "illness"
    if member.stems in own:
        return _one_of(own[member.stems] - {"illness"})
    is_of_dead = isinstance(member.record, Figure) and member.record.measure == "killed"
    return None if is_of_dead and lead == "illness" else lead


def _kind_of(member: Member) -> Kind | None:
    """What it says of its kind: a crash is an accident, shooting none; of deaths only those of an illness."""
    if member.family == ILLNESS:
        return "illness"
    if not isinstance(member.record, Event):
        return None
    if mode_of(member) == DISASTER:
        return "accident"
    violent = member.family in PLAIN_VIOLENCE and (member.record.mode is not None or member.record.actors)
    return "violence" if violent and member.record.status == "actual" else None


def _one_of(kinds: set[Kind]) -> Kind | None:
    return next(iter(kinds)) if len(kinds) == 1 else None


def _told_place(figure: Member, named: Mapping[str, int]) -> Place | None:
    """The place of a figure if its words or those before them tell it.

    Before its sentence only one that the document names again, unless the figure names nobody and goes on
    with the count before it: "the crowd at 120". A country stands in its own words or is its speaker's:
    any other may be whose rescuers came. A town is not told by where the reporter or the speaker is.
    """
    place, record = figure.place, figure.record
    if place is None or figure.dateline or not isinstance(record, Figure):
        return None
    if narrowness(place) == LAND:
        return place if figure.near or _is_of_speaker(place, figure) else None
    if _is_of_speaker(place, figure):
        return None
    again = named[key_of_place(place)] > 1 or len(named) == 1 or not record.group
    before = figure.led_by_place or (place.start < record.end and again)
    return place if figure.near or before else None


def _is_of_speaker(place: Place, figure: Member) -> bool:
    """Whether a place stands in the words for who says it: "Kenya's Health Ministry"."""
    source = figure.claim.source if figure.claim else ()
    return any(part.start <= place.start < part.end for part in source)


def _only_seat(members: Sequence[Member], named: Mapping[str, int]) -> Place | None:
    """The place of all figures of a document that have one narrower than a country, if it is one place."""
    places = [_told_place(member, named) for member in members if isinstance(member.record, Figure)]
    seats = sorted(
        (place for place in places if place is not None and narrowness(place) == SEAT),
        key=lambda place: (place.start, place.id),
    )
    return seats[0] if seats and all(may_hold(seats[0], place) for place in seats) else None


class SceneGroups:
    """Figures in groups of which each has one scene: no two places of it are apart, nor is its kind mixed.

    Nor does one hold two things of which a story tells one beside the other.
    """

    def __init__(self, scenes: Mapping[str, Scene], things: Mapping[str, tuple[int, str]]) -> None:
        self.united = UnionFind(scenes)
        self.narrowness = {name: narrowness(scene.place) for name, scene in scenes.items()}.__getitem__
        """How narrowly the place of a figure is told."""
        keys = {name: key_of_place(scene.place) if scene.place else "" for name, scene in scenes.items()}
        self.order = {
            name: (keys[name], scene.kind in MISHAPS, name) for name, scene in scenes.items()
        }.__getitem__
        """Figures of one place together, mishaps last: what may be one joins what is none first."""
        self._scenes = scenes
        self._things: dict[str, Mapping[int, str]] = {name: dict([thing]) for name, thing in things.items()}
        """By group and story, what it counts of what that story tells."""
        self._places: dict[str, Mapping[str, Place]] = {
            name: {} if scene.place is None else {keys[name]: scene.place} for name, scene in scenes.items()
        }
        self._kinds = {name: scene.kind for name, scene in scenes.items()}
        self._dead = {name: scene.dead for name, scene in scenes.items()}

    def place(self, name: str) -> Place | None:
        """The place of a figure."""
        return self._scenes[name].place

    def are_told_alike(self, one: str, other: str) -> bool:
        """Whether two figures' places are told as narrowly, and whether both or neither is of a mishap."""
        kinds = {self._scenes[one].kind, self._scenes[other].kind}
        told_of_one = None in kinds and not kinds.isdisjoint(MISHAPS)
        return self.narrowness(one) == self.narrowness(other) and not told_of_one

    def need_no_sign(self, one: str, other: str) -> bool:
        """Whether two figures are in one group and told alike: nothing more of them has to be known."""
        return self.united.together(one, other) and self.are_told_alike(one, other)

    def unite(self, one: str, other: str) -> bool:
        """The groups of two figures are one if their scenes allow it; told is whether they were two."""
        first, second = self.united.home(one), self.united.home(other)
        if first == second or not self._agree(first, second):
            return False
        places = {**self._places[first], **self._places[second]}
        kind = self._kinds[first] or self._kinds[second]
        dead = self._dead[first] or self._dead[second]
        things = {**self._things.get(first, {}), **self._things.get(second, {})}
        self.united.union(first, second)
        home = self.united.home(first)
        self._places[home], self._kinds[home], self._things[home] = places, kind, things
        self._dead[home] = dead
        return True

    def unite_all(self, names: Sequence[str]) -> None:
        """Each figure is in one group with the next, as far as scenes allow."""
        for one, other in pairwise(names):
            self.unite(one, other)

    def _agree(self, one: str, other: str) -> bool:
        things, others = self._things.get(one), self._things.get(other)
        if things and others and any(others.get(story, thing) != thing for story, thing in things.items()):
            return False
        kinds = self._kinds[one], self._kinds[other]
        if None not in kinds and kinds[0] != kinds[1]:
            return False
        dead = {self._dead[one], self._dead[other]}
        if ILLNESS in dead and len(dead - {""}) > 1:
            return False
        here, there = self._places[one], self._places[other]
        return all(
            name == other_name or may_hold(place, other_place)
            for name, place in here.items()
            for other_name, other_place in there.items()
        )
