"""Which names are one claimant's, as people said."""

from __future__ import annotations

import json

from ..people.claimant_labels import key_labelled
from ..people.identities import CLAIMANT, names_of
from ..people.review import DecisionsInForce
from ..store import Ledger
from .filtered_tables import SPOKEN


def names_with(ledger: Ledger, name: str, decided: DecisionsInForce) -> tuple[str, ...]:
    """All names of the claimant that bears this one: itself, and those that people said are one with it.

    SQLite takes large and small Latin letters for the same; names in others are told in each of their forms.
    """
    merged = merged_names(ledger, decided)
    key = key_labelled(ledger, name) if decided.claimants else None
    one = merged.get(name) or merged_keys(decided).get(key or "", name)
    known = {name, one, *(other for other, told in merged.items() if told == one)}
    if foreign := sorted({each.casefold() for each in known if not each.isascii()}):
        spoken = f"SELECT DISTINCT {SPOKEN} AS name FROM claims c"
        alike = f"SELECT name FROM ({spoken}) WHERE folded(name) IN (SELECT value FROM json_each(?))"
        known.update(row["name"] for row in ledger.ask(alike, (json.dumps(foreign),)))
    return tuple(sorted(known))


def keys_with(ledger: Ledger, label: str, decided: DecisionsInForce) -> tuple[str, ...]:
    """The keys of the claimant of this label, and of those that people said are one with it."""
    key = key_labelled(ledger, label)
    known = {key} if key else set()
    subjects = {name.removeprefix(CLAIMANT): one for name, one in decided.claimants.items()}
    bare = key if key in subjects else label.casefold()
    if one := subjects.get(bare):
        known.update(name for name, other in subjects.items() if other == one)
    return tuple(sorted(known))


def merged_names(ledger: Ledger, decided: DecisionsInForce) -> dict[str, str]:
    """By each name of a claimant that people said is another one, the name that all of them bear."""
    if not decided.claimants:
        return {}
    subjects = names_of(ledger, decided.claimants)
    return {name: decided.claimants[subject].name for name, subject in subjects.items()}


def merged_keys(decided: DecisionsInForce) -> dict[str, str]:
    """By each key of a claimant that people said is another one, the name that all of them bear."""
    return {name.removeprefix(CLAIMANT): one.name for name, one in decided.claimants.items()}
