"""Which figures of many documents count on one toll: that of a crisis, not of a single incident.

Two figures are on one toll where one official speaker counts one measure within weeks, where a state's
offices bring a large number forward by little, or where a number too odd to be a coincidence stands in both.
What a document counts beside them is counted for the same crisis, and so is what the documents of one story
count. Figures of a town are not joined with those of another town, nor of one country with another's.

None of the thresholds here is measured: each says what it keeps apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..records import Account, Amount, Figure
from .document_context import DocumentContext
from .members import Member, is_bare_count
from .nearness import may_agree
from .odd_numbers import LARGE, ODD, is_odd
from .sides import labels_of
from .union_find import UnionFind

MEASURES = frozenset(
    {
        "killed",
        "injured",
        "casualties",
        "arrested",
        "missing",
        "displaced",
        "abducted",
        "protesters",
        "troops",
    }
)
"""What is counted on over days."""

DAYS_OF_A_SPEAKER = 30
"""Days within which an official counts on: daily briefings, and the pauses between them."""

DAYS_OF_A_NUMBER = 30
DAYS_OF_A_LARGE_NUMBER = 400
"""Days within which a number is repeated; one of a hundred and more is quoted for a year after."""

DAYS_OF_A_DRIFT = 2
"""Days within which one number under two measures is one number that drifted."""

DAYS_OF_AN_INCIDENT = 3
"""Days within which like documents count for one incident."""

NEIGHBOURS = 10
"""Figures next in time that one is compared with: all that a country counts in a quiet week."""

SEVERAL = 5
"""Smaller numbers are counted in any two incidents, however alike their reports are."""

POLICE = "COP"
GROWN = 3.0
"""How many times more the next sum of one speaker is, at most, that is of the same."""

LEAST_LIKENESS = 0.08
"""Cosine of two documents in which one speaker's small numbers are of one thing."""

MUCH_ALIKE = 0.2
"""Cosine of two documents, however far apart, that tell of one crisis."""

DAYS_OF_A_RETELLING = 400
"""Days within which documents that are much alike count for one toll: inquiries, and the day a year after."""

BROUGHT_FORWARD = 0.25
"""By which share a state's number may differ from its last one, a year on, and still be the same toll: late
revisions of Kazakhstan's 227 went to 241 and back to 238."""


@dataclass(frozen=True, slots=True)
class TollJoin:
    """Two figures on one toll, and why."""

    one: Member
    other: Member
    reason: str


def find_tolls(
    members: Iterable[Member], setting: DocumentContext
) -> tuple[tuple[tuple[Member, ...], ...], tuple[TollJoin, ...]]:
    """The tolls that more than one document counts, and the joins that made them.

    Of figures that are on one toll already no other sign is told: with it a toll of a hundred documents would
    rest on a thousand judgements.
    """
    figures = [member for member in members if is_counted(member)]
    groups = UnionFind(figure.id for figure in figures)
    joins = [
        join
        for find in FINDERS
        for join in find(figures, setting, groups)
        if groups.union(join.one.id, join.other.id)
    ]
    joined = {figure.document for join in joins for figure in (join.one, join.other)}
    for beside in _beside(figures, setting, joined):
        for one, other in pairwise(beside):
            if may_agree(one.place, other.place):
                groups.union(one.id, other.id)
    by_id = {figure.id: figure for figure in figures}
    tolls = [tuple(by_id[name] for name in group) for group in groups.groups()]
    return tuple(toll for toll in tolls if len({figure.document for figure in toll}) > 1), tuple(joins)


def _beside(figures: Sequence[Member], setting: DocumentContext, joined: set[str]) -> Iterator[list[Member]]:
    """The figures of each document on a toll, and those of the other documents of its story."""
    stories = {setting.story[name] for name in joined}
    found: dict[int, list[Member]] = defaultdict(list)
    for figure in figures:
        if setting.story[figure.document] in stories:
            found[setting.story[figure.document]].append(figure)
    yield from (found[story] for story in sorted(found))


def is_counted(member: Member) -> bool:
    """Whether a member is a figure of something that is counted on over days, or of people otherwise."""
    record = member.record
    if not isinstance(record, Figure):
        return False
    return record.measure in MEASURES or (
        record.measure == "other" and bool(labels_of(record.group, everyone=True))
    )


