"""Those whom somebody puts at a number: "put the rioters at 9,000", "puts all who died at 40"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.closed_classes import ALL_OF_THEM, DEMONSTRATIVES, PUT_AT, THEM
from ..lexicon import MeasureWord
from .measure_grammar import last_state, word_of_deed, word_of_participle
from .measures import CountedGroup, MeasureContext, is_number, left_edge

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR_BACK = 1
"""Sentences back in which the noun stands that "them" is put for."""
THOSE_TOLD = ALL_OF_THEM | DEMONSTRATIVES
HIGHEST = 5
"""Steps up the tree from "at" to its verb: "[puts] all who lost their lives at 21"."""


def _teller_before(at: Token) -> Token | None:
    """Who puts a number, right before "at" and behind a comma: ", police at 9,000"."""
    if at.i < 2:
        return None
    beside = at.nbor(-1)
    return beside if beside.tag_ in ("NNS", "NNP") and beside.nbor(-1).text == "," else None


def of_numbers_put(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """He put the rioters at 50,000, police at 9,000; she estimated the dead at nine. We put them at 8,000.

    Those put may be told of in a clause of their own: "puts all who lost their lives at 21".
    """
    measures = scene.measures
    for at in (scene.tree.heads[place] for place in scene.numbers):
        verb = _verb_that_puts(scene.doc[at])
        if verb is None or verb.lemma_ not in measures.tells or verb.pos_ != "VERB":
            continue
        number = scene.doc[next(iter(scene.tree.below(at, "pobj")), at)]
        teller = _teller_before(scene.doc[at])
        for place in scene.tree.below(verb.i, "dobj"):
            noun = _told_before(scene, _whose_size(scene, scene.doc[place]))
            noun = _put_themselves(scene, scene.doc[at], noun)
            word = measures.nouns.get(noun.lemma_.lower()) or measures.states.get(noun.lower_)
            word = word or _word_of_those(scene, noun) or _word_of_number(scene, noun)
            word = word or (word_of_participle(scene, noun) if scene.tree.below(noun.i, "det") else None)
            if word is not None and is_number(number) and not scene.tree.below(noun.i, "nummod"):
                start = left_edge(noun) if scene.of_one_sentence(noun, number) else verb.idx
                put = CountedGroup(number, word, word.measure, noun, start, number.idx + len(number))
                yield put if teller is None else replace(put, start=teller.idx, named=True)


def _put_themselves(scene: MeasureContext, at: Token, noun: Token) -> Token:
    """The last before "at" whose number it is: "put the dead at 90 and [the wounded] of the night at 300"."""
    for beside in reversed(scene.doc[noun.i + 1 : at.i]):
        if is_number(beside) and beside.dep_ == "pobj":
            return noun if beside.i + 1 == at.i else last_state(scene, beside.i + 1, at.i) or noun
    return last_state(scene, noun.i + 1, at.i) or noun


def _verb_that_puts(at: Token) -> Token | None:
    """The verb of "put the crowd [at] nine", "put the dead of the riots at nine"; None of no such."""
    if at.lower_ not in PUT_AT:
        return None
    verb = at.head
    for _ in range(HIGHEST):
        within = verb.dep_ in ("pobj", "prep") and (
            at.lower_ != "at" or "of" in (verb.lower_, verb.head.lower_)
        )
        if verb.dep_ not in ("acl", "relcl", "dobj") and not within:
            break
        verb = verb.head
    return verb


def _word_of_those(scene: MeasureContext, those: Token) -> MeasureWord | None:
    """The entry of what the clause behind "all" or "those" says of them: "all who died", "those wounded"."""
    told = [verb for verb in those.children if verb.dep_ in ("acl", "relcl")]
    return word_of_deed(scene, told[0]) if told and those.lower_ in THOSE_TOLD else None


def _word_of_number(scene: MeasureContext, those: Token) -> MeasureWord | None:
    """The entry of the toll that the number of those is, where dead are told of: "put the victims at 90"."""
    return scene.measures.numbers_of.get(those.lower_) if scene.tells_of("killed") else None


def _whose_size(scene: MeasureContext, noun: Token) -> Token:
    """Those behind "of" whose number a noun is: the crowd of "the size of the crowd", else the noun."""
    if noun.lemma_.lower() not in scene.measures.sizes:
        return noun
    of = (place for place in scene.tree.below(noun.i, "prep") if scene.tree.lowers[place] == "of")
    whose = (scene.doc[inner] for place in of for inner in scene.tree.below(place, "pobj"))
    return next(whose, noun)


def _told_before(scene: MeasureContext, noun: Token) -> Token:
    """A noun, or the counted one for which "them" stands: the last of this sentence or the one before."""
    last = -1 if noun.lower_ not in THEM else bisect_left(scene.said, noun.i, key=lambda token: token.i) - 1
    for before in scene.said[last::-1] if last >= 0 else ():
        if scene.sentences[noun.i] - scene.sentences[before.i] > FAR_BACK:
            break
        if before.lemma_.lower() in scene.measures.nouns or before.lower_ in scene.measures.states:
            return before
    return noun
