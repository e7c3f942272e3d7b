"""TIMEX3 values and the intervals that they stand for; no words, only dates.

A value is what TimeML calls it: `2022-01-05`, `2022-01-05TNI`, `2022-W01`, `2022-W01-WE`, `2022-01`,
`2022-Q1`, `2022-H1`, `2022-WI`, `2022`, `202X`, `19` (a century), `P6M`, `PT10M`, `PXD`. A span of two
values is written as ISO 8601 has it, `2022-01-04/2022-01-06`. Weeks are ISO weeks, seasons those of the
north, a night lasts until the next morning.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ...frozen import quick
from ...page.dates import date_of
from ...records import Precision


@quick
@dataclass(frozen=True, slots=True)
class Interval:
    """First and last moment, both inclusive, and how finely the words tell them."""

    earliest: str | None
    latest: str | None
    precision: Precision | None


UNKNOWN = Interval(None, None, None)

FIRST_YEAR, LAST_YEAR = 1000, 2999

PARTS: Mapping[str, tuple[str, str]] = {
    "DT": ("06:00", "19:59"),
    "MO": ("00:00", "11:59"),
    "MI": ("11:00", "13:59"),
    "AF": ("12:00", "17:59"),
    "EV": ("17:00", "23:59"),
    "NI": ("18:00", "05:59"),
}
"""Parts of the day with their widest usual hours; one that ends before it begins ends the next day."""

SEASONS: Mapping[str, tuple[int, int]] = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
"""First and last month; a winter is named for the year in which it begins."""

DAYS: Mapping[str, int] = {"D": 1, "W": 7}
MONTHS: Mapping[str, int] = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}
MOST_COUNTED = 1e10
"""From here on a count is written in wholes: TimeML has no powers of ten."""
SHORT_UNITS: Mapping[str, int] = {"TS": 1, "TM": 60, "TH": 3600}
"""Units below a day, in seconds."""

SHAPE = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>[\d:]+|[A-Z]{2})(?P<zone>Z|[+-]\d\d:\d\d)?)?)?"
    r"|W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?"
)
CLOCK = re.compile(r"(?P<hour>\d\d)(?::(?P<minute>\d\d))?(?::\d\d)?")


def interval_of(value: str) -> Interval:
    """The interval of a value; all None for durations, sets, references and what is no value."""
    if "/" in value:
        return _hull(*(interval_of(side) for side in value.split("/", 1)))
    if re.fullmatch(r"\d{3}X", value):
        return Interval(f"{value[:3]}0-01-01", f"{value[:3]}9-12-31", "decade")
    if re.fullmatch(r"\d{2}", value):
        return Interval(f"{value}00-01-01", f"{value}99-12-31", None)
    shape = SHAPE.fullmatch(value)
    try:
        return _of_shape(shape) if shape else UNKNOWN
    except (ValueError, OverflowError):
        return UNKNOWN


def _hull(first: Interval, last: Interval) -> Interval:
    if UNKNOWN in (first, last):
        return UNKNOWN
    return Interval(first.earliest, last.latest, last.precision)


def _of_shape(shape: re.Match[str]) -> Interval:
    year = int(shape["year"])
    if shape["time"]:
        return _moment(date(year, int(shape["month"]), int(shape["day"])), shape["time"], shape["zone"] or "")
    if shape["day"]:
        day = date(year, int(shape["month"]), int(shape["day"])).isoformat()
        return Interval(day, day, "day")
    if shape["week"]:
        monday = date.fromisocalendar(year, int(shape["week"]), 1)
        first = monday + timedelta(days=5 if shape["weekend"] else 0)
        return Interval(first.isoformat(), (monday + timedelta(days=6)).isoformat(), "week")
    if shape["season"]:
        first_month, last_month = SEASONS[shape["season"]]
        last_year = year + 1 if last_month < first_month else year
        return Interval(_first(year, first_month), _last(last_year, last_month), "season")
    return _of_months(year, shape)


def _of_months(year: int, shape: re.Match[str]) -> Interval:
    if shape["month"]:
        month = int(shape["month"])
        return Interval(_first(year, month), _last(year, month), "month")
    if shape["quarter"]:
        last = 3 * int(shape["quarter"])
        return Interval(_first(year, last - 2), _last(year, last), "season")
    if shape["half"]:
        last = 6 * int(shape["half"])
        return Interval(_first(year, last - 5), _last(year, last), "year")
    return Interval(_first(year, 1), _last(year, 12), "year")


def _moment(day: date, time: str, zone: str) -> Interval:
    if time in PARTS:
        begins, ends = PARTS[time]
        last = day + timedelta(days=1) if ends < begins else day
        return Interval(f"{day}T{begins}", f"{last}T{ends}", "part")
    clock = CLOCK.fullmatch(time)
    if clock is None or int(clock["hour"]) > 24:
        return UNKNOWN
    if clock["minute"] is None:
        return Interval(f"{day}T{time}:00{zone}", f"{day}T{time}:59{zone}", "hour")
    return Interval(f"{day}T{time}{zone}", f"{day}T{time}{zone}", "minute")


def _first(year: int, month: int) -> str:
    return date(year, month, 1).isoformat()


def _last(year: int, month: int) -> str:
    return date(year, month, monthrange(year, month)[1]).isoformat()


def day_of(text: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time; None where it has none, or none of our calendar."""
    day = date_of(text)
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, where the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(day: date, count: int, unit: str) -> date | None:
    """The day so many units on, or back where the count is negative; None beyond the calendar.

    A day that the month does not have becomes its last.
    """
    try:
        if unit in DAYS:
            return day + timedelta(days=count * DAYS[unit])
        months = day.year * 12 + day.month - 1 + count * MONTHS[unit]
        year, month = divmod(months, 12)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


