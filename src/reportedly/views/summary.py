"""A line for a document, and a line for what a search found."""

from __future__ import annotations

import json
from dataclasses import asdict

from ..console import escaped
from ..ledger.store import Hit
from ..records import Reading

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
    found = ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in counts if count)
    told = document.title or document.publisher or document.url or document.id
    dated = document.published[:10] if document.published else "undated"
    return escaped(f"{dated}  {' '.join(told.split())[:70]}: {found or 'nothing found'}")


def told_hit(hit: Hit, *, as_json: bool, colour: bool) -> str:
    """One hit of a search, for people or as JSON."""
    if as_json:
        plain = hit.snippet.replace(BEGIN, "").replace(END, "")
        return json.dumps({**asdict(hit), "snippet": plain}, ensure_ascii=False)
    before, after = ("\x1b[1m", "\x1b[0m") if colour else ("*", "*")
    parts = " ".join(hit.snippet.split()).split(BEGIN)
    words = before.join(after.join(map(escaped, part.split(END))) for part in parts)
    return f"{escaped(hit.id)}\n  {escaped(hit.document)}: {words}"
