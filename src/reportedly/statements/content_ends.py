"""Where what is said ends: with the next speaker's words, and not with the clause of the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..language.clauses import RELATIVES
from ..language.closed_classes import CONTRASTS
from ..language.columns import columns_of
from .contents import is_set_apart, rejoined
from .cues import PHRASAL, FoundCue
from .object_frames import charge_of
from .stretches import SENTENCE_REACH, SUBJECTS, Content, Stretch, begins_part, has_complementizer, own_span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


PRESENT = frozenset({"VBZ", "VBP"})
PAST = frozenset({"VBD", "VBN"})
TELLERS = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(frozen=True, slots=True)
class Heads:
    """Where the heads of a text's cues stand, as indices of tokens."""

    speech: frozenset[int]
    every: frozenset[int]
    answers: frozenset[int] = frozenset()
    """Those of verbs that speak of what others said."""


def pruned(content: Content, cue: FoundCue, told: Heads) -> Content:
    """The content up to where the reporter goes on with another cue: "..., while others said ...".

    What semicolons part belongs to the speaker beside it ("nine died, the army said; ten, the police said"),
    and goes on where the clause is taken up again ("that nine died; that ten fled").
    """
    if cue.entry.form not in (*PHRASAL, "verb") or not content.stretches:
        return content
    heads = told.speech
    if cue.entry.form in PHRASAL:
        return _before_another(content, cue, heads)
    first, last = content.stretches[-1]
    if last - first > 1 and cue.head.doc[last - 1].dep_ == "cc":
        last -= 1
        content = replace(content, stretches=(*content.stretches[:-1], (first, last)))
    if first > cue.head.i and first in heads and cue.head.doc[first].tag_ == "VBG" and content.stretches[1:]:
        return pruned(replace(content, stretches=content.stretches[:-1]), cue, told)
    if first <= cue.head.i:
        return _resumed(_behind_semicolon(content, cue, heads), cue, told.every)
    if content.stretches[1:] and _is_set_against(cue.head.doc, (first, last), told.every):
        return pruned(replace(content, stretches=content.stretches[:-1]), cue, told)
    semicolon = None
    for place in range(first + 1, min(last, first + SENTENCE_REACH)):
        word = cue.head.doc[place]
        if word.text == ";" and place + 1 < last and word.nbor().lower_ != cue.head.doc[first].lower_:
            semicolon = semicolon or place
        if semicolon is not None and place in heads and _has_teller(word, semicolon):
            return replace(content, stretches=(*content.stretches[:-1], (first, semicolon)))
        verb = word if place in heads else None
        if verb is not None and (pronoun := _reporters_aside(verb, cue.head)) is not None:
            return _cut_before(pronoun, content, first)
        if verb is not None and (other := _others_first(verb, first)) is not None:
            return _cut_before(other, content, first)
    return replace(content, stretches=(*content.stretches, *_taken_up(cue.head.doc, first, last)))


def _before_another(content: Content, cue: FoundCue, heads: frozenset[int]) -> Content:
    """What follows a phrase, up to another speaker: "according to the union nine died, [while] we say"."""
    first, last = content.stretches[-1]
    start = max(first, cue.words[-1].i) + 1
    for place in range(start, min(last, start + SENTENCE_REACH)):
        verb = cue.head.doc[place] if place in heads else None
        if verb is not None and _stands_against(verb):
            return _cut_before(verb, content, start)
    return content


def _stands_against(verb: Token) -> bool:
    """Whether a verb with a subject of its own is set against the clause before it."""
    labels = {child.dep_ for child in verb.children}
    contrast = any(child.dep_ == "mark" and child.lower_ in CONTRASTS for child in verb.children)
    return "nsubj" in labels and verb.dep_ == "advcl" and contrast


def _resumed(content: Content, cue: FoundCue, heads: frozenset[int]) -> Content:
    """Words before their cue with those that take them up: "Nine died, she said, [and forced others out]".

    The parse joins them to the cue; where they are a cue as well, its speaker goes on.
    """
    verb = cue.head
    for child in verb.children:
        joined = child.dep_ == "conj" and child.i > verb.i and child.tag_ == verb.tag_
        if not joined or child.i in heads or any(c.dep_ in SUBJECTS for c in child.children):
            continue
        first = child.left_edge.i
        if is_set_apart(child) and first > verb.i + 2:
            return replace(content, stretches=(*content.stretches, (first - 1, child.right_edge.i + 1)))
    return content


