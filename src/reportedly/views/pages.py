"""The data of each page as a typed record, which is also its JSON; a template shows it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from ..errors import NoSuchRecord
from ..ledger.asking.claimant_names import keys_with, names_with
from ..ledger.asking.filtered_tables import CLAIMANT, OF_ITS_ACCOUNTS
from ..ledger.asking.queries import (
    Filter,
    claims_by_day,
    count_rows,
    count_rows_by,
    select_records,
)
from ..ledger.export import NO_PIN
from ..ledger.joining import JOINED
from ..ledger.people.claimant_labels import label_claimants, labels_in
from ..ledger.people.review import DecisionsInForce
from ..ledger.store import Ledger
from ..records import Account, Claim, Contradiction, Document, Occurrence
from .accounts import (
    A_STATEMENT,
    AccountRow,
    MeasurePart,
    account_rows,
    accounts_of,
    by_measure,
    findings_of,
    one_record,
)
from .addresses import address
from .capture_page import CaptureComparison, last_change
from .cards import CHOICES, Card, Field, QuoteInContext, cards_of, fields_of, passage_of, spans_of
from .decisions_page import Decision, Decisions
from .highlight import Block, blocks_of
from .identity_page import Identity, joint_of_claimant, joint_of_occurrence, members_of
from .lines import MEASURES, outlet_of
from .tables import ClaimRow, ContradictionRow, DocumentRow, Listing, OccurrenceRow, list_rows, rows_by_id
from .timeline import MOST_MARKS
from .wording import say_claimant

LATEST = 8
"""Claims on the first page: what fits under the charts."""
MOST_DISPUTED = 6
"""Occurrences of which the first page says that they are disputed: beside as many that are told most."""
MOST_OF_ORIGIN = 5
"""Documents of one text that the page of one of them names; a list has all."""
MOST_COMPARED = 50
"""Occurrences among which the widest toll is looked for: it is told of by most documents too."""
MOST_PLACES = 200
"""Places on the map and in its table: what lies under that is told of once."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with how much happened there; drawn on the map only where it is a point."""

    name: str
    feature: str
    country: str | None
    latitude: float | None
    longitude: float | None
    occurrences: int
    disputed: int
    drawn: bool


