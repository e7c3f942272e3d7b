"""Reduces the figures of an occurrence to one number, by named rules of projects that count.

No such number is stored: each is made on demand and carries the name of its rule. `docs/views-of-figures.md`
says where each rule comes from and what it leaves out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...records import Account, Figure, Measure, Occurrence, Origin
from ...statements.sureness import UNSURE
from ..occurrences.origins import origin_by_document
from ..occurrences.tolls import value_of
from ..people.review import record_as_decided, standing
from ..store import Ledger
from ..traits.members import WHOLE
from ..traits.offices import STATE_SECTORS
from ..traits.sides import EVERYONE

"""What is told so is no reliable estimate."""

CIVILIANS = frozenset({EVERYONE, "civilians", "children", "rescuers"})
OTHER = "other"
"""The measure of numbers of anything: who adds the largest of them adds nothing."""
LEAST_ORIGINS = 2
"""Independent texts without which Iraq Body Count, as it began, did not publish an incident."""


@dataclass(frozen=True, slots=True)
class Counting:
    """An account with the independent texts that carry it."""

    account: Account
    total: bool
    """It is told as a running total."""
    origins: Mapping[str, int]
    """By origin, how many of its documents."""
    part: bool = False
    """Its own words say that it counts a part of a number before it: "12 of them critically"."""

    @property
    def sides(self) -> frozenset[str]:
        """Whom it counts, as joining saw it; everyone where it was joined before that was kept."""
        return frozenset(self.account.sides or (EVERYONE,))


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a rule makes of the accounts of one measure; None where the rule has no answer."""

    rule: str
    measure: Measure
    low: float | None
    best: float | None
    high: float | None
    accounts: tuple[str, ...]
    """Those that the rule looked at."""
    origins: int
    """On how many independent texts they stand."""


Rule = Callable[[Sequence[Counting], Measure], Estimate]


def ucdp(counted: Sequence[Counting], measure: Measure) -> Estimate:
    """The lowest and the highest reliable number by independent origins; best only where they are one.

    After the definitions of low, best and high in the codebook of the UCDP Georeferenced Event Dataset.
    """
    used = _by_origin(_standing(counted))
    low, high = _lowest(used), _highest(used)
    agreed = low is not None and low == high and _count_origins(used) >= LEAST_ORIGINS
    return _estimate("UCDP low/best/high", measure, used, low, low if agreed else None, high)


def acled_conservative(counted: Sequence[Counting], measure: Measure) -> Estimate:
    """The lowest lower bound by independent origins, after ACLED's rule to take the most conservative."""
    used = _by_origin(_standing(counted))
    return _estimate("ACLED conservative", measure, used, _lowest(used), None, None)


def iraq_body_count(counted: Sequence[Counting], measure: Measure) -> Estimate:
    """The least and the most that are said of civilians, where two independent texts say so."""
    civilian = [each for each in _standing(counted) if each.sides & CIVILIANS]
    used = _by_origin(civilian)
    if _count_origins(used) < LEAST_ORIGINS:
        return _estimate("Iraq Body Count min-max", measure, used, None, None, None)
    return _estimate("Iraq Body Count min-max", measure, used, _lowest(used), None, _highest(used))


def largest_official(counted: Sequence[Counting], measure: Measure) -> Estimate:
    """The range of the largest number that an office of a state stands by."""
    used = [each for each in _standing(counted) if _is_official(each.account)]
    if not used:
        return _estimate("largest official", measure, (), None, None, None)
    largest = max(used, key=lambda each: (value_of(each.account) or 0.0, each.account.id))
    return _estimate("largest official", measure, used, largest.account.low, None, largest.account.high)


RULES: Mapping[str, Rule] = {
    "ucdp": ucdp,
    "acled": acled_conservative,
    "iraq-body-count": iraq_body_count,
    "largest-official": largest_official,
}
"""Every rule by the word that it is asked for with."""

COUNTED_BY: Mapping[str, frozenset[str]] = {
    "ucdp": frozenset({"killed"}),
    "acled": frozenset({"killed"}),
    "iraq-body-count": frozenset({"killed", "injured"}),
}
"""What a rule's makers count by it; the others are for any measure."""


def estimates_of(counted: Sequence[Counting], rules: Iterable[str] = tuple(RULES)) -> Iterator[Estimate]:
    """What each of the rules makes of each measure that it is for, where it has an answer."""
    asked = tuple(rules)
    by_measure: dict[Measure, list[Counting]] = defaultdict(list)
    for each in counted:
        if each.account.measure not in (None, OTHER):
            by_measure[each.account.measure].append(each)
    for measure, same in by_measure.items():
        for name in asked:
            if measure in COUNTED_BY.get(name, (measure,)):
                estimate = RULES[name](same, measure)
                if estimate.low is not None or estimate.high is not None:
                    yield estimate


