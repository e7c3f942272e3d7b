"""What other rules joined is joined again by whatever command writes a ledger: nobody has to ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..ledger.joining import Joining
    from ..ledger.store import Ledger


def bring_up_to_date(ledger: Ledger, *, quiet: bool) -> None:
    """All documents of a ledger that other rules joined are joined by today's; standard error says so."""
    from ..ledger.neighbourhoods.renewal import is_outdated

    if not is_outdated(ledger):
        return
    if not quiet:
        told = "this ledger was joined by another version of the program or with other lexicons"
        click.echo(f"reportedly: {told}; it is brought up to date (safe to interrupt)", err=True)
    join_all(ledger, quiet=quiet)


def join_all(ledger: Ledger, *, quiet: bool) -> Joining:
    """Everything is joined anew, with progress on standard error; what a cut leaves the next join does."""
    from ..ledger.joining import STAGES, join
    from ..views.progress import Progress

    total = STAGES * ledger.stats()["documents"]
    with Progress(shown=not quiet, total=total, doing="joining") as progress:
        return join(ledger, anew=True, step=progress.step)
