from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from reportedly.cluster.rows import Made, as_parquet, captures_of, made_of, read_rows, rows_of
from reportedly.cluster.storage import write_whole
from reportedly.errors import ClusterError, UnreadableInput
from reportedly.examples import example_documents
from reportedly.page.fetch import Page, find_pages
from reportedly.records import Reading
from reportedly.scale import Outcome, ReadingSettings, read_pages

MADE = Made("1.0", "model 1", "digest", "a.jsonl", 0, 5, 1)


@cache
def outcomes() -> tuple[Outcome, ...]:
    pages = list(find_pages([example_documents("kazakhstan-2022")]))[:5]
    return tuple(read_pages(pages, ReadingSettings(), jobs=1))


def written(folder: Path, given: Iterable[Outcome]) -> str:
    write_whole(str(folder), "a.parquet", as_parquet(list(rows_of(given)), MADE))
    return str(folder / "a.parquet")


def test_what_was_read_comes_back_as_it_was(tmp_path: Path) -> None:
    given = outcomes()
    rows = list(read_rows(written(tmp_path, given)))
    assert [row.reading for row in rows] == [each.reading for each in given]
    assert [row.capture.digest for row in rows] == [each.page.digest for each in given if each.page]
    assert all(isinstance(row.reading, Reading) for row in rows)


def test_a_page_that_failed_is_a_row_that_says_why(tmp_path: Path) -> None:
    error = UnreadableInput("b.html", "is empty")
    path = written(tmp_path, [*outcomes(), Outcome(None, None, error)])
    failed = pq.read_table(path, columns=["input", "error"]).to_pylist()
    assert {"input": "b.html", "error": "is empty"} in failed
    assert len(list(read_rows(path))) == 5


def test_captures_are_told_without_the_rest(tmp_path: Path) -> None:
    given = outcomes()
    told = [(each.reading.document, each.page) for each in given if each.reading and each.page]
    assert list(captures_of(written(tmp_path, given))) == [
        (document.id, document.digest, page.fetched_at) for document, page in told
    ]


def test_half_a_character_does_not_stop_the_writing(tmp_path: Path) -> None:
    (page,) = find_pages([Path(__file__)])
    assert isinstance(page, Page)
    broken = replace(page, body="Police said \ud800 two men died.", form="text", title="\udc00")
    (row,) = read_rows(written(tmp_path, list(read_pages([broken], ReadingSettings(), jobs=1))))
    assert "Police said � two men died." in row.reading.document.text


def test_a_file_tells_what_made_it(tmp_path: Path) -> None:
    assert made_of(written(tmp_path, outcomes())) == MADE


@pytest.mark.parametrize("content", [b"", b"PAR1 and no more", b"\0" * 100])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(content)
    with pytest.raises(ClusterError, match=r"a\.parquet: cannot be read"):
        made_of(str(path))


def test_duckdb_reads_the_records_of_a_shard(tmp_path: Path) -> None:
    given = outcomes()
    path = written(tmp_path, given)
    told = duckdb.sql(
        f"SELECT claim.claimant.name FROM (SELECT unnest(claims) AS claim FROM '{path}')"
    ).fetchall()
    claims = [claim for each in given if each.reading for claim in each.reading.claims]
    assert [name for (name,) in told] == [claim.claimant.name if claim.claimant else None for claim in claims]
