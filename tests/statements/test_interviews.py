"""The answers of interviews in print: each case is what stands before them, and who gives them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("Dr Ana Ruiz, who runs a clinic in Bergen, spoke to us by phone.", "Ana Ruiz"),
        ("Dr Ana Ruiz was interviewed by the Horn Post on Monday.", "Ana Ruiz"),
        ("We spoke to Ana Ruiz, a doctor.", "Ana Ruiz"),
        ("Dr Ana Ruiz answered our questions after President Ivan Marov left.", "Ana Ruiz"),
        ("A resident who gave no name spoke to us after President Ivan Marov ordered troops there.", None),
        ("Dr. Ana Ruiz runs a clinic in Bergen.", None),
        ("President Ivan Marov spoke to the nation.", None),
        ("Dr Ana Ruiz and the mayor, Tom Berg, spoke to us.", None),
    ],
)
def test_only_who_is_said_to_have_spoken_gives_the_answers(
    before: str, speaker: str | None, read_text: Read
) -> None:
    claims = read_text(f"{before}\n\nQ: How many?\n\nA: Nine died here.").claims
    found = [
        (c.content[0].quote, c.claimant and c.claimant.name) for c in claims if c.rule == "layout/answer"
    ]
    assert found == [("Nine died here", speaker)]


def test_a_point_makes_an_interview_where_a_line_asks(read_text: Read) -> None:
    claims = read_text("It rained.\n\nQ. Who was hurt?\n\nA. Nobody was hurt here.").claims
    assert [(claim.rule, claim.content[0].quote) for claim in claims] == [
        ("layout/answer", "Nobody was hurt here")
    ]


def test_initials_make_no_interview(read_text: Read) -> None:
    claims = read_text("Q. Marov said the dam was shut.\n\nA. Petrova, a baker, said nine died.").claims
    assert {claim.rule for claim in claims} == {"cue/say"}
