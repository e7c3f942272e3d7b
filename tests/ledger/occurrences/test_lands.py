"""What tells two documents apart beside their words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.neighbourhoods.blocking_keys import features_of
from reportedly.ledger.occurrences.lands import find_lands
from reportedly.ledger.traits.nearness import Frame, Lands, frames_apart, lands_apart
from reportedly.records import Place, Reading


def lands(main: str | None, *named: str, places: tuple[str, ...] = (), told: tuple[str, ...] = ()) -> Lands:
    return Lands(main, frozenset(named), frozenset(places), frozenset(told))


@pytest.mark.parametrize(
    ("one", "other", "are_apart"),
    [
        (lands("TUN", "TUN"), lands("TCD", "TCD"), True),
        (lands("TUN", "TUN"), lands(None), False),
        (lands("TUR", "TUR", "IRN"), lands("IRN", "IRN"), False),  # a quake on a border
        (lands("USA", "USA", places=("aurora",)), lands("CAN", "CAN", places=("aurora",)), False),
        (  # Paris in Texas and Paris in France
            lands("USA", "USA", places=("paris",), told=("paris", "texas")),
            lands("FRA", "FRA", places=("paris",), told=("paris", "france")),
            True,
        ),
    ],
)
def test_lands(one: Lands, other: Lands, are_apart: bool) -> None:
    assert lands_apart(one, other) == lands_apart(other, one) == are_apart


def town(name: str, latitude: float) -> Place:
    return Place("p", "a", "places/by-hand", 0, 1, name, name, "city", "PER", latitude, -75.0, None, 0)


def frame(*days: int, at: tuple[Place, ...] = (), named: tuple[str, ...] = ()) -> Frame:
    return Frame(lands("PER", "PER", places=named), frozenset((day, day) for day in days), at)


@pytest.mark.parametrize(
    ("one", "other", "are_apart"),
    [
        (frame(10), frame(16), True),
        (frame(10), frame(11), False),  # around midnight
        (frame(10, 16), frame(16), False),  # the second bomb, and the first by the way
        (frame(10), frame(), False),
        (frame(at=(town("Lima", -12.0),)), frame(at=(town("Huanta", -12.9),)), True),
        (
            frame(at=(town("Lima", -12.0),), named=("lima",)),
            frame(at=(town("Huanta", -12.9),), named=("lima",)),
            False,
        ),
    ],
)
def test_frames(one: Frame, other: Frame, are_apart: bool) -> None:
    assert frames_apart(one, other) == frames_apart(other, one) == are_apart


def scene(name: str, country: str, feature: str = "city") -> Place:
    return Place("p", "a", "places/by-hand", 0, 1, name, name, feature, country, None, None, None, 0)


def set_in(main: str, *named: str, at: Place, blows: tuple[int, ...] = ()) -> Frame:
    days = frozenset((day, day) for day in blows)
    towns = (at,) if at.feature == "city" else ()
    return Frame(lands(main, main, *named, places=("peru",)), days, towns, (at,))


@pytest.mark.parametrize(
    ("other", "are_apart"),
    [
        (set_in("BOL", "PER", at=scene("Oruro", "BOL")), True),  # "as in neighbouring Peru"
        (set_in("BOL", "PER", at=scene("Oruro", "BOL", "region")), True),
        (set_in("BOL", "PER", at=scene("Puno", "PER")), False),  # written abroad, set here
        (set_in("BOL", "PER", at=scene("Oruro", "BOL"), blows=(10,)), False),  # felt on both sides
        (set_in("PER", at=scene("Ica", "PER")), False),
    ],
)
def test_a_land_named_in_passing_joins_no_other_towns(other: Frame, are_apart: bool) -> None:
    here = set_in("PER", at=scene("Puno", "PER", "region"), blows=(10,))
    assert frames_apart(here, other) == frames_apart(other, here) == are_apart


def test_towns_of_one_name_in_two_countries_that_are_named(read_text: Callable[..., Reading]) -> None:
    told = (
        "TRIPOLI, Lebanon - Fourteen people were killed in Tripoli, doctors said.",
        "TRIPOLI, Libya - Two fighters were killed in Tripoli, doctors said.",
    )
    lebanon, libya = (read_text(text, name=str(number)) for number, text in enumerate(told))
    lands = find_lands((lebanon, libya), {each.document.id: features_of(each) for each in (lebanon, libya)})
    assert lands_apart(lands[lebanon.document.id], lands[libya.document.id])


def test_foreign_states_that_act_do_not_hide_where_it_is(read_text: Callable[..., Reading]) -> None:
    told = (
        "Fourteen people were killed in Porto Velho, doctors in Brazil said.",
        "Roads around Manaus are shut, drivers said.",
        "France sent two aircraft, its envoy said.",
        "Germany offered help, a minister said.",
        "The minister raised the toll to 40.",
    )
    readings = [read_text(text, name=str(number)) for number, text in enumerate(told)]
    lands = find_lands(readings, {each.document.id: features_of(each) for each in readings})
    assert {each.main for each in lands.values()} == {"BRA"}


def test_where_a_council_meets_is_not_what_it_meets_about(read_text: Callable[..., Reading]) -> None:
    told = (
        "Fourteen people were killed in Porto Velho, doctors in Brazil said.",
        "Roads around Manaus are shut, drivers said.",
        "Floods reached Manaus, doctors said.",
        "The council, meeting in Geneva, urged Brazil to open the dam.",
        "In Geneva nine people died in a fire.",
    )
    readings = [read_text(text, name=str(number)) for number, text in enumerate(told)]
    lands = find_lands(readings, {each.document.id: features_of(each) for each in readings})
    assert [lands[each.document.id].main for each in readings] == ["BRA", "BRA", "BRA", "BRA", "CHE"]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Forty people were killed, the union said. Ministers met in Vienna over it.", "BRA"),
        ("Forty people were killed, the union said. Ministers held talks with it in Vienna.", "BRA"),
        ("The minister visited Vienna, where forty people were killed.", "AUT"),
        ("Forty people were killed in Vienna, where ministers met over it.", "AUT"),
        ("Ministers met in Vienna over trade.", "AUT"),
    ],
)
def test_a_report_is_not_set_where_people_only_met(
    text: str, country: str, read_text: Callable[..., Reading]
) -> None:
    told = ("Fourteen people were killed in Porto Velho, doctors said.", "Roads at Manaus are shut.", text)
    readings = [read_text(each, name=str(number)) for number, each in enumerate(told)]
    lands = find_lands(readings, {each.document.id: features_of(each) for each in readings})
    assert lands["2"].main == country
    alone = find_lands(readings[2:], {"2": features_of(readings[2])})
    assert alone["2"].main == "AUT"
