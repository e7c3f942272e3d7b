"""Whether an amount went up or down, and what a number shares with the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.closed_classes import CHANGING_TO
from .expressions import Expression, Words
from .non_counts import NumeralContext

if TYPE_CHECKING:
    from spacy.tokens import Token

SIGNED = re.compile(r"(?<![^\W_])([+−-])\Z")


def add_trend(scene: NumeralContext, words: Words, expression: Expression) -> Expression:
    """With the way it went: "rose 6.5 percent", "up 19 cents", "climbed to 164", "+0.2%"."""
    sign = SIGNED.search(scene.view, max(0, expression.start - 2), expression.start)
    if sign is not None and expression.share:
        return replace(expression, start=expression.start - 1, trend="up" if sign[1] == "+" else "down")
    if expression.bound == "between" and not expression.money:
        return expression
    token = scene.token_before(expression.start)
    by = token is not None and token.i > 0 and token.lower_ in CHANGING_TO
    token = scene.doc[token.i - 1] if token is not None and by else token
    change = (
        None if token is None else words.changes.get(token.lemma_.lower()) or words.changes.get(token.lower_)
    )
    if token is None or change is None or not _moves(token, by=by):
        return expression
    if "money_or_share" in change.needs and not _is_of_a_market(scene, expression):
        return expression
    entry = change.name if expression.bound == "exact" else expression.entry
    return replace(expression, trend=change.trend, entry=entry)


def _moves(token: Token, *, by: bool) -> bool:
    """Whether a word of change is said of the number: "fell 3", "a fall by 3", "up 3"; not "gave up 3"."""
    if token.dep_ == "prt":
        return False
    return token.tag_[:2] == "VB" or token.tag_ in ("RP", "RB", "IN", "JJ") or (by and token.tag_ == "NN")


def _is_of_a_market(scene: NumeralContext, expression: Expression) -> bool:
    """Whether it is money, a share, or points of an index: what is gained and lost without being counted."""
    following = scene.token_after(expression.end)
    small = following is not None and scene.units.get(following.lemma_) == "money"
    return expression.money is not None or expression.share or small


def share_with_next(scene: NumeralContext, found: Sequence[Expression]) -> Iterator[Expression]:
    """What says the same in another unit went the same way: "lost 190 points, or 0.6%"."""
    before: Expression | None = None
    for each in found:
        before = each if before is None else _like(scene, before, each)
        yield before


def _like(scene: NumeralContext, before: Expression, each: Expression) -> Expression:
    if before.trend and each.trend is None and each.bound != "between":
        gap = scene.view[before.end : each.start]
        if re.fullmatch(r"(?: \w+)?,? or ", gap):
            return replace(each, trend=before.trend)
    bounded = before.bound not in ("exact", "about", "vague")
    return _converted(scene, before, each) if bounded and each.bound == "exact" else each


def _converted(scene: NumeralContext, before: Expression, each: Expression) -> Expression:
    """What repeats in another unit has the same bound: "more than 7 miles (11 km)"."""
    gap = scene.view[before.end : each.start]
    closed = scene.view.find(")", each.end, each.end + 15) >= 0
    if before.bound == "between" or not closed or not re.fullmatch(r"(?: [\w.]+){0,3} \(", gap):
        return each
    low, high = (None if end is None else each.low for end in (before.low, before.high))
    return replace(each, low=low, high=high, bound=before.bound, entry=before.entry)
