"""One entity behind several mentions: full name and surname, title and name, acronym, "the ministry".

Names come first, wherever they stand, since a headline or a caption often has the surname before the text
has the full name; descriptions are led back in order of the text. What leads nowhere is an entity alone.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from ..language.closed_classes import STANDING
from ..lexicon import Role
from ..records import Place
from .ground import Mention
from .roles import EMBASSY, is_seated
from .spelling import folded, likeness, parts, slug, sound_of, spelt_alike

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

GIVEN_LIKENESS = 0.7
"""Given names beside one surname may differ more: Kassym-Jomart and Kasym-Zhomart have .77."""
REACH = 80
"""Mentions that a description is led back over: about two pages of news."""

BUSINESS = "BUS"
"""PLOVER's sector of businesses."""
OF = frozenset({"of", "for"})
"""Before those whose body one is: "the association of drivers"."""
SUCCESSOR, PREDECESSOR = "successor", "predecessor"
"""The two entries of `roles.toml` that name one holder of an office by another."""
HOLDING = frozenset({"person", "people", "office", "relation"})
"""Forms of mentions to which a name in apposition belongs."""


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody in particular, or whoever one mention speaks of; grows only while a document is resolved."""

    form: str
    names: Counter[tuple[str, ...]] = field(default_factory=Counter)
    described: list[Mention] = field(default_factory=list)
    """Mentions that say what it is, titles, offices, bodies; of those that say the same only the first."""
    said: set[tuple[object, ...]] = field(default_factory=set)
    """What they say, each once, so that the list stays as short as a text is inventive."""
    named_at: list[int] = field(default_factory=list)
    """Where its full names stand."""

    figure: Role | None = None
    """Who it is, where the whole world knows the name."""
    reports: bool = False
    """Whether the document names it as its author, in a byline or in a credit."""

    def distance(self, place: int) -> tuple[bool, int]:
        """How far its last name before a place is, or else the first behind it."""
        before = bisect_right(self.named_at, place)
        if before:
            return False, place - self.named_at[before - 1]
        return True, self.named_at[0] - place if self.named_at else 0


def lead_back(
    doc: Doc, mentions: Sequence[Mention], figures: Mapping[str, Role], places: Mapping[int, Place]
) -> dict[Mention, Entity]:
    """The entity of every mention; `mentions` in order, none overlapping, `places` by their tokens."""
    persons = _of_persons(mentions)
    for entity in dict.fromkeys(persons.values()):
        entity.figure = figures.get(folded(" ".join(fullest_name(entity))))
    entities = {**persons, **_of_bodies_by_name(doc, mentions)}
    cast = _Cast(doc, mentions, entities, places)
    for place, mention in enumerate(mentions):
        entity = entities.get(mention) or cast.described(place, mention)
        entities[mention] = entity
        cast.add(mention, entity)
    return entities


# Persons by name


def _of_persons(mentions: Sequence[Mention]) -> dict[Mention, Entity]:
    """Entities of named persons: full names first, then single names led back to them."""
    named = [(mention, parts(mention.name)) for mention in mentions if mention.form == "person"]
    by_part: dict[str, list[Entity]] = defaultdict(list)
    by_sound: dict[str, list[Entity]] = defaultdict(list)
    found: dict[Mention, Entity] = {}
    for mention, name in sorted(named, key=lambda one: (-len(one[1]), one[0].start)):
        entity = _same_person(mention, name, by_part, by_sound)
        if entity is None:
            entity = Entity("person")
        if name not in entity.names:
            for part in name:
                by_part[folded(part)].append(entity)
            by_sound[sound_of(name[-1])].append(entity)
        entity.names[name] += 1
        insort(entity.named_at, mention.start)
        found[mention] = entity
    return found


def _same_person(
    mention: Mention,
    name: tuple[str, ...],
    by_part: dict[str, list[Entity]],
    by_sound: dict[str, list[Entity]],
) -> Entity | None:
    surname = folded(name[-1])
    fitting = [
        entity
        for entity in _distinct(by_part.get(surname, ()))
        if any(_one_person(name, other) for other in entity.names) and not _other_sex(mention, entity)
    ]
    if fitting:
        return min(fitting, key=lambda entity: entity.distance(mention.start))
    for entity in _distinct(by_sound.get(sound_of(name[-1]), ())):
        if any(_one_person_misspelt(name, other) for other in entity.names):
            return entity
    return None


def _distinct(entities: Iterable[Entity]) -> Iterator[Entity]:
    yield from islice(dict.fromkeys(entities), REACH)


def _one_person(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: a surname, or any one part, or given names that go together."""
    if len(name) == 1:
        return folded(name[0]) in map(folded, other)
    return folded(name[-1]) == folded(other[-1]) and _givens_agree(name, other)


