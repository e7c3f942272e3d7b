"""Neighbourhoods of more documents than one machine holds: the same edges and groups, partition by partition.

Three pure functions over rows, to be called from Ray, Spark, Dask or plain processes; between them the engine
moves rows with equal keys to one place, and nothing else:

1. `keys_of(shard)`: a row for each list that a document stands in. Group the rows by `(kind, list)`.
2. `pairs_of(rows of whole lists)`: a row for each two documents that lists bring together, with how many
   lists do. Group by `(kind, one, other)` and add up (`add_up`), which may be done before and after moving.
3. `edges_of(pairs, features)`: the edges, where `features` has both documents of each pair. Each partition's
   are made few by themselves (`union_find.forest_of`: at most one for a document); what is left of all of
   them makes the same neighbourhoods (`neighbours.neighbourhoods`) as all edges.

For texts first (`keys_of` without counts), then, words being counted, for words. Equal to what
`neighbours.find_text_edges` and `find_word_edges` find on one machine, whatever the partitions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .blocking_keys import Counts, Features, Kind, passage_keys, weighed, word_keys
from .neighbours import (
    LEAST_SHARED,
    SAME_TEXT_OF_STORY,
    Edge,
    Place,
    pairs_in,
    rank_of,
    shared_text,
    word_edge,
)


class KeyRow(NamedTuple):
    """A document in a list."""

    kind: Kind
    list: int
    rank: int
    late: bool
    document: str


class PairRow(NamedTuple):
    """Two documents that so many lists of a kind bring together."""

    kind: Kind
    one: str
    other: str
    times: int


def keys_of(shard: Iterable[Features], counts: Counts | None = None) -> Iterator[KeyRow]:
    """The lists of the passages of these documents; with counts those of their words and numbers."""
    for features in shard:
        rank = rank_of(features.document)
        keys = word_keys(weighed(features, counts)) if counts else passage_keys(features)
        for key in keys:
            yield KeyRow(key.kind, key.list, rank, key.late, features.document)


def pairs_of(partition: Iterable[KeyRow]) -> Iterator[PairRow]:
    """The pairs of lists that are wholly in this partition, each pair once."""
    lists: dict[tuple[Kind, int], list[Place]] = defaultdict(list)
    for row in partition:
        lists[row.kind, row.list].append(Place(row.rank, row.late, row.document))
    return add_up(
        PairRow(kind, one, other, 1)
        for (kind, _), places in lists.items()
        if len(places) > 1
        for one, other in pairs_in(kind, sorted(places))
    )


def add_up(pairs: Iterable[PairRow]) -> Iterator[PairRow]:
    """Each pair once, with all lists that bring it together."""
    shared: Counter[tuple[Kind, str, str]] = Counter()
    for row in pairs:
        shared[row.kind, row.one, row.other] += row.times
    for (kind, one, other), times in shared.items():
        yield PairRow(kind, one, other, times)


def edges_of(
    pairs: Iterable[PairRow], features: Mapping[str, Features], counts: Counts | None = None
) -> Iterator[Edge]:
    """The edges among pairs that were added up: of text, or with counts those of words and numbers."""
    words = {name: weighed(each, counts) for name, each in features.items()} if counts else {}
    for row in pairs:
        if row.times < LEAST_SHARED[row.kind]:
            continue
        if row.kind == "text":
            share = shared_text(features[row.one], features[row.other])
            if share >= SAME_TEXT_OF_STORY:
                yield Edge(row.one, row.other, "text", share)
        elif edge := word_edge(row.kind, words[row.one], words[row.other]):
            yield edge
