from __future__ import annotations

import pytest

from reportedly.ledger.wording import say_range
from reportedly.records import Bound


@pytest.mark.parametrize(
    ("low", "high", "bound", "told"),
    [
        (8, None, "at_least", "at least 8"),
        (3800, None, "more_than", "more than 3,800"),
        (None, 3, "at_most", "up to 3"),
        (None, 2000, "less_than", "fewer than 2,000"),
        (300, 300, "exact", "300"),
        (2000, 2000, "about", "about 2,000"),
        (20, 30, "between", "20 to 30"),
        (None, 400, "about", "almost 400"),
        (24, None, "vague", "some (24 or more)"),
        (None, None, "vague", "an unstated number"),
        (0, 0, "exact", "0"),
        (2.5, 2.5, "exact", "2.5"),
    ],
)
def test_a_range_is_said_as_people_write_it(
    low: float | None, high: float | None, bound: Bound, told: str
) -> None:
    assert say_range(low, high, bound) == told
