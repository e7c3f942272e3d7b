"""Times that are counted: from publication, from the last date in the text, or as a length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import ceil, floor

from ...records import Basis, Precision
from .calendar import MONTHS, SHORT_UNITS, VALUES, Interval, day_of, duration_value, interval_of, shifted
from .days import day_in_text
from .letters import LETTERS
from .meaning import Anchors, Meaning, Words

SATURDAY = 6
TODAY = "0"
"""The value of the entry for the day of publication."""

FINER: Mapping[Precision, str] = {"month": "M", "season": "Q"}
"""A year before a month or a quarter is the same month or quarter."""

ORDER = ("Y", "M", "W", "D", "TH", "TM", "TS")
"""Units of lengths told in two steps, the larger first."""

STEPS = {"this": 0, "reference": 0, "that": 0, "same": 0, "last": -1, "previous": -1, "past": -1}
"""How many units away each form of word leads; every other leads to the next."""


def shifted_unit(words: Words) -> Meaning | None:
    """`last month`, `this week`, `next year`, `that day`, `the following week`, `the next day`."""
    unit, shift = words.value("unit"), words.form("shift")
    if shift == "reference" and words.value("shift") != "PRESENT_REF":
        return None
    step = STEPS.get(shift, 1)
    if unit in SHORT_UNITS:
        return None
    if shift == "past" or (shift == "last" and "the" in words):
        return _window(1, unit, -1, words.anchors)
    in_text = shift in ("that", "same", "previous", "following") or (shift == "next" and "the" in words)
    if not in_text:
        return _unit_from(words.anchors.published, step, unit, words.anchors.basis)
    base, basis = _base_in_text(unit, step, words.anchors)
    return _unit_from(base, step, unit, basis)


def _base_in_text(unit: str, step: int, anchors: Anchors) -> tuple[date | None, Basis]:
    """Days are counted from the last day named, longer units from the last date of any precision."""
    if unit == "D" or anchors.value is None:
        return day_in_text(anchors, step)
    return day_of(interval_of(anchors.value).earliest), "context"


def _unit_from(base: date | None, step: int, unit: str, basis: Basis) -> Meaning | None:
    counted = "W" if unit == "WE" else unit
    if unit not in VALUES:
        return None
    day = shifted(base, step, counted) if base else None
    return Meaning(VALUES[unit](day) if day else None, "DATE", basis)


def month_of_unit(words: Words) -> Meaning | None:
    """`April next year`, `in October of this year`."""
    if words.value("unit") != "Y":
        return None
    meant = shifted_unit(words)
    return replace(meant, value=f"{meant.value}-{words.value('month')}") if meant and meant.value else meant


def weekend(words: Words) -> Meaning | None:
    """`the weekend`: the nearest, by tense where it is far."""
    base = words.anchors.published
    if words.value("unit") != "WE":
        return None
    if base is None:
        return Meaning(None, "DATE", "published")
    reached = base.isoweekday() >= SATURDAY or words.tense == "future"
    return _unit_from(shifted(base, 0 if reached else -7, "D"), 0, "WE", words.anchors.basis)


def end_of_unit(words: Words) -> Meaning | None:
    """`the end of the year`, `the beginning of the month`: the one of publication."""
    unit = words.value("unit")
    return _unit_from(words.anchors.published, 0, unit, words.anchors.basis) if unit != "D" else None


def window(words: Words) -> Meaning | None:
    """`the past two months`, `the last 24 hours`, `the next five years`, `recent days`, `coming weeks`."""
    unit, form = words.value("unit"), words.form("shift")
    count = count_of(words) if "count" in words or "half" in words else None
    return _window(count, unit, 1 if form in ("next", "coming", "following") else -1, words.anchors)


def _window(count: float | None, unit: str, sign: int, anchors: Anchors) -> Meaning:
    value, base = duration_value(count, unit), anchors.published
    if base is not None and count is None:
        side = open_interval("PAST_REF" if sign < 0 else "FUTURE_REF", base)
        return Meaning(value, "DURATION", anchors.basis, side)
    if base is None or count is None or count != int(count):
        return Meaning(value, "DURATION")
    if unit in SHORT_UNITS:
        days = -(-int(count) * SHORT_UNITS[unit] // 86400)
        other = shifted(base, sign * days, "D")
    else:
        other = _step(base, sign * int(count), unit)
    if other is None:
        return Meaning(value, "DURATION")
    first, last = sorted((base, other))
    interval = Interval(first.isoformat(), last.isoformat(), "day")
    return Meaning(value, "DURATION", anchors.basis, interval)


def _step(base: date, count: int, unit: str) -> date | None:
    return shifted(base, count, "D" if unit == "WE" else unit)


def ago(words: Words) -> Meaning | None:
    """`two weeks ago`, `a year from now`: as fine as the unit; `two weeks ago to the day` is a day."""
    sign = 1 if words.form("op") == "hence" else -1
    if words.value("exact") not in ("", TODAY):
        return None
    fine = "D" if "exact" in words else None
    return _counted_from(words.anchors.published, sign, words, words.anchors.basis, fine)


def long_ago(words: Words) -> Meaning | None:
    """`years ago`."""
    past, anchors = "PAST_REF", words.anchors
    return Meaning(past, "DATE", anchors.basis, open_interval(past, anchors.published))


def later(words: Words) -> Meaning | None:
    """`two days later`, `a year earlier`, `the day before`: from the last date in the text."""
    sign = -1 if words.form("op") == "earlier" or words.value("op") == "-1" else 1
    base, basis = _base_in_text(words.value("unit"), sign, words.anchors)
    last = interval_of(words.anchors.value or "").precision
    fine = FINER.get(last) if last and basis == "context" and words.value("unit") == "Y" else None
    return _counted_from(base, sign, words, basis, fine)


def _counted_from(
    base: date | None, sign: int, words: Words, basis: Basis, fine: str | None = None
) -> Meaning | None:
    """As fine as the unit counted, or as `fine`."""
    unit, count = words.value("unit"), count_of(words) if "count" in words else 1.0
    if count is None and words.form("op") in ("ago", "hence"):
        vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Meaning(vague, "DATE", basis, open_interval(vague, base))
    if count is None:
        side = open_interval("PAST_REF" if sign < 0 else "FUTURE_REF", base)
        return Meaning(duration_value(None, unit), "DURATION", basis, side)
    if base is None:
        return Meaning(None, "DATE", basis)
    if unit in SHORT_UNITS:
        return _hours_from(base, sign * count, unit, basis)
    if count != int(count):
        months = count * MONTHS.get(unit, 0)
        if not months or months != int(months):
            return Meaning(None, "DATE", basis)
        count, unit = months, "M"
    day = _step(base, sign * int(count), unit)
    fine = fine or ("Y" if unit in ("DE", "CE") else unit)
    return Meaning(VALUES[fine](day) if day else None, "DATE", basis)


def duration(words: Words) -> Meaning | None:
    """`six months`, `a two-day visit`, `almost 72 hours`, `5 1/2 hours`; ages are none."""
    if words.measures_adjective or words.is_unfinished_age:
        return None
    unit, count = words.value("unit"), count_of(words)
    if unit == "Q" and words.after == LETTERS["of"]:
        return None
    if words.text("count") in ("a", "an", "one") and unit == "TS":
        return None
    if unit == "TH" and count is not None and count != int(count) and count > 1:
        return Meaning(f"PT{int(count)}H{round((count - int(count)) * 60)}M", "DURATION")
    if unit == "TH" and count == 0.5:
        return Meaning("PT30M", "DURATION")
    return Meaning(duration_value(count, unit), "DURATION")


def two_durations(words: Words) -> Meaning | None:
    """`one hour 15 minutes`, `two years and six months`."""
    large, small = words.value("unit"), words.value("subunit")
    if large not in ORDER or small not in ORDER[ORDER.index(large) + 1 :]:
        return None
    whole, part = duration_value(count_of(words), large), duration_value(count_of(words, "rest"), small)
    if (large in SHORT_UNITS) != (small in SHORT_UNITS):
        return None
    return Meaning(f"{whole}{part.lstrip('PT')}", "DURATION")


def bare_duration(words: Words) -> Meaning | None:
    """`for years`, `after weeks`, `decades-long`."""
    return Meaning(duration_value(None, words.value("unit")), "DURATION")


def long_duration(words: Words) -> Meaning | None:
    """`day-long`, `decades-long`."""
    plural = words.text("unit").endswith("s")
    return Meaning(duration_value(None if plural else 1, words.value("unit")), "DURATION")


def _hours_from(base: date, count: float, unit: str, basis: Basis) -> Meaning:
    """A length with the one or two days on which it ends, since no time of day is known to count from."""
    days = count * SHORT_UNITS[unit] / 86400
    first, last = shifted(base, floor(days), "D"), shifted(base, ceil(days), "D")
    interval = Interval(first.isoformat(), last.isoformat(), "day") if first and last else None
    return Meaning(duration_value(abs(count), unit), "DURATION", basis, interval)


def count_of(words: Words, name: str = "count") -> float | None:
    """The number that a group stands for; None where it is vague."""
    pieces = words.pieces(name)
    texts = [piece.text for piece in pieces if piece.entry is None]
    if texts and texts[0].isdigit():
        return _digits("".join(texts))
    number = 0.5 if name == "count" and "half" in words else 0.0
    if "half" in words and not pieces:
        return 1.5
    for piece in pieces:
        form, told = (piece.entry.form, piece.entry.value or "") if piece.entry else ("", "")
        if form == "vague":
            return float(told) if told else None
        if form == "half":
            number += 0.5
        elif form == "number" and told.startswith("*"):
            number = max(number, 1) * float(told[1:])
        elif form == "number":
            number += float(told)
        elif form == "article" and name == "count" and "half" in words:
            number += 1
    return number or 1.0


def _digits(text: str) -> float | None:
    whole, slash, below = text.partition("/")
    if not slash:
        return float(text.replace(",", ""))
    above = float(whole[-1:])
    return float(whole[:-1] or 0) + above / float(below) if float(below) else None


def every(words: Words) -> Meaning | None:
    """`every day`, `each year`, `every two weeks`, `every Friday`, `twice a week`."""
    if "weekday" in words:
        return Meaning(f"XXXX-WXX-{words.value('weekday')}", "SET")
    if "part" in words:
        return Meaning(f"XXXX-XX-XXT{words.value('part')}", "SET")
    if "month" in words:
        return Meaning(f"XXXX-{words.value('month')}", "SET")
    count = count_of(words) if "count" in words else 1.0
    return Meaning(duration_value(count, words.value("unit")), "SET")


def spell(words: Words) -> Meaning | None:
    """`weeklong`."""
    return Meaning(words.value("word"), "DURATION")


def frequency(words: Words) -> Meaning | None:
    """`daily`, `annually`."""
    return Meaning(words.value("word"), "SET")


def reference(words: Words) -> Meaning | None:
    """`now`, `recently`, `the future`."""
    value = words.value("word")
    if value == "FUTURE_REF" and words.tense == "past":
        return None
    if words.is_adjective:
        return Meaning(value, "DATE", "published")
    return Meaning(value, "DATE", "published", open_interval(value, words.anchors.published))


def open_interval(value: str, base: date | None) -> Interval | None:
    """Now is the day of publication; the past ends there, the future begins."""
    day = base.isoformat() if base else None
    sides = {
        "PRESENT_REF": Interval(day, day, "day" if day else None),
        "PAST_REF": Interval(None, day, None),
        "FUTURE_REF": Interval(day, None, None),
    }
    return sides.get(value)


def fixed(words: Words) -> Meaning | None:
    """Names of days that everyone knows, such as `9/11`."""
    return Meaning(words.value("word"), "DATE")
