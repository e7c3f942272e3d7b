"""Parts of a number, each beside the whole that its report tells: no disagreement, but it looks like one.

"202 died in the square" and "the toll is 525" are no rivals. A part is told as one by its own words ("95 of
them"), by its place, by whom it counts, or by a larger number of the same people beside it. Only odd numbers
are put together so: those that others tell on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...records import Contradiction
from ..accounts.comparing import (
    Disagreement,
    are_disjoint,
    days_apart,
    one_measure,
    one_sides,
    recorded,
    say_account,
    say_number,
)
from ..accounts.doubts import doubted
from ..accounts.ranges import GROWING
from ..accounts.spoken import SpokenAccount
from ..traits.claimants import side_of
from ..traits.odd_numbers import is_odd
from ..traits.sides import CASES, EVERYONE, EXCESS
from .one_number import DAYS_OF_A_RELAY

WHOLES_LIMIT = 5
"""Numbers of one report and side that are tried as the whole of a part, the largest first."""

Whole = tuple[str, str | None, str, float | None]
"""A report, a measure, the side that counts, and a number, or none for the largest."""


def parts(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """Two numbers of the same people, of two different wholes."""
    if not (one_measure(one, other) and one_sides(one, other) and are_disjoint(one, other)):
        return None
    wholes = one.whole, other.whole
    if None in wholes or wholes[0] == wholes[1] or one.sides == {EVERYONE}:
        return None
    if days_apart(one, other) > DAYS_OF_A_RELAY:
        return None
    told = [f"{say_number(each)} of {each.whole:,.0f}" for each in (one, other)]
    why = f"{told[0]} here and {told[1]} there: parts of different counts"
    return Disagreement("ranges_disjoint", "scope", f"{say_account(one)}, and {say_account(other)}: {why}")


def parts_of_wholes(
    voiced: Sequence[SpokenAccount], told: Iterable[Contradiction]
) -> Iterator[Contradiction]:
    """Each odd number that counts a part, with the whole that its report tells of the same side.

    Args:
        voiced: the accounts of one occurrence.
        told: what was found among them; such pairs are not told again.
    """
    paired = {frozenset((each.left, each.right)) for each in told}
    wholes: dict[Whole, list[SpokenAccount]] = defaultdict(list)
    counted = [each for each in voiced if is_odd(each.value) and _is_counted(each)]
    for each in sorted(counted, key=lambda each: (-(each.value or 0.0), each.account.id)):
        for name in _names_of(each, None) if each.whole is None else ():
            if len(wholes[name]) < WHOLES_LIMIT:
                wholes[name].append(each)
        for name in _names_of(each, each.value):
            wholes[name].append(each)
    seen: set[tuple[object, ...]] = set()
    for part in counted:
        key = part.value, part.account.measure, part.sides, part.scope
        whole = _whole_of(part, wholes)
        if whole is None or key in seen or frozenset((part.account.id, whole.account.id)) in paired:
            continue
        seen.add(key)
        where = f" in {part.scope}" if part.scope and not whole.scope else ""
        why = f"{say_account(part)}{where} are a part of {say_number(whole)}, {say_account(whole)}"
        yield doubted(
            recorded(part, whole, Disagreement("ranges_disjoint", "scope", why)), ("part_of_the_whole",)
        )


def _is_counted(voiced: SpokenAccount) -> bool:
    if voiced.account.measure not in GROWING or voiced.account.bound == "vague":
        return False
    return voiced.account.certainty != "denied" and not voiced.sides & {EXCESS, CASES}


def _names_of(voiced: SpokenAccount, value: float | None) -> Iterator[Whole]:
    """Under which wholes are kept: of a report and a side the largest, or those of one number."""
    side = side_of(voiced.speaker)
    yield from ((document, voiced.account.measure, side, value) for document in voiced.account.documents)


def _whole_of(part: SpokenAccount, wholes: Mapping[Whole, Sequence[SpokenAccount]]) -> SpokenAccount | None:
    """The whole that its words name, or else the largest of its report."""
    names = (*(_names_of(part, part.whole) if part.whole else ()), *_names_of(part, None))
    told = (whole for name in names for whole in wholes.get(name, ())[:WHOLES_LIMIT])
    return next((whole for whole in told if _holds(whole, part)), None)


def _holds(whole: SpokenAccount, part: SpokenAccount) -> bool:
    """Whether one is larger and of all, and the other, by its words, place or people, counts some of them."""
    if (whole.value or 0.0) <= (part.value or 0.0) or whole.sides not in (part.sides, {EVERYONE}):
        return False
    if whole.town and whole.scope != part.scope:
        return False
    of_its_place = bool(part.town) and not whole.town
    return part.part or part.whole is not None or of_its_place or part.sides != whole.sides
