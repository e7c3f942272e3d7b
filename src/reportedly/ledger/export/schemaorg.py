"""Claims as schema.org Claims, in JSON-LD: who says it, where it first appeared, where it was repeated.

An extraction is not a review: `ClaimReview` needs a rating by a person, and a ledger has none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...records import Claim, Document, Origin, Reading
from ..occurrences.origins import origin_by_document
from ..people.review import as_decided
from .content import Content

CONTEXT = "https://schema.org"
TYPES: Mapping[str, str] = {
    "organisation": "Organization",
    "state": "GovernmentOrganization",
    "person": "Person",
}
"""What schema.org calls who speaks; groups and roles are things with a name."""


def export_claims(content: Content) -> Iterator[str]:
    """All claims as one graph, a claim a line; copies of one text are appearances of one claim."""
    yield f'{{"@context": {json.dumps(CONTEXT)}, "@graph": [\n'
    before = ""
    for readings in _by_text(content):
        for said in _same_claims(readings):
            yield before + json.dumps(_claim(said, content), ensure_ascii=False)
            before = ",\n"
    yield "\n]}\n"


def _by_text(content: Content) -> Iterator[list[Reading]]:
    """The readings of each independent text, the earliest first."""
    first = origin_by_document(content.ledger.records(Origin))
    copies: dict[str, list[str]] = defaultdict(list)
    for name, origin in first.items():
        copies[origin].append(name)
    for document in content.ledger.documents():
        if first.get(document.id, document.id) == document.id:
            names = copies.get(document.id, [document.id])
            found = [as_decided(content.ledger.reading(name), content.decided) for name in names]
            yield sorted(found, key=lambda each: (each.document.published or "9999", each.document.id))


def _same_claims(readings: Sequence[Reading]) -> Iterator[list[tuple[Claim, Document]]]:
    """Claims of one text that say the same by the same voice, with the documents that carry them."""
    same: dict[tuple[str, str | None, str], list[tuple[Claim, Document]]] = defaultdict(list)
    for reading in readings:
        for claim in reading.claims:
            who = (claim.claimant.key or claim.claimant.name) if claim.claimant else None
            same[_words(claim).casefold(), who, claim.stance].append((claim, reading.document))
    yield from same.values()


def _claim(said: Sequence[tuple[Claim, Document]], content: Content) -> dict[str, Any]:
    claim, document = said[0]
    works = list({document.id: _work(document, content) for _, document in said}.values())
    told: dict[str, Any] = {
        "@id": f"urn:reportedly:{claim.id}",
        "@type": "Claim",
        "text": content.names.hide(_words(claim)),
        "firstAppearance": works[0],
        "appearance": works,
        "inLanguage": document.language,
        "creativeWorkStatus": claim.certainty,
        "keywords": claim.stance,
    }
    if claim.claimant is not None:
        kind = TYPES.get(claim.claimant.type or "", "Thing")
        told["author"] = {"@type": kind, "name": content.names.hide(claim.claimant.name)}
    if document.published:
        told["datePublished"] = document.published
    return told


def _work(document: Document, content: Content) -> dict[str, Any]:
    told = {
        "@type": "NewsArticle",
        "url": content.hidden(document.url),
        "headline": content.hidden(document.title),
        "datePublished": document.published,
    }
    work: dict[str, Any] = {key: value for key, value in told.items() if value}
    if document.publisher:
        work["publisher"] = {"@type": "Organization", "name": content.hidden(document.publisher)}
    if not document.url:
        work["identifier"] = content.names.hide(document.id)
    return work


def _words(claim: Claim) -> str:
    said = " … ".join(extent.quote for extent in claim.content) or claim.quote
    return " ".join(said.split())
