"""One line per document, and one line per search hit."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from ..console import escaped
from ..ledger.store import Hit, Ledger
from ..ledger.wording import heading_of, several
from ..records import Reading

LONGEST_NAME = 70
"""Characters that a document is called by: a line of a terminal, with a date and counts."""

BEGIN, END = "\x02", "\x03"


def summarise(reading: Reading) -> str:
    """One document in one line: what it is, and how much was found in it."""
    document = reading.document
    counts = (
        ("claim", len(reading.claims)),
        ("event", len(reading.events)),
        ("figure", len(reading.figures)),
        ("place", len(reading.places)),
        ("time", len(reading.times)),
        ("notice", len(reading.notices)),
    )
    found = ", ".join(several(count, kind) for kind, count in counts if count)
    dated = document.published[:10] if document.published else "undated"
    told = _called(document.title, document.publisher, document.url, document.text) or document.id
    return escaped(f"{dated}  {told}: {found or 'nothing found'}")


def names_of(ledger: Ledger, documents: Iterable[str]) -> dict[str, str]:
    """The name of each of these documents, unless it is empty."""
    rows = ledger.ask(
        "SELECT id, title, publisher, url, substr(text, 1, ?) AS text FROM documents"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (2 * LONGEST_NAME, json.dumps(list(documents))),
    )
    names = {row["id"]: _called(row["title"], row["publisher"], row["url"], row["text"]) for row in rows}
    return {document: name for document, name in names.items() if name}


def _called(title: str | None, publisher: str | None, url: str | None, text: str) -> str:
    """The title, the outlet or the address, else the first words of the text; on one line."""
    if told := title or publisher or url:
        return " ".join(told.split())[:LONGEST_NAME]
    words = heading_of(text[: 2 * LONGEST_NAME])
    if not words or len(words) <= LONGEST_NAME:
        return f"“{words}”" if words else ""
    return f"“{words[:LONGEST_NAME].rpartition(' ')[0] or words[:LONGEST_NAME]} …”"


def hit_text(hit: Hit, name: str | None, *, as_json: bool, colour: bool) -> str:
    """One hit of a search, for people or as JSON; `name` is what its document is called."""
    if as_json:
        plain = hit.snippet.replace(BEGIN, "").replace(END, "")
        return json.dumps({**asdict(hit), "snippet": plain, "name": name}, ensure_ascii=False)
    before, after = ("\x1b[1m", "\x1b[0m") if colour else ("*", "*")
    parts = " ".join(hit.snippet.split()).split(BEGIN)
    words = before.join(after.join(map(escaped, part.split(END))) for part in parts)
    document = (
        f"{name or 'an empty text'}, {hit.document}" if hit.id != hit.document else name or hit.document
    )
    return f"{escaped(hit.id)}\n  {escaped(document)}: {words}"
