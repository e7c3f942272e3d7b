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


def test_a_month_is_no_march(read_text: Callable[..., Reading]) -> None:
    reading = read_text("KYIV, March 12 - Two men were killed. On 12 March protesters held a march.")
    assert [event.trigger.quote for event in reading.events] == ["killed", "held a march"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Whoever does not surrender will be shot.", ["ASSAULT"]),  # whoever does what surrenders nothing
        ("You can sign this petition here.", []),  # said of nobody
        ("They are brave people who know how to fight.", []),  # a skill
        ("He bought stolen cars from a dealer.", []),  # what was stolen before is no theft told
        ("Police found two wounded men in the yard.", ["ASSAULT"]),
        ("The mayor spoke without offering proof.", []),
        ("The bishop spoke about the murder of students.", []),  # a practice
        ("The bishop spoke about the murder of two students.", ["ASSAULT"]),
        ("The envoys spoke of an end to the armed conflict.", []),  # a state of things
    ],
)
def test_what_is_said_in_general_is_no_event(read_text: ReadText, text: str, wanted: list[str]) -> None:
    assert [event.type for event in read_text(text).events if event.type != "OTHER"] == wanted


def test_harm_by_a_quake_is_no_assault(read_text: ReadText) -> None:
    read = read_text("The town was destroyed by an earthquake, killing 20 people and injuring 50.")
    assert {event.type for event in read.events} == {"OTHER"}


def test_harm_is_told_a_sentence_after_its_cause(read_text: ReadText) -> None:
    """Only the kind of violence that could have done it is lent: nobody is killed by an abduction."""
    text = "A car bomb exploded in Lima. The street was crowded. Two officers were killed."
    assert [event.mode for event in read_text(text).events] == ["explosives", "explosives"]
    text = "Rebels kidnapped a priest. The street was empty. Two officers were killed."
    assert [event.mode for event in read_text(text).events] == ["abduct", None]


def test_what_stands_behind_a_reason_has_happened(read_text: ReadText) -> None:
    read = read_text(
        "The students decided to leave the country due to the kidnapping of five of their friends."
    )
    assert [told(event) for event in read.events if event.type == "ASSAULT"] == [
        ("ASSAULT", "abduct", "actual")
    ]


def test_who_says_that_they_will_not_yield_refuses(read_text: ReadText) -> None:
    read = read_text("The rebels said they will not withdraw from the town.")
    assert [told(event) for event in read.events] == [("REJECT", "yield", "actual")]
    read = read_text("The minister said the rebels did not withdraw from the town.")
    assert [told(event) for event in read.events] == [("RETREAT", "withdraw", "negated")]


def test_what_is_told_along_with_an_act_is_an_entry(lexicon: Lexicon) -> None:
    names = {entry.name for entry in lexicon.predicates}
    assert {entry.also for entry in lexicon.predicates} - {None} <= names


def _place_of(reading: Reading, words: str) -> tuple[str | None, str | None]:
    event = next(each for each in reading.events if words in each.quote)
    named = {place.id: place.name for place in reading.places}
    return named.get(event.place or ""), event.place_basis


def test_where_the_first_paragraph_sets_a_report_comes_before_the_dateline(read_text: ReadText) -> None:
    text = (
        "CAIRO, May 4 (NNA) - A bomb exploded at a market in the northern city of Aleppo on Sunday.\n\n"
        "Nine people were killed, a doctor said."
    )
    reading = read_text(text, published="2014-05-04")
    assert _place_of(reading, "exploded") == ("Aleppo", "clause")
    assert _place_of(reading, "killed") == ("Aleppo", "lead")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A powerful earthquake struck Manta on Sunday.", "Manta"),
        ("The ferry sank off Odesa on Sunday.", "Odesa"),
        ("Nine people were killed in Homs and Aleppo on Sunday.", "Homs"),
    ],
)
def test_the_place_is_what_was_struck_what_is_near_and_the_first_of_two(
    text: str, place: str, read_text: ReadText
) -> None:
    reading = read_text(text, published="2014-05-04")
    assert _place_of(reading, "")[0] == place


def test_an_act_has_the_hour_that_is_told_beside_its_day(read_text: ReadText) -> None:
    reading = read_text(
        "A curfew was imposed in Homs on Wednesday at 8 p.m.", published="2014-05-09T10:00:00+00:00"
    )
    (event,) = reading.events
    assert event.when is not None
    assert (event.when.earliest, event.when.precision) == ("2014-05-07T20:00", "minute")


def test_a_day_to_come_dates_what_is_called_for_and_not_what_happened(read_text: ReadText) -> None:
    """The strike is on Friday; the call and the killing are of the days before publication."""
    text = "The union called for a general strike on Friday in Sfax, after police killed two protesters."
    events = read_text(text, published="2024-03-05").events
    assert {event.status for event in events} == {"actual"}
    assert all(event.when and event.when.latest == "2024-03-05" for event in events)


def test_a_march_that_is_announced_is_still_to_come(read_text: ReadText) -> None:
    reading = read_text("The guild announced a rally on Saturday.", published="2022-01-06")
    event = next(event for event in reading.events if event.type == "PROTEST")
    assert event.status == "future"
    assert event.when is not None
    assert event.when.earliest == "2022-01-08"


def test_the_head_of_a_line_sets_what_the_line_tells(read_text: ReadText) -> None:
    text = "27 July, Maiduguri: Gunmen attack a camp.\n31 July, Mora: Troops arrest nine suspects."
    reading = read_text(text, published="2026-08-03")
    names = {place.id: place.name for place in reading.places}
    assert [(event.type, names[event.place]) for event in reading.events if event.place] == [
        ("ASSAULT", "Maiduguri"),
        ("COERCE", "Mora"),
    ]


def test_what_is_told_of_the_doer_in_passing_dates_the_act(read_text: ReadText) -> None:
    text = "Officers responding to a fight early Sunday took four men into custody."
    reading = read_text(text, published="2022-01-06")
    arrest = next(event for event in reading.events if event.type == "COERCE")
    assert arrest.when is not None
    assert arrest.when.earliest == "2022-01-02"
