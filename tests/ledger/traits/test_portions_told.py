"""Numbers that by their own words are no total: some of those counted, or more of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.joining import join_readings
from reportedly.ledger.traits.members import members_of
from reportedly.records import Figure, Reading


@pytest.mark.parametrize(
    ("text", "value", "portion"),
    [
        ("Two of the dead were weavers, the vicar said.", 2, True),
        ("Three of the 17 dead were weavers, the vicar said.", 3, True),
        ("Five of those killed were weavers, the vicar said.", 5, True),
        ("Five of those who died were weavers, the vicar said.", 5, True),
        ("Four of the people killed were weavers, the vicar said.", 4, True),
        ("The dead included four weavers, the vicar said.", 4, True),
        ("Four weavers were among those killed, the vicar said.", 4, True),
        ("Two more weavers died in the night, the vicar said.", 2, True),
        ("Another three weavers died in the night, the vicar said.", 3, True),
        ("Five of the passengers died, the vicar said.", 5, False),
        ("Six of the wounded died, the vicar said.", 6, False),
        ("The roof fell on the weavers and killed three of them.", 3, False),
        ("The roof killed four weavers and injured another nine.", 9, False),
        ("The roof killed four weavers and injured nine others.", 9, False),
        ("Twelve weavers died, the vicar said.", 12, False),
    ],
)
def test_which_numbers_are_no_totals(
    read_text: Callable[[str], Reading], text: str, value: float, portion: bool
) -> None:
    told = [
        member.portion
        for member in members_of(read_text(text))
        if isinstance(member.record, Figure) and member.record.low == value
    ]
    assert told
    assert set(told) == {portion}


@pytest.mark.parametrize(
    ("other", "disagree"),
    [
        ("Two of the dead in the fire at Lodz were weavers, the vicar said.", False),
        ("Three more people died in hospital after the fire at Lodz, the vicar said.", False),
        ("The fire at Lodz killed 15 people, the vicar said.", True),
    ],
)
def test_a_portion_is_no_rival_of_anothers_toll(
    read_text: Callable[..., Reading], other: str, disagree: bool
) -> None:
    texts = (
        "The fire at the Malik mill in Lodz killed nine people, the mayor said.",
        f"{other} Malik is shut.",
    )
    readings = [
        read_text(text, name=f"report-{number}", publisher=f"Outlet {number}", published="2022-01-06")
        for number, text in enumerate(texts)
    ]
    found = join_readings(readings, "2026-01-01T00:00:00Z").contradictions
    assert any(each.relation == "conflict" for each in found) is disagree
