"""A ledger as FollowTheMoney entities, one per line: what happened, who is said to act, what documents it.

Figures only appear in texts, since the schema has no field for a count with its speaker. No private person
becomes an entity.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha1
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from ...contract import record_id
from ...lexicon import load_countries
from ...records import Claim, Claimant, Document, Event, Participant
from ..file.filing import Capture
from ..traits.offices import STATE_SECTORS
from .content import Content, Happening, day_of, point_of, told_when
from .sources import notes_of

SCHEMA_OF_TYPE: Mapping[str, str] = {
    "organisation": "Organization",
    "state": "PublicBody",
    "person": "Person",
}
"""Groups and roles are nobody in particular: they become no entity."""

TOPICS: Mapping[str, str] = {"MIL": "mil", "COP": "gov.security", "SPY": "gov.security", "JRN": "role.journo"}
PERSON_TOPICS = frozenset({"role.journo"})
"""Topics that are a person's; the others are a body's."""

Entity = dict[str, Any]


def export_followthemoney(content: Content) -> Iterator[str]:
    """A line for each entity: articles, those who act and speak, events, and what documents each."""
    known: set[str] = set()
    for entity in _entities(content):
        if entity["id"] not in known:
            known.add(entity["id"])
            yield json.dumps(entity, ensure_ascii=False) + "\n"


def _entities(content: Content) -> Iterator[Entity]:
    for document in content.ledger.documents():
        yield _article(document, content.ledger.capture(document.id), content)
    for happening in content.happenings():
        yield from _of_happening(happening, content)


def _of_happening(happening: Happening, content: Content) -> Iterator[Entity]:
    involved = [
        entity
        for event in happening.events
        for each in (*event.actors, *event.recipients)
        if (entity := _party(each, content)) is not None
    ]
    yield from involved
    address = _address(happening)
    if address is not None:
        yield address
    yield _event(happening, involved, address, content)
    told = [claim for event in happening.events if (claim := happening.claim_of(event))]
    counted = [claim for voice in happening.voices for claim in voice.claims]
    for claim in dict.fromkeys((*told, *counted)):
        yield from _documented(claim, happening, content)
    for event in happening.events:
        if event.claim is None:
            yield _documentation(happening, event, "told by the outlet", content)
    notes = notes_of(happening, content)
    if notes:
        note = record_id("note", happening.occurrence.id)
        yield _entity(note, "Note", description=[notes], entity=[happening.occurrence.id])


def _article(document: Document, capture: Capture, content: Content) -> Entity:
    return _entity(
        article_id(document.id),
        "HyperText" if "html" in capture.media_type else "Article",
        fileName=[_file_name(document, content)],
        title=_some(content.hidden(document.title)),
        author=map(content.names.hide, document.authors),
        publishedAt=_some(document.published),
        language=_some(three_letters(document.language)),
        mimeType=_some(capture.media_type.partition(";")[0]),
        bodyText=_some(content.names.hide(document.text)),
        contentHash=[sha1(capture.content, usedforsecurity=False).hexdigest()],
        sourceUrl=_some(_web(content.hidden(document.url))),
        publisher=_some(content.hidden(document.publisher)),
        retrievedAt=_some(capture.fetched_at),
        processingAgent=["Reportedly"],
    )


def _event(
    happening: Happening, involved: Iterable[Entity], address: Entity | None, content: Content
) -> Entity:
    occurrence, when, place = happening.occurrence, told_when(happening.occurrence), happening.place
    start, end = (day_of(when.earliest), day_of(when.latest)) if when else (None, None)
    one_day = start is not None and start == end
    return _entity(
        occurrence.id,
        "Event",
        name=[content.names.hide(occurrence.title) or occurrence.id],
        summary=[notes_of(happening, content)],
        date=_some(start if one_day else None),
        startDate=_some(None if one_day else start),
        endDate=_some(None if one_day else end),
        location=_some(place.name if place else None),
        addressEntity=_some(address["id"] if address else None),
        country=_some(country_code(place.country) if place else None),
        involved=dict.fromkeys(entity["id"] for entity in involved),
        keywords=dict.fromkeys(filter(None, (occurrence.type, *(event.mode for event in happening.events)))),
        proof=map(article_id, happening.documents),
        sourceUrl=filter(None, (_web(content.hidden(each.url)) for each in happening.documents.values())),
        publisher=filter(None, (content.hidden(each.publisher) for each in happening.documents.values())),
    )


def _address(happening: Happening) -> Entity | None:
    place = happening.place
    point = point_of(place)
    if place is None or point is None:
        return None
    return _entity(
        record_id("address", place.name, place.country, *point),
        "Address",
        full=[place.name],
        city=[place.name] if place.feature == "city" else [],
        region=[place.name] if place.feature == "region" else [],
        country=_some(country_code(place.country)),
        longitude=[str(point[0])],
        latitude=[str(point[1])],
    )


def _documented(claim: Claim, happening: Happening, content: Content) -> Iterator[Entity]:
    """Who says so as an entity, where it may be one, and the document as proof of what is said."""
    speaker = _speaker(claim.claimant, content) if claim.claimant else None
    if speaker is not None:
        yield speaker
        yield _entity(
            record_id("documentation", claim.id, speaker["id"]),
            "Documentation",
            document=[article_id(claim.document)],
            entity=[speaker["id"]],
            role=["claimant"],
        )
    who = content.names.hide(claim.claimant.name) if claim.claimant else "a source that is not named"
    yield _documentation(happening, claim, f"{who} {claim.stance}, {claim.certainty}", content)


def _documentation(happening: Happening, said: Claim | Event, role: str, content: Content) -> Entity:
    found = happening.documents.get(said.document)
    return _entity(
        record_id("documentation", happening.occurrence.id, said.id),
        "Documentation",
        document=[article_id(said.document)],
        entity=[happening.occurrence.id],
        role=[role],
        summary=[content.names.hide(" ".join(said.quote.split()))],
        date=_some(day_of(found.published) if found else None),
    )


def _party(participant: Participant, content: Content) -> Entity | None:
    return _speaker(
        Claimant(
            participant.name, participant.key, participant.type, participant.sector, participant.country
        ),
        content,
    )


def _speaker(who: Claimant, content: Content) -> Entity | None:
    """A body, a state or a public person as an entity; None for groups, roles and private persons."""
    schema = SCHEMA_OF_TYPE.get(who.type or "")
    if schema is None or who.key is None or content.is_private(who):
        return None
    if schema == "Organization" and who.sector in STATE_SECTORS:
        schema = "PublicBody"
    topic = TOPICS.get(who.sector or "")
    fits = topic is not None and (topic in PERSON_TOPICS) == (schema == "Person")
    return _entity(
        record_id("entity", who.key),
        schema,
        name=[content.names.hide(who.name)],
        country=_some(country_code(who.country)),
        topics=_some(topic if fits else None),
    )


def _entity(name: str, schema: str, /, **properties: Iterable[str]) -> Entity:
    told = {key: [value for value in values if value] for key, values in properties.items()}
    return {
        "id": name,
        "schema": schema,
        "properties": {key: values for key, values in told.items() if values},
    }


def _some(value: str | None) -> list[str]:
    return [value] if value else []


def _file_name(document: Document, content: Content) -> str:
    """The last part of the address, or the document's id; of an address with a private name its host."""
    told = content.hidden(document.url)
    if told != document.url:
        return urlsplit(told or "").hostname or article_id(document.id)
    path = unquote(urlsplit(told or "").path).rstrip("/")
    return PurePosixPath(path).name or content.names.hide(document.id)


def article_id(document: str) -> str:
    """The id of a document's entity: a caller's own id may hold what the schema does not take."""
    return record_id("article", document)


def three_letters(language: str) -> str | None:
    """The ISO 639-3 code of a language by its code of two letters."""
    from langcodes import Language
    from langcodes.tag_parser import LanguageTagError

    try:
        return Language.get(language).to_alpha3()
    except (LanguageTagError, LookupError):
        return None


def country_code(code: str | None) -> str | None:
    """The ISO 3166 alpha-2 code, in small letters, of a country by its alpha-3 code."""
    return _short_codes().get(code or "")


@cache
def _short_codes() -> Mapping[str, str]:
    states = [each for each in load_countries() if each.kind in ("state", "territory")]
    return {each.code: each.alpha2.lower() for each in states if each.code and each.alpha2}


def _web(address: str | None) -> str | None:
    return address if address and address.startswith(("http://", "https://")) else None
