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

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from ..contract import record_id
from ..frozen import quick
from ..language.parse import extent_between
from ..lexicon import Lexicon, rule_of
from ..page.segment import segment_at
from ..records import Document, Feature, Place
from .gazetteer import Kind, Toponym, capitals, distance_km, fold, inside_of, load_gazetteer, prominence
from .place_context import Name, PlaceContext, place_context, words_of
from .told_lands import lands_spoken_of
from .toponyms import find_names

if TYPE_CHECKING:
    from spacy.tokens import Doc

CANDIDATES_WEIGHED = 60
"""Of names such as San Antonio the 60 most populous bearers are weighed; no marked place was beyond."""

HALF_A_COUNTRY = 0.6
"""Names of one country that are worth half of an agreement: one outweighs the capital of another country.

Over the two sets of places anything from 0.5 to 0.8 settles the same."""

BY_COUNTRY, BY_REGION, BY_NEIGHBOURS = 3.0, 4.0, 2.0
"""Powers of ten that full agreement with the country, the region and the neighbours is worth."""

NEAR_KM, FAR_DEGREES = 80.0, 5.0
"""The distance over which the weight of a neighbour falls to a third; at five degrees it is nothing."""

LEAST_SHARE = 0.05
"""Bearers less likely than this speak for no country."""

NEIGHBOURS_WEIGHED = 200
"""More names than any news has; a list of thousands of places must not take quadratic time."""

KIND_FITS, CAPITAL, AROUND_CITY = 4.0, 1.0, 1.5
KNOWN_ABROAD, SPEAKS_OF = 5.0, 0.9
"""A place of fewer than a hundred thousand people, in a text with two names of another country."""
OTHER_NAME, BARE_COUNTY, NAMESAKE = 1.5, 1.0, 2.5
DWARFED = 100
"""Poland in Ohio is not meant where Poland is said, and Alabama in New York not by Alabama."""

CITY_SHARE = 0.4
"""Almaty and Tehran mean the cities, Quebec and Oklahoma the regions."""
ROUNDS = 3
"""Times that the names of a document are weighed against one another; a fourth changed nothing."""

DATELINE = "dateline"

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
    """All places of a document, in order, but for those in its furniture."""
    if not len(doc):
        return ()
    setting = place_context(doc, document.text, words_of(lexicon))
    names = [
        name for name in find_names(setting, load_gazetteer()) if not _is_furniture(document, setting, name)
    ]
    chosen = settle(names, lands_spoken_of(setting, document.publisher, names))
    told = {name.folded for name in names if not _is_bare(name)}
    settled = [
        (name, place)
        for name, place in zip(names, chosen, strict=True)
        if place or not _is_bare(name) or (name.rule == DATELINE and name.folded in told)
    ]
    return tuple(_record(document, setting, name, place) for name, place in settled)


def _is_furniture(document: Document, setting: PlaceContext, name: Name) -> bool:
    """The name stands in a menu or the like, which tells nothing of the story."""
    segment = segment_at(document, setting.tokens[name.first].idx)
    return segment is not None and segment.kind == "furniture"


def _is_bare(name: Name) -> bool:
    """Nothing but the gazetteer told that the name is a place."""
    return name.rule in {"known-name", DATELINE} and bool(name.candidates)


def _is_whole(name: Name, quote: str) -> bool:
    """Whether the mention is the name alone: "Gabes" in "the city of Gabes", but not "Mangystau region"."""
    return not name.word or fold(quote) == name.folded


