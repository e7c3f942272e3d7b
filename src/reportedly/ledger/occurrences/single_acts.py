"""Single acts that documents of different stories tell: one order, one seizure, one blast.

A story's main incident holds what its documents tell of one place and time; an act told in it may be told
elsewhere by the way. Two events are one deed where neither kind nor country nor place nor day speaks against
it and their own words name the same things: a clause told again in most of its words, a rare kind of act, a
site, a person, a number, the hour. Words that say who is counted or how many, and small words, name nothing.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import combinations, count, pairwise

from ...frozen import changed, quick
from ...lexicon import load_lexicon, words_of_form
from ...records import Event, Figure, Reading
from ..file.reading_memory import remembered_with
from ..traits.members import Member, members_of
from ..traits.nearness import DAYS_SAME, WIDE, apart, may_agree, same_place
from ..traits.stories import FEW, OF_MATTERS, SMALL, ordinary_stems
from ..traits.texts import WORD, stem_of, stems_in
from .document_context import DocumentContext
from .incidents import RELATED, SINGULAR, Join, mode_of

NEED_SAME_DAY = 1.0
"""What must speak for one deed of one stated day. With each limit lower by 0.2 half of what is joined more in
fifteen collections on crises is false, and the grouping of US shootings falls from 97.3 to 97.0 pairs."""

NEED_SOON = 1.2
"""The same where one of the two has no day, and its document came out within days of the other's."""

NEED_NEAR = 1.3
"""The same where neither has a day, and both documents came out within days."""

NEED_LATER = 1.8
"""The same where the documents came out further apart, and one does not say of which day it tells."""

DAYS_SOON = 3
"""Days after a deed within which reports of it need not say when it was."""

ORDINARY = 0.35
"""What a word weighs that news is made of ("order", "army") beside a name's one."""

BESIDE = 0.5
"""What a word of the sentence weighs that does not stand in the clause."""

SAME_TOWN = 0.3
SAME_PERSON = 0.5
SAME_NUMBER = 0.5
SAME_HOUR = 0.8
"""Both state one hour or one part of one day."""

SAME_SITE = 0.9
"""Both name the same sort of site ("airport"), and one of them seizes it."""

COUNTRY_WIDE = 0.7
"""Neither is located in a town, and of such acts a country has one at a time."""

DAILY = frozenset({"ASSAULT", "COERCE arrest", "PROTEST", "PROTEST demo", "PROTEST riot"})
"""Acts that a town has every day in like words; of violence, but where its mode is singular."""

ACTS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "REJECT", "RETREAT", "SANCTION", "THREATEN"})
"""Types of acts that are done once; "police ask for witnesses" is done every day."""

ONE_AT_A_TIME = frozenset(
    {
        "COERCE censor",
        "COERCE curfew",
        "COERCE martial-law",
        "RETREAT resign",
        "RETREAT withdraw",
        "SANCTION expel",
    }
)
"""A blackout, an emergency, a cabinet that goes, a force that leaves."""

SITES = frozenset({"COERCE seize"})
"""Acts that are done to a place: one place has few of them."""

RETOLD_WORDS = 4
RETOLD_SHARE = 0.6
"""A clause is told again where so many of its words, and this share of the shorter one's, are shared."""

RETOLD_RARE = 1.8
"""How rare, all together, those words must be: "a man was shot and killed" is told of many."""

RETOLD = 2.0

LEAST_LIKENESS = 0.08
"""Cosine of two documents below which they tell of different things in like words."""

RARE = 0.4
"""How rare a word is that brings two events together: one that few documents have."""

BLOCK_LIMIT = 40
"""Events that share a word, in order of their day, beyond which each is compared with the next alone."""

SHORTEST = 3
"""Letters of a word that tells."""

NUMBER_FORMS = frozenset({"number", "multiplier", "vague", "fraction", "before", "after"})
"""Forms of number words that say how many, not how it changes."""

PARTS_OF_A_DAY = frozenset({"minute", "hour", "part"})


