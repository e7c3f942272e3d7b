"""Statements that do not go together, and in which way: most are no dispute at all.

Two accounts of one occurrence are compared where they count the same: a later number of a growing toll is an
update, a town's number beside a country's is another scope, a number that lost its "up to" was changed on
the way. What is left, two numbers of one thing on one day, is a conflict. Ranges respect their bounds: "at
least 8" and 18 agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from ...frozen import changed
from ...records import Contradiction
from ..accounts.comparing import (
    DAYS_AT_ONCE,
    Disagreement,
    are_apart,
    are_disjoint,
    counted_anew,
    days_apart,
    one_measure,
    one_sides,
    recorded,
    say_account,
    say_name,
    share_a_report,
)
from ..accounts.digit_slips import digit_slip, lost_digits
from ..accounts.kept_accounts import compared_once
from ..accounts.ranges import GROWING, ranges
from ..accounts.series import is_of_its_hour, runs_of
from ..accounts.spoken import SpokenAccount
from ..accounts.two_peoples import are_of_two_peoples
from ..file.kept_results import kept_while_told
from ..traits.claimants import side_of
from ..traits.odd_numbers import LARGE, ODD
from ..traits.sides import CASES, EVERYONE, EXCESS
from ..traits.stories import iso_of
from .one_number import (
    OF_EXCESS,
    OF_ONE_NUMBER,
    exchanged,
    is_loose,
    narrowed_within,
)
from .portions import parts, parts_of_wholes
from .retractions import retractions
from .steps import overtaken
from .two_speakers import beside_another_speaker

MANIFOLD = 2.0
"""How many times larger an estimate of a crowd is that another one's "more than" does not mean."""

LATER = 3
"""Accounts of later days, behind the next one, that one account is compared with."""

PAIRS_LIMIT = 60
"""Accounts told at one time that one account is compared with."""

AT_ONCE = frozenset({"conflict", "scope", "stale", "digit_slip"})
"""Relations that do not hold between two numbers that one speaker tells together."""

TOLD_ANYHOW = frozenset({"conflict", "scope"})
"""Relations of two numbers between which others were told; of steps those between tell better."""

STEPS = frozenset({"update", "stale", "measure_drift"})
"""Relations of a number to those before it."""


Rule = Callable[[SpokenAccount, SpokenAccount], Disagreement | None]

Runs = Mapping[object, Sequence[SpokenAccount]]
"""Accounts that are compared with one another, by what they have in common."""

Told = tuple[SpokenAccount, SpokenAccount, Disagreement]
"""Two accounts, the earlier first, and what is wrong between them."""


def find_contradictions(voiced: Sequence[SpokenAccount]) -> tuple[Contradiction, ...]:
    """The contradictions among the accounts of one occurrence, each disagreement once."""
    if not voiced:
        return ()
    together = _told_together(voiced)
    found: list[Told] = []
    runs, values = runs_of(voiced)
    for (first, second, how), neighbours in _compared(runs, values):
        if how.relation in AT_ONCE and _values(first, second) & together:
            continue
        if neighbours or counted_anew(first, second) or how.relation in TOLD_ANYHOW:
            found.append((first, second, how))
    told = (
        *folded(found),
        *narrowed_within(voiced),
        *exchanged(voiced),
        *retractions(voiced),
        *lost_digits(voiced),
    )
    told = *told, *overtaken(voiced, runs, told), *parts_of_wholes(voiced, told)
    return *told, *beside_another_speaker(runs, told)


@compared_once
def _told_of(one: SpokenAccount, other: SpokenAccount) -> Told | None:
    """What is wrong between two accounts by the first rule that has an answer; None where nothing is."""
    if not (rules := rules_for(one, other)):
        return None
    first, second = in_time_order(one, other)
    how = next((how for rule in rules if (how := rule(first, second)) is not None), None)
    return None if how is None else (first, second, how)


def rules_for(one: SpokenAccount, other: SpokenAccount) -> Sequence[Rule]:
    """The rules that may tell of them: none where one number may be the other, as "about 200" is 203."""
    if one.value == other.value:
        return OF_ONE_NUMBER
    if are_of_two_peoples(one, other):
        return ()
    if not one_measure(one, other) or not (are_apart(one, other) or one.account.measure == "protesters"):
        return ()
    if not one_sides(one, other):
        return OF_TWO_PEOPLES
    return OF_TWO_NUMBERS if _is_usual(one) and _is_usual(other) else OF_UNUSUAL_NUMBERS


