"""Which country an outlet's name tells of."""

from __future__ import annotations

import pytest

from reportedly.mentions.outlets import land_of_outlet


@pytest.mark.parametrize(
    ("publisher", "country"),
    [
        ("Colombo Herald", "LKA"),
        ("Radio Thailand", "THA"),
        ("Harbour Post", None),
        ("Taipei Evening News (Meridian)", None),  # an agency writes from anywhere
        ("Lagos and Accra Review", None),  # of two countries
        ("Radio Sahel English", None),  # its English service
        ("Agence Sahel via Radio France", None),
        (None, None),
        ("", None),
        ("🕊️ \u200f", None),
    ],
)
def test_an_outlet_is_where_its_name_says(publisher: str | None, country: str | None) -> None:
    assert land_of_outlet(publisher) == country
