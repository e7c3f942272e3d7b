"""The table of countries: what the rooms take from it for granted."""

from __future__ import annotations

from collections import Counter

import pytest

from reportedly.lexicon import Country, load_countries

NAMED = {country.name: country for country in load_countries()}


@pytest.mark.parametrize(
    ("adjective", "code"),
    [
        ("Kazakh", "KAZ"),
        ("Kazakhstani", "KAZ"),
        ("Kyrgyz", "KGZ"),
        ("Azeri", "AZE"),
        ("Salvadoran", "SLV"),
        ("Salvadorean", "SLV"),
        ("Dutch", "NLD"),
        ("Soviet", "SUN"),
        ("Scottish", "GBR"),
        ("Chechen", "RUS"),
        ("U.S.", "USA"),
        ("Kurdish", None),
    ],
)
def test_an_adjective_leads_to_its_country(adjective: str, code: str | None) -> None:
    assert {country.code for country in NAMED.values() if adjective in country.adjectives} == {code}


@pytest.mark.parametrize(("capital", "code"), [("Nur-Sultan", "KAZ"), ("Kiev", "UKR"), ("Rangoon", "MMR")])
def test_a_seat_leads_to_its_country(capital: str, code: str) -> None:
    assert [country.code for country in NAMED.values() if capital in country.capitals] == [code]


def test_names_and_codes_of_states_are_unique() -> None:
    assert len(NAMED) == len(load_countries())
    codes = Counter(country.code for country in load_countries() if country.kind in {"state", "territory"})
    assert set(codes.values()) == {1}


@pytest.mark.parametrize("country", load_countries(), ids=lambda country: country.name)
def test_every_row_is_sound(country: Country) -> None:
    assert country.code is None or (len(country.code) == 3 and country.code.isupper())
    assert -90 <= country.latitude <= 90
    assert -180 <= country.longitude <= 180
    words = (*country.names, *country.adjectives, *country.demonyms, *country.capitals)
    assert all(word == word.strip() and word for word in words)
    assert country.note or country.kind in {"state", "territory"}, "who holds or claims it must be said"
