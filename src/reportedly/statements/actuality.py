"""Whether an act is told as something that happens, or only supposed, aimed at, or spoken of in general.

"Killing civilians is their trade" tells a practice, "whoever does not surrender" a supposition, "weapons to
kill the people with" an aim: none of them says that something happened, and none is an event.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ..language.closed_classes import ENOUGH, LOCATIVES, NOBODY_CERTAIN
from .acts import Act
from .triggers import TriggerContext

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEDS = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE", "PROTEST"})
"""Types that a clause in the simple present beside another tells of in general, not as a happening."""

HARMS = frozenset({"killed", "injured", "damaged"})
"""What people suffer by violence or by accident: "the wounded men" tells that they were wounded."""

HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN"})
"""Types whose aim is not told as done."""

TIMELESS = frozenset({"VBG", "VB", "VBP", "VBZ"})
"""Forms of a verb that tell nothing as past."""

PRESENT = frozenset({"VBP", "VBZ"})

SCORE = re.compile(r"\d{1,3}\s?[-–]\s?\d{1,3}\b")
"""Goals of two sides: "4-0"."""

BESIDE = frozenset({"pcomp", "xcomp", "relcl", "advcl"})
"""Clauses that say something beside another. What followed from it is told: "they left, killing guards"."""

DETAILS = ("det", "poss", "nummod", "prep", "relcl", "acl", "appos")
"""What hangs from a noun that means certain people: a number, an owner, a place."""

WHOLE = frozenset({"people", "other"})
"""Words for people in general though they are no plurals: "killing each other"."""


def is_actual(scene: TriggerContext, act: Act) -> bool:
    """Whether none of the rules finds it to be no happening."""
    if act.nominal:
        return not (_is_named_practice(scene, act) or _is_of_law(scene, act))
    return not any(rule(scene, act) for rule in UNTOLD)


def _is_of_nobody(_: TriggerContext, act: Act) -> bool:
    """It is said of nobody in particular: "whoever does not surrender", "you can sign"."""
    subjects = {token.lower_ for token in act.clause.subjects}
    return bool(subjects & NOBODY_CERTAIN) or ("you" in subjects and act.clause.modal is not None)


def _is_skill(scene: TriggerContext, act: Act) -> bool:
    """An infinitive tells how something is done: "they know how to fight"."""
    hows = scene.tree.below(act.clause.predicate.i, "advmod")
    return act.clause.mood == "infinitive" and any(scene.tree.tags[how] == "WRB" for how in hows)


def _is_measure(scene: TriggerContext, act: Act) -> bool:
    """An infinitive measures what could be done: "enough to kill a man"."""
    above = scene.tree.heads[act.clause.predicate.i]
    measured = {above, *scene.tree.below(above, "advmod")}
    return act.clause.mood == "infinitive" and any(scene.tree.lowers[place] in ENOUGH for place in measured)


def _is_match(scene: TriggerContext, act: Act) -> bool:
    """Goals stand behind the name of those who were beaten: "City destroyed United 4-0"."""
    behind = (scene.tree.below(one.i, "nummod", "npadvmod", "appos") for one in act.sufferers)
    ends = (scene.tree.tokens[place] for places in behind for place in places)
    return any(
        number.idx > one.idx and SCORE.match(number.doc[number.i : number.i + 3].text)
        for number in ends
        for one in act.sufferers
    )


def _is_quality(_: TriggerContext, act: Act) -> bool:
    """A word before a noun says what it is like; only harm done to it is told so."""
    return act.clause.predicate.dep_ == "amod" and act.entry.measure not in HARMS


def _is_epithet(_: TriggerContext, act: Act) -> bool:
    """It only tells who they are beside their name: "the men charged with theft", "refugees fleeing war"."""
    predicate = act.clause.predicate
    is_charge = act.type == "ACCUSE" and predicate.tag_ == "VBN"
    return predicate.dep_ == "acl" and (is_charge or act.entry.measure == "displaced")


def _is_of_law(scene: TriggerContext, act: Act) -> bool:
    """A law says what is to be: "the convention forbids the bombing", "the treaty obliges both sides"."""
    holder = scene.holder_of(act.trigger.head.i) if act.nominal else act.clause.predicate.i
    clause = scene.clause_at.get(holder) if holder is not None else None
    if clause is None or clause.predicate.tag_ not in PRESENT or clause.voice == "passive":
        return False
    words = {word for token in clause.subjects for word in (token.lemma_.lower(), token.lower_)}
    return any(word in scene.laws or word.removesuffix("s") in scene.laws for word in words)


def _is_aim(_: TriggerContext, act: Act) -> bool:
    return act.aim and act.type in HOSTILE


def _is_supposed(_: TriggerContext, act: Act) -> bool:
    return act.clause.mood == "conditional" and act.clause.predicate.dep_ == "advcl"


def _is_general(_: TriggerContext, act: Act) -> bool:
    """A clause in the simple present beside another: "the drones that attack our cities"."""
    predicate = act.clause.predicate
    return act.type in DEEDS and predicate.dep_ in ("relcl", "advcl") and predicate.tag_ in PRESENT


def _is_practice(scene: TriggerContext, act: Act) -> bool:
    """Violence done to a kind of people, nowhere and never past: "they live by kidnapping children"."""
    predicate, nowhere = act.clause.predicate, not any(word in LOCATIVES for word, _ in act.clause.obliques)
    is_beside = predicate.dep_ in BESIDE and not (
        predicate.dep_ == "advcl" and act.clause.mood == "participle"
    )
    is_framed = act.clause.modal is not None or any(entry.form == "frame" for entry in act.entries)
    if act.type != "ASSAULT" or is_framed or not is_beside or predicate.tag_ not in TIMELESS:
        return False
    return nowhere and bool(act.sufferers) and all(_is_kind(scene, one) for one in act.sufferers)


def _is_named_practice(scene: TriggerContext, act: Act) -> bool:
    """A noun of killing names it in general, of a kind of people: "condemned the murder of students"."""
    head = act.trigger.head
    is_mere = head.tag_ == "NN" and not act.doers and all(entry.form != "light" for entry in act.entries)
    if act.type != "ASSAULT" or act.entry.measure not in HARMS or not is_mere:
        return False
    if any(word in LOCATIVES for word, _ in act.clause.obliques):
        return False
    dated = any(place in scene.time_at for place in scene.tree.children[head.i])
    return not dated and bool(act.sufferers) and all(_is_kind(scene, one) for one in act.sufferers)


def _is_kind(scene: TriggerContext, noun: Token) -> bool:
    """Whether a plural means people or things of a kind, none of them in particular."""
    if noun.tag_ != "NNS" and noun.lower_ not in WHOLE:
        return False
    return noun.lower_ == "other" or not scene.tree.below(noun.i, *DETAILS)


UNTOLD: Sequence[Callable[[TriggerContext, Act], bool]] = (
    _is_of_nobody,
    _is_skill,
    _is_measure,
    _is_match,
    _is_quality,
    _is_epithet,
    _is_of_law,
    _is_aim,
    _is_supposed,
    _is_general,
    _is_practice,
)
"""What tells that a clause is no happening."""
