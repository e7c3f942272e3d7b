"""When things are said to have happened, as SVG: lanes by kind, a day as a dot, a week as a bar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from markupsafe import Markup

from .svg import day_of, line, text

MOST_MARKS = 400
"""Occurrences drawn one by one; beyond, dots are a blot: a cell a day and kind stands for them."""
MOST_DEEP = 8
"""Bars of one kind that lie under one another before they share the last place."""
IN_VIEW = 0.9
"""Share of the dated occurrences that the timeline shows: a story's later mentions would squeeze it flat."""


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
    dated = [bar for bar in bars if day_of(bar.first) and day_of(bar.last)]
    if not dated:
        return Markup("")
    first, last = _window(dated)
    inside = [bar for bar in dated if bar.last >= first.isoformat() and bar.first <= last.isoformat()]
    number = sum(bar.count for bar in inside)
    crowded = number > MOST_MARKS
    left, right, top, rise = 124, 20, 8, 50
    days = max(1, (last - first).days)

    def x(day: date) -> float:
        return left + (width - left - right) * min(max((day - first).days / days, 0), 1)

    lanes = {kind: [] for kind in _kinds(inside)} if crowded else _lanes(inside)
    floor_of: dict[str, float] = {}
    at = float(top + rise + 12)
    for kind, deep in lanes.items():
        floor_of[kind] = at
        at += 12 + 11 * max(1, len(deep))
    height = at + 24
    lines = [
        Markup(
            '<svg class="timeline" viewBox="0 0 {} {:.0f}" role="group" aria-label="{}"'
            ' data-from="{}" data-to="{}" data-left="{}" data-right="{}" data-width="{}">'
        ).format(
            width,
            height,
            f"{number} occurrences from {first} to {last}; the table below has the same",
            first,
            last,
            left,
            right,
            width,
        )
    ]
    lines += _dates(first, last, x, top, height - 22)
    lines += _columns(per_day, first, last, x, (left, top, rise, width - left - right))
    lines.append(
        Markup('<rect class="brush-area" x="{}" y="{}" width="{}" height="{:.0f}"/>').format(
            left, top, width - left - right, height - 22 - top
        )
    )
    lines.append(
        Markup('<rect class="brush" x="0" y="{}" width="0" height="{:.0f}"/>').format(top, height - 22 - top)
    )
    for kind, y in floor_of.items():
        lines.append(text("lane", left - 12, y + 12, kind.capitalize(), anchor="end"))
        lines.append(
            Markup('<line class="lane-line" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>').format(
                left, width - right, y - 3, y - 3
            )
        )
    if crowded:
        lines += _cells(inside, first, last, x, floor_of, link)
    else:
        lines += _bars(lanes, x, floor_of)
    return Markup("").join([*lines, Markup("</svg>")])


def _dates(
    first: date, last: date, x: Callable[[date], float], top: float, bottom: float
) -> Iterator[Markup]:
    """A line at each round date, so many that their labels do not touch."""
    days = max(1, (last - first).days)
    step = next((step for step in (1, 2, 7, 14) if days / step <= 16), 0)
    day = first
    while day <= last:
        if (step and (day - first).days % step == 0) or (not step and day.day == 1):
            words = f"{day:%b %Y}" if not step else f"{day.day} {day:%b}"
            if not step or x(day) < x(last) - 20 or day == last:
                yield line("grid", x(day), top, x(day), bottom)
                if step or days < 800 or day.month == 1:
                    yield text("tick", x(day), bottom + 15, words, "middle")
        day += timedelta(1)


