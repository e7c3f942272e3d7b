"""Forest plots of counts by claimant, as SVG: ranges stay ranges, and nothing is added up across claimants.

An open end is an arrow, a withdrawn figure is struck through, and shape and dash repeat what colours say.
Days with counts are evenly spaced: a crisis has a hundred counts in its first week and one in its tenth
month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from markupsafe import Markup

from ..page.dates import date_of
from .svg import label, line, text

MOST_ROWS = 20
"""Rows of a forest plot: a screen; those that most documents carry, and the table under it has all."""
MOST_LINES = 5
"""Claimants that bear a shape and a name of their own: as many as there are shapes and dashes."""
LETTER = 8.2
"""Width of a letter beside a chart, which is bold."""
BESIDE = 9
"""Pixels between a mark and its label."""
ARROW = 30
"""Length of the arrow of an open end."""
WORDS_WIDTH, WORDS_HEIGHT = 90.0, 12.0
"""Pixels of a label such as `26 retracted`."""
LABEL_HEIGHT = 30.0
"""A value and a name under it."""
MOST_DAYS = 9
"""Dates that fit under the axis."""
SHAPES = (
    "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0",
    "M-3.6,-3.6h7.2v7.2h-7.2z",
    "M0,-4.8L4.6,3.6H-4.6Z",
    "M0,-5L5,0L0,5L-5,0Z",
    "M-4.6,-3.6H4.6L0,4.8Z",
)


GONE = ("retracted", "denied", "rejected")
"""What of an account does not stand any more."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One account in a chart."""

    claimant: str
    low: float | None
    high: float | None
    bound: str
    label: str
    as_of: str | None
    status: str
    """current, revised, retracted, denied or rejected."""
    href: str
    told: str
    """The words of its tool tip."""
    id: str = ""
    supersedes: str | None = None
    """The account that this one goes on from."""
    weight: int = 1
    """How many documents carry it."""


def forest(marks: Sequence[Mark], name: str, width: int = 1000, rows: int = MOST_ROWS) -> Markup:
    """One row for each claimant: dot, whisker, arrow for an open end, hollow for about, pale if revised."""
    told = _by_claimant(mark for mark in marks if mark.low is not None or mark.high is not None)
    if not told:
        return Markup("")
    shown = sorted(told, key=lambda who: (-_weight(told[who]), who))[:rows]
    order = sorted(shown, key=lambda who: (-max(map(_largest, told[who])), who))
    ticks = nice(max(_largest(mark) for who in order for mark in told[who]))
    longest = max(len(mark.label) for who in order for mark in told[who])
    left, right, top, step = 240, ARROW + 8 + 2 * BESIDE + LETTER * longest, 24, 28
    height = top + step * len(order) + 8

    def x(value: float) -> float:
        return left + (width - left - right) * value / ticks[-1]

    lines = [
        Markup('<svg class="forest" viewBox="0 0 {} {}" role="group" aria-label="{}">').format(
            width, height, f"{name} by claimant, low to high; the table below has the same"
        )
    ]
    lines += [_tick_up(x(tick), top, height, f"{tick:,}") for tick in ticks]
    for number, who in enumerate(order):
        y = top + step * number + step / 2
        lines.append(text("lane", left - 12, y + 4, label(who), anchor="end"))
        newest, *before = sorted(told[who], key=_last_told, reverse=True)
        lines.append(_whisker(newest, x, y))
        lines += [_whisker(mark, x, y - min(back, 3) * 3) for back, mark in enumerate(before, 1)]
        lines.append(_label_beside(newest, before, x, y, left))
    return Markup("").join([*lines, Markup("</svg>")])


def left_out(marks: Sequence[Mark], rows: int = MOST_ROWS) -> int:
    """How many claimants a forest plot has no row for."""
    return max(0, len(_by_claimant(marks)) - rows)


