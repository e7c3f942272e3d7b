"""An account as it is compared: the record, with whom it counts, of where, and beside what it was told."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Account, Figure
from .claimants import Speaker
from .denials import Denial
from .tolls import value_of


@dataclass(frozen=True, slots=True)
class SpokenAccount:
    """An account with what comparing it needs beside the record."""

    account: Account
    figures: tuple[Figure, ...]
    speaker: Speaker
    sides: frozenset[str]
    scope: str
    """The town or region that is counted in; empty for all of it."""
    day: int | None
    moment: float | None = None
    """The day with its hours, of the first document that tells it, if all of them say their hour."""
    way: str = ""
    """How those who are counted came to be counted: who sought care need not be hurt."""
    manner: str = ""
    """The word for what happened, where it is not the usual one: what is counted may be a part."""
    part: bool = False
    """Every document that tells it tells a larger number of the same besides: it may be a part of that."""
    whole: float | None = None
    """The number of which it counts a part in its own words."""
    among: frozenset[float] = frozenset()
    """Numbers among which its document counts it: "dozens, including 12"."""
    beside: frozenset[float] = frozenset()
    """Numbers beside which its document counts it, in the same words: "dozens and 12"."""
    recalled: frozenset[str] = frozenset()
    """Documents that tell it as what was said before: "had put the toll at 12"."""
    denials: tuple[Denial, ...] = ()
    tellers: frozenset[Speaker] = frozenset()
    """All who tell it: any of them may take it back."""
    next_told: tuple[int, float] | None = None
    """The day and the number of the one that follows it in its series: until then it stood."""
    on_the_day: bool = False
    """Nobody counted in the week before: on such a day a toll grows by the hour."""

    @property
    def value(self) -> float | None:
        """The number that is named."""
        return value_of(self.account)
