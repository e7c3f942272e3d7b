"""The part of a ledger that a filter asks for."""

from __future__ import annotations

from pathlib import Path

from reportedly.ledger.asking.queries import Filter
from reportedly.ledger.asking.selection import select_content
from reportedly.ledger.store import open_ledger
from reportedly.records import Account, Occurrence

from ..samples import Written, put_derived


def test_a_figure_of_a_place_is_there_though_its_occurrence_lies_elsewhere(tmp_path: Path) -> None:
    page = Written("The ministry said two were killed in Nairobi after the sinking off Mombasa.", "page")
    here, there = page.place("Nairobi", name="Nairobi"), page.place("Mombasa", name="Mombasa")
    figure = page.figure("two were killed", "killed", 2, 2, place=here.id)
    occurrence = Occurrence("o", "the sinking", "OTHER", there.id, None, (), (figure.id,), ("page",), 1, 1)
    account = Account(
        "a", "o", None, "killed", 2, 2, "exact", "2025-03-13", "reported", (figure.id,), ("page",), 1, None,
        "current",
    )  # fmt: skip
    with open_ledger(tmp_path / "two.ledger") as ledger:
        ledger.file([page.reading()])
        put_derived(ledger, {Occurrence: [occurrence], Account: [account]})
        (reading,), found = select_content(ledger, Filter(place="nairobi"))
        assert [each.id for each in reading.figures] == [figure.id]
        assert [each.id for each in found.accounts] == ["a"]
        assert found.occurrences == ()
        assert select_content(ledger, Filter(place="Lamu"))[0] == []
