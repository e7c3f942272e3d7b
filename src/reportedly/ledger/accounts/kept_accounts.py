"""Keeps accounts that one more report leaves as they are, and what comparing two of them came to.

One more report on a crisis adds a number or two to its toll: of a hundred accounts nearly all stay what they
were, and of the thousand pairs that are compared nearly all are pairs of these.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import wraps
from operator import is_
from typing import TypeVar

from ...frozen import changed
from ..file.reading_memory import forgotten_with_readings
from .spoken import SpokenAccount

KEPT = 2_000
"""Accounts that are kept, of about 15 crises."""

KEPT_PAIRS = 20_000
"""Pairs of which it is kept what comparing them came to, of as many: 6 MB with the accounts in them."""

AResult = TypeVar("AResult")

_held: dict[str, SpokenAccount] = {}
"""By the id of the account, those that were made last."""
forgotten_with_readings(_held.clear)

_changed: dict[tuple[object, ...], tuple[SpokenAccount, SpokenAccount]] = {}
"""By the number of an account and what was changed in it, with the account: its number is no other's then."""
forgotten_with_readings(_changed.clear)


def as_before(voiced: Iterable[SpokenAccount]) -> tuple[SpokenAccount, ...]:
    """The accounts, each the very object that it was where nothing of it changed.

    Its figures must be the same objects, as they are where a reading was kept in memory: then it costs little
    to compare the rest.
    """
    told = []
    for each in voiced:
        name = each.account.id
        known = _held.pop(name, None)
        if known is None or not _has_figures_of(known, each) or known != each:
            known = each
        _held[name] = known
        told.append(known)
    while len(_held) > KEPT:
        del _held[next(iter(_held))]
    return tuple(told)


def changed_once(voiced: SpokenAccount, **values: Hashable) -> SpokenAccount:
    """What `changed` makes of an account: of the very same account, with the same values, the same object."""
    name = id(voiced), *values.items()
    known = _changed.get(name)
    if known is None:
        if len(_changed) >= KEPT:
            del _changed[next(iter(_changed))]
        known = _changed[name] = voiced, changed(voiced, **values)
    return known[1]


def _has_figures_of(one: SpokenAccount, other: SpokenAccount) -> bool:
    return len(one.figures) == len(other.figures) and all(map(is_, one.figures, other.figures))


def compared_once(
    function: Callable[[SpokenAccount, SpokenAccount], AResult],
) -> Callable[[SpokenAccount, SpokenAccount], AResult]:
    """The function, which follows from two accounts alone, asked once for two that are the same objects."""
    held: dict[tuple[int, int], tuple[SpokenAccount, SpokenAccount, AResult]] = {}
    """With both: their numbers are no others' then."""
    forgotten_with_readings(held.clear)

    @wraps(function)
    def compared(one: SpokenAccount, other: SpokenAccount) -> AResult:
        known = held.get((id(one), id(other)))
        if known is None:
            if len(held) >= KEPT_PAIRS:
                del held[next(iter(held))]
            known = held[id(one), id(other)] = one, other, function(one, other)
        return known[2]

    return compared
