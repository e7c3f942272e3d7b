"""Claimants that people declared the same: how a judgement names a claimant, and who is meant then.

A claimant is not a record of its own. A judgement names it `claimant:` with its key, or with its name if it
has no key. All members of a group become the one that the last judgement on the group names first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from ...records import Claimant, Judgement
from ..store import Ledger

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

    Who is said to be another one than the first leaves its group; the one whose name the group bears stays.

    Args:
        judgements: those on claimants that stand, in the order of deciding.
    """
    groups: dict[str, frozenset[str]] = {}
    bears: dict[frozenset[str], Claimant] = {}
    for each in judgements:
        first, *others = each.subject
        if each.verdict == "same" and each.value:
            group = frozenset(each.subject).union(*(groups.get(name, ()) for name in each.subject))
            groups |= dict.fromkeys(group, group)
            bears[group] = Claimant(**json.loads(each.value)["as"])
            continue
        for other in others:
            group = groups.get(first, frozenset())
            if other in group:
                gone = first if subject_of(bears[group]) == other else other
                left = group - {gone}
                bears[left] = bears[group]
                del groups[gone]
                groups |= dict.fromkeys(left, left)
    return {name: bears[groups[name]] for name in sorted(groups)}


def names_of(ledger: Ledger, subjects: Iterable[str]) -> dict[str, str]:
    """By each name under which claims have one of these claimants, its name in judgements."""
    rows = ledger.ask(
        "SELECT DISTINCT claimant_name, :begin || coalesce(claimant_key, folded(claimant_name)) AS subject"
        " FROM claims WHERE claimant_name IS NOT NULL"
        " AND subject IN (SELECT value FROM json_each(:subjects))",
        {"begin": CLAIMANT, "subjects": json.dumps(sorted(subjects))},
    )
    return {row["claimant_name"]: row["subject"] for row in rows}


def as_merged(claimant: Claimant | None, merged: Mapping[str, Claimant]) -> Claimant | None:
    """Who a claimant is after what people said."""
    if claimant is None or not merged:
        return claimant
    return merged.get(subject_of(claimant), claimant)
