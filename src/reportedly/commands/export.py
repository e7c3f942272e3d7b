"""The command `export`: the content of a ledger, in the formats of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .messages import say_unjoined
from .outputs import output_option, refuse_output, write_text

if TYPE_CHECKING:
    from ..ledger.store import Ledger

FORMATS = (
    "jsonl",
    "csv",
    "parquet",
    "geojson",
    "plover",
    "acled",
    "ucdp",
    "followthemoney",
    "schemaorg",
    "annotations",
    "timeline",
    "warc",
    "wacz",
    "html",
)


FOLDERS = ("csv", "parquet")
"""Formats of one file per table."""


@click.command(short_help="Export a ledger for other programs.")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="jsonl",
    show_default=True,
    help="docs/exports.md describes each format.",
)
@output_option("PATH", "The file to write; for csv and parquet, the folder.")
@click.option(
    "--with-names",
    is_flag=True,
    help="Keep the names of private persons (jsonl, warc and wacz always do); the ledger records that they "
    "were exported.",
)
def export(ledger: Path, format_: str, output: Path | None, with_names: bool) -> None:
    """Export a ledger for other programs.

    jsonl holds the records unchanged, warc and wacz hold the pages as they were fetched: these include the
    names of private persons. Every other format replaces each such name with a pseudonym, the same throughout
    an export.

    \b
    reportedly export my.ledger --format csv --output tables/
    reportedly export my.ledger --format geojson -o map.geojson
    """
    from ..ledger.export import write_export
    from ..ledger.store import open_ledger

    if output is None and format_ in FOLDERS:
        raise click.UsageError(f"{format_} is one file per table: name a folder with --output")
    refuse_output(output, [ledger])
    with open_ledger(ledger, read_only=not with_names, create=False) as opened:
        say_unjoined(opened)
        if format_ == "html":
            write_text(_report(opened, with_names=with_names), output)
        else:
            write_export(opened, format_, output, with_names=with_names)


def _report(ledger: Ledger, *, with_names: bool) -> str:
    """The brief of a ledger as one HTML file."""
    from ..ledger.asking.queries import Filter
    from ..ledger.asking.selection import select_content
    from ..ledger.export import note_names
    from ..privacy import KEEP_NAMES, pseudonyms_of
    from ..views.brief import make_brief
    from ..views.writing import WRITERS

    if with_names:
        note_names(ledger, "export --format html")
    with ledger.snapshot():
        readings, collection = select_content(ledger, Filter())
    names = KEEP_NAMES if with_names else pseudonyms_of(readings)
    return WRITERS["html"](make_brief(readings, names, ledger.path.stem, collection))
