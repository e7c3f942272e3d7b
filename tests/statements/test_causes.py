"""What caused harm: violence or an accident, told before or after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

ReadText = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Police opened fire on the crowd. Two men were killed.", ["Police"]),
        ("Police opened fire on the crowd. The hall is old. Two men were killed.", []),
        ("Police opened fire on the crowd. A gang killed two men.", ["A gang"]),
        ("Police opened fire on the crowd. Two men had been killed by noon.", []),
    ],
)
def test_harm_told_next_has_the_doer_of_the_violence(
    read_text: ReadText, text: str, wanted: list[str]
) -> None:
    killed = next(event for event in read_text(text).events if event.trigger.quote == "killed")
    assert [who.quote for who in killed.actors] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mudslides swept away 40 houses. The mayor declared an emergency.", ["OTHER", "OTHER"]),
        ("Rioters burned 40 houses. The mayor declared an emergency.", ["ASSAULT", "COERCE"]),
        ("A quake hit the town. The mayor sent soldiers to the ruins.", ["OTHER", "AID"]),
    ],
)
def test_what_answers_a_disaster_is_no_force(read_text: ReadText, text: str, wanted: list[str]) -> None:
    assert [event.type for event in read_text(text).events] == wanted


def test_a_collapse_after_violence_leaves_the_harm_violent(read_text: ReadText) -> None:
    text = "Gunmen raided a mine. A shaft collapsed. Two guards were killed."
    types = {event.trigger.quote: event.type for event in read_text(text).events}
    assert types["killed"] == "ASSAULT"


def test_what_somebody_died_of_tells_whether_it_was_violence(read_text: ReadText) -> None:
    by_fire, by_police = (
        read_text(text).events for text in ("Two men died in a blaze.", "Two men died in police firing.")
    )
    assert ([event.type for event in by_fire], [event.type for event in by_police]) == (
        ["OTHER"],
        ["ASSAULT"],
    )


def test_harm_takes_its_mode_from_the_violence_before_it(read_text: ReadText) -> None:
    reading = read_text("A bomb exploded near the bank. Two clerks were killed.")
    assert [event.mode for event in reading.events] == ["explosives", "explosives"]


def test_the_bomb_tells_of_what_kind_the_attack_before_was(read_text: ReadText) -> None:
    text = "A terrorist attack damaged the station. The bomb was placed in an office."
    assert [event.mode for event in read_text(text).events] == ["explosives", "explosives"]


def test_harm_by_a_quake_is_no_assault(read_text: ReadText) -> None:
    read = read_text("The town was destroyed by an earthquake, killing 20 people and injuring 50.")
    assert {event.type for event in read.events} == {"OTHER"}


def test_harm_is_told_a_sentence_after_its_cause(read_text: ReadText) -> None:
    """Only the kind of violence that could have done it is lent: nobody is killed by an abduction."""
    text = "A car bomb exploded in Lima. The street was crowded. Two officers were killed."
    assert [event.mode for event in read_text(text).events] == ["explosives", "explosives"]
    text = "Rebels kidnapped a priest. The street was empty. Two officers were killed."
    assert [event.mode for event in read_text(text).events] == ["abduct", None]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Typhoon Isko slammed into Catarman, killing nine and flattening huts.", {"OTHER"}),
        ("Nine people were killed by Severe Tropical Storm Klara.", {"OTHER"}),
        ("Hurricane Benito cut power to 40,000 homes.", {"OTHER"}),
        ("Storm Troopers killed nine miners.", {"ASSAULT"}),
        ("Captain Benito killed nine miners.", {"ASSAULT"}),
    ],
)
def test_a_storm_with_a_name_is_no_violence(read_text: ReadText, text: str, wanted: set[str]) -> None:
    assert {event.type for event in read_text(text).events} == wanted


def test_the_name_of_a_storm_is_that_of_no_body(read_text: ReadText) -> None:
    claims = read_text("The Hurricane Center said four people died.").claims
    assert [claim.claimant and claim.claimant.name for claim in claims] == ["Hurricane Center"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A man drowned on Friday.", ["OTHER"]),
        ("Two men drowned on Friday.", ["OTHER"]),
        ("Two men were drowned on Friday by their guards.", ["ASSAULT"]),
    ],
)
def test_who_drowned_need_not_have_been_drowned(read_text: ReadText, text: str, wanted: list[str]) -> None:
    assert [event.type for event in read_text(text).events] == wanted
