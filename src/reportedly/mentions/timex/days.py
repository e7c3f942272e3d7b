"""Days and parts of days that are named from the day of publication or from the last day in the text."""

from __future__ import annotations

from datetime import date, timedelta

from ...records import Basis
from .calendar import Interval, day_of, interval_of
from .letters import LETTERS
from .meaning import Anchors, Meaning, Words

DAYS_OF_WEEK = 7


def weekday(words: Words) -> Meaning | None:
    """The last such day, or the next where the clause tells of the future; on that day itself, today.

    What is called for is on the nearer of the two.
    """
    number, shift = int(words.value("weekday")), words.form("shift")
    part = words.value("part")
    if shift in ("that", "following", "previous", "same") or (shift == "next" and "the" in words):
        return _weekday_from_text(number, shift, part, words.anchors)
    base = words.anchors.published
    if base is None:
        return open_day(part)
    back = (base.isoweekday() - number) % 7
    if shift == "last":
        day = base - timedelta(days=back or 7)
    elif shift in ("next", "coming") or (not shift and back and _is_to_come(words.tense, back)):
        day = base + timedelta(days=7 - back)
    elif shift == "this":
        day = base + timedelta(days=number - base.isoweekday())
    else:
        day = base - timedelta(days=back)
    return on_day(day, part, words.anchors.basis)


def _is_to_come(tense: str, back: int) -> bool:
    return tense == "future" or (tense == "called" and back > DAYS_OF_WEEK // 2)


def _weekday_from_text(number: int, shift: str, part: str, anchors: Anchors) -> Meaning:
    base = anchors.day
    if base is None:
        return open_day(part)
    on, back = (number - base.isoweekday()) % 7, (base.isoweekday() - number) % 7
    if shift == "previous":
        return on_day(base - timedelta(days=back or 7), part, "context")
    return on_day(base + timedelta(days=on if shift in ("that", "same") else on or 7), part, "context")


def weekdays(words: Words) -> Meaning | None:
    """`on Fridays`."""
    return Meaning(f"XXXX-WXX-{words.value('weekday')}", "SET")


def named_day(words: Words) -> Meaning | None:
    """`today`, `yesterday evening`, `tonight`, `overnight`."""
    days, _, part = words.value("day").partition("T")
    base = words.anchors.published
    return on_day(base and base + timedelta(days=int(days)), words.value("part") or part, words.anchors.basis)


def night_of(words: Words) -> Meaning | None:
    """`overnight Wednesday` is the night before it or after it."""
    meant = weekday(words) if words.value("night").endswith("TNI") else None
    day = day_of(meant.value) if meant else None
    if meant is None or day is None:
        return meant
    away = timedelta(days=1)
    either = Interval(interval_of(f"{day - away}TNI").earliest, interval_of(f"{day}TNI").latest, "part")
    return Meaning(f"{day}TNI", "TIME", meant.basis, either)


def part_of_day(words: Words) -> Meaning | None:
    """`this morning`, `last night`, `that evening`, `the next morning`."""
    part, shift = words.value("part"), words.form("shift")
    if shift == "this":
        return on_day(words.anchors.published, part, words.anchors.basis)
    if shift == "last" and "the" not in words:
        base = words.anchors.published
        return on_day(base and base - timedelta(days=1), part, words.anchors.basis)
    step = {"that": 0, "same": 0, "next": 1, "following": 1, "previous": -1}.get(shift)
    if step is None:
        return None
    base, basis = day_in_text(words.anchors, step)
    return on_day(base and base + timedelta(days=step), part, basis)


def loose_part(words: Words) -> Meaning | None:
    """`in the morning` of the day that the sentence is about; with a day after it, it is joined to that."""
    if words.stuck or words.after in (LETTERS["of"], LETTERS["on"]):
        return None
    return Meaning(None, "TIME", "context", loose=words.value("part"))


def open_day(part: str, basis: Basis = "published") -> Meaning:
    """A day, or a part of one, that nothing settles."""
    return Meaning(None, "TIME" if part else "DATE", basis)


def on_day(day: date | None, part: str, basis: Basis) -> Meaning:
    """The day, or the part of it."""
    if day is None:
        return open_day(part, basis)
    if part:
        return Meaning(f"{day}T{part}", "TIME", basis)
    return Meaning(day.isoformat(), "DATE", basis)


def day_in_text(anchors: Anchors, step: int) -> tuple[date | None, Basis]:
    """The last day named, or else that of publication, assumed; `that day` itself is never assumed."""
    if anchors.day or not step:
        return anchors.day, "context"
    return anchors.published, "assumed"
