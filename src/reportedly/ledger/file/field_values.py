"""Which fields of a record one value can set, and which values they take; a ledger holds no others."""

from __future__ import annotations

import types
from math import isfinite
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ...records import Record

NOTHING = "null"
"""Written for a value that is not known, and for an open end."""

IDENTITY = frozenset({"id", "document", "start", "end", "quote", "rule"})
"""Fields that tell what was found where: another value would be another finding."""

PLAIN = (str, int, float, bool, type(None))


def settable(record: Record) -> dict[str, tuple[Any, ...]]:
    """The fields that one value can set, each with the kinds of value that it takes."""
    hints = get_type_hints(type(record))
    kinds = {name: _kinds(hint) for name, hint in hints.items() if name not in IDENTITY}
    return {name: each for name, each in kinds.items() if all(map(_is_plain, each))}


def fits(value: object, kinds: tuple[Any, ...]) -> bool:
    """Whether a field of these kinds takes the value: a whole number is one of any kind, a truth is none."""
    return any(_is_one(value, kind) for kind in kinds)


def allowed(kinds: tuple[Any, ...]) -> str:
    """The kinds in words, for an error."""
    number = "a number from 0 on"
    said = {int: number, float: number, bool: "true or false", str: "words", type(None): NOTHING}
    return " or ".join(
        ", ".join(get_args(kind)) if get_origin(kind) is Literal else said[kind] for kind in kinds
    )


def _kinds(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def _is_plain(kind: Any) -> bool:
    return get_origin(kind) is Literal or kind in PLAIN


def _is_one(value: object, kind: Any) -> bool:
    if get_origin(kind) is Literal:
        return isinstance(value, str) and value in get_args(kind)
    if kind in (int, float):
        is_number = isinstance(value, int if kind is int else int | float) and not isinstance(value, bool)
        return is_number and isfinite(value)  # type: ignore[arg-type]
    return isinstance(value, kind)
