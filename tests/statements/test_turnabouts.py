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


@pytest.mark.parametrize(
    ("deed", "content"),
    [
        ("revised the toll of the Talmar dam burst down to 25 from 26", "down to 25 from 26"),
        ("cut the toll of the dam burst to 25", "to 25"),
        ("revised the toll of the Talmar mine blast down to 25", "down to 25"),
    ],
)
def test_who_revises_a_toll_tells_it_and_says_why(read_text: Read, deed: str, content: str) -> None:
    reading = read_text(f"The navy on Sunday {deed}, saying that one man had been counted twice.")
    assert {claim.claimant.name for claim in reading.claims if claim.claimant} == {"navy"}
    claim = next(claim for claim in reading.claims if claim.rule == "cue/revise-count")
    assert told(claim)[-1].endswith(content)
    tellers = {figure.low: figure.claim for figure in reading.figures if figure.measure == "killed"}
    assert tellers[25] == claim.id


def test_a_burst_between_a_toll_and_its_verb_is_what_it_counts(read_text: Read) -> None:
    (figure,) = read_text("The toll of the dam burst on Tuesday rose to 21, the navy said.").figures
    assert (figure.measure, figure.low) == ("killed", 21)


def test_a_number_before_still_missing_is_of_people(read_text: Read) -> None:
    text = "The fire killed 30 people, according to the mayor. Up to 12 are {} missing."
    told = read_text(text.format("still")).figures[1:]
    assert [(each.measure, each.high) for each in told] == [("missing", 12)]
    assert read_text(text.format("not")).figures[1:] == ()


def test_who_tells_of_others_that_burst_counts_nobody(read_text: Read) -> None:
    assert read_text("The ministry said that the walls of the dam burst at 4 in the morning.").figures == ()
