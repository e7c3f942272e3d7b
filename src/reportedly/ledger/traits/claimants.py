"""Claimants across documents: one speaker under several names, and offices that speak for one state.

Claimants with the same key are the same. An office of a state is identified by what it is, within the country
that it is of, or else that of its document: "the Kazakh interior ministry", and "the interior ministry" or
the interior minister in a report on Kazakhstan, are one, and the police another. Others without a key are
identified by their name, without articles and words for their country. Where no country is known a speaker
is that of its story alone. What a document says in its own voice belongs to its outlet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...frozen import quick
from ...language.closed_classes import SMALL_IN_NAMES
from ...lexicon import load_lexicon, word_class, words_of_form
from ...mentions.spelling import slug
from ...records import Actor, Claimant, Document, Place, Reading
from ..file.reading_memory import remembered
from .holders import VOICE, Holder, office_headed, words_for_voices
from .offices import (
    AT,
    STATE_SECTORS,
    WHOLE_STATE,
    at_its_town,
    country_words,
    fuller_names,
    local_offices,
    office_in,
    offices_in,
    reach_of,
    stands_for_a_state,
    words_of,
)
from .positions import places_of
from .publishers import NEWS, ORGANISATION, Publisher, office_that_is, organisation_that_is
from .spoken_for import BODY, VOICE_OF, bodies_beside, find_initials, find_spoken_for

MINISTER = "minister"

EMBASSY = "embassy"
"""The office of diplomats."""

LONGEST_OFFICE = 2
"""Words of a name that a word for an office makes a state's: more words name somebody at the office."""

NO_NAMES: Mapping[tuple[str | None, str], str] = {}
"""No office has a fuller name."""

OFFICE = "office"

OFFICE_OF = "office"
"""Begins the key of an office of a state; its country and what it is follow."""

CIVIL = frozenset({"GOV", "COP"})
"""Sectors of which an office may be either: an interior minister, his deputy."""

ASSOCIATIONS = frozenset({None, "NGO", "LAB"})
"""Sectors of bodies that are neither a state's nor a business."""

STANDS_IN = "stand-in"
"""Ends the key of those who act beside the head of an office: a deputy minister is not the minister."""

PERSON = "person:"
"""Begins the key of a person."""


@quick
@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says so, the same over all documents."""

    key: str
    claimant: Claimant | None
    state: str | None
    """The country that it speaks for officially."""
    outlet: bool
    """It is a document's own voice."""
    local: bool = False
    """It speaks for a town or a province alone."""
    office: str | None = None
    """Which office of a state it is; `government` where it does not tell, None for others than offices."""
    voice: str = ""
    """In whose series its numbers stand: its office's, or its own."""
    land: str | None = None
    """The country within which its name is understood."""
    story: str = ""
    """The first document of the story within which its name is understood, where no country is enough."""
    parted: bool = False
    """People said that it is another one than rules would have it."""

    @property
    def called(self) -> str:
        """Its name, casefolded: under it others quote an outlet; its key where it has none."""
        return self.claimant.name.casefold() if self.claimant else self.key


def parted_from(speaker: Speaker, name: str) -> Speaker:
    """The speaker by itself, as people said, whatever a rule would join it with.

    Args:
        speaker: as rules have it.
        name: what people said is another one: a claimant in a judgement, or a document.
    """
    key = f"{speaker.key}:{name}"
    return replace(speaker, key=key, voice=key, parted=True)


def find_aliases(readings: Sequence[Reading]) -> dict[str, Claimant]:
    """Claimants by key as the whole collection knows them, and by family name where one person bears it.

    A text that says no more than "Shalabayev" means whom the others call by the full name and the office.
    """
    known: dict[str, Counter[Claimant]] = {}
    bearers: dict[str, set[str]] = {}
    bodies: dict[str, Claimant] = {}
    short: dict[str, set[Claimant]] = {}
    for reading in readings:
        for key, family, each in _persons_in(reading):
            known.setdefault(key, Counter())[each] += 1 + (each.sector is not None)
            bearers.setdefault(family, set()).add(key)
        called, in_short = _organisations_in(reading)
        bodies.update(called)
        for name, each in in_short:
            short.setdefault(name, set()).add(each)
    bodies.update({key: next(iter(named)) for key, named in short.items() if len(named) == 1})
    best = {key: min(counted, key=lambda each: (-counted[each], str(each))) for key, counted in known.items()}
    single = {name: best[min(keys)] for name, keys in bearers.items() if len(keys) == 1}
    return {**single, **best, **bodies, **find_initials(readings), **find_spoken_for(readings, bodies)}


