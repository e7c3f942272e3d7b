"""How many: the amounts that count what happened.

Grammar says of whom a measure is said (`mentions/counted.py`); a figure is such a phrase with its amount,
and with what stands around it: who says so, how sure, where, when, in which event. Nothing is added up
but what one phrase coordinates, and no figure is made without an amount.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from ..contract import record_id
from ..lexicon import Lexicon, rule_of
from ..mentions.counted import Tally
from ..mentions.implied import SUM, Numbers
from ..mentions.measures import Counted
from ..records import (
    Amount,
    Certainty,
    Claim,
    Document,
    Event,
    Figure,
    Hedge,
    HedgeType,
    Place,
    Segment,
    Time,
    When,
)
from .outcomes import CountedAmount, settle_outcomes

if TYPE_CHECKING:
    from spacy.tokens import Doc

SURENESS: dict[HedgeType, Certainty] = {
    "possible": "unconfirmed",
    "alleged": "unconfirmed",
    "unconfirmed": "unconfirmed",
    "conditional": "unconfirmed",
    "future": "unconfirmed",
    "estimated": "estimated",
    "doubted": "doubted",
    "negated": "denied",
}
RANKS: tuple[Certainty, ...] = ("asserted", "reported", "estimated", "unconfirmed", "doubted", "denied")
"""From the surest to the least sure: of several the least sure is the figure's."""


APlace = TypeVar("APlace", Place, Time)


class _Around:
    """What stands around a figure, by offset."""

    def __init__(
        self,
        document: Document,
        doc: Doc,
        places: Sequence[Place],
        times: Sequence[Time],
        hedges: Sequence[Hedge],
        claims: Sequence[Claim],
        events: Sequence[Event],
    ) -> None:
        self.document = document
        self.doc = doc
        self.places = places
        self.times = [time for time in times if time.timex in ("DATE", "TIME") and time.earliest]
        self.hedges = hedges
        self.claims = claims
        self.events = {event.id: event for event in events}
        self._event_at = _by_place((event.trigger.start, event.trigger.end, event.id) for event in events)
        self._segment_starts = [segment.start for segment in document.segments]

    def segment(self, place: int) -> Segment:
        """The segment that an offset lies in."""
        return self.document.segments[max(0, bisect_right(self._segment_starts, place) - 1)]

    def event(self, found: CountedAmount) -> Event | None:
        """The event that the measure's word triggers."""
        trigger = found.counted.trigger
        event = self._event_at.get(trigger.idx)
        return None if event is None else self.events[event]

    def claim(self, place: int) -> Claim | None:
        """The innermost claim whose content holds an offset."""
        holding = [
            (content.end - content.start, claim.start, claim)
            for claim in self.claims
            for content in claim.content
            if content.start <= place < content.end
        ]
        return min(holding, key=lambda each: each[:2])[2] if holding else None

    def certainty(self, found: CountedAmount, claim: Claim | None) -> Certainty:
        """The least sure of what the claim and the hedges over the figure say."""
        place = found.amount.start
        said: list[Certainty] = ["asserted"]
        if claim is not None:
            said.append("denied" if claim.stance == "denies" else claim.certainty)
        said += [
            SURENESS[hedge.type]
            for hedge in self.hedges
            if hedge.scope.start <= place < hedge.scope.end and not _is_own_number(hedge, found.amount)
        ]
        return max(said, key=RANKS.index)


def _is_own_number(hedge: Hedge, amount: Amount) -> bool:
    """Whether the hedge is the "about" of the amount, which its bound says already."""
    return amount.start <= hedge.start and hedge.end <= amount.end


def _by_place(spots: Iterator[tuple[int, int, str]]) -> dict[int, str]:
    return {start: identity for start, _, identity in spots}


