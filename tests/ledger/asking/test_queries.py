"""What a reader wants to see: counts beside the records, pages of tables, one filter everywhere."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.unrest import arabic, doctors, ministry
from reportedly.ledger.asking.filtered_tables import TABLES
from reportedly.ledger.asking.queries import (
    Filter,
    claims_by_day,
    count_rows,
    select_page,
    select_rows,
)
from reportedly.ledger.file.opening import steps
from reportedly.ledger.joining import join
from reportedly.ledger.people.review import correct, standing
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Reading

TRUE_COUNTS = (
    "SELECT d.id, substr(d.published, 1, 10), (SELECT count(*) FROM claims x WHERE x.document = d.id),"
    " (SELECT count(*) FROM figures x WHERE x.document = d.id),"
    " (SELECT count(*) FROM events x WHERE x.document = d.id) FROM documents d ORDER BY 1"
)


def assert_counted(ledger: Ledger) -> None:
    kept = [tuple(row) for row in ledger.ask("SELECT * FROM document_counts ORDER BY 1")]
    assert kept == [tuple(row) for row in ledger.ask(TRUE_COUNTS)]
    assert kept
    kept = [tuple(row) for row in ledger.ask("SELECT * FROM occurrence_counts ORDER BY 1")]
    assert kept == [tuple(row) for row in ledger.ask("SELECT * FROM occurrences_counted ORDER BY 1")]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    opened = open_ledger(tmp_path / "unrest.ledger")
    opened.file([ministry(), doctors(), arabic()])
    join(opened)
    return opened


def shorter(reading: Reading) -> Reading:
    """The same document, of which other bytes with fewer findings were read a day later."""
    document = replace(reading.document, published="2022-01-07", digest="f" * 64)
    return replace(reading, document=document, figures=(), hedges=())


def test_counts_follow_what_is_filed_joined_and_read_anew(ledger: Ledger) -> None:
    assert_counted(ledger)
    assert next(ledger.ask("SELECT count(*) FROM occurrence_counts"))[0] > 0
    ledger.file([shorter(ministry())])
    assert_counted(ledger)
    join(ledger)
    assert_counted(ledger)


def test_a_kind_of_disagreement_that_changes_is_counted_anew(ledger: Ledger) -> None:
    with sqlite3.connect(ledger.path) as raw:
        raw.execute("UPDATE contradictions SET relation = 'update'")
    assert_counted(ledger)
    assert next(ledger.ask("SELECT sum(disputes) FROM occurrence_counts"))[0] == 0


def test_a_ledger_from_before_the_counts_gets_them_when_it_is_opened(ledger: Ledger) -> None:
    made = [line.split() for _, _, script in steps()[1:] for line in script.splitlines()]
    with sqlite3.connect(ledger.path) as raw:
        for kind in ("TRIGGER", "INDEX", "VIEW", "TABLE"):
            for words in made:
                if words[:2] == ["CREATE", kind]:
                    raw.execute(f"DROP {kind} IF EXISTS {words[2]}")
        for words in made:
            if words[:2] == ["ALTER", "TABLE"] and ["CREATE", "TABLE", words[2]] not in [w[:3] for w in made]:
                raw.execute(f"ALTER TABLE {words[2]} DROP COLUMN {words[5]}")
        raw.execute("DELETE FROM migrations WHERE step > 1")
        raw.execute("PRAGMA user_version = 1")
    with open_ledger(ledger.path) as again:
        assert_counted(again)


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("wanted", [Filter(), Filter(q="killed"), Filter(measure="killed", start="2022")])
def test_pages_of_a_table_are_its_rows_in_order(ledger: Ledger, kind: str, wanted: Filter) -> None:
    every = [tuple(row) for row in select_rows(ledger, kind, wanted)]
    assert count_rows(ledger, kind, wanted) == len(every)
    paged: list[tuple[object, ...]] = []
    for number in range(1, -(-len(every) // 2) + 1):
        total, rows = select_page(ledger, kind, replace(wanted, page=number), size=2)
        assert total == len(every)
        paged += [tuple(row)[: len(every[0])] for row in rows]
    assert paged == every


@pytest.mark.parametrize("kind", TABLES)
def test_a_page_after_the_last_is_the_last(ledger: Ledger, kind: str) -> None:
    wanted = Filter(q="killed")
    total, rows = select_page(ledger, kind, replace(wanted, page=900), size=2)
    assert total == count_rows(ledger, kind, wanted)
    assert len(rows) == (total % 2 or min(total, 2))


def test_claims_a_day_are_those_of_the_filter(ledger: Ledger) -> None:
    assert sum(claims_by_day(ledger, Filter()).values()) == count_rows(ledger, "claims", Filter())
    assert claims_by_day(ledger, Filter(claimant="Doctors")) == {
        row["published"][:10]: 1 for row in select_rows(ledger, "claims", Filter(claimant="Doctors"))
    }


def test_rows_stand_in_the_order_of_corrected_values(ledger: Ledger) -> None:
    def order(kind: str, sort: str) -> list[str]:
        decided = standing(ledger.decisions())
        return [row["id"] for row in select_rows(ledger, kind, Filter(sort=sort), decided)]  # type: ignore[arg-type]

    largest, smallest = (order("figures", "largest")[at] for at in (0, -1))
    correct(ledger, smallest, {"low": 9_000_000.0, "high": None}, by="A", why="a misprint")
    assert order("figures", "largest")[:2] == [smallest, largest]
    surest = order("claims", "least-sure")[-1]
    correct(ledger, surest, {"certainty": "denied"}, by="A", why="denied")
    assert order("claims", "least-sure")[0] == surest
    assert {*order("figures", "largest")} == {*order("figures", "newest")}
