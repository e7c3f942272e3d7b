"""ledger -> files that other programs read: one function a format."""

from __future__ import annotations

from collections.abc import Iterator

from ..contract import records_of, to_line
from ..records import Judgement, Record
from .rows import DERIVED
from .store import Ledger


def records_in(ledger: Ledger) -> Iterator[Record]:
    """Every record of a ledger: each document with what was found in it, then what joins documents."""
    for reading in ledger.readings():
        yield from records_of(reading)
    for record_type in (*DERIVED, Judgement):
        yield from ledger.records(record_type)


def export_jsonl(ledger: Ledger) -> Iterator[str]:
    """Every record as a line of the contract, without the lines' ends."""
    return map(to_line, records_in(ledger))
