"""Progress on standard error: a bar on a terminal, else a line a minute and a last one; none when quiet."""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from types import TracebackType
from typing import Any, Self

from ..console import escaped
from ..ledger.wording import several
from ..records import Reading

EVERY = 60.0
"""Seconds between two lines where there is no terminal: a million documents are some 400 lines of a log."""


class Progress:
    """Counts documents and what is found in them; used as a context manager."""

    def __init__(self, *, shown: bool, total: int | None = None, doing: str = "reading") -> None:
        """With a `total` of steps (bytes, documents) the time that is left is told."""
        self._shown = shown
        self._total = total
        self._doing = doing
        self._started = self._spoke = time.monotonic()
        self._steps = 0
        self._documents = self._claims = self._figures = 0
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        if self._shown and sys.stderr.isatty():
            self._bar = _bar(timed=bool(self._total))
            self._task = self._bar.add_task(self._doing, total=self._total or None, found="")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        if self._shown and self._documents > 1:
            print(f"reportedly: {self._told()}", file=sys.stderr)  # noqa: T201 - the last line of progress

    def step(self, steps: int) -> None:
        """Records that so much of the total is done."""
        self._steps += steps
        if self._bar is not None:
            self._bar.update(self._task, advance=steps)
        self._tell_now_and_then()

    def count(self, reading: Reading) -> None:
        """Counts one more document."""
        self.add(1, len(reading.claims), len(reading.figures))

    def add(self, documents: int, claims: int = 0, figures: int = 0) -> None:
        """Counts so many more documents."""
        self._documents += documents
        self._claims += claims
        self._figures += figures
        if self._bar is not None:
            self._bar.update(self._task, found=self._found())
        self._tell_now_and_then()

    def say(self, message: str) -> None:
        """Prints a message above the bar, even when quiet, since it names what was not read."""
        if self._bar is not None:
            self._bar.console.print(escaped(message), markup=False, highlight=False, soft_wrap=True)
        else:
            print(message, file=sys.stderr)  # noqa: T201 - errors belong on standard error

    def _tell_now_and_then(self) -> None:
        """Where no bar is shown, a line says how far it is, so that a log of a long run tells it."""
        if self._bar is None and self._shown and time.monotonic() - self._spoke >= EVERY:
            self._spoke = time.monotonic()
            told = [self._found()] if self._documents else []
            if self._total and 0 < self._steps <= self._total:
                left = self._taken() * (self._total - self._steps) / self._steps
                told += [f"{self._steps / self._total:.0%} done", f"{timedelta(seconds=round(left))} left"]
            print(f"reportedly: {self._doing}: {', '.join(told)}", file=sys.stderr)  # noqa: T201 - progress

    def _found(self) -> str:
        """Documents a second, and what was found in them where that is counted."""
        parts = [several(self._documents, "document"), f"{self._documents / self._taken():,.1f} a second"]
        if self._claims or self._figures:
            parts += [several(self._claims, "claim"), several(self._figures, "figure")]
        return ", ".join(parts)

    def _told(self) -> str:
        return f"{self._found()}, {self._taken():.1f} s"

    def _taken(self) -> float:
        return max(time.monotonic() - self._started, 1e-9)


def _bar(*, timed: bool) -> Any:
    """Rich is imported only where a terminal will show its bar."""
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    left = [TextColumn("left"), TimeRemainingColumn()] if timed else []
    return Bar(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[found]}"),
        TimeElapsedColumn(),
        *left,
        console=Console(file=sys.__stderr__),  # sys.stderr escapes what draws the bar
        transient=True,
    )
