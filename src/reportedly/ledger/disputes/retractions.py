"""Numbers against those who deny them, and numbers that are used after they were taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...contract import record_id
from ...records import Contradiction, Relation
from ..accounts.comparing import say_account, say_name
from ..accounts.denials import Denial
from ..accounts.denied_accounts import denial_id
from ..accounts.spoken import SpokenAccount
from ..wording import name_of

DAYS_OF_USE = 3
"""Days after a number was first told from which it is still in use, where its denial has no date."""


def retractions(voiced: Sequence[SpokenAccount]) -> Iterator[Contradiction]:
    """Numbers against those who deny them, and later uses of a number that was taken back, each once."""
    taken_back = {each.value: each for each in voiced if each.account.status == "retracted"}
    matters: dict[tuple[Relation, float | None, str], list[tuple[SpokenAccount, Denial]]] = defaultdict(list)
    for account in voiced:
        first = taken_back.get(account.value)
        for denial in account.denials:
            used = first is not None and _still_used(account, first, denial)
            relation: Relation = "retracted_in_use" if used else "update" if first else "denial"
            if denial.none_of:
                matters["denial", 0.0, denial.speaker.key].append((account, denial))
            else:
                matters[relation, account.value, denial.speaker.key].append((account, denial))
    for (relation, _, _), pairs in matters.items():
        yield _retraction(relation, pairs)


def _retraction(relation: Relation, pairs: Sequence[tuple[SpokenAccount, Denial]]) -> Contradiction:
    account, denial = min(pairs, key=_worst_denied)
    others = {say_name(each) for each, _ in pairs} - {say_name(account)}
    also = f"; so too {', '.join(sorted(others))}" if others else ""
    used = ", and it is still in use" if relation == "retracted_in_use" else ""
    right = denial_id(account.account.occurrence, denial)
    return Contradiction(
        id=record_id("contradiction", account.account.id, right),
        occurrence=account.account.occurrence,
        left=account.account.id,
        right=right,
        measure=account.account.measure,
        rule="denied" if relation == "denial" else "retracted",
        relation=relation,
        why=f"{say_account(account)}; {name_of(denial.speaker.claimant)}: {denial.claim.quote!r}{used}{also}",
    )


def _worst_denied(pair: tuple[SpokenAccount, Denial]) -> tuple[bool, bool, float, int, str, str]:
    """What many documents tell first; against "none" the most dead that were told before it."""
    account, denial = pair
    later = bool(denial.none_of) and (account.day or 0) > (denial.day or 0)
    unlike = bool(denial.none_of) and (
        account.account.bound == "vague" or account.account.measure != "killed"
    )
    most = -(account.value or 0.0) if denial.none_of else 0.0
    return later, unlike, most, -len(account.account.documents), account.account.id, denial.claim.id


def _still_used(account: SpokenAccount, first: SpokenAccount, denial: Denial) -> bool:
    """Whether a number is told after it was taken back: days after its first speaker, if that has no date."""
    if account.day is None:
        return False
    if denial.day is not None:
        return account.day > denial.day
    return first.day is not None and account.day > first.day + DAYS_OF_USE
