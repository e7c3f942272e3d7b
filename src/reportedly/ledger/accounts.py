"""Accounts: who says how many, about one occurrence, as of when; and the series in which they follow.

One account is one speaker's number for one measure, one group of people and one place; every document with it
is evidence. Accounts of one speaker follow one another in time, and the offices of one state form one
official series. A figure that a claim denies is kept and marked: retracted if its own speaker, or one of the
same office, withdraws it, denied if somebody else denies it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal

from ..contract import record_id
from ..records import Account, Figure, Occurrence
from ..statements.sureness import CERTAINTIES
from .beside import (
    FEWEST,
    MANIFOLD,
    find_parts,
    find_together,
    find_wholes,
    is_recalled,
    manner_of,
    special_manners,
)
from .claimants import Speaker, side_of
from .denials import Denial
from .disagreements import Stated, account_of
from .document_context import DocumentContext
from .members import Member
from .nearness import is_vague, key_of_place
from .sides import EVERYONE, way_of
from .tolls import figure_of, is_counted, is_odd, value_of
from .voices import Days, as_one_voice, by_voice, is_nameless

TOWNS = frozenset({"city", "district"})

FIGHTING = frozenset({"security", "attackers"})
"""Sides beside which it matters that others are civilians."""

QUIET_DAYS = 7
"""Days without a count after which one is the first of something new."""

DAYS_OF_ONE_ACCOUNT = 2
"""Days within which one speaker's equal numbers are one account, told by several."""

ROUNDED = 0.05
"""By which share a number may be rounded."""


@dataclass(frozen=True, slots=True)
class SpokenAccount:
    """An account with what comparing it needs beside the record."""

    account: Account
    figures: tuple[Figure, ...]
    speaker: Speaker
    sides: frozenset[str]
    scope: str
    """The town or region that is counted in; empty for all of it."""
    day: int | None
    moment: float | None = None
    """The day with its hours, of the first document that tells it, if all of them say their hour."""
    way: str = ""
    """How those who are counted came to be counted: who sought care need not be hurt."""
    manner: str = ""
    """The word for what happened, where it is not the usual one: what is counted may be a part."""
    part: bool = False
    """Every document that tells it tells a larger number of the same besides: it may be a part of that."""
    whole: float | None = None
    """The number of which it counts a part in its own words."""
    among: frozenset[float] = frozenset()
    """Numbers among which its document counts it: "dozens, including 12"."""
    beside: frozenset[float] = frozenset()
    """Numbers beside which its document counts it, in the same words: "dozens and 12"."""
    recalled: frozenset[str] = frozenset()
    """Documents that tell it as what was said before: "had put the toll at 12"."""
    denials: tuple[Denial, ...] = ()
    tellers: frozenset[Speaker] = frozenset()
    """All who tell it: any of them may take it back."""
    next_told: tuple[int, float] | None = None
    """The day and the number of the one that follows it in its series: until then it stood."""
    on_the_day: bool = False
    """Nobody counted in the week before: on such a day a toll grows by the hour."""

    @property
    def value(self) -> float | None:
        """The number that is named."""
        return value_of(self.account)


def make_accounts(
    occurrence: Occurrence, members: Sequence[Member], setting: DocumentContext, denials: Sequence[Denial]
) -> tuple[SpokenAccount, ...]:
    """The accounts of one occurrence, each with the account that it goes on from."""
    counted = _without_repeated(member for member in members if is_counted(member))
    if _is_of_one_town(members):
        counted = [replace(member, near=False) for member in counted]
    else:
        counted = list(_of_their_towns(_of_the_whole(counted), members, setting))
    days = _days_of(counted, setting)
    special = special_manners(counted)
    parts = find_parts(counted, special, setting)
    wholes = find_wholes(counted)
    among, beside = find_together(counted)
    counted = _all_alike(counted)
    groups: dict[tuple[object, ...], list[Member]] = defaultdict(list)
    for member in sorted(counted, key=lambda each: (days[each.id] or 0, each.id)):
        groups[(*_key(member, setting), manner_of(member, special))].append(member)
    voiced = [
        replace(
            _voiced(occurrence, run, days, setting),
            manner=manner_of(run[0], special),
            part=all(member.id in parts for member in run),
            whole=next((wholes[member.id] for member in run if member.id in wholes), None),
            among=frozenset().union(*(among[member.id] for member in run)),
            beside=frozenset().union(*(beside[member.id] for member in run)),
            recalled=frozenset(member.document for member in run if is_recalled(member)),
        )
        for group in as_one_voice(groups, days, setting)
        for told in _runs(group, days)
        for run in by_voice(told, setting)
    ]
    voiced = _with_parts(voiced)
    told_by_day: dict[int | None, list[SpokenAccount]] = defaultdict(list)
    for each in voiced:
        told_by_day[each.day].append(each)
    voiced = [_as_first_told(each, told_by_day) for each in voiced]
    here = {member.document for member in members}
    denials = [each for each in denials if each.measure is None or each.claim.document in here]
    early = frozenset(each.claim.id for each in denials if _comes_before_its_own(each, voiced))
    told_on = {each.day for each in voiced}
    marked = [
        replace(_with_denials(each, denials, early), on_the_day=_is_first(each, told_on)) for each in voiced
    ]
    return tuple(_in_series(marked))


