"""How sure it is that two statements do not go together, and in which order such pairs are shown.

Whatever makes a pair less sure is a doubt with a name. A doubt hides no pair: the pair's reason tells it, and
the pair stands behind all of its kind that nobody doubts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import Literal

from ...frozen import changed
from ...records import Contradiction, Relation

Doubt = Literal[
    "few_words",
    "two_occurrences",
    "things_in_like_words",
    "narrower_name",
    "long_after",
    "answer_by_its_place",
    "opposed_words",
    "left_out_limit",
    "equal_by_chance",
    "one_of_several_steps",
    "part_of_the_whole",
    "told_better",
]

SHARE_RIGHT: Mapping[Doubt, float] = {
    "equal_by_chance": 0.8,
    "answer_by_its_place": 0.75,
    "few_words": 0.65,
    "left_out_limit": 0.6,
    "opposed_words": 0.6,
    "things_in_like_words": 0.5,
    "two_occurrences": 0.4,
    "narrower_name": 0.3,
    "long_after": 0.25,
    "part_of_the_whole": 0.2,
    "one_of_several_steps": 0.1,
    "told_better": 0.1,
}
"""Of the pairs with this doubt the share that had been written down as disagreements before anything was
read: 5 of 5, 13 of 20, 6 of 13, 3 of 8 and 3 of 9 in the crises of `docs/contradictions.md`.

Of answers 6 of 8 were, and of numbers that may be equal by chance 4 of 5, in the two collections and four
more crises. Of numbers that were told long after another 1 of 4 is right by reading, of opposed words 24 of
35 in thirteen crises, but few on everyday news. Parts, steps and what others tell better are nearly all right
by reading, but few had been written down: 7 of 49, 52 of 443 and 6 of 60. Of limits that were left out too
few were found for a share: it is that of opposed words."""

ASIDE = 0.2
"""How sure a pair is at most that few would write down: it only sets one number beside another."""

IN_WORDS: Mapping[Doubt, str] = {
    "few_words": "they have few words in common",
    "things_in_like_words": "only like words say that both count the same things",
    "long_after": "so long after the other it may be of other people",
    "answer_by_its_place": "only its place and the words beside it say that it answers the other",
    "opposed_words": "only some of their words are opposed",
    "left_out_limit": "only a word that limits it is left out",
    "one_of_several_steps": "others tell better how the number grew",
    "part_of_the_whole": "a part does not disagree with its whole",
    "told_better": "others tell it better",
    "equal_by_chance": "each may have counted as many by itself",
    "narrower_name": "it may be no more than the word of one reporter",
    "two_occurrences": "nothing but their likeness says that both are about one thing",
}

WORST_FIRST: Sequence[tuple[Relation, ...]] = (
    ("conflict", "denial", "label"),
    ("retracted_in_use", "stale"),
    ("scope", "measure_drift", "relay_error", "modifier_loss", "digit_slip"),
    ("update",),
)
"""True disagreements, then numbers that nobody should use any more, then what only looks like a
disagreement, and last that a number grew."""

PUT_BACK = 2
"""How many of these classes a doubt puts a pair back: a doubted conflict stands with errors of copying."""


def place_of(contradiction: Contradiction) -> tuple[int, float]:
    """Where it stands among others, the first first: by its class, then by how sure it is."""
    bad = next(place for place, each in enumerate(WORST_FIRST) if contradiction.relation in each)
    return bad + (PUT_BACK if contradiction.sureness < 1 else 0), -contradiction.sureness


def is_aside(contradiction: Contradiction) -> bool:
    """Whether it only sets one number beside another: a step, a part and its whole, what others tell better.

    Ledgers and exports have it, and tables last; a brief shows the count itself.
    """
    return contradiction.sureness <= ASIDE


def is_plain(contradiction: Contradiction) -> bool:
    """Whether it is a true disagreement that nothing leaves in doubt."""
    return place_of(contradiction)[0] == 0


_CASES = " ".join(
    f"WHEN '{relation}' THEN {place}" for place, each in enumerate(WORST_FIRST) for relation in each
)
CLASS_IN_SQL = f"(CASE x.relation {_CASES} END + CASE WHEN x.sureness < 1 THEN {PUT_BACK} ELSE 0 END)"
PLACE_IN_SQL = f"{CLASS_IN_SQL}, -x.sureness"
"""`place_of` for a statement in which `x` is a contradiction."""
LAST_CLASS = len(WORST_FIRST) - 1 + PUT_BACK


def doubted(contradiction: Contradiction, doubts: Sequence[Doubt]) -> Contradiction:
    """The contradiction, as sure as these doubts leave it, which its reason tells."""
    if not doubts:
        return contradiction
    return changed(
        contradiction,
        sureness=round(contradiction.sureness * prod(SHARE_RIGHT[each] for each in doubts), 2),
        why=f"{contradiction.why} (less sure: {', '.join(IN_WORDS[each] for each in doubts)})",
    )
