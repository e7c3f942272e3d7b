"""Several processes on one ledger, and processes that are killed while they join."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.ledger import joining
from reportedly.ledger.joining import join, joined
from reportedly.ledger.neighbourhoods import index, neighbourhood_state, neighbours, renewal
from reportedly.ledger.people.decisions import decide
from reportedly.ledger.store import Ledger, open_ledger
from reportedly.records import Figure, Reading

from .neighbourhoods.test_index import at_once, derived, report, reports

PATIENCE = 600.0
"""Seconds; a machine may be busy with much else."""
FORK = multiprocessing.get_context("fork")


def file_and_join(path: Path, readings: Sequence[Reading], size: int) -> None:
    with open_ledger(path, patience=PATIENCE) as ledger:
        for start in range(0, len(readings), size):
            ledger.file(readings[start : start + size])
            join(ledger)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "shared.ledger"
    with open_ledger(found):
        pass
    return found


def test_two_processes_that_file_and_join_come_to_what_one_comes_to(path: Path) -> None:
    told = reports(11, 40)
    writers = [FORK.Process(target=file_and_join, args=(path, told[half::2], 7)) for half in (0, 1)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(PATIENCE)
        assert writer.exitcode == 0
    with open_ledger(path) as ledger:
        assert ledger.stats()["documents"] == 40
        join(ledger)
        assert derived(joined(ledger)) == at_once(ledger)


@pytest.mark.parametrize("seed", range(6))
def test_a_join_that_is_killed_goes_on_where_it_stopped(path: Path, seed: int) -> None:
    choice = random.Random(seed)
    file_and_join(path, reports(12, 20), 20)
    writer = FORK.Process(target=file_and_join, args=(path, reports(seed, 30), 10))
    writer.start()
    time.sleep(choice.uniform(0.02, 0.6))
    if writer.is_alive() and writer.pid:
        os.kill(writer.pid, signal.SIGKILL)
    writer.join(PATIENCE)
    file_and_join(path, reports(seed, 30), 30)
    with open_ledger(path) as ledger:
        assert ledger.stats()["documents"] == 50
        assert derived(joined(ledger)) == at_once(ledger)


def test_clocks_that_disagree_change_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = reports(13, 12)
    for number, reading in enumerate(told):
        clock = f"{2030 - number}-01-01T00:00:00Z"
        monkeypatch.setattr("reportedly.ledger.store.now", lambda clock=clock: clock)
        monkeypatch.setattr("reportedly.ledger.joining.now", lambda clock=clock: clock)
        file_and_join(path, [reading], 1)
    with open_ledger(path) as ledger:
        assert derived(joined(ledger)) == at_once(ledger)


def test_two_captures_of_one_page_are_kept_and_the_newer_is_joined(path: Path) -> None:
    told = (report("page", random.Random(seed)) for seed in (1, 2))
    first, second = (replace(each, document=replace(each.document, publisher="One")) for each in told)
    file_and_join(path, [first], 1)
    file_and_join(path, [second], 1)
    with open_ledger(path) as ledger:
        assert {each.digest for each in ledger.captures("page")} == {
            first.document.digest,
            second.document.digest,
        }
        assert ledger.stats()["superseded_readings"] == 1
        assert derived(joined(ledger)) == at_once(ledger)


class CutOffError(Exception):
    """The process of a join ended."""


def after(steps: int, done: Callable[[], object]) -> Callable[[int], None]:
    """What a join is to call at each step: once after so many steps something else is done."""
    left = [steps]

    def step(_: int) -> None:
        left[0] -= 1
        if left[0] == 0:
            done()

    return step


def cut_off() -> None:
    raise CutOffError


def join_in_part(path: Path, steps: int) -> None:
    """Another process joined all anew, and was cut off after so many steps."""
    with open_ledger(path) as other, contextlib.suppress(CutOffError):
        join(other, anew=True, step=after(steps, cut_off))


def all_of(ledger: Ledger) -> tuple[object, ...]:
    """What joins the documents, and the counts and edges that it follows from."""
    counts = ledger.ask(
        "SELECT * FROM joining_counts UNION SELECT * FROM joining_state WHERE name IN ('counted', 'texts')"
    )
    edges = ledger.ask("SELECT * FROM joining_edges ORDER BY 1, 2, 3")
    return derived(joined(ledger)), [tuple(row) for row in counts], [tuple(row) for row in edges]


@pytest.mark.parametrize("other", [1, 6, 14, 1000])
@pytest.mark.parametrize("mine", range(1, 20, 3))
def test_joins_of_all_anew_between_the_steps_of_each_other_come_to_what_one_comes_to(
    path: Path, monkeypatch: pytest.MonkeyPatch, mine: int, other: int
) -> None:
    monkeypatch.setattr(index, "INDEXED_TOGETHER", 7)
    monkeypatch.setattr(index, "SMALL", 0)  # words that were counted too early stay so
    with open_ledger(path) as ledger:
        ledger.file(reports(14, 30))
        join(ledger)
        wanted = all_of(ledger)
        join(ledger, anew=True, step=after(mine, lambda: join_in_part(path, other)))
        assert all_of(ledger) == wanted


@pytest.mark.parametrize("mine", range(1, 20, 3))
def test_documents_that_another_process_files_meanwhile_are_joined_with_all(
    path: Path, monkeypatch: pytest.MonkeyPatch, mine: int
) -> None:
    monkeypatch.setattr(index, "INDEXED_TOGETHER", 7)

    def file_more() -> None:
        with open_ledger(path) as other, contextlib.suppress(CutOffError):
            other.file(reports(16, 9))
            join(other, step=after(1, cut_off))

    with open_ledger(path) as ledger:
        ledger.file(reports(15, 20))
        join(ledger, step=after(mine, file_more))
        assert derived(joined(ledger)) == at_once(ledger)
        found = all_of(ledger)
        join(ledger, anew=True)
        assert all_of(ledger) == found


def test_a_join_leaves_the_rest_to_one_by_other_rules(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "INDEXED_TOGETHER", 7)

    def join_by_others() -> None:
        with monkeypatch.context() as later, open_ledger(path) as other:
            later.setattr(renewal, "digest_of_rules", lambda: 2)
            join(other, anew=True)

    with open_ledger(path) as ledger:
        ledger.file(reports(14, 30))
        done = join(ledger, step=after(3, join_by_others))
        assert (done.documents, done.outdated) == (0, True)
        assert derived(joined(ledger)) == at_once(ledger)
        assert renewal.is_outdated(ledger)


def test_what_a_person_decides_while_a_join_runs_stands(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "JOINED_TOGETHER", 1)
    monkeypatch.setattr(neighbourhood_state, "FEW", 0)
    monkeypatch.setattr(neighbours, "FEW", 0)

    def reject_all() -> None:
        with open_ledger(path) as other:
            for figure in list(other.records(Figure)):
                decide(other, "reject", [figure.id], [], by="ana", why="a slip")
            with contextlib.suppress(CutOffError):
                join(other, step=after(1, cut_off))

    with open_ledger(path) as ledger:
        ledger.file(reports(14, 30))
        whole = []
        join(ledger, step=whole.append)
        join(ledger, anew=True, step=after(len(whole) - 2, reject_all))
        assert derived(joined(ledger)) == at_once(ledger)
