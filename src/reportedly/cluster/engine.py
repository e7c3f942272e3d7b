"""Runs tasks of Ray, here or on a cluster: those that read shards, and those that find groups."""

from __future__ import annotations

import logging
import os
import socket
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..errors import ClusterError, InputError, UnreadableInput
from ..scale import ReadingSettings
from ..workers import WorkerDied, Workers
from .grouping import Run
from .shards import SHARD_BYTES, Shard, cut, cut_file, must_be_walked, shard_name
from .storage import Source, absolute, names_in
from .work import Done, read_shard

RETRIES = 5
"""Times that a shard is given out again after its worker or its node died, before it is read guarded."""

AHEAD = 4
"""Tasks given out for each core: enough that none waits, few enough that the driver's memory stays flat."""

PATIENCE = 5
"""Seconds for a cluster to accept a connection."""

EXTRA = 'Ray needs an extra: pip install "reportedly[cluster]"'


@dataclass(frozen=True, slots=True)
class Plan:
    """What is read, how, and the folder for the results."""

    folder: str
    settings: ReadingSettings
    shard_bytes: int = SHARD_BYTES
    again: bool = False
    """Shards that are there already are read anew."""


def read_on_ray(
    sources: Iterable[Source | InputError], plan: Plan, *, address: str | None = None, jobs: int | None = None
) -> Iterator[Done | InputError]:
    """The folder holds the readings of all pages; yields a line about each shard as it ends.

    A shard that is already in the folder is not read again, so an interrupted run continues. Workers and
    nodes may die: their shards are assigned again, and each page is there exactly once.

    Args:
        sources: the files of the input; see `find_sources`.
        plan: what is read, into which folder, and how.
        address: of a running cluster (`auto`: that of this machine); None starts Ray here for this run.
        jobs: cores that are used where Ray is started here; all by default.

    Raises:
        ClusterError: Ray is not installed or does not answer, or the folder cannot be written to.
        ModelError: the model is not installed on a node.
    """
    plan = Plan(absolute(plan.folder), plan.settings, plan.shard_bytes, plan.again)
    there = frozenset() if plan.again else names_in(plan.folder)
    with _running(address, jobs) as ray:
        yield from _Tasks(ray, plan, there).run(sources)


class _Tasks:
    """Tasks that are submitted a few at a time, and their results."""

    def __init__(self, ray: Any, plan: Plan, there: frozenset[str]) -> None:
        self._ray = ray
        self._plan = plan
        self._there = there
        self._read = ray.remote(num_cpus=1, max_retries=RETRIES)(read_shard)
        self._cut = ray.remote(num_cpus=1, max_retries=RETRIES)(cut_file)
        self._running: dict[Any, tuple[Shard | Source, bool]] = {}
        self._of_archives: deque[Shard] = deque()
        self._ahead = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))

    def run(self, sources: Iterable[Source | InputError]) -> Iterator[Done | InputError]:
        waiting = self._work(sources)
        more = True
        while more or self._of_archives or self._running:
            while (more or self._of_archives) and len(self._running) < self._ahead:
                work = self._of_archives.popleft() if self._of_archives else next(waiting, None)
                if work is None:
                    more = False
                elif isinstance(work, InputError | Done):
                    yield work
                else:
                    self._give(work)
            if self._running:
                yield from self._ended()

    def _work(self, sources: Iterable[Source | InputError]) -> Iterator[Shard | Source | InputError | Done]:
        """Shards to read and archives to walk; an input that is wrong, or a shard that is there, as it is."""
        few: list[Source] = []
        for source in sources:
            if isinstance(source, Source) and not must_be_walked(source, self._plan.shard_bytes):
                few.append(source)
                continue
            yield from self._shards(few)
            few = []
            yield source
        yield from self._shards(few)

    def _shards(self, sources: list[Source]) -> Iterator[Shard | InputError | Done]:
        try:
            for shard in cut(sources, self._plan.shard_bytes):
                yield self._unless_there(shard)
        except (OSError, ValueError) as error:
            yield UnreadableInput(sources[0].uri, str(error))

    def _unless_there(self, shard: Shard) -> Shard | Done:
        name = shard_name(shard, self._plan.settings)
        return Done(name, shard.size, known=True) if name in self._there else shard

    def _give(self, work: Shard | Source, *, guarded: bool = False) -> None:
        if isinstance(work, Source):
            task = self._cut.remote(work, self._plan.shard_bytes)
        else:
            task = self._read.remote(work, self._plan.folder, self._plan.settings, guarded=guarded)
        self._running[task] = work, guarded

    def _ended(self) -> Iterator[Done | InputError]:
        """The results of the tasks that ended first."""
        (task, *_), _ = self._ray.wait(list(self._running), num_returns=1)
        work, guarded = self._running.pop(task)
        try:
            result = self._ray.get(task)
        except self._ray.exceptions.RayTaskError as error:
            yield self._failed(work, error)
        except self._ray.exceptions.RayError as error:  # the worker or the node died, again and again
            if guarded or isinstance(work, Source):
                yield UnreadableInput(
                    _uri(work), f"the process that read it died {RETRIES + 1} times: {error}"
                )
            else:
                self._give(work, guarded=True)
        else:
            if isinstance(result, Done):
                yield result
            else:
                yield from self._take_archive(result)

    def _take_archive(self, shards: list[Shard]) -> Iterator[Done]:
        """The shards of an archive wait for their turn; those that are there are done."""
        for shard in map(self._unless_there, shards):
            if isinstance(shard, Done):
                yield shard
            else:
                self._of_archives.append(shard)

    def _failed(self, work: Shard | Source, error: Any) -> InputError:
        """Reports an error of one input, and raises an error that would affect every shard."""
        cause = error.cause
        if isinstance(cause, InputError):
            return cause
        if isinstance(cause, OSError | ValueError):
            return UnreadableInput(_uri(work), str(cause))
        raise cause if isinstance(cause, Exception) else ClusterError(str(error))