@quick
@dataclass(frozen=True, slots=True)
class ReportedAct:
    """An event with what is compared of it."""

    member: Member
    own: frozenset[str]
    """The telling stems of its own clause."""
    beside: frozenset[str]
    """Those of the rest of its sentence."""
    clause: frozenset[str]
    """All stems of its clause but those of small words and numbers."""
    sites: frozenset[str]
    """Words of its sentence for sites: airport, palace."""
    numbers: frozenset[tuple[str, float | None, float | None]]
    """What is counted in it, with its bounds."""


@quick
@dataclass(frozen=True, slots=True)
class Sign:
    """Something that speaks for two events being one deed."""

    weight: float
    reason: str
    words: frozenset[str] = frozenset()
    """The words that both have, where these are the reason."""


def join_single_acts(
    things: Sequence[Sequence[Member]], of_stories: Set[int], setting: DocumentContext
) -> tuple[tuple[tuple[Member, ...], ...], tuple[Join, ...]]:
    """The things with what is one deed in one of them, and the joins that made it so.

    What is told by the way goes to the story that is about it. Where several stories tell a deed among other
    things, it is a thing of its own, apart from what else each of them tells.

    Args:
        things: the groups of members.
        of_stories: the numbers of those that a story is about.
        setting: what is known of the documents.
    """
    evidence = _Evidence([member for thing in things for member in thing], setting)
    held = {number: list(thing) for number, thing in enumerate(things)}
    home = {member.id: number for number, thing in enumerate(things) for member in thing}
    kept: list[Join] = []
    new = count(len(things))
    for deed, joins in _clusters(evidence):
        homes = sorted({home[each.member.id] for each in deed})
        stories = [number for number in homes if number in of_stories]
        if len(homes) < 2:
            continue
        kept += joins
        target = stories[0] if len(stories) == 1 else min(set(homes) - set(stories), default=len(held))
        moving = [member for number in homes if number not in stories for member in held.pop(number)]
        if len(stories) > 1:
            target = next(new)
            moving += [each for number in stories for each in _leaving(held[number], deed, evidence)]
            gone = {member.id for member in moving}
            held.update({number: [m for m in held[number] if m.id not in gone] for number in stories})
        held.setdefault(target, []).extend(moving)
        home.update({member.id: target for member in moving})
    return tuple(tuple(held[number]) for number in sorted(held) if held[number]), tuple(kept)


def _leaving(thing: Sequence[Member], deed: Sequence[ReportedAct], evidence: _Evidence) -> Iterator[Member]:
    """Of what a story tells, the deed's events, those like them in its other documents, and their figures."""
    here = {member.id for member in thing}
    own = [each for each in deed if each.member.id in here]
    mates = [each for each in evidence.told if each.member.id in here and each not in own]
    taken = {each.member.id for each in own}
    taken |= {mate.member.id for mate in mates if any(evidence.is_mate(each, mate) for each in own)}
    for member in thing:
        event = member.record.event if isinstance(member.record, Figure) else member.id
        if event in taken:
            yield member


def _clusters(evidence: _Evidence) -> Iterator[tuple[list[ReportedAct], list[Join]]]:
    """Events that are one deed, directly or through others."""
    by_id = {each.member.id: each for each in evidence.told}
    home: dict[str, str] = {}
    held: dict[str, list[ReportedAct]] = {}
    joins: dict[str, list[Join]] = {}
    for _, join in sorted(evidence.joins(), key=lambda found: (-found[0], found[1].one, found[1].other)):
        for name in (join.one, join.other):
            if name not in home:
                home[name], held[name], joins[name] = name, [by_id[name]], []
        one, other = sorted((home[join.one], home[join.other]))
        if one != other:
            home.update({each.member.id: one for each in held[other]})
            held[one] += held.pop(other)
            joins[one] += joins.pop(other)
        joins[one].append(join)
    for name in sorted(held):
        yield held[name], joins[name]


