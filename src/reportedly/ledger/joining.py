"""The way across documents: readings in, what joins them out; every stage named once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..records import Judgement, Occurrence, Origin, Reading
from . import occurrences, origins
from .credits import find_credit
from .occurrences import join_members, make_occurrence
from .opening import now
from .origins import find_credit_links, find_text_links, join_origins
from .store import Ledger
from .stories import group_stories, weigh_words


@dataclass(frozen=True, slots=True)
class Collection:
    """All that follows from the readings of a ledger together."""

    origins: tuple[Origin, ...]
    occurrences: tuple[Occurrence, ...]
    judgements: tuple[Judgement, ...]


def join(ledger: Ledger) -> Collection:
    """What joins the ledger's documents follows from all that is filed now, and stands in the ledger."""
    collection = join_readings(tuple(ledger.readings()), now())
    ledger.replace_derived(
        {Origin: collection.origins, Occurrence: collection.occurrences}, collection.judgements
    )
    return collection


def join_readings(readings: Sequence[Reading], decided_at: str) -> Collection:
    """What joins these documents: the same for the same readings, in whatever order they come."""
    readings = sorted(readings, key=lambda reading: reading.document.id)
    documents = [reading.document for reading in readings]
    by_id = {reading.document.id: reading for reading in readings}
    text_links = find_text_links(documents)
    copies = origin_by_document(join_origins(documents, text_links))
    stories = group_stories(documents, copies)
    vectors = dict(zip(by_id, weigh_words(documents), strict=True))
    credited = {document.id: credit for document in documents if (credit := find_credit(document))}
    credit_links = find_credit_links(documents, credited, vectors, [story.documents for story in stories])
    links = (*text_links, *credit_links)
    found_origins = join_origins(documents, links)
    origin_of = origin_by_document(found_origins)
    joined = join_members(readings, stories)
    found_occurrences = tuple(make_occurrence(group, by_id, origin_of) for group in joined.groups)
    judgements = (
        *(origins.judgement_of(link, decided_at) for link in links),
        *(occurrences.judgement_of(each, decided_at) for each in joined.joins),
    )
    return Collection(found_origins, tuple(sorted(found_occurrences, key=lambda each: each.id)), judgements)


def origin_by_document(found: Sequence[Origin]) -> Mapping[str, str]:
    """The first document of each origin, by every document on it."""
    return {name: origin.documents[0] for origin in found for name in origin.documents}
