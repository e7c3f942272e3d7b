"""A backup holds all, is proved, and nothing is ever written over."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from reportedly.errors import LedgerError, NotALedger
from reportedly.ledger.custody import copying
from reportedly.ledger.custody.checking import Checked, check_ledger
from reportedly.ledger.custody.copying import back_up, restore
from reportedly.ledger.export import records_in
from reportedly.ledger.file.chain import follow_chain
from reportedly.ledger.store import Ledger, open_ledger

from ..samples import full_reading, older_ledger, tamper


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "crisis.ledger"
    with open_ledger(found) as ledger:
        ledger.file([full_reading(f"page-{number}") for number in range(8)])
    return found


def content(path: Path) -> tuple[list[object], str]:
    with open_ledger(path, read_only=True) as ledger:
        return list(records_in(ledger)), follow_chain(ledger).head


def test_a_backup_holds_all_and_is_one_file(path: Path, tmp_path: Path) -> None:
    (tmp_path / "safe").mkdir()
    to = tmp_path / "safe" / "copy.ledger"
    assert back_up(path, to).documents == 8
    assert [each.name for each in to.parent.iterdir()] == ["copy.ledger"]
    assert content(to) == content(path)


def test_a_backup_while_the_ledger_is_written_to(path: Path, tmp_path: Path) -> None:
    ended = threading.Event()
    written: list[int] = []

    def write() -> None:
        with open_ledger(path) as ledger:
            while not ended.is_set():
                ledger.file([full_reading(f"later-{len(written)}")])
                written.append(1)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(3):
            assert back_up(path, tmp_path / f"copy-{number}.ledger").faults == ()
    finally:
        ended.set()
        thread.join()
    assert written
    assert len(content(path)[0]) > len(content(tmp_path / "copy-0.ledger")[0]) - 1


def test_nothing_is_written_over(path: Path, tmp_path: Path) -> None:
    to = tmp_path / "copy.ledger"
    to.write_text("mine")
    with pytest.raises(LedgerError, match="is there already"):
        back_up(path, to)
    with pytest.raises(LedgerError, match="is there already"):
        restore(path, to)
    assert to.read_text() == "mine"
    with pytest.raises(LedgerError, match="is there already"):
        back_up(path, path)


def test_a_ledger_that_is_not_whole_is_not_copied(path: Path, tmp_path: Path) -> None:
    tamper(path, "UPDATE captures SET url = 'x' WHERE document = 'page-3'")
    with pytest.raises(
        LedgerError, match=r"not whole, so no copy was kept: chain: link 5 \(capture-.* was changed"
    ):
        back_up(path, tmp_path / "copy.ledger")
    assert not list(tmp_path.glob("*copy*"))


def test_what_is_no_ledger(tmp_path: Path, path: Path) -> None:
    (tmp_path / "page.txt").write_text("words")
    with pytest.raises(NotALedger):
        back_up(tmp_path / "page.txt", tmp_path / "copy.ledger")
    with pytest.raises(LedgerError, match="no such ledger"):
        back_up(tmp_path / "none.ledger", tmp_path / "copy.ledger")
    with pytest.raises(LedgerError, match="no such folder"):
        back_up(path, tmp_path / "nowhere" / "copy.ledger")


def test_a_ledger_is_put_back(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "copy.ledger")
    before = content(path)
    path.unlink()
    checked, aside = restore(tmp_path / "copy.ledger", path)
    assert (checked.documents, aside) == (8, None)
    assert content(path) == before
    with open_ledger(path) as ledger:
        assert ledger.file([full_reading("later")]).new == 1


def test_what_stood_there_is_put_aside(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "copy.ledger")
    before = content(path)
    with open_ledger(path) as ledger:
        ledger.file([full_reading("later")])
    later = content(path)
    _, aside = restore(tmp_path / "copy.ledger", path, replace=True)
    assert aside is not None
    assert content(path) == before
    assert content(aside) == later
    assert not list(tmp_path.glob("*part*"))


@pytest.mark.parametrize("step", ["rename", "replace"])
def test_a_restore_that_is_cut_off_leaves_a_ledger_under_its_name(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    back_up(path, tmp_path / "copy.ledger")
    with open_ledger(path) as ledger:
        ledger.file([full_reading("later")])
    later = content(path)

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, step, cut_off)
        with pytest.raises(KeyboardInterrupt):
            restore(tmp_path / "copy.ledger", path, replace=True)
    assert content(path) == later
    restore(tmp_path / "copy.ledger", path, replace=True)


def test_an_older_backup_is_restored_as_one_of_this_version(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It cannot be opened for writing: it lies on a stick that is write-protected, or is evidence."""
    older = older_ledger(tmp_path, monkeypatch, lambda ledger: ledger.file([full_reading("old")]))
    before = older.read_bytes()
    checked, _ = restore(older, path, replace=True)
    assert (checked.documents, checked.faults) == (1, ())
    assert older.read_bytes() == before
    with open_ledger(path) as ledger:
        assert [each.id for each in ledger.documents()] == ["old"]
        assert follow_chain(ledger).holds
    assert back_up(older, tmp_path / "copy.ledger").documents == 1
    assert not list(tmp_path.glob("*part*"))


