"""What of a ledger a reader wants to see: one filter, asked of every kind of record.

`Filter` is the filter; it means the same to every table, and whatever shows or exports a table asks through
`select_rows` and `count_rows`, so that what is exported is what is shown.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal, get_args

from ...errors import LedgerError
from ...records import Certainty, Measure, Relation
from ..file.rows import TABLES as RECORDS
from ..file.rows import ARecord, shape_of
from ..people.review import NOTHING_DECIDED, DecisionsInForce
from ..store import Ledger, as_query
from .claimant_names import keys_with, merged_keys, merged_names, names_with
from .filtered_tables import (
    CLAIMANTS,
    CLAIMS,
    KEY,
    MERGED,
    MERGED_KEY,
    RESPOKEN,
    SPOKEN,
    TABLES,
    Kind,
    Table,
)

Review = Literal["open", "accepted", "rejected", "corrected"]

A_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
REVIEWS: tuple[Review, ...] = ("open", "accepted", "rejected", "corrected")

CHOICES: Mapping[str, Sequence[str]] = {
    "review": REVIEWS,
    "certainty": get_args(Certainty),
    "measure": get_args(Measure),
    "relation": get_args(Relation),
    "sort": sorted({sort for table in TABLES.values() for sort in table.sorts}),
}
"""Fields that only have some values; an order that a table does not have is that of its rows."""

CORRECTABLE = re.compile(r"(\+?\b([cfx])\.(measure|certainty|relation) = :\3)\b")
"""Conditions on fields of claims, figures and contradictions that people may have corrected."""

SORTED_BY = re.compile(r"\b(([cfx])\.(low|high|certainty|measure|relation))\b")
"""Fields of an order that people may have corrected."""

AFTER = "~"
"""Sorts after every sign of a date: `2022-01` and this stand after the last day of that month."""


class NotAFilter(LedgerError):
    """A filter is not as it must be."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter; an empty field asks for nothing."""

    q: str = ""
    """Words that stand there."""
    start: str = ""
    """The first day, month or year."""
    end: str = ""
    """The last one, included."""
    name: str = ""
    """A part of the name of who speaks or publishes."""
    place: str = ""
    claimant: str = ""
    """A label of it: all that it says under any name; a name of several without more asks for all these."""
    outlet: str = ""
    type: str = ""
    """A PLOVER type."""
    measure: str = ""
    certainty: str = ""
    relation: str = ""
    occurrence: str = ""
    origin: str = ""
    """A document: those that carry one text with it."""
    review: str = ""
    sort: str = ""
    page: int = 1


QUERY_NAMES: Mapping[str, str] = {"start": "from", "end": "to"}
"""Fields that bear another name in an address."""


def filter_of(query: Mapping[str, str]) -> Filter:
    """The filter that an address asks for; names that it does not know are none of its business.

    Raises:
        NotAFilter: a date, a page or a value of `CHOICES` is not as it must be.
    """
    given = {name: query.get(QUERY_NAMES.get(name, name), "").strip() for name in Filter.__slots__}
    page = given.pop("page") or "1"
    if not page.isdecimal() or not page.isascii() or not 0 < int(page[:9]) < 10**8:
        raise NotAFilter(f"page={page!r}: pages are numbered from 1")
    for name in ("start", "end"):
        if given[name] and not _is_date(given[name]):
            raise NotAFilter(
                f"{QUERY_NAMES[name]}={given[name]!r}: a date is written 2022-01-05, 2022-01 or 2022"
            )
    if given["end"] and given["start"] > given["end"] + AFTER:
        raise NotAFilter(f"from={given['start']!r} is after to={given['end']!r}")
    for name, allowed in CHOICES.items():
        if given[name] and given[name] not in allowed:
            raise NotAFilter(f"{name}={given[name]!r} is not one of {', '.join(allowed)}")
    return Filter(**given, page=int(page[:9]))


def _is_date(written: str) -> bool:
    """Whether it is a year, a month or a day that the calendar has."""
    if not A_DATE.fullmatch(written):
        return False
    try:
        date.fromisoformat(written + "-01-01"[len(written) - 4 :])
    except ValueError:
        return False
    return True


def query_of(wanted: Filter, **changes: Any) -> dict[str, str]:
    """The filter as the names and values of an address, with changes, without what is empty."""
    values = {**asdict(wanted), "page": "" if wanted.page == 1 else wanted.page, **changes}
    return {QUERY_NAMES.get(name, name): str(value) for name, value in values.items() if value}


def select_records(
    ledger: Ledger,
    record_type: type[ARecord],
    clause: str,
    values: Sequence[object] | Mapping[str, object] = (),
) -> Iterator[ARecord]:
    """The records of this type under a clause of SQL."""
    shape = shape_of(record_type)
    statement = f"SELECT {shape.names} FROM {RECORDS[record_type]} {clause}"
    return (shape.from_row(tuple(row)) for row in ledger.ask(statement, values))


