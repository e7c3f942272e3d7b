"""Amounts, claims, figures and places of one document, indexed by where they stand.

A document may contain thousands of numbers. The neighbours of one of them are found in logarithmic time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from itertools import accumulate

from ...records import Amount, Claim, Extent, Place, Reading
from ..file.reading_memory import remembered


class Amounts:
    """The amounts of a document, by id and by where they begin and end."""

    def __init__(self, amounts: Sequence[Amount]) -> None:
        self.by_id: Mapping[str, Amount] = {amount.id: amount for amount in reversed(amounts)}
        self._in_order = sorted(range(len(amounts)), key=lambda at: amounts[at].start)
        self._starts = [amounts[at].start for at in self._in_order]
        self._by_end = sorted(amounts, key=lambda amount: amount.end)
        self._ends = [amount.end for amount in self._by_end]
        self._amounts = amounts

    def between(self, first: int, last: int) -> list[Amount]:
        """Those that begin there, in the order in which the document has them."""
        here = self._in_order[bisect_left(self._starts, first) : bisect_left(self._starts, last)]
        return [self._amounts[at] for at in sorted(here)]

    def holds_another(self, own: Amount, first: int, last: int) -> bool:
        """Whether an amount besides this one begins there."""
        held = bisect_left(self._starts, last) - bisect_left(self._starts, first)
        return held > (first <= own.start < last)

    def next_start(self, after: int, limit: int) -> int:
        """Where the next amount begins, or the limit."""
        at = bisect_left(self._starts, after)
        return min(self._starts[at], limit) if at < len(self._starts) else limit

    def last_end(self, before: int, limit: int) -> int:
        """Where the last amount ends that begins at the limit or after it, or the limit."""
        at = bisect_right(self._ends, before) - 1
        while at >= 0 and self._ends[at] > limit:
            if self._by_end[at].start >= limit:
                return self._ends[at]
            at -= 1
        return limit


@remembered
def amounts_of(reading: Reading) -> Amounts:
    """The amounts of a document."""
    return Amounts(reading.amounts)


class Places:
    """The places that a document names, by where they stand and by what they are."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._in_order = sorted(places, key=_place_order)
        self._starts = [place.start for place in self._in_order]
        self._most_named: dict[str | None, Place | None] = {}

    def __iter__(self) -> Iterator[Place]:
        return iter(self._in_order)

    def between(self, first: int, last: int) -> Sequence[Place]:
        """Those that begin there, in order."""
        return self._in_order[bisect_left(self._starts, first) : bisect_left(self._starts, last)]

    def first_inside(self, words: Extent) -> Place | None:
        """The first one in some words: "the Interior Ministry in Ankara", "police in Diyala"."""
        here = self.between(words.start, words.end)
        return next((place for place in here if place.end <= words.end), None)

    def most_named(self, feature: str | None) -> Place | None:
        """The town or the region that is named most, of those the first; looked for once."""
        if feature not in self._most_named:
            told = [place for place in self._in_order if place.feature == feature]
            named = Counter(place.name for place in told)
            self._most_named[feature] = max(
                told, key=lambda place: (named[place.name], -place.start, place.id), default=None
            )
        return self._most_named[feature]


@remembered
def places_of(reading: Reading) -> Places:
    """The places that a document names."""
    return Places(reading.places)


def _place_order(place: Place) -> tuple[int, str]:
    return place.start, place.id


class Spans:
    """Spans of a document, of which it is asked whether one holds another."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        told = sorted(spans)
        self._starts = [start for start, _, _ in told]
        self._reaching: list[tuple[tuple[int, str], ...]] = []
        """By how many begin so far, the two that reach furthest."""
        reaching: tuple[tuple[int, str], ...] = ()
        for _, end, name in told:
            reaching = tuple(sorted((*reaching, (end, name)), reverse=True)[:2])
            self._reaching.append(reaching)

    def hold(self, start: int, end: int, but: str = "") -> bool:
        """Whether a span besides the one of this id reaches from the start, or before it, to the end."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and any(reach >= end and name != but for reach, name in self._reaching[at])


class TrailingClaims:
    """The claims whose speaker ends the sentence, as in "200 were held and 9 died, the ministry reports".

    Such a speaker stands behind all that the sentence says before, not only behind its last clause.

    Args:
        claims: of one document.
        starts: where its sentences begin.
    """

    def __init__(self, claims: Iterable[Claim], starts: Sequence[int]) -> None:
        self._starts = starts
        self._told: dict[int, list[Claim]] = defaultdict(list)
        for claim in claims:
            if not claim.source or not claim.content or claim.claimant is None or claim.within is not None:
                continue
            if claim.source[-1].start >= claim.content[-1].end:
                self._told[bisect_right(starts, claim.source[-1].start)].append(claim)
        self._reach = {
            sentence: list(accumulate((claim.source[-1].start for claim in told), max))
            for sentence, told in self._told.items()
        }

    def behind(self, start: int, end: int) -> Claim | None:
        """The first of the sentence's claims that reaches over these words."""
        sentence = bisect_right(self._starts, start)
        reach = self._reach.get(sentence, ())
        at = bisect_left(reach, end)
        return self._told[sentence][at] if at < len(reach) else None


def innermost_claims(asked: Iterable[Amount], claims: Sequence[Claim]) -> Mapping[str, Claim]:
    """By mention, the shortest claim that has it in its content; those that stand in none are left out."""
    spans = (
        (extent.start, extent.end, claim.end - claim.start, claim.id, number)
        for number, claim in enumerate(claims)
        for extent in claim.content
    )
    return {name: claims[number] for name, number in _innermost(asked, spans)}


def _innermost(
    asked: Iterable[Amount], spans: Iterable[tuple[int, int, int, str, int]]
) -> Iterator[tuple[str, int]]:
    """Mentions, each with the number of the shortest span that it begins in."""
    begun = sorted(spans)
    open_spans: list[tuple[int, str, int, int]] = []
    at = 0
    for mention in sorted(asked, key=lambda each: each.start):
        while at < len(begun) and begun[at][0] <= mention.start:
            _, end, length, name, number = begun[at]
            heappush(open_spans, (length, name, number, end))
            at += 1
        while open_spans and open_spans[0][3] <= mention.start:
            heappop(open_spans)
        if open_spans:
            yield mention.id, open_spans[0][2]
