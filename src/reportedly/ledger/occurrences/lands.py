"""Which country each document is about, and which countries it names at all.

Two documents that are about different countries, neither of which the other one names, tell of different
things, whatever words they share. Where a document names no place, its country follows from those of the
others or from where its outlet is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ...mentions.outlets import land_of_outlet
from ...page.segment import segment_at
from ...records import Place, Reading
from ..file.reading_memory import remembered, remembered_with
from ..neighbourhoods.blocking_keys import Features
from ..traits.nearness import Lands
from ..traits.stories import ordinary_stems

SHARE_OF_COLLECTION = 0.6
"""A collection is about one country where this share of its located documents is."""

LOSSES = frozenset({"killed", "injured", "casualties", "arrested", "missing", "abducted", "displaced"})
"""What is counted where it happened, and told of wherever people meet over it."""

MEETING_IN = re.compile(r"\s(?:\w+\s){0,3}(?:in|at)\s")
"""Between a word for a meeting and where it is: "[talks] with the generals in [Vienna]"."""

FAR_BEHIND = 40
"""Characters behind a word for a meeting in which it is looked for where that is."""

SHORTEST = 3
"""Letters of a word that tells."""


def find_lands(readings: Sequence[Reading], features: Mapping[str, Features]) -> dict[str, Lands]:
    """The country that each document is about: by its places, by the others, or by who speaks in it.

    That a document without places is about the country of most others is an assumption, made only where most
    documents that name any country name one, or most that name a place in it or the country again: foreign
    states act in any crisis. So it is of a document that names another country once, as one that acts
    ("Russia announced"). It comes before the countries of those who speak: a story on one country quotes the
    officials of another. A document whose outlet is of another country, and that shares neither a name nor an
    odd number with those that are set in the collection's, is about the outlet's. One place abroad, beside
    the collection's country as one that acts or suffers, is where somebody met or spoke.

    Args:
        readings: of different documents.
        features: of these documents.
    """
    named = {reading.document.id: main_country(reading) for reading in readings}
    spoken = {reading.document.id: _of_claimants(reading) for reading in readings}
    home = {reading.document.id: land_of_outlet(reading.document.publisher) for reading in readings}
    found = {name: country or spoken[name] for name, country in named.items()}
    placed = {r.document.id: named[r.document.id] if _is_set_there(r) else None for r in readings}
    most = _country_of_most(found) or _country_of_most(placed)
    if most is None:
        met = {reading.document.id: _first_among(reading.places) for reading in readings}
        main = {name: country or met[name] or spoken[name] or home[name] for name, country in named.items()}
    else:
        abroad = _without_ties(placed, home, most, features)
        guests = {r.document.id for r in readings if _meets_abroad(r, most)}
        placed = {name: None if name in guests else known for name, known in placed.items()}
        main = {name: known or (home[name] if name in abroad else most) for name, known in placed.items()}
    return {r.document.id: _lands_of(r, main[r.document.id]) for r in readings}


def _country_of_most(found: Mapping[str, str | None]) -> str | None:
    counted = Counter(country for country in found.values() if country)
    if not counted:
        return None
    country, times = max(sorted(counted.items()), key=lambda item: item[1])
    return country if times >= SHARE_OF_COLLECTION * counted.total() else None


def _without_ties(
    placed: Mapping[str, str | None],
    home: Mapping[str, str | None],
    most: str,
    features: Mapping[str, Features],
) -> frozenset[str]:
    """Documents without a place, of outlets abroad, that share no sign with those set in this country.

    So are those without a place whose outlet nobody knows to be abroad.
    """
    abroad = {name for name, known in placed.items() if not known and home[name] not in (None, most)}
    if not abroad:
        return frozenset()
    here = (name for name, known in placed.items() if known in (None, most) and name not in abroad)
    common = _signs_of(features[name] for name in here)
    return frozenset(name for name in abroad if not common & _signs_of([features[name]]))


def _is_set_there(reading: Reading) -> bool:
    """Whether a document names a place inside a country, or a country more than once."""
    return len(reading.places) > 1 or any(place.feature != "country" for place in reading.places)


@remembered_with
def _meets_abroad(reading: Reading, country: str) -> bool:
    """Whether a document names one place abroad, and beside it the country as one that acts or suffers.

    "The union's council, meeting in Addis Ababa, suspended Khartoum" is about Sudan.
    """
    lands = Counter(place.country for place in reading.places)
    return lands.total() == 1 and country not in lands and country in {a.country for a in reading.actors}


def _signs_of(told: Iterable[Features]) -> frozenset[str | float]:
    """The names and the odd numbers by which texts are known to be on one crisis."""
    signs: set[str | float] = set()
    for each in told:
        signs.update(stem for stem, (_, names) in each.counts.items() if names and is_telling(stem))
        signs.update(each.numbers)
    return frozenset(signs)


def is_telling(stem: str) -> bool:
    """Whether a stem is neither a number nor a word that all news has."""
    return len(stem) >= SHORTEST and not stem.isdigit() and stem not in ordinary_stems()


@remembered
def main_country(reading: Reading) -> str | None:
    """The country that most places of a document lie in; None where there is no first among them.

    Where people only met says nothing of where those are whom a report counts.
    """
    counts = any(figure.measure in LOSSES for figure in reading.figures)
    met = _where_people_met(reading) if counts else frozenset()
    return _first_among(place for place in reading.places if place.id not in met)


def _first_among(places: Iterable[Place]) -> str | None:
    counted = Counter(place.country for place in places if place.country)
    ranked = counted.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _where_people_met(reading: Reading) -> frozenset[str]:
    """The places right behind words for meetings, and not for visits: "the council, meeting in Vienna"."""
    text = reading.document.text
    met = [each for each in reading.events if each.type == "CONSULT" and each.mode != "visit"]
    return frozenset(
        place.id
        for place in (reading.places if met else ())
        for each in met
        if each.trigger.end < place.start <= each.trigger.end + FAR_BEHIND
        and MEETING_IN.fullmatch(text, each.trigger.end, place.start)
    )


@remembered
def _of_claimants(reading: Reading) -> str | None:
    counted = Counter(
        claim.claimant.country for claim in reading.claims if claim.claimant and claim.claimant.country
    )
    return max(sorted(counted), key=lambda country: counted[country]) if counted else None


@remembered_with
def _lands_of(reading: Reading, main: str | None) -> Lands:
    """The countries of a document's places and of those who speak in it."""
    placed = {place.country for place in reading.places}
    speaking = {claim.claimant.country for claim in reading.claims if claim.claimant}
    names = frozenset(
        place.quote.casefold()
        for place in reading.places
        if (own := segment_at(reading.document, place.start)) is None or own.kind != "dateline"
    )
    told = frozenset(place.quote.casefold() for place in reading.places if place.country == main)
    return Lands(main, frozenset(filter(None, placed | speaking)), names, told)
