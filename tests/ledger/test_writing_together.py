"""Several processes on one ledger, and processes that are killed while they join."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.ledger.joining import join, joined
from reportedly.ledger.store import open_ledger
from reportedly.records import Reading

from .test_index import at_once, derived, report, reports

PATIENCE = 60.0
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
