"""The first page: how much there is, what is told most and disputed most, and where."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..ledger.asking.queries import (
    Filter,
    claims_by_day,
    count_rows,
    count_rows_by,
)
from ..ledger.export import NO_PIN
from ..ledger.people.review import DecisionsInForce
from ..ledger.store import Ledger
from .accounts import (
    MeasurePart,
    accounts_of,
)
from .decisions_page import Decisions
from .pages import measures_of
from .tables import ClaimRow, Listing, OccurrenceRow, list_rows
from .timeline import MOST_MARKS

LATEST = 8
"""Claims on the first page: what fits under the charts."""

MOST_DISPUTED = 6
"""Occurrences of which the first page says that they are disputed: beside as many that are told most."""

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
