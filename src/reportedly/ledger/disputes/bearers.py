"""Of whom a clause tells something: persons by their names, and heads by the posts that one has at a time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import product

from ...language.closed_classes import SINGULAR_PERSONS, SPEAKING_ONE
from ...mentions.gazetteer import fold
from ...records import Actor, Claim, Event, Place, Reading
from ..traits.nearness import COUNTRY
from ..traits.offices import post_in
from ..traits.texts import WORD, stem_of
from .assertions import Clause

PERSON = "person"

ROLE = "role"
"""The type of who is named by a post alone: "the president"."""

SECTORS_OF_HEADS = frozenset({"GOV", "COP"})
"""Of those whose posts tell who they are: a federation has a president, too."""

NAMED_BEFORE = 400
"""Characters before a clause in which the one is named for whom a pronoun in it stands."""

ONE_PERSON = SINGULAR_PERSONS | SPEAKING_ONE

OF = re.compile(r"\s+of\s+(?:the\s+)?")
"""Behind a post before what it is of: "the president of the chess club"."""

OWNED = re.compile(r"(\w+)['\u2019]s?\s+$")
"""The same before it: "the club's president"."""

OWNER_REACH = 60
"""Characters before a post in which its owner is looked for."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person as a document names one."""

    last: str
    """The stem of the last name."""
    given: frozenset[str]
    """The names before it, folded, that stand in the document."""

    def may_be(self, other: Bearer) -> bool:
        """Whether both may be one person: of one last name, with no given names that differ."""
        if self.last != other.last:
            return False
        return not (self.given and other.given) or self.is_surely(other)

    def is_surely(self, other: Bearer) -> bool:
        """Whether both have one full name; "L." is Ludwig."""
        names = product(self.given, other.given)
        return self.last == other.last and any(
            one == two or (min(len(one), len(two)) == 1 and one[0] == two[0]) for one, two in names
        )


@dataclass(frozen=True, slots=True)
class Post:
    """A post that one person has at a time, of a town where the text names it."""

    office: str
    town: str | None

    def may_be(self, other: Post) -> bool:
        """Whether both may be one: of two towns each has its mayor."""
        return self.office == other.office and (self.town == other.town or None in (self.town, other.town))


@dataclass(frozen=True, slots=True)
class Bearers:
    """Of whom a clause may tell something."""

    named: frozenset[Bearer] = frozenset()
    posts: frozenset[Post] = frozenset()

    def may_be(self, others: Bearers) -> bool:
        """Whether one of these may be one of the others; a post tells where at most one side has a name."""
        if self.named and others.named:
            return any(one.may_be(other) for one, other in product(self.named, others.named))
        return any(one.may_be(other) for one, other in product(self.posts, others.posts))

    def are_surely(self, others: Bearers) -> bool:
        """Whether both name somebody by one full name."""
        return any(one.is_surely(other) for one, other in product(self.named, others.named))


NOBODY = Bearers()


class Persons:
    """The persons and the heads that a document names, looked up by place."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.document.text
        self._places = {place.start: place for place in reading.places}
        self._place_ends = {place.end: place for place in reading.places}
        self._all = sorted(
            (actor for actor in reading.actors if actor.type in (PERSON, ROLE)), key=lambda each: each.start
        )
        self._starts = [each.start for each in self._all]
        self._keys: dict[str, set[str]] = defaultdict(set)
        mentions: dict[str, list[Actor]] = defaultdict(list)
        for each in self._all:
            if each.key:
                self._keys[each.name].add(each.key)
                mentions[each.key].append(each)
        self._of_key = {key: self._bearers(every) for key, every in mentions.items()}

    def of(self, clause: Clause) -> Bearers:
        """Those whom a clause names, and those for whom a pronoun in it may stand.

        That is who speaks, or the last person named before who does not: "her client was beaten".
        """
        first, last = (bisect_left(self._starts, place) for place in (clause.start, clause.end))
        named = self._all[first:last]
        keys = {each.key for each in named if each.key}
        if not ONE_PERSON.isdisjoint(map(str.casefold, WORD.findall(clause.text))):
            keys |= self._for_a_pronoun(clause, first)
        found = [self._of_key[key] for key in keys]
        found += [self._bearers([each]) for each in named if not each.key]
        return Bearers(
            frozenset(each for one in found for each in one.named),
            frozenset(each for one in found for each in one.posts),
        )

    def _for_a_pronoun(self, clause: Clause, first: int) -> Set[str]:
        speaker = speaker_named(clause.record)
        before = self._all[bisect_left(self._starts, clause.start - NAMED_BEFORE) : first]
        last = next((each.key for each in reversed(before) if each.key and each.name != speaker), None)
        return self._keys.get(speaker or "", set()) | ({last} if last else set())

    def _bearers(self, mentions: Sequence[Actor]) -> Bearers:
        """One person, or who is named by a post alone, with the posts that these mentions tell."""
        posts = (self._post_of(each) for each in mentions if each.sector in SECTORS_OF_HEADS)
        name = _name_in(mentions) if mentions[0].key else None
        return Bearers(frozenset([name] if name else ()), frozenset(filter(None, posts)))

    def _post_of(self, actor: Actor) -> Post | None:
        """The post of an actor; None where it is of something that is no place, such as a club."""
        office = post_in(actor.quote)
        if office is None:
            return None
        behind = OF.match(self._text, actor.end)
        before = OWNED.search(self._text[max(0, actor.start - OWNER_REACH) : actor.start])
        if behind is None and before is None:
            return Post(office, None)
        place = self._places.get(behind.end()) if behind else None
        if before is not None:
            offset = max(0, actor.start - OWNER_REACH)
            place = place or self._place_ends.get(offset + before.end(1))
        return None if place is None else Post(office, _town(place))


def _town(place: Place) -> str | None:
    return None if place.feature == COUNTRY else place.name


def _name_in(mentions: Iterable[Actor]) -> Bearer | None:
    """The name of who is mentioned, as far as these mentions tell it: a lexicon may know more."""
    told = {fold(word) for each in mentions for word in WORD.findall(each.quote)}
    names = [word for word in WORD.findall(next(iter(mentions)).name) if word[:1].isupper()]
    if not names:
        return None
    return Bearer(stem_of(names[-1]), frozenset(map(fold, names[:-1])) & told)


def speaker_named(record: Claim | Event) -> str | None:
    """The name of the person who says so, if it is one."""
    if not isinstance(record, Claim) or record.claimant is None or record.claimant.type != PERSON:
        return None
    return record.claimant.name
