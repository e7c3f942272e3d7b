"""Two numbers that are one range, as "20-30" and "from 20 to 30", and two that are a score and no amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .expressions import Expression, Words
from .non_counts import REACH, NumeralContext

ALTERNATIVE = 1.34
"""How much more than the first the second of "three or four" may be."""

OPENS_RANGE = re.compile(r"\b(?:between|from) \Z", re.IGNORECASE)
OPEN_ABOVE, OPEN_BELOW = frozenset({"at_least", "more_than"}), frozenset({"at_most", "less_than"})
ENDS_OF_ONE = frozenset({" and ", ", and ", " but ", ", but "})
"""What stands between both ends of one amount."""
HYPHENS = ("-", "–")
STEP = "by"
"""The word before the first of two numbers where it is by how much a count went to the second."""
FEW_STEPS = 2.0
"""How many times the first the second of "by 20 to 30" is at most, where both are one range."""
ROUND = 10
"""What both ends of a guessed range of people can be divided by; a step and a toll are exact."""
RATES = frozenset({"a", "an", "per", "each", "every"})
"""Words behind what a count goes up by again and again: "by 12 to 15 a day"."""
MEASURED = frozenset({"money", "share", "length", "mass", "duration"})
"""Kinds of units of which "rose from 1 to 2" is one range; of people it is two counts."""


def join_ranges(
    scene: NumeralContext,
    words: Words,
    expressions: Sequence[Expression],
    heads: frozenset[int],
    *,
    tight: bool,
) -> Iterator[Expression]:
    """Two that make a range as one; two that make a score as none. The tight ones have a hyphen.

    Where each of the two is counted by itself (`heads`, by offset), as the cells of a table are, both stay,
    unless words join them: "between 20 and 30 of them died", "estimates vary from 20 to 30".
    """
    waiting: Expression | None = None
    for each in expressions:
        if waiting is None:
            waiting = each
            continue
        gap = scene.view[waiting.end : each.start]
        counted = heads.issuperset((waiting.start, each.start))
        counted = counted and not _are_both_ends(scene, words, waiting, gap)
        if (tight and gap not in HYPHENS) or counted:
            yield waiting
            waiting = each
            continue
        if tight and not waiting.number.low < each.number.low:
            waiting = None
            continue
        if not tight and _goes_down(scene, waiting, gap, each):
            waiting = None
            continue
        ranged = _ranged(scene, words, waiting, gap, each)
        if ranged is None:
            yield waiting
        waiting = ranged or each
    if waiting is not None:
        yield waiting


def _are_both_ends(scene: NumeralContext, words: Words, left: Expression, gap: str) -> bool:
    """Whether two numbers can be but one amount: "between 2 and 45", "vary from 2 to 45"; not "rose from"."""
    opened = OPENS_RANGE.search(scene.view, max(0, left.start - 9), left.start)
    if opened is None or opened[0].strip().lower() == "between":
        return opened is not None and gap == " and "
    verb = scene.token_before(opened.start())
    return gap == " to " and verb is not None and verb.lemma_.lower() in words.ranging


def join_ends(scene: NumeralContext, expressions: Sequence[Expression]) -> Iterator[Expression]:
    """Two as one, where both say one amount's ends: "no fewer than 40 and no more than 60"."""
    waiting: Expression | None = None
    for each in expressions:
        if waiting is not None and _are_ends_of_one(scene, waiting, each):
            waiting = replace(waiting, end=each.end, high=each.high, bound="between", entry="range")
            continue
        if waiting is not None:
            yield waiting
        waiting = each
    if waiting is not None:
        yield waiting


def _are_ends_of_one(scene: NumeralContext, left: Expression, right: Expression) -> bool:
    rising = left.low is not None and right.high is not None and left.low < right.high
    opened = left.bound in OPEN_ABOVE and right.bound in OPEN_BELOW
    return rising and opened and scene.view[left.end : right.start] in ENDS_OF_ONE


