"""The command `group`: finds which documents of shards are near each other, before there is a ledger."""

from __future__ import annotations

from collections import Counter

import click

from ..choices import MOST_JOBS
from .exit_codes import code_of
from .outputs import folder_of_shards


@click.command(short_help="Find which documents of `read --engine ray` are near each other.")
@click.argument("folder", callback=folder_of_shards)
@click.option(
    "--engine",
    type=click.Choice(["pool", "ray"]),
    default="pool",
    show_default=True,
    help="pool: processes on this machine. ray: Ray tasks, here or on a cluster.",
)
@click.option(
    "--address", metavar="ADDRESS", help="With --engine ray: the address of a running cluster, or auto."
)
@click.option(
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    metavar="N",
    help="The number of processes; by default one per core.",
)
@click.option(
    "--partitions",
    type=click.IntRange(1, 4096),
    metavar="N",
    help="Each task holds one of so many parts of the documents in memory; 16 by default. A part of some "
    "thousand documents takes a few hundred megabytes.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error.")
def group(
    folder: str, engine: str, address: str | None, jobs: int | None, partitions: int | None, quiet: bool
) -> None:
    """Find which documents of `read --engine ray --into FOLDER` are near each other.

    Documents that are near each other, because they share text or rare words, are a group; nothing joins
    documents of two groups. Groups are found by tasks that exchange files in FOLDER/joining, so that no
    machine holds all documents. `reportedly merge` then makes ledgers of some groups (--near, --part). It
    can be interrupted at any time and run again: finished tasks are not repeated.

    \b
    reportedly group s3://news/shards --engine ray --address auto --partitions 256
    reportedly merge s3://news/shards --into story.ledger --near document-0f3a
    """
    from ..cluster.engine import run_in_processes, tasks_of_ray
    from ..cluster.grouping import PARTITIONS, TASKS, find_groups
    from ..cluster.merging import find_shards
    from ..cluster.storage import absolute
    from ..errors import ClusterError
    from ..ledger.wording import several
    from ..scale import cores
    from ..views.progress import Progress

    if address and engine != "ray":
        raise click.UsageError("--address needs --engine ray")
    folder = absolute(folder)
    shards = find_shards(folder)
    partitions = partitions or PARTITIONS
    whole = [uri for uri, made in shards if not isinstance(made, ClusterError)]
    with Progress(shown=not quiet, total=TASKS * partitions, doing="grouping") as progress:
        for _, made in shards:
            if isinstance(made, ClusterError):
                progress.say(f"reportedly: {made}")
        if engine == "ray":
            with tasks_of_ray(address, jobs) as run:
                homes = find_groups(folder, whole, run, partitions, progress.step)
        else:
            run = run_in_processes(jobs or cores())
            homes = find_groups(folder, whole, run, partitions, progress.step)
    if not quiet:
        sizes = Counter(homes.values())
        told = f"{several(len(homes), 'document')} in {several(len(sizes), 'group')}"
        largest = f", the largest of {max(sizes.values()):,}" if sizes else ""
        click.echo(f"reportedly: {told}{largest}", err=True)
    if code := code_of(done=len(whole), failed=len(shards) - len(whole)):
        raise SystemExit(code)
