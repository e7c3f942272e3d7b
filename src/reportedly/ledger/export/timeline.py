"""Occurrences in time as JSON for TimelineJS: a day is a day, a month stays a month."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from .content import Content, Happening, day_of, told_when
from .sources import notes_of

PARTS = {"year": 1, "season": 2, "month": 2}
"""How many of year, month and day a precision is sure of; all three where it is not named here."""


def export_timeline(content: Content) -> Iterator[str]:
    """The occurrences whose time is told, in order; those without one cannot stand on a line of time."""
    slides = [slide for each in content.happenings() if (slide := _slide(each, content)) is not None]
    slides.sort(
        key=lambda slide: (slide["start_date"]["year"], *_rest(slide["start_date"]), slide["unique_id"])
    )
    yield '{"events": [\n'
    yield ",\n".join(json.dumps(slide, ensure_ascii=False) for slide in slides)
    yield "\n]}\n"


def _slide(happening: Happening, content: Content) -> dict[str, Any] | None:
    occurrence = happening.occurrence
    when = told_when(occurrence)
    start, end = (day_of(when.earliest), day_of(when.latest)) if when else (None, None)
    if when is None or start is None:
        return None
    place = f" · {happening.place.name}" if happening.place else ""
    support = (
        f"Documents: {len(occurrence.documents)}, origins: {occurrence.origins}, "
        f"claimants: {occurrence.claimants}"
    )
    slide: dict[str, Any] = {
        "unique_id": occurrence.id,
        "start_date": date_of(start, when.precision),
        "text": {
            "headline": escape(content.names.hide(occurrence.title)),
            "text": f"<p>{escape(notes_of(happening, content))}</p><p>{escape(support + place)}</p>",
        },
        "group": occurrence.type,
    }
    if end is not None and date_of(end, when.precision) != slide["start_date"]:
        slide["end_date"] = date_of(end, when.precision)
    return slide


def date_of(day: str, precision: str | None) -> dict[str, int]:
    """A day as TimelineJS writes it, with no more parts than the precision is sure of."""
    numbers = [int(part) for part in day.split("-")[: PARTS.get(precision or "", 3)]]
    return dict(zip(("year", "month", "day"), numbers, strict=False))


def _rest(date: dict[str, int]) -> tuple[int, int]:
    return date.get("month", 0), date.get("day", 0)
