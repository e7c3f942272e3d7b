"""One number that two reports tell of different people, of other days, or with a word lost or added.

Each rule tells of two accounts of one number, the earlier first, what is wrong between them, or nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from ...contract import record_id
from ...lexicon import load_lexicon
from ...records import Contradiction
from ..accounts.beside import DAYS_BETWEEN_BEGINNINGS
from ..accounts.comparing import (
    DAYS_AT_ONCE,
    TOLD_BY_CHANCE,
    Disagreement,
    days_apart,
    is_odd_for_both,
    one_measure,
    one_number,
    one_people,
    one_sides,
    recorded,
    say_account,
    say_group,
    say_name,
    say_number,
    share_a_report,
)
from ..accounts.digit_slips import DIGITS_OF_A_COUNT
from ..accounts.doubts import Doubt, doubted
from ..accounts.spoken import SpokenAccount
from ..traits.claimants import side_of
from ..traits.odd_numbers import ODD
from ..traits.offices import words_of
from ..traits.sides import EVERYONE, EXCESS, HOUSEHOLDS, exclude_each_other, sides_of
from ..traits.stories import iso_of

DAYS_OF_A_RELAY = 2
"""Days within which one report is told on by another."""

DAYS_OF_A_COUNT = 7
"""Days within which who counted more does not come to count fewer."""

CLEARLY_MORE = 1.2
"""How many times more people counted whose number one clearly smaller is not."""

SHORTEST = 4
"""Letters of a word that tells something."""

SEVERAL = 3
"""Numbers below are equal by chance, whatever those are called who are counted."""

NARROW = frozenset({"attackers", "civilians", "children", "rescuers", "security"})
"""Sides that are some of all."""

OF_EXCESS = frozenset({EXCESS})

SAID = frozenset({"asserted", "reported"})
"""Certainties of what is told as so."""

ATTACKERS = frozenset({"attackers"})
FORCES = "security"
"""The side of those who have arms by their office."""

OPEN_BELOW = frozenset({"at_most", "less_than"})
"""Bounds of what may be fewer."""


def modifier_loss(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """One number, first with "up to" and then without; not where it is only taken back or denied then.

    So it is with the excess deaths of a study, which its readers tell as the dead.
    """
    if not (one_number(one, other) and one_measure(one, other)):
        return None
    bounded = [each for each in (one, other) if each.sides == OF_EXCESS or each.account.bound in OPEN_BELOW]
    plain = [
        each for each in (one, other) if each not in bounded and each.account.bound in ("exact", "about")
    ]
    if any(each.sides == OF_EXCESS for each in bounded) and share_a_report(one, other):
        return None  # an office that takes a study's number for its toll says so
    if len(bounded) != 1 or len(plain) != 1 or plain[0].account.certainty == "denied":
        return None
    if bounded[0].day is not None and plain[0].day is not None and bounded[0].day > plain[0].day:
        return None
    why = f"{say_account(bounded[0])} became {say_account(plain[0])}"
    return Disagreement("exclusive", "modifier_loss", why, _doubts_of_a_relay(bounded[0], plain[0]))


def bound_lost(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """More than a round number, which is told on as that number."""
    if not (one_number(one, other) and one_measure(one, other) and one_sides(one, other)):
        return None
    if (one.account.bound, other.account.bound) not in (("more_than", "exact"), ("exact", "more_than")):
        return None
    if one.scope != other.scope or share_a_report(one, other) or days_apart(one, other) > DAYS_OF_A_RELAY:
        return None
    more, plain = (one, other) if one.account.bound == "more_than" else (other, one)
    if (more.day or 0) > (plain.day or 0) or not {more.account.certainty, plain.account.certainty} <= SAID:
        return None
    why = f"{say_account(more)} became {say_account(plain)}"
    return Disagreement("exclusive", "modifier_loss", why, _doubts_of_a_relay(more, plain))


def _doubts_of_a_relay(first: SpokenAccount, later: SpokenAccount) -> tuple[Doubt, ...]:
    """None where the later one is of the same speaker, or of an outlet or nobody named.

    Who speaks for himself may have counted as many by himself, be it for another office of one state.
    """
    told_on = later.speaker.outlet or later.speaker.claimant is None
    own = say_name(first) == say_name(later) or first.speaker.called == later.speaker.called
    return () if told_on or own else ("equal_by_chance",)


def some_as_all(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """A part of a number that another report tells as the number of all: "17 of them", and 17 dead."""
    if not (one_number(one, other) and one_measure(one, other)) or days_apart(one, other) > DAYS_OF_A_RELAY:
        return None
    if not {EVERYONE} == one.sides == other.sides or one.manner != other.manner or share_a_report(one, other):
        return None
    some = one if one.whole else other
    told_on = other if some is one else one
    if some.whole is None or some.scope or told_on.whole or told_on.among or told_on.part or told_on.scope:
        return None
    if (told_on.day or 0) < (some.day or 0):
        return None
    why = f"{say_account(some)} of {some.whole:,.0f}, and {say_account(told_on)} in all"
    return Disagreement("exclusive", "relay_error", why, _doubts_of_a_relay(some, told_on))


def two_beginnings(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """One number of what happened since two days: 19 children since June here, since December there."""
    if not (one_number(one, other) and one_measure(one, other) and one_sides(one, other)):
        return None
    if days_apart(one, other) > DAYS_OF_A_RELAY or not (one.since and other.since):
        return None
    if abs(one.since - other.since) < DAYS_BETWEEN_BEGINNINGS or one.scope != other.scope:
        return None
    days = [iso_of(each.since) for each in (one, other)]
    why = f"{say_account(one)} since {days[0]}, and {say_account(other)} since {days[1]}"
    return Disagreement("exclusive", "scope", why)


def label(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """One number, counted under names that exclude one another.

    Of a few people only where two sides tell of them on one day, and not in two towns, as attackers and not:
    four protesters, four rioters. Four protesters and four soldiers died on two sides.
    """
    if one.scope != other.scope or not one_people(one, other):
        return None
    many = one_number(one, other)
    if not many and not _is_of_few(one, other):
        return None
    named = [_named(one, other), _named(other, one)]
    if not all(named):
        return None
    if not exclude_each_other(*named):
        return _added(one, other) if many else None
    if not many and (ATTACKERS not in named or FORCES in named[0] | named[1]):
        return None
    groups = [say_group(each) for each in (one, other)]
    why = f"the same {say_number(one)} are {groups[0]} here and {groups[1]} there"
    return Disagreement("exclusive", "label", why, () if many else ("equal_by_chance",))


def _is_of_few(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether two sides with a name count as few people for the same, on one day or the next."""
    if one.value != other.value or not SEVERAL <= (one.value or 0.0) < TOLD_BY_CHANCE:
        return False
    if not one_measure(one, other) or one.account.measure == "protesters":
        return False
    if one.town and other.town and one.town != other.town:
        return False
    told = [each.speaker for each in (one, other) if each.speaker.claimant and not each.speaker.outlet]
    return len(set(map(side_of, told))) == 2 and days_apart(one, other) <= DAYS_AT_ONCE


