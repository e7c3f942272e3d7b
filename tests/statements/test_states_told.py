"""What is so and is no act, told in an outlet's own voice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Reader = Callable[..., Reading]


def _told(reading: Reading) -> list[str]:
    """The rules of the events that are told of states, causes and holders."""
    return [event.rule for event in reading.events if event.rule.startswith(("state/", "tie/"))]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The airport is closed.", "state/closed"),
        ("The fire in the mill was caused by a loose belt.", "tie/caused-by"),
        ("The bridge was held by farmers.", "tie/held-by"),
        ("The town of Ica was held by farmers.", "tie/held-by"),
        ("The rebels hold the old malthouse.", "tie/holds"),
    ],
)
def test_what_is_told_as_so(text: str, rule: str, read_text: Reader) -> None:
    assert rule in _told(read_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "Is the airport closed?",
        "Who asked whether the bridge was held by farmers?",
        "She took the exam because of the rain.",
        "He controls the ball well.",
        "The recipe is the work of a chef.",
        "The firm is run by two brothers.",
        "The match was cancelled due to rain.",
        "The bus took the road to Ica.",
    ],
)
def test_what_is_no_event(text: str, read_text: Reader) -> None:
    assert _told(read_text(text)) == []
