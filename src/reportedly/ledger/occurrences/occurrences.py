"""Groups events and figures of several documents into occurrences: tolls first, then incidents.

The result does not depend on the order of documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ...contract import record_id
from ...records import Document, Event, Figure, Judgement, Occurrence, When
from ..file.kept_results import kept_while_told
from ..people.review import DecisionsInForce
from ..traits.claimants import Speaker
from ..traits.members import (
    FAMILY_OF_MEASURE,
    ILLNESS,
    Member,
    ground_of,
    in_reading_order,
    is_bare_count,
    main_place,
)
from ..traits.stories import Story
from .central_blow import find_central_blow, unite_of_blow
from .document_context import DocumentContext
from .incidents import Incident, Join, incidents_of
from .incidents_across import join_incidents, unite_incidents
from .scenes import kinds_in
from .single_acts import join_single_acts
from .titles import title_of
from .told_again import join_told_again
from .told_beside import told_beside
from .tolls import find_tolls

KEPT_IDS = 5_000
"""Ids of judgements that are kept, 3 MB: the joins of a crisis are mostly those of the time before."""


@dataclass(frozen=True, slots=True)
class Joined:
    """The groups of members, each one thing, and the joins that made them."""

    groups: tuple[tuple[Member, ...], ...]
    telling: Mapping[str, tuple[str, ...]]
    """By member, the documents of the story that is about its group."""
    joins: tuple[Join, ...]


def join_members(
    by_document: Mapping[str, Sequence[Member]],
    stories: Sequence[Story],
    setting: DocumentContext,
    decided: DecisionsInForce,
) -> Joined:
    """Every event and figure in one group; events of no known type only where a main incident has them."""
    beside = {
        name: (number, thing)
        for number, story in enumerate(stories)
        for name, thing in told_beside(
            story, [each for name in story.documents for each in by_document[name]], setting
        ).items()
    }
    tolls, toll_joins = find_tolls(
        (member for each in by_document.values() for member in each), setting, beside
    )
    wide = _beyond_stories(tolls, setting)
    taken = {figure.id for toll in wide for figure in toll}
    incidents: list[Incident] = []
    joins = [
        Join(join.one.id, join.other.id, join.reason, "tolls/count")
        for join in toll_joins
        if join.one.id in taken
    ]
    kinds = {name: kind for each in by_document for name, kind in kinds_in(setting.readings[each]).items()}
    of_things = {name: thing for name, (_, thing) in beside.items()}
    for story in stories:
        members = [
            each
            for name in story.documents
            for each in by_document[name]
            if each.id not in taken and not is_bare_count(each)
        ]
        found, why = incidents_of(story, members, setting, kinds, of_things)
        incidents += found
        joins += why
    evidence = join_incidents(incidents, setting)
    groups = unite_incidents(incidents, evidence)
    together = {each.name: number for number, group in enumerate(groups) for each in group}
    joins += [join for join in evidence if together[join.one] == together[join.other]]
    things, deeds = join_single_acts(
        [tuple(member for each in group for member in each.members) for group in groups],
        {number for number, group in enumerate(groups) if any(each.story for each in group)},
        setting,
    )
    joins += deeds
    telling = {each.members[0].id: each.story for group in groups for each in group if each.story}
    united = [*wide, *things]
    if (blow := find_central_blow(by_document, setting)) is not None:
        main = frozenset((*(toll[0].id for toll in wide), *telling))
        united, of_blow = unite_of_blow(united, main, blow, setting, beside)
        joins += of_blow
    united, again = join_told_again(united, telling.keys(), setting)
    joins += again
    kept = [join for join in joins if not decided.are_apart(join.one, join.other)]
    return Joined(_as_people_say(united, decided), telling, tuple(kept))


def _beyond_stories(
    tolls: Sequence[tuple[Member, ...]], setting: DocumentContext
) -> list[tuple[Member, ...]]:
    """The tolls of several stories, and the others that these stories tell, as of another town.

    So are those that a document counts whose story no other tells: there is no main incident to hold them.
    """
    stories = [{setting.story[figure.document] for figure in toll} for toll in tolls]
    shared = set().union(*(each for each in stories if len(each) > 1))
    alone = {number for number, story in enumerate(setting.stories) if len(story.documents) == 1}
    return [
        toll
        for toll, told in zip(tolls, stories, strict=True)
        if told & shared or (len(toll) > 1 and told & alone)
    ]


def _as_people_say(
    groups: Sequence[tuple[Member, ...]], decided: DecisionsInForce
) -> tuple[tuple[Member, ...], ...]:
    """The groups with what people said is one united, and what they said is not set apart.

    Who is set apart leaves with all that its document tells of the thing; those that leave the same one are
    together as they were.
    """
    home = {member.id: number for number, group in enumerate(groups) for member in group}
    held = {number: list(group) for number, group in enumerate(groups)}
    for one, other in sorted(decided.same):
        if one in home and other in home and home[one] != home[other]:
            for member in held.pop(gone := home[other]):
                held[home[one]].append(member)
            home.update({name: home[one] for name, at in home.items() if at == gone})
    begun: dict[str, int] = {}
    for one, other in sorted(decided.different):
        if one in home and other in home and home[one] == home[other]:
            document = next(member.document for member in held[home[other]] if member.id == other)
            leaving = [member for member in held[home[other]] if _leaves(member, other, document, one)]
            held[home[one]] = [member for member in held[home[one]] if member not in leaving]
            number = begun.setdefault(one, len(groups) + len(begun))
            held.setdefault(number, []).extend(leaving)
            home.update({member.id: number for member in leaving})
    return tuple(tuple(group) for _, group in sorted(held.items()) if group)


def _leaves(member: Member, other: str, document: str, one: str) -> bool:
    return member.id == other or (member.document == document and member.id != one)


def make_occurrence(
    members: Sequence[Member], setting: DocumentContext, telling: Mapping[str, tuple[str, ...]]
) -> Occurrence:
    """The occurrence that a group of members is, with the documents of its story that `telling` names.

    Those tell the story in words of which no event or figure was made; a document with events or figures
    of its own stands with these.
    """
    ordered = sorted(members, key=in_reading_order)
    about = {name for member in members for name in telling.get(member.id, ())}
    documents = tuple(sorted({member.document for member in members} | about))
    told = _Told(
        ordered,
        [setting.speaker(member) for member in ordered],
        [setting.documents[name] for name in documents],
        setting.origins_of(documents),
    )
    return _occurrence_of(min(member.id for member in members), told, setting)


class _Told(NamedTuple):
    """All that an occurrence follows from."""

    members: Sequence[Member]
    speakers: Sequence[Speaker]
    """Of each member."""
    documents: Sequence[Document]
    origins: int


@kept_while_told
def _occurrence_of(name: str, told: _Told, setting: DocumentContext) -> Occurrence:
    """The occurrence of these members, the first of which by id has this name."""
    members = told.members
    place = main_place(members) or ground_of(members)
    return Occurrence(
        id=record_id("occurrence", name),
        title=title_of(members, setting),
        type=_type(members),
        place=place.id if place else None,
        when=_when(members),
        events=tuple(member.id for member in members if isinstance(member.record, Event)),
        figures=tuple(
            member.id for member in members if isinstance(member.record, Figure) and not is_bare_count(member)
        ),
        documents=tuple(each.id for each in told.documents),
        origins=told.origins,
        claimants=len({speaker.key for speaker in told.speakers}),
    )


def _type(members: Sequence[Member]) -> str:
    types = Counter(
        member.record.type if isinstance(member.record, Event) else _type_of_figure(member)
        for member in members
    )
    known = {name: times for name, times in types.items() if name != "OTHER"} or types
    return max(sorted(known), key=lambda name: known[name])


def _type_of_figure(member: Member) -> str:
    if not isinstance(member.record, Figure) or member.family == ILLNESS:
        return "OTHER"
    kind = FAMILY_OF_MEASURE.get(member.record.measure, "OTHER").partition(" ")[0]
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


def judgements_of(joins: Iterable[Join], decided_at: str, known: Set[str]) -> Iterator[Judgement]:
    """Joins as judgements of their rules, which a person can override, but for those of `known` ids."""
    for join in joins:
        one, other = (join.one, join.other) if join.one <= join.other else (join.other, join.one)
        name = _id_of_judgement(one, other, join.rule)
        if name not in known:
            yield _judgement_of(join, one, other, name, decided_at)


def _judgement_of(join: Join, one: str, other: str, name: str, decided_at: str) -> Judgement:
    return Judgement(
        id=name,
        subject=(one, other),
        verdict="same",
        value=None,
        reason=join.reason,
        decided_by=f"rule:{join.rule}",
        decided_at=decided_at,
    )


@lru_cache(maxsize=KEPT_IDS)
def _id_of_judgement(one: str, other: str, rule: str) -> str:
    return record_id("judgement", one, other, "same", rule)
