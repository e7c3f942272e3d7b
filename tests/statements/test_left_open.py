"""What is not ruled out, not found out yet, or told by nobody's estimates is neither said nor denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    "words",
    [
        "have not ruled out an attack on the ferry.",
        "could not rule out an attack on the ferry.",  # told as said not to have happened
    ],
)
def test_what_is_not_ruled_out_is_possible(read_text: Read, words: str) -> None:
    reading = read_text(f"Investigators {words}")
    assert [event.status for event in reading.events] == ["possible"]
    assert "denied" not in {claim.certainty for claim in reading.claims}


def test_what_an_embassy_cannot_rule_out_is_possible(read_text: Read) -> None:
    reading = read_text("The German embassy said it could not rule out that two engineers had been killed.")
    assert [(event.type, event.status) for event in reading.events] == [("ASSAULT", "possible")]
    assert [figure.certainty for figure in reading.figures] == ["unconfirmed"]


def test_what_is_ruled_out_is_denied(read_text: Read) -> None:
    assert [claim.certainty for claim in read_text("Investigators ruled out arson.").claims] == ["denied"]


@pytest.mark.parametrize("words", ["has not determined", "had not yet determined"])
def test_a_cause_not_determined_is_left_open(read_text: Read, words: str) -> None:
    claims = read_text(f"The fire brigade {words} a cause.").claims
    assert [(claim.stance, claim.certainty) for claim in claims] == [("doubts", "unconfirmed")]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("The war killed up to 80,000 people, by some estimates.", "some estimates"),  # stated as fact
        ("By most estimates, the famine killed 80,000 people.", "most estimates"),
    ],
)
def test_estimates_of_nobody_are_the_channel(read_text: Read, text: str, channel: str) -> None:
    reading = read_text(text)
    assert [figure.certainty for figure in reading.figures] == ["estimated"]
    assert [claim.channel for claim in reading.claims] == [(channel,)]


@pytest.mark.parametrize(
    "words",
    ["The claims of neither side could be independently verified.", "Neither account could be verified."],
)
def test_claims_of_neither_side_are_unconfirmed(read_text: Read, words: str) -> None:
    told = "The army said it had killed nine rebels. Rebels said they had shot down a plane."
    claims = read_text(f"{told}\n\n{words}").claims
    assert [(claim.certainty, claim.distance) for claim in claims] == [("unconfirmed", words[:-1])] * 2


def test_claims_that_could_be_verified_stay_as_they_were(read_text: Read) -> None:
    text = "The army said it had killed nine rebels. Both claims could be independently verified."
    assert [claim.certainty for claim in read_text(text).claims] == ["reported"]
