"""The JSON and CSV that stand beside every page: the same records, written for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..privacy import Pseudonyms
from .pages import plain

BOM = "\ufeff"
"""Spreadsheets take a file that begins so for UTF-8."""
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Signs with which a spreadsheet begins a formula (OWASP, CSV injection)."""


def json_of(value: Any, names: Pseudonyms) -> Any:
    """A page's record as plain values, with the names that are left out left out."""
    return _hidden(plain(value), names)


def csv_lines(row_type: type[Any], rows: Iterable[Any], names: Pseudonyms) -> Iterator[str]:
    """A head and a line a row; no cell begins a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    columns = row_type.__slots__
    yield BOM
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(getattr(row, column), names) for column in columns])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Any, names: Pseudonyms) -> Any:
    value = "; ".join(map(str, value)) if isinstance(value, tuple) else plain(value)
    if not isinstance(value, str):
        return value
    text = names.hide(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _hidden(value: Any, names: Pseudonyms) -> Any:
    if isinstance(value, str):
        return names.hide(value)
    if isinstance(value, list):
        return [_hidden(each, names) for each in value]
    if isinstance(value, Mapping):
        return {name: _hidden(each, names) for name, each in value.items()}
    return value