def _with_parts(voiced: Sequence[SpokenAccount]) -> list[SpokenAccount]:
    """The accounts, those being parts beside which every report has a manifold of the same series.

    "164 died", though the outlet says so, and "33 deaths had other causes" are the ministry's both.
    """
    largest: dict[tuple[object, ...], float] = {}
    for each in voiced:
        for document in each.account.documents:
            key = document, *series_of(each)
            largest[key] = max(largest.get(key, 0.0), each.value or 0.0)
    return [
        replace(each, part=True)
        if all(
            largest[document, *series_of(each)] >= MANIFOLD * (each.value or 0.0)
            for document in each.account.documents
        )
        else each
        for each in voiced
    ]


def _all_alike(counted: Sequence[Member]) -> list[Member]:
    """The figures, civilians being everyone where nobody counts others: workers in a mine.

    Others are soldiers and attackers, and the twelve of whom one document says that five were civilians.
    """
    civilians, everyone = frozenset({"civilians"}), frozenset({EVERYONE})
    if any(member.sides & FIGHTING for member in counted) or _counts_apart(counted, civilians, everyone):
        return list(counted)
    return [replace(each, sides=everyone) if each.sides == civilians else each for each in counted]


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


def _as_first_told(
    each: SpokenAccount, told_by_day: Mapping[int | None, Sequence[SpokenAccount]]
) -> SpokenAccount:
    """A rounded number as of the day on which its speaker first told it, exactly or roughly.

    "Almost 6,000", a day after the same office counted 5,800, is no news of that day.
    """
    if each.account.bound != "about" or each.day is None or each.value is None:
        return each
    days = [
        day
        for day in range(each.day - DAYS_OF_ONE_ACCOUNT, each.day)
        for other in told_by_day.get(day, ())
        if other.speaker.key == each.speaker.key and series_of(other) == series_of(each)
        if other.value is not None and abs(other.value - each.value) <= ROUNDED * each.value
    ]
    return replace(each, day=min(days)) if days else each


def denial_accounts(voiced: Iterable[SpokenAccount], setting: DocumentContext) -> tuple[Account, ...]:
    """Who denies which number: one account for each speaker and number, with every document that tells it."""
    told: dict[tuple[str, str, float], list[Denial]] = defaultdict(list)
    for account in voiced:
        for denial in account.denials:
            key = account.account.occurrence, denial.speaker.key, denial.value
            if denial not in told[key]:
                told[key].append(denial)
    return tuple(
        _denial_account(occurrence, value, denials, setting)
        for (occurrence, _, value), denials in sorted(told.items())
    )


def denial_id(occurrence: str, denial: Denial) -> str:
    """The id of the account in which a speaker denies a number."""
    return record_id("account", occurrence, "denied", denial.speaker.key, denial.value)


def _denial_account(
    occurrence: str, value: float, denials: Sequence[Denial], setting: DocumentContext
) -> Account:
    stated = Stated(
        claimant=denials[0].speaker.claimant,
        certainty="denied",
        evidence=tuple(sorted(denial.claim.id for denial in denials)),
        documents=tuple(sorted({denial.claim.document for denial in denials})),
        as_of=_iso(min((denial.day for denial in denials if denial.day is not None), default=None)),
        low=value,
        high=value,
        bound="exact",
    )
    return account_of(denial_id(occurrence, denials[0]), occurrence, stated, setting)


def _key(member: Member, setting: DocumentContext) -> tuple[object, ...]:
    figure = figure_of(member)
    return (
        figure.measure,
        setting.speaker(member).key,
        tuple(sorted(member.sides)),
        scope_of(member),
        *_bounds(figure),
        way_of(figure.rule),
    )


def scope_of(member: Member) -> str:
    """The town or region that a figure is of; empty where its own words name none."""
    if member.place is None or member.place.feature == "country" or not member.near:
        return ""
    return "" if is_vague(member.place) else member.place.name


