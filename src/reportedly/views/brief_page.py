"""The brief as one HTML page: an overview that is read at a glance, and all the rest folded under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..ledger.wording import say_group, several
from ..page.dates import date_of
from .lines import Brief, Dispute, FigureLine, Line
from .plots import Mark, over_time
from .timeline import Bar, timeline
from .wording import DISAGREEING, RELATIONS, is_quoted

if TYPE_CHECKING:
    from markupsafe import Markup

HEADINGS = {
    "figures": "How many, by who counts",
    "happened": "What is said to have happened",
    "to_come": "Announced, demanded, threatened or possible",
    "voices": "Who says what",
    "unsettled": "Unconfirmed or disputed",
    "disputes": "Where accounts do not go together",
    "comments": "What comments say",
    "open": "What could not be settled",
}

CHARTED = ("killed", "injured", "arrested")
"""Measures that are drawn."""

LEAST_MARKS = 3
"""Fewer counts of a measure are read faster in the table."""

WIDTH = 1000
"""Pixels of the timeline, which scrolls where the screen is narrower."""

MOST_DAYS, MOST_OF_A_DAY = 12, 2
"""Days of the overview, those that most documents tell of, and what it shows of each."""

MOST_COUNTS, MOST_GONE = 7, 2
"""Counts of a measure in the overview: those that stand, and those withdrawn or denied."""

MOST_DISPUTES = 8
"""Disagreements of the overview: a screen."""

UNFOLDED = 12
"""So few lines are shown at once: to unfold them would take longer than to read them."""

KINDS = (
    ("True disagreements", DISAGREEING),
    ("Changes over time", ("update", "stale", "retracted_in_use")),
    ("Other scope or measure", ("scope", "measure_drift")),
    ("Errors on the way from one text to another", ("relay_error", "modifier_loss", "digit_slip")),
)
"""Kinds of relations, each with its heading."""


@dataclass(frozen=True, slots=True)
class Day:
    """What most documents tell of one day."""

    day: str
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The part of a page that is not folded."""

    timeline: Markup
    days: tuple[Day, ...]
    charts: tuple[tuple[str, Markup], ...]
    counts: tuple[FigureLine, ...]
    disputes: tuple[Dispute, ...]
    disagreements: int
    """How many are true ones."""
    unknown: tuple[str, ...]
    """What the collection does not tell, beside what could not be settled."""


