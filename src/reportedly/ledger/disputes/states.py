"""States that exclude one another: who is dead is not alive, what is open is not closed.

Two reports disagree that tell two states of one question, or one state as so and as not so, of somebody or
something that both name, within days, and by two speakers. A later report of a state that may follow the
other ("arrested", then "released") is news and no disagreement.

The thresholds are not measured one by one; of 800 articles on US shootings next to none disagree by them, and
each says what it keeps apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, takewhile

from ...language.closed_classes import AT_NO_TIME, NEGATIONS, NEGATIVE_WORDS, THING_FORMS
from ...lexicon import StateWords, load_lexicon
from ...records import Claim, Event, Reading
from ...statements.states_told import find_states
from ..file.reading_memory import remembered
from ..occurrences.document_context import DocumentContext
from ..traits.positions import Amounts
from ..traits.sides import EVERYONE, NO_SIDE, find_counted, labels_of, sides_of
from ..traits.stories import small_stems
from ..traits.texts import WORD, stem_of
from ..union_find import UnionFind
from .assertions import Clause, clauses_of
from .bearers import NOBODY, ONE_PERSON, PERSON, Bearers, Persons, speaker_named
from .matters import of_one_matter, time_order
from .wordings import VIOLENCE, Telling, kinds_of, root_of, telling_of_stems

ATTACK = "attack"
"""Of what a state is where like reports need no word in common, if one of them tells of violence."""

EVENT = "event"
"""Of what it is where reports of one matter need none: what happened as a whole, its cause or its warning."""

GROUP = "group"
FORCES = "security"
"""The side of those who have arms by their office; attackers may be civilians to others."""
THING = "thing"
SEVERAL = 2
"""Persons who may have a state at once: of how many, others compare."""

WORDS_BEFORE = 10
WORDS_BEHIND = 7
"""Words of a clause beside those for a state, among which it is named who or what has it."""

WORDS_OF_A_SIDE = 1
"""Words behind one for a state that say whose it is: "unarmed protesters"."""

PRONOUNS = ONE_PERSON | THING_FORMS
"""Pronouns that stand for whom or what was named before; by the first who speaks may mean himself."""

NEGATING = NEGATIVE_WORDS | NEGATIONS | AT_NO_TIME | {"without"}
"""First words of a state that negate by themselves: the second "no" of "no leader and no plan"."""

DAYS_OF_A_STATE = 7
"""Days within which two reports of a state are about one time."""

DAYS_OF_AN_ACT = 60
"""The same of what people did: with what a crowd was shot at, an inquiry says weeks later."""

DAYS_OF_A_DENIAL = 400
"""The same of what people did, and one says they did not, and of what happened as a whole."""

DAYS_OF_NEVER = 4_000
"""The same of what one says a person never was or did."""

WORDS_OF_NEVER = 3
"""Words before a state among which "never" stands."""

RARE = 0.4
"""How rare, all together, the words are by which both reports name what has the state."""

LIKE = 0.15
"""Cosine of two reports of one attack."""

MUCH_ALIKE = 0.2
"""Cosine of two reports that may mean one thing by two names."""

BLOCK_LIMIT = 40
"""Sightings of one question that share a word, beyond which the word brings none together."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A state that a clause tells, as so or not so."""

    record: Claim | Event
    entry: StateWords
    negated: bool
    about: frozenset[str]
    """Stems of the words beside it."""
    sides: frozenset[str]
    never: bool = False
    """It is told to have been so at no time."""
    bearers: Bearers = NOBODY
    """The persons and the heads who may have it."""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two states, or one as so and not so, each with all who tell it of the same."""

    one: Sequence[Sighting]
    other: Sequence[Sighting]
    sure: bool
    """Two of them name the same, or have the same side."""


@remembered
def sightings_of(reading: Reading) -> tuple[Sighting, ...]:
    """The states that a document tells as so or not so."""
    told = [
        (clause, before, start, end, entry)
        for before, clause in pairwise((None, *clauses_of(reading)))
        if clause is not None
        for start, end, entry in find_states(clause.text, clause.words)
        if not clause.is_unsure(start, end)
    ]
    if not told:
        return ()  # as in most notes, and a third of all articles
    places = frozenset(stem_of(word) for place in reading.places for word in WORD.findall(place.quote))
    figures = {figure.amount for figure in reading.figures}
    counted = Amounts(
        [each for each in reading.amounts if each.id in figures and (each.low or SEVERAL) >= SEVERAL]
    )
    persons = Persons(reading)
    events = sorted(reading.events, key=_place_of)
    found: list[Sighting] = []
    for clause, before, start, end, entry in told:
        bearers = persons.of(clause) if entry.of == PERSON else NOBODY
        if entry.of == PERSON and not bearers.named and counted.between(clause.start, clause.end):
            continue
        about = _about(clause, before, start, end) - places
        sides = _sides_beside(clause.text, start, end)
        if entry.of == GROUP and not sides:
            sides = _sides_of_doers(events[bisect_left(events, clause.start, key=_place_of) :], clause)
        if entry.of == ATTACK:
            sides = _violence_in(clause, before)
        negates_itself = clause.text[start:end].split()[0].casefold() in NEGATING
        negated = not negates_itself and clause.is_negated(start, start + 1)
        never = negated and _is_said_never(clause, start)
        found.append(Sighting(clause.record, entry, negated, about, sides, never, bearers))
    return tuple(found)


def _is_said_never(clause: Clause, start: int) -> bool:
    """Whether a state is said to have been at no time by a word right before it."""
    before = WORD.findall(clause.text[:start])[-WORDS_OF_NEVER:]
    return not AT_NO_TIME.isdisjoint(map(str.casefold, before))


def _about(clause: Clause, before: Clause | None, start: int, end: int) -> frozenset[str]:
    """The stems of the words beside a state, and of those that a pronoun beside it stands for."""
    words = WORD.findall(clause.text[:start])[-WORDS_BEFORE:]
    behind = WORD.findall(clause.text[end:])[:WORDS_BEHIND]
    stems = {stem_of(word) for word in (*words, *behind) if not word.isdigit()} - small_stems()
    pronouns = PRONOUNS.intersection(map(str.casefold, words))
    if pronouns & ONE_PERSON and speaker_named(clause.record):
        stems |= clause.source
    elif pronouns and before is not None:
        stems |= set(map(stem_of, WORD.findall(before.text))) - small_stems()
    return frozenset(stem for stem in stems if not labels_of(stem, everyone=True))


def _violence_in(clause: Clause, before: Clause | None) -> frozenset[str]:
    """The side of what is told of an attack: that it names one, or what stands before it does."""
    texts = [clause.text, *([before.text] if before is not None else [])]
    roots = (root_of(word) for text in texts for word in WORD.findall(text))
    return kinds_of(roots) & {VIOLENCE}


def _sides_beside(text: str, start: int, end: int) -> frozenset[str]:
    """The side right behind a state, "unarmed protesters", or else the last one before it."""
    behind = " ".join(WORD.findall(text[end:])[:WORDS_OF_A_SIDE])
    reaches_on = stem_of(WORD.findall(text[start:end])[-1]) in small_stems()  # "fired at protesters"
    if not reaches_on and (found := sides_of(behind) - {EVERYONE}):
        return found
    before = [entry.side for _, _, entry in find_counted(text[:start]) if entry.side not in NO_SIDE]
    return frozenset(before[-1:])


def _place_of(event: Event) -> int:
    return event.trigger.start


def _sides_of_doers(events: Sequence[Event], clause: Clause) -> frozenset[str]:
    """The sides of those who do what a clause tells: the army of "it went over and never fired"."""
    acts = takewhile(lambda each: each.trigger.start < clause.end, events)
    doers = (who for each in acts for who in each.actors)
    return frozenset(side for who in doers for side in sides_of(f"{who.name} {who.quote}")) - {EVERYONE}


def find_exclusions(readings: Sequence[Reading], setting: DocumentContext) -> Iterator[Exclusion]:
    """Sightings that cannot both be right, those of one matter together."""
    tells = telling_of_stems(setting)
    pairs = list(_excluding(readings, setting, tells))
    united = UnionFind(each.record.id for pair in pairs for each in pair)
    for one, other in pairs:
        united.union(one.record.id, other.record.id)
    matters: dict[tuple[object, ...], list[tuple[Sighting, Sighting]]] = defaultdict(list)
    for one, other in pairs:
        told = frozenset({_told_state(one), _told_state(other)})
        matters[united.home(one.record.id), one.entry.question, tuple(sorted(told))].append((one, other))
    for matter in matters.values():
        first = _told_state(matter[0][0])
        every = sorted({each.record.id: each for pair in matter for each in pair}.items())
        every.sort(key=lambda each: (_plainness(each[1]), time_order(each[1].record, setting)))
        yield Exclusion(
            [each for _, each in every if _told_state(each) == first],
            [each for _, each in every if _told_state(each) != first],
            any(_names_the_same(*pair, tells, setting) for pair in matter),
        )


def _told_state(sighting: Sighting) -> tuple[str, bool]:
    return sighting.entry.state, sighting.negated


def _plainness(sighting: Sighting) -> bool:
    """What somebody says by name comes before what an outlet tells of its own."""
    return isinstance(sighting.record, Event)


def _excluding(
    readings: Sequence[Reading], setting: DocumentContext, tells: Telling
) -> Iterator[tuple[Sighting, Sighting]]:
    """Pairs that cannot both be right, the earlier first, each once."""
    holding: dict[tuple[object, ...], list[Sighting]] = defaultdict(list)
    for reading in readings:
        for sighting in sightings_of(reading):
            for key in _keys(sighting, tells, setting):
                holding[key].append(sighting)
    seen: set[tuple[str, str, str]] = set()
    for _, held in sorted(holding.items(), key=lambda each: str(each[0])):
        if len(held) > BLOCK_LIMIT:
            continue
        for one, other in combinations(held, 2):
            first, second = sorted((one, other), key=lambda each: time_order(each.record, setting))
            key = first.record.id, second.record.id, first.entry.question
            if key not in seen and _exclude(first, second, tells, setting):
                seen.add(key)
                yield first, second


def _keys(sighting: Sighting, tells: Telling, setting: DocumentContext) -> Iterator[tuple[object, ...]]:
    """What brings two sightings together: a rare word beside one question, or people of one side."""
    question = sighting.entry.question
    country = setting.country[sighting.record.document]
    if sighting.entry.of in (ATTACK, EVENT):
        yield "event", question, country
    if sighting.entry.of == GROUP:
        yield from (("side", question, country, side) for side in sorted(sighting.sides))
    if sighting.entry.of in (THING, GROUP):
        yield "country", question, country
    yield from (("word", question, stem) for stem in sorted(sighting.about) if tells(stem))
    yield from (("name", question, name) for name in sorted({each.last for each in sighting.bearers.named}))
    posts = sorted({each.office for each in sighting.bearers.posts})
    yield from (("post", question, country, post) for post in posts)


def _exclude(one: Sighting, other: Sighting, tells: Telling, setting: DocumentContext) -> bool:
    """Whether two sightings, the earlier first, cannot both be right and are of the same at one time."""
    if not _are_opposed(one, other):
        return False
    told = sum(tells(stem) for stem in one.about & other.about)
    if not _names_the_same(one, other, tells, setting) and not _may_be_one(one, other, setting):
        return False
    same_state = one.entry.state == other.entry.state
    days = DAYS_OF_A_STATE
    if (one.never or other.never) and one.bearers.named and one.bearers.may_be(other.bearers):
        days = DAYS_OF_NEVER
    elif one.entry.of == EVENT:
        days = DAYS_OF_A_DENIAL if _are_of_one_happening(one, other, told, setting) else DAYS_OF_AN_ACT
    elif one.entry.of in (GROUP, ATTACK):
        days = DAYS_OF_A_DENIAL if same_state else DAYS_OF_AN_ACT
    return _is_no_news(one, other, setting) and of_one_matter(
        one.record, other.record, days, setting, shared=told, named=one.bearers.are_surely(other.bearers)
    )


def may_be_opposed(one: Sighting, other: Sighting, setting: DocumentContext) -> bool:
    """Whether two sightings cannot both be right if they are of the same, as nothing says that they are not.

    They may be of two persons or of two sides, or the later one news of what changed since; what is so, and
    what is not at all so, may be told years apart, but one of two states within days alone.
    """
    first, second = sorted((one, other), key=lambda each: time_order(each.record, setting))
    if one.entry.question != other.entry.question or not _are_opposed(first, second):
        return False
    if _are_of_two(first, second) or not _is_no_news(first, second, setting):
        return False
    days = [setting.day[each.record.document] for each in (first, second)]
    if one.entry.state == other.entry.state or one.entry.of in (EVENT, GROUP, ATTACK):
        return True
    return days[0] is not None and days[1] is not None and days[1] - days[0] <= DAYS_OF_A_STATE


def exclude_one_another(one: Sighting, other: Sighting) -> bool:
    """Whether one report tells two states of one question, none of which follows on the other."""
    if one.entry.question != other.entry.question or not _are_opposed(one, other):
        return False
    same = one.entry.state == other.entry.state
    return same or not (_may_follow(one.entry, other.entry) or _may_follow(other.entry, one.entry))


def _are_opposed(one: Sighting, other: Sighting) -> bool:
    """Whether two states of one question are told as so, or one as so and as not so."""
    if one.entry.state == other.entry.state:
        return one.negated != other.negated
    return not (one.negated or other.negated)


def _are_of_two(one: Sighting, other: Sighting) -> bool:
    """Whether both name persons, of whom none may be another's, or people of two sides, one with forces."""
    if NOBODY not in (one.bearers, other.bearers) and not one.bearers.may_be(other.bearers):
        return True
    return bool(one.entry.of == GROUP and one.sides and other.sides and FORCES in one.sides ^ other.sides)


