"""Keys of claimants over all documents, as records are passed on with them.

A reading gives a claimant the key that its own text tells. Once documents are joined, "the health minister"
of one and "Health Minister Ada Brenn" of another have one key, if both are of one country. Keys that stand
for somebody in one story alone, or for whoever speaks for a state, are not passed on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from ...records import Claimant, Reading
from ..file.rows import ARecord
from ..people.claimant_labels import keys_of_accounts
from ..store import Ledger
from ..traits.claimants import OFFICE_OF, STANDS_IN
from ..traits.offices import WHOLE_STATE

LASTING = ("person", "org", "state")
"""Begin keys that mean one claimant everywhere."""

KEPT = 10_000


@lru_cache(maxsize=KEPT)
def lasting_key(key: str) -> str | None:
    """The key, if it means the same claimant in every story; else None.

    Args:
        key: as joining tells claimants apart.
    """
    kind, *parts = key.split(":")
    if kind == OFFICE_OF:
        land, office, *more = parts
        return key if "?" not in land and office != WHOLE_STATE and more in ([], [STANDS_IN]) else None
    return key if kind in LASTING and len(parts) == 1 else None


def key_of_claim(ledger: Ledger, claim: str) -> str | None:
    """The lasting key of who makes a claim; None where joining knows none."""
    rows = ledger.ask("SELECT key FROM speakers WHERE claim = ?", (claim,))
    return next((lasting_key(row["key"]) for row in rows), None)


def lasting_keys_of_accounts(ledger: Ledger, accounts: Iterable[str]) -> dict[str, str]:
    """By account, the lasting key of whose it is, where there is one."""
    keys = keys_of_accounts(ledger, accounts).items()
    return {account: lasting for account, key in keys if (lasting := lasting_key(key)) is not None}


def reading_as_keyed(ledger: Ledger, reading: Reading) -> Reading:
    """A reading whose claims have the lasting keys of their claimants."""
    rows = ledger.ask("SELECT claim, key FROM speakers WHERE document = ?", (reading.document.id,))
    keys = {row["claim"]: key for row in rows if (key := lasting_key(row["key"])) is not None}
    if not keys:
        return reading
    return replace(reading, claims=tuple(as_keyed(claim, keys.get(claim.id)) for claim in reading.claims))


def as_keyed(record: ARecord, key: str | None) -> ARecord:
    """A claim or an account whose claimant has this key; as it is where there is none."""
    claimant: Claimant | None = getattr(record, "claimant", None)
    if key is None or claimant is None or claimant.key == key:
        return record
    told: Any = record
    keyed: ARecord = replace(told, claimant=replace(claimant, key=key))
    return keyed
