"""Numbers that a text sets right: "nine people, not 14", "not 14 but nine", "corrected it from 14 to nine".

The number that no longer holds is still one that somebody told: it is counted with the others, and marked,
so that its figure is denied while the one in its place stands. A number that merely grew ("rose to 20 from
14", "later two") is no correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language.closed_classes import INSTEAD, NEGATIONS, OF_INSTEAD, OWNED, SINGLE
from ..language.contrasts import Contrast, contrast_at
from .measures import CountedGroup, MeasureContext, counted_by, has_number, is_number, places_of

if TYPE_CHECKING:
    from spacy.tokens import Token

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
    wholes = [each for each in found if each.part_of is None and has_number(scene, each.head)]
    bare = {each.head.i: each for each in found if each.part_of is None and not has_number(scene, each.head)}
    already = {each.head.i for each in found}
    for number in (scene.doc[place] for place in scene.numbers):
        if number.i in already or not is_denied(number):
            continue
        if pair := _before_its_noun(number, bare):
            yield from pair
            continue
        near = [each for each in wholes if scene.of_one_sentence(each.head, number)]
        if near:
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


def find_corrections(scene: MeasureContext, found: Sequence[CountedGroup]) -> tuple[Correction, ...]:
    """The counts that the text takes back, in order of those in their place."""
    numbered = [each for each in found if has_number(scene, each.head)]
    numbers = {each.head.i: _number_of(scene, each.head) for each in numbered}
    contrasted = {contrast.denied for contrast in _contrasts(scene)}
    wrong = {noun.i for noun in _called_wrong(scene)}
    denied = [
        at
        for at, number in numbers.items()
        if number.i in contrasted or is_denied(number) or not wrong.isdisjoint(_above(number))
    ]
    denied += _told_before(scene, sorted(wrong), numbered)
    corrections = [Correction(old, None) for old in denied]
    for place, new in enumerate(numbered):
        verb = _correcting(scene, numbers[new.head.i])
        if verb is None or new.head.i in denied:
            continue
        old = _old(scene, verb, new, numbered[:place], numbered[place + 1 :])
        if old is not None:
            lowers = "lower" in scene.measures.corrects[verb.lemma_.lower()].needs
            corrections.append(Correction(old.head.i, new.head.i if lowers else None))
    return tuple(corrections)


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


def _above(number: Token) -> Iterator[int]:
    return (each.i for each in number.ancestors)


def _told_before(
    scene: MeasureContext, wrong: Iterable[int], numbered: Sequence[CountedGroup]
) -> Iterator[int]:
    """Those counted last before a noun without a number of its own: "12 died; the figure was wrong"."""
    for place in wrong:
        noun = scene.doc[place]
        own = any(noun.is_ancestor(each.head) or noun == each.head for each in numbered)
        before = [each for each in numbered if each.head.i < place]
        if own or not before or any(child.dep_ not in POINTING for child in noun.children):
            continue
        last = before[-1].head.i
        if scene.sentences[place] - scene.sentences[last] <= CALLED_WRONG:
            yield last


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


def _old(
    scene: MeasureContext,
    verb: Token,
    new: CountedGroup,
    before: Sequence[CountedGroup],
    behind: Sequence[CountedGroup],
) -> CountedGroup | None:
    """What stood in the place of a new number: behind "from", else the one told before it.

    A headline that tells the new number itself tells nothing that was taken back.
    """
    number = _number_of(scene, new.head).lower_
    same = [
        each
        for each in (*before, *behind)
        if each.measure == new.measure and _number_of(scene, each.head).lower_ != number
    ]
    from_it = (each for each in same if _number_of(scene, each.head).head.lower_ == "from")
    here = next((each for each in from_it if scene.of_one_sentence(each.head, verb)), None)
    if here is not None:
        return here
    told = [each for each in same if each in before and each.part_of is None]
    last = told[-1] if told else None
    near = last is not None and scene.sentences[new.head.i] - scene.sentences[last.head.i] <= SAID_BEFORE
    return last if near and last is not None and not _is_of_another(scene, verb, last.head) else None


def _is_of_another(scene: MeasureContext, verb: Token, old: Token) -> bool:
    """Whether somebody sets "its figure" right whom the sentence of the number before does not name."""
    tree = scene.tree
    owned = any(
        scene.doc[owner].lower_ in OWNED
        for figure in tree.below(verb.i, "dobj", "nsubjpass")
        for owner in tree.below(figure, "poss")
    )
    names = [scene.doc[at] for at in tree.below(verb.i, "nsubj") if scene.doc[at].pos_ in ("NOUN", "PROPN")]
    said = {token.lemma_.lower() for token in old.sent}
    return owned and bool(names) and not any(name.lemma_.lower() in said for name in names)
