"""Groups of names that are joined in pairs, against the groups that a walk along the pairs finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.union_find import UnionFind

NAMES = "abcdefgh"
pairs = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=12)


def _reached(name: str, joined: list[tuple[str, str]]) -> set[str]:
    found, ahead = {name}, [name]
    while ahead:
        at = ahead.pop()
        beside = {one if other == at else other for one, other in joined if at in (one, other)} - found
        found |= beside
        ahead += beside
    return found


@given(pairs)
def test_groups_are_what_the_pairs_reach_whatever_their_order(joined: list[tuple[str, str]]) -> None:
    """The smallest name stands for each, and `union` tells whether two groups became one."""
    united = UnionFind(NAMES)
    for number, (one, other) in enumerate(joined):
        assert united.union(one, other) == (other not in _reached(one, joined[:number]))
    groups = {name: sorted(_reached(name, joined)) for name in NAMES}
    assert united.groups() == sorted({tuple(group): group for group in groups.values()}.values())
    assert {name: united.home(name) for name in NAMES} == {name: groups[name][0] for name in NAMES}
    assert all(united.together(*pair) for pair in joined)
