"""Places, resolved by the gazetteer and the places around them, never silently.

`toponyms.py` says which words name a place; here each name gets one of the places that bear it. Every
name of a document has one sense, but where a region stands beside it ("Paris, Texas"). What speaks for a
candidate: its size, the kind of word beside the name, the region or country named with it, the countries
and regions that the other names of the document lie in, and places close to it.

The point of a country or a region is a representative one, of a direction ("western Kazakhstan") that of
the whole country; the point of a site is its own only where the gazetteer has the site, else that of the
city in its name, with the city's GeoNames number. See `docs/places.md`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, exp, radians, sin, sqrt
from typing import TYPE_CHECKING

from ..contract import record_id
from ..language.parse import extent_between
from ..lexicon import LEXICONS, Lexicon, load_countries, rule_of
from ..records import Document, Feature, Place
from .gazetteer import Kind, Toponym, fold, load_gazetteer
from .toponyms import Name, find_names, holds, prominence

if TYPE_CHECKING:
    from spacy.tokens import Doc

CANDIDATES_WEIGHED = 60
"""Of names such as San Antonio the 60 most populous bearers are weighed; no marked place was beyond."""

BY_COUNTRY, BY_REGION, BY_NEIGHBOURS = 3.0, 4.0, 2.0
"""Powers of ten that full agreement with the country, the region and the neighbours is worth."""

NEAR_KM = 80.0
"""The distance over which the weight of a neighbour falls to a third."""

KIND_FITS, INSIDE_CONTAINER, CAPITAL, AROUND_CITY = 4.0, 12.0, 1.0, 1.5
KNOWN_ABROAD, SPEAKS_OF = 5.0, 1.5
"""A place of fewer than a hundred thousand people, in a text with two names of another country."""
OTHER_NAME, BARE_COUNTY = 1.0, 1.0
CITY_SHARE = 0.4
"""Almaty and Tehran mean the cities, Quebec and Oklahoma the regions."""
ROUNDS = 3
"""Times that the names of a document are weighed against one another; a fourth changed nothing."""

FEATURES: Mapping[Kind, Feature] = {
    "country": "country",
    "region": "region",
    "county": "region",
    "city": "city",
    "district": "district",
    "site": "site",
    "water": "water",
    "other": "other",
}


def find_places(
    document: Document,
    doc: Doc,
    lexicon: Lexicon,
) -> tuple[Place, ...]:
    """All places of a document, in order."""
    if not len(doc):
        return ()
    names = find_names(doc, document.text, lexicon, load_gazetteer())
    chosen = settle(names, _countries_spoken_of(doc))
    settled = [
        (name, place) for name, place in zip(names, chosen, strict=True) if place or not _is_bare(name)
    ]
    return tuple(_record(document, doc, name, place) for name, place in settled)


def _is_bare(name: Name) -> bool:
    """Nothing but the gazetteer told that the name is a place."""
    return name.rule == "known-name" and bool(name.candidates)


def _record(document: Document, doc: Doc, name: Name, place: Toponym | None) -> Place:
    last = doc[name.last - 1]
    extent = extent_between(document, doc[name.first].idx, last.idx + len(last.text))
    feature = _feature(name, place)
    return Place(
        id=record_id("place", document.id, extent.start, extent.end),
        document=document.id,
        rule=rule_of("place", name.rule),
        start=extent.start,
        end=extent.end,
        quote=extent.quote,
        name=place.name if place and feature != "site" and not name.word else extent.quote,
        feature=feature,
        country=place.country if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        geonames=place.geonames if place else None,
        rivals=max(0, len(name.candidates) - 1),
    )


def _feature(name: Name, place: Toponym | None) -> Feature:
    if name.word and name.word.form in {"street", "route", "site"} and name.word.feature:
        return name.word.feature
    if name.word and name.word.form == "direction" and place and place.kind == "country":
        return "region"
    if place:
        return FEATURES[place.kind]
    return (name.word.feature if name.word else None) or "other"


# --- which of the places that bear a name


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A candidate of one sense, with what speaks for it by itself."""

    place: Toponym
    prior: float


