"""Frames of cues that are no verbs: what a phrase or an adverb speaks of, and what a noun holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .cues import PHRASAL, VERBS, FoundCue
from .infinitives import is_infinitive
from .stretches import (
    SUBJECTS,
    Content,
    Stretch,
    begins_part,
    has_complementizer,
    inserted_around,
    pieces_around,
    sentence_around,
    span_of,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
BRACKET_REACH = 30
"""Words to each side in which the brackets around a phrase are looked for."""


def around_phrase(cue: FoundCue) -> Content | None:
    """The clause that a phrase or an adverb speaks of, without the phrase itself."""
    top = cue.head.head
    while top.head != top and top.pos_ not in VERBS:
        top = top.head
    if top == cue.head:
        return None
    if _shares_helper(top) or _closes(cue):
        top = _first_of(top)
    left, right = span_of(top)
    own = span_of(cue.head) if cue.entry.form in PHRASAL else (cue.head.i, cue.head.i + 1)
    if cue.entry.form == "owned":
        nouns = [child.i for child in cue.head.children if child.dep_ == "pobj"]
        last = cue.words[-1].i if cue.words[1:] else max(nouns, default=cue.head.i)
        own = cue.head.i, last + 1  # not the number behind: "by official data 48 died"
    if (inside := _in_brackets(own, cue.head)) is not None:
        return Content(inside)
    first, last = sentence_around(cue.head)
    pieces = tuple(pieces_around(max(left, first), min(right, max(last, own[1])), own))
    return Content(pieces) if pieces else None


def set_between(cue: FoundCue) -> Content | None:
    """What commas part from who says it within a clause: "forty, [the doctor went on], were children".

    The order of the words tells it where the parse does not: before the first comma stands no verb of a
    clause of its own, or behind the second the verb that goes on.
    """
    inserted = inserted_around(cue.head)
    if inserted is None:
        return None
    (first, last), name = inserted
    left, right = sentence_around(cue.head)
    doc = cue.head.doc
    if left >= first - 1 or last >= right - 1:
        return None
    begun = any(word.tag_ in FINITE and word.dep_ != "relcl" for word in doc[left : first - 1])
    behind = doc[last + 1]
    told = any(word.tag_ in FINITE for word in doc[last + 1 : right])
    if behind.tag_ not in FINITE and (begun or not told):
        return None
    return Content(tuple(pieces_around(left, right, (first - 1, last + 1))), source=name)


def _in_brackets(own: Stretch, head: Token) -> tuple[Stretch, ...] | None:
    """What stands beside words in the same brackets: "nine ([eleven], according to the union) died"."""
    doc = head.doc
    reach = range(own[0] - 1, max(-1, own[0] - 1 - BRACKET_REACH), -1)
    opened = next((place for place in reach if doc[place].text in "()"), None)
    if opened is None or doc[opened].text != "(":
        return None
    behind = range(own[1], min(len(doc), own[1] + BRACKET_REACH))
    closed = next((place for place in behind if doc[place].text == ")"), None)
    if closed is None:
        return None
    beside = tuple(pieces_around(opened + 1, closed, own))
    return beside if any(not word.is_punct for piece in beside for word in doc[slice(*piece)]) else None


def _closes(cue: FoundCue) -> bool:
    """Whether a phrase ends its sentence behind a comma, and so speaks of all that it joins."""
    start, end = span_of(cue.head)
    doc = cue.head.doc
    closed = end >= len(doc) or begins_part(doc[end]) or end + 1 >= len(doc) or begins_part(doc[end + 1])
    return cue.entry.form in PHRASAL and start > 0 and doc[start - 1].text == "," and closed


def _first_of(verb: Token) -> Token:
    """The first of the verbs that are joined to one another."""
    while verb.dep_ == "conj" and verb.head.pos_ in VERBS:
        verb = verb.head
    return verb


def _shares_helper(verb: Token) -> bool:
    """Whether a verb is one with the one before: "nine were killed and [ten arrested], according to"."""
    if verb.dep_ != "conj" or verb.tag_ != "VBN":
        return False
    helped = any(child.dep_ == "auxpass" for child in verb.head.children)
    return helped and not any(child.dep_ in ("aux", "auxpass") for child in verb.children)


def held_by_noun(cue: FoundCue) -> Content | None:
    """What a noun holds: "the claim that ...", "an order to ...", "a statement in a speech that ..."."""
    for noun in (cue.head, *_inside(cue.head)):
        for child in noun.children:
            behind = child.i > cue.words[-1].i and child.dep_ in ("acl", "relcl", "ccomp")
            if behind and (_begins_with_that(child) or (noun == cue.head and is_infinitive(child))):
                return Content((span_of(child),))
    return _behind_verb(cue)


def _behind_verb(cue: FoundCue) -> Content | None:
    """What a noun holds behind the verb by which it gets about: "word came at dawn that he had fled"."""
    noun, verb = cue.head, cue.head.head
    if noun.dep_ != "nsubj" or not noun.i < verb.i or verb.lemma_.lower() not in cue.entry.spread_by:
        return None
    for child in verb.children:
        if child.dep_ in ("ccomp", "advcl") and child.i > verb.i and _has_that(child):
            return Content((span_of(child),))
    return None


def _has_that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def _inside(noun: Token) -> Iterator[Token]:
    """The nouns in a noun's prepositional phrases."""
    for child in noun.children:
        if child.dep_ == "prep" and child.i > noun.i:
            yield from (inner for inner in child.children if inner.dep_ == "pobj")


def _begins_with_that(verb: Token) -> bool:
    """Whether "that" opens the clause without being its subject."""
    first = verb.doc[verb.left_edge.i]
    if has_complementizer(verb):
        return True
    relative = first.dep_ in SUBJECTS or (first.dep_ == "dobj" and first.head.tag_ != "VB")
    return first.lower_ == "that" and not relative
