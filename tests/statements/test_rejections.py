"""Rejections: what somebody says of another's figure denies it, whatever the verb of saying."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]


@pytest.mark.parametrize(
    "text",
    [
        '"There is no evidence for his figure of 40 dead," the envoy said.',
        "There is no basis for the union's figure of 15 dead, the mayor said.",
        "The figure of 300 arrests has no basis, police said.",
        "Police said the report of nine deaths was false.",
        "The mayor said there was no truth in reports that nine men had drowned.",
    ],
)
def test_who_sees_no_grounds_denies(text: str, read_text: Read) -> None:
    assert ("denies", "denied") in {(claim.stance, claim.certainty) for claim in read_text(text).claims}


@pytest.mark.parametrize(
    "text",
    [
        "The coroner said there was no evidence of poison in the soup.",
        "Police said the report of nine deaths was not false.",
        "The mayor said there was evidence for the union's figure of 15 dead.",
        "He now says the confession was false and that he made it to get home.",  # his own
    ],
)
def test_what_rejects_no_report_is_asserted(text: str, read_text: Read) -> None:
    assert "denies" not in {claim.stance for claim in read_text(text).claims}
