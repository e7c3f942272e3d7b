"""Documents and claimants that people say are one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.errors import LedgerError, NoSuchRecord
from reportedly.ledger.joining import join, join_readings
from reportedly.ledger.people.review import different, same, standing, undo
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Account

from ..counts_by_hand import MINISTRY, count, rejoined


def joined_at_once(ledger: Ledger) -> tuple[Account, ...]:
    found = join_readings(tuple(ledger.readings()), "2026-01-01", standing(ledger.decisions()))
    return tuple(sorted(found.accounts, key=lambda each: each.id))


class TestWhatPeopleSayIsOne:
    @pytest.fixture
    def ledger(self, tmp_path: Path) -> Iterator[Ledger]:
        told = [
            count("a", "2022-01-05", "over 200 people were detained", "arrested", 200, None),
            count(
                "b", "2022-01-06", "over 300 people were held", "arrested", 300, None, by=("MVD", "kaz-mvd")
            ),
        ]
        with open_ledger(tmp_path / "some.ledger") as ledger:
            ledger.file(told)
            join(ledger)
            yield ledger

    def test_documents_are_one_origin_until_it_is_undone(self, ledger: Ledger) -> None:
        before = rejoined(ledger)
        assert before.origins == ()
        decision = same(ledger, ["a", "b"], by="A", why="one reporter wrote both")
        (origin,) = rejoined(ledger).origins
        assert (origin.documents, origin.basis, origin.evidence) == (("a", "b"), (), ())
        undo(ledger, decision.id, by="A", why="two reporters")
        assert rejoined(ledger).origins == ()

    @pytest.mark.parametrize(
        "names",
        [
            ("kaz-interior-ministry", "kaz-mvd"),
            ("Interior Ministry", "mvd"),
            ("claimant:" + MINISTRY[1], "MVD"),
        ],
    )
    def test_claimants_are_the_first_until_it_is_undone(self, ledger: Ledger, names: tuple[str, str]) -> None:
        before = {account.claimant.key for account in rejoined(ledger).accounts}
        assert before == {"kaz-interior-ministry", "kaz-mvd"}
        decision = same(ledger, names, by="A", why="MVD is its Russian name")
        assert decision.subject == ("claimant:kaz-interior-ministry", "claimant:kaz-mvd")
        accounts = rejoined(ledger).accounts
        assert {account.claimant.name for account in accounts} == {"Interior Ministry"}
        assert joined_at_once(ledger) == accounts
        undo(ledger, decision.id, by="A", why="they are two")
        assert {account.claimant.key for account in rejoined(ledger).accounts} == before

    def test_names_in_other_letters(self, ledger: Ledger) -> None:
        told = count("c", "2022-01-06", "over 300 were held", "arrested", 300, None, by=("МВД", None))
        ledger.file([told])
        join(ledger)
        same(ledger, ["Interior Ministry", "МВД"], by="A", why="its Russian name")
        assert "МВД" not in {account.claimant.name for account in rejoined(ledger).accounts}

    def test_later_decisions_on_claimants_come_first(self, ledger: Ledger) -> None:
        same(ledger, ["Interior Ministry", "MVD"], by="A", why="one house")
        same(ledger, ["MVD", "Interior Ministry"], by="A", why="as it calls itself")
        assert {account.claimant.name for account in rejoined(ledger).accounts} == {"MVD"}
        different(ledger, ["MVD", "Interior Ministry"], by="A", why="two houses")
        assert len({account.claimant.name for account in rejoined(ledger).accounts}) == 2

    def test_one_of_three_is_told_apart(self, ledger: Ledger) -> None:
        ledger.file([count("c", "2022-01-06", "over 300 were held", "arrested", 300, None, by=("МВД", None))])
        join(ledger)
        same(ledger, ["Interior Ministry", "MVD", "МВД"], by="A", why="one house")
        different(ledger, ["MVD", "Interior Ministry"], by="A", why="two houses")
        merged = standing(ledger.decisions()).claimants
        assert {name: each.name for name, each in merged.items()} == {
            "claimant:kaz-interior-ministry": "Interior Ministry",
            "claimant:мвд": "Interior Ministry",
        }
        same(ledger, ["MVD", "МВД"], by="A", why="one house after all")
        assert {each.name for each in standing(ledger.decisions()).claimants.values()} == {"MVD"}

    def test_what_is_no_two_of_a_kind(self, ledger: Ledger) -> None:
        with pytest.raises(LedgerError, match="never one"):
            same(ledger, ["MVD", "a"], by="A", why="b")
        with pytest.raises(LedgerError, match="at least two"):
            same(ledger, ["MVD", "kaz-mvd"], by="A", why="b")
        with pytest.raises(NoSuchRecord):
            same(ledger, ["MVD", "Ministry of Magic"], by="A", why="b")
