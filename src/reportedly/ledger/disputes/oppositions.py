"""Statements of two speakers that tell one matter in opposed words, whatever the matter is.

Nothing here knows of warnings, tunnels or orders. Two clauses are put beside one another that share a word, a
field of words (`lexicons/fields.toml`) or a kind of act, and of which one says that it is not so; or that
tell two states of one question. How much of what is denied the other tells, and how rare it is in the
collection, say how likely they disagree. What answers the claim right before it is found by its place
(`answers`).

What each sign counts was set by hand on nine crises; without any one of them fewer pairs are right. Chosen on
eight of these, the threshold is the same in eight of nine times.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, product
from math import log
from typing import NamedTuple

from ...frozen import quick
from ...language.closed_classes import (
    BEFORE_ADJECTIVES,
    BEHIND_THE_DENIED,
    DEFINITE,
    INNER_AUXILIARIES,
    MODALS,
    NO_NUMBER,
    NO_ONES,
    ONE_PERSON_FORMS,
    SEVERAL_FORMS,
    SINGULAR_PERSONS,
    SOME,
    THING_FORMS,
)
from ...lexicon import load_lexicon
from ...records import Claim, Event, Place, Reading
from ...statements.states_told import find_states
from ..accounts.disagreements import Disagreements
from ..accounts.doubts import Doubt
from ..file.reading_memory import remembered
from ..occurrences.document_context import DocumentContext
from ..traits.nearness import COUNTRY, TOWN
from ..traits.positions import Places, places_of
from ..traits.sides import EVERYONE, lands_of_people, sides_of
from ..traits.stories import small_stems
from ..traits.texts import WORD
from .answers import find_answered
from .assertions import Clause, is_own_story, voiced_clauses_of
from .bearers import PERSON
from .fields import CONTRACTED, NEGATING, field_of, leaves_open, negates
from .matters import of_one_matter
from .negations import existing_words, thoughts
from .retellings import Retelling, quoted, recorded
from .settled_places import SettledPlaces
from .states import Sighting, may_be_opposed, sightings_of
from .wordings import root_of, small_roots, words_for_what_is_said

FEWEST = 12
"""Documents among which words of a smaller collection count as rare."""

LEAST_RARE = 0.15
"""How rare the most common word is."""

SHORTEST = 3
"""Letters of a root that tells."""

DAYS = 4000
"""Days between what is told and what is told against it: inquiries come years later."""

BLOCK_LIMIT = 80
"""Clauses that share a word, beyond which the word brings none together."""

OFTEN = 2
"""Pairs in which a statement stands at most, the likeliest first."""

MODAL_REACH = 5
"""Words before a word among which a modal leaves it open: "would never be used"."""

WITHOUT = "without"
"""Before what a deed lacked, which is another's to tell: "fired without warning"."""

HE = "he"
"""Stands for somebody whom a pronoun means: that he was not arrested is not against it that others were."""

HEADS = 2
"""Words right behind a negation that are what it denies: "no old tunnel", "did not burn the chapel"."""

TO = "to"
BEFORE_NOUNS = BEFORE_ADJECTIVES | DEFINITE | NO_NUMBER | SOME
"""Words behind which "to" opens no verb."""

ALONE = 0.7
"""How rare a word is that is denied and told, with which nothing else need be in common."""

NEGATED = 4
"""Words before a word among which one negates it."""

LEAVING_OPEN = MODALS | NEGATING | {WITHOUT}
"""Words behind which something may be told otherwise than its clause as a whole."""

CREDIT = "credit"
"""The question who did it."""

UNTYPED = "OTHER"

OF_NONE = re.compile(
    r"\b(?:no|nobody|none|never|nothing|no one|at no time|not (?:a single|one|any)|any|anyone|anybody)\b",
    re.IGNORECASE,
)
"""Words by which a denial speaks of all that might be meant."""


NONE = "none"
NONE_OF = re.compile(r"\bnone of (?:the |these |those |his |her |its |their )?(\w+)", re.IGNORECASE)
"""Before those of whom something is denied: "none of the rebels was caught" denies no rebels."""

EVERYBODY = (
    NO_NUMBER | SOME | {"anybody", "anyone", "anything", "everybody", "everyone", "somebody", "someone"}
)


