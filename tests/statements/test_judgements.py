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
