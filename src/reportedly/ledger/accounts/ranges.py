"""Ranges without a common number: a toll that grew, a late report of less, a town's part, or a conflict.

None of the thresholds here is measured: each says what it keeps apart.
"""

from __future__ import annotations

from collections.abc import Set

from ...records import Relation
from ..traits.claimants import side_of
from ..traits.offices import WHOLE_STATE
from ..traits.recalled import WANING
from ..traits.sides import CASES
from .beside import CLEARLY, FEWEST, FREED, TRAPPED
from .comparing import (
    DAYS_AT_ONCE,
    NOTABLY,
    UNKNOWN_DAYS,
    Disagreement,
    are_apart,
    days_apart,
    one_measure,
    one_sides,
    say_account,
    share_a_report,
)
from .doubts import Doubt
from .series import HOURS_LATER, happened_since, is_of_before
from .spoken import SpokenAccount

DRIFT = 3.0
"""How many times smaller a later number of a growing toll is that must count something else."""

FAR_APART = 5.0
"""How many times larger one speaker's number is than another's that must count something else."""

DAYS_OF_ONE_COUNT = 30
"""Days after a number from which a lower one is more likely of others: of those still held, of some alone."""

BY_THE_HOUR = 1.5
"""How many times larger one of two numbers of the first day is that is more likely later than disputed."""

GROWING = frozenset({"killed", "injured", "casualties", "arrested", "missing", "displaced", "abducted"})
"""Measures of a toll, which becomes more from day to day."""