def _window(bars: Sequence[Bar]) -> tuple[date, date]:
    """The shortest stretch of days that holds most of the bars' days, with a day on either side."""
    days = sorted(day for bar in bars if (day := day_of(bar.last)))
    keep = max(1, int(len(days) * IN_VIEW + 0.999))
    spans = [
        (days[at + keep - 1] - days[at], days[at], days[at + keep - 1]) for at in range(len(days) - keep + 1)
    ]
    _, first, last = min(spans)
    starts = [day for bar in bars if (day := day_of(bar.first)) and bar.last >= first.isoformat()]
    earliest = max(min(starts), first - timedelta(14)) if starts else first
    return min(earliest, first) - timedelta(1), last + timedelta(1)


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
    lanes: Mapping[str, Sequence[Sequence[Bar]]], x: Callable[[date], float], floor_of: Mapping[str, float]
) -> Iterator[Markup]:
    for kind, rows in lanes.items():
        for deep, row in enumerate(rows):
            y = floor_of[kind] + 7 + deep * 11
            for bar in row:
                yield _bar(bar, x, y)


def _bar(bar: Bar, x: Callable[[date], float], y: float) -> Markup:
    first, last = day_of(bar.first) or date.min, day_of(bar.last) or date.min
    span = bar.first[:10] if first == last else f"{bar.first[:10]} to {bar.last[:10]}"
    told = f"{bar.title}: {span}, {bar.weight} document{'' if bar.weight == 1 else 's'}" + (
        ", disputed" if bar.disputed else ""
    )
    size = min(5.0, 2.4 + sqrt(bar.weight) * 0.6)
    shape = (
        Markup('<circle class="day" cx="{:.1f}" cy="{:.1f}" r="{:.1f}"/>').format(x(first), y, size)
        if first == last
        else Markup(
            '<rect class="span" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="3"/>'
        ).format(x(first), y - size, max(3.0, x(last) - x(first)), 2 * size)
    )
    look = "bar" + (" disputed" if bar.disputed else "") + (" assumed" if bar.assumed else "")
    return Markup('<a class="{}" href="{}" aria-label="{}"><title>{}</title>{}</a>').format(
        look, bar.href, told, told, shape
    )


def _cells(
    bars: Sequence[Bar],
    first: date,
    last: date,
    x: Callable[[date], float],
    floor_of: Mapping[str, float],
    link: Callable[[str, str, str], str],
) -> Iterator[Markup]:
    """Too many to draw one by one: a cell a kind and day, darker with more, orange where disputed."""
    counts: Counter[tuple[str, str]] = Counter()
    disputed: Counter[tuple[str, str]] = Counter()
    for bar in bars:
        counts[bar.kind, bar.last[:10]] += bar.count
        disputed[bar.kind, bar.last[:10]] += bar.count * bar.disputed
    most = max(counts.values())
    wide = max(3.0, x(first + timedelta(1)) - x(first) - 1)
    for (kind, day), count in sorted(counts.items()):
        when = day_of(day)
        if when is None or not first <= when <= last:
            continue
        level = 1 + round(8 * sqrt(count / most))
        told = f"{kind}, {day}: {count} occurrences, {disputed[kind, day]} disputed"
        look = f"cell level-{level}" + (" disputed" if disputed[kind, day] else "")
        yield Markup(
            '<a class="{}" href="{}" aria-label="{}"><title>{}</title>'
            '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="15" rx="2"/></a>'
        ).format(look, link(day, day, kind), told, told, x(when) - wide / 2, floor_of[kind], wide)


def _columns(
    per_day: Mapping[str, int],
    first: date,
    last: date,
    x: Callable[[date], float],
    box: tuple[float, float, float, float],
) -> Iterator[Markup]:
    left, top, rise, width = box
    inside = {day: n for day, n in per_day.items() if (d := day_of(day)) and first <= d <= last}
    if not inside:
        return
    most = max(inside.values())
    wide = max(1.5, min(16.0, width / max(1, (last - first).days) - 2))
    yield text("lane", left - 12, top + 12, "Claims a day", "end")
    yield text("tick", left - 12, top + 27, f"most {most:,}", "end")
    for day, count in sorted(inside.items()):
        high = max(1.0, rise * count / most)
        across = x(day_of(day) or first)
        yield Markup(
            '<rect class="column" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}">'
            "<title>{}</title></rect>"
        ).format(across - wide / 2, top + rise - high, wide, high, f"{day}: {count} claims")
    yield line("axis", left, top + rise + 0.5, left + width, top + rise + 0.5)
