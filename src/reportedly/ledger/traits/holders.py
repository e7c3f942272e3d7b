"""Who heads an office or speaks for it, as reports name them: "Health Minister Ada Brenn".

A person with an office is one claimant with the office while reports present them so: "the health minister",
"the ministry". Deputies, those who stand in, those of before, and two who are called heads of one office are
not it: which of them the bare office means nobody says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from ...language.closed_classes import SMALL_IN_NAMES
from ...lexicon import Role, load_lexicon, word_class
from ...records import Extent, Reading
from ..file.reading_memory import remembered
from .offices import (
    AT,
    KEPT,
    OF,
    WHOLE_STATE,
    Found,
    at_its_town,
    lands_in,
    local_offices,
    office_in,
    office_of,
    offices_in,
    reach_of,
    words_of,
)
from .positions import Places, places_of
from .texts import CLAUSE

VOICE = "voice"
"""The office of those who speak for another one."""

HEAD_OF = frozenset({"minister", "leader", "chief"})
"""Kinds of which one person has an office at a time."""

IN_CHARGE = frozenset({"chief", "commissioner", "general", "head"})
"""Words that tell the one who commands an army or the police from others who command men."""

IN_BETWEEN = frozenset({"by", "from", "to", "whose", "who", "with", "against", "under"})
"""Words before an office that make it another's: "a friend of the minister", "named by the president"."""

LONGEST_CHIEF = 2
"""Words for the head of a body."""

STAND_IN = "stand-in"
"""The entry of words for those who are not the head themselves: deputy, acting."""

BEFORE = frozenset({"predecessor", "successor"})
"""Words for somebody by who else has the office."""

NOT_HEADS = frozenset({"cabinet-secretary", "chief-of-staff", "deputy-minister", "leader"})
"""Entries for those whom an office has beside its head, or whose office they do not tell."""

POSSESSIVES = ("'s", "’s", "s'", "s’")

Kind = Literal["head", "voice", "apart"]
"""Of an office: who heads it, who speaks for it, who does neither any more, or in place of somebody."""


@dataclass(frozen=True, slots=True)
class Post:
    """What words call somebody."""

    office: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Presented:
    """A report that names somebody with an office."""

    key: str
    post: Post
    """With its town or region, where it is of one."""
    land: str | None
    """The country that the words name."""


@dataclass(frozen=True, slots=True)
class Holder:
    """An office that is one claimant with a person."""

    office: str
    land: str
    told: bool
    """Words beside the name say so; else it is the country that the reports are about."""


def find_holders(
    readings: Iterable[Reading],
    country: Mapping[str, str | None],
    full_key: Callable[[str], str],
) -> dict[str, Holder]:
    """By the keys of persons, the office that each is one claimant with.

    Args:
        readings: of one collection.
        country: that each document is about.
        full_key: by the key of a short name, that of the full one.
    """
    told: dict[str, list[tuple[str, Presented]]] = defaultdict(list)
    for reading in readings:
        for each in posts_in(reading):
            told[full_key(each.key)].append((reading.document.id, each))
    found = {key: _holder(presented, country) for key, presented in told.items()}
    heads: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for key, presented in told.items():
        for document, each in presented:
            if each.post.kind == "head":
                heads[each.land or country[document], each.post.office].add(key)
                if (holder := found[key]) is not None:
                    heads[holder.land, holder.office].add(key)
    return {
        key: holder
        for key, holder in found.items()
        if holder is not None and len(heads[holder.land, holder.office] | {key}) == 1
    } | {
        key: holder
        for key, holder in found.items()
        if holder is not None and all(each.post.kind != "head" for _, each in told[key])
    }


