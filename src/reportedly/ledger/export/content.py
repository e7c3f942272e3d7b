"""The content of exports: records after people's decisions, without private names by default."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from json import dumps, loads
from typing import TypeVar

from ...contacts import LONGEST_ADDRESS, LONGEST_HOME
from ...page.dates import date_of
from ...privacy import KEEP_NAMES, UNKNOWN_SITE, Gathered, Pseudonyms
from ...records import (
    Account,
    Actor,
    Claim,
    Claimant,
    Document,
    Event,
    Figure,
    Occurrence,
    Origin,
    Participant,
    Place,
    Reading,
    When,
)
from ...statements.sureness import UNSURE
from ..accounts.estimates import Counting, counting_of
from ..asking.filtered_tables import SPOKEN
from ..asking.queries import records_by_id, select_records
from ..file.rows import ARecord
from ..occurrences.origins import origin_by_document
from ..people.claimant_labels import as_called, called_apart, names_in, reading_as_called, shared_names
from ..people.review import DecisionsInForce, as_corrected, as_decided, record_as_decided, standing
from ..store import Ledger

AnItem = TypeVar("AnItem")

AT_ONCE = 100
"""Occurrences whose records are looked up together: one at a time, most of an export went into asking."""

BEFORE_HOME = LONGEST_HOME + LONGEST_ADDRESS
"""Characters on either side of a street in which it is told that somebody lives there."""

NO_POINT = frozenset({"country"})
"""Places whose point tells nothing, also where a code beside it says how precise it is."""

NO_PIN = NO_POINT | {"region"}
"""Places whose representative point on a map would be read as the place where something happened."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One claimant's count of one occurrence, with the figures that it stands on and who says them."""

    account: Account
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...]
    counting: Counting


@dataclass(frozen=True, slots=True)
class Happening:
    """An occurrence that is said to have happened, with all that tells of it."""

    occurrence: Occurrence
    events: tuple[Event, ...]
    """Those that are told as having happened, without those that are doubted or denied."""
    voices: tuple[Voice, ...]
    documents: Mapping[str, Document]
    """By id, in the occurrence's order."""
    place: Place | None
    claims: Mapping[str, Claim]
    """Those that hold its events, by id."""

    def claim_of(self, event: Event) -> Claim | None:
        """The claim that holds an event; None where the outlet tells it, or people rejected the claim."""
        return self.claims.get(event.claim or "")


@dataclass(frozen=True, slots=True)
class Content:
    """A ledger as it is passed on."""

    ledger: Ledger
    names: Pseudonyms
    decided: DecisionsInForce
    private: frozenset[str]
    """Keys of private persons: they become no entity of their own, named or not."""
    called: Mapping[str, str]
    """By claim and by account, what its claimant is called, where others bear its name too."""

    def in_order(self, record_type: type[ARecord], names: Iterable[str]) -> Iterator[ARecord]:
        """Those of the records that are there, as people decided, in the order of the names."""
        for some in batches(names):
            yield from _in_order(self.find_by_id(record_type, some), some)

    def find_by_id(self, record_type: type[ARecord], names: Iterable[str | None]) -> dict[str, ARecord]:
        """Those of the records that are there, as people decided, by id."""
        held = records_by_id(self.ledger, record_type, names).values()
        decided = (record_as_decided(each, self.decided) for each in held)
        return {each.id: as_called(each, self.called) for each in decided if each is not None}

    def readings(self) -> Iterator[Reading]:
        """Every document with what was found in it."""
        decided = (as_decided(reading, self.decided) for reading in self.ledger.readings())
        return (reading_as_called(reading, self.called) for reading in decided)

    def happenings(self, order: str = "rowid") -> Iterator[Happening]:
        """The occurrences that are said to have happened: not those only denied, planned or demanded."""
        origins = origin_by_document(self.ledger.records(Origin))
        for occurrences in batches(select_records(self.ledger, Occurrence, f"ORDER BY {order}")):
            yield from self._happenings(occurrences, origins)

    def hidden(self, text: str | None) -> str | None:
        """The text without private names."""
        return None if text is None else self.names.hide(text)

    def place(self, place: Place | None) -> Place | None:
        """The place, named without private names: a misreading may make a place of a person."""
        if place is None:
            return None
        return replace(place, name=self.names.hide(place.name), quote=self.names.hide(place.quote))

    def is_private(self, who: Claimant) -> bool:
        """Whether somebody's name is left out."""
        return who.type == "person" and (self.names.hide(who.name) != who.name or who.key in self.private)

    def _happenings(
        self, occurrences: Sequence[Occurrence], origins: Mapping[str, str]
    ) -> Iterator[Happening]:
        accounts = self._accounts_of(occurrences)
        events = self.find_by_id(Event, (name for each in occurrences for name in each.events))
        figures = self.find_by_id(
            Figure, (name for told in accounts.values() for each in told for name in each.evidence)
        )
        holding = [each.claim for each in events.values()] + [each.claim for each in figures.values()]
        claims = self.find_by_id(Claim, holding)
        documents = self.find_by_id(Document, (name for each in occurrences for name in each.documents))
        places = self.find_by_id(Place, (each.place for each in occurrences))
        for occurrence in occurrences:
            happened = tuple(filter(_happened, _in_order(events, occurrence.events)))
            voices = tuple(_voice(each, figures, claims, origins) for each in accounts[occurrence.id])
            if happened or any(_stands(voice.account) for voice in voices):
                yield Happening(
                    occurrence,
                    happened,
                    voices,
                    {name: documents[name] for name in occurrence.documents if name in documents},
                    self.place(places.get(occurrence.place or "")),
                    {each.claim: claims[each.claim] for each in happened if each.claim in claims},
                )

    def _accounts_of(self, occurrences: Sequence[Occurrence]) -> Mapping[str, Sequence[Account]]:
        clause = "WHERE occurrence IN (SELECT value FROM json_each(?)) ORDER BY rowid"
        told: dict[str, list[Account]] = {each.id: [] for each in occurrences}
        for account in select_records(self.ledger, Account, clause, (dumps(list(told)),)):
            told[account.occurrence].append(as_called(account, self.called))
        return told


