"""Who has power over others, a state's or arms, and what they threaten by a warning: war, arrests."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import TYPE_CHECKING

from ..language.clauses import Clause
from ..language.closed_classes import MAY_BE, SPEAKING_ONE, SPEAKING_SEVERAL

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .triggers import TriggerContext

FORCES = frozenset({"COP", "MIL", "GOV", "JUD", "SPY"})
"""Sectors that may arrest: "caught by the police" is an arrest, "caught by the camera" is not."""

OUTLAWS = frozenset({"REB", "UAF", "CRM", "PRM"})
"""Sectors that have no right to arrest: whom they capture they abduct."""


def is_own_deed(scene: TriggerContext, clause: Clause, _: Sequence[Token]) -> bool:
    """Whether what completes it may be what the speaker will do; of a quotation in front it says "we will".

    Who warns that a river will rise does not threaten: `"It will rise," he warned`, "warned that it could".
    Who were "warned to leave" were advised, unless somebody who warned them is named.
    """
    tree, own = scene.tree, SPEAKING_ONE | SPEAKING_SEVERAL
    for token in clause.complements:
        subjects = tree.below(token.i, "nsubj", "nsubjpass", "expl")
        if token.i < clause.predicate.i:
            if any(tree.lowers[place] in own for place in subjects):
                return True
        elif _is_over(scene, token):
            continue
        elif not subjects:
            if clause.voice == "active" or clause.agents:
                return True
        elif any(_is_of_speaker(scene, clause, token, tree.tokens[place]) for place in subjects):
            return True
    return False


def _is_over(scene: TriggerContext, deed: Token) -> bool:
    """Whether it is told as done: "warned that nine had been shot"."""
    told = scene.clause_at.get(deed.i)
    if told is None or told.modal is not None:
        return False
    helpers = [scene.tree.tokens[place] for place in scene.tree.below(deed.i, "aux", "auxpass")]
    return any(word.tag_ == "VBD" or word.lemma_ == "have" for word in (deed, *helpers))


def _is_of_speaker(scene: TriggerContext, clause: Clause, deed: Token, subject: Token) -> bool:
    """Whether who warns may mean his own side by the subject of what he warns of.

    He himself, his men, forces or outlaws as he is one (of a chief without an office nobody knows that he is
    none); or, what would be done to somebody, but not by others: "would be shot", "by his men".
    Others suffer or may do what he warns of: "people would die", "would be hit by floods", "could attack".
    """
    other = scene.clause_at.get(deed.i)
    may_be = other is not None and other.modal is not None and other.modal.lower_ in MAY_BE | {"may"}
    warning = clause.agents if clause.voice == "passive" else clause.subjects
    sectors = [_sector_of(scene, token) for token in warning]
    sides = [side for sector in sectors if (side := _side_of(sector)) is not None]

    def is_on_side(token: Token) -> bool:
        side = _side_of(_sector_of(scene, token))
        return side in sides or (side is not None and None in sectors and not may_be)

    if other is not None and other.voice == "passive":
        by_own = all(_is_own(scene, token) or is_on_side(token) for token in other.agents)
        return not may_be and by_own and scene.is_somebody(subject)
    if subject.tag_ == "PRP":
        return clause.voice == "active" and (not may_be or bool(sides))
    if _is_own(scene, subject):
        return scene.is_somebody(subject)
    return is_on_side(subject)


def _is_own(scene: TriggerContext, token: Token) -> bool:
    """Whether somebody's are told of: "his men", "our planes", and not "planes"."""
    return any(scene.tree.tags[place] == "PRP$" for place in scene.tree.below(token.i, "poss"))


def _sector_of(scene: TriggerContext, token: Token) -> str | None:
    bearer = scene.actor_at.get(token.i) or scene.roles.get(token.lemma_.lower())
    return bearer.sector if bearer is not None else None


def _side_of(sector: str | None) -> Set[str] | None:
    """Those with power over others among whom one of a sector is: a state's, or others with arms."""
    return next((side for side in (FORCES, OUTLAWS) if sector in side), None)


def is_done_with_power(scene: TriggerContext, clause: Clause, _: Sequence[Token]) -> bool:
    """Whether it is done by those with power over others: a general warns of war, an agency of attacks."""
    doers = clause.agents if clause.voice == "passive" else clause.subjects
    return any(_side_of(_sector_of(scene, token)) is not None for token in doers)
