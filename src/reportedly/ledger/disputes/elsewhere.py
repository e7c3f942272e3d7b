"""What contradicts between two occurrences: where reports are alike, that nothing joined them tells little.

A report that names no place or no day stays an occurrence of its own, and so does what an inquiry counts
years later. Its number is compared with those of others; that both are of one thing is in doubt.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import chain, combinations, product

from ...records import Contradiction, Figure, Relation
from ..accounts.comparing import (
    DAYS_AT_ONCE,
    MANIFOLD,
    Disagreement,
    are_disjoint,
    days_apart,
    recorded,
    say_account,
)
from ..accounts.doubts import doubted
from ..accounts.spoken import SpokenAccount
from ..accounts.two_peoples import are_of_two_peoples
from ..occurrences.document_context import DocumentContext
from ..traits.claimants import side_of
from ..traits.nearness import TOWN, days_of, main_land, may_hold
from ..traits.odd_numbers import ODD, is_odd
from .contradictions import Rule, Told, folded, in_time_order, rules_for
from .matters import are_of_one_story
from .one_number import label

SEVERAL = 3
"""Smaller numbers are counted in any two incidents."""

ALIKE = 0.2
"""Cosine from which it tells nothing that other places or days were read in two reports."""

LIKE = 0.15
"""Cosine from which two reports that nothing joins are compared."""

MUCH_LIKE = 0.3
DAYS_ELSEWHERE = 30
"""The same of reports that are more than a day apart, and the days between them."""

LIKE_OF_A_CRISIS = 0.08
"""The same, within those days, where most reports of the country tell of the other occurrence: in invented
crises it adds eight pairs in doubt, all of one thing, and one, correct, on 400 articles on shootings."""

FEW_REPORTS = 3
"""Reports of an occurrence up to which it is asked whether it belongs to the crisis of its country."""

ELSEWHERE_LIMIT = 200
"""Accounts of the same people beyond which a neighbourhood tells of many things, which nothing need join."""

OF_NAMES: Sequence[Rule] = (label,)
"""The rules of one number under two names."""


def find_contradictions_across(
    every: Sequence[Sequence[SpokenAccount]], setting: DocumentContext
) -> Iterator[Contradiction]:
    """What contradicts between an occurrence that few reports tell of and others.

    That nothing joined them may be for want of a place or a day in those reports. Their number of the same
    people, told within days in a like report, is more likely of the same thing than of another.
    """
    told: dict[tuple[object, ...], list[SpokenAccount]] = defaultdict(list)
    called: dict[tuple[object, ...], list[SpokenAccount]] = defaultdict(list)
    for spoken in every:
        for each in spoken:
            told[_people_of(each)].append(each)
            called[_number_of(each)].append(each)
    nearness = _Nearness(every, setting)
    found: list[Told] = []
    for spoken in every:
        documents = _documents_of(spoken)
        if len(documents) <= FEW_REPORTS:
            elsewhere = (
                _told_elsewhere(each, *sought, documents, nearness)
                for each in spoken
                for sought in ((told[_people_of(each)], ()), (called[_number_of(each)], OF_NAMES))
            )
            found += (_in_two_occurrences(*pair) for pair in elsewhere if pair is not None)
    told_before = tuple(folded(found))
    yield from told_before
    known = {frozenset((each.left, each.right)) for each in told_before}
    for accounts in told.values():
        if len(accounts) <= ELSEWHERE_LIMIT:
            counts = [each for each in accounts if _is_a_count(each)]
            for pair in chain(_by_two_of_one_report(counts), _long_after(counts, setting)):
                if frozenset((pair.left, pair.right)) not in known:
                    yield pair


def _in_two_occurrences(one: SpokenAccount, other: SpokenAccount, told: Disagreement) -> Told:
    """What two accounts tell otherwise, with the doubt whether both are about one thing beside its own."""
    return one, other, replace(told, doubts=(*told.doubts, "two_occurrences"))


def _people_of(voiced: SpokenAccount) -> tuple[object, ...]:
    return voiced.account.measure, voiced.sides, voiced.manner, voiced.way, voiced.scope


def _number_of(voiced: SpokenAccount) -> tuple[object, ...]:
    return voiced.account.measure, voiced.value, voiced.scope


def _documents_of(spoken: Iterable[SpokenAccount]) -> frozenset[str]:
    return frozenset(name for each in spoken for name in each.account.documents)


def _main_occurrences(every: Sequence[Sequence[SpokenAccount]], setting: DocumentContext) -> frozenset[str]:
    """Occurrences that most of all reports tell of which count anybody in a country: a crisis of its own."""
    counting = Counter(setting.country[name] for name in _documents_of(chain.from_iterable(every)))
    found: set[str] = set()
    for spoken in every:
        land, reports = main_land(setting.country[name] for name in _documents_of(spoken))
        if land is not None and reports > FEW_REPORTS and reports > counting[land] / 2:
            found |= {each.account.occurrence for each in spoken}
    return frozenset(found)


class _Nearness:
    """What says of two accounts of two occurrences that they may well be of one thing."""

    def __init__(self, every: Sequence[Sequence[SpokenAccount]], setting: DocumentContext) -> None:
        self.setting = setting
        self.main = _main_occurrences(every, setting)
        documents = _documents_of(
            each for each in chain.from_iterable(every) if each.account.occurrence in self.main
        )
        self.lands = frozenset(setting.country[name] for name in documents) - {None}
        """Countries of which a crisis is told."""
        self.odd: dict[str, set[tuple[object, ...]]] = defaultdict(set)
        """By document the odd numbers that it tells, and of what."""
        for each in chain.from_iterable(every):
            if is_odd(each.value):
                for name in each.account.documents:
                    self.odd[name].add((each.account.measure, each.value))

    def of(self, one: SpokenAccount, other: SpokenAccount) -> float:
        """How like their reports are, the likest; those with another odd number in common are like.

        So, if less, are two of the country of a crisis that count for what happened on one and the same day.
        """
        pairs = list(product(one.account.documents, other.account.documents))
        own = {(each.account.measure, each.value) for each in (one, other)}
        if any((self.odd[first] & self.odd[second]) - own for first, second in pairs):
            return 1.0
        like = max(_likeness(first, second, self.setting) for first, second in pairs)
        if like < LIKE_OF_A_CRISIS and _are_of_one_day(one, other):
            lands = {self.setting.country[name] for pair in pairs for name in pair}
            return LIKE_OF_A_CRISIS if len(lands) == 1 and lands <= self.lands else like
        return like


def _told_elsewhere(
    alone: SpokenAccount,
    told: Sequence[SpokenAccount],
    sought: Sequence[Rule],
    documents: Set[str],
    nearness: _Nearness,
) -> Told | None:
    """The number of another occurrence that an account contradicts, from the report most like its own.

    Args:
        alone: the account.
        told: those of the same people or the same number.
        sought: the rules that may tell of both; none for any.
        documents: in which the occurrence of the account is told.
        nearness: of any two accounts.
    """
    if (alone.value or 0) < SEVERAL or len(told) > ELSEWHERE_LIMIT:
        return None
    best: tuple[tuple[bool, float, str], Told] | None = None
    for other in told:
        if other.account.occurrence == alone.account.occurrence or (other.value or 0) < SEVERAL:
            continue
        days = days_apart(alone, other)
        if days > DAYS_ELSEWHERE or not documents.isdisjoint(other.account.documents):
            continue
        of_crisis = other.account.occurrence in nearness.main
        one_day = _are_of_one_day(alone, other)
        if not (len(documents) == 1 or of_crisis or one_day) or _are_of_two_towns(alone, other):
            continue
        like = nearness.of(alone, other)
        rank = days <= DAYS_AT_ONCE, like, other.account.id
        least = LIKE_OF_A_CRISIS if of_crisis or one_day else LIKE if rank[0] else MUCH_LIKE
        if like < least or (best is not None and best[0] >= rank):
            continue
        first, second = in_time_order(alone, other)
        rules = (rule(first, second) for rule in sought or rules_for(alone, other))
        found = next((each for each in rules if each is not None), None)
        if found is not None:
            best = rank, (first, second, found)
    return None if best is None else best[1]


def _are_of_one_day(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether both say of what they count that it happened on one and the same day."""
    days = [{_day_of(figure) for figure in each.figures} - {None} for each in (one, other)]
    return len(days[0]) == 1 and days[0] == days[1]


