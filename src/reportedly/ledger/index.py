"""The index in the ledger's file: lists and edges, kept up to date document by document.

Each document goes through stages; a step takes the next documents of one stage and leaves them in the next
one, in one transaction. What was cut off goes on where it stopped, and several processes can take steps in
turn: a step sees what is in the file and nothing else.

A list sets its first few documents beside all others (`neighbours`). A document that comes among these takes
the place of another one, whose edges are found anew; so the edges are always those that follow from all the
documents that are there, in whatever order they came.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..records import Amount
from .blocking_keys import (
    Counts,
    Features,
    Key,
    Kind,
    WeightedWords,
    counts_of,
    features_of,
    packed,
    packed_spread,
    passage_keys,
    unpacked,
    unpacked_spread,
    weighed,
    word_keys,
)
from .neighbourhood_state import JOIN_AGAIN, LOOK_AGAIN, mark_dirty, set_state, state_of
from .neighbours import (
    FIRST,
    LEAST_SHARED,
    SAME_TEXT_OF_STORY,
    Edge,
    EdgeKind,
    least_likeness,
    pair_of,
    rank_of,
    shared_text,
    word_edge,
)
from .origins import SAME_TEXT
from .rows import DERIVED, TABLES
from .store import Ledger
from .union_find import UnionFind

LISTED, COMPARED, WORDED, SETTLED = range(4)
"""Stages: passages stand in lists, the text was compared, words stand in lists, all edges are found."""


INDEXED_TOGETHER = 200
"""Documents of one transaction."""

SHORT = 100
"""Places of a list that is read whole, once for all documents of a step that stand in it."""

KEPT_LISTS = 4_000
"""Such lists that are kept: 50 MB at most."""


SMALL = 500
"""Documents up to which words are counted anew whenever one comes: that takes less than two seconds."""

GROWN = 2
"""How many times more documents there are than were counted when words are counted anew."""

ENOUGH = 50_000
"""Counted documents that tell for good how rare words are; a join of all anew counts them again."""

COUNTED = "counted"

UNCOUNTED = "uncounted"
"""Zero once it was decided whether the words of documents that came are to be counted anew."""

PASSAGES, WORDS = "joining_passages", "joining_words"

Places = Sequence[tuple[int, int, int]]
"""Of a list's documents the rank, the number, and whether they are late in it."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document of the index with its features and the spread of its words."""

    number: int
    rank: int
    features: Features
    spread: Mapping[str, int]


def forget(ledger: Ledger) -> None:
    """Nothing is indexed: every document waits to be joined."""
    with ledger.writing() as connection:
        for table in ("passages", "words", "edges", "counts"):
            connection.execute(f"DELETE FROM joining_{table}")
        connection.execute(
            "DELETE FROM joining_state WHERE name IN (?, ?, 'decisions')", (COUNTED, UNCOUNTED)
        )
        connection.execute("INSERT OR IGNORE INTO joining_waiting SELECT number FROM documents")


def list_passages(ledger: Ledger) -> int:
    """The next documents that wait stand in the lists of their passages; those read anew come anew."""
    with ledger.writing() as connection:
        waiting = dict(
            connection.execute(
                "SELECT number, id FROM joining_waiting JOIN documents USING (number)"
                " ORDER BY number LIMIT ?",
                (INDEXED_TOGETHER,),
            )
        )
        homes = {held.number: _take_out(connection, held) for held in _held(connection, waiting)}
        numbers = {name: number for number, name in waiting.items()}
        coming = []
        for reading in ledger.readings_of(tuple(numbers), (Amount,)):
            name = reading.document.id
            coming.append(Held(numbers[name], rank_of(name), features_of(reading), {}))
        connection.executemany(
            "INSERT INTO joining_documents VALUES (?, ?, ?, 1, ?, ?, ?, NULL)",
            [
                (each.number, each.rank, LISTED, homes.get(each.number), *packed(each.features))
                for each in coming
            ],
        )
        keys = [(each, passage_keys(each.features)) for each in coming]
        _compare_again(connection, _insert_places(connection, PASSAGES, keys), LISTED)
        connection.executemany("DELETE FROM joining_waiting WHERE number = ?", [(n,) for n in waiting])
    return len(waiting)


