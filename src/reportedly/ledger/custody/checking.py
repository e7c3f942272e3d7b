"""Checks the integrity of a ledger and names every fault."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, fields, is_dataclass
from itertools import islice
from typing import Any

from ...contract import records_of
from ...errors import LedgerError
from ...records import Document, Reading
from ..file.chain import follow_chain, unpacked_digest
from ..file.opening import read_only_address, schema_of, steps_taken
from ..store import Ledger

NAMED = 20
"""Faults of one sort that are named one by one; of more the number is told."""

FULL_TEXT = {"documents_words": "documents", "claims_words": "claims"}
"""The indexes of words, each with the table that has them."""

DOCUMENT_OF = "SELECT document FROM captures WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it must be."""

    check: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.check}: {self.where}: {self.what}" if self.where else f"{self.check}: {self.what}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and the faults that were found."""

    documents: int
    spans: int
    captures: int
    links: int
    faults: tuple[Fault, ...]
    left_out: tuple[str, ...]
    """Checks that could not be made, with the cause."""


def check_ledger(ledger: Ledger) -> Checked:
    """The whole of a ledger was looked at: the file, its references, spans, bytes and chain."""
    faults: list[Fault] = []
    left_out: list[str] = []
    told = _Checked()
    for check, found in (  # none is looked for before it is its turn
        ("file", _file(ledger)),
        ("tables", _tables(ledger)),
        ("references", _references(ledger)),
        ("full text", _full_text(ledger, left_out)),
        ("spans", _spans(ledger, told)),
        ("bytes", _bytes(ledger, told)),
        ("chain", _chain(ledger, told)),
    ):
        faults += _named(check, found)
    return Checked(told.documents, told.spans, told.captures, told.links, tuple(faults), tuple(left_out))


@dataclass(slots=True)
class _Checked:
    documents: int = 0
    spans: int = 0
    captures: int = 0
    links: int = 0


def _named(check: str, found: Iterator[tuple[str, str]]) -> Iterator[Fault]:
    """The first faults of one check, then how many more; a check that cannot go on is a fault itself."""
    try:
        for where, what in islice(found, NAMED):
            yield Fault(check, where, what)
        if more := sum(1 for _ in found):
            yield Fault(check, "", f"and {more:,} more of this sort")
    except LedgerError as error:
        yield Fault(check, "", str(error).partition(": ")[2] or str(error))
    except (TypeError, ValueError, LookupError, AttributeError) as error:  # no such value was ever filed
        yield Fault(check, "", f"holds what no ledger holds: {error}")


def _file(ledger: Ledger) -> Iterator[tuple[str, str]]:
    for row in ledger.ask(f"PRAGMA integrity_check({NAMED})"):
        if row[0] != "ok":
            yield "", " ".join(str(row[0]).split())


def _tables(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """What the program made of the file is as it made it; tables and indexes of others may stand beside.

    A trigger of others is a fault: it changes what is filed, behind the back of whoever files it.
    """
    wanted = steps_taken()
    found = schema_of(ledger.ask("SELECT type, name, sql FROM sqlite_schema"))
    for (kind, name), words in wanted.items():
        if (kind, name) not in found:
            yield name, f"the {kind} is gone"
        elif found[kind, name] != words:
            yield name, f"the {kind} was changed"
    for kind, name in found.keys() - wanted.keys():
        if kind == "trigger":
            yield name, "is a trigger that the program did not make"


def _references(ledger: Ledger) -> Iterator[tuple[str, str]]:
    for row in ledger.ask("PRAGMA foreign_key_check"):
        yield f"{row['table']} row {row['rowid']}", f"names a record of {row['parent']} that is not there"


def _full_text(ledger: Ledger, left_out: list[str]) -> Iterator[tuple[str, str]]:
    """The index is compared with the words in a copy of it: its own check would keep writers out."""
    address = read_only_address(ledger.path)
    try:
        with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=1)) as connection:
            connection.execute("PRAGMA temp_store = FILE")
            connection.execute("BEGIN")  # what is copied is of one moment
            for table, content in FULL_TEXT.items():
                if not _is_there(connection, table):
                    continue  # as the check of tables says
                try:
                    _copy_index(connection, table, content)
                    connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
                except sqlite3.DatabaseError as error:
                    if not str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_CORRUPT"):
                        raise
                    yield table, "does not agree with the words of its table"
            connection.execute("ROLLBACK")
    except sqlite3.Error as error:
        left_out.append(f"full text could not be checked: {error}")


def _is_there(connection: sqlite3.Connection, table: str) -> bool:
    found = connection.execute("SELECT 1 FROM main.sqlite_schema WHERE name = ?", (table,))
    return found.fetchone() is not None


def _copy_index(connection: sqlite3.Connection, table: str, content: str) -> None:
    """A temporary index of the same name hides that of the ledger, with its rows and over the same words."""
    (words,) = next(connection.execute("SELECT sql FROM main.sqlite_schema WHERE name = ?", (table,)))
    connection.execute(f"CREATE TEMP VIEW {content} AS SELECT * FROM main.{content}")
    connection.execute(words.replace(f"TABLE {table}", f"TABLE temp.{table}", 1))
    for part in ("data", "idx", "docsize", "config"):
        connection.execute(f"DELETE FROM temp.{table}_{part}")
        connection.execute(f"INSERT INTO temp.{table}_{part} SELECT * FROM main.{table}_{part}")


def _spans(ledger: Ledger, told: _Checked) -> Iterator[tuple[str, str]]:
    ids = [row["id"] for row in ledger.ask("SELECT id FROM documents ORDER BY number")]
    for name in ids:
        told.documents += 1
        try:
            reading = ledger.reading(name)
        except (LedgerError, ValueError, TypeError, KeyError) as error:
            yield name, f"cannot be read back: {error}"
            continue
        yield from _of_reading(reading, told)


def _of_reading(reading: Reading, told: _Checked) -> Iterator[tuple[str, str]]:
    text = reading.document.text
    for segment in reading.document.segments:
        if not 0 <= segment.start < segment.end <= len(text):
            yield reading.document.id, f"a segment at {segment.start}-{segment.end} is outside of the text"
    for record in records_of(reading):
        if isinstance(record, Document):
            continue
        for start, end, quote in _extents(record):
            told.spans += 1
            if not 0 <= start < end <= len(text) or text[start:end] != quote:
                yield record.id, f"its words at {start}-{end} are not those of the document: {quote[:60]!r}"


def _extents(value: Any) -> Iterator[tuple[int, int, str]]:
    """Every start, end and quote in a record, also in its parts."""
    if isinstance(value, tuple):
        for each in value:
            yield from _extents(each)
    elif is_dataclass(value):
        start, end, quote = (getattr(value, name, None) for name in ("start", "end", "quote"))
        if start is not None and end is not None and quote is not None:
            yield start, end, quote
        for field in fields(value):
            part = getattr(value, field.name)
            if isinstance(part, tuple) or is_dataclass(part):
                yield from _extents(part)


def _bytes(ledger: Ledger, told: _Checked) -> Iterator[tuple[str, str]]:
    for name in [row["id"] for row in ledger.ask("SELECT id FROM captures ORDER BY rowid")]:
        told.captures += 1
        for row in ledger.ask("SELECT digest, size, content FROM captures WHERE id = ?", (name,)):
            if what := _why_not(row["content"], row["digest"], row["size"]):
                yield f"{name} of {_document(ledger, name)}", what
    unheld = (
        "SELECT id FROM documents WHERE NOT EXISTS"
        " (SELECT 1 FROM captures WHERE document = documents.id AND digest = documents.digest)"
    )
    for row in ledger.ask(unheld):
        yield row["id"], "the bytes that it was read from are not there"


def _why_not(content: bytes, digest: str, size: int) -> str | None:
    try:
        found, length = unpacked_digest(content)
    except zlib.error as error:
        return f"its stored bytes are damaged: {error}"
    if found != digest:
        return "its stored bytes are not those of its SHA-256"
    return None if length == size else f"has {length:,} bytes, {size} were filed"


def _document(ledger: Ledger, capture: str) -> str:
    return next((str(row["document"]) for row in ledger.ask(DOCUMENT_OF, (capture,))), "?")


def _chain(ledger: Ledger, told: _Checked) -> Iterator[tuple[str, str]]:
    proof = follow_chain(ledger)
    told.links = proof.links
    if proof.broken:
        yield f"link {proof.broken.number} ({proof.broken.record or proof.broken.kind})", proof.broken.why