def _record(document: Document, setting: PlaceContext, name: Name, place: Toponym | None) -> Place:
    last = setting.tokens[name.last - 1]
    extent = extent_between(document, setting.tokens[name.first].idx, last.idx + len(last.text))
    feature = _feature(name, place)
    known = place and place.name and feature != "site" and _is_whole(name, extent.quote)
    return Place(
        id=record_id("place", document.id, extent.start, extent.end),
        document=document.id,
        rule=rule_of("place", name.rule),
        start=extent.start,
        end=extent.end,
        quote=extent.quote,
        name=place.name if place and known else extent.quote,
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
    if place and place.name:
        return FEATURES[place.kind]
    return (name.word.feature if name.word else None) or "other"


# --- which of the places that bear a name


@quick
@dataclass(frozen=True, slots=True)
class _Bearer:
    """A candidate of one sense, with what speaks for it by itself."""

    place: Toponym
    prior: float


class _Key(NamedTuple):
    """One sense: "Almaty" and "Almaty region" are two, "Almaty" and "the city of Almaty" one.

    So are Tripoli of Lebanon and Tripoli of Libya two where a text puts it in both.
    """

    folded: str
    region: bool
    around: str
    """The country's code or the region's name that words beside it put it in; else empty."""


@dataclass(slots=True)
class _Sense:
    """One name of the document and the places that it may be."""

    key: _Key
    bearers: tuple[_Bearer, ...]
    shares: list[float]
    """How likely each bearer is, in sum 1."""

    def likeliest(self) -> tuple[float, Toponym]:
        """The greatest share and whose it is."""
        best = max(range(len(self.shares)), key=self.shares.__getitem__)
        return self.shares[best], self.bearers[best].place


def settle(names: Sequence[Name], spoken_of: Mapping[str, float]) -> list[Toponym | None]:
    """For each name the place that it is, or None where no place bears it.

    `spoken_of` has countries that the text tells of without their names, each with its weight.
    """
    keys = _keys(names)
    senses = _senses(names, keys)
    for _ in range(ROUNDS):
        country, region = _support(senses, spoken_of)
        likeliest = list(islice(_likeliest(senses), NEIGHBOURS_WEIGHED))
        for sense in senses.values():
            _weigh_again(sense, likeliest, country, region)
    country, _ = _support(senses, spoken_of)
    bare = {key for key, name in zip(keys, names, strict=True) if not _is_site(name)}
    return [_chosen(senses.get(key), country, site=key not in bare) for key in keys]


def _is_site(name: Name) -> bool:
    return name.word is not None and name.word.form == "site"


def _keys(names: Sequence[Name]) -> list[_Key]:
    """A name's sense; without words that put it somewhere it is where they last put it, or first will."""
    first: dict[tuple[str, bool], str] = {}
    for name in names:
        if around := _around(name):
            first.setdefault((name.folded, _is_region(name)), around)
    last = dict(first)
    keys = []
    for name in names:
        bare = name.folded, _is_region(name)
        if around := _around(name):
            last[bare] = around
        keys.append(_Key(*bare, last.get(bare, "")))
    return keys


def _around(name: Name) -> str:
    return name.land or (name.container.folded if name.container else "")


def _is_region(name: Name) -> bool:
    kinds = name.word.kinds if name.word and name.word.form in ("level", "head") else ()
    return bool(kinds) and "city" not in kinds


def _senses(names: Sequence[Name], keys: Sequence[_Key]) -> dict[_Key, _Sense]:
    """One sense for each key; what stands beside a name anywhere speaks for it everywhere."""
    priors: dict[_Key, dict[Toponym, float]] = {}
    inside = _inside(names, keys)
    alike = {(key, name.word, len(name.candidates)): name for key, name in zip(keys, names, strict=True)}
    for (key, *_), name in alike.items():
        prior = priors.setdefault(key, {})
        there = inside.get(key)
        candidates = [place for place in name.candidates if there is None or place in there]
        for place, score in _priors(name, candidates[:CANDIDATES_WEIGHED]):
            prior[place] = max(score, prior.get(place, score))
    for key, prior in priors.items():
        if not prior and key.around.isupper():
            prior[_unmapped(key.around)] = 0.0
    return {key: _sense(key, prior) for key, prior in priors.items() if prior}


def _sense(key: _Key, prior: Mapping[Toponym, float]) -> _Sense:
    bearers = tuple(_Bearer(place, score) for place, score in prior.items())
    return _Sense(key, bearers, _shares([bearer.prior for bearer in bearers]))


def _inside(names: Sequence[Name], keys: Sequence[_Key]) -> Mapping[_Key, frozenset[Toponym]]:
    """By the senses that words put somewhere, the bearers of the name that are there."""
    found: dict[_Key, frozenset[Toponym]] = {}
    for key, name in zip(keys, names, strict=True):
        if name.container:
            there = inside_of(name.candidates, name.container.candidates)
        elif name.land:
            there = [place for place in name.candidates if place.country == name.land]
        else:
            continue
        found[key] = found.get(key, frozenset()).union(there)
    return found


def _unmapped(country: str) -> Toponym:
    """A place that the gazetteer has not, in the country that words beside it tell."""
    return Toponym(0, "", "other", country, None, None, None, None, 0, None, alternate=False)


def _priors(name: Name, candidates: Sequence[Toponym]) -> Iterator[tuple[Toponym, float]]:
    """What speaks for each candidate by itself and by the word beside the name."""
    has_own_name = not all(place.alternate for place in candidates)
    cities = [place for place in candidates if place.kind == "city" and not place.alternate]
    lands = [place for place in candidates if _is_land(place, cities)]
    for place in candidates:
        fits = bool(name.word and place.kind in name.word.kinds)
        capital = place.kind == "city" and (place.country, name.folded) in capitals()
        around = place.kind in {"region", "county"} and any(_is_seat(city, place) for city in cities)
        namesake = place.kind in {"city", "county"} and any(_dwarfs(land, place) for land in lands)
        bare_county = place.kind == "county" and place.alternate and not fits
        yield (
            place,
            prominence(place)
            + KIND_FITS * fits
            + CAPITAL * capital
            - AROUND_CITY * around
            - OTHER_NAME * (place.alternate and has_own_name)
            - BARE_COUNTY * bare_county
            - NAMESAKE * (namesake and not fits),
        )


def _is_land(place: Toponym, cities: Sequence[Toponym]) -> bool:
    """A country, or a region that is more than the surroundings of a city of its name."""
    region = place.kind == "region" and not any(_is_seat(city, place) for city in cities)
    return (place.kind == "country" or region) and not (place.alternate and place.kind == "region")


def _dwarfs(land: Toponym, town: Toponym) -> bool:
    """The land has so many more people that nobody means the town by its bare name."""
    return land.population > DWARFED * town.population and land.id not in (town.region, town.county)


def _is_seat(city: Toponym, region: Toponym) -> bool:
    """The city of the same name has so much of the region's people that the bare name means the city."""
    inside = region.id in (city.region, city.county)
    return inside and city.population >= CITY_SHARE * region.population


def _shares(scores: Sequence[float]) -> list[float]:
    """Scores are powers of ten."""
    top = max(scores)
    powers = [10.0 ** (score - top) for score in scores]
    return [power / sum(powers) for power in powers]


_Likely = tuple[str, float, Toponym]


def _likeliest(senses: Mapping[_Key, _Sense]) -> Iterator[_Likely]:
    """The small places that names most likely are, each with the name and its share."""
    for sense in senses.values():
        share, place = sense.likeliest()
        if place.kind in {"city", "county", "district", "site"} and place.latitude is not None:
            yield sense.key.folded, share, place


@dataclass(slots=True)
class _Support:
    """How much the names of the document speak for each country, or each region."""

    by_name: dict[object, dict[str, float]]
    total: dict[object, float]

    def of_others(self, land: object, name: str) -> float:
        """What all names but one say for a land."""
        return self.total.get(land, 0.0) - self.by_name.get(land, {}).get(name, 0.0)


def _support(senses: Mapping[_Key, _Sense], spoken_of: Mapping[str, float]) -> tuple[_Support, _Support]:
    """For countries and for regions."""
    country: dict[object, dict[str, float]] = defaultdict(dict)
    region: dict[object, dict[str, float]] = defaultdict(dict)
    for code, weight in spoken_of.items():
        country[code][f"adjective of {code}"] = weight
    for sense in senses.values():
        for bearer, share in zip(sense.bearers, sense.shares, strict=True):
            if share < LEAST_SHARE:
                continue
            for lands, land in ((country, bearer.place.country), (region, _region_of(bearer.place))):
                if land is not None:
                    lands[land][sense.key.folded] = lands[land].get(sense.key.folded, 0.0) + share
    return _summed(country), _summed(region)


def _summed(by_name: dict[object, dict[str, float]]) -> _Support:
    return _Support(by_name, {land: sum(names.values()) for land, names in by_name.items()})


def _region_of(place: Toponym) -> int | None:
    return place.id if place.kind == "region" else place.region


def _weigh_again(sense: _Sense, likeliest: Sequence[_Likely], country: _Support, region: _Support) -> None:
    if len(sense.bearers) == 1:
        return
    name = sense.key.folded
    sense.shares = _shares(
        [
            bearer.prior
            + BY_COUNTRY * _agreement(country.of_others(bearer.place.country, name), HALF_A_COUNTRY)
            + BY_REGION * _agreement(region.of_others(_region_of(bearer.place), name))
            + BY_NEIGHBOURS * _agreement(_nearness(bearer.place, name, likeliest))
            for bearer in sense.bearers
        ]
    )


def _agreement(others: float, half: float = 1.0) -> float:
    """From 0 to 1; half of it needs as many sure names."""
    return others / (others + half)


def _nearness(place: Toponym, name: str, likeliest: Sequence[_Likely]) -> float:
    """How many other names' likeliest places are close by, each the less the farther away."""
    if place.latitude is None:
        return 0.0
    total = 0.0
    for other_name, share, other in likeliest:
        assert other.latitude is not None
        if other_name != name and abs(other.latitude - place.latitude) < FAR_DEGREES:
            total += share * exp(-distance_km(place, other) / NEAR_KM)
    return total


def _chosen(sense: _Sense | None, country: _Support, *, site: bool) -> Toponym | None:
    """The likeliest bearer, unless it is a small place in a country that the text does not speak of.

    Of a name that only sites bear ("Rana Plaza") the text must speak of the country, for whoever built it may
    have been called so; of another it must not speak of another country.
    """
    if sense is None:
        return None
    bearer = sense.bearers[max(range(len(sense.shares)), key=sense.shares.__getitem__)]
    elsewhere = (
        not sense.key.around
        and prominence(bearer.place) < KNOWN_ABROAD
        and bearer.prior < KNOWN_ABROAD + KIND_FITS  # "village of" fits every village
        and country.of_others(bearer.place.country, sense.key.folded) < LEAST_SHARE
        and (
            site
            or max((country.of_others(code, sense.key.folded) for code in country.total), default=0.0)
            >= SPEAKS_OF
        )
    )
    return None if elsewhere else bearer.place
