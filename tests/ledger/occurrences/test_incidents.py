"""What a story tells of one town is apart from what is counted beside it in another on the same day."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from reportedly.ledger.joining import join_readings
from reportedly.ledger.occurrences.incidents import _said_in_both
from reportedly.ledger.traits.members import Member, members_of
from reportedly.records import Reading

from ..samples import Written

ReadText = Callable[..., Reading]

TOLD = (
    "SANTIAGO - Two protesters were killed in Rancagua on Thursday when police opened fire, the human"
    " rights institute said. In Concepcion one man was killed by a water cannon.",
    "A student died in Concepcion on Thursday after being hit by a water cannon, her university said."
    " Fourteen others were injured in Concepcion.",
    "Protests in five cities of Chile left four people dead on Thursday: three were killed in Rancagua and"
    " one in Concepcion.",
    "The mayor of Concepcion called for an inquiry into the death of a student hit by a water cannon on"
    " Thursday.",
)
DAYS = ("2021-03-18", "2021-03-19", "2021-03-19", "2021-03-20")


def towns_of_occurrences(texts: tuple[str, ...], read_text: ReadText) -> list[set[str]]:
    readings = [
        read_text(text, published=day, publisher=f"Outlet {number}", name=f"d{number}")
        for number, (text, day) in enumerate(zip(texts, DAYS, strict=True))
    ]
    told = {each.id: each for reading in readings for each in (*reading.events, *reading.figures)}
    names = {place.id: place.name for reading in readings for place in reading.places}
    return [
        {names[place] for name in (*each.events, *each.figures) if (place := told[name].place) in names}
        for each in join_readings(readings, "2026-01-01T00:00:00Z").occurrences
    ]


def test_towns_that_a_report_counts_apart_are_two_things(read_text: ReadText) -> None:
    found = towns_of_occurrences(TOLD, read_text)
    assert {"Concepción"} in found
    assert not any({"Rancagua", "Concepción"} <= towns for towns in found)


def told_in_tripoli(country: str | None, geonames: int | None) -> Sequence[Member]:
    page = Written("Nine people were killed in Tripoli.", f"{country}{geonames}")
    where = page.place("Tripoli", name="Tripoli", feature="city", country=country, geonames=geonames)
    page.event("were killed", "ASSAULT", "killed", place=where.id)
    return members_of(page.reading())


@pytest.mark.parametrize(
    ("country", "geonames", "said"),
    [
        ("LBY", 2210247, ["both in Tripoli"]),
        ("LBY", None, ["both in Tripoli"]),
        (None, None, ["both in Tripoli"]),  # of which country it is nobody tells
        ("LBN", 266826, []),
    ],
)
def test_towns_of_one_name_in_two_countries_are_not_where_both_are(
    country: str | None, geonames: int | None, said: list[str]
) -> None:
    pair = told_in_tripoli("LBY", 2210247), told_in_tripoli(country, geonames)
    for one, other in (pair, pair[::-1]):
        assert [words for words in _said_in_both(one, other) if words.startswith("both in")] == said
