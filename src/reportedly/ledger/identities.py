"""Claimants that people say are one: how a claimant is named in a judgement, and who it is then.

A claimant is no record of its own. In a judgement it is `claimant:` with its key, or with its name where it
has no key. All of one group are the first that the last judgement on the group names.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from ..records import Claimant, Judgement
from .store import Ledger
from .unite import Groups

CLAIMANT = "claimant:"
"""Begins the name of a claimant in a judgement."""


def find_claimant(ledger: Ledger, name: str) -> Claimant | None:
    """The claimant of this key or this name, in the form in which most claims have it."""
    bare = name.removeprefix(CLAIMANT)
    columns = ", ".join(f"claimant_{field}" for field in Claimant.__slots__)
    rows = ledger.ask(
        f"SELECT {columns} FROM claims WHERE claimant_key = :bare OR claimant_name = :bare COLLATE NOCASE"
        f" GROUP BY {columns} ORDER BY claimant_key = :bare DESC, count(*) DESC, {columns} LIMIT 1",
        {"bare": bare},
    )
    return next((Claimant(*row) for row in rows), None)


def subject_of(claimant: Claimant) -> str:
    """The name of a claimant in a judgement."""
    return f"{CLAIMANT}{claimant.key or claimant.name.casefold()}"


def value_of(claimant: Claimant) -> str:
    """What a judgement says of who several claimants are."""
    return json.dumps({"as": asdict(claimant)}, ensure_ascii=False)


def merge_claimants(judgements: Iterable[Judgement]) -> dict[str, Claimant]:
    """By the name in a judgement, who each claimant is.

    Args:
        judgements: those that say that claimants are the same and that stand, in the order of deciding.
    """
    told = tuple(judgements)
    united = Groups(name for each in told for name in each.subject)
    for each in told:
        for name in each.subject[1:]:
            united.unite(each.subject[0], name)
    last = {
        united.home(each.subject[0]): Claimant(**json.loads(each.value)["as"]) for each in told if each.value
    }
    names = {name for each in told for name in each.subject}
    return {name: last[home] for name in sorted(names) if (home := united.home(name)) in last}


def as_merged(claimant: Claimant | None, merged: Mapping[str, Claimant]) -> Claimant | None:
    """Who a claimant is after what people said."""
    if claimant is None or not merged:
        return claimant
    return merged.get(subject_of(claimant), claimant)
