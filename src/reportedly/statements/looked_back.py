"""What has happened though the verb over it tells what is to come: "will investigate the deaths of 11"."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from ..language.closed_classes import DEFINITE
from ..records import Hedge

if TYPE_CHECKING:
    from spacy.tokens import Token

HIGHEST = 6
"""Steps up the tree in which a relative clause, or the verb over a noun, stands."""
NEGATED = "negated"


def is_behind_us(word: Token, hedge: Hedge, looks_back: Container[str]) -> bool:
    """Whether a future, a possibility or a condition does not reach what a word tells.

    So it is where it stands in a relative clause of the past ("will bury the 14 who were killed"), and where
    a definite noun is what somebody looks back to ("may debate the arrest of 12 writers").

    Args:
        word: that says what happened: a verb, or a noun.
        hedge: that stands over it.
        looks_back: verbs and nouns for what is done about that which has happened, by lemma.
    """
    if hedge.type == NEGATED:
        return False
    if word.pos_ in ("NOUN", "PROPN"):
        return _is_definite(word) and _is_looked_back_to(word, looks_back)
    verb = _clause_beside(word)
    return verb is not None and _is_past(verb) and not verb.left_edge.idx <= hedge.start < verb.idx


def _is_looked_back_to(noun: Token, looks_back: Container[str]) -> bool:
    above = noun.head
    for _ in range(HIGHEST):
        if above.lower_ != "of" and noun.dep_ != "conj":
            break
        noun, above = above, above.head
    if above.dep_ == "prep" and f"{above.head.lemma_} + {above.lower_}" in looks_back:
        return True
    if above.dep_ == "prep":
        above = above.head
        return above.pos_ != "VERB" and above.lemma_.lower() in looks_back
    return above.lemma_.lower() in looks_back


def _clause_beside(word: Token) -> Token | None:
    """The verb of the relative clause, or the participle beside a definite noun, that a word is in."""
    for _ in range(HIGHEST):
        if word.dep_ == "relcl":
            return word
        if word.dep_ == "acl":
            return word if word.tag_ == "VBN" and _is_definite(word.head) else None
        if word.head == word:
            return None
        word = word.head
    return None


def _is_past(verb: Token) -> bool:
    """Whether a verb tells what was: "were killed", "had died", "killed"; not "may have died"."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(child.tag_ in ("MD", "TO") for child in helpers):
        return False
    return verb.tag_ in ("VBD", "VBN")


def _is_definite(noun: Token) -> bool:
    return any(child.dep_ == "poss" or child.lower_ in DEFINITE for child in noun.children)
