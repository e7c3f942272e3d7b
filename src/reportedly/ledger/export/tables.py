"""All records unchanged: as JSON lines, and as one CSV or Parquet file per table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from ...contract import records_of, to_json, to_line
from ...errors import OutputError
from ...privacy import Pseudonyms, hidden
from ...records import Account, Actor, Claim, Event, Figure, Judgement, Record
from ..file.arrow import columns_of
from ..file.rows import DECODER, DERIVED, ENCODER, TABLES, shape_of
from ..store import Ledger
from ..traits.texts import WORD, stem_of
from .claimant_keys import as_keyed, key_of_claim, lasting_keys_of_accounts, reading_as_keyed
from .content import Content
from .spreadsheet import csv_lines

ROWS_TOGETHER = 5_000
"""Rows that are written to a Parquet file at a time: a few megabytes."""

SPEAKER = (
    "(SELECT coalesce(claimant_name, json_extract(source, '$[0].quote')) FROM claims WHERE id = t.claim)"
)
OF_DOCUMENT = {
    "publisher": "(SELECT publisher FROM documents WHERE id = t.document)",
    "published": "(SELECT published FROM documents WHERE id = t.document)",
}
BESIDE: Mapping[type[Any], Mapping[str, str]] = {
    Claim: OF_DOCUMENT,
    Event: {"claimant": SPEAKER, "place_name": "(SELECT name FROM places WHERE id = t.place)", **OF_DOCUMENT},
    Figure: {
        "claimant": SPEAKER,
        "place_name": "(SELECT name FROM places WHERE id = t.place)",
        **OF_DOCUMENT,
    },
}
"""Columns behind those of the contract, so that who says so, where and when can be read without a join."""

RowChange = Callable[[tuple[Any, ...]], tuple[Any, ...]]
"""What is done to a row of a table."""

APART = '"'
"""Between two cells: no part of a name, an address or a word."""
ESCAPED = re.compile(r"\\.")
"""How JSON writes the end of a line: as a letter, which would hide the name behind it."""


SHORTEST_NAME = 3
"""Letters of a part of a name that would tell whose it is."""


def records_in(ledger: Ledger) -> Iterator[Record]:
    """Every record of a ledger: each document with what was found in it, then what joins documents.

    Claims and accounts have the keys of their claimants over all documents, where these last.
    """
    for reading in ledger.readings():
        yield from records_of(reading_as_keyed(ledger, reading))
    for record_type in (*DERIVED, Judgement):
        keys = _keys_of_accounts(ledger) if record_type is Account else {}
        for record in ledger.records(record_type):
            yield as_keyed(record, keys.get(record.id)) if keys else record


def export_jsonl(ledger: Ledger) -> Iterator[str]:
    """Every record as a line of the contract, to the letter but for the keys of claimants."""
    return (f"{to_line(record)}\n" for record in records_in(ledger))


def export_csv(content: Content) -> Iterator[tuple[str, Iterator[str]]]:
    """A file for each table with its lines; safe to open in a spreadsheet."""
    for record_type, table in TABLES.items():
        columns = (*shape_of(record_type).columns, *BESIDE.get(record_type, ()))
        yield f"{table}.csv", csv_lines(columns, _cells(record_type, content))


def export_parquet(content: Content, folder: Path) -> None:
    """The folder holds a file for each table, its columns those of the contract; lists and parts nested.

    Raises:
        OutputError: the extra `parquet` is not installed, or the folder cannot be written to.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise OutputError('Parquet needs an extra: pip install "reportedly[parquet]"') from error
    for record_type, table in TABLES.items():
        beside = [pa.field(name, pa.string()) for name in BESIDE.get(record_type, ())]
        schema = pa.schema([pa.field("kind", pa.string()), *columns_of(record_type), *beside])
        path = folder / f"{table}.parquet"
        part = path.with_name(f".{path.name}.part")
        try:
            with pq.ParquetWriter(part, schema, compression="zstd") as writer:
                for rows in _batches(record_type, content):
                    writer.write_table(pa.Table.from_pylist(rows, schema))
            part.replace(path)
        except OSError as error:
            raise OutputError(f"{path}: cannot be written: {error}") from error
        finally:
            with suppress(OSError):
                part.unlink()


def _batches(record_type: type[Any], content: Content) -> Iterator[list[dict[str, Any]]]:
    shape, beside = shape_of(record_type), tuple(BESIDE.get(record_type, ()))
    width = len(shape.columns)

    def told(row: tuple[Any, ...]) -> dict[str, Any]:
        plain = to_json(shape.from_row(row[:width])) | dict(zip(beside, row[width:], strict=True))
        return hidden(plain, content.names.hide) if _may_name(row, content.names) else plain

    rows = map(told, _rows(record_type, content))
    while some := list(islice(rows, ROWS_TOGETHER)):
        yield some


