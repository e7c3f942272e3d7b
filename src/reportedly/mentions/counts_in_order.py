"""Of whom a measure is said, by the order of the words, where the parse parts a number from what tells it.

"In that hall and next to it 42 died"; "detained so far are upwards of 130 dockers"; "of those held on the
spot, 114 were campers"; "thirty-two of the 48 who died were choked".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.closed_classes import ALL_OF_THEM, BOUND_WORDS, DEMONSTRATIVES, FORMERLY, PUT_AT
from ..lexicon import MeasureWord
from .measure_grammar import AUXILIARIES, LONGEST_BOUND, word_of_deed, word_of_participle, words_beside
from .measures import CountedGroup, MeasureContext, counted_by, has_number, is_number, is_real

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

FARTHEST = 12
"""Words between "of the dead" and the number of some of them, and between a participle and its "were"."""
HELPERS = 4
"""Words between a bare number and the verb that tells it: "have so far been"."""
YEAR = 4
"""Digits of a year, before which "in" may stand: "in 2009 died"."""
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
ADVERBS = frozenset({"RB", "RBR"})
OPENS = frozenset({",", ";", ":", "-", "–", "—", "that", "and", "but", "while"})
"""What stands before words that open a clause."""
LOWEST = frozenset({"least", "most", "than", "some"})
"""Words that bound a number of people, and hardly ever an age: "at least 40"."""
BEFORE_SUBJECTS = BOUND_WORDS - {"at", "of"} | {"another", "the", "as", "many", "up", "to"}
"""What may stand between the beginning of a clause and the number that is its subject."""
MADE_OF = frozenset({"of", "by", "from"})
"""Prepositions between a crowd's verb and its people: "made up of 300", "joined by 700"."""
STAYS = frozenset({"be", "remain"})


