"""Numbers that no number word says."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("A man was killed.", {"A": 1}),
        ("Man killed in blast.", {"Man": 1}),
        ("She died.", {"She": 1}),
        ("A couple was found dead.", {"A couple": 2}),
        ("Police look into a triple murder.", {"triple": 3}),
        ("A couple and their son were found dead.", {"A couple": 2, "their": 1, "A couple and their son": 3}),
        ("Three men and a woman were killed.", {"Three": 3, "a": 1, "Three men and a woman": 4}),
        ("Ten pilots, six men and four women, died.", {"Ten": 10, "six": 6, "four": 4}),
        ("At least three men and a woman were killed.", {"At least three": 3, "a": 1}),
        ("A man came.", {}),
        ("No man was killed.", {}),
        ("Another 18-year-old was killed.", {"Another 18": 18, "Another": 1}),
    ],
)
def test_what_is_implied(text, quotes, read_text):
    assert {amount.quote: amount.low for amount in read_text(text).amounts} == quotes


@pytest.mark.parametrize("whom", ["Mother of four Ann Lee", "A father of three"])
def test_children_of_the_dead_are_not_dead(whom, read_text):
    assert [(each.measure, each.low) for each in read_text(f"{whom} was shot dead.").figures] == [
        ("killed", 1)
    ]
