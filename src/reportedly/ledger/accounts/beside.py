"""What stands beside a figure in its document: the whole of which it is a part, or a rival's count.

Accounts are compared as the figures of their documents stand to one another: a smaller number beside a larger
one may be its part, a rival's count is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import permutations

from ...lexicon import load_lexicon
from ..occurrences.document_context import DocumentContext
from ..occurrences.tolls import figure_of, value_of
from ..traits.claimants import side_of
from ..traits.members import Member, in_reading_order
from ..traits.odd_numbers import LARGE, ODD, is_odd
from ..traits.sides import CASES, EVERYONE, fate_of, is_among
from ..traits.texts import stem_of

BY_MANNER = frozenset({"killed", "injured"})
"""Measures of which a word may name a part: the beheaded of the killed, those in hospital of the injured."""

CAPTIVES = "abducted"
"""The measure of those who are held, until they are free in one way or another."""

FREED = "freed"
TRAPPED = "trapped"
"""Fates of people: of captives who are not held any more, of those who wait for rescue."""

ANYBODY = frozenset({EVERYONE, "civilians"})
"""Sides of whom a part may be any of all who are counted: women among the dead."""

CLEARLY = 0.9
"""A number below this share of another one beside it may be its part, not its rounding."""

MANIFOLD = 2.0
"""How many times larger what another office of one state counts is when the smaller number is a part."""

FEWEST = 3
"""A smaller number beside a larger one is of single people, and no rival count."""

MANNERS_KNOWN = 8
"""Figures of a measure from which it can be said which words are the usual ones."""

RARELY = 0.2
"""The share of a measure's figures up to which a word for what happened may name a part of it."""

SINCE = "since"
"""Stands before the day on which a count begins."""

DAYS_BETWEEN_BEGINNINGS = 7
"""Days between the beginnings of two counts from which they are of two times."""

DAYS_OF_A_RETELLING = 2
"""Days within which a number is told on without its place."""

FIGURES_TOGETHER = 20
"""Figures of one measure in a document that are looked at together."""


@dataclass(frozen=True, slots=True)
class Manners:
    """The words for what happened by which the figures of a toll are told apart."""

    special: frozenset[tuple[str, str]]
    """Measures with words that no large figure of theirs has: "beheaded" among the killed."""
    of_captives: bool
    """Whether the toll counts captives: then who was rescued and who walked free are the same."""

    def of(self, member: Member) -> str:
        """What became of a figure's captives, under one name of all words for it; else the word for it."""
        return fate_of(figure_of(member).rule) if self.is_of_freed(member) else self.word_of(member)

    def is_of_freed(self, member: Member) -> bool:
        """Whether it counts captives who came free: rescued, exchanged, or gone by themselves."""
        return self.of_captives and fate_of(figure_of(member).rule) == FREED

    def word_of(self, member: Member) -> str:
        """The word for what happened where it is special; empty where it says no more than the measure.

        Those of no measure are told apart by it: who escaped, and who was charged.
        """
        figure = figure_of(member)
        if figure.measure == "other" and member.sides != {CASES}:
            return member.manner or fate_of(figure.rule)
        return member.manner if (figure.measure, member.manner) in self.special else ""


def find_manners(members: Sequence[Member]) -> Manners:
    """The words by which the figures of a toll are told apart."""
    captives = any(figure_of(member).measure == CAPTIVES for member in members)
    return Manners(_special_manners(members), captives)


def _special_manners(members: Sequence[Member]) -> frozenset[tuple[str, str]]:
    """Words for what happened that no large figure of a measure has: "beheaded" among the killed."""
    told: dict[str, list[tuple[str, float]]] = defaultdict(list)
    plain = set()
    for member in members:
        figure = figure_of(member)
        if member.manner and figure.measure in BY_MANNER:
            if figure.total or member.manner.startswith(figure.rule.rpartition("/")[2]):
                plain.add(member.manner)  # "killed" is what the measure says, and "toll" no more
            told[figure.measure].append((member.manner, value_of(figure) or 0.0))
    return frozenset(
        (measure, manner)
        for measure, counted in told.items()
        if len(counted) >= MANNERS_KNOWN
        for manner in {manner for manner, _ in counted}
        - {manner for manner, value in counted if value >= ODD}
        - plain
        - _words_for_anybody()
        - _usual(manner for manner, _ in counted)
    )


