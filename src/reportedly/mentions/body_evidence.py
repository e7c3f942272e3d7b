"""Names that their sentences show to be an organisation's: nobody has "its", or members, or is a militia.

Where a name is told so once, it is an organisation wherever the document names it. Only what persons are
never said to do or to have counts: a private person who is taken for a body would be named to everybody.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from ..language.closed_classes import ONE_PERSON_FORMS
from ..lexicon import LEXICONS
from .ground import Ground, words_of
from .spelling import folded

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OWN = "its"
SUBJECTS = ("nsubj", "nsubjpass")
THING = "which"
INITIALS = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+-[^\W\d_a-z]{2,3}")
"""A name with initials behind a hyphen: "Zanu-PF"."""


def names_of_bodies(ground: Ground, runs: Iterable[tuple[int, int]]) -> frozenset[str]:
    """The names, as written, that are an organisation's by what some sentence says of them."""
    return frozenset(" ".join(words_of(ground.doc, *run)) for run in runs if _is_a_bodys(ground, *run))


def _is_a_bodys(ground: Ground, start: int, end: int) -> bool:
    doc = ground.doc
    words = words_of(doc, start, end)
    if len(words) == 1 and (folded(words[0]) in _known() or INITIALS.fullmatch(words[0])):
        return True
    if len(words) > 1 and (is_body_word(words[0]) or is_body_word(words[-1])):
        return True
    return (
        (doc[end : end + 2].text == f", {THING}" and _is_subject_before(doc, end))
        or (_has_of_its_own(ground, end) and _is_alone(ground, start, end))
        or _is_called_body(ground, start, end)
        or _has_members(doc, start, end)
    )


def _is_subject_before(doc: Doc, end: int) -> bool:
    """Whether the verb of the name is still to come: behind an object "which" may mean the whole deed."""
    last = doc[end - 1]
    return last.dep_ in SUBJECTS and last.head.i > end + 1


def _is_alone(ground: Ground, start: int, end: int) -> bool:
    """Whether nothing else in this sentence or the one before can be meant by "its"."""
    doc = ground.doc
    own = doc[end - 1].sent
    first = doc[own.start - 1].sent.start if own.start else own.start
    before = (token for token in doc[first:start] if not token.is_space)
    return not any(_may_own(ground, token) or token.lower_ in ("it", OWN) for token in before)


def _may_own(ground: Ground, token: Token) -> bool:
    named = any(token.i in found for found in (ground.runs, ground.roles, ground.places, ground.nations))
    return named or token.tag_ == "NNP" or (token.tag_ == "NN" and token.dep_ in SUBJECTS)


def is_body_word(word: str) -> bool:
    """Whether it is a word with which names of organisations begin or end: "Grupo", "Copper"."""
    return folded(word) in _hints("inside")


def _has_of_its_own(ground: Ground, end: int) -> bool:
    """Whether "its" in what the name does can be of that: no other thing stands between them."""
    doc = ground.doc
    last = doc[end - 1]
    if last.dep_ not in (*SUBJECTS, "conj"):
        return False
    for token in doc[end : last.sent.end]:
        if token.lower_ == OWN:
            return True
        if token.lower_ in ONE_PERSON_FORMS or token.i in ground.places or token.i in ground.nations:
            return False
        if token.tag_ in ("NN", "NNP") and token.ent_type_ not in ("DATE", "TIME"):
            return False
    return False


def _is_called_body(ground: Ground, start: int, end: int) -> bool:
    """Whether a word for a body stands beside the name: "the union Tumcu", "Dan Na, a militia,"."""
    doc = ground.doc
    last = doc[end - 1]
    if any(child.dep_ == "appos" and _is_body(ground, child) for child in last.children):
        return True
    before = doc[start - 1] if start else None
    if before is None or not _is_body(ground, before) or last.head.dep_ == "relcl":
        return False
    span = ground.roles[before.i][0]
    return span.start > 0 and doc[span.start - 1].lower_ in ("the", "a", "an")


def _is_body(ground: Ground, token: Token) -> bool:
    found = ground.roles.get(token.i)
    return found is not None and found[1].form == "body" and token.tag_ == "NN" and token.is_lower


def _has_members(doc: Doc, start: int, end: int) -> bool:
    """Whether people belong to it as to no person: "Amal members". Persons too have workers and fighters."""
    after = doc[end] if end < len(doc) else None
    if after is not None and after.tag_ == "NNS" and after.lemma_ in _hints("behind") and after.is_lower:
        return doc[end - 1].dep_ in ("compound", "nmod", "amod")
    before = doc[max(0, start - 2) : start]
    if len(before) < 2 or (after is not None and after.tag_ == "POS"):
        return False
    return before[1].lower_ == "of" and before[0].lemma_ in _hints("of")


@lru_cache(maxsize=4)
def _hints(where: str) -> frozenset[str]:
    return frozenset(folded(row["word"]) for row in _rows("body_hints.csv") if row["where"] == where)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(folded(row["name"]) for row in _rows("known_bodies.csv"))


def _rows(name: str) -> list[dict[str, str]]:
    with (LEXICONS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