def figure_of(member: Member) -> Figure:
    """The figure that a member is."""
    assert isinstance(member.record, Figure)
    return member.record


def value_of(count: Figure | Account | Amount) -> float | None:
    """The number that is named: the low end, or the high one if the low is open."""
    return count.low if count.low is not None else count.high


def _by_speaker(
    figures: Sequence[Member], setting: DocumentContext, _groups: UnionFind
) -> Iterator[TollJoin]:
    """Figures of one measure by one official speaker, each with the next in time.

    The speaker has a name of its own, since "police" are others in every town; and what it counts is large,
    or told within days in like documents, since an office speaks of many things.
    """
    series: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for figure in figures:
        speaker = setting.speaker(figure)
        if figure_of(figure).measure == "other":
            continue
        if speaker.state is not None and speaker.claimant and len(speaker.claimant.name.split()) > 1:
            series[speaker.key, figure_of(figure).measure].append(figure)
    for (_, measure), counted in sorted(series.items()):
        for one, other in pairwise(sorted(counted, key=lambda each: _time_order(each, setting))):
            large = min(value_of(figure_of(each)) or 0 for each in (one, other)) >= ODD
            if not large and setting.likeness(one.document, other.document) < LEAST_LIKENESS:
                continue
            if _agree(one, other, setting, DAYS_OF_A_SPEAKER if large else DAYS_OF_AN_INCIDENT):
                claimant = setting.speaker(one).claimant
                name = claimant.name if claimant else "one speaker"
                yield TollJoin(one, other, f"{name} counts {measure} in both, within weeks")


def _by_running_total(
    figures: Sequence[Member], setting: DocumentContext, _groups: UnionFind
) -> Iterator[TollJoin]:
    """Figures of one measure by one speaker, each with the next in time, where one is told as a sum so far.

    However small it is: who counts on tells the next number of the same. Police are others in every town.
    """
    series: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for figure in figures:
        speaker, value = setting.speaker(figure), value_of(figure_of(figure)) or 0
        if speaker.outlet or speaker.claimant is None or speaker.claimant.sector == POLICE or not value:
            continue
        if figure_of(figure).measure != "other" and not figure.part:
            series[speaker.key, figure_of(figure).measure].append(figure)
    for (_, measure), counted in sorted(series.items()):
        for one, other in pairwise(sorted(counted, key=lambda each: _time_order(each, setting))):
            less, more = sorted((value_of(figure_of(each)) or 0) for each in (one, other))
            if not (figure_of(one).total or figure_of(other).total) or more > GROWN * less:
                continue
            if _agree(one, other, setting, DAYS_OF_A_SPEAKER):
                claimant = setting.speaker(one).claimant
                name = claimant.name if claimant else "one speaker"
                yield TollJoin(one, other, f"{name} counts {measure} so far in both")


def _by_state(figures: Sequence[Member], setting: DocumentContext, _groups: UnionFind) -> Iterator[TollJoin]:
    """Large figures of one measure by offices of one state that differ by little, each with the next."""
    series: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for figure in figures:
        state = setting.speaker(figure).state
        measured = figure_of(figure).measure != "other"
        if measured and state is not None and (value_of(figure_of(figure)) or 0) >= LARGE:
            series[state, figure_of(figure).measure].append(figure)
    for (state, measure), counted in sorted(series.items()):
        for one, other in pairwise(sorted(counted, key=lambda each: _time_order(each, setting))):
            values = sorted((value_of(figure_of(one)) or 0, value_of(figure_of(other)) or 0))
            near = values[1] - values[0] <= BROUGHT_FORWARD * values[0]
            if near and _agree(one, other, setting, DAYS_OF_A_LARGE_NUMBER):
                yield TollJoin(
                    one, other, f"offices of {state} count {measure}, one number little above the other"
                )


