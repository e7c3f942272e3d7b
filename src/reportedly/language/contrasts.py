"""What "not" denies where another word takes back its force: one number, or nothing at all.

"Not 9 but 19 were hurt" and "had not arrested 30 people but 13" deny a number, and what is told of the other
stands; so does "not only 9 but 19". "Not only 9 men but 19 women" denies nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .closed_classes import ADDING, BOUNDING, BUT, NEGATIONS

if TYPE_CHECKING:
    from .clauses import Tree

REACH = 14
"""Tokens behind "not" within which "but" stands: "had not, as was first said, arrested 30 people but 13"."""
BEFORE_NUMBER = 3
"""Tokens between "but" and the number in the place of the other: "but only about 13"."""
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
UNITS = frozenset({"DATE", "TIME", "QUANTITY"})
"""What the parser's model calls a number with a unit: "24 hours", "10 p.m.", "5 km"."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """The tokens of the number denied and of the one in its place."""

    denied: int
    instead: int


def is_adding(tree: Tree, negation: int) -> bool:
    """Whether "not" only adds to what is told: "not only", "not just"."""
    following = negation + 1
    return following < len(tree.lowers) and tree.lowers[following] in ADDING


def contrast_at(tree: Tree, negation: int) -> Contrast | None:
    """The numbers of "not 9 but 19" by the place of its "not"; None where it denies something else."""
    if tree.lowers[negation] not in NEGATIONS:
        return None
    end = min(tree.sentences[negation].end, negation + 1 + REACH)
    but = next((place for place in range(negation + 1, end) if tree.lowers[place] in BUT), None)
    if but is None or any(tree.tokens[place].text == ";" for place in range(negation, but)):
        return None
    denied = _first_number(tree, negation + 1, but)
    instead = _first_number(tree, but + 1, min(tree.sentences[but].end, but + 1 + BEFORE_NUMBER))
    if denied is None or (is_adding(tree, negation) and denied != but - 1):
        return None
    if instead is None or _is_measured(tree, instead) or _tells_its_own(tree, but, denied, instead):
        return None
    return Contrast(denied, instead)


def denies_no_act(tree: Tree, negation: int) -> bool:
    """Whether the act is told all the same that stands with a "not"."""
    return is_adding(tree, negation) or contrast_at(tree, negation) is not None


def _first_number(tree: Tree, start: int, end: int) -> int | None:
    return next((place for place in range(start, end) if tree.tags[place] == "CD"), None)


def _tells_its_own(tree: Tree, but: int, denied: int, instead: int) -> bool:
    """Whether what follows "but" is a clause of its own: "but injured 13", "but in 2021 it did"."""
    between = range(but + 1, instead)
    if any(tree.is_verb(place) or _is_preposition(tree, place) for place in between):
        return True
    noun = tree.heads[instead] if tree.labels[instead] == "nummod" else instead
    return tree.labels[noun] in SUBJECTS and denied != but - 1


def _is_preposition(tree: Tree, place: int) -> bool:
    return tree.labels[place] == "prep" and tree.lowers[place] not in BOUNDING


def _is_measured(tree: Tree, number: int) -> bool:
    """Whether a number tells how long or how far, or when, and nothing that the other counts."""
    return tree.labels[number] == "nummod" and tree.tokens[tree.heads[number]].ent_type_ in UNITS
