"""Whose the second verb is: the subject and the content where the parse hangs clauses on each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]


def said(reading: Reading) -> list[tuple[str, str, str]]:
    return [
        (
            " ".join(part.quote for part in claim.source),
            " ".join(part.quote for part in claim.cue),
            " ".join(part.quote for part in claim.content),
        )
        for claim in reading.claims
    ]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The minister said an inquiry would begin and promised that funds would follow.",
            ("The minister", "promised", "that funds would follow"),
        ),
        (
            "The minister said an inquiry would begin and promised that funds would follow.",
            ("The minister", "said", "an inquiry would begin"),
        ),
        (
            "The general said the rebels lost ten men and promised that the army would pursue them.",
            ("The general", "promised", "that the army would pursue them"),
        ),
        (
            "She denied that the tower had been condemned and said its owner would be questioned.",
            ("She", "said", "its owner would be questioned"),
        ),
        (
            "The port authority first denied that the pier had burned, then said the fire was out.",
            ("The port authority", "then said", "the fire was out"),
        ),
        (
            "Some 900 people were being moved, the prefect said, warning that the dam could break.",
            ("the prefect", "warning", "that the dam could break"),
        ),
        (
            "Some 900 people were being moved, the prefect said, warning that the dam could break.",
            ("the prefect", "said", "Some 900 people were being moved"),
        ),
        (
            "Bishops of nine towns issued a joint statement condemning the raid.",
            ("Bishops of nine towns", "issued a joint statement condemning", "the raid"),
        ),
        (
            "A man is dead and three others are hurt after a brawl, according to the sheriff's office.",
            (
                "the sheriff's office",
                "according to",
                "A man is dead and three others are hurt after a brawl",
            ),
        ),
        ("A guild made this claim; the mayor denies it.", ("the mayor", "denies", "it")),
        (
            "Men who took the fort have left and closed the port, a spokesman for them announced on radio.",
            ("a spokesman for them", "announced", "Men who took the fort have left and closed the port"),
        ),
        (
            "The auditor has asked for the flight reports.",
            ("The auditor", "has asked for", "the flight reports"),
        ),
    ],
)
def test_the_second_verb_has_its_own_speaker_and_content(
    read_text: Read, text: str, claim: tuple[str, str, str]
) -> None:
    assert claim in said(read_text(text))


def test_nobody_claims_what_stands_before_a_semicolon(read_text: Read) -> None:
    figures = read_text("Three guards were shot dead last night; nobody has claimed responsibility.").figures
    assert [(figure.low, figure.certainty) for figure in figures] == [(3, "asserted")]
