"""Words that make a statement less than plain, with their reach.

Each entry of `hedges.toml` is matched by its words, then as `hedge_frames.py` asks of its form and needs.
What the words reach is read from the tree: a modal its verb's clause, a verb of belief what is believed, an
adjective its noun, "could not be verified" what was told before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ..contract import record_id
from ..language.clauses import Tree, tree_of
from ..language.closed_classes import AMONG, BACKWARD, WITH_OR_FOR
from ..language.contrasts import contrast_at
from ..language.parse import extent_between
from ..language.phrases import Phrases
from ..lexicon import HedgeCue, Lexicon, rule_of
from ..records import Document, Extent, Hedge
from .cue_words import told_words
from .hedge_frames import (
    Frame,
    FrameWords,
    clause_of_noun,
    clause_told_wrongly,
    complement_in,
    infinitive_of_noun,
    is_set_apart,
    stands,
)
from .reach import Reach, clause_reach, complement_of, predicate_above, whole_reach
from .retractions import retracting_of, taking
from .scare_quotes import find_scare_quotes

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SCARE_QUOTES = HedgeCue(name="scare-quotes", words=(), type="doubted", form="phrase")
"""The rule of words that only their marks hedge."""
CLAUSES = ("ccomp", "xcomp", "csubj", "csubjpass")
BETWEEN = re.compile(r"\s+(?:an?\s+|the\s+)?")
"""What stands between two negations side by side: "not a mistake"."""

FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
AMONG_OR_OF = AMONG | {"of"}


def find_hedges(
    document: Document,
    doc: Doc,
    lexicon: Lexicon,
) -> tuple[Hedge, ...]:
    """All hedges of a document, in order."""
    tree = tree_of(doc)
    words = _frame_words(lexicon)
    found = []
    for span, entries in _phrases(lexicon).longest(doc):
        frame = Frame(tree, span.start, span.end, _anchor(tree, span), words)
        entry = next((entry for entry in entries if stands(frame, entry)), None)
        if entry is not None:
            reach = REACHES[entry.reach or REACH_OF_FORM[entry.form]](frame)
            found.append((_hedge(document, tree, (span.start, span.end), reach, entry), entry))
    return tuple(_with_scare_quotes(document, tree, lexicon, _without_doubled(document, found)))


def _without_doubled(document: Document, found: Sequence[tuple[Hedge, HedgeCue]]) -> list[Hedge]:
    """The hedges without two negations side by side: what is "not wrong" is not denied.

    Who "did not deny" still says something: there both stay, and the claim is turned by the first.
    """
    doubled = {
        hedge.id
        for (one, _), (other, entry) in pairwise(found)
        if one.type == other.type == "negated"
        and one.rule != other.rule
        and entry.form != "verb"
        and BETWEEN.fullmatch(document.text[one.end : other.start])
        for hedge in (one, other)
    }
    return [hedge for hedge, _ in found if hedge.id not in doubled]


def _with_scare_quotes(
    document: Document, tree: Tree, lexicon: Lexicon, found: Sequence[Hedge]
) -> Iterator[Hedge]:
    """The hedges found by words and those by marks, in order; words win where they overlap."""
    quoted = [
        _hedge(document, tree, words, reach, SCARE_QUOTES)
        for words, reach in find_scare_quotes(document, tree, lexicon)
    ]
    taken = {place for hedge in found for place in range(hedge.start, hedge.end)}
    free = [hedge for hedge in quoted if taken.isdisjoint(range(hedge.start, hedge.end))]
    yield from sorted((*found, *free), key=lambda hedge: hedge.start)


@cache
def _phrases(lexicon: Lexicon) -> Phrases[HedgeCue]:
    """The entries by their words; of several with the same words the one that asks for most comes first."""
    entries = sorted(lexicon.hedges, key=lambda entry: -len(entry.needs))
    return Phrases((word, entry) for entry in entries for word in entry.words)


@cache
def _frame_words(lexicon: Lexicon) -> FrameWords:
    conditions = (
        each for each in lexicon.hedges if each.form == "conjunction" and each.type == "conditional"
    )
    ahead = (each for each in lexicon.hedges if each.ahead)
    undone = (each for each in lexicon.hedges if each.undone)
    telling = (each for each in lexicon.cues if each.form == "verb" and not each.subjects)
    people = (each for each in lexicon.roles if each.form in ("people", "office", "body", "name"))
    return FrameWords(
        conditions=frozenset(word for each in conditions for word in each.words),
        ahead=frozenset(word.removesuffix(" to") for each in ahead for word in each.words),
        undone=frozenset(word for each in undone for word in each.words),
        retracting=retracting_of(lexicon),
        told=told_words(lexicon),
        telling=frozenset(word for each in telling for word in each.words),
        people=frozenset(word for each in people for word in each.words),
    )


def _anchor(tree: Tree, span: Span) -> int:
    inside = range(span.start, span.end)
    return next((place for place in inside if tree.heads[place] not in inside), span.start)


def _hedge(document: Document, tree: Tree, spot: Reach, reach: Reach, entry: HedgeCue) -> Hedge:
    words = _extent(document, tree, spot)
    return Hedge(
        id=record_id("hedge", document.id, words.start, words.end),
        document=document.id,
        rule=rule_of("hedge", entry),
        start=words.start,
        end=words.end,
        quote=words.quote,
        scope=_extent(document, tree, reach),
        type=entry.type,
    )


def _extent(document: Document, tree: Tree, reach: Reach) -> Extent:
    first, last = tree.tokens[reach[0]], tree.tokens[reach[1] - 1]
    return extent_between(document, first.idx, last.idx + len(last))


# What the words reach


def _reach_clause(frame: Frame) -> Reach:
    part = _reach_of_part(frame) or _reach_of_manner(frame)
    if part is not None:
        return part
    above = predicate_above(frame.tree, frame.at)
    return _up_to_denial(frame, clause_reach(frame.tree, above), (above, frame.head))


def _up_to_denial(frame: Frame, reach: Reach, heads: Sequence[int]) -> Reach:
    """Of a denial that is itself denied, the denial alone: "did not [retract] its toll", "no [doubt]"."""
    tree, words = frame.tree, frame.words
    for place in heads:
        undone = not words.undone.isdisjoint(tree.forms[place])
        if place >= frame.at and (undone or _takes_back(tree.tokens[place], words)):
            return min(reach[0], place), place + 1
    return reach


def _takes_back(verb: Token, words: FrameWords) -> bool:
    """Whether a verb takes back something told: not "withdrew its troops"."""
    beside = (noun for child in verb.children for noun in (child, *child.children))
    nouns = (noun for noun in beside if noun.lemma_.lower() in words.told)
    return any(taking(noun, words.retracting) == verb for noun in nouns)


def _reach_of_part(frame: Frame) -> Reach | None:
    """What is denied of some told before, and of them alone: "nine died, [none of them a guard]".

    So it is where the words stand beside a noun: "nine monks, [no nuns]". None where a verb of its own says
    it: "nine were hurt; none of them died".
    """
    tree, end = frame.tree, frame.start
    if not is_set_apart(frame):
        return None
    last = tree.sentences[frame.start].end
    while end < last and tree.labels[end] != "punct":
        if tree.tags[end] in FINITE:
            return None
        end += 1
    of_them = any(
        tree.lowers[place] in AMONG_OR_OF and tree.lowers[place + 1] in BACKWARD
        for place in range(frame.start, end - 1)
    )
    nouns = [place for place in (frame.at, frame.head, frame.end + 1) if frame.start <= place < end]
    return (frame.start, end) if of_them or any(tree.labels[place] == "appos" for place in nouns) else None


def _reach_of_manner(frame: Frame) -> Reach | None:
    """What it is done without, not that it is done: "talks with [no conditions]", "held for [no reason]".

    Who "met with no rebels" did not meet.
    """
    tree = frame.tree
    noun, preposition = frame.head, tree.heads[frame.head]
    beside = frame.label == "det" and tree.labels[noun] == "pobj" and tree.lowers[preposition] in WITH_OR_FOR
    if not beside or not frame.words.people.isdisjoint(tree.forms[noun]):
        return None
    return whole_reach(tree, noun)


def _reach_complement(frame: Frame) -> Reach:
    inner = complement_in(frame)
    if inner is None:
        return _reach_clause(frame)
    return _up_to_denial(frame, whole_reach(frame.tree, inner), (inner,))


def _reach_told_wrongly(frame: Frame) -> Reach:
    told = clause_told_wrongly(frame)
    if told is None and frame.label == "advmod":
        told = complement_of(frame.tree, frame.head)
    return _reach_clause(frame) if told is None else whole_reach(frame.tree, told)


def _reach_phrase(frame: Frame) -> Reach:
    """The noun phrase of an attribute; of what is said of a subject the clause that completes it, or all."""
    tree = frame.tree
    if frame.label in ("amod", "compound", "nmod", "det", "advmod", "quantmod") and not tree.tags[
        frame.head
    ].startswith("VB"):
        return whole_reach(tree, frame.head)
    for place in (frame.at, frame.head):
        if found := tree.below(place, *CLAUSES):
            return whole_reach(tree, next((one for one in found if one != frame.at), found[0]))
    return _reach_clause(frame)


def _reach_noun(frame: Frame) -> Reach:
    """What the noun is about, or the noun phrase."""
    clause = clause_of_noun(frame)
    if clause is None:
        clause = infinitive_of_noun(frame)
    return whole_reach(frame.tree, frame.at if clause is None else clause)


def _reach_report(frame: Frame) -> Reach:
    """A report and what it says: "unconfirmed reports say that ...", or whatever is said to be so.

    Of "with the roads closed, many reports are unconfirmed" only the reports are.
    """
    tree, noun = frame.tree, frame.head
    start, end = _reach_phrase(frame)
    if frame.label in ("acomp", "oprd") and (subjects := tree.below(noun, "nsubj", "nsubjpass")):
        return whole_reach(tree, subjects[0])[0], frame.end
    if frame.label == "amod" and tree.labels[noun] in ("nsubj", "nsubjpass"):
        for told in tree.below(tree.heads[noun], "ccomp"):
            end = max(end, whole_reach(tree, told)[1])
    return start, end


def _reach_next(frame: Frame) -> Reach:
    tree = frame.tree
    place = min(frame.end, len(tree.tokens) - 1)
    noun = tree.heads[place] if tree.labels[place] == "nummod" else place
    return min(frame.start, noun), max(place, noun) + 1


def _reach_words(frame: Frame) -> Reach:
    return frame.start, frame.end


def _reach_number_denied(frame: Frame) -> Reach:
    contrast = contrast_at(frame.tree, frame.start)
    return _reach_next(frame) if contrast is None else (contrast.denied, contrast.denied + 1)


def _reach_told(frame: Frame) -> Reach:
    """What could not be verified: a clause of the same sentence, or the sentence before."""
    tree = frame.tree
    verb = predicate_above(tree, frame.at)
    for noun in tree.below(verb, "nsubj", "nsubjpass", "dobj"):
        if found := tree.below(noun, "acl", "ccomp", "relcl"):
            return whole_reach(tree, found[0])
    if found := tree.below(verb, "ccomp", "csubjpass", "csubj"):
        return whole_reach(tree, found[0])
    if tree.labels[verb] in ("conj", "relcl", "parataxis", "advcl") and tree.heads[verb] != verb:
        return clause_reach(tree, predicate_above(tree, tree.heads[verb]))
    return _sentence_before(frame) or clause_reach(tree, verb)


def _sentence_before(frame: Frame) -> Reach | None:
    tokens = frame.tree.tokens
    start = tokens[frame.at].sent.start
    if start == 0 or "\n\n" in tokens[start - 1].text_with_ws:
        return None
    before = tokens[start - 1].sent
    return before.start, before.end


REACHES: Mapping[str, Callable[[Frame], Reach]] = {
    "clause": _reach_clause,
    "complement": _reach_complement,
    "next": _reach_next,
    "noun": _reach_noun,
    "number denied": _reach_number_denied,
    "phrase": _reach_phrase,
    "report": _reach_report,
    "told": _reach_told,
    "told wrongly": _reach_told_wrongly,
    "words": _reach_words,
}
REACH_OF_FORM: Mapping[str, str] = {
    "verb": "complement",
    "auxiliary": "clause",
    "noun": "noun",
    "adjective": "phrase",
    "adverb": "phrase",
    "conjunction": "clause",
    "phrase": "clause",
}
