from __future__ import annotations

import gzip
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.cluster.pages import pages_of
from reportedly.cluster.shards import FILES, Shard, cut, must_be_walked, shard_name
from reportedly.cluster.storage import Source, find_sources, names_in, write_whole
from reportedly.cluster.work import Done
from reportedly.errors import ClusterError, InputError
from reportedly.page.fetch import Page, find_pages
from reportedly.scale import ReadingSettings


def sources(*inputs: object) -> list[Source]:
    found = list(find_sources(map(str, inputs)))
    assert not [each for each in found if isinstance(each, InputError)]
    return [each for each in found if isinstance(each, Source)]


def told(shards: list[Shard]) -> list[str]:
    """The words of every page of the shards; an error as itself."""
    pages = [page for shard in shards for page in pages_of(shard)]
    return [(page.body or page.content.decode()) if isinstance(page, Page) else str(page) for page in pages]


def lines(path: Path, texts: list[str]) -> Path:
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    return path


def record(url: str, body: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-01-06T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(max_size=10), min_size=1, max_size=8), st.integers(3, 200))
def test_every_line_is_in_one_shard_wherever_it_is_cut(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], size: int
) -> None:
    path = lines(tmp_path_factory.mktemp("cut") / "news.jsonl", texts)
    shards = list(cut(sources(path), size))
    assert told(shards) == told(list(cut(sources(path), 10**9)))
    assert len(told(shards)) == len(texts)
    assert sum(shard.size for shard in shards) == path.stat().st_size


def test_a_packed_file_of_lines_is_read_from_its_start(tmp_path: Path) -> None:
    path = lines(tmp_path / "news.jsonl", [f"text {number}" for number in range(100)])
    packed = tmp_path / "packed.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    (shard,) = cut(sources(packed), 50)
    assert told([shard]) == [f"text {number}" for number in range(100)]


