"""Two speakers of one article who count one thing are heard on one thing; other things stay apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.joining import Collection, join_readings
from reportedly.records import Reading

ReadText = Callable[..., Reading]

FERRY = "The union said 24 sailors died in Monday's ferry fire off Mersin."

RIVALS = {
    "another speaker's number alone": f"{FERRY} The coastguard said 11 sailors had died.",
    "a rejection between": f"{FERRY} The ministry rejected the figure. It said 11 sailors died in the fire.",
    "the rejection's own sentence": f"{FERRY} The ministry rejected the figure and said 11 people had died.",
    "all words again": f"{FERRY} Police said 11 people died in Monday's ferry fire off Mersin.",
    "a toll without an event": f"{FERRY}\n\nPolice put the number of dead at 11.",
    "the number alone first": f"Police said 11 people had died. {FERRY}",
    "had been killed": "Twenty-four sailors were killed in an airstrike on Hodeida on Friday, doctors said."
    " The coalition said 11 people had been killed.",
}

OTHERS = {
    "another town": f"{FERRY} Police said 11 people had died in Izmir.",
    "another day": f"{FERRY} Police said 11 people had died on Thursday.",
    "since months": f"{FERRY} The ministry said 11 sailors have died since January.",
    "what only one names": f"{FERRY} The president said 11 people had died in the unrest.",
    "another way to die": f"{FERRY} The governor said 11 people were killed in a shooting.",
    "a clause behind the count": f"{FERRY} The governor said 11 people were killed when a wall collapsed.",
    "another attack": f"{FERRY} In another fire, police said, 11 people died.",
    "told separately": f"{FERRY} Separately, police said 11 people had died.",
    "one speaker": f"{FERRY} The union said 11 sailors had died.",
}


def counts_of_dead(joined: Collection, reading: Reading) -> list[set[float | None]]:
    dead = {figure.id: figure.low for figure in reading.figures if figure.measure == "killed"}
    return [
        counts
        for each in joined.occurrences
        if (counts := {dead[name] for name in each.figures if name in dead})
    ]


@pytest.mark.parametrize("text", RIVALS.values(), ids=RIVALS)
def test_rival_counts_contradict_each_other_on_one_thing(text: str, read_text: ReadText) -> None:
    reading = read_text(text, published="2026-03-10")
    joined = join_readings((reading,), "2026-03-10T00:00:00Z")
    assert counts_of_dead(joined, reading) == [{24, 11}]
    assert any(each.relation == "conflict" for each in joined.contradictions)


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_counts_of_other_things_stay_apart(text: str, read_text: ReadText) -> None:
    reading = read_text(text, published="2026-03-10")
    joined = join_readings((reading,), "2026-03-10T00:00:00Z")
    assert sorted(counts_of_dead(joined, reading), key=str) == [{11}, {24}]
    assert not any(each.relation == "conflict" for each in joined.contradictions)