class Weights(NamedTuple):
    """What each sign that two statements disagree counts."""

    denied: float
    """How rare the words are that one denies and the other tells, at most 1."""
    share: float
    """Which share they are of all that is denied."""
    act: float
    """A kind of act in a known way that one denies and the other tells."""
    states: float
    """Two states of one question."""
    about: float
    """How rare the other words are that both tell as so, at most 2."""
    of_none: float
    """The denial is of all that might be meant."""
    one_state: float
    """Both speak for one state."""
    outlets: float
    """Both are told by reporters in their own words."""


WEIGHTS = Weights(
    denied=1.0,
    share=1.0,
    act=0.8,
    states=0.8,
    about=0.7,
    of_none=0.3,
    one_state=-0.8,
    outlets=-0.3,
)
ENOUGH = 1.3

FEWEST_REPORTS = 10
"""Reports of one neighbourhood below which nothing tells which words are rare, and none are put together."""


@quick
@dataclass(frozen=True, slots=True)
class Said:
    """A clause with what is compared of it."""

    record: Claim | Event
    start: int
    words: Mapping[str, int]
    """Roots and fields: 1 where it is told as so, -1 where it is not so, 0 where it is unsure."""
    heads: frozenset[str]
    """What it is that is denied."""
    bearers: frozenset[str]
    """Of what it denies: what is named before the negation."""
    acts: Mapping[tuple[str, str], int]
    """Types and modes of acts, in the same way."""
    states: tuple[Sighting, ...]
    text: str
    places: Places
    """Of the document."""

    # The following is asked of the few clauses that are put beside others, and not worked out for all.

    @property
    def sides(self) -> frozenset[str]:
        """The sides of people that it names."""
        return sides_of(self.text) - {EVERYONE}

    @property
    def lands(self) -> frozenset[str]:
        """Countries that it names, and those whose people."""
        named = (each.country for each in self._named() if each.feature == COUNTRY and each.country)
        return lands_of_people(self.text).union(named)

    @property
    def towns(self) -> frozenset[str]:
        """Other places that it names."""
        return frozenset(each.name for each in self._named() if each.feature == TOWN)

    @property
    def of_none(self) -> bool:
        """Whether it speaks of all that might be meant."""
        return OF_NONE.search(self.text) is not None

    def _named(self) -> Sequence[Place]:
        return self.places.between(self.start, self.start + len(self.text))

    @property
    def denies(self) -> bool:
        """Whether anything in it is said not to be so."""
        return bool(self.heads) or -1 in self.acts.values()


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two statements that do not go together, the earlier first, and how likely."""

    one: Claim | Event
    other: Claim | Event
    denied: bool
    score: float


def compare_statements(
    readings: Sequence[Reading], setting: DocumentContext, known: Disagreements
) -> Disagreements:
    """Statements of two speakers that answer one another or are opposed, but those `known` to disagree."""
    settled = SettledPlaces(readings, known)
    answers = [
        _as_retelling(each.told, each.answer, denied=each.denied, doubt="answer_by_its_place")
        for each in find_answered(readings, setting)
        if settled.add(each.told, each.answer)
    ]
    opposed = [
        _as_retelling(each.one, each.other, denied=each.denied, doubt="opposed_words")
        for each in find_oppositions(readings, setting)
        if settled.add(each.one, each.other)
    ]
    return recorded((*answers, *opposed), setting)


def _as_retelling(one: Claim | Event, other: Claim | Event, *, denied: bool, doubt: Doubt) -> Retelling:
    why = f"{quoted(one)} here, {quoted(other)} there"
    return Retelling(one, other, "denial" if denied else "conflict", why, doubts=(doubt,))


def find_oppositions(readings: Sequence[Reading], setting: DocumentContext) -> list[Opposition]:
    """Pairs of statements by two speakers that do not go together, the likeliest first, each pair once."""
    if len(readings) < FEWEST_REPORTS:
        return []
    rarity = _Rarity(readings)
    best: dict[frozenset[str], Opposition] = {}
    for one, other in _candidates([each for reading in readings for each in _keys_in(reading)]):
        score = _score(one, other, rarity, setting)
        if score < ENOUGH:
            continue
        key = frozenset((one.record.id, other.record.id))
        if key in best and best[key].score >= score:
            continue
        if of_one_matter(one.record, other.record, DAYS, setting):
            first, second = sorted((one.record, other.record), key=lambda each: _order(each, setting))
            best[key] = Opposition(first, second, one.denies or other.denies, score)
    return _seldom(best.values())


def _order(record: Claim | Event, setting: DocumentContext) -> tuple[int, str, int, str]:
    return setting.day[record.document] or 0, record.document, record.start, record.id


def _seldom(found: Iterable[Opposition]) -> list[Opposition]:
    """The likeliest pairs in which no statement stands more often than it may."""
    times: dict[str, int] = defaultdict(int)
    kept = []
    for each in sorted(found, key=lambda each: (-round(each.score, 6), each.one.id, each.other.id)):
        ids = each.one.id, each.other.id
        if max(times[name] for name in ids) < OFTEN:
            kept.append(each)
            for name in ids:
                times[name] += 1
    return kept


class _Rarity:
    """How rare each word is, from 0 to 1, by how many documents tell something with it."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.documents = max(len(readings), FEWEST)
        self.times = Counter(chain.from_iterable(map(_words_in, readings)))

    def of(self, word: str) -> float:
        share = log(self.documents / max(self.times[word], 1)) / log(self.documents)
        return max(LEAST_RARE, share)


