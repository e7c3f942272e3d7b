"""Claims that there were none, beside counts of some."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.joining import join_readings
from reportedly.records import Reading


@pytest.mark.parametrize(
    ("denied", "is_denial"),
    [("anyone had died", True), ("any bodies had been hidden", False)],
)
def test_only_who_says_that_none_died_denies_a_count_of_the_dead(
    denied: str, is_denial: bool, read_text: Callable[..., Reading]
) -> None:
    text = f"Forty people died in Goma on Wednesday, doctors said. Minister Jean Kale denied that {denied}."
    found = join_readings([read_text(text, published="2026-03-12")], "2026-03-13T00:00:00Z")
    assert any(each.rule == "denied" and each.sureness == 1 for each in found.contradictions) is is_denial


def test_a_count_of_the_dead_that_is_taken_back_is_none_of_the_hurt(
    read_text: Callable[..., Reading],
) -> None:
    told = (
        "Fifty-two people were injured in the riot in Goma, the interior ministry said.",
        "The interior ministry confirmed 71 dead in the riot in Goma and withdrew its count of 52 dead.",
    )
    readings = [
        read_text(text, name=f"report-{day}", published=f"2026-03-{day}")
        for day, text in enumerate(told, start=12)
    ]
    accounts = join_readings(readings, "2026-03-15T00:00:00Z").accounts
    assert {each.status for each in accounts if each.measure == "injured"} == {"current"}


def test_who_puts_a_toll_in_place_of_one_it_denies_updates_none_of_its_own(
    read_text: Callable[..., Reading],
) -> None:
    text = (
        "The union said 30 dockers died in a fire in Beira on Monday. The port authority denied that 30"
        " people had died in Monday's fire in Beira and put the toll at 16."
    )
    found = join_readings([read_text(text, published="2026-03-10")], "2026-03-10T00:00:00Z")
    relations = {each.relation for each in found.contradictions}
    assert "denial" in relations
    assert "update" not in relations


@pytest.mark.parametrize(
    ("denied", "is_denial"),
    [
        ("There were no civilian casualties", True),
        ("No civilian casualties were reported so far", False),
    ],
)
def test_who_says_of_whom_there_were_none_denies_what_is_counted_days_later(
    denied: str, is_denial: bool, read_text: Callable[..., Reading]
) -> None:
    struck = "Jets bombed a market in the town of Misrata on Saturday, killing nine fighters, rebels said."
    found_later = (
        "A government inquiry has found that 31 civilians were killed when jets bombed a market in the town"
        " of Misrata on Saturday 7 May."
    )
    readings = [
        read_text(f"{struck} {denied}, a spokesman for the alliance said.", name="a", published="2011-05-10"),
        read_text(found_later, name="b", published="2011-05-16"),
    ]
    found = join_readings(readings, "2011-05-17T00:00:00Z")
    assert any(each.rule == "denied" for each in found.contradictions) is is_denial