def find_countings(ledger: Ledger) -> Iterator[tuple[Occurrence, tuple[Counting, ...]]]:
    """Every occurrence of a ledger that somebody counts, with its accounts, as people decided."""
    origins = origin_by_document(ledger.records(Origin))
    decided = standing(ledger.decisions())
    read = (record_as_decided(figure, decided) for figure in ledger.records(Figure))
    figures = {figure.id: figure for figure in read if figure is not None}
    accounts: dict[str, list[Account]] = defaultdict(list)
    for account in ledger.records(Account):
        accounts[account.occurrence].append(account)
    for occurrence in ledger.records(Occurrence):
        counted = accounts.get(occurrence.id, ())
        if counted:
            found = (
                counting_of(each, [figures[name] for name in each.evidence if name in figures], origins)
                for each in counted
            )
            yield occurrence, tuple(found)


def counting_of(account: Account, figures: Sequence[Figure], origins: Mapping[str, str]) -> Counting:
    """An account with the origins of its documents, and whether it is of a running total or of a part."""
    carried = Counter(origins.get(name, name) for name in account.documents)
    part = bool(figures) and all(WHOLE.search(figure.quote) for figure in figures)
    return Counting(account, any(figure.total for figure in figures), carried, part)


def _standing(counted: Sequence[Counting]) -> list[Counting]:
    """Accounts that their claimants stand by, not told as doubtful; of a running total no single incident.

    A part of a number is no count of all: it stays only where there is no other. What is as large as a
    running total is no single incident beside it, whatever its words.

    Whose number somebody else denies still stands by it, until the next one of theirs.
    """
    followed = {each.account.supersedes for each in counted}
    sure = [
        each
        for each in counted
        if each.account.certainty not in UNSURE
        if each.account.status == "current"
        or (each.account.status == "denied" and each.account.id not in followed)
    ]
    whole = [each for each in sure if not each.part] or sure
    totals = [value_of(each.account) or 0.0 for each in whole if each.total]
    if not totals:
        return whole
    return [each for each in whole if each.total or (value_of(each.account) or 0.0) >= min(totals)]


def _by_origin(counted: Sequence[Counting]) -> list[Counting]:
    """One account of a claimant for each origin: that of most of its documents; a slip in a copy is none."""
    most: dict[tuple[str, str | None], int] = {}
    for each in counted:
        for origin, documents in each.origins.items():
            key = origin, _speaker(each)
            most[key] = max(documents, most.get(key, 0))
    return [
        each
        for each in counted
        if any(documents == most[origin, _speaker(each)] for origin, documents in each.origins.items())
    ]


def _speaker(counting: Counting) -> str | None:
    claimant = counting.account.claimant
    return (claimant.key or claimant.name) if claimant else None


def _lowest(counted: Sequence[Counting]) -> float | None:
    """The lowest lower bound of all who were counted; a part's is one of the whole, where no one has that."""
    whole = [each for each in counted if EVERYONE in each.sides] or counted
    return min((each.account.low for each in whole if each.account.low is not None), default=None)


def _highest(counted: Sequence[Counting]) -> float | None:
    """The highest upper bound of one set of people, unless somebody's open range reaches beyond it."""
    whole = [each for each in counted if EVERYONE in each.sides]
    if not whole and len({each.sides for each in counted}) > 1:
        return None
    ranges = [each.account for each in whole or counted]
    high = max((account.high for account in ranges if account.high is not None), default=None)
    open_from = max((account.low or 0 for account in ranges if account.high is None), default=None)
    return None if high is None or (open_from is not None and open_from > high) else high


def _is_official(account: Account) -> bool:
    return account.claimant is not None and account.claimant.sector in STATE_SECTORS


def _count_origins(counted: Iterable[Counting]) -> int:
    return len({origin for each in counted for origin in each.origins})


def _estimate(
    rule: str,
    measure: Measure,
    used: Sequence[Counting],
    low: float | None,
    best: float | None,
    high: float | None,
) -> Estimate:
    return Estimate(
        rule=rule,
        measure=measure,
        low=low,
        best=best,
        high=high,
        accounts=tuple(each.account.id for each in used),
        origins=_count_origins(used),
    )
