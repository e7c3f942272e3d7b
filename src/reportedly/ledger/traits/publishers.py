"""Whom a publisher's name means where others quote it: an office, or an organisation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ...language.closed_classes import SMALL_IN_NAMES
from ...lexicon import Role, load_countries, load_lexicon
from ...mentions.gazetteer import Toponym, capitals, fold, load_gazetteer
from ...mentions.spelling import slug
from ...records import Claimant
from .holders import words_for_voices
from .offices import (
    AT,
    WHOLE_STATE,
    at_town,
    is_general,
    is_rank,
    office_in,
    offices_in,
    reach_of,
    words_of,
)

PEOPLE_OF_A_TOWN = 50_000
"""Of a town or a region that has offices which publish; smaller ones bear names like "Royal"."""

LONGEST_COUNTRY = 4
"""Words of the name of a country."""

KEPT = 10_000

NEWS = "JRN"
"""The sector of those who report what others say."""

NEWS_AGENCY = "news-agency"
"""The entry of words for those who report for other outlets."""

BRANCHES = frozenset({"department", "directorate"})
"""Words for a part of a state's government alone; an agency or a bureau may be anybody's."""

BUSINESS = "BUS"
"""The sector of those on whose pages anybody writes."""

ORGANISATION = "org:"
"""Begins the key of an organisation that a text names."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """An office that publishes what it says."""

    office: str
    sector: str | None
    country: str | None
    """None where its name tells none."""


@lru_cache(maxsize=KEPT)
def office_that_is(name: str) -> Publisher | None:
    """The office that a whole name is, as of one who publishes a statement: "Polish Interior Ministry".

    What else a name tells makes it another's: "Salvation Army", a shop called "Old Navy". Only of a ministry
    of a named country it is what that is for: "Peru's Ministry of Ports", but not "Ministry of Sound". So it
    is of a department that is named after its region first: "Punjab Gas Relief Department".
    """
    told = [word for word in words_of(name) if word not in words_for_voices()]
    bodies = [each for each in offices_in(told) if each[2].form == "body"]
    office = office_in(name)
    if not bodies or office is None or office == WHOLE_STATE or _is_of_news(told):
        return None
    start, end, entry = bodies[0]
    if len(bodies) > 1 and not (is_general(entry) and told[end : end + 1] == ["of"]):
        return None  # "Ministry of Public Administration" is no other's
    countries: set[str] = set()
    others = [*_names_in(told[:start], countries), *_names_in(told[end:], countries)]
    if len(countries) > 1:
        return None
    country = next(iter(countries), None)
    if not others:
        return Publisher(office, entry.sector, country)
    if country is None and len(others) == 1 and is_general(entry) and BRANCHES.issuperset(told[start:end]):
        return _after_its_region(office, entry, others[0])
    return _with_another_name(office, entry, others, country)


@lru_cache(maxsize=KEPT)
def organisation_that_is(name: str) -> Claimant | None:
    """The claimant that others quote by this name, a news outlet where nothing is known of it.

    None where the words of others are published under the name, as on Telegram.
    """
    known = _organisations().get(fold(name))
    if known is None:
        return Claimant(name, f"{ORGANISATION}{slug(name)}", "organisation", NEWS, None)
    if known.sector == BUSINESS:
        return None
    return Claimant(name, known.key, "organisation", known.sector, known.country)


def is_known_organisation(name: str) -> bool:
    """Whether an organisation is known by this name whatever a text tells of it."""
    return fold(name) in _organisations()


@cache
def _organisations() -> Mapping[str, Role]:
    """The organisations that are known by name, by each of their folded names."""
    return {fold(word): role for role in load_lexicon().roles if role.key for word in role.words}


def _is_of_news(told: Sequence[str]) -> bool:
    """Whether a name is that of a news agency, which is no agency of its state."""
    words = f" {' '.join(told)} "
    return any(f" {each} " in words for each in _words_for_agencies())


@cache
def _words_for_agencies() -> frozenset[str]:
    agencies = (role for role in load_lexicon().roles if role.name == NEWS_AGENCY)
    return frozenset(word for role in agencies for word in role.words)


def _with_another_name(
    office: str, entry: Role, others: Sequence[Sequence[str]], country: str | None
) -> Publisher | None:
    """The office where its name has more in it: of the town that it is of, or of what it is for."""
    town = _town(others[0], country) if len(others) == 1 else None
    if town is not None:
        local = at_town(office, others[0])
        whole = local.rpartition(AT)[2]
        is_of_state = (town.country, fold(" ".join(others[0]))) in capitals() and reach_of(whole) is None
        return Publisher(whole if is_of_state else local, entry.sector, town.country)
    if not is_general(entry):
        return None
    return Publisher(office, entry.sector, country) if country is not None else None


def _after_its_region(office: str, entry: Role, name: Sequence[str]) -> Publisher | None:
    """The office whose name begins with its region or its town, behind which stands what it is for."""
    for end in range(min(len(name) - 1, LONGEST_COUNTRY), 0, -1):
        if (town := _town(name[:end], None)) is not None:
            return Publisher(at_town(office, name[:end]), entry.sector, town.country)
    return None


def _names_in(told: Sequence[str], countries: set[str]) -> Iterator[Sequence[str]]:
    """The names among the words beside an office that are no country's; the codes of those are added."""
    name: list[str] = []
    place = 0
    while place < len(told):
        ends = range(min(len(told), place + LONGEST_COUNTRY), place, -1)
        end = next((end for end in ends if tuple(map(fold, told[place:end])) in _countries()), None)
        if end is not None:
            countries.add(_countries()[tuple(map(fold, told[place:end]))])
        if end is None and told[place] not in SMALL_IN_NAMES and not is_rank(told[place]):
            name.append(told[place])
        elif name:
            yield name
            name = []
        place = end or place + 1
    if name:
        yield name


def _town(name: Sequence[str], country: str | None) -> Toponym | None:
    """The largest town or region of a name, in a country where one is given."""
    folded = fold(" ".join(name))
    found = [
        each
        for each in load_gazetteer().find([folded])[folded]
        if each.kind in ("city", "region") and each.population >= PEOPLE_OF_A_TOWN
        if country in (None, each.country)
    ]
    return max(found, key=lambda each: (each.population, each.id), default=None)


@cache
def _countries() -> Mapping[tuple[str, ...], str]:
    """The codes of countries by the folded words of their names and adjectives."""
    return {
        tuple(map(fold, words_of(name))): country.code
        for country in load_countries()
        if country.code is not None
        for name in (country.name, *country.names, *country.adjectives)
    }
