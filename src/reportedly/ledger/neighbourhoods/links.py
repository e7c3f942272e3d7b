"""The links of documents by their edges, kept in the process while nobody writes edges.

One more report on a crisis changes the edges of a few documents; its neighbourhood is looked for along those
of a hundred.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import count
from weakref import WeakKeyDictionary

from ..file.reading_memory import forgotten_with_readings
from ..store import Ledger
from .neighbours import ALWAYS_HOLDING, STRONGEST

KEPT_IN_A_STEP = 1_000
"""Documents whose links are kept in a step: 50 MB where each has three hundred."""

KEPT = 60_000
"""Links that are kept from one step to the next: 8 MB."""

WRITTEN = 10_000
"""Documents of which it is known when their edges were written last; of more, all count as written."""

LINKS = f"""
SELECT CASE WHEN kind IN {ALWAYS_HOLDING} THEN {STRONGEST} ELSE weight END AS strength, other
FROM joining_edges WHERE one = ?
"""
"""The edges of a document with their strength (`neighbours.strength_of`)."""

Strongest = Sequence[tuple[float, int]]
"""How strongly a document is linked, and to which, the strongest first."""

_moments = count(1)
_written: dict[int, int] = {}
"""When the edges of documents were written in this process, in whatever ledger."""
_all_written = 0


def edges_written(numbers: Iterable[int]) -> None:
    """The edges of these documents are other ones from now on."""
    moment = next(_moments)
    _written.update(dict.fromkeys(numbers, moment))
    if len(_written) > WRITTEN:
        all_edges_written()


def all_edges_written() -> None:
    """Any edge may be another one from now on."""
    global _all_written  # noqa: PLW0603 - one clock for all ledgers of the process
    _all_written = next(_moments)
    _written.clear()


class KeptLinks:
    """The links of documents of one ledger as they were when a step read them, with the moment."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[int, Strongest]] = {}
        self._room = KEPT

    def of(self, number: int) -> Strongest | None:
        """The links of a document, if its edges were not written since; else None."""
        moment, links = self._held.get(number, (-1, ()))
        return links if moment > max(_written.get(number, 0), _all_written) else None

    def keep(self, found: Iterable[tuple[int, tuple[int, Strongest]]]) -> None:
        """These links are kept, those of the documents that were kept first being dropped for them."""
        for number, (moment, links) in found:
            _, before = self._held.pop(number, (0, None))
            self._room += 0 if before is None else len(before) + 1
            self._held[number] = moment, links
            self._room -= len(links) + 1
            while self._room < 0:
                _, gone = self._held.pop(next(iter(self._held)))
                self._room += len(gone) + 1


_of_ledgers: WeakKeyDictionary[Ledger, KeptLinks] = WeakKeyDictionary()
forgotten_with_readings(_of_ledgers.clear)


def kept_links(ledger: Ledger) -> KeptLinks:
    """The links that are kept of an open ledger, none where somebody else may have written in it."""
    return _of_ledgers.setdefault(ledger, KeptLinks())


class Links:
    """The links of documents, each looked up once in a step: joining changes no edge."""

    def __init__(self, connection: sqlite3.Connection, kept: KeptLinks) -> None:
        self._connection = connection
        self._kept = kept
        self._held: dict[int, Strongest] = {}
        self._read: dict[int, tuple[int, Strongest]] = {}

    def __call__(self, number: int) -> Strongest:
        """How strongly a document is linked, and to which, the strongest first."""
        links = self._held.get(number)
        if links is None:
            if len(self._held) >= KEPT_IN_A_STEP:
                self._held.clear()
                self._read.clear()
            links = self._kept.of(number)
            if links is None:
                links = sorted(self._connection.execute(LINKS, (number,)).fetchall(), reverse=True)
                self._read[number] = next(_moments), links
            self._held[number] = links
        return links

    def keep(self) -> None:
        """What was read is kept for the next steps; to be called when all that was written before stands."""
        self._kept.keep(self._read.items())
