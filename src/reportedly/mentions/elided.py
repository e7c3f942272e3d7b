"""Of whom a measure is said by words that stand elsewhere: in the line, the clause or the sentence before.

"Killed: 14"; "killed were a teacher and four pupils"; "seven died at once and two more in hospital"; "eleven
were hurt, three seriously"; "of the 40 killed, 12 were children"; "they counted the bodies. There are 31".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.closed_classes import AMONG, DEMONSTRATIVES, NEGATIONS, THEM
from ..lexicon import MeasureWord
from .measure_grammar import AUXILIARIES, begins_clause, has_own_verb, word_of_participle
from .measures import CountedGroup, MeasureContext, counted_by, has_number, is_last_named, is_number
from .shared_measures import NOUN_TAGS, RELATIVE_BACKWARD, part_of, state_after

if TYPE_CHECKING:
    from spacy.tokens import Token

DASHES = frozenset({"-", "–", "—"})
LABEL_MARKS = DASHES | {":"}
"""What stands between a measure and its number in a line of a table."""
THOSE_BEFORE = DEMONSTRATIVES | THEM
LONGEST_ASIDE = 40
"""Tokens between two dashes that tell who those before were."""
NEAR_SENTENCES = 1
"""Sentences between those counted and a bare number that counts them again, or some of them."""


def of_labels(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Killed: 14; missing: 3 pupils; "injured 20, abducted 4 and missing 9"."""
    for label in scene.said:
        mark, number = scene.after(label), scene.after(label, 2)
        noun_told = _noun_of_label(scene, label, number)
        if noun_told is not None:
            mark, number = number, scene.after(label, 3)
        ends = number is None or number.is_punct or _joins_label(scene, number)
        if mark is not None and is_number(mark) and ends:
            mark, number = label, mark
        elif mark is None or mark.text not in LABEL_MARKS:
            continue
        if number is None or not is_number(number) or "\n" in scene.text[label.idx : number.idx]:
            continue
        word = _word_of_label(scene, label) if noun_told is None else noun_told
        first = scene.doc[label.i - 1] if label.i and scene.doc[label.i - 1].tag_ == "RB" else label
        before = first if first.is_sent_start else scene.doc[first.i - 1]
        begins = before == first or before.is_punct or before.is_space or _joins_label(scene, before)
        if word is not None and begins:
            counts = number.dep_ == "nummod" and number.head.i > number.i
            noun = number.head if counts and number.head.tag_ in NOUN_TAGS else number
            head = noun if len(scene.tree.below(noun.i, "nummod")) <= 1 else number
            yield counted_by(word, label, head)


def _noun_of_label(scene: MeasureContext, label: Token, mark: Token | None) -> MeasureWord | None:
    """The entry of a noun with what was done to it before the mark: "[Bodies] recovered: 41", not averted."""
    done = scene.after(label)
    if mark is None or mark.text not in LABEL_MARKS or label.tag_ != "NNS" or done is None:
        return None
    if done.tag_ not in ("VBN", "VBD") or done.lower_ in scene.measures.undone:
        return None
    return scene.measures.nouns.get(label.lemma_.lower())


def _joins_label(scene: MeasureContext, word: Token) -> bool:
    """Whether it is the "and" between labels with their numbers: "injured 20[ and ]missing 9"."""
    if word.lower_ != "and" or word.i < 2:
        return False
    before = word.nbor(-2) if word.nbor(-1).text == "," else word.nbor(-1)
    label, number = scene.after(word), scene.after(word, 2)
    return is_number(before) and label in scene.said and number is not None and is_number(number)


def _word_of_label(scene: MeasureContext, label: Token) -> MeasureWord | None:
    """The entry of a participle or a state, also where the tagger takes it for a noun or a name."""
    return scene.measures.states.get(label.lower_) or word_of_participle(scene, label)


