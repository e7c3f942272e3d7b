"""Who heads an office or speaks for it, and who only stands beside it."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.ledger.traits.holders import Holder, find_holders, is_beside, office_headed, post_of
from reportedly.records import Claimant, Reading

from ..samples import Written


@pytest.mark.parametrize(
    ("words", "office", "kind"),
    [
        ("Mines Minister Ada Brenn", "mines-ministry", "head"),
        ("Ada Brenn, the health minister", "health-ministry", "head"),
        ("the army chief, General Ada Brenn", "military", "head"),
        ("National police chief Ada Brenn", "police", "head"),
        ("Civil defence head Ada Brenn", "emergency-services", "head"),
        ("Brenn, head of the fire brigade", "fire-department", "head"),
        ("Foreign Minister Ada Brenn of Chad", "foreign-ministry", "head"),
        ("Health Ministry spokeswoman Ada Brenn", "health-ministry", "voice"),
        ("Brenn, a spokesman for the Chadian police", "police", "voice"),
        ("Army spokesman Colonel Ada Brenn", "military", "voice"),
        ("deputy interior minister Ada Brenn", "interior-ministry", "apart"),
        ("acting president Ada Brenn", "presidency", "apart"),
        ("then interior minister Ada Brenn", "interior-ministry", "apart"),
    ],
)
def test_what_words_call_somebody(words: str, office: str, kind: str) -> None:
    post = post_of(words, "brenn")
    assert post is not None
    assert (post.office, post.kind) == (office, kind)


@pytest.mark.parametrize(
    "words",
    [
        "police union spokesman Ada Brenn",
        "Police union president Ada Brenn",
        "Brenn, spokesman for the police union",
        "Brenn, a spokesman for families of the police",
        "Ada Brenn, a friend of the interior minister",
        "Ada Brenn, named interior minister by the rebels",
        "health minister's adviser Ada Brenn",
        "Health Minister Ida Roth's brother Ada Brenn",
        "Police commander Ada Brenn",
        "Major General Ada Brenn",
        "Judge Ada Brenn",
        "Government spokesman Ada Brenn",
        "Health Minister Ida Roth",
    ],
)
def test_who_heads_no_office_and_speaks_for_none(words: str) -> None:
    assert post_of(words, "brenn") is None


@pytest.mark.parametrize(
    ("words", "beside"),
    [
        ("The deputy interior minister", True),
        ("the self-proclaimed mayor of Lusen", True),
        ("the deputy mayor of Lusen", True),
        ("The interior minister", False),
        ("Lusen's mayor", False),
    ],
)
def test_whose_words_stand_beside_an_office(words: str, beside: bool) -> None:
    assert is_beside(words) == beside


def test_a_body_is_told_by_who_heads_it() -> None:
    assert office_headed("the head of the national police") == "police"
    assert office_headed("the head of the orchestra") is None
    assert office_headed("the deputy head of the fire brigade") is None


def report(name: str, *told: str, country: str | None = None) -> Reading:
    """A report in which each of these, whose name ends its words, says something."""
    page = Written(" ".join(f"{who} spoke." for who in told), name)
    for who in told:
        person = " ".join(who.split()[-2:])
        fields: dict[str, Any] = {"key": f"person:{person.lower().replace(' ', '-')}", "type": "person"}
        page.claim(
            f"{who} spoke",
            who,
            source=(page.extent(who),),
            claimant=Claimant(person, sector="GOV", country=country, **fields),
        )
    return page.reading()


def holders(*readings: Reading, country: str | None = "CHL") -> dict[str, Holder]:
    lands = {reading.document.id: country for reading in readings}
    return find_holders(readings, lands, lambda key: key)


HEALTH = Holder("health-ministry", "CHL", told=False)


def test_a_head_and_a_spokesman_have_their_office() -> None:
    told = report("a", "Health Minister Ada Brenn", "Health Ministry spokesman Ida Roth")
    assert holders(told) == {"person:ada-brenn": HEALTH, "person:ida-roth": HEALTH}


def test_of_two_heads_none_is_the_office() -> None:
    assert holders(report("a", "Health Minister Ada Brenn"), report("b", "Health Minister Ida Roth")) == {}


def test_who_had_an_office_before_or_stands_in_is_not_it() -> None:
    told = report("a", "Health Minister Ada Brenn")
    assert holders(told, report("b", "Former health minister Ada Brenn")) == {}
    assert holders(report("a", "Deputy health minister Ada Brenn")) == {}


def test_without_a_country_there_is_no_office() -> None:
    assert holders(report("a", "Health Minister Ada Brenn"), country=None) == {}


def test_the_country_of_the_words_comes_before_that_of_the_report() -> None:
    told = report("a", "Health Minister Ada Brenn", country="PER")
    assert holders(told) == {"person:ada-brenn": Holder("health-ministry", "PER", told=True)}


@pytest.mark.parametrize(
    ("words", "land"),
    [
        ("Chadian army spokesman Ada Brenn", "TCD"),
        ("South Sudanese army spokesman Ada Brenn", "SSD"),
        ("Peru's army chief Ada Brenn", "PER"),
    ],
)
def test_words_for_a_country_tell_whose_office_it_is(words: str, land: str) -> None:
    assert holders(report("a", words))["person:ada-brenn"] == Holder("military", land, told=True)


def test_of_two_offices_somebody_is_neither() -> None:
    assert holders(report("a", "Health Minister Ada Brenn"), report("b", "Interior Minister Ada Brenn")) == {}
