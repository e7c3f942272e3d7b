"""How like documents are, worked out for all of them at once."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.file.kept_results import joined_after
from reportedly.ledger.traits import likenesses
from reportedly.ledger.traits.likenesses import Vector

vectors = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.01, 1.0)), max_size=6)


@pytest.mark.parametrize("limit", [150, 2])
@given(told=vectors)
def test_likenesses_are_the_products_of_pairs(limit: int, told: list[Vector]) -> None:
    """Of two that share a word of few documents; a word of many counts in full, but brings none together."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likenesses, "CANDIDATE_LIMIT", limit)
        found = likenesses._likenesses(told)
    for number, near in enumerate(found):
        for other in range(number):
            shared = told[number].keys() & told[other].keys()
            rare = [stem for stem in shared if sum(stem in each for each in told) <= limit]
            assert (other in near) == bool(rare)
            if rare:
                expected = sum(told[number][stem] * told[other][stem] for stem in shared)
                assert near[other] == pytest.approx(expected)


@given(told=vectors)
def test_two_documents_are_as_like_whichever_is_named_first_and_a_copy_as_its_head(
    told: list[Vector],
) -> None:
    named = {f"document-{number}": vector for number, vector in enumerate(told)}
    copies = {"copy": "document-0"} if told else {}
    known = likenesses.Likenesses(named | {name: named[head] for name, head in copies.items()}, copies)
    for one, first in named.items():
        for other, second in named.items():
            expected = sum(first[stem] * second[stem] for stem in first.keys() & second.keys())
            if one != other:
                assert known.between(one, other) == known.between(other, one) == pytest.approx(expected)
        for copy, head in copies.items():
            assert known.between(copy, one) == known.between(head, one)


@given(told=vectors, left_out=st.sets(st.integers(0, 5)), order=st.randoms(use_true_random=False))
def test_what_is_kept_of_some_documents_is_what_all_are_to_one_another(
    told: list[Vector], left_out: set[int], order: random.Random
) -> None:
    """To the last bit: also where others were there before, in another order."""
    anew = list(likenesses._likenesses_anew(told))
    some = [vector for number, vector in enumerate(told) if number not in left_out]
    order.shuffle(some)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likenesses, "MOSTLY", 1)
        with joined_after(()) as last:
            likenesses._likenesses(some)
        for _ in range(2):
            with joined_after([last]) as last:
                assert [dict(near) for near in likenesses._likenesses(told)] == anew
