"""Events as PLOVER records, one per line: one event of one document, with its words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...records import Claim, Document, Event, Figure, Participant, Place, Reading
from .content import Content, day_of, point_of, whole

QUADS: Mapping[str, int] = {
    "AGREE": 1,
    "CONSULT": 1,
    "SUPPORT": 1,
    "CONCEDE": 1,
    "COOPERATE": 2,
    "AID": 2,
    "RETREAT": 2,
    "REQUEST": 3,
    "ACCUSE": 3,
    "REJECT": 3,
    "THREATEN": 3,
    "PROTEST": 4,
    "SANCTION": 4,
    "MOBILIZE": 4,
    "COERCE": 4,
    "ASSAULT": 4,
}
"""Verbal cooperation, material cooperation, verbal conflict, material conflict."""

SCALE: Mapping[str, float] = {
    "AGREE": 2.5,
    "CONSULT": 2.5,
    "SUPPORT": 5,
    "CONCEDE": 4.5,
    "COOPERATE": 9.5,
    "AID": 10,
    "RETREAT": 6.5,
    "REQUEST": 0,
    "ACCUSE": -3,
    "REJECT": -2,
    "THREATEN": -3.5,
    "PROTEST": -5,
    "SANCTION": -6,
    "MOBILIZE": -5.5,
    "COERCE": -7,
    "ASSAULT": -9,
}
"""The manual's scores of cooperation and conflict."""

AUXILIARY: Mapping[str, str] = {
    "negated": "negation",
    "possible": "hypothetical",
    "future": "future",
    "demanded": "hypothetical",
    "threatened": "hypothetical",
    "historical": "historical",
}
"""Our status as the auxiliary mode that the manual has for it; what happened has none."""

SIZES: Mapping[str, str] = {"killed": "dead", "injured": "injured", "arrested": "arrested"}
RESOLUTION: Mapping[str, int] = {"country": 1, "region": 2, "district": 3, "city": 4, "site": 5}


def export_plover(content: Content) -> Iterator[str]:
    """A line for each event of a PLOVER type; denied and hypothetical ones bear an auxiliary mode."""
    for reading in content.readings():
        claims = {claim.id: claim for claim in reading.claims}
        places = {place.id: place for place in reading.places}
        for number, event in enumerate(reading.events):
            if event.type in QUADS:
                record = _record(event, number, reading, claims.get(event.claim or ""), content)
                record["event_loc"] = _location(content.place(places.get(event.place or "")))
                yield json.dumps(record, ensure_ascii=False) + "\n"


def _record(
    event: Event, number: int, reading: Reading, claim: Claim | None, content: Content
) -> dict[str, Any]:
    document = reading.document
    when = event.when if event.when and event.when.basis != "assumed" else None
    start, end = (day_of(when.earliest), day_of(when.latest)) if when else (None, None)
    auxiliary = AUXILIARY.get(event.status)
    return {
        "id": event.id,
        "has_event": True,
        "date": start,
        "enddate": end if end != start else None,
        "actor": [_entity(each, content) for each in event.actors],
        "recipient": [_entity(each, content) for each in event.recipients],
        "event": [event.type],
        "event_text": content.names.hide(event.trigger.quote),
        "event_loc": None,
        "quad_code": QUADS[event.type],
        "event_scale": SCALE[event.type],
        "mode": [mode for mode in (event.mode, auxiliary) if mode],
        "context": list(event.contexts),
        "size": _size([figure for figure in reading.figures if figure.event == event.id]),
        "link": content.hidden(document.url),
        "text": content.names.hide(event.quote),
        "text_info": {
            "sequence": number,
            "start": event.start,
            "end": event.end,
            "text_story": content.names.hide(document.id),
        },
        "cite_info": _cited(document, content),
        "coder": event.rule,
        "comment": _comment(event, claim, content),
    }


def _entity(participant: Participant, content: Content) -> dict[str, Any]:
    return {
        "code": participant.country,
        "sector": participant.sector,
        "entity_text": content.names.hide(participant.quote),
        "identifier_id": content.hidden(participant.key),
        "identifier_text": content.names.hide(participant.name),
    }


def _location(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    point = point_of(place)
    return {
        "extracted_place": place.quote,
        "resolved_place": place.name,
        "geonameid": place.geonames,
        "lat": point[1] if point else None,
        "lon": point[0] if point else None,
        "country_code": place.country,
        "resolution": RESOLUTION.get(place.feature),
    }


def _size(figures: Sequence[Figure]) -> dict[str, Any]:
    """Lower bounds, where one figure of its kind counts the event: of two claims none is chosen."""
    told: dict[str, Any] = {}
    for measure, name in SIZES.items():
        counted = [figure for figure in figures if figure.measure == measure]
        if len(counted) == 1 and counted[0].low is not None:
            told[name] = whole(counted[0].low)
    return told


def _cited(document: Document, content: Content) -> dict[str, Any]:
    return {
        "url": content.hidden(document.url),
        "title": content.hidden(document.title),
        "language": document.language,
        "publication": content.hidden(document.publisher),
        "publication_date": document.published,
        "codebook": "PLOVER",
    }


def _comment(event: Event, claim: Claim | None, content: Content) -> str:
    """Who says so and how sure, which PLOVER has no field for."""
    if event.claim is None:
        return f"told by the outlet, {event.certainty}, {event.status}"
    who = (
        content.names.hide(claim.claimant.name) if claim and claim.claimant else "a source that is not named"
    )
    return f"said by {who}, {event.certainty}, {event.status}"
