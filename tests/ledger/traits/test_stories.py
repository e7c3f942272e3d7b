"""How like documents are, worked out for all of them at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.traits import stories
from reportedly.ledger.traits.stories import Vector

vectors = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.01, 1.0)), max_size=6)


@pytest.mark.parametrize("limit", [150, 2])
@given(told=vectors)
def test_likenesses_are_the_products_of_pairs(limit: int, told: list[Vector]) -> None:
    """Of two that share a word of few documents; a word of many counts in full, but brings none together."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stories, "CANDIDATE_LIMIT", limit)
        found = list(stories._likenesses(told))
    for number, near in enumerate(found):
        for other in range(number):
            shared = told[number].keys() & told[other].keys()
            rare = [stem for stem in shared if sum(stem in each for each in told) <= limit]
            assert (other in near) == bool(rare)
            if rare:
                expected = sum(told[number][stem] * told[other][stem] for stem in shared)
                assert near[other] == pytest.approx(expected)
