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


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The mayor said 90 people had died, 40 were hurt and 12 houses were burned.",
            "The mayor",
            "90 people had died, 40 were hurt and 12 houses were burned",
        ),
        ("Forty deaths were recorded by the clinic.", "the clinic", "Forty deaths"),
        ("Around 2,200 homes were burned, FEMA estimates.", "FEMA", "Around 2,200 homes were burned"),
        ("Nine men were hurt, Sgt. Ana Ruiz said.", "Sgt. Ana Ruiz", "Nine men were hurt"),
        ("The mayor spoke of 40 executed.", "The mayor", "40 executed"),
        ("The clinic cut the toll of the fire down to 66.", "The clinic", "the toll of the fire down to 66"),
        (
            "The mayor lowered to 34 the number of dead from a fire.",
            "The mayor",
            "to 34 the number of dead from a fire",
        ),
        (
            "Three hikers who had been listed as missing since Monday turned up safe, the RCMP tweeted.",
            "the RCMP",
            "Three hikers who had been listed as missing since Monday turned up safe",
        ),
        (
            "At least 10 people have been killed in the northern Mozambican city of Nampula, the opposition"
            " party Renamo said on Saturday.",
            "Renamo",
            "At least 10 people have been killed in the northern Mozambican city of Nampula",
        ),
        (
            "Nine men died in the town of Goma, the miners' union Tumcu said on Friday.",
            "the miners' union Tumcu",
            "Nine men died in the town of Goma",
        ),
    ],
)
def test_all_that_is_said(text: str, source: str, content: str, read_text: Read) -> None:
    claim = read_text(text).claims[0]
    assert ([part.quote for part in claim.source], told(claim)) == ([source], [content])


def test_an_aside_is_no_relative_clause(read_text: Read) -> None:
    text = (
        "More than 40 people have been held, including 12 women, Interior Minister Joe Roe confirmed, while"
    )
    claim = by_cue(read_text(f"{text} a rights group, Right Now, documented 63 arrests."), "confirmed")
    assert told(claim) == ["More than 40 people have been held, including 12 women"]


def test_a_city_somebody_speaks_of_is_no_speaker(read_text: Read) -> None:
    (claim,) = read_text("The mayor fled to Goma, a city he said he loved.").claims
    assert told(claim) == ["he loved"]
    assert read_text("Nine men died in Goma, the town the rebels took on Friday.").claims == ()


def test_those_counted_say_nothing(read_text: Read) -> None:
    assert read_text("Boat sinks off Delby: 23 bodies recovered, 40 still sought").claims == ()


@pytest.mark.parametrize("text", ["Nine died; one was found dead.", "He fell; a man was found dead."])
def test_what_befell_somebody_is_no_statement(text: str, read_text: Read) -> None:
    assert read_text(text).claims == ()


def test_a_day_behind_the_verb_belongs_to_the_cue(read_text: Read) -> None:
    claim = by_cue(read_text("The road is open, the governor said Thursday."), "said Thursday")
    assert told(claim) == ["The road is open"]


@pytest.mark.parametrize("text", ["The duke dismissed calls for a truce.", "Orlo thanked Weber."])
def test_what_others_say_and_a_bare_deed_are_no_claim(read_text: Read, text: str) -> None:
    assert read_text(text).claims == ()


def test_a_denial_behind_a_semicolon_is_of_its_own_words(read_text: Read) -> None:
    reading = read_text("Two dozen marchers held in Orsk; police deny using live rounds")
    assert told(by_cue(reading, "deny")) == ["using live rounds"]
    assert [figure.certainty for figure in reading.figures] == ["asserted"]


def test_a_clause_before_a_colon_is_not_what_is_disbelieved(read_text: Read) -> None:
    (claim,) = read_text("A nurse who saw him was blunter: she did not believe the story.").claims
    assert told(claim) == ["the story"]


def test_who_is_feared_dead_fears_nothing(read_text: Read) -> None:
    claims = read_text("Slide hits village, at least 55 feared dead").claims
    assert [claim.claimant for claim in claims] == [None] * len(claims)


def test_a_number_given_as_a_figure_is_its_givers(read_text: Read) -> None:
    reading = read_text("At least 55 people died, the mayor said. An envoy gave a lower figure of 37.")
    figure = next(figure for figure in reading.figures if figure.low == 37)
    claim = next(claim for claim in reading.claims if claim.id == figure.claim)
    assert (figure.measure, claim.claimant and claim.claimant.name) == ("killed", "envoy")


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Norland says it struck a camp in Orsk, medics say 22 killed",
            [("Norland", "it struck a camp in Orsk"), ("medics", "22 killed")],
        ),
        (
            "Two people were killed in the strike, but 12 people were wounded, the army said.",
            [("army", "Two people were killed in the strike, but 12 people were wounded")],
        ),
        (
            "State radio reported, citing a nurse, that nine guards had died.",
            [("State radio", "that nine guards had died"), ("nurse", "that nine guards had died")],
        ),
        ("Police said not more than 312 had been held.", [("Police", "not more than 312 had been held")]),
        (
            "The fire service said 14 workers had been killed and denied that 30 had died.",
            [("fire service", "14 workers had been killed"), ("fire service", "that 30 had died")],
        ),
        (
            "The union said nine people died, including a child, and put the toll at 12.",
            [("union", "nine people died, including a child"), ("union", "the toll at 12")],
        ),
    ],
)
def test_each_speaker_has_their_own_words(text: str, claims: list[tuple[str, str]], read_text: Read) -> None:
    found = {(claim.claimant and claim.claimant.name, *told(claim)) for claim in read_text(text).claims}
    assert found == set(claims)


def test_who_sets_a_count_and_says_why_tells_both(read_text: Read) -> None:
    claims = read_text("The envoy lowered the toll to 19, saying four men had been counted twice.").claims
    assert {(claim.claimant and claim.claimant.name, *told(claim)) for claim in claims} == {
        ("envoy", "the toll to 19"),
        ("envoy", "four men had been counted twice"),
    }
