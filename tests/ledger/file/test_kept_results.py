"""What follows from things that stay the same is worked out once, and nothing is kept that changed."""

from __future__ import annotations

from reportedly.ledger.file.kept_results import kept_by_content, kept_while_told
from reportedly.ledger.file.reading_memory import ReadingMemory


def test_what_a_name_is_told_tells_whether_it_is_worked_out_again() -> None:
    asked: list[tuple[str, int]] = []

    @kept_while_told(2)
    def doubled(name: str, told: list[int], factor: int) -> list[int]:
        asked.append((name, len(told)))
        return [factor * each for each in told]

    first = doubled("a", [1, 2], 2)
    assert doubled("a", [1, 2], 2) is first
    assert doubled("a", [1, 2, 3], 2) == [2, 4, 6]
    assert doubled("b", [1, 2], 2) == first
    assert asked == [("a", 2), ("a", 3), ("b", 2)]


def test_names_that_were_asked_for_last_are_kept() -> None:
    asked: list[str] = []

    @kept_while_told(2)
    def known(name: str, _: None) -> None:
        asked.append(name)

    for name in ("a", "b", "a", "c", "a", "b"):
        known(name, None)
    assert asked == ["a", "b", "c", "b"]


def test_bytes_are_unpacked_once_as_long_as_there_is_room() -> None:
    asked: list[bytes] = []

    @kept_by_content(5)
    def length(content: bytes) -> int:
        asked.append(content)
        return len(content)

    for content in (b"one", b"of", b"one", b"six", b"one", b"of", b"far too long", b"one"):
        assert length(content) == len(content)
    assert asked == [b"one", b"of", b"six", b"one", b"of", b"far too long", b"one"]


def test_nothing_is_kept_of_readings_that_are_forgotten() -> None:
    asked: list[object] = []

    @kept_while_told(9)
    def of_name(_: str, told: int) -> None:
        asked.append(told)

    @kept_by_content(9)
    def of_bytes(content: bytes) -> None:
        asked.append(content)

    for _ in range(2):
        of_name("a", 1)
        of_bytes(b"a")
        ReadingMemory().forget()
    assert asked == [1, b"a", 1, b"a"]
