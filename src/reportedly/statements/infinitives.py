"""Frames of what is still to be done: an infinitive, an order to somebody, what somebody is thought to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .cues import FoundCue, is_bare_passive, is_passive
from .stretches import Content, span_of

if TYPE_CHECKING:
    from spacy.tokens import Token

INFINITIVES = frozenset({"xcomp", "ccomp", "advcl", "acl"})
ADDRESSEES = frozenset({"dobj", "pobj", "dative"})


def infinitive(cue: FoundCue) -> Content | None:
    """An infinitive: "promised to leave", "their promise to leave"."""
    for child in cue.last.children:
        if child.dep_ in INFINITIVES and child.i > cue.head.i and is_infinitive(child):
            return Content((span_of(child),))
    return None


def order(cue: FoundCue) -> Content | None:
    """An infinitive with those who are to do it: "urged residents to leave"."""
    people = next((c for c in cue.last.children if c.dep_ in ADDRESSEES and c.i > cue.head.i), None)
    for governor in (cue.last, cue.head, people):
        for child in governor.children if governor is not None else ():
            if child.dep_ in (*INFINITIVES, "relcl") and child.i > cue.head.i and is_infinitive(child):
                first = child.left_edge.i if people is None else min(people.left_edge.i, child.left_edge.i)
                return Content(((max(first, cue.words[-1].i + 1), child.right_edge.i + 1),))
    return None


def raised(cue: FoundCue) -> Content | None:
    """Subject and infinitive, without the verb between them: "[Nine] are believed [to be dead]"."""
    if not is_passive(cue.head) and not is_bare_passive(cue):
        return None
    subject = next((c for c in cue.head.children if c.dep_ in ("nsubjpass", "nsubj")), None)
    behind = infinitive(cue)
    if subject is None or behind is None:
        return None
    return Content((span_of(subject), *behind.stretches))


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before a verb."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
