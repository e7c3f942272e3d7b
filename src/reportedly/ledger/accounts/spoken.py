"""An account as it is compared: the record, with whom it counts, of where, and beside what it was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ...frozen import quick
from ...records import Account, Figure, Place
from ..occurrences.tolls import value_of
from ..traits.claimants import Speaker
from ..traits.publishers import NEWS
from .denials import Denial

BODY = "organisation"
"""The type of a claimant that is no person."""

VAGUE_SLACK = 0.1
"""About 2,000 agrees with what is within a tenth of it."""

SEVERAL = ("s", "people")
"""How the words for several people without a name end: witnesses go on counting."""


@quick
@dataclass(frozen=True, slots=True)
class SpokenAccount:
    """An account with what comparing it needs beside the record.

    What follows from the account is worked out once: each is compared with dozens of others.
    """

    account: Account
    figures: tuple[Figure, ...]
    speaker: Speaker
    sides: frozenset[str]
    scope: str
    """The town or region that is counted in; empty for all of it."""
    day: int | None
    town: str = ""
    """The town or region that its own words name, also where its number stands for all of it."""
    moment: float | None = None
    """The day with its hours, of the first document that tells it, if all of them say their hour."""
    way: str = ""
    """How those who are counted came to be counted: who sought care need not be hurt."""
    manner: str = ""
    """The word for what happened, where it is not the usual one: what is counted may be a part."""
    peoples: frozenset[str] = frozenset()
    """The countries whose people its words name, or `both` for those of two sides together."""
    of_two: bool = False
    """Its occurrence has numbers of two countries' people, its own being of some: each is a series."""
    part: bool = False
    """Every document that tells it tells a larger number of the same besides: it may be a part of that."""
    portion: bool = False
    """Every document tells it as a part by its own words: "two of the dead", "two more died"."""
    only: bool = False
    """Its speaker says that there are no more: "only 12"."""
    retold: bool = False
    """Its speaker told it as a part of all, in one of its reports or in another."""
    whole: float | None = None
    """The number of which it counts a part in its own words."""
    among: frozenset[float] = frozenset()
    """Numbers among which its document counts it: "dozens, including 12"."""
    beside: frozenset[float] = frozenset()
    """Numbers beside which its document counts it, in the same words: "dozens and 12"."""
    recalled: frozenset[str] = frozenset()
    """Documents that tell it as what was said before: "had put the toll at 12"."""
    first_told: int | None = None
    """The first day on which anybody told this number of the same people, where that is not its own day."""
    since: int | None = None
    """The day since which it counts, where its sentence says so."""
    span: tuple[int, int] | None = None
    """The first and the last of the days of which it counts, where its words tell both and they are over."""
    denials: tuple[Denial, ...] = ()
    relayed_by: str = ""
    """Who tells it as the number of an outlet whose own reports, which are there, have none such."""
    tellers: frozenset[Speaker] = frozenset()
    """All who tell it: any of them may take it back."""
    next_told: tuple[int, float] | None = None
    """The day and the number of the one that follows it in its series: until then it stood."""
    places: tuple[Place, ...] = ()
    """Where its documents say that those were who are counted."""
    late: bool = False
    """Counting had ended before it, for a month and more: who counts since counts anew, not on."""
    on_the_day: bool = False
    """Nobody counted in the week before: on such a day a toll grows by the hour."""

    value: float | None = field(init=False, repr=False, compare=False)
    """The number that is named."""
    least: float = field(init=False, repr=False, compare=False)
    most: float = field(init=False, repr=False, compare=False)
    """The ends of its range as it is compared; an open end reaches as far as need be."""
    kind: tuple[object, ...] = field(init=False, repr=False, compare=False)
    """What is counted, of whom, where and how."""
    series: tuple[object, ...] = field(init=False, repr=False, compare=False)
    """What accounts have in common that follow one another: in whose series they stand, and their kind."""
    done_on: str | None = field(init=False, repr=False, compare=False)
    """The day on which all whom it counts came to be counted, where its words name one; ISO 8601."""

    def __post_init__(self) -> None:
        least, most = _ends(self.account)
        if _is_what_a_reporter_saw(self.account, self.speaker):
            most = float("inf")
        whose = self.peoples if self.of_two else frozenset()
        kind = self.account.measure, self.sides, self.scope, self.manner, self.way, whose
        object.__setattr__(self, "value", value_of(self.account))
        object.__setattr__(self, "least", least)
        object.__setattr__(self, "most", most)
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "series", (_voice_of(self.speaker, self.account.documents), *kind))
        object.__setattr__(self, "done_on", _day_of_all(self.figures))


def _day_of_all(figures: Sequence[Figure]) -> str | None:
    days = []
    for each in figures:
        if each.total is not False or each.when is None:
            return None
        if each.when.earliest:
            days.append(each.when.earliest[:10])
    return min(days, default=None)


def _voice_of(speaker: Speaker, documents: Sequence[str]) -> str:
    """In whose series an account stands: a doctor without a name in another report is another doctor."""
    who = speaker.claimant
    if who is None or who.key is not None or speaker.state is not None or speaker.office is not None:
        return speaker.voice
    is_one = who.type == "person" or (who.type is None and " " not in who.name)
    is_one = is_one and who.name.islower() and not who.name.endswith(SEVERAL)
    return f"{speaker.voice}:{documents[0]}" if is_one else speaker.voice


def _is_what_a_reporter_saw(account: Account, speaker: Speaker) -> bool:
    """Whether a reporter counted bodies: there are as many at least, and no toll is known by it."""
    who = speaker.claimant
    seen = who is not None and who.sector == NEWS and who.type != BODY
    return seen and account.measure == "killed"


def _ends(account: Account) -> tuple[float, float]:
    low, high = account.low, account.high
    slack = VAGUE_SLACK if account.bound in ("about", "vague") else 0.0
    if account.bound == "about" and (low is None or high is None):  # "almost 10,000"
        low, high = low or high, high or low
    least = float("-inf") if low is None else low * (1 - slack)
    return least, float("inf") if high is None else high * (1 + slack)
