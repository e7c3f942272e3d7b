"""Those who can act or speak: names, roles and groups, each led back to one entity.

Role words and nations come from lexicons and are believed before the model's entities (`roles.py`), names
come from titles, grammar and the model (`names.py`), `match.py` decides between overlapping ones, and
`aliases.py` finds the entity behind each mention.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import TYPE_CHECKING

from ..contract import record_id
from ..lexicon import Lexicon, rule_of
from ..page.segment import segment_at
from ..records import Actor, ActorType, Document, Place
from .aliases import Entity, fullest_name, lead_back, with_members
from .ground import Mention, survey
from .match import settle
from .names import spot_names
from .nations import spot_nations
from .roles import spot_roles
from .spelling import parts, slug
from .stations import spot_stations

if TYPE_CHECKING:
    from spacy.tokens import Doc

JOURNALIST = "JRN"
CARE = "MED"
"""PLOVER's sector of hospitals."""
PAST_HOLDER = "ELI"
"""PLOVER's sector of former officials."""


def find_actors(
    document: Document,
    doc: Doc,
    places: Sequence[Place],
    lexicon: Lexicon,
) -> tuple[Actor, ...]:
    """All mentions of actors in a document, in order, none overlapping."""
    ground = survey(document, doc, places, lexicon)
    by_role = list(spot_roles(ground))
    stations = spot_stations(ground, lexicon)
    mentions = settle([*by_role, *stations, *spot_nations(ground), *spot_names(ground, by_role)])
    entities = lead_back(doc, mentions, ground.figures, ground.places)
    _mark_authors(document, doc, entities)
    return tuple(_actor(document, doc, mention, entities[mention]) for mention in mentions)


def _mark_authors(document: Document, doc: Doc, entities: Mapping[Mention, Entity]) -> None:
    """Tell who wrote or photographed: whoever the document names as author, in a byline or a credit."""
    authors = {slug(author) for author in document.authors}
    for mention, entity in entities.items():
        if entity.form == "person" and not entity.reports:
            segment = segment_at(document, doc[mention.start].idx)
            in_byline = segment is not None and segment.kind == "byline"
            credited = mention.rule == rule_of("actor", "person-credited")
            entity.reports = in_byline or credited or slug(" ".join(fullest_name(entity))) in authors


def without_seats(
    places: Sequence[Place], actors: Sequence[Actor], scenes: Set[str | None] = frozenset()
) -> tuple[Place, ...]:
    """The places where things happen: not Damascus of "the ministry in Damascus", nor a hospital's town.

    Those of the ids `scenes` are known to be some.
    """
    seated = [actor for actor in actors if actor.type == "organisation"]
    hospitals = {actor.start for actor in seated if actor.sector == CARE}
    ends = {actor.end: actor for actor in seated}
    return tuple(
        place
        for place in places
        if place.id in scenes
        or (place.start not in hospitals and not (place.end in ends and is_seat(place, ends[place.end])))
    )


def is_seat(place: Place, body: Actor) -> bool:
    """Whether a body is named by the town where it sits: "the ministry in Damascus"."""
    return body.type == "organisation" and body.end == place.end and body.quote.endswith(f" in {place.quote}")


def actor_at(actors: Sequence[Actor], start: int, end: int) -> Actor | None:
    """The actor whose mention shares most of a stretch of the text; None where none does."""
    first = bisect_right(actors, start, key=lambda actor: actor.end)
    best, shared = None, 0
    for actor in actors[first:]:
        if actor.start >= end:
            break
        overlap = min(actor.end, end) - max(actor.start, start)
        if overlap > shared:
            best, shared = actor, overlap
    return best


def _actor(document: Document, doc: Doc, mention: Mention, entity: Entity) -> Actor:
    start = doc[mention.start].idx
    end = doc[mention.end - 1].idx + len(doc[mention.end - 1])
    told = _first(other.country for other in entity.described)
    country = mention.country or told or (entity.figure.country if entity.figure else None)
    return Actor(
        id=record_id("actor", document.id, start, end),
        document=document.id,
        rule=mention.rule,
        start=start,
        end=end,
        quote=document.text[start:end],
        name=_name(document, doc, mention, entity),
        key=_key(mention, entity, country),
        type=_type(mention, entity),
        sector=_sector(mention, entity),
        country=country,
        private=_is_private(mention, entity),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value is not None), None)


