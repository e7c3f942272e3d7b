"""Rows of tables: the same for a page, its JSON and its CSV."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ..language.closed_classes import PLACEHOLDERS
from ..ledger.asking.filtered_tables import Kind
from ..ledger.asking.queries import Filter, records_by_id, select_named, select_page, select_rows
from ..ledger.people.claimant_labels import label_claimants
from ..ledger.people.review import DecisionsInForce, as_corrected
from ..ledger.store import Ledger
from ..ledger.wording import heading_of, say_range, say_when
from ..records import Place, When
from .lines import cut, short
from .wording import SURE, say_stance

PAGE_SIZE = 25
"""Rows of one page: two screens; the exports have all."""
LONGEST_TITLE = 110
"""Letters of the beginning that stand for a title where a document has none."""
ROWS_TOGETHER = 500
"""Rows that an export fetches at a time: memory stays flat, however many there are."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A row of the table of claims."""

    id: str
    document: str
    outlet: str
    published: str | None
    claimant: str | None
    claimant_type: str | None
    stance: str
    told: str
    """The stance in a word: said, denied, warned."""
    certainty: str
    sure: str
    direct: bool
    distance: str | None
    said: str
    quote: str
    figures: tuple[str, ...]
    segment: str
    language: str
    review: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of the table of figures."""

    id: str
    document: str
    outlet: str
    published: str | None
    claimant: str | None
    claimant_type: str | None
    measure: str
    low: float | None
    high: float | None
    bound: str
    range: str
    group: str | None
    place: str | None
    when: str
    total: bool | None
    certainty: str
    sure: str
    quote: str
    claim: str | None
    segment: str
    language: str
    review: str


@dataclass(frozen=True, slots=True)
class OccurrenceRow:
    """What events and figures of several documents are about."""

    id: str
    title: str
    told_first: str | None
    """The headline of the first document that tells of it."""
    type: str
    when: str
    earliest: str | None
    latest: str | None
    precision: str | None
    basis: str | None
    place: str | None
    feature: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    documents: int
    origins: int
    claimants: int
    events: int
    figures: int
    contradictions: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One text as it was read."""

    id: str
    title: str
    outlet: str
    url: str | None
    published: str | None
    language: str
    claims: int
    figures: int
    events: int
    captures: int
    digest: str


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    """Two statements that contradict each other."""

    id: str
    occurrence: str
    occurrence_title: str
    when: str
    place: str | None
    measure: str | None
    relation: str
    rule: str
    why: str
    left: str
    left_said: str | None
    right: str
    right_said: str | None
    review: str


