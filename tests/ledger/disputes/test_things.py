"""Numbers of things, and of people to whom nothing is done, in two reports of one matter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.joining import join_readings
from reportedly.records import Reading

from ..test_statements_compared import BESIDE

Reader = Callable[..., Reading]


def relations(read_text: Reader, *told: str) -> list[str]:
    """Of reports of two outlets on two days."""
    readings = [
        read_text(
            BESIDE[at] + text, name=f"report-{at}", publisher=f"Outlet {at}", published=f"2022-01-0{at + 6}"
        )
        for at, text in enumerate(told)
    ]
    return [each.relation for each in join_readings(readings, "2026-01-01T00:00:00Z").contradictions]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # one's digits are the other's
        ("The convent held 2,300 people.", "The convent held 3,200 people.", ["digit_slip"]),
        # of two digits, and nothing but who they are in common
        ("In the crypt stood 34 nuns.", "On the wharf sang 43 nuns.", []),
        # accounts are made of both
        ("The storm killed 112 nuns.", "The storm hurt 121 nuns.", []),
    ],
)  # fmt: skip
def test_two_numbers_of_people(one: str, other: str, expected: list[str], read_text: Reader) -> None:
    assert relations(read_text, one, other) == expected


def test_a_day_in_a_dateline_counts_nothing(read_text: Reader) -> None:
    text = "TEGUCIGALPA, {} MAR 89 (ACAN-EFE) -- [TEXT] A CHOIR SANG IN THE OLD ARSENAL OF THE HARBOUR."
    assert relations(read_text, text.format(6), text.format(17)) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # few of a thing, against more of it
        ("The sexton found three brass lanterns.", "The sexton found 30 brass lanterns.", ["conflict"]),
        # of small numbers neither has two digits
        ("The sexton found three brass lanterns.", "The sexton found four brass lanterns.", []),
    ],
)  # fmt: skip
def test_few_things(one: str, other: str, expected: list[str], read_text: Reader) -> None:
    assert relations(read_text, one, other) == expected
