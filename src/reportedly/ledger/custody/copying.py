"""Copies a ledger while others write to it, checks the copy, and never overwrites a file.

Nobody may read a copy who may not read what was copied, also not while it is being made.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path
from uuid import uuid4

from ...errors import LedgerError, OlderLedger
from ...page.capture import now
from ..file.opening import naming_errors, read_only_address
from ..store import open_ledger
from .checking import Checked, check_ledger

PAGES = 4096
"""Pages that are copied at once: other writers wait no longer than these take."""

PRIVATE = 0o600
"""The mode of a copy while it is being made."""

COPIED = 0o664
"""What is kept of a mode: a stick may say of each file that all may run and change it."""

BESIDE = ("-wal", "-shm")
"""Files that SQLite keeps beside a ledger while it is open."""


def back_up(ledger: Path, to: Path) -> Checked:
    """The ledger as it stands now is in the file `to`, and was read there from end to end.

    The copy of a ledger of an earlier version is of this one; the ledger itself stays as it is.

    Raises:
        LedgerError: `to` is there already, cannot be written, or the copy (as the ledger) is not whole;
            then nothing stands at `to`.
    """
    return _copy(ledger, to)


def restore(backup: Path, ledger: Path, *, replace: bool = False) -> tuple[Checked, Path | None]:
    """The backup stands as the ledger; what stood there, with `replace`, was put aside under another name.

    Where the ledger is a link, what it leads to is meant. A backup of an earlier version is restored as
    one of this; the backup itself stays as it is.

    Raises:
        LedgerError: a file stands there and `replace` was not said, or the backup is not whole.
    """
    ledger = ledger.resolve()
    stood = ledger.exists()
    if stood and not replace:
        raise LedgerError(f"{ledger}: is there already; --replace renames and keeps it")
    part = _part_of(ledger)
    try:
        checked = _copy(backup, part)
        if stood:
            _allow(part, backup, ledger)
        aside = _put_aside(ledger)
        if stood:
            part.replace(ledger)
            _flush(ledger.parent)
        else:
            _name(part, ledger)
    except FileExistsError:
        raise _taken(ledger) from None
    finally:
        _remove(part)
    return checked, aside if stood else None


def _copy(source: Path, to: Path) -> Checked:
    for taken in (to, *[Path(f"{to}{end}") for end in BESIDE]):
        if taken.exists():
            raise _taken(taken)
    if not to.parent.is_dir():
        raise LedgerError(f"{to}: no such folder {str(to.parent)!r}")
    part = _part_of(to)
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        _copy_pages(source, part)
        _bring_up_to_date(part)
        with open_ledger(part, read_only=True, create=False) as copied:
            checked = check_ledger(copied)
        if checked.faults:
            raise LedgerError(f"{source}: is not whole, so no copy was kept: {checked.faults[0]}")
        _allow(part, source)
        _flush(part)
        _name(part, to)
        _flush(to.parent)
    except FileExistsError:
        raise _taken(to) from None
    except OSError as error:
        raise LedgerError(f"{to}: cannot be written: {error.strerror}") from error
    finally:
        _remove(part)
    return checked


def _allow(copy: Path, *models: Path) -> None:
    """Those may read and change the copy who may do so with each of these; its owner may do both."""
    mode = COPIED
    for each in models:
        mode &= stat.S_IMODE(each.stat().st_mode)
    with suppress(OSError):  # a stick has no modes
        copy.chmod(mode | PRIVATE)


def _taken(path: Path) -> LedgerError:
    return LedgerError(f"{path}: is there already; nothing is ever written over it")


def _copy_pages(source: Path, part: Path) -> None:
    with suppress(OlderLedger), open_ledger(source, read_only=True, create=False):
        pass  # says in our words what is no ledger
    with (
        naming_errors(source),
        closing(sqlite3.connect(read_only_address(source), uri=True)) as original,
        naming_errors(part),
        closing(sqlite3.connect(part)) as copy,
    ):
        original.backup(copy, pages=PAGES)


def _bring_up_to_date(part: Path) -> None:
    """The copy has the tables of this version, and is one file."""
    try:
        with open_ledger(part, read_only=True, create=False):
            return
    except OlderLedger:
        with open_ledger(part, create=False):
            pass


def _name(part: Path, to: Path) -> None:
    """The file bears its name; where another has taken that meanwhile, `FileExistsError`."""
    try:
        os.link(part, to)
    except FileExistsError:
        raise
    except OSError:  # a stick or a share without hard links: the name is taken first, then filled
        os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        part.replace(to)


def _put_aside(ledger: Path) -> Path:
    """What stands there bears a second name; whenever this is cut off, a ledger stands under the first one.

    Its log goes with it, also one that a ledger which is gone left behind: it is not that of what comes.
    """
    aside = ledger.with_name(f"{ledger.name}.replaced-{now().replace(':', '')}")
    if aside.exists():
        aside = aside.with_name(f"{aside.name}-{uuid4().hex[:6]}")
    if ledger.exists():
        try:
            os.link(ledger, aside)
        except OSError:  # a stick or a share without hard links
            shutil.copy2(ledger, aside)
    for end in BESIDE:
        with suppress(FileNotFoundError):
            Path(f"{ledger}{end}").rename(f"{aside}{end}")
    return aside


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")


def _remove(path: Path) -> None:
    for end in ("", *BESIDE):
        with suppress(OSError):
            Path(f"{path}{end}").unlink()


def _flush(path: Path) -> None:
    """What was written is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