def ranges(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """Two ranges of one measure and the same people that have no number in common."""
    if not (one_measure(one, other) and one_sides(one, other) and are_apart(one, other)):
        return None
    if one.account.measure == "other" and one.sides != {CASES} and not one.manner:
        return None
    if one.scope != other.scope and not (one.town and one.town == other.town):
        return _part_and_whole(one, other)
    one_series = one.series == other.series
    if is_of_before(one) or is_of_before(other):
        return _since(one, other, one_series=one_series)
    if happened_since(one, other) or happened_since(other, one):
        return None
    if days_apart(one, other) == UNKNOWN_DAYS or not _is_comparable(one, other, one_series=one_series):
        return None
    if one.manner == FREED:  # captives come free in groups, and nobody is freed twice
        return _at_once(one, other) if days_apart(one, other) <= DAYS_AT_ONCE else None
    if one.manner == TRAPPED and _hours_later(one, other):
        return _changed(one, other)
    if _grew_by_the_hour(one, other):
        return _grown(one, other)
    if one_series and (days_apart(one, other) > 0 or _own_later_word(one, other)):
        return _in_one_series(*_as_told(one, other))
    return _over_time(one, other) if _grows(one) else _at_once(one, other)


def grew(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """A number of what only grows, and a later and larger one, even where the first says "at least".

    Of one report only what it calls a number of before was overtaken; within a day only what came hours
    earlier, or one speaker's smaller number of the same bound where nobody tells the hours.
    """
    if one.kind != other.kind:
        return None
    if one.account.measure not in GROWING - WANING and one.sides != {CASES}:
        return None
    least, most = NOTABLY if one.account.high is None else 1.0, FAR_APART * (one.value or 0.0)
    if (one.value or 0.0) < FEWEST:
        return None
    if (other.value or 0.0) > most and not one.on_the_day and one.series != other.series:
        return None
    if (other.value or 0.0) <= least * (one.value or 0.0) or is_of_before(other) or one.only:
        return None
    if "vague" in _bounds(one, other) or happened_since(one, other) or happened_since(other, one):
        return None
    if any(_is_denied(each) or each.account.status in ("denied", "retracted") for each in (one, other)):
        return None
    if share_a_report(one, other):
        is_earlier = is_of_before(one)
    else:
        is_earlier = 0 < days_apart(one, other) < UNKNOWN_DAYS or _hours_later(one, other) > 0
        is_earlier = is_earlier or (
            one.account.bound == other.account.bound
            and _own_later_word(one, other)
            and not _hours_later(one, other)
        )
    if not is_earlier:
        return None
    why = f"{say_account(one)}, then {say_account(other)}: the number grew"
    return Disagreement("ranges_disjoint", "update", why)


def _in_one_series(one: SpokenAccount, other: SpokenAccount) -> Disagreement:
    """An earlier and a later number of one series."""
    if _fell(one, other):
        return _drifted(one, other)
    way = "grew" if (other.value or 0) > (one.value or 0) else "was lowered"
    why = f"{say_account(one)}, then {say_account(other)}: the number {way}"
    return Disagreement("ranges_disjoint", "update", why)


def _as_told(one: SpokenAccount, other: SpokenAccount) -> tuple[SpokenAccount, SpokenAccount]:
    """Two accounts of a series in its order; within a day whose hours nobody tells a count goes up."""
    if days_apart(one, other) > 0:
        return one, other
    if None in (one.moment, other.moment) or one.moment == other.moment:
        return (one, other) if (one.value or 0) <= (other.value or 0) else (other, one)
    return (one, other) if (one.moment or 0) < (other.moment or 0) else (other, one)


def _since(one: SpokenAccount, other: SpokenAccount, *, one_series: bool) -> Disagreement | None:
    """A number that is told as one of before is no rival of any; what is said since is news."""
    before, after = (one, other) if is_of_before(one) else (other, one)
    if is_of_before(after) or (after.day or 0) < (before.day or 0) or "vague" in _bounds(one, other):
        return None
    if _is_denied(before) or _is_denied(after) or _fell(before, after):
        return None
    if not (one_series or _may_go_on(one, other)):
        fell = (after.value or 0.0) < (before.value or 0.0)
        return _at_once(before, after) if fell and days_apart(one, other) <= DAYS_AT_ONCE else None
    why = f"{say_account(before)}, as said before, then {say_account(after)}"
    return Disagreement("ranges_disjoint", "update", why)


def _bounds(one: SpokenAccount, other: SpokenAccount) -> tuple[str | None, str | None]:
    return one.account.bound, other.account.bound


def _grows(voiced: SpokenAccount) -> bool:
    """Whether what is counted becomes more from day to day."""
    return voiced.account.measure in GROWING or voiced.sides == {CASES} or bool(voiced.manner)


def _is_comparable(one: SpokenAccount, other: SpokenAccount, *, one_series: bool) -> bool:
    """Whether both count, and the same: no "dozens", nothing denied, nothing told on that was taken back."""
    values = one.value or 0, other.value or 0
    if "vague" in _bounds(one, other):
        return False  # nobody counted the dozens that became twenty
    if _is_denied(one) or _is_denied(other):
        return False
    less = one if values[0] < values[1] else other
    waned = one.account.measure in WANING and values[1] < values[0] and days_apart(one, other) > 0
    far = max(values) > FAR_APART * min(values) and not (
        waned or less.only or any(each.total for each in less.figures)
    )
    return one_series or not (far or _is_given_up(one, other.day) or _is_given_up(other, one.day))


def _is_denied(voiced: SpokenAccount) -> bool:
    """Whether its own speaker denies it: who says "not 17" counts no 17."""
    return voiced.account.certainty == "denied"


def _is_given_up(voiced: SpokenAccount, day: int | None) -> bool:
    """Whether a number was taken back by a day, or is denied and nobody's who has a name.

    Until it is taken back somebody stands by it, against whoever counts otherwise.
    """
    status, speaker = voiced.account.status, voiced.speaker
    if status == "retracted":
        back = [denial.day for denial in voiced.denials]
        return not back or day is None or any(each is None or each < day for each in back)
    return status == "denied" and (speaker.outlet or speaker.claimant is None)


def _grew_by_the_hour(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether of two reports of a day the one that came hours later has more of what grows."""
    if not _grows(one) or not _may_go_on(one, other):
        return False
    return _hours_later(one, other) * ((other.value or 0) - (one.value or 0)) > 0


def _hours_later(one: SpokenAccount, other: SpokenAccount) -> float:
    """Hours from one report to another of the same day; 0 where they are few, or nobody tells them."""
    if days_apart(one, other) > 0 or set(one.account.documents) & set(other.account.documents):
        return 0.0
    if one.moment is None or other.moment is None:
        return 0.0
    hours = 24 * (other.moment - one.moment)
    return hours if abs(hours) >= HOURS_LATER else 0.0


def _may_go_on(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether one may count on from the other: of one side, or an outlet, which has its numbers from others.

    The opposition's 63 in the afternoon are no news of the ministry's 21 in the morning.
    """
    speakers = one.speaker, other.speaker
    return len(set(map(side_of, speakers))) == 1 or any(speaker.outlet for speaker in speakers)


def _grown(one: SpokenAccount, other: SpokenAccount) -> Disagreement:
    less, more = sorted((one, other), key=lambda each: each.value or 0)
    told = f"{say_account(less)}, and hours later {say_account(more)}"
    return Disagreement("ranges_disjoint", "update", f"{told}: the number grew")


def _changed(one: SpokenAccount, other: SpokenAccount) -> Disagreement:
    told = f"{say_account(one)}, then {say_account(other)}"
    return Disagreement("ranges_disjoint", "update", f"{told}: the number changed")


def _own_later_word(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether one speaker told both on one day, in different reports: who counts on does not disagree."""
    apart = not set(one.account.documents) & set(other.account.documents)
    dated = None not in (one.account.as_of, other.account.as_of)
    offices = {one.speaker.office, other.speaker.office} - {WHOLE_STATE}
    of_one = one.speaker.voice == other.speaker.voice and len(offices) <= 1
    return apart and dated and of_one and days_apart(one, other) == 0


def _over_time(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """Two speakers' numbers of what only grows, the earlier first."""
    values, days = (one.value or 0, other.value or 0), days_apart(one, other)
    if shared := set(one.account.documents) & set(other.account.documents):
        return _side_by_side(one, other, shared)
    if days > 0 and (one.account.measure in WANING or one.manner == TRAPPED):
        return _changed(one, other)
    if _fell(one, other) and not _is_told_again(one, other):
        return _drifted(one, other)
    told = f"{say_account(one)}, then {say_account(other)}"
    if days > DAYS_AT_ONCE and values[1] < values[0] and not _may_go_on(one, other):
        return Disagreement("ranges_disjoint", "conflict", f"{told}: another side counts fewer")
    if days > 0 and values[1] > values[0]:
        if (later := _still_fewer(one, other)) is not None:
            why = f"{say_account(one)}, and later {later:,.0f}, against {say_account(other)}"
            return Disagreement("ranges_disjoint", "conflict", why)
        if one.late and other.late and not _may_go_on(one, other):
            return Disagreement("ranges_disjoint", "conflict", f"{told}: another side counts more, and anew")
        return Disagreement("ranges_disjoint", "update", f"{told}: the toll grew")
    first = days <= DAYS_AT_ONCE and one.on_the_day and other.on_the_day and _may_go_on(one, other)
    if first and max(values) >= BY_THE_HOUR * min(values):
        less, more = sorted((one, other), key=lambda each: each.value or 0)
        why = f"{say_account(less)}, and {say_account(more)}: on its first day a toll grows by the hour"
        return Disagreement("ranges_disjoint", "update", why)
    if days > DAYS_AT_ONCE:
        why = f"{told}: the later report has the lower number"
        doubts: tuple[Doubt, ...] = ("long_after",) if days > DAYS_OF_ONE_COUNT else ()
        return Disagreement("ranges_disjoint", "stale", why, doubts)
    return _at_once(one, other)


def _still_fewer(one: SpokenAccount, other: SpokenAccount) -> float | None:
    """What the earlier speaker told anew where that is still fewer than the later one had said; None else.

    The opposition's 300 are no news of the ministry's 164 where the ministry goes on to 188.
    """
    if one.next_told is None or any(
        each.speaker.outlet or each.speaker.claimant is None for each in (one, other)
    ):
        return None
    day, value = one.next_told
    fewer = day >= (other.day or 0) and (one.value or 0.0) < value < CLEARLY * (other.value or 0.0)
    return value if fewer else None


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


def _is_told_again(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether the later number is an old one: somebody told it before the earlier, larger one was known."""
    first = other.day if other.first_told is None else other.first_told
    return first is not None and one.day is not None and first < one.day


def _drifted(one: SpokenAccount, other: SpokenAccount) -> Disagreement:
    why = "a count that only grows cannot fall so far; something else is counted"
    return Disagreement(
        "ranges_disjoint", "measure_drift", f"{say_account(one)}, then {say_account(other)}: {why}"
    )


def _at_once(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """Two numbers at one time; a day that follows from a number alone is no earlier, maybe later."""
    if None in (one.account.as_of, other.account.as_of):
        return None
    if one.account.measure == "protesters" and days_apart(one, other) > 0:
        return None  # on the next day it is another crowd
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
