"""The command `merge`: files in one ledger what many machines have read."""

from __future__ import annotations

from pathlib import Path

import click

from .exit_codes import code_of
from .messages import filing_into, say_outdated
from .outputs import GivenPath, file_in_the_way


@click.command(short_help="File the output of `read --engine ray` in a ledger.")
@click.argument("folder")
@click.option(
    "--into",
    type=GivenPath(path_type=Path, dir_okay=False),
    required=True,
    metavar="LEDGER",
    help="File the documents in this ledger; it is created if there is none.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error.")
def merge(folder: str, into: Path, quiet: bool) -> None:
    """File in a ledger what `read --engine ray --into FOLDER` has read, then join the documents.

    It can be interrupted at any time and run again: documents that the ledger already holds are skipped.
    FOLDER can be an address such as s3://news/shards.

    \b
    reportedly read news/*.jsonl --engine ray --into shards/
    reportedly merge shards/ --into news.ledger
    """
    from ..cluster.merging import find_shards
    from ..cluster.merging import merge as merge_shards
    from ..errors import ClusterError
    from ..ledger.store import open_ledger
    from ..views.progress import Progress

    if file := file_in_the_way(folder):
        raise click.BadParameter(f"{file}: is a file, not a folder of shards", param_hint="FOLDER")
    shards = find_shards(folder)
    filed = known = failed = damaged = 0
    total = sum(made.documents for _, made in shards if not isinstance(made, ClusterError))
    with (
        filing_into(into),
        open_ledger(into) as ledger,
        Progress(shown=not quiet, total=total, doing="filing") as progress,
    ):
        for each in merge_shards(ledger, shards):
            if each.error is not None:
                damaged += 1
                progress.say(f"reportedly: {each.error}")
            filed, known, failed = filed + each.filed, known + each.known, failed + each.failed
            progress.step(each.filed + each.known)
            progress.add(each.filed)
        say_outdated(ledger)
    if not quiet:
        told = f"{filed:,} filed, {known:,} already in the ledger, {failed:,} had failed when they were read"
        click.echo(f"reportedly: {told}", err=True)
    if code := code_of(done=filed + known, failed=damaged + failed):
        raise SystemExit(code)
