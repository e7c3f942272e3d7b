"""Who is missing: by a search, and by what is denied: "nine have not been traced", "no news of 40 men"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..language.clauses import Clause
from ..language.closed_classes import CONCERNING
from ..lexicon import MeasureWord
from .measures import PLANNED, CountedGroup, MeasureContext, counted_by, has_number, is_number

if TYPE_CHECKING:
    from spacy.tokens import Token

YET = frozenset({"yet", "remain"})
"""Words above an infinitive of what has not happened: "have yet to be found"."""
REACH = 10
"""Words behind a noun for news in which it is told what the news is about."""
NOTHING = "nothing"
TOLD_OF = frozenset({"acomp", "attr", "oprd", "advcl", "xcomp"})
"""What a verb tells of its subject."""
OF_WHOM = frozenset({"of", "from"})
NONE = frozenset({"no", "any", "without"})
"""Words before a noun for news that there is not: "no word", "without news", "have not had any word"."""


def of_the_sought(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Rescuers are searching for 12 people; the search for five others goes on; 48 are being looked for."""
    tree = scene.tree
    for search in scene.said:
        word = scene.measures.sought.get(search.lemma_.lower())
        if word is None:
            continue
        aims = (i for i in tree.below(search.i, "prep") if tree.lowers[i] == "for")
        sought = [place for aim in aims for place in tree.below(aim, "pobj")]
        passive = not sought and tree.below(search.i, "auxpass")
        for head in (tree.tokens[place] for place in sought or tree.below(search.i, "nsubjpass", "dobj")):
            told = sought or passive or "direct" in word.needs
            if told and (is_number(head) or tree.below(head.i, "nummod")):
                yield counted_by(word, search, head)


