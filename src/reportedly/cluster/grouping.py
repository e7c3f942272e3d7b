"""Finds which documents of many shards are near each other, without loading all of them on one machine.

This applies the pure functions of `partitions` to files: each task reads a few files of a folder
beside the shards and writes one, with a group of rows for each partition. An engine only has to call a
function for every item of a list. A task that runs twice writes the same file again; one whose file is there
is not run again, so that what was interrupted goes on where it stopped.

Documents live in the partition of their id. Their places in lists go to the partition of the list, and its
pairs to the partition of the first document of each. That one lends the features of its documents to the
partitions of the second ones, once to each, and there the pairs are compared. Of P partitions and any number
of shards there are twelve files a partition, and a task opens P of each kind that it reads: 15 x P x P in
all. They are removed when the groups are found.
"""

from __future__ import annotations

import io
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, get_type_hints

from ..ledger.neighbourhoods.blocking_keys import Counts, Features, features_of, packed, unpacked
from ..ledger.neighbourhoods.neighbours import LEAST_SHARED, SAME_TEXT, Edge, neighbourhoods
from ..ledger.neighbourhoods.partitions import KeyRow, PairRow, add_up, edges_of, keys_of, pairs_of
from ..ledger.union_find import Link, UnionFind, forest_of
from .groups import (
    JOINING,
    digest_of,
    has_groups,
    partition,
    read_counts,
    read_groups,
    write_counts,
    write_edges,
    write_groups,
)
from .rows import read_rows
from .storage import join_path, names_in, open_bytes, remove_folder, write_whole

PARTITIONS = 16
"""Groups that rows are spread over: the rows of one are in memory at a time. A million documents of 500 words
have some 120 million places in lists; in 256 partitions that is half a million at a time."""

TASKS = 10
"""For each partition: one spreads features, one counts words, four find the edges of each of two kinds."""

WORK = "work-"
"""How the names of the folders of files between tasks begin."""

PARTS = b"reportedly.parts"
"""Under which a file tells whose its groups of rows are."""

Run = Callable[[Callable[[int], Any], Sequence[int]], Iterable[Any]]
"""Calls a function for every number and gives the results in order: `map`, or that of an engine."""

Phase = Literal["text", "word"]

ARROW = {str: "string", int: "int64", bool: "bool_", float: "float64", bytes: "binary"}

Rows = Mapping[int, Sequence[Sequence[Any]]]
"""Rows by the partition that they go to."""


@dataclass(frozen=True, slots=True)
class Work:
    """The shards, the folder of the files, and how many parts no task holds more than one of."""

    folder: str
    shards: tuple[str, ...]
    partitions: int
    files: str
    """The folder of the files between tasks: another one for other shards, rules or partitions."""

    def home(self, document: str) -> int:
        """The partition of a document."""
        return partition((document,), self.partitions)


def _unseen(_: int) -> None:
    """Nobody watches the progress."""


def find_groups(
    folder: str,
    shards: Iterable[str],
    run: Run = map,
    partitions: int = PARTITIONS,
    step: Callable[[int], None] = _unseen,
) -> dict[str, str]:
    """The group of each document, called by the smallest id in it; `groups` reads it from the folder again.

    Groups are the neighbourhoods that one machine finds, those that are too large taken apart. Where the
    folder has them already, they are not found again. What the driver holds is the id of every document, two
    edges for each at most, and in how many documents each word stands.

    Args:
        folder: where files between the tasks are put; all workers can read and write it.
        shards: addresses of files that `read_shard` wrote.
        run: how tasks are run; by default one after the other.
        partitions: how many parts no task holds more than one of.
        step: is called with each number of tasks that are done, of `TASKS` for each partition.

    Raises:
        ClusterError: a shard is damaged, or the folder cannot be written to.
    """
    work = _begun(folder, tuple(shards), partitions)
    if has_groups(folder, work.shards):
        step(TASKS * partitions)
        return dict(read_groups(folder, work.shards))
    make = partial(_make, work, run, step)
    make("features", _spread_features)
    texts = _find_forest(work, make, "text")
    names = {name for (name,) in _driven(work, "features", ["document"])}
    _count(work, run, step, _copies(names, texts))
    words = _find_forest(work, make, "word")
    edges = [Edge(one, other, "text", weight) for weight, one, other in texts]
    edges += [Edge(one, other, "story", weight) for weight, one, other in words]
    groups = neighbourhoods(names, edges)
    homes = {name: group[0] for group in groups for name in group}
    write_edges(folder, work.shards, _edges_within(work, homes, words))
    write_groups(folder, work.shards, groups)  # the last, since it tells that all is there
    _tidy(work)
    return homes


