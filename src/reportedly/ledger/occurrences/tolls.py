"""Which figures of many documents count on one toll: that of a crisis, not of a single incident.

Two figures are on one toll where one official speaker counts one measure within weeks, where a state's
offices bring a large number forward by little, or where a number too odd to be a coincidence stands in both.
What a document counts beside them is counted for the same crisis, and so is what the documents of one story
count. Figures of a town are not joined with those of another town, nor of one country with another's, nor
those of an accident with those of violence, not through others either: `scenes.py`.

None of the thresholds here is measured: each says what it keeps apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, product
from operator import attrgetter
from typing import NamedTuple

from ...frozen import quick
from ...records import Account, Amount, Figure, Place
from ..traits.claimants import Speaker
from ..traits.members import Member, is_bare_count
from ..traits.nearness import COUNTRY, may_agree
from ..traits.odd_numbers import LARGE, ODD, is_odd
from ..traits.sides import EXCESS, are_people, labels_of, says_people
from .document_context import LINKED, DocumentContext
from .scenes import LAND, NOWHERE, SEAT, SceneGroups, scenes_of

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

DAYS_OF_A_LONG_COUNT = 60
"""The same where documents that are much alike count what grows: an epidemic's weeks between two reports."""

DAYS_OF_A_NUMBER = 30
DAYS_OF_A_LARGE_NUMBER = 400
"""Days within which a number is repeated; one of a hundred and more is quoted for a year after."""

DAYS_OF_A_DRIFT = 2
"""Days within which one number under two measures is one number that drifted."""

DAYS_OF_AN_INCIDENT = 3
"""Days within which like documents count for one incident."""

NEIGHBOURS = 10
"""Figures next in time that one is compared with: all that a country counts in a quiet week."""

NEIGHBOURS_OF_WEEKS = 30
"""The same where numbers grow from week to week: a report tells several."""

SEVERAL = 5
"""Smaller numbers are counted in any two incidents, however alike their reports are."""

VAGUE = "vague"
"""The bound of "dozens", whose low end is no number that anybody told."""

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


CLEARLY = 2
"""How many times more signs name the town of a count without one than name any other town."""


@quick
@dataclass(frozen=True, slots=True)
class TollJoin:
    """Two figures on one toll, and why."""

    one: Member
    other: Member
    reason: str


class _Count(NamedTuple):
    """A figure with what every sign asks of it."""

    member: Member
    measure: str
    value: float
    """The number that is named, zero where none is."""
    speaker: Speaker
    day: int | None
    country: str | None
    """Of the country that its own words name, or else of its document."""
    lands: frozenset[str]
    """The same, and that of the town which its own words name."""


def find_tolls(
    members: Iterable[Member], setting: DocumentContext, things: Mapping[str, tuple[int, str]] | None = None
) -> tuple[tuple[tuple[Member, ...], ...], tuple[TollJoin, ...]]:
    """The tolls that several figures count, or one for a whole country; and the joins that made them.

    Of figures that are on one toll already no other sign is told: with it a toll of a hundred documents would
    rest on a thousand judgements.

    Args:
        members: what the documents tell.
        setting: what is known of the documents.
        things: by member that is told beside its story, the story's number and of what other thing it is.
    """
    told = list(members)
    figures = [member for member in told if is_counted(member)]
    scenes = scenes_of(told, setting)
    stories = {story for story, _ in (things or {}).values()}
    of_stories = {
        figure.id: (things or {}).get(figure.id, (story, ""))
        for figure in figures
        if (story := setting.story[figure.document]) in stories
    }
    groups = SceneGroups({figure.id: scenes[figure.id] for figure in figures}, of_stories)
    counts = _in_time_order(figures, setting)
    joins, loose = _join(counts, setting, groups)
    joined = {figure.document for join in (*joins, *loose) for figure in (join.one, join.other)}
    beside = tuple(_beside(figures, setting, joined))
    for each in beside:
        for level in (NOWHERE, LAND, SEAT):
            like = [figure.id for figure in each if groups.narrowness(figure.id) == level]
            groups.unite_all(sorted(like, key=groups.order))
    signs = _by_level(
        (*((join.one.id, join.other.id) for join in loose), *_in_one_document(beside, groups)), groups
    )
    for level in (SEAT, LAND):
        _place(groups, signs[level])
    for join in loose:
        if groups.narrowness(join.one.id) == groups.narrowness(join.other.id):
            groups.unite(join.one.id, join.other.id)
    joins += [join for join in loose if groups.united.together(join.one.id, join.other.id)]
    by_id = {figure.id: figure for figure in figures}
    tolls = [tuple(by_id[name] for name in group) for group in groups.united.groups()]
    kept = (toll for toll in tolls if len(toll) > 1 or groups.narrowness(toll[0].id) == LAND)
    return tuple(kept), tuple(joins)


