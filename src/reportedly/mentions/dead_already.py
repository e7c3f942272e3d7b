"""The hurt who are told to be dead: "six of the dead had gunshot wounds" counts none who live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import MeasureWord
from .measure_grammar import word_of_participle
from .measures import CountedGroup, MeasureContext

if TYPE_CHECKING:
    from spacy.tokens import Token


def are_dead_already(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether the hurt are told to be dead, so that it only says of what: "six of the dead had wounds"."""
    if each.measure != "injured":
        return False
    tree, head = scene.tree, each.head
    of = [place for place in tree.below(head.i, "prep") if tree.lowers[place] == "of"]
    number = max((place for place in tree.below(head.i, "nummod") if place < head.i), default=-1)
    whom = (tree.tokens[place] for at in of for place in tree.below(at, "pobj"))
    return _is_dead(scene, head, number) or any(_is_dead(scene, noun) for noun in whom)


def _is_dead(scene: MeasureContext, noun: Token, after: int = -1) -> bool:
    """Whether a noun is one for the dead, or told to have been killed or to have died: "those killed".

    What stands before its own number is of others: "35 dead and 60 wounded, among them 10 officers".
    """
    state = scene.measures.states.get(noun.lower_)
    body = scene.measures.nouns.get(noun.lemma_.lower()) if noun.tag_ in ("NN", "NNS") else None
    beside = (scene.doc[place] for place in scene.tree.below(noun.i, "acl", "relcl", "amod") if place > after)
    told = (word_of_participle(scene, verb) or _word_of_fate(scene, verb) for verb in beside)
    return any(word is not None and word.measure == "killed" for word in (state, body, *told))


def _word_of_fate(scene: MeasureContext, verb: Token) -> MeasureWord | None:
    """The entry of what a verb or a state alone tells of those who are its subject: "who [died]"."""
    if (state := scene.measures.states.get(verb.lower_)) is not None:
        return state
    frames = scene.measures.verbs.get(verb.lemma_, ()) if verb.pos_ == "VERB" else ()
    return next((word for companions, word in frames if not companions and word.form == "undergo"), None)
