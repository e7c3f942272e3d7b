"""Dates that are written out, and names for days and seasons that the calendar has every year."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from ...records import Basis
from .calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    MONTHS,
    SEASONS,
    VALUES,
    Interval,
    day_of,
    feast_day,
    interval_of,
    shifted,
    valid_day,
)
from .clocks import at, clock_of
from .letters import LETTERS
from .meaning import Meaning, Words

MODERN = 1900, 2049
"""Four digits that are a year wherever they stand; others need a word such as `in` or `since` before."""
BEFORE_YEAR = frozenset("1IiB5c")

IMPOSSIBLE = Meaning(None, "DATE")
"""A date that no calendar has, such as 31 February: it is found and stays open, and nothing less is read."""

NEAR = 45
"""Days within which a day of the year is the nearest one, whatever the tense."""
AGAINST_TENSE, AGAINST_NEWS = 366, 90
"""Days added to the distance of a day that the tense speaks against, or that lies ahead without a word of
the future: news tells of what was."""


def iso_date(words: Words) -> Meaning | None:
    """`2022-01-05`, `2022/01/05`, `2022-01-05T12:34`, `1998-06-21 12:34`."""
    day = valid_day(words.integer("year"), words.integer("month"), words.integer("day"))
    return IMPOSSIBLE if day is None else at_clock(words, day)


def numeric_date(words: Words) -> Meaning | None:
    """`5.1.2022` has the day first; `01/05/2022` is open unless the country tells, or one is above twelve."""
    if not words.glued("first", "year"):
        return None
    if not _can_be_year(words.text("year")):
        return None
    first, second = words.integer("first"), words.integer("second")
    year, basis = _full_year(words)
    day_first, month_first = valid_day(year, second, first), valid_day(year, first, second)
    if day_first is None and month_first is None:
        return IMPOSSIBLE
    if words.text("mark") == ".":
        return at_clock(words, day_first, basis)
    if day_first and month_first and day_first != month_first:
        order = words.anchors.day_first
        if order is None:
            return Meaning(None, "DATE", "stated")
        return at_clock(words, day_first if order else month_first, "context")
    return at_clock(words, day_first or month_first, basis)


def _can_be_year(digits: str) -> bool:
    return len(digits) == 2 or (len(digits) == 4 and FIRST_YEAR <= int(digits) < LAST_YEAR)


def _full_year(words: Words) -> tuple[int, Basis]:
    """Two digits are the year nearest to publication, and assumed."""
    year = words.integer("year")
    if year >= FIRST_YEAR:
        return year, "stated"
    near = words.anchors.published.year if words.anchors.published else 2000
    return min((year + century for century in (1900, 2000)), key=lambda full: abs(full - near)), "assumed"


def at_clock(words: Words, day: date | None, basis: Basis = "stated") -> Meaning | None:
    """The day, with the time of day among the words if there is one."""
    if day is None:
        return None
    if clock := clock_of(words):
        return at(day, clock, basis)
    return Meaning(day.isoformat(), "DATE", basis)


def stamp(words: Words) -> Meaning | None:
    """A date of eight digits in the head of an agency report, `APW19980807.1234`."""
    digits = words.text("stamp")
    day = valid_day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return Meaning(day.isoformat(), "DATE") if day else None


def month_day(words: Words) -> Meaning | None:
    """`January 5, 2022`, `Wednesday, 5 January`, `Jan. 5`."""
    month, day = int(words.value("month")), words.integer("day")
    if "mark" in words and words.counts_noun_at("day"):
        return None
    if "year" in words:
        if words.counts_noun_at("year"):
            return None
        if not _can_be_year(words.text("year")):
            return IMPOSSIBLE if len(words.text("year")) > 3 and words.ends_at("year") else None
        year, basis = _full_year(words)
        there = valid_day(year, month, day)
        return IMPOSSIBLE if there is None else at_clock(words, there, basis)
    if valid_day(2000, month, day) is None:
        return IMPOSSIBLE
    return nearest(words, lambda year: valid_day(year, month, day), date.isoformat)


def no_day(words: Words) -> Meaning | None:
    """`32 January`, `99/99/2022`: numbers where a day and a month stand, which no calendar has."""
    digits = [words.text(name) for name in ("day", "second") if name in words]
    return IMPOSSIBLE if all(len(each) <= 2 for each in digits) else None


def further_day(words: Words) -> Meaning | None:
    """The 25 of `April 24 and 25`, the 24 of `24 and 25 April`."""
    return None if words.counts_noun else month_day(words)


def day_span(words: Words) -> Meaning | None:
    """`January 4-6`, `4 to 6 January 2022`, `between 5 and 7 January`, `Jan. 30 - Feb. 2`."""
    month, day, last = int(words.value("month")), words.integer("day"), words.integer("last")
    last_month = int(words.value("last_month") or month)
    if valid_day(2000, month, day) is None or valid_day(2000, last_month, last) is None:
        return None
    if last_month == month and last <= day:
        return None

    def first_day(year: int) -> date | None:
        return valid_day(year, month, day)

    if "year" in words:
        begins = first_day(words.integer("year") - (last_month < month))
        basis: Basis = "stated"
    else:
        begins, basis = nearest_day(words, first_day)
    if begins is None:
        return Meaning(None, "DATE", basis)
    ends = valid_day(begins.year + (last_month < month), last_month, last)
    return Meaning(f"{begins}/{ends}", "DATE", basis) if ends else None


def month_span(words: Words) -> Meaning | None:
    """`January to March 2022`, `November-January 2022`."""
    month, last, year = int(words.value("month")), int(words.value("last_month")), words.integer("year")
    return Meaning(f"{year - (last < month)}-{month:02d}/{year}-{last:02d}", "DATE")


def month_year(words: Words) -> Meaning | None:
    """`January 2022`, `late November 1999`, `mid-March of 1998`."""
    return Meaning(f"{words.integer('year')}-{words.value('month')}", "DATE")


def month(words: Words) -> Meaning | None:
    """`in December`, `last October`, `early next May`."""
    number, shift = int(words.value("month")), words.form("shift")
    value = VALUES["M"]
    if shift in ("last", "next", "coming", "this", "past"):
        return shifted_name(words, shift, lambda year: date(year, number, 1), value)
    return nearest(words, lambda year: date(year, number, 1), value)


def year(words: Words) -> Meaning | None:
    """`1991`, `late 1998`; `1998-99` is a span; `the 1900 block`, `at 1903 Main Street` are none."""
    number = words.integer("year")
    modern = MODERN[0] <= number <= MODERN[1]
    address = words.before == LETTERS["at"] or (number % 100 == 0 and words.counts)
    if words.counts_noun or words.stuck or address or not (modern or words.before in BEFORE_YEAR):
        return None
    if "last" not in words:
        return Meaning(str(number), "DATE")
    last = words.integer("last")
    last = last if last >= FIRST_YEAR else number - number % 100 + last
    return Meaning(f"{number}/{last}", "DATE") if number < last <= number + 100 else None


def decade(words: Words) -> Meaning | None:
    """`the 1990s`, `the early 1960s`, `the '80s`; `the 1800s` are a century."""
    digits = re.sub(r"\D", "", words.text("decade"))
    if len(digits) == 4 and digits.endswith("00") and digits < "2000":
        return Meaning(digits[:2], "DATE")
    if len(digits) == 4:
        return Meaning(f"{digits[:3]}X", "DATE")
    named = words.last - words.first > 1 and digits[0] > "2"
    return Meaning(f"19{digits[0]}X", "DATE", "assumed") if named else None


def century(words: Words) -> Meaning | None:
    """`the 20th century`."""
    if words.value("unit") != "CE":
        return None
    which = _ordinal(words)
    return Meaning(f"{which - 1:02d}", "DATE") if which and 1 < which <= 30 else None


def quarter(words: Words) -> Meaning | None:
    """`the third quarter of 1998`, `the first half`, with the year of publication where none is told."""
    unit, which = words.value("unit") or "H", _ordinal(words)
    limits = {"Q": 4, "H": 2}
    if unit not in limits or not which or which > limits[unit]:
        return None
    if "year" in words:
        return Meaning(f"{words.integer('year')}-{unit}{which}", "DATE")
    months = MONTHS[unit]
    return nearest(words, lambda year: date(year, 1 + months * (which - 1), 1), VALUES[unit])


def _ordinal(words: Words) -> int | None:
    if "which" not in words:
        return None
    told = words.value("which") or re.sub(r"\D", "", words.text("which"))
    return int(told) if told.isdigit() else None


def week_of(words: Words) -> Meaning | None:
    """`the week of March 6`."""
    if words.value("unit") != "W":
        return None
    meant = month_day(words)
    day = day_of(meant.value) if meant else None
    return replace(meant, value=VALUES["W"](day)) if meant and day else meant


def feast(words: Words) -> Meaning | None:
    """`Christmas`, `last Thanksgiving`, `Easter 1998`."""
    rule, shift = words.value("feast"), words.form("shift")
    if not rule:
        return Meaning(words.text("year"), "DATE") if "year" in words else None

    def of_year(year: int) -> date | None:
        return feast_day(rule, year)

    if "year" in words:
        day = of_year(words.integer("year"))
        return Meaning(day.isoformat(), "DATE") if day else None
    if shift:
        return shifted_name(words, shift, of_year, date.isoformat)
    return nearest(words, of_year, date.isoformat)


def feast_week(words: Words) -> Meaning | None:
    """`Easter week`."""
    meant = feast(words) if words.value("unit") == "W" else None
    day = day_of(meant.value) if meant else None
    return replace(meant, value=VALUES["W"](day)) if meant and day else None


def season(words: Words) -> Meaning | None:
    """`last fall`, `the winter of 1998-99`, `this summer`."""
    code, shift = words.value("season"), words.form("shift")
    begins = SEASONS[code][0]
    if "year" in words:
        return _season_of_year(code, words)
    if "shift" not in words and words.whole == (words.first, words.last):
        return None

    def first_day(year: int) -> date:
        return date(year, begins, 1)

    def value(day: date) -> str:
        return f"{day.year}-{code}"

    if shift in ("last", "past"):
        base = words.anchors.published
        return shifted_name(words, "last", first_day, value, ended=base and shifted(base, -3, "M"))
    if shift == "this":
        base = words.anchors.published
        begun = code == "WI" and base is not None and base.month <= SEASONS["WI"][1]
        return shifted_name(words, "this", lambda year: first_day(year - begun), value)
    if shift in ("next", "coming"):
        return shifted_name(words, "next", first_day, value)
    return nearest(words, first_day, value, middle=45)


def _season_of_year(code: str, words: Words) -> Meaning:
    year = words.integer("year")
    if code != "WI" or "last" in words:
        return Meaning(f"{year}-{code}", "DATE")
    either = Interval(f"{year}-01-01", interval_of(f"{year}-WI").latest, "season")
    return Meaning(f"{year}-WI", "DATE", interval=either)


def nearest(
    words: Words, of_year: Callable[[int], date | None], value: Callable[[date], str], middle: int = 0
) -> Meaning:
    """The time of the year that is nearest to publication, by the value of its day."""
    day, basis = nearest_day(words, of_year, middle)
    return Meaning(value(day) if day else None, "DATE", basis)


def nearest_day(
    words: Words, of_year: Callable[[int], date | None], middle: int = 0
) -> tuple[date | None, Basis]:
    """The day of the year that is nearest to publication, tense deciding between near ones.

    Without a date of publication, the year of the last date that was stated whole.
    """
    anchors = words.anchors
    base = anchors.published
    if base is None:
        return (of_year(anchors.year), "context") if anchors.year else (None, "published")
    days = [day for year in (base.year - 1, base.year, base.year + 1) if (day := of_year(year))]

    def distance(day: date) -> int:
        away = (day - base).days + middle
        if away > NEAR:
            return away + {"past": AGAINST_TENSE, "present": AGAINST_NEWS}.get(words.tense, 0)
        return abs(away) + (AGAINST_TENSE if away < -NEAR and words.tense == "future" else 0)

    return min(days, key=distance, default=None), anchors.basis


def shifted_name(
    words: Words,
    shift: str,
    of_year: Callable[[int], date | None],
    value: Callable[[date], str],
    ended: date | None = None,
) -> Meaning:
    """The last one before publication, the next one after it, or that of the year."""
    base = words.anchors.published
    if base is None:
        return Meaning(None, "DATE", "published")
    days = [day for year in range(base.year - 2, base.year + 2) if (day := of_year(year))]
    now = value(base)
    if shift in ("last", "past"):
        before = [day for day in days if day <= (ended or base) and value(day) != now]
        meant = max(before, default=None)
    elif shift == "this":
        meant = of_year(base.year)
    else:
        meant = min((day for day in days if day > base), default=None)
    return Meaning(value(meant) if meant else None, "DATE", words.anchors.basis)
