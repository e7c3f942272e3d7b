"""The chain of custody: each capture and each judgement has a link that depends on all earlier links.

A link is the SHA-256 of the previous link and the record in a fixed form; for a capture, that contains the
SHA-256 of its bytes. Triggers of the file list whatever is filed as unlinked, and the transaction that filed
it links it before it ends, so links follow the order of filing, whichever process writes.

Anybody who can write the file can compute the whole chain again. Only a link that was noted elsewhere, on
paper or by another person, makes the chain a proof.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..store import Ledger

NOTHING_BEFORE = "0" * 64
"""What the first link hangs on."""

BEGINNING = "beginning"

PIECE = 1 << 16
"""Packed bytes that are unpacked at once."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "capture": (
        *(
            "id",
            "document",
            "digest",
            "media_type",
            "url",
            "headers",
            "fetched_at",
            "size",
            "run",
            "filed_at",
        ),
    ),
    "judgement": ("id", "subject", "verdict", "value", "reason", "decided_by", "decided_at"),
}
"""What a link holds of a record, by its kind."""

TABLE_OF: Mapping[str, str] = {"capture": "captures", "judgement": "judgements"}


@dataclass(frozen=True, slots=True)
class Break:
    """The first link that does not hold."""

    number: int
    kind: str
    record: str
    why: str

    def __str__(self) -> str:
        return f"link {self.number} ({self.record or self.kind}): {self.why}"


@dataclass(frozen=True, slots=True)
class Proof:
    """What following the whole chain came to."""

    links: int
    head: str
    """The number and the hash of the last link, as a person notes it."""
    began_at: str
    before: int
    """Records that stood in the ledger when the chain began: of what befell them before, it says nothing."""
    broken: Break | None
    noted: bool | None = None
    """Whether the chain has the link that was noted elsewhere; None where none was given."""

    @property
    def holds(self) -> bool:
        """Whether nothing changed."""
        return self.broken is None and self.noted is not False


def begin_chain(connection: sqlite3.Connection, program: str, at: str) -> None:
    """The chain has its first link: when it began, by which program, and what stood there already."""
    if connection.execute("SELECT 1 FROM chain LIMIT 1").fetchone():
        return
    before = connection.execute("SELECT count(*) FROM unlinked").fetchone()[0]
    told = _form({"at": at, "program": program, "before": before})
    _append(connection, 1, BEGINNING, told, _link(NOTHING_BEFORE, BEGINNING, told))


def link_filed(connection: sqlite3.Connection) -> None:
    """Whatever was filed in this transaction has its link."""
    waiting = connection.execute("SELECT kind, record FROM unlinked ORDER BY number").fetchall()
    if not waiting:
        return
    last = connection.execute("SELECT number, link FROM chain ORDER BY number DESC LIMIT 1")
    number, link = last.fetchone()
    for kind, record in waiting:
        number += 1
        link = _link(link, kind, _form(_row(connection, kind, record) or {}))
        _append(connection, number, kind, record, link)
    connection.execute("DELETE FROM unlinked")


def follow_chain(ledger: Ledger, noted: str | None = None) -> Proof:
    """Every link is made anew from what the ledger holds today, and compared with the one that it bears.

    Args:
        ledger: any that is open.
        noted: a head, or the start of one, that was noted elsewhere: `120:3fa9…`.
    """
    before = NOTHING_BEFORE
    number = 0
    first: Mapping[str, Any] = {}
    broken: Break | None = None
    found = None if noted is None else False
    for row in ledger.ask("SELECT number, kind, record, link FROM chain ORDER BY number"):
        number += 1
        if why := _why_broken(ledger, row, number, before):
            broken = Break(number, row["kind"], "" if row["kind"] == BEGINNING else row["record"], why)
            break
        before = row["link"]
        first = first or json.loads(row["record"])
        found = found or (None if noted is None else _is_noted(noted, number, before))
    if broken is None:
        broken = _left_out(ledger, number)
    return Proof(number, f"{number}:{before}", first.get("at", ""), first.get("before", 0), broken, found)


