"""Which office of its state words name: the health ministry, the police of a town, or none in particular.

A minister, a spokesman of the ministry and the ministry are one office. "Officials" and "the authorities" are
of no office that the text tells; they may speak for any of their state.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from ...language.closed_classes import SMALL_IN_NAMES
from ...lexicon import Role, load_countries, load_lexicon
from ...mentions.gazetteer import capitals, fold
from ...records import Place
from .texts import CLAUSE, WORD

STATE_SECTORS = frozenset({"GOV", "COP", "MIL", "JUD", "LEG", "SPY"})
"""Sectors whose bodies and officials speak for their state."""

WHOLE_STATE = "government"
"""The office of those who do not say which one they speak for."""

POSSESSIVE = re.compile(r"['’]s?$")

OF = frozenset({"of", "for"})
"""Between a body and what it is for: "ministry of mines"."""

OWN = frozenset({"country", "nation"})
"""Words for the country that a report is about: "the country's health ministry"."""

LONGEST_LAND = 4
"""Words of the name of a country."""

UNION = "union"

NEWNESS = "newness"
"""The entry of words for how long, or how strongly, somebody has an office."""

AT = "/"
"""Between a town or a region and its office."""

KEPT = 10_000
"""Words for speakers whose office is kept: a collection has few, told often."""

Found = tuple[int, int, Role]
"""Where the words of an office begin and end, and its entry."""


@lru_cache(maxsize=KEPT)
def office_in(words: str) -> str | None:
    """The office that words name, with what tells it from its like; None where they name none.

    Of several the first is meant that is one office and not the whole state: "an official of the interior
    ministry".
    """
    clauses = [words_of(clause) for clause in CLAUSE.split(words)]
    found = [office_of(told, each) for told in clauses for each in offices_in(told)]
    return next((office for office in found if office != WHOLE_STATE), WHOLE_STATE if found else None)


def post_in(words: str) -> str | None:
    """The office that words name, where one person has it at a time: a president, a governor, a minister."""
    office = office_in(words)
    return office if office in _posts() else None


@cache
def _posts() -> frozenset[str]:
    """The offices of heads: of a state, of a ministry, of a town."""
    heads = [role for role in load_lexicon().roles if role.form == "office"]
    single = {role.name for role in heads if role.single}
    posts = (role for role in heads if role.local is not None or not single.isdisjoint(role.general))
    return frozenset(role.office or role.name for role in posts) - {WHOLE_STATE}


def words_of(name: str) -> list[str]:
    """The words of a name, folded, without the marks of the possessive."""
    return list(_words_of(name))


@lru_cache(maxsize=KEPT)
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(POSSESSIVE.sub("", word.casefold()) for word in WORD.findall(name))


def offices_in(told: Sequence[str]) -> Iterator[Found]:
    """The longest words for an office at each place, none in another."""
    entries, longest = _entries(), _longest()
    place = 0
    while place < len(told):
        ends = range(min(len(told), place + longest), place, -1)
        end = next((end for end in ends if _entry(told[place:end], entries) is not None), None)
        if end is not None and (entry := _entry(told[place:end], entries)) is not None:
            yield place, end, entry
        place = end or place + 1


def _entry(told: Sequence[str], entries: Mapping[tuple[str, ...], Role]) -> Role | None:
    """The entry of these words, or of the same in the singular: officials, prosecutors."""
    return entries.get(tuple(told)) or entries.get((*told[:-1], told[-1].removesuffix("s")))


def office_of(told: Sequence[str], found: Found) -> str:
    """The office with what stands before it or behind "of": "mines ministry", "ministry of mines"."""
    start, end, entry = found
    first = start
    while first > 0 and told[first - 1] not in SMALL_IN_NAMES:
        first -= 1
    before = [word for word in _without_lands(told[first:start]) if _tells_which(word, entry)]
    office = entry.office or entry.name
    if not before and is_general(entry):
        before = _behind(told, end) if entry.form == "body" or office != WHOLE_STATE else []
        if not before:
            return WHOLE_STATE
    kind = entry.name if office == WHOLE_STATE else office
    return "-".join((*sorted(before), kind))


def _tells_which(word: str, entry: Role) -> bool:
    """Whether a word before an office tells it from others: its rank, its newness and its country do not.

    The Union of India has ministers; the president of a union is no head of state.
    """
    if word in country_words() or word in OWN:
        return False
    return rank_of(word) is None or (word == UNION and "minister" not in (entry.name, *entry.general))


def _behind(told: Sequence[str], end: int) -> list[str]:
    """What a body is for: the mines of "ministry of mines and energy"."""
    if end >= len(told) or told[end] not in OF:
        return []
    behind = (word for word in told[end + 1 :] if word not in SMALL_IN_NAMES)
    word = next(behind, None)
    return [] if word is None or word in country_words() else [word]


def is_general(entry: Role) -> bool:
    """Whether its words alone tell no office: a ministry that is not named is any of its state."""
    office = entry.office or entry.name
    return WHOLE_STATE in (office, _offices_by_entry().get(office))


def at_town(office: str, town: Sequence[str]) -> str:
    """An office with the words of the town or the region that it is of."""
    office = "-".join(word for word in office.split("-") if word not in town)
    return AT.join(("-".join(town), office))


def at_its_town(office: str, seat: Place | None) -> str:
    """An office with the town or the region that it is of, unless that is a country or its capital."""
    if seat is None:  # "Lima mayor", where no place is known by that name
        kind = next((name for name in local_offices() if office.endswith(f"-{name}")), None)
        return office if kind is None else at_town(kind, office.removesuffix(f"-{kind}").split("-"))
    if stands_for_a_state(seat) and reach_of(office) is None:
        return office
    return at_town(office, words_of(seat.quote))


def stands_for_a_state(seat: Place) -> bool:
    """Whether a place is a country or the capital of one, where its ministries are."""
    return seat.feature == "country" or (seat.country, fold(seat.name)) in capitals()


def fuller_names(offices: Iterable[str]) -> dict[str, str]:
    """By an office that is named shortly, the fullest name of its kind that has all its words, where one is.

    "The disaster department" is the disaster management department, unless there are two such.
    """
    known = {office: frozenset(office.split("-")) for office in offices if AT not in office and "-" in office}
    by_kind: dict[str, list[str]] = defaultdict(list)
    for office in sorted(known, key=lambda office: (len(known[office]), office)):
        by_kind[office.rpartition("-")[2]].append(office)
    found = {}
    for of_one_kind in by_kind.values():
        for office in of_one_kind:
            wider = [other for other in of_one_kind if known[office] < known[other]]
            if wider and all(known[one] < known[other] for one, other in pairwise(wider)):
                found[office] = wider[-1]
    return found


def reach_of(office: str | None) -> Literal["city", "region"] | None:
    """What an office speaks for, where that is not its country."""
    if office is None:
        return None
    return next((reach for name, reach in local_offices().items() if office.endswith(name)), None)


@cache
def local_offices() -> Mapping[str, Literal["city", "region"]]:
    """The offices that speak for a town or a region; by these names alone nobody knows of which."""
    return {role.name: role.local for role in load_lexicon().roles if role.local is not None}


@cache
def _offices_by_entry() -> Mapping[str, str]:
    return {role.name: role.office for role in load_lexicon().roles if role.office is not None}


@cache
def _entries() -> Mapping[tuple[str, ...], Role]:
    """The entries of a state's offices by their folded words."""
    return {
        tuple(words_of(words)): role
        for role in load_lexicon().roles
        if role.sector in STATE_SECTORS and role.form in ("body", "office", "people") and not role.cased
        for words in role.words
    }


