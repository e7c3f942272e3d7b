"""Single words that other names explain are no persons."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.api import read
from reportedly.privacy import pseudonyms_of
from reportedly.records import Reading


@pytest.mark.parametrize(
    ("text", "name", "person"),
    [
        ("Orvala holds 7,900 prisoners, the council said. Police stormed Orvala prison.", "Orvala", False),
        ("How many live in Orvala?\n\nOrvala holds 7,900 prisoners, the council said.", "Orvala", False),
        ("Brennik holds that 7,900 prisoners live there, the council said.", "Brennik", True),
        ("Brennik said that 90 prisoners fled. Police stormed the prison.", "Brennik", True),
        ("The district medical officer of Sumbe, Dr Ada Brenn, has been dismissed.", "Sumbe", False),
        ("The son of Brenn, a nurse, has been found.", "Brenn", True),
        ("Lao army takes back a report\n\nThree Lao soldiers died, the ministry said.", "Lao", False),
    ],
)
def test_single_words(read_text: Callable[[str], Reading], text: str, name: str, *, person: bool) -> None:
    persons = [each.name for each in read_text(text).actors if each.type == "person"]
    assert (name in persons) is person


def test_a_place_in_what_somebody_is_stays() -> None:
    text = "Sumbe medical officer goes\n\nThe district medical officer of Sumbe has been dismissed."
    assert pseudonyms_of([read(text)]).hide(text) == text


def test_a_body_that_the_text_calls_by_a_word_alone_stays() -> None:
    text = "The Team verified the deaths of six dyers."
    assert pseudonyms_of([read(text)]).hide(text) == text
