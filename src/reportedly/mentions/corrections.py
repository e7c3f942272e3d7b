"""Numbers that a text sets right: "nine people, not 14", "not 14 but nine", "corrected it from 14 to nine".

The number that no longer holds is still one that somebody told: it is counted with the others, and marked,
so that its figure is denied while the one in its place stands. A number that merely grew ("rose to 20 from
14", "later two") is no correction.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ..language.closed_classes import INSTEAD, NEGATIONS, OF_INSTEAD, OWNED, SINGLE
from ..language.contrasts import Contrast, contrast_at
from .measures import CountedGroup, MeasureContext, counted_by, has_number, is_number, places_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..records import Measure

VERBAL = frozenset({"MD", "VBD", "VBZ", "VBP", "VB"})
"""Tags of words that "not" belongs to itself: "did not", "was not 14"."""
RAISED = frozenset({"xcomp", "oprd"})
SAID_OF = frozenset({"acomp", "oprd", "xcomp"})
"""Labels of what is said of a subject: "was wrong", "proved wrong"."""
POINTING = frozenset({"det"})
"""Labels of what stands with a number that was told just before: "the figure", not "its earlier figure"."""
CALLED_WRONG = 1
"""Sentences back in which the number stands that is called wrong."""
SAID_BEFORE = 2
"""Sentences back in which the number stands that a correction is of."""


def of_numbers_denied(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Nine people, not 14, were killed; the number is 41 and not 47; nine instead of 14."""
    wholes: dict[int, list[CountedGroup]] = defaultdict(list)
    for each in found:
        if each.part_of is None and has_number(scene, each.head):
            wholes[scene.sentences[each.head.i]].append(each)
    bare = {each.head.i: each for each in found if each.part_of is None and not has_number(scene, each.head)}
    already = {each.head.i for each in found}
    for number in (scene.doc[place] for place in scene.numbers):
        if number.i in already or not is_denied(number):
            continue
        if pair := _before_its_noun(number, bare):
            yield from pair
            continue
        if near := wholes[scene.sentences[number.i]]:
            whole = min(near, key=lambda each: abs(each.head.i - number.i))
            yield counted_by(whole.word, number, number)


