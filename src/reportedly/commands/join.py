"""The command `join`: what joins a ledger's documents is brought up to date, by the rules of this program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..ledger.store import Ledger


@click.command(short_help="Join the documents of a ledger again, by the rules of today.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--anew", is_flag=True, help="Join everything again, even if the rules are the same.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error.")
def join(ledger: Path, anew: bool, quiet: bool) -> None:
    """Find again what joins the documents of a ledger, by the rules of this program.

    After an upgrade, or with other lexicons, a ledger of more than a few hundred documents keeps what the
    earlier rules joined (origins, occurrences, accounts, contradictions), and the commands that file
    documents say so. This command joins all of it again; it can be interrupted and run again. Decisions of
    people stay and take precedence over the rules, as always. The documents themselves are not read again:
    `read --again` does that.

    \b
    reportedly join my.ledger
    """
    from ..ledger.joining import STAGES, join
    from ..ledger.renewal import is_outdated
    from ..ledger.store import open_ledger
    from ..ledger.wording import several
    from ..views.progress import Progress

    with open_ledger(ledger, create=False) as opened:
        whole = anew or is_outdated(opened)
        total = STAGES * opened.stats()["documents"] if whole else None
        with Progress(shown=not quiet, total=total, doing="joining") as progress:
            done = join(opened, anew=whole, step=progress.step)
    if not quiet:
        found = several(done.neighbourhoods, "neighbourhood")
        click.echo(f"reportedly: {several(done.documents, 'document')} joined, in {found}", err=True)


def say_outdated(ledger: Ledger) -> None:
    """A person is told on standard error that other rules joined the ledger, and what renews it."""
    from ..ledger.renewal import is_outdated

    if is_outdated(ledger):
        told = "documents stay as the rules of another version or of other lexicons joined them"
        click.echo(f"reportedly: {told}; `reportedly join {ledger.path}` joins all of them again", err=True)
