"""Names of which some sentence speaks as of a person: they are nobody's organisation in that document.

Where in doubt a name counts as a person's, for what is taken for an organisation is named to everybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..language.closed_classes import ONE_PERSON_FORMS
from .body_evidence import SUBJECTS, is_body_word
from .ground import Ground, words_of
from .spelling import folded

if TYPE_CHECKING:
    from spacy.tokens import Token


def without_persons(names: Iterable[str], persons: Iterable[tuple[str, ...]]) -> frozenset[str]:
    """Those of `names` without a word that begins or ends one of `persons`, as "Ada Okello" ends."""
    ends = {folded(word) for person in persons for word in (person[0], person[-1]) if not is_body_word(word)}
    return frozenset(name for name in names if ends.isdisjoint(map(folded, name.split())))


def can_be_a_persons(ground: Ground, start: int, end: int) -> bool:
    """Whether something behind a name can speak of it as of a person: a "he" or "her", or "who"."""
    who = end < len(ground.doc) and ground.doc[end].tag_ in ("WP", "WP$")
    return who or _has_a_persons_pronoun(ground, start, end) or can_only_be_a_persons(ground, start, end)


def can_only_be_a_persons(ground: Ground, start: int, end: int) -> bool:
    """Whether a name has kin, is said to be one person, or is all that a "he" or "her" behind it can mean."""
    doc = ground.doc
    if any(map(is_body_word, (doc[start].text, doc[end - 1].text))):
        return False
    if (start > 1 and doc[start - 1].lower_ == "of" and is_kin(ground, start - 2)) or _is_said_to_be_one(
        ground, end
    ):
        return True
    return _has_a_persons_pronoun(ground, start, end) and not _is_another_before(ground, start, end)


def _is_another_before(ground: Ground, start: int, end: int) -> bool:
    """Whether the text names any other person or thing in capitals before a name."""
    doc = ground.doc
    words = words_of(doc, start, end)
    return any(
        _is_person(ground, token)
        for token in doc[:start]
        if token.i not in ground.runs or words_of(doc, *ground.runs[token.i]) != words
    )


def is_kin(ground: Ground, place: int) -> bool:
    """Whether a word is one for somebody's relation: "widow", "son"."""
    found = ground.roles.get(place)
    return found is not None and (
        found[1].form == "relation" or (found[1].personal and found[1].gender is not None)
    )


def _is_said_to_be_one(ground: Ground, end: int) -> bool:
    """Whether the name is said to be a holder of an office or a calling: "Okello is a nurse"."""
    last = ground.doc[end - 1]
    if last.dep_ not in SUBJECTS or last.head.lemma_ not in ("be", "become", "work", "remain"):
        return False
    forms = ("office", "people", "relation")
    return any(_is_single(ground, word.i, forms) for word in last.head.subtree if word.i >= end)


def _has_a_persons_pronoun(ground: Ground, start: int, end: int) -> bool:
    """Whether "he" or "her" follows in the sentence, or opens the next one, and can mean the name."""
    doc = ground.doc
    own = doc[end - 1].sent
    if doc[end - 1].dep_ not in SUBJECTS and any(
        _is_person(ground, token) for token in doc[own.start : start]
    ):
        return False
    for token in doc[end : own.end]:
        if token.lower_ in ONE_PERSON_FORMS:
            return True
        if _is_person(ground, token):
            return False
    following = (token for token in doc[own.end : own.end + 3] if not token.is_space and not token.is_quote)
    first = next(following, None)
    return first is not None and first.lower_ in ONE_PERSON_FORMS


def _is_person(ground: Ground, token: Token) -> bool:
    """Whether a word can be another one whom "he" or "she" means."""
    if token.i in ground.runs or token.lower_ in ONE_PERSON_FORMS:
        return True
    return _is_single(ground, token.i, ("office", "people", "relation"))


def _is_single(ground: Ground, place: int, forms: tuple[str, ...]) -> bool:
    found = ground.roles.get(place)
    return found is not None and found[1].form in forms and found[0][-1].tag_ in ("NN", "NNP")
