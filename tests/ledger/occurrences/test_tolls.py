"""Which small numbers of like documents are on one toll: a case is both numbers and what is told of both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import cast

import pytest

from reportedly.ledger.occurrences.document_context import LINKED, DocumentContext
from reportedly.ledger.occurrences.tolls import LEAST_LIKENESS, MUCH_ALIKE, find_tolls
from reportedly.ledger.traits.claimants import Speaker
from reportedly.ledger.traits.members import Member, members_of
from reportedly.records import Reading

from ..samples import Written

NOBODY = Speaker("outlet", None, None, outlet=True)
LITTLE_ALIKE = (LEAST_LIKENESS + MUCH_ALIKE) / 2


@dataclass
class Setting:
    """Two documents on one country, alike so much, of two stories."""

    alike: float
    are_apart: bool
    day: dict[str, int]
    country: dict[str, str] = field(default_factory=lambda: {"a": "PER", "b": "PER"})
    story: dict[str, int] = field(default_factory=lambda: defaultdict(int, {"a": 0, "b": 1}))
    readings: dict[str, Reading] = field(default_factory=dict)

    def likeness(self, _one: str, _other: str) -> float:
        return self.alike

    def stories_apart(self, _one: str, _other: str) -> bool:
        return self.are_apart

    def speaker(self, _member: object) -> Speaker:
        return NOBODY


def tolls_of(
    pages: Sequence[Written], setting: Setting
) -> tuple[Sequence[Sequence[Member]], Sequence[object]]:
    setting.readings = {reading.document.id: reading for reading in map(Written.reading, pages)}
    members = [member for reading in setting.readings.values() for member in members_of(reading)]
    return find_tolls(members, cast("DocumentContext", setting))


@pytest.mark.parametrize(
    ("numbers", "alike", "are_apart", "days", "is_one"),
    [
        ((7, 8), MUCH_ALIKE, False, 0, True),
        ((7, 8), MUCH_ALIKE, True, 0, False),  # two bombs of one week leave much the same numbers
        ((7, 8), LITTLE_ALIKE, False, 0, False),
        ((4, 4), MUCH_ALIKE, False, 0, False),  # counted in any two incidents
        ((70, 80), LITTLE_ALIKE, False, 0, True),
        ((70, 80), LITTLE_ALIKE, True, 0, True),
        ((70, 8), LITTLE_ALIKE, False, 0, False),  # the smaller one tells
        ((7, 8), MUCH_ALIKE, False, 4, False),
    ],
)
def test_small_numbers(
    numbers: tuple[int, int], alike: float, are_apart: bool, days: int, is_one: bool
) -> None:
    pages = [Written(f"{number} died", name) for name, number in zip("ab", numbers, strict=True)]
    for page, number in zip(pages, numbers, strict=True):
        page.figure(f"{number} died", "killed", number, number)
    tolls, joins = tolls_of(pages, Setting(alike, are_apart, {"a": 10, "b": 10 + days}))
    assert bool(tolls) == bool(joins) == is_one


@pytest.mark.parametrize(
    ("numbers", "alike", "are_apart", "days", "is_sum", "is_one"),
    [
        ((212, 530), LINKED, False, 20, True, True),
        ((212, 530), LINKED, False, 20, False, False),  # two floods of one month
        ((212, 530), LINKED, True, 20, True, False),
        ((212, 530), LINKED - 0.01, False, 20, True, False),
        ((212, 530), LINKED, False, 45, True, False),
        ((212, 530), MUCH_ALIKE, False, 45, True, True),
        ((530, 212), LINKED, False, 20, True, False),  # a sum does not fall by half
        ((212, 5300), LINKED, False, 20, True, False),
    ],
)
def test_a_number_that_grows_for_weeks(
    numbers: tuple[int, int], alike: float, are_apart: bool, days: int, is_sum: bool, is_one: bool
) -> None:
    pages = [Written(f"{number} died", name) for name, number in zip("ab", numbers, strict=True)]
    for page, number in zip(pages, numbers, strict=True):
        page.figure(f"{number} died", "killed", number, number, total=is_sum or None)
    _, joins = tolls_of(pages, Setting(alike, are_apart, {"a": 10, "b": 10 + days}))
    assert bool(joins) == is_one


def test_an_odd_number_is_one_whatever_the_stories_say() -> None:
    for are_apart, days in product((True, False), (0, 20)):
        pages = [Written("123 died", name) for name in "ab"]
        for page in pages:
            page.figure("123 died", "killed", 123, 123)
        tolls, _ = tolls_of(pages, Setting(0.0, are_apart, {"a": 10, "b": 10 + days}))
        assert [len(toll) for toll in tolls] == [2]


def test_dozens_and_24_are_no_number_in_common() -> None:
    pages = [Written(told, name) for name, told in zip("ab", ("dozens died", "24 died"), strict=True)]
    pages[0].figure("dozens died", "killed", 24, None, bound="vague")
    pages[1].figure("24 died", "killed", 24, 24)
    assert not tolls_of(pages, Setting(0.0, False, {"a": 10, "b": 10}))[1]