@remembered
def _words_in(reading: Reading) -> frozenset[str]:
    """The words with which a document tells something."""
    return frozenset().union(*(each.words for each in said_in(reading)))


Keys = frozenset[object]


@remembered
def _keys_in(reading: Reading) -> Sequence[tuple[Said, Keys, Keys]]:
    """The clauses of a document, each with the keys of what it tells, and of what it denies."""
    return [(each, _told_keys(each), _denied_keys(each)) for each in said_in(reading)]


def _candidates(said: Sequence[tuple[Said, Keys, Keys]]) -> Iterator[tuple[Said, Said]]:
    """Pairs of clauses of which one denies what the other tells, or that tell two states of one question."""
    telling: dict[object, list[Said]] = defaultdict(list)
    denied = frozenset().union(*(keys for _, _, keys in said))
    for each, keys, _ in said:
        for key in keys & denied:
            telling[key].append(each)
    for each, _, denied_here in said:
        keys = frozenset(key for key in denied_here if len(telling.get(key, ())) <= BLOCK_LIMIT)
        others = {(other.record.id, other.start): other for key in keys for other in telling.get(key, ())}
        for _, other in sorted(others.items()):
            if other.record.id != each.record.id:
                yield each, other


def _told_keys(said: Said) -> Keys:
    keys: set[object] = {word for word, told in said.words.items() if told > 0}
    keys.update([act for act, told in said.acts.items() if told > 0])
    keys.update([(each.entry.question, each.entry.state) for each in said.states if not each.negated])
    return frozenset(keys)


def _denied_keys(said: Said) -> Keys:
    if not (said.heads or said.acts or said.states):
        return frozenset()  # as of most clauses
    keys: set[object] = {*said.heads, *(act for act, told in said.acts.items() if told < 0)}
    for told in said.states:
        question, state = told.entry.question, told.entry.state
        if told.negated:
            keys.add((question, state))
        else:
            keys.update((question, other) for other in _states_of(question) if other != state)
    return frozenset(keys)


@cache
def _states_of(question: str) -> frozenset[str]:
    return frozenset(entry.state for entry in load_lexicon().states if entry.question == question)


def _score(one: Said, other: Said, rarity: _Rarity, setting: DocumentContext) -> float:
    """How likely two clauses disagree."""
    weights = WEIGHTS
    speakers = [setting.speaker_in(each.record.document, _claim(each)) for each in (one, other)]
    if speakers[0].key == speakers[1].key:
        return 0.0
    lands = one.lands, other.lands
    if all(lands) and lands[0].isdisjoint(lands[1]):
        return 0.0  # what one army did not do another may have done
    shared = one.words.keys() & other.words.keys()
    denied = {word for word in shared if one.words[word] * other.words[word] < 0}
    about = {word for word in shared - denied if one.words[word] and other.words[word]}
    heads = denied & (one.heads | other.heads)
    act = any(one.acts[kind] * other.acts[kind] < 0 for kind in one.acts.keys() & other.acts.keys())
    states = any(_are_opposed(*pair, setting) for pair in product(one.states, other.states))
    together = one.record.document == other.record.document
    rare = sum(map(rarity.of, denied)) >= ALONE
    bearers = one.bearers | other.bearers
    beside = bool(about) or together
    heads = denied if rare and together else heads
    named = len(denied) > 1 or beside or (rare and not bearers) or bool(one.sides & other.sides)
    if (HE in bearers or _are_elsewhere(one, other)) and not beside:
        named = act = False
    if not (act or states or (heads and named)):
        return 0.0
    every = {word for said in (one, other) if said.heads for word, told in said.words.items() if told < 0}
    told, all_told = (sum(map(rarity.of, words)) for words in (denied, every))
    return (
        weights.denied * min(told, 1.0)
        + weights.share * (told / max(all_told, 0.5) if heads else 0.0)
        + weights.act * act
        + weights.states * states
        + weights.about * min(sum(map(rarity.of, about)), 2.0)
        + weights.of_none * any(each.denies and each.of_none for each in (one, other))
        + weights.outlets * (speakers[0].outlet and speakers[1].outlet)
        + weights.one_state * (speakers[0].state is not None and speakers[0].state == speakers[1].state)
    )


