"""The command `brief`: a one-page summary of documents or of a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import InputError, LedgerError
from .inputs import Count, outcomes_of, reading_options, readings_of, settings_of
from .messages import say_unjoined
from .outputs import is_sqlite, not_blank, output_option, refuse_output, write_text

if TYPE_CHECKING:
    from ..ledger.joining import Collection
    from ..records import Reading


def _or_empty(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    """The value of a filter, which may be left out and never blank."""
    return not_blank(context, parameter, value) or ""


@click.command(short_help="Summarise documents or a ledger on one page.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT-or-LEDGER...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="text",
    show_default=True,
    help="html is a single file that loads no others.",
)
@output_option("FILE", "Write to this file instead of standard output.")
@click.option(
    "--with-names", is_flag=True, help="Keep the names of private persons, which are left out by default."
)
@click.option(
    "--place", callback=_or_empty, metavar="NAME", help="Ledgers only: what happened at this place."
)
@click.option(
    "--from",
    "start",
    callback=_or_empty,
    metavar="DATE",
    help="Ledgers only: from this day, month or year on.",
)
@click.option(
    "--to", "end", callback=_or_empty, metavar="DATE", help="Ledgers only: up to this day, month or year."
)
@click.option("--occurrence", callback=_or_empty, metavar="ID", help="Ledgers only: this occurrence.")
@reading_options
def brief(
    inputs: tuple[str, ...],
    format_: str,
    output: Path | None,
    with_names: bool,
    place: str,
    start: str,
    end: str,
    occurrence: str,
    **options: Any,
) -> None:
    """Summarise documents or a ledger on one page.

    The brief lists what is said to have happened, in order of time, with who says so and how sure they are;
    figures as ranges by claimant; and, in sections of their own, what is unconfirmed or disputed, what
    comments say and what could not be settled. A number on each line leads to the quoted words. For a ledger,
    --place, --from, --to and --occurrence select what to show; the pages of `serve` have the same filter.
    """
    from ..privacy import KEEP_NAMES, pseudonyms_of
    from ..views.brief import make_brief
    from ..views.writing import WRITERS

    refuse_output(output, inputs)
    wanted = {"place": place, "from": start, "to": end, "occurrence": occurrence}
    counted = Count()
    if len(inputs) == 1 and is_sqlite(Path(inputs[0])):
        _refuse_with_ledger(options)
        readings, collection = _ledger_content(inputs[0], wanted, format_, with_names=with_names)
        part = ", ".join(f"{name} {value}" for name, value in wanted.items() if value)
        title: str | None = f"{Path(inputs[0]).stem} ({part})" if part else Path(inputs[0]).stem
    else:
        _refuse_without_ledger(inputs, wanted)
        readings, collection = _read(inputs, options, counted), None
        title = _title_of(inputs, readings)
    if readings:
        names = KEEP_NAMES if with_names else pseudonyms_of(readings)
        write_text(WRITERS[format_](make_brief(readings, names, title, collection)), output)
    elif any(wanted.values()):
        raise LedgerError(f"{inputs[0]}: nothing in this ledger matches {_said(wanted)}")
    elif not counted.failed:
        raise InputError(inputs[0], "holds no document")
    counted.leave(quiet=True)


def _read(inputs: tuple[str, ...], options: dict[str, Any], counted: Count) -> list[Reading]:
    from ..scale import with_distinct_ids

    outcomes = outcomes_of(inputs, options, settings_of(options))
    return list(readings_of(with_distinct_ids(outcomes), counted, quiet=options["quiet"], inputs=inputs))


def _title_of(inputs: tuple[str, ...], readings: list[Reading]) -> str | None:
    """A name for a single document that has neither title nor publisher."""
    if len(readings) != 1 or readings[0].document.title or readings[0].document.publisher:
        return None
    return "standard input" if inputs[0] == "-" else Path(inputs[0]).name


def _ledger_content(
    path: str, wanted: dict[str, str], format_: str, *, with_names: bool
) -> tuple[list[Reading], Collection]:
    """The part of a ledger that was asked for; the ledger notes it if names were asked for too."""
    from ..ledger.asking.queries import NotAFilter, filter_of
    from ..ledger.asking.selection import select_content
    from ..ledger.export import note_names
    from ..ledger.store import open_ledger

    try:
        asked = filter_of(wanted)
    except NotAFilter as error:
        raise click.UsageError(f"--{error}") from None
    with open_ledger(path, read_only=not with_names, create=False) as ledger:
        say_unjoined(ledger)
        if with_names:
            note_names(ledger, f"brief --format {format_}")
        with ledger.snapshot():
            return select_content(ledger, asked)


def _refuse_without_ledger(inputs: tuple[str, ...], wanted: dict[str, str]) -> None:
    """Filters and ledgers among several inputs are refused."""
    if chosen := next((name for name, value in wanted.items() if value), None):
        raise click.UsageError(f"--{chosen} is for a ledger: read these documents --into one")
    if ledger := next((name for name in inputs if is_sqlite(Path(name))), None):
        raise click.UsageError(
            f"{ledger} is a ledger, and its brief takes no other input: read the rest --into it"
        )


def _said(wanted: dict[str, str]) -> str:
    return " ".join(f"--{name} {value}" for name, value in wanted.items() if value)


def _refuse_with_ledger(options: dict[str, Any]) -> None:
    """A ledger holds finished readings, so options of reading are refused instead of ignored."""
    for name in ("published", "model", "jobs"):
        if options.get(name) is not None:
            raise click.UsageError(f"--{name} is for reading documents; a ledger has been read already")
