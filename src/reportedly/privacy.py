"""What is shared leaves out the names of private persons.

A private person is an actor whom a reading marks so, a natural person without a public role, and whoever
wrote a comment. Inside one brief or export each has one pseudonym, given in order of appearance; people with
a public role, bodies and outlets keep their names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .records import Actor, Document, Place, Reading

LEAST_NAME = 3
"""Letters of the shortest form of a name that is replaced: shorter ones stand inside other words."""

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """The names that are left out, each with what stands in its place."""

    by_name: Mapping[str, str]
    kept: frozenset[str] = frozenset()
    """Names that stay, also where a name that is left out is a part of them."""
    _by_first_word: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts: dict[str, list[str]] = defaultdict(list)
        for name in {*self.by_name, *self.kept}:
            if match := WORD.match(name):
                starts[match[0]].append(name)
        told = {
            word: tuple(sorted(names, key=lambda name: (-len(name), name))) for word, names in starts.items()
        }
        object.__setattr__(self, "_by_first_word", told)

    def hide(self, text: str) -> str:
        """The text with every private name replaced by its pseudonym, the longest name first.

        Only names that begin with a word of the text are looked at, so that the time does not grow with
        the number of names.
        """
        if not self.by_name or self._by_first_word.keys().isdisjoint(WORD.findall(text)):
            return text  # by far most texts: no word of theirs begins a name
        parts: list[str] = []
        done = 0
        for match in WORD.finditer(text):
            if match.start() < done or match[0] not in self._by_first_word:
                continue
            name = self._name_at(text, match.start(), self._by_first_word[match[0]])
            if name is not None:
                parts += (text[done : match.start()], self.by_name.get(name, name))
                done = match.start() + len(name)
        return "".join((*parts, text[done:])) if parts else text

    def _name_at(self, text: str, at: int, names: Iterable[str]) -> str | None:
        """The longest of the names that stands whole at this place."""
        return next(
            (name for name in names if text.startswith(name, at) and not WORD.match(text, at + len(name))),
            None,
        )


KEEP_NAMES = Pseudonyms({})


def pseudonyms_of(readings: Iterable[Reading]) -> Pseudonyms:
    """A pseudonym for each private person of the readings: the same person, the same pseudonym."""
    gathered = Gathered()
    for reading in readings:
        for actor in reading.actors:
            gathered.see_actor(actor)
        gathered.see_places(reading.places)
        gathered.see_document(reading.document)
    return gathered.pseudonyms()


def pseudonyms_for(actors: Iterable[Actor]) -> Pseudonyms:
    """The same for mentions alone, in the order in which they stand."""
    gathered = Gathered()
    for actor in actors:
        gathered.see_actor(actor)
    return gathered.pseudonyms()


class Gathered:
    """Names in the making: who was seen so far, private and public."""

    def __init__(self) -> None:
        self._by_person: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        self._writers: dict[str, str] = {}
        self._public: set[str] = set()

    def see_actor(self, actor: Actor) -> None:
        """A private person has a pseudonym; any other actor keeps its name."""
        if actor.type == "person" and actor.private:
            pseudonym = self._pseudonym(actor.key or actor.name)
            for form in _forms(actor):
                self._by_name.setdefault(form, pseudonym)
        elif actor.type == "person":
            self._public |= _forms(actor)
        else:
            self._public |= {form for form in (actor.quote, actor.name) if form[:1].isupper()}

    def see_places(self, places: Iterable[Place]) -> None:
        """Nobody's signature takes the name of a place out of the text."""
        self._public |= {form for place in places for form in (place.name, place.quote)}

    def see_document(self, document: Document) -> None:
        """Whoever signed a comment has a pseudonym."""
        for segment in document.segments:
            if segment.kind == "comment" and segment.author and len(segment.author) >= LEAST_NAME:
                self._writers.setdefault(segment.author, self._pseudonym(segment.author))

    def pseudonyms(self) -> Pseudonyms:
        """The pseudonyms of all who were seen."""
        hidden = {**self._writers, **self._by_name}
        return Pseudonyms(
            {name: said for name, said in hidden.items() if name not in self._public}, frozenset(self._public)
        )

    def _pseudonym(self, person: str) -> str:
        return self._by_person.setdefault(person, f"[person {len(self._by_person) + 1}]")


def _forms(actor: Actor) -> set[str]:
    """The ways in which a person is named: the mention, the full name, its first and last part, the key."""
    parts = actor.name.split()
    forms = {actor.quote, actor.name, *parts[:1], *parts[-1:]}
    named = {form for form in forms if len(form) >= LEAST_NAME and form[0].isupper()}
    return named | {actor.key} if actor.key else named
