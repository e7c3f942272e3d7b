"""The words that open an end of an amount: "at least", "up to", "or more", "about"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..lexicon import Number
from .expressions import Expression, Words
from .non_counts import NumeralContext

if TYPE_CHECKING:
    from spacy.tokens import Token

SKIPPED = 2
"""Determiners and adjectives between "at least" and its number: "at least another twelve"."""
SKIPPED_TAGS = frozenset({"DT", "PDT", "JJ"})
UPWARDS = "up to"
PAST_TAGS = frozenset({"VBD", "VBN"})


def bound_before(scene: NumeralContext, words: Words, expression: Expression) -> Expression:
    """With "at least" and its like before it; of several the one that bounds."""
    start, skipped = expression.start, 0
    while True:
        match = words.before.search(scene.view, start)
        if match is not None:
            if match[1].lower() == UPWARDS and _has_moved(scene, match.start(1), words):
                return expression
            start, skipped = match.start(1), 0
            expression = _bounded(expression, words.modifiers_before[match[1].lower()])
            expression = replace(expression, start=start)
            continue
        token = scene.token_before(start)
        if token is None or skipped == SKIPPED or not _may_be_skipped(token):
            return expression
        start, skipped = token.idx, skipped + 1


def _may_be_skipped(token: Token) -> bool:
    """The "another" of "at least another twelve"; not the "the" of "over the twelve"."""
    return token.tag_ in SKIPPED_TAGS and "Def" not in token.morph.get("Definite", [])


def _has_moved(scene: NumeralContext, start: int, words: Words) -> bool:
    """Whether a count went up: "had gone up to 17" is 17; "could go up to 17" is 17 at most."""
    verb = scene.token_before(start)
    if verb is None or verb.tag_ not in PAST_TAGS:
        return False
    change = words.changes.get(verb.lemma_.lower())
    moves = verb.lemma_.lower() in words.moving or (change is not None and change.trend == "up")
    modal = any(child.tag_ == "MD" for child in verb.children)
    return moves and not modal


def bound_after(scene: NumeralContext, words: Words, expression: Expression) -> Expression:
    """The expression with "or more" and its like after it."""
    match = words.after.match(scene.view, expression.end)
    if match is None:
        return expression
    return replace(_bounded(expression, words.modifiers_after[match[1].lower()]), end=match.end())


def _bounded(expression: Expression, modifier: Number) -> Expression:
    """An end opened by a modifier; what opens an end is stronger than "about"."""
    bound = modifier.bound
    if expression.bound == "between":
        return replace(expression, bound="about", entry=modifier.name) if bound == "about" else expression
    if expression.bound == "vague":
        return expression
    if bound is None or bound == "exact":
        return replace(expression, entry=modifier.name) if expression.bound == "exact" else expression
    low = expression.low if expression.low is not None else expression.high
    if bound in ("at_least", "more_than"):
        return replace(expression, low=low, high=None, bound=bound, entry=modifier.name)
    if bound in ("at_most", "less_than"):
        return replace(expression, low=None, high=low, bound=bound, entry=modifier.name)
    if expression.bound != "exact":
        return expression
    if "ceiling" in modifier.needs:
        return replace(expression, low=None, high=low, bound="about", entry=modifier.name)
    return replace(expression, bound="about", entry=modifier.name)
