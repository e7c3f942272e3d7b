"""Finds which documents of many shards are near each other, without loading all of them on one machine.

This applies the pure functions of `ledger.partitions` to files: each task reads a few files of the folder
`joining/` beside the shards and writes a few. An engine only has to call a function for every item of a list
and wait; a task that runs twice writes the same files again.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import Any, get_type_hints

from ..ledger.blocking_keys import Counts, Features, counts_of, features_of, packed, unpacked
from ..ledger.neighbours import Edge
from ..ledger.origins import SAME_TEXT
from ..ledger.partitions import (
    KeyRow,
    PairRow,
    add_up,
    edges_of,
    forest_of,
    homes_of,
    keys_of,
    pairs_of,
)
from .rows import read_rows
from .storage import join_path, open_bytes, write_whole

PARTITIONS = 16
"""Files that rows are spread over: the rows of one are in memory at a time. A million documents of 500 words
have some 120 million places in lists; in 256 partitions that is half a million at a time."""

Run = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
"""Calls a function for every item and gives the results in order: `map`, or that of an engine."""

ARROW = {str: "string", int: "int64", bool: "bool_", float: "float64", bytes: "binary"}


@dataclass(frozen=True, slots=True)
class Work:
    """The folder of the files, and the number of partitions of each kind of row."""

    folder: str
    shards: tuple[str, ...]
    partitions: int


def find_groups(
    folder: str, shards: Iterable[str], run: Run = map, partitions: int = PARTITIONS
) -> dict[str, str]:
    """The neighbourhood of each document that has neighbours; its name is the smallest id in it.

    Equal to what one machine finds. What the driver holds is an edge a document at most, and in how many
    documents each word stands.

    Args:
        folder: where files between the tasks are put; all workers can read and write it.
        shards: addresses of files that `read_shard` wrote.
        run: how tasks are run; by default one after the other.
        partitions: how many parts no task holds more than one of.
    """
    work = Work(join_path(folder, "joining"), tuple(shards), partitions)
    parts = range(partitions)
    _all(run, partial(_spread_features, work), range(len(work.shards)))
    texts = _edges(work, run, "text", None)
    heads = homes_of([[edge for edge in forest if edge.weight >= SAME_TEXT] for forest in texts])
    copies = frozenset(name for name, home in heads.items() if name != home)
    spread: Counter[str] = Counter()
    total = 0
    for counted, words in run(partial(_count_words, work, copies), parts):
        total += counted
        spread.update(words)
    words_edges = _edges(work, run, "word", counts_of(total, spread))
    return homes_of([*texts, *words_edges])


def _edges(work: Work, run: Run, phase: str, counts: Counts | None) -> list[list[Edge]]:
    """Forests of edges, one for each partition."""
    parts = range(work.partitions)
    _all(run, partial(_spread_keys, work, phase, counts), parts)
    _all(run, partial(_spread_pairs, work, phase), parts)
    return list(run(partial(_find_edges, work, phase, counts), parts))


def _all(run: Run, task: Callable[[Any], Any], items: Sequence[Any]) -> None:
    for _ in run(task, items):
        pass


def _spread_features(work: Work, shard: int) -> None:
    """Writes the features of a shard's documents to the files of the partitions of their ids."""
    told = (features_of(row.reading) for row in read_rows(work.shards[shard]))
    rows = [(each.document, *packed(each)) for each in told]
    _spread(work, "features", shard, _FEATURES, rows, 1)


def _spread_keys(work: Work, phase: str, counts: Counts | None, part: int) -> None:
    """Writes the places of a partition's documents to the files of the partitions of their lists."""
    _spread(work, f"{phase}-keys", part, _KEYS, list(keys_of(_features(work, part), counts)), 2)


def _spread_pairs(work: Work, phase: str, part: int) -> None:
    """Writes the pairs of a partition's lists to the files of the partitions of their documents."""
    rows = (KeyRow(*row) for row in _gathered(work, f"{phase}-keys", part, work.partitions))
    _spread(work, f"{phase}-pairs", part, _PAIRS, list(pairs_of(rows)), 3)


def _find_edges(work: Work, phase: str, counts: Counts | None, part: int) -> list[Edge]:
    """A forest of the edges among a partition's pairs; for texts, strong edges come first."""
    pairs = list(add_up(PairRow(*row) for row in _gathered(work, f"{phase}-pairs", part, work.partitions)))
    wanted = frozenset(name for row in pairs for name in (row.one, row.other))
    found = {
        each.document: each for number in range(work.partitions) for each in _features(work, number, wanted)
    }
    edges = list(edges_of(pairs, found, counts))
    strong = [edge for edge in edges if edge.kind == "text" and edge.weight >= SAME_TEXT]
    return [*forest_of(strong), *forest_of(edges)]


def _count_words(work: Work, copies: frozenset[str], part: int) -> tuple[int, Counter[str]]:
    """The number of a partition's documents that contain each word; copies of one text count once."""
    spread: Counter[str] = Counter()
    total = 0
    for each in _features(work, part):
        if each.document not in copies:
            spread.update(each.counts.keys())
            total += 1
    return total, spread


def _features(work: Work, part: int, wanted: frozenset[str] | None = None) -> Iterator[Features]:
    for name, content, passages in _gathered(work, "features", part, len(work.shards)):
        if wanted is None or name in wanted:
            yield unpacked(content, passages)


def _spread(
    work: Work, kind: str, source: int, columns: dict[str, str], rows: Sequence[Sequence[Any]], width: int
) -> None:
    """Writes rows to one file for each partition; rows with equal keys go to the same file."""
    parts: list[list[Sequence[Any]]] = [[] for _ in range(work.partitions)]
    for row in rows:
        parts[_partition(row[:width], work.partitions)].append(row)
    for number, part in enumerate(parts):
        write_whole(work.folder, f"{kind}-{number}-{source}.parquet", _table(columns, part))


def _gathered(work: Work, kind: str, part: int, sources: int) -> Iterator[Sequence[Any]]:
    """The rows of a partition, from all tasks that wrote to it."""
    import pyarrow.parquet as pq

    for source in range(sources):
        with open_bytes(join_path(work.folder, f"{kind}-{part}-{source}.parquet")) as file:
            columns = pq.read_table(file).to_pydict().values()
        yield from zip(*columns, strict=True)


def _table(columns: dict[str, str], rows: Sequence[Sequence[Any]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, getattr(pa, kind)()) for name, kind in columns.items()])
    buffer = io.BytesIO()
    told = [pa.array([row[at] for row in rows], kind) for at, kind in enumerate(schema.types)]
    pq.write_table(pa.Table.from_arrays(told, schema=schema), buffer, compression="zstd")
    return buffer.getvalue()


def _partition(key: Sequence[object], partitions: int) -> int:
    """The partition of a key, the same on every machine."""
    told = repr(tuple(key)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest()) % partitions


def _columns(row: type[Any]) -> dict[str, str]:
    return {name: ARROW.get(hint, "string") for name, hint in get_type_hints(row).items()}


_FEATURES = {"document": "string", "content": "binary", "passages": "binary"}
_KEYS = _columns(KeyRow)
_PAIRS = _columns(PairRow)
