"""Yes against no, and one change told as two acts that exclude one another.

A speaker denies an act of one side against another; elsewhere such an act is told. A cabinet resigns in one
report and is dismissed in the other on the same day. Both are found between documents of one country, and
both sides become accounts without a number, so that they stand beside the numbers that are disputed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from ..contract import record_id
from ..records import Account, Contradiction, Event, Participant, Relation
from .counted import EVERYONE, sides_of
from .members import Member, apart
from .setting import Setting

DAYS_OF_A_DENIAL = 400
"""Days around a denial within which the act is told: admissions and inquiries come late."""

DAYS_OF_A_CHANGE = 1
"""Days by which two reports of one change of office differ."""

PAIRS_LIMIT = 20
"""Acts that one denial is set against."""

EXCLUSIVE = (("SANCTION expel", "RETREAT resign"),)
"""Kinds of event of which one office can have only one at one time."""

SHARED_STEMS = 2
"""Words that the sentences of two reports on one office share at least, beside the country's."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two events of which one speaks against the other."""

    one: Member
    other: Member
    relation: Relation
    why: str


def find_disputes(members: Iterable[Member], setting: Setting) -> tuple[Dispute, ...]:
    """The disputes among the events of a collection."""
    events = [member for member in members if isinstance(member.record, Event)]
    return (*_denials(events, setting), *_exclusive(events, setting))


def settle(
    disputes: Sequence[Dispute], occurrence_of: Mapping[str, str], setting: Setting
) -> tuple[tuple[Account, ...], tuple[Contradiction, ...]]:
    """The disputes as accounts and contradictions, where both events are in an occurrence."""
    accounts: dict[str, Account] = {}
    contradictions = []
    for dispute in disputes:
        if dispute.one.id not in occurrence_of or dispute.other.id not in occurrence_of:
            continue
        sides = [_account(each, occurrence_of, setting) for each in (dispute.one, dispute.other)]
        accounts.update({each.id: each for each in sides})
        contradictions.append(
            Contradiction(
                record_id("contradiction", sides[0].id, sides[1].id),
                sides[1].occurrence,
                sides[0].id,
                sides[1].id,
                None,
                "denied" if dispute.relation == "denial" else "exclusive",
                dispute.relation,
                dispute.why,
            )
        )
    return tuple(accounts.values()), tuple(contradictions)


def event_of(member: Member) -> Event:
    """The event that a member is."""
    assert isinstance(member.record, Event)
    return member.record


def _denials(events: Sequence[Member], setting: Setting) -> Iterator[Dispute]:
    told: dict[tuple[str, str | None], list[Member]] = defaultdict(list)
    for member in events:
        if event_of(member).status == "actual" and not _is_denied(member):
            told[event_of(member).type, setting.country[member.document]].append(member)
    for denial in events:
        if not _is_denied(denial) or event_of(denial).type == "OTHER":
            continue
        acts = told[event_of(denial).type, setting.country[denial.document]]
        against = [act for act in acts if _speaks_against(denial, act, setting)]
        for act in against[:PAIRS_LIMIT]:
            why = f"{_told(denial)} is denied here; there: {_told(act)}"
            yield Dispute(denial, act, "denial", why)


def _is_denied(member: Member) -> bool:
    """Whether the speaker says that it did not happen; what merely did not happen is nobody's denial."""
    event = event_of(member)
    if member.claim is None:
        return False
    return event.status == "negated" or event.certainty == "denied" or member.claim.stance == "denies"


def _speaks_against(denial: Member, act: Member, setting: Setting) -> bool:
    if denial.document == act.document or setting.speaker(denial).key == setting.speaker(act).key:
        return False
    actors = _sides(event_of(denial).actors), _sides(event_of(act).actors)
    if not actors[0] & actors[1]:
        return False
    recipients = _sides(event_of(denial).recipients), _sides(event_of(act).recipients)
    if all(recipients) and not recipients[0] & recipients[1]:
        return False
    days = setting.day[denial.document], setting.day[act.document]
    return days[0] is None or days[1] is None or abs(days[0] - days[1]) <= DAYS_OF_A_DENIAL


def _sides(participants: Sequence[Participant]) -> frozenset[str]:
    """The sides that their words name, without those that stand for everyone."""
    return frozenset().union(*(sides_of(f"{who.name} {who.quote}") for who in participants)) - {EVERYONE}


def _exclusive(events: Sequence[Member], setting: Setting) -> Iterator[Dispute]:
    kinds: dict[tuple[str, str | None], list[Member]] = defaultdict(list)
    for member in events:
        if event_of(member).status == "actual":
            kinds[member.family, setting.country[member.document]].append(member)
    for one, other in EXCLUSIVE:
        for country in sorted({country for _, country in kinds if country is not None}):
            pairs = product(kinds[one, country][:PAIRS_LIMIT], kinds[other, country][:PAIRS_LIMIT])
            for first, second in pairs:
                if _one_office(first, second, setting):
                    why = f"{_told(first)} here, {_told(second)} there"
                    yield Dispute(first, second, "conflict", why)


def _one_office(one: Member, other: Member, setting: Setting) -> bool:
    if one.document == other.document or len(one.stems & other.stems) < SHARED_STEMS:
        return False
    days = [each.days or _published(each, setting) for each in (one, other)]
    return days[0] is not None and days[1] is not None and apart(days[0], days[1]) <= DAYS_OF_A_CHANGE


def _published(member: Member, setting: Setting) -> tuple[int, int] | None:
    day = setting.day[member.document]
    return None if day is None else (day, day)


def _account(member: Member, occurrence_of: Mapping[str, str], setting: Setting) -> Account:
    event = event_of(member)
    return Account(
        record_id("account", member.id),
        occurrence_of[member.id],
        setting.speaker(member).claimant,
        None,
        None,
        None,
        None,
        (setting.documents[member.document].published or "")[:10] or None,
        event.certainty,
        (member.id,),
        (member.document,),
        1,
        None,
        "current",
    )


def _told(member: Member) -> str:
    return repr(" ".join(member.record.quote.split()))
