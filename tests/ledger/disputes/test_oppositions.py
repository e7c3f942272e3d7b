"""Two statements of one matter in opposed words: read, then joined."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reportedly.ledger.accounts.doubts import IN_WORDS
from reportedly.ledger.joining import join_readings
from reportedly.records import Reading

Reader = Callable[..., Reading]

BESIDE = (
    "Gulls circled over the Kestrel Wharf at Gdynia all day. Wolska the pilot watched from the lighthouse. ",
    "From the lighthouse of Gdynia the pilot Wolska saw gulls above Kestrel Wharf. ",
)
"""What both reports tell in other words, so that they are alike."""


def opposed(read_text: Reader, *told: str, names: tuple[str, str] = ("a", "b")) -> list[str]:
    """Relations of the pairs that only their opposed words bring together."""
    readings = [
        read_text(BESIDE[number] + text, name=name, publisher=f"Outlet {name}", published="2022-01-06")
        for number, (text, name) in enumerate(zip(told, names, strict=True))
    ]
    found = join_readings(readings, "2026-01-01T00:00:00Z").contradictions
    return [each.relation for each in found if IN_WORDS["opposed_words"] in each.why]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Troops stood on the rails by the silo, a nurse said.",
            "No soldier was on the track, the mayor said.",
        ),
        ("Rebels hid rifles in the chapel, the army said.", "There was no weapon in the chapel, nuns said."),
        ("Clerks stole lamps from the museum, a guard said.", "The museum was not looted, the mayor said."),
        ("The mayor bribed a judge, a clerk said.", "No corruption involved the judge, the mayor said."),
    ],
)
def test_words_of_one_field_are_told_and_denied(read_text: Reader, one: str, other: str) -> None:
    assert opposed(read_text, one, other) == ["denial"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Troops stood on the rails by the silo, a nurse said.",
            "Soldiers were on the track, the mayor said.",
        ),
        (
            "Clerks stole lamps from the museum, a guard said.",
            "The museum would never be looted, a clerk said.",
        ),
        ("A choir sang in the chapel, a nurse said.", "No soldier was on the track, the mayor said."),
    ],
)
def test_what_is_told_alike_or_would_be_so_is_not_opposed(read_text: Reader, one: str, other: str) -> None:
    assert opposed(read_text, one, other) == []


def test_the_order_of_documents_changes_nothing(read_text: Reader) -> None:
    told = (
        "Troops stood on the rails by the silo, a nurse said.",
        "No soldier was on the track, the mayor said.",
    )
    readings = [
        read_text(
            BESIDE[number] + text, name=f"r{number}", publisher=f"Outlet {number}", published="2022-01-06"
        )
        for number, text in enumerate(told)
    ]
    forth, back = (join_readings(each, "2026-01-01T00:00:00Z") for each in (readings, readings[::-1]))
    assert forth.contradictions == back.contradictions
