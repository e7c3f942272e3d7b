"""What a report counts by the way and another counts too, which is told once more.

Such a count stands alone where too little is said with it. It belongs where the other report's is, if neither
country, place nor day speaks against it and the documents are alike. Of 35 pairs of equal counts that were
judged by hand, in 55 collections on crises, one was not of one thing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations, pairwise, product

from ...records import Figure
from ..traits.members import Member, in_reading_order, is_bare_count, main_place
from ..traits.nearness import DAYS_SAME, apart, is_named_as_one, may_agree
from ..traits.odd_numbers import ODD
from ..traits.sides import EVERYONE
from ..union_find import UnionFind
from .document_context import DocumentContext
from .incidents import Join
from .tolls import (
    DAYS_OF_A_LARGE_NUMBER,
    LEAST_LIKENESS,
    MUCH_ALIKE,
    SEVERAL,
    VAGUE,
    value_of,
)

BLOCK_LIMIT = 40
"""Equal counts beyond which each is compared with the next in time alone."""


def join_told_again(
    things: Sequence[tuple[Member, ...]], main: Set[str], setting: DocumentContext
) -> tuple[list[tuple[Member, ...]], list[Join]]:
    """The things, what one report counts by the way being where another counts it too, and why.

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
    for join in _counted_twice(members, home, staying, setting):
        if aside.isdisjoint((join.one, join.other)):
            one, other = sorted((home[join.one], home[join.other]))
            found[one, other].append(join)
    agreeing = {
        pair: why
        for pair, why in found.items()
        if may_agree(*(main_place(things[number]) for number in pair))
    }
    groups, joins = _united(agreeing, staying, things)
    return [tuple(member for number in group for member in things[number]) for group in groups], joins


def _united(
    found: Mapping[tuple[int, int], Sequence[Join]], staying: Set[int], things: Sequence[tuple[Member, ...]]
) -> tuple[list[list[int]], list[Join]]:
    """The numbers of things that are one, no two staying ones, those with most in common first.

    What says no place is of one thing alone: all places of what is united must agree.
    """
    united = UnionFind(map(str, range(len(things))))
    places = {str(number): [main_place(thing)] for number, thing in enumerate(things)}
    held = {str(number) for number in staying}
    joins: list[Join] = []
    for (one, other), why in sorted(found.items(), key=lambda each: (-len(each[1]), each[1][0].one)):
        ends = {united.home(str(one)), united.home(str(other))}
        if len(ends) < 2 or ends <= held:
            continue
        first, second = sorted(ends)
        if not all(may_agree(*pair) for pair in product(places[first], places[second])):
            continue
        united.union(str(one), str(other))
        places[united.home(str(one))] = places[first] + places[second]
        if ends & held:
            held.add(united.home(str(one)))
        joins += why
    return [sorted(map(int, numbers)) for numbers in united.groups()], joins


def _told_later(members: Sequence[Member]) -> Iterator[str]:
    """Figures that are not the first of their measure in their document: they may be told by the way."""
    first: set[tuple[str, str]] = set()
    for member in sorted(members, key=in_reading_order):
        if isinstance(member.record, Figure) and not is_bare_count(member):
            key = member.document, member.record.measure
            if key in first:
                yield member.id
            first.add(key)


def _counted_twice(
    members: Sequence[Member], home: Mapping[str, int], staying: Set[int], setting: DocumentContext
) -> Iterator[Join]:
    """Pairs of figures of two documents that may be one count told twice, of things that may be united.

    Args:
        members: all events and figures.
        home: the number of the thing of each.
        staying: the numbers of things of which no two are united.
        setting: what is known of the documents.
    """
    equal: dict[tuple[str, float], list[Member]] = defaultdict(list)
    for member in members:
        record = member.record
        if not isinstance(record, Figure) or record.measure == "other" or record.bound == VAGUE:
            continue
        if (value := value_of(record) or 0) >= SEVERAL:
            equal[record.measure, value].append(member)
    for (measure, value), alike in sorted(equal.items()):
        alike.sort(key=lambda each: (setting.day[each.document] or 0, each.id))
        pairs = combinations(alike, 2) if len(alike) <= BLOCK_LIMIT else pairwise(alike)
        for one, other in pairs:
            ends = home[one.id], home[other.id]
            if ends[0] == ends[1] or (ends[0] in staying and ends[1] in staying):
                continue  # as most pairs
            if one.document != other.document and _may_be_one(one, other, value, setting):
                first, second = sorted((one.id, other.id))
                reason = f"like documents count {value:,.0f} {measure}"
                if one.place and other.place and is_named_as_one(one.place, other.place):
                    reason += f", both in {one.place.name}"
                yield Join(first, second, reason, "told_again/count")


def _may_be_one(one: Member, other: Member, value: float, setting: DocumentContext) -> bool:
    """Whether documents are alike enough, and neither country, place nor day speaks against one count."""
    documents = one.document, other.document
    if one.sides.isdisjoint(other.sides) and EVERYONE not in one.sides | other.sides:
        return False
    if setting.likeness(*documents) < (LEAST_LIKENESS if value >= ODD else MUCH_ALIKE):
        return False
    if setting.lands_apart(*documents) or setting.namesakes_apart(one.place, other.place):
        return False
    if not may_agree(one.place, other.place):
        return False
    if one.days is not None and other.days is not None and apart(one.days, other.days) > DAYS_SAME:
        return False
    first, second = (setting.day[name] for name in documents)
    return first is None or second is None or abs(first - second) <= DAYS_OF_A_LARGE_NUMBER
