"""The command line: gathers the commands of `commands/` under one name and reports their errors.

Results go to standard output, progress and errors to standard error. `commands.exit_codes` defines the exit
codes.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import Any, NoReturn

import click

from . import __version__
from .commands.brief import brief
from .commands.custody import backup, captures, check, restore, verify
from .commands.exit_codes import CLOSED_PIPE, FAILED, INTERRUPTED
from .commands.export import export
from .commands.group import group
from .commands.join import join
from .commands.lexicon import lexicon
from .commands.lookup import contradictions, figures, search, show, stats
from .commands.merge import merge
from .commands.read import read
from .commands.review import review
from .commands.schema import schema
from .commands.serve import demo, serve
from .commands.watch import watch
from .console import StreamError, leave_output, prepared_streams
from .errors import ReportedlyError

RARELY = 50_000, 20, 50
"""Thresholds of the garbage collector: with Python's own it takes a quarter of the start-up."""

# two readers, one thread each, are faster than one with two
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


class _Program(click.Group):
    """Reports each expected error in one line, and ends quietly when the output pipe is closed."""

    def main(self, *arguments: Any, **options: Any) -> Any:
        with prepared_streams():
            try:
                try:
                    return super().main(*arguments, **options)
                finally:
                    sys.stdout.flush()
            except BrokenPipeError:
                leave_output()
                raise SystemExit(CLOSED_PIPE) from None
            except StreamError as error:
                leave_output()
                _fail(str(error))
            except OSError as error:
                why = error.strerror or str(error)
                _fail(f"{error.filename}: {why}" if error.filename else why)

    def invoke(self, ctx: click.Context) -> Any:
        gc.set_threshold(*RARELY)
        try:
            return super().invoke(ctx)
        except ReportedlyError as error:
            _fail(str(error))
        except BrokenPipeError:  # before click ends with 1
            leave_output()
            raise SystemExit(CLOSED_PIPE) from None
        except KeyboardInterrupt as stopped:
            told = "; ".join(["interrupted", *getattr(stopped, "__notes__", ())])
            click.echo(f"reportedly: {told}", err=True)
            ctx.exit(INTERRUPTED)


def _fail(message: str) -> NoReturn:
    click.echo(f"reportedly: {message}", err=True)
    raise SystemExit(FAILED)


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="reportedly")
def main() -> None:
    """Read news of a crisis into an evidence ledger: who says what happened.

    \b
    reportedly read page.html                     what one page says, one record per line
    reportedly brief page.html --published 2022-01-07
    reportedly read *.html feed.xml --into kazakhstan.ledger
    reportedly brief kazakhstan.ledger --format html > brief.html
    reportedly demo                               everything, on the bundled example

    Reportedly records who says what, never what is true. It works offline: nothing leaves this machine, and
    only the addresses that you name are fetched.
    """


for command in (
    *(read, brief, group, merge, join, watch),
    *(show, search, stats, figures, contradictions, export, serve),
    *(review, captures, check, verify, backup, restore),
    *(lexicon, schema, demo),
):
    main.add_command(command)
