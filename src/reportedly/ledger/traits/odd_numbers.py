"""Odd numbers: those that two reports do not have in common by chance."""

from __future__ import annotations

ODD = 20
"""Smaller numbers are equal by chance."""

LARGE = 100
"""Numbers from which a count is of a crisis, and quoted long after."""


def is_odd(value: float | None) -> bool:
    """Whether two who tell a number have it from one another or from one source."""
    return value is not None and value >= ODD and not _is_round(value)


def _is_round(value: float) -> bool:
    """Whether a number is what people say for want of a better one: 50, 100, 200."""
    return value < 10 * LARGE and len(f"{value:.0f}".rstrip("0")) == 1
