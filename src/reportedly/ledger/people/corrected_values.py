"""What people may write into a field of a record, as the field has it: ids, times, claimants.

What a value leads to must be there: a place, an event or a claim in the record's document, a claimant in the
ledger or in the words of the document.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from ...contract import REFERENCES, kind_of
from ...errors import CannotJudge, NoSuchRecord
from ...records import Claimant, Record
from ..file.field_values import when_of
from ..store import Ledger
from .identities import subject_named

DATED = ("published",)
"""Fields of words that hold a day."""


def resolve_value(ledger: Ledger, record: Record, name: str, value: Any) -> Any:
    """The value as the record's field of this name has it; the field takes such values.

    Raises:
        CannotJudge: it leads to nothing that is there, or is no day where one is needed.
    """
    if value is None:
        return None
    if name in REFERENCES:
        return _finding(ledger, record, name, value)
    if name == "claimant" and isinstance(value, str):
        return _claimant(ledger, record, value)
    if name == "when" and isinstance(value, str):
        return when_of(value)
    if name in DATED and not _is_time(value):
        raise CannotJudge(f"{name} of {record.id} cannot be {value!r}; a day such as 2022-01-05 can")
    return value


def _is_time(value: object) -> bool:
    """Whether it is a day, or a day with a time, as ISO 8601 writes them."""
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _finding(ledger: Ledger, record: Record, name: str, value: str) -> str:
    """The id of a finding of the field's kind in the record's document; a place may be named."""
    kind = "claim" if name == "within" else name
    document: str | None = getattr(record, "document", None)
    try:
        other: Any = ledger.record(value) if kind_of(value) == kind else None
    except NoSuchRecord:
        other = None
    if other is not None and other.document == document:
        return str(other.id)
    if kind == "place" and (found := _place_named(ledger, document, value)):
        return found
    told = "the name of a place found in its document, or its id," if kind == "place" else None
    told = told or f"the id of a {kind} found in its document"
    raise CannotJudge(f"{name} of {record.id} cannot be {value!r}; {told} can")


def _place_named(ledger: Ledger, document: str | None, name: str) -> str | None:
    """The first place of the document that is called so."""
    named = "folded(name) = folded(:name) OR folded(quote) = folded(:name)"
    statement = f"SELECT id FROM places WHERE document = :document AND ({named}) ORDER BY start LIMIT 1"
    return next((row["id"] for row in ledger.ask(statement, {"document": document, "name": name})), None)


def _claimant(ledger: Ledger, record: Record, name: str) -> Claimant:
    """Who is called so: an actor of the record's document, a claimant of the ledger, or words of the text."""
    document = getattr(record, "document", None)
    statement = (
        "SELECT name, key, type, sector, country FROM actors WHERE document = :document"
        " AND (key = :name OR folded(name) = folded(:name) OR folded(quote) = folded(:name))"
        " ORDER BY key IS NULL, start LIMIT 1"
    )
    for row in ledger.ask(statement, {"document": document, "name": name}):
        return Claimant(*row)
    if (named := subject_named(ledger, name)) is not None:
        return named[1]
    stands = "SELECT 1 FROM documents WHERE id = ? AND instr(folded(text), folded(?))"
    if any(True for _ in ledger.ask(stands, (document, name.strip()))):
        return Claimant(name.strip(), None, None, None, None)
    told = f"{json.dumps(name, ensure_ascii=False)} is no claimant of this ledger, nor named in its document"
    raise CannotJudge(f"claimant of {record.id} cannot be set so; {told}")
