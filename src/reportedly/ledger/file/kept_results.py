"""Keeps what was worked out the last time that a neighbourhood was joined, while a program joins.

A report brings a number or two to a toll of hundreds. What follows from the others alone is what it was, and
is worked out once, and again only where anything that it follows from changed. What one join of a
neighbourhood did not ask for is not kept for the next: memory is that of neighbourhoods whose readings are
held.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

AResult = TypeVar("AResult")


class _Nothing(dict[Hashable, Any]):
    """Keeps nothing: outside of joins there is nobody who would ask again."""

    def __setitem__(self, name: Hashable, result: object) -> None:
        pass


NOTHING: Mapping[Hashable, Any] = {}


class Results:
    """What a function came to, by name: in the join that is going on, and the last of the same documents."""

    __slots__ = ("before", "now")

    def __init__(self) -> None:
        self.now: dict[Hashable, Any] = _Nothing()
        self.before = NOTHING
        _functions.append(self)


_functions: list[Results] = []
"""Those of all functions."""

Kept = Mapping[Results, Mapping[Hashable, Any]]
"""The results of one join, those of each function by name."""


@contextmanager
def joined_after(last: Iterable[Kept]) -> Iterator[Kept]:
    """While it lasts, results are taken from these joins; what it gives in the end has all asked for.

    Args:
        last: the last joins of the documents that are joined, each once.
    """
    joins = tuple(last)
    results = {function: dict[Hashable, Any]() for function in _functions}
    outside = [(function, function.now, function.before) for function in _functions]
    for function, now in results.items():
        function.now, function.before = now, _as_one([each[function] for each in joins if function in each])
    try:
        yield results
    finally:
        for function, now, before in outside:
            function.now, function.before = now, before


def _as_one(parts: list[Mapping[Hashable, Any]]) -> Mapping[Hashable, Any]:
    if len(parts) == 1:
        return parts[0]
    return {name: result for part in parts for name, result in part.items()}


def kept_while_told(function: Callable[..., AResult]) -> Callable[..., AResult]:
    """The function, which works out anew only what follows from something else than in the last join.

    Its first argument is a name, under which the last result is kept; the second is all that the result
    follows from, and is compared. What comes after these helps to work it out and is in the second as far as
    it matters: it is not looked at. Results are not to be changed.
    """
    results = Results()

    @wraps(function)
    def worked_out(name: Hashable, told: Any, *more: Any) -> AResult:
        known = results.now.get(name) or results.before.get(name)
        if known is None or (known[0] is not told and known[0] != told):
            known = told, function(name, told, *more)
        results.now[name] = known
        result: AResult = known[1]
        return result

    return worked_out
