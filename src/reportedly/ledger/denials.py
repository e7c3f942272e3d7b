"""Claims that a number is not so: each with the number that it denies."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..records import Amount, Claim, Figure, Measure, Reading
from .claimants import Speaker
from .document_context import DocumentContext
from .positions import Amounts, Spans
from .sides import is_tally
from .tolls import ODD, is_odd, value_of

TALLY_BEFORE = 25
"""Characters before a number in which the word for the count stands: "the figure of 32"."""

FIGURES_NEAR = 100
"""Figures before a claim that denies "the figure", and after it, of which the nearest is meant: the densest
text that was read has one in thirteen words."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A claim that a number is not so."""

    claim: Claim
    value: float
    day: int | None
    speaker: Speaker
    measure: Measure | None = None
    """What the number counts, where only that one is denied: "two were hurt, not 20"."""

    def is_of(self, value: float | None, measure: Measure | None) -> bool:
        """Whether it denies that so many were counted."""
        return self.value == value and self.measure in (None, measure)


def find_denials(readings: Iterable[Reading], setting: DocumentContext) -> tuple[Denial, ...]:
    """The claims that deny a number, each with the number."""
    return tuple(
        Denial(claim, value, setting.day[claim.document], setting.speaker_in(claim.document, claim), measure)
        for told in map(_Told, readings)
        for claim in told.reading.claims
        if not _is_what_is_denied(claim, told)
        for value, measure in _denied(claim, told)
    )


class _Told:
    """What a document tells, as its denials are looked up in it."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.amounts = Amounts(reading.amounts)
        self.denials = Spans(
            (each.start, each.end, each.id) for each in reading.claims if each.stance == "denies"
        )
        scopes = (each for each in reading.hedges if each.type in ("negated", "doubted"))
        self.doubted = Spans((each.scope.start, each.scope.end, each.id) for each in scopes)
        self.denied_of: dict[str, list[Figure]] = defaultdict(list)
        for figure in reading.figures:
            if figure.certainty == "denied" and figure.claim is not None:
                self.denied_of[figure.claim].append(figure)
        odd = (figure for figure in reading.figures if is_odd(value_of(figure)))
        self.odd = sorted(odd, key=lambda figure: (figure.start, figure.id))

    def odd_near(self, place: int) -> Sequence[Figure]:
        """The figures of odd numbers that begin nearest to it, before and after."""
        at = bisect_left(self.odd, place, key=lambda figure: figure.start)
        return self.odd[max(0, at - FIGURES_NEAR) : at + FIGURES_NEAR]


def _denied(claim: Claim, told: _Told) -> Iterator[tuple[float, Measure | None]]:
    """The numbers that a claim denies as a whole, then those that it only sets right: "nine, not 20"."""
    whole = tuple(_denied_numbers(claim, told))
    yield from ((value, None) for value in whole)
    if claim.certainty != "denied":
        for figure in told.denied_of.get(claim.id, ()):
            value = value_of(figure)
            if value is not None and value not in whole:
                yield value, figure.measure


def _is_what_is_denied(claim: Claim, told: _Told) -> bool:
    """Whether it is nobody's claim inside somebody's denial: the "reports of 600 dead" that he denies."""
    return claim.claimant is None and told.denials.hold(claim.start, claim.end, but=claim.id)


def _denied_numbers(claim: Claim, told: _Told) -> Iterator[float]:
    """The numbers that a claim denies: those in it, or of "denied the figure" the one told nearest to it."""
    inside = told.amounts.between(claim.start, claim.end)
    yield from (
        amount.low
        for amount in inside
        if amount.low is not None and amount.low >= ODD and _denies(claim, amount, told)
    )
    if inside or not (claim.stance == "denies" or claim.certainty == "denied"):
        return
    if not any(is_tally(extent.quote) for extent in claim.content):
        return
    if near := told.odd_near(claim.start):
        nearest = min(near, key=lambda each: (max(claim.start - each.end, each.start - claim.end), each.id))
        yield value_of(nearest) or 0.0


def _denies(claim: Claim, amount: Amount, told: _Told) -> bool:
    """Whether a claim denies as a whole, or says of a count that it is not so."""
    if claim.stance == "denies" or claim.certainty == "denied":
        return True
    if not told.doubted.hold(amount.start, amount.start + 1):
        return False
    before = told.reading.document.text[max(claim.start, amount.start - TALLY_BEFORE) : amount.start]
    return is_tally(amount.unit) or is_tally(before)
