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


PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r"} | {0x7F: 0x2421}
PICTURES |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
"""Control characters by what stands for them: ESC would steer a terminal, NUL ends a cell in many readers.

Each has one sign, so that offsets into the text still count.
"""

TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the direction of what follows, in the cells after it too."""


def without_turns(value: Any) -> Any:
    """Text that leaves the direction of the cells after it alone; other values as they are."""
    return TURNS.sub("", value) if isinstance(value, str) else value


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, bom: bool = True) -> Iterator[str]:
    """The head and the rows; text that would be a formula has an apostrophe before it.

    Pictures of them stand for control characters other than tabs and the ends of lines.
    """
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
    if not isinstance(value, str):
        return value
    told = value if value.isprintable() else value.translate(PICTURES)
    return f"'{told}" if told.startswith(FORMULA_SIGNS) else told


def _emptied(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text