def _join(
    counts: Sequence[_Count], setting: DocumentContext, groups: SceneGroups
) -> tuple[list[TollJoin], list[TollJoin]]:
    """The joins of figures whose scenes are told alike, and those of others, which wait for these."""
    joins: list[TollJoin] = []
    loose: list[TollJoin] = []
    for find in FINDERS:
        for join in find(counts, setting, groups):
            if not groups.are_told_alike(join.one.id, join.other.id):
                loose.append(join)
            elif groups.unite(join.one.id, join.other.id):
                joins.append(join)
    return joins, loose


def _by_level(
    signs: Iterable[tuple[str, str]], groups: SceneGroups
) -> Mapping[int, Sequence[tuple[str, str]]]:
    """Figures that are told beside a more narrowly placed one, each with that one, by how narrowly it is."""
    narrowness = groups.narrowness
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for one, other in signs:
        first, second = narrowness(one), narrowness(other)
        if first < second:
            found[second].append((one, other))
        elif first > second:
            found[first].append((other, one))
    return found


def _place(groups: SceneGroups, signs: Iterable[tuple[str, str]]) -> None:
    """What is counted for no place, or a wider one, is on the toll of the narrow place that most signs name.

    Where another is named nearly as often, or at all beside a country's number, it is on neither: it may be
    the sum of both.
    """
    home, narrowness = groups.united.home, groups.narrowness
    named: dict[str, list[str]] = defaultdict(list)
    for wide, narrow in signs:
        named[home(wide)].append(narrow)
    for wide, narrow_ones in sorted(named.items()):
        places = Counter(groups.order(name)[0] for name in narrow_ones)
        most = max(sorted(places), key=lambda key: places[key])
        seat = next(name for name in narrow_ones if groups.order(name)[0] == most)
        told = dict.fromkeys(narrow_ones)
        there = {name: None for name in told if may_agree(groups.place(seat), groups.place(name))}
        others = max((places[groups.order(name)[0]] for name in told if name not in there), default=0)
        if not others or (places[most] >= CLEARLY * others and narrowness(wide) == NOWHERE):
            for name in there:
                groups.unite(wide, name)


def _in_one_document(beside: Iterable[Sequence[Member]], groups: SceneGroups) -> Iterator[tuple[str, str]]:
    """The figures of a document on a toll, each with each place that is told in it."""
    by_document: dict[str, list[str]] = defaultdict(list)
    for figure in (figure for each in beside for figure in each):
        by_document[figure.document].append(figure.id)
    for names in by_document.values():
        placed = {groups.order(name)[0]: name for name in names if groups.place(name)}
        yield from product(names, placed.values())


def _in_time_order(figures: Iterable[Member], setting: DocumentContext) -> list[_Count]:
    """The figures by the days of their documents: every sign looks at them in this order."""
    counts = [
        _Count(
            member=figure,
            measure=figure_of(figure).measure,
            value=value_of(figure_of(figure)) or 0.0,
            speaker=setting.speaker(figure),
            day=setting.day[figure.document],
            country=(land := _land_of(figure) or setting.country[figure.document]),
            lands=frozenset(filter(None, (land, figure.place.country if figure.place else None))),
        )
        for figure in figures
    ]
    return sorted(counts, key=lambda each: (each.day or 0, each.member.id))


def _land_of(figure: Member) -> str | None:
    """The country that a count is told of: "deaths from cholera in Zimbabwe", told next door."""
    place = figure.place
    return place.country if place is not None and place.feature == COUNTRY else None


