"""Which country an outlet is of, by its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from ..lexicon import load_countries
from .gazetteer import Toponym, fold, load_gazetteer

TOWN_OF_AN_OUTLET = 200_000
"""People of a town that outlets are named after; of smaller ones many bear names like "Herald" and "Post"."""

VIA = "via"
"""Stands between an agency and the outlet that has its text."""

SHORTEST = 3
"""Letters that the name of a town has at least one more of."""


@lru_cache(maxsize=10_000)
def land_of_outlet(publisher: str | None) -> str | None:
    """The country that an outlet's name has, or that of its large town; None where it names no one country.

    None too where the outlet has the text from an agency, which may write from anywhere; and what ends in
    the adjective of a country is written in its language: the English service of anybody.
    """
    if publisher is None or "(" in publisher:
        return None
    words = tuple(fold(publisher).split())
    if VIA in words:
        return None
    if words and words[-1] in _adjectives():
        words = words[:-1]
    runs = {" ".join(words[at : at + length]) for length in (1, 2) for at in range(len(words) + 1 - length)}
    countries: set[str | None] = {_words_of_countries()[run] for run in runs if run in _words_of_countries()}
    if not countries:
        towns = load_gazetteer().find(run for run in runs if len(run) > SHORTEST)
        countries = {_land_of_town(places) for places in towns.values()} - {None}
    return countries.pop() if len(countries) == 1 else None


def _land_of_town(places: Sequence[Toponym]) -> str | None:
    """The country of the largest town of a name, if that is a large one."""
    towns = [place for place in places if place.kind == "city" and not place.alternate]
    largest = max(towns, key=lambda place: place.population, default=None)
    return largest.country if largest is not None and largest.population >= TOWN_OF_AN_OUTLET else None


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(fold(word) for country in load_countries() for word in country.adjectives)


@cache
def _words_of_countries() -> Mapping[str, str]:
    return {
        fold(name): country.code
        for country in load_countries()
        for name in (country.name, *country.names, *country.adjectives)
        if country.code is not None
    }
