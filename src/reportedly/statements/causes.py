"""What did the harm: the violence or the accident that a text tells beside those who were killed or hurt.

"Two were killed" tells no cause. Where the sentence or the one before tells violence, that has the doer and
the means; where it tells an accident, nobody did it, and it is no violence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..language.closed_classes import IMPERSONAL
from .acts import Act
from .actuality import HARMS
from .powers import OUTLAWS
from .triggers import TriggerContext

if TYPE_CHECKING:
    from spacy.tokens import Token

VAGUE_MODES = frozenset({None, "primitive", "destroy"})
"""Modes that give way to that of a noun or a weapon beside them."""

HARMLESS_MODES = frozenset({"abduct", "sexual", "crowd-control"})
"""Modes of violence that do not tell how somebody else was killed or a house destroyed."""

MISHAPS = "disasters"
"""The context of accidents and disasters: what happens without anybody who does it."""

EMERGENCY = "martial-law"
"""The mode of emergencies and of martial law."""

OWNING = frozenset({"PRP$", "WP$"})
"""Tags of words that make a thing somebody's who is told of: "his car", "whose car"."""

RECENT = 5
"""Events before one that "the attack" may refer to: about a paragraph of agency copy."""

NEXT = 40
"""Tokens between what did the harm and the harm: a sentence may stand between. On 133 reports F1 of
types of incident is 64.4 where they must follow one another, 65.0 with this and with 150."""


def lend_between(scene: TriggerContext, holder: Act, act: Act) -> None:
    """Harm told beside what did it has its doer, whichever of the two hangs from the other."""
    lend_cause(scene, holder, act)
    lend_cause(scene, act, holder)


def lend_cause(scene: TriggerContext, harm: Act, cause: Act) -> None:
    """The doer and the means of violence did the harm; what an accident did is no violence.

    Only where nobody else is named and the harm was not done to the doer.
    """
    if harm.entry.measure not in HARMS:
        return
    if is_mishap(cause) and (not _has_doer(scene, harm, cause) or _is_their_own(scene, harm, cause)):
        _befall(harm, cause)
    if harm.doers or not _is_violence(cause) or set(cause.doers) & set(harm.sufferers):
        return
    if cause.doers or harm.type == "ASSAULT":
        harm.type, harm.doers = "ASSAULT", cause.doers
        _lend_means(harm, cause)


def ask_noun(noun: Act, beside: Sequence[Act]) -> None:
    """Harm that a noun is said to have done is of its kind: "the dynamite attack that killed two".

    What is no deed does none: "an earthquake, killing two and injuring ten".
    """
    for act in beside:
        if noun.trigger.head in act.doers and act.entry.measure in HARMS:
            if noun.type == "OTHER":
                _befall(act, noun)
            else:
                _lend_means(act, noun)


def lend_forward(scene: TriggerContext, before: Sequence[Act], act: Act) -> None:
    """What was told just before tells how harm was done, and of what kind "the attack" was."""
    if act.type != "ASSAULT" or act.mode not in VAGUE_MODES:
        return
    sentence = act.clause.sentence.start
    harmed = act.entry.measure in HARMS and not any(_is_somebody(scene, one) for one in act.doers)
    for earlier in reversed(before):
        near = act.refers or (harmed and sentence - earlier.clause.sentence.end <= NEXT)
        if near and _tells_means(earlier):
            act.mode = earlier.mode
            if harmed and _follows(scene, act, earlier) and not set(earlier.doers) & set(act.sufferers):
                act.doers = earlier.doers
            return
        if harmed and near and is_mishap(earlier) and not any(map(_is_violence, before)):
            _befall(act, earlier)
            return


def _follows(scene: TriggerContext, act: Act, earlier: Act) -> bool:
    """Whether harm is told right after violence and without a doer; "had been killed" lies before it."""
    tree, place = scene.tree, act.clause.predicate.i
    before = any(tree.tokens[aux].lower_ == "had" for aux in tree.below(place, "aux"))
    is_next = act.clause.sentence.start - earlier.clause.sentence.end <= 1
    return is_next and not (before or act.nominal or act.doers)


def lend_back(before: Sequence[Act], act: Act) -> None:
    """What is told of "the attack" holds for the attack told before: that dynamite was used in it."""
    if not act.refers or not _tells_means(act):
        return
    for earlier in reversed(before):
        if earlier.type == "ASSAULT" and earlier.mode not in VAGUE_MODES:
            return
        _lend_means(earlier, act)


def answer_mishap(before: Sequence[Act], act: Act) -> None:
    """Where only a disaster was told, an emergency is no repression, and soldiers who are sent bring help."""
    if not any(map(is_mishap, before)) or any(earlier.type == "ASSAULT" for earlier in before):
        return
    if act.mode == EMERGENCY:
        act.type, act.mode = "OTHER", None
    elif act.type == "MOBILIZE":
        act.type, act.mode = "AID", None


def is_mishap(act: Act) -> bool:
    """Whether it is an accident or a disaster."""
    return act.type == "OTHER" and any(MISHAPS in entry.contexts for entry in act.entries)


def _is_violence(act: Act) -> bool:
    return act.type == "ASSAULT" and act.entry.measure not in HARMS


def _befall(harm: Act, mishap: Act) -> None:
    """Nobody did the harm: it happened by an accident or a disaster."""
    harm.type, harm.mode = "OTHER", None
    harm.entries += mishap.entries


def _is_their_own(scene: TriggerContext, harm: Act, cause: Act) -> bool:
    """Whether it befell those who did the harm, or what is theirs: "injured two when [his car] skidded".

    A car that somebody who fights drives into people is a weapon.
    """
    sectors = {actor.sector for one in harm.doers if (actor := scene.actor_at.get(one.i)) is not None}
    things = (*cause.doers, *cause.sufferers)
    owned = any(child.tag_ in OWNING for thing in things for child in thing.children)
    beside = cause.clause.predicate.dep_ in ("advcl", "relcl") or harm.clause.predicate.dep_ == "conj"
    return OUTLAWS.isdisjoint(sectors) and beside and owned


def _has_doer(scene: TriggerContext, harm: Act, cause: Act) -> bool:
    """Whether somebody did it, other than what the accident befell."""
    return any(_is_somebody(scene, one) for one in harm.doers if one not in cause.doers)


def _is_somebody(scene: TriggerContext, token: Token) -> bool:
    return token.lower_ not in IMPERSONAL and scene.is_somebody(token)


def _tells_means(act: Act) -> bool:
    return act.type == "ASSAULT" and act.mode not in VAGUE_MODES | HARMLESS_MODES


def _lend_means(harm: Act, cause: Act) -> None:
    if harm.type == "ASSAULT" and harm.mode in VAGUE_MODES and _tells_means(cause):
        harm.mode = cause.mode