def _behind_semicolon(content: Content, cue: FoundCue, heads: frozenset[int]) -> Content:
    """Words before their cue without those that another cue has, on the other side of a semicolon."""
    texts, first = columns_of(cue.head.doc).texts, content.stretches[0][0]
    for place in range(cue.head.i - 1, max(first, cue.head.i - SENTENCE_REACH), -1):
        if texts[place] == ";":
            others = any(head in heads for head in range(max(first, place - SENTENCE_REACH), place))
            left, right = place + 1, own_span(cue.head)[0]
            return replace(content, stretches=((left, right),)) if others and left < right else content
    return content


def _taken_up(doc: Doc, first: int, last: int) -> Iterator[Stretch]:
    """Further clauses behind semicolons that open with the same word as the first: "that", "to"."""
    opening = doc[first].lower_
    if doc[first].tag_ not in ("IN", "TO", "WRB"):
        return
    while last < len(doc) and doc[last].text == ";":
        start = last + 1
        if start < len(doc) and doc[start].dep_ == "cc":
            start += 1
        if start >= len(doc) or doc[start].lower_ != opening:
            return
        last = start + 1
        while last < min(len(doc), start + SENTENCE_REACH) and not begins_part(doc[last]):
            if doc[last].text == ";":
                break
            last += 1
        yield start, last


def _is_set_against(doc: Doc, stretch: Stretch, heads: frozenset[int]) -> bool:
    """Whether another says what stands behind a cue: "nine died, the army said, but police counted ten"."""
    first, last = stretch
    opening = next((doc[place] for place in range(first, last) if not doc[place].is_punct), doc[first])
    if opening.dep_ != "cc" and opening.lower_ not in CONTRASTS:
        return False
    verbs = (doc[place] for place in range(first + 1, min(last, first + SENTENCE_REACH)) if place in heads)
    return any(
        verb.dep_ in ("conj", "advcl")
        and verb.head.i < first
        and any(child.dep_ == "nsubj" and child.i >= first for child in verb.children)
        for verb in verbs
    )


def _has_teller(verb: Token, semicolon: int) -> bool:
    """Whether somebody behind a semicolon tells what follows: "; the Post, citing him, put it at 8"."""
    told = verb.doc[semicolon + 1 : verb.i]
    return verb.tag_ in PRESENT | PAST and any(word.pos_ in TELLERS for word in told)


def _reporters_aside(verb: Token, cue: Token) -> Token | None:
    """The "which" of what a reporter says of another teller: "said so, unlike the army, which says two".

    What somebody said then and another says now are not told by one mouth.
    """
    if verb.dep_ != "relcl" or verb.tag_ not in PRESENT or cue.tag_ not in PAST:
        return None
    pronoun = next((child for child in verb.children if child.tag_ in RELATIVES), None)
    return pronoun if pronoun is not None and pronoun.i > 0 and pronoun.nbor(-1).text == "," else None


def _others_first(verb: Token, first: int) -> Token | None:
    """The word before which what is said ends, as a second cue inside it is the reporter's."""
    if not _is_anothers(verb, first):
        return None
    return verb.head if verb.dep_ == "relcl" else verb


def _is_anothers(verb: Token, first: int) -> bool:
    """Whether a second cue inside what is said is the reporter's: it goes on, or answers the first.

    "Accused the county of theft, [a charge the county denies]".
    """
    if verb.dep_ in ("conj", "advcl"):
        return _goes_on(verb, first)
    charge = charge_of(verb)
    return charge is not None and charge.i >= first


def _goes_on(verb: Token, first: int) -> bool:
    """Whether a second cue hangs on the first words of what is said and has no subordinator of its own."""
    host = verb.head
    if rejoined(verb) is not None:
        return True
    if host.i < first or host.dep_ not in ("ccomp", "conj"):
        return False
    if verb.dep_ == "advcl":
        contrast = any(c.dep_ == "mark" and c.lower_ in CONTRASTS for c in verb.children)
        return contrast or (verb.tag_ == "VBG" and verb.left_edge.i > 0 and verb.nbor(-1).is_punct)
    return not has_complementizer(verb) and any(child.dep_ == "nsubj" for child in verb.children)


def _cut_before(word: Token, content: Content, start: int) -> Content:
    """The content up to another cue and what joins that; all of it where none would be left from `start`."""
    cut = word.left_edge.i
    while cut > 0 and (word.doc[cut - 1].dep_ == "cc" or word.doc[cut - 1].is_punct):
        cut -= 1
    if cut <= start:
        return content
    return replace(content, stretches=(*content.stretches[:-1], (content.stretches[-1][0], cut)))