def compare_passages(ledger: Ledger) -> int:
    """The edges of text of the next documents are found."""
    with ledger.writing() as connection:
        nearby = _Nearby(connection, passages=True)
        coming = _at_stage(connection, LISTED)
        for each in coming:
            found: dict[tuple[int, EdgeKind], float] = {}
            for _, other, _ in nearby.sharing(each, PASSAGES, passage_keys(each.features)):
                share = shared_text(*_by_id(each.features, nearby[other].features))
                if share >= SAME_TEXT_OF_STORY:
                    found[other, "text"] = share
            _set_edges(connection, each.number, ("text",), found)
        connection.executemany(
            f"UPDATE joining_documents SET stage = CASE WHEN spread IS NULL THEN {COMPARED} ELSE {WORDED} END"
            " WHERE number = ?",
            [(each.number,) for each in coming],
        )
        if coming:
            set_state(connection, UNCOUNTED, 1)
    return len(coming)


def count_words(ledger: Ledger) -> bool:
    """Whether the words of all documents were counted anew, since these are few or twice as many as then.

    Copies of one text are counted once, so that the text of all must have been compared. All words are to be
    listed and compared again.
    """
    with ledger.writing() as connection:
        if state_of(connection, UNCOUNTED) == 0:
            return False
        set_state(connection, UNCOUNTED, 0)
        documents = connection.execute("SELECT count(*) FROM joining_documents").fetchone()[0]
        counted = state_of(connection, COUNTED)
        fresh = connection.execute(
            "SELECT 1 FROM joining_documents WHERE stage = ? LIMIT 1", (COMPARED,)
        ).fetchone()
        grown = counted is None or (documents >= GROWN * counted and counted < ENOUGH)
        if fresh is None or not (grown or documents <= SMALL):
            return False
        if counted is None:
            _clear_unplaced(connection)
        spread: Counter[str] = Counter()
        total = 0
        for features in _heads(connection):
            spread.update(features.counts.keys())
            total += 1
        for table in ("counts", "words"):
            connection.execute(f"DELETE FROM joining_{table}")
        connection.execute("DELETE FROM joining_edges WHERE kind IN ('story', 'number')")
        connection.executemany(
            "INSERT INTO joining_counts VALUES (?, ?)",
            sorted(item for item in spread.items() if item[1] > 1),
        )
        connection.execute(f"UPDATE joining_documents SET stage = {COMPARED}, dirty = 1, spread = NULL")
        set_state(connection, COUNTED, documents)
        set_state(connection, "texts", total)
    return True


def _clear_unplaced(connection: sqlite3.Connection) -> None:
    """Nothing stands in the ledger that was joined before there were neighbourhoods."""
    for record_type in reversed(DERIVED):
        connection.execute(f"DELETE FROM {TABLES[record_type]} WHERE neighbourhood IS NULL")


def list_words(ledger: Ledger) -> int:
    """The next documents stand in the lists of their words, weighed by the counts; these are made first."""
    with ledger.writing() as connection:
        count_words(ledger)
        coming = [
            Held(each.number, each.rank, each.features, _spread(connection, each.features))
            for each in _at_stage(connection, COMPARED)
        ]
        total = total_of(connection)
        told = [(each, counts_of(total, each.spread)) for each in coming]
        connection.executemany(
            f"UPDATE joining_documents SET stage = {WORDED}, spread = ? WHERE number = ?",
            [(packed_spread(each.features, counts), each.number) for each, counts in told],
        )
        keys = [(each, word_keys(each.features, weighed(each.features, counts))) for each, counts in told]
        _loosen(connection, _insert_places(connection, WORDS, keys))
    return len(coming)


def _loosen(connection: sqlite3.Connection, pushed: Iterable[int]) -> None:
    """Who was pushed out of the first of lists has only those edges left that lists still bring about.

    It gains none: with whom a list brings it together now it was together before, or that one has just come
    and is to be compared with it.
    """
    nearby = _Nearby(connection, passages=False)
    settled = connection.execute(
        f"SELECT number FROM json_each(?) JOIN joining_documents ON number = value WHERE stage = {SETTLED}",
        (json.dumps(sorted(pushed)),),
    ).fetchall()
    for (number,) in settled:
        held = _edges_of(connection, number, ("story", "number"))
        if held:
            keys = word_keys(nearby[number].features, nearby.weighed(nearby[number]))
            sharing: set[tuple[int, EdgeKind]] = {
                (other, kind) for kind, other, _ in nearby.sharing(nearby[number], WORDS, keys)
            }
            left = {(other, kind): held[other, kind] for other, kind in held if (other, kind) in sharing}
            _set_edges(connection, number, ("story", "number"), left)