def test_lines_of_utf_16_are_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "one"}\n{"text": "two"}\n', "utf-16")
    (shard,) = cut(sources(path), 5)
    assert told([shard]) == ["one", "two"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_an_archive_is_cut_between_its_records(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "a.warc"
    bodies = [f"<p>Page {number} says this.</p>" for number in range(30)]
    path.write_bytes(b"".join(pack(record("https://example.org/", each.encode())) for each in bodies))
    (source,) = sources(path)
    assert must_be_walked(source, 500)
    shards = list(cut([source], 500))
    assert len(shards) > 3
    assert told(shards) == bodies


def test_what_only_looks_like_a_record_inside_a_page_is_no_cut(tmp_path: Path) -> None:
    forged = b"\r\n\r\n" + record("https://forged.example", b"hello")
    path = tmp_path / "a.warc"
    path.write_bytes(record("https://example.org/true", forged * 40) * 3)
    pages = [page for shard in cut(sources(path), 500) for page in pages_of(shard)]
    assert [page.url for page in pages if isinstance(page, Page)] == ["https://example.org/true"] * 3


def test_a_table_is_cut_between_its_groups_of_rows(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    rows = [{"text": f"text {number}", "url": None, "unknown": number} for number in range(50)]
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=7)
    shards = list(cut(sources(path), 1))
    assert len(shards) == 8
    assert told(shards) == [f"text {number}" for number in range(50)]


def test_a_row_that_is_no_document_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    pq.write_table(pa.Table.from_pylist([{"text": "good"}, {"text": None}]), path)
    assert told(list(cut(sources(path)))) == ["good", f"{path}: row 2: has neither 'text' nor 'html'"]


def test_small_files_are_read_together(tmp_path: Path) -> None:
    for number in range(FILES + 10):
        (tmp_path / f"{number:04}.txt").write_text(f"text {number}", "utf-8")
    (tmp_path / ".hidden.txt").write_text("hidden", "utf-8")
    (tmp_path / "picture.png").write_bytes(b"no text")
    shards = list(cut(sources(tmp_path)))
    assert [len(shard.parts) for shard in shards] == [FILES, 10]
    assert told(shards) == [f"text {number}" for number in range(FILES + 10)]


def test_a_folder_gives_what_one_machine_reads_in_it(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", ["one", "two"])
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c.html").write_text("<html><body><p>three</p></body></html>", "utf-8")
    here = [page.digest for page in find_pages([tmp_path]) if isinstance(page, Page)]
    there = [page for shard in cut(sources(tmp_path)) for page in pages_of(shard)]
    assert [page.digest for page in there if isinstance(page, Page)] == here


def test_a_name_follows_from_what_is_read_and_how(tmp_path: Path) -> None:
    path = lines(tmp_path / "news.jsonl", ["one"])
    (shard,) = cut(sources(path))
    name = shard_name(shard, ReadingSettings())
    assert name == shard_name(next(cut(sources(path))), ReadingSettings())
    assert name != shard_name(shard, ReadingSettings(published="2022-01-07"))
    lines(path, ["one", "two"])
    assert name != shard_name(next(cut(sources(path))), ReadingSettings())


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("missing.jsonl", "no such file or folder"),
        ("*.jsonl", "matches no file"),
        ("http://example.org/a.jsonl", "http is not one of"),
        ("-", "names no file"),
    ],
)
def test_an_input_that_names_nothing_is_an_error_in_its_place(tmp_path: Path, name: str, why: str) -> None:
    given = name if ":" in name or name == "-" else str(tmp_path / name)
    (error,) = find_sources([given])
    assert isinstance(error, InputError)
    assert why in str(error)


def test_a_glob_names_the_files_that_it_matches(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl", "c.txt"):
        lines(tmp_path / name, ["x"])
    assert [Path(each.uri).name for each in sources(tmp_path / "*.jsonl")] == ["a.jsonl", "b.jsonl"]


def test_a_file_that_goes_away_is_an_error_and_the_rest_is_read(tmp_path: Path) -> None:
    first, second = lines(tmp_path / "a.txt", ["x"]), lines(tmp_path / "b.txt", ["y"])
    (shard,) = cut(sources(first, second))
    first.unlink()
    error, page = pages_of(shard)
    assert str(error) == f"{first}: No such file or directory"
    assert isinstance(page, Page)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_whole(str(tmp_path / "new"), "a.parquet", b"one")
    write_whole(str(tmp_path / "new"), "a.parquet", b"other")
    assert names_in(str(tmp_path / "new")) == {"a.parquet"}
    assert (tmp_path / "new" / "a.parquet").read_bytes() == b"other"
    assert names_in(str(tmp_path / "none")) == frozenset()
    (tmp_path / "file").write_text("x")
    with pytest.raises(ClusterError, match="cannot be written"):
        write_whole(str(tmp_path / "file"), "a.parquet", b"one")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_characters_without_a_mark_are_one_shard(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "wide.jsonl"
    path.write_text("".join(f'{{"text": "page {number}"}}\n' for number in range(20)), encoding)
    assert told(list(cut(sources(path), 100))) == [f"page {number}" for number in range(20)]


ELSEWHERE = """
import pickle, sys
sys.modules["ray"] = None  # an import of it fails
from reportedly.cluster.work import read_shard
pickle.dump(read_shard(*pickle.load(sys.stdin.buffer)), sys.stdout.buffer)
"""


def test_any_engine_can_read_a_shard(tmp_path: Path) -> None:
    """What Spark, Dask or a queue does: arguments and result travel as bytes, and no Ray is there."""
    (shard,) = cut(sources(lines(tmp_path / "news.jsonl", ["Police said two men died.", "They fled."])))
    given = pickle.dumps((shard, str(tmp_path / "shards"), ReadingSettings()))
    told = subprocess.run([sys.executable, "-c", ELSEWHERE], input=given, capture_output=True, check=True)
    done = pickle.loads(told.stdout)
    assert isinstance(done, Done)
    assert (done.documents, done.failed) == (2, 0)
    assert names_in(str(tmp_path / "shards")) == {done.name}
    assert max(len(given), len(told.stdout)) < 2_000
