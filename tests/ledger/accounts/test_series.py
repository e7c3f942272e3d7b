"""In which series numbers follow one another: an office's, a state's, a rival's."""

from __future__ import annotations

import pytest

from reportedly.ledger.joining import Collection
from reportedly.records import Claimant, Reading

from ..counts_by_hand import before, count, joined
from ..samples import Written

HEALTH = ("Health Ministry", "kaz:health-ministry")
POLICE = ("Kazakh police", "kaz:police")
OFFICIALS = ("Kazakh officials", None)

Told = tuple[str, str, int, tuple[str, str | None]]
"""A document, when it came, how many it tells were killed, and who says so."""


def joined_counts(*told: Told) -> Collection:
    pages = [
        count(name, when, f"{number} people were killed", "killed", number, number, by=by)
        for name, when, number, by in told
    ]
    return joined(*pages)


def test_offices_that_go_on_from_one_another_share_a_series() -> None:
    told = joined_counts(("a", "2022-01-05", 31, HEALTH), ("b", "2022-01-06", 38, POLICE))
    assert before(told) == {31: None, 38: 31}


def test_offices_that_tell_otherwise_at_one_time_are_a_series_each() -> None:
    told = joined_counts(
        ("a", "2022-01-05", 31, HEALTH),
        ("b", "2022-01-05", 38, POLICE),
        ("c", "2022-01-06", 40, HEALTH),
        ("d", "2022-01-06", 44, POLICE),
    )
    assert before(told) == {31: None, 38: None, 40: 31, 44: 38}


def test_a_later_and_lower_number_of_another_office_revises_nothing() -> None:
    told = joined_counts(("a", "2022-01-05", 38, POLICE), ("b", "2022-01-06", 31, HEALTH))
    assert before(told) == {38: None, 31: None}


def test_offices_that_take_turns_are_a_series_each() -> None:
    told = joined_counts(
        ("a", "2022-01-05T08:00Z", 31, HEALTH),
        ("b", "2022-01-05T12:00Z", 38, POLICE),
        ("c", "2022-01-06T08:00Z", 40, HEALTH),
        ("d", "2022-01-06T12:00Z", 44, POLICE),
    )
    assert before(told) == {31: None, 38: None, 40: 31, 44: 38}


def test_of_two_rivals_one_takes_over_from_the_other_that_fell_silent() -> None:
    told = joined_counts(
        ("a", "2022-01-05", 38, POLICE), ("b", "2022-01-05", 31, HEALTH), ("c", "2022-01-09", 52, HEALTH)
    )
    assert before(told) == {38: None, 31: None, 52: 31}


def test_officials_continue_the_office_that_counted_last() -> None:
    told = joined_counts(
        ("a", "2022-01-05", 31, HEALTH),
        ("b", "2022-01-05", 38, POLICE),
        ("c", "2022-01-06", 44, POLICE),
        ("d", "2022-01-07", 47, OFFICIALS),
    )
    assert before(told)[47] == 44


def test_two_offices_with_one_number_are_two_accounts_and_no_revision() -> None:
    told = joined_counts(("a", "2022-01-05", 31, HEALTH), ("b", "2022-01-05", 31, POLICE))
    assert [account.supersedes for account in told.accounts] == [None, None]


def test_a_count_that_began_in_one_town_goes_on_beyond_it() -> None:
    told = joined(
        count("a", "2022-01-05", "11 people were killed in Osh", "killed", 11, 11, place="Osh"),
        count("b", "2022-01-05", "5 people were killed in Uzgen", "killed", 5, 5, by=POLICE, place="Uzgen"),
        count("c", "2022-01-06", "26 people were killed", "killed", 26, 26),
    )
    assert before(told)[26] == 11


@pytest.mark.parametrize(("day", "wanted"), [("2022-01-06", 11), ("2022-01-04", None)])
def test_a_count_goes_on_into_its_town_where_that_alone_has_more(day: str, wanted: int | None) -> None:
    told = joined(
        count("a", "2022-01-05", "11 people were killed", "killed", 11, 11),
        count("b", "2022-01-05", "5 people were killed in Uzgen", "killed", 5, 5, by=POLICE, place="Uzgen"),
        count("c", day, "26 people were killed in Osh", "killed", 26, 26, place="Osh"),
    )
    assert before(told)[26] == wanted


@pytest.mark.parametrize(("other", "wanted"), [("Penne", 12), ("Pènne", 12), ("Penne Bay", None)])
def test_a_town_that_one_report_alone_places_is_that_town(other: str, wanted: int | None) -> None:
    pages = []
    for day, (at, number, known) in enumerate((("Penne", 12, 31), (other, 70, None))):
        words = f"{number} people were killed at {at}"
        page = Written(f"{words}; 157 people fled, it said.", f"d{day}", published=f"2022-01-0{6 + day}")
        claim = page.claim(words, *HEALTH)
        feature = "city" if known else "other"
        place = page.place(at, name=at, feature=feature, country="ITA" if known else None, geonames=known)
        page.figure(words, "killed", number, number, claim=claim.id, place=place.id)
        page.figure("157 people", "displaced", 157, 157)
        pages.append(page.reading())
    elsewhere = count(
        "c", "2022-01-06", "5 people were killed in Osh", "killed", 5, 5, by=POLICE, place="Osh"
    )
    assert before(joined(*pages, elsewhere))[70] == wanted


