"""Words for who is counted, wherever they stand in a text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.traits.sides import EVERYONE, fate_of, find_counted, says_people, sides_of
from reportedly.lexicon import load_lexicon

WORDS = sorted({word for entry in load_lexicon().counted for word in entry.words}, key=lambda w: (-len(w), w))
ANYWHERE = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, WORDS))})(?!\w)", re.IGNORECASE)

PIECES = st.sampled_from(
    (*WORDS, *map(str.upper, WORDS[::9]), "no", "one", "-", "'s", "x", "12", "the", "\n")
)


@given(st.lists(st.tuples(PIECES, st.sampled_from(("", " ", ", "))), max_size=12))
def test_they_are_found_where_they_would_be_if_all_were_tried_at_every_place(
    pieces: list[tuple[str, str]],
) -> None:
    text = "".join(word + between for word, between in pieces)
    assert [(start, end) for start, end, _ in find_counted(text)] == [
        found.span() for found in ANYWHERE.finditer(text)
    ]


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ("12 POLICE officers", {"security"}),
        ("12 policed towns", {EVERYONE}),
        (None, {EVERYONE}),
        # who did it is not who suffered it
        ("the victims of the terrorist act", {EVERYONE}),
        ("victims of the rebel raid", {EVERYONE}),
        ("two clerks as hostages of the gunmen", {EVERYONE}),
        ("fell at the hands of militants", {EVERYONE}),
        ("five villagers, victims of the army,", {"civilians"}),
        ("victims among the police", {"security"}),
        ("hostages and gunmen", {"attackers"}),
    ],
)
def test_sides(words: str | None, sides: set[str]) -> None:
    assert sides_of(words) == sides


@pytest.mark.parametrize(
    ("rule", "fate", "of_people"),
    [
        ("figure/freed", "freed", True),
        ("figure/got_free", "freed", True),
        ("figure/trapped", "trapped", True),
        ("figure/case_toll", "", False),
        ("figure/kill", "", False),  # it has a measure
    ],
)
def test_what_an_entry_says_of_those_it_counts(rule: str, fate: str, of_people: bool) -> None:
    assert (fate_of(rule), says_people(rule)) == (fate, of_people)
