"""What a story tells of one town is apart from what is counted beside it in another on the same day."""

from __future__ import annotations

from collections.abc import Callable

from reportedly.ledger.joining import join_readings
from reportedly.records import Reading

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
