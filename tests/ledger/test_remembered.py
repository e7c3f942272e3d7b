"""What a program remembers of the documents that it joins makes no difference to what joins them."""

from __future__ import annotations

import pickle
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from reportedly import read_inputs
from reportedly.ledger.joining import Collection, join_readings
from reportedly.records import Reading

CRISES = Path(__file__).with_name("crises")


@pytest.fixture(scope="module")
def readings() -> tuple[Reading, ...]:
    return tuple(read_inputs([CRISES / "coup.jsonl", CRISES / "mine.jsonl"]))


def joined(readings: Sequence[Reading]) -> Collection:
    return join_readings(readings, "2026-01-01T00:00:00Z")


@pytest.mark.parametrize("seed", range(4))
def test_documents_that_come_one_by_one_are_joined_as_documents_never_seen_are(
    readings: tuple[Reading, ...], seed: int
) -> None:
    choice = random.Random(seed)
    coming = choice.sample(readings, len(readings))
    for count in sorted({1, *choice.sample(range(2, len(coming)), 6), len(coming)}):
        never_seen = pickle.loads(pickle.dumps(coming[:count]))
        assert joined(coming[:count]) == joined(never_seen)
    fewer = coming[len(coming) // 2 :]  # some of which others told the country, or a fuller name
    assert joined(fewer) == joined(pickle.loads(pickle.dumps(fewer)))
