"""Documents whose neighbourhoods were found elsewhere, among more documents than the ledger has.

How rare words are, who is among the first of a list, and where a large neighbourhood is taken apart follows
from all documents. A ledger of some whole groups takes all this as it was found; then what joins its
documents is what joins them among all. Documents that come later are set beside these as in any ledger.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ..store import Ledger
from .blocking_keys import Counts
from .index import (
    ENOUGH,
    INDEXED_TOGETHER,
    SETTLED,
    WORD_EDGES,
    enter_passages,
    enter_words,
    set_counts,
    set_edges,
)
from .neighbourhood_state import GROUPED, set_state, state_of
from .neighbours import Edge, EdgeKind


@dataclass(frozen=True, slots=True)
class Given:
    """What was found among all documents."""

    counts: Counts
    edges: Collection[Edge]
    """All of text among the documents of whole groups, and of the others those that hold groups together."""


def keep_given(ledger: Ledger, given: Given) -> bool:
    """Whether this is a ledger of whole groups; one without documents is from now on.

    It weighs words by these counts until all of it is joined anew.
    """
    with ledger.writing() as connection:
        if connection.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is None:
            connection.execute("DELETE FROM joining_counts")
            set_counts(connection, ENOUGH, given.counts.total, given.counts.spread)
            set_state(connection, GROUPED, 1)
        return state_of(connection, GROUPED) is not None


def place_given(ledger: Ledger, documents: Collection[str], given: Given) -> None:
    """Of these documents those that wait stand in the index, joined by these edges and by no others."""
    rows = ledger.ask("SELECT number, id FROM joining_waiting JOIN documents USING (number) ORDER BY number")
    waiting = [number for number, name in rows if name in documents]
    edges: dict[str, list[tuple[str, EdgeKind, float]]] = defaultdict(list)
    for edge in given.edges:
        edges[edge.one].append((edge.other, edge.kind, edge.weight))
        edges[edge.other].append((edge.one, edge.kind, edge.weight))
    for start in range(0, len(waiting), INDEXED_TOGETHER):
        with ledger.writing() as connection:
            coming = _still_waiting(connection, waiting[start : start + INDEXED_TOGETHER])
            enter_passages(ledger, connection, coming)
            enter_words(connection, coming)
            _join_by(connection, coming, edges)


def _still_waiting(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """Another process may have taken some of them since."""
    return dict(
        connection.execute(
            "SELECT w.number, d.id FROM json_each(?) AS asked"
            " JOIN joining_waiting AS w ON w.number = asked.value JOIN documents AS d ON d.number = w.number",
            (json.dumps(list(numbers)),),
        )
    )


def _join_by(
    connection: sqlite3.Connection,
    coming: Mapping[int, str],
    edges: Mapping[str, Collection[tuple[str, EdgeKind, float]]],
) -> None:
    """The documents have the edges that they are given with others that stand in the index already."""
    wanted = {other for name in coming.values() for other, _, _ in edges.get(name, ())}
    placed = connection.execute(
        "SELECT d.id, j.number FROM json_each(?) AS asked JOIN documents AS d ON d.id = asked.value"
        " JOIN joining_documents AS j ON j.number = d.number",
        (json.dumps(sorted(wanted)),),
    )
    numbers: dict[str, int] = dict(placed)
    for number, name in coming.items():
        found = {
            (numbers[other], kind): weight for other, kind, weight in edges.get(name, ()) if other in numbers
        }
        set_edges(connection, number, ("text", *WORD_EDGES), found)
    connection.executemany(
        f"UPDATE joining_documents SET stage = {SETTLED} WHERE number = ?", [(number,) for number in coming]
    )
