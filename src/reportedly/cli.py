"""The command line: thin commands over the functions of the other rooms.

Results go to standard output, progress and errors to standard error. Exit codes: 0 all was done, 1 it
failed, 2 the command was not understood, 3 some documents failed and the rest was done.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from . import __version__
from .cluster_command import merge, read_shards
from .console import leave_output, prepared_streams, wants_colour
from .custody_command import backup, check, restore, verify
from .errors import InputError, LedgerError, ReportedlyError
from .lexicon_command import lexicon
from .outputs import is_sqlite, why_not
from .review_command import review
from .watch_command import watch

if TYPE_CHECKING:
    from .ledger.joining import Collection
    from .ledger.store import Ledger
    from .records import Reading
    from .scale import Outcome, Settings
    from .views.lines import Brief

RARELY = 50_000, 20, 50
"""How often garbage is looked for: at Python's own pace that takes a quarter of the start-up."""

FAILED, PARTLY, INTERRUPTED = 1, 3, 130
EXPORT_FORMATS = (
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
    "html",
)
FIGURE_RULES = ("ucdp", "acled", "iraq-body-count", "largest-official")

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # two readers, one thread each, are faster than one with two

Command = TypeVar("Command", bound=Callable[..., Any])


class _Program(click.Group):
    """Says every error of ours in one line, and ends quietly when nobody reads on."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        with prepared_streams():
            try:
                try:
                    return super().main(*arguments, **options)
                finally:
                    sys.stdout.flush()
            except BrokenPipeError:
                leave_output()
                raise SystemExit(FAILED) from None
            except OSError as error:
                leave_output()
                _fail(f"{error.filename or 'standard output'}: cannot be written: {error.strerror or error}")

    def invoke(self, ctx: click.Context) -> Any:
        gc.set_threshold(*RARELY)
        try:
            return super().invoke(ctx)
        except ReportedlyError as error:
            _fail(str(error))
        except KeyboardInterrupt:
            click.echo("reportedly: interrupted; what was filed is in the ledger", err=True)
            ctx.exit(INTERRUPTED)


def _fail(message: str, code: int = FAILED) -> NoReturn:
    click.echo(f"reportedly: {message}", err=True)
    raise SystemExit(code)


def _reading_options(command: Command) -> Command:
    """The options of every command that reads documents."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error."),
        click.option(
            "--allow-private",
            is_flag=True,
            help="Addresses inside this machine or its network may be fetched.",
        ),
        click.option(
            "--jobs", type=click.IntRange(1), metavar="N", help="Processes that read; all cores by default."
        ),
        click.option(
            "--published",
            metavar="DATE",
            help="The publication date (ISO 8601) of all inputs, whatever they say themselves: it settles "
            "“on Sunday” and “last week”.",
        ),
        click.option(
            "--model", metavar="NAME", help="A spaCy model that is installed, in place of the one that ships."
        ),
    ):
        command = option(command)
    return command


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="reportedly")
def main() -> None:
    """Who says what happened: reads news of a crisis into an evidence ledger.

    \b
    reportedly read page.html                     what one page says, a line each
    reportedly brief page.html --published 2022-01-07
    reportedly read *.html feed.xml --into kazakhstan.ledger
    reportedly brief kazakhstan.ledger --format html > brief.html
    reportedly demo                               all of it, on the bundled example

    Reportedly records who says what, never what is true. Nothing leaves this machine, and nothing is
    fetched but the addresses that you name.
    """


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "summary"]),
    help="jsonl: a record a line, as docs/records.md says. summary: a line a document. "
    "Default: summary on a terminal and with --into, else jsonl.",
)
@click.option(
    "--into", metavar="LEDGER", help="File what is read in this ledger; with --engine ray: a folder."
)
@click.option("--explain", is_flag=True, help="Show for each finding the rule that made it and its words.")
@click.option("--again", is_flag=True, help="Read documents anew that the ledger has already.")
@click.option(
    "--engine",
    type=click.Choice(["pool", "ray"]),
    default="pool",
    show_default=True,
    help="pool: processes of this machine, into a ledger. ray: tasks of Ray, here or on a cluster, into a "
    "folder of Parquet files that `reportedly merge` files in a ledger (docs/scale.md).",
)
@click.option("--address", metavar="ADDRESS", help="With --engine ray: of a running cluster, or auto.")
@click.option(
    "--shard-size",
    type=click.FloatRange(min=0, min_open=True),
    metavar="MB",
    help="With --engine ray: how much input is one task; 1 by default.",
)
@_reading_options
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
    """Read documents: who says what happened, how sure, and how many.

    An INPUT is a text, Markdown, HTML, PDF, JSON-lines (also .gz), WARC or feed file, a folder of such, an
    http(s) address, or - for standard input. What cannot be read is named on standard error, and the rest
    goes on (exit code 3). With --into, what the ledger has already is not read again.

    \b
    reportedly read report.txt --published 2022-01-07 --explain
    reportedly read news/ --into my.ledger
    zcat docs.jsonl.gz | reportedly read - --format jsonl > records.jsonl
    reportedly read s3://news/2026/ --engine ray --address auto --into s3://news/shards
    """
    from .scale import told_apart
    from .views.explain import explain as explained
    from .views.summary import summarise

    settings = _settings(options)
    if engine == "ray":
        if not into or explain or format_:
            raise click.UsageError("--engine ray needs --into FOLDER, and writes nothing else")
        read_shards(
            inputs, into, settings, address, options["jobs"], shard_size, again=again, quiet=options["quiet"]
        )
        return
    if address or shard_size:
        raise click.UsageError("--address and --shard-size are for --engine ray")
    ledger = Path(into) if into else None
    shape = format_ or ("summary" if into or sys.stdout.isatty() else "jsonl")
    outcomes = _outcomes(inputs, options, settings, ledger if not again else None)
    counted = _Count()
    filed = _filed(outcomes, ledger, settings) if ledger else told_apart(outcomes)
    for reading in _readings(filed, counted, quiet=options["quiet"], inputs=inputs):
        if explain:
            click.echo(explained(reading))
        elif shape == "jsonl":
            _write_lines(reading)
        elif not into or not options["quiet"]:
            click.echo(summarise(reading))
    counted.leave(quiet=options["quiet"])


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT-or-LEDGER...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="text",
    show_default=True,
    help="html is one file that needs no other.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE", help="Write to this file.")
