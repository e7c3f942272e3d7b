"""Accounts that stay what they were are the same objects, and two of them are compared once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from reportedly.ledger.accounts.kept_accounts import as_before, compared_once
from reportedly.ledger.accounts.spoken import SpokenAccount
from reportedly.ledger.file.kept_results import joined_after
from reportedly.ledger.traits.claimants import speaker_of
from reportedly.records import Account

from ..counts_by_hand import count, joined


def spoken(number: int) -> SpokenAccount:
    """An account of so many killed, each time of a reading that was read back."""
    told = count(f"report-{number}", "2022-01-07", f"{number} people were killed", "killed", number, number)
    (account,) = (each for each in joined(told).accounts if isinstance(each, Account))
    speaker = speaker_of(None, told.document, None, own=True, seat=None, story="")
    return SpokenAccount(account, told.figures, speaker, frozenset(account.sides), "", 738_162)


@pytest.fixture(autouse=True)
def joining() -> Iterator[None]:
    """A join goes on, the first of its documents."""
    with joined_after(()):
        yield


def test_an_account_that_stays_what_it_was_is_the_same_object() -> None:
    one, other = spoken(12), spoken(30)
    assert as_before((one, other)) == (one, other)
    again = as_before((replace(other), replace(one)))
    assert again[0] is other
    assert again[1] is one


def test_an_account_that_changed_is_as_it_is_now() -> None:
    one = spoken(17)
    as_before((one,))
    late = replace(one, late=True)
    assert as_before((late,))[0] is late
    revised = replace(late, account=replace(one.account, status="revised"))
    assert as_before((revised,))[0] is revised


def test_an_account_of_figures_that_were_read_back_is_another_object() -> None:
    one, read_back = spoken(21), spoken(21)
    as_before((one,))
    assert read_back == one
    assert as_before((read_back,))[0] is read_back


def test_two_accounts_are_compared_once_in_one_order() -> None:
    asked: list[tuple[float | None, float | None]] = []

    @compared_once
    def more(first: SpokenAccount, second: SpokenAccount) -> bool:
        asked.append((first.value, second.value))
        return (second.value or 0) > (first.value or 0)

    one, other = spoken(41), spoken(43)
    with joined_after(()) as last:
        assert [more(one, other), more(one, other), more(other, one)] == [True, True, False]
    with joined_after([last]):
        assert more(one, other)
    assert asked == [(41, 43), (43, 41)]
