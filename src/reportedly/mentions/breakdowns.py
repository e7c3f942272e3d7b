"""Numbers that share out a count, or set another speaker's beside it, without a word that says of whom.

"40 people, 26 men and 14 women"; "407 dead: Masbate 252, Samar 86, Bohol 69"; "by province: Masbate 252,
Samar 86"; "the ministry counts 187 dead, the union 205, the police 21". Such numbers are shares where they
add up to the number before them, or where words say by what it is divided; those of other speakers stand
behind a name, each between two marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.closed_classes import BETWEEN_COUNTS, DIVIDING, OF_CONTENTS
from .measures import CountedGroup, MeasureContext, counted_by, has_number
from .non_counts import QUANTITIES
from .shared_measures import part_of, wholes_of
from .tables import counting, divides_counts

if TYPE_CHECKING:
    from spacy.tokens import Token


MOST_SHARES = 12
"""Numbers behind a count that are added up; a longer list is a table."""
LONGEST_NAME = 5
"""Words of the name before a number: "the Red Crescent's office"."""
LONGEST_DIVISION = 4
"""Words by which a count is divided: "district and town"."""
SENTENCES_BACK = 2
"""Sentences back in which the count stands that "by province:" divides."""
OF_NAMES = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "DT", "POS", "PRP$"})
HEADS_OF_NAMES = frozenset({"NN", "NNS", "NNP", "NNPS"})
OF_TIMES = frozenset({"DATE", "TIME"})
PLACES = frozenset({"GPE", "LOC"})
MARKS = frozenset({",", ";", "(", ":", "-", "–", "—"})
MARKS_OF_LISTS = frozenset({",", ";", ":"})
BEFORE_NUMBER = OF_CONTENTS | {"at"}
"""What stands between a name and its number: "the union of 205", "the police at 21"."""
ENDS = frozenset({",", ";", ".", ")"})


def of_breakdowns(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """40 people, 26 men and 14 women; 407 dead: Masbate 252, Samar 86, Bohol 69: shares that add up."""
    numbered = {each.head.i for each in found}
    for whole in found:
        sum_of = None if whole.part_of is not None else scene.value_of(whole.head)
        for number in () if sum_of is None else _shares(scene, whole, sum_of):
            noun = number.head if number.dep_ == "nummod" and number.head.i > number.i else number
            head = noun if len(scene.tree.below(noun.i, "nummod")) == 1 else number
            if not numbered & {head.i, number.i}:
                part, name = part_of(whole, head), _name_before(scene, number)
                yield part if name is None else replace(part, start=name.idx, named=True)


def _shares(scene: MeasureContext, whole: CountedGroup, sum_of: float) -> Sequence[Token]:
    """The numbers behind a count, in its sentence, that add up to it; none where they do not."""
    first = bisect_right(scene.numbers, whole.head.i)
    shares: list[Token] = []
    rest = sum_of
    for place in scene.numbers[first : first + MOST_SHARES]:
        number = scene.doc[place]
        value = scene.value(number)
        if value is None or not scene.of_one_sentence(whole.head, number):
            break
        shares.append(number)
        rest -= value
        if rest <= 0:
            break
    return shares if rest == 0 and len(shares) > 1 else ()


def of_divided_counts(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """By province: Masbate 252, Samar 86; deaths by town: Ica 31, Nazca nine and Pisco 7."""
    if ":" not in scene.tree.places:
        return
    already = {each.head.i for each in found}
    told = [each for each in wholes_of(found) if has_number(scene, each.head)]
    whole, last = None, -1
    for number in (scene.doc[place] for place in scene.numbers):
        mark = _mark_before_name(scene, number)
        if mark is None:
            continue
        if mark.text == ":":
            whole = _divided(scene, told, mark)
        elif mark.i != last + 1:
            whole = None
        if whole is not None and number.i not in already:
            last = number.i
            share = part_of(whole, number)
            start, end = scene.doc[mark.i + 1].idx, number.idx + len(number)
            yield replace(share, start=start, end=end, named=True)


def _mark_before_name(scene: MeasureContext, number: Token) -> Token | None:
    """The mark before the capitalised words of one line, "Rhône-Alpes", that stand right before a number."""
    between = scene.doc[max(0, number.i - LONGEST_NAME - 1) : number.i]
    mark = next(
        (each for each in reversed(between) if each.text in MARKS_OF_LISTS or each.dep_ == "cc"), None
    )
    if mark is None or mark.i == number.i - 1 or "\n" in scene.text[mark.idx : number.idx]:
        return None
    named = scene.doc[mark.i + 1].text[0].isupper()
    return mark if named and scene.value(number) is not None else None


def _divided(scene: MeasureContext, told: Sequence[CountedGroup], mark: Token) -> CountedGroup | None:
    """The count that words before a colon divide: "deaths by town:"; after "By town:" the last one told."""
    place = mark.i - 1
    while mark.i - place <= LONGEST_DIVISION and place > 0 and divides_counts(scene, scene.doc[place]):
        place -= 1
    by = scene.doc[place]
    if place == mark.i - 1 or by.lower_ not in DIVIDING:
        return None
    if by.is_sent_start:
        before = bisect_left(told, by.i, key=lambda each: each.head.i)
        whole = told[before - 1] if before else None
        near = whole is not None and scene.sentences[by.i] - scene.sentences[whole.head.i] <= SENTENCES_BACK
        return whole if near else None
    title = counting(scene, scene.doc[place - 1])
    return None if title is None else counted_by(title[0], title[1], title[1])


def of_places_in_brackets(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Ica has the most deaths (31), followed by Pisco (7): smaller numbers after that of the noun itself.

    Other numbers behind places may be years or the goals of a match.
    """
    if "(" not in scene.tree.places:
        return
    already = {each.head.i for each in found}
    noun = most = None
    for number in (scene.doc[place] for place in scene.numbers):
        before = _before_bracket(scene, number)
        if before is None:
            continue
        if before.tag_ == "NNS" and before.lemma_.lower() in scene.measures.nouns:
            noun, most = before, scene.value(number)
        elif noun is None or most is None or before.ent_type_ not in PLACES or number.i in already:
            continue
        elif scene.of_one_sentence(noun, number) and (scene.value(number) or most) < most:
            name = _start_of_name(before)
            word = scene.measures.nouns[noun.lemma_.lower()]
            start, end = name.idx, number.idx + len(number)
            yield CountedGroup(number, word, word.measure, noun, start, end, named=True)


