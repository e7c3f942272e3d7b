"""Standard input, output and error, prepared for the command line.

Output is always UTF-8; what UTF-8 cannot encode (half a character, from a file name) is written as an escape
that JSON reads back as the same. Messages show control characters as escapes, so that no file name or address
can control the terminal. A message that cannot be written is dropped.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from errno import EBADF
from typing import IO, Any, TextIO, cast

CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters except tab and line feed, and the marks that change the direction of text."""

CLOSED: tuple[tuple[str, int, str], ...] = (
    ("stdin", os.O_WRONLY, "r"),
    ("stdout", os.O_RDONLY, "w"),
    ("stderr", os.O_WRONLY, "w"),
)
"""Stand-ins for streams that were closed: using one fails with an ordinary error, and no file that is opened
later gets the descriptor of a standard stream."""


def escaped(text: str) -> str:
    """The text with each control character written as a Python escape."""
    return CONTROLS.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


class _Messages:
    """Standard error: control characters are escaped, and what cannot be written is dropped."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Writes the message, or drops it if nothing can receive it."""
        try:
            self._stream.write(escaped(text))
        except OSError:
            _to_nowhere(self._stream)
        return len(text)

    def flush(self) -> None:
        """Passes on what was written."""
        try:
            self._stream.flush()
        except OSError:
            _to_nowhere(self._stream)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class StreamError(OSError):
    """Standard output cannot be written to."""

    def __str__(self) -> str:
        if self.errno == EBADF:  # what a stand-in for a closed stream fails with
            return "standard output is closed"
        return f"standard output: cannot be written: {self.strerror}"


class _Results:
    """Standard output: a failure to write raises `StreamError`, unlike any other OSError."""

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
        raise StreamError(error.errno, error.strerror or str(error)) from error


@contextmanager
def prepared_streams() -> Iterator[None]:
    """Inside, all three streams are open, output is UTF-8, and messages are safe for a terminal."""
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
    """Drops unwritten output, so that it is not tried again when the program ends."""
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
    """Whether standard output is a terminal and NO_COLOR is not set."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ
