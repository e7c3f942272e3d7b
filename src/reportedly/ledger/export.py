"""ledger -> files that other programs read: one function a format.

jsonl is the contract to the letter, names and offsets included. Formats that are passed on, csv and geojson,
leave out the names of private persons unless they are asked for.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ..contract import records_of, to_line
from ..errors import LedgerError
from ..privacy import KEEP_NAMES, Pseudonyms, pseudonyms_of
from ..records import Judgement, Occurrence, Place, Record
from .rows import DERIVED, TABLES, shape_of
from .store import Ledger

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Signs with which a spreadsheet begins a formula (OWASP, CSV injection)."""

BOM = "\ufeff"
"""Tells a spreadsheet that a file is UTF-8."""

NO_POINT = frozenset({"country"})
"""Places whose representative point would be read as the place where something happened."""

NOTES = (
    "A place is given as precisely as the text gives it: see `feature`. Countries have no geometry.",
    "`origins` counts independent texts, `claimants` independent speakers.",
)


def write_export(
    ledger: Ledger, format_: str, output: Path | None = None, *, with_names: bool = False
) -> None:
    """The ledger stands in a file, for csv in a folder, or on standard output; whole or not at all.

    Raises:
        LedgerError: the format is not known, or the place cannot be written to.
    """
    if format_ not in (*LINES, "csv"):
        raise LedgerError(f"format {format_!r} is none of {', '.join(sorted((*LINES, 'csv')))}")
    if format_ == "csv":
        if output is None:
            raise LedgerError("csv is a file for each table: name a folder with --output")
        _write_folder(output, export_csv(ledger, with_names=with_names))
        return
    lines = LINES[format_](ledger) if format_ == "jsonl" else export_geojson(ledger, with_names=with_names)
    if output is None:
        sys.stdout.writelines(f"{line}\n" for line in lines)
    else:
        _write_whole(output, (f"{line}\n" for line in lines))


def records_in(ledger: Ledger) -> Iterator[Record]:
    """Every record of a ledger: each document with what was found in it, then what joins documents."""
    for reading in ledger.readings():
        yield from records_of(reading)
    for record_type in (*DERIVED, Judgement):
        yield from ledger.records(record_type)


def export_jsonl(ledger: Ledger) -> Iterator[str]:
    """Every record as a line of the contract, without the lines' ends."""
    return map(to_line, records_in(ledger))


def export_csv(ledger: Ledger, *, with_names: bool = False) -> Iterator[tuple[str, Iterator[str]]]:
    """A file for each table that holds anything, with its lines; safe to open in a spreadsheet."""
    names = _names(ledger, with_names=with_names)
    for record_type in (*TABLES,):
        shape = shape_of(record_type)
        rows = (shape.to_row(record) for record in ledger.records(record_type))
        yield f"{TABLES[record_type]}.csv", _csv_lines(shape.columns, rows, names)


def export_geojson(ledger: Ledger, *, with_names: bool = False) -> Iterator[str]:
    """The occurrences as one FeatureCollection (RFC 7946), a feature a line; no point for a country."""
    names = _names(ledger, with_names=with_names)
    places = {place.id: place for place in ledger.records(Place)}
    yield f'{{"type": "FeatureCollection", "notes": {json.dumps(NOTES)}, "features": ['
    before = ""
    for occurrence in ledger.records(Occurrence):
        feature = _feature(occurrence, places.get(occurrence.place or ""), names)
        yield before + json.dumps(feature, ensure_ascii=False)
        before = ","
    yield "]}"


def _feature(occurrence: Occurrence, place: Place | None, names: Pseudonyms) -> dict[str, Any]:
    when = occurrence.when
    return {
        "type": "Feature",
        "id": occurrence.id,
        "geometry": _point(place),
        "properties": {
            "title": names.hide(occurrence.title),
            "type": occurrence.type,
            "place": place.name if place else None,
            "feature": place.feature if place else None,
            "country": place.country if place else None,
            "geonames": place.geonames if place else None,
            "earliest": when.earliest if when else None,
            "latest": when.latest if when else None,
            "precision": when.precision if when else None,
            "basis": when.basis if when else None,
            "documents": len(occurrence.documents),
            "origins": occurrence.origins,
            "claimants": occurrence.claimants,
        },
    }


def _point(place: Place | None) -> dict[str, Any] | None:
    if place is None or place.feature in NO_POINT or place.latitude is None or place.longitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def _names(ledger: Ledger, *, with_names: bool) -> Pseudonyms:
    return KEEP_NAMES if with_names else pseudonyms_of(ledger.readings())


def _csv_lines(columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]], names: Pseudonyms) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    yield BOM
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value, names) for value in row])
        yield _emptied(buffer)
    yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _cell(value: Any, names: Pseudonyms) -> Any:
    """A value that a spreadsheet takes for what it is: an apostrophe before what would be a formula."""
    if not isinstance(value, str):
        return value
    text = names.hide(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _write_folder(folder: Path, tables: Iterator[tuple[str, Iterator[str]]]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"{folder}: cannot be made: {error.strerror}") from error
    for name, lines in tables:
        _write_whole(folder / name, lines)


def _write_whole(path: Path, lines: Iterator[str]) -> None:
    """The file has all lines, or stays as it was."""
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
        part.replace(path)
    except OSError as error:
        raise LedgerError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


LINES: Mapping[str, Callable[[Ledger], Iterator[str]]] = {
    "jsonl": export_jsonl,
    "geojson": export_geojson,
}
"""The formats that are lines of one file."""