def _beside(figures: Sequence[Member], setting: DocumentContext, joined: set[str]) -> Iterator[list[Member]]:
    """The figures of each document on a toll, and those of the other documents of its story.

    Not those of a town of the same name in another country.
    """
    towns: dict[int, dict[str, dict[str | None, Place]]] = {setting.story[name]: {} for name in joined}
    for figure in figures:
        if figure.document in joined and (place := figure.place) is not None:
            bearers = towns[setting.story[figure.document]].setdefault(place.name, {})
            bearers.setdefault(place.country, place)
    found: dict[int, list[Member]] = defaultdict(list)
    for figure in figures:
        story, place = setting.story[figure.document], figure.place
        told = towns.get(story)
        if told is None:
            continue
        bearers = told.get(place.name, {}) if place is not None else {}
        if not any(setting.namesakes_apart(place, town) for town in bearers.values()):
            found[story].append(figure)
    yield from (found[story] for story in sorted(found))


def is_counted(member: Member) -> bool:
    """Whether a member is a figure of something that is counted on over days, or of people otherwise."""
    record = member.record
    if not isinstance(record, Figure):
        return False
    return counts_people(record)


def counts_people(figure: Figure) -> bool:
    """Whether it counts what is counted on over days, or people of whom something else is said."""
    if figure.measure != "other" or labels_of(figure.group, everyone=True):
        return figure.measure in MEASURES or figure.measure == "other"
    people = are_people(figure.group) if figure.group else says_people(figure.rule)
    return people and (value_of(figure) or 0) >= SEVERAL


figure_of: Callable[[Member], Figure] = attrgetter("record")
"""The figure that a counted member is."""


def value_of(count: Figure | Account | Amount) -> float | None:
    """The number that is named: the low end, or the high one if the low is open."""
    return count.low if count.low is not None else count.high


def _by_speaker(
    counts: Sequence[_Count], setting: DocumentContext, groups: SceneGroups
) -> Iterator[TollJoin]:
    """Figures of one measure by one official speaker, each with the next in time.

    The speaker has a name of its own, since "police" are others in every town; and what it counts is large,
    or told within days in like documents, since an office speaks of many things.
    """
    series: dict[tuple[str, str], list[_Count]] = defaultdict(list)
    for each in counts:
        speaker = each.speaker
        if each.measure == "other" or speaker.state is None or speaker.claimant is None:
            continue
        if len(speaker.claimant.name.split()) > 1:
            series[speaker.key, each.measure].append(each)
    for (_, measure), counted in sorted(series.items()):
        for one, other in pairwise(counted):
            if groups.need_no_sign(one.member.id, other.member.id):
                continue
            large = min(one.value, other.value) >= ODD
            if not large and setting.likeness(one.member.document, other.member.document) < LEAST_LIKENESS:
                continue
            if _agree(one, other, DAYS_OF_A_SPEAKER if large else DAYS_OF_AN_INCIDENT):
                yield TollJoin(
                    one.member, other.member, f"{_name_of(one)} counts {measure} in both, within weeks"
                )


def _name_of(count: _Count) -> str:
    return count.speaker.claimant.name if count.speaker.claimant else "one speaker"


def _by_running_total(
    counts: Sequence[_Count], _setting: DocumentContext, groups: SceneGroups
) -> Iterator[TollJoin]:
    """Figures of one measure by one speaker, each with those of the next report, where one is a sum so far.

    However small it is: who counts on tells the next number of the same. Police are others in every town.
    """
    series: dict[tuple[str, str], dict[str, list[_Count]]] = defaultdict(dict)
    for each in counts:
        speaker = each.speaker
        if speaker.outlet or speaker.claimant is None or speaker.claimant.sector == POLICE or not each.value:
            continue
        if each.measure != "other" and not each.member.part:
            series[speaker.key, each.measure].setdefault(each.member.document, []).append(each)
    for (_, measure), by_document in sorted(series.items()):
        reports = list(by_document.values())
        beside = (pair for told in reports for pair in pairwise(told))
        for one, other in chain(beside, *(product(*pair) for pair in pairwise(reports))):
            if groups.need_no_sign(one.member.id, other.member.id):
                continue
            less, more = sorted((one.value, other.value))
            told_as_sum = figure_of(one.member).total or figure_of(other.member).total
            if told_as_sum and more <= GROWN * less and _agree(one, other, DAYS_OF_A_SPEAKER):
                yield TollJoin(one.member, other.member, f"{_name_of(one)} counts {measure} so far in both")


