"""What is less sure, and where it stands: pairs of reports that are read and joined, and the order of all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest

from reportedly.ledger.accounts.doubts import (
    IN_WORDS,
    LAST_CLASS,
    PLACE_IN_SQL,
    SHARE_RIGHT,
    WORST_FIRST,
    Doubt,
    doubted,
    is_plain,
    place_of,
)
from reportedly.ledger.joining import join_readings
from reportedly.records import Contradiction, Reading, Relation

from ..test_statements_compared import BESIDE

Reader = Callable[..., Reading]

PLAIN = Contradiction("c", "o", "a", "b", None, "denied", "denial", "one here, no there")


def doubts_between(
    read_text: Reader, *told: str, days: tuple[str, str] = ("2022-01-06", "2022-01-07")
) -> set[tuple[str, Doubt]]:
    """The relations between reports of two outlets that are left in doubt, each with the doubt."""
    readings = [
        read_text(BESIDE[number] + text, name=f"report-{number}", publisher=f"Outlet {number}", published=day)
        for number, (text, day) in enumerate(zip(told, days, strict=True))
    ]
    found = join_readings(readings, "2026-01-01T00:00:00Z").contradictions
    return {
        (each.relation, doubt)
        for each in found
        if each.sureness < 1
        for doubt, words in IN_WORDS.items()
        if words in each.why
    }


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (  # the denied word and who denies it, and nothing else
            "Divers said that oil lay in the harbour.",
            "The shipyard Nauta denied that any oil had leaked.",
            ("denial", "few_words"),
        ),
        (  # two names for one thing
            "The pumps had been switched off, the foreman said.",
            "The drainage was in good order, the owner said.",
            ("conflict", "few_words"),
        ),
        (  # nobody is counted
            "Police seized 31 crossbows in the barge.",
            "In the barge lay 13 crossbows, the captain said.",
            ("digit_slip", "things_in_like_words"),
        ),
        (
            "The union put the damage at 40 million guilders.",
            "It cost 70 million guilders, the owners said.",
            ("conflict", "things_in_like_words"),
        ),
        (  # all, and then some
            "The storm killed 214 people, the coastguard said.",
            "The coastguard said that 214 children were killed in the storm.",
            ("relay_error", "narrower_name"),
        ),
    ],
)
def test_less_sure(one: str, other: str, expected: tuple[str, Doubt], read_text: Reader) -> None:
    assert expected in doubts_between(read_text, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # who says nothing denies nothing
        ("Divers said that oil lay in the harbour.", "The shipyard Nauta did not say how old it is."),
        # what somebody tells of himself
        ("Divers said that oil lay in the harbour.", '"I never liked oil," the baker said.'),
        # one hour, told roughly
        (
            "The shooting began at about 6 a.m., a baker said.",
            "The attack started at 6:10 a.m., divers said.",
        ),
        # hours of two things
        ("The shooting began at about 6 a.m., a baker said.", "The library opens at 10 a.m., a clerk said."),
        # one report knows of both
        (
            "Customs officers found 31 crossbows in the barge and 13 crossbows in a shed.",
            "In the barge lay 13 crossbows, the captain said.",
        ),
        # any report has small numbers of things
        ("Police seized two crossbows in the barge.", "In the barge lay three crossbows, he said."),
        # both may be right
        ("At least 12 sailors were killed, the coastguard said.", "A nurse said 13 sailors were killed."),
    ],
)
def test_nothing_is_said(one: str, other: str, read_text: Reader) -> None:
    assert not doubts_between(read_text, one, other)


def test_every_doubt_has_a_share_and_words() -> None:
    assert set(get_args(Doubt)) == set(SHARE_RIGHT) == set(IN_WORDS)
    assert all(0 < share < 1 for share in SHARE_RIGHT.values())


def test_every_relation_has_its_place() -> None:
    assert sorted(relation for each in WORST_FIRST for relation in each) == sorted(get_args(Relation))


def test_a_doubt_is_told_and_puts_back() -> None:
    less = doubted(PLAIN, ("few_words",))
    assert less.why == f"{PLAIN.why} (less sure: {IN_WORDS['few_words']})"
    assert less.sureness == SHARE_RIGHT["few_words"]
    assert doubted(less, ("two_occurrences",)).sureness < less.sureness
    assert doubted(PLAIN, ()) == PLAIN
    assert is_plain(PLAIN)
    assert not is_plain(less)
    assert place_of(PLAIN) < place_of(replace(PLAIN, relation="scope")) < place_of(doubted(less, ()))


def test_the_ledger_has_the_same_order() -> None:
    doubts: tuple[tuple[Doubt, ...], ...] = ((), ("few_words",), ("long_after", "two_occurrences"))
    every = [
        doubted(replace(PLAIN, relation=relation), each) for each in doubts for relation in get_args(Relation)
    ]
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE x (number INTEGER, relation TEXT, sureness REAL)")
    rows = [(number, each.relation, each.sureness) for number, each in enumerate(every)]
    connection.executemany("INSERT INTO x VALUES (?, ?, ?)", rows)
    order = connection.execute(f"SELECT number FROM x ORDER BY {PLACE_IN_SQL}, number").fetchall()
    expected = sorted(range(len(every)), key=lambda number: (place_of(every[number]), number))
    assert [number for (number,) in order] == expected
    assert max(place_of(each)[0] for each in every) == LAST_CLASS
