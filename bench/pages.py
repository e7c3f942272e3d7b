"""How long the pages take on a ledger of 100,000 claims, made from the example by varying it.

    python bench/pages.py [--claims 100000] [--ledger KEPT.ledger]

prints three tables: milliseconds on the server a page (wall and processor, median of five) with kilobytes as
sent, two of them also as they are asked for first after a filing; memory at its peak while whole tables are
streamed; and first paint in Chromium beside a blank page's.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

from starlette.testclient import TestClient

from reportedly.api import file_inputs
from reportedly.examples import example_documents
from reportedly.ledger.file.rows import DERIVED, FOUND, TABLES
from reportedly.ledger.store import open_ledger
from reportedly.records import Document
from reportedly.views.page_request import Site
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
PAINTS = 16
"""Times that each page is painted; the first fills caches and is left out."""
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


def client_of(path: Path) -> TestClient:
    """A browser's stand-in on a site of its own."""
    return TestClient(make_app(Site(path)), base_url="http://127.0.0.1:8571")


def measure(client: TestClient, address: str, times: int = 5) -> tuple[float, float, int]:
    """Medians of some answers in milliseconds, wall and processor, and the bytes of one as sent."""
    taken, worked, size = [], [], 0
    for _ in range(times):
        start, work = time.perf_counter(), time.process_time()
        with client.stream("GET", address) as answer:
            assert answer.status_code == 200, (address, answer.status_code)
            size = sum(len(part) for part in answer.iter_raw())
        taken.append(1000 * (time.perf_counter() - start))
        worked.append(1000 * (time.process_time() - work))
    return statistics.median(taken), statistics.median(worked), size


@contextmanager
def serving(path: Path) -> Iterator[tuple[str, int]]:
    """A server of its own on the ledger: its address and the number of its process."""
    command = [sys.executable, "-m", "reportedly", "serve", str(path), "--port", "0", "--read-only"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as site:
        assert site.stdout is not None
        yield site.stdout.readline().strip().rstrip("/"), site.pid
        site.terminate()


def peak(process: int) -> float:
    """The most memory that a process ever had, in megabytes (Linux)."""
    status = Path(f"/proc/{process}/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1000


def measure_memory(path: Path) -> None:
    """What a whole table costs in memory beside a page of it, in a server of its own."""
    print("| asked of a fresh server, in this order | MB sent | s | MB at the peak |\n|---|---|---|---|")
    with serving(path) as (address, process):
        for asked in ("/claims", "/claims.csv?from=2022-03&to=2022-03", "/claims.csv", "/figures.csv"):
            sent, start = 0, time.perf_counter()
            with urlopen(address + asked) as answer:  # noqa: S310 - our own server
                while part := answer.read(1 << 16):
                    sent += len(part)
            took = time.perf_counter() - start
            print(f"| {asked} | {sent / 1e6:.1f} | {took:.1f} | {peak(process):.0f} |", flush=True)


@contextmanager
def blank_page() -> Iterator[str]:
    """The address of a page with one word on it."""

    class Blank(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = b"<!doctype html><title>blank</title><p>blank"
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *told: object) -> None:  # noqa: A002 - its name there
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Blank) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def measure_paint(path: Path, chromium: str, addresses: Mapping[str, str]) -> None:
    """First paint in Chromium against that of a page with one word on it, asked in turn; the best of each.

    The best, since on a machine that others use as well the middle tells how busy they are.
    """
    from playwright.sync_api import sync_playwright

    script = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
    told: dict[str, list[float]] = {"a blank page": [], **{name: [] for name in addresses}}
    with blank_page() as blank, serving(path) as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1360, "height": 900})
        for turn in range(PAINTS):
            for name, asked in {
                "a blank page": blank,
                **{n: address + a for n, a in addresses.items()},
            }.items():
                page.goto(asked, wait_until="load")
                page.wait_for_function(f"() => {script} !== undefined")
                if turn:  # the first turn fills caches
                    told[name].append(page.evaluate(script))
        browser.close()
    base = min(told["a blank page"])
    print("| page | ms to first contentful paint | times a blank page |\n|---|---|---|")
    for name, times in told.items():
        print(f"| {name} | {min(times):.0f} | {min(times) / base:.1f} |", flush=True)


def make(path: Path, claims: int) -> None:
    """The ledger is there: the example, varied until it has so many claims."""
    if not path.exists():
        with open_ledger(path) as ledger:
            file_inputs(ledger, [example_documents("kazakhstan-2022")])
        grow(path, claims)


def pages_of(path: Path) -> dict[str, str]:
    """The pages that are measured, by what they are."""
    with open_ledger(path, read_only=True) as ledger:
        counts = ledger.stats()
        document = next(ledger.documents()).id
        widest = next(ledger.ask("SELECT id FROM occurrences ORDER BY json_array_length(figures) DESC"))[0]
    told = ("documents", "claims", "figures", "occurrences")
    print(", ".join(f"{counts[name]:,} {name}" for name in told))
    return {
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
        "claimants": "/claimants",
        "one claimant": "/claimants/Interior Ministry 3",
        "decisions": "/decisions",
    }


def main() -> None:
    """The tables are printed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="measures first paint as well")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = told.ledger or Path(folder) / "large.ledger"
        make(path, told.claims)
        pages = pages_of(path)
        client = client_of(path)
        print("| page | ms | ms of processor | kB sent |\n|---|---|---|---|")
        for name, address in pages.items():
            taken, worked, size = measure(client, address)
            print(f"| {name} | {taken:,.0f} | {worked:,.0f} | {size / 1000:,.0f} |", flush=True)
        for name in ("overview", "claims"):
            # a new site remembers nothing of the ledger, as one does whose ledger has changed
            firsts = [measure(client_of(path), pages[name], times=1) for _ in range(5)]
            taken, worked, size = map(statistics.median, zip(*firsts, strict=True))
            print(f"| {name}, first after a filing | {taken:,.0f} | {worked:,.0f} | {size / 1000:,.0f} |")
        measure_memory(path)
        if told.chromium:
            measure_paint(path, told.chromium, {n: pages[n] for n in ("overview", "claims", "one document")})


if __name__ == "__main__":
    main()
