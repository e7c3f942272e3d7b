"""The lists of the index: what documents stand in one, who are its first, and who moves when one comes."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from .blocking_keys import Key, Kind
from .neighbours import FIRST, LEAST_SHARED

SHORT = 100
"""Places of a list that is read whole, once for all documents of a step that stand in it."""

KEPT_LISTS = 4_000
"""Such lists that are kept: 15 MB at most."""

PASSAGES, WORDS = "joining_passages", "joining_words"

SIGNED = "CASE late WHEN 0 THEN number ELSE -number END"

Places = Sequence[tuple[int, int, int]]
"""Of a list's documents the rank, the number, and whether they are late in it."""


class Lists:
    """Lists that are looked at in one step, each read once: the step changes none."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection = connection
        self._table = table
        self._lists: dict[int, Sequence[int]] = {}
        """Their documents in order, those that are late in a list as negative numbers."""

    def sharing(self, number: int, keys: Iterable[Key]) -> list[tuple[Kind, int]]:
        """The documents that enough lists of a kind set beside this one, in order.

        Args:
            number: of a document that stands in these lists.
            keys: of the lists.
        """
        told = tuple(keys)
        self._read({key.list for key in told})
        shared: dict[Kind, Counter[int]] = defaultdict(Counter)
        for key in told:
            beside = self._beside(key, -number if key.late else number)
            shared[key.kind].update(
                [other for other in beside if other > 0] if key.late else map(abs, beside)
            )
        return sorted(
            (kind, other)
            for kind, others in shared.items()
            for other, times in others.items()
            if times >= LEAST_SHARED[kind] and other != number
        )

    def _read(self, lists: Set[int]) -> None:
        """The beginnings of these lists are held; in one question, since a document stands in a hundred."""
        if len(self._lists) + len(lists) > KEPT_LISTS:
            self._lists.clear()
        missing = json.dumps(sorted(lists - self._lists.keys()))
        for name, places in self._connection.execute(
            f"SELECT value, (SELECT json_group_array({SIGNED}) FROM (SELECT number, late FROM {self._table}"
            " WHERE list = value ORDER BY rank, number LIMIT ?)) FROM json_each(?)",
            (SHORT, missing),
        ):
            self._lists[name] = json.loads(places) if "," in places else ()  # most hold one document alone

    def _beside(self, key: Key, place: int) -> Sequence[int]:
        """The first documents of a list; all of them where this one is one of the first."""
        places = self._lists[key.list]
        first = places[: FIRST[key.kind]]
        if place not in first:
            return first
        if len(places) < SHORT:
            return places
        rows = self._connection.execute(f"SELECT {SIGNED} FROM {self._table} WHERE list = ?", (key.list,))
        return [told for (told,) in rows]


def first_places(connection: sqlite3.Connection, table: str, told: int, limit: int) -> Places:
    """The first documents of a list, by rank; all of them where the limit is -1."""
    return connection.execute(
        f"SELECT rank, number, late FROM {table} WHERE list = ? ORDER BY rank, number LIMIT ?", (told, limit)
    ).fetchall()


def insert_places(
    connection: sqlite3.Connection, table: str, coming: Sequence[tuple[int, int, Sequence[Key]]]
) -> dict[int, set[int]]:
    """The documents stand in their lists; told is who came among the first or was pushed out, and where.

    Args:
        connection: in a transaction.
        table: of the lists.
        coming: of each document number, rank and keys.
    """
    lists = {key.list: FIRST[key.kind] for _, _, keys in coming for key in keys}
    ranks: dict[int, list[int]] = defaultdict(list)
    for _, rank, keys in coming:
        for key in keys:
            ranks[key.list].append(rank)
    full: dict[int, Places] = {}
    for name, last in last_of_first(connection, table, lists):
        if len(ranks[name]) > 1 if last is None else min(ranks[name]) <= last:
            first = first_places(connection, table, name, lists[name])
            if len(first) + len(ranks[name]) > lists[name]:
                full[name] = first
    connection.executemany(
        f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?, ?)",
        sorted((key.list, rank, number, key.late) for number, rank, keys in coming for key in keys),
    )
    return who_moved(connection, table, full, lists)


def last_of_first(
    connection: sqlite3.Connection, table: str, lists: Mapping[int, int]
) -> Iterator[tuple[int, int | None]]:
    """Of each list the rank of the last of its first documents; None where it has fewer."""
    for first in sorted(set(lists.values())):
        yield from connection.execute(
            f"SELECT value, (SELECT rank FROM {table} WHERE list = value ORDER BY rank, number"
            " LIMIT 1 OFFSET ?) FROM json_each(?)",
            (first - 1, json.dumps([name for name, limit in lists.items() if limit == first])),
        )


def who_moved(
    connection: sqlite3.Connection, table: str, before: Mapping[int, Places], lists: Mapping[int, int]
) -> dict[int, set[int]]:
    """Documents that are among the first of a list no longer, or are now, and of which lists."""
    moved: dict[int, set[int]] = defaultdict(set)
    for name, first in before.items():
        now = first_places(connection, table, name, lists[name])
        for number in {number for _, number, _ in first} ^ {number for _, number, _ in now}:
            moved[number].add(name)
    return moved
