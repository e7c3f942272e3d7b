"""What is said of the number before, and holds for others too.

"225 bodies, 19 of them soldiers"; "103 dead in one town, 21 in the next"; "the earlier count was 40".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.clauses import Clause
from ..language.closed_classes import BACKWARD, DEFINITE, DEMONSTRATIVES, SINGLE
from ..lexicon import MeasureWord
from .measure_grammar import word_of_participle
from .measures import (
    CountedGroup,
    MeasureContext,
    are_others,
    counted_by,
    has_number,
    is_last_named,
    is_number,
    is_real,
    left_edge,
)
from .number_phrases import is_of_something_else, is_set_against, word_of_phrase
from .told_numbers import count_brought
from .toll_grammar import BEFORE_TOLD, CALLED_SO

if TYPE_CHECKING:
    from spacy.tokens import Token

FAR_BACK = 1
"""Sentences back in which the figure stands that "of them" or a bare number goes on from."""

FARTHEST_BACK = 3
"""Sentences back in which a bare number that somebody tells is looked for, where it is about as high."""
ABOUT_AS_HIGH = 2.0
NEARLY_EQUAL = 1.25
"""The same where a count in the sentence before is not about as high: "97 died. 388 were not heard of. The
mayor gave 99"."""
HARDLY_WORSE = 1.5
"""How much farther from a number that of the dead may be than another that is not about as high either."""
UNKNOWN_RATIO = 1e9
"""How far apart a number is from one that is not known: farther than any other."""
MOST_KEPT = 8
"""Counts that are kept to be told again."""
LISTING = frozenset({",", ";", ":", "-", "–", "—"})
"""Marks before a number of a list of places."""
LONGEST_COMPARING = 5
"""Words from those that compare to the number: "[compared with] a previous 40"."""
FINAL = frozenset({"killed", "other"})
"""Measures of whom more are found as they were found; who is missing is found as something else."""
RELATIVE_BACKWARD = BACKWARD & {"whom", "which"}
"""Pronouns for those named last in their own sentence."""
BETWEEN_NUMBERS = frozenset({",", ";", "and", "but"})
"""What stands before the word by which a later number follows: "49, [then] 74"."""
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ"})

STICKING = frozenset({"stick"})
"""Verbs that tell a number of who speaks alone: a lorry sticks to 62, too."""


