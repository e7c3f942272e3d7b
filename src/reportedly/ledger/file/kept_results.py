"""Keeps what was worked out of things that one more report leaves as they are, while a program joins.

A report brings a number or two to a toll of hundreds. What follows from the others alone is what it was: that
is worked out once, and again only where anything that it follows from changed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, TypeVar

from .reading_memory import forgotten_with_readings

AResult = TypeVar("AResult")


def kept_while_told(most: int) -> Callable[[Callable[..., AResult]], Callable[..., AResult]]:
    """Makes a function work out anew only what follows from something else than last time.

    Its first argument is a name, under which the last result is kept; the second is all that the result
    follows from, and is compared. What comes after these helps to work it out and is in the second as far as
    it matters: it is not looked at. Results are not to be changed.

    Args:
        most: names of which the result is kept; those that were asked for last.
    """

    def keeping(function: Callable[..., AResult]) -> Callable[..., AResult]:
        held: dict[Hashable, tuple[Any, AResult]] = {}
        forgotten_with_readings(held.clear)

        @wraps(function)
        def worked_out(name: Hashable, told: Any, *more: Any) -> AResult:
            known = held.pop(name, None)
            if known is None or (known[0] is not told and known[0] != told):
                known = told, function(name, told, *more)
                if len(held) >= most:
                    del held[next(iter(held))]
            held[name] = known
            return known[1]

        return worked_out

    return keeping


def kept_by_content(room: int) -> Callable[[Callable[[bytes], AResult]], Callable[[bytes], AResult]]:
    """Makes a function of packed bytes unpack the same bytes once.

    Args:
        room: how many bytes are kept with what is in them; those that were asked for last.
    """

    def keeping(function: Callable[[bytes], AResult]) -> Callable[[bytes], AResult]:
        held: dict[bytes, AResult] = {}
        left = room

        def forget() -> None:
            nonlocal left
            held.clear()
            left = room

        forgotten_with_readings(forget)

        @wraps(function)
        def unpacked(content: bytes) -> AResult:
            nonlocal left
            if content in held:
                found = held.pop(content)
            else:
                found = function(content)
                left -= len(content)
                while left < 0 and held:
                    first = next(iter(held))
                    del held[first]
                    left += len(first)
            held[content] = found
            return found

        return unpacked

    return keeping