@cache
def _words_for_anybody() -> frozenset[str]:
    """The stems of words that say of no way to die: lives, bodies, victims."""
    anybody = (entry for entry in load_lexicon().counted if entry.side == EVERYONE)
    return frozenset(stem_of(word) for entry in anybody for word in entry.words)


def _usual(manners: Iterable[str]) -> frozenset[str]:
    """Words for what happened that are no exception."""
    held = Counter(manners)
    return frozenset(manner for manner, times in held.items() if times > RARELY * held.total())


def find_parts(members: Sequence[Member], manners: Manners, setting: DocumentContext) -> frozenset[str]:
    """Figures beside which their document tells a clearly larger number of the same people and measure.

    What another named side counts is a rival number, unless its own words say that it is a part: the
    opposition's nine dead beside the government's four. So are two estimates of a crowd. Of two offices of
    one state one may tell a manifold as the whole; what the outlet tells by itself may be anybody's whole.
    A number that is denied is nobody's whole, and what was counted before is neither whole nor part.
    """
    largest: dict[tuple[object, ...], float] = defaultdict(float)
    told = [
        (
            member,
            value_of(figure_of(member)) or 0.0,
            _same_count(member, manners),
            _rival_of(member, setting),
            setting.speaker(member).key,
        )
        for member in members
        if not member.recalled
    ]
    for member, value, kind, side, voice in told:
        if figure_of(member).certainty != "denied":
            for whose in ("everybody", ("side", side), ("voice", voice)):
                largest[kind, whose] = max(largest[kind, whose], value)

    def is_part(member: Member, value: float, kind: tuple[object, ...], side: str, voice: str) -> bool:
        if member.portion and member.sides <= ANYBODY:
            return True  # "two of the dead" are no rival of anybody's toll
        if member.part or not side or value < FEWEST:
            return value < CLEARLY * largest[kind, "everybody"]
        own = max(largest[kind, ("voice", voice)], largest[kind, ("side", "")])
        return value < CLEARLY * own or value * MANIFOLD <= largest[kind, ("side", side)]

    return frozenset(each[0].id for each in told if is_part(*each))


def _rival_of(member: Member, setting: DocumentContext) -> str:
    """The side that counts it; empty for an outlet's own voice, unless it tells a toll or sees a crowd."""
    speaker, figure = setting.speaker(member), figure_of(member)
    own = speaker.outlet and not figure.total and figure.measure != "protesters"
    return "" if own else side_of(speaker)


def with_places_of_like(counted: Sequence[Member], setting: DocumentContext) -> list[Member]:
    """The figures, one without a place being of the only place of which its number is told within days.

    Who tells on that 632 died says no more than the council did of whom 632 died at Tabor.
    """
    told: dict[tuple[object, ...], dict[str, Member]] = defaultdict(dict)
    for member in counted:
        large = (value_of(figure_of(member)) or 0.0) >= LARGE and is_odd(value_of(figure_of(member)))
        if member.place is not None and member.near and large and not member.part:
            told[_number_of(member)].setdefault(member.place.name, member)

    def at_home(member: Member) -> Member:
        there = list(told.get(_number_of(member), {}).values()) if member.place is None else []
        if len(there) != 1 or there[0].document == member.document:
            return member
        days = [setting.day[each.document] or 0 for each in (there[0], member)]
        near = abs(days[0] - days[1]) <= DAYS_OF_A_RETELLING
        return replace(member, place=there[0].place, near=True) if near else member

    return [at_home(member) for member in counted]


def _number_of(member: Member) -> tuple[object, ...]:
    return figure_of(member).measure, value_of(figure_of(member)), member.sides


def find_wholes(counted: Iterable[Sequence[Member]]) -> Mapping[str, float]:
    """By figures that count a part in their own words, the number before them that they are a part of.

    In "164 died, 103 of them in Almaty. Three of them were minors" the minors are of the 164: across a full
    stop a part refers to no part.

    Args:
        counted: the figures of each document and measure, in order (`by_document`).
    """
    found: dict[str, float] = {}
    for told in counted:
        for number, member in enumerate(told):
            if not member.part:
                continue
            larger = (
                value
                for each in reversed(told[max(0, number - FIGURES_TOGETHER) : number])
                if (value := value_of(figure_of(each)) or 0.0) > (value_of(figure_of(member)) or 0.0)
                if each.stems == member.stems or not each.part
            )
            if (whole := next(larger, None)) is not None:
                found[member.id] = whole
    return found