@dataclass(slots=True)
class _Sense:
    """One name of the document and the places that it may be."""

    key: tuple[str, str | None]
    bearers: tuple[_Bearer, ...]
    shares: list[float]
    """How likely each bearer is, in sum 1."""


def settle(names: Sequence[Name], spoken_of: Mapping[str, float]) -> list[Toponym | None]:
    """For each name the place that it is, or None where no place bears it.

    `spoken_of` has countries by their adjectives in the text, each with its weight.
    """
    senses = _senses(names)
    for _ in range(ROUNDS):
        country, region = _support(senses, spoken_of)
        for sense in senses.values():
            _weigh_again(sense, senses, country, region)
    country, _ = _support(senses, spoken_of)
    return [_chosen(senses.get(_key(name)), country) for name in names]


def _key(name: Name) -> tuple[str, str | None]:
    return name.folded, name.word.name if name.word else None


def _senses(names: Sequence[Name]) -> dict[tuple[str, str | None], _Sense]:
    """One sense for each name and kind of word; a container anywhere speaks for all of a name."""
    priors: dict[tuple[str, str | None], dict[int, float]] = {}
    for name in names:
        if not name.candidates:
            continue
        prior = priors.setdefault(_key(name), {place.id: _prior(name, place) for place in _weighed(name)})
        if name.container:
            for place in _weighed(name):
                if any(holds(outer, place) for outer in name.container.candidates):
                    prior[place.id] += INSIDE_CONTAINER
    senses = {}
    for name in names:
        if _key(name) in priors and _key(name) not in senses:
            prior = priors[_key(name)]
            bearers = tuple(_Bearer(place, prior[place.id]) for place in _weighed(name))
            senses[_key(name)] = _Sense(_key(name), bearers, _shares([bearer.prior for bearer in bearers]))
    return senses


def _weighed(name: Name) -> tuple[Toponym, ...]:
    return name.candidates[:CANDIDATES_WEIGHED]


def _prior(name: Name, place: Toponym) -> float:
    fits = bool(name.word and name.word.kinds and place.kind in name.word.kinds)
    capital = place.kind == "city" and (place.country, name.folded) in _capitals()
    other_name = place.alternate and not all(other.alternate for other in name.candidates)
    bare_county = place.kind == "county" and place.alternate and not fits
    around = place.kind in {"region", "county"} and any(_is_seat(city, place) for city in name.candidates)
    return (
        prominence(place)
        + (KIND_FITS if fits else 0.0)
        + (CAPITAL if capital else 0.0)
        - (AROUND_CITY if around else 0.0)
        - (OTHER_NAME if other_name else 0.0)
        - (BARE_COUNTY if bare_county else 0.0)
    )


def _is_seat(city: Toponym, region: Toponym) -> bool:
    """The city of the same name has so much of the region's people that the bare name means the city."""
    inside = region.id in (city.region, city.county) and city.kind == "city"
    return inside and not city.alternate and city.population >= CITY_SHARE * region.population


def _shares(scores: Sequence[float]) -> list[float]:
    """Scores are powers of ten."""
    top = max(scores)
    powers = [10.0 ** (score - top) for score in scores]
    return [power / sum(powers) for power in powers]


Support = Mapping[object, Mapping[tuple[str, str | None], float]]


def _support(
    senses: Mapping[tuple[str, str | None], _Sense], spoken_of: Mapping[str, float]
) -> tuple[Support, Support]:
    """By country and by region, how much each sense speaks for it."""
    country: dict[object, dict[tuple[str, str | None], float]] = defaultdict(dict)
    region: dict[object, dict[tuple[str, str | None], float]] = defaultdict(dict)
    for code, weight in spoken_of.items():
        country[code][f"adjective {code}", None] = weight
    for sense in senses.values():
        for bearer, share in zip(sense.bearers, sense.shares, strict=True):
            place = bearer.place
            if share < 0.05:
                continue
            if place.country:
                of = country[place.country]
                of[sense.key] = of.get(sense.key, 0.0) + share
            inside = place.id if place.kind == "region" else place.region
            if inside:
                of = region[inside]
                of[sense.key] = of.get(sense.key, 0.0) + share
    return country, region


