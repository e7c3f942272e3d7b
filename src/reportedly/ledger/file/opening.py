"""Opens the file of a ledger, checks and migrates it, and translates the errors of SQLite."""

from __future__ import annotations

import os
import re
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from ...errors import LedgerBusy, LedgerError, MissingLedger, NewerLedger, NotALedger, OlderLedger
from ...page.capture import now
from .chain import begin_chain, link_filed

APPLICATION_ID = 0x52505444
"""`RPTD` in the file's header: tells a ledger from any other SQLite file."""

SQLITE_HEADER = b"SQLite format 3\0"
SHOWN = 60
"""Characters of what is no text that are shown."""

PRIVATE = 0o600
"""Who may read a new ledger: its owner."""

PATIENCE = 10.0
"""Seconds that a writer waits for another one; a batch is written in well under one."""

PAGES = -4_000
"""Of a writer's file so many kibibytes of pages are held (SQLite takes those below zero so), twice what it
holds by itself: what one more report changes is written to the log once then. With 2 MB pages that had to
make room were written twice, 550 of 1,940 writes for a report with its filing. 16 MB save no write more."""

SQL = files("reportedly.ledger") / "sql"
STEP_NAME = re.compile(r"(\d{4})-([a-z0-9-]+)\.sql")


Identity = tuple[int, int]
"""The device and the number of a file, which a new file of the same name does not have."""


def connect(
    path: Path, *, read_only: bool, create: bool, patience: float, program: str
) -> tuple[sqlite3.Connection, Identity | None]:
    """An open ledger whose tables are those of this version, and which file it is.

    Raises:
        NotALedger: the file is something else.
        NewerLedger: the file has steps that this version does not know.
        LedgerBusy: another process holds it for writing.
        OlderLedger: it is to be read alone, and its tables are not those of this version.
        MissingLedger: it is not there.
        LedgerError: it may not be read or written, or is damaged.
    """
    _check_file(path, create=create and not read_only)
    if create and not read_only:
        _make_private(path)
    with naming_errors(path):
        connection = _open(path, read_only=read_only, patience=patience)
    opened = identity_of(path)  # before its tables are made, while another file may take its place
    try:
        with naming_errors(path):
            _bring_up_to_date(connection, path, read_only=read_only, program=program)
    except BaseException:
        connection.close()
        raise
    return connection, opened


@contextmanager
def naming_errors(path: Path) -> Iterator[None]:
    """Errors of SQLite inside are raised as errors of the ledger that name the file and the cause."""
    try:
        yield
    except sqlite3.Error as error:
        raise _in_our_words(path, error) from error
    except UnicodeEncodeError as error:  # an argument of the command line that is not UTF-8
        raise LedgerError(f"{path}: {error.object[:SHOWN]!r} is not text that a ledger could hold") from error
    except (UnicodeDecodeError, zlib.error) as error:  # the bytes of an error message are damaged too
        raise LedgerError(f"{path}: {DAMAGED}") from error


