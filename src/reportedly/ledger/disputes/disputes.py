"""Yes against no, and one change told as two acts that exclude one another.

A speaker denies an act of one side against another; elsewhere such an act is told. A cabinet resigns in one
report and is dismissed in the other on the same day. Both are found between documents of one country, and
both sides become accounts without a number, so that they stand beside the numbers that are disputed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import combinations, product
from operator import attrgetter

from ...contract import record_id
from ...language.closed_classes import OF_ALL
from ...lexicon import load_lexicon, words_of_form
from ...records import Account, ContradictionRule, Event, Figure, Participant, Relation
from ..accounts.disagreements import Disagreements, Stated, account_of, contradiction_of, day_of_document
from ..occurrences.document_context import DocumentContext
from ..occurrences.incidents import SINGULAR, mode_of
from ..traits.claimants import side_of
from ..traits.members import Member
from ..traits.nearness import apart, may_agree
from ..traits.offices import STATE_SECTORS
from ..traits.sides import EVERYONE, labels_of, sides_of
from ..traits.texts import WORD, stem_of
from ..wording import name_of, on_one_line
from .means import is_by_other_means

DAYS_OF_A_DENIAL = 400
"""Days around a denial within which the act is told: admissions and inquiries come late."""

DAYS_OF_A_CHANGE = 1
"""Days by which two reports of one change of office differ."""

LEAST_LIKENESS = 0.08
"""Cosine of two documents below which an act is none of those that are denied.

In the 96 reports of the bundled example, 0.06 or less sets shots of "extremists" against the denial that
soldiers fired on demonstrators; 0.1 loses one of the disagreements found, 0.16 two."""

PAIRS_LIMIT = 20
"""Acts that one denial is set against, to bound time; 5 to 80 find the same in the bundled example."""

EXCLUSIVE = (("SANCTION expel", "RETREAT resign"),)
"""Kinds of event of which one office can have only one at one time."""

HARM = frozenset({"ASSAULT", "COERCE"})
"""What is done to somebody: who was not tortured may be said to have been forced."""

HOURS_APART = 1.0
"""Hours by which two reports of one hour differ that cannot both be right."""

HOURS_OF_A_BLOW = 0.2
"""The same where both tell the minute of a blast or a quake: 7:42 and 7:58."""

FORCES = "security"
"""The side by which a state does violence."""

WITH_FORCES = STATE_SECTORS - {"JUD", "LEG"}
"""Sectors by which a state does violence: courts and parliaments have no forces."""

BY_HAND = frozenset({"beat", "sexual", "torture"})
"""Modes of violence that who denies shots does not deny."""

CLOCKED = frozenset({"minute", "hour"})

ONCE = frozenset({"RETREAT withdraw", "RETREAT resign", "SANCTION expel"})
"""Kinds of event that end something: told of two days, they are told of two ends."""

OF_A_FORCE = frozenset({"RETREAT withdraw"})
"""An end that a country's guests come to once; of offices there are many."""

DAYS_OF_TWO_ENDS = 14
"""Days between two reports that tell of one end."""

SHORTEST = 4
"""Letters of a word that says who somebody is."""

TOLD_TOGETHER = 300
"""Characters within which one report tells two ways in which one office became vacant."""

SHARED_STEMS = 2
"""Words that the sentences of two reports on one office share at least, beside the country's."""

RULE_OF: Mapping[Relation, ContradictionRule] = {
    "denial": "denied",
    "update": "retracted",
    "conflict": "exclusive",
}
"""What a dispute is found by: a speaker that tells what it denied takes the denial back."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two events of which one speaks against the other."""

    one: Member
    other: Member
    relation: Relation
    why: str
    with_one: tuple[Member, ...] = ()
    """Events of other documents that tell the same as the one."""
    with_other: tuple[Member, ...] = ()