def write_html(brief: Brief) -> str:
    """The brief as one HTML file that asks for nothing else; everything in it is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("reportedly", "views/templates")
    pages = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    many = brief.origins is not None
    return pages.get_template("brief.html").render(
        say_group=say_group,
        brief=brief,
        headings=HEADINGS,
        overview=overview_of(brief) if many else None,
        kinds=[(name, told) for name, among in KINDS if (told := _of_kinds(brief.disputes, among))],
        relations=RELATIONS,
        is_quoted=is_quoted,
        unfolded=UNFOLDED,
    )


def overview_of(brief: Brief) -> Overview:
    """What a hurried reader of a collection sees first."""
    true_ones = _of_kinds(brief.disputes, DISAGREEING)
    return Overview(
        timeline=_timeline(brief),
        days=days_of(brief.happened),
        charts=tuple(charts_of(brief.figures)),
        counts=tuple(_counts(brief.figures)),
        disputes=(true_ones or brief.disputes)[:MOST_DISPUTES],
        disagreements=len(true_ones),
        unknown=tuple(_unknown(brief)),
    )


def days_of(happened: Iterable[Line]) -> tuple[Day, ...]:
    """The days that most documents tell of, in order, each with what most of them tell."""
    by_day: dict[str, list[Line]] = {}
    for line in happened:
        if line.first and line.first[:10] == line.when[:10]:  # a day that is told, none by which it was
            by_day.setdefault(line.first[:10], []).append(line)
    weight = {day: sum(line.documents for line in lines) for day, lines in by_day.items()}
    shown = sorted(sorted(by_day, key=lambda day: (-weight[day], day))[:MOST_DAYS])
    told = {day: sorted(by_day[day], key=lambda line: (-line.origins, -line.documents)) for day in shown}
    return tuple(
        Day(day, tuple(lines[:MOST_OF_A_DAY]), max(0, len(lines) - MOST_OF_A_DAY))
        for day, lines in told.items()
    )


def _timeline(brief: Brief) -> Markup:
    """Occurrences by kind and day; each leads to its words."""
    bars = [
        Bar(
            title=line.words,
            kind=(line.type or "other").lower(),
            first=line.first,
            last=line.last or line.first,
            weight=line.documents,
            disputed=line.disputed,
            assumed=line.when.startswith("by "),
            href=f"#w{line.marks[0]}",
        )
        for line in brief.happened
        if line.first and line.marks
    ]
    claims = (each.published for each in brief.passages if each.record.startswith("claim-"))
    per_day = Counter(published[:10] for published in claims if published)
    return timeline(bars, per_day, lambda *_: "#happened", WIDTH)


def _counts(figures: Sequence[FigureLine]) -> Iterable[FigureLine]:
    """Of each measure that is drawn the counts that most documents tell, by day, and some withdrawn ones."""

    def told_most(line: FigureLine) -> tuple[int, float]:
        return -line.documents, -(line.low or line.high or 0)

    for measure in CHARTED:
        of_it = sorted((line for line in figures if line.measure == measure), key=told_most)
        gone = [line for line in of_it if line.status in ("retracted", "denied")][:MOST_GONE]
        standing = [line for line in of_it if line.status == "current"][:MOST_COUNTS]
        yield from sorted((*standing, *gone), key=lambda line: line.as_of or "9999")


def _unknown(brief: Brief) -> Iterable[str]:
    """How much rests on one text, and how much is said by nobody with a name or on no day."""
    alone = sum(line.origins < 2 for line in brief.happened)
    if alone:
        every = several(len(brief.happened), "occurrence")
        yield f"{alone:,} of {every} {'is' if alone == 1 else 'are'} told by one independent text alone."
    undated = sum(line.first is None for line in brief.happened)
    if undated:
        yield f"When {undated} of them happened is not told."
    nameless = sum(line.who == "a source that is not named" for line in brief.figures)
    if nameless:
        every = several(len(brief.figures), "count")
        yield f"{nameless:,} of {every} {'is' if nameless == 1 else 'are'} by sources that are not named."


def _of_kinds(disputes: Iterable[Dispute], among: Sequence[str]) -> tuple[Dispute, ...]:
    return tuple(each for each in disputes if each.relation in among)


def charts_of(figures: Sequence[FigureLine]) -> list[tuple[str, Markup]]:
    """The measures of which there are counts of several days, each with its chart over time."""
    told = ((measure, _marks(figures, measure)) for measure in CHARTED)
    return [
        (measure, over_time(marks, measure, width=860))
        for measure, marks in told
        if len(marks) >= LEAST_MARKS and len({date_of(mark.as_of) for mark in marks}) > 1
    ]


def _marks(figures: Iterable[FigureLine], measure: str) -> list[Mark]:
    """The counts of a measure that have a day and words, as a chart shows them; each links to its words."""
    return [
        Mark(
            claimant=line.who,
            low=line.low,
            high=line.high,
            bound=line.bound,
            label=line.range,
            as_of=line.as_of,
            status=line.status,
            href=f"#w{line.marks[0]}",
            told=f"{line.who}, {line.as_of}: {line.range}, {line.status}",
            id=line.account or "",
            supersedes=line.supersedes,
            weight=line.documents,
        )
        for line in figures
        if line.marks
        and line.measure == measure
        and date_of(line.as_of)
        and (line.low, line.high) != (None, None)
    ]
