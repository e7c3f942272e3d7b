"""Bodies that speak for no state, told by more than one name: "the doctors' committee" of a country.

A name is what its head word says, committee, union, party, and whose that body is. Names of one country with
the same of both are one body, articles and words for the country apart: "Sudan Doctors' Committee" and
"Central Committee of Sudanese Doctors". A description, which has its head word in small letters, is the one
body whose name has all the words of it. What fits two bodies is neither, and "the committee" tells none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache

from ...language.closed_classes import SMALL_IN_NAMES
from ...lexicon import load_countries, load_lexicon
from ...records import Claimant, Reading
from ..file.reading_memory import remembered
from .offices import KEPT, OF, STATE_SECTORS, is_rank, words_of
from .publishers import NEWS, ORGANISATION
from .texts import WORD, stem_of

Named = tuple[str, str]
"""A country, or the first document of a story of none, and a name, casefolded."""

SEAT = ("central", "committee")
"""A word and the head word of a name that it adds nothing to: a central committee is that of a whole body."""


@dataclass(frozen=True, slots=True)
class BodyName:
    """What a name of a body says."""

    head: str
    whose: frozenset[str]
    """Stems of what tells it from others of its head word, words for the country that it names apart."""
    ranks: frozenset[str]
    """Those of them that are of ranks: national, general."""
    land: str | None
    """The country that it names."""
    proper: bool
    """It is a name with capitals, and no description."""


@lru_cache(maxsize=KEPT)
def name_of_body(name: str) -> BodyName | None:
    """A name taken apart; None of what is no body's, or tells no one body: "the committee", "police"."""
    written = WORD.findall(name)
    told = words_of(name)
    joint = next((place for place, word in enumerate(told) if word in OF), len(told))
    place = joint - 1
    if len(told) < 2 or place < 0 or told[place] not in _heads():
        return None
    rest = [word for at, word in enumerate(told) if at != place and word not in SMALL_IN_NAMES]
    land = next((code for word in rest if (code := _countries().get(word))), None)
    rest = [word for word in rest if _countries().get(word, "") != land and (word, told[place]) != SEAT]
    whose = frozenset(map(stem_of, rest))
    ranks = frozenset(stem_of(word) for word in rest if is_rank(word))
    return BodyName(told[place], whose, ranks, land, written[place][0].isupper()) if whose - ranks else None


@remembered
def bodies_in(reading: Reading) -> tuple[Claimant, ...]:
    """The claimants of a document's claims that a name of a body names, once for each claim."""
    told = (claim.claimant for claim in reading.claims if claim.claimant is not None)
    return tuple(each for each in told if _is_body(each))


@remembered
def _towns_in(reading: Reading) -> frozenset[str]:
    """The stems of the towns and regions that a document names."""
    places = (place for place in reading.places if place.feature != "country")
    return frozenset(stem_of(word) for place in places for word in words_of(place.quote))


def _is_body(who: Claimant) -> bool:
    if who.type == "person" or who.sector in STATE_SECTORS:
        return False
    return name_of_body(who.name) is not None or (
        who.sector != NEWS and (who.key or "").startswith(ORGANISATION)
    )


def find_bodies(
    readings: Iterable[Reading], country: Mapping[str, str | None], story: Mapping[str, str]
) -> dict[Named, Claimant]:
    """By country and a name of a body, casefolded, the claimant that it is, where that is called otherwise.

    Args:
        readings: with the claims of all.
        country: that each document is about.
        story: the first document of each one's story: of no known country bodies are those of their story.
    """
    told: dict[tuple[str, str], dict[BodyName, list[Claimant]]] = defaultdict(lambda: defaultdict(list))
    last: dict[Named, list[Claimant]] = defaultdict(list)
    towns: set[str] = set()
    for reading in readings:
        here, first = country[reading.document.id], story[reading.document.id]
        towns |= _towns_in(reading)
        for who in bodies_in(reading):
            scope = within(who, here, first)
            if (name := name_of_body(who.name)) is not None:
                told[scope, name.head][name].append(who)
            if (who.key or "").startswith(ORGANISATION) and who.sector != NEWS:
                last[scope, who.name.casefold().split()[-1]].append(who)
    found = {known: body for known, called in last.items() if (body := _by_last_word(called)) is not None}
    for (scope, _), names in told.items():
        if len({each for called in names.values() for each in called}) > 1:
            found.update(_of_one_head(scope, names, towns))
    return found


def _by_last_word(called: Sequence[Claimant]) -> Claimant | None:
    """The one body with a longer name, of those of one country whose names end with a word that is a name."""
    named = {who.key: who for who in called if len(who.name.split()) > 1}
    is_alone = any(len(who.name.split()) == 1 for who in called)
    return next(iter(named.values())) if is_alone and len(named) == 1 else None


def within(claimant: Claimant, country: str | None, story: str) -> str:
    """Within what a body's name is understood: the country it names, or that of its report, or its story."""
    name = name_of_body(claimant.name)
    return (name.land if name else None) or claimant.country or country or story


def _of_one_head(
    scope: str, names: Mapping[BodyName, Sequence[Claimant]], towns: Set[str]
) -> Iterator[tuple[Named, Claimant]]:
    """The names of bodies of one head word in one country, each with the claimant that it is."""
    bodies: dict[frozenset[str], list[Claimant]] = defaultdict(list)
    for name, called in names.items():
        if name.proper:
            bodies[name.whose] += called
    for name, called in names.items():
        if (whose := _meant(name, tuple(bodies))) is None:
            continue
        counted = Counter(bodies[whose])
        body = max(counted, key=lambda each: (counted[each], each.key is not None, str(each)))
        if towns.isdisjoint(whose - name.whose):
            yield from (((scope, each.name.casefold()), body) for each in called if each != body)


def _meant(name: BodyName, bodies: Sequence[frozenset[str]]) -> frozenset[str] | None:
    """Which of these bodies a name means: the one of its words, or for a description the only one with more.

    Ranks that a description has, "the national miners' union", need not stand in the name.
    """
    if name.whose in bodies or name.proper:
        return name.whose if name.whose in bodies else None
    wider = [whose for whose in bodies if name.whose < whose]
    if not wider:
        wider = [whose for whose in bodies if name.whose - name.ranks == whose]
    return wider[0] if len(wider) == 1 else None


@cache
def _heads() -> frozenset[str]:
    """Words for bodies that are none of a state's, nor an outlet's."""
    bodies = (role for role in load_lexicon().roles if role.form == "body")
    others = (role for role in bodies if role.sector not in STATE_SECTORS and role.sector != "JRN")
    return frozenset(word for role in others for word in role.words if " " not in word)


@cache
def _countries() -> Mapping[str, str]:
    """Countries by the single words, folded, that name them."""
    return {
        word.casefold(): country.code
        for country in load_countries()
        if country.code
        for word in (*country.names, *country.adjectives, *country.demonyms, country.name)
        if " " not in word
    }
