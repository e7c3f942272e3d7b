"""Deaths by an illness that spreads, beside those that somebody did."""

from __future__ import annotations

import pytest

from reportedly import make_document, read
from reportedly.ledger.joining import join_readings
from reportedly.ledger.occurrences.scenes import kinds_in
from reportedly.ledger.traits.illness import dies_of_illness
from reportedly.ledger.traits.members import ILLNESS, members_of
from reportedly.records import Figure


@pytest.mark.parametrize(
    "words",
    [
        "Nine people had died of cholera",
        "deaths from suspected Lassa fever",
        "Measles has so far claimed 40 lives",
        "Twelve have died in the outbreak",
        "Twelve died in last year's outbreak of typhoid",
        "the Ebola death toll",
        "Covid-19 deaths",
        "Hundreds were killed in a measles outbreak",
        "An outbreak of cholera killed 40",
        "40 had been killed by a new wave of cholera",
        "Twelve cholera patients had died",
    ],
)
def test_an_illness_is_what_people_died_of(words: str) -> None:
    assert dies_of_illness(words)


@pytest.mark.parametrize(
    "words",
    [
        "Nine people have died since the outbreak of fighting",
        "Two men were killed on the way from a cholera clinic",
        "Nine people died of their wounds",
        "Three nurses were killed in Marburg",
        "Two polio workers were killed by gunmen",
        "Ebola health workers killed in a village",
        "Nine people were killed by gunmen during a polio vaccination drive",
        "Four men were killed by soldiers who enforced a coronavirus curfew",
        "Villagers killed by soldiers in fear of Ebola",
        "Two doctors treating Ebola patients were killed",
        "a cholera hospital where nine people died in an air raid",
    ],
)
def test_what_only_stands_near_an_illness_is_none(words: str) -> None:
    assert not dies_of_illness(words)


def test_of_two_tolls_in_one_report_one_is_of_the_illness() -> None:
    text = (
        "Soldiers shot dead four protesters in Kasese on Monday. The health ministry said that 320 people "
        "had died of measles in Uganda. It expects more deaths."
    )
    told = {m.record.low: m.family for m in members_of(read(make_document(text))) if hasattr(m.record, "low")}
    assert told == {4.0: "ASSAULT", 320.0: ILLNESS}


def test_an_epidemic_and_a_shooting_are_two_occurrences_with_a_series_each() -> None:
    pages = (
        (
            "2011-05-02",
            "Police shot dead three villagers at a burial in Bundibugyo in Uganda, residents said.",
        ),
        (
            "2011-05-03",
            "Three villagers were shot dead at a burial in Bundibugyo, residents say. The health ministry of "
            "Uganda said on Tuesday that 31 people had died of Ebola.",
        ),
        ("2011-05-20", "The health ministry of Uganda said that Ebola had killed 48 people."),
    )
    readings = [read(make_document(text, published=day, publisher=f"P{day}")) for day, text in pages]
    joined = join_readings(readings, "2011-06-01T00:00:00Z")
    number = {figure.id: figure.low for reading in readings for figure in reading.figures}
    told = [{number[name] for name in each.figures} for each in joined.occurrences if each.figures]
    assert sorted(told, key=min) == [{3.0}, {31.0, 48.0}]
    (pair,) = [each for each in joined.contradictions if each.relation == "update"]
    assert {number[name] for name in (pair.left, pair.right) if name in number} <= {31.0, 48.0}


@pytest.mark.parametrize(
    ("text", "ill"),
    [
        ("A bus crash killed 12 people near Kitui. Doctors said 50 people had died of measles.", {50.0}),
        ("Floods drowned the fields. Measles has killed 50 people. Then 20 people died in floods.", {50.0}),
        ("Twelve people died in a fire in Kitui. In May 50 people had died of measles.", {50.0}),
        ("A quake killed 12 people in Kitui. Nobody has died of measles. The death toll rose to 20.", set()),
        ("Measles has killed 50 people in Kitui. The death toll rose to 60.", {50.0, 60.0}),
    ],
)
def test_the_dead_of_accidents_and_disasters_did_not_die_of_an_illness(text: str, ill: set[float]) -> None:
    reading = read(make_document(text))
    told = {m.id: m for m in members_of(reading) if isinstance(m.record, Figure)}
    assert {m.record.low for m in told.values() if m.family == ILLNESS} == ill
    assert {
        told[name].record.low for name, kind in kinds_in(reading).items() if name in told and kind == ILLNESS
    } == ill


def test_reports_of_a_disaster_count_together_where_one_tells_of_an_illness_too() -> None:
    quake = "An earthquake struck Jacmel in Haiti on Monday. The interior ministry of Haiti said"
    texts = (
        f"{quake} 200 people were killed in the earthquake.",
        f"{quake} 260 people were killed in the earthquake. Doctors said nine people had died of cholera.",
    )
    readings = [read(make_document(text, published=f"2011-05-0{day}")) for day, text in enumerate(texts, 3)]
    accounts = join_readings(readings, "2011-06-01T00:00:00Z").accounts
    number = {each.id: each.low for each in accounts}
    assert {each.low: number.get(each.supersedes or "") for each in accounts if each.measure == "killed"} == {
        200: None,
        260: 200,
        9: None,
    }