def of_contrasts(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Both numbers of "had not arrested 30 people but 13", of which the parser gives one to the verb."""
    heads = {each.head.i: each for each in found}
    for contrast in _contrasts(scene):
        numbers = scene.doc[contrast.denied], scene.doc[contrast.instead]
        told = (heads.get(place) for number in numbers for place in (number.i, _noun_of(scene, number)))
        whole = next((each for each in told if each is not None), None)
        if whole is not None:
            denied, instead = numbers
            yield counted_by(whole.word, denied, denied)
            yield counted_by(whole.word, whole.trigger, instead)


def _contrasts(scene: MeasureContext) -> Iterator[Contrast]:
    found = (contrast_at(scene.tree, place) for place in places_of(scene.doc, NEGATIONS))
    return (contrast for contrast in found if contrast is not None)


def _noun_of(scene: MeasureContext, number: Token) -> int:
    """The place of the noun before which a number stands, or before which another joined to it does."""
    tree, place = scene.tree, number.i
    if tree.labels[place] == "conj":
        place = tree.heads[place]
    return tree.heads[place] if tree.labels[place] == "nummod" else place


def is_denied(number: Token) -> bool:
    """Whether "not" or "instead of" stands right before a number and means it alone."""
    doc, place = number.doc, number.i
    if place < 2 or number.is_sent_start or doc[place - 1].is_sent_start:
        return False
    if doc[place - 1].lower_ in NEGATIONS:
        return number.lower_ not in SINGLE and doc[place - 2].tag_ not in VERBAL
    return doc[place - 1].lower_ in OF_INSTEAD and doc[place - 2].lower_ in INSTEAD


def _before_its_noun(
    number: Token, bare: Mapping[int, CountedGroup]
) -> tuple[CountedGroup, CountedGroup] | None:
    """Both numbers of "15, not 17, people had died", whose noun bears neither in the parser's eyes."""
    doc = number.doc
    start, end = number.sent.start, number.sent.end
    before = next((doc[at] for at in range(number.i - 2, start - 1, -1) if _counts(doc[at])), None)
    after = next((doc[at] for at in range(number.i + 1, end) if _counts(doc[at])), None)
    whole = bare.get(after.i) if after is not None else None
    if whole is None or before is None or not is_number(before):
        return None
    return counted_by(whole.word, before, before), counted_by(whole.word, number, number)


def _counts(token: Token) -> bool:
    """Whether a token stands for itself between two numbers: no comma, no "rather"."""
    return not token.is_punct and token.lower_ not in INSTEAD


@dataclass(frozen=True, slots=True)
class Correction:
    """A count that no longer holds, by the token of those counted."""

    old: int
    new: int | None
    """The count in its place, where only a smaller one takes the old one back: "revised to nine from 14"."""


class _Told:
    """The counts with a number that a text tells, in its order, by what one of them may have been before."""

    def __init__(self, scene: MeasureContext, numbered: Sequence[CountedGroup]) -> None:
        self._scene = scene
        self._from: dict[tuple[int, Measure], dict[str, CountedGroup]] = defaultdict(dict)
        """By sentence and measure the first of each number that stands behind "from"."""
        self._last: dict[Measure, dict[str, CountedGroup]] = {}
        """By measure, of those so far, the last two of different numbers, the last one first."""
        for each in numbered:
            number = _number_of(scene, each.head)
            if number.head.lower_ == "from":
                here = self._from[scene.sentences[each.head.i], each.measure]
                here.setdefault(number.lower_, each)

    def add(self, group: CountedGroup) -> None:
        """It is one of those that were told so far."""
        if group.part_of is None:
            number = _number_of(self._scene, group.head).lower_
            before = self._last.get(group.measure, {})
            others = ((word, each) for word, each in before.items() if word != number)
            self._last[group.measure] = {number: group, **dict(islice(others, 1))}

    def old(self, verb: Token, new: CountedGroup) -> CountedGroup | None:
        """What stood in the place of a new number: behind "from", else the one told before it.

        A headline that tells the new number itself tells nothing that was taken back.
        """
        number = _number_of(self._scene, new.head).lower_
        here = self._from.get((self._scene.sentences[verb.i], new.measure), {})
        for told, near in ((here, True), (self._last.get(new.measure, {}), False)):
            other = next((each for word, each in told.items() if word != number), None)
            if other is not None and (near or self._is_just_before(other, new, verb)):
                return other
        return None

    def _is_just_before(self, old: CountedGroup, new: CountedGroup, verb: Token) -> bool:
        sentences = self._scene.sentences
        near = sentences[new.head.i] - sentences[old.head.i] <= SAID_BEFORE
        return near and not _is_of_another(self._scene, verb, old.head)


def find_corrections(scene: MeasureContext, found: Sequence[CountedGroup]) -> tuple[Correction, ...]:
    """The counts that the text takes back, in order of those in their place."""
    numbered = [each for each in found if has_number(scene, each.head)]
    numbers = {each.head.i: _number_of(scene, each.head) for each in numbered}
    contrasted = {contrast.denied for contrast in _contrasts(scene)}
    wrong = {noun.i for noun in _called_wrong(scene)}
    called_wrong = _under(scene, wrong)
    denied = [
        at
        for at, number in numbers.items()
        if number.i in contrasted or is_denied(number) or number.i in called_wrong
    ]
    denied += _told_before(scene, sorted(wrong), numbered)
    taken_back = set(denied)
    told = _Told(scene, numbered)
    corrections = [Correction(old, None) for old in denied]
    for new in numbered:
        verb = _correcting(scene, numbers[new.head.i])
        if verb is not None and new.head.i not in taken_back:
            old = told.old(verb, new)
            if old is not None:
                lowers = "lower" in scene.measures.corrects[verb.lemma_.lower()].needs
                corrections.append(Correction(old.head.i, new.head.i if lowers else None))
        told.add(new)
    return tuple(corrections)


def _under(scene: MeasureContext, tops: Set[int]) -> Set[int]:
    """The places that stand under these in the tree."""
    under: set[int] = set()
    for place, head in scene.tree.edges() if tops else ():
        if head in tops or head in under:
            under.add(place)
    return under


def _called_wrong(scene: MeasureContext) -> Iterator[Token]:
    """The nouns for a number that is called wrong: "its [figure] of six was found to be wrong"."""
    for noun in (scene.doc[place] for place in places_of(scene.doc, frozenset(scene.measures.counts))):
        if noun.dep_ not in ("nsubj", "nsubjpass"):
            continue
        verb, chain = noun.head, [noun.head]
        while (inner := next((c for c in verb.children if c.dep_ in RAISED), None)) is not None:
            verb = inner
            chain.append(verb)
        told = [child for each in chain for child in each.children]
        untrue = any(child.dep_ in SAID_OF and child.lower_ in scene.measures.untrue for child in told)
        if untrue and not any(child.dep_ == "neg" for child in told):
            yield noun


def _told_before(
    scene: MeasureContext, wrong: Sequence[int], numbered: Sequence[CountedGroup]
) -> Iterator[int]:
    """Those counted last before a noun without a number of its own: "12 died; the figure was wrong"."""
    places = [each.head.i for each in numbered]
    owning = _above(scene, places) if wrong else frozenset()
    for place in wrong:
        before = bisect_left(places, place)
        if place in owning or not before:
            continue
        if any(child.dep_ not in POINTING for child in scene.doc[place].children):
            continue
        last = places[before - 1]
        if scene.sentences[place] - scene.sentences[last] <= CALLED_WRONG:
            yield last


def _above(scene: MeasureContext, places: Iterable[int]) -> Set[int]:
    """These places, and those that stand above them in the tree."""
    above: set[int] = set()
    for start in places:
        place = start
        while place not in above:
            above.add(place)
            place = scene.tree.heads[place]
    return above


def _number_of(scene: MeasureContext, head: Token) -> Token:
    return head if is_number(head) else scene.doc[scene.tree.below(head.i, "nummod")[0]]


def _correcting(scene: MeasureContext, number: Token) -> Token | None:
    """The verb of correction that a number is the outcome of: corrected to nine, revised down to nine."""
    at = number.head
    if at.dep_ != "prep" or at.lower_ not in ("to", "at"):
        return None
    verb = at.head
    if verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    return verb if verb.lemma_.lower() in scene.measures.corrects else None


def _is_of_another(scene: MeasureContext, verb: Token, old: Token) -> bool:
    """Whether somebody sets "its figure" right whom the sentence of the number before does not name."""
    tree = scene.tree
    owned = any(
        scene.doc[owner].lower_ in OWNED
        for figure in tree.below(verb.i, "dobj", "nsubjpass")
        for owner in tree.below(figure, "poss")
    )
    names = [scene.doc[at] for at in tree.below(verb.i, "nsubj") if scene.doc[at].pos_ in ("NOUN", "PROPN")]
    if not owned or not names:
        return False
    said = {token.lemma_.lower() for token in old.sent}
    return not any(name.lemma_.lower() in said for name in names)