def find_disputes(
    members: Iterable[Member], occurrence_of: Mapping[str, str], setting: DocumentContext
) -> tuple[Dispute, ...]:
    """The disputes among the events of a collection, each between two occurrences or in one told once."""
    every = sorted(members, key=lambda member: member.record.segment == "title")  # headlines say least
    events = [member for member in every if isinstance(member.record, Event) and member.id in occurrence_of]
    numbers = {
        member.record.event
        for member in every
        if isinstance(member.record, Figure) and member.record.certainty == "denied" and member.record.event
    }
    found: dict[tuple[object, ...], Dispute] = {}
    for find in (_denials, _exclusive, _two_ends):
        for dispute in find(events, setting):
            found.setdefault(_matter(dispute, occurrence_of, setting), dispute)
    together: dict[str, list[Member]] = defaultdict(list)
    for member in events:
        together[occurrence_of[member.id]].append(member)
    hours = (dispute for name in sorted(together) for dispute in _hours(together[name]))
    for dispute in (*_negations(events, occurrence_of, numbers, setting), *hours):
        found.setdefault(_matter(dispute, occurrence_of, setting), dispute)
    return tuple(_with_all_who_say_so(each, together, occurrence_of, setting) for each in found.values())


def _with_all_who_say_so(
    dispute: Dispute,
    together: Mapping[str, Sequence[Member]],
    occurrence_of: Mapping[str, str],
    setting: DocumentContext,
) -> Dispute:
    """The dispute with those who tell the same as either side of the same thing, and are of that side."""
    here, there = together[occurrence_of[dispute.one.id]], together[occurrence_of[dispute.other.id]]
    admits = dispute.relation == "update"
    return replace(
        dispute,
        with_one=tuple(_like(dispute.one, here, setting)),
        with_other=tuple(
            each
            for each in _like(dispute.other, there, setting)
            if dispute.relation == "conflict" or _is_admitted(dispute.one, each, setting) == admits
        ),
    )


def _like(member: Member, told: Iterable[Member], setting: DocumentContext) -> Iterator[Member]:
    """Other documents' events of one kind, day and hour, told as happening or not as this one is."""
    for other in told:
        same = other.family == member.family and other.days == member.days and member.days is not None
        if not same or other.document == member.document or _hour(event_of(other)) != _hour(event_of(member)):
            continue
        if event_of(other).status != event_of(member).status:
            continue
        if _is_denied(other, setting) == _is_denied(member, setting):
            yield other


def _matter(
    dispute: Dispute, occurrence_of: Mapping[str, str], setting: DocumentContext
) -> tuple[object, ...]:
    """What one dispute is about: what a speaker denied of one thing, or what two reports tell otherwise."""
    kinds = dispute.one.family, dispute.other.family
    if dispute.relation == "conflict":
        return dispute.relation, kinds, dispute.one.document, dispute.other.document
    homes = occurrence_of[dispute.one.id], occurrence_of[dispute.other.id]
    return dispute.relation, homes, kinds, setting.speaker(dispute.one).key


def settle(
    disputes: Sequence[Dispute], occurrence_of: Mapping[str, str], setting: DocumentContext
) -> Disagreements:
    """The disputes as accounts and contradictions."""
    accounts: dict[str, Account] = {}
    contradictions = []
    for dispute in disputes:
        sides = [
            _account((dispute.one, *dispute.with_one), occurrence_of, setting),
            _account((dispute.other, *dispute.with_other), occurrence_of, setting),
        ]
        accounts.update({each.id: each for each in sides})
        relation = dispute.relation
        contradictions.append(contradiction_of(sides, RULE_OF[relation], relation, _named(dispute, sides)))
    return Disagreements(tuple(accounts.values()), tuple(contradictions))


def _named(dispute: Dispute, sides: Sequence[Account]) -> str:
    """Why the two do not go together, with who says it before the words of either."""
    one, other = (name_of(side.claimant) for side in sides)
    before, said, after = dispute.why.partition(words := _told(dispute.one))
    why = f"{before}{one}: {words}{after}" if said else dispute.why
    before, said, after = why.rpartition(words := _told(dispute.other))
    return f"{before}{other}: {words}{after}" if said else why


event_of: Callable[[Member], Event] = attrgetter("record")
"""The event that a member of an incident is."""


