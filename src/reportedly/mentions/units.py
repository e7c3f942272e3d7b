"""The noun that an amount counts, or its unit of measure, as written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..records import Document
from .expressions import Expression, Words
from .non_counts import NumeralContext
from .numerals import Numeral

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_UNIT = 5
"""Words of a counted noun with what stands before it: "police and national guard troops"."""
MARKS = frozenset({"|", "-", "–", "—"})
"""What stands between the cells of a row, which the tagger may take for a noun."""
PRONOUNS = frozenset({"PRP", "WP", "WDT", "DT"})


def unit_of(document: Document, scene: NumeralContext, words: Words, each: Expression) -> str | None:
    """The noun counted or the unit of measure, as written."""
    if each.money:
        return each.money
    if each.share and (share := words.share.search(scene.view, max(0, each.end - 18), each.end)):
        return share[1]
    letters = re.match(r"[ -]?[^\W\d_]{1,5}(?![^\W_])", document.text[each.number.end : each.number.end + 7])
    if letters and not letters[0].startswith((" ", "-")):
        return letters[0]
    noun = _noun_counted(scene, each)
    if noun is None or noun.text in MARKS or "\n" in document.text[each.end : noun.idx]:
        return None
    first = noun.left_edge if noun.dep_ == "attr" else scene.token_after(each.end)
    start = (
        noun.idx
        if first is None or noun.i - first.i >= LONGEST_UNIT or first.i > noun.i
        else _unit_start(first, noun)
    )
    return document.text[start : noun.idx + len(noun)] or None


def _noun_run(scene: NumeralContext, pronoun: Token) -> Token | None:
    """The last noun of those that follow at once: the "soldiers" of "19 of them young soldiers"."""
    last = None
    for token in scene.doc[pronoun.i + 1 : pronoun.i + 1 + LONGEST_UNIT]:
        if token.tag_ not in ("JJ", "NN", "NNS", "NNP", "NNPS", "VBN"):
            break
        last = token if token.tag_[:2] == "NN" else last
    return last


def _unit_start(first: Token, noun: Token) -> int:
    """Where the noun phrase begins, without "of the", and without the "but 14" of "not nine but 14 men"."""
    while first.i < noun.i and (
        first.tag_ in ("IN", "DT", "PRP", "WP", "PRP$", "HYPH", "POS", "CC")
        or first.is_punct
        or (first.tag_ == "CD" and first.nbor(-1).tag_ == "CC")
    ):
        first = first.nbor()
    return first.idx


def _noun_counted(scene: NumeralContext, each: Expression) -> Token | None:
    return noun_after(scene, each.number)


def _says_who(word: Token) -> bool:
    """Whether a word says who those of a bare number were: "19 were young soldiers"."""
    return word.dep_ == "attr" and word.tag_ in ("NN", "NNS") and word.i > word.head.i


def _is_shared_out(token: Token) -> bool:
    """Whether a comma and another number follow at once: the six of "six, four soldiers and two nurses"."""
    comma = token.doc[token.i + 1]
    return comma.text == "," and token.i + 2 < len(token.doc) and token.doc[token.i + 2].like_num


def noun_after(scene: NumeralContext, numeral: Numeral) -> Token | None:
    """The noun that a numeral counts; that of "19 of them soldiers" and of "19 were soldiers" too."""
    token = scene.token_at(numeral.end - 1)
    following = scene.token_after(numeral.end)
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        return next((child for child in token.head.children if _says_who(child)), None)
    if token.lower_ == "of":
        return next((child for child in token.children if child.dep_ == "pobj"), following)
    if following is not None and following.lower_ == "of":
        inside = next((child for child in following.children if child.dep_ == "pobj"), None)
        return inside if inside is None or inside.tag_ not in PRONOUNS else _noun_run(scene, inside)
    head = (
        token.head
        if token.dep_ in ("nummod", "nmod", "compound", "amod", "quantmod", "npadvmod", "det")
        else None
    )
    while head is not None and head.dep_ in ("nummod", "quantmod") and head.head != head:
        head = head.head
    if head is not None and head.i > token.i and head.tag_[:2] == "NN" and head.i - token.i <= 8:
        return None if _is_shared_out(token) else head
    return following if following is not None and following.tag_[:2] == "NN" else None
