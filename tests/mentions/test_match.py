"""Which of two overlapping spans wins."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.mentions.match import settle


@dataclass(frozen=True)
class Spot:
    start: int
    end: int
    strength: int = 1


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ([], ()),
        ([Spot(3, 5), Spot(0, 2)], (Spot(0, 2), Spot(3, 5))),
        ([Spot(0, 2), Spot(0, 4)], (Spot(0, 4),)),  # "interior" in "interior ministry"
        ([Spot(0, 4), Spot(2, 3, strength=2)], (Spot(2, 3, strength=2),)),  # lexicon against model
        ([Spot(2, 4), Spot(0, 2), Spot(1, 3)], (Spot(0, 2), Spot(2, 4))),  # as strong, as long: the first
        ([Spot(0, 2), Spot(2, 4)], (Spot(0, 2), Spot(2, 4))),  # touching is not overlapping
    ],
)
def test_the_stronger_then_the_longer_then_the_first_wins(found, wanted):
    assert settle(found) == wanted


spots = st.lists(
    st.builds(
        lambda start, length, strength: Spot(start, start + length, strength),
        st.integers(0, 30),
        st.integers(1, 8),
        st.integers(1, 3),
    )
)


@given(spots)
def test_what_is_kept_is_in_order_and_never_overlaps(found):
    kept = settle(found)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    assert set(kept) <= set(found)


@given(spots)
def test_what_is_left_out_overlaps_something_at_least_as_strong(found):
    kept = settle(found)
    for one in set(found) - set(kept):
        assert any(
            other.start < one.end and one.start < other.end and other.strength >= one.strength
            for other in kept
        )
