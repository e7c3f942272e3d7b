"""Files a batch of readings in an open ledger: under which id each stands, and what it supersedes."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from ...contract import record_id, renamed
from ...errors import LedgerError
from ...page.capture import now
from ...records import Document, Reading, Record
from .filing import (
    COMPRESSION,
    Capture,
    capture_of,
    made_whole,
    other_collection,
    packed,
    same_id_notice,
)
from .rows import FOUND, TABLES, shape_of

IS_HELD = """
SELECT 1
FROM captures AS held
JOIN documents ON documents.id = held.document
LEFT JOIN runs AS reading ON reading.id = documents.run
LEFT JOIN runs AS filing ON filing.id = held.run
WHERE held.document IN (:document, :apart) AND held.digest = :digest AND CASE
  WHEN documents.digest = held.digest
    THEN :program IS NULL OR (reading.program, reading.model, reading.lexicon) IS (:program, :model, :lexicon)
  ELSE (held.fetched_at = :fetched_at AND held.fetched_at < held.filed_at)
    OR (filing.finished_at IS NOT NULL AND filing.id = (
      SELECT run FROM captures WHERE document = held.document ORDER BY rowid DESC LIMIT 1
    ))
END
LIMIT 1
"""
"""A row if the bytes are current, and were read by that program if one is named; where others are current, if
the capture is one that was taken then and filed later, or came in one run with the last one."""


@dataclass(frozen=True, slots=True)
class Filed:
    """What a filing came to: documents that are new, read anew, known, or set apart under an id of ours."""

    new: int = 0
    renewed: int = 0
    known: int = 0
    set_apart: int = 0
    findings: int = 0

    def __add__(self, other: Filed) -> Filed:
        return Filed(*[getattr(self, each.name) + getattr(other, each.name) for each in fields(self)])


def file_batch(
    connection: sqlite3.Connection, pairs: Sequence[tuple[Reading, Capture | None]], run: int | None
) -> Filed:
    """The readings are in the ledger, each with its capture; to be called inside a transaction."""
    filed = Filed()
    fresh: list[Reading] = []
    waiting: set[str] = set()
    at = now()
    for given, capture in pairs:
        if given.document.id in waiting:  # a second one in this batch has to see the first
            _insert_readings(connection, fresh, run, at)
            fresh, waiting = [], set()
        reading = made_whole(given)
        reading, outcome = _settled(connection, reading)
        if outcome.known:
            filed += outcome
            continue
        fresh.append(reading)
        waiting.update((given.document.id, reading.document.id))
        _insert_capture(connection, reading.document, capture or capture_of(given.document), run, at)
        filed += replace(outcome, findings=sum(len(getattr(reading, f.name)) for f in fields(reading)[1:]))
    _insert_readings(connection, fresh, run, at)
    return filed


def set_apart_id(document: str, digest: str) -> str:
    """The id of a document whose own id belongs to another one."""
    return f"{document}~{digest[:8]}"


def _settled(connection: sqlite3.Connection, reading: Reading) -> tuple[Reading, Filed]:
    """Under which id a reading is filed, with room made for it, and what it is to the ledger."""
    document = reading.document
    held = connection.execute(
        "SELECT digest, url, publisher FROM documents WHERE id = ?", (document.id,)
    ).fetchone()
    if held is None:
        return reading, Filed(new=1)
    digest, url, publisher = held
    if digest != document.digest and other_collection(document, url, publisher):
        apart = renamed(reading, set_apart_id(document.id, document.digest))
        apart, outcome = _settled(connection, same_id_notice(apart, document.id))
        return apart, outcome if outcome.known else Filed(set_apart=1)
    if digest == document.digest and read_back(connection, document.id) == reading:
        return reading, Filed(known=1)
    _supersede(connection, document.id)
    return reading, Filed(renewed=1)


def _supersede(connection: sqlite3.Connection, document: str) -> None:
    """The current reading of a document stands whole among the superseded ones; its findings are gone."""
    connection.execute(
        "INSERT INTO superseded_readings (document, digest, run, filed_at, superseded_at, lines)"
        " SELECT id, digest, run, filed_at, ?, ? FROM documents WHERE id = ?",
        (now(), packed(read_back(connection, document)), document),
    )
    connection.execute(
        "UPDATE occurrences SET place = NULL WHERE place IN (SELECT id FROM places WHERE document = ?)",
        (document,),
    )
    for record_type in FOUND:
        connection.execute(f"DELETE FROM {TABLES[record_type]} WHERE document = ?", (document,))


def _insert_readings(
    connection: sqlite3.Connection, readings: Sequence[Reading], run: int | None, at: str
) -> None:
    shape = shape_of(Document)
    marks = ", ".join("?" * (len(shape.columns) + 2))
    changes = ", ".join(
        f'"{column}" = excluded."{column}"' for column in (*shape.columns[1:], "run", "filed_at")
    )
    connection.executemany(
        f"INSERT INTO documents ({shape.names}, run, filed_at) VALUES ({marks})"
        f" ON CONFLICT (id) DO UPDATE SET {changes}",
        [(*shape.to_row(reading.document), run, at) for reading in readings],
    )
    names = [field.name for field in fields(Reading)][1:]
    for name, record_type in zip(names, FOUND, strict=True):
        insert(connection, record_type, [each for reading in readings for each in getattr(reading, name)])


def insert(
    connection: sqlite3.Connection, record_type: type[Record], records: Sequence[Any], otherwise: str = ""
) -> None:
    """The records stand in the table of their type; `otherwise` says what is done about known ids."""
    insert_rows(connection, record_type, map(shape_of(record_type).to_row, records), otherwise=otherwise)


def insert_rows(
    connection: sqlite3.Connection,
    record_type: type[Record],
    rows: Iterable[Sequence[object]],
    *more: str,
    otherwise: str = "",
) -> None:
    """The rows stand in the table of this type; they have `more` columns than the record."""
    shape = shape_of(record_type)
    names = ", ".join((shape.names, *more))
    marks = ", ".join("?" * (len(shape.columns) + len(more)))
    connection.executemany(f"INSERT {otherwise}INTO {TABLES[record_type]} ({names}) VALUES ({marks})", rows)


def is_held(
    connection: sqlite3.Connection,
    document: str,
    digest: str,
    fetched_at: str | None = None,
    by: tuple[str, str, str] | None = None,
) -> bool:
    """See `Ledger.is_filed`."""
    values: dict[str, str | None] = {
        "document": document,
        "apart": set_apart_id(document, digest),
        "digest": digest,
        "fetched_at": fetched_at,
        **dict(zip(("program", "model", "lexicon"), by or (None, None, None), strict=True)),
    }
    return connection.execute(IS_HELD, values).fetchone() is not None


def _insert_capture(
    connection: sqlite3.Connection, document: Document, capture: Capture, run: int | None, at: str
) -> None:
    """The capture is there; bytes that the document had before others have one more capture."""
    digest = capture.digest
    if is_held(connection, document.id, digest, capture.fetched_at):
        return
    (before,) = connection.execute(
        "SELECT count(*) FROM captures WHERE document = ? AND digest = ?", (document.id, digest)
    ).fetchone()
    connection.execute(
        "INSERT INTO captures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record_id("capture", document.id, digest, *([str(before)] if before else [])),
            document.id,
            digest,
            capture.media_type,
            capture.url or document.url,
            json.dumps(dict(capture.headers)) if capture.headers else None,
            capture.fetched_at,
            len(capture.content),
            zlib.compress(capture.content, COMPRESSION),
            run,
            at,
        ),
    )


def read_back(connection: sqlite3.Connection, document: str) -> Reading:
    """All that is filed of one document.

    Raises:
        LedgerError: there is no such document.
    """

    def all_of(record_type: type[Record]) -> tuple[Any, ...]:
        shape = shape_of(record_type)
        key = "id" if record_type is Document else "document"
        order = "" if record_type is Document else "ORDER BY rowid"
        rows = connection.execute(
            f"SELECT {shape.names} FROM {TABLES[record_type]} WHERE {key} = ? {order}", (document,)
        )
        return tuple(map(shape.from_row, rows))

    found = all_of(Document)
    if not found:
        raise LedgerError(f"no document {document!r}")
    return Reading(found[0], *[all_of(record_type) for record_type in FOUND])
