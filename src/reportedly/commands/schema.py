"""The command `schema`: the output contract for programs that check or import records."""

from __future__ import annotations

import json

import click


@click.command(short_help="Print the JSON Schema of the records.")
def schema() -> None:
    """Print the JSON Schema of the records, that is, of each line of `read` and `export --format jsonl`.

    \b
    reportedly schema > records.schema.json
    """
    from ..schema import make_schema

    click.echo(json.dumps(make_schema(), indent=2))
