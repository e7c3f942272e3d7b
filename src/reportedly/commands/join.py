"""The command `join`: finds again, with the current rules, what joins the documents of a ledger."""

from __future__ import annotations

from pathlib import Path

import click

from .messages import filing_into


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
    from ..ledger.neighbourhoods.renewal import is_outdated
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