def _holder(
    presented: Iterable[tuple[str, Presented]],
    country: Mapping[str, str | None],
) -> Holder | None:
    """The one office of one country that reports present somebody with; None where they tell several.

    Nor is there one where any report has it that somebody had it before, or stands in: "then minister".
    """
    held = tuple(presented)
    if any(each.post.kind == "apart" for _, each in held):
        return None
    named = {each.post.office for _, each in held}
    offices = {office for office in named if not any(other.endswith(f"{AT}{office}") for other in named)}
    told: set[str | None] = {each.land for _, each in held if each.land}
    lands = told or {country[document] for document, _ in held}
    land = next(iter(lands), None)
    if len(offices) != 1 or len(lands) != 1 or land is None:
        return None
    return Holder(offices.pop(), land, bool(told))


@remembered
def posts_in(reading: Reading) -> tuple[Presented, ...]:
    """Who is named with an office in a document, in the words of a source or beside the name."""
    places = places_of(reading)
    return tuple(dict.fromkeys(_posts_in(reading, places)))


def _posts_in(reading: Reading, places: Places) -> Iterator[Presented]:
    told = [
        (claim.claimant.key, claim.claimant.name, claim.claimant.country, source)
        for claim in reading.claims
        if claim.claimant is not None and claim.claimant.type == "person"
        for source in claim.source
    ]
    told += [
        (actor.key, actor.name, actor.country, Extent(actor.start, actor.end, actor.quote))
        for actor in reading.actors
        if actor.type == "person" and actor.quote != actor.name
    ]
    for key, name, country, words in told:
        last = next(reversed(name.casefold().split()), "")  # any ledger may hold an empty name
        post = post_of(words.quote, last) if key is not None else None
        if key is None or post is None:
            continue
        seat = places.first_inside(words)
        named = lands_in(words.quote) - {country}
        if len(named) > (country is None):
            continue  # "the Chadian army's spokesman in Niger"
        land = country or next(iter(named), seat.country if seat else None)
        seat = seat or places.most_named(reach_of(post.office))
        office = at_its_town(post.office, seat)
        if post.kind == "apart" or office not in local_offices():
            yield Presented(key, Post(office, post.kind), land)


@lru_cache(maxsize=KEPT)
def post_of(words: str, name: str) -> Post | None:
    """What words call the person of this last name; None where they call it nothing, or tell no one office.

    Args:
        words: for whoever makes a claim, or a mention.
        name: the last word of the person's name, casefolded.
    """
    if name not in words_of(words):
        return None
    for clause in CLAUSE.split(words):
        told = words_of(clause)
        for found in offices_in(told):
            if (kind := _kind_of(clause, told, found, name)) is not None:
                office = office_in(" ".join(told))
                if (
                    kind == "head"
                    and "minister" not in _kinds_of(found[2])
                    and office != office_of(told, found)
                ):
                    return None  # "police union president"
                return None if office in (None, WHOLE_STATE, VOICE) else Post(str(office), kind)
    return None


def _kind_of(clause: str, told: list[str], found: Found, name: str) -> Kind | None:
    """How somebody stands to an office that a clause names."""
    start, end, entry = found
    if stands_in(
        told[: end if entry.local else start]
    ):  # a vice president has an office, a deputy mayor none
        return "apart"
    voices = [place for place, word in enumerate(told) if word in words_for_voices()]
    if voices:
        return "voice" if _speaks_for(told, voices[0], start, end) else None
    before, behind = _before(told, found), told[end:]
    if any(word in IN_BETWEEN or word in OF for word in before[1:]):
        return None
    if _is_owner(clause, told[end - 1]) or not _may_follow(behind, name):
        return None
    return "head" if _is_head(told, found) else None


@lru_cache(maxsize=KEPT)
def office_headed(words: str) -> str | None:
    """The office of a state whose head words name: "the head of the national police"."""
    for told in map(words_of, CLAUSE.split(words)):
        for found in offices_in(told):
            start, _, entry = found
            if entry.form != "office" and _is_head(told, found) and not stands_in(told[:start]):
                return office_of(told, found)
    return None


