"""Accounts marked by who denies or takes back their number; and each denial as an account of its own.

A figure that a claim denies is kept: it is retracted if its own speaker, or one of the same office, withdraws
it, and denied if somebody else denies it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Literal

from ...contract import record_id
from ...frozen import changed
from ...records import Account
from ..occurrences.document_context import DocumentContext
from ..traits.claimants import Speaker
from ..traits.nearness import may_be_one_place
from ..traits.stories import iso_of
from .denials import Denial
from .disagreements import Stated, account_of
from .spoken import SpokenAccount
from .voices import is_nameless


def with_denials(
    voiced: Sequence[SpokenAccount], denials: Iterable[Denial], here: Set[str]
) -> list[SpokenAccount]:
    """The accounts, each with the claims that deny its number and marked by them.

    Args:
        voiced: of one occurrence.
        denials: of its whole neighbourhood; those of a single measure count only in its own documents.
        here: the documents of the occurrence.
    """
    told = [each for each in denials if each.measure is None or each.claim.document in here]
    if not told:
        return list(voiced)
    by_number: dict[float | None, list[SpokenAccount]] = defaultdict(list)
    for each in voiced:
        by_number[each.value].append(each)
    early = frozenset(
        each.claim.id for each in told if _comes_before_its_own(each, by_number.get(each.value, ()))
    )
    against: dict[float | None, list[Denial]] = {
        number: [each for each in told if each.none_of or each.value == number] for number in by_number
    }
    beside: dict[str, set[Speaker]] = defaultdict(set)
    for each in voiced:
        for document in each.account.documents:
            beside[document].add(each.speaker)
    return [_marked(each, against[each.value], early, beside) for each in voiced]


def _marked(
    voiced: SpokenAccount,
    denials: Sequence[Denial],
    early: Set[str],
    beside: Mapping[str, Set[Speaker]],
) -> SpokenAccount:
    """The account marked by the claims that deny its number; who counts on after "none" takes none back.

    "A spokesman" speaks for whoever counts anew in the same report.
    """
    against = tuple(
        denial
        for denial in denials
        if denial.is_of(voiced.value, voiced.account.measure, voiced.sides, voiced.day)
        if not _one_side(denial.speaker, voiced.speaker) or not (denial.none_of or denial.claim.id in early)
        if not _is_elsewhere(denial, voiced)
    )
    if not against or voiced.account.certainty == "denied":  # who only denies a number counts none
        return voiced
    by_number = [denial for denial in against if not denial.none_of]
    if not by_number:  # who says that there were none denies no count in particular
        return changed(voiced, denials=against)
    taken_back = voiced.account.status == "retracted" or any(
        _one_office(speaker, teller)
        for denial in by_number
        for speaker in _for_whom(denial.speaker, beside[denial.claim.document])
        for teller in voiced.tellers
    )
    status: Literal["retracted", "denied"] = "retracted" if taken_back else "denied"
    return changed(voiced, account=changed(voiced.account, status=status), denials=against)


def _is_elsewhere(denial: Denial, voiced: SpokenAccount) -> bool:
    """Whether there were none in another town than the one in which some are counted."""
    if denial.place is None or not voiced.places:
        return False
    return not any(may_be_one_place(denial.place, place) for place in voiced.places)


def _for_whom(speaker: Speaker, beside: Set[Speaker]) -> Set[Speaker]:
    """The speaker; of one who is named by a role alone, and by no state's, those who count beside it."""
    claimant = speaker.claimant
    bare = claimant is not None and claimant.key is None and claimant.name.islower() and speaker.state is None
    return beside if bare and claimant is not None and claimant.type == "role" else {speaker}


def _comes_before_its_own(denial: Denial, voiced: Iterable[SpokenAccount]) -> bool:
    """Whether the side that denies a number tells it only later: nothing is taken back by that.

    Args:
        denial: of the number.
        voiced: the accounts of that number.
    """
    own = [
        each.day
        for each in voiced
        if each.account.certainty != "denied"
        if _one_side(denial.speaker, each.speaker)
    ]
    days = [day for day in own if day is not None]
    return bool(own) and len(days) == len(own) and denial.day is not None and min(days) > denial.day


def _one_side(one: Speaker, other: Speaker) -> bool:
    return one.key == other.key or (one.state is not None and one.state == other.state)


def _one_office(one: Speaker, other: Speaker) -> bool:
    """Whether one may take back what the other counted: a minister the ministry's, nobody a governor's.

    Which office "officials" are of is not told: any of their state may take theirs back.
    """
    if one.key == other.key:
        return True
    if one.state is None or one.state != other.state or one.local or other.local:
        return False
    sectors = {each.claimant.sector for each in (one, other) if each.claimant and not is_nameless(each)}
    return len(sectors) < 2


def denial_accounts(voiced: Iterable[SpokenAccount], setting: DocumentContext) -> tuple[Account, ...]:
    """Who denies which number: one account for each speaker and number, with every document that tells it."""
    told: dict[tuple[str, str, float], list[Denial]] = defaultdict(list)
    for account in voiced:
        for denial in account.denials:
            key = account.account.occurrence, denial.speaker.key, denial.value
            if denial not in told[key]:
                told[key].append(denial)
    return tuple(
        _denial_account(occurrence, value, denials, setting)
        for (occurrence, _, value), denials in sorted(told.items())
    )


def denial_id(occurrence: str, denial: Denial) -> str:
    """The id of the account in which a speaker denies a number."""
    return record_id("account", occurrence, "denied", denial.speaker.key, denial.value)


def _denial_account(
    occurrence: str, value: float, denials: Sequence[Denial], setting: DocumentContext
) -> Account:
    stated = Stated(
        claimant=denials[0].speaker.claimant,
        certainty="denied",
        evidence=tuple(sorted(denial.claim.id for denial in denials)),
        documents=tuple(sorted({denial.claim.document for denial in denials})),
        as_of=iso_of(min((denial.day for denial in denials if denial.day is not None), default=None)),
        low=value,
        high=value,
        bound="exact",
    )
    return account_of(denial_id(occurrence, denials[0]), occurrence, stated, setting)
