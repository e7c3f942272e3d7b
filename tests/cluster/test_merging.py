from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from killing import killed_on_the_way
from reportedly.cluster.grouping import find_groups
from reportedly.cluster.groups import part_of, read_given, read_groups
from reportedly.cluster.merging import Merged, find_shards, merge
from reportedly.cluster.rows import Made, as_parquet, read_rows, rows_of
from reportedly.cluster.storage import write_whole
from reportedly.contract import to_line
from reportedly.errors import ClusterError
from reportedly.ledger.custody.checking import check_ledger
from reportedly.ledger.joining import join
from reportedly.ledger.neighbourhoods import neighbourhood_state, neighbours
from reportedly.ledger.store import open_ledger
from reportedly.page.fetch import find_pages
from reportedly.records import Account, Contradiction, Occurrence, Origin
from reportedly.scale import Outcome, ReadingSettings, file_outcomes, read_pages


def merged(path: Path, folder: Path) -> list[Merged]:
    with open_ledger(path) as ledger:
        return list(merge(ledger, find_shards(str(folder))))


def content(path: Path) -> list[str]:
    """All that a ledger holds of documents and of what joins them, whatever the order of filing."""
    with open_ledger(path, read_only=True) as ledger:
        readings = {reading.document.id: repr(reading) for reading in ledger.readings()}
        joined = [
            to_line(record)
            for kind in (Origin, Occurrence, Account, Contradiction)
            for record in ledger.records(kind)
        ]
        captures = [capture.digest for name in readings for capture in ledger.captures(name)]
    return [*sorted(readings.values()), *sorted(joined), *sorted(captures)]