def _names_the_same(one: Sighting, other: Sighting, tells: Telling, setting: DocumentContext) -> bool:
    """Whether two sightings name what has the state by rare words, or are of one person, or of one side.

    Where both name persons, of whom none may be another's, no word that they share makes them one.
    """
    if one.bearers.may_be(other.bearers):
        return True
    if one.bearers.named and other.bearers.named:
        return False
    if _are_of_two(one, other):
        return False  # that gunmen fired is not against it that guards had no arms
    told = sum(tells(stem) for stem in one.about & other.about)
    return told >= RARE or _of_one_side(one, other, setting)


def _may_be_one(one: Sighting, other: Sighting, setting: DocumentContext) -> bool:
    """Whether two reports tell two states of what happened, or are much alike and may mean one thing."""
    if one.entry.of == EVENT:
        return one.entry.state != other.entry.state
    if one.entry.of not in (THING, GROUP) or (one.sides and other.sides):
        return False
    return setting.likeness(one.record.document, other.record.document) >= MUCH_ALIKE


def _are_of_one_happening(one: Sighting, other: Sighting, told: float, setting: DocumentContext) -> bool:
    """Whether both name it by rare words, or in one story: the exits of a hall are not those of a school."""
    return told >= RARE or setting.story[one.record.document] == setting.story[other.record.document]


def _of_one_side(one: Sighting, other: Sighting, setting: DocumentContext) -> bool:
    """Whether both are of one side's people, or of violence in like reports: one names it, one may not."""
    if one.entry.of == GROUP:
        return bool(one.sides & other.sides)
    if one.entry.of != ATTACK or not one.sides | other.sides:
        return False
    return setting.likeness(one.record.document, other.record.document) >= LIKE


def _is_no_news(one: Sighting, other: Sighting, setting: DocumentContext) -> bool:
    """Whether what the later one tells did not follow on what the earlier one tells."""
    same_day = setting.day[one.record.document] == setting.day[other.record.document]
    if one.entry.state == other.entry.state:
        return not one.negated or same_day or not _passes(one.entry)
    if same_day and _may_follow(other.entry, one.entry):
        return False
    return not _may_follow(one.entry, other.entry)


def _may_follow(entry: StateWords, later: StateWords) -> bool:
    return later.state in entry.then or later.name in entry.then


def _passes(entry: StateWords) -> bool:
    """Whether the state may come later: one that follows another, or is followed."""
    return bool(entry.then) or any(_may_follow(each, entry) for each in load_lexicon().states)
