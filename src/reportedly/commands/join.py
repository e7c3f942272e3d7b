"""The command `join`: finds again, with the current rules, what joins the documents of a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..ledger.store import Ledger


@click.command(short_help="Join the documents of a ledger again, with the current rules.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option(
    "--all", "anew", is_flag=True, help="Join everything again, even if the rules have not changed."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error.")
def join(ledger: Path, anew: bool, quiet: bool) -> None:
    """Join the documents of a ledger again, with the current rules.

    Commands that file documents join them too. After an upgrade, however, or with other lexicons, a ledger of
    more than a few hundred documents keeps the origins, occurrences, accounts and contradictions that the
    earlier rules found, and those commands say so. This command finds all of them again. It can be
    interrupted and run again. People's decisions are kept and override the rules, as always. The documents
    themselves are not read again; for that, use `read --again`.

    \b
    reportedly join my.ledger
    """
    from ..ledger.joining import STAGES, join
    from ..ledger.renewal import is_outdated
    from ..ledger.store import open_ledger
    from ..ledger.wording import several
    from ..views.progress import Progress

    with filing_into(ledger), open_ledger(ledger, create=False) as opened:
        whole = anew or is_outdated(opened)
        total = STAGES * opened.stats()["documents"] if whole else None
        with Progress(shown=not quiet, total=total, doing="joining") as progress:
            done = join(opened, anew=whole, step=progress.step)
    if not quiet:
        found = several(done.neighbourhoods, "neighbourhood")
        told = f"{several(done.documents, 'document')} joined, in {found}"
        click.echo(
            f"reportedly: {told if done.documents else 'nothing to join: all is up to date'}", err=True
        )


def say_outdated(ledger: Ledger) -> None:
    """Standard error says so if the ledger was joined with other rules, and which command updates it."""
    from ..ledger.renewal import is_outdated

    if is_outdated(ledger):
        told = "this ledger was joined by another version of the program or with other lexicons"
        click.echo(f"reportedly: {told}; `reportedly join {ledger.path}` updates it", err=True)


def say_unjoined(ledger: Ledger) -> None:
    """Standard error says so if documents are not joined yet, and which command joins them."""
    from ..ledger.neighbourhood_state import say_unjoined as said

    if told := said(ledger):
        click.echo(f"reportedly: {told}", err=True)


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
    from ..ledger.neighbourhood_state import say_unjoined as said
    from ..ledger.store import open_ledger

    if not path.exists():
        stopped.add_note("nothing was filed")
        return
    stopped.add_note("what was filed is in the ledger")
    with suppress(LedgerError), open_ledger(path, read_only=True, create=False) as ledger:
        if told := said(ledger):
            stopped.add_note(told)