def batches(told: Iterable[AnItem]) -> Iterator[list[AnItem]]:
    """The items in their order, so many at a time as are looked up together."""
    waiting = iter(told)
    while some := list(islice(waiting, AT_ONCE)):
        yield some


def _in_order(held: Mapping[str, ARecord], names: Iterable[str]) -> tuple[ARecord, ...]:
    return tuple(held[name] for name in names if name in held)


def _voice(
    account: Account, figures: Mapping[str, Figure], claims: Mapping[str, Claim], origins: Mapping[str, str]
) -> Voice:
    counted = _in_order(figures, account.evidence)
    told = _in_order(claims, [figure.claim for figure in counted if figure.claim])
    return Voice(account, counted, told, counting_of(account, counted, origins))


def content_of(ledger: Ledger, *, with_names: bool = False) -> Content:
    """What is passed on of a ledger; private persons are named only where that is asked for."""
    names = KEEP_NAMES if with_names else pseudonyms_in(ledger)
    private = frozenset(each.key for each in ledger.records(Actor) if each.private and each.key)
    decided = standing(ledger.decisions())
    claims = records_by_id(ledger, Claim, (name for name in decided.corrected if name.startswith("claim-")))
    corrected = names_in(as_corrected(each, decided) for each in claims.values())
    called = called_apart(ledger, shared_names(ledger) | corrected)
    return Content(ledger, names, decided, private, called)