def _by_growth(counts: Sequence[_Count], setting: DocumentContext, groups: SceneGroups) -> Iterator[TollJoin]:
    """Large numbers of one measure that grow from week to week in documents of one matter, whoever counts.

    An epidemic, a flood, a crackdown: one of the two is told as a sum so far.
    """
    told: dict[tuple[str, str], list[_Count]] = defaultdict(list)
    for each in counts:
        counts_some = not each.member.part and not is_bare_count(each.member)
        if each.country and each.day is not None and each.value >= ODD and counts_some:
            told[each.country, each.measure].append(each)
    for (_, measure), counted in sorted(told.items()):
        reach = _days_of(counted, DAYS_OF_A_LONG_COUNT)
        for one, other in _neighbours(counted, groups, reach, NEIGHBOURS_OF_WEEKS):
            sums = figure_of(one.member).total or figure_of(other.member).total
            if not sums or not one.value <= other.value <= GROWN * one.value:
                continue
            documents = one.member.document, other.member.document
            alike = setting.likeness(*documents)
            if alike < LINKED or setting.stories_apart(*documents):
                continue
            if _agree(one, other, DAYS_OF_A_LONG_COUNT if alike >= MUCH_ALIKE else DAYS_OF_A_SPEAKER):
                yield TollJoin(one.member, other.member, f"the number of {measure} so far grew, within weeks")


def _by_state(counts: Sequence[_Count], _setting: DocumentContext, groups: SceneGroups) -> Iterator[TollJoin]:
    """Large figures of one measure by offices of one state that differ by little, each with the next."""
    series: dict[tuple[str, str], list[_Count]] = defaultdict(list)
    for each in counts:
        state = each.speaker.state
        if each.measure != "other" and state is not None and each.value >= LARGE:
            series[state, each.measure].append(each)
    for (state, measure), counted in sorted(series.items()):
        for one, other in pairwise(counted):
            if groups.need_no_sign(one.member.id, other.member.id):
                continue
            less, more = sorted((one.value, other.value))
            if more - less <= BROUGHT_FORWARD * less and _agree(one, other, DAYS_OF_A_LARGE_NUMBER):
                yield TollJoin(
                    one.member,
                    other.member,
                    f"offices of {state} count {measure}, one number little above the other",
                )


def _by_likeness(
    counts: Sequence[_Count], setting: DocumentContext, groups: SceneGroups
) -> Iterator[TollJoin]:
    """Figures of one measure, told within days by like documents; by those much alike, if they are small."""
    told: dict[tuple[str, str], list[_Count]] = defaultdict(list)
    for each in counts:
        if each.country and each.day is not None and each.value >= SEVERAL and not is_bare_count(each.member):
            told[each.country, each.measure].append(each)
    for (_, measure), counted in sorted(told.items()):
        for one, other in _neighbours(counted, groups, _days_of(counted, DAYS_OF_AN_INCIDENT)):
            large = one.value >= ODD and other.value >= ODD
            documents = one.member.document, other.member.document
            if setting.likeness(*documents) < (LEAST_LIKENESS if large else MUCH_ALIKE):
                continue  # as most, and sooner told than the rest
            if not _agree(one, other, DAYS_OF_AN_INCIDENT):
                continue
            if not large and setting.stories_apart(*documents):
                continue  # two bombs of one week leave much the same numbers
            yield TollJoin(one.member, other.member, f"like documents count {measure} within days")


