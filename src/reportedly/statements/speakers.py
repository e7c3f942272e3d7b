"""Who a source is: the actor that its words name, or whom its pronoun stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..lexicon import Lexicon
from ..mentions.actors import actor_at
from ..mentions.antecedents import Antecedents
from ..records import Actor, Claimant, Document
from .attributions import Attribution
from .cue_words import words_of
from .sources import antecedent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


OWNERS = frozenset({"organisation", "state", "group"})
"""Who can have a voice that is taken for theirs; a person's spokesman is somebody else."""


class Speakers:
    """The claimants of one document; built once, then only read."""

    def __init__(self, document: Document, doc: Doc, actors: Sequence[Actor], lexicon: Lexicon) -> None:
        self._document = document
        self._actors = actors
        self._voices = words_of(lexicon, "voice")
        self._antecedents = Antecedents(doc, actors, lexicon)

    def of(self, found: Attribution) -> Claimant | None:
        """Who speaks; None where the text hides it, or a pronoun stands for nobody named."""
        if found.source is None:
            return self._by_layout(found)
        head = antecedent(found.source)
        if head.lower_ == "one" and any(child.lower_ == "no" for child in head.children):
            return None
        if head.pos_ == "PRON":
            actor = self._antecedents.of(head)
            return None if actor is None else _claimant(actor)
        return self._named(head)

    def _named(self, head: Token) -> Claimant:
        """The actor whose mention has the head of the source, else what the source calls itself."""
        left = head.left_edge
        while left.i < head.i and (left.pos_ in ("DET", "PUNCT") or left.is_space):
            left = left.nbor()
        start, end = left.idx, head.idx + len(head)
        actor = actor_at(self._actors, head.idx, end)
        owner = self._owner(head) if actor is None or actor.key is None else None
        if owner is not None:
            return replace(_claimant(owner), name=f"{owner.name} {self._voice(head)}", type="role")
        if actor is not None:
            return _claimant(actor)
        beside = actor_at(self._actors, start, end)
        return Claimant(self._words(start, end), None, None, None, beside.country if beside else None)

    def _voice(self, head: Token) -> str:
        """The noun of a voice with the nouns that it is made of: "press service"."""
        first = next((child for child in head.children if child.dep_ == "compound"), head)
        return self._words(first.idx, head.idx + len(head))

    def _owner(self, head: Token) -> Actor | None:
        """For whom a voice speaks: "the ministry's spokesman", "a spokesman for the ministry"."""
        if head.lemma_.lower() not in self._voices and self._voice(head).lower() not in self._voices:
            return None
        owners = [child for child in head.children if child.dep_ == "poss"]
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "for"):
                owners += [noun for noun in child.children if noun.dep_ == "pobj"]
        for owner in owners:
            named = actor_at(self._actors, owner.idx, owner.idx + len(owner))
            actor = self._antecedents.of(owner) if owner.pos_ == "PRON" else named
            if actor is not None and actor.type in OWNERS:
                return actor
        return None

    def _by_layout(self, found: Attribution) -> Claimant | None:
        """Whom a headline, a signature or the page itself names."""
        if found.source_at is None:
            return None if found.speaker is None else Claimant(found.speaker, None, "person", None, None)
        start, end = found.source_at
        actor = actor_at(self._actors, start, end)
        return (
            Claimant(self._words(start, end), None, None, None, None) if actor is None else _claimant(actor)
        )

    def _words(self, start: int, end: int) -> str:
        return " ".join(self._document.text[start:end].split())


def _claimant(actor: Actor) -> Claimant:
    return Claimant(actor.name, actor.key, actor.type, actor.sector, actor.country)
