"""What follows from things that stay the same is worked out once, no more kept than the last join asked."""

from __future__ import annotations

from reportedly.ledger.file.kept_results import joined_after, kept_while_told


def test_what_a_name_is_told_tells_whether_it_is_worked_out_again() -> None:
    asked: list[tuple[str, int]] = []

    @kept_while_told
    def doubled(name: str, told: list[int], factor: int) -> list[int]:
        asked.append((name, len(told)))
        return [factor * each for each in told]

    with joined_after(()) as last:
        first = doubled("a", [1, 2], 2)
        assert doubled("a", [1, 2], 2) is first
    with joined_after([last]):
        assert doubled("a", [1, 2], 2) is first
        assert doubled("a", [1, 2, 3], 2) == [2, 4, 6]
        assert doubled("b", [1, 2], 2) == first
    assert asked == [("a", 2), ("a", 3), ("b", 2)]


def test_what_a_join_did_not_ask_for_is_not_kept_for_the_next() -> None:
    asked: list[str] = []

    @kept_while_told
    def known(name: str, _: None) -> None:
        asked.append(name)

    last = ()
    for names in ("ab", "a", "ab"):
        with joined_after(last) as now:
            for name in names:
                known(name, None)
        last = (now,)
    assert asked == ["a", "b", "b"]


def test_where_two_neighbourhoods_become_one_what_either_came_to_is_kept() -> None:
    asked: list[str] = []

    @kept_while_told
    def known(name: str, _: None) -> None:
        asked.append(name)

    with joined_after(()) as one:
        known("a", None)
    with joined_after(()) as other:
        known("b", None)
    with joined_after([one, other]):
        known("a", None)
        known("b", None)
    assert asked == ["a", "b"]


def test_outside_of_joins_nothing_is_kept() -> None:
    asked: list[str] = []

    @kept_while_told
    def known(name: str, _: None) -> None:
        asked.append(name)

    known("a", None)
    with joined_after(()):
        pass
    known("a", None)
    assert asked == ["a", "a"]
