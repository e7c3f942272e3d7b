"""Statements that do not go together, and in which way: most are no dispute at all.

Two accounts of one occurrence are compared where they count the same: a later number of a growing toll is an
update, a town's number beside a country's is another scope, a number that lost its "up to" was changed on
the way. What is left, two numbers of one thing on one day, is a conflict. Ranges respect their bounds: "at
least 8" and 18 agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import combinations, islice, permutations

from ..contract import record_id
from ..records import Contradiction, ContradictionRule, Relation
from .accounts import SpokenAccount, denial_id, series_of
from .beside import CLEARLY
from .comparing import (
    UNKNOWN_DAYS,
    are_disjoint,
    days_apart,
    is_odd_for_both,
    one_measure,
    one_number,
    one_people,
    one_sides,
    say_account,
    say_group,
    say_name,
    say_number,
)
from .denials import Denial
from .sides import CASES, EVERYONE
from .tolls import LARGE, ODD

DAYS_AT_ONCE = 1
"""Days within which two numbers are told at one time."""

DRIFT = 3.0
"""How many times smaller a later number of a growing toll is that must count something else."""

DAYS_OF_USE = 3
"""Days after a number was first told from which it is still in use, where its denial has no date."""

FAR_APART = 5.0
"""How many times larger one speaker's number is than another's that must count something else."""

DAYS_OF_A_RELAY = 2
"""Days within which one report is told on by another."""

HOURS_LATER = 1.5
"""Hours by which a report comes later than another of one day, not beside it."""

BY_THE_HOUR = 1.5
"""How many times larger one of two numbers of the first day is that is more likely later than disputed."""

MANIFOLD = 2.0
"""How many times larger an estimate of a crowd is that another one's "more than" does not mean."""

DIGITS_OF_A_COUNT = 2
"""Digits before the zeros from which a number was counted: "almost 400" is many people's."""

SUMS_LIMIT = 12
"""Numbers of one measure in a document of which it is asked whether they make each other up."""

PAIRS_LIMIT = 60
"""Accounts told at one time that one account is compared with."""

AT_ONCE = frozenset({"conflict", "scope", "stale", "digit_slip"})
"""Relations that do not hold between two numbers that one speaker tells together."""

STEPS = frozenset({"update", "stale", "measure_drift"})
"""Relations of a number to those before it."""

GROWING = frozenset({"killed", "injured", "casualties", "arrested", "missing", "displaced", "abducted"})

WANING = frozenset({"missing", "displaced", "abducted"})
"""Measures that fall as people are found, return or are freed."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What is wrong between two accounts."""

    rule: ContradictionRule
    relation: Relation
    why: str


def find_contradictions(voiced: Sequence[SpokenAccount]) -> tuple[Contradiction, ...]:
    """The contradictions among the accounts of one occurrence, each disagreement once."""
    together = _told_together(voiced)
    found: list[tuple[SpokenAccount, SpokenAccount, Disagreement]] = []
    for one, other in _pairs(voiced):
        first, second = (one, other) if _time_order(one) <= _time_order(other) else (other, one)
        told = next((told for rule in RULES if (told := rule(first, second)) is not None), None)
        if told is not None and not (told.relation in AT_ONCE and _values(first, second) & together):
            found.append((first, second, told))
    return (*_folded(found), *_retractions(voiced), *_lost_digits(voiced))