def compare_words(ledger: Ledger) -> int:
    """The edges of words and numbers of the next documents are found.

    An edge that is there was made of the same two documents: one that changes loses its edges before.
    """
    with ledger.writing() as connection:
        nearby = _Nearby(connection, passages=False)
        coming = _at_stage(connection, WORDED)
        for each in coming:
            words = nearby.weighed(each)
            held = _edges_of(connection, each.number, ("story", "number"))
            found: dict[tuple[int, EdgeKind], float] = {}
            sharing = [told[:2] for told in nearby.sharing(each, WORDS, word_keys(each.features, words))]
            nearby.look_at(number for kind, number in sharing if (number, kind) not in held)
            for kind, number in sharing:
                weight = held.get((number, kind)) or nearby.word_weight(kind, each, number)
                if weight is not None:
                    found[number, kind] = weight
            _set_edges(connection, each.number, ("story", "number"), found)
        connection.executemany(
            f"UPDATE joining_documents SET stage = {SETTLED} WHERE number = ?",
            [(each.number,) for each in coming],
        )
    return len(coming)


def total_of(connection: sqlite3.Connection) -> int:
    """How many texts were counted."""
    return state_of(connection, "texts") or 0


def text_edges_among(connection: sqlite3.Connection, names: Mapping[int, str]) -> list[Edge]:
    """The edges of text between these documents."""
    rows = connection.execute(
        "SELECT one, other, weight FROM json_each(?) JOIN joining_edges ON one = value"
        " WHERE one < other AND kind = 'text'",
        (json.dumps(list(names)),),
    )
    return [
        Edge(*pair_of(names[one], names[other]), "text", weight)
        for one, other, weight in rows
        if other in names
    ]


def features_among(
    connection: sqlite3.Connection, names: Mapping[int, str], sharing: Collection[str]
) -> tuple[dict[str, Features], Counts]:
    """The features of these documents by id, and the counts of their words.

    Passages are there only of documents that share text.
    """
    features: dict[str, Features] = {}
    spread: dict[str, int] = {}
    for passages in (True, False):
        numbers = [number for number, name in names.items() if (name in sharing) is passages]
        for each in _held(connection, numbers, passages=passages):
            features[each.features.document] = each.features
            spread |= each.spread
    return features, counts_of(total_of(connection), spread)


class _Nearby:
    """Documents and lists that are looked at in one step, each read once: the step changes no list."""

    def __init__(self, connection: sqlite3.Connection, *, passages: bool) -> None:
        self._connection = connection
        self._passages = passages
        self._total = total_of(connection)
        self._held: dict[int, Held] = {}
        self._weighed: dict[int, WeightedWords] = {}
        self._weights: dict[tuple[object, ...], float | None] = {}
        self._lists: dict[int, Places] = {}

    def __getitem__(self, number: int) -> Held:
        if number not in self._held:
            self._held[number] = next(_held(self._connection, (number,), passages=self._passages))
        return self._held[number]

    def look_at(self, numbers: Iterable[int]) -> None:
        """These documents are unpacked, and read together."""
        missing = {number for number in numbers if number not in self._held}
        for held in _held(self._connection, missing, passages=self._passages):
            self._held[held.number] = held

    def word_weight(self, kind: Kind, one: Held, number: int) -> float | None:
        """How strong an edge of words or numbers is; None where two documents are not alike enough."""
        pair = (kind, *sorted((one.number, number)))
        if pair not in self._weights:
            self._weights[pair] = self._weight(kind, one, self[number])
        return self._weights[pair]

    def _weight(self, kind: Kind, one: Held, other: Held) -> float | None:
        if least_likeness(kind, one.features, other.features) is None:
            return None  # words are not weighed where days alone speak against it
        edge = _word_edge(kind, (one.features, self.weighed(one)), (other.features, self.weighed(other)))
        return None if edge is None else edge.weight

    def weighed(self, held: Held) -> WeightedWords:
        if held.number not in self._weighed:
            counts = counts_of(self._total, held.spread)
            self._weighed[held.number] = weighed(held.features, counts)
        return self._weighed[held.number]

    def sharing(self, held: Held, table: str, keys: Sequence[Key]) -> Iterator[tuple[Kind, int, int]]:
        """The documents that enough lists of a kind set beside this one, and how many do."""
        shared: Counter[tuple[Kind, int]] = Counter()
        for key in keys:
            for _, number, late in self._beside(table, key, held):
                if number != held.number and not (late and key.late):
                    shared[key.kind, number] += 1
        for (kind, number), times in sorted(shared.items()):
            if times >= LEAST_SHARED[kind]:
                yield kind, number, times

    def _beside(self, table: str, key: Key, held: Held) -> Places:
        """The first documents of a list; all of them where this one is one of the first."""
        if key.list not in self._lists:
            if len(self._lists) >= KEPT_LISTS:
                self._lists.clear()
            self._lists[key.list] = _first(self._connection, table, key.list, SHORT)
        places, first = self._lists[key.list], FIRST[key.kind]
        if len(places) <= first or (held.rank, held.number) > places[first - 1][:2]:
            return places[:first]
        return places if len(places) < SHORT else _first(self._connection, table, key.list, -1)


