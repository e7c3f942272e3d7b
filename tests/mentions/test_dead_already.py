"""Who is told to be dead is not counted among the hurt."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading


@pytest.mark.parametrize(
    ("text", "hurt"),
    [
        ("At least six of the dead had gunshot wounds, surgeons said.", []),
        ("Four of those killed had stab wounds, the coroner said.", []),
        ("Five of the deceased had head injuries, the coroner said.", []),
        ("Two of the women who died had burns, the coroner said.", []),
        ("Seven corpses had shrapnel wounds, the coroner said.", []),
        ("Six of the survivors had gunshot wounds, surgeons said.", [6]),
        ("Six of the men had gunshot wounds, surgeons said.", [6]),
        ("Fifteen people had gunshot wounds, surgeons said.", [15]),
    ],
)
def test_wounds_of_the_dead_hurt_nobody(
    read_text: Callable[[str], Reading], text: str, hurt: list[float]
) -> None:
    assert [each.low for each in read_text(text).figures if each.measure == "injured"] == hurt
