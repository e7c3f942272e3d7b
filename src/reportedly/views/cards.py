"""Findings as cards that a person can judge, each with its words, its doubts and what was decided of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import quote

from ..ledger.review import PERSON, Standing, standing
from ..ledger.store import Ledger
from ..ledger.wording import say_range
from ..records import (
    Bound,
    Certainty,
    Claim,
    Document,
    Event,
    Figure,
    Judgement,
    Measure,
    Reading,
    Record,
    Relation,
    Stance,
    Status,
)
from .highlight import Span
from .lines import outlet_of, place_name, short
from .tables import review_of
from .wording import STANCE_WORDS, SURE, say_claimant, say_when

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
}
"""Fields that are corrected by choosing, with what can be chosen."""

NUMBERS = ("low", "high")
CORRECTED: Mapping[str, tuple[str, ...]] = {
    "figure": ("low", "high", "bound", "measure", "certainty"),
    "claim": ("stance", "certainty"),
    "event": ("status", "certainty"),
    "contradiction": ("relation",),
}
"""Fields that a page lets people correct, by kind of record."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement of a person, as people read it."""

    id: str
    verdict: str
    reason: str
    by: str
    at: str
    change: str
    undoes: str | None


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people have decided of a ledger: all of it, and by record in order of deciding."""

    standing: Standing
    by_record: Mapping[str, tuple[Decision, ...]]

    def of(self, record: str) -> tuple[Decision, ...]:
        """What was decided of the record, in order."""
        return self.by_record.get(record, ())

    def last(self, record: str) -> str:
        """The id of what was decided last of the record, or nothing."""
        told = self.of(record)
        return told[-1].id if told else ""

    def undoable(self, record: str) -> str | None:
        """The last decision of the record that still stands."""
        told = self.of(record)
        gone = {each.undoes for each in told if each.undoes}
        standing_ones = [each.id for each in told if each.undoes is None and each.id not in gone]
        return standing_ones[-1] if standing_ones else None


@dataclass(frozen=True, slots=True)
class Field:
    """A value that can be corrected."""

    name: str
    value: str
    choices: tuple[str, ...]
    """Empty: a number."""


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
class Passage:
    """Words with the words around them, and where they stand."""

    record: str
    document: str
    outlet: str
    title: str | None
    published: str | None
    language: str
    segment: str
    before: str
    quote: str
    after: str
    review: str
    href: str


def decisions_of(ledger: Ledger) -> Decisions:
    """All that people have decided, read anew: several may work on one ledger."""
    found = [each for each in _judgements(ledger) if each.decided_by.startswith(PERSON)]
    by_record: dict[str, list[Decision]] = {}
    for each in found:
        for subject in each.subject:
            by_record.setdefault(subject, []).append(_decision(each))
    return Decisions(standing(found), {name: tuple(told) for name, told in by_record.items()})


def address(kind: str, name: str, anchor: str = "") -> str:
    """The address of a page about one thing; the name may hold any sign."""
    path = f"/{kind}/{quote(name, safe='', errors='replace')}"
    return f"{path}#{anchor}" if anchor else path


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
    head, details = TELLERS[kind](found, reading, decisions.standing.corrected.get(found.id, {}))
    claim = found if isinstance(found, Claim) else claims.get(found.claim or "")
    return Card(
        id=found.id,
        kind=kind,
        number=number,
        look=found.measure if isinstance(found, Figure) else kind,
        head=head,
        who=say_claimant(claim, outlet_of(reading.document)),
        details=tuple(filter(None, details)),
        quote=found.quote,
        rule=found.rule,
        review=review_of(found.id, decisions.standing),
        fields=fields_of(found, kind, decisions.standing),
        history=decisions.of(found.id),
        seen=decisions.last(found.id),
        undoes=decisions.undoable(found.id),
        href=address("documents", reading.document.id, found.id),
    )


def fields_of(record: Record, kind: str, decided: Standing) -> tuple[Field, ...]:
    """What can be corrected of a record, with the values that stand now."""
    changes = decided.corrected.get(record.id, {})
    told: list[Field] = []
    for name in CORRECTED[kind]:
        value = changes.get(name, getattr(record, name))
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        told.append(Field(name, "" if value is None else str(value), CHOICES.get(name, ())))
    return tuple(told)


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


def passage_of(found: Finding, document: Document, decided: Standing) -> Passage:
    """The finding's words in their place."""
    start, end, text = found.start, found.end, document.text
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Passage(
        record=found.id,
        document=document.id,
        outlet=outlet_of(document),
        title=document.title,
        published=document.published,
        language=document.language,
        segment=found.segment,
        before=f"…{before}" if start > CONTEXT else before,
        quote=text[start:end],
        after=f"{after}…" if end + CONTEXT < len(text) else after,
        review=review_of(found.id, decided),
        href=address("documents", document.id, found.id),
    )