def _denials(events: Sequence[Member], setting: DocumentContext) -> Iterator[Dispute]:
    told = _acts_of_sides(events, setting)
    for denial in events:
        if not _is_denied(denial, setting) or event_of(denial).type == "OTHER":
            continue
        about = event_of(denial).type, setting.country[denial.document]
        acts = {
            act.id: act
            for side in _doers(event_of(denial))
            for here in told.get((*about, side), {}).values()
            for act in here
        }
        against = [act for _, act in sorted(acts.items()) if _speaks_against(denial, act, setting)]
        for act in against[:PAIRS_LIMIT]:
            why = f"{_told_not(denial)} here; there: {_told(act)}"
            yield Dispute(denial, act, "denial", why)


def _acts_of_sides(
    events: Sequence[Member], setting: DocumentContext
) -> Mapping[tuple[str, str | None, str], Mapping[str, Sequence[Member]]]:
    """What is told as done, by its type, country and side, and by the document that tells it."""
    told: dict[tuple[str, str | None, str], dict[str, list[Member]]] = defaultdict(lambda: defaultdict(list))
    for member in events:
        if event_of(member).status == "actual" and not _is_denied(member, setting):
            for side in _doers(event_of(member)):
                here = told[event_of(member).type, setting.country[member.document], side][member.document]
                if len(here) < PAIRS_LIMIT:
                    here.append(member)
    return told


def _negations(
    events: Sequence[Member], occurrence_of: Mapping[str, str], numbers: Set[str], setting: DocumentContext
) -> Iterator[Dispute]:
    """It was not so, against who else tells the act of the same people or things.

    Events among `numbers` are not denied themselves, but how many they struck: "denied that 600 had died".
    What a speaker denied it may tell later itself: that is an admission.
    """
    denials = {
        denial.id: (denial, [*_keys_of_acts(denial, denial.stems, occurrence_of, setting)])
        for denial in events
        if _is_negated(denial) and denial.id not in numbers
    }
    wanted = {key for _, keys in denials.values() for key in keys}
    told = _acts_by_what_they_are(events, wanted, occurrence_of, setting)
    for denial, keys in denials.values():
        acts = {act.id: act for key in keys for act in told.get(key, ())}
        for act in acts.values():
            if not _is_one_act(denial, act, occurrence_of, setting) or not _speak_of_one(denial, act):
                continue
            if _is_admitted(denial, act, setting):
                why = f"{_told_not(denial)}, then by the same side {_told(act)}"
                yield Dispute(denial, act, "update", why)
            elif act.document != denial.document or _by_two(denial, act, setting):
                yield Dispute(denial, act, "denial", f"{_told_not(denial)} here, {_told(act)} there")


def _acts_by_what_they_are(
    events: Sequence[Member],
    wanted: Set[tuple[object, ...]],
    occurrence_of: Mapping[str, str],
    setting: DocumentContext,
) -> Mapping[tuple[object, ...], Sequence[Member]]:
    """What is told as done, by the word for it, by whom, and by what it was done to; speakers come first.

    Of these only what is wanted.
    """
    told: dict[tuple[object, ...], list[Member]] = defaultdict(list)
    families = {(name, home, family) for name, home, family, *_ in wanted}
    for member in sorted(events, key=lambda each: _plainness(each, setting)) if wanted else ():
        if event_of(member).status != "actual" or event_of(member).certainty == "denied":
            continue
        home, country = occurrence_of[member.id], setting.country[member.document]
        if ("word", home, member.manner) in families or not families.isdisjoint(
            (("by", home, member.family), ("to", country, member.family))
        ):
            for key in _keys_of_acts(member, {member.manner}, occurrence_of, setting):
                if key in wanted and len(told[key]) < PAIRS_LIMIT:
                    told[key].append(member)
    return told


def _plainness(member: Member, setting: DocumentContext) -> tuple[bool, bool, int, str]:
    """What a body of text says in somebody's words comes first, and what was told first."""
    title = member.record.segment == "title"
    return title, member.claim is None, setting.day[member.document] or 0, member.id


def _keys_of_acts(
    member: Member, words: Set[str], occurrence_of: Mapping[str, str], setting: DocumentContext
) -> Iterator[tuple[object, ...]]:
    """By what a denial meets an act: a word or a doer in one occurrence, a thing struck in one country."""
    home, country = occurrence_of[member.id], setting.country[member.document]
    yield from (("word", home, word) for word in sorted(words) if word)
    yield from (("by", home, member.family, head) for head in sorted(_heads(event_of(member).actors)))
    yield from (("to", country, member.family, head) for head in sorted(_things(event_of(member).recipients)))