def _first(connection: sqlite3.Connection, table: str, told: int, limit: int) -> Places:
    return connection.execute(
        f"SELECT rank, number, late FROM {table} WHERE list = ? ORDER BY rank, number LIMIT ?", (told, limit)
    ).fetchall()


def _insert_places(
    connection: sqlite3.Connection, table: str, coming: Sequence[tuple[Held, Sequence[Key]]]
) -> set[int]:
    """The documents stand in their lists; told are those that they pushed out of the first."""
    lists = {key.list: FIRST[key.kind] for _, keys in coming for key in keys}
    adding = Counter(key.list for _, keys in coming for key in keys)
    full = _full(connection, table, lists, adding)
    connection.executemany(
        f"INSERT OR IGNORE INTO {table} VALUES (?, ?, ?, ?)",
        sorted((key.list, each.rank, each.number, key.late) for each, keys in coming for key in keys),
    )
    return _moved(connection, table, full, lists)


def _full(
    connection: sqlite3.Connection, table: str, lists: Mapping[int, int], adding: Mapping[int, int]
) -> Mapping[int, Places]:
    """The first documents of those lists that have more than the first, or will have with those added."""
    told = ((name, _first(connection, table, name, limit)) for name, limit in lists.items())
    return {name: first for name, first in told if len(first) + adding.get(name, 0) > lists[name]}


def _moved(
    connection: sqlite3.Connection, table: str, before: Mapping[int, Places], lists: Mapping[int, int]
) -> set[int]:
    """Documents that are among the first of a list no longer, or are now."""
    moved: set[int] = set()
    for name, first in before.items():
        now = _first(connection, table, name, lists[name])
        moved |= {number for _, number, _ in first} ^ {number for _, number, _ in now}
    return moved


def _compare_again(connection: sqlite3.Connection, moved: Iterable[int], stage: int) -> None:
    """These documents go back to this stage."""
    connection.executemany(
        "UPDATE joining_documents SET stage = ? WHERE number = ? AND stage > ?",
        [(stage, number, stage) for number in sorted(moved)],
    )


def _take_out(connection: sqlite3.Connection, held: Held) -> int | None:
    """The document is not in the index, its neighbours are to be joined without it; told is where it was."""
    (home,) = connection.execute(
        "SELECT neighbourhood FROM joining_documents WHERE number = ?", (held.number,)
    ).fetchone()
    told = [(PASSAGES, passage_keys(held.features), LISTED)]
    if held.spread:
        words = weighed(held.features, counts_of(total_of(connection), held.spread))
        told.append((WORDS, word_keys(held.features, words), WORDED))
    connection.execute(
        "UPDATE joining_documents SET dirty = ? WHERE dirty = 0"
        " AND number IN (SELECT other FROM joining_edges WHERE one = ?)",
        (LOOK_AGAIN, held.number),
    )
    connection.execute("UPDATE joining_documents SET dirty = ? WHERE neighbourhood = ?", (JOIN_AGAIN, home))
    connection.execute("DELETE FROM joining_documents WHERE number = ?", (held.number,))
    connection.execute("DELETE FROM joining_edges WHERE one = ?", (held.number,))
    connection.execute("DELETE FROM joining_edges WHERE other = ?", (held.number,))
    for table, keys, stage in told:
        lists = {key.list: FIRST[key.kind] for key in keys}
        full = _full(connection, table, lists, dict.fromkeys(lists, 1))
        connection.executemany(
            f"DELETE FROM {table} WHERE list = ? AND rank = ? AND number = ?",
            [(key.list, held.rank, held.number) for key in keys],
        )
        _compare_again(connection, _moved(connection, table, full, lists), stage)
    return None if home is None else int(home)


