"""Words for states, causes and holders, and what a text tells by them alone.

Of the states of one question somebody or something has one at a time.

"The airport was closed" tells no act. Outside of claims no other record would hold it, so it is an event of
no named kind. So is who holds a place, and what caused something that happened; why she took an exam is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ..language.clauses import Clause
from ..lexicon import AnswerWords, Predicate, StateWords, TieWords, load_lexicon, word_class, words_of_form
from ..records import Claim, Place
from .acts import Act
from .triggers import Trigger, TriggerContext

if TYPE_CHECKING:
    from spacy.tokens import Token

WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W\d_]+)?")

ANY = "any"
"""Stands in the words of a state for up to `WORDS_OF_ANY` others."""
WORDS_OF_ANY = 3
END = ""
"""Stands where no word follows."""

EVENT = "event"
"""What a state is of where an attack is told from an accident."""
COURSE = "course"
"""The question whether something goes on, which tells of no happening by itself."""

ATTACK = "attack"
"""Of what a state is whose words tell nothing unless an attack is told."""

BEEN = "been"
BE = ("is", "are", "was", "were", BEEN)
HAVE = ("has", "have", "had")
REMAIN = ("remain", "remains", "remained", "stay", "stays", "stayed")
"""Verbs with which a phrase may begin, each kind in all its forms."""

STATE = "state"
TIE = "tie"
CAUSE = "cause"

FORCES = frozenset({"MIL", "COP", "REB", "UAF", "PRM", "CRM"})
"""Sectors of those who hold a place when they hold something: "the rebels still hold the arsenal"."""

ASKING = re.compile(r"\?[\s\"'\u201d\u2019)\]]*$")
"""The end of a sentence that tells nothing, since it asks."""

UNTYPED = "OTHER"
"""The type of what is so, and is no act."""


def find_states(text: str, words: Sequence[str] | None = None) -> Iterator[tuple[int, int, StateWords]]:
    """Words for states, each with its place and its entry; of one question the longest that overlap.

    Args:
        text: in which they stand.
        words: of the text in small letters, where they are known.
    """
    reach: dict[str, int] = {}
    for start, end, entry in _find(text, _states(), words):
        if start >= reach.get(entry.question, 0):
            reach[entry.question] = end
            yield start, end, entry


def find_ties(text: str, words: Sequence[str] | None = None) -> Iterator[tuple[int, int, TieWords]]:
    """Words between something and who or what is behind it, the longest that overlap; as in `find_states`."""
    reach: dict[str, int] = {}
    for start, end, entry in _find(text, _ties(), words):
        if start >= reach.get(entry.tie, 0):
            reach[entry.tie] = end
            yield start, end, entry


def find_answers(text: str) -> Iterator[tuple[int, int, AnswerWords]]:
    """Words by which one claim answers another, the longest that overlap."""
    reach = 0
    for start, end, entry in _find(text, _answers()):
        if start >= reach:
            reach = end
            yield start, end, entry


Found = TypeVar("Found", StateWords, TieWords, AnswerWords)
Index: TypeAlias = Mapping[str, Mapping[str, Sequence[tuple[tuple[str, ...], Found]]]]
"""Phrases by their first word and their second one."""


def _find(
    text: str, index: Index[Found], words: Sequence[str] | None = None
) -> Sequence[tuple[int, int, Found]]:
    """The phrases of an index in a text, in order, the longest first."""
    if words is None or "\u2019" in text:
        text = text.replace("\u2019", "'")
        words = _words_in(text)
    if index.keys().isdisjoint(words):
        return []  # as in most clauses
    reached: list[tuple[int, int, Found]] = []
    for at, word in enumerate(words):
        if (phrases := index.get(word)) is None:
            continue
        following = words[at + 1] if at + 1 < len(words) else END
        for second in (following, ANY, END):
            for phrase, entry in phrases.get(second, ()):
                last = _reaches(phrase, words, at)
                if last is not None:
                    reached.append((at, last, entry))
    if not reached:
        return reached
    spans = [match.span() for match in WORD.finditer(text)]
    found = [(spans[at][0], spans[last][1], entry) for at, last, entry in reached]
    return sorted(found, key=lambda each: (each[0], -each[1], each[2].name))


@lru_cache(maxsize=2_000)
def _words_in(text: str) -> Sequence[str]:
    """The words of a text in small letters; phrases of three kinds are looked for in one after the other."""
    return tuple(word.casefold() for word in WORD.findall(text))


def _reaches(phrase: Sequence[str], words: Sequence[str], at: int) -> int | None:
    """The number of the last word of a phrase that begins here; None where it does not stand here."""
    for number, word in enumerate(phrase):
        if word == ANY:
            ends = (_reaches(phrase[number + 1 :], words, at + skip) for skip in range(1, WORDS_OF_ANY + 1))
            return next((end for end in ends if end is not None), None)
        if at >= len(words) or words[at] != word:
            return None
        at += 1
    return at - 1


@cache
def _states() -> Index[StateWords]:
    return _index_of(load_lexicon().states)


@cache
def _ties() -> Index[TieWords]:
    return _index_of(load_lexicon().ties)


@cache
def _answers() -> Index[AnswerWords]:
    return _index_of(load_lexicon().answers)


def _index_of(entries: Sequence[Found]) -> Index[Found]:
    told = [(tuple(_words_in(words)), entry) for entry in entries for words in entry.words]
    written: set[tuple[str, ...]] = {words for words, _ in told}
    index: dict[str, dict[str, list[tuple[tuple[str, ...], Found]]]] = defaultdict(lambda: defaultdict(list))
    for phrase, entry in told:
        others: list[tuple[str, ...]] = [each for each in _in_other_tenses(phrase) if each not in written]
        for words in (phrase, *others):
            index[words[0]][words[1] if len(words) > 1 else END].append((words, entry))
    return index


def _in_other_tenses(phrase: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A phrase that begins with an auxiliary, with the others of its kind: "is shut", "had been shut"."""
    first, *rest = phrase
    if first in HAVE and rest[:1] == [BEEN]:
        first, rest = BEEN, rest[1:]
    kind = next((kind for kind in (BE, HAVE, REMAIN) if first in kind), ())
    if rest:
        yield from ((each, *rest) for each in kind if each != phrase[0])


