from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.cluster.groups import near, part_of, read_counts, read_groups, write_counts, write_groups
from reportedly.errors import ClusterError

GROUPS = [["d-1", "d-3"], ["d-2"], ["d-4", "d-5", "x-1"]]
SHARDS = ("s/a.parquet", "s/b.parquet")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    write_groups(str(tmp_path), SHARDS, GROUPS)
    return str(tmp_path)


def test_a_group_is_called_by_its_smallest_id(folder: str) -> None:
    homes = {"d-1": "d-1", "d-3": "d-1", "d-2": "d-2", "d-4": "d-4", "d-5": "d-4", "x-1": "d-4"}
    assert dict(read_groups(folder, SHARDS)) == homes


def test_the_shards_may_stand_elsewhere_and_in_another_order(folder: str) -> None:
    assert dict(read_groups(folder, ["s3://t/b.parquet", "s3://t/a.parquet"]))


def test_other_shards_have_no_groups_yet(folder: str) -> None:
    with pytest.raises(ClusterError, match="no groups of these shards yet; `reportedly group"):
        list(read_groups(folder, [*SHARDS, "s/c.parquet"]))


def test_what_other_rules_grouped_is_not_taken(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.cluster.groups.digest_of_rules", lambda: 1)
    with pytest.raises(ClusterError, match="no groups"):
        list(read_groups(folder, SHARDS))


def test_the_groups_of_documents_that_are_named(folder: str) -> None:
    groups = list(read_groups(folder, SHARDS))
    assert near(groups, ["d-3"]) == {"d-1", "d-3"}
    assert near(groups, ["x", "d-2"]) == {"d-2", "d-4", "d-5", "x-1"}


@pytest.mark.parametrize(("begun", "told"), [("d-", "'d-' begins the id of 5 documents"), ("y", "of 0 doc")])
def test_a_document_that_is_not_meant_for_certain(folder: str, begun: str, told: str) -> None:
    with pytest.raises(ClusterError, match=told):
        near(read_groups(folder, SHARDS), [begun])


def test_each_group_is_whole_in_one_part(folder: str) -> None:
    groups = list(read_groups(folder, SHARDS))
    parts = [part_of(groups, number, 2) for number in (1, 2)]
    assert sorted(name for part in parts for name in part) == sorted(name for name, _ in groups)
    assert all(sum(not part.isdisjoint(group) for part in parts) == 1 for group in GROUPS)


def test_no_documents_have_no_groups(tmp_path: Path) -> None:
    write_groups(str(tmp_path), SHARDS, [])
    assert list(read_groups(str(tmp_path), SHARDS)) == []


def test_words_of_one_text_are_not_kept(tmp_path: Path) -> None:
    write_counts(str(tmp_path), SHARDS, 9, {"flood": 3, "levee": 1})
    counts = read_counts(str(tmp_path), SHARDS)
    assert (counts.total, counts.spread) == (9, {"flood": 3})


def test_a_damaged_file_is_named(folder: str) -> None:
    (path,) = (Path(folder) / "joining").iterdir()
    path.write_bytes(b"PAR1 and no more")
    with pytest.raises(ClusterError, match=r"groups-\w+\.parquet: cannot be read"):
        list(read_groups(folder, SHARDS))