@pytest.fixture(scope="session")
def read_at_once(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that one machine makes of the same news."""
    path = tmp_path_factory.mktemp("serial") / "serial.ledger"
    with open_ledger(path) as ledger:
        list(
            file_outcomes(
                ledger, read_pages(find_pages([news]), ReadingSettings(), jobs=1), ReadingSettings()
            )
        )
        join(ledger)
    return path


def test_the_ledger_is_the_one_that_a_single_machine_makes(
    folder: Path, read_at_once: Path, tmp_path: Path
) -> None:
    came = merged(tmp_path / "a.ledger", folder)
    assert sum(each.filed for each in came) == 60
    assert sum(each.failed for each in came) == 1
    assert content(tmp_path / "a.ledger") == content(read_at_once)


def test_a_second_time_adds_nothing(folder: Path, tmp_path: Path) -> None:
    merged(tmp_path / "a.ledger", folder)
    once = (content(tmp_path / "a.ledger"), stats(tmp_path / "a.ledger"))
    assert {(each.filed, bool(each.known)) for each in merged(tmp_path / "a.ledger", folder)} == {(0, True)}
    assert (content(tmp_path / "a.ledger"), stats(tmp_path / "a.ledger")) == once


def stats(path: Path) -> dict[str, int]:
    with open_ledger(path, read_only=True) as ledger:
        return ledger.stats()


def test_what_another_version_read_is_renewed_once(folder: Path, tmp_path: Path) -> None:
    merged(tmp_path / "a.ledger", folder)
    uri, made = find_shards(str(folder))[0]
    assert isinstance(made, Made)
    rows = list(read_rows(uri))
    readings = [replace(row.reading, claims=()) for row in rows]
    (page,) = list(find_pages([__file__]))
    outcomes = [
        Outcome(replace(page, content=row.capture.content, name=uri), reading, None)  # type: ignore[type-var]
        for row, reading in zip(rows, readings, strict=True)
    ]
    newer = replace(made, program="99.0")
    write_whole(str(tmp_path / "newer"), "a.parquet", as_parquet(list(rows_of(outcomes)), newer))
    (first,) = merged(tmp_path / "a.ledger", tmp_path / "newer")
    (second,) = merged(tmp_path / "a.ledger", tmp_path / "newer")
    assert first.filed == sum(bool(row.reading.claims) for row in rows) > 3
    assert second.filed == 0
    with open_ledger(tmp_path / "a.ledger", read_only=True) as ledger:
        assert ledger.reading(rows[0].reading.document.id).claims == ()


def test_two_captures_of_one_address_are_both_kept_and_merged_once(tmp_path: Path) -> None:
    pages = []
    for number, words in enumerate(("Police said two men died.", "Police said three men died.")):
        file = tmp_path / f"{number}.txt"
        file.write_text(words, "utf-8")
        (page,) = find_pages([file])
        pages.append(replace(page, url="https://example.org/a"))  # type: ignore[type-var]
    outcomes = list(read_pages(pages, ReadingSettings(), jobs=1))
    made = Made("1.0", "m", "d", "a.jsonl", 0, 2, 0)
    write_whole(str(tmp_path / "shards"), "a.parquet", as_parquet(list(rows_of(outcomes)), made))
    for _ in range(3):
        merged(tmp_path / "a.ledger", tmp_path / "shards")
    assert {
        key: stats(tmp_path / "a.ledger")[key] for key in ("documents", "captures", "superseded_readings")
    } == {
        "documents": 1,
        "captures": 2,
        "superseded_readings": 1,
    }


def test_a_damaged_shard_is_named_and_the_rest_is_merged(folder: Path, tmp_path: Path) -> None:
    copied = tmp_path / "shards"
    copied.mkdir()
    for path in folder.iterdir():
        (copied / path.name).write_bytes(path.read_bytes())
    shards = find_shards(str(copied))
    assert isinstance(made := shards[1][1], Made)
    victim = Path(shards[1][0])
    whole = victim.read_bytes()
    victim.write_bytes(whole[:200] + bytes(len(whole) - 600) + whole[-400:])
    with open_ledger(tmp_path / "a.ledger") as ledger:
        came = list(merge(ledger, shards))
    assert [each.uri for each in came if each.error] == [str(victim)]
    assert sum(each.filed for each in came) == 60 - made.documents


def test_a_shard_whose_end_is_cut_off_is_named_and_the_rest_is_merged(folder: Path, tmp_path: Path) -> None:
    copied = tmp_path / "shards"
    copied.mkdir()
    for path in folder.iterdir():
        (copied / path.name).write_bytes(path.read_bytes())
    (copied / "part-0.parquet").write_bytes(path.read_bytes()[:1000])
    came = merged(tmp_path / "a.ledger", copied)
    assert [each.uri for each in came if each.error] == [str(copied / "part-0.parquet")]
    assert sum(each.filed for each in came) == 60


def test_what_the_server_said_beside_a_page_is_merged_too(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Police said two men died.", "utf-8")
    (page,) = find_pages([file])
    page = replace(page, headers={":status": "200 OK", "Server": "x"})  # type: ignore[type-var]
    made = Made("1.0", "m", "d", "a.jsonl", 0, 1, 0)
    rows = list(rows_of(read_pages([page], ReadingSettings(), jobs=1)))
    write_whole(str(tmp_path / "shards"), "a.parquet", as_parquet(rows, made))
    merged(tmp_path / "a.ledger", tmp_path / "shards")
    with open_ledger(tmp_path / "a.ledger") as ledger:
        (row,) = ledger.ask("SELECT headers FROM captures")
    assert json.loads(row["headers"]) == {":status": "200 OK", "Server": "x"}


def test_a_shard_with_other_fields_is_named(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = tmp_path / "a.txt"
    file.write_text("Police said two men died.", "utf-8")
    made = Made("1.0", "m", "d", "a.jsonl", 0, 1, 0)
    whole = as_parquet(list(rows_of(read_pages(find_pages([file]), ReadingSettings(), jobs=1))), made)
    (tmp_path / "shards").mkdir()
    table = pq.read_table(pa.BufferReader(whole)).drop_columns(["hedges"])
    pq.write_table(table, tmp_path / "shards" / "a.parquet")
    (came,) = merged(tmp_path / "a.ledger", tmp_path / "shards")
    assert "has other fields than this version" in str(came.error)


def test_a_folder_without_shards_is_told(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match="holds no shard"):
        find_shards(str(tmp_path))


def test_a_merge_that_is_killed_anywhere_goes_on_and_nothing_is_lost_or_doubled(
    folder: Path, read_at_once: Path, tmp_path: Path
) -> None:
    expected = content(read_at_once)
    for ledger in killed_on_the_way(lambda path: merged(path, folder), tmp_path, faultless):
        assert content(ledger) == expected


def test_a_group_is_filed_alone(folder: Path, read_at_once: Path, tmp_path: Path) -> None:
    with open_ledger(read_at_once, read_only=True) as ledger:
        group = {document.id for document in ledger.documents()}
    group = set(sorted(group)[:3])
    for filed in (3, 0):
        with open_ledger(tmp_path / "story.ledger") as ledger:
            found = list(merge(ledger, find_shards(str(folder)), only=group))
            assert {document.id for document in ledger.documents()} == group
        assert sum(each.filed for each in found) == filed


STORIES = (
    ("Osh", "2023-01-03", "a gas pipeline burst beside the textile bazaar", 4),
    ("Manila", "2023-02-09", "a ferry capsized off the naval harbour", 31),
    ("Goma", "2023-03-19", "gunmen raided a cobalt mine", 12),
    ("Valparaíso", "2023-04-28", "a wildfire reached hillside cabins", 19),
    ("Lagos", "2023-06-07", "a tanker lorry exploded under the ring road", 8),
    ("Dhaka", "2023-07-16", "a garment workshop collapsed after cracks appeared", 45),
)


def test_ledgers_of_parts_have_together_what_one_ledger_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is joined by itself, and words weigh in each what they weigh in all."""
    for module in (neighbours, neighbourhood_state):
        monkeypatch.setattr(module, "FEW", 0)
    lines = []
    for town, day, what, killed in STORIES:
        for number, source in enumerate(("Police", "The governor", "The Red Cross", "Hospital doctors")):
            told = f"{source} said {killed + number} people were killed in {town} when {what}."
            lines.append(json.dumps({"text": told, "published": day}))
    (tmp_path / "news.jsonl").write_text("\n".join(lines), "utf-8")
    outcomes = list(read_pages(find_pages([tmp_path / "news.jsonl"]), ReadingSettings(), jobs=1))
    folder = str(tmp_path / "shards")
    for number in range(3):
        rows = list(rows_of(outcomes[number::3]))
        write_whole(folder, f"{number}.parquet", as_parquet(rows, Made("1.0", "m", "d", "a", number, 8, 0)))
    shards = find_shards(folder)
    uris = [uri for uri, _ in shards]
    assert len(set(find_groups(folder, uris, partitions=2).values())) == len(STORIES)
    merged(tmp_path / "whole.ledger", tmp_path / "shards")
    found: list[str] = []
    for number in (1, 2, 3):
        only = part_of(read_groups(folder, uris), number, 3)
        for new in (len(only), 0):
            with open_ledger(tmp_path / f"{number}.ledger") as ledger:
                came = list(merge(ledger, shards, only, read_given(folder, uris, only)))
            assert sum(each.filed for each in came) == new
            assert sum(each.filed + each.known for each in came) == len(only) < len(outcomes)
        found += content(tmp_path / f"{number}.ledger")
    assert sum(line.startswith('{"kind": "contradiction"') for line in found) >= len(STORIES)
    assert sorted(found) == sorted(content(tmp_path / "whole.ledger"))


def faultless(path: Path) -> None:
    """A ledger that a merge left behind is whole, as far as it came."""
    if path.exists() and path.stat().st_size:
        with open_ledger(path) as ledger:
            assert check_ledger(ledger).faults == ()