def records_by_id(
    ledger: Ledger, record_type: type[ARecord], ids: Iterable[str | None]
) -> dict[str, ARecord]:
    """Those records that are there, by id."""
    wanted = sorted(set(filter(None, ids)))
    clause = "WHERE id IN (SELECT value FROM json_each(?))"
    found = select_records(ledger, record_type, clause, (json.dumps(wanted),)) if wanted else ()
    return {record.id: record for record in found}


def select_rows(
    ledger: Ledger,
    kind: Kind,
    wanted: Filter,
    decided: DecisionsInForce = NOTHING_DECIDED,
    *,
    limit: int = -1,
    offset: int = 0,
    total: bool = False,
    without: Collection[str] = (),
) -> Iterator[sqlite3.Row]:
    """The rows of a kind that the filter asks for, in its order; all of them without a limit.

    With `total` each row tells how many there are without limit and offset: all are then found at once.
    No claimant of a casefolded name in `without` is a row of claimants.
    """
    table = TABLES[kind]
    where, values = _where(ledger, table, wanted, decided, without)
    sort = wanted.sort if wanted.sort in table.sorts else next(iter(table.sorts))
    order = _order_as_corrected(table.sorts[sort], values, decided)
    usual = order == next(iter(table.sorts.values()))
    if table.coarse and where == "1" and usual and limit > 0:
        where = table.coarse
    by_day = table.by_day and sort in ("newest", "oldest") and not wanted.q
    columns = _named(table.columns, decided) + (", count(*) OVER () AS found_in_all" if total else "")
    statement = (
        f"SELECT {columns} FROM {table.by_day if by_day else table.source} WHERE {where}"
        f"{_grouped(table, decided)} ORDER BY {order} LIMIT :limit OFFSET :offset"
    )
    paged = {**values, "limit": limit, "offset": offset, "last": limit + offset - 1}
    yield from _ask(ledger, statement, paged, decided)


def select_named(
    ledger: Ledger, kind: Kind, names: Iterable[str], decided: DecisionsInForce = NOTHING_DECIDED
) -> Iterator[sqlite3.Row]:
    """The rows of these records, as `select_rows` has them."""
    table = TABLES[kind]
    alias = table.columns.partition(".")[0]
    named = f"{alias}.id IN (SELECT value FROM json_each(:ids))"
    statement = f"SELECT {table.columns} FROM {table.source} WHERE {named} ORDER BY {alias}.id"
    yield from _ask(ledger, statement, {"ids": json.dumps(list(names))}, decided)


