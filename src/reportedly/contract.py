"""Records as JSON, and the ids of records."""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from .records import (
    Account,
    Actor,
    Amount,
    Claim,
    Contradiction,
    Document,
    Event,
    Figure,
    Hedge,
    Judgement,
    Notice,
    Occurrence,
    Origin,
    Place,
    Reading,
    Record,
    Time,
)

KINDS: dict[type[Record], str] = {
    Document: "document",
    Actor: "actor",
    Place: "place",
    Time: "time",
    Amount: "amount",
    Hedge: "hedge",
    Claim: "claim",
    Event: "event",
    Figure: "figure",
    Notice: "notice",
    Origin: "origin",
    Occurrence: "occurrence",
    Account: "account",
    Contradiction: "contradiction",
    Judgement: "judgement",
}
"""Every record type with its value of `kind`."""

PARTS = tuple(field.name for field in fields(Reading))[1:]
"""The fields of a reading that hold its findings, one for each kind."""

REFERENCES = ("place", "event", "claim", "within")
"""Fields that hold the id of another record of the same reading, or None."""

MOVING = ("document", "amount", *REFERENCES)
"""Fields that change where the ids of a reading are replaced, beside the id itself."""

ID_BYTES = 10
"""With 80 bits, the probability that two of a billion records share an id is under one in a million."""

Finding = TypeVar("Finding")


def record_id(kind: str, document: str, *parts: object) -> str:
    """The id of a record: its kind, and a hash of the document and `parts`.

    `parts` are the start, the end, and only those fields that distinguish two findings at the same place.
    """
    told = "\x1f".join(map(str, parts))
    whole = f"{kind}\x1f{document}\x1f{told}".encode("utf-8", "surrogatepass")
    name = f"{kind}-{blake2b(whole, digest_size=ID_BYTES).hexdigest()}"
    if (remembered := _PARTS.get()) is not None:
        remembered[name] = told
    return name


@contextmanager
def remembered_parts() -> Iterator[dict[str, str]]:
    """Inside the context: the parts of every id that is made, from which ids for another document follow.

    For remembered `parts`, `record_id(kind, other, parts)` is the id of the same finding in document `other`.
    """
    remembered: dict[str, str] = {}
    token = _PARTS.set(remembered)
    try:
        yield remembered
    finally:
        _PARTS.reset(token)


_PARTS: ContextVar[dict[str, str] | None] = ContextVar("parts", default=None)
"""The only state in this module; docs/decisions/0003-identity.md explains why it is needed."""


def kind_of(record: str) -> str:
    """The kind of a record, which its id starts with."""
    return record.partition("-")[0]


def renamed(reading: Reading, document: str) -> Reading:
    """The same reading under another document id; all ids in it change accordingly."""
    found = (record for name in PARTS for record in getattr(reading, name))
    ids = {record.id: record_id(kind_of(record.id), document, record.id) for record in found}
    ids[reading.document.id] = document
    return with_ids(replace(reading, document=replace(reading.document, id=document)), ids)


def with_ids(reading: Reading, ids: Mapping[str, str]) -> Reading:
    """The same reading with its ids replaced: those of findings, of their documents, and in references."""

    def moved(record: Finding) -> Finding:
        kind: Any = type(record)
        values_of, places = _ids_in(kind)
        values = list(values_of(record))
        values[0] = ids[values[0]]
        for place in places:
            if (told := values[place]) is not None:
                values[place] = ids.get(told, told)
        return cast("Finding", kind(*values))

    parts = {name: tuple(map(moved, getattr(reading, name))) for name in PARTS}
    return Reading(reading.document, **parts)


@cache
def _ids_in(kind: Any) -> tuple[Callable[[Any], tuple[Any, ...]], tuple[int, ...]]:
    """What gives all values of a record, of which the first is its id, and where ids of others stand."""
    names, values_of, _ = _fields_of(kind)
    return values_of, tuple(place for place, name in enumerate(names) if name in MOVING)


def to_json(record: Record) -> dict[str, Any]:
    """The record as plain values: `kind` first, then the fields in the contract's order."""
    return {"kind": KINDS[type(record)], **_plain_fields(record)}


def to_line(record: Record) -> str:
    """The record as one line of JSON, without a line end."""
    return _ENCODER.encode({"kind": KINDS[type(record)], **_told(record)})


def records_of(reading: Reading) -> Iterator[Record]:
    """The document, then all findings, kind by kind."""
    yield reading.document
    for name in PARTS:
        yield from getattr(reading, name)


def from_plain(record_type: type[Any], told: Mapping[str, Any]) -> Any:
    """The record that plain values stand for: the inverse of `to_json`; `kind` may be missing.

    Raises:
        TypeError: a field without a default is missing.
    """
    return record_type(
        **{
            name: told[name] if plain else _of_hint(hint, told[name])
            for name, hint, plain in _hints_of(record_type)  # type: ignore[arg-type]
            if name in told
        }
    )


def field_from_plain(record_type: type[Any], name: str, value: Any) -> Any:
    """The value of one field that a plain value stands for, as in `from_plain`."""
    return _of_hint(next(hint for each, hint, _ in _hints_of(record_type) if each == name), value)  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def _hints_of(record_type: type[Any]) -> tuple[tuple[str, Any, bool], ...]:
    hints = get_type_hints(record_type)
    return tuple(
        (each.name, hint := _not_none(hints[each.name]), not _has_parts(hint)) for each in fields(record_type)
    )


def _not_none(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not type(None))
    return hint


def _has_parts(hint: Any) -> bool:
    return get_origin(hint) is tuple or hasattr(hint, "__dataclass_fields__")


def _of_hint(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) is tuple:
        return tuple(_of_hint(_not_none(get_args(hint)[0]), each) for each in value)
    if hasattr(hint, "__dataclass_fields__"):
        return from_plain(hint, value)
    return value


def _plain_fields(value: Any) -> dict[str, Any]:
    return {name: _plain(told) for name, told in _told(value).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _plain_fields(value)
    return value


def _told(value: Any) -> dict[str, Any]:
    """The fields of a record, or of a part of one, by name; whole floats become integers."""
    kind: Any = type(value)
    names, values_of, numbers = _fields_of(kind)
    told = dict(zip(names, values_of(value), strict=True))
    for name in numbers:
        if isinstance(number := told[name], float) and number.is_integer():
            told[name] = int(number)
    return told


@cache
def _fields_of(kind: type[Any]) -> tuple[list[str], Callable[[Any], tuple[Any, ...]], list[str]]:
    """The names of a type's fields, a function for their values, and the names of the float fields."""
    names = [field.name for field in fields(kind)]
    return names, attrgetter(*names), [field.name for field in fields(kind) if "float" in str(field.type)]


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(", ", ": "), default=_told)
"""Made only once; `json.dumps` makes a new one for each line."""