def _one_person_misspelt(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return spelt_alike(name[-1], other[-1]) and _givens_agree(name, other)


def _givens_agree(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(name) == 1 or len(other) == 1:
        return True
    one, two = folded(name[0]).rstrip("."), folded(other[0]).rstrip(".")
    if min(len(one), len(two)) == 1:
        return one[0] == two[0]
    return one == two or likeness(one, two) >= GIVEN_LIKENESS


def _other_sex(mention: Mention, entity: Entity) -> bool:
    genders = {other.entry.gender for other in entity.described if other.entry and other.entry.gender}
    return bool(mention.entry and mention.entry.gender and genders and mention.entry.gender not in genders)


# Organisations by name


def _of_bodies_by_name(doc: Doc, mentions: Sequence[Mention]) -> dict[Mention, Entity]:
    """Entities of named organisations: by key, by name, by acronym, by the beginning of a longer name."""
    named = [m for m in mentions if m.form in ("name", "organisation")]
    known: dict[str, Entity] = {}
    found: dict[Mention, Entity] = {}
    for mention in sorted(named, key=lambda m: (-len(m.name), m.start)):
        title = slug(" ".join(mention.name))
        key = mention.entry.key if mention.entry and mention.entry.key else None
        entity = known.get(key or title) or known.get(title) or Entity("organisation")
        for alias in filter(None, (key, title, *_shorter(doc, mention))):
            known.setdefault(alias, entity)
        entity.names[mention.name] += 1
        found[mention] = entity
    return found


def _shorter(doc: Doc, mention: Mention) -> Iterator[str]:
    """What else a long name goes by: the acronym in brackets behind it, its initials, its beginning."""
    if len(mention.name) > 1 and (short := _in_brackets(doc, mention.end)):
        yield slug(short)
    if len(mention.name) > 2:
        yield "".join(word[0] for word in mention.name if word[:1].isupper()).lower()
    if len(mention.name) > 1:
        yield slug(" ".join(mention.name[:-1]))


def _in_brackets(doc: Doc, place: int) -> str | None:
    """The one word in brackets that follows a name."""
    words = doc[place : place + 3]
    if len(words) == 3 and words[0].text == "(" and words[2].text == ")" and words[1].text[:1].isupper():
        return words[1].text
    return None


# Descriptions, in order of the text


class _Cast:
    """Who has been mentioned so far, while the descriptions of one document are led back."""

    def __init__(
        self,
        doc: Doc,
        mentions: Sequence[Mention],
        named: dict[Mention, Entity],
        places: Mapping[int, Place],
    ) -> None:
        self._doc = doc
        self._lands = _Lands(places)
        self._places = places
        self._mentions = mentions
        self._named = named
        self._at = {mention.head: mention for mention in mentions}
        self._seen: list[tuple[Mention, Entity]] = []
        self._states: dict[object, Entity] = {}
        self._bodies: dict[object, Entity] = {}
        self._after: dict[Entity, Entity] = {}
        """Who came after whom in an office."""
        self._before: dict[Entity, Entity] = {}
        self._all: dict[Mention, Entity] = dict(named)

    def add(self, mention: Mention, entity: Entity) -> None:
        """Keep what a mention says of its entity."""
        self._seen.append((mention, entity))
        self._all[mention] = entity
        said = (mention.entry, mention.form, mention.name, mention.extra, mention.of, mention.country)
        told = (*said, mention.place, mention.past)
        if mention.entry is not None and mention.form != "relation" and told not in entity.said:
            entity.said.add(told)
            entity.described.append(mention)

    def described(self, place: int, mention: Mention) -> Entity:
        """The entity of a mention that is no name."""
        if mention.form in ("state", "nation"):
            return self._states.setdefault((mention.form, mention.country), Entity(mention.form))
        beside = self._beside(mention) or self._bearer(place, mention)
        if mention.form == "relation":
            return self._related(mention, beside)
        if beside is not None and not mention.plural:
            return beside
        if mention.plural or not mention.definite:
            return Entity(mention.form)
        return self._led_back(mention) or self._told_later(place, mention) or Entity(mention.form)

    def _beside(self, mention: Mention) -> Entity | None:
        """The named person in apposition to it, or of whom it is said: "X, the mayor", "X is the mayor"."""
        head = self._doc[mention.head]
        others = [child.i for child in head.children if child.dep_ == "appos"]
        if mention.form == "office" and (area := self._area_of(head)) is not None:
            others += [child.i for child in area.children if child.dep_ == "appos"]
        if head.dep_ == "appos":
            others.append(head.head.i)
        if head.dep_ == "attr":
            others += [child.i for child in head.head.children if child.dep_ == "nsubj"]
        for other in others:
            found = self._at.get(other)
            if found is not None and found.form == "person" and mention.form != "body":
                return self._named[found]
        return None

    def _bearer(self, place: int, mention: Mention) -> Entity | None:
        """The organisation whose name stands right behind what it is: "the local charity Hope House"."""
        behind = self._mentions[place + 1 : place + 2]
        if mention.form != "body" or not behind or behind[0].start != mention.end:
            return None
        head, name = self._doc[mention.head], self._doc[behind[0].head]
        beside = head.head == name.head and head.dep_ == name.dep_
        one = beside or head.head == name or name.head == head
        return self._named[behind[0]] if one and behind[0].form in ("name", "organisation") else None

    def _area_of(self, head: Token) -> Token | None:
        """The noun behind "of" that a parse gives the name to: [Sfax] in "the mayor of Sfax, Ada Brenn,".

        None where that noun is itself somebody's: "a spokesman of the mayor, Ada Brenn,".
        """
        area = next((noun for of in head.children if of.lower_ == "of" for noun in of.children), None)
        known = None if area is None else self._at.get(area.i)
        return None if known is not None and known.form in HOLDING else area

    def _led_back(self, mention: Mention) -> Entity | None:
        """The last entity that a description fits."""
        owner = self._members(mention)
        for _, entity in islice(reversed(self._seen), REACH):
            meant = any(self._is_meant(mention, other) for other in entity.described)
            if (meant or _may_be(mention, entity)) and self._may_be_of(owner, entity):
                return entity
        return None

    def _is_meant(self, mention: Mention, other: Mention) -> bool:
        """Whether a description fits; where an embassy stands does not say whose it is."""
        sent = mention.entry is not None and mention.entry.name == EMBASSY
        apart = sent and mention.country != other.country
        if apart and (self._is_placed(mention) or self._is_placed(other)):
            return False
        if not _fits(mention, other) or self._is_foreign(mention, other):
            return False
        here, there = (self._town_of(each) if each.form == "office" else None for each in (mention, other))
        return here is None or there is None or here == there

    def _town_of(self, mention: Mention) -> str | None:
        """The town or region whose office it is told to be: Sfax of "the mayor of Sfax", "Sfax's mayor"."""
        behind = [word.lower_ for word in self._doc[mention.end : mention.end + 2]]
        told = [child.i for child in self._doc[mention.head].children if child.dep_ == "poss"]
        if behind[:1] == ["of"]:
            told.append(mention.end + 1 + (behind[1:] == ["the"]))
        places = (self._places.get(place) for place in told)
        return next((folded(each.name) for each in places if each and each.feature != "country"), None)

    def _is_foreign(self, mention: Mention, other: Mention) -> bool:
        """Whether a body of another country comes after one that the text takes for its own country's."""
        named_later = mention.form == "body" and mention.country is not None and other.country is None
        return named_later and self._lands.main(mention.start) not in (None, mention.country)

    def _is_placed(self, mention: Mention) -> bool:
        """Whether it is told where it stands: "the embassy in Cairo"."""
        children = self._doc[mention.head].children
        return any(child.dep_ == "prep" and child.lower_ in STANDING for child in children)

    def _members(self, mention: Mention) -> str | None:
        """Whose body it is told to be, where they are several: drivers of "the drivers' association"."""
        children = list(self._doc[mention.head].children)
        owners = [child for child in children if child.dep_ == "poss" and child.tag_ == "NNS"]
        served = (noun for child in children if child.lower_ in OF for noun in child.children)
        owners += [noun for noun in served if noun.i in self._at and self._at[noun.i].plural]
        return next((owner.lemma_.lower() for owner in owners), None)

    def _may_be_of(self, members: str | None, entity: Entity) -> bool:
        """Whether its name, or what was told of it, says that an entity is theirs; any is of nobody told."""
        if members is None:
            return True
        named = any(word.lower().startswith(members) for name in entity.names for word in name)
        return named or any(self._members(other) == members for other in entity.described)

    def _told_later(self, place: int, mention: Mention) -> Entity | None:
        """A person who is introduced further down by the same office of the same country."""
        if mention.country is None or mention.form != "office":
            return None
        for other in self._mentions[place + 1 : place + REACH]:
            if other.form == "person" and other.country == mention.country and _fits(mention, other):
                return self._named[other]
        return None

    def _related(self, mention: Mention, beside: Entity | None) -> Entity:
        """Who a successor or predecessor is: named beside it, known from before, or the past holder."""
        owner = self._owner()
        forward = mention.entry is not None and mention.entry.name == SUCCESSOR
        told = self._after if forward else self._before
        if owner is None:
            return beside or Entity("relation")
        entity = beside or told.get(owner) or self._other_holder(owner, past=not forward)
        if entity is None:
            return Entity("relation")
        told[owner] = entity
        (self._before if forward else self._after)[entity] = owner
        return entity

    def _owner(self) -> Entity | None:
        """Whose successor: the person named before the word, or the last person where a pronoun stands."""
        before = islice(reversed(self._seen), REACH)
        return next((entity for other, entity in before if _is_person(other, entity)), None)

    def _other_holder(self, owner: Entity, *, past: bool) -> Entity | None:
        """The other person of the document who held the owner's office."""
        for other in _distinct(entity for _, entity in reversed(self._seen)):
            if other is not owner and any(
                one.entry is two.entry and one.past == past and two.past != past and _same_where(one, two)
                for one in other.described
                for two in owner.described
            ):
                return other
        return None


class _Lands:
    """The countries of the places of a document, asked for from its beginning to its end."""

    def __init__(self, places: Mapping[int, Place]) -> None:
        self._ahead = sorted(places.items(), reverse=True)
        self._told: Counter[str] = Counter()

    def main(self, before: int) -> str | None:
        """The country that most words for places before a token are of; None where none is first."""
        while self._ahead and self._ahead[-1][0] < before:
            place = self._ahead.pop()[1]
            self._told.update([place.country] if place.country else [])
        first, second = [*self._told.most_common(2), (None, 0), (None, 0)][:2]
        return first[0] if first[1] > second[1] else None


def with_members(doc: Doc, mention: Mention) -> tuple[int, int]:
    """The first and the last token of what somebody is called, with the members that tell a body apart.

    "The [doctors' committee]" and "the [union of river fishermen]"; a body of a state has no members.
    """
    start, end = mention.start, mention.end - 1
    if mention.form != "body" or mention.plural or mention.country or is_seated(mention):
        return start, end
    head = doc[mention.head]
    owner = next((child for child in head.lefts if child.dep_ == "poss" and child.tag_ == "NNS"), None)
    if owner is not None:
        words = (word for word in doc[owner.left_edge.i : start] if word.dep_ != "det")
        return next((word.i for word in words), start), end
    of = doc[end + 1] if end + 1 < len(doc) else head
    served = (noun for noun in of.children if noun.dep_ == "pobj" and noun.tag_ == "NNS")
    member = next(served, None) if of.lower_ == "of" and of.head == head else None
    plain = member is not None and not any(word.dep_ == "det" for word in doc[end + 2 : member.i])
    return (start, member.i) if member is not None and plain else (start, end)


def _is_person(mention: Mention, entity: Entity) -> bool:
    return entity.form == "person" and mention.form in ("person", "office")


def _may_be(mention: Mention, entity: Entity) -> bool:
    """Whether "the company" or "the group" may be an organisation of whose kind its name says nothing."""
    entry = mention.entry
    if entry is None or mention.form != "body" or mention.country or mention.place or mention.extra:
        return False
    any_kind = entry.sector == BUSINESS or entry.type == "organisation"
    return any_kind and entity.form == "organisation" and not entity.described


def _fits(mention: Mention, other: Mention) -> bool:
    """Whether a description may speak of whom another mention describes."""
    if mention.entry is None or other.entry is None or other.plural or mention.past != other.past:
        return False
    same = mention.entry.name == other.entry.name
    if same and mention.form == "body" and other.form == "organisation":
        same = folded(mention.name[-1]) in map(folded, other.name)
    elif same and mention.form != "person" and other.form not in ("person", "name"):
        same = mention.form == other.form == "body" and _same_words(mention.name, other.name)
        same = same or slug(" ".join(mention.name)) == slug(" ".join(other.name))
    more_general = mention.entry.name in other.entry.general
    extra = set(map(str.lower, mention.extra)) <= set(map(str.lower, other.extra))
    of = mention.of is None or other.of is None or mention.of is other.of
    return (same or more_general) and extra and of and _same_where(mention, other)


def _same_words(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of a body end alike, or one is an acronym: "MVD" for "interior ministry"."""
    return folded(one[-1]) == folded(other[-1]) or any(
        len(name) == 1 and name[0].isupper() for name in (one, other)
    )


def _same_where(mention: Mention, other: Mention) -> bool:
    """Whether a description leaves open, or says as the other does, of which country and place it is."""
    country = mention.country is None or other.country is None or mention.country == other.country
    open_place = mention.place is None and mention.country is None
    return country and (open_place or mention.place == other.place)


def fullest_name(entity: Entity) -> tuple[str, ...]:
    """The name with the most parts; of those with as many one not in capitals, the commonest, the first."""
    counted = entity.names
    return max(counted, key=lambda name: (len(name), not " ".join(name).isupper(), counted[name]))