def test_what_a_report_tells_instead_follows_a_number_of_before() -> None:
    page = Written(
        "The number of dead rose to 11. Officials had put the toll at six, and 157 people fled.", "a"
    )
    claim = page.claim("Officials had put the toll at six", *OFFICIALS, content=(page.extent("toll at six"),))
    page.figure("toll at six", "killed", 6, 6, claim=claim.id)
    page.figure("11", "killed", 11, 11)
    other = Written("All is quiet since 157 people fled.", "b")
    for each in (page, other):
        each.figure("157 people", "displaced", 157, 157)
    told = joined(page.reading(), other.reading())
    assert before(told)[11] == 6
    assert {each.low: each.status for each in told.accounts}[6] == "revised"


def test_a_number_without_its_place_is_of_the_place_of_which_it_is_told() -> None:
    pages = []
    for name, camp in (("a", "Tabor"), ("b", None)):
        words = f"632 of 1,234 died{f' at {camp}' if camp else ''}"
        page = Written(f"{words}, it said; 90 had died at Nebo.", name, published="2022-01-06")
        claim = page.claim(words, "Council", "council")
        place = page.place(camp, name=camp, feature="other", country=None) if camp else None
        page.figure(words, "killed", 632, 632, claim=claim.id, place=place.id if place else None)
        nebo = page.place("Nebo", name="Nebo", feature="other", country=None)
        page.figure("90 had died at Nebo", "killed", 90, 90, place=nebo.id)
        pages.append(page.reading())
    told = joined(*pages)
    assert [each.documents for each in told.accounts if each.low == 632] == [("a", "b")]
    assert told.contradictions == ()


def outlet_says(name: str, day: str, outlet: str, low: float, by: str | None = None) -> Reading:
    """A page of an outlet with a number, of its own or told as another outlet's."""
    told = ("killed in the shaft" if by else "lost their lives below") + f" near Vryheid, {outlet} has learnt"
    page = Written(f"{low:g} miners were {told}.", name, published=day, publisher=outlet)
    words = f"{low:g} miners"
    quoted = Claimant(by or "", None, "organisation", "JRN", None)
    claim = page.claim(words, by, claimant=quoted) if by else None
    page.figure(words, "killed", low, low, claim=claim.id if claim else None)
    return page.reading()


def test_what_another_outlet_tells_of_one_is_no_revision_of_its_own() -> None:
    own = outlet_says("a", "2022-01-05", "Standard", 18), outlet_says("c", "2022-01-08", "Standard", 21)
    misquote = outlet_says("b", "2022-01-06", "Herald", 81, by="Standard")
    found = joined(*own, misquote)
    accounts = {each.low: each for each in found.accounts}
    assert {each.claimant and each.claimant.name for each in accounts.values()} == {"Standard"}
    assert (accounts[21].supersedes, accounts[18].status) == (accounts[18].id, "revised")
    assert (accounts[81].supersedes, accounts[81].status) == (None, "current")
    errors = [each for each in found.contradictions if accounts[81].id in (each.left, each.right)]
    assert {each.relation for each in errors} == {"relay_error"}
    assert all("Standard, as Herald tells (2022-01-06): '81 miners'" in each.why for each in errors)


def test_what_is_told_of_an_outlet_that_is_not_there_is_its_series() -> None:
    told = [
        outlet_says(name, day, "Herald", low, by="Standard")
        for name, day, low in (("a", "2022-01-05", 18), ("b", "2022-01-07", 81))
    ]
    accounts = {each.low: each for each in joined(*told).accounts}
    assert accounts[81].supersedes == accounts[18].id


def test_a_place_has_a_series_of_its_own_by_whatever_name() -> None:
    """The part of a toll in one camp goes on from that part before, and not from the toll."""
    pages = []
    for name, camp, whole, part, rest in (("a", "Tabor", 525, 202, 87), ("b", "Tabor Camp", 638, 288, 90)):
        words = f"{whole} of 1,234 died; of these {part} died at {camp} and {rest} at Nebo"
        page = Written(f"{words}, it said.", name, published=f"2022-01-0{6 + len(pages)}")
        claim = page.claim(words, *HEALTH)
        page.figure(f"{whole} of 1,234 died", "killed", whole, whole, claim=claim.id)
        for told, number, at in (
            (f"of these {part} died at {camp}", part, camp),
            (f"{rest} at Nebo", rest, "Nebo"),
        ):
            place = page.place(at, name=at, feature="other", country=None)
            page.figure(told, "killed", number, number, claim=claim.id, place=place.id)
        pages.append(page.reading())
    told = joined(*pages)
    assert before(told) == {525: None, 202: None, 87: None, 638: 525, 288: 202, 90: 87}
    assert {each.relation for each in told.contradictions if each.sureness == 1} == {"update"}


@pytest.mark.parametrize(
    ("second", "more"),
    [
        ("Tabor Square", ()),
        ("Tabor al-Gharbi", ()),
        ("Tabor Hospital", None),
        ("Tabor Square", ("Tabor Hospital",)),
        ("Tabor Square", ("Tabor Camp",)),
    ],
)
def test_places_that_begin_alike_have_series_of_their_own(second: str, more: tuple[str, ...] | None) -> None:
    """But for a square or a camp, which is named without that word where nothing else is named so."""
    pages = []
    for day, at in enumerate(("Tabor", second, *(more or ()))):
        words = f"{12 + 58 * day} people were killed at {at}"
        page = Written(f"{words}, it said.", f"d{day}", published=f"2022-01-0{6 + day}")
        claim = page.claim(words, *HEALTH)
        place = page.place(at, name=at, feature="other", country=None)
        page.figure(words, "killed", 12 + 58 * day, 12 + 58 * day, claim=claim.id, place=place.id)
        pages.append(page.reading())
    assert (before(joined(*pages))[70] == 12) is (more == ())
