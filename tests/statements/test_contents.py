"""What is said, and where it stands beside the cue."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from claim_parts import by_cue, told

from reportedly.records import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("18 dead in riots, says ministry", "ministry", "18 dead in riots"),
        ("As the ministry said, the bridge was closed.", "the ministry", "the bridge was closed"),
        ("As a driver told Reuters, the fire began at night.", "a driver", "the fire began at night"),
    ],
)
def test_a_speaker_beside_the_statement(text: str, source: str, content: str, read_text: Read) -> None:
    claim = read_text(text).claims[0]
    assert ([part.quote for part in claim.source], told(claim)) == ([source], [content])


def test_who_is_quoted_as_saying_has_one_claim(read_text: Read) -> None:
    assert [claim.rule for claim in read_text("The ministry was quoted as saying nine men died.").claims] == [
        "cue/say"
    ]


@pytest.mark.parametrize("text", ["Nine died; one was found dead.", "He fell; a man was found dead."])
def test_what_befell_somebody_is_no_statement(text: str, read_text: Read) -> None:
    assert read_text(text).claims == ()


def test_a_day_behind_the_verb_belongs_to_the_cue(read_text: Read) -> None:
    claim = by_cue(read_text("The road is open, the governor said Thursday."), "said Thursday")
    assert told(claim) == ["The road is open"]


@pytest.mark.parametrize("text", ["The duke dismissed calls for a truce.", "Orlo thanked Weber."])
def test_what_others_say_and_a_bare_deed_are_no_claim(read_text: Read, text: str) -> None:
    assert read_text(text).claims == ()
