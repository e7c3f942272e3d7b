"""What is known about each document before its events and figures are joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby, product
from math import log
from operator import attrgetter

from ...language.closed_classes import PRONOUNS
from ...records import Claim, Claimant, Document, Extent, Place, Reading
from ..file.reading_memory import remembered, remembered_with
from ..people.identities import CLAIMANT, as_merged, subject_by_name, subject_of, subject_within
from ..traits.bodies import Named, bodies_in, find_bodies, within
from ..traits.claimants import (
    Speaker,
    as_known,
    body_that_publishes,
    find_aliases,
    find_fuller_names,
    find_offices,
    full_key,
    names_of_claimants,
    office_of_spokesman,
    parted_from,
    speaker_of,
)
from ..traits.holders import Holder, find_holders, is_beside
from ..traits.likenesses import Likenesses, Vector
from ..traits.members import Member
from ..traits.nearness import Frame, frames_apart, lands_apart
from ..traits.offices import STATE_SECTORS, local_offices, office_in, reach_of
from ..traits.positions import Places, places_of
from ..traits.spoken_for import VOICE_OF, body_spoken_for, post_held
from ..traits.stories import FEW, Story, day_of

LINKED = 0.12
"""Cosine of two reports that link their stories. Of 426 disagreements in 21 crises three more are found than
without, with one more pair that was not written down; nothing changes in 400 articles on US shootings."""

WRITERS = frozenset({"we", "us"})
"""How an office or an organisation calls itself on its own page; an outlet's page may hold a speech."""

NOBODY: Mapping[str, Claimant] = {}
"""People said of no claimant that it is another one."""


