"""Times of the clock."""

from __future__ import annotations

from .days import named_day, weekday
from .meaning import Meaning, Words

HALVES = {"MO": "am", "AF": "pm", "EV": "pm", "NI": "pm"}
"""Which half of the day a part of the day belongs to."""


def clock(words: Words) -> Meaning | None:
    """`10:35 a.m.`, `0735 GMT`, `at 14:00`, `noon`; the day is looked for in the sentence."""
    time = clock_of(words)
    if time is None:
        return None
    if "weekday" in words:
        meant = weekday(words)
        if meant and meant.value:
            return Meaning(f"{meant.value[:10]}T{time}", "TIME", meant.basis)
        return Meaning(None, "TIME", "published")
    if "day" in words:
        meant = named_day(words)
        if meant and meant.value:
            return Meaning(f"{meant.value[:10]}T{time}", "TIME", meant.basis)
        return Meaning(None, "TIME", "published")
    return Meaning(None, "TIME", "context", loose=time)


def clock_of(words: Words) -> str | None:
    """The time of day among the words, as `HH:MM`."""
    if "noon" in words:
        return words.value("noon")
    if "military" in words:
        digits = words.text("military")
        hour, minute = int(digits[:-2] or 0), int(digits[-2:])
    elif "hour24" in words:
        hour, minute = words.integer("hour24"), words.integer("minute24")
    elif "hour" in words:
        hour, minute = words.integer("hour"), words.integer("minute") if "minute" in words else 0
    else:
        return None
    half = words.value("ampm") or {"MO": "am", "AF": "pm", "EV": "pm", "NI": "pm"}.get(
        words.value("side"), ""
    )
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None
