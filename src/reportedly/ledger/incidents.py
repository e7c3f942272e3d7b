"""Which events are one thing: in a story around its main place and time, and across stories by evidence.

What a story's documents tell of its main place and time is one incident with what followed it; what stands
elsewhere or at another time is apart. Across stories two things are one where nothing speaks against it,
neither kind nor place nor time, and enough speaks for it: rare words, one town, one actor, like documents.
Two things wrongly joined are worse than one seen twice.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from ..records import Event, Figure
from .members import WIDE, Member, apart, main_place, may_hold, same_place
from .setting import Setting
from .stories import Story, Vector

DAYS_BEFORE = 10
"""Days before the first report from which an event may be what a story is about."""

DAYS_AFTER = 3
"""Days after the last report up to which it may be; plans further ahead are other events."""

FOLLOWS = frozenset({"ASSAULT", "PROTEST", "ACCUSE", "COERCE", "SANCTION", "OTHER", "missing", "displaced"})
"""What a violent incident and its immediate consequences are made of; other kinds of event in its story,
such as talks or a deployment, are occurrences of their own."""

VIOLENT_SHARE = 0.25
"""A story is one of violence where this share of its events and figures is."""

DAYS_SAME = 1
"""Days by which two times of one thing may differ: time zones, and nights."""

DAYS_UNDATED = 3
"""Days between publication within which two things without a date can be one."""

RARE_SHARE = 0.08
"""A word is rare where it stands in no more of the things' sentences than this."""

ENOUGH = 1.6
"""What must speak for one thing: see `_evidence`."""

BLOCK_LIMIT = 40
"""Things that share a word beyond which the word compares neighbours only."""

RELATED = (frozenset({"ASSAULT", "PROTEST", "COERCE seize"}), frozenset({"RETREAT resign", "SANCTION expel"}))
"""Kinds that reports use for one thing: crowds that storm a building, a cabinet that goes."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Members that are about one thing."""

    members: tuple[Member, ...]
    stems: frozenset[str]
    main: bool
    """It is what a story of several documents is about."""

    @property
    def name(self) -> str:
        """The smallest id stands for all."""
        return min(member.id for member in self.members)


@dataclass(frozen=True, slots=True)
class Join:
    """Two members that are about one thing, and why."""

    one: str
    other: str
    reason: str
    rule: str


def incidents_of(
    story: Story, members: Sequence[Member], setting: Setting
) -> tuple[tuple[Incident, ...], tuple[Join, ...]]:
    """What a story tells: its main incident where it has several documents, and each other thing."""
    main, others = _main_incident(story, members, setting)
    incidents = [_incident(main, main=True)] if main else []
    incidents += [_incident(group, main=False) for group in _alone(others)]
    return tuple(incidents), tuple(_story_joins(story, main))


def _incident(members: Sequence[Member], *, main: bool) -> Incident:
    return Incident(tuple(members), frozenset().union(*(member.stems for member in members)), main)


def _main_incident(
    story: Story, members: Sequence[Member], setting: Setting
) -> tuple[list[Member], list[Member]]:
    """What a story's documents tell of its main place and time, and what they tell besides."""
    if len(story.documents) < 2:
        return [], list(members)
    place = main_place(members)
    window = _window(story, setting)
    violent = _is_violent(members)
    main: list[Member] = []
    others: list[Member] = []
    for member in members:
        belongs = (
            (not violent or member.family.partition(" ")[0] in FOLLOWS)
            and (place is None or member.place is None or may_hold(place, member.place))
            and (window is None or member.days is None or apart(window, member.days) == 0)
            and getattr(member.record, "status", "actual") != "historical"
        )
        (main if belongs else others).append(member)
    return main, others


def _window(story: Story, setting: Setting) -> tuple[int, int] | None:
    days = [day for name in story.documents if (day := setting.day[name]) is not None]
    return (min(days) - DAYS_BEFORE, max(days) + DAYS_AFTER) if days else None


def _is_violent(members: Sequence[Member]) -> bool:
    return sum(member.family == "ASSAULT" for member in members) >= VIOLENT_SHARE * len(members)


def _alone(members: Sequence[Member]) -> Iterator[tuple[Member, ...]]:
    """A figure with its event; every other member by itself; events of no known type not at all."""
    figures: dict[str, list[Member]] = defaultdict(list)
    here = {member.id for member in members}
    for member in members:
        if isinstance(member.record, Figure) and member.record.event in here:
            figures[member.record.event].append(member)
    for member in members:
        if isinstance(member.record, Figure):
            if member.record.event not in here and member.record.measure != "other":
                yield (member,)
        elif member.id in figures:
            yield (member, *figures[member.id])
        elif member.family != "OTHER":
            yield (member,)


def _story_joins(story: Story, main: Sequence[Member]) -> Iterator[Join]:
    first: dict[str, str] = {}
    for member in main:
        first.setdefault(member.document, member.id)
    words = ", ".join(story.words)
    for one, other in pairwise(sorted(first)):
        yield Join(
            first[one],
            first[other],
            f"their documents tell one story (they share {words})",
            "incidents/story",
        )