def _is_negated(member: Member) -> bool:
    return event_of(member).status == "negated" or event_of(member).certainty == "denied"


def _is_one_act(
    denial: Member, act: Member, occurrence_of: Mapping[str, str], setting: DocumentContext
) -> bool:
    """Whether both are of one kind: named by one word, done by one kind of people, or to one thing."""
    types = {event_of(act).type, event_of(denial).type}
    if not (len(types) == 1 or types <= HARM):
        return False
    in_like_words = (bool(act.manner) and act.manner in denial.stems) or _by_one(denial, act, setting)
    if in_like_words and occurrence_of[denial.id] == occurrence_of[act.id]:
        return True
    return _is_to_one_thing(denial, act, setting)


def _is_to_one_thing(denial: Member, act: Member, setting: DocumentContext) -> bool:
    """Whether one thing was struck, in like reports, and nothing says that it was at two times or places."""
    struck = _things(event_of(denial).recipients) & _things(event_of(act).recipients)
    if denial.claim is None or denial.family != act.family or not struck:
        return False
    if not may_agree(denial.place, act.place):
        return False
    days = denial.days or _published(denial, setting), act.days or _published(act, setting)
    if days[0] is None or days[1] is None or apart(days[0], days[1]) > DAYS_OF_TWO_ENDS:
        return False
    return setting.likeness(denial.document, act.document) >= LEAST_LIKENESS


def _is_admitted(denial: Member, act: Member, setting: DocumentContext) -> bool:
    """Whether the side that denied an act tells it itself in a later report, or grants it."""
    days = setting.day[denial.document], setting.day[act.document]
    if denial.claim is None or act.claim is None or days[0] is None or days[1] is None:
        return False
    granted = act.claim.stance == "confirms" and not _by_two(denial, act, setting)
    return days[0] < days[1] and (granted or setting.speaker(denial).key == setting.speaker(act).key)


def _by_two(one: Member, other: Member, setting: DocumentContext) -> bool:
    """Whether two speakers of different sides say so, each by name."""
    if one.claim is None or other.claim is None:
        return False
    first, second = setting.speaker(one), setting.speaker(other)
    return side_of(first) != side_of(second)


def _speak_of_one(denial: Member, act: Member) -> bool:
    """Whether somebody says so, of the same people, and not in the same words: these are read in two ways."""
    if denial.claim is None and act.claim is None:
        return False
    first, second = (on_one_line(each.record.quote.casefold()) for each in (denial, act))
    if first in second or second in first:
        return False
    hit = ({who.name.casefold() for who in event_of(each).recipients} for each in (denial, act))
    if set.intersection(*hit):
        return True
    return bool(_heads(event_of(denial).recipients) & _heads(event_of(act).recipients))


def _by_one(denial: Member, act: Member, setting: DocumentContext) -> bool:
    """Whether one kind of act by one kind of people is denied and told in other words: fired, shot."""
    if denial.family != act.family or not _is_denied(denial, setting):
        return False
    return bool(_heads(event_of(denial).actors) & _heads(event_of(act).actors))


def _things(participants: Sequence[Participant]) -> frozenset[str]:
    """What is struck and is nobody: a school, a hospital, a bridge; people are struck in many acts."""
    return frozenset(
        stem
        for who in participants
        if who.type in (None, "organisation") and who.sector not in STATE_SECTORS
        if who.name.islower() and not labels_of(who.quote, everyone=True)
        for stem in _heads((who,))
    )


def _heads(participants: Sequence[Participant]) -> frozenset[str]:
    """The words that say what they are: the hospital of "the Jumhuri hospital"."""
    words = (word for who in participants for word in WORD.findall(who.name))
    return frozenset(stem_of(word) for word in words if len(word) >= SHORTEST and not word.isdigit())


