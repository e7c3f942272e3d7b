"""Who takes back what they said, and who has only been asked to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]


def _told(reading: Reading) -> tuple[bool, str]:
    """Whether somebody takes back what they told of the dead, and how sure their number is."""
    figure = next(each for each in reading.figures if each.low == 9)
    telling = (claim for claim in reading.claims if "wrong" not in claim.content[0].quote)
    return any(claim.stance == "denies" for claim in telling), figure.certainty


@pytest.mark.parametrize(
    "text",
    [
        "The clinic retracted its statement that nine people had died.",
        "The clinic was forced to retract its statement that nine people had died.",
        "The mayor had to apologise for saying that nine people had died.",
        "The clinic apologised after withdrawing its claim that nine people had died.",
        "The clinic admitted it was wrong when it said nine people had died.",
        "The clinic admitted being wrong when it said nine people had died.",
        "The clinic admitted that it had been mistaken in saying nine people had died.",
        "The clinic has retracted its toll of nine dead.",
    ],
)
def test_who_takes_words_back_denies_them(text: str, read_text: Read) -> None:
    assert _told(read_text(text)) == (True, "denied")


@pytest.mark.parametrize(
    "text",
    [
        "The union said the clinic was wrong when it said nine people had died.",
        "The union said the army was mistaken in saying nine people had died.",
        "If the clinic was wrong when it said nine people had died, it must say so.",
        "The clinic may have been wrong when it said nine people had died.",
        "The clinic was hardly wrong when it said nine people had died.",
        "The clinic denied it was wrong when it said nine people had died.",
        "The mayor did not retract his statement that nine people had died.",
        "The mayor refused to retract his statement that nine people had died.",
        "The mayor will take back his statement that nine people had died only if asked.",
        "If the mayor retracts his statement that nine people had died, the case is closed.",
        "The mayor was asked to apologise for saying nine people had died.",
    ],
)
def test_whom_others_call_wrong_has_said_it_all_the_same(text: str, read_text: Read) -> None:
    assert _told(read_text(text)) == (False, "reported")