@lru_cache(maxsize=KEPT)
def is_beside(words: str) -> bool:
    """Whether words are of somebody beside the head of an office that they name: "the deputy minister"."""
    told = words_of(words)
    return any(stands_in(told[: end if entry.local else start]) for start, end, entry in offices_in(told))


def stands_in(told: Iterable[str]) -> bool:
    """Whether words are of somebody who does not have an office by himself, or not any more."""
    return any(word in _words_for_others() for word in told)


def _speaks_for(told: list[str], voice: int, start: int, end: int) -> bool:
    """Whether the office is whose spokesman it is: "police spokesman", no "police union spokesman"."""
    if start <= voice:
        return voice <= end  # "army spokesman" is one word, "police union spokesman" is of no police
    between, behind = told[voice + 1 : start], told[end:]
    if not between or between[0] not in OF or any(word in SMALL_IN_NAMES - {"the"} for word in between[1:]):
        return False
    return not behind or behind[0] in SMALL_IN_NAMES or behind[0] in ("in", "at")


def _is_owner(clause: str, word: str) -> bool:
    """Whether something is called the office's, or its holder's: "the minister's brother"."""
    folded = clause.casefold()
    return any(mark in folded[folded.find(word) :] for mark in POSSESSIVES)


def _may_follow(behind: list[str], name: str) -> bool:
    """Whether what stands behind an office is the person's name, or tells whose the office is."""
    if not behind or behind[0] in SMALL_IN_NAMES or behind[0] in ("in", "at"):
        return True
    if name not in behind:
        return False
    rest = behind[: behind.index(name)]
    others = (entry for _, _, entry in offices_in(rest))
    return all(entry.sector == "MIL" and entry.form == "office" for entry in others)


def _is_head(told: list[str], found: Found) -> bool:
    """Whether words call somebody the one head of an office."""
    start, end, entry = found
    words = told[start:end]
    if entry.form == "office":
        kinds = _kinds_of(entry)
        is_one = entry.local is not None or not HEAD_OF.isdisjoint(kinds)
        is_in_charge = entry.sector not in ("MIL", "COP") or not IN_CHARGE.isdisjoint(words)
        return is_one and (is_in_charge or "minister" in kinds) and entry.name not in NOT_HEADS
    behind = told[end : end + LONGEST_CHIEF]
    is_before = any(behind[: len(chief)] == [*chief] for chief in _chiefs())
    return is_before or len(_before(told, found)) < start


def _before(told: list[str], found: Found) -> list[str]:
    """What stands before an office, or before the head of a body: before "head of the rescue service"."""
    start, _, entry = found
    before = told[: start - (told[start - 1 : start] == ["the"])]
    if entry.form == "office" or not before or before[-1] not in OF:
        return told[:start]
    chief = next((chief for chief in _chiefs() if before[-1 - len(chief) : -1] == [*chief]), None)
    return told[:start] if chief is None else before[: -1 - len(chief)]


def _kinds_of(entry: Role) -> frozenset[str]:
    """The kinds of office that an entry is one of, itself included."""
    return frozenset((entry.name, *entry.general))


@cache
def words_for_voices() -> frozenset[str]:
    """Words for those who speak for others."""
    voices = (role for role in load_lexicon().roles if role.form == "office" and role.office == VOICE)
    return frozenset(word for role in voices for word in role.words)


@cache
def _words_for_others() -> frozenset[str]:
    """Words beside an office of somebody who stands in for its head, or had it before."""
    roles = load_lexicon().roles
    others = (role for role in roles if role.form == "former" or role.name == STAND_IN)
    claimed = word_class(load_lexicon(), "claimed")
    return frozenset(word for role in others for word in role.words) | claimed | BEFORE


@cache
def _chiefs() -> tuple[tuple[str, ...], ...]:
    """The words for the head of a body, each apart; longer ones first."""
    named = (words for role in load_lexicon().roles if role.name == "chief" for words in role.words)
    return tuple(sorted((tuple(words_of(words)) for words in named), key=lambda words: (-len(words), words)))
