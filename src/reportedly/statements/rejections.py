"""Clauses by which somebody calls untrue what others told: "there is no truth in the report, she said".

"The figure of 40 is false, the ministry said" asserts nothing of 40; it denies them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..language.clauses import Tree, tree_of
from ..language.closed_classes import NEGATIVE_WORDS
from ..lexicon import Lexicon
from .cue_words import words_of
from .cues import FoundCue

if TYPE_CHECKING:
    from spacy.tokens import Token

TOLD = ("record", "medium", "rumour")
"""Forms of cues that are nouns for what others told; a confession is one's own."""
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
COMPLEMENTS = frozenset({"acomp", "attr", "dobj"})


@dataclass(frozen=True, slots=True)
class Rejecting:
    """The words by which what was told is called untrue."""

    falsehood: frozenset[str]
    grounds: frozenset[str]
    """What a true report has: evidence, truth, basis."""
    told: frozenset[str]


@cache
def rejecting_of(lexicon: Lexicon) -> Rejecting:
    """The words of a lexicon for calling something untrue."""
    told = frozenset(word for form in TOLD for word in words_of(lexicon, form))
    return Rejecting(words_of(lexicon, "falsehood"), words_of(lexicon, "grounds"), told)


def is_rejection(cue: FoundCue, words: Rejecting) -> bool:
    """Whether the clause that a cue attributes calls untrue what others told."""
    tree = tree_of(cue.head.doc)
    return any(_calls_untrue(tree, clause, words) for clause in tree.below(cue.head.i, "ccomp"))


def _calls_untrue(tree: Tree, clause: int, words: Rejecting) -> bool:
    """Whether a verb says of a figure or a report that it is false, or that it has no grounds."""
    subjects = [tree.tokens[place] for place in tree.below(clause, *SUBJECTS)]
    is_denied = bool(tree.below(clause, "neg"))
    of_told = any(noun.lemma_.lower() in words.told for noun in subjects)
    for word in (tree.tokens[place] for place in tree.below(clause, *COMPLEMENTS)):
        if of_told and not is_denied and not words.falsehood.isdisjoint((word.lemma_.lower(), word.lower_)):
            return True
        without = is_denied or _is_negative(word) or any(_is_negative(noun) for noun in subjects)
        if word.lemma_.lower() in words.grounds and without and (of_told or _is_for_told(word, words)):
            return True
    return False


def _is_negative(noun: Token) -> bool:
    return noun.lower_ in NEGATIVE_WORDS or any(child.lower_ in NEGATIVE_WORDS for child in noun.children)


def _is_for_told(ground: Token, words: Rejecting) -> bool:
    """Whether a noun is the ground of something told: "evidence for the figure", "truth in the report"."""
    return any(noun.lemma_.lower() in words.told for noun in _objects(ground))


def _objects(noun: Token) -> Iterator[Token]:
    beside = (*noun.children, *(child for child in noun.head.children if child.i > noun.i))
    for preposition in beside:
        if preposition.dep_ == "prep":
            yield from (child for child in preposition.children if child.dep_ == "pobj")
