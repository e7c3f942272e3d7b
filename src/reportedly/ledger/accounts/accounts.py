"""Accounts: who says how many, about one occurrence, as of when.

One account is one speaker's number for one measure, one group of people and one place; every document with it
is evidence. What marks an account as denied or taken back is in `denied_accounts.py`, and how accounts follow
one another in time in `series.py`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from ...contract import record_id
from ...frozen import changed
from ...records import Account, Figure, Occurrence
from ...statements.sureness import CERTAINTIES
from ..occurrences.document_context import DocumentContext
from ..occurrences.tolls import figure_of, is_counted, value_of
from ..traits.members import Member
from ..traits.nearness import is_vague, key_of_place
from ..traits.odd_numbers import LARGE, is_odd
from ..traits.sides import EVERYONE, is_group, way_of
from ..traits.stories import iso_of
from ..wording import name_of
from .beside import (
    FEWEST,
    MANIFOLD,
    by_standing,
    find_beginnings,
    find_manners,
    find_parts,
    find_together,
    find_wholes,
    is_retold_part,
    span_of,
    with_places_of_like,
)
from .denials import Denial
from .denied_accounts import with_denials
from .descriptions import numbers_in
from .digit_slips import digit_slip
from .kept_accounts import as_before
from .series import in_series, with_first_days
from .short_places import by_short_names
from .spoken import SpokenAccount
from .voices import Days, as_one_voice, by_voice

TOWNS = frozenset({"city", "district"})

FIGHTING = frozenset({"security", "attackers"})
"""Sides beside which it matters that others are civilians."""

LABELS = frozenset({"attackers", "civilians"})
"""Sides that are what somebody calls people."""

CIVILIANS = frozenset({"civilians"})

ARRESTED = "arrested"
DENIED = "denied"

QUIET_DAYS = 7
"""Days without a count after which one is the first of something new."""

DAYS_OF_COUNTING = 30
"""Days without a count after which who counts does so anew: an inquiry, a list of names."""

DAYS_OF_ONE_ACCOUNT = 2
"""Days within which one speaker's equal numbers are one account, told by several."""

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
    members = by_short_names(members)
    counted = _figures_in_their_towns(members, setting)
    if not counted:
        return ()
    towns = {member.id: scope_of(member) for member in members}
    voiced = _as_first_told(_with_parts(_told(occurrence, counted, towns, setting)))
    told_on = {each.day for each in voiced}
    voiced = [changed(each, on_the_day=True) if _is_first(each, told_on) else each for each in voiced]
    ended = _day_of_end(day for day in told_on if day is not None)
    voiced = [changed(each, late=True) if (each.day or 0) > ended else each for each in voiced]
    voiced = list(with_first_days(voiced))
    told = with_denials(voiced, denials, {member.document for member in members})
    return as_before(in_series(told, digit_slip))


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
    wholes = find_wholes(counted)
    among, beside = find_together(counted)
    since = find_beginnings(counted)
    counted = _all_alike(_without_groups_of_all(counted, setting))
    counted = [changed(each, near=False) if manners.is_of_freed(each) else each for each in counted]
    outlets = (setting.speaker_in(name, None) for name in {member.document for member in counted})
    publishing = {outlet.called for outlet in outlets if outlet.outlet}
    groups: dict[tuple[object, ...], list[Member]] = defaultdict(list)
    for member in sorted(counted, key=lambda each: (days[each.id] or 0, each.id)):
        groups[(*_key(member, setting), manners.of(member))].append(member)
    numbers = numbers_in(counted)
    return [
        SpokenAccount(
            account=account,
            figures=tuple(map(figure_of, run)),
            speaker=setting.speaker(run[0]),
            sides=frozenset(account.sides),
            scope=scope_of(run[0]),
            town=_one_of(towns[member.id] for member in run),
            day=min((day for member in run if (day := days[member.id]) is not None), default=None),
            moment=_moment({setting.documents[member.document].published for member in run}),
            way=way_of(figure_of(run[0])),
            manner=manners.of(run[0]),
            part=all(member.id in parts for member in run),
            only=any(member.only for member in run),
            retold=is_retold_part(voice, wholes),
            whole=next((wholes[member.id] for member in run if member.id in wholes), None),
            among=frozenset().union(*(among.get(member.id, ()) for member in run)),
            beside=frozenset().union(*(beside.get(member.id, ()) for member in run)),
            since=min((since[member.id] for member in run if member.id in since), default=None),
            span=next(filter(None, (span_of(member, days[member.id]) for member in run)), None),
            recalled=frozenset(member.document for member in run if member.recalled),
            relayed_by=_relayed_by(run, publishing, setting),
            tellers=frozenset(map(setting.speaker, run)),
            places=tuple(member.place for member in run if member.place is not None),
        )
        for group in as_one_voice(groups, days, setting)
        for told in _runs(group, days)
        for voice in by_voice(told, numbers, setting)
        for run in by_standing(voice, wholes, among, beside, since)
        for account in [_account(occurrence, run, setting)]
    ]


def _one_of(towns: Iterable[str]) -> str:
    """The one town that is named, by whomever; empty for none and for several."""
    named = {town for town in towns if town}
    return next(iter(named)) if len(named) == 1 else ""


