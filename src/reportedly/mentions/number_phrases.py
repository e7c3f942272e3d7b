"""Phrases in which a bare number is somebody's count of those told of before.

"An official 1,322"; "reports of 1,800"; "estimates go as high as 30,000"; "on deaths the report keeps to
90". What a number takes up is a count: where an amount of something else stands nearer, it is of that.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from ..language.closed_classes import CONTRASTS
from ..lexicon import MeasureWord
from .measures import MeasureContext, is_number

if TYPE_CHECKING:
    from spacy.tokens import Token

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Four digits without a comma that are rather a year: "reports of 2003"."""
FROM_BEFORE = frozenset({"against", "from", "than", "of"})
"""Prepositions before a count that another is set against: "against an earlier 40"."""
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD", "HYPH"})
DETERMINERS = frozenset({"DT", "PRP$", "POS"})


def word_of_phrase(scene: MeasureContext, number: Token) -> MeasureWord | None:
    """The entry of the phrase that makes a bare number somebody's count; None of no such phrase."""
    if not _is_bare(scene, number) or _is_year(number):
        return None
    return _word_of_kind(scene, number) or _word_of_hearsay(scene, number) or _word_of_height(scene, number)


def _is_bare(scene: MeasureContext, number: Token) -> bool:
    """Whether a number counts no noun of its own behind it."""
    behind = scene.after(number)
    return is_number(number) and number.dep_ != "nummod" and (behind is None or behind.tag_ not in NOUN_TAGS)


def _is_year(number: Token) -> bool:
    return number.text.isdigit() and FIRST_YEAR <= int(number.text) <= LAST_YEAR


def _word_of_kind(scene: MeasureContext, number: Token) -> MeasureWord | None:
    """An official 1,322; "the earlier 14,002 counted many twice", not "the earlier 12 were set free"."""
    if number.i < 2:
        return None
    word = scene.measures.kinds_of_counts.get(number.nbor(-1).lower_)
    if word is None or number.nbor(-2).tag_ not in DETERMINERS:
        return None
    if "compared" not in word.needs:
        return word
    above = number.head
    if number.dep_ == "pobj":
        return word if above.lower_ in FROM_BEFORE else None
    counts = above.lemma_ in scene.measures.counting and number.dep_ == "nsubj"
    return word if counts or (number.dep_ == "dobj" and above.lemma_ in scene.measures.corrects) else None


def _word_of_hearsay(scene: MeasureContext, number: Token) -> MeasureWord | None:
    """Reports of 1,800; "rumours of 300 spread"."""
    of = number.head
    noun = of.head
    if number.dep_ != "pobj" or of.lower_ != "of" or noun.tag_ not in ("NNS", "NN") or of.i != noun.i + 1:
        return None
    return scene.measures.hearsay.get(noun.lower_)


def _word_of_height(scene: MeasureContext, number: Token) -> MeasureWord | None:
    """Estimates go as high as 30,000."""
    behind = number.head
    if number.dep_ != "pobj" or behind.lower_ != "as" or behind.head.head.pos_ not in ("VERB", "AUX"):
        return None
    verb = behind.head.head
    nouns = (scene.doc[place] for place in scene.tree.below(verb.i, "nsubj"))
    told = (
        scene.measures.counts.get(noun.lemma_.lower()) or scene.measures.hearsay.get(noun.lower_)
        for noun in nouns
    )
    return next(filter(None, told), None)


def is_of_something_else(scene: MeasureContext, number: Token) -> bool:
    """Whether the last amount before a bare number, in its sentence, is of something: "six tons escaped".

    "Six tons of gas escaped, the firm thought; police now say 38": the 38 are tons. Who tells the number is
    no such amount ("two doctors say 38"), nor is a time or a place ("in nine towns").
    """
    first = bisect_left(scene.numbers, number.sent.start)
    last = bisect_left(scene.numbers, number.i) - 1
    if last < first:
        return False
    before = scene.doc[scene.numbers[last]]
    noun = before.head
    if before.dep_ != "nummod" or noun.i < before.i or noun.dep_ not in ("nsubj", "nsubjpass", "dobj"):
        return False
    verb = noun.head
    return verb.lemma_ not in scene.measures.tells and verb not in (number.head, number.head.head)


def is_set_against(number: Token) -> bool:
    """Whether a clause that tells a number is set against what its sentence says: "while nurses say 200"."""
    verb = number.head.head if number.dep_ == "pobj" else number.head
    verb = verb.head if verb.dep_ == "xcomp" else verb
    return verb.dep_ == "advcl" and any(
        child.dep_ == "mark" and child.lower_ in CONTRASTS for child in verb.children
    )
