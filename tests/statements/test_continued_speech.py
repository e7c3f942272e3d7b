"""Sentences without a cue in which reported speech goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.records import Reading

Read = Callable[..., Reading]


def going_on(reading: Reading) -> list[tuple[str | None, str]]:
    return [
        (claim.claimant.name if claim.claimant else None, claim.content[0].quote)
        for claim in reading.claims
        if claim.rule == "continued/speech"
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "further"),
    [
        (
            "The mayor said the bridge had sunk. The piers had been cracked since May.",
            "mayor",
            ["The piers had been cracked since May"],
        ),
        (
            "Governor Ana Ruiz said the gate was shut. The keys would be handed over. No horse had drowned.",
            "Ana Ruiz",
            ["The keys would be handed over", "No horse had drowned"],
        ),
        (
            "The mayor said the pilot had left. He had taken the boat.",
            "mayor",
            ["He had taken the boat"],
        ),
        (
            "Villagers said the soldiers came at dawn. The dogs barked. The well was poisoned, they said.",
            "Villagers",
            ["The dogs barked"],
        ),
        (
            "According to the union, the lift had been old. The rope had been spliced.",
            "union",
            ["The rope had been spliced"],
        ),
    ],
)
def test_the_speaker_goes_on(text: str, speaker: str, further: list[str], read_text: Read) -> None:
    assert going_on(read_text(text)) == [(speaker, each) for each in further]


@pytest.mark.parametrize(
    "text",
    [
        # the plain past is the outlet's own, and so is the next paragraph
        "The mayor said the bridge had sunk. The shops closed at noon.",
        "The mayor said the bridge had sunk.\n\nThe piers had been cracked since May.",
        # what the speaker did
        "The mayor said the bridge was safe. He had come from Lima on Monday.",
        "The mayor said the gate was shut. He pointed at the wall. He said the keys were lost.",
        # another speaker between
        "The mayor said the gate was shut. The dogs barked. The union said the keys were lost.",
        # plans in the present, and what the outlet asked in vain
        "The mayor says the gate is shut. The plan would cost nine millions.",
        "The mayor said the gate was shut. The union could not be reached.",
        "The mayor said the gate was shut. But the lock had been broken.",
        # a quotation has its own end, and a thought is nobody's speech
        '"We shut the gate," the mayor said. The lock had been broken.',
        "The mayor thought the gate was shut. The lock had been broken.",
    ],
)
def test_the_outlet_tells_the_rest(text: str, read_text: Read) -> None:
    assert going_on(read_text(text)) == []