def test_a_link_leads_to_the_ledger_that_is_replaced(path: Path, tmp_path: Path) -> None:
    back_up(path, tmp_path / "copy.ledger")
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "current.ledger"
    link.symlink_to(path)
    with open_ledger(path) as ledger:
        ledger.file([full_reading("later")])
    later = content(path)
    with pytest.raises(LedgerError, match="is there already"):
        restore(tmp_path / "copy.ledger", link)
    _, aside = restore(tmp_path / "copy.ledger", link, replace=True)
    assert link.is_symlink()
    assert link.resolve() == path
    assert content(path) == content(tmp_path / "copy.ledger")
    assert aside is not None
    assert aside.parent == path.parent
    assert content(aside) == later


def test_a_link_that_leads_nowhere_leads_to_what_is_restored(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.ledger"
    link.symlink_to(tmp_path / "new.ledger")
    restore(path, link)
    assert link.is_symlink()
    assert content(tmp_path / "new.ledger") == content(path)


def test_a_damaged_backup_replaces_nothing(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.ledger"
    back_up(path, copy)
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2] + b"\xa5" * 20_000 + whole[len(whole) // 2 + 20_000 :])
    before = content(path)
    with pytest.raises(LedgerError):
        restore(copy, path, replace=True)
    assert content(path) == before


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(("of_the_ledger", "of_the_copy"), [(0o600, 0o600), (0o640, 0o640), (0o777, 0o664)])
def test_a_copy_is_for_those_whom_the_ledger_is_for(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, of_the_ledger: int, of_the_copy: int
) -> None:
    path.chmod(of_the_ledger)
    meanwhile: set[int] = set()

    def check(ledger: Ledger) -> Checked:
        meanwhile.update(map(mode, tmp_path.glob("*.part*")))
        return check_ledger(ledger)

    monkeypatch.setattr(copying, "check_ledger", check)
    back_up(path, tmp_path / "copy.ledger")
    restore(tmp_path / "copy.ledger", tmp_path / "again.ledger")
    assert meanwhile == {0o600}
    assert mode(tmp_path / "copy.ledger") == mode(tmp_path / "again.ledger") == of_the_copy


@pytest.mark.parametrize("modes", [(0o600, 0o644), (0o777, 0o600), (0o400, 0o600)])
def test_what_is_restored_is_for_nobody_else_than_what_it_replaces(
    path: Path, tmp_path: Path, modes: tuple[int, int]
) -> None:
    back_up(path, tmp_path / "copy.ledger")
    (tmp_path / "copy.ledger").chmod(modes[0])
    path.chmod(modes[1])
    restore(tmp_path / "copy.ledger", path, replace=True)
    assert mode(path) == 0o600


def test_a_place_without_hard_links(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    back_up(path, tmp_path / "copy.ledger")
    assert content(tmp_path / "copy.ledger") == content(path)
    _, aside = restore(tmp_path / "copy.ledger", path, replace=True)
    assert aside is not None
    assert content(path) == content(aside)
