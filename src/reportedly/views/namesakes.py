"""Places of one name in two countries, each shown with its own: "Tripoli, Lebanon"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ..ledger.occurrences.speakers import name_of_country
from ..records import Reading


def with_countries(readings: Sequence[Reading]) -> Sequence[Reading]:
    """The same with the country behind every name that a place of another country bears too."""
    lands: dict[str, set[str]] = defaultdict(set)
    for place in (place for reading in readings for place in reading.places if place.country):
        lands[place.name].add(place.country or "")
    shared = {name for name, countries in lands.items() if len(countries) > 1}
    return [_with_countries(reading, shared) for reading in readings] if shared else readings


def _with_countries(reading: Reading, shared: set[str]) -> Reading:
    places = tuple(
        replace(place, name=f"{place.name}, {name_of_country(place.country)}")
        if place.country and place.name in shared
        else place
        for place in reading.places
    )
    return replace(reading, places=places)
