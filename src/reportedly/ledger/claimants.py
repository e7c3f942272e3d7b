"""Claimants across documents: one speaker under several names, and offices that speak for one state.

Claimants with the same key are the same. A claimant without a key is identified by its name, without articles
and words for its country, within the country of its document: "the Kazakh interior ministry" and "the
interior ministry" in a report on Kazakhstan are one. What a document says in its own voice belongs to its
outlet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..frozen import quickly_made
from ..language.closed_classes import SMALL_IN_NAMES
from ..lexicon import load_countries, load_lexicon
from ..mentions.gazetteer import fold
from ..records import Claimant, Document, Place, Reading
from .texts import WORD

STATE_SECTORS = frozenset({"GOV", "COP", "MIL", "JUD", "LEG", "SPY"})
"""Sectors whose bodies and officials speak for their state."""

LONGEST_OFFICE = 2
"""Words of a name that a word for an office makes a state's: more words name somebody at the office."""

ORGANISATION = "org:"
"""Begins the key of an organisation that a text names and no lexicon knows."""

OFFICE = "office"
POSSESSIVE = re.compile(r"['’]s?$")

BODY = "body:"
"""Begins the name of an organisation among the aliases of claimants."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says so, the same over all documents."""

    key: str
    claimant: Claimant | None
    state: str | None
    """The country that it speaks for officially."""
    outlet: bool
    """It is a document's own voice."""
    local: bool = False
    """It speaks for a town or a province alone."""


def find_aliases(readings: Sequence[Reading]) -> dict[str, Claimant]:
    """Claimants by key as the whole collection knows them, and by family name where one person bears it.

    A text that says no more than "Shalabayev" means whom the others call by the full name and the office.
    """
    known: dict[str, Counter[Claimant]] = {}
    bearers: dict[str, set[str]] = {}
    for reading in readings:
        told = [claim.claimant for claim in reading.claims if claim.claimant]
        told += [Claimant(a.name, a.key, a.type, a.sector, a.country) for a in reading.actors if a.key]
        for each in told:
            if each.key is None or each.type != "person" or len(each.name.split()) < 2:
                continue
            known.setdefault(each.key, Counter())[each] += 1 + (each.sector is not None)
            bearers.setdefault(each.name.split()[-1].casefold(), set()).add(each.key)
    bodies = {
        f"{BODY}{claim.claimant.name.casefold()}": claim.claimant
        for reading in readings
        for claim in reading.claims
        if claim.claimant and claim.claimant.key and claim.claimant.key.startswith(ORGANISATION)
    }
    best = {key: min(counted, key=lambda each: (-counted[each], str(each))) for key, counted in known.items()}
    single = {name: best[min(keys)] for name, keys in bearers.items() if len(keys) == 1}
    return {**single, **best, **bodies}


def as_known(claimant: Claimant | None, aliases: Mapping[str, Claimant]) -> Claimant | None:
    """A claimant under its full name, with the office that other documents give it."""
    if claimant is None:
        return None
    if claimant.key in aliases:
        return aliases[claimant.key or ""]
    *name, kind = claimant.name.casefold().split() or [""]
    if claimant.key is None and name and kind in _words_of_bodies():  # "the UGTT union" is the UGTT
        return aliases.get(f"{BODY}{' '.join(name)}", claimant)
    if name or (claimant.sector is not None and claimant.type != "person"):
        return claimant
    known = aliases.get(claimant.name.casefold(), claimant)
    return known if claimant.sector in (None, known.sector) else claimant


