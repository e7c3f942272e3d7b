"""Stretches of tokens: where a clause, a sentence and a verb with its own words begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ..frozen import quick
from ..language.columns import Columns, columns_of

if TYPE_CHECKING:
    from spacy.tokens import Token

Stretch: TypeAlias = tuple[int, int]
"""Token indices, half-open."""

SENTENCE_REACH = 120
"""Words to each side in which the rest of a sentence is looked for; 99 of 100 sentences are shorter."""

NAME_REACH = 10
"""Words in which the comma before a name at the end of a sentence is looked for."""

OF_NAMES = frozenset({"DT", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "POS", "HYPH"})
"""Tags of the words of a name: "the deputy mayor's aide"."""
OF_TAILS = frozenset({"RB", "RP", "IN", "VBG", "NN", "NNP", "DT", "JJ", "PRP"})
"""Tags of the words between the verb and its comma: "acknowledged in passing", "said on Monday"."""
LONGEST_NAME, LONGEST_TAIL = 7, 6
BESIDE = frozenset({"aux", "auxpass", "neg", "advmod", "prt", "npadvmod", "dative", "dobj", "prep"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
CLOSING = frozenset({",", ";", "."})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


@quick
@dataclass(frozen=True, slots=True)
class Content:
    """Stretches of tokens that are said, and further words that belong to the cue."""

    stretches: tuple[Stretch, ...]
    cue: tuple[Token, ...] = ()
    frame: str = ""
    """The frame that found it."""
    source: Token | None = None
    """Who says it, where the frame knows better than the parse of the cue."""


def sentence_around(token: Token) -> Stretch:
    """The part of a sentence in which a token stands, between semicolons."""
    columns, place = columns_of(token.doc), token.i
    first, last = max(0, place - SENTENCE_REACH), min(len(columns.texts), place + SENTENCE_REACH)
    left = next((each for each in range(place, first, -1) if _begins_part(columns, each)), first)
    right = next((each for each in range(place + 1, last) if _begins_part(columns, each)), last)
    if columns.texts[right - 1] == ";" and right > place + 1:
        right -= 1
    return left, right


def begins_part(token: Token) -> bool:
    """Whether a token opens a sentence or stands behind a semicolon."""
    return _begins_part(columns_of(token.doc), token.i)


def _begins_part(columns: Columns, place: int) -> bool:
    return columns.begins[place] or (place > 0 and columns.texts[place - 1] == ";")


def has_complementizer(verb: Token) -> bool:
    """Whether a word such as "that" opens the clause of a verb."""
    return any(child.dep_ == "mark" and child.i < verb.i for child in verb.children)


def clause_without(verb: Token, hole: Stretch) -> tuple[Stretch, ...]:
    """The clause of a verb without a part of it."""
    left, right = span_of(verb)
    return tuple(pieces_around(left, right, hole))


def span_of(token: Token) -> Stretch:
    """A token with all that hangs on it."""
    return token.left_edge.i, token.right_edge.i + 1


def own_span(verb: Token) -> Stretch:
    """The verb with its subject, helpers and adverbs, where they stand around it."""
    parts = [verb]
    for child in verb.children:
        if child.dep_ in SUBJECTS or child.dep_ in BESIDE:
            parts += [child.left_edge, child.right_edge]
    places = [part.i for part in parts]
    return min(places), max(places) + 1


def without_own(span: Stretch, verb: Token) -> Iterator[Stretch]:
    """A stretch without a verb and its own words, where these stand in it."""
    left, right = span
    if left <= verb.i < right:
        yield from pieces_around(left, right, own_span(verb))
    else:
        yield span


def pieces_around(left: int, right: int, hole: Stretch) -> Iterator[Stretch]:
    """What is left of a stretch on both sides of a hole."""
    if left < hole[0]:
        yield left, min(hole[0], right)
    if hole[1] < right:
        yield max(hole[1], left), right


def inserted_around(verb: Token) -> tuple[Stretch, Token] | None:
    """The words between two commas that are no more than a name and its verb, with that name."""
    doc = verb.doc
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    first = verb.i
    while first > max(0, verb.i - LONGEST_NAME) and doc[first - 1].tag_ in OF_NAMES:
        first -= 1
    last = verb.i + 1
    while last < min(len(doc), verb.i + LONGEST_TAIL) and doc[last].tag_ in OF_TAILS:
        last += 1
    closed = last + 1 < len(doc) and doc[last].text == "," and doc[last + 1].dep_ != "cc"
    if first in (verb.i, 0) or doc[first - 1].text != "," or not closed:
        return None
    names = [word for word in doc[first : verb.i] if word.tag_[:2] == "NN" or word.tag_ == "PRP"]
    return ((first, last), names[-1]) if names else None


def torn_off(verb: Token) -> tuple[Stretch, Token] | None:
    """A name and its verb in "-s" that the parse takes for one noun: "nine died, [the Bureau] records; ten".

    With that name. They stand between a comma and a mark, behind a clause; of a list ("the forts, the Army
    records, and the ports") no clause follows an "and".
    """
    doc, end = verb.doc, verb.i + 1
    if verb.tag_ not in ("NNS", "VBZ") or verb.i < 2 or end >= len(doc) or doc[end].text not in CLOSING:
        return None
    name = doc[verb.i - 1]
    if name.dep_ != "compound" or name.head != verb or name.tag_ != "NNP":
        return None
    first = name.i
    while first > max(0, verb.i - LONGEST_NAME) and doc[first - 1].tag_ in OF_NAMES:
        first -= 1
    left, right = sentence_around(verb)
    told = first > left + 1 and doc[first - 1].text == "," and doc[left].dep_ != "mark"
    if not told or not any(word.tag_ in FINITE for word in doc[left:first]):
        return None
    rest = doc[end + 1 : right]
    listed = doc[end].text == "," and (not rest or rest[0].dep_ == "cc")
    return ((first, end), name) if not listed or any(word.tag_ in FINITE for word in rest) else None