def over_time(marks: Sequence[Mark], name: str, width: int = 760, height: int = 350) -> Markup:
    """Ranges by day of report; the claimants in most documents have shapes and names."""
    dated = [mark for mark in marks if date_of(mark.as_of) and (mark.low, mark.high) != (None, None)]
    if not dated:
        return Markup("")
    left, right, top, bottom = 50, 176, 12, 36
    days = sorted({day for mark in dated if (day := date_of(mark.as_of))})
    places = {day: number for number, day in enumerate(days)}
    ticks = nice(max(map(_largest, dated)))

    def x(told: str | None) -> float:
        place = places.get(date_of(told) or days[0], 0)
        return left + 18 + (width - left - right - 36) * (place / (len(days) - 1) if len(days) > 1 else 0.5)

    def y(value: float) -> float:
        return top + (height - top - bottom) * (1 - value / ticks[-1])

    known = _widest(dated)
    lines = [
        Markup('<svg class="figures" viewBox="0 0 {} {}" role="group" aria-label="{}">').format(
            width, height, f"{name} over time, by claimant; the table below has the same"
        )
    ]
    lines += _grid(ticks, y, left, width - right)
    lines += _days_axis(days, x, top, height - bottom)
    lines += _revisions(dated, known, x, y)
    labelled = _apart(
        [mark for mark in dated if mark.status in GONE and mark.claimant.casefold() in known], x, y
    )
    for mark in _named_last(dated, known):
        lines.append(_point(mark, known.get(mark.claimant.casefold()), x, y, labelled=mark.id in labelled))
    lines += _line_ends(_ends(dated, known, y), width - right, height)
    return Markup("").join([*lines, Markup("</svg>")])


