"""What a report tells by the way and another tells too: the same count, or the same clause word for word.

Such a thing stands alone where too little is said with it. It belongs where the other report's is, if neither
country, place nor day speaks against it and the documents are alike. Of 35 pairs of equal counts that were
judged by hand, in 55 collections on crises, one was not of one thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations, pairwise

from ...records import Figure, Reading
from ..file.reading_memory import remembered
from ..traits.members import Member, is_bare_count, main_place, members_of
from ..traits.nearness import DAYS_SAME, apart, may_agree
from ..traits.odd_numbers import ODD
from ..traits.stories import small_stems
from ..traits.texts import WORD, stem_of
from ..union_find import UnionFind
from .document_context import DocumentContext
from .incidents import Join
from .tolls import (
    DAYS_OF_A_LARGE_NUMBER,
    DAYS_OF_A_NUMBER,
    LEAST_LIKENESS,
    MUCH_ALIKE,
    SEVERAL,
    VAGUE,
    figure_of,
    value_of,
)

WORDS_OF_A_CLAUSE = 3
"""Words without small ones that a clause has at least which is told again word for word."""

BLOCK_LIMIT = 40
"""Members that tell the same beyond which each is compared with the next in time alone."""

Telling = tuple[str, ...]
"""A measure and its number, or the words of a clause, after which of these it is."""


def join_told_again(
    things: Sequence[tuple[Member, ...]], main: Set[str], setting: DocumentContext
) -> tuple[list[tuple[Member, ...]], list[Join]]:
    """The things, what one report tells by the way being where another tells it again, and why.

    Things of several documents, or that a story is about, are never united: each keeps what is told there.

    Args:
        things: the groups of members.
        main: the first members of what stories are about.
        setting: what is known of the documents.
    """
    home = {member.id: number for number, thing in enumerate(things) for member in thing}
    of_stories = {home[name] for name in main if name in home}
    staying = {
        number
        for number, thing in enumerate(things)
        if number in of_stories or len({member.document for member in thing}) > 1
    }
    found: dict[tuple[int, int], list[Join]] = defaultdict(list)
    members = [member for thing in things for member in thing]
    aside = {name for name in _told_later(members) if home[name] in of_stories}
    for join in _told_twice(members, setting):
        one, other = sorted((home[join.one], home[join.other]))
        if one != other and not staying >= {one, other} and aside.isdisjoint((join.one, join.other)):
            found[one, other].append(join)
    agreeing = {
        pair: why
        for pair, why in found.items()
        if may_agree(*(main_place(things[number]) for number in pair))
    }
    groups, joins = _united(agreeing, staying, len(things))
    return [tuple(member for number in group for member in things[number]) for group in groups], joins


def _united(
    found: Mapping[tuple[int, int], Sequence[Join]], staying: Set[int], total: int
) -> tuple[list[list[int]], list[Join]]:
    """The numbers of things that are one, no two staying ones, those with most in common first."""
    united = UnionFind(map(str, range(total)))
    held = {str(number) for number in staying}
    joins: list[Join] = []
    for (one, other), why in sorted(found.items(), key=lambda each: (-len(each[1]), each[1][0].one)):
        ends = {united.home(str(one)), united.home(str(other))}
        if len(ends) < 2 or ends <= held:
            continue
        united.union(str(one), str(other))
        if ends & held:
            held.add(united.home(str(one)))
        joins += why
    return [sorted(map(int, numbers)) for numbers in united.groups()], joins


def _told_later(members: Sequence[Member]) -> Iterator[str]:
    """Figures that are not the first of their measure in their document: they may be told by the way."""
    first: set[tuple[str, str]] = set()
    for member in sorted(members, key=lambda each: (each.document, each.record.start, each.id)):
        if isinstance(member.record, Figure) and not is_bare_count(member):
            key = member.document, member.record.measure
            if key in first:
                yield member.id
            first.add(key)


def _told_twice(members: Sequence[Member], setting: DocumentContext) -> Iterator[Join]:
    """Pairs of members of two documents that tell one count, or one clause."""
    tellings: dict[str, Telling] = {}
    for document in dict.fromkeys(member.document for member in members):
        tellings.update(tellings_in(setting.readings[document]))
    alike: dict[Telling, list[Member]] = defaultdict(list)
    for member in members:
        if member.id in tellings:
            alike[tellings[member.id]].append(member)
    for told, each in sorted(alike.items()):
        each.sort(key=lambda member: (setting.day[member.document] or 0, member.id))
        pairs = combinations(each, 2) if len(each) <= BLOCK_LIMIT else pairwise(each)
        for one, other in pairs:
            if one.document != other.document and _may_be_one(one, other, told, setting):
                first, second = sorted((one.id, other.id))
                yield Join(first, second, _reason(one, other, told), f"told_again/{told[0]}")


@remembered
def tellings_in(reading: Reading) -> Mapping[str, Telling]:
    """By member of a document what it tells that another may tell again, if it is enough to know it by."""
    found: dict[str, Telling] = {}
    for member in members_of(reading):
        record = member.record
        if isinstance(record, Figure):
            value = value_of(record) or 0
            is_count = record.measure != "other" and record.bound != VAGUE and not is_bare_count(member)
            if is_count and value >= SEVERAL:
                found[member.id] = "count", record.measure, f"{value:g}"
            continue
        words = {stem_of(word) for word in WORD.findall(record.quote)} - small_stems()
        if len(words) >= WORDS_OF_A_CLAUSE:
            found[member.id] = "clause", *sorted(words)
    return found


def _may_be_one(one: Member, other: Member, told: Telling, setting: DocumentContext) -> bool:
    """Whether documents are alike enough for it, and neither country, place nor day speaks against it."""
    documents = one.document, other.document
    is_large = told[0] == "count" and (value_of(figure_of(one)) or 0) >= ODD
    if setting.likeness(*documents) < (LEAST_LIKENESS if is_large else MUCH_ALIKE):
        return False
    if setting.lands_apart(*documents) or setting.namesakes_apart(one.place, other.place):
        return False
    if not may_agree(one.place, other.place):
        return False
    if one.days is not None and other.days is not None and apart(one.days, other.days) > DAYS_SAME:
        return False
    first, second = (setting.day[name] for name in documents)
    limit = DAYS_OF_A_LARGE_NUMBER if told[0] == "count" else DAYS_OF_A_NUMBER
    return first is None or second is None or abs(first - second) <= limit


def _reason(one: Member, other: Member, told: Telling) -> str:
    """What both share, in words."""
    if told[0] == "count":
        reason = f"like documents count {value_of(figure_of(one)) or 0:,.0f} {told[1]}"
    else:
        reason = "like documents tell it in the same words"
    if one.place is not None and other.place is not None and one.place.name == other.place.name:
        reason += f", both in {one.place.name}"
    return reason