def find_together(
    counted: Iterable[Sequence[Member]],
) -> tuple[Mapping[str, set[float]], Mapping[str, set[float]]]:
    """By figure, the numbers of one measure among which it is counted in its document, and those beside it.

    So it is in one sentence ("dozens and 12"), and by the words before the number: "including 12" counts
    among the larger number before it, and "another 12" beside it.

    Args:
        counted: the figures of each document and measure, in order (`by_document`).
    """
    among: dict[str, set[float]] = defaultdict(set)
    beside: dict[str, set[float]] = defaultdict(set)
    for told in counted:
        for one, other in permutations(told[:FIGURES_TOGETHER], 2):
            first, second, value = figure_of(one), figure_of(other), value_of(figure_of(one))
            if value is None or one.id == other.id:
                continue
            if (first.start, first.end) == (second.start, second.end):
                beside[other.id].add(value)
            elif first.start < second.start < first.end and is_among(
                first.quote[: second.start - first.start]
            ):
                among[other.id].add(value)
        for number, member in enumerate(told):
            if (member.among or member.further) and (whole := _larger_before(told, number)) is not None:
                (among if member.among else beside)[member.id].add(whole)
    return among, beside


def by_standing(
    run: Sequence[Member],
    wholes: Mapping[str, float],
    among: Mapping[str, Set[float]],
    beside: Mapping[str, Set[float]],
    since: Mapping[str, int],
) -> Iterator[list[Member]]:
    """A run of one number, apart where some tell it as a part of all, or as one since a far earlier day.

    "17 of them" are not the 17 dead of another report, whoever counts both; nor are "including 12" those of
    "another 12".
    """
    apart: dict[tuple[bool, bool], list[Member]] = defaultdict(list)
    of_all = all(member.sides == {EVERYONE} for member in run)
    first = min((since[member.id] for member in run if member.id in since), default=0)
    others = {value for member in run for value in beside.get(member.id, ())}
    for member in run:
        part = of_all and (member.id in wholes or member.id in among)
        part = part or not others.isdisjoint(among.get(member.id, ()))
        apart[part, since.get(member.id, first) - first >= DAYS_BETWEEN_BEGINNINGS].append(member)
    yield from apart.values()


def is_retold_part(run: Sequence[Member], wholes: Mapping[str, float]) -> bool:
    """Whether one speaker's number is told as a part of all by some: then it is no later count of all."""
    of_all = all(member.sides == {EVERYONE} for member in run)
    return of_all and any(member.id in wholes for member in run)


def _larger_before(told: Sequence[Member], number: int) -> float | None:
    """The last number of one document and measure that is larger than one after it."""
    value = value_of(figure_of(told[number])) or 0.0
    before = (value_of(figure_of(each)) or 0.0 for each in told[max(0, number - FIGURES_TOGETHER) : number])
    return next((each for each in reversed(tuple(before)) if each > value), None)


def find_beginnings(members: Sequence[Member]) -> Mapping[str, int]:
    """By figure the day since which its sentence counts: "19 dead and another 49 hurt since 3 June"."""
    begun: dict[tuple[str, Set[str]], int] = {}
    for member in members:
        if member.days and SINCE in member.stems and figure_of(member).total:
            told = member.document, member.stems
            begun[told] = min(member.days[0], begun.get(told, member.days[0]))
    sentences = ((member.id, (member.document, member.stems)) for member in members)
    return {name: begun[told] for name, told in sentences if told in begun}


def span_of(member: Member, told_on: int | None) -> tuple[int, int] | None:
    """The days of which a figure counts, where its words tell the first and the last, and both are over."""
    when = figure_of(member).when
    if member.days is None or when is None or when.precision != "day" or told_on is None:
        return None
    return member.days if member.days[0] < member.days[1] < told_on - 1 else None


def by_document(members: Sequence[Member]) -> list[list[Member]]:
    """The figures of each document and measure, in order of their place."""
    found: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in sorted(members, key=in_reading_order):
        found[member.document, figure_of(member).measure].append(member)
    return list(found.values())


def _same_count(member: Member, manners: Manners) -> tuple[object, ...]:
    figure = figure_of(member)
    return member.document, figure.measure, member.sides, manners.word_of(member)