VALUES: Mapping[str, Callable[[date], str]] = {
    "D": date.isoformat,
    "W": lambda day: "{}-W{:02d}".format(*day.isocalendar()),
    "WE": lambda day: "{}-W{:02d}-WE".format(*day.isocalendar()),
    "M": lambda day: f"{day.year:04d}-{day.month:02d}",
    "Q": lambda day: f"{day.year:04d}-Q{(day.month + 2) // 3}",
    "H": lambda day: f"{day.year:04d}-H{(day.month + 5) // 6}",
    "Y": lambda day: f"{day.year:04d}",
    "DE": lambda day: f"{day.year // 10:03d}X",
    "CE": lambda day: f"{day.year // 100:02d}",
}
"""The value of the unit that holds a day."""


def duration_value(count: float | None, unit: str) -> str:
    """`P6M`, `PT72H`, `P1.5Y`; without a count `PXM`. Decades and centuries are counted in years."""
    if unit in ("DE", "CE"):
        count, unit = count and count * MONTHS[unit] / 12, "Y"
    number = "X" if count is None else f"{count:.10g}" if count < MOST_COUNTED else f"{count:.0f}"
    if unit == "WE":
        return f"P{2 * count:g}D" if count is not None else "PXWE"
    if unit == "Q":
        return f"P{number}Q"
    return f"PT{number}{unit[1:]}" if unit in SHORT_UNITS else f"P{number}{unit}"


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm, Nature 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, correction = century // 4, century % 4
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * correction + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + weekday - 7 * ((golden + 11 * moon + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def feast_day(rule: str, year: int) -> date | None:
    """The day of a feast in a year.

    `rule` is `12-25`; `easter-2`; or `11-22:4`, the first Thursday on or after 22 November.
    """
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter") or 0))
    fixed, _, weekday = rule.partition(":")
    month, day = map(int, fixed.split("-"))
    first = valid_day(year, month, day)
    if first is None or not weekday:
        return first
    return first + timedelta(days=(int(weekday) - first.isoweekday()) % 7)