@click.option(
    "--with-names", is_flag=True, help="Keep the names of private persons, which are left out by default."
)
@click.option("--place", default="", metavar="NAME", help="Of a ledger only what happened there.")
@click.option("--from", "start", default="", metavar="DATE", help="Only from this day, month or year on.")
@click.option("--to", "end", default="", metavar="DATE", help="Only up to this day, month or year.")
@click.option("--occurrence", default="", metavar="ID", help="Only this occurrence.")
@_reading_options
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
    """One page that a hurried reader can trust, of documents or of a ledger.

    What is said to have happened, in order of time, each with who says so and how sure; figures as ranges
    by claimant; what is unconfirmed or disputed, what comments say and what could not be settled, each
    apart. Every line bears a mark that leads to the quoted words. Of a ledger --place, --from, --to and
    --occurrence choose what happened there, then, or is this one thing, by the filter of the pages.
    """
    from .privacy import KEEP_NAMES, pseudonyms_of
    from .scale import told_apart
    from .views.brief import make_brief

    _refuse_output(output, inputs)
    wanted = {"place": place, "from": start, "to": end, "occurrence": occurrence}
    counted = _Count()
    if len(inputs) == 1 and is_sqlite(Path(inputs[0])):
        _refuse_with_ledger(options)
        if with_names:
            _note_names(Path(inputs[0]), f"brief --format {format_}")
        readings, collection = _ledger_content(Path(inputs[0]), wanted)
        title: str | None = Path(inputs[0]).stem
    else:
        if chosen := next((name for name, value in wanted.items() if value), None):
            raise click.UsageError(f"--{chosen} is for a ledger: read these documents --into one")
        if ledger := next((name for name in inputs if is_sqlite(Path(name))), None):
            raise click.UsageError(f"{ledger} is a ledger, which is briefed alone: read the rest --into it")
        outcomes = _outcomes(inputs, options, _settings(options), None)
        readings = list(_readings(told_apart(outcomes), counted, quiet=options["quiet"], inputs=inputs))
        title = collection = None
        if len(readings) == 1 and not (readings[0].document.title or readings[0].document.publisher):
            title = "standard input" if inputs[0] == "-" else Path(inputs[0]).name
    if readings:
        names = KEEP_NAMES if with_names else pseudonyms_of(readings)
        _write(_written(make_brief(readings, names, title, collection), format_), output)
    elif any(wanted.values()):
        _fail(f"{inputs[0]}: nothing that happened is asked for by {_said(wanted)}")
    elif not counted.failed:
        _fail(f"{inputs[0]}: holds no document")
    counted.leave(quiet=True)


