"""How two accounts stand to each other: of one number, of the same people, at one time, in which words.

What a contradiction is made of; `contradictions.py` says which of it is one.
"""

from __future__ import annotations

from dataclasses import dataclass

from ...contract import record_id
from ...frozen import quick
from ...records import Contradiction, ContradictionRule, Relation
from ..traits.claimants import side_of
from ..traits.odd_numbers import LARGE, ODD
from ..traits.publishers import NEWS
from ..wording import name_of, on_one_line
from .doubts import Doubt, doubted
from .spoken import SpokenAccount

UNKNOWN_DAYS = 10_000
"""Days between two accounts of which one has no date."""

DAYS_AT_ONCE = 1
"""Days within which two numbers are told at one time."""

DAYS_OF_A_LABEL = 14
"""Days within which one number under two names is about the same people."""

MANIFOLD = 2.0
NOTABLY = 1.1
"""How many times more than one side's "at least" another side's number is that gainsays it; in one report."""

TOLD_BY_CHANCE = 10
"""Smaller numbers are equal without being copied."""


@quick
@dataclass(frozen=True, slots=True)
class Disagreement:
    """What is wrong between two accounts."""

    rule: ContradictionRule
    relation: Relation
    why: str
    doubts: tuple[Doubt, ...] = ()


def one_measure(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether both count one thing: the killed, the hurt."""
    return one.account.measure == other.account.measure


def one_people(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether two numbers can be of the same people: of one measure, or of none on one side, weeks apart."""
    if one_measure(one, other):
        return True
    bare = {one.account.measure, other.account.measure} & {"other", "protesters"}
    return bool(bare) and (one.value or 0) >= ODD and days_apart(one, other) <= DAYS_OF_A_LABEL


def one_sides(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether the same people are counted, for the same."""
    return (one.sides, one.manner, one.way) == (other.sides, other.manner, other.way)


def one_number(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether both name one number, and it is one: "dozens" are nobody's count."""
    if "vague" in (one.account.bound, other.account.bound):
        return False
    return one.value is not None and one.value == other.value and one.value >= TOLD_BY_CHANCE


def is_odd_for_both(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether a number is told by nobody by chance: one with three digits that count, or of one speaker."""
    digits = f"{one.value or 0:.0f}".rstrip("0")
    if len(digits) >= 3 or one.speaker.key == other.speaker.key:
        return True
    return bool(one.scope) and one.scope == other.scope and (one.value or 0) >= LARGE


def days_apart(one: SpokenAccount, other: SpokenAccount) -> int:
    """Days between two accounts; without a date nothing is told at one time."""
    if one.day is None or other.day is None:
        return UNKNOWN_DAYS
    return abs(one.day - other.day)


def are_disjoint(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether two ranges have no number in common; an open end reaches as far as need be."""
    return max(one.least, other.least) > min(one.most, other.most)


def are_apart(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether they have no number in common, or one side's "at least" is far less than what another says.

    Whoever speaks of at least nine dead, while the other side speaks of more than 200, speaks of nine.
    """
    if are_disjoint(one, other):
        return True
    less, more = sorted((one, other), key=lambda each: each.value or 0.0)
    if less.account.high is not None or "vague" in (less.account.bound, more.account.bound):
        return False
    if side_of(one.speaker) == side_of(other.speaker) or not (_is_of_a_side(one) and _is_of_a_side(other)):
        return False
    together = less.account.bound == "at_least" and share_a_report(one, other)
    return (more.value or 0.0) >= (NOTABLY if together else MANIFOLD) * (less.value or 0.0)


def _is_of_a_side(voiced: SpokenAccount) -> bool:
    """Whether somebody counts who has a name, and is neither an outlet nor a reporter."""
    who = voiced.speaker.claimant
    return who is not None and not voiced.speaker.outlet and who.sector != NEWS


def counted_anew(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether both counted when counting had ended, and not nearly as many: no step between tells more.

    Otherwise the steps between tell better how a count went on.
    """
    if not (one.late and other.late):
        return False
    less, more = sorted((one.value or 0.0, other.value or 0.0))
    return (other.value or 0.0) == less or more >= MANIFOLD * less


def share_a_report(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether one report tells both."""
    return not set(one.account.documents).isdisjoint(other.account.documents)


def say_account(voiced: SpokenAccount) -> str:
    """Who counts so, when, and in which words."""
    when = f" ({voiced.account.as_of})" if voiced.account.as_of else ""
    through = f", as {voiced.relayed_by} tells" if voiced.relayed_by else ""
    return f"{say_name(voiced)}{through}{when}: {on_one_line(voiced.figures[0].quote)!r}"


def say_name(voiced: SpokenAccount) -> str:
    """Who counts so."""
    return name_of(voiced.speaker.claimant)


def say_number(voiced: SpokenAccount) -> str:
    """The number that is named."""
    return f"{voiced.value:,.0f}"


def say_group(voiced: SpokenAccount) -> str:
    """Who is counted, as written."""
    return voiced.figures[0].group or voiced.figures[0].quote


def recorded(one: SpokenAccount, other: SpokenAccount, found: Disagreement) -> Contradiction:
    """The record of what is wrong between two accounts."""
    contradiction = Contradiction(
        id=record_id("contradiction", one.account.id, other.account.id),
        occurrence=one.account.occurrence,
        left=one.account.id,
        right=other.account.id,
        measure=one.account.measure if one.account.measure == other.account.measure else None,
        rule=found.rule,
        relation=found.relation,
        why=found.why,
    )
    return doubted(contradiction, found.doubts)
