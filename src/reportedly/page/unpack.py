"""Files as streams of bytes, decompressed if necessary, within a limit on the expansion."""

from __future__ import annotations

import gzip
import io
from typing import Any, BinaryIO

EXPANSION_LIMIT = 500
"""Times that gzip may expand. Different articles as JSON lines expand 3 to 5 times, copies of one article
up to 250 times; a bomb of equal bytes expands 1,030 times."""

EXPANSION_FLOOR = 100_000_000
"""Bytes that any packed file may expand to, however few it has."""

GZIP = b"\x1f\x8b"


class EndlessError(OSError):
    """Packed bytes that expand beyond the limit."""


class _Counted(io.RawIOBase):
    """A stream that knows how many bytes were taken from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1, /) -> bytes:
        taken = self._stream.read(size)
        self.count += len(taken)
        return taken


class _Unpacked(io.RawIOBase):
    """The unpacked bytes of a gzip stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._packed = _Counted(stream)
        self._gzip = gzip.GzipFile(fileobj=self._packed)
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        data = self._gzip.read1(len(view))
        view[: len(data)] = data
        self._count += len(data)
        if self._count > max(EXPANSION_FLOOR, EXPANSION_LIMIT * self._packed.count):
            raise EndlessError(f"expands more than {EXPANSION_LIMIT} times")
        return len(data)


def unpacked(stream: io.BufferedReader) -> io.BufferedReader:
    """The stream, unpacked if its first bytes are those of gzip."""
    if stream.peek(2)[:2] != GZIP:
        return stream
    return io.BufferedReader(_Unpacked(stream), 1 << 16)