def of_places_of_care(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """719 in hospital; two in critical condition; 27 others with injuries."""
    words = {"in": scene.measures.within, "with": scene.measures.borne}
    for token in scene.said:
        place = token.head
        word = words.get(place.lower_, {}).get(token.lemma_.lower())
        if word is None or token.dep_ != "pobj" or place.i == 0:
            continue
        head = scene.doc[place.i - 1]
        if is_number(head) or (head.tag_ == "NNS" and scene.tree.below(head.i, "nummod")):
            yield counted_by(word, token, head)


def wholes_of(found: Sequence[CountedGroup]) -> list[CountedGroup]:
    """Those counted who are no part of others, in order; a mere noun gives way to what is said of it."""
    said = {each.head.i for each in found if "not_otherwise" not in each.word.needs}
    wholes = [
        each
        for each in found
        if each.part_of is None and not ("not_otherwise" in each.word.needs and each.head.i in said)
    ]
    return sorted(wholes, key=lambda each: each.head.i)


def of_numbers_going_on(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """19 of them soldiers; 149 of the dead; 21 in the next town; the earlier count was 40."""
    already = {each.head.i for each in found}
    wholes = wholes_of(found)
    waiting = 0
    before = _Before()
    for number in (scene.doc[place] for place in scene.numbers):
        while waiting < len(wholes) and wholes[waiting].head.i < number.i:
            before.note(scene, wholes[waiting])
            waiting += 1
        if number.i in already:
            continue
        state = state_after(scene, number)
        if state is not None:
            end = number.right_edge.idx + len(number.right_edge)
            some = CountedGroup(number, state, state.measure, number, number.idx, end)
            before.note(scene, some)
            yield some
        else:
            for each in _going_on(scene, before, number):
                if each.part_of is None:
                    before.note(scene, each)
                yield _in_its_manner(scene, each)


def _in_its_manner(scene: MeasureContext, part: CountedGroup) -> CountedGroup:
    """A part with the measure of the word behind "of them": "40 casualties, [12 of them fatal]"."""
    of, them, manner = (scene.after(part.head, far) for far in (1, 2, 3))
    if manner is None or of is None or of.lower_ != "of" or them is None or them.lower_ not in BACKWARD:
        return part
    word = scene.measures.manners.get(manner.lower_)
    return part if word is None else replace(part, word=word, measure=word.measure)


def state_after(scene: MeasureContext, number: Token) -> MeasureWord | None:
    """The state of "149 of the dead", and the noun of "78 of the deaths", "8 of the 22 deaths"."""
    of, the, state = (scene.after(number, far) for far in (1, 2, 3))
    if state is not None and is_number(state) and state.dep_ == "nummod":
        state = scene.after(number, 4)  # "8 of the 22 deaths"
    if of is None or the is None or state is None or of.lower_ != "of" or the.tag_ != "DT":
        return None
    word = scene.measures.nouns.get(state.lemma_.lower()) if state.tag_ == "NNS" else None
    if the.lower_ in DEMONSTRATIVES and state.dep_ == "acl":
        return word_of_participle(scene, state)
    return scene.measures.states.get(state.lower_) or (
        None if word is None or word.measure == "troops" else word
    )


class _Before:
    """Who was counted before a place: the last of all, the last with a number, all lately numbered."""

    def __init__(self) -> None:
        self.any: CountedGroup | None = None
        self.numbered: CountedGroup | None = None
        self.lately: list[CountedGroup] = []
        """The last with a number, the latest first."""

    def note(self, scene: MeasureContext, whole: CountedGroup) -> None:
        """Keep one more, the later before the earlier."""
        self.any = whole
        if has_number(scene, whole.head) or whole.head.lower_ in scene.measures.vague:
            self.numbered = whole
            self.lately = [whole, *self.lately[: MOST_KEPT - 1]]

    def likest(self, scene: MeasureContext, number: Token) -> CountedGroup | None:
        """Those whose count a bare number tells again: of several the dead, or who are nearest in number.

        "Nine died and 340 were hurt. The union gave 360." Beyond the sentence before only a number that is
        about as high is believed to count the same.
        """
        value = scene.value(number)
        again = _is_taken_up(scene, number)
        known = _likest(scene, self.lately, value) if value and _is_changed(scene, number) else None
        if known is not None and known[0] <= NEARLY_EQUAL:
            return known[1]
        near = [] if again else [whole for whole in self.lately if is_near(scene, whole, number)]
        if is_set_against(number):  # "ministers say 70 are dead, while nurses talk of 200"
            near = [whole for whole in near if scene.of_one_sentence(whole.head, number)] or near
            if (nearest := _likest(scene, near, value) if value else None) is not None:
                return nearest[1]
        if not near and not again and is_near(scene, self.any, number):
            return self.any  # "how many are missing is unclear. The mayor spoke of 40"
        far = [whole for whole in self.lately if _is_within(scene, whole, number, FARTHEST_BACK)]
        if value is None or value == 0:
            return next((whole for whole in near if whole.measure == "killed"), next(iter(near), None))
        likest = [_likest(scene, wholes, value) for wholes in (_dead_first(scene, near, value), far)]
        for best, enough in zip(
            likest, (ABOUT_AS_HIGH, NEARLY_EQUAL if near else ABOUT_AS_HIGH), strict=True
        ):
            if best is not None and best[0] <= enough:
                return best[1]
        return None if likest[0] is None else likest[0][1]


def _likest(
    scene: MeasureContext, wholes: Sequence[CountedGroup], value: float
) -> tuple[float, CountedGroup] | None:
    """Those whose number is nearest to another, with how many times the greater is the lesser."""
    apart = ((_ratio(scene.value_of(whole.head), value), whole) for whole in wholes)
    return min(apart, key=lambda each: each[0], default=None)


def _dead_first(
    scene: MeasureContext, wholes: Sequence[CountedGroup], value: float
) -> Sequence[CountedGroup]:
    """The dead alone, where a number tells them hardly worse than the others and none of them well.

    "769 died and 934 were hurt. The union believes that the number surpasses 2,000."
    """
    best = _likest(scene, wholes, value)
    dead = [whole for whole in wholes if whole.measure == "killed"]
    known = _likest(scene, dead, value)
    if best is None or known is None or best[0] <= NEARLY_EQUAL or known[0] > HARDLY_WORSE * best[0]:
        return wholes
    return dead


def _ratio(one: float | None, other: float) -> float:
    """How many times the greater of two numbers is the lesser."""
    return max(one / other, other / one) if one else UNKNOWN_RATIO


def is_near(scene: MeasureContext, whole: CountedGroup | None, number: Token) -> bool:
    """Whether those counted stand at most a sentence before a number."""
    return whole is not None and _is_within(scene, whole, number, FAR_BACK)


def _is_within(scene: MeasureContext, whole: CountedGroup, number: Token, far: int) -> bool:
    return scene.sentences[number.i] - scene.sentences[whole.head.i] <= far


def _going_on(scene: MeasureContext, before: _Before, number: Token) -> Iterator[CountedGroup]:
    """What goes on from those before; a count without its noun is of the dead where the sentence has any."""
    following, beyond = ("" if t is None else t.lower_ for t in (scene.after(number), scene.after(number, 2)))
    if following == "of" and beyond in BACKWARD:
        noun = scene.after(number, 3)
        word = scene.measures.nouns.get(noun.lemma_.lower()) if noun is not None else None
        if noun is not None and word is not None and beyond in DEMONSTRATIVES:
            yield counted_by(word, noun, number)
        elif (
            before.any is not None
            and not _acts(scene, number)
            and is_near(scene, before.any, number)
            and _has_counted_some(scene, before.any)
            and (beyond not in RELATIVE_BACKWARD or is_last_named(scene, before.any, number))
            and not are_others(scene, before.any, number)
        ):
            yield part_of(before.any, number)
        return
    whole = before.numbered
    if whole is None or not is_near(scene, whole, number):
        yield from _told_again(scene, before, number)
        return
    if (following == "in" and _is_listed_place(scene, whole, number)) or _is_shared_out(scene, whole, number):
        yield replace(part_of(whole, number), part_of=None)
    elif (compared := _comparing(scene, number)) is not None and whole.word.form != "tells":
        yield replace(counted_by(compared, number, number), measure=whole.measure)
    elif (later := _told_later(scene, number)) and scene.of_one_sentence(whole.head, number):
        yield replace(counted_by(later, number, number), measure=whole.measure)
    elif _is_share_accounted_for(scene, whole, number):
        yield part_of(whole, number)
    elif following == "more" and _are_found_too(scene, whole, number):
        yield counted_by(whole.word, number, number)
    else:
        yield from _told_again(scene, before, number)


def _acts(scene: MeasureContext, number: Token) -> bool:
    """Whether some of those before do something, so that it is not told who they were: "one of them said"."""
    verb = number.head
    frames = scene.measures.verbs.get(verb.lemma_, ())
    befell = verb.lemma_ in ("be", "have") or any(not companions for companions, _ in frames)
    subject = number.dep_ == "nsubj" and verb.pos_ == "VERB" and not befell
    return subject and verb.tag_ in ("VBD", "VBP", "VBZ") and number.i < verb.i


def _has_counted_some(scene: MeasureContext, whole: CountedGroup) -> bool:
    """Whether those are told of as counted, not by a noun that tells only who they are: "the prisoners"."""
    return "not_otherwise" not in whole.word.needs or has_number(scene, whole.head)


def _told_again(scene: MeasureContext, before: _Before, number: Token) -> Iterator[CountedGroup]:
    """A bare number that words tell, of those counted before: "the hospital gave six"."""
    one = number.lower_ in SINGLE  # "know one another", "as one"
    tells = None if one else word_of_phrase(scene, number) or _tells(scene, number)
    whole = None if tells is None else before.likest(scene, number)
    if tells is None or whole is None:
        return
    if not scene.of_one_sentence(whole.head, number) and is_of_something_else(scene, number):
        return
    if number.dep_ == "nummod":
        for place in scene.tree.joined([number.head.i]):
            yield replace(counted_by(tells, number, scene.doc[place]), measure=whole.measure)
    else:
        noun = number.head.head if number.dep_ == "pobj" and number.head.head.dep_ == "dobj" else number.head
        start = min(left_edge(noun), number.idx)
        yield CountedGroup(number, tells, whole.measure, number, start, number.idx + len(number))


def _is_listed_place(scene: MeasureContext, whole: CountedGroup, number: Token) -> bool:
    """Whether it is one of a list: "103 dead in Almaty, 21 in Kyzylorda"; "124 died: 103 in"."""
    before, place = scene.doc[number.i - 1], scene.after(number, 2)
    listed = before.text in LISTING or before.tag_ == "CC"
    named = place is not None and place.tag_ == "NNP"
    return listed and named and scene.of_one_sentence(whole.head, number)


def _is_shared_out(scene: MeasureContext, whole: CountedGroup, number: Token) -> bool:
    """Whether it goes on with the preposition of the one before: "12 deaths in the north and nine in"."""
    following, before = scene.after(number), scene.doc[number.i - 1]
    if not scene.of_one_sentence(whole.head, number):
        return False
    if following is None or following.dep_ != "prep" or not (before.text == "," or before.tag_ == "CC"):
        one, other = (
            each.head for each in (whole.trigger if whole.head.dep_ != "pobj" else whole.head, number)
        )
        alone = number.dep_ == "pobj" and other.dep_ == "prep" and other.lower_ == "for" == one.lower_
        return alone and one != other
    behind = scene.doc[max(whole.head.i, whole.trigger.i) + 1 : number.i - 1]
    return any(word.dep_ == "prep" and word.lower_ == following.lower_ for word in behind)


def _is_share_accounted_for(scene: MeasureContext, whole: CountedGroup, number: Token) -> bool:
    """Whether it is what a place or a cause has of those before: "the coast accounted for 312"."""
    verb, behind = number.head.head, scene.after(number)
    if number.dep_ != "pobj" or number.head.lower_ != "for" or verb.lemma_ != "account":
        return False
    if number.head.i != verb.i + 1:  # "oil accounted for a third, gas for 12"
        return False
    part, all_of_them = scene.value(number), scene.value_of(whole.head)
    alone = behind is None or behind.is_punct or behind.tag_ == "CC"
    return alone and part is not None and all_of_them is not None and part < all_of_them


def _comparing(scene: MeasureContext, number: Token) -> MeasureWord | None:
    """The entry of the words that put the number of another time beside a count: "down from 40".

    So do those before an article or a word for what was before: "compared with an earlier 40".
    """
    following = scene.after(number)
    if following is not None and following.tag_[:2] == "NN":
        return None
    compared = scene.measures.compared
    words = [
        token.lower_ for token in scene.doc[max(number.sent.start, number.i - LONGEST_COMPARING) : number.i]
    ]
    while words:
        found = (compared.get(tuple(words[-count:])) for count in range(len(words), 0, -1))
        word = next(filter(None, found), None)
        if word is not None:
            return word
        last = words.pop()
        if last not in DEFINITE | {"a", "an"} and last not in scene.measures.kinds_of_counts:
            return None
    return None


def _told_later(scene: MeasureContext, number: Token) -> MeasureWord | None:
    """The entry of the word by which a bare number comes in the place of another: "first 49, then 74"."""
    following, before = scene.after(number), scene.doc[number.i - 1]
    alone = following is None or (following.tag_[:2] not in ("NN", "JJ", "CD") and following.text != "-")
    listed = scene.doc[number.i - 2].text in BETWEEN_NUMBERS
    return scene.measures.later.get(before.lower_) if alone and listed else None


def _are_found_too(scene: MeasureContext, whole: CountedGroup, number: Token) -> bool:
    """Whether more are found of those whose bodies were: "Two more were found on Sunday"."""
    alone = number.dep_ in ("nsubj", "nsubjpass", "dobj")
    return alone and whole.measure in FINAL and number.head.lemma_.lower() in scene.measures.found


def _tells(scene: MeasureContext, number: Token) -> MeasureWord | None:
    """The entry of words that tell a number without its noun: "the channel gave 164"."""
    if number.dep_ == "nummod" and number.head.dep_ == "attr":
        return _owned_count(scene, number.head)
    if (published := _word_of_publishing(scene, number)) is not None:
        return published
    if _is_count_with_mark(scene, number):
        return scene.measures.counts[scene.doc[number.i - 2].lemma_]
    if number.dep_ in ("nummod", "quantmod", "compound"):
        return None
    count = _count_given(scene, number) or count_brought(scene, number)
    if count is not None:
        return count
    above = number.head if number.dep_ != "pobj" else number.head.head
    verb = scene.by_verb.get(above.i)
    clause = scene.by_verb.get(number.i) or verb
    if clause is None or not is_real(clause):
        return None
    measures = scene.measures
    behind = f"{above.lemma_} + {number.head.lower_}" if number.dep_ == "pobj" else ""
    by_all = measures.tells if above.lemma_ not in STICKING else {}
    by_tellers = (
        (measures.tells.get(above.lemma_) or measures.tells.get(behind)) if _can_tell(scene, clause) else None
    )
    word = by_all.get(above.lemma_) or by_tellers
    if word is not None and (_is_number_of_others(scene, clause) or _is_put_for_others(scene, number)):
        return None
    if above.lemma_ in measures.corrects and _is_of_things(scene, above):
        return None
    beside = number.dep_ == "npadvmod" and number.i == above.i + 1
    if word is not None and (beside or number.dep_ in ("dobj", "attr", "pobj", "oprd")):
        return word
    if word is not None and number.dep_ == "nsubjpass":  # "no more than 46 have been confirmed"
        return word
    brought = number.dep_ == "pobj" and (bool(clause.objects) or number.head.lower_ in BEFORE_TOLD)
    if clause.predicate != number and above.lemma_ != "be" and not brought:
        return None
    changed = clause.objects if number.dep_ == "pobj" and number.head.lower_ == "to" else ()
    told = (
        measures.counts.get(noun.lemma_) or measures.tells.get(noun.lemma_)
        for noun in (*clause.subjects, *changed)
    )
    return next(filter(None, told), None)


def _can_tell(scene: MeasureContext, clause: Clause) -> bool:
    """Whether the subject tells numbers: "the union keeps to 62", but not "the road keeps to 62"."""
    measures = scene.measures
    return not clause.subjects or any(
        noun.pos_ in ("PROPN", "PRON")
        or noun.lemma_.lower() in measures.tellers
        or noun.lemma_ in measures.counts
        or noun.lower_ in measures.hearsay
        for noun in clause.subjects
    )


def _word_of_publishing(scene: MeasureContext, number: Token) -> MeasureWord | None:
    """The entry of the participle by which a bare number is one that was told: "the 88 given out in May"."""
    first, verb = number.left_edge, scene.after(number)
    if verb is None or verb.tag_ != "VBN" or verb.dep_ != "acl" or first.lower_ not in DEFINITE:
        return None
    behind = scene.after(verb)
    pair = f"{verb.lemma_} + {behind.lower_}" if behind is not None else ""
    return scene.measures.published.get(pair) or scene.measures.published.get(verb.lemma_)


def _owned_count(scene: MeasureContext, noun: Token) -> MeasureWord | None:
    """The entry of somebody's number that is told with its noun: "the union's count is 14 miners"."""
    subjects = (scene.doc[place] for place in scene.tree.below(noun.head.i, "nsubj"))
    counts = (each for each in subjects if scene.tree.below(each.i, "poss"))
    return next((word for each in counts if (word := scene.measures.counts.get(each.lemma_))), None)


def _count_given(scene: MeasureContext, number: Token) -> MeasureWord | None:
    """The entry of the noun for a number that somebody gives or goes back to: "gave a lower figure of 37"."""
    noun = number.head.head
    if number.dep_ != "pobj" or number.head.lower_ not in ("of", "as"):
        return None
    clause = scene.by_verb.get(noun.head.i)
    told = clause is not None and is_real(clause) and noun.head.lemma_ in scene.measures.tells
    given = (noun.dep_ == "dobj" and told) or _is_taken_up(scene, number)
    return scene.measures.counts.get(noun.lemma_) if given else None


def _is_taken_up(scene: MeasureContext, number: Token) -> bool:
    """Whether words go back to somebody's count: "withdrew its count of 52", "stood by the figure of 44"."""
    noun = number.head.head
    known = any(child.tag_ == "PRP$" or child.lower_ == "the" for child in noun.children)
    of_count = number.dep_ == "pobj" and number.head.lower_ == "of" and noun.lemma_ in scene.measures.counts
    return of_count and known and noun.dep_ in ("dobj", "pobj")


def _is_changed(scene: MeasureContext, number: Token) -> bool:
    """Whether somebody's own count is changed to it: "raised its total to 115"."""
    verb = number.head.head
    if number.dep_ != "pobj" or number.head.lower_ != "to" or verb.lemma_ not in scene.measures.corrects:
        return False
    nouns = (scene.doc[place] for place in scene.tree.below(verb.i, "dobj"))
    return any(noun.lemma_ in scene.measures.counts and _is_owned(scene, noun) for noun in nouns)


def _is_owned(scene: MeasureContext, noun: Token) -> bool:
    return bool(scene.tree.below(noun.i, "poss"))


def _is_count_with_mark(scene: MeasureContext, number: Token) -> bool:
    """Whether it stands behind somebody's count and a colon: "The ministry's figure: 107,000"."""
    mark, noun = scene.doc[number.i - 1], scene.doc[max(0, number.i - 2)]
    return mark.text == ":" and noun.lemma_ in scene.measures.counts and _is_owned(scene, noun)


def _is_number_of_others(scene: MeasureContext, clause: Clause) -> bool:
    """Whether the subject says of whom the number is: "the number of visitors", "the number used"."""
    tree = scene.tree
    counts = [noun for noun in clause.subjects if noun.lemma_ in scene.measures.counts]
    if _are_of_another_deed(scene, counts):
        return True
    nouns = (i for noun in counts for of in tree.below(noun.i, "prep") for i in tree.below(of, "pobj"))
    return any(tree.tokens[i].lemma_.lower() not in scene.measures.known for i in nouns)


def _are_of_another_deed(scene: MeasureContext, counts: Sequence[Token]) -> bool:
    """Whether what stands right behind is no deed that is counted: "the number [used]"."""
    done = (scene.doc[place].lemma_.lower() for noun in counts for place in scene.tree.below(noun.i, "acl"))
    return not scene.measures.known.issuperset(done)


def _is_of_things(scene: MeasureContext, verb: Token) -> bool:
    """Whether what a verb of correction changes is no count of people: "the price was cut to 50 from 120"."""
    measures = scene.measures
    changed = [scene.doc[place] for place in scene.tree.below(verb.i, "dobj", "nsubjpass")]
    told = measures.counts.keys() | measures.tells.keys() | measures.known | measures.plain_tolls.keys()
    return bool(changed) and all(noun.pos_ == "NOUN" and noun.lemma_.lower() not in told for noun in changed)


def _is_put_for_others(scene: MeasureContext, number: Token) -> bool:
    """Whether the verb says whose number it is, and nothing befell them: "put the population at 80"."""
    verb = number.head.head
    if number.dep_ != "pobj" or number.head.lower_ not in BEFORE_TOLD:
        return False
    nouns = (scene.doc[place] for place in scene.tree.below(verb.i, "dobj"))
    measures = scene.measures
    known = measures.known | measures.counts.keys() | measures.tells.keys() | measures.plain_tolls.keys()
    words = ((noun, measures.nouns.get(noun.lemma_.lower())) for noun in nouns)
    return any(
        word.measure in CALLED_SO
        if word is not None
        else noun.tag_ in ("NN", "NNS") and noun.lemma_.lower() not in known
        for noun, word in words
    )


def part_of(whole: CountedGroup, part: Token) -> CountedGroup:
    """Of a part what is said of its whole."""
    end = part.right_edge.idx + len(part.right_edge)
    return CountedGroup(
        head=part,
        word=whole.word,
        measure=whole.measure,
        trigger=whole.trigger,
        start=left_edge(part),
        end=end,
        group=(),
        part_of=whole.head,
    )
