"""Results never overwrite what they are made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "x.jsonl").write_text('{"id": "a", "text": "Two men died in Almaty, police said."}\n')
    (tmp_path / "linked.jsonl").hardlink_to(tmp_path / "in" / "x.jsonl")
    done = CliRunner().invoke(main, ["read", "in/x.jsonl", "--into", "x.ledger"])
    assert done.exit_code == 0, done.output
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        "brief in/x.jsonl -o in/../in/x.jsonl",
        "brief in/x.jsonl -o linked.jsonl",
        "brief in -o in/x.jsonl",
        "brief in/x.jsonl -o x.ledger",
        "brief x.ledger -o x.ledger",
        "export x.ledger -o x.ledger",
        "export x.ledger --format html -o x.ledger",
    ],
)
def test_inputs_and_ledgers_are_not_overwritten(folder: Path, words: str) -> None:
    before = [(folder / name).read_bytes() for name in ("in/x.jsonl", "x.ledger")]
    done = CliRunner().invoke(main, words.split())
    assert done.exit_code == 2
    assert "--output" in done.output
    assert [(folder / name).read_bytes() for name in ("in/x.jsonl", "x.ledger")] == before


def test_an_older_result_is_overwritten(folder: Path) -> None:
    for _ in range(2):
        assert CliRunner().invoke(main, ["brief", "in", "-o", "brief.txt"]).exit_code == 0
    assert "Two men died" in (folder / "brief.txt").read_text()


@pytest.mark.parametrize(
    "words",
    [
        "read in --into",
        "brief x.ledger -o",
        "export x.ledger --format csv -o",
        "export x.ledger --format html -o",
    ],
)
def test_an_option_of_which_the_value_is_empty_is_no_place(folder: Path, words: str) -> None:
    before = sorted(folder.iterdir())
    done = CliRunner().invoke(main, [*words.split(), ""])
    assert (done.exit_code, "is blank" in done.output) == (2, True)
    assert sorted(folder.iterdir()) == before