def _neighbours(
    ordered: Sequence[_Count], groups: SceneGroups, reach: Iterable[int], most: int = NEIGHBOURS
) -> Iterator[tuple[_Count, _Count]]:
    """Figures of two documents that follow one another closely, and are not on one toll by then.

    Args:
        ordered: in time, or by number.
        groups: the tolls.
        reach: of each how many come before the first that is too far from it.
        most: how many of those behind one are looked at.
    """
    group_of = groups.united.group_of
    for number, (one, far) in enumerate(zip(ordered, reach, strict=True)):
        name, document = one.member.id, one.member.document
        for other in ordered[number + 1 : min(number + 1 + most, far)]:
            there = other.member
            if group_of[name] is not group_of[there.id] and there.document != document:
                yield one, other


def _days_of(ordered: Sequence[_Count], days: int) -> Iterator[int]:
    """Of each of these, how many are there up to so many days after it."""
    told = [each.day or 0 for each in ordered]
    return (bisect_right(told, day + days) for day in told)


def _by_retelling(
    counts: Sequence[_Count], setting: DocumentContext, groups: SceneGroups
) -> Iterator[TollJoin]:
    """Figures of one measure that differ by little, told weeks apart by documents that are much alike."""
    told: dict[tuple[str, str], list[_Count]] = defaultdict(list)
    for each in counts:
        if each.country and each.value >= ODD and not is_bare_count(each.member):
            told[each.country, each.measure].append(each)
    for (_, measure), counted in sorted(told.items()):
        ordered = sorted(counted, key=lambda each: (each.value, each.member.id))
        values = [each.value for each in ordered]
        reach = (bisect_right(values, (1 + BROUGHT_FORWARD) * value + 1) for value in values)
        for one, other in _neighbours(ordered, groups, reach):
            if other.value - one.value > BROUGHT_FORWARD * one.value:
                continue
            if setting.likeness(one.member.document, other.member.document) < MUCH_ALIKE:
                continue
            if _agree(one, other, DAYS_OF_A_RETELLING):
                yield TollJoin(
                    one.member, other.member, f"documents much alike count nearly as many {measure}"
                )


def _by_excess(
    counts: Sequence[_Count], _setting: DocumentContext, _groups: SceneGroups
) -> Iterator[TollJoin]:
    """Numbers of more than at other times, each with what its document counts beside it."""
    beyond: dict[str, list[_Count]] = defaultdict(list)
    for each in counts:
        if EXCESS in each.member.sides:
            beyond[each.measure].append(each)
    for measure, found in sorted(beyond.items()):
        documents = {each.member.document: each for each in found}
        for each in counts:
            one = documents.get(each.member.document, each)
            if each.measure == measure and one is not each:
                yield TollJoin(one.member, each.member, f"one report counts {measure} in two ways")


def _by_number(
    counts: Sequence[_Count], _setting: DocumentContext, groups: SceneGroups
) -> Iterator[TollJoin]:
    """Figures of one odd number, each with the next in time, of one measure or of measures that drifted."""
    equal: dict[float, list[_Count]] = defaultdict(list)
    for each in counts:
        if is_odd(each.value) and figure_of(each.member).bound != VAGUE:
            equal[each.value].append(each)
    for value, counted in sorted(equal.items()):
        days = DAYS_OF_A_LARGE_NUMBER if value >= LARGE and value % 100 else DAYS_OF_A_NUMBER
        for one, other in pairwise(counted):
            if groups.need_no_sign(one.member.id, other.member.id):
                continue
            limit = DAYS_OF_A_DRIFT if one.measure != other.measure else days
            if one.member.document != other.member.document and _agree(one, other, limit):
                yield TollJoin(one.member, other.member, f"both count {value:,.0f}")


def _agree(one: _Count, other: _Count, days: int) -> bool:
    """Whether nothing speaks against one toll: neither country, nor town, nor time, nor those counted."""
    if one.lands and other.lands and one.lands.isdisjoint(other.lands):
        return False
    if one.day is not None and other.day is not None and abs(one.day - other.day) > days:
        return False
    return may_agree(one.member.place, other.member.place)


FINDERS: Sequence[Callable[[Sequence[_Count], DocumentContext, SceneGroups], Iterator[TollJoin]]] = (
    _by_speaker,
    _by_running_total,
    _by_state,
    _by_likeness,
    _by_growth,
    _by_retelling,
    _by_number,
    _by_excess,
)
"""The signs of one toll, in the order in which their judgements stand."""
