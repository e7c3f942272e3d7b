"""Whether only a means is denied: who used no live rounds may have hurt 27, and fired tear gas."""

from __future__ import annotations

from collections.abc import Set

from ...lexicon import load_lexicon, word_class
from ...records import Event
from ..occurrences.incidents import mode_of
from ..traits.members import Member

BY_CROWD_CONTROL = "crowd-control"
"""The mode of tear gas and water cannon, which who denies live rounds does not deny."""


def is_by_other_means(denial: Member, act: Member) -> bool:
    """Whether a denial is of a means that an act does not tell: no live rounds, but tear gas."""
    one, other = mode_of(denial), mode_of(act)
    if not one or one == other or not isinstance(denial.record, Event):
        return False
    of_means = denial.record.trigger.quote.casefold().partition(" ")[0] in word_class(load_lexicon(), "means")
    return of_means and other in (None, BY_CROWD_CONTROL)


def without_other_means(said: Set[str], answered: Set[str]) -> Set[str]:
    """What both of two claims say, without a bare kind of act of which only the answer names a means.

    That no artillery was used is no answer to who says that nine died in clashes.

    Args:
        said: roots, fields, kinds of acts ("ASSAULT") and these with a mode ("ASSAULT aerial") of a claim.
        answered: the same of the claim behind it.
    """
    return (said & answered) - (_with_means(answered) - _with_means(said))


def _with_means(said: Set[str]) -> Set[str]:
    """The kinds of acts that are told with a mode."""
    kinds = (each.partition(" ") for each in said)
    return {kind for kind, _, mode in kinds if mode and kind.isupper()}
