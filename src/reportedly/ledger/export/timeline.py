"""Occurrences as JSON for TimelineJS, each date with its own precision."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from ...records import When
from .content import Content, Happening, day_of
from .sources import notes_of

PARTS = {"year": 1, "season": 2, "month": 2}
"""How many of year, month and day a precision is sure of; all three where it is not named here."""


def export_timeline(content: Content) -> Iterator[str]:
    """The occurrences whose time is told, in order; those without one cannot stand on a line of time."""
    yield '{"events": [\n'
    before = ""
    for each in content.happenings("when_earliest, id"):
        slide = _slide(each, content)
        if slide is not None:
            yield before + json.dumps(slide, ensure_ascii=False)
            before = ",\n"
    yield "\n]}\n"


def _slide(happening: Happening, content: Content) -> dict[str, Any] | None:
    it = happening.occurrence
    place = happening.place.name if happening.place else None
    support = support_of(len(it.documents), it.origins, it.claimants, place)
    notes = notes_of(happening, content)
    return slide_of(it.id, content.names.hide(it.title), it.type, _time_of(it.when), (notes, support))


Told = tuple[str | None, str | None, str | None, str | None]
"""A time: first and last moment, precision, basis."""


def _time_of(when: When | None) -> Told:
    return (when.earliest, when.latest, when.precision, when.basis) if when else (None, None, None, None)


def slide_of(
    name: str, title: str, type_: str, time: Told, paragraphs: Sequence[str]
) -> dict[str, Any] | None:
    """An occurrence as TimelineJS shows it; None where its time is not told, or only assumed."""
    earliest, latest, precision, basis = time
    start, end = day_of(earliest), day_of(latest)
    if start is None or basis == "assumed":
        return None
    slide: dict[str, Any] = {
        "unique_id": name,
        "start_date": date_of(start, precision),
        "text": {
            "headline": escape(title),
            "text": "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs),
        },
        "group": type_,
    }
    if end is not None and date_of(end, precision) != slide["start_date"]:
        slide["end_date"] = date_of(end, precision)
    return slide


def support_of(documents: int, origins: int, claimants: int, place: str | None) -> str:
    """On how much a slide stands, and where it is."""
    where = f" · {place}" if place else ""
    return f"Documents: {documents}, origins: {origins}, claimants: {claimants}{where}"


def date_of(day: str, precision: str | None) -> dict[str, int]:
    """A day as TimelineJS writes it, with no more parts than the precision is sure of."""
    numbers = [int(part) for part in day.split("-")[: PARTS.get(precision or "", 3)]]
    return dict(zip(("year", "month", "day"), numbers, strict=False))