def _cells(record_type: type[Any], content: Content) -> Iterator[list[Any]]:
    shape = shape_of(record_type)
    for row in _rows(record_type, content):
        cells = list(row)
        for at in shape.truths:
            cells[at] = None if row[at] is None else bool(row[at])
        if _may_name(row, content.names):
            parts = {at: hidden(DECODER.decode(row[at]), content.names.hide) for at in shape.lists}
            cells = [content.names.hide(cell) if isinstance(cell, str) else cell for cell in cells]
            for at, part in parts.items():
                cells[at] = ENCODER.encode(part)
        yield cells


def _rows(record_type: type[Any], content: Content) -> Iterator[tuple[Any, ...]]:
    """What the ledger holds of a type, with what stands beside it, in the order of filing."""
    beside = "".join(f", {told} AS {name}" for name, told in BESIDE.get(record_type, {}).items())
    statement = f"SELECT {shape_of(record_type).names}{beside} FROM {TABLES[record_type]} t ORDER BY rowid"
    rows = map(tuple, content.ledger.ask(statement))
    change = ROW_CHANGES.get(record_type)
    return rows if change is None else map(change(content), rows)


def _of_one_name(content: Content) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """Rows of actors; a private person's words go with the name, or beside it they would tell it.

    They would stay where the same words name a place or somebody in public elsewhere.
    """
    columns = shape_of(Actor).columns
    name, quote, private = map(columns.index, ("name", "quote", "private"))

    def of_one(row: tuple[Any, ...]) -> tuple[Any, ...]:
        said = content.names.hide(row[name])
        if not row[private] or said == row[name] or content.names.hide(row[quote]) != row[quote]:
            return row
        return (*row[:quote], said, *row[quote + 1 :])

    return of_one


def _without_name_stems(content: Content) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """Rows of judgements whose reason, where a rule wrote it, holds no stem of a private name.

    A rule names the words that two documents share, in lower case and without endings: names among them.
    """
    names = {word for name in content.names.by_name for word in WORD.findall(name)}
    stems = {stem_of(word) for word in names if len(word) >= SHORTEST_NAME}
    columns = shape_of(Judgement).columns
    reason, decided_by = columns.index("reason"), columns.index("decided_by")

    def without(row: tuple[Any, ...]) -> tuple[Any, ...]:
        if not stems or not row[decided_by].startswith("rule:"):
            return row
        told = WORD.sub(lambda match: "…" if match[0] in stems else match[0], row[reason])
        return (*row[:reason], told, *row[reason + 1 :])

    return without


def _with_claimant_as_called(
    record_type: type[Event | Figure],
) -> Callable[[Content], Callable[[tuple[Any, ...]], tuple[Any, ...]]]:
    """Rows of findings whose column for the claimant tells it from others of its name."""
    columns = (*shape_of(record_type).columns, *BESIDE[record_type])
    claim, claimant = columns.index("claim"), columns.index("claimant")

    def called(content: Content) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
        def change(row: tuple[Any, ...]) -> tuple[Any, ...]:
            if row[claim] not in content.called:
                return row
            return (*row[:claimant], content.called[row[claim]], *row[claimant + 1 :])

        return change

    return called


def _keys_of_accounts(ledger: Ledger) -> dict[str, str]:
    every = (row["id"] for row in ledger.ask("SELECT id FROM accounts WHERE claimant_name NOT NULL"))
    return lasting_keys_of_accounts(ledger, every)


def _with_key(record_type: type[Claim | Account]) -> Callable[[Content], RowChange]:
    """Rows of claims or accounts with the keys of their claimants over all documents."""
    columns = shape_of(record_type).columns
    own, key = columns.index("id"), columns.index("claimant_key")

    def keyed(content: Content) -> RowChange:
        accounts = _keys_of_accounts(content.ledger) if record_type is Account else {}

        def change(row: tuple[Any, ...]) -> tuple[Any, ...]:
            known = (
                accounts.get(row[own]) if record_type is Account else key_of_claim(content.ledger, row[own])
            )
            return row if known is None else (*row[:key], known, *row[key + 1 :])

        return change

    return keyed


ROW_CHANGES: Mapping[type[Any], Callable[[Content], Callable[[tuple[Any, ...]], tuple[Any, ...]]]] = {
    Account: _with_key(Account),
    Actor: _of_one_name,
    Claim: _with_key(Claim),
    Event: _with_claimant_as_called(Event),
    Figure: _with_claimant_as_called(Figure),
    Judgement: _without_name_stems,
}
"""What is done to the rows of a table before names are left out of their cells."""


def _may_name(row: tuple[Any, ...], names: Pseudonyms) -> bool:
    """Whether anything of a row is left out: looked for in all of it at once, since few rows name anybody."""
    told = APART.join([value for value in row if isinstance(value, str)])
    words = ESCAPED.sub(" ", told) if "\\" in told else told
    return names.hide(words) != words
