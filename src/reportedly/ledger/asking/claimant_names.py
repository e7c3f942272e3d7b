"""Which names are one claimant's, as people said."""

from __future__ import annotations

import json

from ..people.identities import names_of
from ..people.review import DecisionsInForce
from ..store import Ledger
from .filtered_tables import SPOKEN


def names_with(ledger: Ledger, name: str, decided: DecisionsInForce) -> tuple[str, ...]:
    """All names of the claimant that bears this one: itself, and those that people said are one with it.

    SQLite takes large and small Latin letters for the same; names in others are told in each of their forms.
    """
    merged = merged_names(ledger, decided)
    one = merged.get(name, name)
    known = {name, one, *(other for other, told in merged.items() if told == one)}
    if foreign := sorted({each.casefold() for each in known if not each.isascii()}):
        spoken = f"SELECT DISTINCT {SPOKEN} AS name FROM claims c"
        alike = f"SELECT name FROM ({spoken}) WHERE folded(name) IN (SELECT value FROM json_each(?))"
        known.update(row["name"] for row in ledger.ask(alike, (json.dumps(foreign),)))
    return tuple(sorted(known))


def merged_names(ledger: Ledger, decided: DecisionsInForce) -> dict[str, str]:
    """By each name of a claimant that people said is another one, the name that all of them bear."""
    if not decided.claimants:
        return {}
    subjects = names_of(ledger, decided.claimants)
    return {name: decided.claimants[subject].name for name, subject in subjects.items()}
