"""What decisions of people affect: the documents of the decided records, and the edges that people add."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from ...contract import kind_of
from ..file.rows import DERIVED, FOUND, TABLES
from ..people.identities import CLAIMANT
from ..store import TYPES
from .links import all_edges_written
from .neighbourhood_state import mark_dirty


def numbers_of(connection: sqlite3.Connection, records: Iterable[str]) -> set[int]:
    """The documents that records are of; of what joins documents one of its neighbourhood.

    Of a record that is no longer there, since somebody rejected it, those that it was of.
    """
    return {number for record in records for number in _numbers_of(connection, record)}


def decided_on(connection: sqlite3.Connection, records: Iterable[str]) -> None:
    """The neighbourhoods of these records, which people decided on, are to be joined again."""
    for record in sorted(records):
        connection.executemany(
            "INSERT OR IGNORE INTO joining_decided VALUES (?, ?)",
            [(record, number) for number in _numbers_of(connection, record)],
        )
    mark_dirty(connection, numbers_of(connection, records))


def _numbers_of(connection: sqlite3.Connection, record: str) -> list[int]:
    if record.startswith(CLAIMANT):
        return _numbers_of_claimant(connection, record)
    record_type = TYPES.get(kind_of(record))
    found: list[tuple[int]] = []
    if record_type in DERIVED:
        found = connection.execute(
            "SELECT min(number) FROM joining_documents WHERE neighbourhood ="
            f" (SELECT neighbourhood FROM {TABLES[record_type]} WHERE id = ?) HAVING min(number) NOT NULL",
            (record,),
        ).fetchall()
    elif record_type in FOUND:
        found = connection.execute(
            f"SELECT d.number FROM {TABLES[record_type]} r JOIN documents d ON d.id = r.document"
            " WHERE r.id = ?",
            (record,),
        ).fetchall()
    if not found:
        found = connection.execute(
            "SELECT number FROM documents WHERE id = ? UNION"
            " SELECT number FROM joining_decided WHERE record = ?",
            (record, record),
        ).fetchall()
    return [number for (number,) in found]


def _numbers_of_claimant(connection: sqlite3.Connection, subject: str) -> list[int]:
    """The documents in which a claimant of this key or name speaks or is named, or did when it was judged."""
    name = subject.removeprefix(CLAIMANT)
    every = connection.execute("SELECT DISTINCT claimant_name FROM claims WHERE claimant_name NOT NULL")
    alike = [told for (told,) in every if told.casefold() == name]  # the file folds no letters but Latin ones
    found = connection.execute(
        "SELECT number FROM documents WHERE id IN (SELECT document FROM claims WHERE claimant_key = :name"
        " OR claimant_name IN (SELECT value FROM json_each(:alike))"
        " UNION SELECT document FROM actors WHERE key = :name"
        " UNION SELECT document FROM speakers WHERE key IN (:name, :key))"
        " UNION SELECT number FROM joining_decided WHERE record = :subject",
        {"name": name, "key": name.rpartition("=")[0], "subject": subject, "alike": json.dumps(alike)},
    )
    return [number for (number,) in found]


def set_people(connection: sqlite3.Connection, same: Iterable[tuple[str, str]]) -> None:
    """The edges of people are those between documents of what they said is the same."""
    held = connection.execute("SELECT one, other FROM joining_edges WHERE kind = 'people'").fetchall()
    connection.execute("DELETE FROM joining_edges WHERE kind = 'people'")
    wanted = set()
    for pair in same:
        one, other = (numbers_of(connection, (name,)) for name in pair)
        wanted |= {(first, second) for first in one for second in other if first != second}
    both = wanted | {(other, one) for one, other in wanted}
    connection.executemany("INSERT INTO joining_edges VALUES (?, ?, 'people', 1.0)", sorted(both))
    all_edges_written()
    mark_dirty(connection, {number for pair in both ^ set(held) for number in pair})
