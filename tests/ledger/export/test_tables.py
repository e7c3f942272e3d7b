"""Tables: what a spreadsheet, DuckDB and PyArrow make of them."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from reportedly.contract import KINDS, to_json
from reportedly.errors import OutputError
from reportedly.ledger.export import records_in, write_export
from reportedly.ledger.export.spreadsheet import csv_lines, without_turns
from reportedly.ledger.file.rows import TABLES
from reportedly.ledger.store import Ledger
from reportedly.records import Judgement, Origin

from ..samples import Written

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(text: str) -> None:
    (row,) = csv.reader("".join(csv_lines(("a",), [(text,)], bom=False)).splitlines(keepends=True)[1:])
    assert "".join(row).startswith("'")


def test_numbers_stay_numbers() -> None:
    assert "".join(csv_lines(("a", "b"), [(-5, None)], bom=False)) == "a,b\r\n-5,\r\n"


@pytest.mark.parametrize("sign", "\u061c\u200e\u200f\u202a\u202e\u2066\u2069")
def test_no_text_turns_the_cells_after_it(sign: str) -> None:
    assert without_turns(f"Almaty{sign}, 12") == "Almaty, 12"
    assert without_turns(12) == 12


def test_a_file_a_table(ledger: Ledger, tmp_path: Path) -> None:
    write_export(ledger, "csv", tmp_path / "tables")
    assert {path.stem for path in (tmp_path / "tables").iterdir()} == set(TABLES.values())
    counts = ledger.stats() | {"origins": len(list(ledger.records(Origin)))}
    for table in TABLES.values():
        with (tmp_path / "tables" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert sum(1 for _ in csv.DictReader(file)) == counts[table], table


def test_a_hostile_title_is_text(ledger: Ledger, tmp_path: Path) -> None:
    write_export(ledger, "csv", tmp_path / "tables")
    with (tmp_path / "tables" / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        titles = {row["id"]: row["title"] for row in csv.DictReader(file)}
    assert titles["abroad"] == "'=cmd|' /C calc'!A0"


def test_a_figure_says_who_counts_where_and_when(ledger: Ledger, tmp_path: Path) -> None:
    write_export(ledger, "csv", tmp_path)
    with (tmp_path / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        told = [
            (row["low"], row["claimant"], row["publisher"], row["published"]) for row in csv.DictReader(file)
        ]
    assert ("164.0", "interior ministry", "The Example", "2022-01-07") in told


def test_a_name_over_the_end_of_a_line_is_left_out_of_a_list(ledger: Ledger, tmp_path: Path) -> None:
    page = Written("Dana\nOmarova said that soldiers shot.", "broken")
    page.claim("Dana\nOmarova said that soldiers shot", None, source=(page.extent("Dana\nOmarova"),))
    ledger.file([page.reading()])
    write_export(ledger, "csv", tmp_path)
    for table in ("claims", "documents"):
        told = (tmp_path / f"{table}.csv").read_text("utf-8-sig")
        assert "Omarova" not in told, table


def test_a_private_name_is_left_out_of_the_words_that_a_rule_names(ledger: Ledger, tmp_path: Path) -> None:
    page = Written("Dana Omarova said that soldiers shot.", "resident")
    page.claim("Dana Omarova said that soldiers shot", None, source=(page.extent("Dana Omarova"),))
    ledger.file([page.reading()])
    reasons = {
        "rule:incidents/story": "their documents tell one story (they share almaty, omarova, dana)",
        "person:me": "one story, the old dana library is meant",
    }
    ledger.append(
        Judgement(by, (page.document.id,), "same", None, why, by, "2026-01-01T00:00:00Z")
        for by, why in reasons.items()
    )
    write_export(ledger, "csv", tmp_path)
    with (tmp_path / "judgements.csv").open(encoding="utf-8-sig", newline="") as file:
        told = {row["decided_by"]: row["reason"] for row in csv.DictReader(file)}
    assert told["rule:incidents/story"] == "their documents tell one story (they share almaty, …, …)"
    assert told["person:me"] == reasons["person:me"]


class TestParquet:
    def test_duckdb_reads_what_was_filed(self, ledger: Ledger, tmp_path: Path) -> None:
        write_export(ledger, "parquet", tmp_path)
        found = duckdb.sql(
            f"SELECT measure, low, high, \"when\".earliest FROM '{tmp_path}/figures.parquet' ORDER BY low"
        ).fetchall()
        assert found == [
            ("killed", 164.0, None, "2022-01-06"),
            ("killed", 164.0, None, "2022-01-06"),
            ("killed", 225.0, 225.0, "2022-01-06"),
        ]
        asked = f"SELECT unnest(recipients).name FROM '{tmp_path}/events.parquet'"
        assert duckdb.sql(asked).fetchall() == [("demonstrators",), ("demonstrators",)]

    def test_every_record_is_there_field_by_field(self, ledger: Ledger, tmp_path: Path) -> None:
        write_export(ledger, "parquet", tmp_path, with_names=True)
        rows = [
            row
            for table in TABLES.values()
            for row in pq.read_table(tmp_path / f"{table}.parquet").to_pylist()
        ]
        told = {row["id"]: row for row in rows}
        for record in records_in(ledger):
            assert to_json(record).items() <= told[record.id].items()

    def test_an_empty_table_keeps_its_columns(self, ledger: Ledger, tmp_path: Path) -> None:
        write_export(ledger, "parquet", tmp_path)
        hedges = pq.read_schema(tmp_path / "hedges.parquet")
        assert hedges.names[:3] == ["kind", "id", "document"]
        assert str(hedges.field("scope").type) == "struct<start: int64, end: int64, quote: string>"
        assert set(TABLES.values()) == {path.stem for path in tmp_path.glob("*.parquet")}
        assert len(KINDS) == len(TABLES)

    def test_names_are_left_out(self, ledger: Ledger, tmp_path: Path) -> None:
        write_export(ledger, "parquet", tmp_path)
        for table in TABLES.values():
            told = str(pq.read_table(tmp_path / f"{table}.parquet").to_pylist())
            assert "Omarova" not in told
            assert "Winter Fox" not in told

    def test_without_the_extra_it_says_how_to_get_it(
        self, ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        with pytest.raises(OutputError, match=r"reportedly\[parquet\]"):
            write_export(ledger, "parquet", tmp_path)


def test_pictures_stand_for_control_characters_in_a_cell() -> None:
    """ESC steers a terminal, NUL ends a cell for many readers; each sign stays one, for offsets."""
    lines = "".join(csv_lines(("a",), [("a\x00b\x1b[31mc\x7f\x9bd\te",), ("\x00=1",)], bom=False))
    assert lines == "a\r\na␀b␛[31mc␡\ufffdd\te\r\n␀=1\r\n"