def _is_usual(voiced: SpokenAccount) -> bool:
    """Whether it counts all there are of people who were found, and its own speaker says so."""
    is_count = voiced.account.measure != "protesters" and voiced.sides != OF_EXCESS
    return is_count and voiced.whole is None and voiced.span is None and not voiced.relayed_by


def folded(found: Iterable[Told]) -> Iterator[Contradiction]:
    """Each disagreement once, by its best told pair: what five outlets say against two is one matter.

    A number of a series that changes is told once, against the best told one before it: who said what in
    between stands in the series itself. One number of several places is told once.
    """
    steps: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    of_two_places: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for pairs in _matters(found):
        first, second, told = _first_of(pairs, _worst_told_of_a_place)
        if len(pairs) > 1 and (
            others := {say_name(each) for pair in pairs for each in pair[:2]}
            - {say_name(first), say_name(second)}
        ):
            told = changed(told, why=f"{told.why}; so too {', '.join(sorted(others))}")
        if told.relation in STEPS and told.rule == "ranges_disjoint":
            steps[told.relation, _side(second)].append((first, second, told))
        elif told.relation == "scope" and told.rule == "exclusive":
            of_two_places[first.value, first.account.measure].append((first, second, told))
        else:
            yield recorded(first, second, told)
    for pairs in steps.values():
        yield recorded(*_first_of(pairs, _worst_step))
    for pairs in of_two_places.values():
        yield recorded(*_first_of(pairs, _worst_told))


def _first_of(pairs: Sequence[Told], order: Callable[[Told], Any]) -> Told:
    """The first of some pairs in an order, of which nothing is asked where there is one alone."""
    return pairs[0] if len(pairs) == 1 else min(pairs, key=order)


def _matters(found: Iterable[Told]) -> Iterator[list[Told]]:
    """What is wrong between the same two numbers, whoever tells them.

    Where one speaker went on from the one to the other, others that tell them later have them from there;
    only what was told at one time is a dispute all the same. That the first is told again is another matter.
    """
    matters: dict[frozenset[tuple[object, ...]], list[Told]] = defaultdict(list)
    for pair in found:
        matters[frozenset((_side(pair[0]), _side(pair[1])))].append(pair)
    for pairs in matters.values():
        if len(pairs) == 1:  # as most
            yield pairs
            continue
        again = [pair for pair in pairs if pair[2].relation == "stale"]
        others = [pair for pair in pairs if pair[2].relation != "stale"]
        if again and others and all(map(_is_step, others)):
            yield again
            yield _best_known(others)
        else:
            yield _best_known(pairs)


def _best_known(pairs: list[Told]) -> list[Told]:
    """Of several pairs of two numbers those of a speaker that went on, unless both were told at one time."""
    own = [pair for pair in pairs if _is_own_step(pair)]
    at_once = any(days_apart(*pair[:2]) <= DAYS_AT_ONCE and not _is_step(pair) for pair in pairs)
    return own if own and not at_once else pairs


def _is_own_step(pair: Told) -> bool:
    return _is_step(pair) and pair[0].series == pair[1].series


def _is_step(pair: Told) -> bool:
    return pair[2].relation in STEPS


def _worst_step(pair: Told) -> tuple[bool, int, tuple[bool, int, int, int, int, int, str]]:
    """Steps within one series first, then the shortest in time, then the best told."""
    return pair[0].series != pair[1].series, days_apart(*pair[:2]), _worst_told(pair)


def _side(voiced: SpokenAccount) -> tuple[object, ...]:
    """What makes accounts of several speakers one side of a disagreement."""
    account = voiced.account
    return account.low, account.high, account.measure, voiced.sides, voiced.scope


def _worst_told_of_a_place(pair: Told) -> tuple[bool, tuple[bool, int, int, int, int, int, str]]:
    """What tells a number of another place first."""
    return pair[2].relation != "scope", _worst_told(pair)


def _worst_told(pair: Told) -> tuple[bool, int, int, int, int, int, str]:
    """Pairs that one report tells first, then those of named speakers, of offices, of many documents.

    Of one number the bodies stand before people without a name: the union before "workers".
    """
    sides = pair[:2]
    hidden = sum(each.speaker.outlet or each.speaker.claimant is None for each in sides)
    known = sum(each.speaker.state is not None for each in sides)
    documents = sum(len(each.account.documents) for each in sides)
    together = bool(set(sides[0].account.documents) & set(sides[1].account.documents))
    return (
        not together,
        hidden,
        -known,
        sum(is_loose(each) for each in sides),
        -documents,
        days_apart(*sides),
        min(each.account.id for each in sides),
    )