@dataclass(frozen=True, slots=True)
class DocumentContext:
    """Each document with its day, its country, its story and its origin."""

    readings: Mapping[str, Reading]
    documents: Mapping[str, Document]
    day: Mapping[str, int | None]
    frames: Mapping[str, Frame]
    """Where and when, beside its words, its story is set."""
    country: Mapping[str, str | None]
    """The one that each is about."""
    story: Mapping[str, int]
    origin: Mapping[str, str]
    """The first document of its origin."""
    vectors: Mapping[str, Vector]
    """The weights of its words."""
    likenesses: Likenesses
    likeness: Callable[[str, str], float]
    """How like two documents are, from 0 to 1."""
    places: Mapping[str, Places]
    stories: Sequence[Story]

    aliases: Mapping[str, Claimant]
    """Claimants as the whole collection knows them."""
    bodies: Mapping[Named, Claimant]
    """By country and a name of a body that speaks for no state, the claimant that it is."""
    offices: Mapping[str, str]
    """By the keys of persons, the office of a state that they have."""
    holders: Mapping[str, Holder]
    """By the keys of persons, the office that each is one claimant with."""
    fuller: Mapping[tuple[str | None, str], str]
    """By country and the short name of one of its offices, its fullest name."""
    merged: Mapping[str, Claimant]
    """Claimants that people said are another one."""
    parted: frozenset[str]
    """Claimants that people said are not the one that rules take them for, as judgements name them."""
    parted_in: Mapping[str, Sequence[tuple[Claim, Claimant]]]
    """By document, the claims that people said are another one's there, with whom they name."""

    _apart: dict[tuple[int, int], bool] = field(default_factory=dict, repr=False, compare=False)
    _linked: dict[tuple[int, int], bool] = field(default_factory=dict, repr=False, compare=False)
    _speakers: dict[str, dict[str, Speaker]] = field(default_factory=dict, repr=False, compare=False)
    """By document the speakers in it that were asked for, by claim."""
    _of_members: dict[str, Speaker] = field(default_factory=dict, repr=False, compare=False)
    _spread: Counter[str] = field(default_factory=Counter, repr=False, compare=False)
    _rarity: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    def spread(self) -> Counter[str]:
        """In how many of the documents each weighed stem stands; counted once."""
        if not self._spread:
            self._spread.update(chain.from_iterable(self.vectors.values()))
        return self._spread

    def rarity(self) -> Mapping[str, float]:
        """How rare each weighed stem is, from 0 to 1; worked out once."""
        if not self._rarity:
            total = max(len(self.documents), FEW)
            spread = self.spread()
            rare = {times: log(total / times) / log(total) for times in set(spread.values())}
            self._rarity.update({stem: rare[times] for stem, times in spread.items()})
        return self._rarity

    def lands_apart(self, one: str, other: str) -> bool:
        """Whether two documents are about different countries, neither of which the other names."""
        return lands_apart(self.frames[one].lands, self.frames[other].lands)

    def namesakes_apart(self, one: Place | None, other: Place | None) -> bool:
        """Whether places of one name are in two countries, of which each is told by other names beside it."""
        if one is None or other is None or one.name != other.name or one.country == other.country:
            return False
        own = {one.name.casefold()}
        return all(
            place.country == (lands := self.frames[place.document].lands).main and bool(lands.told - own)
            for place in (one, other)
        )

    def stories_apart(self, one: str, other: str) -> bool:
        """Whether two documents of the stories of these cannot tell one story; worked out once."""
        pair = min(self.story[one], self.story[other]), max(self.story[one], self.story[other])
        if pair not in self._apart:
            first, second = (self.stories[number].documents for number in pair)
            self._apart[pair] = any(
                frames_apart(self.frames[left], self.frames[right]) for left, right in product(first, second)
            )
        return self._apart[pair]

    def linked(self, one: str, other: str) -> bool:
        """Whether two documents are of stories of which some reports are like each other; worked out once.

        These tell of one matter in other words.
        """
        pair = min(self.story[one], self.story[other]), max(self.story[one], self.story[other])
        if pair not in self._linked:
            first, second = (self.stories[number].documents for number in pair)
            self._linked[pair] = any(self.likeness(*each) >= LINKED for each in product(first, second))
        return self._linked[pair]

    def speaker(self, member: Member) -> Speaker:
        """Who says what an event or a figure tells."""
        known = self._of_members.get(member.id)
        if known is None:
            known = self._of_members[member.id] = self.speaker_in(member.document, member.claim)
        return known

    def speaker_in(self, document: str, claim: Claim | None) -> Speaker:
        """Who makes a claim; without a claim the document's own voice. Worked out once."""
        here = self.speakers_of(document)
        key = "" if claim is None else claim.id
        known = here.get(key)
        if known is None:
            known = here[key] = self._speaker_of(document, claim, self.merged)
        return known

    def speakers_of(self, document: str) -> dict[str, Speaker]:
        """The speakers in a document that were asked for until now: the same object while they stay so."""
        here = self._speakers.get(document)
        if here is None:
            here = self._speakers[document] = speakers_in(
                self.readings[document], self.understood_in(document)
            )
        return here

    def understood_in(self, document: str) -> tuple[object, ...]:
        """All that speakers in a document are understood by which other documents may change.

        Of aliases and offices those alone that are looked up for it: each newcomer names somebody. Whom
        people say that somebody is may have any office.
        """
        story = self.stories[self.story[document]].documents[0]
        names = names_of_claimants(self.readings[document])
        known = [self.aliases.get(name) for name in names]
        known += [self._in_full(document, claimant) for claimant in bodies_in(self.readings[document])]
        known += [self.aliases.get(each.key) for each in known if each is not None and each.key]
        keys = (*names, *(each.key or "" for each in known if each is not None))
        offices = self.offices if self.merged else tuple(self.offices.get(key) for key in keys)
        holders = self.holders if self.merged else tuple(self.holders.get(key) for key in keys)
        land = self.country[document]
        return land, story, known, offices, holders, self.fuller, self.merged, self.parted

    def speaker_by_rules(self, document: str, claim: Claim) -> Speaker:
        """Who makes a claim before people say that two claimants are one; who they part is apart."""
        return self._speaker_of(document, claim, NOBODY) if self.merged else self.speaker_in(document, claim)

    def _speaker_of(self, document: str, claim: Claim | None, merged: Mapping[str, Claimant]) -> Speaker:
        if claim is None:
            speaker = self._own_voice(document)
        elif claim.claimant is None:
            own = self._own_voice(document) if _is_first_person(claim) else None
            return self._speaker_named(document, claim, None) if own is None or own.outlet else own
        else:
            speaker = self._speaker_apart(document, claim, claim.claimant, merged)
        known = merged.get(f"{CLAIMANT}{speaker.key}")
        return self._speaker_named(document, claim, known) if known else speaker

    def _own_voice(self, document: str) -> Speaker:
        """Who publishes a document; alone where people part a claim that it makes there by name."""
        speaker = self._speaker_named(document, None, None)
        parted = self.parted_in.get(document, ())
        named = {self._speaker_named(document, claim, told).key for claim, told in parted}
        return parted_from(speaker, document) if speaker.key in named else speaker

    def _speaker_apart(
        self, document: str, claim: Claim, told: Claimant, merged: Mapping[str, Claimant]
    ) -> Speaker:
        """Who makes a claim: whom people part from others is alone, under the name in the claim."""
        alone = self.parted.intersection((subject_of(told), subject_by_name(told.name)))
        if any(subject_of(told) == subject_of(other) for _, other in self.parted_in.get(document, ())):
            alone = frozenset({document})
        if alone:
            return parted_from(self._speaker_named(document, claim, told), min(alone))
        known = self._in_full(document, as_known(told, self.aliases))
        speaker = self._speaker_named(document, claim, as_merged(known, merged))
        names = (f"{CLAIMANT}{speaker.key}", subject_within(speaker.key, told.name))
        gone = self.parted.intersection(names)
        return parted_from(speaker, min(gone)) if gone else speaker

    def _in_full(self, document: str, claimant: Claimant | None) -> Claimant | None:
        """A body as other reports of its country name it; whoever else it is, as it is."""
        if claimant is None or not self.bodies:
            return claimant
        story, name = self.stories[self.story[document]].documents[0], claimant.name.casefold()
        return self.bodies.get((within(claimant, self.country[document], story), name), claimant)

    def _speaker_named(self, document: str, claim: Claim | None, claimant: Claimant | None) -> Speaker:
        told, country = self.documents[document], self.country[document]
        office = self.offices.get(claimant.key or "") if claimant else None
        if claimant and claim and office is None:
            office = office_of_spokesman(claimant, (source.quote for source in claim.source))
        seat = self._seat_of(document, claim) if claim else None
        if claimant and seat is None and claimant.type != "person":
            named = office_in(claimant.name)
            seat = self.places[document].most_named(reach_of(named)) if named in local_offices() else None
        holder = self.holders.get(claimant.key or "") if claimant else None
        return speaker_of(
            claimant,
            told,
            country,
            own=claim is None and claimant is None,
            seat=seat,
            story=self.stories[self.story[document]].documents[0],
            office=office,
            fuller=self.fuller,
            publisher=self._in_full(document, body_that_publishes(told.publisher, self.aliases)),
            spoken_for=self._in_full(document, self._spoken_for(claim, claimant)),
            holder=holder,
            beside=claim is not None and any(is_beside(source.quote) for source in claim.source),
        )

    def _spoken_for(self, claim: Claim | None, claimant: Claimant | None) -> Claimant | None:
        """The organisation, or the post, that a person speaks for, or one without a name in his own words."""
        if claimant is None:
            return None
        if claimant.type != "person" and claimant.sector is None and (post := post_held(claimant.name)):
            return post
        if claimant.key is not None:
            return self.aliases.get(f"{VOICE_OF}{claimant.key}")
        if claim is None or claimant.type != "role" or claimant.sector in STATE_SECTORS:
            return None
        found = (body_spoken_for(source.quote, self.aliases) for source in claim.source)
        return next((body for body in found if body is not None), None)

    def _seat_of(self, document: str, claim: Claim) -> Place | None:
        """The first place in the words for who makes a claim."""
        words = _sources_of_pronouns(self.readings[document]).get(claim.id, claim.source)
        found = map(self.places[document].first_inside, words)
        return min(filter(None, found), key=lambda place: (place.start, place.id), default=None)

    def origins_of(self, documents: Sequence[str]) -> int:
        """On how many independent texts these documents rest."""
        return len({self.origin.get(name, name) for name in documents})


