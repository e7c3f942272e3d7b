"""Charts of counts over time by claimant, as SVG: ranges as bars, open bounds as arrows.

Nothing is added up or averaged: every mark is one claimant's count as of one day, and links to its words. A
line joins a count to the one that it revises. Days with counts are evenly spaced, since a crisis has a
hundred counts in its first week and one in its tenth month.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from .lines import FigureLine

WIDTH, HEIGHT = 860, 300
LEFT, RIGHT, TOP, BOTTOM = 56, 210, 14, 34
MOST_SERIES = 6
"""Claimants that are told apart by shape and name; the others are small grey dots."""
LEAST_POINTS = 3
"""Fewer counts of a measure are read faster in the table."""
MOST_DAYS = 7
"""Dates that fit under the axis."""
PAD = 24
LABEL_HEIGHT = 15
ARROW = 13
"""Length in pixels of the arrow of an open bound."""

SHAPES = ("circle", "square", "diamond", "triangle", "cross", "ring")


@dataclass(frozen=True, slots=True)
class _Point:
    day: int
    low: float | None
    high: float | None
    line: FigureLine

    @property
    def at(self) -> float:
        ends = [end for end in (self.low, self.high) if end is not None]
        return sum(ends) / len(ends)


@dataclass(frozen=True, slots=True)
class _Scale:
    days: tuple[int, ...]
    top: float

    def x(self, day: int) -> float:
        return LEFT + PAD + self.days.index(day) / (len(self.days) - 1) * (WIDTH - LEFT - RIGHT - 2 * PAD)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - value / self.top * (HEIGHT - TOP - BOTTOM)


def toll_chart(measure: str, lines: Sequence[FigureLine]) -> str | None:
    """The counts of one measure as an SVG element; None where there are too few to draw."""
    points = [point for line in lines if line.measure == measure and (point := _point(line))]
    if len(points) < LEAST_POINTS or len({point.day for point in points}) < 2:
        return None
    series = _series(points)
    named = sorted(series, key=lambda who: (-len(series[who]), who))[:MOST_SERIES]
    days = tuple(sorted({point.day for point in points}))
    scale = _Scale(days, _rounded_up(max(max(p.at, p.high or 0, p.low or 0) for p in points)))
    parts = [*_axes(scale)]
    for who in sorted(series, key=lambda who: who in named):
        place = named.index(who) if who in named else None
        parts += _drawn(series[who], place, scale)
    parts += _labels([(who, series[who][-1]) for who in named], scale)
    told = f"{measure}, by who counts and as of which day; the table below has the same"
    return (
        f'<svg class="toll" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="{escape(told)}">'
        + "".join(parts)
        + "</svg>"
    )


def _point(line: FigureLine) -> _Point | None:
    if line.as_of is None or (line.low is None and line.high is None):
        return None
    try:
        return _Point(date.fromisoformat(line.as_of[:10]).toordinal(), line.low, line.high, line)
    except ValueError:
        return None


def _series(points: Sequence[_Point]) -> dict[str, list[_Point]]:
    series: dict[str, list[_Point]] = defaultdict(list)
    for point in sorted(points, key=lambda point: (point.day, point.at)):
        series[point.line.who.casefold()].append(point)
    return {points[0].line.who: points for points in series.values()}


def _axes(scale: _Scale) -> Iterator[str]:
    for step in range(5):
        value = scale.top * step / 4
        y = scale.y(value)
        yield f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text class="tick" x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:,.0f}</text>'
    every = math.ceil(len(scale.days) / MOST_DAYS)
    for day in scale.days[::every]:
        x = scale.x(day)
        shown = date.fromordinal(day).isoformat()
        yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
        yield f'<text class="tick" x="{x:.1f}" y="{HEIGHT - 12}" text-anchor="middle">{shown}</text>'


def _drawn(points: Sequence[_Point], place: int | None, scale: _Scale) -> Iterator[str]:
    """One claimant's counts; `place` is its rank among those with a shape of their own."""
    kind = f"s{place}" if place is not None else "other"
    by_account = {point.line.account: point for point in points}
    for point in points:
        if point.line.supersedes and (before := by_account.get(point.line.supersedes)):
            start, end = ((scale.x(each.day), scale.y(each.at)) for each in (before, point))
            yield f'<path class="join {kind}" d="M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}"/>'
    for point in points:
        told = f"{point.line.who}, {point.line.as_of}: {point.line.range}"
        told += f", {point.line.status}" if point.line.status != "current" else ""
        x, y = scale.x(point.day), scale.y(point.at)
        yield f'<a class="{kind}" href="#w{point.line.marks[0]}" aria-label="{escape(told)}">'
        yield f"<title>{escape(told)}</title>"
        yield _range(point, x, scale)
        yield _shape(SHAPES[place] if place is not None else "dot", x, y, hollow=point.line.bound == "about")
        if point.line.status in ("retracted", "denied"):
            yield f'<path class="struck" d="M{x - 9:.1f} {y + 9:.1f}L{x + 9:.1f} {y - 9:.1f}"/>'
        yield "</a>"


