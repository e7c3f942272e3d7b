"""Every format: whole or not at all, without private names, and asked for by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.commands.export import FORMATS as OFFERED
from reportedly.errors import LedgerError, OutputError
from reportedly.ledger.export import FORMATS, write_export
from reportedly.ledger.export.writing import write_whole
from reportedly.ledger.store import Ledger, open_ledger

PASSED_ON = [name for name in FORMATS if name not in ("jsonl", "parquet", "warc", "wacz")]


def written(ledger: Ledger, format_: str, folder: Path, *, with_names: bool = False) -> str:
    output = folder / format_
    write_export(ledger, format_, output, with_names=with_names)
    files = sorted(output.iterdir()) if output.is_dir() else [output]
    return "\n".join(file.read_text("utf-8") for file in files)


@pytest.mark.parametrize("format_", PASSED_ON)
def test_no_private_name_is_passed_on(ledger: Ledger, format_: str, tmp_path: Path) -> None:
    told = written(ledger, format_, tmp_path)
    assert "Dana" not in told
    assert "Omarova" not in told
    assert "dana-omarova" not in told
    assert "Winter Fox" not in told


@pytest.mark.parametrize("format_", ["csv", "geojson", "plover", "schemaorg"])
def test_one_person_has_one_pseudonym_and_names_on_demand(
    ledger: Ledger, format_: str, tmp_path: Path
) -> None:
    assert "[person 1]" in written(ledger, format_, tmp_path)
    assert "Dana Omarova" in written(ledger, format_, tmp_path / "named", with_names=True)


@pytest.fixture(autouse=True)
def _room(tmp_path: Path) -> None:
    (tmp_path / "named").mkdir()


def test_jsonl_is_to_the_letter(ledger: Ledger, tmp_path: Path) -> None:
    assert "Dana Omarova" in written(ledger, "jsonl", tmp_path)


@pytest.mark.parametrize("format_", FORMATS)
def test_an_empty_ledger_is_exported(format_: str, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.ledger") as empty:
        write_export(empty, format_, tmp_path / format_)
    assert (tmp_path / format_).exists()


@pytest.mark.parametrize("format_", FORMATS)
def test_nothing_half_written_stays(ledger: Ledger, format_: str, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot be (written|made)"):
        write_export(ledger, format_, tmp_path / "crisis.ledger" / "x")
    assert not list(tmp_path.rglob("*.part"))


def test_two_exports_to_one_place_do_not_write_into_each_other(tmp_path: Path) -> None:
    output = tmp_path / "one.txt"

    def lines() -> Iterator[str]:
        yield "first\n"
        write_whole(output, iter(["second\n"]))
        yield "first again\n"

    write_whole(output, lines())
    assert output.read_text() == "first\nfirst again\n"
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith("part")] == []


def test_an_unknown_format_names_those_that_are_known(ledger: Ledger) -> None:
    with pytest.raises(OutputError, match="'xls' is not one of jsonl, csv"):
        write_export(ledger, "xls")


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_tables_need_a_folder(ledger: Ledger, format_: str) -> None:
    with pytest.raises(OutputError, match="--output"):
        write_export(ledger, format_)


class TestCommand:
    def test_the_command_offers_every_format(self) -> None:
        assert set(OFFERED) == {*FORMATS, "html"}

    def test_names_on_demand_are_noted_in_the_ledger(self, ledger: Ledger, tmp_path: Path) -> None:
        before = len(ledger.runs())
        asked = ["export", str(ledger.path), "--format", "geojson", "--with-names"]
        result = CliRunner().invoke(main, [*asked, "-o", str(tmp_path / "map.json")])
        assert result.exit_code == 0, result.output
        note = ledger.runs()[before]
        assert note.program.endswith("export --format geojson --with-names")
        assert note.finished_at is not None

    def test_a_ledger_that_cannot_be_noted_in_gives_no_names(self, ledger: Ledger, tmp_path: Path) -> None:
        with open_ledger(ledger.path, read_only=True) as shut, pytest.raises(LedgerError, match="read-only"):
            write_export(shut, "geojson", tmp_path / "map.json", with_names=True)
        assert not (tmp_path / "map.json").exists()

    def test_a_brief_with_names_is_noted_too(self, ledger: Ledger) -> None:
        asked = ["brief", str(ledger.path), "--with-names", "--format", "json"]
        assert "Omarova" in CliRunner().invoke(main, asked).output
        assert ledger.runs()[-1].program.endswith("brief --format json --with-names")

    def test_without_names_nothing_is_noted(self, ledger: Ledger) -> None:
        before = ledger.stats()
        assert CliRunner().invoke(main, ["export", str(ledger.path), "--format", "acled"]).exit_code == 0
        assert ledger.stats() == before

    def test_the_report_is_one_file_without_names(self, ledger: Ledger, tmp_path: Path) -> None:
        page = tmp_path / "report.html"
        asked = ["export", str(ledger.path), "--format", "html", "-o", str(page)]
        assert CliRunner().invoke(main, asked).exit_code == 0
        told = page.read_text("utf-8")
        assert told.startswith("<!doctype html>")
        assert "Omarova" not in told
        assert "src=" not in told