def _edges_of(
    connection: sqlite3.Connection, number: int, kinds: Sequence[EdgeKind]
) -> dict[tuple[int, EdgeKind], float]:
    """The edges of these kinds of a document: the other one, the kind, and the weight."""
    rows = connection.execute("SELECT other, kind, weight FROM joining_edges WHERE one = ?", (number,))
    return {(other, kind): weight for other, kind, weight in rows if kind in kinds}


def _set_edges(
    connection: sqlite3.Connection,
    number: int,
    kinds: Sequence[EdgeKind],
    found: Mapping[tuple[int, EdgeKind], float],
) -> None:
    """The edges of these kinds are those found; documents whose edges change are to be joined again."""
    held = _edges_of(connection, number, kinds)
    gone = [each for each in held if found.get(each) != held[each]]
    come = [each for each in found if held.get(each) != found[each]]
    if gone or come:
        connection.executemany(
            "DELETE FROM joining_edges WHERE one = ? AND other = ? AND kind = ?",
            [ends for other, kind in gone for ends in ((number, other, kind), (other, number, kind))],
        )
        both = [(other, kind, found[other, kind]) for other, kind in come]
        connection.executemany(
            "INSERT INTO joining_edges VALUES (?, ?, ?, ?)",
            [
                (*ends, kind, weight)
                for other, kind, weight in both
                for ends in ((number, other), (other, number))
            ],
        )
        touched = {number, *(other for other, _ in (*gone, *come))}
        mark_dirty(connection, touched, JOIN_AGAIN if "text" in kinds else LOOK_AGAIN)


def _at_stage(connection: sqlite3.Connection, stage: int) -> list[Held]:
    rows = connection.execute(
        "SELECT number FROM joining_documents WHERE stage = ? AND stage < 3 ORDER BY number LIMIT ?",
        (stage, INDEXED_TOGETHER),
    )
    return list(_held(connection, [number for (number,) in rows], passages=stage == LISTED))


def _held(connection: sqlite3.Connection, numbers: Iterable[int], *, passages: bool = True) -> Iterator[Held]:
    """These documents of the index; their passages only where they are asked for."""
    rows = connection.execute(
        f"SELECT number, rank, features, {'passages' if passages else 'NULL'}, spread"
        " FROM json_each(?) JOIN joining_documents ON number = value",
        (json.dumps(list(numbers)),),
    ).fetchall()
    for number, rank, content, texts, spread in rows:
        features = unpacked(content, texts)
        yield Held(number, rank, features, unpacked_spread(features, spread) if spread else {})


def _heads(connection: sqlite3.Connection) -> Iterator[Features]:
    """One document of each text, by the edges of text."""
    names = dict(connection.execute("SELECT number, id FROM joining_documents JOIN documents USING (number)"))
    united = UnionFind(names.values())
    for one, other in connection.execute(
        "SELECT one, other FROM joining_edges WHERE kind = 'text' AND weight >= ? AND one < other",
        (SAME_TEXT,),
    ):
        united.union(names[one], names[other])
    for number, name in sorted(names.items()):
        if united.home(name) == name:
            yield next(_held(connection, (number,), passages=False)).features


def _spread(connection: sqlite3.Connection, features: Features) -> dict[str, int]:
    return dict(
        connection.execute(
            "SELECT stem, documents FROM json_each(?) JOIN joining_counts ON stem = value",
            (json.dumps(list(features.counts)),),
        )
    )


def _by_id(one: Features, other: Features) -> tuple[Features, Features]:
    return (one, other) if one.document <= other.document else (other, one)


def _word_edge(
    kind: Kind, one: tuple[Features, WeightedWords], other: tuple[Features, WeightedWords]
) -> Edge | None:
    (first, words), (second, others) = sorted((one, other), key=lambda each: each[0].document)
    return word_edge(kind, first, second, words, others)