def _of_the_whole(counted: Sequence[Member]) -> Sequence[Member]:
    """The figures, those of the town that most name being of the whole, where nobody tells a larger whole.

    Who counts "nine killed in Gabes" counts all, unless a report has more of no one town beside it.
    """
    told = Counter(scope for member in counted if (scope := scope_of(member)))
    if not told:
        return counted
    home = min(told, key=lambda scope: (-told[scope], scope))
    of_home: dict[tuple[object, ...], float] = {}
    for member in counted:
        counts = figure_of(member).total is not False and _number(member) >= FEWEST
        if scope_of(member) == home and counts:  # "13 more", and who died last, are no town's number
            of_home[_counted_in(member)] = max(_number(member), of_home.get(_counted_in(member), 0.0))
    for member in counted:
        part = of_home.get(_counted_in(member))
        if part is not None and not scope_of(member) and _number(member) > part:
            return counted
    return [replace(member, near=False) if scope_of(member) == home else member for member in counted]


def _counted_in(member: Member) -> tuple[object, ...]:
    return member.document, figure_of(member).measure, member.sides


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
        own = [place for name, place in towns.items() if f" {name} " in f" {words} "]
        yield replace(member, place=own[0], near=True) if own else member


def _is_first(voiced: SpokenAccount, told_on: Set[int | None]) -> bool:
    """Whether its day is known by a date, and nothing was told in the days before."""
    if voiced.day is None or voiced.account.as_of is None:
        return False
    return not any(voiced.day - back in told_on for back in range(1, QUIET_DAYS + 1))


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

    A document that tells neither is as late as the newest of its odd numbers is in dated documents: who
    knows of the 238 wrote when 238 were known.
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
    return {
        member.id: day if (day := days[member.id]) is not None else newest.get(member.document)
        for member in members
    }


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


def _voiced(
    occurrence: Occurrence, members: Sequence[Member], days: Days, setting: DocumentContext
) -> SpokenAccount:
    figures = tuple(figure_of(member) for member in members)
    first = figures[0]
    speaker = setting.speaker(members[0])
    documents = tuple(sorted({member.document for member in members}))
    known = [told for member in members if (told := days[member.id]) is not None]
    published = [told for name in documents if (told := setting.day[name]) is not None]
    scope = scope_of(members[0])
    sides = _most_told(members)
    own = (figure_of(member) for member in members if setting.speaker(member).key == speaker.key)
    certainty = min((figure.certainty for figure in own), key=CERTAINTIES.index)
    account = Account(
        id=record_id("account", occurrence.id, speaker.key, first.id),
        occurrence=occurrence.id,
        claimant=speaker.claimant,
        measure=first.measure,
        low=first.low,
        high=first.high,
        bound=first.bound,
        as_of=_iso(min(published, default=None)),
        certainty=certainty,
        evidence=tuple(figure.id for figure in figures),
        documents=documents,
        origins=setting.origins_of(documents),
        supersedes=None,
        status=_standing(members, setting),
        sides=tuple(sorted(sides)),
    )
    return SpokenAccount(
        account=account,
        figures=figures,
        speaker=speaker,
        sides=sides,
        scope=scope,
        day=min(known, default=None),
        moment=_moment([setting.documents[name].published for name in documents]),
        way=way_of(first.rule),
        tellers=frozenset(map(setting.speaker, members)),
    )


def _moment(published: Sequence[str | None]) -> float | None:
    """The first of some times in days; None where one has no hour, or the midnight of a bare date."""
    moments = [_in_days(each) for each in published]
    known = [each for each in moments if each is not None]
    return min(known) if known and len(known) == len(moments) else None


def _in_days(published: str | None) -> float | None:
    """Days and their parts since the first day of the calendar, by the clock of Greenwich if one is told."""
    try:
        told = datetime.fromisoformat(published or "")
        told = told.astimezone(UTC) if told.tzinfo else told
    except (ValueError, OverflowError):
        return None
    hours = told.hour + told.minute / 60
    return told.toordinal() + hours / 24 if hours else None


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
    """Whom most of them count; where as many say "people", those who say it more fully."""
    held = Counter(member.sides for member in members)
    return max(held, key=lambda sides: (held[sides], sides != {EVERYONE}, sorted(sides)))


def _bounds(figure: Figure) -> tuple[object, ...]:
    """A number with its bound; "about 5,800" and "5.8 thousand" are one number."""
    bound = "exact" if figure.bound == "about" and figure.low == figure.high else figure.bound
    return figure.low, figure.high, bound


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


