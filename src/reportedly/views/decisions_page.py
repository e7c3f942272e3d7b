"""The page on past decisions: about what, by whom, when, why, and whether they are still in force."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from ..errors import NoSuchRecord
from ..ledger.asking.queries import Filter
from ..ledger.neighbourhoods.neighbourhood_state import count_unfollowed
from ..ledger.people.grading import GRADE
from ..ledger.people.identities import CLAIMANT, names_of
from ..ledger.people.review import PERSON, DecisionsInForce, standing, undone, undone_by
from ..ledger.store import Ledger
from ..ledger.wording import say_range, say_when
from ..records import Claim, Contradiction, Document, Event, Figure, Judgement, When
from .addresses import address
from .lines import outlet_of, short

VERDICTS: Mapping[str, str] = {"same": "are one", "different": "are not one"}
"""Verdicts that are said otherwise than they are written."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A judgement of a person."""

    number: int
    """In the order of deciding, from 1."""
    id: str
    subject: tuple[str, ...]
    verdict: str
    reason: str
    by: str
    at: str
    change: str
    """What was before and what is after, of a correction."""
    undoes: str | None
    stands: bool
    """Whether nobody took it back; what takes back stands for nothing by itself."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people have decided of a ledger: all of it, and by record in order of deciding."""

    standing: DecisionsInForce
    every: tuple[Decision, ...]
    by_record: Mapping[str, tuple[Decision, ...]]

    def of(self, *records: str) -> tuple[Decision, ...]:
        """What was decided of these records, in order."""
        found = {each.number: each for record in records for each in self.by_record.get(record, ())}
        return tuple(found[number] for number in sorted(found))

    def last(self, record: str) -> str:
        """The id of what was decided last of the record, or nothing."""
        told = self.of(record)
        return told[-1].id if told else ""

    def undoable(self, record: str) -> str | None:
        """The last decision of the record that still stands."""
        return next((each.id for each in reversed(self.of(record)) if each.stands), None)

    def joint(self, *records: str) -> tuple[Decision, ...]:
        """Those of the decisions of these records that say what is one and what is not."""
        return tuple(each for each in self.of(*records) if len(each.subject) > 1)


def decisions_of(ledger: Ledger) -> Decisions:
    """All that people have decided, read anew: several may work on one ledger."""
    found = tuple(ledger.decisions())
    gone = undone(found)
    every = tuple(_decision(each, number, gone) for number, each in enumerate(found, start=1))
    by_record: dict[str, list[Decision]] = {}
    for each in every:
        for subject in each.subject:
            by_record.setdefault(subject, []).append(each)
    return Decisions(standing(found), every, {name: tuple(told) for name, told in by_record.items()})


def _decision(judgement: Judgement, number: int, gone: Set[str]) -> Decision:
    value = _loaded(judgement.value)
    before, after = value.get("before", {}), value.get("after", {})
    return Decision(
        number=number,
        id=judgement.id,
        subject=judgement.subject,
        verdict="graded" if set(after) == {GRADE} else judgement.verdict,
        reason=judgement.reason,
        by=judgement.decided_by.removeprefix(PERSON),
        at=judgement.decided_at,
        change="; ".join(
            f"{name}: {say_value(before.get(name))} → {say_value(now)}" for name, now in after.items()
        ),
        undoes=undone_by(judgement),
        stands=undone_by(judgement) is None and judgement.id not in gone,
    )


def _loaded(value: str | None) -> dict[str, Any]:
    try:
        told = json.loads(value or "{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def say_value(value: object) -> str:
    """The value of a field before or after a correction, as a page shows it."""
    if isinstance(value, float) and value.is_integer():
        return f"{value:,.0f}"
    if isinstance(value, dict):
        return str(value["name"]) if "name" in value else say_when(When(**value))
    return "open" if value is None else str(value)


# the page of all decisions


@dataclass(frozen=True, slots=True)
class Thing:
    """What a decision is about, in a few words; `href` is None where it is no longer in the ledger."""

    id: str
    words: str
    href: str | None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision of the log."""

    at: str
    by: str
    records: tuple[str, ...]
    verdict: str
    change: str
    reason: str
    undoes: str | None
    stands: bool
    id: str


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """One page of the log, the last decision first."""

    wanted: Filter
    total: int
    pages: int
    rows: tuple[DecisionRow, ...]
    about: tuple[tuple[Thing, ...], ...]
    """By row, what was decided of."""
    unfollowed: int
    """Decisions that what joins documents does not follow yet."""


def decision_rows(decisions: Decisions) -> Iterator[DecisionRow]:
    """Every decision that people took, in order."""
    return map(_row, decisions.every)


def make_decisions_page(ledger: Ledger, decisions: Decisions, wanted: Filter, size: int) -> DecisionsPage:
    """The page of the log that is asked for; the last one where a later one is."""
    pages = max(1, -(-len(decisions.every) // size))
    begin = (min(wanted.page, pages) - 1) * size
    shown = decisions.every[::-1][begin : begin + size]
    return DecisionsPage(
        wanted,
        len(decisions.every),
        pages,
        tuple(map(_row, shown)),
        tuple(_things_of(ledger, shown)),
        count_unfollowed(ledger),
    )


def _row(each: Decision) -> DecisionRow:
    return DecisionRow(
        at=each.at,
        by=each.by,
        records=each.subject,
        verdict=each.verdict,
        change=each.change,
        reason=each.reason,
        undoes=each.undoes,
        stands=each.stands,
        id=each.id,
    )


def _things_of(ledger: Ledger, decisions: Sequence[Decision]) -> Iterator[tuple[Thing, ...]]:
    """What each of these decisions is about."""
    subjects = {each for decision in decisions for each in decision.subject if each.startswith(CLAIMANT)}
    names = names_of(ledger, subjects) if subjects else {}
    claimants = {subject: name for name, subject in names.items()}
    for decision in decisions:
        yield tuple(
            _claimant(each, claimants.get(each)) if each.startswith(CLAIMANT) else _thing(ledger, each)
            for each in decision.subject
        )


def _claimant(subject: str, name: str | None) -> Thing:
    href = address("claimants", name) if name else None
    return Thing(subject, name or subject.removeprefix(CLAIMANT), href)


def _thing(ledger: Ledger, name: str) -> Thing:
    try:
        found = ledger.record(name)
    except NoSuchRecord:
        return Thing(name, name, None)
    match found:
        case Figure(low=low, high=high, bound=bound, measure=measure):
            return Thing(name, f"{say_range(low, high, bound)} {measure}", address("figures", name))
        case Claim(quote=quote):
            return Thing(name, f"“{short(quote)}”", address("claims", name))
        case Event(quote=quote):
            return Thing(name, f"“{short(quote)}”", address("events", name))
        case Contradiction(why=why):
            return Thing(name, why, address("contradictions", name))
        case Document():
            return Thing(name, found.title or outlet_of(found), address("documents", name))
    return Thing(name, name, None)
