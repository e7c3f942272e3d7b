"""Accounts: who says how many, about one occurrence, as of when.

One account is one speaker's number for one measure, one group of people and one place; every document with it
is evidence. What marks an account as denied or taken back is in `denied_accounts.py`, and how accounts follow
one another in time in `series.py` and, from one speaker to another, in `running_tolls.py`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise

from ...frozen import changed
from ...records import Figure, Occurrence
from ..occurrences.document_context import DocumentContext
from ..occurrences.tolls import figure_of, is_counted, value_of
from ..traits.members import Member
from ..traits.nearness import key_of_place
from ..traits.odd_numbers import LARGE, is_odd
from ..traits.sides import EVERYONE, is_group, way_of
from .beside import (
    FEWEST,
    MANIFOLD,
    by_document,
    find_beginnings,
    find_manners,
    find_parts,
    find_together,
    find_wholes,
    with_places_of_like,
)
from .by_number import DAYS_OF_ONE_ACCOUNT, LABELS, ToldFigure, accounts_of_number, scope_of
from .denials import Denial
from .denied_accounts import with_denials
from .descriptions import numbers_in
from .digit_slips import digit_slip
from .kept_accounts import as_before, changed_once
from .running_tolls import carried_on
from .series import in_series, with_first_days
from .short_places import by_known_names, by_short_names
from .spoken import SpokenAccount
from .two_peoples import with_peoples
from .voices import Days, by_number

TOWNS = frozenset({"city", "district"})

FIGHTING = frozenset({"security", "attackers"})
"""Sides beside which it matters that others are civilians."""

CIVILIANS = frozenset({"civilians"})

ARRESTED = "arrested"
DENIED = "denied"

QUIET_DAYS = 7
"""Days without a count after which one is the first of something new."""

DAYS_OF_COUNTING = 30
"""Days without a count after which who counts does so anew: an inquiry, a list of names."""

AS_A_PART = 1 / 3
"""The share of reports that have a town's number as a part from which a crisis is wider than that town: four
of nine have Almaty's so in the collection of January 2022, one of five to eight in crises of one town."""

ALONE = "alone"
"""Beside a town: what is counted there is not all."""

MOST = 0.5
"""The share of all from which a group is told as all of them."""

ROUNDED = 0.05
"""By which share a number may be rounded."""


def make_accounts(
    occurrence: Occurrence, members: Sequence[Member], setting: DocumentContext, denials: Sequence[Denial]
) -> tuple[SpokenAccount, ...]:
    """The accounts of one occurrence, each with the account that it goes on from."""
    members = by_short_names(by_known_names(members))
    counted = _figures_in_their_towns(members, setting)
    if not counted:
        return ()
    towns = {member.id: scope_of(member) for member in members}
    voiced = _as_first_told(_with_parts(_told(occurrence, counted, towns, setting)))
    told_on = {each.day for each in voiced}
    voiced = [changed_once(each, on_the_day=True) if _is_first(each, told_on) else each for each in voiced]
    ended = _day_of_end(day for day in told_on if day is not None)
    voiced = [changed_once(each, late=True) if (each.day or 0) > ended else each for each in voiced]
    voiced = list(with_first_days(list(with_peoples(voiced))))
    told = with_denials(voiced, denials, {member.document for member in members})
    return as_before(carried_on(tuple(in_series(told, digit_slip)), digit_slip))


def _figures_in_their_towns(members: Sequence[Member], setting: DocumentContext) -> list[Member]:
    """The figures among the members; of one town none, where all stand in one: there they count the whole."""
    counted = _without_repeated(member for member in members if is_counted(member))
    if not counted:
        return []
    if _is_of_one_town(members):
        return [changed(member, near=False) if member.near else member for member in counted]
    counted = with_places_of_like(counted, setting)
    return list(_of_their_towns(_of_the_whole(counted, setting), members, setting))


