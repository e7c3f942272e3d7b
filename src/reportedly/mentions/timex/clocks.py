"""Times of the clock."""

from __future__ import annotations

from datetime import date, timedelta

from ...records import Basis
from .calendar import Interval, day_of
from .days import named_day, weekday
from .meaning import Meaning, Words

HALVES = {"MO": "am", "AF": "pm", "EV": "pm", "NI": "pm"}
"""Which half of the day a part of the day belongs to."""

MIDNIGHT = "00:00"


def clock(words: Words) -> Meaning | None:
    """`10:35 a.m.`, `0735 GMT`, `at 14:00`, `noon`; without a day it is looked for in the sentence."""
    time = clock_of(words)
    if time is None or ("alone" in words and words.is_address):
        return None
    if "weekday" not in words and "day" not in words:
        return Meaning(None, "TIME", "context", loose=time)
    meant = weekday(words) if "weekday" in words else named_day(words)
    day = day_of(meant.value) if meant else None
    return at(day, time, meant.basis) if meant and day else Meaning(None, "TIME", "published")


def clock_span(words: Words) -> Meaning | None:
    """`between 10 and 11 a.m.`, `2-4 p.m.`."""
    ends = clock_of(words)
    if ends is None or int(words.text("from")) > 12:
        return None
    half = 12 if ends >= "12:00" and words.integer("from") < (int(ends[:2]) - 1) % 12 + 1 else 0
    begins = f"{words.integer('from') % 12 + half:02d}:00"
    return Meaning(None, "TIME", "context", loose=f"{begins}/{ends}") if begins < ends else None


def at(day: date, time: str, basis: Basis) -> Meaning:
    """A time, a part, or a span of times of a day; midnight is its beginning or its end."""
    value = "/".join(f"{day}T{each}" for each in time.split("/"))
    if time != MIDNIGHT:
        return Meaning(value, "TIME", basis)
    either = Interval(value, f"{day + timedelta(days=1)}T{MIDNIGHT}", "part")
    return Meaning(value, "TIME", basis, either)


def clock_of(words: Words) -> str | None:
    """The time of day among the words, as `HH:MM`."""
    if "noon" in words:
        return words.value("noon")
    told = _hour_and_minute(words)
    if told is None:
        return None
    hour, minute = told
    half = words.value("ampm") or HALVES.get(words.value("side"), "")
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _hour_and_minute(words: Words) -> tuple[int, int] | None:
    if "military" in words:
        digits = words.text("military")
        return (int(digits[:2]), int(digits[2:])) if len(digits) == 4 else None
    if "hour24" in words:
        minutes = words.text("minute24")
        return (words.integer("hour24"), int(minutes)) if len(minutes) == 2 else None
    if "hour" in words:
        return words.integer("hour"), words.integer("minute") if "minute" in words else 0
    return None
