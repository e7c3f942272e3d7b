"""Numbers that were overtaken: of each, by which later number, where no other rule says so.

Elsewhere a step of a toll is told once, against the best told number before it. So the first numbers of a day
may stand beside none, and "at least 4" agrees with the 60 of the evening. Here each number that was overtaken
is put beside what overtook it: the next larger one of its own speaker, and the next that anybody tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ...records import Contradiction
from ..accounts.comparing import Disagreement, recorded
from ..accounts.doubts import doubted
from ..accounts.kept_accounts import compared_once
from ..accounts.ranges import grew
from ..accounts.spoken import SpokenAccount
from ..file.kept_results import kept_while_told

AHEAD = 40
"""Accounts behind one, in order of time, among which these are sought."""

Numbers = frozenset[tuple[object, ...]]

_grew = compared_once(grew)


def overtaken(
    voiced: Sequence[SpokenAccount],
    runs: Mapping[object, Sequence[SpokenAccount]],
    told: Iterable[Contradiction],
) -> Iterator[Contradiction]:
    """Each number of a toll that was overtaken, with the next larger one, each pair of numbers once.

    Args:
        voiced: the accounts of one occurrence.
        runs: those that count alike (`series.runs_of`).
        told: what was found among them; such pairs of numbers are not told again.
    """
    by_id = {each.account.id: each for each in voiced}
    known = {
        _numbers(by_id[each.left], by_id[each.right])
        for each in told
        if each.left in by_id and each.right in by_id
    }
    of_one_place: dict[tuple[object, ...], list[SpokenAccount]] = defaultdict(list)
    for name, accounts in runs.items():
        if isinstance(name, tuple) and name[0] == "people":
            for each in accounts:
                if each.day is not None:
                    of_one_place[*name, each.scope].append(each)
    for name, accounts in of_one_place.items():
        for one, other, found in _steps_in((accounts[0].account.occurrence, name), accounts):
            if (numbers := _numbers(one, other)) not in known:
                known.add(numbers)
                yield doubted(recorded(one, other, found), ("one_of_several_steps",))


@kept_while_told
def _steps_in(
    _: tuple[str, tuple[object, ...]], accounts: Sequence[SpokenAccount]
) -> Sequence[tuple[SpokenAccount, SpokenAccount, Disagreement]]:
    """Each of some accounts of one place with those that overtook it."""
    ordered = sorted(accounts, key=_in_steps)
    return [
        (one, other, found)
        for number, one in enumerate(ordered)
        for other, found in _next_larger(one, ordered[number + 1 : number + AHEAD])
    ]


def _in_steps(each: SpokenAccount) -> tuple[int, float, float, str]:
    return each.day or 0, each.moment or 0.0, each.value or 0.0, each.account.id


def _numbers(one: SpokenAccount, other: SpokenAccount) -> Numbers:
    return frozenset((each.value, each.account.measure, each.sides, each.scope) for each in (one, other))


def _next_larger(
    one: SpokenAccount, later: Sequence[SpokenAccount]
) -> Iterator[tuple[SpokenAccount, Disagreement]]:
    """What overtook one: the next larger number of its own speaker, and the next of anybody."""
    found = ((other, found) for other in later if (found := _grew(one, other)) is not None)
    for number, (other, step) in enumerate(found):
        is_own = one.speaker.key == other.speaker.key
        if number == 0 or is_own:
            yield other, step
        if is_own:
            return
