"""What one story tells: its main incident, and each other thing by itself.

What a story's documents tell of its main place and time is one incident with what followed it; what stands
elsewhere or at another time is apart, and of a document that tells of many things what it tells alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from ...frozen import quick
from ...records import Document, Event, Figure, Place
from ..file.kept_results import kept_while_told
from ..traits.claimants import Speaker
from ..traits.members import Member, main_place
from ..traits.nearness import (
    DAYS_SAME,
    TOWN,
    WIDE,
    Lands,
    apart,
    is_named_as_one,
    key_of_place,
    may_agree,
    may_hold,
    same_place,
)
from ..traits.positions import Places
from ..traits.stories import Story, iso_of
from .document_context import DocumentContext
from .rival_counts import with_rival_counts
from .told_beside import DISASTER, place_of_story

DAYS_BEFORE = 10
"""Days before the first report from which an event may be what a story is about."""

DAYS_AFTER = 3
"""Days after the last report up to which it may be; plans further ahead are other events."""

FOLLOWS = frozenset({"ASSAULT", "PROTEST", "ACCUSE", "COERCE", "SANCTION", "OTHER", "missing", "displaced"})
"""What a violent incident and its immediate consequences are made of; other kinds of event in its story,
such as talks or a deployment, are occurrences of their own."""

VIOLENT_SHARE = 0.25
"""A story is one of violence where this share of its events and figures is."""

KINDS_OF_AN_INCIDENT = 10
"""Kinds of event beyond which a document tells of many things, not of one: a page on a whole crisis."""

STATE_ACTS = frozenset({"COERCE", "MOBILIZE", "REQUEST", "RETREAT", "SANCTION", "THREATEN"})
"""Types of acts that rulers and powers do one after another in a crisis."""

ACTS_OF_A_CRISIS = 4
"""Kinds of such acts from which on a story without violence tells of a crisis: each is a thing of its own."""

LEAST_FITTING = 0.5
"""The share of what a document tells that must be of its story's place and time, so that it is sifted."""

PLAIN_VIOLENCE = frozenset({"ASSAULT"})