def _are_elsewhere(one: Said, other: Said) -> bool:
    """Whether they name two towns: no boat that sank here is not against one there."""
    towns = one.towns, other.towns
    return all(towns) and towns[0].isdisjoint(towns[1])


def _are_opposed(one: Sighting, other: Sighting, setting: DocumentContext) -> bool:
    """Whether two states cannot both be; those of persons only if they may be one person's."""
    if one.entry.of == PERSON and not one.bearers.may_be(other.bearers):
        return False
    return may_be_opposed(one, other, setting)


def _claim(said: Said) -> Claim | None:
    return said.record if isinstance(said.record, Claim) else None


@remembered
def said_in(reading: Reading) -> tuple[Said, ...]:
    """What a document tells, clause by clause."""
    states: dict[str, list[Sighting]] = defaultdict(list)
    for each in sightings_of(reading):
        states[each.record.id].append(each)
    events = sorted(reading.events, key=_trigger_of)
    begun = list(map(_trigger_of, events))
    found = []
    for clause in voiced_clauses_of(reading):
        words, heads, bearers = _words_of(clause)
        told = tuple(states.get(clause.record.id, ()))
        acts = _acts_in(clause, events[bisect_left(begun, clause.start) : bisect_left(begun, clause.end)])
        denies = -1 in words.values() or -1 in acts.values() or any(each.negated for each in told)
        if denies and _denies_nothing(clause):
            heads = bearers = frozenset()
            words = {word: max(so, 0) for word, so in words.items()}
            acts = {act: max(so, 0) for act, so in acts.items()}
            told = tuple(each for each in told if not each.negated)
        if words or acts or told:
            found.append(
                Said(
                    record=clause.record,
                    start=clause.start,
                    words=words,
                    heads=heads,
                    bearers=bearers,
                    acts=acts,
                    states=told,
                    text=clause.text,
                    places=places_of(reading),
                )
            )
    return tuple(found)


def _denies_nothing(clause: Clause) -> bool:
    """Whether what is negated is one's own, is not known or not done, or is that one had a part in it."""
    if is_own_story(clause) or leaves_open(clause.text) or _is_of_what_may_be(clause.text):
        return True
    return any(entry.question == CREDIT for *_, entry in find_states(clause.record.quote))


def _is_of_what_may_be(text: str) -> bool:
    """Whether a "no" stands before what could or would be, or was without it: "no guest could leave"."""
    words = [word.casefold() for word in WORD.findall(text)]
    for at, word in enumerate(words):
        if word in NO_ONES:
            behind = words[at + 1 : at + 1 + MODAL_REACH]
            if WITHOUT in behind or not MODALS.isdisjoint(behind):
                return True
    return False


def _trigger_of(event: Event) -> int:
    return event.trigger.start


def _acts_in(clause: Clause, events: Sequence[Event]) -> dict[tuple[str, str], int]:
    """The kinds of acts with a way in which they were done, as so or not so, of the events in a clause."""
    acts: dict[tuple[str, str], int] = {}
    for event in events:
        start, end = event.trigger.start - clause.start, event.trigger.end - clause.start
        if clause.start + end > clause.end or event.type == UNTYPED or event.mode is None:
            continue
        acts[event.type, event.mode] = _told_as(clause, start, end)
    return acts


def _told_as(clause: Clause, start: int, end: int, before: Sequence[str] | None = None) -> int:
    """Whether it is told as so, 1, as not so, -1, or as neither: what would not be is not denied.

    A word that negates reaches what stands behind it, "no attempt to escape", of whatever it is read to be.

    Args:
        clause: in which it stands.
        start: of it in the clause's text.
        end: of it there.
        before: the last words before it, in small letters; they are looked for where they are not told.
    """
    if before is None:
        before = list(map(str.casefold, WORD.findall(clause.text[:start])))
    if not MODALS.isdisjoint(before[-MODAL_REACH:]) or WITHOUT in before[-NEGATED:]:
        return 0
    first, last = clause.start + start, clause.start + end
    unsure = (span for span in clause.unsure if span not in clause.held)
    if any(one <= first and last <= other for one, other in unsure):
        return 0
    cues = [cue for one, other, cue in clause.denied if one <= first and last <= other]
    inside = not NEGATING.isdisjoint(before[-NEGATED:]) or any(
        clause.start < cue <= first and len(clause.text[cue - clause.start : start].split()) <= NEGATED
        for cue in cues
    )
    return 1 if inside == _is_denied(clause) else -1  # what is said of it behind the negation is told


