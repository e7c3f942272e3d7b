"""Processes that work for this one; any of them may be killed at any moment.

Each has a pipe of its own, and its end is the end of that pipe. They share nothing that one of them could
leave locked or half-written: with the queues of `concurrent.futures`, a process that is killed while it waits
for work, or in the middle of a result, makes the others and the pool wait for ever.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class WorkerDied(Exception):
    """The process that had a task ended before it had a result."""


@dataclass(frozen=True, slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    thread: threading.Thread

    def end(self) -> None:
        """Nothing is left of it; called only if its thread has ended or is about to."""
        self.process.kill()
        self.thread.join()
        self.process.join()
        self.process.close()
        self.pipe.close()


class Workers(Generic[Task, Result]):
    """Forked processes that apply a function to tasks; each that dies is replaced.

    Processes are forked by the thread that uses the pool and by no other: a fork copies the locks that other
    threads hold, and the threads here hold none.
    """

    def __init__(self, number: int, work: Callable[[Task], Result]) -> None:
        self._number = number
        self._work = work
        self._tickets = count()
        self._start_all()

    def __enter__(self) -> Workers[Task, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def give(self, task: Task) -> int:
        """The ticket for the result of a task, which the next free process takes."""
        ticket = next(self._tickets)
        self._tasks.put((ticket, task))
        return ticket

    def result(self, ticket: int) -> Result:
        """The result for a ticket, once.

        Raises:
            WorkerDied: the process that had the task was killed; another one has taken its place.
            Exception: what the function raised.
        """
        while ticket not in self._results:
            came, result = self._came.get()
            self._results[came] = result
            if isinstance(result, WorkerDied):
                self._replace_dead()
        result = self._results.pop(ticket)
        if isinstance(result, Exception):
            raise result
        return result

    def renew(self) -> None:
        """Replaces all processes; tasks without a result are dropped."""
        self._end()
        self._start_all()

    def _start_all(self) -> None:
        self._tasks: SimpleQueue[tuple[int, Task] | None] = SimpleQueue()
        self._came: SimpleQueue[tuple[int, Result | Exception]] = SimpleQueue()
        self._results: dict[int, Result | Exception] = {}
        self._workers = [self._forked() for _ in range(self._number)]
        for worker in self._workers:
            worker.thread.start()

    def _replace_dead(self) -> None:
        for worker in [each for each in self._workers if not each.thread.is_alive()]:
            self._workers.remove(worker)
            worker.end()
        self._workers.append(replacement := self._forked())
        replacement.thread.start()

    def _forked(self) -> _Worker:
        forking = multiprocessing.get_context("fork")
        here, there = forking.Pipe()
        process = forking.Process(target=_work, args=(there, self._work), daemon=True)
        process.start()
        there.close()  # or the pipe would not end with the process
        thread = threading.Thread(target=self._serve, args=(here,), name="serves-a-worker", daemon=True)
        return _Worker(process, here, thread)

    def _serve(self, pipe: Connection) -> None:
        """Passes tasks to one process, and results back, until the process or the pool ends."""
        while (given := self._tasks.get()) is not None:
            ticket, task = given
            try:
                pipe.send(task)
                result = pipe.recv()
            except Exception as error:  # the end of the pipe; whatever else it is, a result is waited for
                self._came.put((ticket, WorkerDied(repr(error))))
                return
            self._came.put((ticket, result))

    def _end(self) -> None:
        """Kills the processes, which have nothing of their own to finish; nothing is left of them."""
        for worker in self._workers:
            worker.process.kill()
            self._tasks.put(None)
        while self._workers:
            self._workers.pop().end()


def _work(pipe: Connection, work: Callable[[Any], Any]) -> None:
    """Answers until it is killed. Ctrl-C is for the parent to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()
    while True:
        task = pipe.recv()
        try:
            result = work(task)
        except Exception as error:
            result = error
        pipe.send(result)


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