def speaker_of(
    claimant: Claimant | None,
    document: Document,
    country: str | None,
    *,
    own: bool,
    seat: Place | None,
    story: str,
) -> Speaker:
    """The speaker of a statement; for a document's own voice `own` is true and `claimant` None.

    An outlet that speaks of itself by its name ("Coast Radio reported") is the document's own voice too.

    Args:
        claimant: who makes it, as far as the text tells.
        document: where it stands.
        country: that the document is about.
        own: whether nobody is named as its source.
        seat: the place in its source's words: "the Interior Ministry in Ankara", "police in Diyala".
        story: the first document of those that tell its story.
    """
    name = document.publisher
    own = own or (claimant is not None and claimant.name == name)
    if own or claimant is None:
        if not own:
            return Speaker(f"hidden:{document.id}", None, None, outlet=False)
        told = Claimant(name, None, "organisation", "JRN", None) if name else None
        return Speaker(f"outlet:{name or document.id}", told, None, outlet=True)
    land = claimant.country or (seat.country if seat else None) or country
    town = seat if seat is not None and not _stands_for_a_state(seat) else None
    state = land if _is_of_a_state(claimant) else None
    scope = story if land is None or (claimant.type == "group" and state is None) else ""
    key = claimant.key or _name_key(claimant.name, land, town.quote if town else "", scope)
    is_local = town is not None or _is_local(claimant)
    return Speaker(key, claimant, state, outlet=False, local=is_local)


def _stands_for_a_state(seat: Place) -> bool:
    """Whether a place is a country or the capital of one, where its ministries are."""
    return seat.feature == "country" or (seat.country, fold(seat.name)) in _capitals()


@cache
def _capitals() -> frozenset[tuple[str | None, str]]:
    return frozenset((country.code, fold(town)) for country in load_countries() for town in country.capitals)


def side_of(speaker: Speaker) -> str:
    """Whose series a speaker's numbers stand in: an office speaks for its state, a mayor for a town."""
    return f"official:{speaker.state}" if speaker.state is not None and not speaker.local else speaker.key


def _is_local(claimant: Claimant) -> bool:
    """Whether a claimant is the office of a town or a province: a mayor, a city council, a governor."""
    return claimant.name.casefold() in _words_of_towns()


@cache
def _words_of_bodies() -> frozenset[str]:
    return frozenset(word for role in load_lexicon().roles if role.form == "body" for word in role.words)


@cache
def _words_of_towns() -> frozenset[str]:
    return frozenset(word.casefold() for role in load_lexicon().roles if role.local for word in role.words)


def _is_of_a_state(claimant: Claimant) -> bool:
    """Whether a claimant speaks for its state: an office, or what is named after one ("official figures")."""
    words = [word.casefold() for word in WORD.findall(claimant.name)]
    if claimant.sector is None and (claimant.key or "").startswith(ORGANISATION):
        return bool(words) and words[-1] in _words_of_offices()  # "the Risk Management Directorate"
    if claimant.sector is not None or claimant.key is not None:
        return claimant.sector in STATE_SECTORS
    return len(words) <= LONGEST_OFFICE and any(word in _words_of_offices() for word in words)


@cache
def _words_of_offices() -> frozenset[str]:
    offices = [each for each in load_lexicon().roles if each.form in ("body", "office")]
    return frozenset(
        word.casefold()
        for office in offices
        if office.sector in STATE_SECTORS
        for word in office.words
        if " " not in word
    )


def _name_key(name: str, country: str | None, town: str, story: str) -> str:
    """Who bears no name of its own: by its words in any order, in its country, in a story where one is given.

    "Diyala police" are "police in Diyala", the ombudsman's office is the ombudsman; residents, doctors and
    sources of two stories are not the same.
    """
    words = {POSSESSIVE.sub("", word.casefold()) for word in WORD.findall(f"{town} {name}")}
    words = words - {OFFICE} or words
    bare = {word for word in words if word not in SMALL_IN_NAMES and word not in _country_words()} or words
    return ":".join(filter(None, ((country or "?").casefold(), "-".join(sorted(bare)), story)))


@cache
def _country_words() -> frozenset[str]:
    return frozenset(
        word.casefold()
        for country in load_countries()
        for name in (*country.names, *country.adjectives, *country.demonyms, country.name)
        if len(name.split()) == 1
        for word in (name, f"{name}'s")
    )
