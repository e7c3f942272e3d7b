"""The data of each page as a typed record, which is also its JSON; a template shows it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from ..errors import NoSuchRecord
from ..ledger.asking.claimant_names import keys_with, names_with
from ..ledger.asking.filtered_tables import CLAIMANT, OF_ITS_ACCOUNTS
from ..ledger.asking.queries import (
    Filter,
    select_records,
)
from ..ledger.joining import JOINED
from ..ledger.people.claimant_labels import label_claimants
from ..ledger.store import Ledger
from ..records import Account, Document, Occurrence
from .accounts import (
    AccountRow,
    MeasurePart,
    account_rows,
    accounts_of,
    by_measure,
    findings_of,
    one_record,
    speakers_of,
)
from .capture_page import CaptureComparison, last_change
from .cards import CHOICES, Card, QuoteInContext, cards_of, passage_of, spans_of
from .decisions_page import Decision, Decisions
from .highlight import Block, blocks_of
from .identity_page import Identity, joint_of_claimant, joint_of_occurrence, members_of
from .lines import MEASURES, outlet_of
from .tables import ClaimRow, ContradictionRow, DocumentRow, Listing, OccurrenceRow, list_rows

MOST_OF_ORIGIN = 5
"""Documents of one text that the page of one of them names; a list has all."""


@dataclass(frozen=True, slots=True)
class OccurrencePage:
    """One occurrence: who counts what, the contradictions, and the words that report it."""

    occurrence: OccurrenceRow
    measures: tuple[MeasurePart, ...]
    statements: tuple[AccountRow, ...]
    contradictions: Listing[ContradictionRow]
    told: tuple[QuoteInContext, ...]
    documents: tuple[DocumentRow, ...]
    separable: frozenset[str]
    """The documents that tell an event or a figure of it, so that people can set them apart."""
    joint: Identity


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A text with what was found in it."""

    document: Document
    outlet: str
    blocks: tuple[Block, ...]
    cards: tuple[Card, ...]
    open: int
    notices: tuple[str, ...]
    origin: tuple[DocumentRow, ...]
    """The other documents that carry its text, by a rule or because people said so."""
    joint: tuple[Decision, ...]
    """Decisions about its being one with others."""
    captures: int
    changed: CaptureComparison | None
    """In what the last capture differs from the one before it, where there are several."""
    next_open: str | None


@dataclass(frozen=True, slots=True)
class ClaimantPage:
    """What one claimant says and counts."""

    name: str
    joint: Identity
    measures: tuple[MeasurePart, ...]
    claims: Listing[ClaimRow]
    contradictions: Listing[ContradictionRow]


@dataclass(frozen=True, slots=True)
class OutletPage:
    """What one outlet published."""

    name: str
    documents: Listing[DocumentRow]
    claims: Listing[ClaimRow]


@dataclass(frozen=True, slots=True)
class AboutPage:
    """The content of the ledger, and the runs that filled it."""

    ledger: str
    version: str
    counts: Mapping[str, int]
    runs: tuple[Mapping[str, Any], ...]


def plain(value: Any) -> Any:
    """A page's record as plain values for JSON."""
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def make_occurrence_page(ledger: Ledger, name: str, decisions: Decisions, like: str = "") -> OccurrencePage:
    """One occurrence.

    Raises:
        NoSuchRecord: no record has that id.
    """
    record = one_record(ledger, Occurrence, name)
    wanted = Filter(occurrence=record.id)
    row: OccurrenceRow = list_rows(ledger, "occurrences", wanted, decisions.standing).rows[0]
    accounts = accounts_of(ledger, record.id, decisions)
    told = findings_of(ledger, record.events)
    speakers = speakers_of(ledger, told, decisions.standing)
    return OccurrencePage(
        occurrence=row,
        measures=by_measure(accounts),
        statements=tuple(each for each in accounts if each.measure is None),
        contradictions=list_rows(ledger, "contradictions", wanted, decisions.standing),
        told=tuple(
            passage_of(event, document, decisions.standing, speakers[event.id]) for event, document in told
        ),
        documents=list_rows(
            ledger, "documents", replace(wanted, sort="oldest"), decisions.standing, size=1000
        ).rows,
        separable=frozenset(members_of(ledger, record.id)),
        joint=joint_of_occurrence(ledger, record, row, decisions, like),
    )


def make_document_page(ledger: Ledger, name: str, decisions: Decisions) -> DocumentPage:
    """A text with what was found in it.

    Raises:
        NoSuchRecord: there is no such document.
    """
    reading = ledger.reading(name)
    cards = cards_of(reading, decisions)
    document = reading.document
    captures = _count(ledger, "SELECT count(*) FROM captures WHERE document = ?", (name,))
    return DocumentPage(
        document=document,
        outlet=outlet_of(document),
        blocks=blocks_of(document.text, document.segments, spans_of(cards, reading)),
        cards=cards,
        open=sum(card.review == "open" for card in cards),
        notices=tuple(
            f"{each.message}: “{each.quote}”" if each.quote else each.message for each in reading.notices
        ),
        origin=_origin_of(ledger, name, decisions),
        joint=decisions.joint(name),
        captures=captures,
        changed=last_change(ledger, name) if captures > 1 else None,
        next_open=_next_document(ledger, name, decisions),
    )