def _range(point: _Point, x: float, scale: _Scale) -> str:
    y = scale.y(point.at)
    if point.low is None:
        return f'<path class="arrow" d="M{x:.1f} {y:.1f}v{ARROW}m-3 -4l3 4l3 -4"/>'
    if point.high is None:
        return f'<path class="arrow" d="M{x:.1f} {y:.1f}v-{ARROW}m-3 4l3 -4l3 4"/>'
    if point.low == point.high:
        return ""
    return f'<path class="arrow" d="M{x:.1f} {scale.y(point.low):.1f}V{scale.y(point.high):.1f}"/>'


def _shape(shape: str, x: float, y: float, *, hollow: bool) -> str:
    fill = ' fill="none"' if hollow or shape == "ring" else ""
    match shape:
        case "square":
            return f'<rect class="mark" x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9"{fill}/>'
        case "diamond":
            return f'<path class="mark" d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6 -6z"{fill}/>'
        case "triangle":
            return f'<path class="mark" d="M{x:.1f} {y - 6:.1f}l6 10h-12z"{fill}/>'
        case "cross":
            return f'<path class="mark" d="M{x - 5:.1f} {y - 5:.1f}l10 10m0 -10l-10 10" fill="none"/>'
        case "dot":
            return f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="3"{fill}/>'
    return f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="5"{fill}/>'


def _labels(ends: Sequence[tuple[str, _Point]], scale: _Scale) -> Iterator[str]:
    """The names at the right edge, each as near to its last count as the others let it, above the dates."""
    ordered = sorted(ends, key=lambda end: scale.y(end[1].at))
    heights: list[float] = []
    for _, point in ordered:
        heights.append(max(heights[-1] + LABEL_HEIGHT if heights else TOP, scale.y(point.at)))
    lowest = float(HEIGHT - BOTTOM)
    for number in reversed(range(len(heights))):
        heights[number] = min(heights[number], lowest)
        lowest = heights[number] - LABEL_HEIGHT
    places = {who: place for place, (who, _) in enumerate(ends)}
    x = WIDTH - RIGHT + 22
    for y, (who, _) in zip(heights, ordered, strict=True):
        shown = who if len(who) <= 24 else f"{who[:23]}…"
        yield f'<g class="s{places[who]}">{_shape(SHAPES[places[who]], x - 10, y, hollow=False)}'
        yield f'<text class="name" x="{x}" y="{y + 4:.1f}">{escape(shown)}</text></g>'


def _rounded_up(value: float) -> float:
    """The next of 4, 8, 20, 40, 80, 200, ... : four steps of it are round numbers."""
    power = 1.0
    while True:
        for step in (4.0, 8.0, 20.0):
            if step * power >= value:
                return step * power
        power *= 10
