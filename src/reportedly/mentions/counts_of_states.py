"""The numbers of all in a state, in the order of the words: "the dead were 64 and the missing 238".

So are those aboard ("476 people were on board"), and those whom a toll leaves to be found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..language.closed_classes import AMONG, BOUND_WORDS
from ..lexicon import MeasureWord
from .measure_grammar import LONGEST_BOUND, TAGS_OF_BOUNDS, word_of_participle
from .measures import CountedGroup, MeasureContext, counted_by, has_number, is_number, is_real, left_edge

if TYPE_CHECKING:
    from spacy.tokens import Token

STANDS = frozenset({"be", "remain", "total", "come", "stand", "go", "make"})
"""Verbs by which all in a state have their number: "the rescued come to 368"."""
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD", "NN"})
BETWEEN = BOUND_WORDS | {"to", "at", "now", "still", "up", "only"}
LONGEST = 5
"""Words between a state and its number, and between "leaving" and the end of who is to be found."""
BEFORE_STATE = frozenset({"DT", "NNS", "NNPS", "VBN"})
JOINS = frozenset({"and", ",", ";", "while"})
OF_ONE = frozenset({"is", "was"})
"""Verbs whose subject is one person, though it may be called by a word for all."""
LISTED = frozenset({",", "and", "or", "to", "-", "–"})
"""What stands between the ages of several."""
OLDEST = 100
"""Years that nobody lives; less can be an age."""

CLAIM = "claim"
"""What a calamity does to those who die in it, and anybody else to what they hold true."""


def of_states_numbered(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Persons rescued come to 368; those confirmed dead were 64 and the missing 238."""
    before: Token | None = None
    for state in scene.said:
        word = _word_of_all(scene, state)
        if word is None:
            continue
        number = _number_told(scene, state)
        joined = before is not None and scene.of_one_sentence(before, state) and state.i > 1
        if number is None and joined and state.nbor(-2).lower_ in JOINS:
            behind = scene.after(state)
            number = behind if behind is not None and is_number(behind) and _is_bare(scene, behind) else None
        if number is not None:
            before = state
            start, end = left_edge(state), number.idx + len(number)
            counts = number.nbor(-1).lemma_ in scene.measures.counts  # "the dead number 38"
            yield CountedGroup(number, word, word.measure, state, min(start, state.idx), end, named=counts)


def _word_of_all(scene: MeasureContext, state: Token) -> MeasureWord | None:
    """The entry of a word for all in a state: "the missing", "persons rescued", "those confirmed dead"."""
    before = state.nbor(-1) if state.i and not state.is_sent_start else None
    if before is None or before.tag_ not in BEFORE_STATE or before.lower_ in ("a", "an", "no"):
        return None
    if before.tag_ != "DT" and has_number(scene, before):
        return None
    if state.tag_[:2] not in ("JJ", "VB", "NN"):
        return None
    return scene.measures.states.get(state.lower_) or (
        word_of_participle(scene, state) if state.tag_ in ("VBN", "VBD", "JJ", "NN") else None
    )


def _number_told(scene: MeasureContext, state: Token) -> Token | None:
    """The bare number that a verb behind a state tells: "the missing are [30]"."""
    verb = scene.after(state)
    if verb is None or (verb.tag_ not in FINITE and verb.lemma_ not in STANDS):
        return None
    if verb.lemma_ not in STANDS and verb.lemma_.lower() not in scene.measures.tells:
        return None
    if verb.lower_ in OF_ONE:
        return None  # "the missing was 34" years old
    for far in range(1, LONGEST):
        word = scene.after(verb, far)
        if word is None:
            return None
        if is_number(word):
            return word if _is_bare(scene, word) and not _is_age(scene, word) else None
        if word.lower_ not in BETWEEN:
            return None
    return None


def _is_bare(scene: MeasureContext, number: Token) -> bool:
    """Whether it counts no noun behind it."""
    behind = scene.after(number)
    return behind is None or behind.tag_ not in ("NN", "NNS", "NNP", "JJ", "CD", "HYPH", "VBG")


def _is_age(scene: MeasureContext, number: Token) -> bool:
    """Whether a small number is one of several: "were 19, 21 and 34", "were 18 to 25"."""
    link, other = scene.after(number), scene.after(number, 2)
    if link is not None and other is not None and link.text == "," and other.lower_ in LISTED:
        other = scene.after(number, 3)
    several = link is not None and link.lower_ in LISTED and other is not None and is_number(other)
    return several and (scene.value(number) or 0.0) < OLDEST


def of_those_aboard(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Sank with 477 people aboard; 476 were on board; of 33 who were aboard the plane."""
    word = scene.measures.aboard.get("aboard")
    places = [*scene.tree.places.get("aboard", ()), *scene.tree.places.get("board", ())]
    travels = None
    for place in places if word is not None else ():
        aboard = scene.doc[place]
        first = place - 1 if aboard.lower_ == "board" else place
        if first < 1 or (aboard.lower_ == "board" and scene.tree.lowers[first] != "on"):
            continue
        head = _who_is(scene, first)
        if head is not None and head.head.lower_ in AMONG:
            continue  # "no one survived among the 157 on board" tells of the others
        if head is None or word is None or not (is_number(head) or has_number(scene, head)):
            continue
        if aboard.lower_ == "board" and not _are_on_board(scene, aboard):
            if travels is None:
                travels = any(scene.measures.kind(token) == "vehicle" for token in scene.doc)
            if not travels:
                continue  # "the company has 12 directors on board"
        yield counted_by(word, aboard, head)


def _are_on_board(scene: MeasureContext, board: Token) -> bool:
    """Whether it is told of them that they were on board, not "on board with the plan"."""
    be, behind = board.nbor(-2), scene.after(board)
    return be.lemma_ == "be" and not (behind is not None and behind.lower_ == "with")


def _who_is(scene: MeasureContext, place: int) -> Token | None:
    """Who stands before "aboard", with or without "who were": the number, or the noun with its number."""
    before = scene.doc[place - 1]
    if before.lemma_ != "be":
        return before
    who = before.nbor(-1) if before.i else before
    if who.tag_ == "WP" and who.i:
        return who.nbor(-1)
    return who


def of_the_claimed(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Bus plunge claims 26; the fire has claimed three children: whom a calamity claims, read in order."""
    for verb in scene.said:
        clause = scene.by_verb.get(verb.i) if verb.lemma_.lower() == CLAIM else None
        if verb.lemma_.lower() != CLAIM or (clause is None and verb.tag_ in ("VBN", "VB")):
            continue
        if clause is not None and (clause.voice == "passive" or not is_real(clause)):
            continue
        subjects = clause.subjects if clause is not None else ()
        calamity = subjects[0] if subjects else _noun_before(verb)
        word = scene.measures.calamities.get(calamity.lemma_.lower()) if calamity is not None else None
        behind = scene.doc[verb.i + 1 : verb.i + 2 + LONGEST_BOUND]
        number = next(filter(is_number, behind), None)
        if word is None or number is None or not scene.of_one_sentence(verb, number):
            continue
        if all(each.tag_ in TAGS_OF_BOUNDS for each in scene.doc[verb.i + 1 : number.i]):
            yield counted_by(word, verb, number.head if number.head.i > number.i else number, clause)


def _noun_before(verb: Token) -> Token | None:
    """The noun right before a verb that the parse takes for one, too: "Storm [claims] 40"."""
    return verb.nbor(-1) if verb.i and not verb.is_sent_start and verb.nbor(-1).tag_[:2] == "NN" else None
