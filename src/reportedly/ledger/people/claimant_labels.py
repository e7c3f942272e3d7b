"""What a claimant is called where others bear its name too: "health ministry (Libya)".

A claimant is who `traits/claimants.py` takes for one over all documents. Two never have one label: a name
that one of them bears is its label, a name of several stands with what tells them apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ...records import Account, Claim, Reading
from ..file.rows import ARecord
from ..store import Ledger

Named = tuple[str, str]
"""A name as it is written, and the key of whom it means."""


def label_claimants(ledger: Ledger, named: Iterable[Named]) -> dict[Named, str]:
    """By name and key, what each of these claimants is called under that name."""
    named = set(named)
    bearers = _bearers(ledger, {name.casefold() for name, _ in named})
    return {each: _label(each, bearers.get(each[0].casefold(), {})) for each in named}


def key_labelled(ledger: Ledger, label: str) -> str | None:
    """The key of the one claimant that is called so; None where several are, or nobody."""
    named = name_labelled(ledger, label)
    return named[1] if named else None


def name_labelled(ledger: Ledger, label: str) -> Named | None:
    """The casefolded name in a label, and the key of the one claimant that is called so."""
    wanted = label.casefold()
    names = [wanted, *(wanted[:at] for at in range(len(wanted)) if wanted.startswith(" (", at))]
    for name, bearers in _bearers(ledger, names).items():
        for key in bearers:
            if _label((name, key), bearers).casefold() == wanted:
                return name, key
    return None


def bearers_of(ledger: Ledger, name: str) -> tuple[str, ...]:
    """What those are called who bear a name that is of several; empty where one bears it, or nobody."""
    bearers = _bearers(ledger, [name.casefold()]).get(name.casefold(), {})
    return tuple(sorted(_label((name, key), bearers) for key in bearers)) if len(bearers) > 1 else ()


def labels_of(ledger: Ledger, key: str) -> dict[str, tuple[str, int]]:
    """By each label of a claimant, why that name means it, and how many claims have the name."""
    rows = list(
        ledger.ask(
            "SELECT min(c.claimant_name) AS name, min(s.why) AS why, count(*) AS claims"
            " FROM speakers s JOIN claims c ON c.id = s.claim WHERE s.key = ?"
            " GROUP BY s.told ORDER BY claims DESC, name",
            (key,),
        )
    )
    labels = label_claimants(ledger, ((row["name"], key) for row in rows))
    return {labels[row["name"], key]: (row["why"], row["claims"]) for row in rows}


def labels_in(ledger: Ledger, claims: Iterable[Claim]) -> dict[str, str]:
    """By claim, what its claimant is called; claims without a named one are left out."""
    names = {claim.id: claim.claimant.name for claim in claims if claim.claimant}
    rows = ledger.ask(
        "SELECT claim, key FROM speakers WHERE claim IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(names)),),
    )
    named = {row["claim"]: (names[row["claim"]], row["key"]) for row in rows}
    labels = label_claimants(ledger, named.values())
    return names | {claim: labels[each] for claim, each in named.items()}


def shared_names(ledger: Ledger) -> dict[str, str]:
    """By claim and by account, the name of its claimant, where several claimants of the ledger bear it."""
    told = "SELECT told FROM speakers GROUP BY told HAVING count(DISTINCT key) > 1"
    shared = json.dumps([row["told"] for row in ledger.ask(told)])
    rows = ledger.ask(
        "SELECT s.claim, c.claimant_name FROM speakers s JOIN claims c ON c.id = s.claim"
        " WHERE s.told IN (SELECT value FROM json_each(:shared)) UNION ALL"
        " SELECT id, claimant_name FROM accounts"
        " WHERE folded(claimant_name) IN (SELECT value FROM json_each(:shared))",
        {"shared": shared},
    )
    return dict(map(tuple, rows))


def names_in(records: Iterable[Claim | Account]) -> dict[str, str]:
    """By claim and by account, the name of its claimant, where that is known."""
    return {each.id: each.claimant.name for each in records if each.claimant is not None}


def called_apart(ledger: Ledger, names: Mapping[str, str]) -> dict[str, str]:
    """By claim and by account, what its claimant is called, where others bear its name too.

    Args:
        ledger: joined; nothing of it is looked at but who bears these names.
        names: of claimants, by claim and by account.
    """
    told = "SELECT told FROM speakers WHERE told IN (SELECT value FROM json_each(?)) GROUP BY told"
    folded = json.dumps(sorted({name.casefold() for name in names.values()}))
    rows = ledger.ask(f"{told} HAVING count(DISTINCT key) > 1", (folded,))
    shared = frozenset(row["told"] for row in rows)
    names = {record: name for record, name in names.items() if name.casefold() in shared}
    of_claims = "SELECT claim, key FROM speakers WHERE claim IN (SELECT value FROM json_each(?))"
    keys = {row["claim"]: row["key"] for row in ledger.ask(of_claims, (json.dumps(sorted(names)),))}
    keys |= keys_of_accounts(ledger, names)
    named = {record: (names[record], key) for record, key in keys.items()}
    labels = label_claimants(ledger, named.values())
    return {record: labels[each] for record, each in named.items()}


def as_called(record: ARecord, called: Mapping[str, str]) -> ARecord:
    """A claim or an account with what its claimant is called (see `called_apart`); others as they are."""
    claimant = getattr(record, "claimant", None)
    if claimant is None or record.id not in called:
        return record
    shown: Any = record
    told: ARecord = replace(shown, claimant=replace(claimant, name=called[record.id]))
    return told


def reading_as_called(reading: Reading, called: Mapping[str, str]) -> Reading:
    """A reading whose claims have what their claimants are called."""
    if called.keys().isdisjoint(claim.id for claim in reading.claims):
        return reading
    return replace(reading, claims=tuple(as_called(claim, called) for claim in reading.claims))


def keys_of_accounts(ledger: Ledger, accounts: Iterable[str]) -> dict[str, str]:
    """By account, the key of whose it is, where a claim of its documents names that claimant."""
    rows = ledger.ask(
        "SELECT a.id, min(s.key) AS key FROM accounts a, json_each(a.documents) j JOIN speakers s"
        " ON s.document = j.value AND s.known = a.claimant_name"
        " WHERE a.id IN (SELECT value FROM json_each(?)) GROUP BY a.id",
        (json.dumps(sorted(accounts)),),
    )
    return {row["id"]: row["key"] for row in rows}


def _label(named: Named, bearers: Mapping[str, str]) -> str:
    name, key = named
    if len(bearers) < 2 or key not in bearers:
        return name
    alike = [other for other, apart in bearers.items() if apart == bearers[key]]
    return f"{name} ({bearers[key]})" if len(alike) == 1 else f"{name} ({bearers[key]}; {key})"


def _bearers(ledger: Ledger, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """By casefolded name, who bears it, by key, with what tells each from the others."""
    rows: Iterable[Any] = ledger.ask(
        "SELECT told, key, min(apart) AS apart FROM speakers"
        " WHERE told IN (SELECT value FROM json_each(?)) GROUP BY told, key",
        (json.dumps(sorted(names)),),
    )
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row["told"], {})[row["key"]] = row["apart"]
    return found
