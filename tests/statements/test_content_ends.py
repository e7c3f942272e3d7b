"""Where what one says ends: with the next speaker's words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "According to the union, nine men are missing, while the mayor's office speaks of two.",
            [("the union", "nine men are missing"), ("the mayor's office", "two")],
        ),
        (
            "Some 40 people died, the mayor said, but the union speaks of 60 dead.",
            [("the mayor", "Some 40 people died"), ("the union", "60 dead")],
        ),
        (
            "Traders accuse the county of theft, a charge the county denies.",
            [("Traders", "the county of theft"), ("the county", "a charge")],
        ),
    ],
)
def test_what_one_says_ends_where_another_speaks(
    text: str, said: list[tuple[str, str]], read_text: Read
) -> None:
    claims = read_text(text).claims
    assert [(claim.source[0].quote, claim.content[0].quote) for claim in claims] == said