def _hours(events: Sequence[Member]) -> Iterator[Dispute]:
    """Of one occurrence: one act told of two hours of one day, of a kind that has a mode.

    Violence without one, as shots are, a town may have twice a night. Of a blow, as a blast or a quake is,
    the minute is told, unless it is called another one.
    """
    clocked: dict[tuple[str, str, bool], list[tuple[datetime, Member]]] = defaultdict(list)
    for member in events:
        hour, blow = _hour(event_of(member)), _is_the_blow(member)
        if hour is not None and (blow or " " in member.family) and event_of(member).status == "actual":
            clocked[member.family, hour.date().isoformat(), blow].append((hour, member))
    for (_, _, blow), told in sorted(clocked.items()):
        (first, one), (last, other) = min(told, key=_by_hour), max(told, key=_by_hour)
        hours = (last - first).total_seconds() / 3600
        exact = blow and all(_is_to_the_minute(each) for each in (one, other))
        if one.document != other.document and hours >= (HOURS_OF_A_BLOW if exact else HOURS_APART):
            why = f"{_told(one)} at {first:%H:%M} here, {_told(other)} at {last:%H:%M} there, as told"
            yield Dispute(one, other, "conflict", why)


def _is_the_blow(member: Member) -> bool:
    """Whether it is a blow of which there is one, and its words call it no other one: a second blast."""
    if mode_of(member) not in SINGULAR:
        return False
    return words_of_form(load_lexicon(), "measures", "apart").isdisjoint(
        WORD.findall(member.record.quote.casefold())
    )


def _is_to_the_minute(member: Member) -> bool:
    when = event_of(member).when
    return when is not None and when.precision == "minute"


def _by_hour(told: tuple[datetime, Member]) -> tuple[datetime, str]:
    return told[0], told[1].id


def _hour(event: Event) -> datetime | None:
    """The hour that the words state; None where it is wider, assumed, or none."""
    when = event.when
    if when is None or when.precision not in CLOCKED or when.basis == "assumed" or not when.earliest:
        return None
    try:
        return datetime.fromisoformat(when.earliest).replace(tzinfo=None)
    except ValueError:
        return None


def _two_ends(events: Sequence[Member], setting: DocumentContext) -> Iterator[Dispute]:
    """One end told of two days: a force that left on Friday and will have left by Wednesday."""
    kinds: dict[tuple[str, str | None], list[Member]] = defaultdict(list)
    for member in events:
        if member.family in ONCE and event_of(member).status == "actual" and member.days is not None:
            kinds[member.family, setting.country[member.document]].append(member)
    for _, told in sorted(kinds.items(), key=str):
        for one, other in combinations(told[:PAIRS_LIMIT], 2):
            if _two_days_of_one_end(one, other, setting):
                yield Dispute(one, other, "conflict", f"{_told(one)} here, {_told(other)} there")


def _two_days_of_one_end(one: Member, other: Member, setting: DocumentContext) -> bool:
    published = setting.day[one.document], setting.day[other.document]
    if one.document == other.document or one.days is None or other.days is None or None in published:
        return False
    if abs((published[0] or 0) - (published[1] or 0)) > DAYS_OF_TWO_ENDS:
        return False
    if not may_agree(one.place, other.place):
        return False  # two towns are left on two days
    if apart(one.days, other.days) <= DAYS_OF_A_CHANGE or (one.stems | other.stems) & _going_on():
        return False
    if one.family in OF_A_FORCE:
        if _is_a_person(one) or _is_a_person(other):
            return False  # who leaves a country is no force that leaves it
        return setting.likeness(one.document, other.document) >= LEAST_LIKENESS
    return len(one.stems & other.stems & setting.vectors[one.document].keys()) >= SHARED_STEMS


def _is_a_person(member: Member) -> bool:
    """Whether those who act are persons by name alone."""
    doers = event_of(member).actors
    return bool(doers) and all(who.type == "person" for who in doers)


@cache
def _going_on() -> frozenset[str]:
    """Words with which an act begins or goes on, so that its end is another day's."""
    frames = [entry for entry in load_lexicon().predicates if entry.form == "frame"]
    return frozenset(stem_of(word) for entry in frames if entry.status == "actual" for word in entry.words)


def _is_denied(member: Member, setting: DocumentContext) -> bool:
    """Whether the speaker says that it did not happen; what merely did not happen is nobody's denial.

    An office says so in a statement that it publishes itself.
    """
    event = event_of(member)
    if member.claim is None:
        return event.status == "negated" and setting.speaker(member).office is not None
    return event.status == "negated" or event.certainty == "denied" or member.claim.stance == "denies"


