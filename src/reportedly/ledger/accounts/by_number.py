"""The accounts of one number of an occurrence: of who tells it, and of all that is told beside it.

They follow from the figures that tell this number and from what those take from others, and are kept: one
more report on a crisis tells a few numbers, and most of those that others told stay what they were.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal, NamedTuple

from ...contract import record_id
from ...records import Account
from ...statements.sureness import CERTAINTIES
from ..file.kept_results import kept_while_told
from ..occurrences.document_context import DocumentContext
from ..occurrences.tolls import figure_of
from ..traits.claimants import Speaker
from ..traits.members import Member
from ..traits.nearness import is_vague
from ..traits.sides import EVERYONE, way_of
from ..traits.stories import iso_of
from ..wording import name_of
from .beside import by_standing, is_retold_part, span_of
from .spoken import SpokenAccount
from .voices import Days, as_one_voice, by_voice

LABELS = frozenset({"attackers", "civilians"})
"""Sides that are what somebody calls people."""

DAYS_OF_ONE_ACCOUNT = 2
"""Days within which one speaker's equal numbers are one account, told by several."""


class ToldFigure(NamedTuple):
    """A figure with all that the accounts of its number take from others."""

    member: Member
    day: int | None
    speaker: Speaker
    own_voice: Speaker
    """Of its document."""
    publishes: bool
    """Its speaker is an outlet whose own reports are there."""
    published: str | None
    origin: str
    numbers: frozenset[tuple[str, float]] | None
    """Of its document."""
    manner: str
    town: str
    part: bool
    whole: float | None
    among: Set[float] | None
    beside: Set[float] | None
    since: int | None


@kept_while_told
def accounts_of_number(
    name: tuple[str, object], told: Sequence[Sequence[ToldFigure]], setting: DocumentContext
) -> Sequence[SpokenAccount]:
    """The accounts of one number of an occurrence.

    Args:
        name: the occurrence, by id, and the number.
        told: the figures that tell it, by who tells it of whom.
        setting: who speaks, in what is told.
    """
    by_id = {each.member.id: each for group in told for each in group}
    days = {name: each.day for name, each in by_id.items()}
    numbers = {each.member.document: each.numbers for each in by_id.values() if each.numbers is not None}
    wholes = {name: each.whole for name, each in by_id.items() if each.whole is not None}
    among = {name: each.among for name, each in by_id.items() if each.among}
    beside = {name: each.beside for name, each in by_id.items() if each.beside}
    since = {name: each.since for name, each in by_id.items() if each.since is not None}
    groups = [[each.member for each in group] for group in told]
    return [
        _spoken(_account(name[0], run, setting), [by_id[member.id] for member in run], voice, wholes)
        for group in as_one_voice(groups, days, numbers, setting)
        for run_of_days in _runs(group, days)
        for voice in by_voice(run_of_days, numbers, setting)
        for run in by_standing(voice, wholes, among, beside, since)
    ]


def _spoken(
    account: Account, run: Sequence[ToldFigure], voice: Sequence[Member], wholes: Mapping[str, float]
) -> SpokenAccount:
    """An account with what is told beside it.

    Args:
        account: as it is recorded.
        run: the figures that it rests on.
        voice: all figures by which its speaker tells its number.
        wholes: of these, of which number they are a part.
    """
    first = run[0].member
    return SpokenAccount(
        account=account,
        figures=tuple(figure_of(each.member) for each in run),
        speaker=run[0].speaker,
        sides=frozenset(account.sides),
        scope=scope_of(first),
        town=_one_of(each.town for each in run),
        day=min((each.day for each in run if each.day is not None), default=None),
        moment=_moment({each.published for each in run}),
        way=way_of(figure_of(first)),
        manner=run[0].manner,
        part=all(each.part for each in run) or _is_portion(run),
        portion=_is_portion(run),
        only=any(each.member.only for each in run),
        retold=is_retold_part(voice, wholes),
        whole=next((each.whole for each in run if each.whole is not None), None),
        among=frozenset().union(*(each.among or () for each in run)),
        beside=frozenset().union(*(each.beside or () for each in run)),
        since=min((each.since for each in run if each.since is not None), default=None),
        span=next(filter(None, (span_of(each.member, each.day) for each in run)), None),
        recalled=frozenset(each.member.document for each in run if each.member.recalled),
        relayed_by=_relayed_by(run),
        tellers=frozenset(each.speaker for each in run),
        places=tuple(each.member.place for each in run if each.member.place is not None),
    )


def _is_portion(run: Sequence[ToldFigure]) -> bool:
    """Whether all tell it as a part by their own words, be it of a side: "two of the dead"."""
    return any(each.part and each.member.portion for each in run) and all(
        (each.part and each.member.portion) or each.member.among for each in run
    )


def _one_of(towns: Iterable[str]) -> str:
    """The one town that is named, by whomever; empty for none and for several."""
    named = {town for town in towns if town}
    return next(iter(named)) if len(named) == 1 else ""


def _relayed_by(run: Sequence[ToldFigure]) -> str:
    """Who tells a number of an outlet that publishes here, but not that number; empty for any other."""
    whose = run[0].speaker.called
    if not run[0].publishes or any(each.own_voice.called == whose for each in run):
        return ""
    first = run[0].own_voice
    return name_of(first.claimant) if first.claimant else "another report"


def scope_of(member: Member) -> str:
    """The town or region that a figure is of; empty where its own words name none."""
    if member.place is None or member.place.feature == "country" or not member.near:
        return ""
    return "" if is_vague(member.place) else member.place.name


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


def _account(occurrence: str, members: Sequence[Member], setting: DocumentContext) -> Account:
    figures = tuple(figure_of(member) for member in members)
    first = figures[0]
    speaker = setting.speaker(members[0])
    documents = tuple(sorted({member.document for member in members}))
    published = [told for name in documents if (told := setting.day[name]) is not None]
    own = (figure_of(member) for member in members if setting.speaker(member).key == speaker.key)
    certainty = min((figure.certainty for figure in own), key=CERTAINTIES.index)
    return Account(
        id=record_id("account", occurrence, speaker.key, first.id),
        occurrence=occurrence,
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