@remembered
def _persons_in(reading: Reading) -> tuple[tuple[str, str, Claimant], ...]:
    """The persons of a document who have more than one name, each with its key and family name."""
    told = [claim.claimant for claim in reading.claims if claim.claimant]
    told += [Claimant(a.name, a.key, a.type, a.sector, a.country) for a in reading.actors if a.key]
    return tuple(
        (each.key, each.name.split()[-1].casefold(), each)
        for each in told
        if each.key is not None and each.type == "person" and len(each.name.split()) > 1
    )


@remembered
def _organisations_in(
    reading: Reading,
) -> tuple[Mapping[str, Claimant], tuple[tuple[str, Claimant], ...]]:
    """The organisations of a document by what they are called, and those that it gives short names."""
    told = [claim.claimant for claim in reading.claims if claim.claimant]
    called = {
        f"{BODY}{who.name.casefold()}": who
        for who in told
        if who.key is not None and who.key.startswith(ORGANISATION)
    }
    in_short = tuple(
        (f"{ORGANISATION}{slug(a.quote)}", Claimant(a.name, a.key, a.type, a.sector, a.country))
        for a in reading.actors
        if _is_short_name(a)
    )
    return called, in_short


def _is_short_name(actor: Actor) -> bool:
    """Whether a text has it that capitals stand for an organisation: "Committee for Fair Trials (CFT)"."""
    if actor.type != "organisation" or not (actor.key or "").startswith(ORGANISATION):
        return False
    return (
        actor.quote.isupper()
        and actor.name != actor.quote
        and actor.key != f"{ORGANISATION}{slug(actor.quote)}"
    )


def full_key(key: str, aliases: Mapping[str, Claimant]) -> str:
    """The key of the person of a key whose name may be a family name alone."""
    known = aliases.get(key) or aliases.get(key.removeprefix(PERSON))
    return known.key if known is not None and known.key is not None else key


def body_that_publishes(name: str | None, aliases: Mapping[str, Claimant]) -> Claimant | None:
    """The association or committee of this name that others quote; no outlet is called so."""
    if name is None or _words_of_associations().isdisjoint(words_of(name)):
        return None
    return aliases.get(f"{BODY}{name.casefold()}")


def find_offices(readings: Iterable[Reading]) -> dict[str, str]:
    """By the keys of persons, the office that most texts name beside them.

    Who is named with no office, or with none in particular, has none here; nor has a mayor or a governor
    whose town or region no text names. A spokesman of the government speaks for the whole state.
    """
    told: dict[str, Counter[str]] = {}
    voices: set[str] = set()
    for reading in readings:
        for key, named, is_voice in _offices_in(reading):
            told.setdefault(key, Counter()).update(named)
            if is_voice:
                voices.add(key)
    found = {key: min(each, key=lambda one: (-each[one], one)) for key, each in told.items() if each}
    return {**dict.fromkeys(sorted(voices), WHOLE_STATE), **found}


@remembered
def _offices_in(reading: Reading) -> tuple[tuple[str, Sequence[str], bool], ...]:
    """The persons who speak in a document, by key, with their offices there; whether for the government."""
    places, found = places_of(reading), []
    for claim in reading.claims:
        who = claim.claimant
        if who is None or who.key is None or who.type != "person":
            continue
        offices = (
            at_its_town(office, places.first_inside(source))
            for source in claim.source
            if (office := _office_of_person(who, source.quote)) is not None
        )
        named = [office for office in offices if office not in (WHOLE_STATE, *local_offices())]
        is_voice = any(_is_voice_of_state(source.quote) for source in claim.source)
        found.append((who.key, named, is_voice))
    return tuple(found)


def _is_voice_of_state(words: str) -> bool:
    """Whether words call somebody a spokesman of the government, and of no one office of it."""
    is_of_body = any(entry.form == "body" for _, _, entry in offices_in(words_of(words)))
    return is_of_body and _is_voice(words) and office_in(words) == WHOLE_STATE


def _is_voice(words: str) -> bool:
    """Whether words call somebody a spokesman, whose office is that of others."""
    return not words_for_voices().isdisjoint(words_of(words))


