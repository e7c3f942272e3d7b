"""Deaths by an illness that spreads, beside those that somebody did."""

from __future__ import annotations

import pytest

from reportedly import make_document, read
from reportedly.ledger.joining import join_readings
from reportedly.ledger.traits.illness import dies_of_illness
from reportedly.ledger.traits.members import ILLNESS, members_of


@pytest.mark.parametrize(
    "words",
    [
        "Nine people had died of cholera",
        "deaths from suspected Lassa fever",
        "Measles has so far claimed 40 lives",
        "Twelve have died in the outbreak",
        "Twelve died in last year's outbreak of typhoid",
        "the Ebola death toll",
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
