"""Who says it: the noun phrase that a cue has for its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .contents import Stretch
from .cues import VERBS, FoundCue, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_STEPS = 8
"""How far up the tree a shared subject is looked for; coordination of more verbs has other subjects."""


def find_source(cue: FoundCue) -> Token | None:
    """The head of the phrase that names who speaks; None where the text hides it."""
    return _OF_FORM[cue.entry.form](cue)


def source_stretch(source: Token, cue: FoundCue) -> Stretch:
    """The whole phrase of a source with apposition and relative clause, never over its own cue."""
    left, right = source.left_edge.i, source.right_edge.i + 1
    if left <= cue.head.i < right:
        left, right = (left, cue.head.i) if source.i < cue.head.i else (cue.head.i + 1, right)
    while right > left + 1 and source.doc[right - 1].is_punct:
        right -= 1
    return left, right


def _of_verb(cue: FoundCue) -> Token | None:
    verb = cue.head
    if is_passive(verb):
        return _agent(verb)
    return _subject(verb)


def _agent(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def _subject(verb: Token) -> Token | None:
    """The subject, also where another verb has it: "he came and said", "came, saying", "seems to say"."""
    for _ in range(MAX_STEPS):
        own = next((c for c in verb.children if c.dep_ in ("nsubj", "csubj", "nsubjpass")), None)
        if own is not None:
            return own
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ not in VERBS:
            return verb.head
        if verb.dep_ in ("conj", "xcomp", "advcl", "ccomp", "dep", "pcomp", "prep", "parataxis"):
            if verb.dep_ == "xcomp" and (person := _addressee(verb.head)) is not None:
                return person
            verb = verb.head
        else:
            return None
    return None


def _addressee(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "dobj"), None)


def _of_noun(cue: FoundCue) -> Token | None:
    noun = cue.head
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    if noun.dep_ in ("dobj", "attr") and noun.head.pos_ in VERBS:
        return _subject(noun.head)
    return None


def _of_adjective(cue: FoundCue) -> Token | None:
    return _subject(cue.head.head) if cue.head.head.pos_ in VERBS else None


def _of_phrase(cue: FoundCue) -> Token | None:
    for word in reversed(cue.words):
        for child in word.children:
            if child.dep_ in ("pobj", "dobj") and child.i > cue.words[-1].i:
                return child
    return None


def _hidden(cue: FoundCue) -> Token | None:
    del cue
    return None


_OF_FORM = {
    "verb": _of_verb,
    "noun": _of_noun,
    "adjective": _of_adjective,
    "phrase": _of_phrase,
    "adverb": _hidden,
}
