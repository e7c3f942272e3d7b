"""Frames of what is said that is no clause: what somebody is called or accused of, a deed, a charge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..language.clauses import RELATIVES
from ..mentions.toll_grammar import torn_noun
from .cues import ANSWERS, OUTCOMES, VERBS, FoundCue, is_counted_state, is_passive
from .offsets import merged_offsets
from .stretches import NAME_REACH, Content, Stretch, sentence_around, span_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ENDS_CLAUSE = frozenset({";", "–", "—", "--", ":"})
BEGINS_NAME = frozenset({"DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM"})
OBJECTS = frozenset({"dobj", "pobj", "pcomp", "oprd"})
WAYS = frozenset({"advmod", "prt"})
"""Labels of a direction before its number: "down to 66"."""


def answers_itself(verb: Token, clause: Token) -> bool:
    """Whether a verb behind a semicolon has its own words: "...; the mayor denies it", "... denies lying"."""
    between = verb.doc[clause.right_edge.i + 1 : verb.i]
    return any(word.text == ";" for word in between) and any(
        child.dep_ in ("dobj", "advcl", "xcomp") and child.i > verb.i for child in verb.children
    )


def of_deed(cue: FoundCue) -> Content | None:
    """A deed without its doer: "denied closing the mine"."""
    for child in cue.last.children:
        inside = child.dep_ in ("xcomp", "ccomp", "pcomp") and _is_gerund(child)
        if (inside or _is_past_deed(child)) and child.i > cue.head.i:
            return Content((span_of(child),))
    return None


def _is_past_deed(verb: Token) -> bool:
    """Whether a verb tells what somebody has done, or not: "denied again on Sunday [having taken them]"."""
    helpers = (child for child in verb.children if child.dep_ == "aux")
    return verb.dep_ == "advcl" and any(helper.lower_ == "having" for helper in helpers)


def of_object(cue: FoundCue) -> Content | None:
    """A noun phrase with what is said of it: "called the vote a farce", "accused him of theft".

    What is given to somebody ("denied him bail") is no statement; a deed may stand for the noun ("opposes
    closing the mine").
    """
    verb = cue.last
    if any(child.dep_ == "dative" for child in verb.children):
        return None
    if is_passive(verb) and verb.pos_ in VERBS:
        return _passive_object(cue)
    objects = [
        c
        for c in verb.children
        if c.dep_ in OBJECTS
        or is_counted_state(c)
        or (c.dep_ == "ccomp" and cue.entry.along and not answers_itself(verb, c))
    ]
    if not objects:
        return of_deed(cue) or _answered(cue)
    beside = verb.children if verb == cue.head else (*verb.children, *cue.head.children)
    parts = objects + [child for child in beside if _belongs(child, cue, objects[0])]
    torn = torn_noun(objects[0]) if cue.entry.along else None
    if torn is not None and torn.head == verb:
        parts.append(torn)
    return Content(tuple(_with_numbers(verb.doc, merged_offsets(span_of(part) for part in parts))))


def _with_numbers(doc: Doc, stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """The stretches, joined where nothing but a number parts them: "12 deaths to rebels and [nine] to us"."""
    joined: Stretch | None = None
    for start, end in stretches:
        if joined is not None and all(word.tag_ in ("CD", "CC") for word in doc[joined[1] : start]):
            joined = joined[0], end
            continue
        if joined is not None:
            yield joined
        joined = start, end
    if joined is not None:
        yield joined


def _answered(cue: FoundCue) -> Content | None:
    """The charge that a clause about it answers, as what it denies, confirms or doubts."""
    verb = cue.head
    charge = charge_of(verb) if cue.entry.stance in ANSWERS else None
    return None if charge is None else Content(((charge.left_edge.i, verb.left_edge.i),))


def charge_of(verb: Token) -> Token | None:
    """The noun beside what was said that a speaker's own clause is about: "..., [a charge] they deny"."""
    own = any(child.dep_ == "nsubj" and child.tag_ not in RELATIVES for child in verb.children)
    return verb.head if verb.dep_ == "relcl" and verb.head.dep_ == "appos" and own else None


def stranded(cue: FoundCue) -> Content | None:
    """Behind a participle that the parse left bare: "calling, without proof, [them thieves]"."""
    verb = cue.head
    if verb.tag_ != "VBG" or is_passive(verb):
        return None
    _, right = sentence_around(verb)
    first = verb.i + 1
    if first < right and verb.doc[first].text == ",":
        behind = verb.doc[first + 1 : min(right, first + 1 + NAME_REACH)]
        first = next((word.i + 1 for word in behind if word.text == ","), right)
    last = next((word.i for word in verb.doc[first:right] if word.text in ENDS_CLAUSE), right)
    words = verb.doc[first:last]
    if len(words) < 2 or words[0].pos_ not in BEGINS_NAME or any(w.pos_ in VERBS for w in words[:2]):
        return None
    return Content(((first, last),))


def _passive_object(cue: FoundCue) -> Content | None:
    parts = [c for c in cue.last.children if c.dep_ in ("nsubjpass", "oprd") or _belongs(c, cue, cue.last)]
    charge = charge_behind_agent(cue)
    parts += [] if charge is None else [charge]
    if not parts and cue.last.dep_ == "acl":
        noun = cue.last.head
        return Content(((noun.left_edge.i, max(noun.left_edge.i + 1, cue.last.left_edge.i)),))
    return Content(tuple(merged_offsets(span_of(part) for part in parts))) if parts else None


def charge_behind_agent(cue: FoundCue) -> Token | None:
    """The phrase of a verb that the parse gives to who does it: "accused by kin [of lying]".

    What is no deed behind "of" is a part of who it is: "accused by the head of the union".
    """
    verb = cue.head
    if cue.entry.form != "verb" or not cue.entry.along or not is_passive(verb):
        return None
    doers = (
        noun for by in verb.children if by.dep_ == "agent" for noun in by.children if noun.dep_ == "pobj"
    )
    charges = (
        of for doer in doers for of in _phrases_behind(doer) if of.lower_ == "as" or _is_of_deed(of, cue)
    )
    return next((of for of in charges if of.lower_ in cue.entry.along), None)


def _phrases_behind(noun: Token) -> list[Token]:
    """The prepositions behind a noun and behind the nouns in their phrases, the last first."""
    nouns, found = [noun], []
    for each in nouns:
        behind = [child for child in each.children if child.dep_ == "prep" and child.i > each.i]
        found += behind
        nouns += [child for of in behind for child in of.children if child.dep_ == "pobj"]
    return sorted(found, key=lambda each: -each.i)


def _is_of_deed(of: Token, cue: FoundCue) -> bool:
    """Whether "of" has what somebody is charged with behind it: doing something, or a noun for a deed."""
    return of.lower_ == "of" and any(
        child.dep_ == "pcomp" or (child.dep_ == "pobj" and child.lemma_.lower() in cue.entry.deeds)
        for child in of.children
    )


def _belongs(child: Token, cue: FoundCue, beside: Token) -> bool:
    """Whether a phrase beside an object is part of what is said."""
    if child.i < beside.i:
        return _is_number_along(child, cue)
    if beside.tag_ == "CD" and child.i == beside.i + 1 and child.tag_ in ("VBN", "JJ"):
        return True  # "spoke of 40 executed"
    along = cue.entry.along
    if child.dep_ == "prep":
        return child.lower_ in along
    if child.dep_ in WAYS:
        return any(_is_number_along(below, cue) for below in child.children)
    if "outcome" in cue.entry.needs and child.dep_ in OUTCOMES:
        return child.tag_ in ("JJ", "VBN")
    return child.dep_ in ("oprd", "xcomp", "ccomp") and bool(along)


def _is_number_along(child: Token, cue: FoundCue) -> bool:
    """Whether a preposition that goes along with the verb leads to a number: "to 34", "down to 66"."""
    follows = child.dep_ == "prep" and child.i > cue.last.i and child.lower_ in cue.entry.along
    return follows and any(noun.tag_ == "CD" for noun in child.children)


def _is_gerund(verb: Token) -> bool:
    return verb.tag_ == "VBG" or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBG" for c in verb.children)
