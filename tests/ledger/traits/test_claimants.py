"""Who speaks: of which country, of which town, and in which series."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.ledger.traits.claimants import (
    Speaker,
    find_aliases,
    find_fuller_names,
    find_offices,
    office_of_spokesman,
    side_of,
    speaker_of,
)
from reportedly.ledger.traits.spoken_for import VOICE_OF
from reportedly.records import Claimant, Place, Reading

from ..samples import Written, document

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


@pytest.mark.parametrize(
    ("name", "country", "state"),
    [
        ("diplomats", None, None),
        ("diplomats", "FRA", "FRA"),
        ("embassy", None, None),
        ("officials", None, "TUR"),
    ],
)
def test_diplomats_are_of_no_state_that_is_not_told(
    name: str, country: str | None, state: str | None
) -> None:
    assert speaker(Claimant(name, None, "group", "GOV", country), "TUR").state == state


def test_residents_of_two_stories_are_not_the_same() -> None:
    assert speaker(RESIDENTS, "TUR", story="a").key != speaker(RESIDENTS, "TUR", story="b").key
    assert speaker(MINISTRY, "TUR", story="a").key == speaker(MINISTRY, "TUR", story="b").key


def test_police_of_no_known_country_are_those_of_their_story() -> None:
    assert speaker(POLICE, None, story="a").key != speaker(POLICE, None, story="b").key


def test_a_minister_is_the_ministry_and_no_other_office() -> None:
    health, interior, minister = (
        speaker(Claimant(name, None, "organisation", "GOV", None), "TUN").key
        for name in ("Health Ministry", "Interior Ministry", "interior minister")
    )
    assert interior == minister != health


def test_an_office_is_that_of_its_country() -> None:
    assert speaker(MINISTRY, "TUN").key != speaker(MINISTRY, "DZA").key
    assert speaker(
        Claimant("Algeria's Interior Ministry", None, "organisation", "COP", "DZA"), "TUN"
    ).key == (speaker(MINISTRY, "DZA").key)


def test_a_mayor_without_a_town_is_that_of_the_story() -> None:
    mayor = Claimant("mayor", None, "role", "GOV", None)
    assert speaker(mayor, "ITA", story="a").key != speaker(mayor, "ITA", story="b").key
    assert (
        speaker(mayor, "ITA", place("Fabriano", "ITA")).key != speaker(mayor, "ITA", place("Bari", "ITA")).key
    )


def test_a_party_is_called_with_and_without_what_it_is() -> None:
    short, long = (
        Claimant(name, None, "organisation", sector, None)
        for name, sector in (("UPR party", "PTY"), ("opposition UPR party", "OPP"))
    )
    assert speaker(short, "TCD").key == speaker(long, "TCD").key


def test_two_bodies_of_the_same_members_stay_two() -> None:
    committee, union = (
        Claimant(name, None, "organisation", None, None) for name in ("nurses' committee", "nurses' union")
    )
    assert speaker(committee, "TCD").key != speaker(union, "TCD").key


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("a spokesman for the prosecutor's office, Yuri Mora", "prosecutors-office"),
        ("a driver who fled the police, Yuri Mora", None),
        ("Yuri Mora, who leads the border guard", "border-guards"),
        ("Yuri Mora, who leads a choir and fled the police", None),
    ],
)
def test_a_spokesman_is_of_the_office_that_he_speaks_for(words: str, office: str | None) -> None:
    page = Written(f"{words}, said that nine men died.")
    who = Claimant("Yuri Mora", "person:yuri-mora", "person", None, None)
    page.claim("nine men died", "Yuri Mora", source=(page.extent(words),), claimant=who)
    assert find_offices([page.reading()]).get("person:yuri-mora") == office


FRONT = Claimant("Northern Front", "org:northern-front", "organisation", None, None)
SHORT = Claimant("Front", "org:front", "organisation", None, None)


def said_by(*claimants: Claimant, source: str = "") -> Reading:
    """A page in which these speak; `source` are the words for the last one."""
    page = Written(f"Rain fell, the witnesses say, and {source} agrees.", "a")
    for each in claimants:
        named = (page.extent(source),) if source and each is claimants[-1] else ()
        page.claim("Rain fell", each.name, claimant=each, source=named)
    return page.reading()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Front spokesman Idris Bello", SHORT),
        ("Idris Bello, spokesman for the Northern Front", FRONT),
        ("Idris Bello of the Northern Front", None),
        ("spokesman Idris Bello", None),
    ],
)
def test_a_spokesman_counts_for_his_body(words: str, wanted: Claimant | None) -> None:
    bello = Claimant("Idris Bello", "person:idris-bello", "person", None, None)
    body = find_aliases([said_by(FRONT, SHORT, bello, source=words)]).get(f"{VOICE_OF}{bello.key}")
    assert body == wanted
    voice = speaker_of(
        bello, document("Nothing."), None, own=False, seat=None, story="a", spoken_for=body
    ).voice
    assert voice == (wanted or bello).key


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("a spokesman at the army control room", "military"),
        ("a spokeswoman for the navy", "navy"),
        ("a spokesman of the Health Ministry", "health-ministry"),
        ("a spokesman of the teachers' union", None),
        ("a spokesman at the airport", None),
        ("a spokesman", None),
    ],
)
def test_a_spokesman_without_a_name_counts_for_the_office_beside_him(words: str, office: str | None) -> None:
    named = Claimant(words.split()[1], None, "role", None, None)
    told = office_of_spokesman(named, [words])
    assert told == office
    voice = speaker_of(named, document("Nothing."), "TCD", own=False, seat=None, story="a", office=told).voice
    assert (voice == f"office:TCD:{office}") is (office is not None)


def test_the_control_room_of_the_army_counts_for_the_army() -> None:
    room, army, port = (
        Claimant(name, None, "organisation", sector, None)
        for name, sector in (("army control room", "GOV"), ("army", "MIL"), ("port control room", None))
    )
    assert speaker(room, "TCD").voice == speaker(army, "TCD").voice != speaker(port, "TCD").voice


def test_unions_of_two_towns_and_the_union_of_none_are_three() -> None:
    """Their keys say of which country and kind they are, and of no town."""
    told = [
        Claimant(name, key, "organisation", "LAB", "PER")
        for name, key in (
            ("Lima Drivers' Union", "per:drivers-union"),
            ("Cusco Drivers' Union", "per:drivers-union"),
            ("drivers' union", None),
        )
    ]
    assert len({speaker(each, "PER").key for each in told}) == 3
    peruvian = replace(told[0], name="Peruvian Drivers' Union")
    assert speaker(peruvian, "PER").key == speaker(told[2], "PER").key


def test_an_office_of_a_town_is_no_fuller_name_of_that_of_its_state() -> None:
    """Nor where another report alone tells that the word before it is a town."""

    def told(name: str, words: str) -> Reading:
        page = Written(f"{words} counted the sick in Zinder.", name)
        page.place("Zinder", name="Zinder", country="NER")
        page.claim("counted the sick", words, claimant=Claimant(words, None, "organisation", "GOV", "NER"))
        return page.reading()

    own, of_town = told("a", "health ministry"), told("b", "Zinder health department")
    full = told("c", "land reform ministry"), told("d", "reform ministry")
    named = find_fuller_names([own, of_town, *full], dict.fromkeys("abcd", "NER"), {})
    assert named == {("NER", "reform-ministry"): "land-reform-ministry"}
