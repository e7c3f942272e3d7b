"""Who a source is: the actor that its words name, or whom its pronoun stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..lexicon import Lexicon
from ..mentions.actors import actor_at
from ..mentions.antecedents import Antecedents
from ..records import Actor, Claimant, Document
from .attributions import Attribution
from .sources import antecedent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Speakers:
    """The claimants of one document; built once, then only read."""

    def __init__(self, document: Document, doc: Doc, actors: Sequence[Actor], lexicon: Lexicon) -> None:
        self._document = document
        self._actors = actors
        self._antecedents = Antecedents(doc, actors, lexicon)

    def of(self, found: Attribution) -> Claimant | None:
        """Who speaks; None where the text hides it, or a pronoun stands for nobody named."""
        if found.source is None:
            return self._by_layout(found)
        head = antecedent(found.source)
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
        if actor is not None:
            return _claimant(actor)
        beside = actor_at(self._actors, start, end)
        return Claimant(self._words(start, end), None, None, None, beside.country if beside else None)

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
