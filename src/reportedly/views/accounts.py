"""Accounts for pages, each with its quotations, loaded from the ledger by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..errors import NoSuchRecord
from ..ledger.asking.queries import records_by_id, select_records
from ..ledger.file.rows import ARecord
from ..ledger.people.claimant_labels import keys_of_accounts, label_claimants, labels_in
from ..ledger.people.review import DecisionsInForce, as_corrected
from ..ledger.store import Ledger
from ..ledger.wording import say_count
from ..records import Account, Claim, Document, Event, Figure, Place
from .addresses import address
from .cards import Finding, QuoteInContext, passage_of
from .decisions_page import Decisions
from .lines import MEASURES, outlet_of
from .plots import Mark
from .wording import say_claimant

MOST_PASSAGES = 6
"""Passages shown behind one account; the account's own page of evidence is the documents."""

A_STATEMENT = "a statement"
"""What an account is that counts nothing."""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One claimant's figure or statement on one occurrence."""

    id: str
    occurrence: str
    claimant: str
    claimant_type: str | None
    measure: str | None
    low: float | None
    high: float | None
    bound: str | None
    range: str
    group: str | None
    place: str | None
    as_of: str | None
    certainty: str
    status: str
    documents: int
    origins: int
    supersedes: str | None
    passages: tuple[QuoteInContext, ...]

    def mark(self) -> Mark:
        """The account as a chart shows it."""
        href = self.passages[0].href if self.passages else address("occurrences", self.occurrence)
        quote = f" — “{self.passages[0].quote}”" if self.passages else ""
        counted = f"{self.range} ({self.group})" if self.group else self.range
        return Mark(
            claimant=self.claimant,
            low=self.low,
            high=self.high,
            bound=self.bound or "exact",
            label=self.range,
            as_of=self.as_of,
            status=self.status,
            href=href,
            id=self.id,
            supersedes=self.supersedes,
            weight=self.documents,
            told=f"{self.claimant}, {self.as_of or 'undated'}: {counted}, {self.status}{quote}",
        )


@dataclass(frozen=True, slots=True)
class MeasurePart:
    """All accounts of one measure."""

    measure: str
    accounts: tuple[AccountRow, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The accounts as charts show them."""
        return tuple(account.mark() for account in self.accounts)


def one_record(ledger: Ledger, record_type: type[ARecord], name: str) -> ARecord:
    """The record of this type and id.

    Raises:
        NoSuchRecord: there is none.
    """
    for record in select_records(ledger, record_type, "WHERE id = ?", (name,)):
        return record
    raise NoSuchRecord(f"{ledger.path.name}: no record {name!r}")


def findings_of(ledger: Ledger, ids: Iterable[str]) -> list[tuple[Finding, Document]]:
    """Events, figures and claims of these ids with their documents, in order of publication."""
    ids = list(ids)
    found: dict[str, Finding] = {}
    for record_type in (Claim, Event, Figure):
        found |= records_by_id(ledger, record_type, ids)
    documents = records_by_id(ledger, Document, {record.document for record in found.values()})
    told = [(found[name], documents[found[name].document]) for name in ids if name in found]
    return sorted(told, key=lambda pair: (pair[1].published or "9999", pair[1].id, pair[0].start))


def speakers_of(
    ledger: Ledger, found: Iterable[tuple[Finding, Document]], decided: DecisionsInForce
) -> dict[str, str]:
    """By finding, who says so in its document: the claimant under its label, or the outlet itself."""
    found = list(found)
    home = {each.id: each.id if isinstance(each, Claim) else each.claim for each, _ in found}
    held = records_by_id(ledger, Claim, home.values())
    claims = {name: as_corrected(claim, decided) for name, claim in held.items()}
    labels = labels_in(ledger, claims.values())
    return {
        each.id: labels.get(home[each.id] or "")
        or say_claimant(claims.get(home[each.id] or ""), outlet_of(document))
        for each, document in found
    }


def accounts_of(
    ledger: Ledger, occurrence: str, decisions: Decisions, measure: str | None = None
) -> tuple[AccountRow, ...]:
    """All accounts of an occurrence, or those of one measure, in order of time."""
    clause, values = "WHERE occurrence = ?", [occurrence]
    if measure is not None:
        clause, values = f"{clause} AND measure = ?", [occurrence, measure]
    accounts = tuple(select_records(ledger, Account, f"{clause} ORDER BY as_of IS NULL, as_of, id", values))
    return account_rows(ledger, accounts, decisions)


def account_rows(ledger: Ledger, accounts: Sequence[Account], decisions: Decisions) -> tuple[AccountRow, ...]:
    """Accounts with the words behind them."""
    shown = {name for account in accounts for name in account.evidence[:MOST_PASSAGES]}
    told = findings_of(ledger, shown)
    by_id = {found.id: (found, document) for found, document in told}
    speakers = speakers_of(ledger, told, decisions.standing)
    named = records_by_id(ledger, Place, (_place_of(found) for found, _ in by_id.values()))
    places = {place.id: place.name for place in named.values()}
    labels = _labels(ledger, accounts)
    return tuple(
        _account_row(account, labels.get(account.id), by_id, speakers, places, decisions)
        for account in accounts
    )


def _labels(ledger: Ledger, accounts: Sequence[Account]) -> dict[str, str]:
    """What the claimants of accounts are called, by account."""
    keys = keys_of_accounts(ledger, (account.id for account in accounts))
    named = {
        account.id: (account.claimant.name, keys[account.id])
        for account in accounts
        if account.claimant and account.id in keys
    }
    labels = label_claimants(ledger, named.values())
    return {name: labels[each] for name, each in named.items()}


def _place_of(found: Finding) -> str:
    return (found.place if isinstance(found, Figure) else None) or ""


def _account_row(
    account: Account,
    label: str | None,
    by_id: Mapping[str, tuple[Finding, Document]],
    speakers: Mapping[str, str],
    places: Mapping[str, str],
    decisions: Decisions,
) -> AccountRow:
    found = [by_id[name] for name in account.evidence if name in by_id]
    rejected = bool(account.evidence) and decisions.standing.rejected.issuperset(account.evidence)
    first = found[0] if found else None
    who = label or (account.claimant.name if account.claimant else None)
    return AccountRow(
        id=account.id,
        occurrence=account.occurrence,
        claimant=who or (outlet_of(first[1]) if first else "a source that is not named"),
        claimant_type=account.claimant.type if account.claimant else None,
        measure=account.measure,
        low=account.low,
        high=account.high,
        bound=account.bound,
        range=say_count(account) if account.measure else A_STATEMENT,
        group=next((each.group for each, _ in found if isinstance(each, Figure) and each.group), None),
        place=next((places[name] for each, _ in found if (name := _place_of(each)) in places), None),
        as_of=account.as_of,
        certainty=account.certainty,
        status="rejected" if rejected else account.status,
        documents=len(account.documents),
        origins=account.origins,
        supersedes=account.supersedes,
        passages=tuple(
            passage_of(record, document, decisions.standing, speakers[record.id])
            for record, document in found
        ),
    )


def by_measure(accounts: Sequence[AccountRow]) -> tuple[MeasurePart, ...]:
    """The accounts by measure, in the order in which a hurried reader asks."""
    parts = (
        MeasurePart(measure, tuple(each for each in accounts if each.measure == measure))
        for measure in MEASURES
    )
    return tuple(part for part in parts if part.accounts)