def _is_noted(noted: str, number: int, link: str) -> bool:
    place, colon, start = noted.strip().lower().partition(":")
    return bool(colon) and len(start) >= 8 and place == str(number) and link.startswith(start)


def unpacked_digest(packed: bytes) -> tuple[str, int]:
    """SHA-256 and length of a capture's bytes, unpacked piece by piece: a foreign file may hold ever so many.

    Raises:
        zlib.error: they are damaged, or no bytes at all.
    """
    if not isinstance(packed, bytes):
        raise zlib.error("no bytes")
    unpacking, digest, size = zlib.decompressobj(), sha256(), 0
    for start in range(0, len(packed), PIECE):
        rest = packed[start : start + PIECE]
        while rest and not unpacking.eof:
            part = unpacking.decompress(rest, 16 * PIECE)
            rest = unpacking.unconsumed_tail
            digest.update(part)
            size += len(part)
    last = unpacking.flush()
    digest.update(last)
    if not unpacking.eof:
        raise zlib.error("incomplete")
    return digest.hexdigest(), size + len(last)


def _why_broken(ledger: Ledger, row: sqlite3.Row, number: int, before: str) -> str | None:
    kind, record = row["kind"], row["record"]
    if row["number"] != number:
        return f"is missing; link {row['number']} follows"
    if kind == BEGINNING:
        return None if row["link"] == _link(before, kind, record) else "the beginning was changed"
    if kind not in COLUMNS:
        return f"is of an unknown kind {kind!r}"
    told = _asked(ledger, kind, record)
    if told is None:
        return f"the {kind} is gone"
    if not _holds_text(told) or row["link"] != _link(before, kind, _form(told)):
        return f"the {kind} or its link was changed"
    return _why_other_bytes(ledger, record, told["digest"]) if kind == "capture" else None


def _why_other_bytes(ledger: Ledger, capture: str, digest: str) -> str | None:
    (row,) = ledger.ask("SELECT content FROM captures WHERE id = ?", (capture,))
    try:
        found, _ = unpacked_digest(row["content"])
    except zlib.error:
        return "the bytes of the capture are damaged"
    return None if found == digest else "the bytes of the capture were changed"


def _left_out(ledger: Ledger, last: int) -> Break | None:
    """A record that stands in no link: it came in past the program."""
    for kind, table in TABLE_OF.items():
        statement = (
            f"SELECT id FROM {table} WHERE id NOT IN (SELECT record FROM chain WHERE kind = ?) ORDER BY rowid"
        )
        for row in ledger.ask(statement, (kind,)):
            why = f"the {kind} has no link: it was not filed by the program"
            return Break(last + 1, kind, row["id"], why)
    return None


def _asked(ledger: Ledger, kind: str, record: str) -> dict[str, Any] | None:
    return next((dict(row) for row in ledger.ask(_statement(kind), (record,))), None)


def _row(connection: sqlite3.Connection, kind: str, record: str) -> dict[str, Any] | None:
    row = connection.execute(_statement(kind), (record,)).fetchone()
    return None if row is None else dict(zip(COLUMNS[kind], row, strict=True))


def _statement(kind: str) -> str:
    columns: Sequence[str] = COLUMNS[kind]
    return f"SELECT {', '.join(columns)} FROM {TABLE_OF[kind]} WHERE id = ?"


def _holds_text(record: Mapping[str, Any]) -> bool:
    """Whether its values are of the kinds that the program files: no raw bytes."""
    return not any(isinstance(value, bytes) for value in record.values())


def _form(record: Mapping[str, Any]) -> str:
    """One form for one record: sorted names, no spaces, every character itself."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _link(before: str, kind: str, record: str) -> str:
    return sha256(f"{before}\n{kind}\n{record}".encode("utf-8", "surrogatepass")).hexdigest()


def _append(connection: sqlite3.Connection, number: int, kind: str, record: str, link: str) -> None:
    connection.execute("INSERT INTO chain VALUES (?, ?, ?, ?)", (number, kind, record, link))