def make_claimant_page(
    ledger: Ledger,
    name: str,
    decisions: Decisions,
    wanted: Filter,
    like: str = "",
    without: Collection[str] = (),
) -> ClaimantPage:
    """What one claimant says and counts, under all the names that people said are its own.

    No claimant of a casefolded name in `without` is offered as perhaps the same.

    Raises:
        NoSuchRecord: nobody of that name says anything.
    """
    wanted = replace(wanted, claimant=name)
    claims = list_rows(ledger, "claims", wanted, decisions.standing)
    names = {
        "claimant": name,
        "claimants": json.dumps(names_with(ledger, name, decisions.standing)),
        "keys": json.dumps(keys_with(ledger, name, decisions.standing)),
    }
    mine = f"claimant_name COLLATE NOCASE IN ({CLAIMANT}) OR {OF_ITS_ACCOUNTS.format('accounts')}"
    where = f"WHERE {mine} ORDER BY as_of, id"
    accounts = account_rows(ledger, tuple(select_records(ledger, Account, where, names)), decisions)
    if not claims.total and not accounts:
        raise NoSuchRecord(f"nobody of the name {name!r} says anything in this ledger")
    return ClaimantPage(
        name,
        joint_of_claimant(ledger, name, decisions, like, without),
        by_measure(accounts),
        claims,
        list_rows(ledger, "contradictions", Filter(claimant=name), decisions.standing),
    )


def make_outlet_page(ledger: Ledger, name: str, decisions: Decisions, wanted: Filter) -> OutletPage:
    """What one outlet published.

    Raises:
        NoSuchRecord: the ledger has nothing of that outlet.
    """
    wanted = replace(wanted, outlet=name)
    documents = list_rows(ledger, "documents", wanted, decisions.standing)
    if not documents.total:
        raise NoSuchRecord(f"the ledger has nothing that {name!r} published")
    return OutletPage(name, documents, list_rows(ledger, "claims", wanted, decisions.standing))


def make_about_page(ledger: Ledger) -> AboutPage:
    """The content of the ledger, and the runs that filled it."""
    from .. import __version__

    return AboutPage(ledger.path.name, __version__, ledger.stats(), tuple(map(plain, ledger.runs())))


def choices_of(ledger: Ledger, without: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
    """The values that the filter's fields can have, but for claimants of these casefolded names."""
    asked = {
        "place": "SELECT name FROM places GROUP BY name ORDER BY count(*) DESC, name LIMIT 200",
        "claimant": "SELECT c.claimant_name, s.key FROM claims c LEFT JOIN speakers s ON s.claim = c.id"
        " WHERE c.claimant_name IS NOT NULL GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2 LIMIT 200",
        "outlet": "SELECT publisher FROM documents WHERE publisher IS NOT NULL GROUP BY 1"
        " ORDER BY 1 LIMIT 200",
        "type": "SELECT DISTINCT type FROM occurrences ORDER BY 1",
        "relation": "SELECT DISTINCT relation FROM contradictions ORDER BY 1",
    }
    told = {name: tuple(ledger.ask(text)) for name, text in asked.items()}
    who = [(row[0], row[1] or "") for row in told.pop("claimant") if row[0].casefold() not in without]
    labels = label_claimants(ledger, who)
    named = {labels[each].casefold(): labels[each] for each in reversed(who)}
    first = {name: tuple(row[0] for row in rows) for name, rows in told.items()}
    return {
        **first,
        "claimant": tuple(named.values())[::-1],
        "measure": measures_of(ledger),
        "certainty": CHOICES["certainty"],
    }


State = tuple[int, ...]


def state_of(ledger: Ledger) -> State:
    """Numbers, at least one of which changes when documents are filed, read again or joined."""
    return tuple(
        next(
            ledger.ask(
                "SELECT coalesce((SELECT max(number) FROM documents), 0), (SELECT count(*) FROM runs),"
                " coalesce((SELECT max(rowid) FROM captures), 0),"
                " coalesce((SELECT max(id) FROM superseded_readings), 0),"
                " coalesce((SELECT value FROM joining_state WHERE name = ?), 0)",
                (JOINED,),
            )
        )
    )


def head_of(ledger: Ledger) -> str | None:
    """The number and the hash of the last link of the chain of custody: no other ledger has both."""
    rows = ledger.ask("SELECT number, link FROM chain ORDER BY number DESC LIMIT 1")
    return next((f"{row['number']}:{row['link']}" for row in rows), None)


def measures_of(ledger: Ledger) -> tuple[str, ...]:
    """The measures that the ledger counts, in the order in which a hurried reader asks."""
    held = {row[0] for row in ledger.ask("SELECT DISTINCT measure FROM figures")}
    return tuple(measure for measure in MEASURES if measure in held)


def _count(ledger: Ledger, statement: str, values: Sequence[object]) -> int:
    return int(next(ledger.ask(statement, values))[0])


def _origin_of(ledger: Ledger, name: str, decisions: Decisions) -> tuple[DocumentRow, ...]:
    rows: tuple[DocumentRow, ...] = list_rows(
        ledger, "documents", Filter(origin=name, sort="oldest"), decisions.standing, size=MOST_OF_ORIGIN + 1
    ).rows
    return tuple(row for row in rows if row.id != name)[:MOST_OF_ORIGIN]


def _next_document(ledger: Ledger, name: str, decisions: Decisions) -> str | None:
    """The next document, in order of filing, in which something is undecided."""
    gone = json.dumps(sorted(decisions.standing.touched()))
    undecided = " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} x WHERE x.document = d.id"  # noqa: S608 - our own names
        " AND x.id NOT IN (SELECT value FROM json_each(:gone)))"
        for table in ("figures", "claims", "events")
    )
    statement = (
        "SELECT d.id FROM documents d WHERE d.number > (SELECT number FROM documents WHERE id = :name)"  # noqa: S608
        f" AND ({undecided}) ORDER BY d.number LIMIT 1"
    )
    return next((row[0] for row in ledger.ask(statement, {"name": name, "gone": gone})), None)
