"""What caused it, who holds it, who began to fire: two speakers who name two causes of one fire.

Words tie something to who or what is behind it (`lexicons/ties.toml`). What is tied must be named alike by
both, or be an event of one kind in reports of one story; the answers must have no word and no side in common.
One of two causes must be of a known kind, a fault or a bomb: other causes may be one in other words, and
reasons add up. Who holds one half and who holds the other do not disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from ...language.closed_classes import ONE_PERSON_FORMS, PRONOUNS, SEVERAL_FORMS, THING_FORMS, WHOLE
from ...lexicon import TieWords, load_lexicon, words_of_form
from ...records import Claim, Event, Reading
from ...statements.states_told import find_states, find_ties
from ..file.reading_memory import remembered
from ..occurrences.document_context import DocumentContext
from ..traits.offices import STATE_SECTORS
from ..traits.sides import EVERYONE, are_people, lands_of_people, sides_of
from ..traits.texts import WORD
from .assertions import Clause, clauses_of
from .matters import of_one_matter, time_order
from .wordings import OF_A_MODE, Telling, kinds_of, root_of, small_roots

CAUSE = "cause"
HOLDER = "holder"
BEGINNER = "beginner"

STATE = "security"
"""The side of who is of a state: its army holds what the government holds."""

DAYS_OF: dict[str, int] = {BEGINNER: 400, CAUSE: 400, HOLDER: 1}
"""Days within which two reports tell of one cause, or of who fired first, which inquiries find late; and of
one holder."""

DAYS_OF_A_FIGHT = 7
"""Days within which reports that name no thing alike tell who began one fight."""

WORDS_OF_ONE = 8
"""Words on either side of a tie that name what is tied."""

RARE = 0.4
"""How rare, all together, the words are by which both name what is tied."""

WORDS_HELD = 2
"""Words right behind who holds something that name what it is: what follows may be said of others."""

WORDS_OF_AN_ARMY = 3
"""Words beside a tie that say whose army began: of those farther off a front or a border may be named."""

PARTS = frozenset({"half", "halves", "part", "parts", "side", "sides", "most", "much", "rest"})
"""Words for a part that do not say which one: of what has parts others may hold others."""

OPPOSITE_ENDS = (frozenset({"north", "south"}), frozenset({"east", "west"}))

SHORTEST = 4
"""Letters of a word for people: "old" counts years of age, too."""

BLOCK_LIMIT = 30
"""Ties of one word, beyond which the word brings none together."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Something, with who or what is said to be behind it."""

    record: Claim | Event
    kind: str
    what: frozenset[str]
    """Roots of the words for it, and the kinds of act that they tell."""
    who: frozenset[str]
    """Roots of the words for the cause or the holder."""
    sides: frozenset[str]
    states: frozenset[tuple[str, str]]
    """The states that the words for the cause tell: two words for a fault are one."""
    negated: bool
    whole: bool
    """It is all of something: the whole country."""
    parts: frozenset[str]
    """Words for the part of it that is meant: its north, one half."""
    others: bool
    """What is behind it is one of several: a reason."""
    countries: frozenset[str]
    """The countries whose people are behind it."""
    ends: frozenset[str]
    """The ends of a country whose people are behind it: the north's."""


def find_rival_ties(
    readings: Sequence[Reading], setting: DocumentContext, tells: Telling
) -> Iterator[tuple[Tie, Tie]]:
    """Pairs of ties of one thing that two speakers tell otherwise, the earlier first, each pair once."""
    holding: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for reading in readings:
        for tie in ties_of(reading):
            for key in tie.what:
                holding[tie.kind, key].append(tie)
            if tie.whole or tie.kind in (HOLDER, BEGINNER):
                holding[tie.kind, ""].append(tie)
    seen: set[frozenset[str]] = set()
    for (_, key), held in sorted(holding.items()):
        for one, other in combinations(held, 2) if len(held) <= BLOCK_LIMIT else ():
            pair = frozenset({one.record.id, other.record.id})
            whole = one.whole or other.whole or one.kind == BEGINNER
            if pair in seen or (not key and not whole):
                continue
            if _are_rivals(one, other) and _are_of_one(one, other, tells, setting):
                seen.add(pair)
                first, second = sorted((one, other), key=lambda each: time_order(each.record, setting))
                yield first, second


def _are_rivals(one: Tie, other: Tie) -> bool:
    """Whether both cannot be: two answers without a common word or side, or one as so and as not so."""
    if one.negated != other.negated:
        return bool(one.who & other.who)
    if one.negated:
        return False
    if one.kind == BEGINNER and _are_of_two_lands(one, other):
        return True  # each of two armies says that the other's began
    if one.who & other.who or one.sides & other.sides:
        return False
    if one.kind == HOLDER:
        return not _are_parts(one, other)
    if one.kind == BEGINNER:
        return STATE in one.sides ^ other.sides
    if one.others or other.others or one.states & other.states:
        return False
    return bool(one.states | other.states)


