"""What a ledger keeps of its readings while it joins is never older than the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.ledger.file.reading_memory import KEPT, ReadingMemory, remembered
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


def test_no_more_are_held_than_there_is_room_for(ledger: Ledger) -> None:
    memory = ReadingMemory()
    back: list[int] = []

    def read_back(names: Sequence[str]) -> Sequence[Reading]:
        back.append(len(names))
        return [count(name, "2022-01-07", "nothing", "killed", 1, 1) for name in names]

    names = [f"d{number:04}" for number in range(KEPT)]
    with ledger.writing() as connection:
        assert len(memory.readings_of(connection, names, read_back)) == KEPT
        assert len(memory.readings_of(connection, names, read_back)) == KEPT
        memory.readings_of(connection, ["other"], read_back)
        memory.readings_of(connection, names[:2], read_back)
        assert len(memory.readings_of(connection, [*names, "one more"], read_back)) == KEPT + 1
        memory.readings_of(connection, names[:2], read_back)
    assert back == [KEPT, 1, 2, KEPT + 1]


def test_what_follows_from_equal_readings_is_worked_out_for_each() -> None:
    seen: list[Reading] = []

    @remembered
    def worked_out(reading: Reading) -> str:
        seen.append(reading)
        return reading.document.id

    one, other = killed(12), killed(12)
    assert [worked_out(each) for each in (one, one, other)] == ["ministry"] * 3
    assert len(seen) == 2
