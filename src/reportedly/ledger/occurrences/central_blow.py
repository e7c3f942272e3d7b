"""The one blow that the documents of a neighbourhood tell of, and which groups are of it.

A massacre is counted for months, by reports of its night, communiques, inquiries and lists of the dead, whose
words are so unlike that they are stories of their own. Where several stories name one day of violence, and no
other as often, or count the dead of one place, what else they count is of that blow, unless it is told of
another day or place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...records import Event, Figure, Place
from ..traits.members import Member, main_place
from ..traits.nearness import DAYS_SAME, TOWN, apart, may_hold
from ..traits.stories import iso_of
from .document_context import DocumentContext
from .incidents import Join, is_blow, mode_of
from .told_beside import DISASTER
from .tolls import SEVERAL, value_of

CLEARLY = 2
"""How many times more documents tell of the blow than of violence on another day."""

STORIES_OF_A_DAY = 2
"""Stories that tell its day, at least: one alone is an incident of its own. Of 135 neighbourhoods of 800
articles on US shootings one has two stories that do."""

STORIES_OF_DEAD = 3
"""Stories that count its dead, at least, where none tells the day clearly. Of 20 pairs of quotes in four
crises that were not read for it, 2 are in one occurrence without this, and 7 with it."""

REGION = "region"


@dataclass(frozen=True, slots=True)
class Blow:
    """A day of violence or of a disaster that is told more than any other, and where it was."""

    days: tuple[int, int]
    place: Place | None
    documents: frozenset[str]
    """Those that show it; by preference those on its country."""
    is_disaster: bool
    reason: str
    """Why what is told of it is one thing."""


def find_central_blow(by_document: Mapping[str, Sequence[Member]], setting: DocumentContext) -> Blow | None:
    """The blow that a neighbourhood tells of, if there is one: by its day, or else by its dead."""
    members = [member for each in by_document.values() for member in each]
    by_day: dict[int, list[Member]] = defaultdict(list)
    for member in members:
        if is_blow(member) and (days := _narrow_days(member)) is not None:
            by_day[days[1]].append(member)
    return _by_day(by_day, setting) or _by_dead(members, by_day, setting)


def _by_day(by_day: Mapping[int, Sequence[Member]], setting: DocumentContext) -> Blow | None:
    """The blow of the day that clearly more documents tell than any other."""
    telling = {day: frozenset(member.document for member in told) for day, told in by_day.items()}
    day = min(telling, key=lambda each: (-len(telling[each]), each), default=None)
    if day is None:
        return None
    others = (len(names) for other, names in telling.items() if abs(other - day) > DAYS_SAME)
    if len(telling[day]) < CLEARLY * max(others, default=0):
        return None
    reason = f"several stories tell of violence on {iso_of(day)}, and of no other day as often"
    blow = _blow((day, day), by_day[day], by_day[day], reason, setting)
    if not blow.is_disaster and any(_is_of_another_place(member, blow.place) for member in by_day[day]):
        return None  # a quake has no one town
    return blow if len({setting.story[name] for name in blow.documents}) >= STORIES_OF_A_DAY else None


def _by_dead(
    members: Sequence[Member], by_day: Mapping[int, Sequence[Member]], setting: DocumentContext
) -> Blow | None:
    """The blow whose dead many stories count, of no two places; it was just before the first of them.

    Not where half as many documents tell of violence on other days: a town has its shootings, each with its
    dead.
    """
    counts = [member for member in members if _counts_dead(member)]
    published = [day for member in counts if (day := setting.day[member.document]) is not None]
    if not published:
        return None
    first, place = min(published), main_place(counts)
    if any(_is_of_another_place(member, place) for member in counts):
        return None
    names = {member.document for member in counts}
    beside = {
        member.document
        for day, told in by_day.items()
        if abs(first - day) > DAYS_SAME
        for member in told
        if isinstance(member.record, Event)
    }
    if len(names) < CLEARLY * len(beside):
        return None
    told = [member for member in members if member.document in names]
    reason = f"several stories count the dead of {place.name if place else 'one place'}"
    blow = _blow((first - DAYS_SAME, first), counts, told, reason, setting)
    return blow if len({setting.story[name] for name in blow.documents}) >= STORIES_OF_DEAD else None


def _blow(
    days: tuple[int, int],
    of_it: Sequence[Member],
    told: Sequence[Member],
    reason: str,
    setting: DocumentContext,
) -> Blow:
    place = main_place(of_it)
    names = frozenset(member.document for member in of_it)
    there = frozenset(name for name in names if place and setting.country[name] == place.country)
    return Blow(
        days=days,
        place=place,
        documents=there or names,
        is_disaster=any(mode_of(member) == DISASTER for member in told),
        reason=reason,
    )


def _counts_dead(member: Member) -> bool:
    """Whether it is a number of dead that no everyday shooting leaves."""
    record = member.record
    return isinstance(record, Figure) and record.measure == "killed" and (value_of(record) or 0) >= SEVERAL


def _narrow_days(member: Member) -> tuple[int, int] | None:
    """The day or night that it is told of; None where it is told of none, or of a longer time."""
    if member.days is None or member.days[1] - member.days[0] > DAYS_SAME:
        return None
    return member.days


def unite_of_blow(
    groups: Sequence[tuple[Member, ...]],
    main: frozenset[str],
    blow: Blow,
    setting: DocumentContext,
    things: Mapping[str, tuple[int, str]],
) -> tuple[list[tuple[Member, ...]], list[Join]]:
    """The groups, those that are of the blow being one, and the joins that made it.

    What is told in reports from before the blow leaves them.

    Args:
        groups: of members that are about one thing each.
        main: the first members of tolls, and of what stories are about.
        blow: what the neighbourhood tells of.
        setting: what is known of the documents.
        things: by member that is told beside its story, the story's number and of what other thing it is.
    """
    stories = {setting.story[name] for name in blow.documents}
    beside = {
        member.id
        for group in groups
        for member in group
        if member.id in things and things[member.id][0] in stories
        if member.days is None
        or apart(member.days, blow.days) > DAYS_SAME
        or _is_of_another_place(member, blow.place)
    }
    of_blow: list[tuple[Member, ...]] = []
    others: list[tuple[Member, ...]] = []
    for group in groups:
        since = tuple(member for member in group if _is_since(member, blow, setting))
        if all(member.id in beside for member in since) or not _is_of(
            since, not main.isdisjoint(each.id for each in group), blow, setting
        ):
            others.append(group)
            continue
        of_blow.append(since)
        if before := tuple(member for member in group if not _is_since(member, blow, setting)):
            others.append(before)
    if of_blow:
        others.append(tuple(member for group in of_blow for member in group))
    return others, list(_joins(of_blow, blow))


def _joins(of_blow: Sequence[Sequence[Member]], blow: Blow) -> Iterator[Join]:
    """Each group with the first one."""
    names = sorted(min(member.id for member in group) for group in of_blow)
    for name in names[1:]:
        yield Join(names[0], name, blow.reason, "central_blow/one")


def _is_since(member: Member, blow: Blow, setting: DocumentContext) -> bool:
    """Whether its report is no older than the blow."""
    day = setting.day[member.document]
    return day is None or day >= blow.days[0]


def _is_of(group: Sequence[Member], main: bool, blow: Blow, setting: DocumentContext) -> bool:
    """Whether a group is of the blow: by its day, or else where nothing speaks against it.

    The day of a figure may be that until which it counts: only events speak for another day.
    """
    blows = [member for member in group if is_blow(member)]
    if not blows or _is_another_kind(group, blow) or any(_is_of_another_place(m, blow.place) for m in blows):
        return False
    there = elsewhen = 0
    for member in blows:
        if (days := _narrow_days(member)) is not None:
            at_once = apart(days, blow.days) <= DAYS_SAME
            there += at_once
            elsewhen += not at_once and isinstance(member.record, Event)
    if there <= elsewhen and (there or elsewhen):
        return False
    if not (there or main or any(map(_counts_dead, group))):
        return False
    return any(_is_linked(name, blow, setting) for name in {member.document for member in blows})


def _is_another_kind(group: Sequence[Member], blow: Blow) -> bool:
    """Whether it tells of an accident, where the blow is violence."""
    return not blow.is_disaster and any(mode_of(member) == DISASTER for member in group)


def _is_of_another_place(member: Member, place: Place | None) -> bool:
    """Whether its own words name a town or a region in which this place is not, nor around it."""
    own = member.place
    if place is None or own is None or not member.near or own.feature not in (TOWN, REGION):
        return False
    return not may_hold(place, own)


def _is_linked(document: str, blow: Blow, setting: DocumentContext) -> bool:
    """Whether a document shows the blow, or is of a story like one that does, and of its country."""
    return document in blow.documents or any(
        setting.linked(document, other) and not setting.lands_apart(document, other)
        for other in blow.documents
    )
