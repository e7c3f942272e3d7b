"""What a reading command opens, and how it says what failed."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.commands import inputs
from reportedly.ledger import store


def test_one_connection_asks_what_is_known_and_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, path = tmp_path / "page.txt", tmp_path / "my.ledger"
    page.write_text("Two men died in Almaty, police said.")
    assert CliRunner().invoke(main, ["read", str(page), "--into", str(path), "-q"]).exit_code == 0
    opened: list[store.Ledger] = []
    really_open = store.open_ledger

    def counted(*where: Any, **how: Any) -> store.Ledger:
        opened.append(really_open(*where, **how))
        return opened[-1]

    monkeypatch.setattr(store, "open_ledger", counted)
    done = CliRunner().invoke(main, ["read", str(page), "--into", str(path)])
    assert "1 in the ledger already" in done.output
    assert len(opened) == 1


def test_what_is_no_failure_of_the_output_is_not_called_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(*_: object, **__: object) -> None:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr("reportedly.scale.read_pages", no_memory)
    (tmp_path / "page.txt").write_text("Two men died.")
    done = CliRunner().invoke(main, ["read", str(tmp_path / "page.txt"), "-q"])
    assert (done.exit_code, done.stderr) == (1, "reportedly: Cannot allocate memory\n")


def test_a_date_that_is_none_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("Two men died.")
    done = CliRunner().invoke(main, ["read", str(tmp_path / "page.txt"), "--published", "yesterday"])
    assert done.exit_code == 2
    assert "Invalid value for --published: 'yesterday' is not a date such as 2022-01-07" in done.stderr


def test_a_ledger_that_is_not_there_is_not_opened(tmp_path: Path) -> None:
    with inputs.existing(tmp_path / "none.ledger") as opened:
        assert opened is None
    assert not list(tmp_path.iterdir())
