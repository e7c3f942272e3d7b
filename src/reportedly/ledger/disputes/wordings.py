"""Words as statements are met by them: by root, and by the kind of act that they tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from operator import itemgetter

from ...language.closed_classes import NO_NUMBER, PRONOUNS, SINGLE, SOME
from ...lexicon import load_lexicon
from ...records import Claim
from ..occurrences.document_context import DocumentContext
from ..traits.stories import FEW, OF_MATTERS, small_stems
from ..traits.texts import WORD, stem_of

VIOLENCE = "ASSAULT"
"""The type whose words stand for one another: who denies an attack denies that rockets were fired."""

OF_NEWS = 0.4
"""What a word tells that names an office or a thing and is in so many texts that it weighs nothing."""

THINGS = frozenset({"building", "vehicle", "weapon", "document", "object"})
"""Kinds of units that are things: a ship, a bridge."""

ENDINGS = ("'s", "\u2019s", "s", "ing", "ed", "en")
LAST_LETTERS = frozenset(ending[-1] for ending in ENDINGS)
SHORTEST_ROOT = 3

NOTHING: frozenset[str] = frozenset()
SILENT = frozenset({""})
"""The root of words that name nothing."""

OF_A_MODE = " "
"""Stands in the name of a kind of act that says in which way it was done."""


@lru_cache(maxsize=100_000)
def root_of(word: str) -> str:
    """A word without its endings, so that "moved" and "moves" are one, "stopped" and "stop".

    It is shorter than a stem, and no word for a reader.
    """
    root = word.casefold()
    for ending in ENDINGS if root[-1:] in LAST_LETTERS else ():
        if root.endswith(ending) and len(root) - len(ending) >= SHORTEST_ROOT:
            root = root[: -len(ending)]
    root = root.removesuffix("d") if root.endswith("ied") else root  # died, but denied is "deni" by now
    root = root.removesuffix("e") if len(root) > SHORTEST_ROOT else root
    if root[-2:-1] == root[-1:] and len(root) > SHORTEST_ROOT:
        root = root[:-1]
    return f"{root[:-1]}y" if root.endswith("i") else root


@cache
def small_roots() -> frozenset[str]:
    """The roots of words that name nothing and tell no kind of act: of, they, any, had."""
    roots = map(root_of, small_stems() | PRONOUNS | NO_NUMBER | SINGLE | SOME)
    return frozenset(root for root in roots if not kinds_of((root,)))


@cache
def words_for_what_is_said() -> frozenset[str]:
    """The roots of nouns that words for denying may have as their object: accusation, report."""
    denials = [entry for entry in load_lexicon().cues if entry.stance == "denies"]
    return frozenset(root_of(word) for entry in denials for word in entry.objects)


OF_SOME = frozenset({"outlaw"})
"""Needs of an entry whose word alone tells no such act: gunmen hold a man, and owners hold a sale."""

Telling = Callable[[str], float]
"""What a word tells that names somebody or something, from 0 to 1: how rare it is.

In a small collection words for offices and things have no weight where news is made of them.
"""


def telling_roots(words: Iterable[str], claim: Claim | None) -> frozenset[str]:
    """The roots of words that tell of what a mention is: not who says it, with which verb, and no numbers."""
    roots = frozenset(map(telling_root, words))
    speaking = (*claim.source, *claim.cue) if claim else ()
    return roots.difference(SILENT, *(map(root_of, WORD.findall(each.quote)) for each in speaking))


@lru_cache(maxsize=100_000)
def telling_root(word: str) -> str:
    """The root of a word that names something; empty of small words, numbers and words for what is said."""
    root = root_of(word)
    return root if len(root) >= SHORTEST_ROOT and not root.isdigit() and root not in mute_roots() else ""


@cache
def mute_roots() -> frozenset[str]:
    """The roots of small words and of words for what is said."""
    return small_roots() | words_for_what_is_said()


def telling_of_stems(setting: DocumentContext) -> Telling:
    """What each stem tells in a collection."""
    return _telling(setting.rarity(), mute_stems(), setting)


def telling_of_roots(setting: DocumentContext) -> Telling:
    """What each root tells in a collection: as much as the rarest stem that has it."""
    by_rarity = sorted(setting.rarity().items(), key=itemgetter(1))  # of one root the last stays
    rarity = {root_of(stem): rare for stem, rare in by_rarity}
    return _telling(rarity, _mute_roots(), setting)


@cache
def _mute_roots() -> frozenset[str]:
    return frozenset(map(root_of, mute_stems()))


def _telling(rarity: Mapping[str, float], mute: frozenset[str], setting: DocumentContext) -> Telling:
    is_small = len(setting.documents) < FEW

    def tells(word: str) -> float:
        return rarity.get(word, OF_NEWS if is_small and word not in mute else 0.0)

    return tells


@cache
def mute_stems() -> frozenset[str]:
    """Stems of words that name nothing: for saying, doubting and counting, for acts, bodies and times."""
    lexicon = load_lexicon()
    roles = [entry for entry in lexicon.roles if entry.form not in {"office", *OF_MATTERS}]
    phrases = [word for entry in roles for word in entry.words]
    phrases += [word for entry in lexicon.units if entry.kind not in THINGS for word in entry.words]
    for entries in (lexicon.cues, lexicon.hedges, lexicon.numbers, lexicon.times):
        phrases += [word for entry in entries for word in entry.words]
    predicates = (entry for entry in lexicon.predicates if entry.form not in OF_MATTERS)
    phrases += [word for entry in predicates for word in entry.words if " " not in word]
    return small_stems() | {stem_of(word) for phrase in phrases for word in WORD.findall(phrase)}


def kinds_of(roots: Iterable[str]) -> frozenset[str]:
    """The kinds of act that the words of these roots tell, where they tell one of their own: to abduct."""
    kinds = _kinds_by_root()
    told = [kinds[root] for root in roots if root in kinds]
    return NOTHING.union(*told) if told else NOTHING  # most words tell none


@cache
def _kinds_by_root() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entry in load_lexicon().predicates:
        if entry.form not in ("verb", "noun", "weapon") or OF_SOME & set(entry.needs):
            continue
        kind = VIOLENCE if entry.form == "weapon" else entry.type
        for word in (word for word in entry.words if " " not in word):
            if entry.mode is not None:
                found[root_of(word)].add(f"{kind} {entry.mode}")
            if kind == VIOLENCE:
                found[root_of(word)].add(VIOLENCE)
            if entry.measure is not None:
                found[root_of(word)].add(entry.measure)
    return {root: frozenset(kinds) for root, kinds in found.items()}
