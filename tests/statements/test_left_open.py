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


@pytest.mark.parametrize(
    "words", ["no longer denies", "did not deny", "has stopped denying", "ceased to deny"]
)
def test_what_is_denied_no_more_is_told(read_text: Read, words: str) -> None:
    reading = read_text(f"The army {words} that its planes bombed the village.")
    assert [claim.stance for claim in reading.claims] == ["asserts"]
    assert [event.status for event in reading.events] == ["actual"]


@pytest.mark.parametrize("words", ["again denied", "has not stopped denying"])
def test_what_is_denied_still_is_denied(read_text: Read, words: str) -> None:
    reading = read_text(f"The army {words} that its planes bombed the village.")
    assert [claim.stance for claim in reading.claims] == ["denies"]
    assert [event.status for event in reading.events] == ["negated"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The army denied shooting worshippers after a march against the curfew.", "actual"),
        ("Police denied beating students at a demonstration in Lima.", "actual"),
        ("The firm denied poisoning residents during a rally over the dump.", "actual"),
        ("The police denied that there was a protest in Lima.", "negated"),
    ],
)
def test_who_denies_a_deed_grants_at_what_it_was(read_text: Read, text: str, status: str) -> None:
    events = read_text(text).events
    assert [event.status for event in events if event.type == "PROTEST"] == [status]
