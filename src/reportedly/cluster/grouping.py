"""Finds which documents of many shards are near each other, without loading all of them on one machine.

This applies the pure functions of `ledger.partitions` to files: each task reads a few files of the folder
`joining/` beside the shards and writes one, with a group of rows for each partition. An engine only has to
call a function for every item of a list and wait; a task that runs twice writes the same files again.

Documents live in the partition of their id. Their places in lists go to the partition of the list, and its
pairs to the partition of the first document of each. That one lends the features of its documents to the
partitions of the second ones, once to each, and there the pairs are compared. Of P partitions and any number
of shards there are nine files a partition, and a task opens P of each kind that it reads: 15 x P x P in all.
"""

from __future__ import annotations

import io
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import Any, get_type_hints

from ..ledger.blocking_keys import Counts, Features, counts_of, features_of, packed, unpacked
from ..ledger.neighbours import LEAST_SHARED, Edge
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
"""Groups that rows are spread over: the rows of one are in memory at a time. A million documents of 500 words
have some 120 million places in lists; in 256 partitions that is half a million at a time."""

PARTS = b"reportedly.parts"
"""Under which a file tells whose its groups of rows are."""

Run = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]
"""Calls a function for every item and gives the results in order: `map`, or that of an engine."""

ARROW = {str: "string", int: "int64", bool: "bool_", float: "float64", bytes: "binary"}

Rows = Mapping[int, Sequence[Sequence[Any]]]
"""Rows by the partition that they go to."""


@dataclass(frozen=True, slots=True)
class Work:
    """The folder of the files, the shards in as many batches at most as there are partitions, and these."""

    folder: str
    batches: tuple[tuple[str, ...], ...]
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
    told = tuple(shards)
    batches = tuple(filter(None, (told[number::partitions] for number in range(partitions))))
    work = Work(join_path(folder, "joining"), batches, partitions)
    parts = range(partitions)
    _all(run, partial(_spread_features, work), range(len(batches)))
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
    _all(run, partial(_lend, work, phase), parts)
    return list(run(partial(_find_edges, work, phase, counts), parts))


def _all(run: Run, task: Callable[[Any], Any], items: Sequence[Any]) -> None:
    for _ in run(task, items):
        pass


def _spread_features(work: Work, batch: int) -> None:
    """Writes the features of a batch's documents for the partitions of their ids."""
    rows: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for uri in work.batches[batch]:
        for each in (features_of(row.reading) for row in read_rows(uri)):
            rows[_home(work, each.document)].append((each.document, *packed(each)))
    _write(work, "features", batch, _FEATURES, rows)


def _spread_keys(work: Work, phase: str, counts: Counts | None, part: int) -> None:
    """Writes the places of a partition's documents for the partitions of their lists."""
    rows: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for row in keys_of(_features(work, part), counts):
        rows[_partition((row.kind, row.list), work.partitions)].append(row)
    _write(work, f"{phase}-keys", part, _KEYS, rows)


def _spread_pairs(work: Work, phase: str, part: int) -> None:
    """Writes the pairs of a partition's lists for the partitions of their first documents."""
    places = (KeyRow(*row) for row in _gathered(work, f"{phase}-keys", part, work.partitions))
    rows: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for row in pairs_of(places):
        rows[_home(work, row.one)].append(row)
    _write(work, f"{phase}-pairs", part, _PAIRS, rows)


def _lend(work: Work, phase: str, part: int) -> None:
    """Writes a partition's pairs that share enough, and the features of their first documents."""
    rows: dict[int, list[Sequence[Any]]] = defaultdict(list)
    borrowers: dict[str, set[int]] = defaultdict(set)
    for row in add_up(PairRow(*row) for row in _gathered(work, f"{phase}-pairs", part, work.partitions)):
        if row.times >= LEAST_SHARED[row.kind]:
            rows[_home(work, row.other)].append(row)
            borrowers[row.one].add(_home(work, row.other))
    lent: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for told in _gathered(work, "features", part, len(work.batches)):
        for borrower in borrowers.get(told[0], ()):
            lent[borrower].append(told)
    _write(work, f"{phase}-counted", part, _PAIRS, rows)
    _write(work, f"{phase}-lent", part, _FEATURES, lent)


def _find_edges(work: Work, phase: str, counts: Counts | None, part: int) -> list[Edge]:
    """A forest of the edges among a partition's pairs; for texts, strong edges come first."""
    pairs = [PairRow(*row) for row in _gathered(work, f"{phase}-counted", part, work.partitions)]
    wanted = frozenset(row.other for row in pairs)
    found = {each.document: each for each in _features(work, part) if each.document in wanted}
    for _, content, passages in _gathered(work, f"{phase}-lent", part, work.partitions):
        lent = unpacked(content, passages)
        found[lent.document] = lent
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


def _features(work: Work, part: int) -> Iterator[Features]:
    for _, content, passages in _gathered(work, "features", part, len(work.batches)):
        yield unpacked(content, passages)


def _write(work: Work, kind: str, source: int, columns: Mapping[str, str], rows: Rows) -> None:
    """Writes what a task has for all partitions to one file, a group of rows for each that gets any."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    parts = sorted(rows)
    schema = pa.schema([(name, getattr(pa, kind)()) for name, kind in columns.items()])
    buffer = io.BytesIO()
    with pq.ParquetWriter(
        buffer, schema.with_metadata({PARTS: json.dumps(parts)}), compression="zstd"
    ) as writer:
        for part in parts:
            told = [pa.array([row[at] for row in rows[part]], of) for at, of in enumerate(schema.types)]
            table = pa.Table.from_arrays(told, schema=schema)
            writer.write_table(table, row_group_size=max(1, len(rows[part])))
    write_whole(work.folder, f"{kind}-{source}.parquet", buffer.getvalue())


def _gathered(work: Work, kind: str, part: int, sources: int) -> Iterator[Sequence[Any]]:
    """The rows of a partition, from all tasks that wrote for it; of each file only its group is read."""
    import pyarrow.parquet as pq

    for source in range(sources):
        with open_bytes(join_path(work.folder, f"{kind}-{source}.parquet")) as file:
            table = pq.ParquetFile(file)
            parts = json.loads(table.schema_arrow.metadata[PARTS])
            if part not in parts:
                continue
            columns = table.read_row_group(parts.index(part)).to_pydict().values()
        yield from zip(*columns, strict=True)


def _home(work: Work, document: str) -> int:
    """The partition of a document."""
    return _partition((document,), work.partitions)


def _partition(key: Sequence[object], partitions: int) -> int:
    """The partition of a key, the same on every machine."""
    told = repr(tuple(key)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest()) % partitions


def _columns(row: type[Any]) -> dict[str, str]:
    return {name: ARROW.get(hint, "string") for name, hint in get_type_hints(row).items()}


_FEATURES = {"document": "string", "content": "binary", "passages": "binary"}
_KEYS = _columns(KeyRow)
_PAIRS = _columns(PairRow)
