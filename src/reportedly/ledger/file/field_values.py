"""Which fields of a record one value can set, and which values they take; a ledger holds no others."""

from __future__ import annotations

import types
from calendar import monthrange
from datetime import date
from math import isfinite
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ...records import Account, Claimant, Judgement, Notice, Occurrence, Origin, Precision, Record, When

NOTHING = "null"
"""Written for a value that is not known, and for an open end."""

IDENTITY = frozenset({"id", "document", "start", "end", "quote", "rule", "digest", "text"})
"""Fields that tell what was found where: another value would be another finding."""

PLAIN = (str, int, float, bool, type(None))
IN_WORDS = (When, Claimant)
"""Values of several fields that are written as one: a day, a name."""

FOLLOWING: tuple[type[Record], ...] = (Account, Judgement, Notice, Occurrence, Origin)
"""Records that follow from others, or from decisions: whoever corrects these changes them too."""

PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")
"""Of a date, by the number of its hyphens."""


def settable(record: Record) -> dict[str, tuple[Any, ...]]:
    """The fields that one value can set, with the kinds of value that each takes; none where it follows."""
    if isinstance(record, FOLLOWING):
        return {}
    hints = get_type_hints(type(record))
    kinds = {name: _kinds(hint) for name, hint in hints.items() if name not in IDENTITY}
    return {name: each for name, each in kinds.items() if all(map(_is_plain, each))}


def fits(value: object, kinds: tuple[Any, ...]) -> bool:
    """Whether a field of these kinds takes the value: a whole number is one of any kind, a truth is none."""
    return any(_is_one(value, kind) for kind in kinds)


def allowed(kinds: tuple[Any, ...]) -> str:
    """The kinds in words, for an error."""
    number = "a number from 0 on"
    said = {
        int: number,
        float: number,
        bool: "true or false",
        str: "words",
        type(None): NOTHING,
        When: "a day, month or year such as 2022-01-05, two of them such as 2022-01-05/2022-01-07",
        Claimant: "the name or key of who speaks",
    }
    return " or ".join(
        ", ".join(get_args(kind)) if get_origin(kind) is Literal else said[kind] for kind in kinds
    )


def when_of(written: str) -> When | None:
    """The time that a day, a month or a year stands for, or two with a slash; None for other words."""
    first, slash, last = written.partition("/")
    ends = [_ends_of(each) for each in ((first, last) if slash else (first,))]
    if None in ends:
        return None
    begins, ends_at, precision = ends[0][0], ends[-1][1], max(each[2] for each in ends)  # type: ignore[index]
    if begins > ends_at:
        return None
    return When(begins.isoformat(), ends_at.isoformat(), PRECISIONS[precision], "stated")


def write_when(when: When) -> str:
    """A time as `when_of` reads it, to the day; empty where none of its ends is known."""
    first, last = ((end or "")[:10] for end in (when.earliest, when.latest))
    ends = dict.fromkeys(filter(None, (first, last)))
    written = "/".join(ends)
    whole = [written[:4], written[:7]]
    same = (
        each for each in whole if (told := when_of(each)) and (told.earliest, told.latest) == (first, last)
    )
    return next(same, written)


def _ends_of(written: str) -> tuple[date, date, int] | None:
    """The first and the last day of a date, and how many hyphens it has; None where the calendar has none."""
    hyphens = written.count("-")
    if len(written) != 4 + 3 * hyphens or not written.replace("-", "").isdecimal():
        return None
    try:
        first = date.fromisoformat(written + "-01-01"[3 * hyphens :])
    except ValueError:
        return None
    month = 12 if hyphens == 0 else first.month
    last = first if hyphens > 1 else date(first.year, month, monthrange(first.year, month)[1])
    return first, last, hyphens


def _kinds(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def _is_plain(kind: Any) -> bool:
    return get_origin(kind) is Literal or kind in PLAIN or kind in IN_WORDS


def _is_one(value: object, kind: Any) -> bool:
    if get_origin(kind) is Literal:
        return isinstance(value, str) and value in get_args(kind)
    if kind in IN_WORDS and isinstance(value, str):
        return bool(value.strip()) if kind is Claimant else when_of(value) is not None
    if kind in (int, float):
        is_number = isinstance(value, int if kind is int else int | float) and not isinstance(value, bool)
        return is_number and isfinite(value)  # type: ignore[arg-type]
    return isinstance(value, kind)
