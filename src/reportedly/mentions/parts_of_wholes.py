"""What is said of a whole, and holds for those told to be among them.

"Eight people, including two children"; "two officers were among the dead"; "among them 13 nurses".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.closed_classes import AMONG, BACKWARD, DEMONSTRATIVES, INCLUDING, ONE_MORE, SINGULAR_PERSONS
from ..lexicon import MeasureWord, load_lexicon, word_class
from .measure_grammar import word_of_participle
from .measures import CountedGroup, MeasureContext, counted_by, has_number, is_one_more, is_real
from .shared_measures import is_near, part_of, wholes_of

if TYPE_CHECKING:
    from spacy.tokens import Token

PEOPLE_ENDINGS = ("man", "men", "woman", "women", "er", "or", "ist", "ian", "ee", "ant", "person")
"""Endings of nouns for people, where the lexicon of units does not know the noun."""
THINGS = frozenset({"vehicle", "building"})
"""Kinds of units that are damaged."""
MEMBERS = 6
"""Nouns of a list that are looked through for its verb."""


def of_parts(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Eight people, including two children: what is said of the whole is said of the part."""
    tree = scene.tree
    for whole in found:
        inside = tree.below(whole.head.i, "prep", "acl", "advcl")
        beside = [i for i in tree.below(_verb_of(whole).i, "prep") if _goes_on(scene, whole, i)]
        for place in (i for i in (*inside, *beside) if tree.tokens[i].lower_ in INCLUDING):
            yield from _parts_of(scene, whole, tree.joined(tree.below(place, "pobj", "dobj")), found)


def _parts_of(
    scene: MeasureContext, whole: CountedGroup, members: Sequence[int], found: Sequence[CountedGroup]
) -> Iterator[CountedGroup]:
    """Members of a list as parts of a whole, those left out of whom something of their own is said.

    "13 dead, among them five policemen, and 98 injured": the injured are none of the dead, and the words for
    the policemen end before them. What they are called is nothing of their own: "among them 30 protesters".
    """
    own = {each.head.i for each in found if each.part_of is None and "not_otherwise" not in each.word.needs}
    own.discard(whole.head.i)
    others = [place for place in members if place in own]
    for member in (scene.doc[place] for place in members if place not in own):
        part = part_of(whole, member)
        other = next((place for place in others if member.i < place <= member.right_edge.i), None)
        if other is not None:
            part = replace(part, end=_end_before(scene, scene.doc[other]))
        yield part


def _end_before(scene: MeasureContext, other: Token) -> int:
    """Where the words end that stand before another member of a list: no comma and no "and" is theirs."""
    last = other.left_edge.i - 1
    while last > 0 and (scene.doc[last].is_punct or scene.doc[last].dep_ == "cc"):
        last -= 1
    return scene.doc[last].idx + len(scene.doc[last])


def _verb_of(whole: CountedGroup) -> Token:
    """The verb of those counted: that of a noun that is itself counted, that which tells a toll."""
    noun = whole.trigger
    if whole.word.form == "toll":
        return whole.head.head.head if whole.head.dep_ == "pobj" else whole.head.head
    return noun.head if noun == whole.head and noun.dep_ in ("nsubj", "nsubjpass", "dobj") else noun


def _goes_on(scene: MeasureContext, whole: CountedGroup, including: int) -> bool:
    """Whether "including", joined to the verb, can only go on from a number: it stands behind all of them."""
    last = whole.group[-1] if whole.group else whole.head
    return whole.head == last and last.i < including and has_number(scene, whole.head)


