"""Progress on standard error: a bar on a terminal, one line at the end elsewhere, nothing when quiet."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any, Self

from ..console import escaped
from ..records import Reading


class Progress:
    """Counts documents and what is found in them; used as a context manager."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._started = time.monotonic()
        self._documents = self._claims = self._figures = 0
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if self._shown and sys.stderr.isatty():
            self._bar = _bar()
            self._task = self._bar.add_task("reading", total=None, found="")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        if self._shown and self._documents > 1:
            print(f"reportedly: {self._told()}", file=sys.stderr)  # noqa: T201 - the last line of progress

    def count(self, reading: Reading) -> None:
        """One document more."""
        self._documents += 1
        self._claims += len(reading.claims)
        self._figures += len(reading.figures)
        if self._bar is not None:
            self._bar.update(
                self._task, advance=1, found=f"{self._claims:,} claims, {self._figures:,} figures"
            )

    def say(self, message: str) -> None:
        """A message above the bar; said even when quiet, since it names what was not read."""
        if self._bar is not None:
            self._bar.console.print(escaped(message), markup=False, highlight=False, soft_wrap=True)
        else:
            print(message, file=sys.stderr)  # noqa: T201 - errors belong on standard error

    def _told(self) -> str:
        taken = max(time.monotonic() - self._started, 1e-9)
        found = f"{self._claims:,} claims, {self._figures:,} figures"
        return (
            f"{self._documents:,} documents, {found}, {taken:.1f} s, {self._documents / taken:,.1f} a second"
        )


def _bar() -> Any:
    """Rich is imported only where a terminal will show its bar."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    return Bar(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("documents"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[found]}"),
        console=Console(file=sys.__stderr__),  # sys.stderr escapes what draws the bar
        transient=True,
    )
