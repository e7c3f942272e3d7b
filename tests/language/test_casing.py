"""Text in capitals as a newspaper would write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.language.casing import cased, has_lost_its_case
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


def test_a_text_without_capitals_gets_those_of_its_names_and_sentences() -> None:
    assert cased("a bomb exploded in lima. the embassy was in qwerty.", COMMON) == (
        "A bomb exploded in Lima. The embassy was in Qwerty."
    )


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("BBC NEWS", False),
        ("The BBC told the UN and NATO so, and the news went round at once.", False),
        ("TROOPS ENTERED THE CAPITAL LAST NIGHT, THE ARMY SAID.", True),
        ("police in ahmedabad said that two men had died, and that the curfew would last. " * 2, True),
        ("two men died", False),
        ("قالت الشرطة إن شخصين قتلا في المدينة مساء أمس وإن حظر التجول سيستمر حتى الصباح. " * 3, False),
    ],
)
def test_which_texts_have_lost_their_case(text: str, *, lost: bool) -> None:
    assert has_lost_its_case(text) is lost


def test_the_dictionary_of_the_model_is_known_to_its_parser() -> None:
    text = "TERRORISTS KILLED TWO SOLDIERS NEAR MEDELLIN LAST NIGHT, THE ARMY REPORTED."
    doc = load_parser().parse(make_document(text))
    assert doc.text == "Terrorists killed two soldiers near Medellin last night, the army reported."
