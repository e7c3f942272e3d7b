"""Who admits what he denied before: nothing is denied any more, and nobody else denied it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from claim_parts import by_cue, told

from reportedly.records import Reading

Read = Callable[..., Reading]


def denials(reading: Reading) -> list[tuple[str | None, str]]:
    return [
        (claim.claimant.name if claim.claimant else None, told(claim)[0])
        for claim in reading.claims
        if claim.stance == "denies"
    ]


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "The navy admitted that sailors had sunk the ferry on Friday, after denying it for two days.",
            "admitted",
            "that sailors had sunk the ferry on Friday",
        ),
        (
            "The warden conceded that guards had shot the inmates, having denied this on Monday.",
            "conceded",
            "that guards had shot the inmates",
        ),
        (
            "The firm confirmed that drivers had been locked in, despite denying that a day earlier.",
            "confirmed",
            "that drivers had been locked in",
        ),
        ("After denying it at first, the navy admitted that sailors had fired.", "admitted", None),
        ("The warden, who had denied it, admitted that nine inmates had died.", "admitted", None),
    ],
)
def test_who_admits_it_now_denies_it_no_more(read_text: Read, text: str, cue: str, content: str) -> None:
    reading = read_text(text)
    assert denials(reading) == []
    assert content is None or told(by_cue(reading, cue)) == [content]


@pytest.mark.parametrize(
    ("text", "who", "what"),
    [
        (
            "The navy admitted that sailors had fired, after denying that they were armed.",
            "navy",
            "that they were armed",
        ),
        ("The union said that guards had beaten miners, after the ministry denied it.", "ministry", "it"),
        ("The union said that the warden was freed after denying the charge.", "warden", "the charge"),
        ("Troops fired, the union said. The navy spoke on Friday, denying it.", "navy", "it"),
    ],
)
def test_what_is_denied_still_or_by_others_stays(read_text: Read, text: str, who: str, what: str) -> None:
    assert denials(read_text(text)) == [(who, what)]


def test_what_follows_is_told_by_who_admitted_and_not_of_the_day_before(read_text: Read) -> None:
    text = (
        "The navy admitted that police had fired on Thursday, after denying it the day before. "
        "It put the number of sailors killed at six."
    )
    reading = read_text(text, published="2024-05-18")
    (figure,) = reading.figures
    teller = next(claim.claimant for claim in reading.claims if claim.id == figure.claim)
    assert (teller and teller.name, figure.when and figure.when.earliest) == ("navy", "2024-05-16")