def _day_of(figure: Figure) -> int | None:
    """The one day on which it is told that what a figure counts happened."""
    days = days_of(figure.when)
    return days[0] if days is not None and days[0] == days[1] else None


def _are_of_two_towns(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether each is told of towns alone, of which none may be one of the other's."""
    if (
        not one.places
        or not other.places
        or any(each.feature != TOWN for each in (*one.places, *other.places))
    ):
        return False
    return not any(may_hold(first, second) for first, second in product(one.places, other.places))


def _likeness(one: str, other: str, setting: DocumentContext) -> float:
    """How like two reports are of which nothing says that they tell of two things."""
    likeness = setting.likeness(one, other)
    return likeness if likeness >= ALIKE or are_of_one_story(one, other, 0.0, setting) else 0.0


def _is_a_count(each: SpokenAccount) -> bool:
    """Whether its number is a count of all there are that stands, and not told by chance."""
    if each.part or each.whole is not None or each.account.bound == "vague" or (each.value or 0) < ODD:
        return False
    return each.account.certainty != "denied" and each.account.status not in ("denied", "retracted")


def _by_two_of_one_report(counts: Sequence[SpokenAccount]) -> Iterator[Contradiction]:
    """Two numbers of the same people that one report has from two speakers: of 12 pairs six were disputes.

    The report names another place or day beside each, as "in the state's books" and "the true figure".
    """
    by_report: dict[str, list[SpokenAccount]] = defaultdict(list)
    for each in counts:
        for name in each.account.documents:
            by_report[name].append(each)
    seen: set[frozenset[str]] = set()
    for accounts in by_report.values():
        for one, other in combinations(accounts, 2):
            pair = frozenset((one.account.id, other.account.id))
            if pair in seen or not _are_told_by_two(one, other) or not are_disjoint(one, other):
                continue
            seen.add(pair)
            why = f"{say_account(one)} against {say_account(other)} in one report"
            found = Disagreement("ranges_disjoint", "conflict", why)
            yield doubted(recorded(one, other, found), ("two_occurrences",))


def _are_told_by_two(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether they stand in two occurrences, not of two towns, and two sides tell them."""
    if one.account.occurrence == other.account.occurrence or _are_of_two_towns(one, other):
        return False
    if are_of_two_peoples(one, other):
        return False
    return side_of(one.speaker) != side_of(other.speaker)


def _long_after(counts: Sequence[SpokenAccount], setting: DocumentContext) -> Iterator[Contradiction]:
    """A number that an inquiry or a day of mourning tells long after, beside those of the days themselves.

    Their reports are alike, and the numbers of one size: of 40 such pairs in 57 collections seven had been
    written down, and nearly all are right by reading.
    """
    dated = sorted((each for each in counts if each.day is not None), key=lambda each: each.day or 0)
    if not dated or (dated[-1].day or 0) - (dated[0].day or 0) <= DAYS_ELSEWHERE:
        return
    days = [each.day or 0 for each in dated]
    late = [bisect_right(days, day + DAYS_ELSEWHERE) for day in days]
    pairs = ((one, other) for one, first in zip(dated, late, strict=True) for other in dated[first:])
    for one, other in pairs:
        less, more = sorted((one.value or 0.0, other.value or 0.0))
        if not less < more < MANIFOLD * less:
            continue
        if not _are_told_by_two(one, other) or (one.speaker.outlet and other.speaker.outlet):
            continue
        if _are_of_two_lands(one, other, setting) or _like(one, other, setting) < LIKE:
            continue
        relation: Relation = "update" if (other.value or 0.0) > (one.value or 0.0) else "conflict"
        why = f"{say_account(one)}, and long after {say_account(other)}"
        found = Disagreement("ranges_disjoint", relation, why)
        yield doubted(recorded(one, other, found), ("two_occurrences", "long_after"))


def _are_of_two_lands(one: SpokenAccount, other: SpokenAccount, setting: DocumentContext) -> bool:
    lands = [{setting.country[name] for name in each.account.documents} - {None} for each in (one, other)]
    return all(lands) and not lands[0] & lands[1]


def _like(one: SpokenAccount, other: SpokenAccount, setting: DocumentContext) -> float:
    """How like their reports are, the likest."""
    return max(
        setting.likeness(first, second) if first != second else 1.0
        for first, second in product(one.account.documents, other.account.documents)
    )
