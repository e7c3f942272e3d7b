"""How a toll goes on where nobody counts for himself: from an office to outlets, and back."""

from __future__ import annotations

import pytest

from reportedly.ledger.joining import Collection
from reportedly.records import Claimant

from ..counts_by_hand import before, joined
from ..samples import Written

HEALTH = Claimant("Health Ministry", "kaz:health-ministry", "organisation", "GOV", "KAZ")
PARTY = Claimant("Dawn Party", "org:dawn-party", "organisation", "PTY", None)
RIVAL = Claimant("Uzbek Interior Ministry", "uzb:interior-ministry", "organisation", "COP", "UZB")
SOURCES = Claimant("sources", None, "group", None, None)
AGENCY = Claimant("Coast Agency", "org:coast-agency", "organisation", "JRN", None)
OMBUDSMAN = Claimant("ombudsman", None, "role", None, None)
HOSPITAL = Claimant("hospital sources", None, "group", "MED", None)
DIPLOMATS = Claimant("diplomats", None, "group", "GOV", None)
CLINIC = Claimant("Noor Clinic", "org:noor-clinic", "organisation", "MED", None)
OWN_VOICE = None


def told(*counts: tuple[str, int, Claimant | None], measure: str = "killed") -> Collection:
    """Pages of an outlet each, on these days, with these numbers of these speakers."""
    pages = []
    for at, (day, number, who) in enumerate(counts):
        words = f"{number} people were {measure} in the tunnel"
        page = Written(f"{words}, it was said.", f"d{at}", published=day, publisher=f"Outlet {at}")
        claim = page.claim(words, who.name, claimant=who) if who else None
        page.figure(words, measure, number, number, claim=claim.id if claim else None)
        pages.append(page.reading())
    return joined(*pages)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (HEALTH, OWN_VOICE),
        (OWN_VOICE, HEALTH),
        (OWN_VOICE, OWN_VOICE),
        (SOURCES, OWN_VOICE),
        (HEALTH, SOURCES),
        (HEALTH, AGENCY),
        (HOSPITAL, HEALTH),
        (OWN_VOICE, HOSPITAL),
        (DIPLOMATS, HEALTH),
    ],
)
def test_a_toll_goes_on_over_who_counts_for_nobody(one: Claimant | None, other: Claimant | None) -> None:
    found = told(("2022-01-05", 31, one), ("2022-01-07", 46, other))
    assert before(found) == {31: None, 46: 31}
    assert {each.status for each in found.accounts} == {"current"}


@pytest.mark.parametrize(
    ("one", "other"),
    [(HEALTH, PARTY), (PARTY, OWN_VOICE), (SOURCES, PARTY), (HEALTH, OMBUDSMAN), (CLINIC, OWN_VOICE)],
)
def test_a_party_counts_for_itself(one: Claimant | None, other: Claimant | None) -> None:
    assert before(told(("2022-01-05", 31, one), ("2022-01-07", 46, other))) == {31: None, 46: None}


def test_what_outlets_tell_goes_on_from_the_last_smaller_number() -> None:
    found = told(
        ("2022-01-05", 31, HEALTH),
        ("2022-01-07", 46, HEALTH),
        ("2022-01-08", 38, OWN_VOICE),
        ("2022-01-09", 52, OWN_VOICE),
    )
    assert before(found) == {31: None, 46: 31, 38: 31, 52: 38}


def test_a_toll_that_falls_goes_on_only_where_people_are_found() -> None:
    fallen = ("2022-01-05", 90, HEALTH), ("2022-01-07", 60, OWN_VOICE)
    assert before(told(*fallen)) == {90: None, 60: None}
    assert before(told(*fallen, measure="missing")) == {90: None, 60: 90}


def test_two_numbers_of_one_day_do_not_follow_unless_their_hours_are_known() -> None:
    assert before(told(("2022-01-05", 31, HEALTH), ("2022-01-05", 46, OWN_VOICE)))[46] is None
    hours = told(("2022-01-05T08:00Z", 31, HEALTH), ("2022-01-05T20:00Z", 46, OWN_VOICE))
    assert before(hours)[46] == 31


def test_no_toll_goes_on_from_one_state_to_another_by_way_of_an_outlet() -> None:
    found = told(("2022-01-05", 10, HEALTH), ("2022-01-07", 12, OWN_VOICE), ("2022-01-09", 40, RIVAL))
    assert before(found) == {10: None, 12: 10, 40: None}
    assert before(told(("2022-01-07", 12, OWN_VOICE), ("2022-01-09", 40, RIVAL))) == {12: None, 40: 12}


def test_what_is_many_times_more_is_no_more_of_the_same() -> None:
    assert before(told(("2022-01-05", 6, HEALTH), ("2022-01-07", 70, OWN_VOICE)))[70] == 6
    assert before(told(("2022-01-05", 6, HEALTH), ("2022-01-07", 745, OWN_VOICE)))[745] is None


def test_an_office_goes_on_from_what_an_office_told() -> None:
    found = told(
        ("2022-01-05", 31, HEALTH),
        ("2022-01-06", 45, SOURCES),
        ("2022-01-07", 52, Claimant("Almaty mayor", None, "role", "GOV", "KAZ")),
    )
    assert before(found) == {31: None, 45: 31, 52: 31}