def of_members(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Two officers were among the dead; nine pupils among those hurt; the injured included nine pupils."""
    tree, reckoning = scene.tree, word_class(load_lexicon(), "reckoning")
    for state in scene.said:
        those = _those_in_state(scene, state)
        if those is None:
            continue
        whole, word = those
        verb = whole.head.head if whole.dep_ == "pobj" and whole.head.lower_ in AMONG else whole.head
        if whole.dep_ == "pobj" and verb.lemma_ == "be":
            places = tree.below(verb.i, "nsubj", "attr")
            if not places and verb.dep_ == "xcomp" and verb.head.lemma_ in reckoning:
                places = tree.below(verb.head.i, "nsubjpass")  # "two are feared to be among the dead"
        elif whole.dep_ == "pobj" and verb.lemma_ in reckoning and tree.below(verb.i, "nsubjpass"):
            places = tree.below(verb.i, "nsubjpass")  # "two are confirmed among the dead"
        elif whole.dep_ == "pobj" and verb.lemma_ in scene.measures.tells and verb.pos_ == "VERB":
            places = [place for place in tree.below(verb.i, "dobj") if place < state.i]
        elif whole.dep_ == "pobj" and whole.head.i == verb.right_edge.i - 2 and has_number(scene, verb):
            places = [verb.i]  # "two Britons among the dead"
        elif whole.dep_ == "nsubj" and verb.lemma_ == "include":
            places = tree.below(verb.i, "dobj")
        else:
            continue
        for place in tree.joined(places):
            yield counted_by(word, state, tree.tokens[place], part_of=whole)


def _those_in_state(scene: MeasureContext, state: Token) -> tuple[Token, MeasureWord] | None:
    """Who are told to be in a state, with its entry: "the dead", "those killed", "the toll"."""
    word = scene.measures.states.get(state.lower_) or scene.measures.plain_tolls.get(state.lower_)
    if word is not None and scene.tree.below(state.i, "det"):
        return state, word
    if state.dep_ != "acl" or state.head.lower_ not in DEMONSTRATIVES:
        return None
    word = word_of_participle(scene, state)
    return None if word is None else (state.head, word)


def of_some_among(scene: MeasureContext, found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Among them were 19 soldiers: what is said of those before is said of these."""
    if scene.tree.places.keys().isdisjoint(AMONG):
        return
    wholes = wholes_of(found)
    places = [each.head.i for each in wholes]
    for place in scene.numbers:
        number = scene.doc[place]
        bare = number.dep_ == "nsubj" or number.head.lower_ in BACKWARD  # "among them eight with burns"
        noun = number if bare else number.head
        among = _among(scene, noun)
        index = -1 if among is None else bisect_left(places, min(among.i, noun.i)) - 1
        if among is not None and index >= 0 and is_near(scene, wholes[index], among):
            yield from _parts_of(scene, wholes[index], scene.tree.joined([noun.i]), found)


def _among(scene: MeasureContext, noun: Token) -> Token | None:
    """The "among" of those before: "among them were 19 soldiers", "among them 10 nurses", "10 among them"."""
    first = noun.left_edge.i
    behind = scene.after(noun)
    if behind is not None and behind.lower_ in AMONG and _is_of_those_before(scene, behind):
        return behind
    beside = [scene.doc[i] for each in scene.tree.joined([noun.i]) for i in scene.tree.below(each, "prep")]
    last = next((word for word in beside if word.i > noun.i and word.lower_ in AMONG), None)
    if last is not None and _is_of_those_before(scene, last):
        return last  # "four soldiers and a cook among them"
    own = next((word for word in beside if word.i < noun.i), None)
    own = own or scene.doc[max(noun.sent.start, first - 2)]  # "among them 13 nurses, he said"
    if own.lower_ in AMONG and _is_of_those_before(scene, own):
        return own
    verb = noun.head
    for _ in range(MEMBERS):
        if verb.dep_ != "conj":
            break
        verb = verb.head
    verb = verb.head if verb.lemma_ != "be" else verb
    hung = (scene.doc[place] for place in scene.tree.below(verb.i, "prep") if place < noun.i)
    among = next((word for word in hung if word.lower_ in AMONG), None)
    return among if verb.lemma_ == "be" and among is not None and _is_of_those_before(scene, among) else None


def _is_of_those_before(scene: MeasureContext, among: Token) -> bool:
    those = scene.after(among)
    return those is not None and those.lower_ in BACKWARD


def can_be_people(scene: MeasureContext, head: Token) -> bool:
    """Whether a noun, number or pronoun can mean people: no vehicle, building or single thing unknown."""
    kind = scene.measures.kind(head)
    if kind is not None:
        return kind in ("people", "body", "group")
    if head.lower_ in scene.measures.amounts or head.lower_ in ONE_MORE:
        return True
    if head.tag_ == "PRP":
        return head.lower_ in SINGULAR_PERSONS
    if is_one_more(head):
        return True
    if head.tag_ in ("NNP", "NNPS"):
        return head.ent_type_ in ("PERSON", "NORP", "") or head.tag_ == "NNPS"
    return head.tag_ in ("CD", "NNS", "JJ", "VBN") or (head.tag_ == "NN" and has_number(scene, head))


def is_of_people(scene: MeasureContext, head: Token) -> bool:
    """Whether it means people: so called, named, only numbered, or a noun with an ending for people."""
    noun = head.tag_ in ("NN", "NNS") and head.lower_ not in scene.measures.amounts
    if scene.measures.kind(head) is None and noun:
        return head.lemma_.lower().endswith(PEOPLE_ENDINGS) or head.ent_type_ == "NORP"
    return can_be_people(scene, head)


def are_not_only_meant(scene: MeasureContext, each: CountedGroup) -> bool:
    """Whether captives are told of as they are: not "threatened to shoot ten", "sought the release of 20"."""
    noun = each.head
    while noun.dep_ == "pobj" and noun.head.lower_ in ("of", "for") and noun.head.head.tag_[:2] == "NN":
        noun = noun.head.head
    verb = noun.head
    if noun.dep_ != "dobj":
        return True
    if noun != each.head:
        return verb.lemma_ not in word_class(load_lexicon(), "demanding")
    clause, frames = scene.by_verb.get(verb.i), scene.measures.verbs.get(verb.lemma_, ())
    ends = any(word.measure in ("killed", "injured") or word.fate for _, word in frames)
    return clause is None or not ends or is_real(clause)


BEFALLS: dict[str, Callable[[MeasureContext, Token], bool]] = {
    "people": is_of_people,
    "not_things": can_be_people,
    "people_or_bodies": is_of_people,
    "things": lambda scene, noun: scene.measures.kind(noun) in THINGS,
}
"""What an entry can ask of a noun: whether its measure can befall what it means."""


def befallen_before(scene: MeasureContext, each: CountedGroup, number: Token) -> Token | None:
    """Those of whom some are counted as "of them": the last noun with a number that it can befall.

    Where it can befall none, the last that had one, if what was done is told of things too: "burned 12 of
    them"; of "raided 3 villages and killed 12 of them" it is not known who they are.
    """
    before = _all_numbered_before(scene, number)
    needs = [BEFALLS[need] for need in each.word.needs if need in BEFALLS]
    can = next((noun for noun in before if any(need(scene, noun) for need in needs)), None)
    frames = scene.measures.verbs.get(each.trigger.lemma_, ())
    of_things = any("things" in entry.needs for _, entry in frames)
    return can or (before[0] if before and of_things else None)


def _all_numbered_before(scene: MeasureContext, number: Token) -> list[Token]:
    """The nouns with a number in the sentence before some "of them", the last first: "30 [mosques]"."""
    found = []
    for place in reversed(scene.numbers[: bisect_left(scene.numbers, number.i)]):
        before = scene.doc[place]
        if not scene.of_one_sentence(before, number):
            break
        noun = before.head
        if before.dep_ == "nummod" and noun.tag_ == "NNS" and before.i < noun.i < number.i:
            found.append(noun)
    return found