def _named(voiced: SpokenAccount, other: SpokenAccount) -> frozenset[str]:
    """Whom an account counts; against gunmen the protesters who are everyone where nobody counts others."""
    if voiced.sides == {EVERYONE} and other.sides == ATTACKERS:
        return sides_of(voiced.figures[0].group) - {EVERYONE}
    return voiced.sides - {EVERYONE}


def _added(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """One number of some people here, and of them and others there."""
    less, more = sorted((one.sides - {EVERYONE}, other.sides - {EVERYONE}), key=len)
    if not less or not less < more:
        return None
    others = min(more - less)
    return Disagreement("exclusive", "relay_error", f"{say_number(one)} are counted with {others} added")


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
    if share_a_report(one, other):  # one place, understood in two ways
        return None
    if one.account.measure == other.account.measure:
        if len(f"{one.value or 0:.0f}".rstrip("0")) < DIGITS_OF_A_COUNT:
            return None
        by_the_house = HOUSEHOLDS in (one.way, other.way)
        hurt = "who seeks care and who is hurt" if "" in (one.way, other.way) else "in hospital and treated"
        apart = "families and people" if by_the_house else hurt
        why = f"{say_account(one)}, and {say_account(other)}: {apart} are not the same"
    else:
        why = f"{say_number(one)} are {one.account.measure} here and {other.account.measure} there"
    return Disagreement("exclusive", "measure_drift", why)


def narrowed(one: SpokenAccount, other: SpokenAccount) -> Disagreement | None:
    """One number of all here, and within days of some alone there: the words of one reporter, or an error."""
    if not (one_number(one, other) and one_measure(one, other)) or one.scope != other.scope:
        return None
    some = [each for each in (one, other) if each.sides & sides_of(each.figures[0].group) & NARROW]
    if len(some) != 1 or {EVERYONE} not in (one.sides, other.sides):
        return None
    if days_apart(one, other) > DAYS_OF_A_RELAY or share_a_report(one, other):
        return None
    why = f"{say_number(one)} in all are {say_group(some[0])} in {say_account(some[0])}"
    return Disagreement("exclusive", "relay_error", why, ("narrower_name",))


def narrowed_within(voiced: Sequence[SpokenAccount]) -> Iterator[Contradiction]:
    """Accounts of all of which one report, in the words of the same speaker, makes some alone."""
    for each in voiced:
        if each.sides != {EVERYONE} or (each.value or 0) < TOLD_BY_CHANCE or len(each.account.documents) < 2:
            continue
        some = [figure for figure in each.figures if figure.claim and sides_of(figure.group) & NARROW]
        if some:
            why = f"{say_account(each)}, and {some[0].group!r} as told on"
            yield doubted(
                Contradiction(
                    id=record_id("contradiction", each.account.id, some[0].claim or ""),
                    occurrence=each.account.occurrence,
                    left=each.account.id,
                    right=some[0].claim or "",
                    measure=each.account.measure,
                    rule="exclusive",
                    relation="relay_error",
                    why=why,
                ),
                ("narrower_name",),
            )


def exchanged(voiced: Sequence[SpokenAccount]) -> Iterator[Contradiction]:
    """An office's number that is told as that of people whose own body has just counted clearly more.

    The ministry's 61 are told on as those of medics, whose committee counted 108 the day before.
    """
    alike: dict[tuple[object, ...], list[SpokenAccount]] = defaultdict(list)
    for each in voiced:
        if each.speaker.claimant is not None and not each.speaker.outlet and (each.value or 0.0) >= ODD:
            alike[each.account.measure, each.sides, each.scope, each.manner, each.way].append(each)
    for told in alike.values():
        for teller in (each for each in told if is_loose(each)):
            whose = next((each for each in told if _is_told_on_by(each, teller)), None)
            larger = next((each for each in told if _counted_more(each, teller)), None) if whose else None
            if whose is not None and larger is not None:
                why = f"{say_account(whose)} became {say_account(teller)}, though {say_account(larger)}"
                yield recorded(whose, teller, Disagreement("exclusive", "relay_error", why))


def is_loose(voiced: SpokenAccount) -> bool:
    """Whether people count who have no name and are no office: "medics"."""
    who = voiced.speaker.claimant
    return who is not None and who.type == "group" and who.key is None and voiced.speaker.state is None


def _is_told_on_by(whose: SpokenAccount, teller: SpokenAccount) -> bool:
    """Whether a number is an office's, and the others have it of the same day or the next two."""
    if whose.value != teller.value or whose.account.bound != teller.account.bound:
        return False
    days = (teller.day or 0) - (whose.day or 0)
    return (
        whose.speaker.state is not None and 0 <= days <= DAYS_OF_A_RELAY and not share_a_report(whose, teller)
    )


def _counted_more(before: SpokenAccount, teller: SpokenAccount) -> bool:
    """Whether such people, or a body of theirs, counted clearly more in the days before."""
    if before is teller or before.speaker.state is not None or before.account.certainty == "denied":
        return False
    if before.least <= CLEARLY_MORE * (teller.value or 0.0) or "vague" in (
        before.account.bound,
        teller.account.bound,
    ):
        return False
    days = (teller.day or 0) - (before.day or 0)
    return 0 < days <= DAYS_OF_A_COUNT and bool(_kinds_of(say_name(before)) & _kinds_of(say_name(teller)))


@lru_cache(maxsize=1_000)
def _kinds_of(name: str) -> frozenset[str]:
    """What people are by the words of a name: those of the "doctors' committee" are medics too."""
    words = {word.removesuffix("s") for word in words_of(name)}
    return frozenset(sector for word, sector in _sectors().items() if word in words)


@cache
def _sectors() -> dict[str, str]:
    people = (role for role in load_lexicon().roles if role.form == "people" and role.sector is not None)
    return {word: role.sector or "" for role in people for word in role.words}


OF_ONE_NUMBER = (
    modifier_loss,
    bound_lost,
    nesting,
    some_as_all,
    label,
    two_beginnings,
    scope,
    measure_drift,
    narrowed,
)
"""The first that has an answer gives it."""
