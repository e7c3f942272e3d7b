"""Findings as cards for review: each with its words, its doubts and the decisions about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from ..ledger.file.field_values import write_when
from ..ledger.people.grading import CODES, GRADE, UNGRADED, say_grade
from ..ledger.people.review import DecisionsInForce, as_corrected
from ..ledger.wording import say_range, say_when
from ..privacy import words_after, words_before
from ..records import (
    Bound,
    Certainty,
    Claim,
    Claimant,
    Document,
    Event,
    Figure,
    Measure,
    Reading,
    Record,
    Relation,
    Stance,
    Status,
    When,
)
from .addresses import address
from .decisions_page import Decision, Decisions
from .highlight import Span
from .lines import outlet_of, place_name, short
from .tables import review_of
from .wording import SURE, say_claimant, say_content, say_stance

CONTEXT = 180
"""Characters on either side of a quotation: enough to see who speaks and of what."""

Finding = Claim | Event | Figure

CHOICES: Mapping[str, tuple[str, ...]] = {
    "bound": get_args(Bound),
    "measure": get_args(Measure),
    "certainty": get_args(Certainty),
    "stance": get_args(Stance),
    "status": get_args(Status),
    "relation": get_args(Relation),
    GRADE: CODES,
}
"""Fields that are corrected by choosing, with what can be chosen."""

CORRECTED: Mapping[str, tuple[str, ...]] = {
    "figure": ("low", "high", "bound", "measure", "group", "when", "certainty", GRADE),
    "claim": ("claimant", "stance", "certainty", GRADE),
    "event": ("status", "when", "certainty", GRADE),
    "contradiction": ("relation",),
}
"""Fields that a page lets people correct, by kind of record."""

NUMBERS = ("low", "high")
"""Those that are numbers."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value that can be corrected."""

    name: str
    value: str
    choices: tuple[str, ...]
    """Empty: a number or words."""
    number: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A finding with all that a person needs to judge it."""

    id: str
    kind: str
    number: int
    look: str
    head: str
    who: str
    details: tuple[str, ...]
    quote: str
    rule: str
    review: str
    fields: tuple[Field, ...]
    history: tuple[Decision, ...]
    seen: str
    """The decision that this card already shows; one that was taken since makes it stale."""
    undoes: str | None
    href: str


@dataclass(frozen=True, slots=True)
class QuoteInContext:
    """Words with the words around them, and where they stand."""

    record: str
    document: str
    outlet: str
    title: str | None
    who: str
    """Who says so there: the claimant that the text names, or the outlet in its own voice."""
    published: str | None
    language: str
    segment: str
    before: str
    quote: str
    after: str
    review: str
    href: str


def cards_of(reading: Reading, decisions: Decisions) -> tuple[Card, ...]:
    """The reading's figures, claims and events, numbered in order of their place in the text."""
    found: list[Finding] = [*reading.claims, *reading.events, *reading.figures]
    found.sort(key=lambda each: (each.start, -each.end, _kind(each)))
    claims = {claim.id: claim for claim in reading.claims}
    return tuple(
        card_of(each, reading, claims, decisions, number) for number, each in enumerate(found, start=1)
    )


def card_of(
    found: Finding, reading: Reading, claims: Mapping[str, Claim], decisions: Decisions, number: int = 1
) -> Card:
    """The card of one finding."""
    kind = _kind(found)
    now = as_corrected(found, decisions.standing)
    head, details = TELLERS[kind](now, reading)
    claim = now if isinstance(now, Claim) else claims.get(now.claim or "")
    claim = as_corrected(claim, decisions.standing) if claim else None
    return Card(
        id=found.id,
        kind=kind,
        number=number,
        look=found.measure if isinstance(found, Figure) else kind,
        head=head,
        who=say_claimant(claim, outlet_of(reading.document)),
        details=tuple(filter(None, (*details, _graded(found.id, decisions.standing)))),
        quote=found.quote,
        rule=found.rule,
        review=review_of(found.id, decisions.standing),
        fields=fields_of(found, kind, decisions.standing),
        history=decisions.of(found.id),
        seen=decisions.last(found.id),
        undoes=decisions.undoable(found.id),
        href=address("documents", reading.document.id, found.id),
    )


