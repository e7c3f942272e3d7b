"""What one process worked out and another may need: a table of bytes in memory that forked processes share.

It is a cache and no more: of fixed size, without locks, and what is not in it is worked out again. A value
stands in cells one after the other, at a place that follows from its key; a later value may overwrite it, in
whole or in part. Each value bears a checksum, so that one which was overwritten, or is being written just
now by another process, is not there rather than wrong.
"""

from __future__ import annotations

from hashlib import blake2b
from mmap import mmap
from struct import Struct

CELL = 128
"""Bytes by which a value's place is counted; a paragraph's parse takes about 400."""

LARGEST_SHARE = 64
"""A value larger than this part of the table is not kept."""

HEAD = Struct("<16s8sI")


class SharedTable:
    """Keys of any bytes to values of bytes; processes forked from the one that made it share it."""

    def __init__(self, size: int) -> None:
        self._memory = mmap(-1, size)  # untouched pages take no memory
        self._size = size

    def get(self, key: bytes) -> bytes | None:
        """The value of a key if it is still there."""
        digest, place = self._place_of(key)
        known, checksum, length = HEAD.unpack_from(self._memory, place)
        start = place + HEAD.size
        if known != digest or start + length > self._size:
            return None
        value = self._memory[start : start + length]
        return value if _checksum(digest, value) == checksum else None

    def put(self, key: bytes, value: bytes) -> None:
        """The value is there, until another takes its place; one that is too large is not kept."""
        digest, place = self._place_of(key)
        end = place + HEAD.size + len(value)
        if end > self._size or len(value) * LARGEST_SHARE > self._size:
            return
        self._memory[place:end] = HEAD.pack(digest, _checksum(digest, value), len(value)) + value

    def _place_of(self, key: bytes) -> tuple[bytes, int]:
        digest = blake2b(key, digest_size=16).digest()
        cells = (self._size - HEAD.size) // CELL
        return digest, int.from_bytes(digest[:8], "little") % cells * CELL


def _checksum(digest: bytes, value: bytes) -> bytes:
    return blake2b(value, digest_size=8, key=digest).digest()