class _Evidence:
    """What speaks for two events of one collection being one deed."""

    def __init__(self, members: Sequence[Member], setting: DocumentContext) -> None:
        self.setting = setting
        self.told = _tell(members, setting)
        self._rarity = setting.rarity()
        self._kinds = Counter(each.member.family for each in self.told)
        self._first_day: dict[int, int] = {}
        for name, day in setting.day.items():
            if day is not None:
                story = setting.story[name]
                self._first_day[story] = min(day, self._first_day.get(story, day))

    def joins(self) -> Iterator[tuple[float, Join]]:
        """Pairs of events of different stories that are one deed, with the weight of the evidence."""
        story = self.setting.story
        for one, other in _brought_together(self.told, self._rarity, self.setting):
            if story[one.member.document] != story[other.member.document]:
                found = self.join_of(one, other)
                if found is not None:
                    yield found

    def join_of(self, one: ReportedAct, other: ReportedAct) -> tuple[float, Join] | None:
        """Two events as one deed, with the weight of what speaks for it; None where too little does."""
        likeness = self.setting.likeness(one.member.document, other.member.document)
        if likeness < LEAST_LIKENESS or _speaks_against(one.member, other.member, self.setting):
            return None
        signs = self._signs(one, other)
        weight = likeness + sum(sign.weight for sign in signs)
        if not signs or weight < self._needed(one.member, other.member):
            return None
        first, second = sorted((one.member.id, other.member.id))
        reason = ", ".join(map(self._say, signs))
        return weight, Join(first, second, reason, "single_acts/evidence")

    def _needed(self, one: Member, other: Member) -> float:
        if one.days and other.days:
            return NEED_SAME_DAY
        days = [each.days[1] if each.days else self._published(each.document) for each in (one, other)]
        if days[0] is None or days[1] is None:
            return math.inf  # where nothing says when, like acts of two years are told in like words
        if abs(days[0] - days[1]) > DAYS_SOON:
            return NEED_LATER
        return NEED_SOON if one.days or other.days else NEED_NEAR

    def _published(self, document: str) -> int | None:
        """The day of a document, or else the first day of those that tell its story."""
        day = self.setting.day[document]
        return day if day is not None else self._first_day.get(self.setting.story[document])

    def _signs(self, one: ReportedAct, other: ReportedAct) -> list[Sign]:
        """What speaks for one deed."""
        first, second = one.member, other.member
        daily = bool({first.family, second.family} & DAILY) and not _is_singular(first, second)
        signs = [*self._words(one, other)]
        if not daily and _is_retold(one, other, self._rarity):
            signs.append(Sign(RETOLD, "told in most of the same words"))
        if first.family == second.family and first.family in ONE_AT_A_TIME | SITES:
            total = max(len(self.setting.documents), FEW)
            rare = max(0.0, math.log(total / self._kinds[first.family]) / math.log(total))
            signs.append(Sign(rare, f"both are {first.family}"))
            if first.family in ONE_AT_A_TIME and _is_country_wide(first) and _is_country_wide(second):
                signs.append(Sign(COUNTRY_WIDE, "of the whole country"))
        if SITES & {first.family, second.family} and (sites := one.sites & other.sites):
            signs.append(Sign(SAME_SITE, f"both at the {min(sites)}"))
        if first.place is not None and _one_town(first, second):
            signs.append(Sign(SAME_TOWN, f"both in {first.place.name}"))
        if people := first.names & second.names:
            signs.append(Sign(SAME_PERSON, f"both name {min(people)}"))
        if one.numbers & other.numbers:
            signs.append(Sign(SAME_NUMBER, "both count as many"))
        if _hour(first) is not None and _hour(first) == _hour(second):
            signs.append(Sign(SAME_HOUR, "at one time of day"))
        return signs

    def _words(self, one: ReportedAct, other: ReportedAct) -> Iterator[Sign]:
        own = one.own & other.own
        beside = ((one.own | one.beside) & (other.own | other.beside)) - own
        if words := own or beside:
            weight = _tell_of(own, self._rarity) + BESIDE * _tell_of(beside, self._rarity)
            yield Sign(weight, "", words)

    def _say(self, sign: Sign) -> str:
        """What speaks for one deed, with the rarest words."""
        rarest = sorted(sign.words, key=lambda stem: (-self._rarity[stem], stem))[:4]
        return f"both have {', '.join(rarest)}" if rarest else sign.reason

    def is_mate(self, one: ReportedAct, other: ReportedAct) -> bool:
        """Whether two events of one story are one deed: one word for it and for its object is enough."""
        if _speaks_against(one.member, other.member, self.setting):
            return False
        same_word = one.member.manner == other.member.manner
        same_thing = bool(one.own & other.own) or one.numbers == other.numbers != frozenset()
        return (same_word and same_thing) or self.join_of(one, other) is not None