@cache
def _longest() -> int:
    return max(map(len, _entries()))


def rank_of(word: str) -> Role | None:
    """The entry of a word beside an office that tells nothing of which it is: deputy, acting, national."""
    return _ranks().get(word)


def is_rank(word: str) -> bool:
    """Whether a word tells a rank, which bodies without offices have too: national, general."""
    rank = rank_of(word)
    return rank is not None and rank.name != NEWNESS


@cache
def _ranks() -> Mapping[str, Role]:
    ranks = (role for role in load_lexicon().roles if role.form == "rank")
    return {word: role for role in ranks for word in role.words}


def lands_in(words: str) -> frozenset[str]:
    """The countries that words name, by their names or by words for what is theirs: "South Sudanese army"."""
    told = words_of(words)
    return frozenset(_lands()[tuple(told[start:end])] for start, end in _spans_of_lands(told))


def _without_lands(told: Sequence[str]) -> list[str]:
    """The words without those that name a country: the army of "South Sudanese army"."""
    named = {place for start, end in _spans_of_lands(told) for place in range(start, end)}
    return [word for place, word in enumerate(told) if place not in named]


def _spans_of_lands(told: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where words name a country, the longest name at each place."""
    known, place = _lands(), 0
    while place < len(told):
        ends = range(min(len(told), place + LONGEST_LAND), place, -1)
        end = next((end for end in ends if tuple(told[place:end]) in known), None)
        if end is not None:
            yield place, end
        place = end or place + 1


@cache
def _lands() -> Mapping[tuple[str, ...], str]:
    """The codes of countries by their folded names, adjectives and demonyms."""
    return {
        tuple(words_of(name)): country.code
        for country in load_countries()
        if country.code
        for name in (*country.names, *country.adjectives, *country.demonyms, country.name)
    }


@cache
def country_words() -> frozenset[str]:
    """The words, folded, that name a country by themselves."""
    return frozenset(
        word.casefold()
        for country in load_countries()
        for name in (*country.names, *country.adjectives, *country.demonyms, country.name)
        if len(name.split()) == 1
        for word in (name, f"{name}'s")
    )
