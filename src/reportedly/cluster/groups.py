"""The groups that `grouping` found among the documents of shards, in three files beside these.

The files are named by the shards and by the rules of joining: where one of these is another, there are no
groups yet.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from ..errors import ClusterError
from ..ledger.neighbourhoods.blocking_keys import Counts, counts_of
from ..ledger.neighbourhoods.given import Given
from ..ledger.neighbourhoods.neighbours import Edge
from ..ledger.neighbourhoods.renewal import digest_of_rules
from ..ledger.wording import several
from .storage import join_path, names_in, open_bytes, write_whole

if TYPE_CHECKING:
    import pyarrow.parquet as pq

JOINING = "joining"
"""The folder beside the shards that has all files of grouping."""

TOTAL = b"reportedly.documents"
"""Under which the file of counts tells how many texts were counted."""

Kind = Literal["groups", "edges", "counts"]

EDGES = {"kind": "string", "one": "string", "other": "string", "weight": "float64"}

EDGES_TOGETHER = 50_000
"""Edges that are written, and read again, at a time."""

NOTHING: Mapping[bytes, str] = {}


def digest_of(shards: Iterable[str]) -> str:
    """A name for these shards, wherever their folder is, and for the rules of joining."""
    names = sorted(uri.rpartition("/")[2] for uri in shards)
    return blake2b(repr((digest_of_rules(), names)).encode(), digest_size=8).hexdigest()


def write_groups(folder: str, shards: Iterable[str], groups: Iterable[Sequence[str]]) -> None:
    """The groups of the documents of these shards are in the folder."""
    rows = [(name, min(group)) for group in groups for name in group]
    columns = dict(zip(("document", "group"), zip(*rows, strict=True), strict=True)) if rows else {}
    content = _table({"document": "string", "group": "string"}, columns)
    write_whole(join_path(folder, JOINING), f"groups-{digest_of(shards)}.parquet", content)


def has_groups(folder: str, shards: Iterable[str], kind: Kind = "groups") -> bool:
    """Whether the groups of these shards are in the folder, or how often their words stand."""
    return f"{kind}-{digest_of(shards)}.parquet" in names_in(join_path(folder, JOINING))


def read_groups(folder: str, shards: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every document with its group, which is called by the smallest id in it.

    Raises:
        ClusterError: the groups of these shards, by today's rules, were not found yet.
    """
    told = tuple(shards)
    if not has_groups(folder, told):
        raise ClusterError(
            f"{folder}: has no groups of these shards yet; `reportedly group {folder}` finds them"
        )
    with _opened(join_path(join_path(folder, JOINING), f"groups-{digest_of(told)}.parquet")) as table:
        for batch in table.iter_batches():
            yield from zip(*batch.to_pydict().values(), strict=True)


def near(groups: Iterable[tuple[str, str]], documents: Iterable[str]) -> frozenset[str]:
    """The documents of the groups that these are in.

    Args:
        groups: every document with its group.
        documents: ids, or beginnings of ids that no other document has.

    Raises:
        ClusterError: there is no such document, or there are several.
    """
    homes = dict(groups)
    wanted = set()
    for begun in documents:
        found = [name for name in homes if name.startswith(begun)]
        if len(found) != 1:
            raise ClusterError(
                f"{begun!r} begins the id of {several(len(found), 'document')} of these shards"
            )
        wanted.add(homes[found[0]])
    return frozenset(name for name, group in homes.items() if group in wanted)


def part_of(groups: Iterable[tuple[str, str]], number: int, parts: int) -> frozenset[str]:
    """The documents of one of so many parts (from 1), each of which has whole groups."""
    return frozenset(name for name, group in groups if partition((group,), parts) == number - 1)


def partition(key: Sequence[object], partitions: int) -> int:
    """The partition of a key, the same on every machine."""
    told = repr(tuple(key)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest()) % partitions


def write_edges(folder: str, shards: Iterable[str], edges: Iterable[Edge]) -> None:
    """What joins the documents of each group is in the folder."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, getattr(pa, kind)()) for name, kind in EDGES.items()])
    buffer = io.BytesIO()
    waiting = iter(edges)
    with pq.ParquetWriter(buffer, schema, compression="zstd") as writer:
        while rows := [
            (each.kind, each.one, each.other, each.weight) for each in islice(waiting, EDGES_TOGETHER)
        ]:
            writer.write_table(
                pa.Table.from_arrays([pa.array(told) for told in zip(*rows, strict=True)], schema=schema)
            )
    write_whole(join_path(folder, JOINING), f"edges-{digest_of(shards)}.parquet", buffer.getvalue())


def read_given(folder: str, shards: Iterable[str], documents: Collection[str]) -> Given:
    """What a ledger of these documents, which are whole groups, takes from all documents.

    Raises:
        ClusterError: the groups were not found yet, or a file is damaged.
    """
    told = tuple(shards)
    uri = join_path(join_path(folder, JOINING), f"edges-{digest_of(told)}.parquet")
    with _opened(uri) as table:
        edges = [
            Edge(one, other, kind, weight)
            for batch in table.iter_batches(EDGES_TOGETHER)
            for kind, one, other, weight in zip(*batch.to_pydict().values(), strict=True)
            if one in documents
        ]
    return Given(read_counts(folder, told), edges)


def write_counts(folder: str, shards: Iterable[str], total: int, spread: Mapping[str, int]) -> None:
    """In how many texts each word stands is in the folder, of words that stand in several."""
    told = {stem: count for stem, count in sorted(spread.items()) if count > 1}
    columns: Mapping[str, Sequence[Any]] = {"stem": [*told], "documents": [*told.values()]}
    content = _table({"stem": "string", "documents": "int64"}, columns, {TOTAL: str(total)})
    write_whole(join_path(folder, JOINING), f"counts-{digest_of(shards)}.parquet", content)


def read_counts(folder: str, shards: Iterable[str]) -> Counts:
    """In how many texts each word stands, of words that stand in several.

    Raises:
        ClusterError: words were not counted yet, or the file is damaged.
    """
    uri = join_path(join_path(folder, JOINING), f"counts-{digest_of(shards)}.parquet")
    with _opened(uri) as table:
        total = int(table.schema_arrow.metadata[TOTAL])
        return counts_of(total, dict(zip(*table.read().to_pydict().values(), strict=True)))


@contextmanager
def _opened(uri: str) -> Iterator[pq.ParquetFile]:
    import pyarrow.parquet as pq

    try:
        with open_bytes(uri) as file:
            yield pq.ParquetFile(file)
    except (OSError, ValueError, KeyError) as error:
        raise ClusterError(f"{uri}: cannot be read: {error}") from error


def _table(
    kinds: Mapping[str, str], columns: Mapping[str, Sequence[Any]], about: Mapping[bytes, str] = NOTHING
) -> bytes:
    """The bytes of a file with these columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, getattr(pa, kind)()) for name, kind in kinds.items()])
    table = pa.Table.from_pydict({name: columns.get(name, ()) for name in kinds}, schema)
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(dict(about)), buffer, compression="zstd")
    return buffer.getvalue()