def state_acts(
    scene: TriggerContext, acts: Sequence[Act], claims: Sequence[Claim], places: Sequence[Place]
) -> Iterator[Act]:
    """The states that a text tells in its own voice where none of its acts holds the words for them."""
    held = [False] * len(scene.surface)
    spans = [(each.start, each.end) for each in claims] + [(each.start, each.end) for each in acts]
    for first, last in spans:
        held[first:last] = [True] * (last - first)
    happened = sorted(act.trigger.start for act in acts)
    located = sorted(place.start for place in places)
    by_sentence: dict[int, list[Clause]] = defaultdict(list)
    for clause in scene.clauses:
        by_sentence[clause.sentence.start].append(clause)
    for told in by_sentence.values():
        sentence = told[0].sentence
        if all(held[sentence.start_char : sentence.end_char]):
            continue
        text = scene.surface[sentence.start_char : sentence.end_char].replace("\n", " ")
        if ASKING.search(text):
            continue
        taken: set[int] = set()
        for first, last, room, entry in _told_in(text):
            start, end = first + sentence.start_char, last + sentence.start_char
            around = _innermost(told, start, end)
            if any(held[start:end]) or around is None or around.start in taken:
                continue
            if isinstance(entry, StateWords) and entry.of == EVENT and end <= around.predicate.idx:
                continue  # "the attack on the court" angered many: it is named, and not told to be one
            if isinstance(entry, TieWords):
                known = happened if entry.tie == CAUSE else located
                what, who = (around.start, start), (end, around.end)
                if entry.first == "who":
                    what, who = who, what
                if not (_is_among(known, *what) or _is_known(scene, entry, what, who)):
                    continue
            taken.add(around.start)
            yield _act_of(scene, around, start, end, room, entry)


def _told_in(text: str) -> Iterator[tuple[int, int, str, StateWords | TieWords]]:
    for start, end, state in find_states(text):
        if state.of != ATTACK and state.question != COURSE:
            yield start, end, STATE, state
    for start, end, tie in find_ties(text):
        if not tie.others:
            yield start, end, TIE, tie


def _is_among(places: Sequence[int], start: int, end: int) -> bool:
    return bisect_left(places, start) < bisect_left(places, end)


def _is_known(scene: TriggerContext, tie: TieWords, what: tuple[int, int], who: tuple[int, int]) -> bool:
    """Whether a word for what is tied names a happening or a site, or forces are said to hold it."""
    words = {word.casefold() for word in WORD.findall(scene.surface[slice(*what)])}
    if tie.tie == CAUSE:
        return not words.isdisjoint(_happenings())
    holders = {token.lemma_.lower() for token in _tokens(scene, *who)}
    forces = any(scene.roles[word].sector in FORCES for word in holders & scene.roles.keys())
    return forces or not words.isdisjoint(_sites())


@cache
def _happenings() -> frozenset[str]:
    return words_of_form(load_lexicon(), "predicates", "noun") | word_class(load_lexicon(), "fires")


@cache
def _sites() -> frozenset[str]:
    """Nouns for what is held or lost: a bridge, a province, a village."""
    sites = words_of_form(load_lexicon(), "places", "site", "level")
    return sites | word_class(load_lexicon(), "settlements")


def _innermost(clauses: Sequence[Clause], start: int, end: int) -> Clause | None:
    around = [each for each in clauses if each.start <= start and end <= each.end]
    return min(around, key=lambda each: each.end - each.start, default=None)


def _act_of(
    scene: TriggerContext, clause: Clause, start: int, end: int, room: str, entry: StateWords | TieWords
) -> Act:
    words = tuple(_tokens(scene, start, end))
    told = Predicate(name=entry.name, words=entry.words, form="verb", type=UNTYPED)
    trigger = Trigger(clause.predicate, words, told)
    act = Act(trigger, clause, UNTYPED, None, [told], room=room)
    act.start, act.end, act.doers = clause.start, clause.end, clause.subjects
    return act


def _tokens(scene: TriggerContext, start: int, end: int) -> Iterator[Token]:
    starts = scene.tree.starts
    place = max(0, bisect_right(starts, start) - 1)
    while place < len(starts) and starts[place] < end:
        yield scene.tree.tokens[place]
        place += 1
