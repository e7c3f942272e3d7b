"""Which places may be one, and which country most documents are about."""

from __future__ import annotations

from itertools import permutations

import pytest

from reportedly.ledger.traits.nearness import main_land, may_be_one_place

from ..samples import Written

TRIPOLI = {"name": "Tripoli", "feature": "city", "country": "LBY", "geonames": 2210247}


@pytest.mark.parametrize(
    ("other", "may_be_one"),
    [
        ({"country": None, "geonames": None}, True),  # the country of one is not known
        ({"geonames": None, "latitude": 32.9}, True),
        ({"country": "LBN", "geonames": 266826}, False),
        ({"name": "Misrata", "geonames": 2214846}, False),
        ({"name": "Misrata", "country": None, "geonames": None}, False),
        (
            {"country": "LBN", "geonames": 1, "feature": "country"},
            True,
        ),  # a name may be settled on another of its bearers
        ({"name": "Libya", "geonames": 2215636, "feature": "country"}, True),
    ],
)
def test_two_places_may_be_one_whichever_is_told_first(other: dict[str, object], may_be_one: bool) -> None:
    page = Written("They met in Tripoli and in Libya.")
    places = page.place("Tripoli", **TRIPOLI), page.place("Libya", **{**TRIPOLI, **other})
    assert [may_be_one_place(*pair) for pair in permutations(places)] == [may_be_one, may_be_one]


@pytest.mark.parametrize(
    ("lands", "wanted"),
    [
        ([], (None, 0)),
        ([None, None], (None, 0)),
        ([None, None, None, "PER", "PER"], ("PER", 2)),  # most are about no known country
        (["PER", "CHL", "PER"], ("PER", 2)),
        (["PER", "CHL"], ("CHL", 1)),
    ],
)
def test_the_land_of_most_in_any_order(lands: list[str | None], wanted: tuple[str | None, int]) -> None:
    assert {main_land(each) for each in permutations(lands)} == {wanted}
