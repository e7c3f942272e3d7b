"""What several commands say about a ledger on standard error, and when one is interrupted while it files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..ledger.store import Ledger


def say_unjoined(ledger: Ledger) -> None:
    """Standard error says so if documents are not joined yet, or by other rules, and what joins them."""
    from ..ledger.neighbourhoods.neighbourhood_state import say_unjoined as said
    from ..ledger.neighbourhoods.renewal import is_outdated

    if told := said(ledger):
        click.echo(f"reportedly: {told}", err=True)
    if is_outdated(ledger):
        told = "what joins these documents was found by another version or with other lexicons"
        click.echo(f"reportedly: {told}: `reportedly join {ledger.path}` finds it anew", err=True)


@contextmanager
def filing_into(path: Path | None) -> Iterator[None]:
    """An interruption inside the context says what is in the ledger then; nothing is added without a path."""
    try:
        yield
    except KeyboardInterrupt as stopped:
        if path is not None:
            _note_ledger(stopped, path)
        raise


def _note_ledger(stopped: KeyboardInterrupt, path: Path) -> None:
    from ..errors import LedgerError
    from ..ledger.neighbourhoods.neighbourhood_state import say_unjoined as said
    from ..ledger.store import open_ledger

    if not path.exists():
        stopped.add_note("nothing was filed")
        return
    stopped.add_note("what was filed is in the ledger")
    with suppress(LedgerError), open_ledger(path, read_only=True, create=False) as ledger:
        if told := said(ledger):
            stopped.add_note(told)
