"""The way across documents: readings in, what joins them out; every stage named once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..records import Account, Contradiction, Judgement, Occurrence, Origin, Reading
from . import occurrences, origins
from .accounts import denial_accounts, find_denials, make_accounts
from .contradictions import find_contradictions
from .credits import credited_agencies
from .disputes import find_disputes, settle
from .members import Member, members_of
from .occurrences import join_members, make_occurrence
from .opening import now
from .origins import are_copies, find_credit_links, find_text_links, join_origins
from .quantities import compare_quantities, find_quantities
from .review import NOTHING_DECIDED, Standing, as_decided, contradiction_as_decided, standing
from .rows import ARecord
from .setting import setting_of
from .store import Ledger
from .stories import group_stories, weigh_words


@dataclass(frozen=True, slots=True)
class Collection:
    """All that follows from the readings of a ledger together."""

    origins: tuple[Origin, ...]
    occurrences: tuple[Occurrence, ...]
    accounts: tuple[Account, ...]
    contradictions: tuple[Contradiction, ...]
    judgements: tuple[Judgement, ...]


def join(ledger: Ledger) -> Collection:
    """What joins the ledger's documents follows from all that is filed now, and stands in the ledger."""
    decided = standing(ledger.records(Judgement))
    collection = join_readings(tuple(ledger.readings()), now(), decided)
    ledger.replace_derived(
        {
            Origin: collection.origins,
            Occurrence: collection.occurrences,
            Account: collection.accounts,
            Contradiction: collection.contradictions,
        },
        collection.judgements,
    )
    return collection


def join_readings(
    readings: Sequence[Reading], decided_at: str, decided: Standing = NOTHING_DECIDED
) -> Collection:
    """What joins these documents: the same for the same readings, in whatever order they come.

    Args:
        readings: of different documents.
        decided_at: the time of the rules' judgements.
        decided: what people have decided; it comes before what rules find.
    """
    readings = sorted((as_decided(each, decided) for each in readings), key=lambda each: each.document.id)
    documents = [reading.document for reading in readings]
    likely = find_text_links(documents)
    copies = origin_by_document(join_origins(documents, [link for link in likely if are_copies(link)]))
    vectors = weigh_words(documents, copies)
    stories = group_stories(documents, vectors, copies)
    story_of = {name: number for number, story in enumerate(stories) for name in story.documents}
    text_links = tuple(link for link in likely if story_of[link.one] == story_of[link.other])
    credited = {document.id: credited_agencies(document) for document in documents}
    credit_links = find_credit_links(documents, credited, vectors, [story.documents for story in stories])
    links = tuple(
        link for link in (*text_links, *credit_links) if (link.one, link.other) not in decided.different
    )
    found_origins = join_origins(documents, links)
    setting = setting_of(readings, stories, origin_by_document(found_origins), vectors)
    members = {reading.document.id: members_of(reading) for reading in readings}
    joined = join_members(members, stories, setting, decided)
    telling = _without_members(joined.telling, members)
    found = [(make_occurrence(group, setting, telling), group) for group in joined.groups]
    found.sort(key=lambda pair: pair[0].id)
    denials = find_denials(readings, setting)
    voiced = [make_accounts(occurrence, group, setting, denials) for occurrence, group in found]
    home = {name: occurrence.id for occurrence, _ in found for name in occurrence.events}
    disputes = find_disputes((each for name in sorted(members) for each in members[name]), home, setting)
    statements, disputed = settle(disputes, home, setting)
    measured, measures, unlike = compare_quantities(find_quantities(readings), setting)
    contradictions = (
        *(each for accounts in voiced for each in find_contradictions(accounts)),
        *disputed,
        *unlike,
    )
    accounts = (
        *(each.account for told in voiced for each in told),
        *denial_accounts((each for told in voiced for each in told), setting),
        *statements,
        *measures,
    )
    return Collection(
        found_origins,
        (*(occurrence for occurrence, _ in found), *measured),
        _each_once(accounts),
        _each_once(
            contradiction_as_decided(each, decided)
            for each in contradictions
            if each.id not in decided.rejected
        ),
        _each_once(
            (
                *(origins.judgement_of(link, decided_at) for link in links),
                *(occurrences.judgement_of(each, decided_at) for each in joined.joins),
            )
        ),
    )


def _without_members(
    telling: Mapping[str, tuple[str, ...]], members: Mapping[str, Sequence[Member]]
) -> Mapping[str, tuple[str, ...]]:
    """Of the documents that tell a story, those of which no event or figure was made."""
    silent = {name for name, each in members.items() if not each}
    return {name: tuple(sorted(silent.intersection(story))) for name, story in telling.items()}


def _each_once(records: Iterable[ARecord]) -> tuple[ARecord, ...]:
    """The records in order, each id once: one disagreement may be met by two ways."""
    return tuple({record.id: record for record in reversed(tuple(records))}.values())[::-1]


def origin_by_document(found: Sequence[Origin]) -> Mapping[str, str]:
    """The first document of each origin, by every document on it."""
    return {name: origin.documents[0] for origin in found for name in origin.documents}


def joined(ledger: Ledger) -> Collection:
    """What the ledger holds of the last join; empty where nothing was joined yet."""
    return Collection(
        tuple(ledger.records(Origin)),
        tuple(ledger.records(Occurrence)),
        tuple(ledger.records(Account)),
        tuple(ledger.records(Contradiction)),
        tuple(ledger.records(Judgement)),
    )
