"""Two to four short reports of one thing, joined: what a desk editor must see, each case with its phrase."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.joining import Collection, join_readings
from reportedly.records import Reading

ReadText = Callable[..., Reading]

DAYS = "2024-03-0"


def join(read_text: ReadText, *told: str) -> Collection:
    """Reports of the fourth of March and of the days after it, each of another outlet."""
    readings = [
        read_text(text, published=f"{DAYS}{4 + number}", publisher=f"Outlet {number}", name=f"t{number}")
        for number, text in enumerate(told)
    ]
    return join_readings(readings, "2026-01-01T00:00:00Z")


def accounts(joined: Collection) -> set[tuple[str | None, str | None, float | None, str, str]]:
    """Who counts how many of what, how surely, and whether it still stands."""
    return {
        (a.claimant.name if a.claimant else None, a.measure, a.low, a.certainty, a.status)
        for a in joined.accounts
        if a.measure
    }


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (  # an outlet that tells a doctor's number as a fact makes the doctor no surer
            (
                "Shells hit a street in Benghazi, Libya, on Monday, killing at least 12, a doctor said.",
                "Shelling on Monday in Benghazi, Libya, killed at least 12 people.",
            ),
            {("doctor", "killed", 12.0, "reported", "current")},
        ),
    ],
)
def test_accounts_of_joined_reports(
    read_text: ReadText, told: tuple[str, ...], wanted: set[tuple[str, str, float, str, str]]
) -> None:
    assert wanted <= accounts(join(read_text, *told))
