"""How surely a number is told where one word takes back what another does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Nobody disputes that nine men died.", "reported"),
        ("It cannot be denied that nine men died, the mayor said.", "reported"),
        ("There is no doubt that nine men died, the mayor said.", "reported"),
        ("There is some doubt that nine men died, the mayor said.", "unconfirmed"),
        ("The ministry did not retract its toll of nine dead.", "reported"),
        ("The ministry retracted its toll of nine dead.", "denied"),
        ("The army did not withdraw nine soldiers.", "denied"),  # soldiers, not words
        ('"I was wrong when I said nine men had died," the mayor said.', "denied"),
        ('"I was in Orsk when I said nine men had died," the mayor said.', "reported"),
        ("The paper, which wrongly reported nine deaths, apologised.", "denied"),
        ("The report stopped short of saying that guards killed nine men.", "unconfirmed"),
        ("Nine men are thought to have died.", "unconfirmed"),
        ("It was unclear who fired the shots that killed nine men.", "asserted"),
        ("Who ordered the raid that killed nine men?", "asserted"),
        ("Police arrested nine monks, no women among them.", "asserted"),
        ("The shells killed nine men, never a guard, she said.", "reported"),
    ],
)
def test_how_surely_a_number_is_told(text: str, certainty: str, read_text: Read) -> None:
    assert [figure.certainty for figure in read_text(text).figures] == [certainty]


def test_a_toll_not_taken_back_is_its_tellers(read_text: Read) -> None:
    reading = read_text("The ministry did not retract its toll of nine dead.")
    assert [claim.claimant and claim.claimant.name for claim in reading.claims] == ["ministry"]


def test_a_denial_that_is_denied_leaves_it_open(read_text: Read) -> None:
    claims = read_text("The mayor denied that his office had denied the deaths of nine men.").claims
    assert [claim.stance for claim in claims] == ["denies", "doubts"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Police said four and the union said 14 strikers were hurt.", {"Police", "union"}),
        ("Eyewitnesses saw soldiers beat two boys.", {"Eyewitnesses"}),
        ("The guards saw soldiers beat two boys.", set()),
    ],
)
def test_who_speaks(text: str, speakers: set[str], read_text: Read) -> None:
    names = {claim.claimant.name for claim in read_text(text).claims if claim.claimant is not None}
    assert names == speakers


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("The coast guard put the toll at 60 on Wednesday.", "2026-03-04"),
        ("The death toll stood at 60 on Wednesday.", "2026-03-04"),
        ("A blast on Wednesday killed 60 men.", "2026-03-11"),
        (
            "The organisers put the number of protesters at 60,000 on Wednesday.",
            "2026-03-11",
        ),  # counted on its day
    ],
)
def test_the_day_of_a_toll_dates_no_deaths(text: str, earliest: str, read_text: Read) -> None:
    (figure,) = read_text(text, published="2026-03-12").figures
    assert figure.when is not None
    assert figure.when.earliest == earliest


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Did soldiers shoot the boys?", "possible"),
        ("Who shot the boys?", "actual"),
        ("The planned rally was held on Sunday.", "actual"),
        ("A planned attack on the barracks was held back.", "negated"),
    ],
)
def test_whether_it_happened(text: str, status: str, read_text: Read) -> None:
    assert {event.status for event in read_text(text, published="2026-03-12").events} == {status}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("A policeman injured two when his car skidded on ice.", {"OTHER"}),
        ("A policeman injured two when he fired at their car.", {"ASSAULT"}),
        ("A gunman killed two when his truck ran into a crowd.", {"ASSAULT"}),
    ],
)
def test_an_accident_of_ones_own_is_no_violence(text: str, types: set[str], read_text: Read) -> None:
    harmed = [event for event in read_text(text).events if event.trigger.quote in ("injured", "killed")]
    assert {event.type for event in harmed} == types