def _by_likeness(
    figures: Sequence[Member], setting: DocumentContext, groups: UnionFind
) -> Iterator[TollJoin]:
    """Figures of one measure, told within days by like documents; by those much alike, if they are small."""
    told: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for figure in figures:
        country, day = setting.country[figure.document], setting.day[figure.document]
        value = value_of(figure_of(figure))
        if (
            country
            and day is not None
            and value is not None
            and value >= SEVERAL
            and not is_bare_count(figure)
        ):
            told[country, figure_of(figure).measure].append(figure)
    for (_, measure), counted in sorted(told.items()):
        ordered = sorted(counted, key=lambda each: _time_order(each, setting))
        for one, other in _neighbours(ordered, groups):
            large = min(value_of(figure_of(each)) or 0 for each in (one, other)) >= ODD
            alike = LEAST_LIKENESS if large else MUCH_ALIKE
            if setting.likeness(one.document, other.document) < alike:
                continue
            if not large and setting.stories_apart(one.document, other.document):
                continue  # two bombs of one week leave much the same numbers
            if _agree(one, other, setting, DAYS_OF_AN_INCIDENT):
                yield TollJoin(one, other, f"like documents count {measure} within days")


def _neighbours(ordered: Sequence[Member], groups: UnionFind) -> Iterator[tuple[Member, Member]]:
    """Figures of two documents that follow one another closely, and are not on one toll by then."""
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 : number + 1 + NEIGHBOURS]:
            if one.document != other.document and not groups.together(one.id, other.id):
                yield one, other


def _by_retelling(
    figures: Sequence[Member], setting: DocumentContext, groups: UnionFind
) -> Iterator[TollJoin]:
    """Figures of one measure that differ by little, told weeks apart by documents that are much alike."""
    told: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for figure in figures:
        country, value = setting.country[figure.document], value_of(figure_of(figure)) or 0
        if country and value >= ODD and not is_bare_count(figure):
            told[country, figure_of(figure).measure].append(figure)
    for (_, measure), counted in sorted(told.items()):
        ordered = sorted(counted, key=lambda each: (value_of(figure_of(each)) or 0, each.id))
        for one, other in _neighbours(ordered, groups):
            values = value_of(figure_of(one)) or 0, value_of(figure_of(other)) or 0
            if values[1] - values[0] > BROUGHT_FORWARD * values[0]:
                continue
            if setting.likeness(one.document, other.document) < MUCH_ALIKE:
                continue
            if _agree(one, other, setting, DAYS_OF_A_RETELLING):
                yield TollJoin(one, other, f"documents much alike count nearly as many {measure}")


def _by_number(figures: Sequence[Member], setting: DocumentContext, _groups: UnionFind) -> Iterator[TollJoin]:
    """Figures of one odd number, each with the next in time, of one measure or of measures that drifted."""
    equal: dict[float, list[Member]] = defaultdict(list)
    for figure in figures:
        value = value_of(figure_of(figure))
        if value is not None and is_odd(value):
            equal[value].append(figure)
    for value, counted in sorted(equal.items()):
        days = DAYS_OF_A_LARGE_NUMBER if value >= LARGE and value % 100 else DAYS_OF_A_NUMBER
        for one, other in pairwise(sorted(counted, key=lambda each: _time_order(each, setting))):
            drifted = figure_of(one).measure != figure_of(other).measure
            limit = DAYS_OF_A_DRIFT if drifted else days
            if one.document != other.document and _agree(one, other, setting, limit):
                yield TollJoin(one, other, f"both count {value:,.0f}")


def _time_order(member: Member, setting: DocumentContext) -> tuple[int, str]:
    return setting.day[member.document] or 0, member.id


def _agree(one: Member, other: Member, setting: DocumentContext, days: int) -> bool:
    """Whether nothing speaks against one toll: neither country, nor town, nor time, nor those counted."""
    countries = setting.country[one.document], setting.country[other.document]
    if None not in countries and countries[0] != countries[1]:
        return False
    first, last = setting.day[one.document], setting.day[other.document]
    if first is not None and last is not None and abs(first - last) > days:
        return False
    return may_agree(one.place, other.place)


FINDERS: Sequence[Callable[[Sequence[Member], DocumentContext, UnionFind], Iterator[TollJoin]]] = (
    _by_speaker,
    _by_running_total,
    _by_state,
    _by_likeness,
    _by_retelling,
    _by_number,
)
"""The signs of one toll, in the order in which their judgements stand."""
