"""Clipped lines with who says it, and counts of another behind a comma."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]


def said(reading: Reading) -> list[tuple[str | None, str]]:
    return [
        (claim.claimant.name if claim.claimant else None, " ".join(part.quote for part in claim.content))
        for claim in reading.claims
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four sailors among dead, hospital confirms", [("hospital", "Four sailors among dead")]),
        ("16:05 Governor says 8 villages under water", [("Governor", "8 villages under water")]),
        ("16:20: Union - 40 sailors held", [("Union", "40 sailors held")]),
        ("UPDATE 2: Fire chief: all sailors out", [("Fire chief", "all sailors out")]),
        ("Pilot had been drunk: report", [("report", "Pilot had been drunk")]),
        (
            "The government puts the dead at 40, doctors at 90.",
            [("government", "the dead at 40"), ("doctors", "at 90")],
        ),
        ("Police said 40 sailors died; the union, 90.", [("Police", "40 sailors died"), ("union", "90")]),
        ("Police say 40, opposition 90 dead", [("Police", "40"), ("opposition", "90 dead")]),
        (
            "Some 40 died according to the church, 90 according to the army.",
            [("church", "Some 40 died"), ("army", "90")],
        ),
        (
            "The dead number 40 (police) or 90 (families).",
            [("police", "The dead number 40"), ("families", "90")],
        ),
        (
            'Both want the bridge. Army: "We hold it." Rebels: "We do."',
            [("Army", '"We hold it."'), ("Rebels", '"We do."')],
        ),
    ],
)
def test_each_has_a_speaker_of_its_own(text: str, expected: list[tuple[str, str]], read_text: Read) -> None:
    found = said(read_text(text))
    assert [each for each in expected if each not in found] == []
    assert len({content for _, content in found}) == len(found)


@pytest.mark.parametrize(
    "text",
    [
        "Minister: Ana Ruiz. Deputy: Tim Hall.",
        "Police 12, Teachers 4",
        "Police arrested 40 sailors, soldiers 90.",
        "The police van turned over, hospital staff",
    ],
)
def test_nobody_speaks(text: str, read_text: Read) -> None:
    assert said(read_text(text)) == []


def test_deeds_are_no_counts_of_another_speaker(read_text: Read) -> None:
    found = said(read_text("Police said that rebels killed nine sailors, villagers four."))
    assert [name for name, _ in found] == ["Police"]
