"""Claimants that people declared the same: how a judgement names a claimant, and who is meant then.

A claimant is not a record of its own. A judgement names it `claimant:` with its key, with its name if it has
no key, or, where others bear that name, with the key by which joining tells it from them; one of its names is
that key and the name. All members of a
group become the one that the last judgement on the group names first.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace

from ...records import Claimant, Judgement
from ..store import Ledger
from .claimant_labels import key_labelled, name_labelled

CLAIMANT = "claimant:"
"""Begins the name of a claimant in a judgement."""

NO_OFFICE = "government"
"""Ends the key of those who speak for a state and for no one office (`traits/offices.py`): of any of them."""


def subject_named(ledger: Ledger, name: str, merged: Collection[str] = ()) -> tuple[str, Claimant] | None:
    """The claimant of this key, name or label, and its name in a judgement; None where there is none.

    One that joining knows is named by its key there, as rules have it, so that a judgement is about all names
    that rules take for one, and stays so after people say that it is another one. Who is known in one story
    alone has no such key, nor have officials of no one office, nor has a name that several bear: everybody of
    that name is meant.

    Args:
        ledger: with the claimant.
        name: its key, its name or its label.
        merged: names in judgements of those whom people said are one with others: they keep these.
    """
    bare = name.removeprefix(CLAIMANT)
    own = find_claimant(ledger, name)
    if own is not None and subject_of(own) in merged:
        return subject_of(own), own
    key = _key_joined(ledger, bare)
    if key is not None and (claimant := _claimant_of(ledger, key, bare)) is not None:
        return f"{CLAIMANT}{key}", claimant
    if own is not None:
        return subject_of(own), own
    key = key_labelled(ledger, bare) or bare
    found = _claimant_of(ledger, key, bare)
    return None if found is None else (f"{CLAIMANT}{key}", found)


def _key_joined(ledger: Ledger, name: str) -> str | None:
    """The key by which joining knows the one claimant of this key, name or label; None of a story's own."""
    labelled = key_labelled(ledger, name)
    rows = ledger.ask(
        "SELECT DISTINCT s.key FROM claims c JOIN speakers s ON s.claim = c.id WHERE c.claimant_key = ?",
        (name,),
    )
    keys = {labelled} if labelled else {row["key"] for row in rows}
    key = keys.pop() if len(keys) == 1 else None
    last = key.rpartition(":")[2] if key else ""
    in_one_story = any(True for _ in ledger.ask("SELECT 1 FROM documents WHERE id = ?", (last,)))
    return None if in_one_story or last == NO_OFFICE else key


def _claimant_of(ledger: Ledger, key: str, name: str) -> Claimant | None:
    """The claimant of a key of joining, by the name or in the form in which most claims have it."""
    named = name_labelled(ledger, name)
    told = named[0] if named else name.casefold()
    columns = ", ".join(f"c.claimant_{field}" for field in Claimant.__slots__)
    rows = ledger.ask(
        f"SELECT min(s.land), {columns} FROM speakers s JOIN claims c ON c.id = s.claim WHERE s.key = :key"
        f" GROUP BY {columns} ORDER BY c.claimant_key IS :name DESC, min(s.told) = :told DESC,"
        f" count(*) DESC, {columns} LIMIT 1",
        {"key": key, "name": name, "told": told},
    )
    for land, *fields in rows:
        claimant = Claimant(*fields)
        return claimant if claimant.key else replace(claimant, country=claimant.country or land)
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


def subjects_apart(ledger: Ledger, names: Sequence[str]) -> tuple[str, ...]:
    """How a judgement tells names from each other that rules take for one claimant."""
    own = subjects_by_name(ledger, names)
    if len(own) == len(names) and all(subject.count(":") == 1 for subject in own):
        return own
    named = [name_labelled(ledger, name.removeprefix(CLAIMANT)) for name in names]
    known = [each for each in named if each is not None]
    if len(known) < len(named) or len({key for _, key in known}) > 1:
        return own
    return tuple(subject_within(key, name) for name, key in known)


def subjects_by_name(ledger: Ledger, names: Iterable[str]) -> tuple[str, ...]:
    """How a judgement tells claimants by their own keys or their names, each once; none that is not there."""
    found = (find_claimant(ledger, name) for name in names)
    return tuple(dict.fromkeys(subject_of(claimant) for claimant in found if claimant is not None))


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
    bears: dict[frozenset[str], tuple[str, Claimant]] = {}
    """The claimant whose name a group bears, and what judgements call it."""
    parted: set[str] = set()
    for each in judgements:
        first, *others = each.subject
        if each.verdict == "same" and each.value:
            group = frozenset(each.subject).union(*(groups.get(name, ()) for name in each.subject))
            groups |= dict.fromkeys(group, group)
            bears[group] = first, Claimant(**json.loads(each.value)["as"])
            parted.difference_update(each.subject)
            continue
        for other in others:
            group = groups.get(first, frozenset())
            if other not in group:
                parted.add(other)
            else:
                gone = first if bears[group][0] == other else other
                left = group - {gone}
                bears[left] = bears[group]
                del groups[gone]
                groups |= dict.fromkeys(left, left)
    joint = {name: group for name, group in groups.items() if len(group) > 1}
    return {name: bears[joint[name]][1] for name in sorted(joint)}, frozenset(parted)


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