def _with_denials(voiced: SpokenAccount, denials: Sequence[Denial], early: Set[str]) -> SpokenAccount:
    """The account marked by the claims that deny its number; who counts on after "none" takes none back."""
    against = tuple(
        denial
        for denial in denials
        if denial.is_of(voiced.value, voiced.account.measure, voiced.sides, voiced.day)
        if not _one_side(denial.speaker, voiced.speaker) or not (denial.none_of or denial.claim.id in early)
    )
    if not against or voiced.account.certainty == "denied":  # who only denies a number counts none
        return voiced
    by_number = [denial for denial in against if not denial.none_of]
    if not by_number:  # who says that there were none denies no count in particular
        return replace(voiced, denials=against)
    taken_back = voiced.account.status == "retracted" or any(
        _one_office(denial.speaker, teller) for denial in by_number for teller in voiced.tellers
    )
    status: Literal["retracted", "denied"] = "retracted" if taken_back else "denied"
    return replace(voiced, account=replace(voiced.account, status=status), denials=against)


def _comes_before_its_own(denial: Denial, voiced: Iterable[SpokenAccount]) -> bool:
    """Whether the side that denies a number tells it only later: nothing is taken back by that."""
    own = [
        each.day
        for each in voiced
        if each.value == denial.value and each.account.certainty != "denied"
        if _one_side(denial.speaker, each.speaker)
    ]
    days = [day for day in own if day is not None]
    return bool(own) and len(days) == len(own) and denial.day is not None and min(days) > denial.day


def _one_side(one: Speaker, other: Speaker) -> bool:
    return one.key == other.key or (one.state is not None and one.state == other.state)


def _one_office(one: Speaker, other: Speaker) -> bool:
    """Whether one may take back what the other counted: a minister the ministry's, nobody a governor's.

    Which office "officials" are of is not told: any of their state may take theirs back.
    """
    if one.key == other.key:
        return True
    if one.state is None or one.state != other.state or one.local or other.local:
        return False
    sectors = {each.claimant.sector for each in (one, other) if each.claimant and not is_nameless(each)}
    return len(sectors) < 2


def _in_series(voiced: Sequence[SpokenAccount]) -> Iterator[SpokenAccount]:
    """Each account with the one before it in its series; those that others follow are revised."""
    series: dict[tuple[object, ...], list[SpokenAccount]] = defaultdict(list)
    for each in voiced:
        series[series_of(each)].append(each)
    for _, accounts in sorted(series.items(), key=lambda item: str(item[0])):
        yield from (each for each in accounts if not _is_counted_on(each))
        yield from _linked(_in_order(tuple(filter(_is_counted_on, accounts))))


def _is_counted_on(voiced: SpokenAccount) -> bool:
    """Whether a number follows others of its series: dated, of the whole, and told by somebody as so."""
    return voiced.day is not None and not voiced.part and voiced.account.certainty != "denied"


def series_of(voiced: SpokenAccount) -> tuple[object, ...]:
    """What accounts have in common that follow one another: an office speaks for its state."""
    speaker = voiced.speaker
    kind = voiced.scope, voiced.manner, voiced.way
    return side_of(speaker), voiced.account.measure, tuple(sorted(voiced.sides)), *kind


def _in_order(accounts: Sequence[SpokenAccount]) -> list[SpokenAccount]:
    """Accounts as they followed one another: by the hour where a day's hours are known, else by number.

    What a document calls wrong was told before what it says instead.
    """
    hourless = {each.day for each in accounts if each.moment is None}

    def order(each: SpokenAccount) -> tuple[int, float, bool, float, str]:
        moment = 0.0 if each.day in hourless else each.moment or 0.0
        wrong = any(figure.certainty == "denied" for figure in each.figures)
        return each.day or 0, moment, not wrong, each.value or 0.0, each.account.id

    return sorted(accounts, key=order)


def _linked(accounts: Sequence[SpokenAccount]) -> Iterator[SpokenAccount]:
    others: list[SpokenAccount | None] = [None] * len(accounts)  # the next that tells another number
    for number in range(len(accounts) - 2, -1, -1):
        following = accounts[number + 1]
        is_other = _range(following.account) != _range(accounts[number].account)
        others[number] = following if is_other else others[number + 1]
    for number, (each, other) in enumerate(zip(accounts, others, strict=True)):
        account = each.account
        if number:
            account = replace(account, supersedes=accounts[number - 1].account.id)
        if other is not None and account.status == "current":
            account = replace(account, status="revised")
        follows = (other.day or 0, other.value or 0.0) if other is not None else None
        yield replace(each, account=account, next_told=follows)


def _range(account: Account) -> tuple[float | None, float | None]:
    return account.low, account.high
