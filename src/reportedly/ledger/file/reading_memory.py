"""Keeps what follows from single documents while a program joins: readings, and what is worked out of each.

One more report on a crisis makes its whole neighbourhood be joined again, and all documents of it but one are
what they were. A fifth of such a join was reading them back and looking at each for itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from sqlite3 import Connection
from typing import Any, TypeVar

from ...records import Document, Reading
from .kept_results import Kept, joined_after

KEPT = 520_000
"""Characters of text whose readings are kept: 54 MB. With all that follows from each, 160 articles of 525
words take 340 kB apiece, and notes of 35 words, most of which are in findings, 45 kB apiece."""

BESIDES = 200
"""Characters as which a document counts besides its text: with them both take 100 bytes a character."""

ASubject = TypeVar("ASubject", Reading, Document)
WhatElse = TypeVar("WhatElse")
AResult = TypeVar("AResult")

_forgetting: list[Callable[[], None]] = []
"""Empties what else is kept in memory of readings."""

_MISSING = object()


def forgotten_with_readings(forget: Callable[[], None]) -> None:
    """Has it called whenever a ledger's readings are forgotten, since what it empties holds parts of them."""
    _forgetting.append(forget)


def room_for(subject: Reading | Document) -> int:
    """How many characters of `KEPT` a document takes, or its reading."""
    document = subject.document if isinstance(subject, Reading) else subject
    return len(document.text) + BESIDES


class _Following:
    """What follows from readings, and from documents alone, by names for what was worked out.

    It is one for all functions: forty are asked for each document when a crisis is joined that the process
    did not know, and each counted its room apart.
    """

    def __init__(self) -> None:
        self.held: dict[int, tuple[Reading | Document, dict[object, Any]]] = {}
        """With the subject: its number is no other's then. Those that came first stand first."""
        self.forget()
        forgotten_with_readings(self.forget)

    def forget(self) -> None:
        """Nothing is held any more."""
        self.held.clear()
        self._room = 2 * KEPT  # a reading and its document take room each

    def hold(self, subject: Reading | Document) -> tuple[Reading | Document, dict[object, Any]]:
        """The subject is held, with nothing that follows from it yet; those that came first make room."""
        known = self.held[id(subject)] = subject, {}
        self._room -= room_for(subject)
        while self._room < 0:
            self._let_go(next(iter(self.held)))
        return known

    def drop(self, reading: Reading) -> None:
        """Nothing is held of a reading and its document."""
        for subject in (reading, reading.document):
            if id(subject) in self.held:
                self._let_go(id(subject))

    def _let_go(self, number: int) -> None:
        subject, _ = self.held.pop(number)
        self._room += room_for(subject)


_following = _Following()


class ReadingMemory:
    """Readings as they stand in a ledger's file; empty after anyone may have changed one."""

    def __init__(self) -> None:
        self._held: dict[str, Reading] = {}
        """By id, those that were asked for last at the end."""
        self._joins: dict[str, Kept] = {}
        """By document, what its neighbourhood came to in its last join; none where not all of it are held."""
        self._room = KEPT
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
        self.follow(connection)
        told = {name: self._held.pop(name) for name in documents if name in self._held}
        self._room += sum(map(room_for, told.values()))
        if missing := [name for name in documents if name not in told]:
            told.update((reading.document.id, reading) for reading in read_back(missing))
        self._held.update(told)
        self._room -= sum(map(room_for, told.values()))
        while self._room < 0:
            first = next(iter(self._held))
            self._room += room_for(self._held[first])
            self._drop(first)
        return tuple(told[name] for name in sorted(told))

    def _drop(self, document: str) -> None:
        """The reading of this document is not held any more, nor what follows from it and others."""
        reading = self._held.pop(document)
        _following.drop(reading)
        if (lost := self._joins.pop(document, None)) is not None:
            self._joins = {name: each for name, each in self._joins.items() if each is not lost}

    @contextmanager
    def joining(self, documents: Sequence[str]) -> Iterator[None]:
        """While it lasts, what their last joins came to is taken from these; then what it comes to is kept.

        Args:
            documents: of one neighbourhood, by id.
        """
        last = {id(each): each for name in documents if (each := self._joins.get(name)) is not None}
        with joined_after(last.values()) as results:
            yield
        if all(name in self._held for name in documents):
            self._joins.update(dict.fromkeys(documents, results))

    def follow(self, connection: Connection) -> None:
        """Nothing is held that somebody else may have written since, inside a transaction for writing."""
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        if version != self._version:  # another process, or another connection of this one, wrote
            self.forget()
            self._version = version

    def forget(self) -> None:
        """Nothing is held any more, nor what follows from readings."""
        self._held.clear()
        self._joins.clear()
        self._room = KEPT
        for forget in _forgetting:
            forget()


def remembered_with(
    function: Callable[[Reading, WhatElse], AResult],
) -> Callable[[Reading, WhatElse], AResult]:
    """The function, which works out anew what follows from a reading only as what else it is told changes.

    What else is told is all that the function takes from other documents, and is compared: the country of the
    report, the words that have a weight in it. Only the last result of each reading is kept.
    """
    kept = remembered(_nothing_yet)

    @wraps(function)
    def worked_out(reading: Reading, told: WhatElse) -> AResult:
        last = kept(reading)
        if not last or last[0] != told:
            last[:] = told, function(reading, told)
        result: AResult = last[1]
        return result

    return worked_out


def _nothing_yet(_: Reading) -> list[Any]:
    return []


def remembered(function: Callable[[ASubject], AResult]) -> Callable[[ASubject], AResult]:
    """The function, which works out once what follows from a reading or a document that is the same object.

    Equality is not asked for: to compare two readings costs more than most of what follows from them.
    """
    held, hold = _following.held, _following.hold
    name = object()  # of the function, of which one may be remembered more than once

    @wraps(function)
    def worked_out(subject: ASubject) -> AResult:
        _, results = held.get(id(subject)) or hold(subject)
        result: Any = results.get(name, _MISSING)
        if result is _MISSING:
            result = results[name] = function(subject)
        known: AResult = result
        return known

    return worked_out


def kept_by_content(room: int) -> Callable[[Callable[[bytes], AResult]], Callable[[bytes], AResult]]:
    """Makes a function of packed bytes unpack the same bytes once.

    Args:
        room: how many bytes are kept with what is in them; those that were asked for last.
    """

    def keeping(function: Callable[[bytes], AResult]) -> Callable[[bytes], AResult]:
        held: dict[bytes, AResult] = {}
        left = room

        def forget() -> None:
            nonlocal left
            held.clear()
            left = room

        forgotten_with_readings(forget)

        @wraps(function)
        def unpacked(content: bytes) -> AResult:
            nonlocal left
            if content in held:
                found = held.pop(content)
            else:
                found = function(content)
                left -= len(content)
                while left < 0 and held:
                    first = next(iter(held))
                    del held[first]
                    left += len(first)
            held[content] = found
            return found

        return unpacked

    return keeping