def _edges_within(work: Work, homes: Mapping[str, str], words: Iterable[Link[str]]) -> Iterator[Edge]:
    """All edges of text, which are within groups, and of the forest of words those that are."""
    for weight, one, other in _driven(work, "text-edges"):
        yield Edge(one, other, "text", weight)
    for weight, one, other in words:
        if homes[one] == homes[other]:
            yield Edge(one, other, "story", weight)


def _begun(folder: str, shards: tuple[str, ...], partitions: int) -> Work:
    name = f"{WORK}{digest_of(shards)}-{partitions}"
    return Work(folder, shards, partitions, join_path(join_path(folder, JOINING), name))


def _tidy(work: Work) -> None:
    """No files between tasks are left of these shards, nor of a run with other partitions that was cut."""
    joining, _, name = work.files.rpartition("/")
    ours = name.rpartition("-")[0] + "-"
    for each in sorted(names_in(joining)):
        if each.startswith(ours):
            remove_folder(join_path(joining, each))


def _make(
    work: Work, run: Run, step: Callable[[int], None], kind: str, task: Callable[[Work, int], None]
) -> None:
    """Each partition's task has left its file of this kind; those that had left it are not run again."""
    there = names_in(work.files)
    missing = [part for part in range(work.partitions) if _name(kind, part) not in there]
    step(work.partitions - len(missing))
    for _ in run(partial(task, work), missing) if missing else ():
        step(1)


def _find_forest(
    work: Work, make: Callable[[str, Callable[[Work, int], None]], None], phase: Phase
) -> list[Link[str]]:
    """Of the edges of all documents a forest of the strongest."""
    make(f"{phase}-keys", partial(_spread_keys, phase))
    make(f"{phase}-pairs", partial(_spread_pairs, phase))
    make(f"{phase}-lent", partial(_lend, phase))
    make(f"{phase}-forest", partial(_find_edges, phase))
    return forest_of((weight, one, other) for weight, one, other in _driven(work, f"{phase}-forest"))


def _copies(names: Iterable[str], texts: Iterable[Link[str]]) -> frozenset[str]:
    """The documents whose text another one has that comes before them."""
    united = UnionFind(names)
    for weight, one, other in texts:
        if weight >= SAME_TEXT:
            united.union(one, other)
    return frozenset(name for group in united.groups() for name in group[1:])


def _count(work: Work, run: Run, step: Callable[[int], None], copies: frozenset[str]) -> None:
    """In how many texts each word stands is in the folder."""
    if has_groups(work.folder, work.shards, "counts"):
        step(work.partitions)
        return
    spread: Counter[str] = Counter()
    total = 0
    for counted, words in run(partial(_count_words, work, copies), range(work.partitions)):
        total += counted
        spread.update(words)
        step(1)
    write_counts(work.folder, work.shards, total, spread)


def _spread_features(work: Work, batch: int) -> None:
    """Writes the features of a batch's documents for the partitions of their ids.

    Batches are in the order of the shards: of a document that stands in several the last one counts, as in
    the ledger that is made of them.
    """
    rows: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for uri in work.shards[_bound(work, batch) : _bound(work, batch + 1)]:
        for each in (features_of(row.reading) for row in read_rows(uri)):
            rows[work.home(each.document)].append((each.document, *packed(each)))
    _write(work, "features", batch, _FEATURES, rows)


def _bound(work: Work, batch: int) -> int:
    """Before which of the shards a batch begins."""
    return batch * len(work.shards) // work.partitions


def _spread_keys(phase: Phase, work: Work, part: int) -> None:
    """Writes the places of a partition's documents for the partitions of their lists."""
    rows: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for row in keys_of(_features(work, part).values(), _counts(work, phase)):
        rows[partition((row.kind, row.list), work.partitions)].append(row)
    _write(work, f"{phase}-keys", part, _KEYS, rows)


def _spread_pairs(phase: Phase, work: Work, part: int) -> None:
    """Writes the pairs of a partition's lists for the partitions of their first documents."""
    rows: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for row in pairs_of(KeyRow(*row) for row in _gathered(work, f"{phase}-keys", part)):
        rows[work.home(row.one)].append(row)
    _write(work, f"{phase}-pairs", part, _PAIRS, rows)


