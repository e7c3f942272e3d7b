"""Every record as it is: the lines of the contract, and a file a table as CSV and as Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from ...contract import records_of, to_json, to_line
from ...errors import LedgerError
from ...privacy import Pseudonyms, hidden
from ...records import Judgement, Record
from ..arrow import columns_of
from ..rows import DERIVED, TABLES, shape_of
from ..store import Ledger
from .content import Content
from .spreadsheet import csv_lines

ROWS_TOGETHER = 5_000
"""Rows that are written to a Parquet file at a time: a few megabytes."""

REMEMBERED, SHORT = 20_000, 120
"""How many values are remembered without their private names, and of how many letters at most."""


def records_in(ledger: Ledger) -> Iterator[Record]:
    """Every record of a ledger: each document with what was found in it, then what joins documents."""
    for reading in ledger.readings():
        yield from records_of(reading)
    for record_type in (*DERIVED, Judgement):
        yield from ledger.records(record_type)


def export_jsonl(ledger: Ledger) -> Iterator[str]:
    """Every record as a line of the contract, to the letter."""
    return (f"{to_line(record)}\n" for record in records_in(ledger))


def export_csv(content: Content) -> Iterator[tuple[str, Iterator[str]]]:
    """A file for each table with its lines; safe to open in a spreadsheet."""
    for record_type, table in TABLES.items():
        shape = shape_of(record_type)
        rows = map(shape.to_row, content.ledger.records(record_type))
        yield f"{table}.csv", csv_lines(shape.columns, _hidden_rows(rows, content.names))


def export_parquet(content: Content, folder: Path) -> None:
    """The folder holds a file for each table, its columns those of the contract; lists and parts nested.

    Raises:
        LedgerError: the extra `parquet` is not installed, or the folder cannot be written to.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise LedgerError('Parquet needs an extra: pip install "reportedly[parquet]"') from error
    for record_type, table in TABLES.items():
        schema = pa.schema([pa.field("kind", pa.string()), *columns_of(record_type)])
        path = folder / f"{table}.parquet"
        part = path.with_name(f".{path.name}.part")
        try:
            with pq.ParquetWriter(part, schema, compression="zstd") as writer:
                for rows in _batches(content.ledger.records(record_type), content.names):
                    writer.write_table(pa.Table.from_pylist(rows, schema))
            part.replace(path)
        except OSError as error:
            raise LedgerError(f"{path}: cannot be written: {error}") from error
        finally:
            with suppress(OSError):
                part.unlink()


def _batches(records: Iterable[Record], names: Pseudonyms) -> Iterator[list[dict[str, Any]]]:
    waiting = iter(records)
    hide = _hiding(names)
    while some := list(islice(waiting, ROWS_TOGETHER)):
        yield [hidden(to_json(record), hide) for record in some]


def _hidden_rows(rows: Iterable[tuple[Any, ...]], names: Pseudonyms) -> Iterator[tuple[Any, ...]]:
    hide = _hiding(names)
    for row in rows:
        yield tuple(hide(value) if isinstance(value, str) else value for value in row)


def _hiding(names: Pseudonyms) -> Callable[[str], str]:
    """`names.hide`, which remembers the short values that it saw last: most columns say the same again."""
    remembered = lru_cache(REMEMBERED)(names.hide)
    return lambda text: remembered(text) if len(text) <= SHORT else names.hide(text)