def _speaks_against(denial: Member, act: Member, setting: DocumentContext) -> bool:
    """Whether an act by the side that denies is one of those denied: by whom, where, when."""
    if denial.document == act.document and not _by_two(denial, act, setting):
        return False
    recipients = _sides(event_of(denial).recipients), _sides(event_of(act).recipients)
    if all(recipients) and not recipients[0] & recipients[1]:
        return False
    states = _states(denial, setting), _states(act, setting)
    if all(states) and not states[0] & states[1]:
        return False
    if (mode_of(act) in BY_HAND) != (mode_of(denial) in BY_HAND) or is_by_other_means(denial, act):
        return False
    if not may_agree(denial.place, act.place):
        return False
    days = setting.day[denial.document], setting.day[act.document]
    if days[0] is not None and days[1] is not None and abs(days[0] - days[1]) > DAYS_OF_A_DENIAL:
        return False
    if OF_ALL.isdisjoint(denial.stems) and not _of_one_incident(denial, act, setting):
        return False
    if setting.likeness(denial.document, act.document) < LEAST_LIKENESS:
        return False
    return setting.speaker(denial).key != setting.speaker(act).key


def _of_one_incident(denial: Member, act: Member, setting: DocumentContext) -> bool:
    """Whether one story tells both, of one kind and time: a plain "not" denies no more than that."""
    if setting.story[denial.document] != setting.story[act.document] or denial.family != act.family:
        return False
    return denial.days is None or act.days is None or apart(denial.days, act.days) <= DAYS_OF_A_CHANGE


def _sides(participants: Sequence[Participant]) -> frozenset[str]:
    """The sides that their words name, without those that stand for everyone."""
    return frozenset().union(*(sides_of(f"{who.name} {who.quote}") for who in participants)) - {EVERYONE}


def _doers(event: Event) -> frozenset[str]:
    """The sides that act; a state does violence by its forces."""
    by_state = event.type in HARM and any(who.sector in WITH_FORCES for who in event.actors)
    return _sides(event.actors) | ({FORCES} if by_state else frozenset())


def _states(member: Member, setting: DocumentContext) -> Set[str | None]:
    """The states that act, by countries: that which a text is set in for those of whom it tells no other."""
    home = setting.country[member.document]
    acting = (who for who in event_of(member).actors if who.sector in WITH_FORCES)
    return {who.country or home for who in acting} - {None}


def _exclusive(events: Sequence[Member], setting: DocumentContext) -> Iterator[Dispute]:
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


def _one_office(one: Member, other: Member, setting: DocumentContext) -> bool:
    if one.document == other.document:
        in_two_voices = setting.speaker(one).key != setting.speaker(other).key
        return in_two_voices and abs(one.record.start - other.record.start) <= TOLD_TOGETHER
    if len(one.stems & other.stems) < SHARED_STEMS:
        return False
    days = [each.days or _published(each, setting) for each in (one, other)]
    return days[0] is not None and days[1] is not None and apart(days[0], days[1]) <= DAYS_OF_A_CHANGE


def _published(member: Member, setting: DocumentContext) -> tuple[int, int] | None:
    day = setting.day[member.document]
    return None if day is None else (day, day)


def _account(
    members: Sequence[Member], occurrence_of: Mapping[str, str], setting: DocumentContext
) -> Account:
    """What the first of the events tells, with every document that tells the same."""
    member, event = members[0], event_of(members[0])
    stated = Stated(
        claimant=setting.speaker(member).claimant,
        certainty=event.certainty,
        evidence=tuple(each.id for each in members),
        documents=tuple(sorted({each.document for each in members})),
        as_of=day_of_document(member.document, setting),
    )
    return account_of(record_id("account", member.id), occurrence_of[member.id], stated, setting)


def _told(member: Member) -> str:
    return repr(on_one_line(member.record.quote))


def _told_not(member: Member) -> str:
    """What is said not to have happened; where its words alone would affirm it, that it is denied."""
    denied = event_of(member).certainty == "denied"
    return f"{_told(member)} is denied" if denied else _told(member)
