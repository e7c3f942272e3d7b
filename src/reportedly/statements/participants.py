"""Who acts in an event and to whom it is done, from the frame of its trigger and the actors found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..language.clauses import BESIDE, Clause
from ..language.parse import extent_between
from ..records import Actor, Document, Participant
from .triggers import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

PHRASE_LIMIT = 24
"""Tokens of a noun phrase that are looked at: longer ones are lists whose rest adds nothing."""

PRONOUNS = frozenset({"PRP", "WP", "WDT", "DT"})
NAMED = frozenset({"state", "organisation", "group", "person", "role"})
OF_A_NOUN = frozenset({"poss", "compound", "amod", "nmod", "appos"})


class Cast:
    """Makes participants of tokens for one document."""

    def __init__(self, document: Document, scene: Scene) -> None:
        self._document = document
        self._scene = scene

    def of(self, tokens: Iterable[Token]) -> tuple[Participant, ...]:
        """A participant for each head, none twice."""
        found: dict[tuple[int, int], Participant] = {}
        for token in tokens:
            for participant in self._participants(token):
                found.setdefault((participant.start, participant.end), participant)
        return tuple(found.values())

    def _participants(self, token: Token) -> Iterator[Participant]:
        actor = self._scene.actor_at.get(token.i)
        if actor is not None:
            yield _of_actor(actor)
            return
        if token.tag_ in PRONOUNS:
            yield self._of_pronoun(token)
            return
        yield self._of_phrase(token)
        for inner in self._actors_within(token):
            yield _of_actor(inner)

    def _of_phrase(self, token: Token) -> Participant:
        """A noun phrase that no actor was found in; what is known of an actor inside stays with that."""
        places = sorted(self._phrase(token))
        start = self._scene.tree.tokens[places[0]].idx
        last = self._scene.tree.tokens[places[-1]]
        extent = extent_between(self._document, start, last.idx + len(last))
        name = " ".join(extent.quote.split())
        return Participant(name, None, None, None, None, extent.start, extent.end, extent.quote)

    def _of_pronoun(self, token: Token) -> Participant:
        extent = extent_between(self._document, token.idx, token.idx + len(token))
        meant = self._meant(token)
        if meant is None:
            return Participant(extent.quote, None, None, None, None, extent.start, extent.end, extent.quote)
        return Participant(
            meant.name,
            meant.key,
            meant.type,
            meant.sector,
            meant.country,
            extent.start,
            extent.end,
            extent.quote,
        )

    def _meant(self, token: Token) -> Participant | None:
        """Whom a pronoun stands for: the subject of the clause that its own hangs from.

        "Libya said it would release": where number and kind do not speak against it.
        """
        scene = self._scene
        verb = scene.holder_of(token.i)
        for _ in range(4):
            above = scene.holder_of(verb) if verb is not None else None
            clause = scene.clause_at.get(above) if above is not None else None
            if clause is None:
                return None
            for subject in clause.subjects:
                if subject.i != token.i and subject.tag_ not in PRONOUNS and _agree(token, subject, scene):
                    actor = scene.actor_at.get(subject.i)
                    return _of_actor(actor) if actor else self._of_phrase(subject)
            verb = above
        return None

    def _phrase(self, token: Token) -> list[int]:
        """The words of a noun phrase without clauses and what is coordinated with it."""
        tree = self._scene.tree
        places = [token.i]
        for place in places:
            if len(places) > PHRASE_LIMIT:
                break
            places += [
                child
                for child in tree.children[place]
                if tree.labels[child] not in BESIDE
                and tree.labels[child] not in ("punct", "cc", "conj", "appos", "mark")
            ]
        return places

    def _actors_within(self, token: Token) -> list[Actor]:
        """Actors named inside a phrase, as in "the Palestinian house" and "ships of Iran"."""
        scene = self._scene
        found = {actor.id: actor for place in self._phrase(token) if (actor := scene.actor_at.get(place))}
        return list(found.values())

    def somebody_in(self, clause: Clause, besides: Sequence[Participant]) -> tuple[Participant, ...]:
        """The first actor among the clause's obliques who is not one of those known already."""
        known = {(participant.start, participant.end) for participant in besides}
        for _, token in clause.obliques:
            for place in self._phrase(token):
                actor = self._scene.actor_at.get(place)
                if actor is not None and (actor.start, actor.end) not in known:
                    return (_of_actor(actor),)
        return ()

    def modifiers(self, noun: Token) -> tuple[Token, ...]:
        """Actors that stand before a noun of action: "Palestinian riots", "police firing"."""
        tree, scene = self._scene.tree, self._scene
        return tuple(
            tree.tokens[child]
            for child in tree.children[noun.i]
            if tree.labels[child] in OF_A_NOUN and child in scene.actor_at and child < noun.i
        )


def _of_actor(actor: Actor) -> Participant:
    return Participant(
        actor.name, actor.key, actor.type, actor.sector, actor.country, actor.start, actor.end, actor.quote
    )


def _agree(pronoun: Token, noun: Token, scene: Scene) -> bool:
    """Whether number and kind let the pronoun stand for the noun."""
    word = pronoun.lower_
    actor = scene.actor_at.get(noun.i)
    kind = actor.type if actor else None
    plural = noun.tag_ in ("NNS", "NNPS") or any(
        scene.tree.labels[child] == "conj" for child in scene.tree.children[noun.i]
    )
    if word in ("they", "them", "their", "themselves"):
        return plural or kind in ("organisation", "group", "state") or noun.lower_ == "police"
    if word in ("it", "its", "itself"):
        return not plural and kind not in ("person", "role")
    if word in ("he", "she", "him", "her", "his", "himself", "herself"):
        return not plural and kind not in ("organisation", "group", "state")
    return word in ("who", "which", "that")
