"""Text in capitals as a newspaper would write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.language.casing import cased, is_in_capitals
from reportedly.language.parse import load_parser
from reportedly.page.documents import make_document

COMMON = frozenset({"a", "and", "bomb", "capital", "china", "city", "costa", "el", "embassy", "enter"}) | {
    *("explode", "in", "lima", "of", "rica", "salvador", "state", "the", "troop", "united", "us", "was")
}


@pytest.mark.parametrize(
    ("capitals", "newspaper"),
    [
        ("A BOMB EXPLODED IN LIMA.", "A bomb exploded in Lima."),
        ("TROOPS ENTERED SAN SALVADOR.", "Troops entered San Salvador."),
        ("TROOPS ENTERED EL SALVADOR.", "Troops entered El Salvador."),
        ("TWO MEN OF COSTA RICA'S\nCAPITAL", "Two Men of Costa Rica's\ncapital"),
        ("THE UNITED\nSTATES WAS", "The United\nStates was"),
        ("THE FMLN ENTERED", "The FMLN entered"),
        ("THE U.S. EMBASSY", "The U.S. embassy"),
        ("IN THE US EMBASSY", "In the US embassy"),
        ("IN CHINA, LIMA AND QWERTY", "In China, Lima and Qwerty"),
        ("THE CITY OF PORT-AU-PRINCE", "The city of Port-au-Prince"),
    ],
)
def test_names_keep_their_capital_and_words_lose_it(capitals: str, newspaper: str) -> None:
    assert cased(capitals, COMMON) == newspaper


@given(st.text(max_size=200))
def test_no_letter_moves(text: str) -> None:
    assert len(cased(text, COMMON)) == len(text)


def test_a_short_text_or_one_in_small_letters_is_left() -> None:
    assert not is_in_capitals("BBC NEWS")
    assert not is_in_capitals("The BBC told the UN and NATO so, and the news went round at once.")
    assert is_in_capitals("TROOPS ENTERED THE CAPITAL LAST NIGHT, THE ARMY SAID.")


def test_the_dictionary_of_the_model_is_known_to_its_parser() -> None:
    text = "TERRORISTS KILLED TWO SOLDIERS NEAR MEDELLIN LAST NIGHT, THE ARMY REPORTED."
    doc = load_parser().parse(make_document(text))
    assert doc.text == "Terrorists killed two soldiers near Medellin last night, the army reported."
