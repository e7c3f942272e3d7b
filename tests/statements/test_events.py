"""Events: one line a case, with the words that made it necessary."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.records import Reading

ReadText = Callable[..., Reading]


@pytest.mark.parametrize(
    "unit", ["Police shot two men and ", "an attack on the attack of ", "killed (killed "]
)
def test_odd_sentences_are_read(read_text: ReadText, unit: str) -> None:
    reading = read_text(unit * 400)
    text = reading.document.text
    found = (*reading.events, *reading.actors, *reading.amounts, *reading.hedges)
    assert [text[each.start : each.end] for each in found] == [each.quote for each in found]


def test_an_event_without_an_actor_is_an_event(read_text: ReadText) -> None:
    (event,) = read_text("Four people were killed in a blast.").events
    assert (event.type, event.actors) == ("ASSAULT", ())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(
        st.sampled_from(
            ["Police", "shot", "two", "men", "in", "Almaty", ",", "and", "the", "attack", "“", "."]
        )
    ).map(" ".join)
)
def test_quotes_are_the_words_of_the_text(read_text: ReadText, text: str) -> None:
    for event in read_text(text).events:
        for part in (event, event.trigger, *event.actors, *event.recipients):
            assert text[part.start : part.end] == part.quote
        assert event.start <= event.trigger.start < event.trigger.end <= event.end


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("More than 40,000 people have been killed in the war.", [("historical", None)]),
        ("The fighting led to the destruction of thousands of homes.", [("historical", None)]),
        ("More than 4,000 people were killed on Monday.", [("actual", "2022-01-03")]),
        ("The army killed 400 rebels.", [("actual", "2021-12-31")]),
    ],
)
def test_a_sum_of_victims_told_without_a_time_is_background(
    read_text: ReadText, text: str, wanted: list[tuple[str, str | None]]
) -> None:
    events = read_text(text, published="2022-01-07").events
    assert [(event.status, event.when and event.when.earliest) for event in events] == wanted


@pytest.mark.parametrize("text", ["Police shot \ud800two men.", "He ki\udc00lled \ud83d 3.", "\ud800"])
def test_half_a_character_is_read_over(read_text: ReadText, text: str) -> None:
    for event in read_text(text).events:
        assert text[event.start : event.end] == event.quote


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Shops reopened on Monday after the riots.", {"OTHER", "PROTEST"}),
        ("Shops reopened after the strike.", {"OTHER", "PROTEST"}),
    ],
)
def test_a_protest_behind_what_else_happened_is_told(text: str, types: set[str], read_text: ReadText) -> None:
    assert {event.type for event in read_text(text).events} == types
