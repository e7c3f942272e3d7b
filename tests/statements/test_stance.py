"""How certain a claim is, and which words keep their distance from it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from claim_parts import by_cue, told

from reportedly.records import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "cue", "certainty", "stance"),
    [
        ("Police have not confirmed that nine men died.", "have not confirmed", "unconfirmed", "doubts"),
        ("The army refused to confirm that it took the town.", "refused to confirm", "unconfirmed", "doubts"),
        ("She did not deny that she fled.", "did not deny", "reported", "asserts"),
        ("At no time did the mayor assert that nine men died.", "assert", "unconfirmed", "doubts"),
        ("At no time was it safe, the mayor said.", "said", "reported", "asserts"),
        ("The army denied that it shelled the market.", "denied", "denied", "denies"),
        ("Relatives alleged that he was beaten.", "alleged", "unconfirmed", "alleges"),
        ("Aid groups estimated that a thousand fled.", "estimated", "estimated", "estimates"),
    ],
)
def test_how_sure(text: str, cue: str, certainty: str, stance: str, read_text: Read) -> None:
    claim = by_cue(read_text(text), cue)
    assert (claim.certainty, claim.stance) == (certainty, stance)


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("The inquiry holds the army responsible for the deaths.", ["alleges"]),
        ("The inquiry does not hold the army responsible for the deaths.", ["doubts"]),
        ("The inquiry holds nobody responsible.", ["doubts"]),
        ("The union denied that it put blame on the driver.", ["denies", "doubts"]),
        ("The firm called the charge against its owner absurd, but nine men died.", ["denies"]),
        ("The firm never called the reports absurd.", ["doubts"]),
        ("The critic called the film, a report on a war, ridiculous.", ["asserts"]),
        ("The mayor called the price of a statement absurd.", ["asserts"]),
        ("The senator called it absurd that nine people had died.", ["asserts"]),
    ],
)
def test_an_accusation_needs_an_accused_and_a_denial_a_statement(
    text: str, stances: list[str], read_text: Read
) -> None:
    assert [claim.stance for claim in read_text(text).claims] == stances


def test_rejected_reports_are_denied(read_text: Read) -> None:
    claim = by_cue(read_text("The minister rejected reports that nine men died."), "reports")
    assert claim.certainty == "denied"


def test_distance_inside_a_claim_is_no_part_of_what_is_said(read_text: Read) -> None:
    text = (
        "The president issued a statement calling, without offering evidence, the crowd “a band of thieves”."
    )
    claim = by_cue(read_text(text), "issued a statement calling")
    assert claim.distance == "without offering evidence"
    assert told(claim) == ["the crowd “a band of thieves”"]


def test_distance_in_the_next_sentence_reaches_back(read_text: Read) -> None:
    text = "The army said it took the town. The claim could not be independently verified."
    claim = by_cue(read_text(text), "said")
    assert (claim.distance, claim.certainty) == ("could not be independently verified", "unconfirmed")


def test_nobody_claimed_it(read_text: Read) -> None:
    claim = by_cue(read_text("No group has claimed that it planted the bomb."), "has claimed")
    assert claim.certainty == "unconfirmed"


def test_a_source_that_does_not_want_to_be_named_is_no_denial(read_text: Read) -> None:
    claim = by_cue(read_text("A doctor, who did not give his name, said that nine men died."), "said")
    assert (claim.certainty, claim.stance) == ("reported", "asserts")


@pytest.mark.parametrize(
    "words",
    ["The ministry later said the figure had been published in error.", "The post was later taken down."],
)
def test_what_is_taken_back_was_said_in_the_sentence_before(words: str, read_text: Read) -> None:
    claims = read_text(f"The ministry said that 164 people had died. {words}").claims
    assert [claim.certainty for claim in claims] == ["denied", "reported"][: len(claims)]


def test_a_retraction_further_on_reaches_nothing(read_text: Read) -> None:
    text = "The ministry said that 164 people had died. It rained all day. The post was later taken down."
    assert by_cue(read_text(text), "said").certainty == "reported"


def test_who_refuses_to_comment_denies_nothing(read_text: Read) -> None:
    reading = read_text("The minister refused to comment on reports of 50 deaths.")
    assert "denied" not in {figure.certainty for figure in reading.figures}
    assert not [claim for claim in reading.claims if claim.certainty == "denied"]


@pytest.mark.parametrize("words", ["That was wrong.", "We have not been able to verify this."])
def test_what_the_outlet_says_of_a_claim_is_its_distance(words: str, read_text: Read) -> None:
    first = read_text(f"The paper wrote that seven men were held. {words}").claims[0]
    assert (first.distance, first.certainty) in [
        ("That was wrong", "denied"),
        ("not been able to verify", "unconfirmed"),
    ]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The mayor does not believe that the guards fired.", "doubts"),
        ("The mayor believes that no guard fired.", "asserts"),
        ("The mayor did not know that nine weavers had died.", "asserts"),
        ("Nobody believes that the guards fired.", "doubts"),
        ("No minister has said that nine weavers died.", "doubts"),
    ],
)
def test_who_does_not_think_so_leaves_it_open(
    read_text: Callable[..., Reading], text: str, stance: str
) -> None:
    assert [claim.stance for claim in read_text(text).claims] == [stance]
