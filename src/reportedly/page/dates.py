"""Dates of publication as containers and pages write them -> ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

ISO_START = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}(?!\d)")


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
        return date.fromisoformat(written).isoformat()
    except ValueError:
        pass
    try:
        return _told(datetime.fromisoformat(re.sub(r"\.\d+", "", written.replace(" UTC", "Z"))))
    except ValueError:
        return None


def _told(moment: datetime) -> str:
    told = moment.replace(microsecond=0).isoformat()
    return told.removesuffix("+00:00") + "Z" if moment.tzinfo == UTC else told
