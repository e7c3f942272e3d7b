"""The command `join`: finds again, with the current rules, what joins the documents of a ledger."""

from __future__ import annotations

from pathlib import Path

import click

from .messages import filing_into
from .renewing import join_all


@click.command(short_help="Join the documents of a ledger again, with the current rules.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option(
    "--all", "anew", is_flag=True, help="Join everything again, even if the rules have not changed."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error.")
def join(ledger: Path, anew: bool, quiet: bool) -> None:
    """Join the documents of a ledger again, with the current rules.

    Commands that file documents join them too, and after an upgrade, or with other lexicons, bring the whole
    ledger up to date: its origins, occurrences, accounts, contradictions and the labels of its claimants.
    This command does that alone. It can be interrupted and run again. People's decisions are kept and
    override the rules, as always. The documents themselves are not read again; for that, use `read --again`.

    \b
    reportedly join my.ledger
    """
    from ..ledger.joining import join
    from ..ledger.neighbourhoods.renewal import is_outdated
    from ..ledger.store import open_ledger
    from ..ledger.wording import several

    with filing_into(ledger), open_ledger(ledger, create=False) as opened:
        done = join_all(opened, quiet=quiet) if anew or is_outdated(opened) else join(opened)
    if not quiet:
        found = several(done.neighbourhoods, "neighbourhood")
        told = f"{several(done.documents, 'document')} joined, in {found}"
        click.echo(
            f"reportedly: {told if done.documents else 'nothing to join: all is up to date'}", err=True
        )