def _folded(found: Iterable[tuple[SpokenAccount, SpokenAccount, Disagreement]]) -> Iterator[Contradiction]:
    """Each disagreement once, by its best told pair: what five outlets say against two is one matter.

    A number of a series that changes is told once, against the best told one before it: who said what in
    between stands in the series itself. One number of several places is told once.
    """
    matters: dict[frozenset[tuple[object, ...]], list[tuple[SpokenAccount, SpokenAccount, Disagreement]]] = (
        defaultdict(list)
    )
    for first, second, told in found:
        matters[frozenset((_side(first), _side(second)))].append((first, second, told))
    steps: dict[tuple[object, ...], list[tuple[SpokenAccount, SpokenAccount, Disagreement]]] = defaultdict(
        list
    )
    of_two_places: dict[tuple[object, ...], list[tuple[SpokenAccount, SpokenAccount, Disagreement]]] = (
        defaultdict(list)
    )
    for pairs in matters.values():
        first, second, told = min(pairs, key=_worst_told)
        others = {say_name(each) for pair in pairs for each in pair[:2]} - {say_name(first), say_name(second)}
        also = f"; so too {', '.join(sorted(others))}" if others else ""
        told = replace(told, why=told.why + also)
        if told.relation in STEPS and told.rule == "ranges_disjoint":
            steps[told.relation, _side(second)].append((first, second, told))
        elif told.relation == "scope" and told.rule == "exclusive":
            of_two_places[first.value, first.account.measure].append((first, second, told))
        else:
            yield _record(first, second, told)
    for pairs in steps.values():
        yield _record(*min(pairs, key=_worst_step))
    for pairs in of_two_places.values():
        yield _record(*min(pairs, key=_worst_told))


def _worst_step(
    pair: tuple[SpokenAccount, SpokenAccount, Disagreement],
) -> tuple[bool, int, tuple[bool, int, int, int, int, str]]:
    """Steps within one series first, then the shortest in time, then the best told."""
    return series_of(pair[0]) != series_of(pair[1]), days_apart(*pair[:2]), _worst_told(pair)


def _side(voiced: SpokenAccount) -> tuple[object, ...]:
    """What makes accounts of several speakers one side of a disagreement."""
    account = voiced.account
    return account.low, account.high, account.measure, tuple(sorted(voiced.sides)), voiced.scope


def _worst_told(
    pair: tuple[SpokenAccount, SpokenAccount, Disagreement],
) -> tuple[bool, int, int, int, int, str]:
    """Pairs that one report tells first, then those of named speakers, of offices, of many documents."""
    sides = pair[:2]
    hidden = sum(each.speaker.outlet or each.speaker.claimant is None for each in sides)
    known = sum(each.speaker.state is not None for each in sides)
    documents = sum(len(each.account.documents) for each in sides)
    together = bool(set(sides[0].account.documents) & set(sides[1].account.documents))
    return (
        not together,
        hidden,
        -known,
        -documents,
        days_apart(*sides),
        min(each.account.id for each in sides),
    )


