"""Bodies that speak for no state, told by more than one name."""

from __future__ import annotations

import pytest

from reportedly.ledger.traits.bodies import find_bodies, name_of_body
from reportedly.records import Claimant, Reading

from ..samples import Written


def report(number: int, who: str, sector: str | None = None) -> Reading:
    """A report in which somebody counts; who has a name in capitals has a key."""
    page = Written(f"Nine died, the {who} said.", f"d{number}")
    key = f"org:{who}" if who.rsplit(maxsplit=1)[-1][0].isupper() else None
    page.claim("Nine died", who, claimant=Claimant(who, key, "organisation", sector, None))
    return page.reading()


def named(
    *names: str, country: str | None = "PER", sector: str | None = None, story: str | None = None
) -> dict[str, str]:
    """By each name that means another one, what that is called; all of one story where that is given."""
    readings = [report(number, name, sector) for number, name in enumerate(names)]
    documents = [reading.document.id for reading in readings]
    stories = {name: story or name for name in documents}
    found = find_bodies(readings, dict.fromkeys(documents, country), stories)
    return {told: body.name.casefold() for (_, told), body in found.items()}


@pytest.mark.parametrize(
    ("described", "name"),
    [
        ("miners' union", "National Union of Miners"),
        ("union of miners", "Peruvian Miners' Union"),
        ("nurses' association", "Peru Nurses' Association"),
        ("flood relief committee", "Committee for Flood Relief"),
        ("Doctors Committee", "Central Committee of Peruvian Doctors"),
        ("fishermen's federation", "Federation of Fishermen of the South"),
        ("national nurses' union", "Nurses' Union"),
        ("displaced families' network", "Network of Displaced Families"),
    ],
)
def test_a_description_is_the_one_body_that_its_words_fit(described: str, name: str) -> None:
    assert named(described, name, name) == {described.casefold(): name.casefold()}
    assert named(name, described, name) == {described.casefold(): name.casefold()}


@pytest.mark.parametrize(
    "names",
    [
        ("teachers' union", "National Union of Miners"),
        ("doctors' union", "Committee of Doctors"),
        ("union", "National Union of Miners"),
        ("committee", "Committee for Flood Relief"),
        ("drivers' union", "Lima Drivers' Union", "Cusco Drivers' Union"),
        ("miners' union", "Chilean Miners' Union"),
        ("Democratic Party", "Social Democratic Party"),
        ("opposition doctors' committee", "Committee of Doctors"),
        ("miners' union", "union of miners"),
        ("Nurses' Union", "National Nurses' Union"),
        ("nurses' union", "National Nurses' Union", "General Nurses' Union"),
        ("Democratic Party", "First Democratic Party"),
        ("Workers' Party", "Kurdistan Workers' Party"),
        ("Liberation Front", "Moro Liberation Front"),
        ("Salvation Front", "Islamic Salvation Front"),
        ("Workers' Federation", "Mine Workers' Federation"),
    ],
)
def test_other_bodies_stay_apart(names: tuple[str, ...]) -> None:
    assert named(*names) == {}


def test_of_no_known_country_a_body_is_that_of_its_story() -> None:
    assert named("miners' union", "National Union of Miners", country=None) == {}


def test_a_body_of_a_state_is_left_to_its_office() -> None:
    assert named("health committee", "National Health Committee", sector="GOV") == {}


def test_a_name_of_no_body_is_none() -> None:
    assert name_of_body("Ana Ruiz") is None
    assert name_of_body("") is None
    assert name_of_body("of the committee") is None


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Front", "Northern Front"), {"front": "northern front"}),
        (("Front", "Northern Front", "Southern Front"), {}),
        (("Liberation Front", "Northern Liberation Front"), {}),
        (("Front",), {}),
    ],
)
def test_a_last_word_is_the_one_body_of_its_country(names: tuple[str, ...], found: dict[str, str]) -> None:
    """Or of its story, where no country is known."""
    assert named(*names) == found
    assert named(*names, country=None, story="a") == found
    assert named(*names, country=None) == {}
