"""Of whom a word for a toll is said, and the numbers that it is told with: "the death toll rose to 164"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..language.closed_classes import AMONG, AS_THERE, BEYOND, BOUND_WORDS, INCLUDING, TOLL_LINKS
from ..lexicon import MeasureWord
from .measure_grammar import AUXILIARIES, SUBJECTS, last_state, word_of_deed, word_of_participle
from .measures import (
    CountedGroup,
    MeasureContext,
    is_number,
    is_real,
    left_edge,
    numbers_close_to,
    numbers_of_people,
    told_down_to,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_TOLL = 4
"""Words of the longest name of a toll."""
DEEPEST_TOLL = 4
"""Steps up the tree from "injured" to what its clause says, as in "the number of the injured rose"."""
BEFORE_TOLD = frozenset({"at", "to", "from"})
DASHES = frozenset({"-", "–", "—"})
LINKING_MARKS = DASHES | {":", "("}
"""Marks between a word for a toll and its number."""
LISTS = frozenset({",", ";"})
"""Marks between the numbers of a list of labels."""
OTHERWISE = "other"
"""The measure of a toll whose noun says who they are: "the number of [cases]"."""
CALLED_SO = frozenset({"troops", "protesters"})
"""Measures of tolls that only say who they are, so that what was done to them counts: "soldiers killed"."""
TORN = frozenset({"VBD", "VBN", "VBP"})
"""Tags of what the parse takes for a verb, and is a noun: burst, blast, fire."""
LONGEST_ASIDE = 8
"""Tokens in brackets between a toll and its number: "Death toll (as of Monday): 61"."""
NOUNS = frozenset({"NN", "NNS"})
AGES = frozenset({"age"})
"""Nouns with "of" before the dead whose numbers count no dead: "ages of the dead ranged from 3 to 60"."""
LINKS = 3
"""Tokens between a word for a toll and its number: "the toll [as high as] 85"."""


def of_tolls(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """The death toll rose to 164 from 26; they put the number of injured at 353."""
    for token in scene.said:
        if token.lower_ not in scene.measures.toll_starts or _is_done_to_somebody(token):
            continue
        span, words = next(
            scene.measures.tolls.longest(scene.doc[token.i : token.i + LONGEST_TOLL]), (None, ())
        )
        if span is None or span.start != token.i:
            yield from _number_of_whom(scene, token)
            continue
        if _tells_deed(scene, span[-1], words[0]):
            yield from _number_of_whom(scene, token)
            continue
        if _is_denied(scene, span[-1]):
            continue
        labelled = _number_of_label(scene, span.end)
        for number in [labelled] if labelled else _numbers_of_toll(scene, span.root, span.end):
            if (other := _told_with_it(scene, number, span.end)) is not None:
                yield other
                continue
            start, end = min(span.start_char, number.idx), max(span.end_char, number.idx + len(number))
            counts = scene.doc[number.i - 1].lemma_ in scene.measures.counts  # "the dead number 38"
            word, noun = words[0], span[-1] if words[0].measure == OTHERWISE else None
            yield CountedGroup(number, word, word.measure, span.root, start, end, named=counts, noun=noun)


def _is_done_to_somebody(state: Token) -> bool:
    """Whether a state is what a deed made of those behind it, and no toll: "shot [dead] four men"."""
    if state.pos_ != "ADJ" or state.i == 0 or state.nbor(-1).pos_ != "VERB":
        return False
    number = next(filter(is_number, state.doc[state.i + 1 : state.i + 1 + LINKS]), None)
    return number is not None and number.dep_ == "nummod" and number.head.i > number.i


def _tells_deed(scene: MeasureContext, noun: Token, word: MeasureWord) -> bool:
    """Whether it is the number of those to whom something was done: "soldiers killed", not "deployed"."""
    told = (noun.i, scene.tree.heads[scene.tree.heads[noun.i]]) if word.measure in CALLED_SO else ()
    deeds = (place for each in told for place in scene.tree.below(each, "acl", "amod", "relcl"))
    done = (word_of_deed(scene, _known_deed(scene.tree.tokens[place])) for place in deeds)
    return any(other is not None and other.measure != word.measure for other in done)


def _is_denied(scene: MeasureContext, noun: Token) -> bool:
    """Whether it is the number of those of whom something is not so, "victims who have not died", or ages."""
    tree = scene.tree
    if noun.i > 1 and noun.head.lower_ == "of" and noun.head.head.lemma_ in AGES:
        return True
    return any(tree.below(clause, "neg") for clause in tree.below(noun.i, "acl", "relcl"))


def _told_with_it(scene: MeasureContext, number: Token, end: int) -> CountedGroup | None:
    """Those of whom the number is, behind a toll: "the toll rose to 83 and the injured to 1,250"."""
    noun = number.head.nbor(-1) if number.dep_ == "pobj" and number.head.i > end else None
    if noun is None:
        return None
    word = scene.measures.states.get(noun.lower_) or scene.measures.nouns.get(noun.lemma_.lower())
    before = last_state(scene, _behind_number(scene, end, number.i), noun.i) if word is None else None
    if before is not None:  # "the dead at 83 and the injured of the night at 300"
        noun, word = before, scene.measures.states.get(before.lower_) or word_of_participle(scene, before)
    if word is None or noun.i < end:
        return None
    who = noun if word.measure == OTHERWISE else None
    return CountedGroup(number, word, word.measure, noun, left_edge(noun), number.idx + len(number), noun=who)


def _behind_number(scene: MeasureContext, first: int, last: int) -> int:
    """The place behind the last number that stands alone between two places; the last place without one."""
    told = (place for place in reversed(range(first, last)) if is_number(scene.doc[place]))
    return next((place + 1 for place in told if scene.doc[place].dep_ == "pobj"), last)


def _number_of_whom(scene: MeasureContext, number: Token) -> Iterator[CountedGroup]:
    """The number of people killed by the quake climbed to 724; the number of kidnapped girls at 60."""
    tree = scene.tree
    of = [i for i in tree.below(number.i, "prep") if tree.tokens[i].lower_ == "of"]
    people = [noun for place in of for noun in tree.below(place, "pobj")]
    for place in (i for noun in (*people, number.i) for i in tree.below(noun, "acl", "amod", "relcl")):
        participle = _known_deed(tree.tokens[place])
        word = word_of_deed(scene, participle) if people else None
        if word is not None:
            for told in (*_numbers_of_toll(scene, number, number.i + 1), *_numbers_at(scene, participle)):
                start, end = min(left_edge(number), told.idx), told.idx + len(told)
                whose = scene.doc[people[0]]
                yield CountedGroup(told, word, word.measure, participle, start, end, noun=whose)


def _numbers_of_toll(scene: MeasureContext, root: Token, end: int) -> Iterator[Token]:
    """The numbers that a clause says of its toll, "rose to 20", "remains 20", or that follow at once."""
    tree = scene.tree
    torn = torn_noun(root)
    top = root.i if torn is None else torn.i
    for _ in range(DEEPEST_TOLL):
        if tree.labels[top] in ("pobj", "prep", "compound", "amod", "nmod"):
            top = tree.heads[top]
    for clause in scene.clauses_beside(root):
        if not is_real(clause) or clause.predicate.lemma_ == "leave":
            continue
        down_to = told_down_to(scene, clause)
        told = [head for _, head in clause.obliques] + down_to
        reached = [head for before, head in clause.obliques if before not in AMONG | INCLUDING] + down_to
        if {root.i, top} & {token.i for token in clause.subjects}:
            stayed = [tree.tokens[i] for i in tree.below(clause.predicate.i, "attr", "acomp")]
            stayed += numbers_close_to(scene, clause.predicate)
            yield from filter(is_number, [clause.predicate, *clause.objects, *stayed, *told])
            tells = clause.predicate.lemma_ in scene.measures.tells.keys() - AUXILIARIES
            yield from numbers_of_people(scene, (*(clause.objects if tells else ()), *reached))
        elif {root.i, top} & {token.i for token in clause.objects}:
            yield from filter(is_number, told)
        elif root.i in (clause.predicate.i, *tree.below(clause.predicate.i, "attr")):
            yield from filter(is_number, clause.subjects)  # "64 is still the official toll"
    yield from _numbers_at(scene, root)
    yield from _numbers_behind(scene, root, end)


def _numbers_behind(scene: MeasureContext, root: Token, end: int) -> Iterator[Token]:
    """The numbers that follow a toll at once, or behind a few words that lead to them."""
    if (number := _number_behind_bracket(scene, end)) is not None:
        yield number
    for token in scene.doc[end : end + 1 + LINKS]:
        if "\n" in scene.text[root.idx : token.idx]:
            break
        if is_number(token):
            yield token
            continue
        links = token.lower_ in TOLL_LINKS | LINKING_MARKS | AS_THERE
        links = links or (token.i > end and token.lower_ in BOUND_WORDS)
        links = links or _moves_toll(scene, token)
        if not links and not _stands_between_as(scene, token) and not _tells_toll(scene, token):
            break


def _moves_toll(scene: MeasureContext, word: Token) -> bool:
    """Whether a verb that the parse takes for a noun, or its preposition, leads to the number of a toll.

    "Death toll [climbs past] 90"; "estimates of the number of dead [range from] 20 to 45".
    """
    verb, level = (word, scene.after(word)) if word.tag_ in NOUNS else (word.nbor(-1), word)
    if level is None or verb.tag_ not in NOUNS:
        return False
    changes = verb.lemma_.lower() in scene.measures.changes and level.lower_ in BEYOND
    return changes or (verb.lemma_.lower() in scene.measures.ranging and level.lower_ == "from")


def _number_behind_bracket(scene: MeasureContext, first: int) -> Token | None:
    """The number of a label that ends with an aside in brackets: "Death toll (official): 102"."""
    bracket = scene.doc[first : first + 1 + LONGEST_ASIDE]
    if len(bracket) == 0 or bracket[0].text != "(":
        return None
    closing = next((token for token in bracket if ")" in token.text), None)
    colon = closing if closing is None or ":" in closing.text else scene.after(closing)
    number = None if colon is None or ":" not in colon.text else scene.after(colon)
    if number is None or not is_number(number) or "\n" in scene.text[bracket[0].idx : number.idx]:
        return None
    return number


def torn_noun(toll: Token) -> Token | None:
    """What a toll is of, where the parse takes it for a verb: "the toll of the dam [burst] rose to 21"."""
    last = toll.nbor(1) if toll.i + 1 < len(toll.doc) else toll
    of = last if last.lower_ == "of" and last.head == toll else None
    before = None if of is None else next((child for child in of.children if child.dep_ == "pobj"), None)
    if before is None or before.i + 1 == len(toll.doc):
        return None
    verb = before.nbor(1)
    above = toll.dep_ == "nsubj" and toll.head == verb and verb.dep_ in ("nsubj", "ccomp")
    beside = toll.dep_ == "dobj" and toll.head == verb.head and verb.dep_ in ("advcl", "conj")
    bare = beside and verb.n_lefts == 0
    return verb if verb.tag_ in TORN and (above or bare) else None


def _number_of_label(scene: MeasureContext, end: int) -> Token | None:
    """The number of a label in a list that has no verb: the 25 of "Dead 25, injured 863 and missing 4"."""
    number = scene.doc[end] if end < len(scene.doc) and not scene.doc[end].is_sent_start else None
    if number is None or not is_number(number):
        return None
    mark, label = scene.after(number), scene.after(number, 1 + _links_behind(scene, number))
    if mark is None or label is None or label == mark or label not in scene.said:
        return None
    behind = scene.after(label)
    return number if mark.text in LISTS or (behind is not None and is_number(behind)) else None


def _links_behind(scene: MeasureContext, number: Token) -> int:
    """How many words part a number from the next label: the two of ", and missing 4"."""
    mark, word = scene.after(number), scene.after(number, 2)
    marks = mark is not None and mark.text in LISTS
    joined = (word if marks else mark) is not None and (word if marks else mark).lower_ == "and"  # type: ignore[union-attr]
    return marks + joined


def _stands_between_as(scene: MeasureContext, word: Token) -> bool:
    """Whether a word says how great a number is: "as high as 85"."""
    following = scene.after(word)
    return word.i > 0 and word.nbor(-1).lower_ == "as" and following is not None and following.lower_ == "as"


def _tells_toll(scene: MeasureContext, word: Token) -> bool:
    """Whether a word right before a bare number tells it, also where the parse takes it for a noun.

    "The dead number 38", "as confirmed dead reach 93", "the toll, now 120"; not "the dead had 3 children".
    """
    following = scene.after(word)
    if word.text == ",":
        return following is not None and following.lower_ in scene.measures.later
    if word.lower_ in scene.measures.later and following is not None and not is_number(following):
        return following.lemma_.lower() in scene.measures.tells  # "the dead now number 188"
    if following is None or not is_number(following) or following.dep_ in SUBJECTS:
        return False
    bare = following.dep_ != "nummod" or following.head == word
    return bare and (word.lemma_.lower() in scene.measures.tells or word.lower_ in scene.measures.later)


def _numbers_at(scene: MeasureContext, token: Token) -> Iterator[Token]:
    """The numbers without a noun of "the injured at 40", "cut the number of those killed to 40 from 46"."""
    tree = scene.tree
    for at in (i for i in tree.below(token.i, "prep") if tree.lowers[i] in BEFORE_TOLD):
        yield from filter(is_number, (tree.tokens[i] for i in tree.below(at, "pobj")))


def _known_deed(participle: Token) -> Token:
    """The deed that is only known or feared of somebody: "known to have [died]"; else the participle."""
    done = (child for child in participle.children if child.dep_ == "xcomp" and child.tag_ == "VBN")
    return next(done, participle)