def join_incidents(
    incidents: Sequence[Incident], setting: Setting, vectors: Mapping[str, Vector]
) -> tuple[Join, ...]:
    """The pairs of incidents of different stories that are one thing, the best founded first."""
    spread = Counter(stem for incident in incidents for stem in incident.stems)
    found: list[tuple[float, str, str, str]] = []
    for one, other in _brought_together(incidents, spread):
        first, second = incidents[one], incidents[other]
        if _speaks_against(first, second, setting):
            continue
        weight, reason = _evidence(first, second, spread, len(incidents), vectors)
        if weight >= ENOUGH:
            names = sorted((first.name, second.name))
            found.append((-weight, names[0], names[1], reason))
    return tuple(Join(one, other, reason, "incidents/evidence") for _, one, other, reason in sorted(found))


def _brought_together(incidents: Sequence[Incident], spread: Counter[str]) -> list[tuple[int, int]]:
    """Pairs that share a rare word; where many share it, neighbours only."""
    holding: dict[str, list[int]] = defaultdict(list)
    limit = max(3, RARE_SHARE * len(incidents))
    order = sorted(range(len(incidents)), key=lambda number: incidents[number].name)
    for number in order:
        for stem in incidents[number].stems:
            if spread[stem] <= limit:
                holding[stem].append(number)
    pairs: set[tuple[int, int]] = set()
    for numbers in holding.values():
        together = combinations(numbers, 2) if len(numbers) <= BLOCK_LIMIT else pairwise(numbers)
        pairs.update((min(pair), max(pair)) for pair in together)
    return sorted(pairs)


def _speaks_against(one: Incident, other: Incident, setting: Setting) -> bool:
    if one.main and other.main:
        return True
    if not _related(one, other):
        return True
    countries = {setting.country[each.members[0].document] for each in (one, other)} - {None}
    if len(countries) > 1:
        return True
    places = main_place(one.members), main_place(other.members)
    if places[0] is not None and places[1] is not None and not may_hold(places[0], places[1]):
        return True
    return not _times_agree(one, other, setting)


def _related(one: Incident, other: Incident) -> bool:
    kinds = {member.family for member in one.members}, {member.family for member in other.members}
    return bool(kinds[0] & kinds[1]) or any(kinds[0] & group and kinds[1] & group for group in RELATED)


def _times_agree(one: Incident, other: Incident, setting: Setting) -> bool:
    days = _days(one), _days(other)
    if days[0] is not None and days[1] is not None:
        return apart(days[0], days[1]) <= DAYS_SAME
    told = [setting.day[each.members[0].document] for each in (one, other)]
    first, second = days[0] or _as_days(told[0]), days[1] or _as_days(told[1])
    return first is not None and second is not None and apart(first, second) <= DAYS_UNDATED


def _days(incident: Incident) -> tuple[int, int] | None:
    days = [member.days for member in incident.members if member.days is not None]
    return (min(first for first, _ in days), max(last for _, last in days)) if days else None


def _as_days(day: int | None) -> tuple[int, int] | None:
    return None if day is None else (day, day)


def _evidence(
    one: Incident, other: Incident, spread: Counter[str], total: int, vectors: Mapping[str, Vector]
) -> tuple[float, str]:
    """What speaks for one thing, and in words.

    A shared word counts by its rarity, a word that stands in one thing of a hundred counting one half, all
    words together one and a half at most; a town half; an actor half; like documents by their cosine.
    """
    shared = sorted(one.stems & other.stems, key=lambda stem: (spread[stem], stem))
    rarity = [math.log(total / spread[stem]) / math.log(100) / 2 for stem in shared]
    weight = min(1.5, sum(each for each in rarity if each > 0.15))
    reasons = [f"both have {', '.join(shared[:4])}"] if weight else []
    places = main_place(one.members), main_place(other.members)
    if places[0] and places[1] and places[0].feature not in WIDE and same_place(places[0], places[1]):
        weight += 0.5
        reasons.append(f"both in {places[0].name}")
    if names := _names(one) & _names(other):
        weight += 0.5
        reasons.append(f"both name {min(names)}")
    if _days(one) is not None and _days(other) is not None:
        weight += 0.25
        reasons.append("same day")
    likeness = _likeness(one.members[0].document, other.members[0].document, vectors)
    return weight + 2 * likeness, ", ".join(reasons)


def _names(incident: Incident) -> frozenset[str]:
    return frozenset().union(*(member.names for member in incident.members))


def _likeness(one: str, other: str, vectors: Mapping[str, Vector]) -> float:
    short, long = sorted((vectors[one], vectors[other]), key=len)
    return sum(weight * long[stem] for stem, weight in short.items() if stem in long)


def unite_incidents(incidents: Sequence[Incident], joins: Sequence[Join]) -> list[list[Incident]]:
    """Incidents in groups: the best founded joins first, each only where the groups agree on the day."""
    home = {incident.name: incident.name for incident in incidents}
    held = {incident.name: [incident] for incident in incidents}
    for join in joins:
        one, other = sorted((home[join.one], home[join.other]))
        if one == other or not _groups_agree(held[one], held[other]):
            continue
        for incident in held[other]:
            home[incident.name] = one
        held[one] += held.pop(other)
    return [held[name] for name in sorted(held)]


def _groups_agree(one: Sequence[Incident], other: Sequence[Incident]) -> bool:
    """Whether no two things of the groups are of days far apart, and not both are what a story is about."""
    if any(each.main for each in one) and any(each.main for each in other):
        return False
    days = [[days for each in group if (days := _days(each)) is not None] for group in (one, other)]
    return all(apart(first, second) <= DAYS_SAME for first in days[0][:20] for second in days[1][:20])


def is_event(member: Member) -> bool:
    """Whether a member is an event."""
    return isinstance(member.record, Event)
