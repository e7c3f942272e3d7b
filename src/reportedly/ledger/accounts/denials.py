"""Claims that a number is not so, each with the number that it denies; and claims that there were none."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...frozen import changed
from ...records import Amount, Claim, Figure, Measure, Place, Reading
from ..file.reading_memory import remembered
from ..occurrences.document_context import DocumentContext
from ..occurrences.tolls import value_of
from ..traits.claimants import Speaker
from ..traits.nearness import WIDE
from ..traits.odd_numbers import ODD, is_odd
from ..traits.positions import Spans, amounts_of
from ..traits.sides import EVERYONE, is_tally, sides_of
from ..traits.stories import small_stems
from ..traits.texts import WORD
from .none_counted import COUNTED_NONE, none_counted

TALLY_BEFORE = 25
"""Characters before a number in which the word for the count stands: "the figure of 32"."""

FIGURES_NEAR = 100
"""Figures before a claim that denies "the figure", and after it, of which the nearest is meant: the densest
text that was read has one in thirteen words."""

DAYS_AT_ONCE = 1
"""Days after "nobody was hurt" in which a number is told against it, and not later than it."""

DAYS_OF_USE = 7
"""Days before it in which a number was told that it is said against."""

SO_FAR = frozenset(
    {"yet", "far", "immediate", "immediately", "report", "reports", "reported", "initial", "known"}
)
"""Words of who only says what was known by then: "so far", "no immediate reports", "as yet"."""

OF_NONE = frozenset({"asserted", "reported", "denied", "estimated"})
"""How sure those are who say that there were none, and do not only fear or hope so."""

SEVERAL = 2
"""The least number that "the figure" may be."""

NOBODY: frozenset[str] = frozenset()
EVERYBODY = frozenset({EVERYONE})
NOBODY_NAMED = Speaker("", None, None, outlet=False)

PEOPLE_OF: Mapping[str, frozenset[str]] = {"civilians": frozenset({EVERYONE, "children", "rescuers"})}
"""Who may be meant by less, beside a side itself: who were killed were civilians, if none says otherwise."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A claim that a number is not so."""

    claim: Claim
    value: float
    measure: Measure | None = None
    """What the number counts, where only that one is denied: "two were hurt, not 20"."""
    day: int | None = None
    speaker: Speaker = NOBODY_NAMED
    whom: frozenset[str] = EVERYBODY
    """Whom it counts: "six policemen" denies no count of six."""

    none_of: frozenset[str] = frozenset()
    """The sides of whom there were none, where it names no number: "no civilians were killed"."""
    of_whom: bool = False
    """Whether it says for good of whom there were none: "no civilians were hurt", not "so far"."""
    place: Place | None = None
    """The town in which there were none, if its paragraph names one."""

    def is_of(
        self, value: float | None, measure: Measure | None, sides: frozenset[str], day: int | None
    ) -> bool:
        """Whether it denies that so many of these sides were counted, as of that day."""
        if not self.none_of:
            same = self.measure is None or (self.measure == measure and self.whom in (EVERYBODY, sides))
            return self.value == value and same
        if not value or measure not in (self.measure, "casualties") or None in (day, self.day):
            return False
        days = (day or 0) - (self.day or 0)
        if not -DAYS_OF_USE <= days <= (DAYS_OF_USE if self.of_whom else DAYS_AT_ONCE):
            return False  # that nobody was hurt yet is no denial of what was counted later
        return EVERYONE in self.none_of or bool(
            sides & (self.none_of | PEOPLE_OF.get(min(self.none_of), NOBODY))
        )


def find_denials(readings: Sequence[Reading], setting: DocumentContext) -> tuple[Denial, ...]:
    """The claims that deny a number, each with the number; then those that there were none."""
    return tuple(
        changed(denial, day=setting.day[claim.document], speaker=setting.speaker_in(claim.document, claim))
        for find in (_of_numbers, _of_none)
        for reading in readings
        for denial in find(reading)
        for claim in [denial.claim]
    )


@remembered
def _of_numbers(reading: Reading) -> tuple[Denial, ...]:
    told = _Told(reading)
    return tuple(
        denial
        for claim in reading.claims
        if not _is_what_is_denied(claim, told)
        for denial in _denied(claim, told)
    )


@remembered
def _of_none(reading: Reading) -> tuple[Denial, ...]:
    return tuple(
        Denial(
            claim,
            0.0,
            measure,
            none_of=sides,
            of_whom=EVERYONE not in sides and not _is_so_far(claim),
            place=_place_of(claim, reading),
        )
        for claim, measure, sides in _none_told(reading)
        if claim.claimant is not None and claim.certainty in OF_NONE
    )


def _none_told(reading: Reading) -> Iterator[tuple[Claim, Measure, frozenset[str]]]:
    """Claims that there were none, in words or as the number 0, each with of what and of whom."""
    for claim in reading.claims:
        yield from ((claim, measure, sides) for measure, sides in none_counted(claim))
    zeros = [each for each in reading.figures if each.high == 0 and each.measure in COUNTED_NONE]
    claims = {claim.id: claim for claim in reading.claims} if zeros else {}
    for figure in zeros:
        if figure.claim in claims:
            yield claims[figure.claim], figure.measure, sides_of(figure.group)


def _is_so_far(claim: Claim) -> bool:
    """Whether a claim is only of what was known by then: "no civilian deaths so far", "no reports of any"."""
    words = {word for extent in claim.content for word in _words_in(extent.quote)}
    return not words.isdisjoint(SO_FAR)


