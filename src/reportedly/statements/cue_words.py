"""The whole words of a cue: helpers, negation, adverbs, the verb that carries a noun, the medium."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ..lexicon import Lexicon, words_of_form
from .cues import VERBS, FoundCue

if TYPE_CHECKING:
    from spacy.tokens import Token

HELPERS = frozenset({"aux", "auxpass", "neg", "advmod"})
GOVERNORS = frozenset({"VERB", "AUX", "ADJ"})
TOLD = ("record", "medium", "rumour", "noun")
"""Forms of cues that are nouns for what somebody told."""
REACH = 8
"""Tokens between a light verb and its noun; longer objects are described, not just named."""


def cue_words(cue: FoundCue, further: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """All words of a cue in order: "has steadily refused to disclose", "made a statement about"."""
    words = {word.i: word for word in (*cue.words, *further)}
    for word in _around(cue, lexicon):
        words[word.i] = word
    return [words[place] for place in sorted(words)]


def _around(cue: FoundCue, lexicon: Lexicon) -> Iterator[Token]:
    if cue.entry.form == "verb":
        yield from _helpers(cue.head)
        yield from _governors(cue.head)
        yield from _medium(cue, words_of(lexicon, "medium"))
        yield from _day(cue.head)
        yield from _issued(cue.head, words_of(lexicon, "medium"))
    elif cue.entry.form == "adjective":
        yield from _copula(cue.head)
    elif cue.entry.form == "noun":
        yield from _carried(cue.head, words_of(lexicon, "light"))


def _copula(adjective: Token) -> Iterator[Token]:
    """What joins an adjective or a participle to its subject: "[has been] shocked", "[is not] aware"."""
    verb = adjective.head
    yield from _helpers(adjective)
    if adjective.dep_ in ("acomp", "attr", "oprd") and verb.pos_ in VERBS and verb.i < adjective.i:
        yield from _between(verb, adjective)
        yield from _helpers(verb)


def _helpers(head: Token) -> Iterator[Token]:
    """Auxiliaries, negation and adverbs that stand close before a verb."""
    helpers = {child.i: child for child in head.children if child.dep_ in HELPERS}
    helpers |= {
        no.i: no for word in helpers.values() for no in word.children if no.dep_ == "neg"
    }  # "no longer"
    place = head.i - 1
    while place in helpers:
        yield helpers[place]
        place -= 1


def _governors(verb: Token) -> Iterator[Token]:
    """The verb or adjective that an infinitive hangs on right behind it: "seemed to say"."""
    governor = verb.head
    if verb.dep_ != "xcomp" or governor.pos_ not in GOVERNORS or not 0 < verb.i - governor.i <= 3:
        return
    yield from _between(governor, verb)
    yield from _helpers(governor)
    if governor.pos_ == "ADJ" and governor.head.pos_ in VERBS and 0 < governor.i - governor.head.i <= 3:
        yield from _between(governor.head, governor)
        yield from _helpers(governor.head)


def _carried(noun: Token, light: frozenset[str]) -> Iterator[Token]:
    """A verb that says nothing but that the noun took place, with all up to the noun."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "attr") or not 0 < noun.i - verb.i <= REACH:
        return
    if verb.lemma_.lower() in light:
        yield from _between(verb, noun)
        yield from _helpers(verb)


def _medium(cue: FoundCue, media: frozenset[str]) -> Iterator[Token]:
    """The medium right behind the verb: "said [in a statement]", but not "asked for a statement"."""
    verb = cue.head
    for child in verb.children:
        if child.i == verb.i + 1 and child.dep_ == "prep" and child not in cue.words:
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.lemma_.lower() in media:
                    yield from _between(child, noun)
                    yield noun


def _day(verb: Token) -> Iterator[Token]:
    """The day right behind the verb, where what is said stands elsewhere: "..., he [said Thursday]"."""
    behind = verb.nbor() if verb.i + 1 < len(verb.doc) else verb
    if behind.dep_ == "npadvmod" and behind.ent_type_ == "DATE" and behind.head == verb:
        yield behind


def _issued(verb: Token, media: frozenset[str]) -> Iterator[Token]:
    """The verb that sends out the medium of a participle: "[issued a statement] condemning"."""
    noun = verb.head
    sender = noun.head
    if verb.tag_ != "VBG" or verb.dep_ != "acl" or noun.lemma_.lower() not in media or noun.dep_ != "dobj":
        return
    if 0 < verb.i - sender.i <= REACH:
        yield from _between(sender, verb)
        yield from _helpers(sender)


def _between(first: Token, last: Token) -> Iterable[Token]:
    """The first word and all that stand between it and the last."""
    return first.doc[first.i : last.i]


def words_of(lexicon: Lexicon, form: str) -> frozenset[str]:
    """The words of all cue entries of one form."""
    return words_of_form(lexicon, "cues", form)


@cache
def told_words(lexicon: Lexicon) -> frozenset[str]:
    """The nouns for what somebody told: "figure", "report", "claim"."""
    return frozenset(word for form in TOLD for word in words_of(lexicon, form))
