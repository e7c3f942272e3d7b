"""How a count goes on in another occurrence, where nothing joined the reports of the two.

A report that names another place, or neither a place nor a day, stays an occurrence of its own. Where the
same speaker, or another office of its state, tells more of the same people there within weeks, it goes on
from its last number elsewhere. Such a step revises nobody's number, as in `running_tolls.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, product

from ...frozen import changed
from ..occurrences.document_context import DocumentContext
from ..occurrences.scenes import kinds_in
from ..traits.nearness import may_hold
from ..traits.odd_numbers import ODD
from .ranges import GROWING
from .running_tolls import BACK, GONE
from .series import is_counted_on, is_of_before
from .spoken import SpokenAccount

DAYS_OF_A_SPEAKER = 30
"""Days within which somebody counts on: daily briefings, and the pauses between them."""

GROWN = 3.0
"""How many times more the next number of one speaker is, at most, that is of the same people."""


def carried_across(
    voiced: Sequence[Sequence[SpokenAccount]], setting: DocumentContext
) -> Sequence[Sequence[SpokenAccount]]:
    """The accounts of each occurrence; those that go on from another occurrence's have it as `supersedes`.

    So has one whose own series was told on elsewhere since: of 40, 62 and 75 the second alone may be
    told beside another place.
    """
    counts: dict[tuple[object, ...], list[SpokenAccount]] = defaultdict(list)
    for each in chain.from_iterable(voiced):
        if _counts_on(each):
            counts[each.speaker.state or each.speaker.voice, *_people(each)].append(each)
    before: dict[str, str] = {}
    for told in counts.values():
        if len({each.account.occurrence for each in told}) > 1:
            before |= _steps(sorted(told, key=_when), setting)
    return [[_after(each, before) for each in spoken] for spoken in voiced] if before else voiced


def _after(each: SpokenAccount, before: Mapping[str, str]) -> SpokenAccount:
    last_id = before.get(each.account.id)
    return changed(each, account=changed(each.account, supersedes=last_id)) if last_id else each


def _steps(ordered: Sequence[SpokenAccount], setting: DocumentContext) -> dict[str, str]:
    """Accounts with the last of another occurrence that each goes on from, by id."""
    by_id = {each.account.id: each for each in ordered}
    before: dict[str, str] = {}
    for number, each in enumerate(ordered):
        known = by_id.get(each.account.supersedes or "")
        if each.account.supersedes is not None and known is None:
            continue
        told = ordered[max(0, number - BACK) : number]
        last = next((one for one in reversed(told) if _goes_on(one, each, setting)), None)
        if last is not None and (known is None or _is_between(known, last)):
            before[each.account.id] = last.account.id
    return before


def _is_between(known: SpokenAccount, last: SpokenAccount) -> bool:
    return _when(known) < _when(last) and (known.value or 0.0) < (last.value or 0.0)


def _counts_on(voiced: SpokenAccount) -> bool:
    """Whether it is a large number of dead or hurt, no limit, of somebody who has a name or an office."""
    account, speaker = voiced.account, voiced.speaker
    if account.measure not in GROWING or account.bound == "vague" or account.low is None:
        return False
    if (voiced.value or 0.0) < ODD or account.status in GONE or speaker.claimant is None or speaker.outlet:
        return False
    return is_counted_on(voiced) and not is_of_before(voiced)


def _people(voiced: SpokenAccount) -> tuple[object, ...]:
    """What is counted, of whom: a number of one town may go on in a report that does not name it."""
    return voiced.account.measure, voiced.sides, voiced.manner, voiced.way


def _when(voiced: SpokenAccount) -> tuple[int, float, str]:
    return voiced.day or 0, voiced.moment or 0.0, voiced.account.id


def _kinds_of(voiced: SpokenAccount, setting: DocumentContext) -> frozenset[str]:
    """As what its documents tell it: an accident, an illness, violence."""
    kinds = (kinds_in(setting.readings[each.document]).get(each.id) for each in voiced.figures)
    return frozenset(kind for kind in kinds if kind is not None)


def _goes_on(before: SpokenAccount, after: SpokenAccount, setting: DocumentContext) -> bool:
    """Whether neither days nor numbers, kinds of event, places nor lands speak against one count."""
    less, more = before.value or 0.0, after.value or 0.0
    if before.account.occurrence == after.account.occurrence or not less < more <= GROWN * less:
        return False
    days = (after.day or 0) - (before.day or 0)
    hours = (after.moment or 0.0) - (before.moment or 0.0) if before.moment and after.moment else 0.0
    if not 0 <= days <= DAYS_OF_A_SPEAKER or (days == 0 and hours <= 0):
        return False
    if not all(may_hold(*pair) for pair in product(before.places, after.places)):
        return False
    kinds = _kinds_of(before, setting), _kinds_of(after, setting)
    if all(kinds) and kinds[0].isdisjoint(kinds[1]):
        return False
    return not any(
        setting.lands_apart(*each) for each in product(before.account.documents, after.account.documents)
    )