def _tell(members: Sequence[Member], setting: DocumentContext) -> list[ReportedAct]:
    """The events that happened, of a known kind, with their words."""
    counted: dict[str, set[tuple[str, float | None, float | None]]] = defaultdict(set)
    for member in members:
        if isinstance(member.record, Figure) and member.record.event:
            record = member.record
            counted[record.event or ""].add((record.measure, record.low, record.high))
    acts = {
        name: acts_in(setting.readings[name], setting.vectors[name].keys())
        for name in dict.fromkeys(member.document for member in members)
    }
    told = []
    for member in members:
        act = acts[member.document].get(member.id)
        if act is not None:
            numbers = counted.get(member.id)
            told.append(act if numbers is None else changed(act, numbers=act.numbers | numbers))
    return told


@remembered_with
def acts_in(reading: Reading, known: Set[str]) -> Mapping[str, ReportedAct]:
    """The events of a document that happened, of a known kind, with their words and vague numbers.

    Args:
        reading: of the document.
        known: the stems that have a weight in it.
    """
    return {
        member.id: _act(member, member.record, known)
        for member in members_of(reading)
        if isinstance(member.record, Event)
        if member.record.status == "actual" and member.record.type in ACTS
    }


def _act(member: Member, event: Event, weighed: Set[str]) -> ReportedAct:
    words = WORD.findall(event.quote)
    clause = frozenset(filter(_tells, map(stem_of, words))) - _small_stems()
    trigger = stems_in(event.trigger.quote)
    known = _known(clause | member.stems, member, weighed)
    own, beside = clause & known - trigger, frozenset(filter(_tells, known - clause))
    if not own:  # "protesters seized it": what was seized stands before
        own, beside = beside, own
    vague = frozenset((stem, None, None) for stem in map(stem_of, words) if stem in _vague_stems())
    return ReportedAct(member, own, beside, clause, (clause | member.stems) & _site_stems(), vague)


def _known(stems: Iterable[str], member: Member, weighed: Set[str]) -> frozenset[str]:
    """Those of the stems that have a weight in their document and tell more than where, or who is counted."""
    mute, place = _mute_stems(), _stems_of_place(member)
    return frozenset([stem for stem in stems if stem in weighed and stem not in mute and stem not in place])


def _stems_of_place(member: Member) -> frozenset[str]:
    """The words of its place's name: what else happened there has them too."""
    names = (member.place.name, member.place.quote) if member.place else ()
    return frozenset(stem_of(word) for name in names for word in WORD.findall(name))


def _tells(stem: str) -> bool:
    return len(stem) >= SHORTEST and not stem.isdigit()


@cache
def _small_stems() -> frozenset[str]:
    """Small words, numbers and their bounds, but none that says what happens ("killed", "shot")."""
    lexicon = load_lexicon()
    predicates = (entry for entry in lexicon.predicates if entry.form not in OF_MATTERS)
    acts = {stem_of(word) for entry in predicates for word in entry.words}
    phrases = [*words_of_form(lexicon, "pages", *SMALL)]
    phrases += [
        phrase
        for entry in lexicon.numbers
        for phrase in entry.words
        if entry.form in NUMBER_FORMS and len(phrase.split()) < 3
    ]
    return frozenset(stem_of(word) for phrase in phrases for word in WORD.findall(phrase)) - acts


@cache
def _vague_stems() -> frozenset[str]:
    """Words that say of what size a number is: dozens, hundreds."""
    vague = words_of_form(load_lexicon(), "numbers", "vague")
    return frozenset(stem_of(word) for word in vague if " " not in word)


@cache
def _site_stems() -> frozenset[str]:
    sites = words_of_form(load_lexicon(), "places", "site")
    return frozenset(stem_of(word) for word in sites if " " not in word)