def _office_of_person(who: Claimant, words: str) -> str | None:
    """The office that words give to a person: as its own, as its spokesman, or as who heads it.

    "Ida Roth, who heads civil protection" is of that office; "Ida Roth, whose son is in the army" is of none.
    """
    if who.sector in STATE_SECTORS or (who.sector is None and _is_voice(words)):
        return office_in(words)
    told = words_of(words) if who.sector is None else []
    heading = word_class(load_lexicon(), "heading")
    headed = next((place for place, word in enumerate(told) if word in heading), None)
    if headed is None:
        return None
    behind = [word for word in told[headed + 1 :] if word not in SMALL_IN_NAMES]
    return office_in(" ".join(behind)) if any(start == 0 for start, _, _ in offices_in(behind)) else None


def office_of_spokesman(claimant: Claimant, sources: Iterable[str]) -> str | None:
    """The office of a state for which somebody without a name speaks, or which he heads.

    "A spokesman at the army barracks", "the head of the national police".

    Args:
        claimant: who makes the claim.
        sources: the words for who makes it.
    """
    if claimant.type != "role" or claimant.key is not None:
        return None
    if office_in(claimant.name) is None and not _is_voice(claimant.name):  # "the head of the national police"
        return next((office for words in sources if (office := office_headed(words))), None)
    if claimant.sector is not None:
        return None
    offices = (office_in(words) for words in sources if _is_voice(claimant.name) and _is_voice(words))
    return next((office for office in offices if office not in (None, VOICE, WHOLE_STATE)), None)


def find_fuller_names(
    readings: Iterable[Reading], country: Mapping[str, str | None], offices: Mapping[str, str]
) -> dict[tuple[str | None, str], str]:
    """By country and the short name of one of its offices, the fullest name that claims give it.

    Args:
        readings: with these claims.
        country: that each document is about.
        offices: those of persons, by their keys.
    """
    named: dict[str | None, set[str]] = {}
    towns: set[str] = set()
    for reading in readings:
        towns |= _words_for_towns(reading)
        for claim in reading.claims:
            who = claim.claimant
            if who is None:
                continue
            told = offices.get(who.key or "")
            if told is None and who.type != "person" and _is_of_a_state(who):
                told = office_in(who.name)
            if told is not None:
                named.setdefault(who.country or country[reading.document.id], set()).add(told)
    return {
        (land, short): full
        for land, told in named.items()
        for short, full in fuller_names(name for name in told if towns.isdisjoint(name.split("-"))).items()
    }


@remembered
def _words_for_towns(reading: Reading) -> frozenset[str]:
    """Words of the names of towns and regions: a town's office is no fuller name of its state's."""
    towns = (place for place in reading.places if place.feature in ("city", "district", "region"))
    return frozenset(word for place in towns for word in words_of(place.quote))


def as_known(claimant: Claimant | None, aliases: Mapping[str, Claimant]) -> Claimant | None:
    """A claimant under its full name, with the office that other documents give it."""
    if claimant is None:
        return None
    if claimant.key in aliases:
        return aliases[claimant.key or ""]
    *name, kind = claimant.name.casefold().split() or [""]
    bodies = words_of_form(load_lexicon(), "roles", "body")
    if claimant.key is None and name and kind in bodies:  # "the UGTT union" is the UGTT
        return aliases.get(f"{BODY}{' '.join(name)}", claimant)
    if name or (claimant.sector is not None and claimant.type != "person"):
        return claimant
    known = aliases.get(claimant.name.casefold(), claimant)
    is_alike = claimant.sector in (None, known.sector) or {claimant.sector, known.sector} <= CIVIL
    return known if is_alike else claimant


@remembered
def names_of_claimants(reading: Reading) -> tuple[str, ...]:
    """The names and keys under which those who speak in a document, or publish it, may be looked up."""
    publisher = (reading.document.publisher or "").casefold()
    found: dict[str, None] = dict.fromkeys((f"{BODY}{publisher}",))
    for claimant in (claim.claimant for claim in reading.claims if claim.claimant is not None):
        name = claimant.name.casefold()
        key = claimant.key or ""
        found |= dict.fromkeys((key, name, f"{BODY}{' '.join(name.split()[:-1])}", f"{VOICE_OF}{key}"))
    for claim in reading.claims:
        if claim.claimant is not None and claim.claimant.type == "role":
            voices = (each for source in claim.source for each in bodies_beside(source.quote))
            found |= dict.fromkeys(f"{BODY}{each}" for each in voices)
    return tuple(found)


