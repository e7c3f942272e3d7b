"""Downloads of every page for other programs: the same records as CSV, JSON, JSON lines and text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from ..ledger.export import csv_lines, slide_of, support_of
from ..ledger.wording import on_one_line, several
from ..privacy import Pseudonyms, hidden
from .capture_page import CapturesPage, change_rows
from .pages import DocumentPage, OccurrencePage, plain
from .tables import OccurrenceRow
from .wording import plain_markdown


def json_of(value: Any, names: Pseudonyms) -> Any:
    """A page's record as plain values, with the names that are left out left out."""
    return hidden(plain(value), names.hide)


def rows_as_csv(row_type: type[Any], rows: Iterable[Any], names: Pseudonyms) -> Iterator[str]:
    """A header and one line for each row; no cell begins a formula."""
    columns: tuple[str, ...] = row_type.__slots__
    return csv_lines(columns, ([_cell(getattr(row, each), names) for each in columns] for row in rows))


def rows_as_lines(rows: Iterable[Any], names: Pseudonyms) -> Iterator[str]:
    """One JSON object per line."""
    return (json.dumps(json_of(row, names), ensure_ascii=False) + "\n" for row in rows)


def rows_as_json(rows: Iterable[Any], names: Pseudonyms) -> Iterator[str]:
    """One JSON list, with one row per line."""
    before = "["
    for line in rows_as_lines(rows, names):
        yield f"{before}\n{line.rstrip()}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def rows_as_timeline(rows: Iterable[OccurrenceRow], names: Pseudonyms) -> Iterator[str]:
    """The occurrences whose time is told, as JSON for TimelineJS: a month stays a month."""
    yield '{"events": ['
    before = ""
    for row in rows:
        time = row.earliest, row.latest, row.precision, row.basis
        support = support_of(row.documents, row.origins, row.claimants, names.hide(row.place or ""))
        slide = slide_of(row.id, names.hide(row.title), row.type, time, (support,))
        if slide is not None:
            yield f"{before}\n{json.dumps(slide, ensure_ascii=False)}"
            before = ","
    yield "\n]}\n"


def document_as_text(page: DocumentPage, names: Pseudonyms) -> Iterator[str]:
    """The stored text to the letter, but for the names that are left out."""
    yield names.hide(page.document.text) + "\n"


def occurrence_as_markdown(page: OccurrencePage, names: Pseudonyms) -> Iterator[str]:
    """An occurrence for a report: who counts what, the contradictions, and the words."""
    told = partial(_told, names)
    it = page.occurrence
    setting = " · ".join(told(each) for each in (it.when, it.place, it.type.lower()) if each)
    yield f"# {told(it.title)}\n\n{setting}\n"
    documents, origins = several(it.documents, "document"), several(it.origins, "independent origin")
    yield f"\n{documents} of {origins}, {several(it.claimants, 'claimant')}.\n"
    for part in page.measures:
        yield f"\n## {part.measure.capitalize()}, by who counts\n\n"
        yield "| told | who | how many | stands | how sure | words |\n|---|---|---|---|---|---|\n"
        for row in part.accounts:
            words = f"“{row.passages[0].quote}” ({row.passages[0].outlet})" if row.passages else ""
            cells = (row.as_of, row.claimant, row.range, row.status, row.certainty, words)
            yield f"| {' | '.join(map(told, cells))} |\n"
    sections = {
        "What contradicts what": [
            f"{each.relation.replace('_', ' ')}: {each.why}" for each in page.contradictions.rows
        ],
        "Told in these words": [
            f"{(each.published or 'undated')[:10]} {each.outlet}: “{each.quote}”" for each in page.told
        ],
        "Documents": [
            f"{(each.published or 'undated')[:10]} {each.outlet}: {each.title}" for each in page.documents
        ],
    }
    for heading, lines in sections.items():
        if lines:
            yield f"\n## {heading}\n\n" + "".join(f"- {told(each)}\n" for each in lines)
    yield "\nReportedly records what sources said, not what is true. Nothing is added up across claimants.\n"


def captures_as_markdown(page: CapturesPage, names: Pseudonyms) -> Iterator[str]:
    """The differences between two captures of a document, for a report: figures first, then words."""
    told = partial(_told, names)
    yield f"# {told(page.title)}\n\n{told(page.outlet)}, {len(page.captures)} captures\n\n"
    yield "| capture | time | SHA-256 | bytes |\n|---|---|---|---|\n"
    for each in page.captures:
        at = f"{each.at}{'' if each.fetched else ' (filed)'}"
        yield f"| {each.number} | {at} | `{each.digest}` | {each.size} |\n"
    it = page.compared
    if it is None:
        return
    yield f"\n## From capture {it.before} to capture {it.after}\n\n"
    if not it.same_reader:
        yield "Two versions of the program read these captures: some of it may be their doing.\n\n"
    for row in change_rows(page):
        who = f" ({told(row.who)})" if row.who else ""
        yield f"- {told(row.what)}{who}: {_quoted(told(row.before))} → {_quoted(told(row.after))}\n"
    if it.same_text:
        yield "The extracted text is the same.\n"
    yield "\nReportedly records what sources said, not what is true.\n"


def _told(names: Pseudonyms, words: str | None) -> str:
    return plain_markdown(on_one_line(names.hide(words or "")))


def _quoted(words: str) -> str:
    return f"“{words}”" if words else "nothing"


def _cell(value: Any, names: Pseudonyms) -> Any:
    value = "; ".join(map(str, value)) if isinstance(value, tuple) else plain(value)
    return names.hide(value) if isinstance(value, str) else value
