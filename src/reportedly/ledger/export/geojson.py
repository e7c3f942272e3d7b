"""Occurrences as GeoJSON (RFC 7946), with the precision of each place and time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ...records import Event, Occurrence, Place
from ..wording import say_when
from .content import Content, batches, pin_of

NOTES = (
    "A place is as precise as the text gives it: see `feature`. Countries and regions have no geometry.",
    "`origins` counts independent texts, `claimants` independent speakers.",
    "`statuses` says whether events are told as having happened, or as denied, possible or demanded.",
    "`disputed` says whether two statements on it contradict one another: conflict, denial or label.",
)

DISPUTED = (
    "SELECT occurrence FROM occurrence_counts WHERE disputes > 0"
    " AND occurrence IN (SELECT value FROM json_each(?))"
)


def export_geojson(content: Content) -> Iterator[str]:
    """The occurrences as one FeatureCollection, a feature a line; no point for a country or a region."""
    return feature_lines(content.ledger.records(Occurrence), content)


def feature_lines(occurrences: Iterable[Occurrence], content: Content) -> Iterator[str]:
    """These occurrences as one FeatureCollection: whatever gives a map of a ledger gives this one."""
    yield f'{{"type": "FeatureCollection", "notes": {json.dumps(NOTES)}, "features": [\n'
    before = ""
    for some in batches(occurrences):
        for feature in _features(some, content):
            yield before + json.dumps(feature, ensure_ascii=False)
            before = ",\n"
    yield "\n]}\n"


def _features(occurrences: Sequence[Occurrence], content: Content) -> Iterator[dict[str, Any]]:
    places = content.find_by_id(Place, (each.place for each in occurrences))
    events = content.find_by_id(Event, (name for each in occurrences for name in each.events))
    asked = json.dumps([each.id for each in occurrences])
    disputed = {row["occurrence"] for row in content.ledger.ask(DISPUTED, (asked,))}
    for occurrence in occurrences:
        place = places.get(occurrence.place or "")
        pin = pin_of(place)
        statuses = {events[name].status for name in occurrence.events if name in events}
        yield {
            "type": "Feature",
            "id": occurrence.id,
            "geometry": {"type": "Point", "coordinates": list(pin)} if pin else None,
            "properties": {
                **_told(occurrence, place, content),
                "statuses": sorted(statuses),
                "disputed": occurrence.id in disputed,
            },
        }


def _told(occurrence: Occurrence, place: Place | None, content: Content) -> dict[str, Any]:
    when = occurrence.when
    return {
        "title": content.hidden(occurrence.title),
        "type": occurrence.type,
        "place": content.hidden(place.name) if place else None,
        "feature": place.feature if place else None,
        "country": place.country if place else None,
        "geonames": place.geonames if place else None,
        "when": say_when(when),
        "earliest": when.earliest if when else None,
        "latest": when.latest if when else None,
        "precision": when.precision if when else None,
        "basis": when.basis if when else None,
        "documents": len(occurrence.documents),
        "origins": occurrence.origins,
        "claimants": occurrence.claimants,
    }
