"""Commands over many machines: reading into a folder of shards, and `merge`, which files them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from .scale import Settings

PARTLY, FAILED = 3, 1


def read_shards(
    inputs: Iterable[str],
    folder: str,
    settings: Settings,
    address: str | None,
    jobs: int | None,
    megabytes: float | None,
    *,
    again: bool,
    quiet: bool,
) -> None:
    """The folder holds what the inputs say; errors and progress go to standard error."""
    from .cluster.engine import Plan, read_on_ray
    from .cluster.shards import SHARD_BYTES
    from .cluster.storage import find_sources
    from .errors import InputError
    from .views.progress import Progress

    size = max(1, round(megabytes * 1_000_000)) if megabytes else SHARD_BYTES
    plan = Plan(folder, settings, size, again)
    sources = list(find_sources(inputs))
    total = sum(each.size for each in sources if not isinstance(each, InputError))
    documents = known = failed = 0
    with Progress(shown=not quiet, total=total) as progress:
        for done in read_on_ray(sources, plan, address=address, jobs=jobs):
            if isinstance(done, InputError):
                failed += 1
                progress.say(f"reportedly: {done}")
                continue
            for error in done.errors:
                progress.say(f"reportedly: {error}")
            documents += done.documents
            failed += done.failed
            known += done.known
            progress.step(done.size)
            progress.add(done.documents, done.claims, done.figures)
    if not quiet and (known or failed):
        click.echo(
            f"reportedly: {documents:,} read, {known:,} shards were there already, {failed:,} failed",
            err=True,
        )
    if failed:
        raise SystemExit(PARTLY if documents or known else FAILED)


@click.command()
@click.argument("folder")
@click.option(
    "--into",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="LEDGER",
    help="File the documents in this ledger; it is made where there is none.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error.")
def merge(folder: str, into: Path, quiet: bool) -> None:
    """File in a ledger what `read --engine ray --into FOLDER` read.

    It may be cut off at any time and called again: what is filed is passed over, and a second time adds
    nothing. FOLDER may be an address such as s3://news/shards. What joins the documents (origins,
    occurrences, contradictions) is found at the end.

    \b
    reportedly read news/*.jsonl --engine ray --into shards/
    reportedly merge shards/ --into news.ledger
    """
    from .cluster.merging import find_shards
    from .cluster.merging import merge as merge_shards
    from .errors import ClusterError
    from .ledger.store import open_ledger
    from .views.progress import Progress

    shards = find_shards(folder)
    filed = known = failed = damaged = 0
    total = sum(made.documents for _, made in shards if not isinstance(made, ClusterError))
    with open_ledger(into) as ledger, Progress(shown=not quiet, total=total, doing="filing") as progress:
        for each in merge_shards(ledger, shards):
            if each.error is not None:
                damaged += 1
                progress.say(f"reportedly: {each.error}")
            filed, known, failed = filed + each.filed, known + each.known, failed + each.failed
            progress.step(each.filed + each.known)
            progress.add(each.filed)
    if not quiet:
        told = f"{filed:,} filed, {known:,} in the ledger already, {failed:,} had failed when they were read"
        click.echo(f"reportedly: {told}", err=True)
    if damaged or failed:
        raise SystemExit(PARTLY if filed or known else FAILED)