def _weigh_again(
    sense: _Sense, senses: Mapping[tuple[str, str | None], _Sense], country: Support, region: Support
) -> None:
    if len(sense.bearers) == 1:
        return
    scores = []
    for bearer in sense.bearers:
        place = bearer.place
        inside = place.id if place.kind == "region" else place.region
        scores.append(
            bearer.prior
            + BY_COUNTRY * _agreement(country.get(place.country, {}), sense)
            + BY_REGION * _agreement(region.get(inside, {}) if inside else {}, sense)
            + BY_NEIGHBOURS * _nearness(place, sense, senses)
        )
    sense.shares = _shares(scores)


def _agreement(support: Mapping[tuple[str, str | None], float], sense: _Sense) -> float:
    """From 0 to 1: what other senses say; half of it needs one sure name."""
    others = sum(weight for key, weight in support.items() if key[0] != sense.key[0])
    return others / (others + 1.0)


def _nearness(place: Toponym, sense: _Sense, senses: Mapping[tuple[str, str | None], _Sense]) -> float:
    """From 0 to 1: how close the other names' likeliest places are."""
    total = 0.0
    for other in senses.values():
        if other.key[0] == sense.key[0]:
            continue
        share, bearer = max(zip(other.shares, other.bearers, strict=True), key=lambda pair: pair[0])
        if bearer.place.kind in {"city", "county", "district", "site"}:
            total += share * exp(-distance_km(place, bearer.place) / NEAR_KM)
    return total / (total + 1.0)


def distance_km(left: Toponym, right: Toponym) -> float:
    """The great circle between two places; far where one has no point."""
    if left.latitude is None or right.latitude is None or left.longitude is None or right.longitude is None:
        return 20_000.0
    north, north2 = radians(left.latitude), radians(right.latitude)
    east = radians(right.longitude - left.longitude)
    chord = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin(east / 2) ** 2
    return 12_742.0 * asin(min(1.0, sqrt(chord)))


def _chosen(sense: _Sense | None, country: Support) -> Toponym | None:
    """The likeliest bearer, unless it is a small place in a country that the text does not speak of."""
    if sense is None:
        return None
    best = max(range(len(sense.bearers)), key=lambda place: sense.shares[place])
    bearer = sense.bearers[best]
    small = bearer.prior < KNOWN_ABROAD
    return None if small and _is_elsewhere(bearer.place, sense, country) else bearer.place


def _is_elsewhere(place: Toponym, sense: _Sense, country: Support) -> bool:
    """No other name lies in the place's country, and several lie in one other."""
    told = {code: sum(w for key, w in by.items() if key[0] != sense.key[0]) for code, by in country.items()}
    return told.get(place.country, 0.0) < 0.1 and max(told.values(), default=0.0) >= SPEAKS_OF


# --- countries that the text speaks of without their names


def _countries_spoken_of(doc: Doc) -> Mapping[str, float]:
    """By adjectives ("Kazakh") and by words that one country's news has ("crore", "Knesset").

    Two such words weigh as much as the country's name.
    """
    adjectives, hints = _adjectives(), _hints()
    spoken: dict[str, float] = {}
    for token in doc:
        code = adjectives.get(token.text) or hints.get(token.lower_)
        if code:
            spoken[code] = min(1.0, spoken.get(code, 0.0) + 0.5)
    return spoken


@lru_cache(maxsize=1)
def _adjectives() -> Mapping[str, str]:
    return {
        word: country.code
        for country in load_countries()
        if country.code
        for word in (*country.adjectives, *country.demonyms)
    }


@lru_cache(maxsize=1)
def _hints() -> Mapping[str, str]:
    with (LEXICONS / "country_hints.csv").open(encoding="utf-8", newline="") as file:
        return {row["word"]: row["country"] for row in csv.DictReader(file, strict=True)}


@lru_cache(maxsize=1)
def _capitals() -> frozenset[tuple[str | None, str]]:
    return frozenset((country.code, fold(city)) for country in load_countries() for city in country.capitals)
