"""Whether a denied clause tells of a refusal: "would not sign", "were not let in"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.closed_classes import FUTURE_IN_PAST, FUTURE_MODALS

if TYPE_CHECKING:
    from ..language.clauses import Clause, Tree
    from .triggers import TriggerContext

PERFECT = frozenset({"have", "has", "'ve"})
UP_TO = frozenset({"before", "for", "till", "until"})
TIMES = frozenset({"DATE", "TIME"})
PAST = frozenset({"VBD", "VBN"})
"""Tags of auxiliaries of what was done, or not done, once."""


def is_refused(scene: TriggerContext, clause: Clause) -> bool:
    """Whether somebody will not do it: "would not sign"; "would not have signed" only supposes."""
    modal = clause.modal.lower_ if clause.modal is not None else ""
    if clause.negation is None or clause.voice == "passive" or modal not in FUTURE_MODALS | FUTURE_IN_PAST:
        return False
    tree, verb = scene.tree, clause.predicate.i
    supposed = any(tree.lowers[place] in PERFECT for place in tree.below(verb, "aux"))
    supposed = supposed or any(
        "if" in scene.tree.forms[mark]
        for one in tree.below(verb, "advcl")
        for mark in tree.below(one, "mark")
    )
    if supposed or _is_for_a_time(tree, verb):
        return False
    return any(scene.is_somebody(token) for token in clause.subjects)


def _is_for_a_time(tree: Tree, verb: int) -> bool:
    """Whether it is told how long it is not done: "will not reopen until Monday"."""
    return any(
        tree.tokens[one].ent_type_ in TIMES
        for place in tree.below(verb, "prep")
        if tree.lowers[place] in UP_TO
        for one in tree.below(place, "pobj")
    )


def is_withheld(scene: TriggerContext, clause: Clause) -> bool:
    """Whether it is told that leave was not given: "did not let them in", "were not allowed to leave".

    What "is not allowed" by rule is no deed.
    """
    helpers = scene.tree.below(clause.predicate.i, "aux", "auxpass")
    is_past = any(scene.tree.tags[one] in PAST or scene.tree.lowers[one] in PERFECT for one in helpers)
    if clause.negation is None or clause.modal is not None or not is_past:
        return False
    if clause.voice == "passive":
        return bool(clause.complements or clause.particles)
    return any(scene.is_somebody(token) for token in clause.subjects)
