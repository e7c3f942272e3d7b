"""A denial of a means, or of a rumour, denies nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.joining import join_readings
from reportedly.records import Reading


def denied(read_text: Callable[..., Reading], *texts: str) -> list[str]:
    readings = [
        read_text(text, name=f"report-{number}", publisher=f"Outlet {number}", published="2022-01-06")
        for number, text in enumerate(texts)
    ]
    found = join_readings(readings, "2026-01-01T00:00:00Z").contradictions
    return [each.why for each in found if each.relation == "denial"]


@pytest.mark.parametrize(
    ("told", "denial", "one"),
    [
        (
            "Nine people died in Thursday's clashes at Dara, the health office said.",
            "The army denied that it had used artillery.",
            False,
        ),
        (
            "Police used live ammunition at Dara, the union said.",
            "The minister denied that police had used live ammunition.",
            True,
        ),
        (
            "The army shelled Dara with artillery, the union said.",
            "The army denied that it had used artillery.",
            True,
        ),
    ],
)
def test_a_means_that_is_denied_is_denied_alone(
    read_text: Callable[..., Reading], told: str, denial: str, *, one: bool
) -> None:
    assert bool(denied(read_text, f"{told} {denial}")) is one


@pytest.mark.parametrize(
    ("rumour", "met"),
    [
        (
            "There are unconfirmed reports on social media "
            "that President Okoth has left the country for Lisbon.",
            True,
        ),
        ("Rumours of a coup in Lisbon did the round of the markets.", False),
    ],
)
def test_who_calls_reports_false_means_those_told_last(
    read_text: Callable[..., Reading], rumour: str, *, met: bool
) -> None:
    word = "rumours" if rumour.startswith("Rumours") else "reports"
    text = f"State radio said the finance minister, Ana Brenn, had resigned.\n\n{rumour}"
    found = denied(read_text, f"{text} The palace called the {word} a lie.")
    assert bool(found) is met
    assert not any("Brenn" in why for why in found)