def fields_of(record: Record, kind: str, decided: DecisionsInForce) -> tuple[Field, ...]:
    """What can be corrected of a record, with the values that stand now."""
    now = as_corrected(record, decided)
    told: list[Field] = []
    for name in CORRECTED[kind]:
        value = decided.grades.get(record.id, UNGRADED) if name == GRADE else getattr(now, name)
        told.append(Field(name, _written(value), CHOICES.get(name, ()), name in NUMBERS))
    return tuple(told)


def _written(value: Any) -> str:
    """A value as a person writes it."""
    if isinstance(value, When):
        return write_when(value)
    if isinstance(value, Claimant):
        return value.name
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value)


def spans_of(cards: Iterable[Card], reading: Reading) -> tuple[Span, ...]:
    """The cards' places in the text."""
    found: list[Finding] = [*reading.claims, *reading.events, *reading.figures]
    places = {each.id: each for each in found}
    return tuple(
        Span(
            id=card.id,
            number=card.number,
            start=places[card.id].start,
            end=places[card.id].end,
            look=card.look,
            review=card.review,
            label=f"{card.number}: {card.kind}, {card.head}, {card.who}",
        )
        for card in cards
    )


def passage_of(found: Finding, document: Document, decided: DecisionsInForce, who: str) -> QuoteInContext:
    """The finding's words in their place; `who` says them there."""
    start, end, text = found.start, found.end, document.text
    before, after = words_before(text, start, CONTEXT), words_after(text, end, CONTEXT)
    return QuoteInContext(
        record=found.id,
        document=document.id,
        outlet=outlet_of(document),
        title=document.title,
        who=who,
        published=document.published,
        language=document.language,
        segment=found.segment,
        before=f"…{before}" if start > CONTEXT else before,
        quote=text[start:end],
        after=f"{after}…" if end + CONTEXT < len(text) else after,
        review=review_of(found.id, decided),
        href=address("documents", document.id, found.id),
    )


def _kind(found: Finding) -> str:
    return {Claim: "claim", Event: "event", Figure: "figure"}[type(found)]


def _tell_figure(found: Figure, reading: Reading) -> tuple[str, Sequence[str | None]]:
    total = {True: "running total", False: "this incident alone", None: None}[found.total]
    return f"{say_range(found.low, found.high, found.bound)} {found.measure}", (
        found.group,
        _dated(say_when(found.when)),
        place_name(found.place, reading),
        total,
        SURE.get(found.certainty, found.certainty),
        _part(found.segment),
    )


def _tell_claim(found: Claim, _: Reading) -> tuple[str, Sequence[str | None]]:
    stance = say_stance(found.stance, (cue.quote for cue in found.cue))
    return f"{stance}: {short(say_content(found))}", (
        "in quotation marks" if found.direct else None,
        SURE.get(found.certainty, found.certainty),
        f"kept at a distance: “{found.distance}”" if found.distance else None,
        f"through {', '.join(found.channel)}" if found.channel else None,
        _part(found.segment),
    )


def _tell_event(found: Event, reading: Reading) -> tuple[str, Sequence[str | None]]:
    did = ", ".join(actor.name for actor in found.actors)
    to = ", ".join(each.name for each in found.recipients)
    mode = f" / {found.mode}" if found.mode else ""
    return f"{found.type.lower()}{mode}: {found.trigger.quote}", (
        f"by {did}" if did else None,
        f"to {to}" if to else None,
        _dated(say_when(found.when)),
        place_name(found.place, reading),
        found.status,
        SURE.get(found.certainty, found.certainty),
        _part(found.segment),
    )


TELLERS: Mapping[str, Any] = {"figure": _tell_figure, "claim": _tell_claim, "event": _tell_event}


def _graded(record: str, decided: DecisionsInForce) -> str | None:
    grade = decided.grades.get(record)
    return f"graded {say_grade(grade)}" if grade else None


def _dated(when: str) -> str | None:
    return None if when == "undated" else when


def _part(segment: str) -> str | None:
    return None if segment == "paragraph" else f"in a {segment.replace('_', ' ')}"
