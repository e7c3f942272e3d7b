"""Occurrences on a map: GeoJSON (RFC 7946) that says how precise each place and time is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ...records import Event, Occurrence, Place
from .content import Content, pin_of

NOTES = (
    "A place is as precise as the text gives it: see `feature`. Countries and regions have no geometry.",
    "`origins` counts independent texts, `claimants` independent speakers.",
    "`statuses` says whether events are told as having happened, or as denied, possible or demanded.",
)


def export_geojson(content: Content) -> Iterator[str]:
    """The occurrences as one FeatureCollection, a feature a line; no point for a country or a region."""
    return feature_lines(content.ledger.records(Occurrence), content)


def feature_lines(occurrences: Iterable[Occurrence], content: Content) -> Iterator[str]:
    """These occurrences as one FeatureCollection: whatever gives a map of a ledger gives this one."""
    yield f'{{"type": "FeatureCollection", "notes": {json.dumps(NOTES)}, "features": [\n'
    before = ""
    for occurrence in occurrences:
        yield before + json.dumps(_feature(occurrence, content), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def _feature(occurrence: Occurrence, content: Content) -> dict[str, Any]:
    place = content.find(Place, occurrence.place)
    pin = pin_of(place)
    return {
        "type": "Feature",
        "id": occurrence.id,
        "geometry": {"type": "Point", "coordinates": list(pin)} if pin else None,
        "properties": _properties(occurrence, place, content),
    }


def _properties(occurrence: Occurrence, place: Place | None, content: Content) -> dict[str, Any]:
    when = occurrence.when
    events = content.find_all(Event, occurrence.events)
    return {
        "title": content.hidden(occurrence.title),
        "type": occurrence.type,
        "statuses": sorted({event.status for event in events}),
        "place": content.hidden(place.name) if place else None,
        "feature": place.feature if place else None,
        "country": place.country if place else None,
        "geonames": place.geonames if place else None,
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        "precision": when.precision if when else None,
        "basis": when.basis if when else None,
        "documents": len(occurrence.documents),
        "origins": occurrence.origins,
        "claimants": occurrence.claimants,
    }
