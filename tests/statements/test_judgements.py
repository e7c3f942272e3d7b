"""What the author of an opinion piece judges, and what a report does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]

OPINION = "Of course the vote was a sham. The dire state of the port shames us. It did little to calm us."


def judged(reading: Reading) -> list[str]:
    return [claim.quote for claim in reading.claims if claim.rule == "layout/author-judgement"]


def test_an_opinion_piece_judges_clause_by_clause(read_text: Read) -> None:
    reading = read_text(OPINION)
    assert judged(reading) == [sentence.strip(". ") for sentence in OPINION.split(". ")]
    assert {claim.certainty for claim in reading.claims} == {"asserted"}


@pytest.mark.parametrize(
    "text",
    [
        "Of course the vote was a sham. The port was shut on Monday.",
        "“" + OPINION + "” Ana Ruiz said.",
        "Ana Ruiz said that the dire port is shameful, that the dire town is absurd and that we must leave.",
        OPINION + " The mayor opened the new school on Monday." * 80,
    ],
)
def test_a_report_does_not_judge(text: str, read_text: Read) -> None:
    assert judged(read_text(text)) == []


def test_what_others_do_inside_a_judgement_is_still_theirs(read_text: Read) -> None:
    reading = read_text("Of course the mayor blames the union. " + OPINION)
    assert "cue/blame" in {claim.rule for claim in reading.claims}


def test_an_unjudging_text_of_one_word(read_text: Read) -> None:
    assert judged(read_text("Sadly")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Because of the strike the bakeries lost a month of trade",
        "The council must open its books",
        "Much of what we hear from the islands remains unverified",
        "The junta used the fire as a pretext",
        "Sooner or later the dam will break",
        "The people of the valley are well aware of the mayor's debts",
        "The people, who know that the mayor lied, stay at home",
        "Who would trust such a council?",
    ],
)
def test_an_author_who_judges_also_asserts(sentence: str, read_text: Read) -> None:
    found = judged(read_text(f"{OPINION} {sentence}." if sentence[-1] != "?" else f"{OPINION} {sentence}"))
    assert len(found) == 4
    assert found[-1] in sentence
    assert judged(read_text(f"The council met on Monday. {sentence.strip('?')}.")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine men died because of the strike.",
        "Ana Ruiz said that the council must open its books.",
        "“The council must open its books,” Ana Ruiz said.",
        "“Who would trust such a council?” Ana Ruiz asked.",
        "Ana Ruiz knows that the mayor lied.",
        "Two people believe that the mayor lied.",
        "The council met on Monday.",
    ],
)
def test_what_others_say_and_what_is_counted_is_not_the_author_s(sentence: str, read_text: Read) -> None:
    assert len(judged(read_text(f"{OPINION} {sentence}"))) == 3


def test_what_everybody_thinks_is_claimed_once_in_an_opinion_piece(read_text: Read) -> None:
    sentence = "The people know that the mayor lied."
    assert [claim.rule for claim in read_text(sentence).claims] == ["cue/know"]
    rules = {claim.rule for claim in read_text(f"{OPINION} {sentence}").claims}
    assert rules == {"layout/author-judgement"}


def test_an_assertion_inside_a_judgement_is_part_of_it(read_text: Read) -> None:
    assert (
        len(judged(read_text(OPINION + " It is shameful that the council, because of its debts, hid."))) == 4
    )