def _told_together(voiced: Sequence[SpokenAccount]) -> frozenset[tuple[object, ...]]:
    """Pairs of numbers of one people that one speaker tells in one document: a whole and part, then and now.

    So are two numbers of one document of which one is of another measure, whoever tells them.
    """
    told: dict[tuple[object, ...], set[float]] = defaultdict(set)
    beside: dict[str, set[tuple[float, str]]] = defaultdict(set)
    for each in voiced:
        for document in each.account.documents:
            if each.value is not None and each.account.certainty != "denied":
                told[document, each.speaker.key, each.account.measure, each.sides].add(each.value)
                beside[document].add((each.value, str(each.account.measure)))
    same = (
        (measure, sides, low, high)
        for (_, _, measure, sides), values in told.items()
        for low, high in combinations(sorted(values)[:PAIRS_LIMIT], 2)
    )
    other = (
        (low, high)
        for values in beside.values()
        for (low, one), (high, another) in combinations(sorted(values)[:PAIRS_LIMIT], 2)
        if one != another and low >= ODD
    )
    return frozenset((*same, *other))


def _values(one: SpokenAccount, other: SpokenAccount) -> frozenset[tuple[object, ...]]:
    values = tuple(sorted((one.value or 0.0, other.value or 0.0)))
    measure = one.account.measure
    return frozenset({(measure, one.sides, *values), (measure, other.sides, *values), values})


def in_time_order(one: SpokenAccount, other: SpokenAccount) -> tuple[SpokenAccount, SpokenAccount]:
    """The earlier of two first; days that only their time zones tell apart are compared by the hour."""
    first, second = (other, one) if _time_order(one) > _time_order(other) else (one, other)
    if days_apart(one, other) == 1 and is_of_its_hour(one) and is_of_its_hour(other):
        return (second, first) if (first.moment or 0.0) > (second.moment or 0.0) else (first, second)
    return first, second


def _time_order(voiced: SpokenAccount) -> tuple[int, str]:
    return voiced.day or 0, voiced.account.id


def _compared(runs: Runs, values: Runs) -> Iterator[tuple[Told, bool]]:
    """What is wrong between accounts, each pair once, and whether nobody counted on a day in between.

    Compared are accounts of one number; of one measure and people, neighbours in time, and those told at one
    time; then those of the next few later days: inquiries count months apart, and others in between.
    """
    seen: set[frozenset[str]] = set()
    of_runs = [_in_run((_occurrence_of(told), name), told) for name, told in runs.items()]
    for found, neighbours in (
        *((_of_number((_occurrence_of(told), name), told), True) for name, told in values.items()),
        *((near, True) for near, _ in of_runs),
        *((beyond, False) for _, beyond in of_runs),
    ):
        for pair in found:
            key = frozenset((pair[0].account.id, pair[1].account.id))
            if len(key) == 2 and key not in seen:
                seen.add(key)
                yield pair, neighbours


def _occurrence_of(told: Sequence[SpokenAccount]) -> str:
    return told[0].account.occurrence


@kept_while_told
def _of_number(_: tuple[str, object], told: Sequence[SpokenAccount]) -> Sequence[Told]:
    """What is wrong between accounts of one number."""
    pairs = (_told_of(*pair) for pair in combinations(told[:PAIRS_LIMIT], 2))
    return [pair for pair in pairs if pair is not None]


@kept_while_told
def _in_run(_: tuple[str, object], told: Sequence[SpokenAccount]) -> tuple[Sequence[Told], Sequence[Told]]:
    """What is wrong between accounts that count alike: of neighbours in time, and of those of later days."""
    near: list[Told] = []
    beyond: list[Told] = []
    ordered = sorted(told, key=_time_order)
    for number, one in enumerate(ordered):
        later = 0
        for other in ordered[number + 1 : number + PAIRS_LIMIT]:
            if (pair := _told_of(one, other)) is not None:
                (beyond if later else near).append(pair)
            later += other.value != one.value and days_apart(one, other) > DAYS_AT_ONCE
            if later > LATER:
                break
    return near, beyond


# rules: each tells of two accounts, the earlier first, what is wrong between them, or nothing


