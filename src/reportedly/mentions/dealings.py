"""How people are dealt with where a word alone does not tell it: cured, housed in a prison, laid to rest.

Each is a condition that an entry can ask of those counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import load_lexicon, word_class
from .measures import CountedGroup, MeasureContext

if TYPE_CHECKING:
    from spacy.tokens import Token

RUN_BY = frozenset({"service", "services", "authority", "administration", "guards", "officials"})
"""Words behind "Israel Prison" by which no prison is meant."""
BEHIND = 12
"""Tokens behind "buried" in which it stands how."""
LIKENED = frozenset({"like", "unlike", "to"})
"""Prepositions behind "treated" by which nobody is cured: "like thieves", "to a meal"."""
DEALT_WITH = frozenset({"in", "with", "under", "to"})
"""Prepositions before how people are dealt with: "with respect", "in a humane manner", "according to law"."""
NOT_IN_GRAVES = frozenset({"alive", "under", "beneath", "underneath", "by"})
"""Words behind "buried" that tell of no grave."""


def are_cured(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether doctors treat them: not "treated humanely", "like thieves", "with respect", "to a meal"."""
    tree, verb = scene.tree, each.trigger.i
    how = word_class(load_lexicon(), "behaviour")
    if any(tree.lowers[one] in how and not _goes_on(scene, one) for one in tree.below(verb, "advmod")):
        return False
    direct = tree.below(verb, "prep")
    if any(tree.lowers[one] in LIKENED for one in direct):
        return False
    nouns = [noun for one in direct for noun in tree.below(one, "pobj")]
    links = [*direct, *(at for one in (*direct, *nouns) for at in tree.below(one, "prep"))]
    behind = [(tree.lowers[at], noun) for at in links for noun in tree.below(at, "pobj")]
    cured = word_class(load_lexicon(), "those-cured")
    return not any(
        (preposition == "as" and scene.doc[noun].lemma_.lower() not in cured)
        or (preposition in DEALT_WITH and tree.lowers[noun] in how)
        for preposition, noun in behind
    )


def _goes_on(scene: MeasureContext, adverb: int) -> bool:
    """Whether it is told till when: "treated well into the night"."""
    behind = scene.after(scene.doc[adverb])
    return behind is not None and behind.lower_ in ("into", "past", "after", "before")


def are_not_housed(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether no prison tells how many it has: "the jail holds 700", "Altona, built for 400, holds 900"."""
    if each.head.dep_ != "dobj":
        return True
    prisons = word_class(load_lexicon(), "prisons")
    subjects = (scene.doc[one] for one in scene.tree.below(each.head.head.i, "nsubj"))
    return not any(subject.lower_ in prisons or _is_built_for(scene, subject) for subject in subjects)


def _is_built_for(scene: MeasureContext, noun: Token) -> bool:
    """Whether a noun is a prison, told so beside it: "Altona, built for 400", "Altona prison"."""
    prisons, doc = word_class(load_lexicon(), "prisons"), scene.doc
    named = (doc[place + 1 : place + 3] for place in scene.tree.places.get(noun.lower_, ()))
    if any(two and two[0].lower_ in prisons and two[-1].lower_ not in RUN_BY for two in named):
        return True
    beside = scene.tree.below(noun.i, "acl", "relcl")
    return any(scene.tree.tokens[verb].lemma_ in ("build", "design", "intend") for verb in beside)


def are_laid_to_rest(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether they are in graves: not "buried alive", "buried under a slide", "buried by mud"."""
    behind = {token.lower_ for token in scene.doc[each.trigger.i + 1 : each.trigger.i + 1 + BEHIND]}
    return NOT_IN_GRAVES.isdisjoint(behind) and behind.isdisjoint(scene.measures.rescue)


def are_no_kind(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether they are no victims of a kind of deed: "victims of fraud", but "victims of the fire"."""
    tree = scene.tree
    of = (place for place in tree.below(each.head.i, "prep") if tree.lowers[place] == "of")
    deeds = (noun for place in of for noun in tree.below(place, "pobj"))
    return all(tree.below(deed, "det", "poss") or scene.doc[deed].ent_type_ for deed in deeds)


def are_plainly_caught(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether no word tells in what they were caught: not "caught nine players offside"."""
    behind = scene.after(max(each.head, each.trigger, key=lambda token: token.i))
    if behind is None or behind.is_stop or behind.ent_type_ or behind.lower_ in scene.measures.later:
        return True
    return behind.tag_ not in ("RB", "JJ", "VBG")
