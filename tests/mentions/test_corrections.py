"""Numbers that a text sets right: the old one is denied, the new one stands."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.records import Reading

Read = Callable[..., Reading]
SURE = {"asserted", "reported"}
PIECES = [
    "not",
    "14",
    "nine",
    "people",
    "were killed",
    "corrected",
    "the toll",
    "from",
    "to",
    ",",
    "instead of",
]


def denied(reading: Reading) -> dict[float | None, bool]:
    return {figure.low: figure.certainty == "denied" for figure in reading.figures}


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("Nine people, not 14, were killed in the blast, the mayor said.", 14, 9),
        ("The number of wounded is 41 and not 47, the governor said.", 47, 41),
        ("The hospital said on Friday that 15, not 17, people had died of gunshot wounds.", 17, 15),
        ("The ministry said its earlier figure of six dead was wrong and that nine men were killed.", 6, 9),
        ("The toll of 14 was incorrect, the ministry said. Nine people were killed.", 14, 9),
        ("Nine people were killed, not 14 as reported earlier.", 14, 9),
        ("The army corrected the death toll from 14 to nine.", 14, 9),
        ("The death toll was revised down to nine from 14.", 14, 9),
        ("The governor earlier said 14 people were killed, later corrected to nine.", 14, 9),
        ("The ministry earlier said 14 people had died, but later corrected the figure to nine.", 14, 9),
        ("The hospital had put the toll at 14 but later corrected it to nine.", 14, 9),
        ("The ministry said 14 people died. It later corrected the figure to nine.", 14, 9),
        (
            "The ministry said 14 people died. Hours later it retracted the toll and said nine had died.",
            14,
            9,
        ),
        ("The ministry said nine people died, retracting an earlier toll of 14.", 14, 9),
        ("Police said they had not arrested 14 people but nine.", 14, 9),
        ("Not 14 but nine voters were killed, the monitors said.", 14, 9),
        ("The number of dead is not 14 but nine, the clinic said.", 14, 9),
        ("The storm killed not just nine but 14 people.", 9, 14),
        ("Police initially said 14 people died; the figure was later found to be wrong. Nine died.", 14, 9),
        ("The nurse took back her statement that 14 people had died. Nine people died.", 14, 9),
        ("The leader apologised for saying 14 people had died. Officials say nine.", 14, 9),
        ("The union admitted it was wrong when it said 14 men were hurt. Nine men were hurt.", 14, 9),
        ("An earlier version of this article said that 14 men were killed. Nine men were killed.", 14, 9),
    ],
)
def test_the_old_number_is_denied_and_the_new_one_stands(
    text: str, old: float, new: float, read_text: Read
) -> None:
    found = denied(read_text(text))
    assert (found[old], found[new]) == (True, False)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        (
            "Amin Rauf put the toll at 14. The railway ministry later lowered its figure to nine.",
            14,
        ),
        (
            "Two trains collided, killing 14. The railway ministry later lowered its count to nine.",
            14,
        ),
    ],
)
def test_nobody_takes_back_what_another_told(text: str, stands: float, read_text: Read) -> None:
    found = denied(read_text(text))
    assert found == {stands: False, 9: False}


@pytest.mark.parametrize(
    "text",
    [
        "The toll rose to 14 from nine.",
        "The toll was revised up to 14 from nine.",
        "Nine people were killed; not one of the 14 guards was hurt.",
        "Nine people were killed and 14 were wounded.",
    ],
)
def test_nothing_is_taken_back(text: str, read_text: Read) -> None:
    found = denied(read_text(text))
    assert not found[9]


@pytest.mark.parametrize(
    ("text", "certainty", "speaker"),
    [
        ("The ministry retracted its earlier toll of 14.", "denied", "ministry"),
        ("Police withdrew their figure of 14 dead.", "denied", "Police"),
        ("The army rejected reports of 14 deaths.", "denied", "army"),
        ("The mayor dismissed claims that 14 people were killed.", "denied", "mayor"),
        ("The figure of 14 dead was a technical error, the mayor said.", "denied", "mayor"),
        ("There is no evidence that 14 people were killed.", "doubted", None),
        ("The duke refused to comment on reports of 14 deaths.", "unconfirmed", None),
        ("The duke declined to comment on reports of 14 deaths.", "unconfirmed", None),
        ("The army said 14 men died. This could not be independently verified.", "unconfirmed", "army"),
        (
            "The following account could not be verified. The army said 14 men died.",
            "unconfirmed",
            "army",
        ),
    ],
)
def test_who_takes_it_back_and_how_sure(
    text: str, certainty: str, speaker: str | None, read_text: Read
) -> None:
    reading = read_text(text)
    claims = {claim.id: claim for claim in reading.claims}
    (figure,) = reading.figures
    claim = claims.get(figure.claim or "")
    assert figure.certainty == certainty
    assert (claim.claimant.name if claim and claim.claimant else None) == speaker


def test_who_does_not_say_how_many_leaves_nothing_in_doubt(read_text: Read) -> None:
    reading = read_text("Police did not say how many of the 20 people detained were foreigners.")
    assert [figure.certainty for figure in reading.figures] == ["asserted"]
    assert [claim.stance for claim in reading.claims] == ["doubts"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25))
def test_only_numbers_of_the_text_are_denied(read_text: Read, pieces: list[str]) -> None:
    reading = read_text(" ".join(pieces))
    amounts = {amount.id: amount for amount in reading.amounts}
    for figure in reading.figures:
        amount = amounts[figure.amount]
        assert reading.document.text[amount.start : amount.end] == amount.quote
        assert figure.start <= amount.start < amount.end <= figure.end


@pytest.mark.parametrize(
    "text",
    [
        "The minister apologised for the delay and said 14 people had died.",
        "The army withdrew its men and said 14 rebels had died.",
        "The mayor stood by his statement that 14 people had died.",
        "Not only nine men but 14 women were killed.",
        "The quake did not kill anyone but injured 14 people.",
    ],
)
def test_what_only_looks_like_a_retraction_takes_nothing_back(text: str, read_text: Read) -> None:
    assert denied(read_text(text))[14] is False


def test_work_grows_with_the_corrections(read_text: Read) -> None:
    """Each looked through all numbers of the text for the one before it."""

    def calls(times: int) -> int:
        told = (f"The ministry raised the toll in Almaty to {n + 3} dead from {n + 2}." for n in range(times))
        text = " ".join(told)
        calls = 0

        def called(*_: object) -> None:
            nonlocal calls
            calls += 1

        sys.setprofile(called)
        try:
            read_text(text)
        finally:
            sys.setprofile(None)
        return calls

    calls(5)  # what is worked out once
    assert calls(240) < 5 * calls(60)