def of_the_unknown(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """The fate of 240 passengers is unknown; nothing has been heard of 30 villagers."""
    tree = scene.tree
    for fate in scene.said:
        word = scene.measures.fates.get(fate.lower_)
        heard = scene.measures.unfound.get(fate.lemma_.lower(), ()) if word is None else ()
        nothing = any(child.lower_ == NOTHING for child in fate.children) if heard else False
        if word is not None:
            word = word if _is_unknown(scene, fate) else None
        elif nothing:
            word = next((entry for beside, entry in heard if beside), None)
        for place in tree.below(fate.i, "prep") if word is not None else ():
            if tree.lowers[place] not in OF_WHOM:
                continue
            for head in (tree.tokens[i] for i in tree.joined(tree.below(place, "pobj"))):
                if has_number(scene, head) and word is not None:
                    yield counted_by(word, fate, head)


def _is_unknown(scene: MeasureContext, fate: Token) -> bool:
    """Whether a fate is told to be unknown, by its own verb or what is said with that: "remains unclear"."""
    verb = fate.head
    if fate.dep_ in ("nsubj", "nsubjpass"):
        told = [verb, *(child for child in verb.children if child.dep_ in TOLD_OF and child.i > fate.i)]
        denied = any(child.dep_ == "neg" for child in verb.children)
        return any(_means_unknown(scene, each, denied=denied) for each in told)
    behind = scene.doc[min(fate.right_edge.i + 1, len(scene.doc) - 1)]
    inside = any(_means_unknown(scene, child) for child in fate.children if child.i > fate.i)
    return inside or (scene.of_one_sentence(behind, fate) and _means_unknown(scene, behind))


def _means_unknown(scene: MeasureContext, token: Token, *, denied: bool = False) -> bool:
    words = scene.measures.unknown
    entry = words.get(token.lower_) or words.get(token.lemma_.lower())
    return entry is not None and (denied or "denied" not in entry.needs)


def of_the_unfound(scene: MeasureContext, _found: Sequence[CountedGroup]) -> Iterator[CountedGroup]:
    """Nine have not been traced; six have yet to be found; there is no news of 40 miners."""
    for word in scene.said:
        if (entry := scene.measures.unheard.get(word.lemma_.lower())) is not None and _is_lacking(word):
            told = scene.tells_of("killed") or scene.tells_of("injured") or scene.tells_of("missing")
            yield from (counted_by(entry, word, head) for head in _of_whom(scene, word, told=told))
            continue
        clause = scene.by_verb.get(word.i)
        frames = scene.measures.unfound.get(word.lemma_.lower(), ())
        if clause is None or not frames or _is_judged(scene, word):
            continue
        behind = {token.lower_ for token in scene.doc[word.i + 1 : word.i + 3]}
        entry = next((each for beside, each in frames if behind.issuperset(beside)), None)
        if entry is not None and _is_undone(clause, active="active" in entry.needs):
            yield from _unfound(scene, entry, clause)


def _unfound(scene: MeasureContext, entry: MeasureWord, clause: Clause) -> Iterator[CountedGroup]:
    """The numbered subjects of a verb, or of what has yet to happen to them."""
    verb = clause.predicate
    heads = clause.subjects or tuple(
        scene.tree.tokens[i] for i in scene.tree.joined(scene.tree.below(verb.head.i, "nsubj", "nsubjpass"))
    )
    for head in heads:
        bare = head.lower_ in scene.measures.vague or head.lower_ in scene.measures.values
        nobody = any(child.lower_ in NONE for child in head.children)  # "no one survived"
        if not nobody and (bare or has_number(scene, head)):
            yield counted_by(entry, verb, head, clause, group=heads)


def _is_undone(clause: Clause, *, active: bool) -> bool:
    """Whether it is told of people that it was not done to them, or, active, that they did not do it."""
    if active:
        return clause.voice == "active" and clause.mood != "infinitive" and _is_denied(clause)
    passive = any(child.dep_ == "auxpass" for child in clause.predicate.children)
    above = clause.predicate.head
    yet = above.lemma_ in YET or any(
        child.lower_ in YET for child in (*above.children, *clause.predicate.children)
    )
    return passive and (clause.negation is not None or (clause.mood == "infinitive" and yet))


def _is_denied(clause: Clause) -> bool:
    """Whether the clause says that it was not so, not that it may not be."""
    planned = clause.modal is not None or clause.mood in PLANNED
    return clause.negation is not None and not planned


def _is_judged(scene: MeasureContext, verb: Token) -> bool:
    """Whether it is what they are that was not found: "found guilty", "found to have lied"."""
    behind = scene.tree.below(verb.i, "oprd", "acomp", "attr", "xcomp", "ccomp")
    return any(place > verb.i for place in behind)


def _is_lacking(noun: Token) -> bool:
    """Whether there is none of it: "no news", "without word", "lost contact"."""
    denied = any(child.lower_ in NONE for child in noun.children)
    return denied or noun.head.lower_ in NONE or (noun.dep_ == "dobj" and noun.head.lemma_ == "lose")


def _of_whom(scene: MeasureContext, noun: Token, *, told: bool) -> Iterator[Token]:
    """The numbered people behind a noun for news and its preposition, whatever the parse hangs that from.

    News "about" people or "on" them, or from them about something, is news of the missing only where dead,
    hurt or missing are told of.
    """
    behind = scene.after(noun)
    if not told and any(_is_about(scene, place) for place in range(noun.i + 1, _end(scene, noun))):
        return
    nearest = [behind.i] if behind is not None and behind.dep_ == "prep" else []
    for place in nearest or scene.tree.below(noun.i, "prep"):
        for head in (scene.tree.tokens[i] for i in scene.tree.joined(scene.tree.below(place, "pobj"))):
            if has_number(scene, head) or head.lower_ in scene.measures.vague:
                yield head


def _end(scene: MeasureContext, noun: Token) -> int:
    """Where the words behind a noun end in which its subject can stand."""
    behind = scene.doc[noun.i + 1 : noun.i + 1 + REACH]
    return next((token.i for token in behind if token.is_sent_start or token.text in ",;:"), behind.end)


def _is_about(scene: MeasureContext, place: int) -> bool:
    """Whether a token opens what news is about: "on 40 voters", "on the vote"; not "on Monday"."""
    subjects = scene.tree.below(place, "pobj")
    times = any(scene.doc[i].ent_type_ in ("DATE", "TIME") for i in subjects)
    return scene.tree.lowers[place] in CONCERNING and bool(subjects) and not times