def _told(
    occurrence: Occurrence, counted: Sequence[Member], towns: Mapping[str, str], setting: DocumentContext
) -> list[SpokenAccount]:
    """The figures as accounts of those whose numbers they are, with what is told beside them."""
    days = _days_of(counted, setting)
    counted = _grown_beyond_their_town(counted, days, setting)
    manners = find_manners(counted)
    parts = find_parts(counted, manners, setting)
    in_documents = by_document(counted)
    wholes = find_wholes(in_documents)
    among, beside = find_together(in_documents)
    since = find_beginnings(counted)
    counted = _all_alike(_without_groups_of_all(counted, setting))
    counted = [changed(each, near=False) if manners.is_of_freed(each) else each for each in counted]
    outlets = (setting.speaker_in(name, None) for name in {member.document for member in counted})
    publishing = {outlet.called for outlet in outlets if outlet.outlet}
    groups: dict[tuple[object, ...], list[Member]] = defaultdict(list)
    for member in sorted(counted, key=lambda each: (days[each.id] or 0, each.id)):
        groups[(*_key(member, setting), manners.of(member))].append(member)
    numbers = numbers_in(counted)

    def told_with(member: Member) -> ToldFigure:
        speaker, document = setting.speaker(member), member.document
        return ToldFigure(
            member,
            days[member.id],
            speaker,
            setting.speaker_in(document, None),
            speaker.called in publishing,
            setting.documents[document].published,
            setting.origin.get(document, document),
            numbers.get(document),
            manners.of(member),
            towns[member.id],
            member.id in parts,
            wholes.get(member.id),
            among.get(member.id),
            beside.get(member.id),
            since.get(member.id),
        )

    return [
        account
        for number, alike in by_number(groups)
        for account in accounts_of_number(
            (occurrence.id, number), [list(map(told_with, group)) for group in alike], setting
        )
    ]


def _with_parts(voiced: Sequence[SpokenAccount]) -> list[SpokenAccount]:
    """The accounts, those being parts beside which every report has a manifold of the same series.

    "164 died", though the outlet says so, and "33 deaths had other causes" are the ministry's both. What was
    counted before is no part of what is counted since, and what is denied is nobody's whole.
    """
    largest: dict[tuple[object, ...], float] = {}
    for each in voiced:
        if each.account.certainty == DENIED:
            continue
        for document in each.account.documents:
            key = document, *each.series
            largest[key] = max(largest.get(key, 0.0), each.value or 0.0)
    return [
        changed_once(each, part=True)
        if not each.recalled
        and all(
            largest.get((document, *each.series), 0.0) >= MANIFOLD * (each.value or 0.0)
            for document in each.account.documents
        )
        else each
        for each in voiced
    ]


def _without_groups_of_all(counted: Sequence[Member], setting: DocumentContext) -> list[Member]:
    """The figures, a group being everyone where it is most of them: the migrants of a boat that sank.

    So are a country's own people in reports from there. Forty Syrians among 200 dead stay a group.
    """
    largest: dict[tuple[str, frozenset[str]], float] = defaultdict(float)
    for member in counted:
        key = figure_of(member).measure, member.sides
        largest[key] = max(largest[key], _number(member))
    everyone = frozenset({EVERYONE})

    def is_all(member: Member) -> bool:
        if not is_group(member.sides):
            return False
        if member.sides == {setting.country[member.document]}:
            return True
        measure = figure_of(member).measure
        whole = largest.get((measure, everyone), 0.0)
        return whole > 0 and largest[measure, member.sides] >= MOST * whole

    return [changed(each, sides=everyone) if is_all(each) else each for each in counted]


def _all_alike(counted: Sequence[Member]) -> list[Member]:
    """The figures, civilians being everyone where nobody counts others: workers in a mine.

    Others are soldiers and attackers, and the twelve of whom one document says that five were civilians. Of
    the arrested "suspects" and "protesters" are everyone too: they are what who arrests calls them.
    """
    everyone = frozenset({EVERYONE})
    by_measure: dict[str, list[Member]] = defaultdict(list)
    for member in counted:
        by_measure[figure_of(member).measure].append(member)
    alike = {
        (measure, label)
        for measure, told in by_measure.items()
        for label in (LABELS if measure == ARRESTED else CIVILIANS)
        if not any(
            member.sides & FIGHTING - (LABELS if measure == ARRESTED else CIVILIANS) for member in told
        )
        if not _counts_apart(told, frozenset({label}), everyone)
    }
    return [
        changed(each, sides=everyone)
        if len(each.sides) == 1 and (figure_of(each).measure, *each.sides) in alike
        else each
        for each in counted
    ]


def _counts_apart(counted: Sequence[Member], part: frozenset[str], whole: frozenset[str]) -> bool:
    """Whether one claim, or one outlet in its own words, counts both, by one measure and with two numbers."""
    told: dict[tuple[object, ...], set[float | None]] = defaultdict(set)
    for member in counted:
        teller = member.document, member.claim.id if member.claim is not None else None
        told[teller, figure_of(member).measure, member.sides].add(value_of(figure_of(member)))
    return any(
        not numbers & told.get((teller, measure, whole), numbers)
        for (teller, measure, sides), numbers in told.items()
        if sides == part
    )


