"""What is known to stand in the file is what steps wrote that ended well, while nobody else wrote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from reportedly import read_inputs
from reportedly.ledger import joining
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


def test_what_a_step_wrote_that_broke_off_does_not_stand() -> None:
    standing = StandingRows()
    standing.replaced(frozenset(), 1, ONE)
    standing.keep()
    told: list[object] = []
    standing.replaced(frozenset({1}), 2, ONE)
    standing.spoke("document", told)
    assert (standing.of(1), standing.of(2), standing.is_spoken("document", told)) == (None, ONE, True)
    standing.begin()
    assert (standing.of(1), standing.of(2), standing.is_spoken("document", told)) == (ONE, None, False)


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
