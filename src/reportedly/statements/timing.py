"""Which times may date an act: those that hang from its own words, not those of a noun or clause aside."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..frozen import quick
from ..language.clauses import Tree
from ..language.closed_classes import DURING
from ..records import Time

Relation: TypeAlias = Literal["own", "since", "near", "saying", "aside"]
"""Of a time to an act: the act's own; where it began; told in the same sentence; when somebody said so;
told of something else."""

ASIDE = frozenset({"relcl", "acl", "appos"})
"""What says more of a noun has its times for itself: "the minister, who was named in 2019"."""

BEFORE_NOUNS = frozenset({"compound", "nummod", "amod", "nmod", "poss"})
"""How a time stands before the noun that it dates: "a 2014 coup"."""

OF_TIME = frozenset({"pobj", "prep", "npadvmod", "advmod"})
"""How a time hangs from the verb that it is told of."""

COARSE = frozenset({"season", "year", "decade", None})
"""Precisions of times that tell of a sentence's background unless they hang from the act itself."""

STEPS = 40
"""Governing words looked at: deeper trees are lists or broken parses."""


@quick
@dataclass(frozen=True, slots=True)
class Line:
    """The words from an act up to the root of its sentence."""

    own: frozenset[int]
    above: frozenset[int]
    saying: frozenset[int]
    """Those above what is said, such as the "said" of "said that nine were killed"."""


class Timing:
    """The tree of one document, ready to be asked how a time stands to an act."""

    def __init__(self, tree: Tree, told: Iterable[int]) -> None:
        """`told` are the places of the words that tell events."""
        self._tree = tree
        self._told = frozenset(told)

    def line(self, own: Sequence[int]) -> Line:
        """From the words of an act upwards."""
        tree, place = self._tree, own[0]
        above, saying, is_said = set(own), set(), False
        for _ in range(STEPS):
            above.add(place)
            if is_said and place not in self._told:
                saying.add(place)
            if tree.heads[place] == place:
                break
            is_said = is_said or tree.labels[place] == "ccomp"
            place = tree.heads[place]
        return Line(frozenset(own), frozenset(above), frozenset(saying))

    def relation(self, line: Line, time: Time, first: int, last: int) -> Relation:
        """How a time whose words are the tokens from `first` to `last` stands to an act."""
        tree, coarse = self._tree, time.precision in COARSE
        place = self._head_of(first, last)
        if place in line.above:
            return "own"  # "in 1980, when the war began"
        start = tree.tokens[tree.heads[place]].lower_ == "since"
        crossed, since = False, start
        for _ in range(STEPS):
            if place in line.above or tree.heads[place] == place:
                break
            label, head = tree.labels[place], tree.heads[place]
            if label in ASIDE:
                return "aside"
            if (
                coarse
                and head not in line.own
                and (label in BEFORE_NOUNS or (head in self._told and head not in line.above))
            ):
                return "aside"
            since = since or tree.tokens[place].lower_ == "since"
            place = head
            crossed = crossed or (place not in line.above and (place in self._told or tree.is_verb(place)))
        if since:
            return "since" if start and place in line.own and not crossed else "aside"
        if place in line.saying:
            return "saying"
        return "own" if place in line.own and not crossed else "near"

    def is_of_saying(self, first: int, last: int) -> bool:
        """Whether somebody says something then, which is no event: "the mayor said on Monday that"."""
        tree, place = self._tree, self._head_of(first, last)
        while tree.labels[place] in OF_TIME and tree.heads[place] != place:
            place = tree.heads[place]
        if not tree.is_verb(place) or place in self._told:
            return False
        return bool(tree.below(place, "ccomp"))

    def is_within(self, first: int, last: int) -> bool:
        """Whether something is told to have happened in the time, once or often."""
        tree = self._tree
        return tree.lowers[tree.heads[self._head_of(first, last)]] in DURING

    def _head_of(self, first: int, last: int) -> int:
        """The word of a time whose head stands outside it."""
        heads = self._tree.heads
        return next((place for place in range(first, last) if not first <= heads[place] < last), first)


def places_of(tree: Tree, time: Time) -> tuple[int, int]:
    """The first token of a time and the one after its last."""
    first = max(0, bisect_right(tree.starts, time.start) - 1)
    return first, max(first + 1, bisect_left(tree.starts, time.end))
