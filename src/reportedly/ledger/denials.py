"""Claims that a number is not so: each with the number that it denies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..records import Amount, Claim, Measure, Reading
from .claimants import Speaker
from .document_context import DocumentContext
from .sides import is_tally
from .tolls import ODD, is_odd, value_of

TALLY_BEFORE = 25
"""Characters before a number in which the word for the count stands: "the figure of 32"."""


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
        for reading in readings
        for claim in reading.claims
        if not _is_what_is_denied(claim, reading.claims)
        for value, measure in _denied(claim, reading)
    )


def _denied(claim: Claim, reading: Reading) -> Iterator[tuple[float, Measure | None]]:
    """The numbers that a claim denies as a whole, then those that it only sets right: "nine, not 20"."""
    whole = tuple(_denied_numbers(claim, reading))
    yield from ((value, None) for value in whole)
    for figure in reading.figures:
        value = value_of(figure)
        is_set_right = figure.claim == claim.id and figure.certainty == "denied" != claim.certainty
        if is_set_right and value is not None and value not in whole:
            yield value, figure.measure


def _is_what_is_denied(claim: Claim, claims: Iterable[Claim]) -> bool:
    """Whether it is nobody's claim inside somebody's denial: the "reports of 600 dead" that he denies."""
    return claim.claimant is None and any(
        each.stance == "denies"
        and each.start <= claim.start
        and claim.end <= each.end
        and each.id != claim.id
        for each in claims
    )


def _denied_numbers(claim: Claim, reading: Reading) -> Iterator[float]:
    """The numbers that a claim denies: those in it, or of "denied the figure" the one told nearest to it."""
    inside = [amount for amount in reading.amounts if claim.start <= amount.start < claim.end]
    yield from (
        amount.low
        for amount in inside
        if amount.low is not None and amount.low >= ODD and _denies(claim, amount, reading)
    )
    if inside or not (claim.stance == "denies" or claim.certainty == "denied"):
        return
    if not any(is_tally(extent.quote) for extent in claim.content):
        return
    told = [each for each in reading.figures if is_odd(value_of(each))]
    if told:
        nearest = min(told, key=lambda each: (max(claim.start - each.end, each.start - claim.end), each.id))
        yield value_of(nearest) or 0.0


def _denies(claim: Claim, amount: Amount, reading: Reading) -> bool:
    """Whether a claim denies as a whole, or says of a count that it is not so."""
    if claim.stance == "denies" or claim.certainty == "denied":
        return True
    before = reading.document.text[max(claim.start, amount.start - TALLY_BEFORE) : amount.start]
    if not is_tally(amount.unit) and not is_tally(before):
        return False
    return any(
        hedge.type in ("negated", "doubted") and hedge.scope.start <= amount.start < hedge.scope.end
        for hedge in reading.hedges
    )
