"""Claimants that people declared the same: how a judgement names a claimant, and who is meant then.

A claimant is not a record of its own. A judgement names it `claimant:` with its key, with its name if it has
no key, or, where others bear that name, with the key by which joining tells it from them; one of its names is
that key and the name. All members of a
group become the one that the last judgement on the group names first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace

from ...records import Claimant, Judgement
from ..store import Ledger
from .claimant_labels import key_labelled, name_labelled

CLAIMANT = "claimant:"
"""Begins the name of a claimant in a judgement."""


def subject_named(ledger: Ledger, name: str) -> tuple[str, Claimant] | None:
    """The claimant of this key, name or label, and its name in a judgement; None where there is none."""
    if (claimant := find_claimant(ledger, name)) is not None:
        return subject_of(claimant), claimant
    bare = name.removeprefix(CLAIMANT)
    key = key_labelled(ledger, bare) or bare
    columns = ", ".join(f"c.claimant_{field}" for field in Claimant.__slots__)
    rows = ledger.ask(
        f"SELECT min(s.land), {columns} FROM speakers s JOIN claims c ON c.id = s.claim WHERE s.key = ?"
        f" GROUP BY {columns} ORDER BY count(*) DESC, {columns} LIMIT 1",
        (key,),
    )
    for land, *told in rows:
        claimant = Claimant(*told)
        return f"{CLAIMANT}{key}", replace(claimant, country=claimant.country or land)
    return None


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


def subject_by_name(name: str) -> str:
    """The name in a judgement of whoever is called so, where its key is that of others too."""
    return f"{CLAIMANT}{name.casefold()}"


def subject_within(key: str, name: str) -> str:
    """The name in a judgement of those whom a claimant of this key is under one of its names."""
    return f"{CLAIMANT}{key}={name.casefold()}"


def subjects_within(ledger: Ledger, names: Sequence[str]) -> tuple[str, ...] | None:
    """How a judgement tells names of one claimant from each other; None where they are of several."""
    named = [name_labelled(ledger, name.removeprefix(CLAIMANT)) for name in names]
    known = [each for each in named if each is not None]
    if len(known) < len(named) or len({key for _, key in known}) > 1:
        return None
    return tuple(subject_within(key, name) for name, key in known)


def value_of(claimant: Claimant) -> str:
    """What a judgement says of who several claimants are."""
    return json.dumps({"as": asdict(claimant)}, ensure_ascii=False)


def merge_claimants(judgements: Iterable[Judgement]) -> tuple[dict[str, Claimant], frozenset[str]]:
    """By the name in a judgement, who each claimant is; and who is another one than rules have it.

    Who is said to be another one than the first leaves its group; the one whose name the group bears stays.
    Where people did not join the two, the other one leaves whomever rules join it with.

    Args:
        judgements: those on claimants that stand, in the order of deciding.
    """
    groups: dict[str, frozenset[str]] = {}
    bears: dict[frozenset[str], Claimant] = {}
    parted: set[str] = set()
    for each in judgements:
        first, *others = each.subject
        if each.verdict == "same" and each.value:
            group = frozenset(each.subject).union(*(groups.get(name, ()) for name in each.subject))
            groups |= dict.fromkeys(group, group)
            bears[group] = Claimant(**json.loads(each.value)["as"])
            parted.difference_update(each.subject)
            continue
        for other in others:
            group = groups.get(first, frozenset())
            if other not in group:
                parted.add(other)
            else:
                gone = first if subject_of(bears[group]) == other else other
                left = group - {gone}
                bears[left] = bears[group]
                del groups[gone]
                groups |= dict.fromkeys(left, left)
    return {name: bears[groups[name]] for name in sorted(groups)}, frozenset(parted)


def names_of(ledger: Ledger, subjects: Iterable[str]) -> dict[str, str]:
    """By each name or label under which claims have one of these claimants, its name in judgements."""
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
