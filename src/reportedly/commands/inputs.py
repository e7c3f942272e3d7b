"""The inputs of a command line on their way to readings: options, progress, failures."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ..choices import MOST_JOBS
from ..errors import InputError
from .exit_codes import code_of
from .outputs import not_blank
from .renewing import join_waiting

if TYPE_CHECKING:
    from ..ledger.store import Ledger
    from ..records import Reading
    from ..scale import Outcome, ReadingSettings

Command = TypeVar("Command", bound=Callable[..., Any])


def reading_options(command: Command) -> Command:
    """The options of every command that reads documents."""
    for option in (
        click.option("-q", "--quiet", is_flag=True, help="No progress and no summary on standard error."),
        click.option(
            "--allow-private",
            is_flag=True,
            help="Also fetch addresses inside this machine or its network.",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(1, MOST_JOBS),
            metavar="N",
            help="The number of reading processes; by default one per core.",
        ),
        click.option(
            "--published",
            metavar="DATE",
            help="The publication date (ISO 8601) of all inputs, instead of the one they state; it resolves "
            "“on Sunday” and “last week”.",
        ),
        click.option(
            "--model",
            callback=not_blank,
            metavar="NAME",
            help="An installed spaCy model, instead of the default one.",
        ),
    ):
        command = option(command)
    return command


class Count:
    """Counts the documents that were read and collects the failures, which decide the exit code."""

    def __init__(self) -> None:
        self.read = 0
        self.known = 0
        self.failed: list[InputError] = []

    def leave(self, *, quiet: bool) -> None:
        """Print a summary, and exit with the matching code if anything failed."""
        if not quiet and (self.known or self.failed):
            parts = [f"{self.read:,} read"]
            parts += [f"{self.known:,} in the ledger already"] if self.known else []
            parts += [f"{len(self.failed):,} failed"] if self.failed else []
            click.echo(f"reportedly: {', '.join(parts)}", err=True)
        if self.failed:
            raise SystemExit(code_of(done=self.read + self.known, failed=len(self.failed)))


def settings_of(options: dict[str, Any]) -> ReadingSettings:
    """The settings of reading that the options ask for.

    Raises:
        BadParameter: the publication date is not an ISO 8601 date.
    """
    from ..language.parse import DEFAULT_MODEL
    from ..page.dates import iso_date
    from ..scale import ReadingSettings

    published = options.get("published")
    if published is not None and iso_date(published) is None:
        raise click.BadParameter(f"{published!r} is not a date such as 2022-01-07", param_hint="--published")
    return ReadingSettings(model=options.get("model") or DEFAULT_MODEL, published=published)


@contextmanager
def existing(path: Path | None) -> Iterator[Ledger | None]:
    """The ledger at that path, open inside the context for queries and for filing; None if there is none."""
    from ..ledger.store import open_ledger

    if path is None or not path.exists():
        yield None
        return
    with open_ledger(path) as ledger:
        yield ledger


def outcomes_of(
    inputs: Iterable[str], options: dict[str, Any], settings: ReadingSettings, ledger: Ledger | None = None
) -> Iterator[Outcome]:
    """The outcome of each page; a page that the ledger already has is known and is not read."""
    from ..page.fetch import find_pages
    from ..scale import known_in, read_pages

    allowed = options.get("allow_private", False)
    pages = find_pages(inputs, stdin=sys.stdin.buffer, allow_private=allowed)
    known = known_in(ledger) if ledger else None
    return read_pages(pages, settings, options.get("jobs"), known, own_process=True)


def readings_of(
    outcomes: Iterable[Outcome], counted: Count, *, quiet: bool, inputs: tuple[str, ...] = ()
) -> Iterator[Reading]:
    """The readings; progress and errors go to standard error."""
    from ..page.fetch import size_of
    from ..views.progress import Progress

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


def filed(
    outcomes: Iterable[Outcome], path: Path, settings: ReadingSettings, ledger: Ledger | None
) -> Iterator[Outcome]:
    """The same outcomes, each filed before it is passed on; `join_filed` joins them.

    If no `ledger` is open, one is created at the path once there is something to file.
    """
    from ..ledger.store import open_ledger
    from ..scale import each_once, file_outcomes, with_distinct_ids

    waiting = each_once(with_distinct_ids(outcomes, given_only=True))
    if ledger is not None:
        yield from file_outcomes(ledger, waiting, settings)
        return
    for outcome in waiting:
        if outcome.reading is None:
            yield outcome
            continue
        with open_ledger(path) as made:
            yield from file_outcomes(made, chain([outcome], waiting), settings)


def join_filed(path: Path, ledger: Ledger | None, *, quiet: bool) -> None:
    """What was filed is joined, in the open ledger or in that which was made at the path."""
    from ..ledger.store import open_ledger

    if ledger is not None:
        join_waiting(ledger, quiet=quiet)
    elif path.exists():
        with open_ledger(path) as made:
            join_waiting(made, quiet=quiet)
