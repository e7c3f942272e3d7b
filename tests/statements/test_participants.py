"""Who acts in an event, and to whom it is done."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

ReadText = Callable[..., Reading]


def test_those_who_arrest_are_police_though_called_they(read_text: ReadText) -> None:
    text = "The police raided a barn. They arrested ten men."
    arrest = next(event for event in read_text(text).events if event.mode == "arrest")
    assert [(who.quote, who.sector) for who in arrest.actors] == [("They", None), ("police", "COP")]


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Two men were shot dead by police on Friday.", "shot dead", ["police"], ["Two men"]),
        ("Opposition says 11 guards killed in riots", "killed", [], ["11 guards"]),
        ("Police fired tear gas and chased away the rebels.", "chased away", ["Police"], ["the rebels"]),
        ("Soldiers who had arrested the editor withdrew.", "arrested", ["Soldiers"], ["the editor"]),
    ],
)
def test_who_did_it_to_whom(
    read_text: ReadText, text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    event = next(event for event in read_text(text).events if event.trigger.quote == trigger)
    assert all(any(want.split()[-1] in got.quote for got in event.actors) for want in actors)
    assert all(any(want.split()[-1] in got.quote for got in event.recipients) for want in recipients)


def test_an_arrest_is_made_by_the_police_that_the_text_names(read_text: ReadText) -> None:
    reading = read_text("Police stormed the hall. Twelve students were arrested.")
    arrest = next(event for event in reading.events if event.mode == "arrest")
    assert [actor.sector for actor in arrest.actors] == ["COP"]


def test_those_who_live_in_a_place_are_named_by_it(read_text: ReadText) -> None:
    (event,) = read_text("The army lifted the curfew in Almaty.").events
    assert [one.name for one in event.recipients] == ["Almaty"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tanks rolled into the barracks.", "the barracks"),
        ("The garrison threw its weight behind the colonels.", "the colonels"),
    ],
)
def test_what_a_verb_reaches_by_its_own_preposition_undergoes_it(
    read_text: ReadText, text: str, wanted: str
) -> None:
    assert wanted in [one.quote for event in read_text(text).events for one in event.recipients]