def of_numbers_before_verbs(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """In that hall and next to it 42 died; at least 40, police said on Monday, had been wounded.

    The parse takes the number for a part of the place before it, or hangs it on who is said to tell it.
    """
    already = {each.head.i for each in found}
    for number in (scene.doc[place] for place in scene.numbers):
        head = _whose_number(number)
        if not already.isdisjoint((number.i, head.i)):
            continue
        aside = _end_of_aside(scene, head) if _opens_subject(scene, number) else None
        before = number if _is_taken_for_place(number) else aside
        told = None if before is None else _told_behind(scene, before)
        if told is not None:
            yield counted_by(told[1], told[0], number if before is number else head)


def _end_of_aside(scene: MeasureContext, head: Token) -> Token | None:
    """The comma behind the clause of who tells it, which stands between a subject and its verb.

    None where nothing follows at once that can be the subject's own verb.
    """
    comma, who = scene.after(head), scene.after(head, 2)
    if comma is None or who is None or comma.text != "," or who.tag_ in ("WDT", "WP", "CC", "CD"):
        return None
    aside = [word for far in range(2, FARTHEST) if (word := scene.after(head, far)) is not None]
    end = next((place for place, word in enumerate(aside) if word.text == ","), None)
    if end is None or end + 1 >= len(aside):
        return None
    verbs = [word for word in aside[:end] if word.tag_ in FINITE]
    tells = len(verbs) == 1 and verbs[0].lemma_ not in AUXILIARIES and head in (verbs[0], *verbs[0].children)
    tells = tells or (len(verbs) == 1 and verbs[0].dep_ in ("parataxis", "advcl", "ccomp"))
    return aside[end] if tells and aside[end + 1].tag_ in FINITE else None


def _opens_subject(scene: MeasureContext, number: Token) -> bool:
    """Whether a number opens its clause, alone or behind a bound: "some 40"; or "in the north, at least 40".

    No age, hour or whole does: "two girls, both 14"; "aged 12 and 14"; "by 6"; "of the 200".
    """
    first, bound = number, number.i and number.nbor(-1).lower_ in LOWEST
    while first.i and not first.is_sent_start:
        word = first.nbor(-1).lower_
        if word not in BEFORE_SUBJECTS and (word, first.lower_) not in (("at", "least"), ("at", "most")):
            break
        first = first.nbor(-1)
    if first.is_sent_start or not first.i or first.nbor(-1).is_space:
        return True
    before, opening = first.nbor(-1).text, scene.doc[number.sent.start]
    in_place = bound and before == "," and opening.tag_ == "IN" and opening.lower_ != "of"
    return before in OPENS - {",", "and"} or bool(in_place)


def tells_of_others(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether it is who tells in an aside what befell those before: "at least 40, police said, were hurt"."""
    first = each.head.left_edge.i
    if first < 2 or scene.tree.lowers[first - 1] != ",":
        return False
    before = scene.doc[first - 2]
    end = _end_of_aside(scene, before) if has_number(scene, before) else None
    return end is not None and first < end.i < each.trigger.i


def _is_taken_for_place(number: Token) -> bool:
    """Whether a bare number hangs on the noun of a preposition right before it, and is no number of that."""
    noun = number.head
    if number.dep_ not in ("nummod", "appos") or noun.i >= number.i or noun.dep_ != "pobj":
        return False
    if number.text.isdigit() and len(number.text) == YEAR:
        return False
    return noun.tag_ != "NNP" or noun.ent_type_ in ("GPE", "LOC")


def _told_behind(scene: MeasureContext, number: Token) -> tuple[Token, MeasureWord] | None:
    """The verb or state that is told right behind a bare number, with its entry: "42 [died]"."""
    far = 1 + _words_of_whole(scene, number)
    first, passive = far, False
    while (word := scene.after(number, far)) is not None and far <= first + HELPERS:
        helper = word.lemma_ in AUXILIARIES and word.tag_[:2] == "VB"
        if not helper and word.tag_ not in ADVERBS:
            break
        passive, far = passive or (helper and word.lemma_ == "be"), far + 1
    if word is None or (far == first and word.tag_ not in FINITE):
        return None
    state = scene.measures.states.get(word.lower_) if passive else None
    if state is not None:
        return word, state
    if passive:
        word = _done_by_report(scene, word)
        done = word_of_participle(scene, word) if word.tag_ == "VBN" else None
        done = done or _undergone(scene, word)
        return None if done is None else (word, done)
    undergone = _undergone(scene, word)
    return None if undergone is None else (word, undergone)


def _words_of_whole(scene: MeasureContext, number: Token) -> int:
    """How many words tell of whom they are some: the three of "164 [of those aboard] were saved"."""
    of, those, aboard = (scene.after(number, far) for far in (1, 2, 3))
    if of is None or those is None or of.lower_ != "of" or those.lower_ not in DEMONSTRATIVES:
        return 0
    return 3 if aboard is not None and aboard.tag_ in (*ADVERBS, "VBN") else 2


def _done_by_report(scene: MeasureContext, verb: Token) -> Token:
    """The deed behind "known to have been" and the like, else the verb."""
    behind = [scene.after(verb, far) for far in range(1, HELPERS + 1)]
    lowers = [word.lower_ for word in behind if word is not None]
    if lowers[:2] != ["to", "have"]:
        return verb
    deed = behind[3] if lowers[2:3] == ["been"] else behind[2] if lowers[2:] else None
    return deed if deed is not None and deed.tag_ == "VBN" else verb


def _undergone(scene: MeasureContext, verb: Token) -> MeasureWord | None:
    """The entry of what a verb tells of its subject alone: "died", "lost their lives"."""
    clause = scene.by_verb.get(verb.i)
    if clause is None or not is_real(clause):
        return None
    beside = words_beside(scene, clause)
    frames = scene.measures.verbs.get(verb.lemma_, ())
    return next((e for words, e in frames if e.form == "undergo" and beside.issuperset(words)), None)


def of_inverted_in_order(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Detained so far are upwards of 130 dockers; killed in the blast were eleven guards."""
    already = {each.head.i for each in found}
    for state in scene.said:
        if state.tag_ not in ("VBN", "JJ", "VBD") or not _opens_sentence(state):
            continue
        word = scene.measures.states.get(state.lower_) or word_of_participle(scene, state)
        be = None if word is None else _be_behind(scene, state)
        number = None if be is None else _first_number(scene, be)
        if word is None or number is None:
            continue
        head = number.head if number.dep_ == "nummod" and number.head.i > number.i else number
        if head.i not in already and number.i not in already:
            yield counted_by(word, state, head)


def _opens_sentence(state: Token) -> bool:
    """Whether nothing but an adverb or another participle stands before it: "still missing"."""
    before = state
    for _ in range(2):
        if before.is_sent_start or before.i == 0 or before.nbor(-1).text in (";", "\n"):
            return True
        before = before.nbor(-1)
        if before.tag_ not in (*ADVERBS, "VBN", "VBD"):
            return False
    return bool(before.is_sent_start)


def _be_behind(scene: MeasureContext, state: Token) -> Token | None:
    """The "were" of "killed in the blast were", with no other verb, subject or comma before it."""
    for far in range(1, FARTHEST):
        word = scene.after(state, far)
        if word is None or word.is_punct or word.tag_ in ("MD", "TO", "WDT", "WP"):
            return None
        if word.lemma_ in STAYS and word.tag_ in FINITE:
            return word
        if word.tag_[:2] == "VB" or is_number(word):
            return None
    return None


def _first_number(scene: MeasureContext, be: Token) -> Token | None:
    """The number right behind "were", but for a bound: "are upwards of 130"."""
    for far in range(1, LONGEST_BOUND + 1):
        word = scene.after(be, far)
        if word is None:
            return None
        if is_number(word):
            return word
        if word.lower_ not in BOUND_WORDS and word.lower_ not in ("up", "to", "a", "another", "as", "many"):
            return None
    return None


def of_those_in_order(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Of those held on the spot, 114 were campers; of the dead who could be named fifteen were foreigners."""
    already = {each.head.i for each in found}
    for place in scene.tree.places.get("of", ()):
        of = scene.doc[place]
        those = _those_behind(scene, of) if _opens_clause(of) else None
        if those is None:
            continue
        whole, word = those
        number = next((n for n in _numbers_behind(scene, whole) if _has_verb(scene, n)), None)
        head = None if number is None else _whose_number(number)
        if head is not None and number is not None and not _are_of_them(scene, number, head):
            continue
        if head is not None and head.i not in already:
            yield counted_by(word, whole, head, part_of=whole)


def _opens_clause(of: Token) -> bool:
    return bool(of.is_sent_start) or of.i == 0 or of.nbor(-1).lower_ in OPENS or of.nbor(-1).is_space


def _those_behind(scene: MeasureContext, of: Token) -> tuple[Token, MeasureWord] | None:
    """Those behind "of" and the entry of what is said of them: the dead, those held, the 48 who died."""
    the = scene.after(of)
    if the is None or the.tag_ != "DT":
        return None
    those = the if the.lower_ in DEMONSTRATIVES | ALL_OF_THEM else scene.after(of, 2)
    if those is None:
        return None
    if those is not the and (state := scene.measures.states.get(those.lower_)) is not None:
        return those, state
    if those is not the and is_number(those):
        following = scene.after(those)
        state = None if following is None else scene.measures.states.get(following.lower_)
        if following is not None and state is not None:
            return following, state
        those = those.head if those.dep_ == "nummod" and those.head.i == those.i + 1 else those
    elif those is not the and those.tag_ == "NNS":
        word = scene.measures.nouns.get(those.lemma_.lower())
        if word is not None and word.measure not in ("troops", "protesters"):
            return those, word
    told = next(
        (child for child in those.children if child.dep_ in ("acl", "relcl") and child.i > those.i), None
    )
    word = None if told is None else word_of_deed(scene, told)
    return None if word is None else (those, word)


def _numbers_behind(scene: MeasureContext, whole: Token) -> Iterator[Token]:
    for far in range(1, FARTHEST):
        word = scene.after(whole, far)
        if word is None or word.text == ";":
            return
        if is_number(word):
            yield word


def _whose_number(number: Token) -> Token:
    return number.head if number.dep_ == "nummod" and number.head.i > number.i else number


def _are_of_them(scene: MeasureContext, number: Token, head: Token) -> bool:
    """Whether those of a number can be some of those before: not their kin, nor whom another clause names.

    A number alone is theirs wherever it stands: "of the dead, a nurse said 12 were girls".
    """
    if head == number:
        return True
    if head.lemma_.lower() in scene.measures.kin:
        return False
    before = scene.doc[max(0, number.i - FARTHEST) : number.i]
    return not any(
        token.tag_ in FINITE and token.text not in OPENS and token.lemma_ not in AUXILIARIES
        for token in _behind_comma(before)
    )


def _behind_comma(tokens: Span) -> list[Token]:
    """The tokens behind the last comma; none where there is no comma."""
    commas = [place for place, token in enumerate(tokens) if token.text == ","]
    return list(tokens[commas[-1] + 1 :]) if commas else []


def _has_verb(scene: MeasureContext, number: Token) -> bool:
    """Whether it is told who those of a number were, or what befell them: "114 were campers"."""
    behind = scene.after(_whose_number(number))
    return behind is not None and (behind.tag_ in FINITE or behind.tag_ == "VBN")


def of_some_of_those(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Thirty-two of the 48 who died were choked; four of those held are minors."""
    already = {each.head.i for each in found}
    for number in (scene.doc[place] for place in scene.numbers):
        of = scene.after(number)
        if number.i in already or of is None or of.lower_ != "of":
            continue
        those = _those_behind(scene, of)
        told = those is not None and any(child.dep_ in ("acl", "relcl") for child in those[0].children)
        if those is not None and told:
            yield counted_by(those[1], those[0], number, part_of=those[0])


LONGEST_BEFORE = 3
"""Words from "from" to a number: "from [an initial] 40"."""


def of_numbers_changed(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Lifted its number from 46 to 48, fell from 90 to 35: both count what one of them does."""
    counted = {each.head.i: each for each in found}
    for to in (scene.doc[place] for place in scene.tree.places.get("to", ())):
        old, new = scene.doc[max(0, to.i - 1)], scene.after(to)
        if new is None or not (is_number(old) and is_number(new)) or not _is_changed_from(scene, old):
            continue
        known, other = (counted.get(old.i), new) if old.i in counted else (counted.get(new.i), old)
        if known is not None and other.i not in counted and known.part_of is None:
            start, end = min(known.start, other.idx), max(known.end, other.idx + len(other))
            yield replace(known, head=other, start=start, end=end)


def _is_changed_from(scene: MeasureContext, old: Token) -> bool:
    """Whether "from" stands before a number, with or without "an initial" or "the earlier" between."""
    before = old
    for _ in range(LONGEST_BEFORE):
        if before.i == 0:
            return False
        before = before.nbor(-1)
        if before.lower_ in FORMERLY:
            return True
        if before.tag_ not in ("DT", "PRP$") and before.lower_ not in scene.measures.kinds_of_counts:
            return False
    return False


def of_those_put_aside(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """The dead, put at 46 by the clinic, lay there; the marchers, estimated by police at 4,000, went on."""
    already = {each.head.i for each in found}
    for state in scene.said:
        word = _word_of_all(scene, state)
        number = None if word is None else _number_aside(scene, state)
        if word is not None and number is not None and number.i not in already:
            yield counted_by(word, state, number)


def _word_of_all(scene: MeasureContext, state: Token) -> MeasureWord | None:
    """The entry of a word for all in a state or of a kind: "the dead", "the injured", "marchers"."""
    if state.i and state.nbor(-1).lower_ == "the" and (word := scene.measures.states.get(state.lower_)):
        return word
    return scene.measures.nouns.get(state.lemma_.lower()) if state.tag_ in ("NNS", "NN") else None


def _number_aside(scene: MeasureContext, noun: Token) -> Token | None:
    """The number at which a participle behind a comma puts those before: ", put at 46", ", numbering 80"."""
    comma, verb = scene.after(noun), scene.after(noun, 2)
    if comma is None or comma.text != "," or verb is None or verb.tag_ not in ("VBN", "VBD", "VBG"):
        return None
    if verb.lemma_ not in scene.measures.tells:
        return None
    for far in range(1, FARTHEST):
        word = scene.after(verb, far)
        if word is None or word.text in (",", ";"):
            return None
        if is_number(word):
            before = word.nbor(-1)
            bare = word.dep_ != "nummod" or word.head.i < word.i
            told = before.lower_ in PUT_AT | {"as"} | BOUND_WORDS or before == verb
            return word if bare and told else None
    return None


def of_members_behind_aside(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """The dead, put at 46 by the clinic, include seven women and a boy."""
    for verb in (scene.doc[place] for place in scene.tree.places.get("include", ())):
        if verb.tag_ not in FINITE or verb.i < 2 or verb.nbor(-1).text != ",":
            continue
        whole = _before_aside(verb)
        word = None if whole is None else _word_of_all(scene, whole)
        if whole is not None and word is not None and scene.of_one_sentence(whole, verb):
            for member in scene.tree.joined(scene.tree.below(verb.i, "dobj")):
                yield counted_by(word, whole, scene.doc[member], part_of=whole)


def _before_aside(verb: Token) -> Token | None:
    """The word before the commas that end right before a verb."""
    for place in range(verb.i - 2, max(0, verb.i - 1 - FARTHEST), -1):
        if verb.doc[place].text == ",":
            return verb.doc[place - 1] if place else None
    return None


def of_crowds_drawn(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """The march drew 9,000; the mob was made up of some 300; the rally was joined by 700 teachers."""
    already = {each.head.i for each in found}
    for number in (scene.doc[place] for place in scene.numbers):
        head = _whose_number(number)
        verb = head.head if head.dep_ in ("dobj", "attr") else head.head.head
        if verb.lemma_ not in scene.measures.drawing or head.dep_ not in ("dobj", "attr", "pobj"):
            continue
        if head.dep_ == "pobj" and head.head.lower_ not in MADE_OF:
            continue
        crowds = (scene.doc[place] for place in scene.tree.below(verb.i, "nsubj", "nsubjpass"))
        crowd = next((noun for noun in crowds if noun.lemma_.lower() in scene.measures.strengths), None)
        if head.lemma_.lower() in scene.measures.captors:
            continue  # "the rally drew 40 police officers"
        if crowd is not None and {head.i, number.i}.isdisjoint(already):
            yield counted_by(scene.measures.strengths[crowd.lemma_.lower()], crowd, head)
