"""A cache of bytes in memory that forked processes share.

It has no locks; whatever is missing is computed again. Values are written one after the other over the oldest
ones, and one of two slots, given by the key, notes where a value is. Each value has a checksum, so that a
value that was overwritten, or is being written by another process, counts as missing.

At first only a part of the table is used; each value that is found again makes that part larger, up to the
whole: input without copies takes little memory, input with copies takes what its copies are worth.
"""

from __future__ import annotations

from hashlib import blake2b
from mmap import mmap
from struct import Struct

SLOTS = 3
"""Slots for each value: with two in three free, few values lose both of theirs."""

BEGINS_WITH = 16
"""The part of the table that is used at first: without copies memory stays flat from then on, see
docs/performance.md."""

GROWS_BY = 512
"""The part of the table that each value found again adds to what is used: 480 of them open all of it."""

LARGEST_SHARE = 64
"""A value larger than this part of the table is not kept."""

HEAD = Struct("<16s8sI")
PLACE = Struct("<Q")
"""A place is counted from the first byte ever written: the larger of two is the later."""

WRITTEN, USED, FIRST_SLOT = 0, PLACE.size, 2
"""Where the next place and the part in use are noted, and how many such notes stand before the slots."""


class SharedTable:
    """Keys of any bytes to values of bytes; processes forked from the one that made it share it."""

    def __init__(self, size: int, usual: int) -> None:
        """A table of so many bytes for values of a usual length."""
        self._slots = SLOTS * size // usual + 1
        self._first = PLACE.size * (FIRST_SLOT + self._slots)
        self._memory = mmap(-1, self._first + size)  # untouched pages take no memory
        self._size = size
        PLACE.pack_into(self._memory, USED, size // BEGINS_WITH)

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
                    self._grow()
                    return value
        return None

    def put(self, key: bytes, value: bytes) -> None:
        """Stores the value until later ones overwrite it; a value that is too large is not stored."""
        length = HEAD.size + len(value)
        if length * LARGEST_SHARE > self._size or length > self._used():
            return
        digest = _digest(key)
        place = self._taken(length)
        at = self._at(place)
        self._memory[at : at + length] = HEAD.pack(digest, _checksum(digest, value), len(value)) + value
        PLACE.pack_into(self._memory, self._slot_for(digest), place)

    def _taken(self, length: int) -> int:
        """A place of so many bytes, which is the caller's; two that ask at one moment may get the same."""
        place: int = PLACE.unpack_from(self._memory, WRITTEN)[0]
        if place % self._size + length > self._used():
            place += self._size - place % self._size
        PLACE.pack_into(self._memory, WRITTEN, place + length)
        return place

    def _used(self) -> int:
        """Bytes of the part that is used; two processes that make it larger at one moment do so once."""
        used: int = PLACE.unpack_from(self._memory, USED)[0]
        return used

    def _grow(self) -> None:
        if (used := self._used()) < self._size:
            PLACE.pack_into(self._memory, USED, min(self._size, used + self._size // GROWS_BY))

    def _slots_of(self, digest: bytes) -> tuple[int, int]:
        first, second = (int.from_bytes(part, "little") for part in (digest[:8], digest[8:]))
        return self._slot(first), self._slot(second)

    def _slot(self, number: int) -> int:
        return PLACE.size * (FIRST_SLOT + number % self._slots)

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
        """Key, checksum and length of the value there; a half-written slot may point at the very end."""
        return HEAD.unpack_from(self._memory, min(at, len(self._memory) - HEAD.size))


def _digest(key: bytes) -> bytes:
    return blake2b(key, digest_size=16).digest()


def _checksum(digest: bytes, value: bytes) -> bytes:
    return blake2b(value, digest_size=8, key=digest).digest()
