from __future__ import annotations

import multiprocessing
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.language.shared_table import SharedTable


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.binary(max_size=3), st.binary(max_size=900)), max_size=60))
def test_a_value_is_the_last_one_or_gone(pairs: list[tuple[bytes, bytes]]) -> None:
    table = SharedTable(64 * 1024, 400)
    last: dict[bytes, bytes] = {}
    for key, value in pairs:
        table.put(key, value)
        last[key] = value
    assert all(table.get(key) in (value, None) for key, value in last.items())


def test_what_was_put_is_there_and_what_was_not_is_not() -> None:
    table = SharedTable(64 * 1024, 400)
    table.put(b"key", b"value")
    table.put(b"empty", b"")
    assert [table.get(key) for key in (b"key", b"empty", b"other")] == [b"value", b"", None]


def test_a_value_too_large_is_not_kept() -> None:
    table = SharedTable(4096, 400)
    table.put(b"key", b"x" * 5000)
    assert table.get(b"key") is None


def test_a_value_that_was_overwritten_in_part_is_not_there() -> None:
    table = _all_used(SharedTable(64 * 1024, 400))
    for number in range(600):
        table.put(b"%d" % number, bytes([number % 256]) * 900)
    for number in range(600):
        assert table.get(b"%d" % number) in (None, bytes([number % 256]) * 900)


def _all_used(table: SharedTable) -> SharedTable:
    """The table after so many values were found again that all of it is used."""
    table.put(b"wanted", b"")
    assert all(table.get(b"wanted") == b"" for _ in range(512))
    return table


def test_little_is_kept_until_something_is_found_again() -> None:
    idle, asked = SharedTable(256 * 1024, 400), _all_used(SharedTable(256 * 1024, 400))
    for table in (idle, asked):
        for number in range(500):
            table.put(b"%d" % number, b"x" * 400)
    kept = [sum(table.get(b"%d" % n) is not None for n in range(500)) for table in (idle, asked)]
    assert kept[0] < 50
    assert kept[1] > 480


def test_the_newest_values_are_there() -> None:
    table = _all_used(SharedTable(256 * 1024, 400))
    for number in range(3000):
        table.put(b"%d" % number, b"%d" % number * 100)
    kept = [number for number in range(3000) if table.get(b"%d" % number) is not None]
    assert len([number for number in kept if number >= 2500]) > 480  # a few have lost both their slots
    assert min(kept) >= 2300


def test_what_a_forked_process_keeps_is_there_for_all() -> None:
    table = SharedTable(1024 * 1024, 400)
    process = multiprocessing.get_context("fork").Process(target=table.put, args=(b"key", b"value"))
    process.start()
    process.join()
    assert table.get(b"key") == b"value"


def test_many_writers_at_once_leave_no_wrong_value() -> None:
    table = SharedTable(256 * 1024, 400)
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_write_and_look, args=(table, seed)) for seed in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]


def _write_and_look(table: SharedTable, seed: int) -> None:
    choice = random.Random(seed)
    for _ in range(4000):
        number = choice.randrange(400)
        table.put(b"%d" % number, b"%d" % number * choice.randrange(1, 600))
        other = choice.randrange(400)
        value = table.get(b"%d" % other)
        assert value is None or value == b"%d" % other * (len(value) // len(b"%d" % other))