def _lend(phase: Phase, work: Work, part: int) -> None:
    """Writes a partition's pairs that share enough, and the features of their first documents."""
    rows: dict[int, list[Sequence[Any]]] = defaultdict(list)
    borrowers: dict[str, set[int]] = defaultdict(set)
    for row in add_up(PairRow(*row) for row in _gathered(work, f"{phase}-pairs", part)):
        if row.times >= LEAST_SHARED[row.kind]:
            rows[work.home(row.other)].append(row)
            borrowers[row.one].add(work.home(row.other))
    lent: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for each in _gathered(work, "features", part):
        for borrower in borrowers.get(each[0], ()):
            lent[borrower].append(each)
    _write(work, f"{phase}-counted", part, _PAIRS, rows)
    _write(work, f"{phase}-lent", part, _FEATURES, lent)


def _find_edges(phase: Phase, work: Work, part: int) -> None:
    """Writes a forest of the strongest edges among a partition's pairs for the driver; of text all edges."""
    pairs = [PairRow(*row) for row in _gathered(work, f"{phase}-counted", part)]
    found = _features(work, part)
    for _, content, passages in _gathered(work, f"{phase}-lent", part):
        lent = unpacked(content, passages)
        found[lent.document] = lent
    met = {name: found[name] for row in pairs for name in (row.one, row.other)}
    found_here = [(edge.weight, edge.one, edge.other) for edge in edges_of(pairs, met, _counts(work, phase))]
    if phase == "text":
        _write(work, "text-edges", part, _LINKS, {0: found_here} if found_here else {})
    links = forest_of(found_here)
    _write(work, f"{phase}-forest", part, _LINKS, {0: links} if links else {})


def _count_words(work: Work, copies: frozenset[str], part: int) -> tuple[int, Counter[str]]:
    """The number of a partition's documents that contain each word; copies of one text count once."""
    spread: Counter[str] = Counter()
    total = 0
    for name, each in _features(work, part).items():
        if name not in copies:
            spread.update(each.counts.keys())
            total += 1
    return total, spread


def _counts(work: Work, phase: Phase) -> Counts | None:
    return read_counts(work.folder, work.shards) if phase == "word" else None


def _features(work: Work, part: int) -> dict[str, Features]:
    """The documents of a partition; one that was read several times stands there once."""
    rows = _gathered(work, "features", part)
    return {name: unpacked(content, passages) for name, content, passages in rows}


def _name(kind: str, part: int) -> str:
    return f"{kind}-{part}.parquet"


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
            arrays = [pa.array([row[at] for row in rows[part]], of) for at, of in enumerate(schema.types)]
            table = pa.Table.from_arrays(arrays, schema=schema)
            writer.write_table(table, row_group_size=max(1, len(rows[part])))
    write_whole(work.files, _name(kind, source), buffer.getvalue())


def _gathered(work: Work, kind: str, part: int) -> Iterator[Sequence[Any]]:
    """The rows of a partition, from all tasks that wrote for it; of each file only its group is read."""
    import pyarrow.parquet as pq

    for source in range(work.partitions):
        with open_bytes(join_path(work.files, _name(kind, source))) as file:
            table = pq.ParquetFile(file)
            parts = json.loads(table.schema_arrow.metadata[PARTS])
            if part not in parts:
                continue
            columns = table.read_row_group(parts.index(part)).to_pydict().values()
        yield from zip(*columns, strict=True)


def _driven(work: Work, kind: str, columns: list[str] | None = None) -> Iterator[Sequence[Any]]:
    """The rows of all files of a kind, or some columns of them."""
    import pyarrow.parquet as pq

    for source in range(work.partitions):
        with open_bytes(join_path(work.files, _name(kind, source))) as file:
            told = pq.ParquetFile(file).read(columns).to_pydict().values()
        yield from zip(*told, strict=True)


def _columns(row: type[Any]) -> dict[str, str]:
    return {name: ARROW.get(hint, "string") for name, hint in get_type_hints(row).items()}


_FEATURES = {"document": "string", "content": "binary", "passages": "binary"}
_KEYS = _columns(KeyRow)
_PAIRS = _columns(PairRow)
_LINKS = {"weight": "float64", "one": "string", "other": "string"}
