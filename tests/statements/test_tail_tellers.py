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


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Eleven weavers drowned, six more than first thought, a panel found on Friday.",
            "panel",
        ),
        (
            "The flood took 40 looms, twelve more than the mayor said, a commission of inquiry reported on"
            " Tuesday.",
            "commission",
        ),
        ("A dyer was hurt in the yard, the provincial governor found on Monday.", "governor"),
        ("Two weavers were hurt in the yard, a girl found on Monday in a shed.", None),
        ("Police searched the yard for two weavers, a girl last reported on Monday.", None),
        ("They named the guild's new head, a governor appointed on Monday.", None),
        ("The dye works burned, a loss the mayor estimated in March.", None),
        ("The loom broke, the third fault an inspector reported in May.", None),
    ],
)
def test_behind_an_aside(read_text: Callable[[str], Reading], text: str, who: str | None) -> None:
    whole = [each for each in read_text(text).claims if each.content and each.content[0].start == 0]
    tellers = [each.claimant.name for each in whole if each.claimant]
    assert (who is None and not tellers) or any(who is not None and who in name for name in tellers)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Forty weavers fell ill, twice as many as the guild admitted, the nurse said.", ["nurse"]),
        ("Forty weavers fell ill, half as many as the nurse had feared.", []),
        ("Forty weavers fell ill, as the guild admitted.", ["guild"]),
    ],
)
def test_what_is_only_measured_against(
    read_text: Callable[[str], Reading], text: str, told: list[str]
) -> None:
    assert [each.claimant.name for each in read_text(text).claims if each.claimant] == told