def of_inverted(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Killed were a teacher and four pupils; also wounded was a nurse."""
    tree = scene.tree
    for state in scene.said:
        verb = state.head
        if verb.lemma_ != "be" or verb.i <= state.i or tree.below(state.i, "det"):
            continue
        word = word_of_participle(scene, state)
        if word is None or state.dep_ not in ("nsubj", "attr", "acomp", "csubj"):
            continue
        heads = tuple(tree.tokens[i] for i in tree.joined(tree.below(verb.i, "attr", "nsubj")) if i > verb.i)
        for head in heads:
            yield counted_by(word, state, head, group=heads)


def of_joined_subjects(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """It killed 12, and 30 were wounded, 40 are in hospital: the parse joins those to the 12."""
    for number in (scene.doc[place] for place in scene.numbers):
        head = number.head if number.dep_ == "nummod" else number
        if not begins_clause(scene, head):
            continue
        far = 2
        while (state := scene.after(head, far)) is not None and state.lemma_ in AUXILIARIES:
            far += 1  # "and 30 had been wounded"
        place = scene.after(head, far + 1)
        if state is None:
            continue
        within = scene.measures.within.get(place.lemma_.lower()) if place and state.lower_ == "in" else None
        word = within or word_of_participle(scene, state)
        if word is not None:
            yield counted_by(word, place if within and place else state, head)


def of_elided_verbs(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Seven died at once and two more in hospital; eleven were hurt, three seriously; one fatally."""
    wholes = {each.trigger.i: each for each in found if each.part_of is None}
    already = {each.head.i for each in found}
    for number in (scene.doc[place] for place in scene.numbers):
        whole = wholes.get(number.head.i)
        if whole is None or number.i in already or whole.head.i >= number.i or has_own_verb(number):
            continue
        if number.dep_ == "conj" and scene.tree.below(number.i, "prep", "advmod", "npadvmod"):
            yield replace(part_of(whole, number), part_of=None)
        elif number.dep_ == "npadvmod" and (adverbs := scene.tree.below(number.i, "advmod")):
            manner = scene.measures.manners.get(scene.doc[adverbs[-1]].lower_)
            part = part_of(whole, number)
            yield part if manner is None else replace(part, word=manner, measure=manner.measure)


def of_those(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Of the 40 killed, 12 were children; of the dead, 17 were women and five were boys."""
    tree = scene.tree
    wholes = {each.head.i: each for each in found if each.word.form != "aboard"}
    for number in (scene.doc[place] for place in scene.numbers):
        subject = number.head if number.dep_ == "nummod" else number
        if subject.dep_ not in ("nsubj", "nsubjpass"):
            continue
        verb = subject.head if subject.head.dep_ != "conj" else subject.head.head
        for of in (
            i for i in tree.below(verb.i, "prep") if i < min(number.i, verb.i) and tree.lowers[i] == "of"
        ):
            for those in (tree.tokens[place] for place in tree.below(of, "pobj")):
                state = scene.measures.states.get(those.lower_) if tree.below(those.i, "det") else None
                whole = wholes.get(those.i) or _led_back(scene, found, those, verb)
                if whole is not None:
                    yield part_of(whole, subject)
                elif state is not None:
                    yield counted_by(state, those, subject, part_of=those)


def of_some_of_more(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Seven nurses were among 40 people abducted: what is said of them all is said of the seven."""
    tree = scene.tree
    for whole in found:
        among = whole.head.head
        if whole.head.dep_ != "pobj" or among.lower_ not in AMONG or among.head.lemma_ != "be":
            continue
        numbered = has_number(scene, whole.head)
        for place in tree.joined(tree.below(among.head.i, "nsubj", "attr")) if numbered else ():
            yield part_of(whole, tree.tokens[place])


def _led_back(
    scene: MeasureContext, found: Sequence[CountedGroup], those: Token, verb: Token
) -> CountedGroup | None:
    """Those counted last before "of whom two were police", where it is told who they were."""
    if those.lower_ not in RELATIVE_BACKWARD or verb.lemma_ != "be" or not scene.tree.below(verb.i, "attr"):
        return None
    before = [each for each in found if each.part_of is None and each.head.i < those.i]
    whole = max(before, key=lambda each: each.head.i, default=None)
    return whole if whole is not None and is_last_named(scene, whole, those) else None


def of_some_of_whom(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """31 were hurt, of whom four are critical; 45 injured, of whom three seriously."""
    before = sorted((each for each in found if each.part_of is None), key=lambda each: each.head.i)
    places = [each.head.i for each in before]
    for number in (scene.doc[place] for place in scene.numbers):
        of, whom = scene.doc[max(0, number.i - 2)], scene.doc[number.i - 1]
        last = bisect_left(places, number.i) - 1
        if last < 0 or of.lower_ != "of" or whom.lower_ not in RELATIVE_BACKWARD:
            continue
        if is_last_named(scene, before[last], number) and _is_of_their_state(scene, number):
            yield part_of(before[last], number)


def of_these(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Ninety died. Of these 50 were in one valley: read in order, since the parse joins "these 50"."""
    wholes = sorted((each for each in found if each.part_of is None), key=lambda each: each.head.i)
    places = [each.head.i for each in wholes]
    for place in scene.numbers:
        if THOSE_BEFORE.isdisjoint(scene.tree.lowers[max(0, place - 3) : place]):
            continue
        number = scene.doc[place]
        before = scene.doc[max(number.sent.start, place - 3) : place]
        if not before or before[0].lower_ not in ("of", "out") or not before[0].is_sent_start:
            continue
        those = [word.lower_ for word in before[1:] if word.lower_ not in ("of", ",")]
        last = bisect_left(places, number.i) - 1
        if len(those) != 1 or those[0] not in THOSE_BEFORE or last < 0:
            continue
        whole = wholes[last]
        fewer = (scene.value(number) or 0.0) < (scene.value_of(whole.head) or 0.0)
        if fewer and _is_next(scene, whole.head, number) and _is_of_their_state(scene, number):
            yield part_of(whole, number)


def _is_of_their_state(scene: MeasureContext, number: Token) -> bool:
    """Whether it is told how they are, and no deed of theirs: "four are critical", "three seriously"."""
    behind, beyond = scene.after(number), scene.after(number, 2)
    if behind is not None and behind.lemma_ in scene.measures.undergoing:
        return beyond is not None and beyond.tag_ in ("NN", "NNS", "JJ", "DT", "PRP$", "IN")
    if behind is None or behind.lemma_ != "be":
        return behind is None or behind.is_punct or behind.tag_ == "RB"
    return beyond is not None and beyond.tag_ in ("JJ", "RB", "IN") and beyond.lower_ not in NEGATIONS


def of_the_told(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """The dead - two guards, three cooks and a driver - were buried: who those told of before were."""
    if scene.tree.places.keys().isdisjoint(DASHES):
        return
    for state in scene.said:
        mark = scene.after(state)
        word = scene.measures.states.get(state.lower_)
        if word is None or mark is None or mark.text not in DASHES or state.i == 0:
            continue
        if scene.doc[state.i - 1].lower_ != "the":
            continue
        first = bisect_left(scene.numbers, mark.i)
        behind = scene.doc[mark.i + 1 : mark.i + 1 + LONGEST_ASIDE]
        end = next((token.i for token in behind if token.text in DASHES or token.is_sent_start), behind.end)
        for number in (scene.doc[place] for place in scene.numbers[first : bisect_left(scene.numbers, end)]):
            if number.dep_ != "nummod":
                break
            yield counted_by(word, state, number.head)


def of_numbers_alone(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """They counted the bodies. There are 31. Forty people died. Twelve were children."""
    wholes = sorted((each for each in found if each.part_of is None), key=lambda each: each.head.i)
    places = [each.head.i for each in wholes]
    already = set(places)
    for number in (scene.doc[place] for place in scene.numbers):
        verb = number.head
        if verb.lemma_ != "be" or verb.dep_ not in ("ROOT", "ccomp") or number.i in already:
            continue
        whole = _meant(scene, wholes[: bisect_left(places, number.i)], number)
        if number.dep_ == "nsubj" and verb.dep_ == "ROOT" and whole and _are_some(scene, whole, number):
            yield part_of(whole, number)
        elif number.dep_ == "attr" and scene.tree.below(verb.i, "expl"):
            yield from _counted_before(scene, number)


def _meant(scene: MeasureContext, wholes: Sequence[CountedGroup], number: Token) -> CountedGroup | None:
    """The last of those before; where the number is "of the dead", the last of whom that was said."""
    state = state_after(scene, number)
    fitting = (each for each in reversed(wholes) if state is None or each.measure == state.measure)
    return next(fitting, None)


def _are_some(scene: MeasureContext, whole: CountedGroup, number: Token) -> bool:
    """Whether a bare number says who some of those in the sentence before were."""
    people = (scene.doc[place] for place in scene.tree.below(number.head.i, "attr"))
    numbered = has_number(scene, whole.head)
    return (
        numbered
        and _is_next(scene, whole.head, number)
        and any(scene.measures.kind(noun) == "people" for noun in people)
    )


def _counted_before(scene: MeasureContext, number: Token) -> Iterator[CountedGroup]:
    """The dead, the bodies, the arrests of the sentence before, that "there are 31" gives the number of."""
    before = [token for token in scene.said if token.i < number.i and _is_next(scene, token, number)]
    for noun in reversed(before):
        word = scene.measures.nouns.get(noun.lemma_.lower()) if noun.tag_ == "NNS" else None
        if word is not None:
            rival = number.head.dep_ == "ccomp" and not any(scene.tree.children[number.i])
            if rival or not scene.tree.below(noun.i, "nummod"):
                yield counted_by(word, number, number)
            return


def _is_next(scene: MeasureContext, before: Token, number: Token) -> bool:
    return 0 < scene.sentences[number.i] - scene.sentences[before.i] <= NEAR_SENTENCES
