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
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from ...records import Amount
from ..file.rows import DERIVED, TABLES
from ..store import Ledger
from ..union_find import UnionFind
from .blocking_keys import (
    Features,
    Key,
    Kind,
    WeightedWords,
    counts_of,
    features_of,
    packed,
    packed_words,
    passage_keys,
    unpacked,
    unpacked_words,
    weighed,
    word_keys,
)
from .index_lists import (
    PASSAGES,
    WORDS,
    Lists,
    first_places,
    insert_places,
    last_of_first,
    who_moved,
)
from .links import all_edges_written, edges_written
from .neighbourhood_state import GROUPED, JOIN_AGAIN, LOOK_AGAIN, mark_dirty, mark_held, set_state, state_of
from .neighbours import (
    FIRST,
    LEAST_SHARED,
    SAME_TEXT,
    SAME_TEXT_OF_STORY,
    WORD_KINDS,
    Edge,
    EdgeKind,
    pair_of,
    rank_of,
    shared_text,
    word_edge,
)

LISTED, COMPARED, WORDED, SETTLED = range(4)
"""Stages: passages stand in lists, the text was compared, words stand in lists, all edges are found."""

INDEXED_TOGETHER = 200
"""Documents of one transaction."""

KEPT_DOCUMENTS = 2_000
"""Documents that are kept in a step, or read together: 30 MB of weighed words. Who is among the first of long
lists is set beside tens of thousands."""

SMALL = 500
"""Documents up to which words are counted anew whenever one comes: that takes less than two seconds."""

GROWN = 2
"""How many times more documents there are than were counted when words are counted anew."""

ENOUGH = 50_000
"""Counted documents that tell for good how rare words are; a join of all anew counts them again."""

COUNTED = "counted"

UNCOUNTED = "uncounted"
"""Zero once it was decided whether the words of documents that came are to be counted anew."""

Some = TypeVar("Some", "Held", "Worded")

WORD_EDGES: tuple[EdgeKind, ...] = ("story", "number")


@dataclass(frozen=True, slots=True)
class Held:
    """A document of the index with its features."""

    number: int
    rank: int
    features: Features


@dataclass(frozen=True, slots=True)
class Worded:
    """A document of the index with its weighed words."""

    number: int
    rank: int
    words: WeightedWords


