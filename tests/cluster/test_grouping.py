from __future__ import annotations

import io
import random
from collections import defaultdict
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from reportedly.cluster import grouping
from reportedly.cluster.grouping import TASKS, find_groups
from reportedly.cluster.rows import Made, as_parquet, read_rows
from reportedly.cluster.storage import write_whole
from reportedly.contract import to_json
from reportedly.ledger.neighbourhoods import neighbours
from reportedly.ledger.neighbourhoods.blocking_keys import count_spread, features_of, weighed
from reportedly.ledger.neighbourhoods.neighbours import (
    SAME_TEXT,
    find_text_edges,
    find_word_edges,
    neighbourhoods,
)
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
    assert all(home == min(group) for home, group in found.items())
    return {frozenset(each) for each in found.values()}


def on_one_machine(shards: Iterable[str]) -> set[frozenset[str]]:
    features = {row.reading.document.id: features_of(row.reading) for uri in shards for row in read_rows(uri)}
    texts = find_text_edges(features)
    heads = UnionFind(features)
    for edge in texts:
        if edge.weight >= SAME_TEXT:
            heads.union(edge.one, edge.other)
    counts = count_spread(each for name, each in features.items() if heads.home(name) == name)
    words = find_word_edges({name: weighed(each, counts) for name, each in features.items()})
    return {frozenset(group) for group in neighbourhoods(features, (*texts, *words))}


def test_the_groups_of_five_thousand_documents_are_those_of_one_machine(tmp_path: Path) -> None:
    shards = shards_of(documents(DOCUMENTS), tmp_path)
    found = groups(find_groups(str(tmp_path), shards, partitions=5))
    assert found == on_one_machine(shards)
    assert sum(len(group) > 1 for group in found) > 100
    assert sum(len(group) for group in found if len(group) > 1) > 1_000


def test_a_group_that_is_too_large_is_taken_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day of news hangs together by a few words each: all of it is no group."""
    shards = shards_of(documents(600), tmp_path)
    whole = groups(find_groups(str(tmp_path / "whole"), shards, partitions=3))
    monkeypatch.setattr(neighbours, "MOST", 5)
    found = groups(find_groups(str(tmp_path / "apart"), shards, partitions=3))
    assert found == on_one_machine(shards)
    assert len(found) > len(whole)


def test_tasks_that_were_done_are_not_run_again(tmp_path: Path) -> None:
    shards = shards_of(documents(300), tmp_path)
    expected = find_groups(str(tmp_path / "whole"), shards, partitions=3)
    called: list[int] = []

    def cut_off(task, items):  # type: ignore[no-untyped-def]
        for item in items:
            called.append(item)
            if len(called) % 11 == 0:
                raise KeyboardInterrupt
            yield task(item)

    cuts = 0
    steps: list[int] = []
    while not steps or sum(steps) < TASKS * 3:
        steps.clear()
        try:
            assert find_groups(str(tmp_path), shards, cut_off, 3, steps.append) == expected
        except KeyboardInterrupt:
            cuts += 1
    assert cuts > 1
    assert (
        TASKS * 3 + cuts <= len(called) <= TASKS * 3 + cuts + 2
    )  # words are counted again where that was cut
    called.clear()
    assert find_groups(str(tmp_path), shards, cut_off, 3) == expected
    assert not called


def test_nothing_but_the_groups_is_left(tmp_path: Path) -> None:
    shards = shards_of(documents(60), tmp_path)
    find_groups(str(tmp_path), shards, partitions=3)
    names = {path.name.partition("-")[0] for path in (tmp_path / "joining").iterdir()}
    assert names == {"groups", "edges", "counts"}


def test_a_run_that_was_cut_off_leaves_nothing_to_one_with_other_partitions(tmp_path: Path) -> None:
    def cut_off(task, items):  # type: ignore[no-untyped-def]
        yield task(items[0])
        raise KeyboardInterrupt

    shards = shards_of(documents(60), tmp_path)
    with pytest.raises(KeyboardInterrupt):
        find_groups(str(tmp_path), shards, cut_off, 4)
    others = tmp_path / "joining" / "work-of-other-shards-4"
    others.mkdir()
    find_groups(str(tmp_path), shards, partitions=3)
    assert [path.name for path in (tmp_path / "joining").glob("work-*")] == [others.name]


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

    def counted(folder: str) -> None:
        nonlocal written
        written = len(list(Path(folder).iterdir()))

    written = 0
    monkeypatch.setattr(grouping, "open_bytes", noted)
    monkeypatch.setattr(grouping, "remove_folder", counted)
    counts = {}
    for partitions in (4, 8):
        folder = tmp_path / str(partitions)
        shards = shards_of(documents(200), folder)
        opened.clear()
        find_groups(str(folder), shards, partitions=partitions)
        counts[partitions] = (written, len(opened))
    assert counts == {
        partitions: (partitions * (1 + 1 + 2 * 5), partitions * partitions * (1 + 2 * 7) + 4 * partitions)
        for partitions in (4, 8)
    }


def test_no_shards_have_no_groups(tmp_path: Path) -> None:
    assert find_groups(str(tmp_path), []) == {}