def _name(document: Document, doc: Doc, mention: Mention, entity: Entity) -> str:
    if entity.figure:
        return entity.figure.words[0]
    stated = _first(other.entry.words[0] for other in entity.described if other.entry and other.entry.key)
    if stated is not None and entity.form == "organisation":
        return stated
    if entity.names:
        return " ".join(parts(fullest_name(entity)))
    if mention.form == "state":
        return mention.name[0]
    general = entity.described[0].entry.general if entity.described and entity.described[0].entry else ()
    told = next((other for other in entity.described if other.country or other.extra), None)
    if told is not None and told.entry is not None and told.entry.name in general:
        told = None  # "the ministry in Beirut" is told of more shortly than "the health ministry"
    first = told or (entity.described[0] if entity.described else mention)
    begin, last = with_members(doc, first)
    start, end = doc[begin].idx, doc[last].idx + len(doc[last])
    called = " ".join(document.text[start:end].split())
    title = first.entry.title if first.entry and not first.plural else None
    return called if title is None else _titled(called, title, first)


def _titled(called: str, title: str, mention: Mention) -> str:
    """What a body is called, its short word replaced: "the Peruvian prosecution"."""
    short = " ".join(mention.name)
    return f"{called[: -len(short)]}{title}" if called.lower().endswith(short.lower()) else called


def _key(mention: Mention, entity: Entity, country: str | None) -> str | None:
    if entity.figure:
        return f"person:{entity.figure.name}"
    if entity.form == "person":
        return f"person:{slug(' '.join(fullest_name(entity)))}"
    if entity.form == "organisation":
        stated = _first(other.entry.key for other in entity.described if other.entry)
        return stated or f"org:{slug(' '.join(fullest_name(entity)))}"
    if entity.form == "state":
        return f"state:{country.lower()}" if country else None
    if entity.form in ("body", "office") and country and not mention.plural and entity.described:
        return _institution_key(entity.described[0], country)
    return None


def _institution_key(first: Mention, country: str) -> str | None:
    """The country, then what tells the body or office apart in it: `kaz:almaty-police`."""
    if first.entry is None or not first.definite:
        return None
    of = first.of.name if first.of else ""
    words = [first.place or "", *first.extra, *first.tail, of, first.entry.title or first.entry.name]
    return f"{country.lower()}:{slug(' '.join(words))}"


def _type(mention: Mention, entity: Entity) -> ActorType:
    if mention.form == "people" and mention.plural:
        return "group"
    if mention.entry is not None and mention.entry.type is not None:
        return mention.entry.type
    if entity.form == "person":
        return "person"
    if entity.form == "state":
        return "state"
    if entity.form in ("organisation", "body"):
        return "organisation"
    if mention.plural or entity.form == "nation":
        return "group"
    return "person" if entity.form == "people" else "role"


def _sector(mention: Mention, entity: Entity) -> str | None:
    if entity.form == "state":
        return "GOV"
    if entity.reports:
        return JOURNALIST
    for other in entity.described or [mention]:
        if other.entry is None:
            continue
        if other.past:
            return PAST_HOLDER
        sector = (other.of.sector if other.of else None) or other.entry.sector
        if sector:
            return sector
    return "CVL" if entity.form == "nation" else None


def _is_private(mention: Mention, entity: Entity) -> bool:
    """A single natural person whom the text gives no office."""
    if (
        entity.figure
        or entity.reports
        or entity.form not in ("person", "people")
        or mention.plural
        or mention.form in ("body", "name")
    ):
        return False
    return not any(other.entry and other.entry.form == "office" for other in entity.described) and not any(
        other.entry and other.entry.form == "honorific" and other.entry.sector for other in entity.described
    )
