"""The page of a contradiction: its two sides, each in its words."""

from __future__ import annotations

from dataclasses import dataclass

from ..ledger.asking.queries import (
    Filter,
    select_records,
)
from ..ledger.store import Ledger
from ..records import Account, Claim, Contradiction
from .accounts import (
    A_STATEMENT,
    MeasurePart,
    account_rows,
    accounts_of,
    findings_of,
    one_record,
    speakers_of,
)
from .addresses import address
from .cards import CHOICES, Card, Field, QuoteInContext, fields_of, passage_of
from .decisions_page import Decision, Decisions
from .tables import ContradictionRow, list_rows, rows_by_id


@dataclass(frozen=True, slots=True)
class Side:
    """One of two contradictory statements."""

    id: str
    kind: str
    claimant: str
    claimant_type: str | None
    said: str
    counts: bool
    """Whether what it says is a number."""
    as_of: str | None
    status: str
    passages: tuple[QuoteInContext, ...]


@dataclass(frozen=True, slots=True)
class ContradictionPage:
    """Two statements side by side, and the other accounts of the same measure."""

    contradiction: ContradictionRow
    left: Side
    right: Side
    others: MeasurePart | None
    relations: tuple[str, ...]
    card: Card
    neighbours: tuple[ContradictionRow, ...]


def make_contradiction_page(ledger: Ledger, name: str, decisions: Decisions) -> ContradictionPage:
    """Two statements side by side.

    Raises:
        NoSuchRecord: no record has that id.
    """
    record = one_record(ledger, Contradiction, name)
    wanted = Filter(occurrence=record.occurrence, measure=record.measure or "")
    rows: tuple[ContradictionRow, ...] = list_rows(
        ledger, "contradictions", wanted, decisions.standing, size=200
    ).rows
    row = next((each for each in rows if each.id == record.id), None)
    if row is None:
        found = _row_of(ledger, record, decisions)
        row, rows = found, (found, *rows)
    accounts = accounts_of(ledger, record.occurrence, decisions, record.measure) if record.measure else ()
    return ContradictionPage(
        contradiction=row,
        left=_side(ledger, record.left, decisions),
        right=_side(ledger, record.right, decisions),
        others=MeasurePart(record.measure, accounts) if record.measure else None,
        relations=CHOICES["relation"],
        card=_contradiction_card(record, row, decisions),
        neighbours=rows[:60],
    )


def _row_of(ledger: Ledger, record: Contradiction, decisions: Decisions) -> ContradictionRow:
    (row,) = rows_by_id(ledger, "contradictions", [record.id], decisions.standing)
    assert isinstance(row, ContradictionRow)
    return row


def _side(ledger: Ledger, name: str, decisions: Decisions) -> Side:
    accounts = tuple(select_records(ledger, Account, "WHERE id = ?", (name,)))
    if accounts:
        row = account_rows(ledger, accounts, decisions)[0]
        return Side(
            id=row.id,
            kind="account",
            claimant=row.claimant,
            claimant_type=row.claimant_type,
            said=row.range,
            counts=row.measure is not None,
            as_of=row.as_of,
            status=row.status,
            passages=row.passages,
        )
    found = findings_of(ledger, [name])
    if not found:
        return Side(
            id=name,
            kind="gone",
            claimant="no longer in the ledger",
            claimant_type=None,
            said="",
            counts=False,
            as_of=None,
            status="gone",
            passages=(),
        )
    record, document = found[0]
    who = speakers_of(ledger, found[:1], decisions.standing)[record.id]
    claim = record if isinstance(record, Claim) else None
    return Side(
        id=record.id,
        kind="claim",
        claimant=who,
        claimant_type=claim.claimant.type if claim and claim.claimant else None,
        said=claim.stance if claim else A_STATEMENT,
        counts=False,
        as_of=document.published,
        status="current",
        passages=(passage_of(record, document, decisions.standing, who),),
    )


def _contradiction_card(record: Contradiction, row: ContradictionRow, decisions: Decisions) -> Card:
    told: tuple[Field, ...] = fields_of(record, "contradiction", decisions.standing)
    history: tuple[Decision, ...] = decisions.of(record.id)
    return Card(
        id=record.id,
        kind="contradiction",
        number=1,
        look="contradiction",
        head=row.relation,
        who="",
        details=(record.why,),
        quote="",
        rule=record.rule,
        review=row.review,
        fields=told,
        history=history,
        seen=decisions.last(record.id),
        undoes=decisions.undoable(record.id),
        href=address("contradictions", record.id),
    )
