"""Whom a publisher's name means, and who speaks in what it publishes."""

from __future__ import annotations

import pytest

from reportedly.ledger.traits.claimants import Speaker, speaker_of
from reportedly.ledger.traits.publishers import Publisher, office_that_is

from ..samples import document


@pytest.mark.parametrize(
    ("name", "office", "sector", "country"),
    [
        ("Interior Ministry", "interior-ministry", "COP", None),
        ("Polish Interior Ministry", "interior-ministry", "COP", "POL"),
        ("Ministry of Health of Peru", "health-ministry", "GOV", "PER"),
        ("Ministry of Internal Affairs of the Kyrgyz Republic", "interior-ministry", "COP", "KGZ"),
        ("US Army", "military", "MIL", "USA"),
        ("National Police of Peru", "police", "COP", "PER"),
        ("Police of Osh", "osh/police", "COP", "KGZ"),
        ("Osh City Police", "osh/police", "COP", "KGZ"),
        ("Police of Jalal-Abad", "jalal-abad/police", "COP", "KGZ"),
        ("Lima Police", "police", "COP", "PER"),  # as the police that speak in a capital
        ("Peru's Ministry of Ports", "ports-ministry", "GOV", "PER"),
        ("Peru, Ministry of Ports and Fisheries", "ports-ministry", "GOV", "PER"),
        ("Peru, Ministry of Ports and Public Administration", "ports-ministry", "GOV", "PER"),
        ("Kenya, army spokesman", "military", "MIL", "KEN"),
        ("Punjab Flood Relief Department", "punjab/flood-relief-department", "GOV", "PAK"),
    ],
)
def test_an_office_that_publishes(name: str, office: str, sector: str, country: str | None) -> None:
    assert office_that_is(name) == Publisher(office, sector, country)


@pytest.mark.parametrize(
    "name",
    [
        "Bloomberg Government",
        "Ministry of Sound",
        "Salvation Army",
        "Old Navy",
        "Navy Times",
        "Kenya News Agency",
        "Punjab Press Agency",
        "Brenn Flood Relief Department",  # nobody knows where that is
        "Kenya Army Gazette",
        "Government of Peru",  # no office in particular
        "Police of Peru and Kenya",
        "Coast Radio",
        "",
        "Homs Media Bureau",
        "London Modelling Agency",
    ],
)
def test_a_publisher_that_is_no_office(name: str) -> None:
    assert office_that_is(name) is None


def published_by(name: str, country: str = "KGZ") -> Speaker:
    page = document("Nothing.", publisher=name)
    return speaker_of(None, page, country, own=True, seat=None, story="story")


def test_an_army_that_publishes_on_another_country_is_of_its_own() -> None:
    speaker = published_by("US Army")
    assert (speaker.key, speaker.state) == ("office:USA:military", "USA")


def test_the_police_of_two_towns_are_two() -> None:
    osh, other = published_by("Police of Osh"), published_by("Police of Jalal-Abad")
    assert osh.key != other.key
    assert osh.local
    assert other.local
    assert osh.claimant is not None
    assert osh.claimant.sector == "COP"


def test_an_office_of_no_named_country_is_of_that_which_the_page_is_about() -> None:
    assert published_by("Interior Ministry").key == "office:KGZ:interior-ministry"


@pytest.mark.parametrize(
    ("name", "key", "outlet"),
    [
        ("Human Rights Watch", "org:human-rights-watch", False),
        ("HRW", "org:human-rights-watch", False),
        ("BBC News", "org:bbc", True),
        ("Coast Radio", "org:coast-radio", True),
        ("Telegram", "outlet:Telegram", True),  # whoever writes there is not Telegram
    ],
)
def test_who_publishes_is_whom_others_quote_by_that_name(name: str, key: str, *, outlet: bool) -> None:
    speaker = published_by(name)
    assert (speaker.key, speaker.outlet) == (key, outlet)


def test_a_shop_is_an_outlet() -> None:
    assert published_by("Old Navy").outlet