def select_page(
    ledger: Ledger,
    kind: Kind,
    wanted: Filter,
    decided: DecisionsInForce = NOTHING_DECIDED,
    *,
    size: int,
    without: Collection[str] = (),
) -> tuple[int, list[sqlite3.Row]]:
    """How many rows the filter asks for, and those of its page: of the last one where it asks for a later.

    A search, a claimant and a grouping cost as much for one row as for all, so these are looked for once.
    """
    at_once = bool(wanted.q or wanted.claimant or TABLES[kind].group)
    if at_once:
        offset = (wanted.page - 1) * size
        found = list(
            select_rows(ledger, kind, wanted, decided, limit=size, offset=offset, total=True, without=without)
        )
        if found:
            return int(found[0]["found_in_all"]), found
    total = count_rows(ledger, kind, wanted, decided, without=without)
    offset = (min(wanted.page, max(1, -(-total // size))) - 1) * size
    rows = select_rows(ledger, kind, wanted, decided, limit=size, offset=offset, without=without)
    return total, list(rows) if total else []


def count_rows(
    ledger: Ledger,
    kind: Kind,
    wanted: Filter,
    decided: DecisionsInForce = NOTHING_DECIDED,
    *,
    without: Collection[str] = (),
) -> int:
    """How many rows of a kind the filter asks for, `without` as in `select_rows`."""
    table = TABLES[kind]
    where, values = _where(ledger, table, wanted, decided, without)
    if table.group:
        columns = _named(table.columns, decided)
        inner = f"SELECT {columns} FROM {table.source} WHERE {where}{_grouped(table, decided)}"
        statement = f"SELECT count(*) FROM ({inner})"
    else:
        source = kind if where == "1" else table.counted or table.source
        statement = f"SELECT count(*) FROM {source} WHERE {where}"
    return int(next(_ask(ledger, statement, values, decided))[0])


def count_rows_by(
    ledger: Ledger,
    kind: Kind,
    wanted: Filter,
    by: Sequence[str],
    decided: DecisionsInForce = NOTHING_DECIDED,
    *,
    also: str = "",
    only: str = "1",
) -> Iterator[sqlite3.Row]:
    """How many rows the filter finds, by these columns of SQL and `only` those; `n` is the number.

    Args:
        ledger: the ledger.
        kind: the kind of rows.
        wanted: the filter.
        by: columns of SQL by which rows are counted together.
        decided: what people have decided.
        also: more columns of SQL, of each count.
        only: a condition of SQL.
    """
    table = TABLES[kind]
    where, values = _where(ledger, table, wanted, decided)
    statement = (
        f"SELECT {', '.join(by)}, count(*) AS n {also} FROM {table.counted or table.source}"
        f" WHERE {where} AND {only} GROUP BY {', '.join(map(str, range(1, len(by) + 1)))}"
    )
    yield from _ask(ledger, statement, values, decided)


def claims_by_day(
    ledger: Ledger, wanted: Filter, decided: DecisionsInForce = NOTHING_DECIDED
) -> dict[str, int]:
    """How many claims that the filter asks for were published on each day."""
    where, _ = _where(ledger, CLAIMS, wanted, decided)
    if where == "1":
        rows = ledger.ask("SELECT day, sum(claims) AS n FROM document_counts GROUP BY day")
    else:
        rows = count_rows_by(ledger, "claims", wanted, ("substr(d.published, 1, 10) AS day",), decided)
    return {row["day"]: row["n"] for row in rows if row["day"] and row["n"]}


def _named(part: str, decided: DecisionsInForce) -> str:
    """A part of a statement, with those who are one, as people said, under the name that all of them bear."""
    name, key = (MERGED, f"coalesce({MERGED_KEY}, {KEY})") if decided.claimants else (SPOKEN, KEY)
    return part.replace("{name}", name).replace("{key}", key)


def _ask(
    ledger: Ledger, statement: str, values: Mapping[str, object], decided: DecisionsInForce
) -> Iterator[sqlite3.Row]:
    """The rows of a statement, with who speaks in a claim as people corrected it."""
    spoken = {name: after["claimant"] for name, after in decided.corrected.items() if "claimant" in after}
    if spoken:
        told = {name: (who or {}).get("name") for name, who in spoken.items()}
        values = {**values, "spoken": json.dumps(told)}
        statement = statement.replace(SPOKEN, RESPOKEN)
    yield from ledger.ask(statement, values)


def _where(
    ledger: Ledger,
    table: Table,
    wanted: Filter,
    decided: DecisionsInForce,
    without: Collection[str] = (),
) -> tuple[str, dict[str, object]]:
    """The one filter: every field that asks for something and that the table knows is a condition."""
    values: dict[str, object] = {name: value for name, value in asdict(wanted).items() if value}
    kept = [_as_corrected(text, values, decided) for name, text in table.conditions.items() if name in values]
    if table is CLAIMANTS and without:
        kept.append(f"folded({SPOKEN}) NOT IN (SELECT value FROM json_each(:without))")
        values["without"] = json.dumps(sorted(without))
    where = " AND ".join(kept) or "1"
    if wanted.review:
        known = {
            "accepted": decided.accepted - decided.rejected,
            "rejected": decided.rejected,
            "corrected": frozenset(decided.corrected) - decided.rejected,
            "open": decided.touched(),
        }[wanted.review]
        where = where.replace("{review}", "NOT IN" if wanted.review == "open" else "IN")
        values["reviewed"] = json.dumps(sorted(known))
    if wanted.claimant:
        values["claimants"] = json.dumps(names_with(ledger, wanted.claimant, decided))
        values["keys"] = json.dumps(keys_with(ledger, wanted.claimant, decided))
    if table is CLAIMANTS and decided.claimants:
        values["merged"] = json.dumps(merged_keys(decided) | merged_names(ledger, decided))
    if wanted.q:
        values["q"] = as_query(wanted.q) or '""'
    if wanted.end:
        values["end"] = wanted.end + AFTER
    return where, values


def _as_corrected(text: str, values: dict[str, object], decided: DecisionsInForce) -> str:
    """A condition on what is shown: a field that people corrected counts with its new value alone."""

    def corrected(match: re.Match[str]) -> str:
        stored, alias, name = match.groups()
        changed = {each: after[name] for each, after in decided.corrected.items() if name in after}
        if not changed:
            return stored
        values[f"{name}_changed"] = json.dumps(list(changed))
        values[f"{name}_now"] = json.dumps([each for each, now in changed.items() if now == values[name]])
        return (
            f"({stored} AND {alias}.id NOT IN (SELECT value FROM json_each(:{name}_changed))"
            f" OR {alias}.id IN (SELECT value FROM json_each(:{name}_now)))"
        )

    return CORRECTABLE.sub(corrected, text)


def _order_as_corrected(order: str, values: dict[str, object], decided: DecisionsInForce) -> str:
    """The order by the values that people corrected; as it is if none of its fields was."""

    def corrected(match: re.Match[str]) -> str:
        stored, alias, name = match.groups()
        now = {each: after[name] for each, after in decided.corrected.items() if name in after}
        if not now:
            return stored
        values[f"{name}_sorted"] = json.dumps(now)
        held = f"json_each(:{name}_sorted)"
        return (
            f"CASE WHEN {alias}.id IN (SELECT key FROM {held})"
            f" THEN (SELECT value FROM {held} WHERE key = {alias}.id) ELSE {stored} END"
        )

    return SORTED_BY.sub(corrected, order)


def _grouped(table: Table, decided: DecisionsInForce) -> str:
    return f" GROUP BY {_named(table.group, decided)}" if table.group else ""