def _before_bracket(scene: MeasureContext, number: Token) -> Token | None:
    """The word right before a number that stands alone in brackets."""
    behind = scene.after(number)
    alone = number.i > 1 and number.nbor(-1).text == "(" and behind is not None and behind.text == ")"
    return number.nbor(-2) if alone else None


def _start_of_name(last: Token) -> Token:
    """The first word of the name that a word ends."""
    first = last
    while first.ent_iob_ == "I" and last.i - first.i < LONGEST_NAME:
        first = first.nbor(-1)
    return first


def of_other_tellers(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """The ministry counts 187 dead, the union 205, the police 21: a name, a number, and no verb."""
    wholes = wholes_of(found)
    places = [each.head.i for each in wholes]
    already = {each.head.i for each in found}
    for place in scene.numbers:
        number = scene.doc[place]
        before = bisect_right(places, place) - 1
        if place in already or before < 0 or not _stands_alone(scene, number):
            continue
        whole = wholes[before]
        name = _name_before(scene, number)
        if name is None or not scene.of_one_sentence(whole.head, name) or not _is_told(scene, whole):
            continue
        start, end = name.idx, number.idx + len(number)
        yield CountedGroup(number, whole.word, whole.measure, whole.trigger, start, end, named=True)


def _stands_alone(scene: MeasureContext, number: Token) -> bool:
    """Whether the number ends its part of the sentence and is that of no date and no name: "on Channel 9"."""
    following = scene.after(number)
    ends = following is None or following.text in ENDS or following.dep_ == "cc"
    dated = number.ent_type_ in OF_TIMES and scene.doc[number.i - 1].tag_ in ("NNP", "NNPS")
    counts = number.ent_type_ in QUANTITIES or scene.doc[number.i - 1].lower_ in BEFORE_NUMBER
    return ends and not dated and counts and scene.value(number) is not None


def _is_told(scene: MeasureContext, whole: CountedGroup) -> bool:
    """Whether a verb with a subject before it tells the number: "the ministry [counts] 187 dead"."""
    verb = whole.head.head
    verb = verb.head if verb.dep_ in ("prep", "ccomp") else verb
    told = verb.lemma_ in scene.measures.tells and has_number(scene, whole.head)
    return told and any(child.dep_ == "nsubj" and child.i < verb.i for child in verb.children)


def _name_before(scene: MeasureContext, number: Token) -> Token | None:
    """The first word of a name between a mark and a number: "; the union 205", ", the union of 205"."""
    place = number.i - 1
    while place > 1 and (scene.doc[place].lower_ in BEFORE_NUMBER or scene.doc[place].dep_ == "quantmod"):
        place -= 1
    if place < 0 or scene.doc[place].tag_ not in HEADS_OF_NAMES:
        return None
    while number.i - place <= LONGEST_NAME + 1 and scene.doc[place].tag_ in OF_NAMES:
        if scene.doc[place].is_sent_start:
            return None
        place -= 1
    mark = scene.doc[place]
    name = scene.doc[place + 1]
    if mark.text == "(" and name.i == number.i - 1 and name.text.isupper():
        return None  # the call sign of an outlet: "(NTV 24)"
    between = mark.text in MARKS or mark.dep_ == "cc" or mark.lower_ in BETWEEN_COUNTS
    return name if between else None
