"""Numbers that lost or changed a digit on the way: typing errors, and no dispute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, permutations, takewhile

from ...records import Contradiction
from ..traits.odd_numbers import LARGE
from .comparing import (
    DAYS_AT_ONCE,
    Disagreement,
    are_disjoint,
    days_apart,
    one_measure,
    one_sides,
    recorded,
    say_account,
    say_number,
    share_a_report,
)
from .spoken import SpokenAccount

DIGITS_OF_A_COUNT = 2
"""Digits before the zeros from which a number was counted: "almost 400" is many people's."""

THREE_DIGITS = 99.5
"""The least that is told with three digits: of shorter numbers any two differ in one."""

WORDS_OF_A_COPY = 6
"""Words beside a number that are not chosen twice: "fourteen people were injured" anybody says."""

WORDS_OF_A_NUMBER = 3
"""The most words of a number: "41 thousand", "forty-one"."""

SUMS_LIMIT = 12
"""Numbers of one measure in a document of which it is asked whether they make each other up."""


def digit_slip(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """One number is the other with a digit changed, or two digits exchanged, told at one time.

    A short or round number with two digits of the other in turn is a slip only in a copy of one sentence.
    """
    digits = [f"{each.value or 0.0:.0f}" for each in (one, other)]
    if not (has_slipped(*digits) or is_tenfold(*digits)):
        return None
    if not (one_measure(one, other) and days_apart(one, other) <= DAYS_AT_ONCE + 1):
        return None
    if not one_sides(one, other) or not are_disjoint(one, other):
        return None
    if _set_against(one, other) or not (_is_plain_slip(one, other, digits) or _is_copied(one, other, digits)):
        return None
    return Disagreement(
        "ranges_disjoint", "digit_slip", f"{digits[0]} and {digits[1]} differ in their digits alone"
    )


def _is_plain_slip(one: SpokenAccount, other: SpokenAccount, digits: Sequence[str]) -> bool:
    """Whether numbers long enough to be told apart by their digits alone are no steps of one count."""
    if min(one.value or 0.0, other.value or 0.0) < THREE_DIGITS or _counted_on(one, other):
        return False
    # 2,000 and 2,500 are rounded, each its own way
    return is_tenfold(*digits) or all(len(each.rstrip("0")) >= 3 for each in digits)


def _is_copied(one: SpokenAccount, other: SpokenAccount, digits: Sequence[str]) -> bool:
    """Whether one speaker's sentence stands in two reports with the digits of its number in another order.

    Who counts on in the same words seldom comes to just these digits.
    """
    is_turned = sorted(digits[0]) == sorted(digits[1]) or is_tenfold(*digits)
    is_one = one.speaker.key == other.speaker.key or (one.speaker.outlet and other.speaker.outlet)
    if not (is_turned and is_one) or share_a_report(one, other):
        return False
    return any(
        _differ_in_a_number(here.quote, there.quote) for here in one.figures for there in other.figures
    )


def _differ_in_a_number(one: str, other: str) -> bool:
    """Whether two stretches of words are the same but for the words of a number."""
    here, there = one.casefold().split(), other.casefold().split()
    before = _alike(here, there)
    behind = _alike(here[before:][::-1], there[before:][::-1])
    changed = max(len(here), len(there)) - before - behind
    return before + behind >= WORDS_OF_A_COPY and 0 < changed <= WORDS_OF_A_NUMBER


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two stretches begin with that are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _counted_on(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether the later of two numbers of one series is the larger one: who counts on makes no slip."""
    grew = (other.value or 0.0) > (one.value or 0.0) and days_apart(one, other) > 0
    return grew and one.series == other.series


def _set_against(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether one report gives both, each as another speaker's: who compares them has read them."""
    together = set(one.account.documents) & set(other.account.documents)
    return bool(together) and one.speaker.key != other.speaker.key


def lost_digits(voiced: Sequence[SpokenAccount]) -> Iterator[Contradiction]:
    """Parts that do not make their document's whole, but would if one had the digit that others tell it with.

    "208 and 9 were killed, 227 in all": with the 19 that others count, they are 227.
    """
    told: dict[tuple[str, str], list[SpokenAccount]] = defaultdict(list)
    for each in voiced:
        for document in each.account.documents:
            told[document, each.account.measure or ""].append(each)
    by_number: dict[float | None, list[SpokenAccount]] = defaultdict(list)
    for each in voiced:
        by_number[each.value].append(each)
    for (document, _), here in sorted(told.items()):
        if 3 <= len(here) <= SUMS_LIMIT and max(each.value or 0 for each in here) >= LARGE:
            found = (_lost_digit(triple, by_number, document) for triple in permutations(here, 3))
            yield from islice(filter(None, found), 1)


def _lost_digit(
    triple: tuple[SpokenAccount, ...],
    by_number: Mapping[float | None, Sequence[SpokenAccount]],
    document: str,
) -> Contradiction | None:
    """A part that lost a digit, against the whole that it would make with another part."""
    part, beside, whole = triple
    right = (whole.value or 0) - (beside.value or 0)
    if (whole.value or 0) < LARGE or not _lost_a_digit(part.value, right):
        return None
    teller = _teller(right, part, by_number, document)
    if teller is None:
        return None
    sum_told = f"{say_number(part)} beside {say_number(beside)} does not make {say_number(whole)}"
    why = f"{sum_told}; {right:,.0f} would"
    return recorded(
        part, whole, Disagreement("ranges_disjoint", "digit_slip", f"{why}, as {say_account(teller)}")
    )


def _lost_a_digit(value: float | None, right: float) -> bool:
    """Whether a number is another one without one of its digits."""
    short, long = f"{value or 0:.0f}", f"{right:.0f}"
    if len(short) != len(long) - 1:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _teller(
    value: float,
    like: SpokenAccount,
    by_number: Mapping[float | None, Sequence[SpokenAccount]],
    document: str,
) -> SpokenAccount | None:
    """Who tells a number of the same people and measure in another document."""
    return next(
        (
            each
            for each in by_number.get(value, ())
            if each.sides == like.sides and one_measure(each, like)
            if document not in each.account.documents
        ),
        None,
    )


def is_tenfold(one: str, other: str) -> bool:
    """Whether one is the other with a zero more, and neither is a number for want of a better one."""
    digits = one.rstrip("0")
    return (
        digits == other.rstrip("0") and len(digits) >= DIGITS_OF_A_COUNT and abs(len(one) - len(other)) == 1
    )


def has_slipped(one: str, other: str) -> bool:
    """Whether two numbers of one length differ in one digit after the first, or by an exchange of digits."""
    if len(one) != len(other):
        return False
    differing = [at for at in range(len(one)) if one[at] != other[at]]
    if len(differing) == 1:
        return len(one) >= 4 and differing[0] > 0
    return sorted(one) == sorted(other) and len(differing) == 2
