"""Pages on one finding and on the next record to review."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..errors import NoSuchRecord
from ..ledger.asking.filtered_tables import LEAST_SURE
from ..ledger.neighbourhoods.neighbourhood_state import count_unfollowed
from ..ledger.store import Ledger
from ..records import Claim, Event, Figure
from .cards import Card, Field, Finding, QuoteInContext, card_of, fields_of, passage_of
from .decisions_page import Decision, Decisions
from .lines import outlet_of
from .tables import ContradictionRow, rows_by_id

ITS_NEIGHBOURHOOD = (
    "SELECT j.neighbourhood FROM joining_documents j JOIN documents d USING (number) WHERE d.id = ?"
)
"""What joins a document's findings stands under its neighbourhood; the rest is not looked at."""

MOST_CONFLICTS = 5
"""Contradictions that are shown beside a decision."""


@dataclass(frozen=True, slots=True)
class FindingPage:
    """One claim, figure or event with its words, what it stands inside, and what was decided of it."""

    card: Card
    passage: QuoteInContext
    within: tuple[Card, ...]
    inside: tuple[Card, ...]
    occurrence: str | None
    cite: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One decision."""

    order: str
    left: int
    decided: int
    card: Card | None
    passage: QuoteInContext | None
    conflicts: tuple[ContradictionRow, ...]
    skip: str
    unfollowed: int
    """Decisions that what joins documents does not follow yet."""
    last: Decision | None
    """The last decision of the reviewer that stands: a slip of a key is taken back from here."""


def fields_now(ledger: Ledger, name: str, decisions: Decisions) -> tuple[Field, ...]:
    """What can be corrected of a record, with the values that stand.

    Raises:
        NoSuchRecord: no record has that id.
    """
    return fields_of(ledger.record(name), name.partition("-")[0], decisions.standing)


def make_finding_page(ledger: Ledger, name: str, decisions: Decisions) -> FindingPage:
    """One claim, figure or event.

    Raises:
        NoSuchRecord: no record has that id.
    """
    found = ledger.record(name)
    if not isinstance(found, (Claim, Event, Figure)):
        raise NoSuchRecord(f"{name!r} is not a claim, figure or event")
    reading = ledger.reading(found.document)
    claims = {claim.id: claim for claim in reading.claims}
    others: list[Finding] = [*reading.claims, *reading.events, *reading.figures]
    above = found.within if isinstance(found, Claim) else found.claim
    chain: list[Claim] = []
    while above and above in claims and claims[above] not in chain:
        chain.append(claims[above])
        above = claims[above].within
    inside = [each for each in others if _stands_inside(each) == found.id]
    card = card_of(found, reading, claims, decisions)
    passage = passage_of(found, reading.document, decisions.standing, card.who)
    document = reading.document
    day = f", {document.published[:10]}" if document.published else ""
    return FindingPage(
        card=card,
        passage=passage,
        within=tuple(card_of(each, reading, claims, decisions) for each in chain),
        inside=tuple(card_of(each, reading, claims, decisions) for each in inside),
        occurrence=_occurrence_of(ledger, found),
        cite=f"“{passage.quote}” ({outlet_of(document)}{day}"
        + (f", {document.url}" if document.url else "")
        + f"; characters {found.start}–{found.end}, {found.id})",
    )


def make_review_page(
    ledger: Ledger, decisions: Decisions, order: str, skip: Sequence[str], reviewer: str = ""
) -> ReviewPage:
    """The next decision in this order, after what is skipped."""
    gone = decisions.standing.touched()
    name = _next(ledger, order, gone | set(skip)) or _next(ledger, order, gone)
    card = passage = None
    conflicts: tuple[ContradictionRow, ...] = ()
    if name is not None:
        page = make_finding_page(ledger, name, decisions)
        card, passage = page.card, page.passage
        conflicts = _conflicts_of(ledger, name, page.passage.document, decisions)
    left = count_open(ledger, decisions)
    skipped = " ".join(skip[-50:])
    return ReviewPage(
        order=order,
        left=left,
        decided=len(gone),
        card=card,
        passage=passage,
        conflicts=conflicts,
        skip=skipped,
        unfollowed=count_unfollowed(ledger),
        last=next((each for each in reversed(decisions.every) if each.stands and each.by == reviewer), None),
    )


def count_open(ledger: Ledger, decisions: Decisions) -> int:
    """Figures and claims of which nobody has decided anything."""
    gone = decisions.standing.touched()
    held = int(next(ledger.ask("SELECT (SELECT count(*) FROM figures) + (SELECT count(*) FROM claims)"))[0])
    return max(0, held - sum(name.startswith(("figure-", "claim-")) for name in gone))


def _stands_inside(found: Finding) -> str | None:
    return found.within if isinstance(found, Claim) else found.claim


def _occurrence_of(ledger: Ledger, found: Finding) -> str | None:
    if isinstance(found, Claim):
        return None
    column = "events" if isinstance(found, Event) else "figures"
    there = f"neighbourhood = ({ITS_NEIGHBOURHOOD})"
    statement = f"SELECT id FROM occurrences WHERE {there} AND instr({column}, ?) LIMIT 1"  # noqa: S608 - ours
    return next((row[0] for row in ledger.ask(statement, (found.document, f'"{found.id}"'))), None)


def _in_either(rank: str) -> str:
    """The first figure or claim by this rank: that of each table, since both together are sorted whole."""
    first = (
        f"SELECT * FROM (SELECT x.id, {rank} AS rank, x.document, x.start FROM {table} x"  # noqa: S608
        " WHERE {left} ORDER BY 2, 3, 4, 1 LIMIT 1)"
        for table in ("figures", "claims")
    )
    return f"{' UNION ALL '.join(first)} ORDER BY 2, 3, 4, 1 LIMIT 1"


QUEUES: Mapping[str, str] = {
    "least-sure": _in_either(LEAST_SURE.format("x")),
    "conflicting": "SELECT id FROM (SELECT j.value AS id, count(*) AS conflicts FROM contradictions x"
    " JOIN accounts a ON a.id IN (x.left, x.right), json_each(a.evidence) j GROUP BY j.value)"
    " WHERE {left} AND (id LIKE 'figure-%' OR id LIKE 'claim-%') ORDER BY conflicts DESC, id LIMIT 1",
    "in-order": _in_either("0"),
}
"""Orders in which decisions are asked for: what is least sure first, what contradicts most, as it stands."""

LEFT = "id NOT IN (SELECT value FROM json_each(:gone))"


def _next(ledger: Ledger, order: str, gone: Iterable[str]) -> str | None:
    """The first finding in this order of those that are not gone."""
    statement = QUEUES[order].replace("{left}", LEFT)
    return next((row[0] for row in ledger.ask(statement, {"gone": json.dumps(sorted(gone))})), None)


def _conflicts_of(
    ledger: Ledger, name: str, document: str, decisions: Decisions
) -> tuple[ContradictionRow, ...]:
    there = f"a.neighbourhood = ({ITS_NEIGHBOURHOOD})"
    statement = (
        "SELECT x.id FROM accounts a JOIN contradictions x ON x.occurrence = a.occurrence"  # noqa: S608 - ours
        f" AND a.id IN (x.left, x.right) WHERE {there} AND instr(a.evidence, ?) ORDER BY x.id LIMIT ?"
    )
    asked = ledger.ask(statement, (document, f'"{name}"', MOST_CONFLICTS))
    rows = rows_by_id(ledger, "contradictions", [row[0] for row in asked], decisions.standing)
    return tuple(row for row in rows if isinstance(row, ContradictionRow))
