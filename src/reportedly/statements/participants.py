"""Who acts in an event and to whom it is done, from the frame of its trigger and the actors found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.clauses import BESIDE
from ..language.closed_classes import ONE_PERSON_FORMS, RELATIVES, SEVERAL_FORMS, THING_FORMS
from ..language.parse import extent_between
from ..records import Actor, Document, Extent, Participant, Place
from .triggers import TriggerContext

if TYPE_CHECKING:
    from spacy.tokens import Token

PHRASE_LIMIT = 24
"""Tokens of a noun phrase that are looked at: longer ones are lists whose rest adds nothing."""

SELF = frozenset({"PRP", "PRP$"})

PRONOUNS = frozenset({"PRP", "WP", "WDT", "DT"})


class Cast:
    """Makes participants of tokens for one document."""

    def __init__(self, document: Document, scene: TriggerContext, places: Sequence[Place] = ()) -> None:
        self._document = document
        self._scene = scene
        actors = {actor.id: actor for actor in scene.actor_at.values()}
        self._actors = sorted(actors.values(), key=lambda actor: actor.start)
        self._actor_starts = [actor.start for actor in self._actors]
        self._named = sorted(
            [
                *(_of_actor(actor) for actor in actors.values() if actor.key),
                *(_of_place(place) for place in places if place.country),
            ],
            key=lambda named: (named.start, named.type is None),
        )
        self._starts = [named.start for named in self._named]

    def of(self, tokens: Iterable[Token]) -> tuple[Participant, ...]:
        """A participant for each head, none twice."""
        found: dict[tuple[int, int], Participant] = {}
        for token in tokens:
            for participant in self._participants(token):
                found.setdefault((participant.start, participant.end), participant)
        return tuple(found.values())

    def _participants(self, token: Token) -> Iterator[Participant]:
        """The one whom a noun stands for, as written; then those named in its phrase where it names none."""
        if token.i in self._scene.time_at or token.ent_type_ in ("DATE", "TIME"):
            return
        if token.tag_ in PRONOUNS:
            yield self._of_pronoun(token)
            return
        actor = self._scene.actor_at.get(token.i)
        phrase = self._of_phrase(token)
        role = self._scene.roles.get(token.lemma_.lower())
        if actor is None and role is not None:
            yield replace(phrase, type=role.type, sector=role.sector, country=role.country)
        elif actor is None:
            yield phrase
        else:
            start, end = min(phrase.start, actor.start), max(phrase.end, actor.end)
            yield replace(_of_actor(actor), start=start, end=end, quote=self._document.text[start:end])
        if actor is None or actor.key is None:
            yield from (_of_actor(inner) for inner in self._actors_within(token) if inner is not actor)

    def _of_phrase(self, token: Token) -> Participant:
        """A noun phrase; what is known of an actor inside stays with that."""
        tokens = self._scene.tree.tokens
        places = self._phrase(token)
        start, last = tokens[min(places)].idx, tokens[max(places)]
        extent = extent_between(self._document, start, last.idx + len(last))
        return _of_words(extent)

    def _of_pronoun(self, token: Token) -> Participant:
        extent = extent_between(self._document, token.idx, token.idx + len(token))
        meant = self._meant(token)
        if meant is None:
            return _of_words(extent)
        return replace(meant, start=extent.start, end=extent.end, quote=extent.quote)

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
                and tree.labels[child] not in ("punct", "cc", "conj", "mark")
            ]
        return places

    def _actors_within(self, token: Token) -> list[Actor]:
        """Actors named inside a phrase, as in "the Palestinian house" and "ships of Iran"."""
        scene = self._scene
        found = {actor.id: actor for place in self._phrase(token) if (actor := scene.actor_at.get(place))}
        return list(found.values())

    def is_speaker(self, tokens: Sequence[Token]) -> bool:
        """Whether a pronoun among the tokens stands for the one whose words these are."""
        return any(token.tag_ == "PRP" and self._meant(token) is not None for token in tokens)

    def is_claimant(self, tokens: Sequence[Token]) -> bool:
        """Whether one who says so speaks of themselves: "it", "its ports", "themselves"."""
        tree = self._scene.tree
        owners = (tree.tokens[place] for one in tokens for place in tree.below(one.i, "poss"))
        return any(one.tag_ in SELF and self._meant(one) is not None for one in (*tokens, *owners))

    def of_sector(
        self, sector: str, start: int, stretches: Sequence[tuple[int, int]], besides: Sequence[Participant]
    ) -> tuple[Participant, ...]:
        """The nearest actor of a sector in the first stretch that has one."""
        taken = {participant.start for participant in besides}
        for first, last in stretches:
            found = [
                self._actors[index]
                for index in range(
                    bisect_left(self._actor_starts, first), bisect_left(self._actor_starts, last)
                )
                if self._actors[index].sector == sector and self._actors[index].start not in taken
            ]
            if found:
                return (_of_actor(min(found, key=lambda actor: abs(actor.start - start))),)
        return ()

    def named_between(self, start: int, end: int, besides: Sequence[Participant]) -> tuple[Participant, ...]:
        """The first actor or place named in a stretch that is none of those known already."""
        names = {participant.name for participant in besides}
        taken = [(participant.start, participant.end) for participant in besides]
        for index in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            named = self._named[index]
            inside = any(first < named.end and named.start < last for first, last in taken)
            if named.end <= end and not inside and named.name not in names:
                return (named,)
        return ()


def _of_words(extent: Extent) -> Participant:
    """Whom the words alone name: nothing else is known of them."""
    return Participant(
        name=" ".join(extent.quote.split()),
        key=None,
        type=None,
        sector=None,
        country=None,
        start=extent.start,
        end=extent.end,
        quote=extent.quote,
    )


def _of_place(place: Place) -> Participant:
    """Those who live there: "lifted the curfew in the town"."""
    return Participant(
        name=place.name,
        key=None,
        type=None,
        sector=None,
        country=place.country,
        start=place.start,
        end=place.end,
        quote=place.quote,
    )


def _of_actor(actor: Actor) -> Participant:
    return Participant(
        name=actor.name,
        key=actor.key,
        type=actor.type,
        sector=actor.sector,
        country=actor.country,
        start=actor.start,
        end=actor.end,
        quote=actor.quote,
    )


def _agree(pronoun: Token, noun: Token, scene: TriggerContext) -> bool:
    """Whether number and kind let the pronoun stand for the noun."""
    word = pronoun.lower_
    actor = scene.actor_at.get(noun.i)
    kind = actor.type if actor else None
    plural = noun.tag_ in ("NNS", "NNPS") or any(
        scene.tree.labels[child] == "conj" for child in scene.tree.children[noun.i]
    )
    if word in SEVERAL_FORMS:
        return plural or kind in ("organisation", "group", "state")
    if word in THING_FORMS:
        return not plural and kind not in ("person", "role")
    if word in ONE_PERSON_FORMS:
        return not plural and kind not in ("organisation", "group", "state")
    return word in RELATIVES
