from __future__ import annotations

import io
import random
from collections import defaultdict
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from reportedly.cluster import grouping
from reportedly.cluster.grouping import find_groups
from reportedly.cluster.rows import Made, as_parquet, read_rows
from reportedly.cluster.storage import write_whole
from reportedly.contract import to_json
from reportedly.ledger.blocking_keys import Features, count_spread, features_of, weighed
from reportedly.ledger.neighbours import find_text_edges, find_word_edges
from reportedly.ledger.origins import SAME_TEXT
from reportedly.ledger.union_find import UnionFind
from reportedly.page.documents import make_document
from reportedly.records import Document

DOCUMENTS = 5_000
SHARDS = 9


def documents(count: int) -> list[Document]:
    """Short texts on many things; every fifth carries another one, with a word changed."""
    choice = random.Random(11)
    words = ["".join(choice.choices("abdegiklmnoprstu", k=7)).capitalize() for _ in range(count)]
    texts: list[str] = []
    made = []
    for number in range(count):
        if texts and number % 5 == 0:
            told = choice.choice(texts).split(" ")
            told[choice.randrange(len(told))] = choice.choice(words)
        else:
            start = choice.randrange(0, count, 20)
            told = [words[start + choice.randrange(20)] for _ in range(30)]
        texts.append(" ".join(told))
        day = f"2022-{choice.randint(1, 12):02}-{choice.randint(1, 28):02}"
        published = day if number % 9 else None
        made.append(make_document(f"{texts[-1]}.", name=f"d-{number}", published=published))
    return made


def shards_of(told: list[Document], folder: Path) -> list[str]:
    """The documents as a task would have left them, nothing being found in them."""
    for number in range(SHARDS):
        rows = [
            {"input": each.id, "content": b"", "document": without_kind(each), **dict.fromkeys(FOUND, ())}
            for each in told[number::SHARDS]
        ]
        made = Made("1.0", "m", "d", "a.jsonl", number, len(rows), 0)
        write_whole(str(folder), f"part-{number}.parquet", as_parquet(rows, made))
    return [str(folder / f"part-{number}.parquet") for number in range(SHARDS)]


FOUND = ("actors", "places", "times", "amounts", "hedges", "claims", "events", "figures", "notices")


def without_kind(told: Document) -> dict[str, object]:
    plain = to_json(told)
    del plain["kind"]
    return plain


def groups(homes: dict[str, str]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, home in homes.items():
        found[home].add(name)
    return {frozenset(each) for each in found.values()}


def on_one_machine(shards: Iterable[str]) -> set[frozenset[str]]:
    told = [features_of(row.reading) for uri in shards for row in read_rows(uri)]
    features: dict[str, Features] = {each.document: each for each in told}
    texts = find_text_edges(features)
    heads = UnionFind(features)
    for edge in texts:
        if edge.weight >= SAME_TEXT:
            heads.union(edge.one, edge.other)
    counts = count_spread(each for name, each in features.items() if heads.home(name) == name)
    united = UnionFind(features)
    for edge in (*texts, *find_word_edges({name: weighed(each, counts) for name, each in features.items()})):
        united.union(edge.one, edge.other)
    return {frozenset(group) for group in united.groups() if len(group) > 1}


def test_the_groups_of_five_thousand_documents_are_those_of_one_machine(tmp_path: Path) -> None:
    shards = shards_of(documents(DOCUMENTS), tmp_path)
    found = groups(find_groups(str(tmp_path), shards, partitions=5))
    assert found == on_one_machine(shards)
    assert len(found) > 100
    assert sum(map(len, found)) > 1_000


def test_a_task_that_is_called_twice_changes_nothing(tmp_path: Path) -> None:
    def twice(task, items):  # type: ignore[no-untyped-def]
        for item in items:
            task(item)
            yield task(item)

    shards = shards_of(documents(300), tmp_path)
    assert find_groups(str(tmp_path), shards, twice, 3) == find_groups(str(tmp_path), shards, partitions=3)


def test_files_grow_with_partitions_and_not_with_shards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each task writes a file of a kind for all partitions; what a task opens is one of each task before."""
    opened: list[str] = []
    really_open = grouping.open_bytes

    def noted(uri: str) -> AbstractContextManager[io.BufferedReader]:
        opened.append(uri)
        return really_open(uri)

    monkeypatch.setattr(grouping, "open_bytes", noted)
    counts = {}
    for partitions in (4, 8):
        folder = tmp_path / str(partitions)
        shards = shards_of(documents(200), folder)
        opened.clear()
        find_groups(str(folder), shards, partitions=partitions)
        counts[partitions] = (len(list((folder / "joining").iterdir())), len(opened))
    assert counts == {
        partitions: (partitions * (1 + 2 * 4), partitions * partitions * (1 + 2 * 7)) for partitions in (4, 8)
    }


def test_no_shards_have_no_groups(tmp_path: Path) -> None:
    assert find_groups(str(tmp_path), []) == {}