def speaker_of(
    claimant: Claimant | None,
    document: Document,
    country: str | None,
    *,
    own: bool,
    seat: Place | None,
    story: str,
    office: str | None = None,
    fuller: Mapping[tuple[str | None, str], str] = NO_NAMES,
    publisher: Claimant | None = None,
    spoken_for: Claimant | None = None,
    holder: Holder | None = None,
    beside: bool = False,
) -> Speaker:
    """The speaker of a statement; for a document's own voice `own` is true and `claimant` None.

    An outlet that speaks of itself by its name ("Coast Radio reported") is the document's own voice too, and
    the one whom others quote by that name. What an office or an organisation publishes it says itself.

    Args:
        claimant: who makes it, as far as the text tells.
        document: where it stands.
        country: that the document is about.
        own: whether nobody is named as its source.
        seat: the place in its source's words: "the Interior Ministry in Ankara", "police in Diyala".
        story: the first document of those that tell its story.
        office: that of a person, as texts name it beside the name; or of a spokesman, in his own words.
        fuller: by country and short name of an office, its fullest name.
        spoken_for: the organisation that a person, or a spokesman without a name, speaks for; or the post.
        holder: the office that a person heads or speaks for in this document.
        beside: whether its words are of somebody beside the head of its office: a deputy, a former one.
        publisher: the organisation that publishes the document, where others quote it by that name.
    """
    name = document.publisher
    body = publisher or (organisation_that_is(name) if name else None)
    own = own or (claimant is not None and (claimant.name == name or _is_same(claimant, body)))
    if own and name and (known_office := office_that_is(name)):
        return _of_an_office(name, known_office, known_office.country or country, fuller)
    issued = claimant is not None and claimant.sector not in (None, NEWS)
    if own and not issued and (body is None or body.sector == NEWS):
        told = Claimant(name, None, "organisation", NEWS, None) if name else None
        key = body.key if body and body.key else f"outlet:{name or document.id}"
        return _of_its_own(key, told, outlet=True)
    claimant = body if own and not issued else claimant
    if claimant is None:
        return _of_its_own(f"hidden:{document.id}", None, outlet=False)
    return _of_a_claimant(claimant, country, seat, story, office, fuller, spoken_for, holder, beside)


def _of_a_claimant(
    claimant: Claimant,
    country: str | None,
    seat: Place | None,
    story: str,
    office: str | None,
    fuller: Mapping[tuple[str | None, str], str],
    spoken_for: Claimant | None,
    holder: Holder | None,
    beside: bool,
) -> Speaker:
    """The speaker of a statement of somebody named who is no outlet; as in `speaker_of`."""
    land = claimant.country or (seat.country if seat else None) or country
    official = _is_of_a_state(claimant) or (claimant.type in ("person", "role") and office is not None)
    if claimant.country is None and claimant.type != "person" and office_in(claimant.name) == EMBASSY:
        official = False  # where they are does not say whose they are
    if official and claimant.type != "person" and (office is None or _is_of_a_state(claimant)):
        own_office = _office_named(claimant, seat)
        office = own_office if own_office != WHOLE_STATE or office is None else at_its_town(office, seat)
    office = fuller.get((land, office or ""), office)
    town = seat if seat is not None and not stands_for_a_state(seat) else None
    is_local = town is not None or reach_of(office) is not None or AT in (office or "")
    alone = land is None or (claimant.type == "group" and not official) or office in local_offices()
    scope = story if alone else ""
    named = claimant.type == "organisation"
    name_key = _name_key(claimant.name, land, town.quote if town else "", scope, organisation=named)
    own = claimant.key and (claimant.key if official else _with_its_town(claimant.key, claimant.name))
    voice = key = own or name_key
    if official and office is not None:
        voice = ":".join(filter(None, (OFFICE_OF, land or "?", office, scope)))
        if claimant.type != "person":
            key = f"{voice}:{STANDS_IN}" if beside else voice
    elif spoken_for is not None:
        post = _name_key(spoken_for.name, land, town.quote if town else "", scope, organisation=False)
        voice = key = spoken_for.key or post
    if holder is not None and (holder.told or holder.land == land):
        known_as = fuller.get((holder.land, holder.office), holder.office)
        key = ":".join((OFFICE_OF, holder.land, known_as))
    state = land if official else None
    known = claimant if claimant.country or state is None else replace(claimant, country=state)
    within = "" if key == claimant.key else scope
    return Speaker(key, known, state, False, is_local, office, voice, land, within)


