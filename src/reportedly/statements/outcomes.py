"""What became of those who were shot: killed or injured, as the rest of the text tells.

"Four people were shot" leaves open whether they live. Such figures are settled over the whole document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..mentions.counted import Counted
from ..records import Amount, Measure


@dataclass(frozen=True, slots=True)
class CountedAmount:
    """A phrase of whom a measure is said, with its amount."""

    counted: Counted
    amount: Amount
    measure: Measure
    start: int
    end: int


def settle_outcomes(found: Sequence[CountedAmount]) -> Sequence[CountedAmount]:
    """The figures, those of an open outcome with the measure that the text settles."""
    return found
