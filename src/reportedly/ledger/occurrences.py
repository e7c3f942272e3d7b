"""Which events and figures of several documents are about one thing.

First within a story: what its documents tell of its main place and time is one incident with what followed
it, and what stands elsewhere or at another time is apart. Then across stories: two things are one where
kind, place and time agree and they share rare words or actors. Two things wrongly joined are worse than one
seen twice, so what is not known joins nothing by itself. The order of documents changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..contract import record_id
from ..records import Event, Figure, Judgement, Occurrence, Reading, When
from .members import (
    FAMILY_OF_MEASURE,
    Member,
    apart,
    main_country,
    main_place,
    may_hold,
    members_of,
)
from .stories import Story, day_of

DAYS_BEFORE = 10
"""Days before the first report from which an event may be what a story is about."""

DAYS_AFTER = 3
"""Days after the last report up to which it may be; plans further ahead are other events."""

FOLLOWS = frozenset({"ASSAULT", "PROTEST", "ACCUSE", "missing", "displaced"})
FOLLOWS_TYPES = frozenset({"COERCE", "SANCTION"})
"""What a violent incident and its immediate consequences are made of; other kinds of event in its story,
such as talks or a deployment, are occurrences of their own."""

VIOLENT_SHARE = 0.25
"""A story is one of violence where this share of its events and figures is."""

DAYS_SAME = 1
"""Days by which two times of one thing may differ: time zones, and nights."""

DAYS_UNDATED = 3
"""Days between publication within which two things without a date can be one."""

RARE_SHARE = 0.05
"""A word is rare where it stands in no more of the clauses than this."""

ENOUGH = 2.0
"""Weight of shared rare words from which two things of one kind, place and time are one: two words of
which each stands in one clause of a hundred."""

BLOCK_LIMIT = 200
"""Members that share a word beyond which the word brings nobody together."""

LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class Join:
    """Two groups of members that are about one thing, and why."""

    one: str
    other: str
    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class Joined:
    """The groups of members, and the joins that made them."""

    groups: tuple[tuple[Member, ...], ...]
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of each document as a whole."""

    day: Mapping[str, int | None]
    country: Mapping[str, str | None]


def setting_of(readings: Iterable[Reading]) -> Setting:
    """When each document appeared, and which country it is about."""
    kept = list(readings)
    return Setting(
        {reading.document.id: day_of(reading.document.published) for reading in kept},
        {reading.document.id: main_country(reading) for reading in kept},
    )


def join_members(readings: Sequence[Reading], stories: Sequence[Story]) -> Joined:
    """Every event and figure in one group; `OTHER` events only where a story's main incident holds them."""
    by_document = {reading.document.id: members_of(reading) for reading in readings}
    setting = setting_of(readings)
    groups: list[tuple[Member, ...]] = []
    joins: list[Join] = []
    for story in stories:
        members = [member for name in story.documents for member in by_document[name]]
        main, others = _main_incident(story, members, setting)
        groups += [main] if main else []
        groups += _alone(others)
        joins += _story_joins(story, main)
    return Joined(tuple(groups), tuple(joins))


def _main_incident(
    story: Story, members: Sequence[Member], setting: Setting
) -> tuple[tuple[Member, ...], list[Member]]:
    """What a story's documents tell of its main place and time, and what they tell besides."""
    if len(story.documents) < 2:
        return (), list(members)
    place = main_place(members)
    window = _window(story, setting)
    violent = _is_violent(members)
    main: list[Member] = []
    others: list[Member] = []
    for member in members:
        belongs = (
            (not violent or _follows(member))
            and (place is None or member.place is None or may_hold(place, member.place))
            and (window is None or member.days is None or apart(window, member.days) == 0)
            and getattr(member.record, "status", "actual") != "historical"
        )
        (main if belongs else others).append(member)
    return tuple(main), others


