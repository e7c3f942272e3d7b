"""Standard input, output and error as the command line needs them, whatever they were started with.

Output is UTF-8 always; what UTF-8 cannot hold (half a character, from a file's name) is written as an
escape that JSON reads as the same. Messages show control characters as escapes, so that no name of a file
or address drives a terminal, and a message that nobody can receive stops nothing.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any, TextIO, cast

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""All but tabs and line ends; with them the marks that turn the direction of what follows."""

CLOSED: tuple[tuple[str, int, str], ...] = (
    ("stdin", os.O_WRONLY, "r"),
    ("stdout", os.O_RDONLY, "w"),
    ("stderr", os.O_WRONLY, "w"),
)
"""What stands in for a stream that was closed: input cannot be read and output cannot be written, with an
error that can be told, and no file that is opened later takes the number of the stream."""


def escaped(text: str) -> str:
    """The text with each control character as Python writes it in a string."""
    return CONTROLS.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


class _Messages:
    """Standard error: control characters are escaped, and what cannot be written is let go."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """The message is written, or nobody could have received it."""
        try:
            self._stream.write(escaped(text))
        except OSError:
            _to_nowhere(self._stream)
        return len(text)

    def flush(self) -> None:
        """What was written is on its way."""
        try:
            self._stream.flush()
        except OSError:
            _to_nowhere(self._stream)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class OutputError(OSError):
    """Standard output cannot be written to."""


class _Results:
    """Standard output: that it cannot be written to is told apart from whatever else fails."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: Any) -> Any:
        with _named():
            return self._stream.write(text)

    def writelines(self, lines: Iterable[Any]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        with _named():
            self._stream.flush()

    @property
    def buffer(self) -> _Results:
        return _Results(self._stream.buffer)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def _named() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(error.errno, error.strerror or str(error)) from error


@contextmanager
def prepared_streams() -> Iterator[None]:
    """All three streams are open inside, output is UTF-8, and messages are safe for a terminal."""
    for number, (name, flags, mode) in enumerate(CLOSED):
        if getattr(sys, name) is None:
            setattr(sys, name, _stand_in(number, flags, mode))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = cast("TextIO", _Results(before[0])), cast("TextIO", _Messages(before[1]))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def leave_output() -> None:
    """What was not written yet is let go, so that the end of the program does not try again."""
    _to_nowhere(sys.stdout)


def _stand_in(number: int, flags: int, mode: str) -> IO[Any]:
    opened = os.open(os.devnull, flags)
    if opened != number:
        os.dup2(opened, number)
        os.close(opened)
    return open(number, mode, encoding="utf-8", closefd=False)


def _to_nowhere(stream: TextIO) -> None:
    try:
        number = stream.fileno()
    except (OSError, ValueError):  # a stream of a test, without a number
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


def wants_colour() -> bool:
    """Whether a terminal shows what is written to standard output, and its owner has not refused colour."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ
