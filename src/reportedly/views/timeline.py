"""The timeline of events, as SVG: lanes by kind, a day as a dot, a week as a bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from markupsafe import Markup

from ..page.dates import date_of
from .svg import line, text

MOST_MARKS = 400
"""Occurrences drawn one by one; beyond, dots are a blot: a cell a day and kind stands for them."""
MOST_DEEP = 8
"""Bars of one kind that lie under one another before they share the last place."""
LEFT, RIGHT, TOP, RISE, DEEP = 124, 20, 8, 50, 13
"""Margins, the height of the columns of claims, and of one row of a lane."""
STRETCHES = (1, 7, 28, 364)
MOST_STRETCHES = 130
"""Cells side by side: on a wide screen each is nine pixels wide, on more of them a finger finds none."""
IN_VIEW = 0.9
"""Share of the dated occurrences that the timeline shows: a story's later mentions would squeeze it flat."""
FAR = 10
"""Days that a gap of this many times the rest's span and a week parts from the rest are not drawn.

Of few occurrences nine tenths are all, and one of decades before would squeeze a crisis of days to a pixel.
"""
MOST_FAR = 3
"""Only one part in so many may be left out: of two halves nobody can say which is the story."""
MOST_TICKS = 16
"""Dates on the axis, so that their labels do not touch."""
YEAR = 12
"""Months."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One occurrence on the timeline, from its earliest to its latest day."""

    title: str
    kind: str
    first: str
    last: str
    weight: int
    disputed: bool
    assumed: bool
    href: str
    count: int = 1
    """More than one: so many of one kind, counted together."""


def timeline(
    bars: Sequence[Bar], per_day: Mapping[str, int], link: Callable[[str, str, str], str], width: int = 1360
) -> Markup:
    """Lanes by kind: a day is a dot, a week a bar; above them how many claims were published a day.

    `link(first, last, kind)` is the address of what happened between two days, of one kind or of all.
    """
    dated = [bar for bar in bars if date_of(bar.first) and date_of(bar.last)]
    if not dated:
        return Markup("")
    first, last = _window(dated)
    inside = [bar for bar in dated if bar.last >= first.isoformat() and bar.first <= last.isoformat()]
    crowded = sum(bar.count for bar in inside) > MOST_MARKS
    lanes = {kind: [] for kind in _kinds(inside)} if crowded else _lanes(inside)
    floor_of, height = _floors(lanes, crowded=crowded)
    axis = _Axis(first, last, width)
    marks = _cells(inside, axis, floor_of, link) if crowded else _bars(lanes, axis, floor_of)
    parts = [
        _opening(axis, height, sum(bar.count for bar in inside)),
        *_dates(axis, height - 22),
        *_columns(per_day, axis),
        *_brush(axis, height),
        *_lane_names(floor_of, axis),
        *marks,
        Markup("</svg>"),
    ]
    return Markup("").join(parts)


@dataclass(frozen=True, slots=True)
class _Axis:
    """The first and last day, and the pixels between them."""

    first: date
    last: date
    width: int

    @property
    def days(self) -> int:
        return max(1, (self.last - self.first).days)

    @property
    def across(self) -> int:
        return self.width - LEFT - RIGHT

    def x(self, day: date) -> float:
        """The position of a day; a day outside the axis is at its edge."""
        return LEFT + self.across * min(max((day - self.first).days / self.days, 0), 1)


def _floors(lanes: Mapping[str, Sequence[object]], *, crowded: bool) -> tuple[dict[str, float], float]:
    """Where each lane begins, and how high the drawing is."""
    floor_of: dict[str, float] = {}
    at = float(TOP + RISE + 14)
    for kind, deep in lanes.items():
        floor_of[kind] = at
        at += 24 if crowded else 12 + DEEP * max(1, len(deep))
    return floor_of, at + 24


def _opening(axis: _Axis, height: float, number: int) -> Markup:
    told = f"{number} occurrences from {axis.first} to {axis.last}; the table below has all"
    return Markup(
        '<svg class="timeline" viewBox="0 0 {} {:.0f}" role="group" aria-label="{}"'
        ' data-from="{}" data-to="{}" data-left="{}" data-right="{}" data-width="{}">'
    ).format(axis.width, height, told, axis.first, axis.last, LEFT, RIGHT, axis.width)


def _brush(axis: _Axis, height: float) -> Iterator[Markup]:
    """The area where days are chosen by dragging, and the mark of the chosen ones."""
    for look, across in (("brush-area", axis.across), ("brush", 0)):
        yield Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{:.0f}"/>').format(
            look, LEFT, TOP, across, height - 22 - TOP
        )


def _lane_names(floor_of: Mapping[str, float], axis: _Axis) -> Iterator[Markup]:
    for kind, y in floor_of.items():
        yield text("lane", LEFT - 12, y + 12, kind.capitalize(), anchor="end")
        yield line("lane-line", LEFT, y - 3, axis.width - RIGHT, y - 3)


def _dates(axis: _Axis, bottom: float) -> Iterator[Markup]:
    """A line at each round date, so many that their labels do not touch."""
    for day, words in _ticks(axis):
        x = axis.x(day)
        yield line("grid", x, TOP, x, bottom)
        yield text("tick", x, bottom + 15, words, "middle")


def _ticks(axis: _Axis) -> Iterator[tuple[date, str]]:
    """Days if they are few, else months, else years, as often as there is room for."""
    if step := next((step for step in (1, 2, 7, 14) if axis.days / step <= MOST_TICKS), 0):
        for far in range(0, axis.days + 1, step):
            day = axis.first + timedelta(far)
            if far == axis.days or axis.x(day) < axis.x(axis.last) - 20:
                yield day, f"{day.day} {day:%b}"
        return
    months = axis.days / 30
    every = next((each for each in (1, 3, 12, 60, 120, 600, 1200) if months / each <= MOST_TICKS), 12_000)
    start = axis.first.year * 12 + axis.first.month - 1
    for month in range(start - start % every, axis.last.year * 12 + axis.last.month, every):
        day = date(max(1, month // 12), month % 12 + 1, 1)
        if axis.first <= day <= axis.last:
            yield day, f"{day.year}" if every >= YEAR else f"{day:%b %Y}"


def _window(bars: Sequence[Bar]) -> tuple[date, date]:
    """The shortest stretch of days that holds most of the bars' days, with a day on either side."""
    days = _without_far(sorted(day for bar in bars if (day := date_of(bar.last))))
    keep = max(1, int(len(days) * IN_VIEW + 0.999))
    spans = [
        (days[at + keep - 1] - days[at], days[at], days[at + keep - 1]) for at in range(len(days) - keep + 1)
    ]
    _, first, last = min(spans)
    starts = [day for bar in bars if (day := date_of(bar.first)) and bar.last >= first.isoformat()]
    earliest = max(min(starts), first - timedelta(14)) if starts else first
    return min(earliest, first) - timedelta(1), last + timedelta(1)


def _without_far(days: list[date]) -> list[date]:
    """The days in order, without the few that lie far before or far after all others."""
    most, far = len(days) // MOST_FAR, 0
    while days:
        parted = [(gap, at) for at in range(1, len(days)) if (gap := _gap_to_rest(days, at, most - far))]
        if not parted:
            break
        _, at = max(parted)
        rest = max(days[:at], days[at:], key=len)
        far, days = far + len(days) - len(rest), rest
    return days


def _gap_to_rest(days: Sequence[date], at: int, most: int) -> timedelta | None:
    """The gap before a day, where it parts at most so many days from the rest, and far.

    Not only the widest is asked: that may lie between two dates of old, such as 1970 and 2014.
    """
    after = len(days) - at
    span = days[at - 1] - days[0] if at >= after else days[-1] - days[at]
    gap = days[at] - days[at - 1]
    return gap if min(at, after) <= most and gap > FAR * (span + timedelta(7)) else None


def _kinds(bars: Sequence[Bar]) -> list[str]:
    counts: Counter[str] = Counter()
    for bar in bars:
        counts[bar.kind] += bar.count
    return sorted(counts, key=lambda kind: (-counts[kind], kind))


def _lanes(bars: Sequence[Bar]) -> dict[str, list[list[Bar]]]:
    """The bars by kind, in each as few rows as keep them from covering one another."""
    lanes: dict[str, list[list[Bar]]] = {kind: [] for kind in _kinds(bars)}
    for bar in sorted(bars, key=lambda each: (each.first, -each.weight, each.href)):
        rows = lanes[bar.kind]
        free = next((row for row in rows if row[-1].last < bar.first), None)
        if free is None and len(rows) < MOST_DEEP:
            rows.append([bar])
        else:
            (free if free is not None else rows[-1]).append(bar)
    return lanes


def _bars(
    lanes: Mapping[str, Sequence[Sequence[Bar]]], axis: _Axis, floor_of: Mapping[str, float]
) -> Iterator[Markup]:
    for kind, rows in lanes.items():
        for deep, row in enumerate(rows):
            for bar in row:
                yield _bar(bar, axis, floor_of[kind] + 8 + deep * DEEP)


def _bar(bar: Bar, axis: _Axis, y: float) -> Markup:
    first, last = date_of(bar.first) or date.min, date_of(bar.last) or date.min
    span = bar.first[:10] if first == last else f"{bar.first[:10]} to {bar.last[:10]}"
    told = f"{bar.title}: {span}, {bar.weight} document{'' if bar.weight == 1 else 's'}" + (
        ", disputed" if bar.disputed else ""
    )
    size = min(6.0, 3.0 + sqrt(bar.weight) * 0.6)
    left, right = axis.x(first), axis.x(last)
    shape = (
        Markup('<circle class="day" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>').format(left, y, size)
        if first == last
        else Markup(
            '<rect class="span" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="3"/>'
        ).format(left, y - size, max(3.0, right - left), 2 * size)
    )
    look = "bar" + (" disputed" if bar.disputed else "") + (" assumed" if bar.assumed else "")
    return Markup('<a class="{}" href="{}" aria-label="{}"><title>{}</title>{}</a>').format(
        look, bar.href, told, told, shape
    )


def _cells(
    bars: Sequence[Bar],
    axis: _Axis,
    floor_of: Mapping[str, float],
    link: Callable[[str, str, str], str],
) -> Iterator[Markup]:
    """Too many to draw one by one: a cell a kind and stretch of days, darker with more."""
    long = next(days for days in STRETCHES if axis.days / days <= MOST_STRETCHES or days == STRETCHES[-1])
    counts: Counter[tuple[str, int]] = Counter()
    disputed: Counter[tuple[str, int]] = Counter()
    for bar in bars:
        when = date_of(bar.last)
        if when is not None and axis.first <= when <= axis.last:
            place = (when - axis.first).days // long
            counts[bar.kind, place] += bar.count
            disputed[bar.kind, place] += bar.count * bar.disputed
    most = max(counts.values(), default=1)
    for (kind, place), count in sorted(counts.items()):
        first = axis.first + timedelta(place * long)
        last = min(first + timedelta(long - 1), axis.last)
        left, right = axis.x(first), axis.x(last + timedelta(1))
        span = f"{first}" if long == 1 else f"{first} to {last}"
        told = f"{kind}, {span}: {count} occurrences, {disputed[kind, place]} disputed"
        look = f"cell level-{1 + round(7 * sqrt(count / most))}" + " disputed" * bool(disputed[kind, place])
        yield Markup(
            '<a class="{}" href="{}" aria-label="{}">'
            '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="17" rx="2"/></a>'
        ).format(
            look,
            link(first.isoformat(), last.isoformat(), kind),
            told,
            left + 0.5,
            floor_of[kind],
            max(3.0, right - left - 1),
        )


def _columns(per_day: Mapping[str, int], axis: _Axis) -> Iterator[Markup]:
    inside = {
        day: count for day, count in per_day.items() if (d := date_of(day)) and axis.first <= d <= axis.last
    }
    if not inside:
        return
    most = max(inside.values())
    wide = max(1.5, min(16.0, axis.across / axis.days - 2))
    yield text("lane", LEFT - 12, TOP + 12, "Claims a day", "end")
    yield text("tick", LEFT - 12, TOP + 27, f"most {most:,}", "end")
    for day, count in sorted(inside.items()):
        high = max(1.0, RISE * count / most)
        across = axis.x(date_of(day) or axis.first)
        yield Markup(
            '<rect class="column" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}">'
            "<title>{}</title></rect>"
        ).format(across - wide / 2, TOP + RISE - high, wide, high, f"{day}: {count} claims")
    yield line("axis", LEFT, TOP + RISE + 0.5, LEFT + axis.across, TOP + RISE + 0.5)
