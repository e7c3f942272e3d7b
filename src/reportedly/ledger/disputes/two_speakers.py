"""The numbers of two speakers that no other row sets beside one another.

Elsewhere a disagreement is told once, by its best told pair, and "at least 14" agrees with the 30 of another
speaker. Whoever asks how two speakers stand to one another finds it here: within a day two numbers that
exclude each other, within a week a number that another speaker's clearly larger one overtook. What an outlet
counts in its own voice is set beside another's "at least" of the same day alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ...records import Contradiction
from ..accounts.beside import FEWEST
from ..accounts.comparing import (
    DAYS_AT_ONCE,
    NOTABLY,
    Disagreement,
    are_disjoint,
    days_apart,
    recorded,
    say_account,
)
from ..accounts.doubts import doubted
from ..accounts.kept_accounts import compared_once
from ..accounts.ranges import FAR_APART, GROWING
from ..accounts.series import happened_since, runs_of
from ..accounts.spoken import SpokenAccount
from ..traits.claimants import side_of

DAYS_OF_ONE_STORY = 7
"""Days within which another speaker's larger number is set beside one: of 385 such pairs of later days, in 17
crises that were written down beforehand, none had been called a disagreement."""

AHEAD = 60
"""Accounts behind one, in order of time, that it is compared with."""

NOT_COMPARED = frozenset({"denied", "retracted"})


def beside_another_speaker(
    voiced: Sequence[SpokenAccount], told: Iterable[Contradiction]
) -> Iterator[Contradiction]:
    """What two speakers count of one toll, each pair of their numbers once, as a step or a doubt.

    Args:
        voiced: the accounts of one occurrence.
        told: what was found among them; such pairs of accounts are not told again.
    """
    known = {frozenset((each.left, each.right)) for each in told}
    seen: set[frozenset[tuple[object, ...]]] = set()
    for accounts in _counting_alike(voiced):
        for number, one in enumerate(accounts):
            for other in accounts[number + 1 : number + AHEAD]:
                if days_apart(one, other) > DAYS_OF_ONE_STORY:
                    break
                numbers = frozenset((each.speaker.key, each.value) for each in (one, other))
                if numbers in seen or frozenset((one.account.id, other.account.id)) in known:
                    continue
                if (found := _side_by_side(one, other)) is not None:
                    seen.add(numbers)
                    yield found


def _counting_alike(voiced: Sequence[SpokenAccount]) -> Iterator[list[SpokenAccount]]:
    """Accounts that count the same people of the same place, in order of time."""
    alike: dict[object, list[SpokenAccount]] = defaultdict(list)
    for name, accounts in runs_of(voiced)[0].items():
        if isinstance(name, tuple) and name[0] == "people":
            for each in accounts:
                if _is_a_count(each):
                    alike[*name, each.scope].append(each)
    for accounts in alike.values():
        yield sorted(accounts, key=lambda each: (each.day or 0, each.value or 0.0, each.account.id))


def _is_a_count(each: SpokenAccount) -> bool:
    """Whether it counts what grows, not of some days or people alone, and stands."""
    account = each.account
    if each.day is None or (each.value or 0.0) < FEWEST or account.measure not in GROWING:
        return False
    if each.whole is not None or each.span is not None or each.relayed_by or account.status in NOT_COMPARED:
        return False
    return account.certainty != "denied"


@compared_once
def _side_by_side(one: SpokenAccount, other: SpokenAccount) -> Contradiction | None:
    """Two such numbers as a row, the one told earlier, or of one day the smaller one, first."""
    less, more = sorted((one.value or 0.0, other.value or 0.0))
    if side_of(one.speaker) == side_of(other.speaker) or more > FAR_APART**2 * less:
        return None
    if happened_since(one, other) or happened_since(other, one):
        return None
    without_name = sum(each.speaker.outlet or each.account.claimant is None for each in (one, other))
    if without_name > 1 or (without_name and days_apart(one, other) > DAYS_AT_ONCE):
        return None
    both = f"{say_account(one)}, and {say_account(other)}"
    if are_disjoint(one, other):
        if days_apart(one, other) > DAYS_AT_ONCE or without_name:
            return None
        found = Disagreement("ranges_disjoint", "conflict", both)
        return doubted(recorded(one, other, found), ("told_better",))
    if (other.value or 0.0) < NOTABLY * (one.value or 0.0):
        return None
    found = Disagreement("ranges_disjoint", "update", f"{both}: clearly more")
    return doubted(recorded(one, other, found), ("one_of_several_steps",))