def identity_of(path: Path) -> Identity | None:
    """Which file stands at a path; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def refuse_replaced(path: Path, opened: Identity | None) -> None:
    """Returns only if the file that was opened still stands at its path.

    SQLite goes on writing to a file that was deleted or replaced, and all of that is lost.

    Raises:
        MissingLedger: it does not.
    """
    there = identity_of(path)
    if there is None or there != opened:
        what = "was deleted or moved" if there is None else "was replaced by another file"
        raise MissingLedger(f"{path}: {what} while it was written; what was filed in it is not there")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of what is written inside, or nothing; what was filed has its link in the chain of custody.

    Inside another one it is a part of that: what is read there and written there follow from one another.
    """
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        link_filed(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def steps() -> tuple[tuple[int, str, str], ...]:
    """The numbered steps from an empty file to today's tables: number, name, statements."""
    paths = [(match, path) for path in (SQL / "steps").iterdir() if (match := STEP_NAME.fullmatch(path.name))]
    return tuple(sorted((int(match[1]), match[2], path.read_text("utf-8")) for match, path in paths))


def steps_taken() -> dict[tuple[str, str], str]:
    """What all steps make of an empty file: the words of each table, index and trigger, by kind and name."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        for _, _, script in steps():
            for statement in _statements(script):
                connection.execute(statement)
        return schema_of(connection.execute("SELECT type, name, sql FROM sqlite_schema"))


def schema_of(rows: Iterable[Sequence[Any]]) -> dict[tuple[str, str], str]:
    """Rows of `sqlite_schema` by kind and name, spaces alike, without what SQLite makes by itself."""
    return {(kind, name): " ".join(str(words).split()) for kind, name, words in rows if words is not None}


def _check_file(path: Path, *, create: bool) -> None:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise NotALedger(f"{path}: is not a regular file, so it cannot be a ledger")
        with path.open("rb") as file:
            header = file.read(len(SQLITE_HEADER))
    except FileNotFoundError:
        if create and path.parent.is_dir():
            return
        missing = "no such ledger" if path.parent.is_dir() else f"no such folder {str(path.parent)!r}"
        raise MissingLedger(f"{path}: {missing}") from None
    except IsADirectoryError:
        raise NotALedger(f"{path}: is a folder, not a ledger") from None
    except ValueError as error:
        raise LedgerError(f"{path}: is not a path: {error}") from None
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read: {error.strerror}") from error
    if not header and not create:
        raise NotALedger(f"{path}: {EMPTY}")
    if header and header != SQLITE_HEADER:
        raise NotALedger(f"{path}: is not a ledger of Reportedly (not even an SQLite file)")


def _make_private(path: Path) -> None:
    """A ledger that is not there yet is an empty file that only its owner may read, as its log will be.

    Raises:
        LedgerError: it cannot be opened.
    """
    try:
        # what a link points to, which O_EXCL would take for a file that is there
        os.close(os.open(path.resolve(), os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    except FileExistsError:
        return  # its owner decides who may read it
    except OSError as error:
        raise LedgerError(f"{path}: cannot be opened: {error.strerror}") from error


def _open(path: Path, *, read_only: bool, patience: float) -> sqlite3.Connection:
    address = read_only_address(path) if read_only else path.resolve().as_uri()
    connection = sqlite3.connect(
        address, uri=True, timeout=patience, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.create_function("folded", 1, _folded, deterministic=True)
    return connection


def read_only_address(path: Path) -> str:
    """The address under which SQLite opens the file for reading alone.

    Without a write-ahead log beside it the file is all there is, which a read-only folder needs to be told.
    """
    alone = not Path(f"{path}-wal").exists() and not os.access(path.parent, os.W_OK)
    return path.resolve().as_uri() + ("?mode=ro&immutable=1" if alone else "?mode=ro")


def _folded(name: str | None) -> str | None:
    """A name without the difference of capital letters, which SQLite knows of Latin ones alone."""
    return None if name is None else name.casefold()


def _write_ahead(connection: sqlite3.Connection) -> None:
    """The file has a write-ahead log; SQLite itself does not wait here for another process that makes one."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, *, read_only: bool, program: str) -> None:
    known = steps()
    at = _step_of(connection, path)
    newest = known[-1][0]
    if at > newest:
        raise NewerLedger(
            f"{path}: was written by a later version of Reportedly "
            f"(step {at}, this version knows {newest}); install a newer Reportedly to open it"
        )
    if at == newest:
        if not read_only:
            _prepare_to_write(connection)
        return
    if read_only and at == 0:
        raise NotALedger(f"{path}: {EMPTY}")
    if read_only:
        raise OlderLedger(f"{path}: is of an older version; `reportedly join {path}` brings it up to date")
    _write_ahead(connection)
    _prepare_to_write(connection)
    with transaction(connection):
        at = _step_of(connection, path)  # another process may have been faster
        for number, name, script in known:
            if number > at:
                _take_step(connection, number, name, script, program)
        begin_chain(connection, program, now())


def _prepare_to_write(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = {PAGES}")


def _step_of(connection: sqlite3.Connection, path: Path) -> int:
    # asked first: another process that makes the tables now gives them their mark in the same transaction
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application == APPLICATION_ID:
        step: int = connection.execute("PRAGMA user_version").fetchone()[0]
        return step
    if application == 0 and tables == 0:
        return 0
    raise NotALedger(f"{path}: is an SQLite file, but not a ledger of Reportedly")


def _take_step(connection: sqlite3.Connection, number: int, name: str, script: str, program: str) -> None:
    for statement in _statements(script):
        connection.execute(statement)
    connection.execute("INSERT INTO migrations VALUES (?, ?, ?, ?)", (number, name, program, now()))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {number}")


def _statements(script: str) -> Iterator[str]:
    """The statements one by one: `executescript` would end the transaction that holds them together."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


EMPTY = "is empty; nothing was ever filed in it"
DAMAGED = "is damaged; restore a backup"

CAUSES = {
    "SQLITE_FULL": "the disk is full (or the file may not grow); nothing of this batch was written",
    "SQLITE_READONLY": "is read-only; nothing was written",
    "SQLITE_CANTOPEN": "cannot be opened; is its folder there, and may it be written to?",
    "SQLITE_PERM": "may not be opened",
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_IOERR": "could not be read or written (input/output error)",
}


OF_FOLDER = ("SQLITE_CANTOPEN", "SQLITE_READONLY")
ONLY_READ = (
    "its folder or its disk may only be read, so nothing was written; a copy elsewhere can be written to"
)


def _is_only_read(folder: Path) -> bool:
    """Whether a folder is there in which nobody, or not who runs this, may write."""
    if not folder.is_dir():
        return False
    read_only_disk = hasattr(os, "statvfs") and bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    return read_only_disk or not os.access(folder, os.W_OK)


def _in_our_words(path: Path, error: sqlite3.Error) -> LedgerError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LedgerBusy(f"{path}: another process is writing to the ledger; try again in a moment")
    if name.startswith("SQLITE_NOTADB"):
        return NotALedger(f"{path}: is not a ledger of Reportedly (damaged or not SQLite)")
    if name.startswith(OF_FOLDER) and _is_only_read(path.parent):
        return LedgerError(f"{path}: {ONLY_READ}")
    for code, cause in CAUSES.items():
        if name.startswith(code):
            return LedgerError(f"{path}: {cause}")
    return LedgerError(f"{path}: {error}")
