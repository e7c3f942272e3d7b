"""Numbers that stand in no number word: "a man" is one, "a couple" two, "a couple and their son" three.

Only of whom a measure is said is anything implied: "a man was killed" counts one, "a man came" nothing.
A sum is made of coordinated phrases alone, and only where each of them is exact.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..language.clauses import Tree
from ..language.closed_classes import NEGATIONS, NO_NUMBER, ONE_PERSON
from ..lexicon import Lexicon, Number
from ..records import Amount
from .counted_groups import Tally
from .measures import CountedGroup, Measures, is_one_more, load_measures

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]

DETERMINERS = ("det", "poss", "predet")
PARTING = frozenset({":", "-", "–", "—"})
"""Marks between a name and several counts."""
DEEPEST = 2
"""Phrases inside a phrase in which its number is looked for: "the bodies of two of them"."""
LONGEST_SUM = 160
"""Characters of a coordination; longer ones are parsed too badly to be added up."""
OTHER_CLAUSE = frozenset({"WP", "WDT", "WRB", "VBD", "VBZ", "VBP", "MD"})
"""Tags of words that begin another clause."""
SUM = "sum"


@dataclass(frozen=True, slots=True)
class Implied:
    """An amount that no number word says."""

    start: int
    end: int
    low: float
    unit: str | None
    rule: str


class Numbers:
    """Which amount stands at which token, so that that of a phrase can be looked up."""

    def __init__(self, tree: Tree, measures: Measures, amounts: Sequence[Amount]) -> None:
        self._tree = tree
        self._measures = measures
        self._at: dict[int, int] = {}
        starts = tree.starts
        for which, (start, end) in enumerate(measures.spans_of(amounts)):
            for place in range(bisect_right(starts, start) - 1, bisect_left(starts, end)):
                self._at.setdefault(place, which)

    def of(self, head: Token, depth: int = 0) -> int | None:
        """Which amount counts the phrase of a head; None where it has no number."""
        tree = self._tree
        for place in (head.i, *(child for child in reversed(tree.children[head.i]) if child < head.i)):
            if place in self._at and (tree.labels[place] != "poss" or tree.tags[place] == "PRP$"):
                return self._at[place]
        before = min([head.i, *(child for child in tree.children[head.i] if child < head.i)]) - 1
        if before in self._at and depth == 0 and self._stands_before(before, head.i):
            return self._at[before]
        if depth == DEEPEST:
            return None
        inner = [noun for of in tree.below(head.i, "prep") for noun in self._after_of(of)]
        named = (
            i for i in tree.below(head.i, "appos") if tree.tags[i] != "CD" and not self._is_row(head.i, i)
        )
        for place in (*inner, *named):
            found = self.of(tree.tokens[place], depth + 1)
            if found is not None:
                return found
        return None

    def _is_row(self, name: int, place: int) -> bool:
        """Whether a mark parts a name from counts: "Ica: 52 dead", "the men - six Malians and I"."""
        return any(self._tree.lowers[i] in PARTING for i in range(name + 1, place))

    def _stands_before(self, number: int, noun: int) -> bool:
        """Whether a number counts the noun behind it, whatever the tree made of it."""
        tree = self._tree
        inside = tree.sentences[number].start == tree.sentences[noun].start
        return inside and tree.tags[number] == "CD" and tree.tags[noun] == "NNS"

    def _after_of(self, place: int) -> list[int]:
        """What "of" leads to; behind one person it is no number of theirs: "a mother of four"."""
        tree = self._tree
        noun = tree.tokens[tree.heads[place]]
        one = noun.tag_ != "NNS" and self._measures.kind(noun) == "people"
        return tree.below(place, "pobj") if tree.lowers[place] == "of" and not one else []


def find_implied(tally: Tally, amounts: Sequence[Amount], lexicon: Lexicon) -> Iterator[Implied]:
    """What is implied of those of whom a measure is said, where no amount counts them."""
    measures = load_measures(lexicon)
    tree, numbers = tally.tree, Numbers(tally.tree, measures, amounts)
    folds, kinds = _load_folds(lexicon), measures.kinds
    seen: set[Span] = set()
    for counted in tally.counted:
        if numbers.of(counted.head) is None:
            implied = _implied_by(counted, tree, folds, kinds)
            if implied is not None and (implied.start, implied.end) not in seen:
                seen.add((implied.start, implied.end))
                yield implied


def sums_of(tally: Tally, amounts: Sequence[Amount], lexicon: Lexicon) -> Iterator[Implied]:
    """The sum of each coordination of which a measure is said, where every part is exact.

    "Nine soldiers and two helicopters" are no eleven troops: the measure is said of each part.
    """
    seen: set[Span] = set()
    said = {(each.head.i, each.measure) for each in tally.counted}
    numbers = Numbers(tally.tree, load_measures(lexicon), amounts)
    for each in tally.counted:
        found = [numbers.of(head) for head in each.group]
        parts = [amounts[which] for which in found if which is not None]
        if len(parts) < 2 or len(set(found)) < len(each.group) or not _can_be_added(parts):
            continue
        if any((head.i, each.measure) not in said for head in each.group):
            continue
        last = max(each.group, key=lambda head: head.i)
        start, end = min(part.start for part in parts), last.idx + len(last)
        if (start, end) not in seen and end - start <= LONGEST_SUM and _is_one_phrase(tally.tree, each.group):
            seen.add((start, end))
            yield Implied(start, end, sum(part.low or 0.0 for part in parts), None, SUM)


def _is_one_phrase(tree: Tree, group: Sequence[Token]) -> bool:
    """Whether a coordination holds no other clause, beyond which the parser is not believed."""
    first, last = min(head.i for head in group), max(head.i for head in group)
    same = tree.sentences[first].start == tree.sentences[last].start
    return same and not any(tag in OTHER_CLAUSE for tag in tree.tags[first:last])


def _can_be_added(parts: Sequence[Amount]) -> bool:
    """Whether all are exact, none a number without noun, and the first is not what the others make up."""
    if any(part.low != part.high for part in parts):
        return False
    if len(parts) > 2 and parts[0].low == sum(part.low or 0.0 for part in parts[1:]):
        return False  # "12 people, seven women and five men"
    named = any(part.unit is None for part in parts)
    return not named or all(part.low == 1 and not part.quote[:1].isdigit() for part in parts)


def _implied_by(
    counted: CountedGroup, tree: Tree, folds: Mapping[str, Number], kinds: Mapping[str, str]
) -> Implied | None:
    """One for "a man", two for "a couple", three for the "triple" of a triple murder."""
    head = counted.head
    before = [tree.tokens[i] for i in tree.children[head.i] if i < head.i]
    determiner = next((token for token in before if token.dep_ in DETERMINERS), None)
    if determiner is not None and determiner.lower_ in NO_NUMBER:
        return None
    several = head.tag_ == "NNS" and kinds.get(head.lemma_.lower()) == "people"
    if counted.word.form == "counted" or several:
        fold = next((token for token in before if token.lower_ in folds), None)
        if fold is not None and _is_of_none(head):
            return None
        if fold is not None and (not several or "people" in folds[fold.lower_].needs):
            number = folds[fold.lower_]
            return Implied(fold.idx, fold.idx + len(fold), number.low or 1.0, head.text, number.name)
        if head == counted.trigger or several:
            return None
    together = folds.get(head.lemma_.lower()) if head.tag_ == "NN" else None
    if together is None and not _is_one(head, kinds):
        return None
    possessed = determiner is not None and determiner.dep_ == "poss" and determiner.tag_ != "PRP$"
    first = head if determiner is None or possessed else determiner
    if together is not None:
        return Implied(first.idx, head.idx + len(head), together.low or 1.0, head.text, together.name)
    return Implied(first.idx, first.idx + len(first), 1.0, head.text if head.tag_ == "NN" else None, "one")


def _is_of_none(head: Token) -> bool:
    """Whether there is none of it: "not a single death", "without a single death"."""
    first = head.left_edge
    return first.lower_ in NEGATIONS or (first.i > 0 and first.nbor(-1).lower_ in NEGATIONS | {"without"})


def _is_one(head: Token, kinds: Mapping[str, str]) -> bool:
    """Whether the head stands for one person or body: "a man", "she", a name."""
    if head.tag_ in ("NN", "JJ", "NNP") and kinds.get(head.lemma_.lower()) in ("people", "body"):
        return True
    if is_one_more(head):
        return True
    return head.lower_ in ONE_PERSON or (head.tag_ == "NNP" and head.ent_type_ == "PERSON")


@cache
def _load_folds(lexicon: Lexicon) -> Mapping[str, Number]:
    """Words such as "couple" and "triple"."""
    return {word: number for number in lexicon.numbers if number.form == "fold" for word in number.words}
