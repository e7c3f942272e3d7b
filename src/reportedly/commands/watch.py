"""The command `watch`: polls feeds and reports what changes."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..choices import LONGEST_EVERY, POLL_MINUTES
from .exit_codes import code_of
from .messages import filing_into
from .outputs import FiniteRange, GivenPath, not_blank
from .renewing import join_waiting

if TYPE_CHECKING:
    from ..ledger.asking.alarms import Alarm
    from ..watching import Watched

HOOK_LIMIT = 60
"""Seconds that a hook may take; the watch waits for it."""


@click.command(short_help="Watch feeds, file what is new, and report what changes.")
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS...")
@click.option(
    "--into",
    type=GivenPath(path_type=Path),
    required=True,
    metavar="LEDGER",
    help="File what is read in this ledger.",
)
@click.option("--once", is_flag=True, help="Poll once and exit; for cron and timers.")
@click.option(
    "--every",
    type=FiniteRange(1, LONGEST_EVERY),
    default=POLL_MINUTES,
    show_default=True,
    metavar="MINUTES",
    help="The time between two polls of one feed.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line, instead of a sentence.")
@click.option(
    "--command",
    "hook",
    metavar="PROGRAM",
    help="Run this program for each change, without a shell; it gets the JSON object on standard input.",
)
@click.option(
    "--allow-private", is_flag=True, help="Also fetch addresses inside this machine or its network."
)
@click.option(
    "--model",
    callback=not_blank,
    metavar="NAME",
    help="An installed spaCy model, instead of the default one.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print only errors on standard error.")
def watch(feeds: tuple[str, ...], into: Path, once: bool, every: float, **options: Any) -> None:
    """Watch feeds: read and file what is new, and print a line when something important changes.

    FEEDS are addresses of RSS and Atom feeds, or OPML lists (addresses or files). A line is printed when a
    figure is revised, retracted or denied, when a contradiction appears, and when a second independent text
    repeats a claimant's number. Whatever was in the ledger before the first watch is not reported.

    Feeds are polled with ETag and Last-Modified, robots.txt is honoured, and no host gets two requests within
    two seconds. The ledger records what was seen and what was reported, so a restart or an outage neither
    misses nor repeats anything. Ctrl-C ends the watch.

    \b
    reportedly watch https://news.example/rss feeds.opml --into my.ledger
    reportedly watch feeds.opml --into my.ledger --once --json >> changes.jsonl
    reportedly watch feeds.opml --into my.ledger --command "notify-send --icon=news Reportedly"
    """
    from ..language.parse import DEFAULT_MODEL, load_parser
    from ..ledger.store import open_ledger
    from ..scale import ReadingSettings
    from ..watching import Watch, feeds_named

    settings = ReadingSettings(model=options["model"] or DEFAULT_MODEL)
    named, hook = feeds_named(feeds), _hook(options["hook"])
    load_parser(settings.model)
    with filing_into(into), open_ledger(into) as ledger:
        watching = Watch(
            ledger,
            named,
            tell=_teller(as_json=options["as_json"], hook=hook),
            warn=lambda words: click.echo(f"reportedly: {words}", err=True),
            settings=settings,
            every=every * 60,
            allow_private=options["allow_private"],
            own_process=True,
            catch_up=lambda ledger, meanwhile: join_waiting(
                ledger, quiet=options["quiet"], meanwhile=meanwhile
            ),
        )
        for done in watching.rounds(once=once):
            if not options["quiet"] and (done.polled or done.filed):
                click.echo(f"reportedly: {_said(done)}", err=True)
    lost = done.unanswered + done.resting
    if code := code_of(done=len(watching.feeds) - lost + done.filed, failed=lost + done.failed):
        raise SystemExit(code)


def _said(done: Watched) -> str:
    """A summary of one round of polling."""
    from ..ledger.wording import several

    silent = f"{done.unanswered} without an answer, " if done.unanswered else ""
    return (
        f"{several(done.polled, 'feed')} polled, {silent}{several(done.new, 'item')} new, "
        f"{done.filed:,} filed, {done.failed:,} failed, {several(done.alarms, 'change')}"
    )


def _hook(words: str | None) -> Sequence[str]:
    try:
        return shlex.split(words or "")
    except ValueError as error:
        raise click.BadParameter(f"{words!r}: {error}", param_hint="--command") from error


def _teller(*, as_json: bool, hook: Sequence[str]) -> Callable[[Alarm], None]:
    from ..console import escaped

    def tell(alarm: Alarm) -> None:
        told = json.dumps(asdict(alarm), ensure_ascii=False)
        line = f"{alarm.message} — “{alarm.words}”" if alarm.words else alarm.message
        click.echo(told if as_json else escaped(line))
        sys.stdout.flush()
        if hook:
            _run(hook, told)

    return tell


def _run(hook: Sequence[str], told: str) -> None:
    """Runs the program with the change on its standard input; a failure is reported and stops nothing."""
    try:
        done = subprocess.run(  # noqa: S603 - the user's own program, no shell, nothing of a page in its words
            hook,
            input=told.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            timeout=HOOK_LIMIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        click.echo(f"reportedly: --command {hook[0]}: {error}", err=True)
        return
    if done.returncode:
        click.echo(f"reportedly: --command {hook[0]}: ended with {done.returncode}", err=True)
