"""Who tells a sentence at its end by a verb that reads as a noun."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("About 4,000 weavers marched through the town, police estimate.", True),
        ("Around 900 weavers, many of them in black, have reached the square, police estimate.", True),
        (
            "Around 900 weavers have reached the square, police estimate. The union says there are 3,000.",
            True,
        ),
        ("He showed the weavers a form, a police report.", False),
        ("The weavers were named in a book, police notes.", False),
    ],
)
def test_police_estimate(read_text: Callable[[str], Reading], text: str, *, said: bool) -> None:
    claims = [each for each in read_text(text).claims if each.claimant and each.claimant.name == "police"]
    assert bool(claims) is said
