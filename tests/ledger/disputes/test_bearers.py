"""Whom two names may be of, and two posts; every case is told from both sides."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.disputes.bearers import Bearer, Bearers, Post


def named(name: str) -> Bearer:
    *first, last = name.split()
    return Bearer(last, frozenset(first))


@pytest.mark.parametrize(
    ("one", "other", "may_be_one"),
    [
        ("ada ruiz", "ruiz", True),
        ("ada ruiz", "a ruiz", True),
        ("ada maria ruiz", "maria ruiz", True),
        ("ada ruiz", "pablo ruiz", False),
        ("ada ruiz", "p ruiz", False),
        ("ada ruiz", "ada malik", False),
    ],
)
def test_names_of_one_person(one: str, other: str, may_be_one: bool) -> None:
    assert [a.may_be(b) for a, b in permutations((named(one), named(other)))] == [may_be_one, may_be_one]


def test_a_last_name_alone_is_surely_nobody() -> None:
    assert named("ada ruiz").is_surely(named("ada ruiz"))
    assert not named("ada ruiz").is_surely(named("ruiz"))


BEARERS = st.builds(
    Bearers,
    st.frozensets(
        st.builds(
            Bearer, st.sampled_from(["ruiz", "malik"]), st.frozensets(st.sampled_from(["ada", "a", "li"]))
        )
    ),
    st.frozensets(
        st.builds(Post, st.sampled_from(["mayor", "president"]), st.sampled_from([None, "Osh", "Ufa"]))
    ),
)


@given(BEARERS, BEARERS)
def test_whoever_is_told_first(one: Bearers, other: Bearers) -> None:
    assert one.may_be(other) == other.may_be(one)
    assert one.are_surely(other) == other.are_surely(one)
    assert one.may_be(other) or not one.are_surely(other)
