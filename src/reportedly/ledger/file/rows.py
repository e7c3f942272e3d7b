"""Records as rows of the ledger's tables and back.

A field that holds an `Extent`, a `When` or a `Claimant` is spread over columns (`trigger_start`,
`when_earliest`, `claimant_name`); a field that holds several values is JSON text, which `json_each` opens.
All else is a column of its own, under the contract's name.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from ...records import (
    Account,
    Actor,
    Amount,
    Claim,
    Claimant,
    Contradiction,
    Document,
    Event,
    Extent,
    Figure,
    Hedge,
    Judgement,
    Notice,
    Occurrence,
    Origin,
    Place,
    Record,
    Time,
    When,
)

TABLES: Mapping[type[Any], str] = {
    Document: "documents",
    Actor: "actors",
    Place: "places",
    Time: "times",
    Amount: "amounts",
    Hedge: "hedges",
    Claim: "claims",
    Event: "events",
    Figure: "figures",
    Notice: "notices",
    Origin: "origins",
    Occurrence: "occurrences",
    Account: "accounts",
    Contradiction: "contradictions",
    Judgement: "judgements",
}
"""Every record type with its table."""

FOUND: tuple[type[Record], ...] = (Actor, Place, Time, Amount, Hedge, Claim, Event, Figure, Notice)
"""What is found in one document, in the order of `Reading`'s fields."""

DERIVED: tuple[type[Record], ...] = (Origin, Occurrence, Account, Contradiction)
"""What follows from all documents together, and is made anew as they change."""

SPREAD = (Extent, When, Claimant)
ALWAYS_SET: Mapping[type, str] = {Extent: "quote", When: "basis", Claimant: "name"}
"""The field of a spread value that is never None: where its column is NULL, there is no value."""

DECODER, ENCODER = json.JSONDecoder(), json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

Row = Sequence[Any]
ARecord = TypeVar("ARecord", bound=Record)


@dataclass(frozen=True, slots=True)
class Shape:
    """How one record type lies in its table."""

    columns: tuple[str, ...]
    to_row: Callable[[Any], tuple[Any, ...]]
    from_row: Callable[[Row], Any]
    truths: tuple[int, ...]
    """The places of columns that are yes, no or not known."""
    lists: tuple[int, ...]
    """The places of columns that are JSON text."""

    @property
    def names(self) -> str:
        """The columns for a statement, quoted, since `end`, `when` and `group` are words of SQL."""
        return ", ".join(f'"{column}"' for column in self.columns)


def shape_of(record_type: type[Any]) -> Shape:
    """The columns of a record type in the contract's order, and the ways to and from a row."""
    return SHAPES[record_type]


def _shape(record_type: type[Any]) -> Shape:
    hints = get_type_hints(record_type)
    parts = [_part(field.name, hints[field.name]) for field in fields(record_type)]
    columns = tuple(column for names, _, _ in parts for column in names)
    single: list[tuple[int, FromValues]] = []
    spread: list[tuple[int, int, FromValues]] = []
    truths = tuple(at for at, name in enumerate(columns) if _without_none(hints.get(name)) is bool)
    lists = tuple(
        at for at, name in enumerate(columns) if get_origin(_without_none(hints.get(name))) is tuple
    )
    at = len(columns)
    for names, _, from_values in reversed(parts):
        at -= len(names)
        if from_values is not None and len(names) == 1:
            single.append((at, from_values))
        elif from_values is not None:
            spread.append((at, at + len(names), from_values))

    values_of = attrgetter(*(field.name for field in fields(record_type)))
    several = [(at, to_values) for at, (_, to_values, _) in enumerate(parts) if to_values is not None]
    several.reverse()

    def to_row(record: Any) -> tuple[Any, ...]:
        row = list(values_of(record))
        for at, to_values in several:  # from the last: those before stay where they are
            row[at : at + 1] = to_values(row[at])
        return tuple(row)

    def from_row(row: Row) -> Any:
        values = list(row)
        for at, from_value in single:
            values[at] = from_value(values[at])
        for start, end, from_values in spread:  # from the last: those before stay where they are
            values[start:end] = (from_values(row[start:end]),)
        return record_type(*values)

    return Shape(columns, to_row, from_row, truths, lists)


ToValues = Callable[[Any], Sequence[Any]]
"""Makes the values of a field's columns of its value."""
FromValues = Callable[[Any], Any]
"""Makes a field of its columns' values, or of the value of its only column."""

Part = tuple[tuple[str, ...], ToValues | None, FromValues | None]
"""The columns of a field, and the ways to and from their values; none where the value is the column's."""


def _part(name: str, hint: Any) -> Part:
    inner = _without_none(hint)
    if inner in SPREAD:
        return _spread_part(name, inner)
    if get_origin(inner) is tuple:
        return _list_part(name, get_args(inner)[0])
    return (name,), None, _to_bool if inner is bool else None


def _spread_part(name: str, inner: Any) -> Part:
    names = [field.name for field in fields(inner)]
    sure = names.index(ALWAYS_SET[inner])
    nothing = (None,) * len(names)
    values_of = attrgetter(*names)

    def to_values(value: Any) -> Sequence[Any]:
        return nothing if value is None else values_of(value)

    def from_values(row: Row) -> Any:
        return None if row[sure] is None else inner(*row)

    return tuple(f"{name}_{each}" for each in names), to_values, from_values


def _list_part(name: str, item: Any) -> Part:
    if not hasattr(item, "__dataclass_fields__"):
        return (
            (name,),
            lambda values: (_json(values),),
            lambda text: tuple(_values(text)),
        )
    names = [field.name for field in fields(item)]

    values_of = attrgetter(*names)

    def to_values(values: Any) -> Sequence[Any]:
        return (_json([dict(zip(names, values_of(value), strict=True)) for value in values]),)

    def from_values(text: str) -> Any:
        return tuple([item(**value) for value in _values(text)])

    return (name,), to_values, from_values


def _without_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        kept = [part for part in get_args(hint) if part is not type(None)]
        return kept[0] if len(kept) == 1 else hint
    return hint


def _to_bool(value: int | None) -> bool | None:
    return None if value is None else bool(value)


def _values(text: str) -> Any:
    """The values of a field that holds several; most fields hold none."""
    return DECODER.raw_decode(text)[0] if text != "[]" else ()


def _json(value: Any) -> str:
    return ENCODER.encode(value) if value else "[]"


SHAPES: Mapping[type[Any], Shape] = {record_type: _shape(record_type) for record_type in TABLES}
