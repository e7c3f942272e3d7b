"""A cache of bytes in memory that forked processes share.

It has a fixed size and no locks; whatever is missing is computed again. Values are written one after the
other over the oldest ones, and one of two slots, given by the key, notes where a value is. Each value has a
checksum, so that a value that was overwritten, or is being written by another process, counts as missing.
"""

from __future__ import annotations

from hashlib import blake2b
from mmap import mmap
from struct import Struct

SLOT_SHARE = 128
"""Bytes of values for each slot: a paragraph's parse takes about 400, so that two in three slots are free."""

LARGEST_SHARE = 64
"""A value larger than this part of the table is not kept."""

HEAD = Struct("<16s8sI")
PLACE = Struct("<Q")
"""A place is counted from the first byte ever written: the larger of two is the later."""


class SharedTable:
    """Keys of any bytes to values of bytes; processes forked from the one that made it share it."""

    def __init__(self, size: int) -> None:
        self._slots = size // SLOT_SHARE + 1
        self._first = PLACE.size * (1 + self._slots)
        self._memory = mmap(-1, self._first + size)  # untouched pages take no memory
        self._size = size

    def get(self, key: bytes) -> bytes | None:
        """The value of a key if it is still there."""
        digest = _digest(key)
        for slot in self._slots_of(digest):
            at = self._at(self._place_in(slot))
            known, checksum, length = self._head(at)
            start = at + HEAD.size
            if known == digest and start + length <= len(self._memory):
                value = self._memory[start : start + length]
                if _checksum(digest, value) == checksum:
                    return value
        return None

    def put(self, key: bytes, value: bytes) -> None:
        """The value is there, until later ones take its place; one that is too large is not kept."""
        length = HEAD.size + len(value)
        if length * LARGEST_SHARE > self._size:
            return
        digest = _digest(key)
        place = self._taken(length)
        at = self._at(place)
        self._memory[at : at + length] = HEAD.pack(digest, _checksum(digest, value), len(value)) + value
        PLACE.pack_into(self._memory, self._slot_for(digest), place)

    def _taken(self, length: int) -> int:
        """A place of so many bytes, which is the caller's; two that ask at one moment may get the same."""
        place: int = PLACE.unpack_from(self._memory, 0)[0]
        if place % self._size + length > self._size:
            place += self._size - place % self._size
        PLACE.pack_into(self._memory, 0, place + length)
        return place

    def _slots_of(self, digest: bytes) -> tuple[int, int]:
        first, second = (int.from_bytes(part, "little") for part in (digest[:8], digest[8:]))
        return PLACE.size * (1 + first % self._slots), PLACE.size * (1 + second % self._slots)

    def _slot_for(self, digest: bytes) -> int:
        """The slot that the key has already, else that of the older value."""
        slots = self._slots_of(digest)
        for slot in slots:
            if self._head(self._at(self._place_in(slot)))[0] == digest:
                return slot
        return min(slots, key=self._place_in)

    def _place_in(self, slot: int) -> int:
        place: int = PLACE.unpack_from(self._memory, slot)[0]
        return place

    def _at(self, place: int) -> int:
        return self._first + place % self._size

    def _head(self, at: int) -> tuple[bytes, bytes, int]:
        """Key, checksum and length of what stands there; a slot half written may point at the very end."""
        return HEAD.unpack_from(self._memory, min(at, len(self._memory) - HEAD.size))


def _digest(key: bytes) -> bytes:
    return blake2b(key, digest_size=16).digest()


def _checksum(digest: bytes, value: bytes) -> bytes:
    return blake2b(value, digest_size=8, key=digest).digest()
