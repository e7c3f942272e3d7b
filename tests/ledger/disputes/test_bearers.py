"""Whom two names may be of, and two posts; every case is told from both sides."""

from __future__ import annotations

from itertools import permutations
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.disputes.assertions import Clause
from reportedly.ledger.disputes.bearers import Bearer, Bearers, Persons, Post
from reportedly.records import Actor, Reading

from ..samples import Written, document


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


SENTENCE = "Ana Ruiz is alive and she is in custody. "
WORDS = ("ana", "ruiz", "is", "alive", "and", "she", "is", "in", "custody")


def page_of_many(times: int) -> tuple[Reading, list[Clause]]:
    """A long document in which one person is named in every sentence."""
    event = Written(SENTENCE).event("alive", "SUPPORT", "alive")
    about = "Ana Ruiz", "person:ana-ruiz", "person", None, None, True
    starts = [number * len(SENTENCE) for number in range(times)]
    actors = [Actor(f"a{at}", "page", "actor/x", at, at + 8, "Ana Ruiz", *about) for at in starts]  # type: ignore[arg-type]
    reading = Reading(document(SENTENCE * times, "page"), tuple(actors), (), (), (), (), (), (), (), ())
    return reading, [Clause(event, at, SENTENCE, WORDS, (), (), frozenset()) for at in starts]


def test_a_document_of_many_mentions_takes_as_many_steps() -> None:
    reading, clauses = page_of_many(4_000)
    begun = process_time()
    persons = Persons(reading)
    assert {each for clause in clauses for each in persons.of(clause).named} == {
        Bearer("ruiz", frozenset({"ana"}))
    }
    assert process_time() - begun < 2  # 40 ms; where each sentence looks at all, 11 s for 1,600
