"""Bodies that speak for no state, told by more than one name: "the doctors' committee" of a country.

A name is what its head word says, committee, union, party, and whose that body is. Names of one country with
the same of both are one body, articles and words for the country apart: "Sudan Doctors' Committee" and
"Central Committee of Sudanese Doctors". A description, which has its head word in small letters, is the one
body whose name has all the words of it. What fits two bodies is neither, and "the committee" tells none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ...language.closed_classes import SMALL_IN_NAMES
from ...lexicon import load_countries, load_lexicon
from ...records import Claimant, Reading
from ..file.reading_memory import remembered
from .offices import KEPT, OF, STATE_SECTORS, country_words, rank_of, words_of
from .texts import WORD, stem_of

Named = tuple[str, str]
"""A country, or the first document of a story of none, and a name, casefolded."""


@dataclass(frozen=True, slots=True)
class BodyName:
    """What a name of a body says."""

    head: str
    whose: frozenset[str]
    """Stems of what tells it from others of its head word, words for a country apart."""
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
    whose = frozenset(stem_of(word) for word in rest if word not in country_words() and rank_of(word) is None)
    land = next((code for word in rest if (code := _countries().get(word))), None)
    return BodyName(told[place], whose, land, written[place][0].isupper()) if whose else None


@remembered
def bodies_in(reading: Reading) -> tuple[Claimant, ...]:
    """The claimants of a document's claims that a name of a body names, once for each claim."""
    told = (claim.claimant for claim in reading.claims if claim.claimant is not None)
    return tuple(each for each in told if _is_body(each))


def _is_body(who: Claimant) -> bool:
    return who.type != "person" and who.sector not in STATE_SECTORS and name_of_body(who.name) is not None


def find_bodies(
    readings: Iterable[Reading], country: Mapping[str, str | None], story: Mapping[str, str]
) -> dict[Named, Claimant]:
    """By country and a name of a body, casefolded, the claimant that it is, where that is called otherwise.

    Args:
        readings: with the claims of all.
        country: that each document is about.
        story: the first document of each one's story: of no known country bodies are those of their story.
    """
    told: dict[tuple[str, str], dict[BodyName, Counter[Claimant]]] = defaultdict(dict)
    for reading in readings:
        for who in bodies_in(reading):
            if (name := name_of_body(who.name)) is not None:
                scope = within(who, country[reading.document.id], story[reading.document.id])
                told[scope, name.head].setdefault(name, Counter())[who] += 1
    found: dict[Named, Claimant] = {}
    for (scope, _), names in told.items():
        if len(names) > 1 or any(len(called) > 1 for called in names.values()):
            found.update(_of_one_head(scope, names))
    return found


def within(claimant: Claimant, country: str | None, story: str) -> str:
    """Within what a body's name is understood: the country it names, or that of its report, or its story."""
    name = name_of_body(claimant.name)
    return (name.land if name else None) or claimant.country or country or story


def _of_one_head(scope: str, names: Mapping[BodyName, Counter[Claimant]]) -> Iterable[tuple[Named, Claimant]]:
    """The names of bodies of one head word in one country, each with the claimant that it is."""
    bodies: dict[frozenset[str], Counter[Claimant]] = defaultdict(Counter)
    for name, called in names.items():
        if name.proper:
            bodies[name.whose].update(called)
    for name, called in names.items():
        if (whose := _meant(name, tuple(bodies))) is None:
            continue
        body = max(bodies[whose], key=lambda each: (bodies[whose][each], each.key is not None, str(each)))
        yield from (((scope, each.name.casefold()), body) for each in called if each != body)


def _meant(name: BodyName, bodies: Sequence[frozenset[str]]) -> frozenset[str] | None:
    """Which of these bodies a name means: the one that has just its words, or the only one that has more."""
    if name.whose in bodies:
        return name.whose
    wider = [whose for whose in bodies if name.whose < whose]
    return wider[0] if len(wider) == 1 and not name.proper else None


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
