"""What somebody answered before, told beside the answer of now: "admitted the fire, after denying it".

Who admits is who denied, whatever the parse hangs the participle from; and "it" is what is admitted now, so
that nothing is denied any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

EARLIER = frozenset({"after", "despite"})
"""Prepositions before what was answered earlier."""
TAKING_UP = frozenset({"it", "this", "that", "so"})
"""What stands for the words of another clause."""
OBJECTS = frozenset({"dobj", "advmod"})


def turned_at(verb: Token, answers: frozenset[int]) -> Token | None:
    """The verb of the answer of now, beside which a verb tells the answer of before; None where none is.

    `answers` is where verbs stand that admit, confirm or deny.
    """
    host = _host(verb)
    if host is None or verb.i not in answers:
        return None
    if host.i in answers:
        return host
    opening = opening_of(verb)
    apart = opening.i > 0 and opening.nbor(-1).text == ","
    below = host.dep_ == "ccomp" and host.head.i in answers and host.head.i < host.i < verb.i
    return host.head if apart and below else None


def opening_of(verb: Token) -> Token:
    """The first word of the phrase that tells the answer of before: the "after" of "after denying it"."""
    return verb.head if verb.dep_ == "pcomp" else verb.left_edge


def only_takes_up(verb: Token) -> bool:
    """Whether a verb has nothing but a pronoun for what was said: "denying it the day before"."""
    if any(child.dep_ in ("ccomp", "xcomp") for child in verb.children):
        return False
    objects = [child for child in verb.children if child.dep_ in OBJECTS and child.i > verb.i]
    return any(child.lower_ in TAKING_UP and not any(child.children) for child in objects)


def _host(verb: Token) -> Token | None:
    """The verb beside which an earlier deed of a subject is told, by a participle or a "who had"."""
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG" and verb.head.lower_ in EARLIER:
        return verb.head.head
    helpers = {child.lower_ for child in verb.lefts if child.dep_ == "aux"}
    if verb.dep_ == "advcl" and "having" in helpers:
        return verb.head
    if verb.dep_ == "relcl" and "had" in helpers and verb.head.dep_ == "nsubj":
        return verb.head.head
    return None