def _place_of(claim: Claim, reading: Reading) -> Place | None:
    """The town that a claim names, or else the last one before it in its paragraph."""
    text = reading.document.text
    start = text.rfind("\n", 0, claim.start) + 1
    named = [p for p in reading.places if start <= p.start < claim.end and p.feature not in WIDE]
    return max(named, key=lambda place: (place.start, place.id), default=None)


class _Told:
    """What a document tells, as its denials are looked up in it; most documents have none to look up."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.amounts = amounts_of(reading)
        self.denials = Spans(
            (each.start, each.end, each.id) for each in reading.claims if each.stance == "denies"
        )
        self.denied_of: dict[str, list[Figure]] = defaultdict(list)
        for figure in reading.figures:
            if figure.certainty == "denied" and figure.claim is not None:
                self.denied_of[figure.claim].append(figure)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """By id."""
        return {claim.id: claim for claim in self.reading.claims}

    @cached_property
    def doubted(self) -> Spans:
        """Where the text says of something that it is not so, or may not be."""
        scopes = (each for each in self.reading.hedges if each.type in ("negated", "doubted"))
        return Spans((each.scope.start, each.scope.end, each.id) for each in scopes)

    @cached_property
    def speaking(self) -> frozenset[str]:
        """The words for all who speak."""
        return frozenset().union(*map(_words_for_speaker, self.reading.claims))

    @cached_property
    def numbers(self) -> Sequence[Figure]:
        """The figures of several in order of their place."""
        numbers = (figure for figure in self.reading.figures if (value_of(figure) or 0) >= SEVERAL)
        return sorted(numbers, key=lambda figure: (figure.start, figure.id))

    def words_for_teller(self, figure: Figure) -> frozenset[str]:
        """The words for who gives a figure; none where nobody is named."""
        claim = self.claims.get(figure.claim or "")
        return _words_for_speaker(claim) if claim is not None else frozenset()

    def numbers_near(self, place: int) -> Sequence[Figure]:
        """The figures of several that begin nearest to it, before and after."""
        at = bisect_left(self.numbers, place, key=lambda figure: figure.start)
        return self.numbers[max(0, at - FIGURES_NEAR) : at + FIGURES_NEAR]


def _denied(claim: Claim, told: _Told) -> Iterator[Denial]:
    """The numbers of figures that a claim denies, "nine, not 20"; then those that it only says."""
    whole = tuple(_denied_numbers(claim, told))
    meant = () if whole else _meant_by(claim, told)
    counted: set[float] = set()
    for figure in (*meant, *told.denied_of.get(claim.id, ())):
        value = value_of(figure)
        if value is None:
            continue
        counted.add(value)
        if figure in meant and is_odd(value):  # whoever else has it has it from who is denied
            yield Denial(claim, value)
        else:
            yield Denial(claim, value, figure.measure, whom=sides_of(figure.group))
    yield from (Denial(claim, value) for value in whole if value not in counted)


def _is_what_is_denied(claim: Claim, told: _Told) -> bool:
    """Whether it is nobody's claim inside somebody's denial: the "reports of 600 dead" that he denies."""
    return claim.claimant is None and told.denials.hold(claim.start, claim.end, but=claim.id)


def _denied_numbers(claim: Claim, told: _Told) -> Iterator[float]:
    """The numbers in a claim that it denies."""
    yield from (
        amount.low
        for amount in told.amounts.between(claim.start, claim.end)
        if amount.low is not None and amount.low >= ODD and _denies(claim, amount, told)
    )


def _meant_by(claim: Claim, told: _Told) -> Sequence[Figure]:
    """The figure that "denied the figure" means: the one told nearest."""
    if not (claim.stance == "denies" or claim.certainty == "denied"):
        return ()
    if told.amounts.between(claim.start, claim.end) or not any(
        is_tally(each.quote) for each in claim.content
    ):
        return ()
    near = _of_whom_it_names(told.numbers_near(claim.start), claim, told)
    before = [each for each in near if each.end <= claim.start] or near
    return sorted(before, key=lambda each: (max(claim.start - each.end, each.start - claim.end), each.id))[:1]


def _of_whom_it_names(near: Sequence[Figure], claim: Claim, told: _Told) -> Sequence[Figure]:
    """The figures of the speaker whose count is denied, "the ministry's toll", or else those of nobody.

    All of them where the words name nobody who speaks in the document.
    """
    denied = {word.removesuffix("'s") for extent in claim.content for word in _words_in(extent.quote)}
    if denied.isdisjoint(told.speaking):
        return near
    by = [(each, told.words_for_teller(each)) for each in near]
    named = [each for each, words in by if not denied.isdisjoint(words)]
    return named or [each for each, words in by if not words]


def _words_for_speaker(claim: Claim) -> frozenset[str]:
    """The words of a speaker's name, and of the document for it: "the governor of Puno, Rosa Quispe"."""
    if claim.claimant is None:
        return frozenset()
    words = (*_words_in(claim.claimant.name), *(w for each in claim.source for w in _words_in(each.quote)))
    return frozenset(words) - small_stems()


def _words_in(text: str) -> list[str]:
    return [word.casefold().replace("\u2019", "'") for word in WORD.findall(text)]


def _denies(claim: Claim, amount: Amount, told: _Told) -> bool:
    """Whether a claim denies as a whole, or says of a count that it is not so."""
    if claim.stance == "denies" or claim.certainty == "denied":
        return True
    if not told.doubted.hold(amount.start, amount.start + 1):
        return False
    before = told.reading.document.text[max(claim.start, amount.start - TALLY_BEFORE) : amount.start]
    return is_tally(amount.unit) or is_tally(before)
