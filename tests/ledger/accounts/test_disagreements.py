"""Disagreements of several finders, put together."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from reportedly.ledger.accounts.disagreements import Disagreements, all_of, contradiction_of, occurrence_about
from reportedly.ledger.occurrences.document_context import DocumentContext
from reportedly.records import Account


def account(name: str, occurrence: str) -> Account:
    return Account(
        id=name,
        occurrence=occurrence,
        claimant=None,
        measure=None,
        low=None,
        high=None,
        bound=None,
        as_of=None,
        certainty="reported",
        evidence=(),
        documents=(),
        origins=1,
        supersedes=None,
        status="current",
    )


def test_a_contradiction_belongs_where_its_right_side_does() -> None:
    found = contradiction_of(
        (account("account-1", "here"), account("account-2", "there")), "denied", "denial", "why"
    )
    assert (found.occurrence, found.left, found.right) == ("there", "account-1", "account-2")


def test_all_stand_in_the_order_of_their_finders() -> None:
    one, other = account("account-1", "here"), account("account-2", "there")
    found = contradiction_of((one, other), "denied", "denial", "why")
    told = all_of([Disagreements((one,), ()), Disagreements((other,), (found,))])
    assert told == Disagreements((one, other), (found,))


def test_nothing_disagrees() -> None:
    assert all_of([]) == Disagreements((), ())


def test_what_one_document_tells_twice_is_told_in_one() -> None:
    setting = cast("DocumentContext", SimpleNamespace(origins_of=len))
    found = occurrence_about(("x", "y"), "title", ("b", "a", "b"), 2, setting)
    assert (found.documents, found.origins) == (("a", "b"), 2)