def _relayed_by(run: Sequence[Member], publishing: Set[str], setting: DocumentContext) -> str:
    """Who tells a number of an outlet that publishes here, but not that number; empty for any other."""
    whose = setting.speaker(run[0]).called
    tellers = {member.document: setting.speaker_in(member.document, None) for member in run}
    if whose not in publishing or any(teller.called == whose for teller in tellers.values()):
        return ""
    first = tellers[run[0].document]
    return name_of(first.claimant) if first.claimant else "another report"


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
        changed(each, part=True)
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
    return changed(each, day=min(days)) if days else each


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


def scope_of(member: Member) -> str:
    """The town or region that a figure is of; empty where its own words name none."""
    if member.place is None or member.place.feature == "country" or not member.near:
        return ""
    return "" if is_vague(member.place) else member.place.name


def _of_the_whole(counted: Sequence[Member], setting: DocumentContext) -> Sequence[Member]:
    """The figures, those of the town that most name being of the whole, unless many have it as a part.

    Who counts "nine killed in Gabes" counts all, unless a third of the reports have more of no one town
    beside it, or its speaker has, or its own words say that it is a part.
    """
    told = Counter(scope for member in counted if (scope := scope_of(member)))
    if not told:
        return counted
    home = min(told, key=lambda scope: (-told[scope], scope))
    reports = {member.document for member in counted if scope_of(member) == home}
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

    Who first counts eleven dead in Blantyre, and then 26, counts on. Who tells both in one report counts a
    part and the whole.
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
        first = min(days[member.id] or 0 for member in of_all)
        least = min(map(_number, of_all))
        grown.update(
            member.id for member in towns if (days[member.id] or 0) <= first and _number(member) < least
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


def _runs(members: Sequence[Member], days: Days) -> Iterator[list[Member]]:
    """Members in order of time, cut where more than a few days lie between."""
    run: list[Member] = []
    for member in members:
        known = [day for each in (*run[-1:], member) if (day := days[each.id]) is not None]
        if run and len(known) == 2 and known[1] - known[0] > DAYS_OF_ONE_ACCOUNT:
            yield run
            run = []
        run.append(member)
    if run:
        yield run


def _account(occurrence: Occurrence, members: Sequence[Member], setting: DocumentContext) -> Account:
    figures = tuple(figure_of(member) for member in members)
    first = figures[0]
    speaker = setting.speaker(members[0])
    documents = tuple(sorted({member.document for member in members}))
    published = [told for name in documents if (told := setting.day[name]) is not None]
    own = (figure_of(member) for member in members if setting.speaker(member).key == speaker.key)
    certainty = min((figure.certainty for figure in own), key=CERTAINTIES.index)
    return Account(
        id=record_id("account", occurrence.id, speaker.key, first.id),
        occurrence=occurrence.id,
        claimant=speaker.claimant,
        measure=first.measure,
        low=first.low,
        high=first.high,
        bound=first.bound,
        as_of=iso_of(min(published, default=None)),
        certainty=certainty,
        evidence=tuple(figure.id for figure in figures),
        documents=documents,
        origins=setting.origins_of(documents),
        supersedes=None,
        status=_standing(members, setting),
        sides=tuple(sorted(_most_told(members))),
    )


def _moment(published: Iterable[str | None]) -> float | None:
    """The first of some times in days; None where one has no hour, or the midnight of a bare date."""
    moments = [_in_days(each) for each in published]
    known = [each for each in moments if each is not None]
    return min(known) if known and len(known) == len(moments) else None


@lru_cache(maxsize=1_000)
def _in_days(published: str | None) -> float | None:
    """Days and their parts since the first day of the calendar, by the clock of Greenwich if one is told."""
    try:
        told = datetime.fromisoformat(published or "")
        has_hours = bool(told.hour or told.minute)
        told = told.astimezone(UTC) if told.tzinfo else told
    except (ValueError, OverflowError):
        return None
    return told.toordinal() + (told.hour + told.minute / 60) / 24 if has_hours else None


def _standing(
    members: Sequence[Member], setting: DocumentContext
) -> Literal["current", "retracted", "denied"]:
    """Denied by all that tell it, or taken back by its own speaker in the last one: "not 17", "was wrong"."""
    denied = [each.document for each in members if figure_of(each).certainty == "denied"]
    stated = [each.document for each in members if figure_of(each).certainty != "denied"]
    if not denied:
        return "current"
    if not stated:
        return "denied"
    moments = {name: _in_days(setting.documents[name].published) for name in (*denied, *stated)}
    told = setting.day if None in moments.values() else moments
    return (
        "retracted"
        if max(told[each] or 0 for each in denied) > max(told[each] or 0 for each in stated)
        else "current"
    )


def _most_told(members: Sequence[Member]) -> frozenset[str]:
    """Whom most of them count; where as many say "people", those who say it more fully.

    Unless they call them rioters or civilians, which others may not: then they are people.
    """
    held = Counter(member.sides for member in members)
    if len(held) == 1:
        return members[0].sides

    def fullness(sides: frozenset[str]) -> int:
        return 1 if sides == {EVERYONE} else 0 if sides & LABELS else 2

    return max(held, key=lambda sides: (held[sides], fullness(sides), sorted(sides)))


def _bounds(figure: Figure) -> tuple[object, ...]:
    """A number with its bound; "about 5,800" and "5.8 thousand" are one number, "at least 142" is 142."""
    if figure.bound == "at_least" and (figure.low or 0.0) >= LARGE and is_odd(figure.low):
        return figure.low, figure.low, "exact"
    bound = "exact" if figure.bound == "about" and figure.low == figure.high else figure.bound
    return figure.low, figure.high, bound
