"""Words of violence said of what does and suffers none: "the virus invades", "shares took a beating"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..lexicon import Lexicon, Predicate
from .acts import Act
from .actuality import HARMS, HOSTILE
from .triggers import TriggerContext, predicates_of_form

if TYPE_CHECKING:
    from spacy.tokens import Token

DEEDS = HOSTILE | {"PROTEST"}
"""Types of what only people and bodies do."""


def turn_figures(scene: TriggerContext, acts: Sequence[Act], lexicon: Lexicon) -> None:
    """Makes other happenings of acts that only a figure of speech calls deeds; the entry is noted."""
    for act in acts:
        if act.type not in DEEDS or act.entry.measure in HARMS:
            continue
        doers = act.doers or tuple(_tellers(scene, act))
        entry = _shared(doers, predicates_of_form(lexicon, "no-doer"))
        if entry is None and act.type == "ASSAULT":
            entry = _shared(act.sufferers or doers, predicates_of_form(lexicon, "no-sufferer"))
        if entry is not None:
            act.type, act.mode = "OTHER", None
            act.entries = [*act.entries, entry]


def _tellers(scene: TriggerContext, act: Act) -> Iterator[Token]:
    """Of a noun without doers, those of whom its verb says it: "shares took a beating"."""
    tree, place = scene.tree, act.trigger.head.i
    holder = scene.holder_of(place) if act.nominal else None
    if holder is None or not (tree.labels[place] == "dobj" or tree.labels[tree.heads[place]] == "agent"):
        return
    if holder in scene.clause_at:
        yield from scene.clause_at[holder].subjects


def _shared(nouns: Sequence[Token], known: Mapping[str, Predicate]) -> Predicate | None:
    """The entry of the first noun, where all nouns are known, alone or with the word before them."""
    found = [known.get(_lemma(noun)) or known.get(_with_word_before(noun)) for noun in nouns]
    return found[0] if found and None not in found else None


def _lemma(noun: Token) -> str:
    return noun.lemma_.lower()


def _with_word_before(noun: Token) -> str:
    return f"{noun.doc[noun.i - 1].lower_} {_lemma(noun)}" if noun.i else ""