def _without_repeated(counted: Iterable[Member]) -> list[Member]:
    """The figures without those of a headline that its text tells again, and more fully."""
    every = tuple(counted)
    body = {
        (member.document, figure_of(member).measure, value_of(figure_of(member)))
        for member in every
        if figure_of(member).segment != "title"
    }
    return [
        member
        for member in every
        if figure_of(member).segment != "title"
        or (member.document, figure_of(member).measure, value_of(figure_of(member))) not in body
    ]


def _as_first_told(voiced: Sequence[SpokenAccount]) -> list[SpokenAccount]:
    """The accounts, rounded numbers as of the day on which their speaker first told them, however roughly.

    "Almost 6,000", a day after the same office counted 5,800, is no news of that day.
    """
    told_by_day: dict[int | None, list[SpokenAccount]] = defaultdict(list)
    for each in voiced:
        told_by_day[each.day].append(each)
    return [_as_of_first_day(each, told_by_day) for each in voiced]


def _as_of_first_day(
    each: SpokenAccount, told_by_day: Mapping[int | None, Sequence[SpokenAccount]]
) -> SpokenAccount:
    if each.account.bound != "about" or each.day is None or each.value is None:
        return each
    days = [
        day
        for day in range(each.day - DAYS_OF_ONE_ACCOUNT, each.day)
        for other in told_by_day.get(day, ())
        if other.speaker.key == each.speaker.key and other.series == each.series
        if other.value is not None and abs(other.value - each.value) <= ROUNDED * each.value
    ]
    return changed_once(each, day=min(days)) if days else each


def _key(member: Member, setting: DocumentContext) -> tuple[object, ...]:
    figure = figure_of(member)
    return (
        figure.measure,
        setting.speaker(member).key,
        tuple(sorted(member.sides)),
        scope_of(member),
        *_bounds(figure),
        way_of(figure),
    )


def _of_the_whole(counted: Sequence[Member], setting: DocumentContext) -> Sequence[Member]:
    """The figures, those of the town that most name being of the whole, unless many have it as a part.

    Who counts "nine killed in Gabes" counts all, unless a third of the reports have more of no one town
    beside it, or its speaker has, or its own words say that it is a part.
    """
    scopes = list(map(scope_of, counted))
    told = Counter(filter(None, scopes))
    if not told:
        return counted
    home = min(told, key=lambda scope: (-told[scope], scope))
    reports = {member.document for member, scope in zip(counted, scopes, strict=True) if scope == home}
    wider = {each[0] for each in _told_as_parts(counted, home, lambda member: (member.document,))}
    if len(wider) >= AS_A_PART * len(reports):
        return counted
    voices = _told_as_parts(counted, home, lambda member: (member.document, setting.speaker(member).key))
    return [
        changed(member, near=False)
        if scope_of(member) == home
        and not (member.part or ALONE in member.stems)
        and (member.document, setting.speaker(member).key) not in voices
        else member
        for member in counted
    ]


def _told_as_parts(
    counted: Sequence[Member], home: str, teller: Callable[[Member], tuple[str, ...]]
) -> Set[tuple[str, ...]]:
    """The tellers of a town's number who have a larger one of the same people and of no one town."""
    of_home: dict[tuple[object, ...], float] = {}
    for member in counted:
        counts = figure_of(member).total is not False and _number(member) >= FEWEST
        if scope_of(member) == home and counts:  # "13 more", and who died last, are no town's number
            key = teller(member), figure_of(member).measure, member.sides
            of_home[key] = max(_number(member), of_home.get(key, 0.0))
    return {
        teller(member)
        for member in counted
        if not scope_of(member) and figure_of(member).certainty != "denied"
        if _number(member) > of_home.get((teller(member), figure_of(member).measure, member.sides), math.inf)
    }


