"""Where results may be written: never over an input, and never over a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import isfinite
from pathlib import Path
from typing import Any

import click


class GivenPath(click.Path):
    """A path that is never blank: in a script, a variable may be empty by mistake; `.` would be taken."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path.

        Raises:
            BadParameter: it is blank, or what `click.Path` refuses.
        """
        return super().convert(not_blank(ctx, param, value), param, ctx)


class FiniteRange(click.FloatRange):
    """A number within bounds, never `nan` or `inf`: `nan` is neither too small nor too large."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number.

        Raises:
            BadParameter: it is none, or out of bounds.
        """
        number = super().convert(value, param, ctx)
        if not isfinite(number):
            self.fail(f"{value!r} is not a number that can be counted to.", param, ctx)
        return number


def not_blank(ctx: click.Context | None, param: click.Parameter | None, value: Any) -> Any:
    """The value of an option, as it is.

    Raises:
        BadParameter: it is blank.
    """
    if isinstance(value, str) and not value.strip():
        raise click.BadParameter(f"{value!r} is blank; give a value or leave the option out", ctx, param)
    return value


def output_option(metavar: str, told: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option `--output` of a command whose results go to standard output otherwise."""
    return click.option("--output", "-o", type=GivenPath(path_type=Path), metavar=metavar, help=told)


def is_sqlite(path: Path) -> bool:
    """Whether the file starts with the header of SQLite."""
    from ..ledger.file.opening import SQLITE_HEADER

    try:
        with path.open("rb") as file:
            return file.read(len(SQLITE_HEADER)) == SQLITE_HEADER
    except OSError:
        return False


def refuse_output(output: Path | None, inputs: Iterable[str | Path]) -> None:
    """Returns only if writing the output destroys nothing.

    Raises:
        BadParameter: it would overwrite an input or a ledger.
    """
    if why := why_not(output, inputs):
        raise click.BadParameter(why, param_hint="--output")


def file_in_the_way(folder: str) -> Path | None:
    """The file that keeps this folder from being created, if there is one; None for an address."""
    if "://" in folder:
        return None
    path = Path(folder)
    return next((each for each in (path, *path.parents) if each.exists() and not each.is_dir()), None)


def folder_of_shards(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """The folder or its address, as it was given.

    Raises:
        BadParameter: it is a file, or below one.
    """
    if file := file_in_the_way(value):
        raise click.BadParameter(f"{file}: is a file, not a folder of shards", ctx, param)
    return value


def write_text(text: str, output: Path | None) -> None:
    """The text is in the file, completely or not at all, or on standard output.

    Raises:
        OutputError: it cannot be written.
    """
    from ..ledger.export import write_whole

    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, iter([text]))


def why_not(output: Path | None, inputs: Iterable[str | Path]) -> str | None:
    """A message if this output would destroy something, else None."""
    if output is None:
        return None
    for each in map(Path, inputs):
        if _is_same(output, each):
            return f"{output}: is the input itself; choose another output file"
        if each.is_dir() and output.is_file() and each.resolve() in output.resolve().parents:
            return f"{output}: is in the folder {each} that is read; write elsewhere"
    if output.is_file() and is_sqlite(output):
        return f"{output}: is a ledger or another SQLite file; choose another output file"
    return None


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):  # one of them is not there, or is not a path but an address
        return False