SINGULAR = frozenset(
    {"explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "unconventional", DISASTER}
)
"""Modes of violence that a town does not have every day, and disasters."""

RELATED = (frozenset({"ASSAULT", "PROTEST", "COERCE seize"}), frozenset({"RETREAT resign", "SANCTION expel"}))
"""Kinds that reports use for one thing: crowds that storm a building, a cabinet that goes."""


@quick
@dataclass(frozen=True, slots=True)
class Incident:
    """Members that are about one thing."""

    name: str
    """The smallest id stands for all."""
    members: tuple[Member, ...]
    stems: frozenset[str]
    kinds: frozenset[str]
    modes: frozenset[str]
    names: frozenset[str]
    place: Place | None
    days: tuple[int, int] | None
    story: tuple[str, ...] = ()
    """The documents of the story that is about it; none where it is told by the way."""
    blow: tuple[int, int] | None = None
    """The day of its violence that most documents tell; None where they tell none, or nothing violent."""
    struck: tuple[Place, ...] = ()
    """Where its blow fell: all places that are named for what a town does not have every day."""
    beside: tuple[str, ...] = ()
    """The documents of the story that tells it beside what it is about."""


@quick
@dataclass(frozen=True, slots=True)
class Join:
    """Two members that are about one thing, and why."""

    one: str
    other: str
    reason: str
    rule: str


def incidents_of(
    story: Story,
    members: Sequence[Member],
    setting: DocumentContext,
    kinds: Mapping[str, str | None],
    things: Mapping[str, str],
) -> tuple[tuple[Incident, ...], tuple[Join, ...]]:
    """What a story tells: its main incident where it has several documents, and each other thing.

    Args:
        story: the documents.
        members: what they tell.
        setting: what is known of the documents.
        kinds: by member, whether it is of an accident or of violence, where that is told.
        things: by member that is told beside the story, of what other thing it is.
    """
    told = _Told(
        story,
        tuple(members),
        [
            (setting.documents[name], setting.places[name], setting.frames[name].lands)
            for name in story.documents
        ],
        [setting.speaker(member) for member in members if isinstance(member.record, Figure)],
        [(kinds[member.id], things.get(member.id)) for member in members],
    )
    return _incidents_told(story.documents, told, setting, kinds, things)


class _Told(NamedTuple):
    """All that the incidents of a story follow from."""

    story: Story
    members: tuple[Member, ...]
    documents: Sequence[tuple[Document, Places, Lands]]
    speakers: Sequence[Speaker]
    """Of each figure."""
    kinds: Sequence[tuple[str | None, str | None]]
    """Of each member, and of what other thing it is."""


@kept_while_told
def _incidents_told(
    _: tuple[str, ...],
    told: _Told,
    setting: DocumentContext,
    kinds: Mapping[str, str | None],
    things: Mapping[str, str],
) -> tuple[tuple[Incident, ...], tuple[Join, ...]]:
    story, members = told.story, told.members
    beside = _beside(story, members, setting, kinds, things)
    apart_from_it = {member.id for group in beside for member in group}
    main, others = _main_incident(
        story, [member for member in members if member.id not in apart_from_it], setting
    )
    incidents = [_incident(main, story.documents, _window(story, setting))] if main else []
    incidents += [replace(_incident(group), beside=story.documents) for group in beside]
    incidents += [_incident(group) for group in with_rival_counts(tuple(_alone(others)), setting)]
    return tuple(incidents), tuple(_story_joins(story, main))


def _incident(
    members: Sequence[Member], story: tuple[str, ...] = (), window: tuple[int, int] | None = None
) -> Incident:
    """Members as one thing; days out of the window of its story are of what it recalls, not of it."""
    days = [member.days for member in members if member.days is not None]
    days = [each for each in days if window is None or apart(window, each) == 0]
    towns = {member.place.name.casefold() for member in members if member.place is not None}
    return Incident(
        name=min(member.id for member in members),
        members=tuple(members),
        stems=frozenset().union(*(member.stems for member in members)),
        kinds=frozenset(member.family for member in members),
        modes=frozenset(filter(None, (mode_of(member) for member in members))),
        names=frozenset().union(*(member.names for member in members)) - towns,
        place=main_place(members),
        days=(min(first for first, _ in days), max(last for _, last in days)) if days else None,
        story=story,
        blow=_day_of_blow(members, window),
        struck=_struck(members),
    )


def _struck(members: Sequence[Member]) -> tuple[Place, ...]:
    """The places of blows, each once; of blasts no wide ones beside towns, since a country has many."""
    found: dict[str, Place] = {}
    for member in members:
        if mode_of(member) in SINGULAR and member.place is not None and not member.dateline:
            found.setdefault(key_of_place(member.place), member.place)
    towns = [place for place in found.values() if place.feature not in WIDE]
    shaken = any(mode_of(member) == DISASTER for member in members)
    return tuple(towns if towns and not shaken else found.values())


def _day_of_blow(members: Sequence[Member], window: tuple[int, int] | None) -> tuple[int, int] | None:
    """The day that most documents tell of violence, the earliest where several are told as often."""
    told = {
        (member.document, member.days)
        for member in members
        if (member.family in PLAIN_VIOLENCE or mode_of(member) == DISASTER) and member.days is not None
        if member.days[1] - member.days[0] <= DAYS_SAME and (window is None or not apart(window, member.days))
    }
    counted = Counter(days for _, days in told)
    return min(counted, key=lambda days: (-counted[days], days)) if counted else None


def _beside(
    story: Story,
    members: Sequence[Member],
    setting: DocumentContext,
    kinds: Mapping[str, str | None],
    apart_from_it: Mapping[str, str],
) -> list[tuple[Member, ...]]:
    """What a story tells of another town or day, or of an accident beside violence: each alone.

    A town may be settled on another bearer of its name, and a word for an accident stand for a blow: what its
    own words do not set in a town far away is apart only if it is of another day as well.
    """
    if len(story.documents) < 2:
        return []
    place = place_of_story(members, setting)
    groups: dict[str, list[Member]] = defaultdict(list)
    left: list[Member] = []
    for member in members:
        key = apart_from_it.get(member.id)
        (left if key is None else groups[key]).append(member)
    found = [tuple(group) for _, group in sorted(groups.items())]
    return [*found, *_of_another_day(place, left, setting, kinds, _window(story, setting))]


def _of_another_day(
    place: Place | None,
    members: Sequence[Member],
    setting: DocumentContext,
    kinds: Mapping[str, str | None],
    window: tuple[int, int] | None,
) -> list[tuple[Member, ...]]:
    """What is of another town, or an accident, and of another day than the violence in this place."""
    blow = _day_of_blow([each for each in members if not _is_another_town(place, each)], window)
    if blow is None:
        return []
    parting = _parting_towns(place, members, setting)
    accidents = _telling_accidents(members, kinds, window)
    groups: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in members:
        if member.document in accidents:
            groups["accident", member.document].append(member)
        elif member.place and member.document in parting and _is_another_town(place, member):
            groups["town", key_of_place(member.place)].append(member)
    return [tuple(group) for _, group in sorted(groups.items()) if _is_of_other_days(group, blow)]


def _telling_accidents(
    members: Sequence[Member], kinds: Mapping[str, str | None], window: tuple[int, int] | None
) -> frozenset[str]:
    """The documents that tell of an accident of the story's days alone, where most of it is violence."""
    if 2 * sum(kinds[member.id] == "violence" for member in members) <= len(members):
        return frozenset()
    others = {member.document for member in members if kinds[member.id] != "accident"}
    return frozenset(
        member.document
        for member in members
        if mode_of(member) == DISASTER and member.days is not None and member.document not in others
        if window is None or not apart(window, member.days)
    )


def _is_of_other_days(members: Sequence[Member], blow: tuple[int, int]) -> bool:
    """Whether days are told of these, and none of them is that of a blow."""
    days = [member.days for member in members if member.days is not None]
    return bool(days) and all(apart(blow, each) > DAYS_SAME for each in days)


def _parting_towns(
    place: Place | None, members: Sequence[Member], setting: DocumentContext
) -> frozenset[str]:
    """The documents that tell in plain words of another town than this one, which they name as well."""
    if place is None:
        return frozenset()
    return frozenset(
        document
        for document in {m.document for m in members if m.near and _is_another_town(place, m)}
        if any(told.feature == TOWN and same_place(place, told) for told in setting.places[document])
    )


def _is_another_town(place: Place | None, member: Member) -> bool:
    """Whether it is told of a town that this place is not, nor lies around."""
    if place is None or member.place is None or member.dateline:
        return False
    return place.feature == member.place.feature == TOWN and not may_hold(place, member.place)


def _main_incident(
    story: Story, members: Sequence[Member], setting: DocumentContext
) -> tuple[list[Member], list[Member]]:
    """What several of a story's documents tell of its main place and time, and what they tell besides."""
    if len(story.documents) < 2:
        return [], list(members)
    fitting = _without_other_acts(_of_place_and_time(story, members, setting))
    telling: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    for member in fitting:
        telling[member.family].add(member.document)
        kinds[member.document].add(member.family)
    main = {
        member.id
        for member in fitting
        if len(kinds[member.document]) <= KINDS_OF_AN_INCIDENT or len(telling[member.family]) > 1
    }
    return [each for each in members if each.id in main], [each for each in members if each.id not in main]


def _without_other_acts(members: Sequence[Member]) -> list[Member]:
    """Of what tells a whole crisis, the act that most documents tell and all that is no act of a state."""
    telling: dict[str, set[str]] = defaultdict(set)
    for member in members:
        if member.family.partition(" ")[0] in STATE_ACTS:
            telling[member.family].add(member.document)
    if len(telling) < ACTS_OF_A_CRISIS or _is_violent(members):
        return list(members)
    main = max(sorted(telling), key=lambda family: len(telling[family]))
    return [member for member in members if member.family not in telling or member.family == main]


def _of_place_and_time(story: Story, members: Sequence[Member], setting: DocumentContext) -> list[Member]:
    """What a story's documents tell of its main place and time.

    A document that never names the main place has it under another name, or settled on another bearer of its
    name: its places say nothing. Of a document that less than half would be left of, all is taken, since its
    words as a whole tell this story.
    """
    place = place_of_story(members, setting)
    window = _window(story, setting)
    violent = _is_violent(members)
    blow = _day_of_blow(members, window)
    naming = {
        member.document for member in members if place and member.place and may_hold(place, member.place)
    }
    abroad = {member.document for member in members if setting.namesakes_apart(place, member.place)}

    def follows(member: Member) -> bool:
        return not violent or member.family.partition(" ")[0] in FOLLOWS

    def fits(member: Member) -> bool:
        return (
            follows(member)
            and member.document not in abroad
            and (
                place is None
                or member.place is None
                or member.document not in naming
                or may_hold(place, member.place)
                or _is_the_disaster(member, blow)
            )
            and (window is None or member.days is None or apart(window, member.days) == 0)
            and not _is_another_blow(member, blow)
            and getattr(member.record, "status", "actual") != "historical"
        )

    fitting = {member.id: member.document for member in members if fits(member)}
    told = Counter(member.document for member in members)
    kept = Counter(fitting.values())
    left = {name for name in story.documents if kept[name] < LEAST_FITTING * told[name]}
    return [
        member
        for member in members
        if member.id in fitting
        or (
            member.document in left - abroad
            and (follows(member) or not kept[member.document])
            and not _is_another_blow(member, blow)
        )
    ]


def _is_the_disaster(member: Member, blow: tuple[int, int] | None) -> bool:
    """Whether it is a disaster of the very day that the story is about: a quake has no one town."""
    if blow is None or member.days is None or mode_of(member) != DISASTER:
        return False
    return apart(blow, member.days) == 0


def _is_another_blow(member: Member, blow: tuple[int, int] | None) -> bool:
    """Whether it is violence that is rare, of another day than the one that the story is about."""
    if blow is None or member.days is None or mode_of(member) not in SINGULAR:
        return False
    return apart(blow, member.days) > DAYS_SAME


def _window(story: Story, setting: DocumentContext) -> tuple[int, int] | None:
    days = [day for name in story.documents if (day := setting.day[name]) is not None]
    return (min(days) - DAYS_BEFORE, max(days) + DAYS_AFTER) if days else None


def _is_violent(members: Sequence[Member]) -> bool:
    """Whether enough of what is told is violence or a disaster."""
    blows = sum(member.family in PLAIN_VIOLENCE or mode_of(member) == DISASTER for member in members)
    return blows >= VIOLENT_SHARE * len(members)


def _alone(members: Sequence[Member]) -> Iterator[tuple[Member, ...]]:
    """A figure with its event; the violence of one sentence; every other member by itself.

    Events of no known type are in none of them.
    """
    figures: dict[str, list[Member]] = defaultdict(list)
    here = {member.id for member in members}
    for member in members:
        if isinstance(member.record, Figure) and member.record.event in here:
            figures[member.record.event].append(member)
    sentences: dict[tuple[str, frozenset[str]], list[list[Member]]] = defaultdict(list)
    for member in members:
        if isinstance(member.record, Figure):
            if member.record.event in here or member.record.measure == "other":
                continue
        elif member.family == "OTHER" and mode_of(member) != DISASTER and member.id not in figures:
            continue
        together = [member, *figures[member.id]]
        if not is_blow(member):
            yield tuple(together)
            continue
        told = sentences[member.document, member.stems]
        home = next((blow for blow in told if all(_may_be_one(member, other) for other in blow)), None)
        if home is None:
            told.append(together)
        else:
            home.extend(together)
    for told in sentences.values():
        yield from map(tuple, told)


def is_blow(member: Member) -> bool:
    """Whether it is violence or a disaster that happened, or whom it hurt."""
    violent = member.family in PLAIN_VIOLENCE or mode_of(member) == DISASTER
    return violent and getattr(member.record, "status", "actual") == "actual"


def _may_be_one(one: Member, other: Member) -> bool:
    """Whether neither place nor day is against it that a sentence tells two members as one thing."""
    if not may_agree(one.place, other.place):
        return False
    return one.days is None or other.days is None or apart(one.days, other.days) <= DAYS_SAME


def _story_joins(story: Story, main: Sequence[Member]) -> Iterator[Join]:
    """What one document tells of it with what the next one does, and what both of them say of it."""
    told: dict[str, list[Member]] = defaultdict(list)
    for member in main:
        told[member.document].append(member)
    one_story = f"their documents tell one story (they share {', '.join(story.words)})"
    for one, other in pairwise(sorted(told)):
        shared = ", ".join(_said_in_both(told[one], told[other]))
        reason = f"{shared}; {one_story}" if shared else one_story
        yield Join(told[one][0].id, told[other][0].id, reason, "incidents/story")


def _said_in_both(one: Sequence[Member], other: Sequence[Member]) -> Iterator[str]:
    """In words: the narrowest place that two documents tell, the day, and what they count alike."""
    places, elsewhere = (
        {key_of_place(m.place): m.place for m in told if m.place is not None}.values()
        for told in (one, other)
    )
    shared = [each for each in places if any(is_named_as_one(each, place) for place in elsewhere)]
    if shared:
        yield f"both in {min(shared, key=lambda place: (place.feature in WIDE, place.name)).name}"
    days, others = (
        {m.days[0] for m in told if m.days and m.days[1] - m.days[0] <= DAYS_SAME} for told in (one, other)
    )
    if days & others:
        yield f"both on {iso_of(min(days & others))}"
    counts, rivals = (
        {(m.record.measure, m.record.low) for m in told if isinstance(m.record, Figure) and m.record.low}
        for told in (one, other)
    )
    alike = counts & rivals
    if alike:
        measure, number = min(alike, key=lambda count: (count[0] == "other", -(count[1] or 0), count[0]))
        yield f"both count {number:,.0f} " + ("alike" if measure == "other" else measure)


def mode_of(member: Member) -> str | None:
    """How an event was done, or that it is a disaster; None for a figure."""
    if not isinstance(member.record, Event):
        return None
    return DISASTER if DISASTER in member.record.contexts else member.record.mode