def _grown_beyond_their_town(counted: Sequence[Member], days: Days, setting: DocumentContext) -> list[Member]:
    """The figures, a town's being of all where their speaker goes on from them to a number of no one town.

    Who first counts eleven dead in Blantyre, and then 26, counts on, and so does who counts eleven dead, and
    then 26 in Blantyre. Who tells both in one report counts a part and the whole.
    """
    told: dict[tuple[object, ...], list[Member]] = defaultdict(list)
    for member in counted:
        if not member.part and ALONE not in member.stems and (days[member.id] or 0) and _number(member):
            told[setting.speaker(member).voice, figure_of(member).measure, member.sides].append(member)
    grown: set[str] = set()
    for of_one in told.values():
        of_all = [member for member in of_one if not scope_of(member)]
        towns = [member for member in of_one if scope_of(member)]
        if not of_all or {each.document for each in of_all} & {each.document for each in towns}:
            continue
        told_on = [days[member.id] or 0 for member in of_all]
        numbers = list(map(_number, of_all))
        elsewhere = {_place_of(member) for member in of_all} - {None}
        grown.update(
            member.id
            for member in towns
            if ((days[member.id] or 0) <= min(told_on) and _number(member) < min(numbers))
            or (
                (days[member.id] or 0) > max(told_on)
                and _number(member) > max(numbers)
                and elsewhere <= {_place_of(member)}
            )
        )
    return [changed(member, near=False) if member.id in grown else member for member in counted]


def _number(member: Member) -> float:
    return value_of(figure_of(member)) or 0.0


def _of_their_towns(
    counted: Sequence[Member], members: Sequence[Member], setting: DocumentContext
) -> Iterator[Member]:
    """The figures, those of a town's office being of its town: its health department counts there."""
    towns = {
        member.place.name.casefold(): member.place
        for member in sorted(members, key=lambda each: each.id)
        if member.place is not None and member.place.feature in TOWNS
    }
    for member in counted:
        claimant = setting.speaker(member).claimant
        words = claimant.name.casefold() if claimant and member.claim and not member.near else ""
        own = [place for name, place in towns.items() if f" {name} " in f" {words} "] if words else []
        yield changed(member, place=own[0], near=True) if own else member


def _is_first(voiced: SpokenAccount, told_on: Set[int | None]) -> bool:
    """Whether its day is known by a date, and nothing was told in the days before."""
    if voiced.day is None or voiced.account.as_of is None:
        return False
    return not any(voiced.day - back in told_on for back in range(1, QUIET_DAYS + 1))


def _day_of_end(told_on: Iterable[int]) -> float:
    """The first day of a count after which nobody counted for a month; none ends yet where there is none."""
    days = sorted(told_on)
    pauses = (before for before, day in pairwise(days) if day - before > DAYS_OF_COUNTING)
    return next(pauses, math.inf)


def _is_of_one_town(members: Sequence[Member]) -> bool:
    """Whether all that is located stands in one town: then a figure that names it counts no part."""
    towns = {place_key for member in members if (place_key := _place_of(member))}
    whole = any(member.near and member.place and member.place.feature == "country" for member in members)
    return len(towns) == 1 and not whole


def _place_of(member: Member) -> str | None:
    if member.place is None or member.place.feature == "country":
        return None
    return key_of_place(member.place)


def _days_of(members: Sequence[Member], setting: DocumentContext) -> Days:
    """The day as of which each figure is told: of its document, or else the last that it names.

    A document without a date is as late as the newest of its odd numbers is in dated documents, or later: who
    knows of the 238 wrote when 238 were known, whatever day the blow was of.
    """
    days: dict[str, int | None] = {}
    first: dict[tuple[str, float | None], int] = {}
    for member in members:
        published = setting.day[member.document]
        days[member.id] = day = (
            published if published is not None else (member.days[1] if member.days else None)
        )
        if day is not None and published is not None:
            number = figure_of(member).measure, value_of(figure_of(member))
            first[number] = min(day, first.get(number, day))
    newest: dict[str, int] = {}
    for member in members:
        value = value_of(figure_of(member))
        told = first.get((figure_of(member).measure, value)) if is_odd(value) else None
        if told is not None:
            newest[member.document] = max(told, newest.get(member.document, told))
    return {member.id: _as_late_as(days[member.id], member, newest, setting) for member in members}


def _as_late_as(
    day: int | None, member: Member, newest: Mapping[str, int], setting: DocumentContext
) -> int | None:
    """The day of a dated report; of another no day before that of its newest number, which it knew."""
    if setting.day[member.document] is not None:
        return day
    return max((each for each in (day, newest.get(member.document)) if each is not None), default=None)


def _bounds(figure: Figure) -> tuple[object, ...]:
    """A number with its bound; "about 5,800" and "5.8 thousand" are one number, "at least 142" is 142."""
    if figure.bound == "at_least" and (figure.low or 0.0) >= LARGE and is_odd(figure.low):
        return figure.low, figure.low, "exact"
    bound = "exact" if figure.bound == "about" and figure.low == figure.high else figure.bound
    return figure.low, figure.high, bound