def _is_first_person(claim: Claim) -> bool:
    """Whether those who say "we" are whoever writes: in nobody's words."""
    told = {source.quote.casefold() for source in claim.source}
    return claim.within is None and bool(told) and told <= WRITERS


@remembered
def _sources_of_pronouns(reading: Reading) -> Mapping[str, Sequence[Extent]]:
    """By claim of "they" the words for the same speaker right before it."""
    found: dict[str, Sequence[Extent]] = {}
    named: dict[Claimant, Sequence[Extent]] = {}
    for _, told in groupby(sorted(reading.claims, key=_start_of), key=attrgetter("start")):
        here = [each for each in told if each.source and each.claimant is not None]
        for claim in here:
            if claim.claimant in named and all(each.quote.casefold() in PRONOUNS for each in claim.source):
                found[claim.id] = named[claim.claimant]
        named.update(
            (claim.claimant, claim.source)
            for claim in here
            if claim.claimant is not None and claim.source[0].quote.casefold() not in PRONOUNS
        )
    return found


def _start_of(claim: Claim) -> tuple[int, str]:
    return claim.start, claim.id


@remembered_with
def speakers_in(_: Reading, __: tuple[object, ...]) -> dict[str, Speaker]:
    """The speakers in a document that were asked for until now, by claim; by nothing its own voice.

    They stay what they are while `DocumentContext.understood_in` does.
    """
    return {}


def document_context(
    readings: Sequence[Reading],
    stories: Sequence[Story],
    origin: Mapping[str, str],
    vectors: Mapping[str, Vector],
    likenesses: Likenesses,
    frames: Mapping[str, Frame],
    merged: Mapping[str, Claimant],
    parted: frozenset[str] = frozenset(),
) -> DocumentContext:
    """What is known of the documents of these readings; `parted` are claimants, or claims of theirs."""
    country = {name: each.lands.main for name, each in frames.items()}
    offices = find_offices(readings)
    aliases = find_aliases(readings)
    told_in = {name: each.documents[0] for each in stories for name in each.documents}
    return DocumentContext(
        readings={reading.document.id: reading for reading in readings},
        documents={reading.document.id: reading.document for reading in readings},
        day={reading.document.id: day_of(reading.document.published) for reading in readings},
        frames=frames,
        country=country,
        story={name: number for number, story in enumerate(stories) for name in story.documents},
        origin=origin,
        vectors=vectors,
        likenesses=likenesses,
        likeness=likenesses.between,
        places={reading.document.id: places_of(reading) for reading in readings},
        stories=stories,
        aliases=aliases,
        bodies=find_bodies(readings, country, told_in),
        offices=offices,
        holders=find_holders(readings, country, lambda key: full_key(key, aliases)),
        fuller=find_fuller_names(readings, country, offices),
        merged=merged,
        parted=parted,
        parted_in={
            reading.document.id: [
                (claim, claim.claimant) for claim in reading.claims if claim.id in parted and claim.claimant
            ]
            for reading in (readings if parted else ())
        },
    )
