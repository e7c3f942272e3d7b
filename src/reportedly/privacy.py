"""What is shared leaves out the names of private persons.

A private person is an actor whom a reading marks so: a natural person without a public role. Inside one
brief or export each has one pseudonym, given in order of appearance; people with a public role, bodies
and outlets keep their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .records import Actor, Reading

LEAST_NAME = 3
"""Letters of the shortest form of a name that is replaced: shorter ones stand inside other words."""


@dataclass(frozen=True, slots=True)
class Pseudonyms:
    """The names that are left out, each with what stands in its place."""

    by_name: Mapping[str, str]
    _pattern: re.Pattern[str] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """One pattern for all names, the longest first; made once, for it may hold thousands."""
        forms = "|".join(map(re.escape, sorted(self.by_name, key=lambda name: (-len(name), name))))
        pattern = re.compile(rf"(?<!\w)(?:{forms})(?!\w)") if forms else None
        object.__setattr__(self, "_pattern", pattern)

    def hide(self, text: str) -> str:
        """The text with every private name replaced by its pseudonym."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: self.by_name[found[0]], text)


KEEP_NAMES = Pseudonyms({})


def pseudonyms_of(readings: Iterable[Reading]) -> Pseudonyms:
    """A pseudonym for each private person of the readings: the same person, the same pseudonym."""
    return pseudonyms_for(actor for reading in readings for actor in reading.actors)


def pseudonyms_for(actors: Iterable[Actor]) -> Pseudonyms:
    """The same for mentions alone, in the order in which they stand."""
    by_person: dict[str, str] = {}
    by_name: dict[str, str] = {}
    public: set[str] = set()
    for actor in actors:
        if actor.type != "person":
            continue
        if not actor.private:
            public |= _forms(actor)
            continue
        person = actor.key or actor.name
        pseudonym = by_person.setdefault(person, f"[person {len(by_person) + 1}]")
        for form in _forms(actor):
            by_name.setdefault(form, pseudonym)
    return Pseudonyms({name: said for name, said in by_name.items() if name not in public})


def _forms(actor: Actor) -> set[str]:
    """The ways in which a person is named: the mention, the full name, the family name."""
    forms = {actor.quote, actor.name, *actor.name.split()[-1:]}
    return {form for form in forms if len(form) >= LEAST_NAME and form[0].isupper()}
