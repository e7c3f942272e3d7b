"""The command `read`: turns documents into records of who says what, printed or filed in a ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .exit_codes import code_of
from .inputs import Count, existing, filed, join_filed, outcomes_of, reading_options, readings_of, settings_of
from .messages import filing_into
from .outputs import FiniteRange, file_in_the_way, not_blank

if TYPE_CHECKING:
    from ..records import Reading
    from ..scale import ReadingSettings


@click.command(short_help="Read documents: who says what happened, how sure they are, and how many.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "summary"]),
    help="jsonl: one record per line (docs/records.md). summary: one line per document. "
    "Default: summary on a terminal and with --into, otherwise jsonl.",
)
@click.option(
    "--into",
    callback=not_blank,
    metavar="LEDGER",
    help="File what is read in this ledger; with --engine ray, in this folder.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Show each finding with the rule that made it and the words it comes from.",
)
@click.option(
    "--again/--resume",
    help="Read documents again even if the ledger, or the folder of shards, already has them. Default: "
    "--resume, which skips them.",
)
@click.option(
    "--engine",
    type=click.Choice(["pool", "ray"]),
    default="pool",
    show_default=True,
    help="pool: processes on this machine. ray: Ray tasks, here or on a cluster, whose output is a "
    "folder of Parquet files for `reportedly merge` (docs/scale.md).",
)
@click.option(
    "--address", metavar="ADDRESS", help="With --engine ray: the address of a running cluster, or auto."
)
@click.option(
    "--shard-size",
    type=FiniteRange(min=0, min_open=True),
    metavar="MB",
    help="With --engine ray: the amount of input per task; 1 by default.",
)
@reading_options
def read(
    inputs: tuple[str, ...],
    format_: str | None,
    into: str | None,
    explain: bool,
    again: bool,
    engine: str,
    address: str | None,
    shard_size: float | None,
    **options: Any,
) -> None:
    """Read documents: who says what happened, how sure they are, and how many.

    An INPUT is a text, Markdown, HTML, PDF, JSON-lines (also .gz), WARC or feed file, a folder of such
    files, an http(s) address, or - for standard input. An input that cannot be read is reported on standard
    error, and the others are still read (exit code 3). With --into, documents that the ledger already has are
    skipped.

    \b
    reportedly read report.txt --published 2022-01-07 --explain
    reportedly read news/ --into my.ledger
    zcat docs.jsonl.gz | reportedly read - --format jsonl > records.jsonl
    reportedly read s3://news/2026/ --engine ray --address auto --into s3://news/shards
    """
    from ..scale import with_distinct_ids

    settings = settings_of(options)
    if engine == "ray":
        if not into or explain or format_:
            raise click.UsageError("--engine ray needs --into FOLDER and takes no --format or --explain")
        if file := file_in_the_way(into):
            raise click.BadParameter(f"{file}: is a file, not a folder", param_hint="--into")
        _read_shards(
            inputs, into, settings, address, options["jobs"], shard_size, again=again, quiet=options["quiet"]
        )
        return
    if explain and format_:
        raise click.UsageError("--explain has a form of its own and takes no --format")
    if address or shard_size:
        raise click.UsageError("--address and --shard-size need --engine ray")
    ledger = Path(into) if into else None
    shape = format_ or ("summary" if into or sys.stdout.isatty() else "jsonl")
    counted = Count()
    with filing_into(ledger), existing(ledger) as opened:
        outcomes = outcomes_of(inputs, options, settings, None if again else opened)
        done = filed(outcomes, ledger, settings, opened) if ledger else with_distinct_ids(outcomes)
        for reading in readings_of(done, counted, quiet=options["quiet"], inputs=inputs):
            if explain:
                _explain(reading)
            elif shape == "jsonl":
                _write_lines(reading)
            elif not into or not options["quiet"]:
                _summarise(reading)
        if ledger:
            join_filed(ledger, opened, quiet=options["quiet"])
    if counted.known and options["published"] and not options["quiet"]:
        told = "--published does not change documents that the ledger already has; --again reads them again"
        click.echo(f"reportedly: {told}", err=True)
    counted.leave(quiet=options["quiet"])


def _explain(reading: Reading) -> None:
    from ..views.explain import explain

    click.echo(explain(reading))


def _summarise(reading: Reading) -> None:
    from ..views.summary import summarise

    click.echo(summarise(reading))


def _write_lines(reading: Reading) -> None:
    from ..contract import records_of, to_line

    click.echo("\n".join(to_line(record) for record in records_of(reading)))


def _read_shards(
    inputs: Iterable[str],
    folder: str,
    settings: ReadingSettings,
    address: str | None,
    jobs: int | None,
    megabytes: float | None,
    *,
    again: bool,
    quiet: bool,
) -> None:
    """The folder holds the readings of the inputs; errors and progress go to standard error."""
    from ..cluster.engine import Plan, read_on_ray
    from ..cluster.shards import SHARD_BYTES
    from ..cluster.storage import find_sources
    from ..errors import InputError
    from ..views.progress import Progress

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
            f"reportedly: {documents:,} read, {known:,} shards were already there, {failed:,} failed",
            err=True,
        )
    if code := code_of(done=documents + known, failed=failed):
        raise SystemExit(code)
