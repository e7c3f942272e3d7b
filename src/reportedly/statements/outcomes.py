"""What became of those who were shot or taken to hospital: injured, or dead as the text tells elsewhere.

"Four people were shot" leaves open whether they live; "the man was taken to hospital" is no count of the
injured where the next sentence says that he died. Such figures are settled over the whole document, by
what is said beside them ("in the leg", "is expected to survive"), and else by whether the dead of the
document can be the same people: by number, and for one person by name and sex.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from ..frozen import quick
from ..language.clauses import Tree
from ..language.closed_classes import ALL_OF_THEM, DEFINITE
from ..language.phrases import Phrases
from ..lexicon import Lexicon, MeasureWord
from ..mentions.measures import CountedGroup
from ..records import Amount, Measure

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

OPEN = "outcome"
"""The condition of an entry whose measure waits for the rest of the text."""
MAY_HOLD_DEAD = "may_hold_dead"
"""The condition of an entry whose number may hold some who died: of four who were shot one may be dead."""
PRESENT = frozenset({"VBZ", "VBP"})
SETTLED_DEAD: Measure = "other"
"""Those who were shot and of whom the text tells elsewhere that they died: no count of the injured."""


@quick
@dataclass(frozen=True, slots=True)
class CountedAmount:
    """A phrase of whom a measure is said, with its amount."""

    counted: CountedGroup
    amount: Amount
    measure: Measure
    start: int
    end: int


class _Persons:
    """Words that tell persons apart, and words that say they live."""

    def __init__(self, lexicon: Lexicon) -> None:
        sexes = ("man", "woman")
        self.sex = {word: unit.name for unit in lexicon.units if unit.name in sexes for word in unit.words}
        self.alive = Phrases([(w, e) for e in lexicon.measures if e.form == "alive" for w in e.words])
        self.apart = {w: e for e in lexicon.measures if e.form == "apart" for w in e.words}


@cache
def _load_persons(lexicon: Lexicon) -> _Persons:
    return _Persons(lexicon)


def settle_outcomes(found: Sequence[CountedAmount], tree: Tree, lexicon: Lexicon) -> Iterator[CountedAmount]:
    """The figures in their order, those of an open outcome with the measure that the text settles."""
    persons = _load_persons(lexicon)
    dead = [each for each in found if each.measure == "killed" and each.amount.low is not None]
    signs: dict[int, MeasureWord | None] = {}
    for each in found:
        if not dead or not (OPEN in each.counted.word.needs or _is_known_one(each)):
            yield each
            continue
        sentence = tree.sentences[each.counted.trigger.i]
        if sentence.start not in signs:
            signs[sentence.start] = _word_of_life(sentence, persons)
        yield _settled(each, dead, signs[sentence.start] or _word_apart(each, persons), persons)


def _settled(
    each: CountedAmount, dead: Sequence[CountedAmount], sign: MeasureWord | None, persons: _Persons
) -> CountedAmount:
    if sign is not None:
        return replace(each, counted=replace(each.counted, word=sign))
    number = each.amount.low if each.amount.low is not None else each.amount.high
    if number is None or _is_so_now(each.counted):
        return each
    if number > 1 and MAY_HOLD_DEAD not in each.counted.word.needs and not _are_known(each.counted.head):
        again = _are_told_again(each.counted.head) and any(number == other.amount.low for other in dead)
        return replace(each, measure=SETTLED_DEAD) if again else each
    if number > 1:
        some_live = all(number > (other.amount.low or 0.0) for other in dead)
        return replace(each, measure="casualties" if some_live else SETTLED_DEAD)
    same = any(_may_be_one(each.counted.head, other, persons) for other in dead)
    return replace(each, measure=SETTLED_DEAD) if same else each


def _is_known_one(each: CountedAmount) -> bool:
    """Whether it is one person whom the text has told of before: "the injured boy", "he was wounded"."""
    head = each.counted.head
    if each.measure != "injured" or each.amount.low != 1:
        return False
    before = [child for child in head.children if child.i < head.i and child.dep_ in ("det", "poss")]
    definite = any("Def" in token.morph.get("Definite", []) or token.dep_ == "poss" for token in before)
    return head.tag_ in ("PRP", "NNP") or definite


def _are_known(head: Token) -> bool:
    """Whether they are those told of before, as "both" are, some of whom may have died."""
    return head.tag_ in ("DT", "PDT")


def _are_told_again(head: Token) -> bool:
    """Whether they are all of a number told before: "all six had wounds", "the six had wounds"."""
    counted = head.tag_ == "CD" or any(child.dep_ == "nummod" for child in head.children)
    return counted and any(child.lower_ in DEFINITE | ALL_OF_THEM for child in head.children)


def _is_so_now(counted: CountedGroup) -> bool:
    """Whether they are in that state as the text is written: who "is in critical condition" is not dead."""
    return counted.trigger.tag_ in PRESENT and MAY_HOLD_DEAD not in counted.word.needs


def _word_of_life(sentence: Span, persons: _Persons) -> MeasureWord | None:
    """The entry of words in a sentence that say that they live."""
    return next((entries[0] for _, entries in persons.alive.longest(sentence)), None)


def _word_apart(each: CountedAmount, persons: _Persons) -> MeasureWord | None:
    """The entry of a word in the phrase or its clause that sets them beside the dead: "three others"."""
    head, trigger = each.counted.head, each.counted.trigger
    near = (token.lower_ for token in (head, *head.children, *trigger.children))
    return next((persons.apart[word] for word in near if word in persons.apart), None)


def _may_be_one(head: Token, other: CountedAmount, persons: _Persons) -> bool:
    """Whether one person can be among the dead: the sexes agree, and the names where both have one."""
    one, sex = other.counted.head, _sex(head, persons.sex)
    other_sex = _sex(one, persons.sex) if other.amount.low == 1 else None
    if sex is not None and other_sex is not None and sex != other_sex:
        return False
    both_named = head.tag_ == one.tag_ == "NNP"
    return not both_named or head.lower_ == one.lower_


def _sex(head: Token, sexes: Mapping[str, str]) -> str | None:
    return sexes.get(head.lemma_.lower()) or sexes.get(head.lower_)
