from __future__ import annotations

import io
import sys
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from reportedly.records import Reading
from reportedly.views.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_elsewhere_than_on_a_terminal_one_line_says_what_was_done(
    read_text: Callable[..., Reading], capsys: pytest.CaptureFixture[str]
) -> None:
    reading = read_text("Police said that two men were killed.")
    with Progress(shown=True, total=100) as progress:
        for _ in range(2):
            progress.step(50)
            progress.count(reading)
    told = capsys.readouterr().err
    assert told.startswith("reportedly: 2 documents, ")
    assert " a second, 2 claims, 2 figures, " in told
    assert told.count("\n") == 1


def test_elsewhere_than_on_a_terminal_a_long_run_says_now_and_then_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = SimpleNamespace(now=0.0, monotonic=lambda: clock.now)
    monkeypatch.setattr("reportedly.views.progress.time", clock)
    with Progress(shown=True, total=1_000) as progress, Progress(shown=False) as quiet:
        for second in range(1, 101):
            clock.now = float(second)
            progress.add(2, claims=1)
            progress.step(5)
            quiet.add(2)
    assert capsys.readouterr().err.splitlines() == [
        "reportedly: reading: 120 documents, 2.0 a second, 60 claims, 0 figures, 30% done, 0:02:23 left",
        "reportedly: 200 documents, 2.0 a second, 100 claims, 0 figures, 100.0 s",
    ]


def test_what_counts_no_documents_says_its_steps(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = SimpleNamespace(now=0.0, monotonic=lambda: clock.now)
    monkeypatch.setattr("reportedly.views.progress.time", clock)
    with Progress(shown=True, total=160, doing="grouping") as progress:
        clock.now = 7_200.0
        progress.step(40)
    assert capsys.readouterr().err == "reportedly: grouping: 25% done, 6:00:00 left\n"


@pytest.mark.parametrize(("total", "left"), [(100, True), (None, False)])
def test_a_bar_tells_the_time_that_is_left_where_the_total_is_known(
    monkeypatch: pytest.MonkeyPatch, total: int | None, left: bool
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(sys, "__stderr__", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with Progress(shown=True, total=total) as progress:
        progress.step(10)
        progress.add(3, claims=4)
    assert "reading" in terminal.getvalue()
    assert (" left " in terminal.getvalue()) is left


def test_when_quiet_only_errors_are_said(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(shown=False) as progress:
        progress.add(5)
        progress.say("reportedly: a.html: is empty")
    assert capsys.readouterr().err == "reportedly: a.html: is empty\n"
