"""Words that get about, who speaks behind the verb, and charges behind "by"."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from claim_parts import told

from reportedly.records import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Rumours spread that the well had been poisoned.", None, ["that the well had been poisoned"]),
        ("It emerged on Friday that the doors had been locked.", None, ["that the doors had been locked"]),
        ('Said one miner: "We dug for nine hours."', "miner", ['"We dug for nine hours."']),
        ('"They took my boy," sobbed Amina.', "Amina", ['"They took my boy,"']),
        (
            "The board is of the view that the guards lied.",
            "board",
            ["that the guards lied"],
        ),
        (
            "The firm admitted for the first time that its tank had leaked.",
            "firm",
            ["that its tank had leaked"],
        ),
        (
            "Two guards were accused by the families of burning the files.",
            "families",
            ["Two guards", "of burning the files"],
        ),
        (
            "The guards were described by police as deserters.",
            "police",
            ["The guards", "as deserters"],
        ),
    ],
)
def test_who_says_what(text: str, speaker: str | None, content: list[str], read_text: Read) -> None:
    [claim] = read_text(text).claims
    assert (claim.claimant and claim.claimant.name, told(claim)) == (speaker, content)


@pytest.mark.parametrize(
    ("accuser", "charge"),
    [
        ("the head of the union", ""),
        ("members of parliament", ""),
        ("dozens of women", ""),
        ("residents of neighbouring villages", ""),
        ("dozens of women", " of harassment"),
        ("the families of the victims", " of neglect"),
        ("a group of lawyers", " of hiding the files"),
    ],
)
def test_of_whom_the_accuser_is_one_belongs_to_him(accuser: str, charge: str, read_text: Read) -> None:
    [claim] = read_text(f"Two guards were accused by {accuser}{charge}.").claims
    assert [part.quote for part in claim.source] == [accuser]
    assert told(claim) == ["Two guards", *filter(None, [charge.strip()])]


def test_what_comes_so_that_something_happens_holds_nothing(read_text: Read) -> None:
    assert read_text("The warning came so late that nobody could flee.").claims == ()


@pytest.mark.parametrize(
    "text",
    [
        "That said, the roads were dry at noon.",
        "Deaths reported: 40",
        "Bodies identified: 12",
        "There is no doubt that the wall was badly built.",
        "A girl emerged from the ruins on Friday.",
        "The fire spread so fast that the roof fell.",
        "The comments came after the guards had left.",
    ],
)
def test_who_tells_nothing(text: str, read_text: Read) -> None:
    assert read_text(text).claims == ()