def _refuse_silence(address: str | None) -> None:
    """Fails at once if nothing listens at the address; Ray itself would wait for minutes.

    Raises:
        ClusterError: nothing listens at the address.
    """
    host, _, port = (address or "").rpartition("://")[2].partition("/")[0].rpartition(":")
    if not host or not port.isdecimal():
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), PATIENCE).close()
    except (OSError, OverflowError) as error:
        raise ClusterError(f"Ray at {address} does not answer: {error}") from error


def _uri(work: Shard | Source) -> str:
    return work.uri if isinstance(work, Source) else work.parts[0].uri


@contextmanager
def _running(address: str | None, jobs: int | None) -> Iterator[Any]:
    """Ray, started here or found at its address; if it was started here, it ends with the context."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent that nobody asked to send
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
        import ray.exceptions
    except ImportError as error:
        raise ClusterError(EXTRA) from error
    _refuse_silence(address)
    here: dict[str, Any] = {"num_cpus": jobs, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
    try:
        ray.init(
            address=address or "local",
            log_to_driver=False,
            logging_level=logging.ERROR,
            **({} if address else here),
        )
    except (OSError, RuntimeError, ValueError) as error:
        raise ClusterError(f"Ray at {address or 'this machine'} does not answer: {error}") from error
    try:
        yield ray
    finally:
        ray.shutdown()


@contextmanager
def tasks_of_ray(address: str | None = None, jobs: int | None = None) -> Iterator[Run]:
    """A function for `find_groups` that calls another function for every number, as tasks of Ray.

    Raises:
        ClusterError: Ray is not installed or does not answer.
    """
    with _running(address, jobs) as ray:

        def run(task: Callable[[int], Any], numbers: Sequence[int]) -> Iterator[Any]:
            called = ray.remote(num_cpus=1, max_retries=RETRIES)(_called)
            told = ray.put(task)  # once for all numbers: it may hold the ids of all copies
            for running in [called.remote(told, number) for number in numbers]:
                try:
                    yield ray.get(running)
                except ray.exceptions.RayTaskError as error:
                    raise error.cause if isinstance(error.cause, Exception) else error from error
                except ray.exceptions.RayError as error:
                    raise ClusterError(f"a process died {RETRIES + 1} times: {error}") from error

        yield run


def _called(task: Callable[[int], Any], number: int) -> object:
    return task(number)


def run_in_processes(jobs: int) -> Run:
    """A function for `find_groups` that calls another function for every number, in so many processes."""

    def run(task: Callable[[int], Any], numbers: Sequence[int]) -> Iterator[Any]:
        with Workers(min(jobs, len(numbers)), task) as workers:
            for ticket in [workers.give(number) for number in numbers]:
                try:
                    yield workers.result(ticket)
                except WorkerDied as error:
                    raise ClusterError(
                        f"a process died; it may have had too little memory: {error}"
                    ) from error

    return run