def pseudonyms_in(ledger: Ledger) -> Pseudonyms:
    """A pseudonym for each private person of a ledger, whoever signed a comment included."""
    gathered = Gathered()
    for actor in select_records(ledger, Actor, "WHERE private ORDER BY rowid"):
        gathered.see_actor(actor)
    # a page waits for this after each filing: whole records of so many actors would take twice as long
    public = "SELECT DISTINCT type, name, quote, key, sector, {} FROM actors WHERE NOT private AND {}"
    for row in ledger.ask(public.format("''", "(type = 'person' OR sector IS NOT NULL)")):
        gathered.see_public(*tuple(row))
    for row in ledger.ask(public.format("document", "type != 'person' AND sector IS NULL")):
        gathered.see_public(*tuple(row))
    one_word = "WHERE claimant_type IS NULL AND instr(claimant_name, ' ') = 0 ORDER BY number"
    gathered.see_claims(select_records(ledger, Claim, one_word))
    unknown = f"(geonames IS NULL AND feature = '{UNKNOWN_SITE}')"
    for row in ledger.ask(f"SELECT DISTINCT name, quote, '' FROM places WHERE NOT {unknown}"):
        gathered.see_place(*tuple(row), known=True)
    for row in ledger.ask(f"SELECT DISTINCT name, quote, document FROM places WHERE {unknown}"):
        gathered.see_place(*tuple(row), known=False)
    # the words around a street are enough to tell a home; whole texts would take a page long to read
    around = f"substr(text, max(1, start + 1 - {BEFORE_HOME}), {2 * BEFORE_HOME} + length(quote))"
    streets = f"SELECT {around}, min(start, {BEFORE_HOME}), quote, p.document FROM places p"
    for row in ledger.ask(f"{streets} JOIN documents d ON d.id = p.document WHERE {unknown}"):
        gathered.see_street(*tuple(row))
    for row in ledger.ask("SELECT publisher, id FROM documents WHERE publisher IS NOT NULL"):
        gathered.see_publisher(*tuple(row))
    for row in ledger.ask("SELECT text FROM documents"):
        gathered.see_text(row["text"])
    for row in ledger.ask("SELECT DISTINCT authors FROM documents WHERE instr(authors, ' ')"):
        gathered.see_authors(loads(row["authors"]))
    signed = "WHERE instr(segments, '\"comment\"') ORDER BY number"
    for document in select_records(ledger, Document, signed):
        gathered.see_document(document)
    return gathered.pseudonyms()


def private_claimants(ledger: Ledger, names: Pseudonyms) -> frozenset[str]:
    """The casefolded names of claimants who are private persons: those whose names are left out."""
    rows = ledger.ask(
        f"SELECT DISTINCT {SPOKEN} AS name FROM claims c"
        " WHERE name IS NOT NULL AND coalesce(c.claimant_type, 'person') = 'person'"
    )
    return frozenset(row["name"].casefold() for row in rows if names.hide(row["name"]) != row["name"])


def point_of(place: Place | None) -> tuple[float, float] | None:
    """Longitude and latitude of a place; none for a country, and none where they are not known."""
    if place is None or place.feature in NO_POINT or place.latitude is None or place.longitude is None:
        return None
    return place.longitude, place.latitude


def pin_of(place: Place | None) -> tuple[float, float] | None:
    """Longitude and latitude for a map; none for a country or a region."""
    return None if place is None or place.feature in NO_PIN else point_of(place)


def told_when(occurrence: Occurrence) -> When | None:
    """When an occurrence is said to have happened; None where that is only assumed."""
    when = occurrence.when
    return None if when is None or when.basis == "assumed" else when


def day_of(time: str | None) -> str | None:
    """The day of an ISO 8601 date or date-time; None for what is neither."""
    day = date_of(time)
    return None if day is None else day.isoformat()


def whole(number: float | None) -> float | int | None:
    """A number without a point where it has no fraction."""
    return int(number) if number is not None and float(number).is_integer() else number


def leading_event(happening: Happening, type_: str | None = None) -> Event | None:
    """The event that a row is filled from: of the occurrence's type, its parties told, its mode told.

    Args:
        happening: the occurrence.
        type_: only events of this PLOVER type.
    """
    events = [event for event in happening.events if type_ in (None, event.type)]

    def rank(event: Event) -> tuple[bool, bool, bool, bool]:
        typical = event.type == happening.occurrence.type
        return typical, bool(event.actors and event.recipients), bool(event.recipients), bool(event.mode)

    return max(events, key=rank, default=None)


def parties_of(event: Event | None) -> tuple[Sequence[Participant], Sequence[Participant]]:
    """Who acted and who suffered, of those whom a reading knows for actors: no "he", no thing, no town."""
    if event is None:
        return (), ()
    known = ([each for each in side if each.type is not None] for side in (event.actors, event.recipients))
    actors, recipients = known
    return actors, recipients


def _happened(event: Event) -> bool:
    return event.status in ("actual", "historical") and event.certainty not in UNSURE


def counts_any(account: Account) -> bool:
    """Whether it is a number of something: a statement that another one opposes has an account, too."""
    return account.measure is not None and (account.low is not None or account.high is not None)


def _stands(account: Account) -> bool:
    return (
        counts_any(account) and account.status in ("current", "revised") and account.certainty not in UNSURE
    )