def _goes_down(scene: NumeralContext, left: Expression, gap: str, right: Expression) -> bool:
    """Whether it is "5 to 3 people": no range, and which of the two is meant stays open."""
    alike = left.bound == right.bound == "exact" and (left.money, left.share) == (right.money, right.share)
    opened = OPENS_RANGE.search(scene.view, max(0, left.start - 9), left.start)
    return gap == " to " and alike and opened is None and (left.low or 0) > (right.low or 0)


def _ranged(
    scene: NumeralContext, words: Words, left: Expression, gap: str, right: Expression
) -> Expression | None:
    if left.bound != "exact" or right.bound not in ("exact", "between") or len(gap) > REACH or "(" in gap:
        return None
    low, high = left.low or 0.0, right.high or 0.0
    if left.number.scale == 1 < right.number.scale and low <= high / right.number.scale:
        low *= right.number.scale
    opened = OPENS_RANGE.search(scene.view, max(0, left.start - 9), left.start)
    word = opened[0].strip().lower() if opened else ""
    between = word == "between" and re.search(r"(?:\A|\s)and\s\Z", gap) is not None
    from_to = word == "from" and re.search(r"(?:\A|\s)(?:up )?to\s\Z", gap) is not None
    bare = low < high and right.bound == "exact" and _is_bare_range(left, gap, right)
    bare = bare and not (gap == " to " and _is_step_to(scene, words, left, right, low))
    if from_to and _is_a_change(scene, words, opened, right):
        return None
    if from_to and low > high and not (right.money or right.share):
        return None
    if (
        not (between or from_to or bare)
        or scene.token_at(left.start).sent != scene.token_at(right.start).sent
    ):
        return None
    return replace(
        left,
        start=opened.start() if opened and (between or from_to) else left.start,
        end=right.end,
        low=min(low, high),
        high=max(low, high),
        bound="between",
        share=right.share,
        entry="range",
        money=left.money or right.money,
    )


def _is_a_change(
    scene: NumeralContext, words: Words, opened: re.Match[str] | None, right: Expression
) -> bool:
    """Whether a count went from one number to another: "rose from 26 to 164" has two amounts."""
    token = None if opened is None else scene.token_before(opened.start())
    if token is None or token.lemma_.lower() not in words.changes or right.money or right.share:
        return False
    following = scene.token_after(right.end)
    return following is None or scene.units.get(following.lemma_) not in MEASURED


def _is_step_to(scene: NumeralContext, words: Words, left: Expression, right: Expression, low: float) -> bool:
    """Whether a count went up by one number to the other: "rose by three to 34"; not "by 20 to 30".

    In the first days half of all are new, so that one number that is not round tells it, too: "rose by 19
    to 34"; not behind other words than a verb of change, nor where something is measured or told of a day.
    """
    by, high, following = scene.token_before(left.start), right.high or 0.0, scene.token_after(right.end)
    if by is None or by.lower_ != STEP or right.money is not None or right.share:
        return False
    if high > FEW_STEPS * low:
        return True
    changed = by.i > 0 and by.nbor(-1).lemma_.lower() in words.changes
    kind = None if following is None else scene.units.get(following.lemma_)
    named = following is not None and following.tag_ in ("NN", "NNS")
    counted = following is None or (following.lower_ not in RATES and (not named or kind == "people"))
    return changed and counted and bool(low % ROUND or high % ROUND)


def _is_bare_range(left: Expression, gap: str, right: Expression) -> bool:
    """20-30, 20 to 30, three or four; 5% to 10%; not "6.5% to 164p"."""
    same_money = right.money is None or (left.money or "")[-1:] == right.money[-1:]
    same_share = right.share or not left.share
    if gap in ("-", "–", " to ", "- to ", " to-", " - ", " – "):
        return same_money and same_share and not (left.share and not right.share)
    near = (right.low or 0) <= ALTERNATIVE * (left.low or 0) + 1
    return gap == " or " and near and left.money == right.money and left.share == right.share
