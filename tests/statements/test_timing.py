"""Which times date an event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

ReadText = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The ministry said on Thursday that eight men were killed in Almaty on Wednesday.", ["2022-01-05"]),
        ("On Thursday the ministry said two officers had been wounded on Tuesday.", ["2022-01-04"]),
        ("Police killed three men, the ministry said on Thursday.", ["2021-12-30"]),
        ("A bomb hit Orsk on Monday. The clinic on Thursday said nine men were killed.", ["2022-01-03"] * 2),
        ("The worst violence since 1991 left eight dead in Almaty on Wednesday.", ["2022-01-05"]),
        ("Police have arrested thousands of protesters since Tuesday.", ["2022-01-04"]),
        ("Families have fled since 1980, when the rebels attacked the town.", ["1980-01-01"]),
        ("Troops stormed the barracks, which were built in 1975.", ["2021-12-31"]),
        ("The king, who was crowned in 2014, declared a state of emergency.", ["2021-12-31"]),
        ("People marched, a sight unseen since independence in 1991.", ["2021-12-31"]),
        ("The mayor resigned in 2019. Soldiers shot two protesters in Almaty.", ["2019-01-01", "2021-12-31"]),
    ],
)
def test_a_time_dates_what_it_is_said_of(read_text: ReadText, text: str, wanted: list[str]) -> None:
    """The time of saying, of a noun, of what is said of a noun dates no other act."""
    events = [event for event in read_text(text, published="2022-01-07").events if event.type != "OTHER"]
    assert [event.when.earliest for event in events if event.when] == wanted


def test_what_has_gone_on_since_a_time_lasts_until_publication(read_text: ReadText) -> None:
    (event,) = read_text("Police have arrested 20 men since Tuesday.", published="2022-01-07").events
    assert event.when is not None
    assert (event.when.earliest, event.when.latest) == ("2022-01-04", "2022-01-07")


@pytest.mark.parametrize(
    ("text", "earliest", "status"),
    [
        ("In the past 24 hours the army killed nine rebels.", "2022-01-06", "actual"),
        ("Police have arrested 40 people in the last two months.", "2021-11-07", "actual"),
        ("In the last five years, 64 mayors have been killed.", "2017-01-07", "historical"),
        ("The group has carried out several attacks in the last three years.", "2019-01-07", "historical"),
        ("The rebels have attacked guards for the past three years.", "2019-01-07", "actual"),
    ],
)
def test_what_happened_within_a_stretch_of_time(
    read_text: ReadText, text: str, earliest: str, status: str
) -> None:
    """A sum of years is background; what has lasted for years goes on."""
    (event,) = read_text(text, published="2022-01-07").events
    assert event.when is not None
    assert (event.when.earliest, event.when.latest, event.status) == (earliest, "2022-01-07", status)


@pytest.mark.parametrize(
    ("told", "earliest", "latest", "precision"),
    [
        ("on Tuesday", "2021-12-28", "2022-01-04", "week"),
        ("this month", "2021-12-25", "2022-01-07", "month"),
        ("last month", "2021-11-24", "2021-12-31", "month"),
        ("in 2021", "2020-12-25", "2021-12-31", "year"),
        ("in the 1990s", "1989-12-25", "1999-12-31", "decade"),
    ],
)
def test_the_time_of_saying_dates_as_widely_as_it_is_told(
    read_text: ReadText, told: str, earliest: str, latest: str, precision: str
) -> None:
    """Never after publication, and never to a week within the year of saying."""
    (event,) = read_text(f"The mayor said {told} that guards had shot a man.", published="2022-01-07").events
    assert event.when is not None
    assert (event.when.earliest, event.when.latest, event.when.precision) == (earliest, latest, precision)
    assert event.when.basis == "assumed"


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
