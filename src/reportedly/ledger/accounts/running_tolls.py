"""How a toll goes on from one speaker to another where nobody counts for himself alone.

An outlet that writes "the toll rose to 40" has counted nobody, and "sources" are nobody in particular: what
they tell goes on from what was told before, and the first number of an office goes on from theirs. Who speaks
for a party, a movement or a body of his own counts for himself, and so do two offices of one state, see
`series.py`. Such a step revises nobody's number: whoever told the one before still stands by it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...frozen import changed
from ..traits.claimants import Speaker
from ..traits.publishers import NEWS, ORGANISATION
from ..traits.recalled import WANING
from ..traits.spoken_for import post_held
from .ranges import GROWING
from .series import Chain, Slip, happened_since, in_order, is_counted_on, of_other_days
from .spoken import SpokenAccount

BACK = 40
"""Accounts before one among which it is sought what it goes on from."""

GONE = frozenset({"denied", "retracted"})

DOZEN = 12
"""How many times more than one number the next is at most: more are others, not more of the same. Of twelve
steps in 31 crises that grew by more one was right."""

NOBODYS = frozenset({None, "MED", "GOV"})
"""Sectors of whom one without a name or a state counts for nobody in particular: medics, diplomats."""


def carried_on(voiced: Sequence[SpokenAccount], slip: Slip) -> Iterator[SpokenAccount]:
    """The accounts; the first of a series with the last of others that it goes on from, as `supersedes`.

    Args:
        voiced: the accounts of one occurrence, each with the one before it in its own series.
        slip: something where one of two numbers is the other with a digit changed.
    """
    tolls: dict[tuple[object, ...], Chain] = defaultdict(list)
    for each in voiced:
        if each.account.measure in GROWING and _is_of_a_toll(each):
            tolls[each.kind].append(each)
    before: dict[str, str] = {}
    for told in tolls.values():
        ordered = in_order(told)
        apart = of_other_days(ordered)
        before |= _steps([each for each in ordered if each.account.id not in apart], slip)
    for each in voiced:
        last_id = before.get(each.account.id)
        yield changed(each, account=changed(each.account, supersedes=last_id)) if last_id else each


def _steps(ordered: Sequence[SpokenAccount], slip: Slip) -> dict[str, str]:
    """The first accounts of series with the last of others that each goes on from, by id.

    No toll goes on from one state's count to another's, whoever tells it in between.
    """
    before: dict[str, str] = {}
    states: dict[str | None, str | None] = {}
    for number, each in enumerate(ordered):
        last_id, state = each.account.supersedes, each.speaker.state
        if last_id is None:
            for one in _last_first(ordered[max(0, number - BACK) : number], each):
                theirs = states[one.account.id]
                if (None in (state, theirs) or state == theirs) and _goes_on(one, each, slip):
                    last_id = before[each.account.id] = one.account.id
                    break
        states[each.account.id] = state or states.get(last_id)
    return before


def _last_first(told: Sequence[SpokenAccount], after: SpokenAccount) -> Sequence[SpokenAccount]:
    """The accounts, the last first; an office goes on from what offices told, where they told any."""
    last_first = told[::-1]
    if not _is_official(after.speaker):
        return last_first
    return sorted(last_first, key=lambda each: not _is_official(each.speaker))


def _is_of_a_toll(voiced: SpokenAccount) -> bool:
    """Whether it is counted on by an office, or told by who counts for nobody; dozens are no count."""
    carries = _is_official(voiced.speaker) or _is_nobodys(voiced.speaker)
    return carries and voiced.account.bound != "vague" and is_counted_on(voiced)


def _is_nobodys(speaker: Speaker) -> bool:
    """Whether a number of this speaker is nobody's in particular: an outlet's, of sources, of "a hospital".

    An ombudsman is somebody, with or without a name, and so is who speaks for a body.
    """
    claimant = speaker.claimant
    if claimant is None or claimant.sector == NEWS:
        return True
    if _is_official(speaker):
        return False
    if claimant.sector not in NOBODYS or claimant.key is not None or claimant.type == "person":
        return False
    return not speaker.key.startswith(ORGANISATION) and post_held(claimant.name) is None


def _is_official(speaker: Speaker) -> bool:
    return speaker.state is not None


def _goes_on(before: SpokenAccount, after: SpokenAccount, slip: Slip) -> bool:
    """Whether a later number can follow another speaker's: a toll grows, and the missing are found.

    What one report tells side by side, and two numbers of a day whose hours nobody tells, do not follow.
    """
    if before.account.status in GONE or set(before.account.documents) & set(after.account.documents):
        return False
    if happened_since(before, after) or slip(before, after):
        return False
    if before.day == after.day and not _is_hours_before(before, after):
        return False
    if _is_official(before.speaker) and _is_official(after.speaker) and not _is_of_its_place(before, after):
        return False
    less, more = before.value or 0.0, after.value or 0.0
    return less < more <= DOZEN * less or (before.account.measure in WANING and less != more)


def _is_hours_before(before: SpokenAccount, after: SpokenAccount) -> bool:
    return before.moment is not None and after.moment is not None and before.moment < after.moment


def _is_of_its_place(one: SpokenAccount, other: SpokenAccount) -> bool:
    """Whether one state's offices count, one for its town or region alone: a mayor, a minister."""
    return one.speaker.state == other.speaker.state and (one.speaker.local or other.speaker.local)