def _window(story: Story, setting: Setting) -> tuple[int, int] | None:
    days = [day for name in story.documents if (day := setting.day[name]) is not None]
    return (min(days) - DAYS_BEFORE, max(days) + DAYS_AFTER) if days else None


def _is_violent(members: Sequence[Member]) -> bool:
    return sum(member.family == "ASSAULT" for member in members) >= VIOLENT_SHARE * len(members)


def _follows(member: Member) -> bool:
    kind = member.family.partition(" ")[0]
    return kind in FOLLOWS or kind in FOLLOWS_TYPES or kind == "OTHER"


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
    names = sorted(first)
    words = ", ".join(story.words)
    for one, other in pairwise(names):
        reason = f"their documents tell one story (they share {words})"
        yield Join(first[one], first[other], reason, "occurrences/story")


def make_occurrence(
    members: Sequence[Member], readings: Mapping[str, Reading], origin_of: Mapping[str, str]
) -> Occurrence:
    """The occurrence that a group of members is."""
    ordered = sorted(members, key=lambda member: (member.document, member.record.start, member.id))
    documents = tuple(sorted({member.document for member in members}))
    place = main_place(ordered)
    return Occurrence(
        record_id("occurrence", min(member.id for member in members)),
        _title(ordered),
        _type(ordered),
        place.id if place else None,
        _when(ordered),
        tuple(member.id for member in ordered if isinstance(member.record, Event)),
        tuple(member.id for member in ordered if isinstance(member.record, Figure)),
        documents,
        len({origin_of.get(name, name) for name in documents}),
        len(_speakers(ordered, readings)),
    )


def _speakers(members: Sequence[Member], readings: Mapping[str, Reading]) -> set[str]:
    """Everybody who says so: claimants, and each outlet that says it in its own voice."""
    speakers = set()
    for member in members:
        if member.claimant is not None:
            speakers.add(member.claimant.key or member.claimant.name.casefold())
        elif member.claim is None:
            outlet = readings[member.document].document.publisher
            speakers.add(f"outlet:{outlet or member.document}")
    return speakers


def _title(members: Sequence[Member]) -> str:
    """The words of the member that has most of the words that the members share."""
    held = Counter(stem for member in members for stem in member.stems)
    fitting = [
        member for member in members if member.record.segment not in ("comment", "furniture")
    ] or members

    def rank(member: Member) -> tuple[bool, float, int, str]:
        shared = sum(held[stem] for stem in member.stems) / (5 + len(member.stems))
        return member.family == "OTHER", -shared, len(member.record.quote), member.id

    quote = " ".join(min(fitting, key=rank).record.quote.split())
    return quote if len(quote) <= LONGEST_TITLE else quote[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def _type(members: Sequence[Member]) -> str:
    types = Counter(
        member.record.type if isinstance(member.record, Event) else _type_of_figure(member.record)
        for member in members
    )
    known = {name: times for name, times in types.items() if name != "OTHER"} or types
    return max(sorted(known), key=lambda name: known[name])


def _type_of_figure(figure: Figure) -> str:
    kind = FAMILY_OF_MEASURE.get(figure.measure, "OTHER").partition(" ")[0]
    return kind if kind.isupper() else "OTHER"


def _when(members: Sequence[Member]) -> When | None:
    """From the first day to the last that most of the members name."""
    times = [member.record.when for member in members if member.record.when and member.days]
    if not times:
        return None
    counted = Counter((when.earliest, when.latest) for when in times)
    best = max(sorted(counted, key=str), key=lambda ends: counted[ends])
    return min(
        (when for when in times if (when.earliest, when.latest) == best),
        key=lambda when: (when.basis, when.precision or ""),
    )


def judgement_of(join: Join, decided_at: str) -> Judgement:
    """A join as a judgement of its rule, which a person can override."""
    subject = tuple(sorted((join.one, join.other)))
    return Judgement(
        record_id("judgement", *subject, "same", join.rule),
        subject,
        "same",
        None,
        join.reason,
        f"rule:{join.rule}",
        decided_at,
    )