def _is_denied(clause: Clause) -> bool:
    """Whether a claim denies all of it; a negation before a semicolon does not reach beyond."""
    return isinstance(clause.record, Claim) and clause.record.certainty == "denied"


def _words_of(clause: Clause) -> tuple[dict[str, int], frozenset[str], frozenset[str]]:
    """What a clause tells, word by word; what it is that is denied; and of whom or what.

    Denied are the first words behind each negation, but none behind a preposition: of "no shot was fired in
    the yard" nobody denies the yard.
    """
    words: dict[str, int] = {}
    heads: list[str] = []
    bearers: set[str] = set()
    left = HEADS if _is_denied(clause) or any(cue <= clause.start for *_, cue in clause.denied) else 0
    begun = left > 0
    folded = clause.words
    plain = clause.is_plain and LEAVING_OPEN.isdisjoint(folded)
    if plain and not begun and not negates(folded):  # as most clauses
        own = [word for word in folded if word not in clause.source] if clause.source else folded
        words = dict.fromkeys(map(_field_for, own), 1)
        words.pop("", None)
        return words, frozenset(), frozenset()
    matches = list(WORD.finditer(clause.text))
    as_whole = -1 if _is_denied(clause) else 1
    of_whom = {each.start(1) for each in NONE_OF.finditer(clause.text)} if NONE in folded else ()
    for at, (word, match) in enumerate(zip(folded, matches, strict=True)):
        if word in NEGATING or word.endswith(CONTRACTED):
            left, begun = HEADS, True
            continue
        left = 0 if word in BEHIND_THE_DENIED or (word == TO and _is_noun(matches[at + 1 :])) else left
        root, field = _matter_of(match[0])
        if word in SINGULAR_PERSONS and not begun:
            bearers.add(HE)
        if field is None or word in clause.source:
            continue
        before = folded[max(0, at - MODAL_REACH) : at]
        told = as_whole if plain else _told_as(clause, match.start(), match.end(), before)
        words[field] = min(told, words.get(field, 1)) if told else words.get(field, 0)
        if match.start() in of_whom:
            bearers.add(field)
        elif told < 0 and left and root not in existing_words():
            heads += [] if root in thoughts() else [field]
            left = 0 if root in thoughts() else left - 1
        elif not begun:
            bearers.add(field)
    denied = frozenset(each for each in heads if words[each] < 0)
    return words, denied, frozenset(bearers) if denied else frozenset()


def _is_noun(behind: Sequence[re.Match[str]]) -> bool:
    """Whether a noun follows "to" and not a verb: "to farmers", "to the abbot", "to Brig"."""
    word = behind[0][0] if behind else ""
    return word.istitle() or word in BEFORE_NOUNS or (word.endswith("s") and not word.endswith("ss"))


@lru_cache(maxsize=100_000)
def _field_for(word: str) -> str:
    """What stands for a word where it is compared; empty if it names no matter."""
    return _matter_of(word)[1] or ""


@lru_cache(maxsize=100_000)
def _matter_of(word: str) -> tuple[str, str | None]:
    """The root of a word, and what stands for it where it is compared; None if it names no matter."""
    root = root_of(word)
    field = field_of(root)
    if len(root) < SHORTEST or root.isdigit() or (field == root and root in _mute()):
        return root, None
    return root, field


@cache
def _mute() -> frozenset[str]:
    return _nameless() | small_roots()


@cache
def _nameless() -> frozenset[str]:
    """The roots of words that name no matter: for saying, for times and numbers, and for whom one means."""
    lexicon = load_lexicon()
    phrases = [
        word for entries in (lexicon.times, lexicon.numbers) for each in entries for word in each.words
    ]
    words = {word for phrase in phrases for word in WORD.findall(phrase)}
    words |= (
        NEGATING
        | EVERYBODY
        | INNER_AUXILIARIES
        | SEVERAL_FORMS
        | ONE_PERSON_FORMS
        | THING_FORMS
        | small_stems()
    )
    return frozenset(map(root_of, words)) | words_for_what_is_said()
