"""The command `join`: finds again, with the current rules, what joins the documents of a ledger."""

from __future__ import annotations

from pathlib import Path

import click

from .messages import filing_into
from .renewing import join_waiting


@click.command(short_help="Join the documents of a ledger again, with the current rules.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option(
    "--all", "anew", is_flag=True, help="Join everything again, even if the rules have not changed."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error.")
def join(ledger: Path, anew: bool, quiet: bool) -> None:
    """Join the documents of a ledger again, with the current rules.

    Commands that file documents (`read --into`, `merge`, `watch`) and `review --join` join them too, and
    after an upgrade, or with other lexicons, bring the whole ledger up to date: its origins, occurrences,
    accounts, contradictions and the labels of its claimants. They leave one of over 500 documents that a
    newer version joined, or that other rules took over from these, and say so. This command joins it in any
    case. It can be interrupted and run again: it goes on. People's decisions are kept and override the
    rules, as always. The documents themselves are not read again; for that, use `read --again`.

    \b
    reportedly join my.ledger
    """
    from ..ledger.store import open_ledger
    from ..ledger.wording import several

    with filing_into(ledger), open_ledger(ledger, create=False) as opened:
        done = join_waiting(opened, quiet=quiet, anew=anew, asked=True)
    if not quiet:
        found = several(done.neighbourhoods, "neighbourhood")
        told = f"{several(done.documents, 'document')} joined, in {found}"
        click.echo(
            f"reportedly: {told if done.documents else 'nothing to join: all is up to date'}", err=True
        )
