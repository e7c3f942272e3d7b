"""Dates of publication in the forms of containers and pages, as ISO 8601."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr, ("",) * 9 + ("Sept",))
    for number, name in enumerate(names)
    if name
}
"""English months with their numbers, in full and short."""

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))

DATE = (
    r"(?:(?:" + "|".join([*calendar.day_name, *calendar.day_abbr]) + r")\.?,?\s+)?"
    rf"(?:(?:{_MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})\.?)(?:,?\s+\d{{2,4}})?(?!\w)"
)
"""A pattern without groups for a day as news in English writes it, the year where it stands."""

_PARTS = re.compile(rf"(?P<month>{_MONTH})|(?P<year>\d{{4}})|(?P<day>\d{{1,2}})", re.IGNORECASE)

ISO_START = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}(?!\d)")


YEARS = range(1600, 3000)
"""Years in which news can have appeared. Pages that know no date state the year 1 or 9999."""


def iso_date(written: str | None) -> str | None:
    """The ISO 8601 date or date-time of a written one; None where it is neither that nor of RFC 822.

    A date stays a date. A date-time keeps its offset; UTC is written `Z`.
    """
    written = (written or "").strip()
    if ISO_START.match(written):
        return _iso(written)
    try:
        return _told(parsedate_to_datetime(written))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _iso(written: str) -> str | None:
    try:
        day = date.fromisoformat(written)
        return day.isoformat() if day.year in YEARS else None
    except ValueError:
        pass
    try:
        return _told(datetime.fromisoformat(re.sub(r"\.\d+", "", written.replace(" UTC", "Z"))))
    except ValueError:
        return None


def _told(moment: datetime) -> str | None:
    if moment.year not in YEARS:
        return None
    told = moment.replace(microsecond=0).isoformat()
    return told.removesuffix("+00:00") + "Z" if moment.tzinfo == UTC else told


def date_of(iso: str | None) -> date | None:
    """The day of an ISO 8601 date or date-time; None where there is none."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def day_of(written: str) -> str | None:
    """The ISO 8601 date of an English one with its year; None where it is no such day."""
    match = re.search(DATE, written, re.IGNORECASE)
    parts: dict[str, str] = {}
    for part in _PARTS.finditer(match[0]) if match else ():
        parts.setdefault(part.lastgroup or "", part[0].lower())
    if len(parts) < 3:
        return None
    try:
        day = date(int(parts["year"]), MONTHS[parts["month"]], int(parts["day"]))
    except ValueError:
        return None
    return day.isoformat() if day.year in YEARS else None
