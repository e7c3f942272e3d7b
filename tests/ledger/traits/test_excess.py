"""Numbers of more than at other times, and of a people or group, as a text counts them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.traits.members import members_of
from reportedly.records import Figure, Reading


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("A study finds 1,310 excess deaths in the cold winter.", {"excess"}),
        ("The institute put the excess deaths in January at 1,310.", {"excess"}),
        ("Some 1,310 more people died in Lviv than a year before.", {"excess"}),
        ("The office counted 1,310 deaths more than usual.", {"excess"}),
        ("Some 1,310 people died in Lviv, more than any town could bury.", {"everyone"}),
        ("More than 1,310 people died in Lviv.", {"everyone"}),
        ("The frost killed 1,310 people more than a week ago.", {"everyone"}),
        ("Some 1,310 people were killed in the unrest by excess force.", {"everyone"}),
        ("Two more people died in Lviv.", {"everyone"}),
        ("The fire killed 12 Bolivians.", {"BOL"}),
        ("The fire killed 12 South Koreans.", {"KOR"}),
        ("The fire killed 12 Bolivian soldiers.", {"security"}),
        ("The fire killed 12 pensioners.", {"elderly"}),
    ],
)
def test_whom_a_figure_counts(text: str, sides: set[str], read_text: Callable[[str], Reading]) -> None:
    (counted,) = (each for each in members_of(read_text(text)) if isinstance(each.record, Figure))
    assert counted.sides == sides
