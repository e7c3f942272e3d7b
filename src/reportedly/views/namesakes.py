"""Places and offices of one name in two countries, each shown with its own: "Tripoli, Lebanon"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ..ledger.joining import Collection
from ..ledger.occurrences.speakers import name_of_country
from ..records import Account, Claim, Claimant, Reading

Lands = Mapping[str, frozenset[str]]
"""The countries in which a name is borne."""


def with_countries(
    readings: Sequence[Reading], collection: Collection | None
) -> tuple[Sequence[Reading], Collection | None]:
    """The same with the country behind every name that a place, or an office, of another country bears too.

    Of which country an office is that its own text does not say, the accounts of the collection tell.
    """
    accounts = collection.accounts if collection else ()
    states = _states(readings, accounts)
    places = _lands((place.name, place.country) for reading in readings for place in reading.places)
    offices = _lands((name, country) for (_, name), country in states.items())
    if not places and not offices:
        return readings, collection
    shown = [_with_countries(reading, places, offices, states) for reading in readings]
    if collection is not None:
        collection = replace(
            collection, accounts=tuple(_of_its_state(account, offices) for account in accounts)
        )
    return shown, collection


def _states(readings: Sequence[Reading], accounts: Sequence[Account]) -> Mapping[tuple[str, str], str]:
    """By document and the name of an office in it, the country that it is of."""
    found = {
        (reading.document.id, claim.claimant.name): claim.claimant.country
        for reading in readings
        for claim in reading.claims
        if claim.claimant and claim.claimant.country and claim.claimant.type != "person"
    }
    for account in accounts:
        who = account.claimant
        if who and who.country and who.type != "person":
            found |= {(document, who.name): who.country for document in account.documents}
    return found


def _lands(named: Iterable[tuple[str, str | None]]) -> Lands:
    """The names that are borne in several countries, with these."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, country in named:
        if country is not None:
            found[name].add(country)
    return {name: frozenset(countries) for name, countries in found.items() if len(countries) > 1}


def _with_countries(
    reading: Reading, places: Lands, offices: Lands, states: Mapping[tuple[str, str], str]
) -> Reading:
    located = tuple(
        replace(place, name=f"{place.name}, {name_of_country(place.country)}")
        if place.country and place.name in places
        else place
        for place in reading.places
    )
    claims = tuple(_claimed(claim, offices, states) for claim in reading.claims)
    return replace(reading, places=located, claims=claims)


def _claimed(claim: Claim, offices: Lands, states: Mapping[tuple[str, str], str]) -> Claim:
    who = claim.claimant
    if who is None or who.name not in offices:
        return claim
    return replace(claim, claimant=_placed(who, states.get((claim.document, who.name))))


def _of_its_state(account: Account, offices: Lands) -> Account:
    who = account.claimant
    if who is None or who.name not in offices:
        return account
    return replace(account, claimant=_placed(who, who.country))


def _placed(who: Claimant, country: str | None) -> Claimant:
    return replace(who, name=f"{who.name} ({name_of_country(country)})") if country else who
