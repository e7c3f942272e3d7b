"""The distributed form: what is found partition by partition is what one machine finds."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from reportedly.ledger.neighbourhoods.blocking_keys import (
    Counts,
    Features,
    count_spread,
    features_of,
    weighed,
)
from reportedly.ledger.neighbourhoods.neighbours import Edge, find_text_edges, find_word_edges, neighbourhoods
from reportedly.ledger.neighbourhoods.partitions import PairRow, add_up, edges_of, keys_of, pairs_of
from reportedly.ledger.union_find import forest_of
from reportedly.records import Reading

from ..samples import document

PARTITIONS = 7
DOCUMENTS = 5_000


@pytest.fixture(scope="module")
def features() -> dict[str, Features]:
    """Short texts on many things; every fifth carries another one's, with a word changed."""
    choice = random.Random(7)
    words = ["".join(choice.choices("abdegiklmnoprstu", k=7)).capitalize() for _ in range(4_000)]
    made: dict[str, Features] = {}
    texts: list[str] = []
    for number in range(DOCUMENTS):
        if texts and number % 5 == 0:
            told = choice.choice(texts).split(" ")
            told[choice.randrange(len(told))] = choice.choice(words)
        else:
            start = choice.randrange(len(words))
            told = [words[(start + choice.randrange(40)) % len(words)] for _ in range(30)]
        texts.append(" ".join(told))
        day = f"2022-{choice.randint(1, 12):02}-{choice.randint(1, 28):02}"
        page = document(texts[-1] + ".", f"d-{number}", published=day if number % 9 else None)
        made[page.id] = features_of(Reading(page, *[()] * 9))
    return made


def moved(rows: Iterable[Any], width: int) -> Iterator[list[Any]]:
    """Rows with equal keys in one partition, as an engine moves them."""
    partitions: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        partitions[hash(row[:width]) % PARTITIONS].append(row)
    yield from partitions.values()


def distributed(features: dict[str, Features], counts: Counts | None) -> list[Edge]:
    names = sorted(features)
    shards = [names[start::PARTITIONS] for start in range(PARTITIONS)]
    keys = [row for shard in shards for row in keys_of((features[name] for name in shard), counts)]
    pairs = [row for partition in moved(keys, 2) for row in pairs_of(partition)]
    edges: list[Edge] = []
    for partition in moved(pairs, 3):
        added = list(add_up(partition))
        wanted = {name for row in added for name in (row.one, row.other)}
        edges += edges_of(added, {name: features[name] for name in wanted}, counts)
    return edges


def test_five_thousand_documents_have_the_edges_and_groups_of_one_machine(
    features: dict[str, Features],
) -> None:
    texts = distributed(features, None)
    assert sorted(texts) == sorted(find_text_edges(features))
    counts = count_spread(features.values())
    words = distributed(features, counts)
    assert sorted(words) == sorted(
        find_word_edges({name: weighed(each, counts) for name, each in features.items()})
    )
    assert len(texts) > 500
    assert len(words) > 500
    edges = [*texts, *words]
    few = [
        edge
        for found in (texts, words)
        for start in range(PARTITIONS)
        for edge in forest(found[start::PARTITIONS])
    ]
    assert len(few) < len(edges)
    assert neighbourhoods(features, reversed(few)) == neighbourhoods(features, edges)


def forest(edges: Iterable[Edge]) -> list[Edge]:
    """Of the edges a forest of the strongest: at most one for a document."""
    links = forest_of((edge.weight, edge.one, edge.other) for edge in edges)
    kinds = {(edge.weight, edge.one, edge.other): edge.kind for edge in edges}
    return [Edge(one, other, kinds[weight, one, other], weight) for weight, one, other in links]


def test_pairs_are_added_up_in_whatever_parts() -> None:
    rows = [PairRow("text", "a", "b", 1), PairRow("text", "a", "b", 2), PairRow("story", "a", "b", 1)]
    assert sorted(add_up([*add_up(rows[:1]), *add_up(rows[1:])])) == sorted(add_up(rows))