def _judgements(ledger: Ledger) -> Iterator[Judgement]:
    statement = (
        "SELECT id, subject, verdict, value, reason, decided_by, decided_at FROM judgements"
        " WHERE decided_by >= 'person:' AND decided_by < 'person;' ORDER BY number"
    )
    for row in ledger.ask(statement):
        values = dict(row)
        values["subject"] = tuple(json.loads(values["subject"]))
        yield Judgement(**values)


def _decision(judgement: Judgement) -> Decision:
    value = _loaded(judgement.value)
    before, after = value.get("before", {}), value.get("after", {})
    changes = [
        f"{name}: {_said(before.get(name))} → {_said(now)}" for name, now in after.items() if name != "undoes"
    ]
    return Decision(
        id=judgement.id,
        verdict=judgement.verdict,
        reason=judgement.reason,
        by=judgement.decided_by.removeprefix(PERSON),
        at=judgement.decided_at,
        change="; ".join(changes),
        undoes=value.get("undoes"),
    )


def _loaded(value: str | None) -> dict[str, Any]:
    try:
        told = json.loads(value or "{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _said(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return f"{value:,.0f}"
    return "open" if value is None else str(value)


def _kind(found: Finding) -> str:
    return {Claim: "claim", Event: "event", Figure: "figure"}[type(found)]


def _tell_figure(
    found: Figure, reading: Reading, changes: Mapping[str, Any]
) -> tuple[str, Sequence[str | None]]:
    low, high, bound, measure, certainty = (
        changes.get(name, getattr(found, name)) for name in ("low", "high", "bound", "measure", "certainty")
    )
    total = {True: "running total", False: "this incident alone", None: None}[found.total]
    return f"{say_range(low, high, bound)} {measure}", (
        found.group,
        _dated(say_when(found.when)),
        place_name(found.place, reading),
        total,
        SURE.get(certainty, certainty),
        _part(found.segment),
    )


def _tell_claim(found: Claim, _: Reading, changes: Mapping[str, Any]) -> tuple[str, Sequence[str | None]]:
    stance = changes.get("stance", found.stance)
    certainty = changes.get("certainty", found.certainty)
    said = " … ".join(extent.quote for extent in found.content) or found.quote
    return f"{STANCE_WORDS.get(stance, stance)}: {short(said)}", (
        "in quotation marks" if found.direct else None,
        SURE.get(certainty, certainty),
        f"kept at a distance: “{found.distance}”" if found.distance else None,
        f"through {', '.join(found.channel)}" if found.channel else None,
        _part(found.segment),
    )


def _tell_event(
    found: Event, reading: Reading, changes: Mapping[str, Any]
) -> tuple[str, Sequence[str | None]]:
    certainty = changes.get("certainty", found.certainty)
    did = ", ".join(actor.name for actor in found.actors)
    to = ", ".join(each.name for each in found.recipients)
    mode = f" / {found.mode}" if found.mode else ""
    return f"{found.type.lower()}{mode}: {found.trigger.quote}", (
        f"by {did}" if did else None,
        f"to {to}" if to else None,
        _dated(say_when(found.when)),
        place_name(found.place, reading),
        changes.get("status", found.status),
        SURE.get(certainty, certainty),
        _part(found.segment),
    )


TELLERS: Mapping[str, Any] = {"figure": _tell_figure, "claim": _tell_claim, "event": _tell_event}


def _dated(when: str) -> str | None:
    return None if when == "undated" else when


def _part(segment: str) -> str | None:
    return None if segment == "paragraph" else f"in a {segment.replace('_', ' ')}"
