"""`group`, and `merge` of groups: a ledger of one story, and ledgers of parts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportedly.cli import main
from reportedly.cluster.merging import find_shards
from reportedly.cluster.rows import captures_of
from reportedly.cluster.shards import cut
from reportedly.cluster.storage import Source, find_sources
from reportedly.cluster.work import read_shard
from reportedly.ledger.neighbourhoods import neighbours
from reportedly.ledger.store import open_ledger
from reportedly.scale import ReadingSettings

FLOOD = "Officials said {} people drowned when the Karun river burst its banks at Ahvaz."
FIRE = "The governor said {} miners died in a fire at the Soma lignite colliery."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Shards of four reports on a flood and two on a fire half a year later."""
    lines = [{"text": FLOOD.format(n), "published": "2023-01-04", "id": f"flood-{n}"} for n in (4, 5, 7, 9)]
    lines += [{"text": FIRE.format(n), "published": "2023-07-04", "id": f"fire-{n}"} for n in (11, 12)]
    news = tmp_path / "news.jsonl"
    news.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    sources = [each for each in find_sources([str(news)]) if isinstance(each, Source)]
    for shard in cut(sources, 400):
        read_shard(shard, str(tmp_path / "shards"), ReadingSettings())
    return tmp_path / "shards"


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few documents are several groups."""
    monkeypatch.setattr(neighbours, "FEW", 0)


def run(*asked: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(main, [str(each) for each in asked])
    assert result.exit_code == code, result.output
    return result


def documents(path: Path) -> set[str]:
    with open_ledger(path, read_only=True) as ledger:
        return {each.id for each in ledger.documents()}


@pytest.mark.usefixtures("few")
def test_a_ledger_of_one_story(folder: Path) -> None:
    told = run("group", folder, "--partitions", "2").stderr
    assert told.endswith("reportedly: 6 documents in 2 groups, the largest of 4\n")
    path = folder.parent / "story.ledger"
    assert "2 filed, 0 already" in run("merge", folder, "--into", path, "--near", "fire-11").stderr
    assert documents(path) == {"fire-11", "fire-12"}
    assert "0 filed, 2 already" in run("merge", folder, "--into", path, "--near", "fire-12").stderr
    assert "4 filed, 2 already" in run("merge", folder, "--into", path).stderr


@pytest.mark.usefixtures("few")
def test_every_document_is_in_the_ledger_of_one_part(folder: Path) -> None:
    run("group", folder, "-q", "--jobs", "2")
    found = []
    for number in (1, 2, 3):
        path = folder.parent / f"{number}.ledger"
        run("merge", folder, "--into", path, "--part", f"{number}/3", "-q")
        found.append(documents(path))
    names = {name for uri, _ in find_shards(str(folder)) for name, *_ in captures_of(uri)}
    assert sorted(name for part in found for name in part) == sorted(names)
    told = [sorted({name.partition("-")[0] for name in part}) for part in found if part]
    assert sorted(told) == [["fire"], ["flood"]]


def test_groups_are_found_before_they_are_merged(folder: Path) -> None:
    path = folder.parent / "a.ledger"
    told = run("merge", folder, "--into", path, "--near", "fire-11", code=1).stderr
    assert told.endswith(f"no groups of these shards yet; `reportedly group {folder}` finds them\n")
    assert not path.exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--part", "3"), "'3' is not a part such as 3/64"),
        (("--part", "0/2"), "'0/2' is not a part"),
        (("--part", "3/2"), "'3/2' is not a part"),
        (("--part", "1/2", "--near", "x"), "exclude one another"),
    ],
)
def test_a_part_that_nobody_can_mean(folder: Path, options: tuple[str, ...], told: str) -> None:
    assert told in run("merge", folder, "--into", folder.parent / "a.ledger", *options, code=2).stderr


def test_an_address_is_of_ray(folder: Path) -> None:
    assert "needs --engine ray" in run("group", folder, "--address", "auto", code=2).stderr


def test_a_damaged_shard_is_named_and_the_rest_is_grouped(folder: Path) -> None:
    victim = Path(find_shards(str(folder))[0][0])
    victim.write_bytes(victim.read_bytes()[:500])
    told = run("group", folder, code=3).stderr
    assert f"{victim}: cannot be read" in told
    assert "in 1 group" in told
