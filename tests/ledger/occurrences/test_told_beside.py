"""What a report tells by the way, of another town or day, is apart from what it and others begin with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations

import pytest

from reportedly.ledger.joining import join_readings
from reportedly.records import Reading

ReadText = Callable[..., Reading]
Told = Sequence[tuple[str, str]]

BOMB: Told = (
    (
        "2012-03-06",
        "PESHAWAR - A bomb killed nine people at a bus stand in Peshawar on Monday, police said. In Karachi,"
        " gunmen killed four shopkeepers. They wounded six others there.",
    ),
    (
        "2012-03-06",
        "The bomb that went off at a Peshawar bus stand on Monday killed nine people and wounded 20, a doctor"
        " said.",
    ),
    ("2012-03-07", "Gunmen killed four shopkeepers in Karachi, traders said. The market is closed."),
)
FLOOD: Told = (
    (
        "2010-08-12",
        "A landslide buried 14 people in Zhouqu on Sunday, officials said. On July 28 a landslide in the"
        " valley killed six workers.",
    ),
    ("2010-08-12", "Rescuers in Zhouqu searched for 14 people buried by Sunday's landslide."),
)
NEAR: Told = (
    (
        "2012-03-06",
        "A bomb killed nine people in Rawalpindi on Monday, police said. In Islamabad, two of the wounded"
        " were killed by their burns.",
    ),
    ("2012-03-06", "The bomb in Rawalpindi on Monday killed nine people and wounded 20, a doctor said."),
)


def things(told: Told, read_text: ReadText) -> list[frozenset[str]]:
    """The words of each occurrence's events and figures."""
    readings = [
        read_text(text, published=day, publisher=f"Outlet {number}", name=f"d{number}")
        for number, (day, text) in enumerate(told)
    ]
    quotes = {each.id: each.quote for reading in readings for each in (*reading.events, *reading.figures)}
    return [
        frozenset(quotes[name] for name in (*each.events, *each.figures) if name in quotes)
        for each in join_readings(readings, "2026-01-01T00:00:00Z").occurrences
    ]


def are_one(one: str, other: str, found: Sequence[frozenset[str]]) -> bool:
    return any(
        any(one in quote for quote in quotes) and any(other in quote for quote in quotes) for quotes in found
    )


@pytest.mark.parametrize(
    ("told", "one", "other"),
    [
        (BOMB, "nine people", "four shopkeepers"),
        (BOMB, "nine people", "six others"),  # the sentence goes on with the town before
        (FLOOD, "14 people", "six workers"),
    ],
)
def test_what_is_of_another_town_or_day_is_apart(
    told: Told, one: str, other: str, read_text: ReadText
) -> None:
    assert not are_one(one, other, things(told, read_text))


@pytest.mark.parametrize(
    ("told", "one", "other"),
    [
        (BOMB, "nine people", "wounded 20"),
        (FLOOD, "A landslide buried 14", "14 people buried"),
        (NEAR, "killed nine people", "two of the wounded"),  # a town and its neighbour
    ],
)
def test_what_is_of_one_place_and_day_is_one(told: Told, one: str, other: str, read_text: ReadText) -> None:
    assert are_one(one, other, things(told, read_text))


def test_the_order_of_documents_is_nothing(read_text: ReadText) -> None:
    found = {frozenset(things(order, read_text)) for order in permutations(BOMB)}
    assert len(found) == 1
