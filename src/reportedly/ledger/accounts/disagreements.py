"""Statements outside the series of an occurrence's figures, and where they do not agree.

Acts that somebody denies, claims that are told on differently, and quantities count nobody, so no series of
accounts holds them. Each side of such a disagreement becomes an account of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from ...contract import record_id
from ...records import (
    Account,
    Amount,
    Bound,
    Certainty,
    Claim,
    Claimant,
    Contradiction,
    ContradictionRule,
    Occurrence,
    Relation,
)
from ..occurrences.document_context import DocumentContext
from ..occurrences.titles import DISPUTED, cut
from ..wording import name_of, on_one_line


@dataclass(frozen=True, slots=True)
class Disagreements:
    """What a search for disagreements found: both sides, how they differ, and what they are about."""

    accounts: tuple[Account, ...]
    contradictions: tuple[Contradiction, ...]
    occurrences: tuple[Occurrence, ...] = ()
    """Only those that no events and figures make up."""


def all_of(found: Iterable[Disagreements]) -> Disagreements:
    """Several disagreements as one, in order."""
    told = tuple(found)
    return Disagreements(
        tuple(chain.from_iterable(each.accounts for each in told)),
        tuple(chain.from_iterable(each.contradictions for each in told)),
        tuple(chain.from_iterable(each.occurrences for each in told)),
    )


@dataclass(frozen=True, slots=True)
class Stated:
    """What somebody states, with the documents in which it stands."""

    claimant: Claimant | None
    certainty: Certainty
    evidence: tuple[str, ...]
    documents: tuple[str, ...]
    as_of: str | None
    low: float | None = None
    high: float | None = None
    bound: Bound | None = None


def account_of(name: str, occurrence: str, stated: Stated, setting: DocumentContext) -> Account:
    """The account of a statement that counts nobody."""
    return Account(
        id=name,
        occurrence=occurrence,
        claimant=stated.claimant,
        measure=None,
        low=stated.low,
        high=stated.high,
        bound=stated.bound,
        as_of=stated.as_of,
        certainty=stated.certainty,
        evidence=stated.evidence,
        documents=stated.documents,
        origins=setting.origins_of(stated.documents),
        supersedes=None,
        status="current",
    )


def stated_number(
    amount: Amount, claim: Claim | None, document: str, setting: DocumentContext, again: Iterable[str] = ()
) -> Stated:
    """A number of one document, as the claim that holds it has it; `again` are its other mentions."""
    return Stated(
        claimant=setting.speaker_in(document, claim).claimant,
        certainty=claim.certainty if claim else "asserted",
        evidence=(amount.id, *again),
        documents=(document,),
        as_of=day_of_document(document, setting),
        low=amount.low,
        high=amount.high,
        bound=amount.bound,
    )


def say_side(account: Account, words: str) -> str:
    """Who states something, and in which words."""
    return f"{name_of(account.claimant)}: {told_as(words)!r}"


def day_of_document(document: str, setting: DocumentContext) -> str | None:
    """The day on which a document was published, ISO 8601."""
    return (setting.documents[document].published or "")[:10] or None


def told_as(words: str) -> str:
    """The words of a statement as a title: on one line, and cut at a word."""
    return cut(on_one_line(words))


def occurrence_about(
    records: Sequence[str], words: str, documents: Iterable[str], claimants: int, setting: DocumentContext
) -> Occurrence:
    """What two statements are about, where neither events nor figures tell it; their ids are `records`."""
    told_in = tuple(sorted(set(documents)))
    return Occurrence(
        id=record_id("occurrence", *sorted(records)),
        title=f"{DISPUTED}{told_as(words)}",
        type="OTHER",
        place=None,
        when=None,
        events=(),
        figures=(),
        documents=told_in,
        origins=setting.origins_of(told_in),
        claimants=claimants,
    )


def contradiction_of(
    sides: Sequence[Account], rule: ContradictionRule, relation: Relation, why: str
) -> Contradiction:
    """The way in which two such accounts, left and right, differ; it belongs where the right one does."""
    left, right = sides
    return Contradiction(
        id=record_id("contradiction", left.id, right.id),
        occurrence=right.occurrence,
        left=left.id,
        right=right.id,
        measure=None,
        rule=rule,
        relation=relation,
        why=why,
    )
