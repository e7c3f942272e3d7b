"""Which places of documents are known to disagree, so that no disagreement is told again in other records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, product

from ...records import Amount, Claim, Event, Figure, Reading
from ..accounts.disagreements import Disagreements
from ..file.reading_memory import remembered


class SettledPlaces:
    """The places that are known to disagree: a claim, and the acts and the numbers in it, are one place."""

    def __init__(self, readings: Iterable[Reading], known: Disagreements) -> None:
        self.place: dict[str, tuple[str, int]] = {}
        for reading in readings:
            self.place.update(_places_in(reading))
        accounts = {each.id: each.evidence for each in known.accounts}
        self.pairs: set[frozenset[tuple[str, int]]] = set()
        for each in known.contradictions:
            sides = (accounts.get(side, (side,)) for side in (each.left, each.right))
            places = [{self.place[name] for name in side if name in self.place} for side in sides]
            self.pairs |= {frozenset(pair) for pair in product(*places)}

    def add(self, one: Claim | Event, other: Claim | Event) -> bool:
        """Whether two records were not known to disagree; from now on they are."""
        pair = frozenset({self.place[one.id], self.place[other.id]})
        if pair in self.pairs:
            return False
        self.pairs.add(pair)
        return True


@remembered
def _places_in(reading: Reading) -> Mapping[str, tuple[str, int]]:
    """By record of a document the document and a number; those that overlap have one, in order."""
    every: Iterable[Claim | Event | Figure | Amount]
    every = chain(reading.claims, reading.events, reading.figures, reading.amounts)
    found: dict[str, tuple[str, int]] = {}
    number, reach = 0, 0
    for start, end, name in sorted((each.start, each.end, each.id) for each in every):
        number += start >= reach
        reach = max(reach, end)
        found[name] = reading.document.id, number
    return found
