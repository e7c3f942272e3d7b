"""Which office of its state words name."""

from __future__ import annotations

import pytest

from reportedly.ledger.traits.offices import WHOLE_STATE, fuller_names, office_in, reach_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("health ministry", "Peru's Ministry of Health"),
        ("Interior Minister", "a spokesman for the interior ministry"),
        ("the deputy health minister, Ana Ruiz", "health ministry"),
        ("mines ministry", "ministry of mines"),
        ("national police", "Kenya's police chief"),
        ("Prosecutors", "prosecutor's office"),
        ("an official of the interior ministry", "interior ministry"),
        ("inspector general of police", "police"),
    ],
)
def test_one_office_in_two_wordings(one: str, other: str) -> None:
    assert office_in(one) == office_in(other) != WHOLE_STATE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("health ministry", "interior ministry"),
        ("interior ministry", "police"),
        ("Benue police", "Kano police"),
        ("army", "defence ministry"),
        ("the council", "the commission"),
        ("the government", "the commission"),
    ],
)
def test_two_offices(one: str, other: str) -> None:
    assert office_in(one) != office_in(other)


@pytest.mark.parametrize("words", ["officials", "The authorities", "the ministry", "a government spokesman"])
def test_who_tells_no_office_in_particular(words: str) -> None:
    assert office_in(words) == WHOLE_STATE


def test_a_short_name_is_that_of_the_one_office_that_has_all_its_words() -> None:
    told = ["disaster-department", "disaster-management-department", "police", "traffic-police"]
    assert fuller_names(told) == {"disaster-department": "disaster-management-department"}


def test_a_short_name_that_two_offices_may_have_stays() -> None:
    assert fuller_names(["water-agency", "rural-water-agency", "urban-water-agency"]) == {}


def test_who_is_no_office() -> None:
    assert office_in("residents of Tierra Blanca") is None


@pytest.mark.parametrize(
    ("words", "reach"), [("governor", "region"), ("mayor's office", "city"), ("president", None)]
)
def test_for_what_an_office_speaks(words: str, reach: str | None) -> None:
    assert reach_of(office_in(words)) == reach
