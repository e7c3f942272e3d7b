"""The number of those in a phrase: "the number of suspects in custody has reached eleven".

The words are followed in their order, since the parse loses the clause behind a long phrase: it takes the
"treated" of "the number of wounded treated there had risen to 65" for what the number did.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from ..language.closed_classes import BOUND_WORDS, CHANGING_TO, DEMONSTRATIVES
from ..lexicon import MeasureWord
from .measure_grammar import AUXILIARIES, LONGEST_BOUND, TAGS_OF_BOUNDS, WINDOW, word_of_participle
from .measures import CountedGroup, MeasureContext, is_number, left_edge, places_of

if TYPE_CHECKING:
    from spacy.tokens import Token

FARTHEST = 20
"""Words between "the number of" and the number."""
BEFORE_NOUN = frozenset({"DT", "JJ", "JJR", "VBN", "PRP$", "NN", "NNS", "NNP", "NNPS", "RB", "HYPH", "POS"})
"""Tags of the words between "of" and the noun of those counted, of which the noun is the last."""
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
RELATIVES = frozenset({"who", "that"})
WITHIN = frozenset({"in", "under", "behind"})
NAMES = frozenset({"names"})
"""What a list has as many of as people."""
LEVEL = frozenset({"at", "to", "past", "by"})
"""Prepositions between the verb and the number: "stands at 40", "went past 40"."""
BRINGING = frozenset({"take", "bring", "push", "lift", "carry", "drive"})
"""Verbs by which something new makes a count higher."""


def of_counts_told(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """The number of suspects in custody has reached eleven; the total of people who fell ill stands at 40."""
    already = {each.head.i for each in found}
    for place in places_of(scene.doc, frozenset(scene.measures.counts)):
        of = scene.after(scene.doc[place])
        told = None if of is None else _told_of(scene, of) if of.lower_ == "of" else _told_at_once(scene, of)
        if told is None:
            continue
        word, noun = told
        for number in _numbers_told(scene, noun):
            if number.i not in already:
                start, end = left_edge(scene.doc[place]), number.idx + len(number)
                yield CountedGroup(number, word, word.measure, noun, start, end, noun=noun)


def of_names_listed(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """The list has 40 names of people killed; the council published 90 names of the dead."""
    for place in places_of(scene.doc, NAMES):
        names = scene.doc[place]
        number = next((scene.doc[i] for i in scene.tree.below(place, "nummod")), None)
        of = scene.after(names)
        if number is None or of is None or of.lower_ != "of":
            continue
        told = _told_of(scene, of)
        if told is not None:
            word, noun = told
            start, end = left_edge(number), noun.idx + len(noun)
            yield CountedGroup(number, word, word.measure, noun, start, end, noun=noun)


def _told_of(scene: MeasureContext, of: Token) -> tuple[MeasureWord, Token] | None:
    """What is said of those behind "of", and the last of the words for them that it needs."""
    measures = scene.measures
    phrase = list(_phrase_behind(scene, of))
    if not phrase:
        return None
    noun = phrase[-1]
    done = (word_of_participle(scene, each) for each in phrase if each.tag_ in ("VBN", "JJ"))
    state = (measures.states.get(each.lower_) for each in phrase)
    named = measures.nouns.get(noun.lemma_.lower())
    word = next(filter(None, (*state, *done)), None) or named
    if word is not None and "not_otherwise" not in word.needs:
        return word, noun
    behind = scene.after(noun)
    if behind is None:
        return None
    word = word_of_participle(scene, behind) if behind.tag_ in ("VBN", "VBD", "JJ") else None
    word = word or _undergone(scene, behind) or _within(scene, behind)
    return None if word is None else (word, noun)


def _told_at_once(scene: MeasureContext, done: Token) -> tuple[MeasureWord, Token] | None:
    """What was done to those whose number it is, right behind it: "the number [detained] has reached 61"."""
    word = word_of_participle(scene, done) if done.tag_ in ("VBN", "VBD") else None
    return None if word is None else (word, done)


def _phrase_behind(scene: MeasureContext, of: Token) -> Iterator[Token]:
    """The words behind "of" up to the noun of those counted: "[newly confirmed infections] has risen"."""
    word = scene.after(of)
    while word is not None and word.tag_ in BEFORE_NOUN:
        yield word
        if (
            word.tag_ in NOUNS
            and (following := scene.after(word)) is not None
            and following.tag_ not in NOUNS
        ):
            return
        word = scene.after(word)
    if word is not None and word.lower_ in DEMONSTRATIVES:
        yield word


def _undergone(scene: MeasureContext, who: Token) -> MeasureWord | None:
    """What is said of them by a clause: "people who have died", "people who fell ill"."""
    if who.lower_ not in RELATIVES:
        return None
    behind = scene.doc[who.i + 1 : who.i + 1 + WINDOW]
    verb = next((each for each in behind if each.lemma_ not in AUXILIARIES and each.tag_[:2] == "VB"), None)
    if verb is None or any(each.dep_ == "neg" for each in verb.children):
        return None
    beside = {each.lemma_.lower() for each in scene.doc[verb.i + 1 : verb.i + 3]}
    frames = scene.measures.verbs.get(verb.lemma_, ())
    fitting = (word for words, word in frames if beside.issuperset(words) and word.form != "object")
    return next(fitting, None)


def _within(scene: MeasureContext, preposition: Token) -> MeasureWord | None:
    """Where they are: "in custody", "behind bars", "in hospital"."""
    if preposition.lower_ not in WITHIN:
        return None
    near = scene.doc[preposition.i : preposition.i + 3]
    beside = {each.lemma_.lower() for each in near}
    held = (word for words, word in scene.measures.verbs.get("be", ()) if words and beside.issuperset(words))
    cared = (scene.measures.within[each] for each in beside if each in scene.measures.within)
    return next(held, next(cared, None))


def _numbers_told(scene: MeasureContext, noun: Token) -> Iterator[Token]:
    """The bare number that a verb tells behind those counted, and the one that it rose to."""
    for number in scene.doc[noun.i + 1 : noun.i + 1 + FARTHEST]:
        if number.is_sent_start:
            return
        if not is_number(number):
            continue
        if not _is_bare(scene, number) or not _is_told(scene, number):
            return
        yield number
        to, other = scene.after(number), scene.after(number, 2)
        if to is not None and to.lower_ == "to" and other is not None and is_number(other):
            yield other
        return


def _is_bare(scene: MeasureContext, number: Token) -> bool:
    """Whether it counts no noun behind it: "reached 61", not "reached 61 schools"."""
    behind = scene.after(number)
    return behind is None or behind.tag_ not in (*NOUNS, "JJ", "CD", "HYPH")


def _is_told(scene: MeasureContext, number: Token) -> bool:
    """Whether a verb that tells or changes a count stands before it, but for a preposition or a bound."""
    before = number.i - 1
    while number.i - before <= LONGEST_BOUND and scene.doc[before].tag_ in TAGS_OF_BOUNDS:
        before -= 1
    words = scene.doc[before : number.i]
    verb, between = words[0], {each.lower_ for each in words[1:]}
    if verb.tag_ == "RP":
        verb = verb.nbor(-1)
    moves = verb.lemma_ in scene.measures.changes and bool(between & (LEVEL | CHANGING_TO))
    return moves or verb.lemma_ in scene.measures.tells or verb.lemma_ in STANDS


def count_brought(scene: MeasureContext, number: Token) -> MeasureWord | None:
    """The entry of a count that is brought to a bare number: "that takes its count since May to 118"."""
    noun = noun_brought(number, scene.measures.counts) if _is_bare(scene, number) else None
    return None if noun is None else scene.measures.counts[noun.lemma_]


def noun_brought(number: Token, counts: Container[str]) -> Token | None:
    """The noun for a count that something new brings to a number; the parse may hang "to 118" elsewhere.

    Args:
        number: behind "to" and words that bound it.
        counts: lemmas of such nouns.
    """
    before = number.doc[max(number.sent.start, number.i - FARTHEST) : number.i]
    level = next((each for each in reversed(before) if each.lower_ not in BOUND_WORDS), None)
    if level is None or level.lower_ not in LEVEL | CHANGING_TO:
        return None
    for noun in reversed(number.doc[before.start : level.i]):
        if noun.tag_[:2] in ("VB", "CD"):
            return None
        if noun.lemma_ in counts:
            verb = number.doc[max(before.start, noun.left_edge.i - 1)]
            of_others = noun.nbor().lower_ == "of"  # "takes the number of buses to 40"
            return noun if verb.lemma_ in BRINGING and not of_others else None
    return None


STANDS = frozenset({"be", "stand", "remain", "total", "go"})
"""Verbs by which a count has its number: "is 40", "stands at 40"."""
