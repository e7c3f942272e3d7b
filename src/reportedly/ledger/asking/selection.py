"""The part of a ledger that a filter asks for, as readings and what joins them.

The filter is that of the pages (`queries.Filter`), applied to the occurrences; with these come their events
and figures, the claims that hold them, and the accounts and contradictions on them. An event or a figure of
the wanted place is there too if it was joined to an occurrence elsewhere, and what contradicts it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...errors import LedgerError
from ...records import Account, Contradiction, Occurrence, Origin, Reading
from ..joining import Collection, joined
from ..people.claimant_labels import as_called, called_apart, names_in, reading_as_called
from ..people.review import as_decided, contradiction_as_decided, standing
from ..store import Ledger
from .queries import Filter, select_rows


def select_content(ledger: Ledger, wanted: Filter) -> tuple[list[Reading], Collection]:
    """The readings of the occurrences that the filter asks for, without all else that they tell, and those.

    All is as people decided, whether or not it is joined anew since. Claimants are called what tells them
    from others of their name. A filter that asks for nothing is all of the ledger.

    Raises:
        NoSuchRecord: the occurrence that is asked for is not there.
        LedgerError: it is something else.
    """
    decided = standing(ledger.decisions())
    held, collection = _select(ledger, wanted)
    readings = [as_decided(each, decided) for each in held]
    claims = (claim for reading in readings for claim in reading.claims)
    called = called_apart(ledger, names_in((*claims, *collection.accounts)))
    accounts = tuple(as_called(each, called) for each in collection.accounts)
    contradictions = tuple(
        contradiction_as_decided(each, decided)
        for each in collection.contradictions
        if decided.rejected.isdisjoint((each.id, each.left, each.right))
    )
    told = [reading_as_called(each, called) for each in readings]
    return told, replace(collection, accounts=accounts, contradictions=contradictions)


def _select(ledger: Ledger, wanted: Filter) -> tuple[list[Reading], Collection]:
    if wanted == Filter():
        return list(ledger.readings()), joined(ledger)
    if wanted.occurrence:
        found = ledger.record(wanted.occurrence)
        if not isinstance(found, Occurrence):
            raise LedgerError(f"{found.id} is not an occurrence")
        wanted = replace(wanted, occurrence=found.id)
    if wanted.place:
        wanted = replace(wanted, place=_known_place(ledger, wanted.place))
    ids = {row["id"] for row in select_rows(ledger, "occurrences", wanted)}
    counted = {row["id"] for row in select_rows(ledger, "figures", wanted)} if wanted.place else set()
    happened = _events_there(ledger, wanted) if wanted.place else {}
    occurrences = tuple(
        sorted((each for each in ledger.records(Occurrence) if each.id in ids), key=lambda each: each.id)
    )
    accounts, contradictions = _accounts_and_contradictions(ledger, ids, counted | happened.keys())
    documents = {name for each in occurrences for name in each.documents} | set(happened.values())
    documents |= {name for each in accounts for name in each.documents}
    members = {name for each in occurrences for name in (*each.events, *each.figures)}
    members |= {name for each in accounts for name in each.evidence} | happened.keys()
    return (
        [_of_members(each, members) for each in ledger.readings_of(sorted(documents))],
        Collection(_origins_of(ledger.records(Origin), documents), occurrences, accounts, contradictions, ()),
    )


def _events_there(ledger: Ledger, wanted: Filter) -> dict[str, str]:
    """The events of the wanted place with their documents, of whatever occurrence else fits the filter."""
    anywhere = {row["id"] for row in select_rows(ledger, "occurrences", replace(wanted, place=""))}
    joined_there = {
        name for each in ledger.records(Occurrence) if each.id in anywhere for name in each.events
    }
    statement = "SELECT e.id, e.document FROM events e JOIN places p ON p.id = e.place WHERE p.name = ?"
    rows = ledger.ask(statement, (wanted.place,))
    return {row["id"]: row["document"] for row in rows if row["id"] in joined_there}


def _known_place(ledger: Ledger, name: str) -> str:
    """The name as the ledger writes it, whatever the case of its letters; as given if it is not there."""
    statement = "SELECT name FROM places WHERE folded(name) = folded(?) ORDER BY name <> ? LIMIT 1"
    return next((str(row["name"]) for row in ledger.ask(statement, (name, name))), name)


def _accounts_and_contradictions(
    ledger: Ledger, ids: set[str], counted: set[str]
) -> tuple[tuple[Account, ...], tuple[Contradiction, ...]]:
    """Those on these occurrences, those of these figures and events, and statements that deny one of them."""
    every = {each.id: each for each in ledger.records(Account)}
    held = {
        name: each
        for name, each in every.items()
        if each.occurrence in ids or not counted.isdisjoint(each.evidence)
    }
    of_place = counted | {name for name, each in held.items() if each.occurrence not in ids}
    told = [
        each
        for each in ledger.records(Contradiction)
        if each.occurrence in ids or not of_place.isdisjoint((each.left, each.right))
    ]
    for each in told:
        for name in (each.left, each.right):
            if name in every and (every[name].measure is None or each.occurrence not in ids):
                held.setdefault(name, every[name])
    kept = (
        each for each in told if all(side in held or side not in every for side in (each.left, each.right))
    )
    return tuple(held.values()), tuple(kept)


def _of_members(reading: Reading, members: set[str]) -> Reading:
    """The reading with these events and figures alone, and the claims that hold them."""
    events = tuple(each for each in reading.events if each.id in members)
    figures = tuple(each for each in reading.figures if each.id in members)
    known = {claim.id: claim for claim in reading.claims}
    wanted = {each.claim for each in events} | {each.claim for each in figures} | members
    for name in list(wanted):
        outer = known[name].within if name in known else None
        while outer is not None and outer not in wanted:
            wanted.add(outer)
            outer = known[outer].within if outer in known else None
    claims = tuple(claim for claim in reading.claims if claim.id in wanted)
    return replace(reading, events=events, figures=figures, claims=claims)


def _origins_of(origins: Iterable[Origin], documents: Iterable[str]) -> tuple[Origin, ...]:
    held = frozenset(documents)
    return tuple(each for each in origins if held.intersection(each.documents))
