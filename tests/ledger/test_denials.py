"""Claims that there were none, beside counts of some."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.joining import join_readings
from reportedly.records import Reading

COUNTED = "GOMA, Congo - Forty people died in the Goma blast on Wednesday, opposition leader Paul Biko said."


@pytest.mark.parametrize(
    ("denied", "surely"),
    [
        ("anyone had died in the Goma blast on Wednesday", True),
        ("any bodies had been hidden after the Goma blast on Wednesday", False),
    ],
)
def test_only_who_says_that_none_died_denies_a_count_of_the_dead(
    denied: str, surely: bool, read_text: Callable[..., Reading]
) -> None:
    texts = COUNTED, f"GOMA, Congo - Interior Minister Jean Kale denied that {denied}."
    readings = [read_text(text, name=str(n), published="2026-03-12") for n, text in enumerate(texts)]
    found = join_readings(readings, "2026-03-13T00:00:00Z").contradictions
    assert any(each.rule == "denied" and each.sureness == 1 for each in found) is surely