def forget(ledger: Ledger) -> None:
    """Nothing is indexed: every document waits to be joined."""
    with ledger.writing() as connection:
        for table in ("passages", "words", "edges", "counts"):
            connection.execute(f"DELETE FROM joining_{table}")
        all_edges_written()
        connection.execute(
            "DELETE FROM joining_state WHERE name IN (?, ?, ?, 'decisions')", (COUNTED, UNCOUNTED, GROUPED)
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
        _compare_again(connection, enter_passages(ledger, connection, waiting), LISTED)
    return len(waiting)


def enter_passages(
    ledger: Ledger, connection: sqlite3.Connection, waiting: Mapping[int, str]
) -> Mapping[int, Set[int]]:
    """These documents wait no more and stand in the lists of their passages; whom they moved is told."""
    homes = {held.number: _take_out(connection, held) for held in _held(connection, waiting)}
    numbers = {name: number for number, name in waiting.items()}
    coming = []
    for reading in ledger.readings_of(tuple(numbers), (Amount,)):
        name = reading.document.id
        coming.append(Held(numbers[name], rank_of(name), features_of(reading)))
    connection.executemany(
        "INSERT INTO joining_documents VALUES (?, ?, ?, 1, ?, ?, ?, NULL, 0)",
        [(each.number, each.rank, LISTED, homes.get(each.number), *packed(each.features)) for each in coming],
    )
    connection.executemany("DELETE FROM joining_waiting WHERE number = ?", [(n,) for n in waiting])
    keys = [(each.number, each.rank, passage_keys(each.features)) for each in coming]
    return insert_places(connection, PASSAGES, keys)


def compare_passages(ledger: Ledger) -> int:
    """The edges of text of the next documents are found."""
    with ledger.writing() as connection:
        lists = Lists(connection, PASSAGES)
        held: dict[int, Held] = {}
        coming = list(_held(connection, _at_stage(connection, LISTED)))
        for each in coming:
            found: dict[tuple[int, EdgeKind], float] = {}
            sharing = lists.sharing(each.number, passage_keys(each.features))
            for other in _each_of(held, [number for _, number in sharing], partial(_held, connection)):
                share = shared_text(*_by_id(each.features, other.features))
                if share >= SAME_TEXT_OF_STORY:
                    found[other.number, "text"] = share
            set_edges(connection, each.number, ("text",), found)
        connection.executemany(
            f"UPDATE joining_documents SET stage = CASE WHEN words IS NULL THEN {COMPARED} ELSE {WORDED} END"
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
        counted = state_of(connection, COUNTED)
        fresh = connection.execute(
            # without the second condition no index is used, and all documents are looked through
            "SELECT 1 FROM joining_documents WHERE stage = ? AND stage < 3 LIMIT 1",
            (COMPARED,),
        ).fetchone()
        if fresh is None or (counted is not None and counted >= ENOUGH):
            return False
        documents = connection.execute("SELECT count(*) FROM joining_documents").fetchone()[0]
        if counted is not None and documents < GROWN * counted and documents > SMALL:
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
        all_edges_written()
        connection.execute(f"UPDATE joining_documents SET stage = {COMPARED}, dirty = 1, words = NULL")
        set_counts(connection, documents, total, spread)
    return True


def set_counts(connection: sqlite3.Connection, documents: int, texts: int, spread: Mapping[str, int]) -> None:
    """In how many of so many texts, of so many documents, each word stands is kept, of words of several."""
    connection.executemany(
        "INSERT INTO joining_counts VALUES (?, ?)", sorted(item for item in spread.items() if item[1] > 1)
    )
    set_state(connection, COUNTED, documents)
    set_state(connection, "texts", texts)


def _clear_unplaced(connection: sqlite3.Connection) -> None:
    """Nothing stands in the ledger that was joined before there were neighbourhoods."""
    for record_type in reversed(DERIVED):
        connection.execute(f"DELETE FROM {TABLES[record_type]} WHERE neighbourhood IS NULL")


def list_words(ledger: Ledger) -> int:
    """The next documents stand in the lists of their words, weighed by the counts; these are made first."""
    with ledger.writing() as connection:
        count_words(ledger)
        coming = _at_stage(connection, COMPARED)
        _loosen(connection, enter_words(connection, coming))
    return len(coming)


def enter_words(connection: sqlite3.Connection, numbers: Iterable[int]) -> Mapping[int, Set[int]]:
    """These documents stand in the lists of their words; told is whom they moved there, and in which."""
    total = total_of(connection)
    coming = []
    for each in _held(connection, numbers, passages=False):
        counts = counts_of(total, _spread(connection, each.features))
        coming.append(Worded(each.number, each.rank, weighed(each.features, counts)))
    connection.executemany(
        f"UPDATE joining_documents SET stage = {WORDED}, words = ? WHERE number = ?",
        [(packed_words(each.words), each.number) for each in coming],
    )
    return insert_places(
        connection, WORDS, [(each.number, each.rank, word_keys(each.words)) for each in coming]
    )


def _loosen(connection: sqlite3.Connection, moved: Mapping[int, Set[int]]) -> None:
    """Who was pushed out of the first of lists has only those edges left that lists still bring about.

    It gains none: with whom a list brings it together now it was together before, or that one has just come
    and is to be compared with it. It can only lose those to documents that are not among the first either.
    """
    settled = connection.execute(
        f"SELECT number FROM json_each(?) JOIN joining_documents ON number = value WHERE stage = {SETTLED}",
        (json.dumps(sorted(moved)),),
    ).fetchall()
    loose = {number: others for (number,) in settled if (others := _loose(connection, number, moved[number]))}
    for each in _worded(connection, loose):
        others = loose[each.number]
        beside = _beside(connection, each, others)
        held = _edges_of(connection, each.number, WORD_EDGES)
        left = {edge: weight for edge, weight in held.items() if edge[0] not in others or edge in beside}
        set_edges(connection, each.number, WORD_EDGES, left)


SHARING = f"""
SELECT w.list, w.number, min(d.rank, ?), w.late FROM json_each(?) o
CROSS JOIN joining_documents d ON d.number = o.value CROSS JOIN json_each(?) l
CROSS JOIN {WORDS} w ON w.list = l.value AND w.rank = d.rank AND w.number = d.number
"""
"""Of some documents, in which of some lists each stands, and the rank of the first of it and another one."""


def _beside(connection: sqlite3.Connection, one: Worded, others: Iterable[int]) -> Set[tuple[int, EdgeKind]]:
    """Which of these others enough lists of a kind set beside one, as `Lists.sharing` tells it of all."""
    lists = {key.list: key for key in word_keys(one.words)}
    asked = one.rank, json.dumps(sorted(others)), json.dumps(list(lists))
    shared = [
        (lists[name], number, first)
        for name, number, first, late in connection.execute(SHARING, asked)
        if not (late and lists[name].late)
    ]
    last = dict(last_of_first(connection, WORDS, {key.list: FIRST[key.kind] for key, _, _ in shared}))
    times: Counter[tuple[int, Kind]] = Counter()
    for key, number, first in shared:
        limit = last[key.list]
        times[number, key.kind] += limit is None or first <= limit
    return {(number, kind) for number, kind in times if times[number, kind] >= LEAST_SHARED[kind]}


def _loose(connection: sqlite3.Connection, number: int, lists: Iterable[int]) -> set[int]:
    """To which documents a document may lose its edges: who stand in these lists too, beyond the first."""
    fewest = min(FIRST[kind] for kind in WORD_KINDS)
    found: set[int] = set()
    for name in sorted(lists):
        beside = connection.execute(
            "SELECT other FROM joining_edges CROSS JOIN joining_documents d ON d.number = other"
            " CROSS JOIN joining_words w ON w.list = ? AND w.rank = d.rank AND w.number = d.number"
            " WHERE one = ? AND kind IN ('story', 'number')",
            (name, number),
        )
        others = {other for (other,) in beside}
        found |= others.difference(other for _, other, _ in first_places(connection, WORDS, name, fewest))
    return found


def compare_words(ledger: Ledger) -> int:
    """The edges of words and numbers of the next documents are found.

    An edge that is there was made of the same two documents: one that changes loses its edges before. Two
    that both come are compared when it is the second one's turn.
    """
    with ledger.writing() as connection:
        lists = Lists(connection, WORDS)
        near = _Near(connection)
        coming = _at_stage(connection, WORDED)
        for each in list(_worded(connection, coming)):
            sharing = lists.sharing(each.number, word_keys(each.words))
            held = _edges_of(connection, each.number, WORD_EDGES)
            found: dict[tuple[int, EdgeKind], float] = {
                (other, kind): held[other, kind] for kind, other in sharing if (other, kind) in held
            }
            found |= near.edges(each, [told for told in sharing if told[::-1] not in held])
            set_edges(connection, each.number, WORD_EDGES, found)
        connection.executemany(
            f"UPDATE joining_documents SET stage = {SETTLED} WHERE number = ?",
            [(number,) for number in coming],
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


class FeaturesAmong(dict[str, Features]):
    """The features of some documents by id; passages are there only of documents that share text.

    Of the others, of which few joins ask for any, they are read when the first is asked for.
    """

    def __init__(
        self, connection: sqlite3.Connection, names: Mapping[int, str], sharing: Container[str]
    ) -> None:
        alone = [number for number, name in names.items() if name not in sharing]
        super().__init__(_by_document(_held(connection, names.keys() - set(alone))))
        self._others = partial(_held, connection, alone, passages=False)

    def __missing__(self, name: str) -> Features:
        others = dict(_by_document(self._others()))
        self.update(others)
        return others[name]


def _by_document(held: Iterable[Held]) -> Iterator[tuple[str, Features]]:
    yield from ((each.features.document, each.features) for each in held)


def words_of_some(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[str, WeightedWords]:
    """The weighed words of these documents by id."""
    return {each.words.document: each.words for each in _worded(connection, numbers)}


class _Near:
    """How near documents are by their words, each looked at once in a step."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._held: dict[int, Worded] = {}

    def edges(self, one: Worded, sharing: Sequence[tuple[Kind, int]]) -> dict[tuple[int, EdgeKind], float]:
        """The edges of a document with those of these that it is alike enough, and that come no later."""
        found: dict[tuple[int, EdgeKind], float] = {}
        kinds: dict[int, list[Kind]] = defaultdict(list)
        for kind, number in sharing:
            kinds[number].append(kind)
        others = kinds.keys() - self._later(one.number, kinds)
        for other in _each_of(self._held, sorted(others), partial(_worded, self._connection)):
            for kind in kinds[other.number]:
                if (edge := word_edge(kind, *_words_by_id(one.words, other.words))) is not None:
                    found[other.number, kind] = edge.weight
        return found

    def _later(self, number: int, others: Iterable[int]) -> set[int]:
        """Of these documents those whose turn to be compared comes after this one's."""
        rows = self._connection.execute(
            "SELECT number FROM json_each(?) JOIN joining_documents ON number = value"
            f" WHERE stage = {WORDED}",
            (json.dumps([other for other in others if other > number]),),
        )
        return {other for (other,) in rows}


def _each_of(
    held: dict[int, Some], numbers: Sequence[int], read: Callable[[list[int]], Iterable[Some]]
) -> Iterator[Some]:
    """These documents, read where they are not held; few are held at a time."""
    for start in range(0, len(numbers), KEPT_DOCUMENTS):
        some = numbers[start : start + KEPT_DOCUMENTS]
        if len(held) > KEPT_DOCUMENTS:
            held.clear()
        for each in read([number for number in some if number not in held]):
            held[each.number] = each
        yield from (held[number] for number in some)


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
    connection.execute(
        "UPDATE joining_documents SET dirty = ? WHERE dirty = 0"
        " AND number IN (SELECT other FROM joining_edges WHERE one = ?)",
        (LOOK_AGAIN, held.number),
    )
    connection.execute("UPDATE joining_documents SET dirty = ? WHERE neighbourhood = ?", (JOIN_AGAIN, home))
    told: list[tuple[str, Sequence[Key], int]] = [(PASSAGES, passage_keys(held.features), LISTED)]
    told += [(WORDS, word_keys(each.words), WORDED) for each in _worded(connection, (held.number,))]
    connection.execute("DELETE FROM joining_documents WHERE number = ?", (held.number,))
    for ends in ("one", "other"):  # what people said of the document stays said, whatever its text is now
        connection.execute(f"DELETE FROM joining_edges WHERE {ends} = ? AND kind <> 'people'", (held.number,))
    all_edges_written()
    for table, keys, stage in told:
        lists = {key.list: FIRST[key.kind] for key in keys}
        full = {
            name: first_places(connection, table, name, lists[name])
            for name, last in last_of_first(connection, table, lists)
            if last is not None and held.rank <= last
        }
        connection.executemany(
            f"DELETE FROM {table} WHERE list = ? AND rank = ? AND number = ?",
            [(key.list, held.rank, held.number) for key in keys],
        )
        _compare_again(connection, who_moved(connection, table, full, lists), stage)
    return None if home is None else int(home)


def _edges_of(
    connection: sqlite3.Connection, number: int, kinds: Sequence[EdgeKind]
) -> dict[tuple[int, EdgeKind], float]:
    """The edges of these kinds of a document: the other one, the kind, and the weight."""
    rows = connection.execute("SELECT other, kind, weight FROM joining_edges WHERE one = ?", (number,))
    return {(other, kind): weight for other, kind, weight in rows if kind in kinds}


def set_edges(
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
        edges_written({number, *(other for other, _ in (*gone, *come))})
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
        changed = [
            *((other, held[other, kind]) for other, kind in gone),
            *((other, weight) for other, _, weight in both),
        ]
        if "text" in kinds:
            mark_dirty(connection, {number, *(other for other, _ in changed)})
        else:
            mark_held(connection, {(end, weight) for other, weight in changed for end in (number, other)})


def _at_stage(connection: sqlite3.Connection, stage: int) -> list[int]:
    """The next documents at this stage."""
    rows = connection.execute(
        "SELECT number FROM joining_documents WHERE stage = ? AND stage < 3 ORDER BY number LIMIT ?",
        (stage, INDEXED_TOGETHER),
    )
    return [number for (number,) in rows]


def _held(connection: sqlite3.Connection, numbers: Iterable[int], *, passages: bool = True) -> Iterator[Held]:
    """These documents of the index; their passages only where they are asked for."""
    rows = connection.execute(
        f"SELECT number, rank, features, {'passages' if passages else 'NULL'}"
        " FROM json_each(?) JOIN joining_documents ON number = value",
        (json.dumps(list(numbers)),),
    ).fetchall()
    for number, rank, content, texts in rows:
        yield Held(number, rank, unpacked(content, texts))


def _worded(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[Worded]:
    """Of these documents those whose words are weighed."""
    rows = connection.execute(
        "SELECT number, rank, words FROM json_each(?) JOIN joining_documents ON number = value"
        " WHERE words NOT NULL",
        (json.dumps(list(numbers)),),
    ).fetchall()
    for number, rank, content in rows:
        yield Worded(number, rank, unpacked_words(content))


def _heads(connection: sqlite3.Connection) -> Iterator[Features]:
    """One document of each text, by the edges of text."""
    names = dict(connection.execute("SELECT number, id FROM joining_documents JOIN documents USING (number)"))
    united = UnionFind(names.values())
    for one, other in connection.execute(
        "SELECT one, other FROM joining_edges WHERE kind = 'text' AND weight >= ? AND one < other",
        (SAME_TEXT,),
    ):
        united.union(names[one], names[other])
    heads = [number for number, name in sorted(names.items()) if united.home(name) == name]
    for start in range(0, len(heads), INDEXED_TOGETHER):
        some = heads[start : start + INDEXED_TOGETHER]
        yield from (each.features for each in _held(connection, some, passages=False))


def _spread(connection: sqlite3.Connection, features: Features) -> dict[str, int]:
    return dict(
        connection.execute(
            "SELECT stem, documents FROM json_each(?) JOIN joining_counts ON stem = value",
            (json.dumps(list(features.counts)),),
        )
    )


def _by_id(one: Features, other: Features) -> tuple[Features, Features]:
    return (one, other) if one.document <= other.document else (other, one)


def _words_by_id(one: WeightedWords, other: WeightedWords) -> tuple[WeightedWords, WeightedWords]:
    return (one, other) if one.document <= other.document else (other, one)