def _by_claimant(marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    """The marks of each claimant under the name that it bears first; "Authorities" are the authorities."""
    rows: dict[str, list[Mark]] = {}
    names: dict[str, str] = {}
    for mark in marks:
        rows.setdefault(names.setdefault(mark.claimant.casefold(), mark.claimant), []).append(mark)
    return rows


def _weight(marks: Iterable[Mark]) -> int:
    return sum(mark.weight for mark in marks)


def _last_told(mark: Mark) -> tuple[bool, str, float]:
    """By it the last word of a claimant is the largest count of its last day of those that still stand."""
    return mark.status not in GONE, mark.as_of or "", _largest(mark)


def _named_last(marks: Sequence[Mark], known: Mapping[str, int]) -> list[Mark]:
    """Those that bear a shape of their own lie above the others."""
    return sorted(marks, key=lambda mark: mark.claimant.casefold() in known)


def _apart(
    marks: Sequence[Mark], x: Callable[[str | None], float], y: Callable[[float], float]
) -> frozenset[str]:
    """Those of the marks whose labels do not touch one before; the table names the others as well."""
    taken: list[tuple[float, float]] = []
    kept = []
    for mark in marks:
        at = x(mark.as_of), y(mark.low if mark.low is not None else mark.high or 0)
        if all(abs(at[0] - each[0]) > WORDS_WIDTH or abs(at[1] - each[1]) > WORDS_HEIGHT for each in taken):
            taken.append(at)
            kept.append(mark.id)
    return frozenset(kept)


def _revisions(
    marks: Sequence[Mark],
    known: Mapping[str, int],
    x: Callable[[str | None], float],
    y: Callable[[float], float],
) -> Iterator[Markup]:
    by_id = {mark.id: mark for mark in marks}
    for mark in marks:
        before = by_id.get(mark.supersedes or "")
        if before is not None:
            yield _revision(before, mark, known.get(mark.claimant.casefold()), x, y)


def _ends(
    marks: Sequence[Mark], known: Mapping[str, int], y: Callable[[float], float]
) -> list[tuple[float, int, Mark]]:
    """The last word of each claimant that is named."""
    ends = []
    for who, number in known.items():
        last = max((mark for mark in marks if mark.claimant.casefold() == who), key=_last_told)
        ends.append((y(_middle(last)), number, last))
    return ends


def nice(largest: float, count: int = 4) -> tuple[int, ...]:
    """Round steps from 0 to the first that is not below the largest value."""
    raw = max(largest, 1) / count
    power = 10 ** floor(log10(raw))
    step = max(1, next(round(each * power) for each in (1, 2, 5, 10) if each * power >= raw))
    return tuple(range(0, int(-(-max(largest, 1) // step)) * step + 1, step))


def _largest(mark: Mark) -> float:
    return max(mark.high or 0, mark.low or 0, 1)


def _middle(mark: Mark) -> float:
    ends = [end for end in (mark.low, mark.high) if end is not None]
    return sum(ends) / len(ends) if ends else 0


def _tick_up(x: float, top: float, height: float, words: str) -> Markup:
    return line("grid", x, top - 4, x, height - 6) + text("tick", x, top - 9, words, "middle")


def _extent(mark: Mark, x: Callable[[float], float]) -> tuple[float, float]:
    """Where the drawing of a mark begins and ends, without its label."""
    low, high = mark.low, mark.high
    first = x(low) if low is not None else x(0)
    last = x(high) if high is not None else first + ARROW + 8
    return first, last


def _label_beside(
    newest: Mark, before: Sequence[Mark], x: Callable[[float], float], y: float, left: float
) -> Markup:
    """The label of a row's newest mark: behind it, before it or behind all, where it covers no other mark."""
    drawn = [_extent(mark, x) for mark in before]
    first, last = _extent(newest, x)
    wide = LETTER * len(newest.label)
    end = max(last, *(other for _, other in drawn)) if drawn else last

    def is_free(start: float) -> bool:
        return all(begin > start + wide + BESIDE or other < start - BESIDE / 2 for begin, other in drawn)

    if not is_free(last + BESIDE):
        if first - BESIDE - wide > left and is_free(first - BESIDE - wide):
            return text("value", first - BESIDE, y + 4, newest.label, anchor="end")
        return text("value", end + BESIDE, y + 4, newest.label)
    return text("value", last + BESIDE, y + 4, newest.label)


def _whisker(mark: Mark, x: Callable[[float], float], y: float) -> Markup:
    """The mark of one account in a forest plot, as a link to its words."""
    low, high = mark.low, mark.high
    point = low if low is not None else high or 0
    end = x(point)
    parts: list[Markup] = []
    if low is None and high is not None:
        parts.append(line("whisker", x(0), y, end, y))
    if high is None:
        parts += _arrow(end, y)
        end += ARROW + 8
    elif low is not None and high != low:
        parts += [line("whisker", x(low), y, x(high), y), line("whisker", x(high), y - 5, x(high), y + 5)]
        end = x(high)
    hollow = " hollow" if mark.bound in ("about", "vague") else ""
    parts.append(
        Markup('<circle class="point{}" cx="{:.1f}" cy="{:.1f}" r="4.5"/>').format(hollow, x(point), y)
    )
    if mark.status in GONE:
        parts.append(line("struck", x(point) - 9, y, end + 6, y))
    return _linked(mark, f"account {mark.status}", parts)


def _arrow(x: float, y: float) -> list[Markup]:
    tip = x + ARROW
    return [
        line("whisker", x, y, tip, y),
        Markup('<path class="arrow" d="M{:.1f},{:.1f}l6,4l-6,4"/>').format(tip, y - 4),
    ]


def _linked(mark: Mark, look: str, parts: Sequence[Markup]) -> Markup:
    return Markup('<a href="{}" class="{}" aria-label="{}"><title>{}</title>{}</a>').format(
        mark.href, look, mark.told, mark.told, Markup("").join(parts)
    )


def _grid(ticks: Sequence[int], y: Callable[[float], float], left: float, right: float) -> Iterator[Markup]:
    for tick in ticks:
        yield line("grid", left, y(tick), right, y(tick))
        yield text("tick", left - 6, y(tick) + 4, f"{tick:,}", "end")


def _days_axis(
    days: Sequence[date], x: Callable[[str | None], float], top: float, bottom: float
) -> Iterator[Markup]:
    """The days on which somebody counts; as many bear their date as fit."""
    for day in days[:: ceil(len(days) / MOST_DAYS)]:
        across = x(day.isoformat())
        yield line("grid", across, top, across, bottom)
        words = f"{day.day} {day:%b}"
        yield text("tick", across, bottom + 14, words, "middle")
        yield text("tick", across, bottom + 26, str(day.year), "middle")


def _widest(marks: Sequence[Mark]) -> dict[str, int]:
    """The claimants whose counts most documents carry, each with the number of its shape and dash."""
    weights: Counter[str] = Counter()
    for mark in marks:
        weights[mark.claimant.casefold()] += mark.weight
    order = sorted(weights, key=lambda who: (-weights[who], who))
    return {who: number for number, who in enumerate(order[:MOST_LINES])}


def _point(
    mark: Mark,
    number: int | None,
    x: Callable[[str | None], float],
    y: Callable[[float], float],
    *,
    labelled: bool,
) -> Markup:
    across = x(mark.as_of)
    low, high = mark.low, mark.high
    point = low if low is not None else high or 0
    parts: list[Markup] = []
    if high is None:
        parts.append(line("whisker", across, y(point), across, y(point) - 16))
        parts.append(
            Markup('<path class="arrow" d="M{:.1f},{:.1f}l4,-6l4,6"/>').format(across - 4, y(point) - 14)
        )
    elif low is None:
        parts.append(line("whisker", across, y(0), across, y(high)))
    elif low != high:
        parts.append(line("whisker", across, y(low), across, y(high)))
    hollow = " hollow" if mark.bound in ("about", "vague") else ""
    shape = SHAPES[number] if number is not None else SHAPES[0]
    parts.append(
        Markup('<path class="point{}" transform="translate({:.1f},{:.1f})" d="{}"/>').format(
            hollow, across, y(point), shape
        )
    )
    if mark.status in GONE:
        parts.append(line("struck", across - 9, y(point), across + 9, y(point)))
        if labelled:
            parts.append(text("tick", across, y(point) - 9, f"{mark.label} {mark.status}", "middle"))
    look = f"account {mark.status} " + (f"series-{number}" if number is not None else "others")
    return _linked(mark, look, parts)


def _revision(
    before: Mark,
    after: Mark,
    number: int | None,
    x: Callable[[str | None], float],
    y: Callable[[float], float],
) -> Markup:
    """A line from a count to the one that goes on from it."""
    look = f"series-{number}" if number is not None else "others"
    return Markup('<path class="line {}" d="M{:.1f},{:.1f}L{:.1f},{:.1f}"/>').format(
        look, x(before.as_of), y(_middle(before)), x(after.as_of), y(_middle(after))
    )


def _line_ends(ends: Sequence[tuple[float, int, Mark]], right: float, height: float) -> Iterator[Markup]:
    """The claimants' names at the height of their last figures, moved apart where they would touch."""
    ordered = sorted(ends, key=lambda end: end[0])
    heights: list[float] = []
    for y, _, _ in ordered:
        heights.append(max(y, heights[-1] + LABEL_HEIGHT if heights else 14))
    lowest = height - 20
    for place in reversed(range(len(heights))):
        heights[place] = min(heights[place], lowest)
        lowest = heights[place] - LABEL_HEIGHT
    for at, (y, number, mark) in zip(heights, ordered, strict=True):
        yield Markup(
            '<g class="series-{}"><path class="lead" d="M{:.1f},{:.1f}L{:.1f},{:.1f}"/>'
            '<path class="point" transform="translate({:.1f},{:.1f})" d="{}"/>{}{}</g>'
        ).format(
            number, right + 3, y, right + 16, at, right + 22, at, SHAPES[number],
            text("value" if mark.status not in GONE else "value gone", right + 32, at + 1, mark.label),
            text("tick", right + 32, at + 14, label(mark.claimant, 22)),
        )  # fmt: skip
