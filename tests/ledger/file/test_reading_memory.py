"""What a ledger keeps of its readings while it joins is never older than the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.ledger.file import reading_memory
from reportedly.ledger.file.kept_results import kept_while_told
from reportedly.ledger.file.reading_memory import (
    ReadingMemory,
    kept_by_content,
    remembered,
    remembered_with,
    room_for,
)
from reportedly.ledger.joining import join
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Account, Reading

from ..counts_by_hand import count


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "my.ledger") as opened:
        yield opened


def killed(number: int) -> Reading:
    """A report under one id and address, whose page says another number each time."""
    told = count("ministry", "2022-01-07", f"{number} people were killed", "killed", number, number)
    return replace(told, document=replace(told.document, url="https://news.example/toll"))


def numbers(ledger: Ledger) -> list[float | None]:
    return sorted(account.low or 0 for account in ledger.records(Account))


def test_a_page_that_was_read_again_is_joined_as_it_is_now(ledger: Ledger) -> None:
    ledger.file([killed(12)])
    join(ledger)
    ledger.file([killed(15)])
    join(ledger)
    assert numbers(ledger) == [15]


def test_what_another_connection_wrote_is_read_back(ledger: Ledger) -> None:
    ledger.file([killed(12)])
    join(ledger)
    with open_ledger(ledger.path) as other:
        other.file([killed(15)])
    join(ledger)
    assert numbers(ledger) == [15]


def test_readings_are_read_back_once(ledger: Ledger) -> None:
    ledger.file([killed(12)])
    (name,) = (reading.document.id for reading in ledger.readings())
    with ledger.writing() as connection:
        first = ledger.memory.readings_of(connection, [name], ledger.readings_of)
        again = ledger.memory.readings_of(connection, [name], lambda _: pytest.fail("read back again"))
    assert again[0] is first[0]


def test_as_many_are_held_as_there_is_room_for_those_asked_for_last(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def note(name: str) -> Reading:
        return count(name, "2022-01-07", "nothing", "killed", 1, 1)

    back: list[str] = []

    def read_back(names: Sequence[str]) -> Sequence[Reading]:
        back.append("".join(names))
        return [note(name) for name in names]

    monkeypatch.setattr(reading_memory, "KEPT", 4 * room_for(note("a")))
    memory = ReadingMemory()
    with ledger.writing() as connection:
        for names in ("abcd", "abcd", "e", "cd", "a", "bc", "abcde", "bc"):
            found = memory.readings_of(connection, tuple(names), read_back)
            assert "".join(reading.document.id for reading in found) == names
    assert back == ["abcd", "e", "a", "b", "e"]


def test_what_follows_from_readings_for_which_there_is_no_room_is_worked_out_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, other, last = killed(12), killed(13), killed(14)
    monkeypatch.setattr(reading_memory, "KEPT", room_for(one))  # and as much for their documents
    ReadingMemory().forget()
    seen: list[Reading] = []
    worked_out = remembered(seen.append)
    for each in (one, other, one, last, one):
        worked_out(each)
    assert list(map(id, seen)) == list(map(id, (one, other, last, one)))


def test_what_follows_from_equal_readings_is_worked_out_for_each() -> None:
    seen: list[Reading] = []

    @remembered
    def worked_out(reading: Reading) -> str:
        seen.append(reading)
        return reading.document.id

    one, other = killed(12), killed(12)
    assert [worked_out(each) for each in (one, one, other)] == ["ministry"] * 3
    assert len(seen) == 2


def test_what_follows_from_a_reading_and_others_is_worked_out_again_as_those_change() -> None:
    seen: list[str | None] = []

    @remembered_with
    def worked_out(reading: Reading, country: str | None) -> tuple[str, str | None]:
        seen.append(country)
        return reading.document.id, country

    one, other = killed(12), killed(13)
    told = [worked_out(one, country) for country in ("KZ", "KZ", None, None, "KZ")]
    assert told == [("ministry", country) for country in ("KZ", "KZ", None, None, "KZ")]
    assert worked_out(other, "KZ") == ("ministry", "KZ")
    assert seen == ["KZ", None, "KZ", "KZ"]


def test_bytes_are_unpacked_once_as_long_as_there_is_room() -> None:
    asked: list[bytes] = []

    @kept_by_content(5)
    def length(content: bytes) -> int:
        asked.append(content)
        return len(content)

    for content in (b"one", b"of", b"one", b"six", b"one", b"of", b"far too long", b"one"):
        assert length(content) == len(content)
    assert asked == [b"one", b"of", b"six", b"one", b"of", b"far too long", b"one"]


def test_what_a_join_came_to_is_kept_as_long_as_all_its_readings(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    @kept_while_told
    def of_name(name: str, _: None) -> None:
        asked.append(name)

    @remembered
    def of_reading(reading: Reading) -> None:
        asked.append(reading.document.id)

    def note(names: Sequence[str]) -> Sequence[Reading]:
        return [count(name, "2022-01-07", "nothing", "killed", 1, 1) for name in names]

    monkeypatch.setattr(reading_memory, "KEPT", 3 * room_for(note("a")[0]))
    memory = ReadingMemory()
    with ledger.writing() as connection:
        for names in ("ab", "c", "ab", "cd", "ab"):
            readings = memory.readings_of(connection, tuple(names), note)
            with memory.joining(tuple(names)):
                of_name(names, None)
                of_reading(readings[-1])
    assert asked == ["ab", "b", "c", "c", "cd", "d", "ab"]


def test_nothing_is_kept_of_readings_that_are_forgotten(ledger: Ledger) -> None:
    asked: list[object] = []

    @kept_while_told
    def of_name(name: str, _: None) -> None:
        asked.append(name)

    @kept_by_content(9)
    def of_bytes(content: bytes) -> None:
        asked.append(content)

    for _ in range(2):
        with ledger.writing() as connection:
            ledger.memory.readings_of(connection, ["a"], lambda _: [killed(1)])
        with ledger.memory.joining(["a"]):
            of_name("a", None)
        of_bytes(b"a")
        ledger.memory.forget()
    assert asked == ["a", b"a", "a", b"a"]