def crowds(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """Two estimates of one crowd of which one is a multiple of the other, whatever it calls those in it.

    Who sees 50,000 does not say "more than 20,000": an estimate's bound is no count that goes on.
    """
    if {one.account.measure, other.account.measure} != {"protesters"} or one.scope != other.scope:
        return None
    less, more = sorted((each.value or 0) for each in (one, other))
    if less < LARGE or more < MANIFOLD * less or days_apart(one, other) > 0:
        return None  # on the next day it is another crowd
    if None in (one.account.as_of, other.account.as_of) or one.speaker.key == other.speaker.key:
        return None
    return Disagreement(
        "ranges_disjoint", "conflict", f"{say_account(one)} against {say_account(other)}: of one crowd"
    )


def beyond_the_usual(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """Two numbers of which one is of more than at other times: it holds what nobody certified.

    Two of these are each over days of its own and by a method of its own, unless one speaker counts on.
    """
    counted = one.sides, other.sides
    if OF_EXCESS not in counted or not one_measure(one, other) or not are_disjoint(one, other):
        return None
    if one.scope != other.scope or "vague" in (one.account.bound, other.account.bound):
        return None
    told = f"{say_account(one)}, and {say_account(other)}"
    if {EVERYONE} in counted and share_a_report(one, other):
        why = f"{told}: who are more than at other times are not those who were found"
        return Disagreement("ranges_disjoint", "measure_drift", why)
    if one.sides != other.sides:
        return None
    if one.series == other.series:
        return None
    return Disagreement(
        "ranges_disjoint", "scope", f"{told}: estimates over days and by a method of their own"
    )


def beyond_the_whole(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """A number of some people that is larger than another side's number of all; what is denied is neither."""
    if not one_measure(one, other) or one.account.measure not in GROWING or not are_disjoint(one, other):
        return None
    whole, part = (one, other) if one.sides == {EVERYONE} else (other, one)
    if whole.sides != {EVERYONE} or part.sides & {EVERYONE, EXCESS, CASES} or one.scope != other.scope:
        return None
    if "vague" in (one.account.bound, other.account.bound):
        return None
    if "denied" in (one.account.certainty, other.account.certainty):
        return None
    if (part.value or 0) <= (whole.value or 0) or days_apart(one, other) > DAYS_AT_ONCE or whole.part:
        return None
    later = whole.day is not None and part.day is not None and whole.day < part.day
    if later or whole.speaker.outlet or part.speaker.outlet or one.series[0] == other.series[0]:
        return None
    why = f"{say_account(part)} are more than {say_account(whole)} in all"
    return Disagreement("ranges_disjoint", "conflict", why)


def two_spans(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """Two sides' numbers of days that overlap and are not the same: to the 10th here, to the 18th there."""
    here, there = one.span, other.span
    if here is None or there is None or here == there or one.scope != other.scope:
        return None
    if not (one_measure(one, other) and one_sides(one, other) and are_disjoint(one, other)):
        return None
    if max(here[0], there[0]) > min(here[1], there[1]):
        return None
    if side_of(one.speaker) == side_of(other.speaker) or "vague" in (one.account.bound, other.account.bound):
        return None
    days = [f"{iso_of(first)} to {iso_of(last)}" for first, last in (here, there)]
    why = f"{say_account(one)}, of {days[0]}, and {say_account(other)}, of {days[1]}"
    return Disagreement("ranges_disjoint", "scope", why)


def misquoted(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """An outlet's own number, and another one that somebody else tells of it while its own stands."""
    relayed = [each for each in (one, other) if each.relayed_by]
    if len(relayed) != 1 or one.speaker.called != other.speaker.called or not one_measure(one, other):
        return None
    own = other if relayed[0] is one else one
    told = own.day is not None and relayed[0].day is not None and one_sides(one, other)
    if not told or (relayed[0].day or 0) > (own.day or 0) + DAYS_AT_ONCE:
        return None
    why = f"{say_account(own)} itself, and {say_account(relayed[0])}"
    return Disagreement("ranges_disjoint", "relay_error", why)


OF_TWO_NUMBERS: Sequence[Rule] = (digit_slip, ranges)
OF_UNUSUAL_NUMBERS: Sequence[Rule] = (
    misquoted,
    digit_slip,
    two_spans,
    crowds,
    parts,
    beyond_the_usual,
    ranges,
)
"""The same where one is told of somebody, or counts a crowd, a part, some days or an excess."""
OF_TWO_PEOPLES: Sequence[Rule] = (crowds, beyond_the_whole, beyond_the_usual)
"""The same where others are counted, or for other things. The first that has an answer gives it."""
