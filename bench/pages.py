"""How long the pages take on a ledger of 100,000 claims, made from the example by varying it.

    python bench/pages.py [--claims 100000] [--ledger KEPT.ledger]

prints a table: page, milliseconds on the server (wall and processor, median of five), kilobytes as sent.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path

from starlette.testclient import TestClient

from reportedly.api import file_inputs
from reportedly.examples import example_documents
from reportedly.ledger.rows import DERIVED, FOUND, TABLES
from reportedly.ledger.store import open_ledger
from reportedly.records import Document
from reportedly.views.asked import Site
from reportedly.views.web import make_app

PLAIN_IDS = frozenset(
    (
        "id",
        "document",
        "amount",
        "place",
        "event",
        "claim",
        "within",
        "occurrence",
        "left",
        "right",
        "supersedes",
    )
)
LISTS_OF_IDS = frozenset({"events", "figures", "documents", "evidence"})
SHIFTED = frozenset({"published", "when_earliest", "when_latest", "as_of"})
VARIED = frozenset({"claimant_name", "name"})
SPREAD_OVER = 365
"""Days over which the copies are spread."""
NAMES = 60
"""Variants of each name of a claimant or place."""


def varied(column: str) -> str:
    """The expression that makes a column of a copy from that of the example; `:k` is the copy's number."""
    quoted = f'"{column}"'
    if column in PLAIN_IDS:
        return f"{quoted} || '~' || :k"
    if column in LISTS_OF_IDS:
        return f"replace(replace({quoted}, '\",\"', '~' || :k || '\",\"'), '\"]', '~' || :k || '\"]')"
    if column in SHIFTED:
        return f"date({quoted}, '+' || (:k % {SPREAD_OVER}) || ' days')"
    if column in VARIED:
        return f"{quoted} || ' ' || (:k % {NAMES})"
    return quoted


def grow(path: Path, claims: int) -> None:
    """The ledger holds the example as often as that many claims need, each copy varied."""
    connection = sqlite3.connect(path)
    held = connection.execute("SELECT count(*) FROM claims").fetchone()[0]
    connection.execute("PRAGMA foreign_keys = OFF")
    statements = []
    for record_type in (Document, *FOUND, *DERIVED):
        table = TABLES[record_type]
        if table == "origins":
            continue
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "number"]
        names = ", ".join(f'"{column}"' for column in columns)
        made = ", ".join(varied(column) for column in columns)
        connection.execute(f"CREATE TEMP TABLE example_{table} AS SELECT * FROM {table}")  # noqa: S608
        statements.append(f"INSERT INTO {table} ({names}) SELECT {made} FROM example_{table}")  # noqa: S608
    for copy in range(1, -(-claims // held)):
        for statement in statements:
            connection.execute(statement, {"k": copy})
        if copy % 50 == 0:
            connection.commit()
    connection.commit()
    connection.execute("PRAGMA optimize")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def measure(client: TestClient, address: str) -> tuple[float, float, int]:
    """Medians of five answers in milliseconds, wall and processor, and the bytes of one as sent."""
    taken, worked, size = [], [], 0
    for _ in range(5):
        start, work = time.perf_counter(), time.process_time()
        with client.stream("GET", address) as answer:
            assert answer.status_code == 200, (address, answer.status_code)
            size = sum(len(part) for part in answer.iter_raw())
        taken.append(1000 * (time.perf_counter() - start))
        worked.append(1000 * (time.process_time() - work))
    return statistics.median(taken), statistics.median(worked), size


def main() -> None:
    """The table is printed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--ledger", type=Path)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = told.ledger or Path(folder) / "large.ledger"
        if not path.exists():
            with open_ledger(path) as ledger:
                file_inputs(ledger, [example_documents("kazakhstan-2022")])
            grow(path, told.claims)
        with open_ledger(path, read_only=True) as ledger:
            counts = ledger.stats()
            document = next(ledger.documents()).id
            widest = next(ledger.ask("SELECT id FROM occurrences ORDER BY json_array_length(figures) DESC"))[
                0
            ]
        print(
            ", ".join(
                f"{counts[name]:,} {name}" for name in ("documents", "claims", "figures", "occurrences")
            )
        )
        client = TestClient(make_app(Site(path)), base_url="http://127.0.0.1:8571")
        pages = {
            "overview": "/",
            "overview, one month": "/?from=2022-03&to=2022-03",
            "claims": "/claims",
            "claims, filter and search": "/claims?q=officers&measure=killed&from=2022-02&to=2022-04",
            "figures, by size": "/figures?sort=largest&measure=killed",
            "occurrences": "/occurrences",
            "contradictions": "/contradictions",
            "documents": "/documents?q=almaty",
            "one document": f"/documents/{document}",
            "one occurrence": f"/occurrences/{widest}",
            "review": "/review",
            "all claims as CSV": "/claims.csv",
        }
        print("| page | ms | ms of processor | kB sent |\n|---|---|---|---|")
        for name, address in pages.items():
            taken, worked, size = measure(client, address)
            print(f"| {name} | {taken:,.0f} | {worked:,.0f} | {size / 1000:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