@dataclass(frozen=True, slots=True)
class ClaimantRow:
    """A claimant, with the number of its claims, documents and outlets."""

    name: str
    also: tuple[str, ...]
    """Its other names, by rules or because people said so."""
    known: bool
    """Whether this is a name, not only the words for a source."""
    type: str | None
    country: str | None
    claims: int
    documents: int
    outlets: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet, with the number of its documents and findings."""

    name: str
    documents: int
    claims: int
    figures: int
    first: str | None
    last: str | None


Cells = Mapping[str, Any]
"""A row of a statement, by its columns."""

Row = ClaimRow | FigureRow | OccurrenceRow | DocumentRow | ContradictionRow | ClaimantRow | OutletRow
ARow = TypeVar("ARow", bound=Row)


@dataclass(frozen=True, slots=True)
class Listing(Generic[ARow]):
    """One page of a table: the filter, how many rows it finds, and these of them."""

    kind: Kind
    wanted: Filter
    total: int
    pages: int
    rows: tuple[ARow, ...]


ROW_TYPES: Mapping[Kind, type[Row]] = {
    "claims": ClaimRow,
    "figures": FigureRow,
    "occurrences": OccurrenceRow,
    "documents": DocumentRow,
    "contradictions": ContradictionRow,
    "claimants": ClaimantRow,
    "outlets": OutletRow,
}


def list_rows(
    ledger: Ledger,
    kind: Kind,
    wanted: Filter,
    decided: DecisionsInForce,
    *,
    size: int = PAGE_SIZE,
    without: Collection[str] = (),
) -> Listing[Any]:
    """The page of the table that the filter asks for, or the last one if there are fewer pages.

    No claimant of a casefolded name in `without` is a row of claimants.
    """
    total, found = select_page(ledger, kind, wanted, decided, size=size, without=without)
    pages = max(1, -(-total // size))
    return Listing(kind, wanted, total, pages, tuple(_rows_of(ledger, kind, found, decided)))


def rows_by_id(
    ledger: Ledger, kind: Kind, names: Iterable[str], decided: DecisionsInForce
) -> tuple[Row, ...]:
    """The rows of these records, in order of their ids."""
    return tuple(_rows_of(ledger, kind, tuple(select_named(ledger, kind, names, decided)), decided))


def every_row(
    ledger: Ledger,
    kind: Kind,
    wanted: Filter,
    decided: DecisionsInForce,
    *,
    without: Collection[str] = (),
) -> Iterator[Row]:
    """All rows that the filter finds, in its order, a batch at a time; `without` as in `list_rows`."""
    batch: list[sqlite3.Row] = []
    for row in select_rows(ledger, kind, wanted, decided, without=without):
        batch.append(row)
        if len(batch) == ROWS_TOGETHER:
            yield from _rows_of(ledger, kind, batch, decided)
            batch = []
    yield from _rows_of(ledger, kind, batch, decided)


def review_of(record: str, decided: DecisionsInForce) -> str:
    """What people have decided about a record: open, accepted, rejected or corrected."""
    if record in decided.rejected:
        return "rejected"
    if record in decided.corrected:
        return "corrected"
    return "accepted" if record in decided.accepted else "open"


def _rows_of(
    ledger: Ledger, kind: Kind, rows: Sequence[sqlite3.Row], decided: DecisionsInForce
) -> Iterator[Row]:
    found = [dict(row) for row in rows]
    _correct(ledger, kind, found, decided)
    _label(ledger, kind, found)
    if kind == "claims":
        figures = _figures_by_claim(ledger, [row["id"] for row in found], decided)
        for row in found:
            yield _claim_row(row, figures.get(row["id"], ()), decided)
        return
    for row in found:
        yield ROW_MAKERS[kind](row, decided)


def _correct(ledger: Ledger, kind: Kind, found: Sequence[dict[str, Any]], decided: DecisionsInForce) -> None:
    """Days, places and claimants, in the rows of records of which people corrected these."""
    for row in found:
        changes = decided.corrected.get(row.get("id", ""), {})
        if "claimant" in changes and kind == "claims":
            who = changes["claimant"] or {}
            row["claimant_type"], row["claimant_country"] = who.get("type"), who.get("country")
        if "when" in changes and kind == "figures":
            when = changes["when"] or dict.fromkeys(When.__slots__)
            row.update({f"when_{name}": value for name, value in when.items()})
        if "place" in changes and kind == "figures":
            named = records_by_id(ledger, Place, [changes["place"]])
            row["place"] = next((as_corrected(each, decided).name for each in named.values()), None)
        if kind == "documents":
            row.update({name: value for name, value in changes.items() if name in row})


def _label(ledger: Ledger, kind: Kind, found: Sequence[dict[str, Any]]) -> None:
    """Claimants bear their labels, in the rows that name any."""
    field = {"claims": "claimant", "figures": "claimant", "claimants": "name"}.get(kind)
    if field is None:
        return
    named = [(row[field], row["speaker"]) for row in found if row[field] and row["speaker"]]
    if kind == "claimants":
        named += [(name, row["speaker"]) for row in found for name in json.loads(row["names"]) if name]
    labels = label_claimants(ledger, named)
    for row in found:
        if kind == "claimants":
            every = ((name, row["speaker"]) for name in json.loads(row["names"]) if name)
            row["names"] = tuple(labels[each] for each in every)
        row[field] = labels.get((row[field], row["speaker"]), row[field])


def _figures_by_claim(
    ledger: Ledger, claims: Iterable[str], decided: DecisionsInForce
) -> dict[str, tuple[str, ...]]:
    """The figures in each claim, formatted for people, with their corrections."""
    statement = (
        "SELECT id, claim, low, high, bound, measure FROM figures"
        " WHERE claim IN (SELECT value FROM json_each(?)) ORDER BY document, start"
    )
    by_claim: dict[str, tuple[str, ...]] = {}
    for row in ledger.ask(statement, (json.dumps(list(claims)),)):
        now = {**dict(row), **decided.corrected.get(row["id"], {})}
        if now["measure"] != "other":
            words = f"{say_range(now['low'], now['high'], now['bound'])} {now['measure']}"
            by_claim[row["claim"]] = (*by_claim.get(row["claim"], ()), words)
    return by_claim


def _row(row_type: type[ARow], row: Cells, **made: Any) -> ARow:
    """A row whose fields are the columns of the same names, except computed ones."""
    return row_type(**{name: row[name] for name in row_type.__slots__ if name not in made}, **made)


def _claim_row(row: Cells, figures: tuple[str, ...], decided: DecisionsInForce) -> ClaimRow:
    content = " … ".join(part["quote"] for part in json.loads(row["content"]))
    alone = not content or content.casefold().strip(" .,") in PLACEHOLDERS
    changes = decided.corrected.get(row["id"], {})
    certainty, stance = (changes.get(field, row[field]) for field in ("certainty", "stance"))
    return _row(
        ClaimRow,
        row,
        outlet=_outlet(row),
        stance=stance,
        told=say_stance(stance, (part["quote"] for part in json.loads(row["cue"]))),
        certainty=certainty,
        sure=SURE.get(certainty, certainty),
        direct=bool(row["direct"]),
        said=short(row["quote"] if alone else content),
        figures=figures,
        review=review_of(row["id"], decided),
    )


def _figure_row(row: Cells, decided: DecisionsInForce) -> FigureRow:
    read = {name: row[name] for name in ("low", "high", "bound", "measure", "group", "certainty")}
    now = {**read, **{k: v for k, v in decided.corrected.get(row["id"], {}).items() if k in read}}
    return _row(
        FigureRow,
        row,
        outlet=_outlet(row),
        range=say_range(now["low"], now["high"], now["bound"]),
        when=_when(row),
        total=None if row["total"] is None else bool(row["total"]),
        sure=SURE.get(now["certainty"], now["certainty"]),
        review=review_of(row["id"], decided),
        **now,
    )


def _occurrence_row(row: Cells, _: DecisionsInForce) -> OccurrenceRow:
    return _row(
        OccurrenceRow,
        row,
        title=short(row["title"]),
        when=_when(row),
        earliest=row["when_earliest"],
        latest=row["when_latest"],
        precision=row["when_precision"],
        basis=row["when_basis"],
        disputed=bool(row["disputed"]),
    )


def _document_row(row: Cells, _: DecisionsInForce) -> DocumentRow:
    return _row(
        DocumentRow,
        row,
        title=row["title"] or cut(heading_of(row["begins"]), LONGEST_TITLE),
        outlet=row["publisher"] or "outlet not known",
    )


def _contradiction_row(row: Cells, decided: DecisionsInForce) -> ContradictionRow:
    return _row(
        ContradictionRow,
        row,
        occurrence_title=short(row["occurrence_title"]),
        when=_when(row),
        relation=str(decided.corrected.get(row["id"], {}).get("relation", row["relation"])),
        left_said=_side(row, "left"),
        right_said=_side(row, "right"),
        review=review_of(row["id"], decided),
    )


def _claimant_row(row: Cells, _: DecisionsInForce) -> ClaimantRow:
    others = {each.casefold(): each for each in row["names"]}
    others.pop(row["name"].casefold(), None)
    return _row(ClaimantRow, row, also=tuple(sorted(others.values())), known=bool(row["known"]))


def _outlet_row(row: Cells, _: DecisionsInForce) -> OutletRow:
    return _row(OutletRow, row)


ROW_MAKERS: Mapping[Kind, Callable[[Cells, DecisionsInForce], Row]] = {
    "figures": _figure_row,
    "occurrences": _occurrence_row,
    "documents": _document_row,
    "contradictions": _contradiction_row,
    "claimants": _claimant_row,
    "outlets": _outlet_row,
}


def _side(row: Cells, name: str) -> str | None:
    """The number of one side; None if it says something else."""
    low, high, bound = (row[f"{name}_{end}"] for end in ("low", "high", "bound"))
    return None if low is None and high is None else say_range(low, high, bound or "exact")


def _outlet(row: Cells) -> str:
    return row["publisher"] or row["title"] or "outlet not known"


def _when(row: Cells) -> str:
    return say_when(
        When(row["when_earliest"], row["when_latest"], row["when_precision"], row["when_basis"])
        if row["when_basis"]
        else None
    )