def _said(wanted: dict[str, str]) -> str:
    return " ".join(f"--{name} {value}" for name, value in wanted.items() if value)


@main.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("id_", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The record as one JSON object.")
def show(ledger: Path, id_: str, as_json: bool) -> None:
    """One record of a ledger, with its words in their place. The start of an ID is enough."""
    from .contract import to_line
    from .views.explain import show_record

    with _existing(ledger) as opened:
        record = opened.record(id_)
        if as_json:
            click.echo(to_line(record))
        else:
            click.echo(show_record(record, opened))


@main.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Hits of each kind.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a hit.")
def search(ledger: Path, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Where these WORDS stand, in documents and in what is claimed. Words in double quotes stand in a row."""
    from .views.summary import told_hit

    with _existing(ledger) as opened:
        hits = opened.search(" ".join(words), limit)
        for hit in hits:
            click.echo(told_hit(hit, as_json=as_json, colour=wants_colour()))
    if not hits:
        click.echo("nothing found", err=True)


@main.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def stats(ledger: Path, as_json: bool) -> None:
    """How many records of each kind a ledger holds, and which runs filled it."""
    import json

    with _existing(ledger) as opened:
        counts, runs = opened.stats(), opened.runs()
    if as_json:
        click.echo(json.dumps(counts))
        return
    for name, count in counts.items():
        click.echo(f"{name:<20} {count:>9,}")
    for run in runs:
        told = ", ".join(filter(None, (run.program, run.model)))
        click.echo(f"run {run.id}: {told}, {run.started_at} to {run.finished_at or 'cut off'}")


@main.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(EXPORT_FORMATS),
    default="jsonl",
    show_default=True,
    help="docs/exports.md tells what each holds.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A file; for csv and parquet a folder.",
)
@click.option(
    "--with-names",
    is_flag=True,
    help="Keep the names of private persons, left out but of jsonl and warc. The ledger notes it.",
)
def export(ledger: Path, format_: str, output: Path | None, with_names: bool) -> None:
    """All that a ledger holds, for other programs.

    jsonl is the ledger to the letter and warc the pages as fetched, names of private persons included;
    every other format leaves them out, and gives each one pseudonym inside one export.

    \b
    reportedly export my.ledger --format csv --output tables/
    reportedly export my.ledger --format geojson -o map.geojson
    """
    from .ledger.export import write_export
    from .ledger.store import open_ledger

    _refuse_output(output, [ledger])
    if format_ == "html":
        _export_report(ledger, output, with_names=with_names)
        return
    with open_ledger(ledger, read_only=not with_names, create=False) as opened:
        write_export(opened, format_, output, with_names=with_names)


@main.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option(
    "--rule",
    type=click.Choice(FIGURE_RULES),
    help="By this rule alone; docs/views-of-figures.md has them all.",
)
@click.option("--occurrence", metavar="ID", help="Of this occurrence alone; the start of an ID is enough.")
@click.option("--json", "as_json", is_flag=True, help="A JSON object a line.")
def figures(ledger: Path, rule: str | None, occurrence: str | None, as_json: bool) -> None:
    """One number where many were said, by rules with names; nothing of it is stored.

    What the claimants say, each for itself, is in the brief.
    """
    from .ledger.estimates import estimates_of, find_countings
    from .privacy import pseudonyms_of
    from .views.estimated import told_estimate

    with _existing(ledger) as opened:
        names = pseudonyms_of(opened.readings())
        only = opened.record(occurrence).id if occurrence else None
        rules = (rule,) if rule else FIGURE_RULES
        for found, counted in find_countings(opened):
            if only in (None, found.id):
                for estimate in estimates_of(counted, rules):
                    click.echo(told_estimate(found, estimate, names, as_json=as_json))


@main.command()
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--open", "opening", is_flag=True, help="Open the pages in the browser.")
@click.option("--read-only", is_flag=True, help="Show everything, change nothing.")
@click.option("--port", type=click.IntRange(0, 65535), help="0 takes any that is free. Default: 8571.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Another address than this machine's own demands a token, which is part of the address printed.",
)
@click.option(
    "--reviewer", metavar="NAME", help="Who decides on the pages. Default: the name of your account."
)
@click.option(
    "--basemap",
    type=click.Path(path_type=Path),
    metavar="FILE.pmtiles",
    help="Streets under the places, from a PMTiles file of yours: vector (Protomaps) or pictures.",
)
def serve(ledger: Path, **options: Any) -> None:
    """A local website on a ledger: overview, figures, contradictions, documents, review.

    Nothing is asked from another machine. The address is printed when the site answers; Ctrl-C ends it.
    """
    _serve(ledger, **options)


@main.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="Where the ledger and the brief are put.",
)
@click.option("--no-brief", is_flag=True, help="Do not print the brief.")
@click.option(
    "--serve/--no-serve",
    "serving",
    default=None,
    help="Go on as a local website on the ledger, or end. Default: serve where a person looks on.",
)
def demo(folder: Path, no_brief: bool, serving: bool | None) -> None:
    """Read the bundled example, Kazakhstan in January 2022, into a ledger, print its brief and serve it."""
    from .examples import example_documents
    from .privacy import pseudonyms_of
    from .views.brief import make_brief

    ledger_path = folder / "kazakhstan-2022.ledger"
    _make_folder(folder)
    settings = _settings({})
    counted = _Count()
    source = example_documents("kazakhstan-2022")
    outcomes = _outcomes((str(source),), {"quiet": False}, settings, ledger_path)
    for _ in _readings(_filed(outcomes, ledger_path, settings), counted, quiet=False):
        pass
    readings, collection = _ledger_content(ledger_path)
    told = make_brief(readings, pseudonyms_of(readings), "Kazakhstan, January 2022", collection)
    page = folder / "kazakhstan-2022.html"
    _write(_written(told, "html"), page)
    if not no_brief:
        click.echo(_written(told, "text"))
    click.echo(f"ledger: {ledger_path}\nbrief as a page: {page}")
    counted.leave(quiet=True)
    if sys.stdin.isatty() if serving is None else serving:
        _serve(ledger_path)
    else:
        click.echo(f"as a website: reportedly serve {ledger_path}")


class _Count:
    """How many documents were read and which failed; decides the exit code."""

    def __init__(self) -> None:
        self.read = 0
        self.known = 0
        self.failed: list[InputError] = []

    def leave(self, *, quiet: bool) -> None:
        """Say what was done, and end with the code that tells it."""
        if not quiet and (self.known or self.failed):
            parts = [f"{self.read:,} read"]
            parts += [f"{self.known:,} in the ledger already"] if self.known else []
            parts += [f"{len(self.failed):,} failed"] if self.failed else []
            click.echo(f"reportedly: {', '.join(parts)}", err=True)
        if self.failed:
            raise SystemExit(PARTLY if self.read or self.known else FAILED)


def _settings(options: dict[str, Any]) -> Settings:
    from .language.parse import DEFAULT_MODEL
    from .page.dates import iso_date
    from .scale import Settings

    published = options.get("published")
    if published is not None and iso_date(published) is None:
        raise click.BadParameter(
            f"--published {published!r} is no date such as 2022-01-07", param_hint="--published"
        )
    return Settings(model=options.get("model") or DEFAULT_MODEL, published=published)


def _outcomes(
    inputs: Iterable[str], options: dict[str, Any], settings: Settings, ledger: Path | None
) -> Iterator[Outcome]:
    """What becomes of each page; pages that the ledger has already are told as known, and not read."""
    from .page.fetch import FetchOptions, find_pages
    from .scale import read_pages

    fetching = FetchOptions(allow_private=options.get("allow_private", False))
    pages = find_pages(inputs, stdin=sys.stdin.buffer, options=fetching)
    known = _known_pages(ledger) if ledger and ledger.exists() else None
    return read_pages(pages, settings, options.get("jobs"), known)


def _known_pages(path: Path) -> Callable[[str], bool]:
    from .ledger.store import open_ledger

    return open_ledger(path).has_capture


def _readings(
    outcomes: Iterable[Outcome], counted: _Count, *, quiet: bool, inputs: tuple[str, ...] = ()
) -> Iterator[Reading]:
    """The readings, while progress and errors go to standard error."""
    from .page.fetch import size_of
    from .views.progress import Progress

    total = None if quiet or not sys.stderr.isatty() else size_of(inputs)  # a bar alone needs it
    with Progress(shown=not quiet, total=total) as progress:
        for outcome in outcomes:
            progress.step(len(outcome.page.content) if outcome.page else 0)
            if outcome.error is not None:
                counted.failed.append(outcome.error)
                progress.say(f"reportedly: {outcome.error}")
            elif outcome.reading is None:
                counted.known += 1
            else:
                counted.read += 1
                progress.count(outcome.reading)
                yield outcome.reading


def _filed(outcomes: Iterable[Outcome], path: Path, settings: Settings) -> Iterator[Outcome]:
    """The same outcomes, each filed before it is passed on; what joins them is known at the end.

    No ledger is made where there is nothing to file.
    """
    from .ledger.joining import join
    from .ledger.store import open_ledger
    from .scale import file_outcomes, told_apart

    waiting = told_apart(outcomes, given_only=True)
    for outcome in waiting:
        if outcome.reading is None and not path.exists():
            yield outcome
            continue
        with open_ledger(path) as ledger:
            yield from file_outcomes(ledger, chain([outcome], waiting), settings)
            join(ledger)


def _serve(
    path: Path,
    *,
    opening: bool = False,
    read_only: bool = False,
    port: int | None = None,
    host: str = "127.0.0.1",
    reviewer: str | None = None,
    basemap: Path | None = None,
) -> None:
    """The website runs until it is interrupted; its address stands on standard output."""
    import getpass
    import webbrowser

    from .views.serving import serve as serve_pages

    def ready(address: str) -> None:
        click.echo(address)
        sys.stdout.flush()
        if opening:
            webbrowser.open(address)

    if reviewer is None:
        try:
            reviewer = getpass.getuser()
        except (KeyError, OSError):  # an account without a name
            reviewer = "reviewer"
    serve_pages(
        path, host=host, port=port, read_only=read_only, reviewer=reviewer, basemap=basemap, ready=ready
    )


def _existing(path: Path) -> Ledger:
    from .ledger.store import open_ledger

    return open_ledger(path, read_only=True, create=False)


def _note_names(path: Path, what: str) -> None:
    """The ledger tells that names of private persons were asked for."""
    from .ledger.export import note_names
    from .ledger.store import open_ledger

    with open_ledger(path, create=False) as ledger:
        note_names(ledger, what)


def _export_report(path: Path, output: Path | None, *, with_names: bool) -> None:
    """The brief of a ledger as one HTML file."""
    from .privacy import KEEP_NAMES, pseudonyms_of
    from .views.brief import make_brief

    if with_names:
        _note_names(path, "export --format html")
    readings, collection = _ledger_content(path)
    names = KEEP_NAMES if with_names else pseudonyms_of(readings)
    _write(_written(make_brief(readings, names, path.stem, collection), "html"), output)


def _refuse_output(output: Path | None, inputs: Iterable[str | Path]) -> None:
    if why := why_not(output, inputs):
        raise click.BadParameter(why, param_hint="--output")


def _refuse_with_ledger(options: dict[str, Any]) -> None:
    """A ledger was read already: options of reading would be ignored, so they are refused."""
    for name in ("published", "model", "jobs"):
        if options.get(name) is not None:
            raise click.UsageError(f"--{name} is for documents that are read now, not for a ledger")


def _ledger_content(path: Path, wanted: dict[str, str] | None = None) -> tuple[list[Reading], Collection]:
    from .ledger.asking import wanted_of
    from .ledger.chosen import content_wanted
    from .ledger.joining import joined

    asked = wanted_of(wanted or {})
    with _existing(path) as ledger:
        if wanted and any(wanted.values()):
            return content_wanted(ledger, asked)
        return list(ledger.readings()), joined(ledger)


def _written(told: Brief, format_: str) -> str:
    from .views.writing import WRITERS

    return WRITERS[format_](told)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, "utf-8")
    except OSError as error:
        raise LedgerError(f"{output}: cannot be written: {error.strerror}") from error


def _write_lines(reading: Reading) -> None:
    from .contract import records_of, to_line

    click.echo("\n".join(to_line(record) for record in records_of(reading)))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _fail(f"{folder}: cannot be made: {error.strerror}")


for command in (lexicon, merge, review, watch, check, verify, backup, restore):
    main.add_command(command)


if __name__ == "__main__":
    main()
