"""What is known to stand in the file is what steps wrote that ended well, while nobody else wrote."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from pathlib import Path

import pytest

from reportedly import read_inputs
from reportedly.ledger import joining, store
from reportedly.ledger.neighbourhoods import standing_rows as module
from reportedly.ledger.neighbourhoods.standing_rows import Standing, StandingRows, standing_rows
from reportedly.ledger.occurrences import speakers
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Account, Reading

CRISIS = Path(__file__).parents[1] / "crises" / "mine.jsonl"

ONE = Standing({Account: {"account-1": ("account-1",)}}, frozenset({"judgement-1", "judgement-2"}))


@pytest.fixture(scope="module")
def reports() -> Sequence[Reading]:
    return tuple(read_inputs([CRISIS]))


def test_nothing_is_known_of_what_a_step_wrote_over_that_broke_off() -> None:
    standing = StandingRows()
    before: list[object] = []
    standing.replaced(frozenset(), 1, ONE)
    standing.replaced(frozenset(), 3, ONE)
    standing.spoke("document", before)
    standing.keep()
    told: list[object] = []
    standing.replaced(frozenset({1}), 2, ONE)
    standing.spoke("document", told)
    assert [standing.of(home) for home in (1, 2, 3)] == [None, ONE, ONE]
    assert standing.is_spoken("document", told)
    standing.begin()
    assert [standing.of(home) for home in (1, 2, 3)] == [None, None, ONE]
    assert not standing.is_spoken("document", told)
    assert not standing.is_spoken("document", before)


def test_what_leaves_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 2 * ONE.size())
    standing = StandingRows()
    for before, home in ((frozenset[int](), 1), (frozenset({1}), 2), (frozenset[int](), 3)):
        standing.replaced(before, home, ONE)
        standing.keep()
    assert [standing.of(home) for home in (1, 2, 3)] == [None, ONE, ONE]


def test_no_more_is_kept_than_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 2 * ONE.size())
    monkeypatch.setattr(module, "KEPT_SPOKEN", 1)
    standing = StandingRows()
    lists: list[list[object]] = [[], [], []]
    for number, told in enumerate(lists):
        standing.replaced(frozenset({number}), number, ONE)
        standing.spoke(str(number), told)
        standing.keep()
    assert [standing.of(number) for number in range(3)] == [None, ONE, ONE]
    assert [standing.is_spoken(str(number), told) for number, told in enumerate(lists)] == [
        False,
        False,
        True,
    ]


def test_a_join_after_one_that_broke_off_writes_all(
    tmp_path: Path, reports: Sequence[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise InterruptedError

    with open_ledger(tmp_path / "one.ledger") as ledger, open_ledger(tmp_path / "other.ledger") as other:
        file_last(other, reports)
        ledger.file(reports[:-1])
        joining.join(ledger)
        ledger.file(reports[-1:])
        with monkeypatch.context() as patch:
            patch.setattr(speakers, "replace_speakers", broken)
            with pytest.raises(InterruptedError):
                joining.join(ledger)
        joining.join(ledger)
        assert told_by(ledger) == told_by(other)


def test_a_join_after_one_that_was_told_as_failed_writes_all(
    tmp_path: Path, reports: Sequence[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    def after_the_commit(*_: object) -> None:
        raise InterruptedError

    with open_ledger(tmp_path / "one.ledger") as ledger, open_ledger(tmp_path / "other.ledger") as other:
        for some in (reports[:-2], reports[-2:-1], reports[-1:]):
            other.file(some)
            joining.join(other)
        ledger.file(reports[:-2])
        joining.join(ledger)
        ledger.file(reports[-2:-1])
        with monkeypatch.context() as patch:
            patch.setattr(StandingRows, "replaced", then_fails(patch, after_the_commit))
            with pytest.raises(InterruptedError):
                joining.join(ledger)
        ledger.file(reports[-1:])
        joining.join(ledger)
        assert told_by(ledger) == told_by(other)


def test_nothing_is_known_where_somebody_else_wrote(tmp_path: Path, reports: Sequence[Reading]) -> None:
    path = tmp_path / "one.ledger"
    with open_ledger(path) as ledger, open_ledger(path) as other:
        ledger.file(reports[:-1])
        joining.join(ledger)
        assert standing_rows(ledger).of(1) is not None
        with other.writing() as connection:
            for table in ("contradictions", "accounts", "speakers"):
                connection.execute(f"DELETE FROM {table}")
        ledger.file(reports[-1:])
        joining.join(ledger)
        found = told_by(ledger)
    with open_ledger(tmp_path / "other.ledger") as fresh:
        file_last(fresh, reports)
        assert found == told_by(fresh)


def then_fails(patch: pytest.MonkeyPatch, fail: Callable[..., None]) -> Callable[..., None]:
    """What notes that a neighbourhood is written, behind which what the ledger does after a commit fails."""
    replaced = StandingRows.replaced

    def noted(self: StandingRows, before: Set[int], home: int, standing: Standing) -> None:
        replaced(self, before, home, standing)
        patch.setattr(store, "refuse_replaced", fail)

    return noted


def file_last(ledger: Ledger, reports: Sequence[Reading]) -> None:
    """The reports are filed and joined, the last one after the others."""
    for some in (reports[:-1], reports[-1:]):
        ledger.file(some)
        joining.join(ledger)


def told_by(ledger: Ledger) -> tuple[object, ...]:
    """What a ledger holds of its joins, but for when joins were made, and who makes its claims."""
    collection = joining.joined(ledger)
    spoken = sorted(tuple(row) for row in ledger.ask("SELECT * FROM speakers"))
    assert collection.accounts
    assert spoken
    told = (collection.origins, collection.occurrences, collection.accounts, collection.contradictions)
    return *told, sorted(each.id for each in collection.judgements), spoken
