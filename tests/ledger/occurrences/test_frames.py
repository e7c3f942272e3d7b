"""On which days and in which towns a document's story is set: a case is one event, and what it tells."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reportedly.ledger.occurrences.frames import frames_of
from reportedly.ledger.traits.members import members_of
from reportedly.ledger.traits.nearness import Lands

from ..samples import Written, day

LANDS = Lands("KAZ", frozenset({"KAZ"}), frozenset())
WORDS = "a blast shook Almaty"


@pytest.mark.parametrize(
    ("about", "tells_a_day"),
    [
        ({"mode": "explosives"}, True),
        ({"mode": "firearms"}, False),  # a town may have shots every day
        ({"mode": "explosives", "status": "threatened"}, False),
        ({"contexts": ("disasters",)}, True),
        ({"mode": "explosives", "when": None}, False),
        ({"mode": "explosives", "when": replace(day("2022-01-06"), basis="assumed")}, False),
    ],
)
def test_days_are_those_of_blows_that_fell(about: dict[str, Any], tells_a_day: bool) -> None:
    page = Written(f"{WORDS}.", "a")
    page.event(WORDS, "ASSAULT", "blast", **about)
    (frame,) = frames_of({"a": LANDS}, {"a": members_of(page.reading())}).values()
    assert bool(frame.blows) == tells_a_day


@pytest.mark.parametrize(
    ("text", "feature", "towns"),
    [
        (f"{WORDS}.", "city", ["Almaty"]),
        (f"{WORDS}.", "site", []),  # a street may lie in any town
        (f"Almaty: {WORDS.replace(' Almaty', ' the market')}.", "city", []),  # not in its own words
    ],
)
def test_towns_are_those_of_its_own_words(text: str, feature: str, towns: list[str]) -> None:
    page = Written(text, "a")
    place = page.place("Almaty", feature=feature)
    page.event(text[text.index("a blast") : -1], "ASSAULT", "blast", mode="explosives", place=place.id)
    (frame,) = frames_of({"a": LANDS}, {"a": members_of(page.reading())}).values()
    assert [town.name for town in frame.towns] == towns