@cache
def _mute_stems() -> frozenset[str]:
    """Small words, and those for who is counted."""
    counted = [word for entry in load_lexicon().counted for word in entry.words]
    return _small_stems() | {stem_of(word) for phrase in counted for word in WORD.findall(phrase)}


def _tell_of(stems: Iterable[str], rarity: Mapping[str, float]) -> float:
    """How much stems tell together; what news is made of tells little."""
    ordinary = ordinary_stems()
    return sum(rarity[stem] * (ORDINARY if stem in ordinary else 1.0) for stem in stems)


def _brought_together(
    told: Sequence[ReportedAct], rarity: Mapping[str, float], setting: DocumentContext
) -> Iterator[tuple[ReportedAct, ReportedAct]]:
    """Events of one country that share a rare word, a kind that is one at a time, or an hour; each once."""
    ordered = sorted(told, key=lambda each: _time_order(each.member, setting))
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, each in enumerate(ordered):
        country = setting.country[each.member.document] or ""
        for key in _keys(each, rarity):
            holding[country, *key].append(number)
    pairs: set[tuple[int, int]] = set()
    for numbers in holding.values():
        pairs.update(combinations(numbers, 2) if len(numbers) <= BLOCK_LIMIT else pairwise(numbers))
    for one, other in sorted(pairs):
        yield ordered[one], ordered[other]


def _keys(each: ReportedAct, rarity: Mapping[str, float]) -> Iterator[tuple[str, ...]]:
    for stem in each.own | each.clause | each.sites:
        if rarity.get(stem, 0.0) >= RARE:
            yield "word", stem
    if each.member.family in ONE_AT_A_TIME:
        yield "kind", each.member.family
    if each.numbers and (hour := _hour(each.member)):
        yield "hour", hour


def _time_order(member: Member, setting: DocumentContext) -> tuple[int, str]:
    day = member.days[0] if member.days else setting.day[member.document]
    return day or 0, member.id


def _speaks_against(one: Member, other: Member, setting: DocumentContext) -> bool:
    if one.document == other.document or not _of_one_kind(one.family, other.family):
        return True
    if setting.lands_apart(one.document, other.document):
        return True
    if not may_agree(one.place, other.place) or setting.namesakes_apart(one.place, other.place):
        return True
    if one.names and other.names and not one.names & other.names:
        return True
    return _told_before(one, other, setting) or _told_before(other, one, setting)


def _of_one_kind(one: str, other: str) -> bool:
    """Whether two kinds can be one deed's: the same, one of them less specific, or related ones."""
    if one == other or any(one in kinds and other in kinds for kinds in RELATED):
        return True
    first, second = one.partition(" "), other.partition(" ")
    return first[0] == second[0] and not (first[2] and second[2])


def _told_before(one: Member, other: Member, setting: DocumentContext) -> bool:
    """Whether the day of one event is another one than the other's, or comes after the other's report."""
    if one.days is None:
        return False
    if other.days is not None:
        return apart(one.days, other.days) > DAYS_SAME
    published = setting.day[other.document]
    return published is not None and published + DAYS_SAME < one.days[0]


def _is_retold(one: ReportedAct, other: ReportedAct, rarity: Mapping[str, float]) -> bool:
    shared, shorter = one.clause & other.clause, min(len(one.clause), len(other.clause))
    if len(shared) < max(RETOLD_WORDS, RETOLD_SHARE * shorter):
        return False
    return sum(rarity.get(stem, 0.0) for stem in shared) >= RETOLD_RARE


def _is_singular(one: Member, other: Member) -> bool:
    """Whether both are violence of one kind that a town does not have every day."""
    return bool({mode_of(one)} & {mode_of(other)} & SINGULAR)


def _is_country_wide(member: Member) -> bool:
    return member.place is None or member.place.feature in WIDE


def _one_town(one: Member, other: Member) -> bool:
    if one.place is None or other.place is None or one.place.feature in WIDE:
        return False
    return same_place(one.place, other.place)


def _hour(member: Member) -> str | None:
    """The hour or part of a day that an event states."""
    when = member.record.when
    if when is None or when.basis == "assumed" or when.precision not in PARTS_OF_A_DAY:
        return None
    return f"{when.earliest}/{when.latest}"
