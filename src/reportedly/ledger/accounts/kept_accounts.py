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
from ..file.kept_results import Results
from .spoken import SpokenAccount

AResult = TypeVar("AResult")

_accounts = Results()
"""Accounts by their ids."""

_changed = Results()
"""By the number of an account and what was changed in it, with the account: its number is no other's then."""


def as_before(voiced: Iterable[SpokenAccount]) -> tuple[SpokenAccount, ...]:
    """The accounts, each the very object that it was where nothing of it changed.

    Its figures must be the same objects, as they are where a reading was kept in memory: then it costs little
    to compare the rest.
    """
    told = []
    for each in voiced:
        name = each.account.id
        known = _accounts.now.get(name) or _accounts.before.get(name)
        if known is None or not _has_figures_of(known, each) or known != each:
            known = each
        _accounts.now[name] = known
        told.append(known)
    return tuple(told)


def changed_once(voiced: SpokenAccount, **values: Hashable) -> SpokenAccount:
    """What `changed` makes of an account: of the very same account, with the same values, the same object."""
    name = id(voiced), *values.items()
    known = _changed.now.get(name) or _changed.before.get(name) or (voiced, changed(voiced, **values))
    _changed.now[name] = known
    made: SpokenAccount = known[1]
    return made


def _has_figures_of(one: SpokenAccount, other: SpokenAccount) -> bool:
    return len(one.figures) == len(other.figures) and all(map(is_, one.figures, other.figures))


def compared_once(
    function: Callable[[SpokenAccount, SpokenAccount], AResult],
) -> Callable[[SpokenAccount, SpokenAccount], AResult]:
    """The function, which follows from two accounts alone, asked once for two that are the same objects."""
    results = Results()  # with both accounts: their numbers are no others' then

    @wraps(function)
    def compared(one: SpokenAccount, other: SpokenAccount) -> AResult:
        pair = id(one), id(other)
        known = results.now.get(pair)
        if known is None:
            known = results.before.get(pair) or (one, other, function(one, other))
            results.now[pair] = known
        result: AResult = known[2]
        return result

    return compared
