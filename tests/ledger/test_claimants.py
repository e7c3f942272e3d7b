"""Who speaks: of which country, of which town, and in which series."""

from __future__ import annotations

import pytest

from reportedly.ledger.claimants import Speaker, side_of, speaker_of
from reportedly.records import Claimant, Place

from .samples import document

POLICE = Claimant("Police", None, "organisation", "COP", None)
MINISTRY = Claimant("Interior Ministry", None, "organisation", "COP", None)
RESIDENTS = Claimant("residents", None, "group", "CVL", None)


def place(name: str, country: str, feature: str = "city") -> Place:
    return Place("p", "a", "places/by-hand", 0, 1, name, name, feature, country, None, None, None, 0)  # type: ignore[arg-type]


def speaker(claimant: Claimant, country: str | None, seat: Place | None = None, story: str = "a") -> Speaker:
    return speaker_of(claimant, document("Nothing."), country, own=False, seat=seat, story=story)


def test_a_ministry_is_of_the_capital_in_its_words() -> None:
    """The Interior Ministry in Ankara, in a report on a quake in Iran."""
    abroad = speaker(MINISTRY, "IRN", place("Ankara", "TUR"))
    assert abroad.key == speaker(MINISTRY, "TUR").key
    assert side_of(abroad) == "official:TUR"


def test_police_of_a_town_bear_its_name_in_any_order() -> None:
    """Police in Diyala, Diyala police."""
    named = Claimant("Diyala police", None, "organisation", "COP", None)
    seat = place("Diyala", "IRQ", "region")
    assert speaker(POLICE, "IRQ", seat).key == speaker(named, "IRQ", seat).key
    assert speaker(POLICE, "IRQ", seat).key != speaker(POLICE, "IRQ").key


@pytest.mark.parametrize(("office", "is_local"), [("governor", True), ("mayor", True), ("minister", False)])
def test_a_governor_is_in_no_series_of_the_nation(office: str, is_local: bool) -> None:
    claimant = Claimant(office, None, "role", "GOV", None)
    assert (side_of(speaker(claimant, "TUR")) != "official:TUR") == is_local


def test_residents_of_two_stories_are_not_the_same() -> None:
    assert speaker(RESIDENTS, "TUR", story="a").key != speaker(RESIDENTS, "TUR", story="b").key
    assert speaker(MINISTRY, "TUR", story="a").key == speaker(MINISTRY, "TUR", story="b").key


def test_police_of_no_known_country_are_those_of_their_story() -> None:
    assert speaker(POLICE, None, story="a").key != speaker(POLICE, None, story="b").key
