"""The command `merge`: files in one ledger what many machines have read, or some groups of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .exit_codes import code_of
from .messages import filing_into
from .outputs import GivenPath, folder_of_shards
from .renewing import join_waiting

if TYPE_CHECKING:
    from ..ledger.neighbourhoods.given import Given


def _part(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """The number of a part, and of how many."""
    if value is None:
        return None
    number, _, parts = value.partition("/")
    if not (number.isdecimal() and parts.isdecimal() and 1 <= int(number) <= int(parts)):
        raise click.BadParameter(f"{value!r} is not a part such as 3/64", ctx, param)
    return int(number), int(parts)


@click.command(short_help="File the output of `read --engine ray` in a ledger.")
@click.argument("folder", callback=folder_of_shards)
@click.option(
    "--into",
    type=GivenPath(path_type=Path, dir_okay=False),
    required=True,
    metavar="LEDGER",
    help="File the documents in this ledger; it is created if there is none.",
)
@click.option(
    "--near",
    multiple=True,
    metavar="DOCUMENT",
    help="Only the group of this document, as `reportedly group` found it; the start of the id is enough.",
)
@click.option(
    "--part",
    callback=_part,
    metavar="K/N",
    help="Only the K-th of N parts, none of which shares a group with another: one ledger each.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error.")
def merge(folder: str, into: Path, near: tuple[str, ...], part: tuple[int, int] | None, quiet: bool) -> None:
    """File in a ledger what `read --engine ray --into FOLDER` has read, then join the documents.

    It can be interrupted at any time and run again: documents that the ledger already holds are skipped.
    FOLDER can be an address such as s3://news/shards. With --near or --part, what joins documents in a new
    ledger is what joins them among all documents of FOLDER.

    \b
    reportedly read news/*.jsonl --engine ray --into shards/
    reportedly merge shards/ --into news.ledger
    reportedly group shards/
    reportedly merge shards/ --into 3.ledger --part 3/64
    """
    from ..cluster.merging import file_shards, find_shards
    from ..errors import ClusterError
    from ..ledger.store import open_ledger
    from ..views.progress import Progress

    if near and part:
        raise click.UsageError("--near and --part exclude one another")
    shards = find_shards(folder)
    only, given = _chosen(
        folder, [uri for uri, made in shards if not isinstance(made, ClusterError)], near, part
    )
    filed = known = failed = damaged = 0
    total = sum(made.documents for _, made in shards if not isinstance(made, ClusterError))
    with filing_into(into), open_ledger(into) as ledger:
        whole = total if only is None else len(only)
        with Progress(shown=not quiet, total=whole, doing="filing") as progress:
            for each in file_shards(ledger, shards, only, given):
                if each.error is not None:
                    damaged += 1
                    progress.say(f"reportedly: {each.error}")
                filed, known, failed = filed + each.filed, known + each.known, failed + each.failed
                progress.step(each.filed + each.known)
                progress.add(each.filed)
        join_waiting(ledger, quiet=quiet)
    if not quiet:
        told = f"{filed:,} filed, {known:,} already in the ledger, {failed:,} had failed when they were read"
        click.echo(f"reportedly: {told}", err=True)
    if code := code_of(done=filed + known, failed=damaged + failed):
        raise SystemExit(code)


def _chosen(
    folder: str, shards: Sequence[str], near: Sequence[str], part: tuple[int, int] | None
) -> tuple[frozenset[str] | None, Given | None]:
    """The documents that are wanted, and what joins them among all; None and None where all are wanted."""
    from ..cluster import groups

    if not near and not part:
        return None, None
    found = groups.read_groups(folder, shards)
    only = groups.part_of(found, *part) if part else groups.near(found, near)
    return only, groups.read_given(folder, shards, only)