def _are_of_two_lands(one: Tie, other: Tie) -> bool:
    """Whether they are of two countries, or of two ends of one; a country may be in the north of another."""
    if one.countries and other.countries:
        return one.countries.isdisjoint(other.countries)
    pairs = (frozenset({first, second}) for first in one.ends for second in other.ends)
    return not (one.countries or other.countries or one.ends & other.ends) and any(
        pair in OPPOSITE_ENDS for pair in pairs
    )


def _are_parts(one: Tie, other: Tie) -> bool:
    """Whether two holders may each have a part of it."""
    if PARTS & (one.parts | other.parts):
        return True
    return bool(one.parts and other.parts) and one.parts.isdisjoint(other.parts)


def _are_of_one(one: Tie, other: Tie, tells: Telling, setting: DocumentContext) -> bool:
    shared = one.what & other.what
    told = sum(tells(root) for root in shared)
    if one.kind == BEGINNER:
        alike = bool(one.sides and other.sides) and told >= RARE
        named = alike or _are_of_one_time(one, other, setting)
    elif one.kind == HOLDER and (one.whole or other.whole):
        named = True
    elif one.kind == HOLDER:
        named = bool(shared)
    else:
        named = told >= RARE or any(kinds_of((each,)) or OF_A_MODE in each for each in shared)
    return named and of_one_matter(one.record, other.record, DAYS_OF[one.kind], setting, shared=told)


def _are_of_one_time(one: Tie, other: Tie, setting: DocumentContext) -> bool:
    """Whether reports of one story, or of the same days, tell who fired first: a year has many fights."""
    if setting.story[one.record.document] == setting.story[other.record.document]:
        return True
    return of_one_matter(one.record, other.record, DAYS_OF_A_FIGHT, setting)


@remembered
def ties_of(reading: Reading) -> tuple[Tie, ...]:
    """The causes and holders that a document tells as so or not so."""
    told = [
        (clause, start, end, tie)
        for clause in clauses_of(reading)
        for start, end, tie in find_ties(clause.text, clause.words)
        if not clause.is_unsure(start, end)
    ]
    if not told:
        return ()  # as in most documents
    state = frozenset(
        word.casefold()
        for actor in reading.actors
        if actor.sector in STATE_SECTORS
        for word in WORD.findall(actor.quote)
    )
    return tuple(tie for each in told if (tie := _tie_at(*each, state)) is not None)


def _tie_at(clause: Clause, start: int, end: int, tie: TieWords, state: Set[str]) -> Tie | None:
    kind, what_first = tie.tie, tie.first == "what"
    before = WORD.findall(clause.text[:start])[-WORDS_OF_ONE:]
    behind = WORD.findall(clause.text[end:])[:WORDS_OF_ONE]
    what, who = (before, behind) if what_first else (behind, before)
    named, behind_it = _roots(what) - clause.source, _roots(who)
    if not behind_it or not (named or _is_whole(what) or kind == BEGINNER):
        return None
    if kind == HOLDER and _are_people_held(what if what_first else what[:WORDS_HELD]):
        return None  # hostages are held in a building that others hold
    answer = " ".join(who)
    army = who[:WORDS_OF_AN_ARMY] if what_first else who[-WORDS_OF_AN_ARMY:]
    sides = sides_of(answer) - {EVERYONE}
    if state & set(map(str.casefold, who)):
        sides |= {STATE}
    return Tie(
        record=clause.record,
        kind=kind,
        what=named | {each for each in kinds_of(named) if OF_A_MODE in each},
        who=behind_it,
        sides=sides if kind in (HOLDER, BEGINNER) else frozenset(),
        states=frozenset((entry.question, entry.state) for *_, entry in find_states(answer)),
        negated=clause.is_negated(start, start + 1),
        whole=_is_whole(what),
        parts=_parts_in(what),
        others=tie.others,
        countries=lands_of_people(" ".join(army)),
        ends=_parts_in(army) - PARTS,
    )


def _parts_in(words: Sequence[str]) -> frozenset[str]:
    """The words for a part, a direction in its shortest form: north and northern are one."""
    told = words_of_form(load_lexicon(), "places", "direction").intersection(map(str.casefold, words))
    return frozenset(word.removesuffix("ern") for word in told) | PARTS.intersection(map(str.casefold, words))


def _are_people_held(words: Sequence[str]) -> bool:
    return any(are_people(word) for word in words if len(word) >= SHORTEST)


def _is_whole(words: Sequence[str]) -> bool:
    return not WHOLE.isdisjoint(map(str.casefold, words))


def _roots(words: Sequence[str]) -> frozenset[str]:
    """The roots of the words that name something; digits and pronouns name nothing."""
    return frozenset(root_of(word) for word in words if not word.isdigit()) - _nameless()


@cache
def _nameless() -> frozenset[str]:
    pronouns = PRONOUNS | SEVERAL_FORMS | ONE_PERSON_FORMS | THING_FORMS
    return small_roots() | frozenset(map(root_of, pronouns | WHOLE))