def _with_its_town(key: str, name: str) -> str:
    """A key of a kind of body in a country, with what else the name has: drivers' unions of two towns."""
    country, _, kind = key.partition(":")
    words, said = words_of(name), kind.split("-")
    if f"{country}:" == ORGANISATION or not set(said) < set(words):
        return key
    more = {*words} - {*said} - SMALL_IN_NAMES - country_words()
    return ":".join((key, *sorted(more)))


def _is_same(claimant: Claimant, body: Claimant | None) -> bool:
    """Whether a claimant is the organisation that publishes."""
    return body is not None and claimant.key == body.key


def _of_an_office(
    name: str, publisher: Publisher, land: str | None, fuller: Mapping[tuple[str | None, str], str]
) -> Speaker:
    """The speaker of a statement that an office publishes itself."""
    office = fuller.get((land, publisher.office), publisher.office)
    key = ":".join((OFFICE_OF, land or "?", office))
    told = Claimant(name, None, "organisation", publisher.sector, land)
    is_local = reach_of(office) is not None or AT in office
    return Speaker(key, told, land, False, is_local, office, key, land)


def _of_its_own(key: str, claimant: Claimant | None, *, outlet: bool) -> Speaker:
    return Speaker(key, claimant, None, outlet, voice=key)


def _office_named(claimant: Claimant, seat: Place | None) -> str:
    """The office of a claimant that is no person: by its name, or else by its key."""
    office = office_in(claimant.name) or WHOLE_STATE
    if office == WHOLE_STATE and claimant.key is not None and claimant.type != "state":
        own = claimant.key.rpartition(":")[2]
        office = office_in(own.replace("-", " ")) or own
    return at_its_town(office, seat)


def side_of(speaker: Speaker) -> str:
    """Whom a speaker speaks for: an office for its state, a mayor for a town, a spokesman for his body."""
    if speaker.state is not None:
        return speaker.key if speaker.local else f"official:{speaker.state}"
    return speaker.voice or speaker.key


@cache
def _words_of_associations() -> frozenset[str]:
    """Words for bodies that are neither a state's nor a business: association, committee, union."""
    bodies = (role for role in load_lexicon().roles if role.form == "body")
    return frozenset(word for role in bodies if role.sector in ASSOCIATIONS for word in role.words)


def _is_of_a_state(claimant: Claimant) -> bool:
    """Whether a claimant speaks for its state: an office, or what is named after one ("official figures")."""
    words = words_of(claimant.name)
    if claimant.type == "role" and words[-1:] == [MINISTER]:  # "the railway minister" is of no railway
        return True
    if claimant.sector is None and (claimant.key or "").startswith(ORGANISATION):
        return bool(words) and words[-1] in _words_of_offices()  # "the Risk Management Directorate"
    if claimant.sector is not None or claimant.key is not None:
        return claimant.sector in STATE_SECTORS
    return len(words) <= LONGEST_OFFICE and any(word in _words_of_offices() for word in words)


@cache
def _words_of_offices() -> frozenset[str]:
    offices = [each for each in load_lexicon().roles if each.form in ("body", "office")]
    return frozenset(
        word.casefold()
        for office in offices
        if office.sector in STATE_SECTORS
        for word in office.words
        if " " not in word
    )


def _name_key(name: str, country: str | None, town: str, story: str, *, organisation: bool) -> str:
    """Who bears no name of its own: by its words in any order, in its country, in a story where one is given.

    "Diyala police" are "police in Diyala", the ombudsman's office is the ombudsman, "opposition UPR party" is
    the UPR; residents, doctors and sources of two stories are not the same.
    """
    words = set(words_of(f"{town} {name}"))
    words = words - {OFFICE} or words
    if organisation and not name.islower():  # the doctors' union is not the doctors' committee
        words = words - words_of_form(load_lexicon(), "roles", "body") or words
    bare = {word for word in words if word not in SMALL_IN_NAMES and word not in country_words()} or words
    return ":".join(filter(None, ((country or "?").casefold(), "-".join(sorted(bare)), story)))
