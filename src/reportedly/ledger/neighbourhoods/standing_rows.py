"""What joins documents as it stands in the file, kept in the process while nobody else writes.

One more report changes a few of the five hundred rows of its neighbourhood; a join read all of them back to
see that the others are equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from ...records import Record
from ..file.reading_memory import forgotten_with_readings
from ..store import Ledger

KEPT = 10_000
"""Rows and judgements of which it is kept that they stand, of nine crises of 80 reports: 6 MB."""

KEPT_SPOKEN = 800
"""Documents of which it is kept who makes their claims, as it stands."""

Row = tuple[Any, ...]


class Standing(NamedTuple):
    """What stands of one neighbourhood."""

    rows: Mapping[type[Record], Mapping[str, Row]]
    """By kind and id, each without the number of the neighbourhood."""
    judgements: frozenset[str]
    """The ids of its joins; no judgement is ever taken back."""

    def size(self) -> int:
        """How many rows and judgements these are."""
        return len(self.judgements) + sum(map(len, self.rows.values()))


class StandingRows:
    """What steps of joins wrote in one ledger; what a step wrote counts for others once it has ended well.

    Until then nothing is known of what it wrote over: a commit may fail, or end well and be told as failed.
    """

    def __init__(self) -> None:
        self._kept: dict[int, Standing] = {}
        self._spoken: dict[str, Sequence[object]] = {}
        self._room = KEPT
        self.begin()

    def begin(self) -> None:
        """A step begins: nothing is known of what one that broke off wrote, or wrote over."""
        self._written: dict[int, Standing] = {}
        self._spoken_now: dict[str, Sequence[object]] = {}

    def of(self, home: int) -> Standing | None:
        """What stands of a neighbourhood; None where nobody knows."""
        return self._written.get(home) or self._kept.get(home)

    def of_part(self, before: Set[int], home: int) -> Standing | None:
        """The same, of a neighbourhood whose documents were in no other one before."""
        return self.of(home) if before == {home} else None

    def replaced(self, before: Set[int], home: int, standing: Standing) -> None:
        """This stands now of a neighbourhood, and nothing of those that its documents were in before."""
        for each in before | {home}:
            self._written.pop(each, None)
            if (gone := self._kept.pop(each, None)) is not None:
                self._room += gone.size()
        self._written[home] = standing

    def is_spoken(self, document: str, told: Sequence[object]) -> bool:
        """Whether this very list of who makes the claims of a document is what stands."""
        return self._spoken_now.get(document, self._spoken.get(document)) is told

    def spoke(self, document: str, told: Sequence[object]) -> None:
        """This is who makes the claims of a document now."""
        self._spoken.pop(document, None)
        self._spoken_now[document] = told

    def keep(self) -> None:
        """What the step wrote stands; to be called when it has ended well."""
        self._kept.update(self._written)
        self._room -= sum(each.size() for each in self._written.values())
        while self._room < 0:
            self._room += self._kept.pop(next(iter(self._kept))).size()
        self._spoken.update(self._spoken_now)
        while len(self._spoken) > KEPT_SPOKEN:
            del self._spoken[next(iter(self._spoken))]
        self.begin()


_of_ledgers: WeakKeyDictionary[Ledger, StandingRows] = WeakKeyDictionary()
forgotten_with_readings(_of_ledgers.clear)


def standing_rows(ledger: Ledger) -> StandingRows:
    """What is known to stand in an open ledger, nothing where somebody else may have written in it."""
    return _of_ledgers.setdefault(ledger, StandingRows())
