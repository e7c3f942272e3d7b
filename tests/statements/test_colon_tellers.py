"""What somebody says behind a colon: "the mayor answered at once: no shot was fired"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]

TOLD = [
    ("The mayor answered at once: no shot had been fired.", "mayor", "no shot had been fired"),
    ("The union disagreed: nine men had died.", "union", "nine men had died"),
    ("The minister hit back: the rebels had started it.", "minister", "the rebels had started it"),
    ("The captain had a simple explanation: the radio was broken.", "captain", "the radio was broken"),
    ("The governor was blunt: the dam is unsafe.", "governor", "the dam is unsafe"),
    ("The ministry had another version: the bus had no brakes.", "ministry", "the bus had no brakes"),
    ("The army's answer was short: there were no prisoners.", "army", "there were no prisoners"),
    ("Residents tell another story: the guards fired first.", "Residents", "the guards fired first"),
    ("The doctor's verdict: none of them could have lived.", "doctor", "none of them could have lived"),
    ("The mayor has already answered: the dam is open.", "mayor", "the dam is open"),
    ("The mayor saw it differently: the dam was open.", "mayor", "the dam was open"),
    ("The siege began.\n\nAna Ruiz, to a local radio: the army fired.", "Ana Ruiz", "the army fired"),
]
UNSAID = [
    "Police opened fire: nine were hit.",
    "The town lay in ruins: the houses had fallen.",
    "The minister resigned: the toll was too high.",
    "The sky was clear: the storm had passed.",
    "The siege went on.\n\nThe road to Lima: nine were hit there.",
    # what is done in answer, and what the outlet tells of it, is nobody's statement
    "The navy hit back at dusk: its boats sank nine barges.",
    "The militia replied with mortars: nine farmers died.",
    "The council answered quickly: guards beat nine dockers.",
    "The council's answer was swift: guards beat nine dockers.",
    "The council's answer came late: the dam had burst.",
    "The navy's line was thin: nine posts had fallen.",
    "The captain's story is odd: his boat sank and he swam.",
    "The governor was short: he stood on a box.",
    "It was clear: the dam had burst.",
    "The mayor has been answered: the dam is open.",
    "The doctor could have it repaired: the pump was old.",
]


@pytest.mark.parametrize(("text", "who", "said"), TOLD)
def test_behind_a_colon(text: str, who: str, said: str, read_text: Read) -> None:
    found = [
        (claim.claimant.name if claim.claimant else None, claim.content[0].quote)
        for claim in read_text(text).claims
    ]
    assert found == [(who, said)]


@pytest.mark.parametrize("text", UNSAID)
def test_nobody_speaks(text: str, read_text: Read) -> None:
    assert not read_text(text).claims