def _told_together(voiced: Sequence[SpokenAccount]) -> frozenset[tuple[object, ...]]:
    """Pairs of numbers that one speaker tells in one document: a whole and its part, or then and now.

    So are two numbers of one document of which one is of another measure, whoever tells them.
    """
    told: dict[tuple[object, ...], set[float]] = defaultdict(set)
    beside: dict[str, set[tuple[float, str]]] = defaultdict(set)
    for each in voiced:
        for document in each.account.documents:
            if each.value is not None and each.account.certainty != "denied":
                told[document, each.speaker.key, each.account.measure].add(each.value)
                beside[document].add((each.value, str(each.account.measure)))
    same = (
        (measure, low, high)
        for (_, _, measure), values in told.items()
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
    return frozenset({(one.account.measure, *values), values})


def _time_order(voiced: SpokenAccount) -> tuple[int, str]:
    return voiced.day or 0, voiced.account.id


def _pairs(voiced: Sequence[SpokenAccount]) -> Iterator[tuple[SpokenAccount, SpokenAccount]]:
    """Accounts that are compared, each pair once."""
    seen: set[tuple[str, str]] = set()
    for one, other in _candidates(voiced):
        key = (min(one.account.id, other.account.id), max(one.account.id, other.account.id))
        if one.account.id != other.account.id and key not in seen:
            seen.add(key)
            yield one, other


def _candidates(voiced: Sequence[SpokenAccount]) -> Iterator[tuple[SpokenAccount, SpokenAccount]]:
    """Accounts of one number; of one measure and people, neighbours in time, and those told at one time."""
    runs: dict[object, list[SpokenAccount]] = defaultdict(list)
    values: dict[object, list[SpokenAccount]] = defaultdict(list)
    for each in voiced:
        values[each.value].append(each)
        if each.part:
            continue
        runs["series", *series_of(each)].append(each)
        if each.account.measure == "protesters":
            runs["crowd", each.scope].append(each)
        runs["people", each.account.measure, tuple(sorted(each.sides)), each.manner].append(each)
        for document in each.account.documents:
            runs["report", document, each.account.measure].append(each)
    for accounts in values.values():
        yield from combinations(accounts[:PAIRS_LIMIT], 2)
    for accounts in runs.values():
        ordered = sorted(accounts, key=_time_order)
        for number, one in enumerate(ordered):
            for other in ordered[number + 1 : number + PAIRS_LIMIT]:
                yield one, other
                if days_apart(one, other) > DAYS_AT_ONCE:
                    break


def _record(one: SpokenAccount, other: SpokenAccount, found: Disagreement) -> Contradiction:
    return Contradiction(
        id=record_id("contradiction", one.account.id, other.account.id),
        occurrence=one.account.occurrence,
        left=one.account.id,
        right=other.account.id,
        measure=one.account.measure if one.account.measure == other.account.measure else None,
        rule=found.rule,
        relation=found.relation,
        why=found.why,
    )


# rules: each tells of two accounts, the earlier first, what is wrong between them, or nothing


def digit_slip(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """One number is the other with a digit changed, or two digits exchanged, told at one time."""
    if not (one_measure(one, other) and days_apart(one, other) <= DAYS_AT_ONCE + 1):
        return None
    if not one_sides(one, other) or not are_disjoint(one, other):
        return None
    digits = [f"{each.value:.0f}" for each in (one, other) if each.value is not None]
    if len(digits) < 2 or min(map(len, digits)) < 3 or not (_slipped(*digits) or _is_tenfold(*digits)):
        return None
    if not _is_tenfold(*digits) and any(len(each.rstrip("0")) < 3 for each in digits):
        return None  # 2,000 and 2,500 are rounded, each its own way
    if _counted_on(one, other):
        return None
    return Disagreement(
        "ranges_disjoint", "digit_slip", f"{digits[0]} and {digits[1]} differ in their digits alone"
    )


def _counted_on(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether the later of two numbers of one series is the larger one: who counts on makes no slip."""
    grew = (other.value or 0.0) > (one.value or 0.0) and days_apart(one, other) > 0
    return grew and series_of(one) == series_of(other)


def modifier_loss(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """One number, first with "up to" and then without."""
    if not (one_number(one, other) and one_measure(one, other)):
        return None
    bounded = [each for each in (one, other) if each.account.bound in ("at_most", "less_than")]
    plain = [each for each in (one, other) if each.account.bound in ("exact", "about")]
    if len(bounded) != 1 or len(plain) != 1:
        return None
    if bounded[0].day is not None and plain[0].day is not None and bounded[0].day > plain[0].day:
        return None
    return Disagreement(
        "exclusive", "modifier_loss", f"{say_account(bounded[0])} became {say_account(plain[0])}"
    )


def label(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """One number, counted under names that exclude one another."""
    if not one_number(one, other) or one.scope != other.scope or not one_people(one, other):
        return None
    named = [each.sides - {EVERYONE} for each in (one, other)]
    if not all(named):
        return None
    if named[0] < named[1] or named[1] < named[0]:
        more = sorted(max(named, key=len) - min(named, key=len))
        return Disagreement("exclusive", "relay_error", f"{say_number(one)} are counted with {more[0]} added")
    if named[0] & named[1]:
        return None
    groups = [say_group(each) for each in (one, other)]
    return Disagreement(
        "exclusive", "label", f"the same {say_number(one)} are {groups[0]} here and {groups[1]} there"
    )


def nesting(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """One number beside another in one document, and among that other in the next."""
    if not (one_number(one, other) and one_measure(one, other) and one_sides(one, other)):
        return None
    if days_apart(one, other) > DAYS_OF_A_RELAY:
        return None
    for inside, outside in ((one, other), (other, one)):
        if shared := inside.among & outside.beside:
            why = f"{say_account(outside)} beside {min(shared):,.0f}, {say_account(inside)} among them"
            return Disagreement("exclusive", "relay_error", why)
    return None


def scope(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """One number, of a town on one side and of more than it on the other."""
    if not (one_number(one, other) and one_measure(one, other)):
        return None
    if not one_sides(one, other) and all(each.figures[0].group for each in (one, other)):
        return None
    if one.scope == other.scope or not (one.scope or other.scope):
        return None
    places = [each.scope or "no one town" for each in (one, other)]
    return Disagreement(
        "exclusive", "scope", f"{say_number(one)} are of {places[0]} here and of {places[1]} there"
    )


def measure_drift(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """One number at one time, of two measures."""
    kinds = [(each.account.measure, each.way) for each in (one, other)]
    if kinds[0] == kinds[1] or not one_number(one, other):
        return None
    if (one.value or 0) < ODD or days_apart(one, other) > DAYS_AT_ONCE + 1 or not is_odd_for_both(one, other):
        return None
    if set(one.account.documents) & set(other.account.documents):  # one place, understood in two ways
        return None
    if one.account.measure == other.account.measure:
        if len(f"{one.value or 0:.0f}".rstrip("0")) < DIGITS_OF_A_COUNT:
            return None
        why = f"{say_account(one)}, and {say_account(other)}: who seeks care and who is hurt are not the same"
    else:
        why = f"{say_number(one)} are {one.account.measure} here and {other.account.measure} there"
    return Disagreement("exclusive", "measure_drift", why)


def crowds(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """Two estimates of one crowd of which one is a multiple of the other, whatever it calls those in it.

    Who sees 50,000 does not say "more than 20,000": an estimate's bound is no count that goes on.
    """
    if {one.account.measure, other.account.measure} != {"protesters"} or one.scope != other.scope:
        return None
    less, more = sorted((each.value or 0) for each in (one, other))
    if less < LARGE or more < MANIFOLD * less or days_apart(one, other) > DAYS_AT_ONCE:
        return None
    if None in (one.account.as_of, other.account.as_of) or one.speaker.key == other.speaker.key:
        return None
    return Disagreement(
        "ranges_disjoint", "conflict", f"{say_account(one)} against {say_account(other)}: of one crowd"
    )


def parts(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """Two numbers of the same people, of two different wholes."""
    if not (one_measure(one, other) and one_sides(one, other) and are_disjoint(one, other)):
        return None
    wholes = one.whole, other.whole
    if None in wholes or wholes[0] == wholes[1] or one.sides == {EVERYONE}:
        return None
    if days_apart(one, other) > DAYS_OF_A_RELAY:
        return None
    told = [f"{say_number(each)} of {each.whole:,.0f}" for each in (one, other)]
    why = f"{told[0]} here and {told[1]} there: parts of different counts"
    return Disagreement("ranges_disjoint", "scope", f"{say_account(one)}, and {say_account(other)}: {why}")


def beyond_the_whole(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """A number of some people that is larger than another side's number of all."""
    if not one_measure(one, other) or one.account.measure not in GROWING or not are_disjoint(one, other):
        return None
    whole, part = (one, other) if one.sides == {EVERYONE} else (other, one)
    if whole.sides != {EVERYONE} or part.sides & {EVERYONE, CASES} or one.scope != other.scope:
        return None
    if "vague" in (one.account.bound, other.account.bound):
        return None
    if (part.value or 0) <= (whole.value or 0) or days_apart(one, other) > DAYS_AT_ONCE or whole.part:
        return None
    later = whole.day is not None and part.day is not None and whole.day < part.day
    if later or whole.speaker.outlet or part.speaker.outlet or series_of(one)[0] == series_of(other)[0]:
        return None
    why = f"{say_account(part)} are more than {say_account(whole)} in all"
    return Disagreement("ranges_disjoint", "conflict", why)


def ranges(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """Two ranges of one measure and the same people that have no number in common."""
    if not (one_measure(one, other) and one_sides(one, other) and are_disjoint(one, other)):
        return None
    if one.account.measure == "other" and one.sides != {CASES}:
        return None
    if one.scope != other.scope:
        return _part_and_whole(one, other)
    one_series = series_of(one) == series_of(other)
    if days_apart(one, other) == UNKNOWN_DAYS or not _is_comparable(one, other, one_series=one_series):
        return None
    values = one.value or 0, other.value or 0
    if _grew_by_the_hour(one, other):
        return _grown(one, other)
    if one_series and (days_apart(one, other) > 0 or _own_later_word(one, other)):
        if days_apart(one, other) == 0:  # within a day a count goes up
            one, other = sorted((one, other), key=lambda each: each.value or 0)
            values = one.value or 0, other.value or 0
        way = "grew" if values[1] > values[0] else "was lowered"
        if _fell(one, other):
            return _drifted(one, other)
        return Disagreement(
            "ranges_disjoint", "update", f"{say_account(one)}, then {say_account(other)}: the number {way}"
        )
    return _over_time(one, other) if _grows(one) else _at_once(one, other)


def _grows(voiced: SpokenAccount) -> bool:
    """Whether what is counted becomes more from day to day."""
    return voiced.account.measure in GROWING or voiced.sides == {CASES}


def _is_comparable(one: SpokenAccount, other: SpokenAccount, *, one_series: bool) -> bool:
    """Whether both count, and the same: no "dozens", nothing denied, nothing told on that was taken back."""
    values = one.value or 0, other.value or 0
    if "vague" in (one.account.bound, other.account.bound):
        return False  # nobody counted the dozens that became twenty
    if _is_in_use_again(one) or _is_in_use_again(other):
        return False  # that it was taken back is told by itself
    if "denied" in (one.account.certainty, other.account.certainty):
        return False  # who says "not 17" counts no 17
    far = max(values) > FAR_APART * min(values)
    return one_series or not (far or any(_is_given_up(each) for each in (one, other)))


def _is_given_up(voiced: SpokenAccount) -> bool:
    """Whether a number was taken back, or is denied and nobody's who has a name: others may be denied."""
    status, speaker = voiced.account.status, voiced.speaker
    return status == "retracted" or (status == "denied" and (speaker.outlet or speaker.claimant is None))


def _is_in_use_again(voiced: SpokenAccount) -> bool:
    """Whether a number is told after its own side took it back."""
    if voiced.account.status != "retracted" or voiced.day is None:
        return False
    return any(denial.day is not None and voiced.day > denial.day for denial in voiced.denials)


def _grew_by_the_hour(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether of two reports of a day the one that came hours later has more of what grows."""
    if days_apart(one, other) > 0 or not _grows(one):
        return False
    if (
        one.moment is None
        or other.moment is None
        or set(one.account.documents) & set(other.account.documents)
    ):
        return False
    hours = 24 * (other.moment - one.moment)
    return abs(hours) >= HOURS_LATER and hours * ((other.value or 0) - (one.value or 0)) > 0


def _grown(one: SpokenAccount, other: SpokenAccount) -> Disagreement:
    less, more = sorted((one, other), key=lambda each: each.value or 0)
    told = f"{say_account(less)}, and hours later {say_account(more)}"
    return Disagreement("ranges_disjoint", "update", f"{told}: the number grew")


def _own_later_word(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether one speaker told both on one day, in different reports: who counts on does not disagree."""
    apart = not set(one.account.documents) & set(other.account.documents)
    dated = None not in (one.account.as_of, other.account.as_of)
    return apart and dated and one.speaker.key == other.speaker.key and days_apart(one, other) == 0


def _over_time(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """Two speakers' numbers of what only grows, the earlier first."""
    values, days = (one.value or 0, other.value or 0), days_apart(one, other)
    told = f"{say_account(one)}, then {say_account(other)}"
    if shared := set(one.account.documents) & set(other.account.documents):
        return _side_by_side(one, other, shared)
    for before, after in ((one, other), (other, one)):
        if before.recalled >= set(before.account.documents) and not after.recalled:
            why = f"{say_account(before)}, as said before, then {say_account(after)}"
            return Disagreement("ranges_disjoint", "update", why)
    if days > 0 and one.account.measure in WANING:
        return Disagreement("ranges_disjoint", "update", f"{told}: the number changed")
    if _fell(one, other):
        return _drifted(one, other)
    if days > 0 and values[1] > values[0]:
        if _stood_by(one, other):
            why = f"{say_account(one)}, and stood by it, against {say_account(other)}"
            return Disagreement("ranges_disjoint", "conflict", why)
        return Disagreement("ranges_disjoint", "update", f"{told}: the toll grew")
    if one.on_the_day and other.on_the_day and max(values) >= BY_THE_HOUR * min(values):
        less, more = sorted((one, other), key=lambda each: each.value or 0)
        why = f"{say_account(less)}, and {say_account(more)}: on its first day a toll grows by the hour"
        return Disagreement("ranges_disjoint", "update", why)
    if days > DAYS_AT_ONCE:
        return Disagreement("ranges_disjoint", "stale", f"{told}: the later report has the lower number")
    return _at_once(one, other)


def _stood_by(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether the earlier speaker, when it counted anew, still counted fewer than the later one had said.

    The opposition's 300 are no news of the ministry's 164 where the ministry goes on to 188.
    """
    if one.next_told is None or any(
        each.speaker.outlet or each.speaker.claimant is None for each in (one, other)
    ):
        return False
    day, value = one.next_told
    return day >= (other.day or 0) and (one.value or 0.0) < value < CLEARLY * (other.value or 0.0)


def _side_by_side(one: SpokenAccount, other: SpokenAccount, documents: Set[str]) -> Disagreement | None:
    """Two sides' numbers in one report: told against each other, unless one is what was said before."""
    for before, after in ((one, other), (other, one)):
        if before.recalled & documents and not after.recalled & documents:
            why = f"{say_account(before)}, as said before, then {say_account(after)}"
            return Disagreement("ranges_disjoint", "update", why)
    return _at_once(one, other)


def _fell(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether a count that only grows fell so far that something else is counted."""
    far = (other.value or 0) * DRIFT < (one.value or 0)
    return far and one.account.measure in GROWING - WANING and days_apart(one, other) > DAYS_AT_ONCE


def _drifted(one: SpokenAccount, other: SpokenAccount) -> Disagreement:
    why = "a count that only grows cannot fall so far; something else is counted"
    return Disagreement(
        "ranges_disjoint", "measure_drift", f"{say_account(one)}, then {say_account(other)}: {why}"
    )


def _at_once(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """Two numbers at one time; a day that follows from a number alone is no earlier, maybe later."""
    if None in (one.account.as_of, other.account.as_of):
        return None
    return Disagreement(
        "ranges_disjoint", "conflict", f"{say_account(one)} against {say_account(other)} at one time"
    )


def _part_and_whole(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """A town's number may be any part of its country's; more than that does not go together."""
    part, whole = (one, other) if one.scope and not other.scope else (other, one)
    if whole.scope or whole.account.high is None or (part.account.low or 0) <= whole.account.high:
        return None
    if days_apart(one, other) > DAYS_AT_ONCE or (part.day or 0) > (whole.day or 0):
        return None
    relation: Relation = "conflict" if part.manner else "scope"
    return Disagreement(
        "ranges_disjoint", relation, f"{say_account(part)} in {part.scope}, {say_account(whole)} in all"
    )


RULES: Sequence[Callable[[SpokenAccount, SpokenAccount], Disagreement | None]] = (
    digit_slip,
    modifier_loss,
    nesting,
    label,
    scope,
    measure_drift,
    crowds,
    parts,
    beyond_the_whole,
    ranges,
)
"""The first that has an answer gives it."""


def _retractions(voiced: Sequence[SpokenAccount]) -> Iterator[Contradiction]:
    """Numbers against those who deny them, and later uses of a number that was taken back, each once."""
    taken_back = {each.value: each for each in voiced if each.account.status == "retracted"}
    matters: dict[tuple[Relation, float | None, str], list[tuple[SpokenAccount, Denial]]] = defaultdict(list)
    for account in voiced:
        first = taken_back.get(account.value)
        for denial in account.denials:
            used = first is not None and _still_used(account, first, denial)
            relation: Relation = "retracted_in_use" if used else "update" if first else "denial"
            if denial.none_of:
                matters["denial", 0.0, denial.speaker.key].append((account, denial))
            else:
                matters[relation, account.value, denial.speaker.key].append((account, denial))
    for (relation, _, _), pairs in matters.items():
        yield _retraction(relation, pairs)


def _lost_digits(voiced: Sequence[SpokenAccount]) -> Iterator[Contradiction]:
    """Parts that do not make their document's whole, but would if one had the digit that others tell it with.

    "208 and 9 were killed, 227 in all": with the 19 that others count, they are 227.
    """
    told: dict[tuple[str, str], list[SpokenAccount]] = defaultdict(list)
    for each in voiced:
        for document in each.account.documents:
            told[document, each.account.measure or ""].append(each)
    for (document, _), here in sorted(told.items()):
        if len(here) <= SUMS_LIMIT:
            found = (_lost_digit(triple, voiced, document) for triple in permutations(here, 3))
            yield from islice(filter(None, found), 1)


def _lost_digit(
    triple: tuple[SpokenAccount, ...], voiced: Sequence[SpokenAccount], document: str
) -> Contradiction | None:
    """A part that lost a digit, against the whole that it would make with another part."""
    part, beside, whole = triple
    right = (whole.value or 0) - (beside.value or 0)
    if (whole.value or 0) < LARGE or not _lost_a_digit(part.value, right):
        return None
    teller = _teller(right, part, voiced, document)
    if teller is None:
        return None
    sum_told = f"{say_number(part)} beside {say_number(beside)} does not make {say_number(whole)}"
    why = f"{sum_told}; {right:,.0f} would"
    return _record(
        part, whole, Disagreement("ranges_disjoint", "digit_slip", f"{why}, as {say_account(teller)}")
    )


def _lost_a_digit(value: float | None, right: float) -> bool:
    """Whether a number is another one without one of its digits."""
    short, long = f"{value or 0:.0f}", f"{right:.0f}"
    if len(short) != len(long) - 1:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _teller(
    value: float, like: SpokenAccount, voiced: Sequence[SpokenAccount], document: str
) -> SpokenAccount | None:
    """Who tells a number of the same people and measure in another document."""
    return next(
        (
            each
            for each in voiced
            if each.value == value and each.sides == like.sides and one_measure(each, like)
            if document not in each.account.documents
        ),
        None,
    )


def _retraction(relation: Relation, pairs: Sequence[tuple[SpokenAccount, Denial]]) -> Contradiction:
    account, denial = min(pairs, key=_worst_denied)
    others = {say_name(each) for each, _ in pairs} - {say_name(account)}
    also = f"; so too {', '.join(sorted(others))}" if others else ""
    used = ", and it is still in use" if relation == "retracted_in_use" else ""
    right = denial_id(account.account.occurrence, denial)
    return Contradiction(
        id=record_id("contradiction", account.account.id, right),
        occurrence=account.account.occurrence,
        left=account.account.id,
        right=right,
        measure=account.account.measure,
        rule="denied" if relation == "denial" else "retracted",
        relation=relation,
        why=f"{say_account(account)}; {denial.claim.quote!r}{used}{also}",
    )


def _worst_denied(pair: tuple[SpokenAccount, Denial]) -> tuple[bool, bool, float, int, str, str]:
    """What many documents tell first; against "none" the most dead that were told before it."""
    account, denial = pair
    later = bool(denial.none_of) and (account.day or 0) > (denial.day or 0)
    unlike = bool(denial.none_of) and (
        account.account.bound == "vague" or account.account.measure != "killed"
    )
    most = -(account.value or 0.0) if denial.none_of else 0.0
    return later, unlike, most, -len(account.account.documents), account.account.id, denial.claim.id


def _still_used(account: SpokenAccount, first: SpokenAccount, denial: Denial) -> bool:
    """Whether a number is told after it was taken back: days after its first speaker, if that has no date."""
    if account.day is None:
        return False
    if denial.day is not None:
        return account.day > denial.day
    return first.day is not None and account.day > first.day + DAYS_OF_USE


def _is_tenfold(one: str, other: str) -> bool:
    """Whether one is the other with a zero more, and neither is a number for want of a better one."""
    digits = one.rstrip("0")
    return (
        digits == other.rstrip("0") and len(digits) >= DIGITS_OF_A_COUNT and abs(len(one) - len(other)) == 1
    )


def _slipped(one: str, other: str) -> bool:
    """Whether two numbers of one length differ in one digit after the first, or by an exchange of digits."""
    if len(one) != len(other):
        return False
    differing = [at for at in range(len(one)) if one[at] != other[at]]
    if len(differing) == 1:
        return len(one) >= 4 and differing[0] > 0
    return sorted(one) == sorted(other) and len(differing) == 2
