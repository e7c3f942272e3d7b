"""The numbers of two speakers that no other row sets beside one another.

Elsewhere a disagreement is told once, by its best told pair, and "at least 14" agrees with the 30 of another
speaker. Whoever asks how two speakers stand to one another finds it here: within a day two numbers that
exclude each other, within a week a number that another speaker's clearly larger one overtook. What an outlet
counts in its own voice is set beside another's "at least" of the same day alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
from ..accounts.series import happened_since
from ..accounts.spoken import SpokenAccount
from ..accounts.two_peoples import are_of_two_peoples
from ..file.kept_results import kept_while_told
from ..traits.claimants import side_of

DAYS_OF_ONE_STORY = 7
"""Days within which another speaker's larger number is set beside one: of 385 such pairs of later days, in 57
collections that were written down beforehand, none had been called a disagreement."""

AHEAD = 60
"""Accounts behind one, in order of time, that it is compared with."""

NOT_COMPARED = frozenset({"denied", "retracted"})


def beside_another_speaker(
    runs: Mapping[object, Sequence[SpokenAccount]], told: Iterable[Contradiction]
) -> Iterator[Contradiction]:
    """What two speakers count of one toll, each pair of their numbers once, as a step or a doubt.

    Args:
        runs: the accounts of one occurrence that count alike (`series.runs_of`).
        told: what was found among them; such pairs of accounts are not told again.
    """
    known = {frozenset((each.left, each.right)) for each in told}
    seen: set[frozenset[tuple[object, ...]]] = set()
    for name, accounts in _counting_alike(runs).items():
        for numbers, found in _found_among((accounts[0].account.occurrence, name), accounts):
            if numbers not in seen and frozenset((found.left, found.right)) not in known:
                seen.add(numbers)
                yield found


@kept_while_told
def _found_among(
    _: tuple[str, object], accounts: Sequence[SpokenAccount]
) -> Sequence[tuple[frozenset[tuple[object, ...]], Contradiction]]:
    """What stands side by side of accounts that count alike, with the two speakers and their numbers."""
    found = []
    for number, one in enumerate(accounts):
        for other in accounts[number + 1 : number + AHEAD]:
            if days_apart(one, other) > DAYS_OF_ONE_STORY:
                break
            if (pair := _side_by_side(one, other)) is not None:
                found.append((frozenset((each.speaker.key, each.value) for each in (one, other)), pair))
    return found


def _counting_alike(
    runs: Mapping[object, Sequence[SpokenAccount]],
) -> Mapping[object, Sequence[SpokenAccount]]:
    """Accounts that count the same people of the same place, in order of time."""
    alike: dict[object, list[SpokenAccount]] = defaultdict(list)
    for name, accounts in runs.items():
        if isinstance(name, tuple) and name[0] == "people":
            for each in accounts:
                if _is_a_count(each):
                    alike[*name, each.scope].append(each)
    return {name: sorted(told, key=_in_steps) for name, told in alike.items()}


def _in_steps(each: SpokenAccount) -> tuple[int, float, str]:
    return each.day or 0, each.value or 0.0, each.account.id


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
    if happened_since(one, other) or happened_since(other, one) or are_of_two_peoples(one, other):
        return None
    without_name = sum(each.speaker.outlet or each.account.claimant is None for each in (one, other))
    if without_name > 1 or (without_name and days_apart(one, other) > DAYS_AT_ONCE):
        return None
    exclusive = are_disjoint(one, other)
    if exclusive and (days_apart(one, other) > DAYS_AT_ONCE or without_name):
        return None
    if not exclusive and (other.value or 0.0) < NOTABLY * (one.value or 0.0):
        return None
    both = f"{say_account(one)}, and {say_account(other)}"
    if exclusive:
        found = Disagreement("ranges_disjoint", "conflict", both)
        return doubted(recorded(one, other, found), ("told_better",))
    found = Disagreement("ranges_disjoint", "update", f"{both}: clearly more")
    return doubted(recorded(one, other, found), ("one_of_several_steps",))