def find_figures(
    document: Document,
    doc: Doc,
    tally: Tally,
    amounts: Sequence[Amount],
    places: Sequence[Place],
    times: Sequence[Time],
    hedges: Sequence[Hedge],
    claims: Sequence[Claim],
    events: Sequence[Event],
    lexicon: Lexicon,
) -> tuple[Figure, ...]:
    """All figures of a document, in order."""
    around = _Around(document, doc, places, times, hedges, claims, events)
    found = _unique(_with_amounts(tally, amounts))
    figures = [_figure(around, each) for each in settle_outcomes(found, lexicon)]
    return tuple(sorted(figures, key=lambda figure: (figure.start, figure.end, figure.id)))


def _with_amounts(tally: Tally, amounts: Sequence[Amount]) -> Iterator[CountedAmount]:
    """Those counted, each with the amount of its phrase; and the sums of what is coordinated."""
    sums = {(amount.start, amount.end): amount for amount in amounts if amount.rule == rule_of("amount", SUM)}
    single = [amount for amount in amounts if amount.rule != rule_of("amount", SUM)]
    numbers = Numbers(tally.tree, [(amount.start, amount.end) for amount in single])
    for each in tally.counted:
        which = numbers.of(each.head)
        if which is None:
            continue
        amount = single[which]
        yield _found(each, amount)
        if each.group and each.head == each.group[0]:
            last = max(head.idx + len(head) for head in each.group)
            whole = next(
                (s for (start, end), s in sums.items() if start == amount.start and end == last), None
            )
            if whole is not None:
                yield _found(each, whole)


def _found(counted: Counted, amount: Amount) -> CountedAmount:
    start, end = min(counted.start, amount.start), max(counted.end, amount.end)
    return CountedAmount(counted, amount, counted.measure, start, end)


def _unique(found: Iterator[CountedAmount]) -> list[CountedAmount]:
    """One figure for each amount and measure; what is only a noun gives way to what is said of it."""
    first: dict[tuple[str, str], CountedAmount] = {}
    for each in found:
        first.setdefault((each.amount.id, each.measure), each)
    said = Counter(amount for amount, _ in first)
    return [
        each
        for (amount, _), each in first.items()
        if said[amount] == 1 or "not_otherwise" not in each.counted.word.needs
    ]


def _figure(around: _Around, found: CountedAmount) -> Figure:
    document, amount = around.document, found.amount
    claim = around.claim(amount.start)
    event = around.event(found)
    return Figure(
        id=record_id("figure", document.id, found.start, found.end, amount.start, amount.end, found.measure),
        document=document.id,
        rule=rule_of("figure", found.counted.word),
        start=found.start,
        end=found.end,
        quote=document.text[found.start : found.end],
        amount=amount.id,
        low=amount.low,
        high=amount.high,
        bound=amount.bound,
        measure=found.measure,
        group=amount.unit,
        place=_place(around, found, event),
        when=_when(around, found, event),
        total=_is_total(found),
        event=None if event is None else event.id,
        claim=None if claim is None else claim.id,
        certainty=around.certainty(found, claim),
        segment=around.segment(found.start).kind,
    )


def _is_total(found: CountedAmount) -> bool | None:
    return True if found.counted.word.form == "toll" else None


def _place(around: _Around, found: CountedAmount, event: Event | None) -> str | None:
    """The event's place; else the last one named in the clause, the sentence, the paragraph so far."""
    if event is not None and event.place is not None:
        return event.place
    near = _nearest(around, found, around.places)
    return None if near is None else near.id


def _when(around: _Around, found: CountedAmount, event: Event | None) -> When | None:
    if event is not None and event.when is not None:
        return event.when
    near = _nearest(around, found, around.times)
    return None if near is None else When(near.earliest, near.latest, near.precision, near.basis)


def _nearest(around: _Around, found: CountedAmount, mentions: Sequence[APlace]) -> APlace | None:
    """Of the clause's mentions the nearest; else the sentence's; else the paragraph's so far."""
    sentence = found.counted.head.sent
    segment = around.segment(found.start)
    spans = ((found.start, found.end), (sentence.start_char, sentence.end_char), (segment.start, found.end))
    for start, end in spans:
        inside = [mention for mention in mentions if start <= mention.start and mention.end <= end]
        if inside:
            return min(inside, key=lambda mention: abs(mention.start - found.amount.start))
    return None