@dataclass(frozen=True, slots=True)
class Slice:
    """How many occurrences of one kind fall on one day."""

    type: str
    day: str | None
    disputed: bool
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The first page."""

    wanted: Filter
    counts: Mapping[str, int]
    occurrences: tuple[OccurrenceRow, ...]
    """Those that most documents tell of, as many as a timeline can show one by one."""
    slices: tuple[Slice, ...]
    """All of them, counted by kind and day."""
    per_day: Mapping[str, int]
    places: tuple[PlaceRow, ...]
    measures: tuple[str, ...]
    toll: MeasurePart | None
    toll_occurrence: OccurrenceRow | None
    disputed: tuple[OccurrenceRow, ...]
    """Those with most disagreements."""
    latest: Listing[ClaimRow]


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


def make_overview(ledger: Ledger, wanted: Filter, decisions: Decisions) -> Overview:
    """The overview of what the filter selects: when, where, how many, and what was said last."""
    decided = decisions.standing
    most_told = replace(wanted, sort="most-told", page=1)
    told: Listing[OccurrenceRow] = list_rows(ledger, "occurrences", most_told, decided, size=MOST_MARKS)
    slices = _slices(ledger, wanted, decided)
    latest = list_rows(ledger, "claims", replace(wanted, sort="newest", page=1), decided, size=LATEST)
    measure = wanted.measure or "killed"
    toll = _widest_toll(ledger, told.rows, measure)
    return Overview(
        wanted=wanted,
        counts={
            "occurrences": told.total,
            "claims": latest.total,
            "figures": count_rows(ledger, "figures", wanted, decided),
            "documents": count_rows(ledger, "documents", wanted, decided),
            "contradictions": count_rows(ledger, "contradictions", wanted, decided),
            "disputed": sum(each.count for each in slices if each.disputed),
        },
        occurrences=told.rows,
        slices=slices,
        per_day=claims_by_day(ledger, wanted, decided),
        places=_places(ledger, wanted, decided),
        measures=measures_of(ledger),
        toll=MeasurePart(measure, accounts_of(ledger, toll.id, decisions, measure)) if toll else None,
        toll_occurrence=toll,
        disputed=_most_disputed(ledger, wanted, decisions),
        latest=latest,
    )


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
    return OccurrencePage(
        occurrence=row,
        measures=by_measure(accounts),
        statements=tuple(each for each in accounts if each.measure is None),
        contradictions=list_rows(ledger, "contradictions", wanted, decisions.standing),
        told=tuple(passage_of(event, document, decisions.standing) for event, document in told),
        documents=list_rows(
            ledger, "documents", replace(wanted, sort="oldest"), decisions.standing, size=1000
        ).rows,
        separable=frozenset(members_of(ledger, record.id)),
        joint=joint_of_occurrence(ledger, record, row, decisions, like),
    )


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
        found = contradiction_row(ledger, record.id, decisions)
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


def contradiction_row(ledger: Ledger, name: str, decisions: Decisions) -> ContradictionRow:
    """The row of one contradiction.

    Raises:
        NoSuchRecord: no record has that id.
    """
    record = one_record(ledger, Contradiction, name)
    (row,) = rows_by_id(ledger, "contradictions", [record.id], decisions.standing)
    assert isinstance(row, ContradictionRow)
    return row


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


# inside


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
    claim = record if isinstance(record, Claim) else None
    return Side(
        id=record.id,
        kind="claim",
        claimant=labels_in(ledger, [claim] if claim else []).get(record.id)
        or say_claimant(claim, outlet_of(document)),
        claimant_type=claim.claimant.type if claim and claim.claimant else None,
        said=claim.stance if claim else A_STATEMENT,
        counts=False,
        as_of=document.published,
        status="current",
        passages=(passage_of(record, document, decisions.standing),),
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


def _most_disputed(ledger: Ledger, wanted: Filter, decisions: Decisions) -> tuple[OccurrenceRow, ...]:
    asked = replace(wanted, sort="most-disputed", page=1)
    rows: tuple[OccurrenceRow, ...] = list_rows(
        ledger, "occurrences", asked, decisions.standing, size=MOST_DISPUTED
    ).rows
    return tuple(row for row in rows if row.disputed)


def _widest_toll(ledger: Ledger, occurrences: Sequence[OccurrenceRow], measure: str) -> OccurrenceRow | None:
    """Of the occurrences most told of, the one on which most claimants count this."""
    statement = (
        "SELECT occurrence FROM accounts WHERE occurrence IN (SELECT value FROM json_each(?))"
        " AND +measure = ? GROUP BY occurrence ORDER BY count(*) DESC, occurrence LIMIT 1"
    )
    by_id = {each.id: each for each in occurrences[:MOST_COMPARED]}
    found = ledger.ask(statement, (json.dumps(list(by_id)), measure))
    return next((by_id[row[0]] for row in found), None)


def _slices(ledger: Ledger, wanted: Filter, decided: DecisionsInForce) -> tuple[Slice, ...]:
    by = ("n.type AS type", "n.day AS day", "n.disputes > 0 AS disputed")
    rows = count_rows_by(ledger, "occurrences", wanted, by, decided)
    return tuple(Slice(row["type"], row["day"], bool(row["disputed"]), row["n"]) for row in rows)


def _places(ledger: Ledger, wanted: Filter, decided: DecisionsInForce) -> tuple[PlaceRow, ...]:
    """Occurrences by place, most first; what has no coordinates or is an area is not drawn.

    Where places share a name, the point is that of the occurrence most told of: the other columns of a
    row with one `max()` are those of its row, as SQLite promises.
    """
    also = (
        ", sum(n.disputes > 0) AS disputed, max(n.documents), n.feature, n.country, n.latitude, n.longitude"
    )
    rows = count_rows_by(
        ledger, "occurrences", wanted, ("n.place AS name",), decided, also=also, only="n.place IS NOT NULL"
    )
    places = sorted(rows, key=lambda row: (-row["n"], row["name"]))[:MOST_PLACES]
    return tuple(_place_row(row) for row in places)


def _place_row(row: sqlite3.Row) -> PlaceRow:
    located = row["latitude"] is not None and row["longitude"] is not None
    return PlaceRow(
        name=row["name"],
        feature=row["feature"],
        country=row["country"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        occurrences=row["n"],
        disputed=row["disputed"],
        drawn=located and row["feature"] not in NO_PIN,
    )


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
