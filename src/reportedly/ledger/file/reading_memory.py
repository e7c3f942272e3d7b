"""Keeps what follows from one document alone while a program joins: readings, and what is worked out of each.

One more report on a crisis makes its whole neighbourhood be joined again, and all documents of it but one are
what they were. A fifth of such a join was reading them back and looking at each for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from sqlite3 import Connection
from typing import TypeVar

from ...records import Document, Reading

KEPT = 200
"""Readings that are kept, two neighbourhoods of a large crisis: 54 MB where each has 525 words (194 kB for a
reading and 73 kB for its members, measured on 100 articles of `bench/corpus.py`)."""

ASubject = TypeVar("ASubject", Reading, Document)
AResult = TypeVar("AResult")


class ReadingMemory:
    """Readings as they stand in a ledger's file; empty after anyone may have changed one."""

    def __init__(self) -> None:
        self._held: dict[str, Reading] = {}
        self._version = -1

    def readings_of(
        self,
        connection: Connection,
        documents: Sequence[str],
        read_back: Callable[[Sequence[str]], Sequence[Reading]],
    ) -> tuple[Reading, ...]:
        """The readings of these documents, by id; those that are not held are read back.

        Args:
            connection: of the ledger, inside a transaction for writing: nobody else writes meanwhile.
            documents: by id.
            read_back: the readings of some documents, always with the same kinds of findings.
        """
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        if version != self._version:  # another process, or another connection of this one, wrote
            self.forget()
            self._version = version
        if len(documents) > KEPT:
            return tuple(read_back(documents))
        missing = [name for name in documents if name not in self._held]
        if len(self._held) + len(missing) > KEPT:
            self.forget()
            missing = list(documents)
        if missing:
            self._held.update((reading.document.id, reading) for reading in read_back(missing))
        return tuple(self._held[name] for name in sorted(documents) if name in self._held)

    def forget(self) -> None:
        """Nothing is held any more."""
        self._held.clear()


def remembered(function: Callable[[ASubject], AResult]) -> Callable[[ASubject], AResult]:
    """The function, which works out once what follows from a reading or a document that is the same object.

    Equality is not asked for: to compare two readings costs more than most of what follows from them.
    """
    held: dict[int, tuple[ASubject, AResult]] = {}  # the subject is kept too: its number is no other's then

    @wraps(function)
    def worked_out(subject: ASubject) -> AResult:
        known = held.get(id(subject))
        if known is None:
            if len(held) >= KEPT:
                held.clear()
            known = held[id(subject)] = subject, function(subject)
        return known[1]

    return worked_out
