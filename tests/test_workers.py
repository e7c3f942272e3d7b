"""Processes that are killed at any moment: no result of another is lost, and nothing waits for ever."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import TypeVar

import pytest

from killing import shot
from reportedly.workers import WorkerDied, Workers

T = TypeVar("T")
HERE = os.getpid()
PATIENCE = 300
"""Seconds after which a test that waits for ever is ended."""


@pytest.fixture(autouse=True)
def no_waiting_for_ever() -> Iterator[None]:
    def give_up(*_: object) -> None:
        raise AssertionError(f"not done within {PATIENCE} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def doubled(number: int) -> int:
    return 2 * number


def dies() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def deadly(number: int) -> int:
    if number == 3:
        dies()
    return number


def large(number: int) -> bytes:
    """More than a pipe holds."""
    return bytes([number]) * 3_000_000


def results(workers: Workers[int, T], tasks: range) -> list[T | None]:
    """What became of each task: its result, or None if its worker died."""
    found: list[T | None] = []
    for ticket in [workers.give(task) for task in tasks]:
        try:
            found.append(workers.result(ticket))
        except WorkerDied:
            found.append(None)
    return found


def processes() -> list[int]:
    return [each.pid for each in multiprocessing.active_children() if each.pid]


def test_each_task_has_its_result_in_whatever_order_it_is_asked_for() -> None:
    with Workers(2, doubled) as workers:
        tickets = [workers.give(number) for number in range(20)]
        assert [workers.result(ticket) for ticket in reversed(tickets)] == list(range(38, -2, -2))


def test_what_the_function_raises_is_raised() -> None:
    with Workers(1, lambda number: 1 // number) as workers:
        ticket = workers.give(0)
        with pytest.raises(ZeroDivisionError):
            workers.result(ticket)
        assert workers.result(workers.give(1)) == 1


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_task_that_kills_its_worker_is_lost_and_no_other(number: int) -> None:
    with Workers(number, deadly) as workers:
        assert results(workers, range(8)) == [0, 1, 2, None, 4, 5, 6, 7]
        assert len(processes()) == number


def test_many_deaths_leave_nothing_behind() -> None:
    threads = threading.active_count()
    with Workers(2, lambda _: dies()) as workers:
        assert results(workers, range(40)) == [None] * 40
        assert len(processes()) <= 4
    assert processes() == []
    assert threading.active_count() == threads


def test_a_worker_that_is_killed_in_the_middle_of_its_result(monkeypatch: pytest.MonkeyPatch) -> None:
    send = Connection._send

    def half_of_odd(pipe: Connection, data: memoryview, *more: object) -> None:
        if os.getpid() != HERE and len(data) > 100_000 and data[-100] == 1:
            os.write(pipe.fileno(), data[: len(data) // 2])
            dies()
        send(pipe, data, *more)

    monkeypatch.setattr(Connection, "_send", half_of_odd)
    with Workers(2, lambda number: bytes([number % 2]) * 200_000) as workers:
        found = results(workers, range(6))
    assert [each if each is None else len(each) for each in found] == [200_000, None] * 3


def test_a_task_that_is_larger_than_a_pipe_does_not_wait_for_a_worker_that_is_dead() -> None:
    with Workers(2, len) as workers:
        assert workers.result(workers.give(bytes(10))) == 10
        for process in processes():
            assert shot(process)
        tickets = [workers.give(bytes(3_000_000)) for _ in range(6)]
        lost = 0
        for ticket in tickets:
            try:
                assert workers.result(ticket) == 3_000_000
            except WorkerDied:
                lost += 1
    assert lost == 2


@pytest.mark.parametrize("act", [Workers.renew, lambda workers: None], ids=["renew", "end"])
def test_workers_that_were_killed_while_they_waited_do_not_keep_the_pool_from_ending(
    act: Callable[[Workers], None],
) -> None:
    with Workers(3, doubled) as workers:
        assert results(workers, range(3)) == [0, 2, 4]
        assert shot(random.choice(processes()))
        act(workers)


def test_workers_end_in_the_middle_of_their_work() -> None:
    with Workers(2, large) as workers:
        for number in range(20):
            workers.give(number)
    assert processes() == []


def test_shots_at_random_lose_no_more_tasks_than_they_hit() -> None:
    seed = time.time_ns()
    print(f"seed {seed}")  # noqa: T201 - pytest shows it where the test fails
    choice = random.Random(seed)
    shots = 0
    with Workers(3, large) as workers:
        for _ in range(60):
            tickets = [workers.give(number) for number in range(6)]
            time.sleep(choice.uniform(0, 0.01))
            shots += shot(choice.choice(processes()))
            for number, ticket in enumerate(tickets):
                try:
                    assert workers.result(ticket) == large(number)
                except WorkerDied:
                    shots -= 1
        assert shots >= 0
