"""Claims that there were none, beside counts of some."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.joining import join_readings
from reportedly.records import Reading


@pytest.mark.parametrize(
    ("denied", "is_denial"),
    [("anyone had died", True), ("any bodies had been hidden", False)],
)
def test_only_who_says_that_none_died_denies_a_count_of_the_dead(
    denied: str, is_denial: bool, read_text: Callable[..., Reading]
) -> None:
    text = f"Forty people died in Goma on Wednesday, doctors said. Minister Jean Kale denied that {denied}."
    found = join_readings([read_text(text, published="2026-03-12")], "2026-03-13T00:00:00Z")
    assert any(each.rule == "denied" and each.sureness == 1 for each in found.contradictions) is is_denial
