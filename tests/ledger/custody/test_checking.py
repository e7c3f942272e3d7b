"""A ledger is asked whether it is whole, and says by name what is not."""

from __future__ import annotations

import re
import sqlite3
import tracemalloc
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from reportedly.ledger.custody import checking
from reportedly.ledger.custody.checking import NAMED, Checked, check_ledger
from reportedly.ledger.file.chain import follow_chain, unpacked_digest
from reportedly.ledger.joining import join
from reportedly.ledger.store import open_ledger

from ..samples import full_reading, tamper


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "crisis.ledger"
    with open_ledger(found) as ledger:
        ledger.file([full_reading(f"page-{number}") for number in range(30)])
        join(ledger)
    return found


def check(path: Path) -> Checked:
    with open_ledger(path, read_only=True) as ledger:
        return check_ledger(ledger)


def test_a_whole_ledger(path: Path) -> None:
    checked = check(path)
    assert checked.faults == checked.left_out == ()
    assert (checked.documents, checked.captures) == (30, 30)
    assert checked.spans > 30 * 10
    assert checked.links > 30


@pytest.mark.parametrize(
    ("statement", "check_name", "told"),
    [
        ("UPDATE claims SET start = start + 1", "spans", "are not those of the document"),
        ("UPDATE events SET trigger_quote = 'x'", "spans", "are not those of the document: 'x'"),
        ("UPDATE claims SET content = replace(content, 'officers', 'soldiers')", "spans", "not those of"),
        ("UPDATE claims SET content = '{'", "spans", "cannot be read back"),
        ("UPDATE documents SET text = substr(text, 1, 20)", "spans", "outside of the text"),
        ("UPDATE documents SET digest = 'x'", "bytes", "the bytes that it was read from are not there"),
        ("UPDATE captures SET content = x'78'", "bytes", "stored bytes are damaged"),
        ("UPDATE captures SET size = 1", "bytes", "1 were filed"),
        ("UPDATE captures SET digest = 'x'", "bytes", "not those of its SHA-256"),
        ("UPDATE figures SET event = 'gone'", "references", "names a record of events that is not there"),
        ("UPDATE documents SET title = 'other words'", "full text", "does not agree with the words"),
        ("UPDATE captures SET url = 'x'", "chain", "was changed"),
    ],
)
def test_what_is_wrong_is_named(path: Path, statement: str, check_name: str, told: str) -> None:
    tamper(path, statement)
    faults = [str(fault) for fault in check(path).faults if fault.check == check_name]
    assert faults
    assert told in faults[0]


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DROP TRIGGER IF EXISTS {}", "the trigger is gone"),
        ("DROP INDEX captures_by_digest", "captures_by_digest: the index is gone"),
        ("CREATE TRIGGER mine AFTER INSERT ON runs BEGIN DELETE FROM hedges; END", "did not make"),
        ("ALTER TABLE hedges RENAME TO other", "hedges: the table is gone"),
        ("ALTER TABLE hedges ADD COLUMN more TEXT", "hedges: the table was changed"),
    ],
)
def test_tables_and_triggers_that_were_changed(path: Path, statement: str, told: str) -> None:
    with closing(sqlite3.connect(path)) as file:
        (trigger,) = file.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' LIMIT 1").fetchone()
        file.execute(statement.format(trigger))
        file.commit()
    assert any(told in str(fault) for fault in check(path).faults if fault.check == "tables")


def test_tables_and_indexes_of_others_are_no_fault(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE mine (a)")
        file.execute("CREATE INDEX mine_too ON claims (rule)")
        file.execute("CREATE VIEW mine_three AS SELECT 1")
    assert check(path).faults == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE captures SET content = 'words'",
        "UPDATE captures SET content = NULL",
        "UPDATE captures SET url = x'00ff'",
        "UPDATE captures SET size = 'x'",
        "UPDATE judgements SET reason = x'00ff'",
        "UPDATE claims SET start = 'x'",
        "UPDATE documents SET text = NULL",
    ],
)
def test_values_of_a_kind_that_no_ledger_holds_are_faults(path: Path, statement: str) -> None:
    """A foreign file need not keep to the kinds of its columns."""
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA writable_schema = ON")
        for name in ("captures", "judgements", "claims", "documents"):
            (words,) = file.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
            words = words.replace(") STRICT", ")").replace("NOT NULL", "")
            words = re.sub(r"\b(TEXT|BLOB|INTEGER)\b(?! PRIMARY)", "", words)
            file.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (words, name))
        file.commit()
    tamper(path, statement)
    faults = check(path).faults
    assert any(fault.check != "tables" for fault in faults)
    with open_ledger(path, read_only=True) as ledger:
        follow_chain(ledger)


def test_a_capture_that_unpacks_without_end_costs_no_memory() -> None:
    packed = zlib.compress(bytes(50_000_000))
    tracemalloc.start()
    assert unpacked_digest(packed)[1] == 50_000_000
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_of_many_faults_some_are_named_and_the_rest_is_counted(path: Path) -> None:
    tamper(path, "UPDATE claims SET start = start + 1")
    faults = [str(fault) for fault in check(path).faults]
    assert len(faults) == NAMED + 1
    assert faults[-1] == "spans: and 10 more of this sort"


def test_pages_of_the_file_that_are_damaged(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'claims'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    whole = path.read_bytes()
    path.write_bytes(whole[: (root - 1) * size] + b"\xa5" * size + whole[root * size :])
    checked = check(path)
    assert {"file", "spans"} <= {fault.check for fault in checked.faults}
    assert all("Traceback" not in str(fault) for fault in checked.faults)


def test_a_check_of_the_index_keeps_no_writer_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the words are compared, somebody files: at once, and without a fault in what is checked."""
    copy = checking._copy_index

    def file_meanwhile(connection: sqlite3.Connection, table: str, content: str) -> None:
        copy(connection, table, content)
        with open_ledger(path, patience=0.0) as ledger:
            ledger.file([full_reading(f"meanwhile-{table}")])

    monkeypatch.setattr(checking, "_copy_index", file_meanwhile)
    checked = check(path)
    assert checked.faults == checked.left_out == ()
