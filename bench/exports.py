"""What each format costs on a large ledger: `python bench/exports.py [--claims 100000] [--ledger KEPT]`.

The ledger is made of the example by varying it (`joining.py`), with what joins each copy. Every format is
written by the program in a process of its own: printed are the seconds of its processor, its peak of memory,
and the size of what it wrote. A format whose memory grows with the ledger does not stream.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from joining import Variant

from reportedly.api import read_inputs
from reportedly.examples import example_documents
from reportedly.ledger.export import FORMATS
from reportedly.ledger.file.batches import insert
from reportedly.ledger.file.rows import DERIVED
from reportedly.ledger.joining import join_readings
from reportedly.ledger.store import Ledger, open_ledger

AT_ONCE = 20
"""Copies of the example that are filed together."""


def make_ledger(ledger: Ledger, claims: int) -> None:
    """The ledger holds so many claims at least, and what joins the documents of each copy."""
    example = list(read_inputs([example_documents("kazakhstan-2022")]))
    joined = join_readings(example, "2026-01-01T00:00:00Z").records()
    copies = -(-claims // sum(len(reading.claims) for reading in example))
    derived: dict[Any, list[Any]] = defaultdict(list)
    for start in range(0, copies, AT_ONCE):
        variants = [Variant(number) for number in range(start, min(copies, start + AT_ONCE))]
        ledger.file(variant.reading(reading) for variant in variants for reading in example)
        for kind in DERIVED:
            derived[kind] += [variant.value("", record) for variant in variants for record in joined[kind]]
    with ledger.writing() as connection:
        for kind in DERIVED:
            insert(connection, kind, derived[kind])


def measured(ledger: Path, format_: str, output: Path) -> tuple[float, float, int]:
    """Seconds of the processor, megabytes of memory at most, and bytes written."""
    command = [sys.executable, "-m", "reportedly", "export", str(ledger)]
    command += ["--format", format_, "--output", str(output)]
    with subprocess.Popen(command) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{format_}: exit {process.returncode}")
    written = [output] if output.is_file() else list(output.iterdir())
    size = sum(path.stat().st_size for path in written)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, size


def main() -> None:
    """The table is printed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help="all by default")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = told.ledger or Path(folder) / "large.ledger"
        if not path.exists():
            with open_ledger(path) as ledger:
                make_ledger(ledger, told.claims)
        with open_ledger(path, read_only=True) as ledger:
            held = ledger.stats()
        print(", ".join(f"{count:,} {table}" for table, count in held.items()))
        print("| format | s, processor | MB, memory | MB written |\n|---|---|---|---|")
        for format_ in told.formats or FORMATS:
            seconds, memory, size = measured(path, format_, Path(folder) / format_)
            print(f"| {format_} | {seconds:.1f} | {memory:,.0f} | {size / 1e6:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
