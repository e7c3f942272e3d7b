"""Rows as CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Signs with which a spreadsheet begins a formula (OWASP, CSV injection)."""

BOM = "\ufeff"
"""Tells a spreadsheet that a file is UTF-8."""


TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of what follows, in the cells after it too."""


def without_turns(value: Any) -> Any:
    """Text that leaves the direction of the cells after it alone; other values as they are."""
    return TURNS.sub("", value) if isinstance(value, str) else value


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, bom: bool = True) -> Iterator[str]:
    """The head and the rows; text that would be a formula has an apostrophe before it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    if bom:
        yield BOM
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        yield _emptied(buffer)
    yield _emptied(buffer)


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def _emptied(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
