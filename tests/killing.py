"""Processes that are killed (SIGKILL) or interrupted (SIGINT) at random points: nothing is lost or doubled.

`killed(action, choice, within)` runs an action in a forked process, which has everything loaded already, and
kills it, or one of its workers, after a random part of `within` seconds. `killed_on_the_way` does so again
and again. Its seed is printed: pytest shows it where the test fails, and `KILLING_SEED` sets it.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal

import pytest

from reportedly.commands.exit_codes import INTERRUPTED

Victim = Literal["itself", "asked", "worker"]

needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are told by /proc")

KILLS = 50
"""Kills of one kind that nothing may be lost or doubled by."""

LATER, SOONER = 1.1, 0.8
"""The kills keep to the speed of the machine: the next may come later where this one hit, else sooner."""

PATIENCE = 120.0
"""Seconds until a process that nobody killed must have ended."""


def started(action: Callable[[], object]) -> int:
    """The number of a process of its own that does this, says nothing, and ends with 0 where it succeeded."""
    process = os.fork()
    if process:
        return process
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        sys.stdin, sys.stdout, sys.stderr = (
            open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123, SIM115 - ends with the process
            for mode in ("r", "w", "w")
        )
        action()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except KeyboardInterrupt:  # before the action began to listen
        code = INTERRUPTED
    finally:
        os._exit(code)


def ended(process: int) -> int:
    """How a process ended: its exit code, or the signal with a minus before it."""
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    raise AssertionError(f"was not done within {PATIENCE:g} seconds")


def children_of(process: int) -> list[int]:
    """The processes that this one started and that are there still."""
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def killed(
    action: Callable[[], object], choice: random.Random, within: float, victim: Victim = "itself"
) -> tuple[bool, int]:
    """Whether somebody was hit, and how the process ended: -9 where it was hit itself.

    `asked` is asked to end, as by ctrl-C, and has the time to; then it ends with 130.
    """
    process = started(action)
    wait = choice.uniform(0, within)
    limit = time.monotonic() + wait
    hit = False
    while time.monotonic() < limit:
        time.sleep(0.001)
    if victim == "itself":
        os.kill(process, signal.SIGKILL)
    elif victim == "asked":
        os.kill(process, signal.SIGINT)
    else:
        while not hit and (workers := waiting_for_workers(process)):
            hit = shot(choice.choice(workers))
    code = ended(process)
    return hit or code in (-signal.SIGKILL, INTERRUPTED), code


def waiting_for_workers(process: int) -> list[int]:
    """The workers of a process, once it has any; none where it ends before."""
    while not (found := children_of(process)):
        try:
            stat = Path(f"/proc/{process}/stat").read_text()
        except OSError:
            return []
        if stat.rpartition(")")[2].split()[0] == "Z":
            return []
        time.sleep(0.001)
    return found


def shot(process: int) -> bool:
    """Whether there still was a process of this number to be killed."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def killed_on_the_way(
    action: Callable[[Path], object], folder: Path, whole: Callable[[Path], object], victim: Victim = "itself"
) -> Iterator[Path]:
    """Ledgers, each made by an action that was killed on its way and begun again until it came to its end.

    Together they saw `KILLS` kills that hit. The first one was not killed: its time says when kills may come.

    Args:
        action: makes a ledger of this name, or goes on with one.
        folder: for the ledgers.
        whole: is called with a ledger after each kill, and fails where it is not whole.
        victim: who is killed.
    """
    seed = int(os.environ.get("KILLING_SEED") or time.time())
    print(f"KILLING_SEED={seed}")  # noqa: T201 - pytest shows it where the test fails
    choice = random.Random(seed)
    begun = time.monotonic()
    assert ended(started(partial(action, folder / "whole.ledger"))) == 0
    within = time.monotonic() - begun
    yield folder / "whole.ledger"
    kills = rounds = 0
    while kills < KILLS:
        ledger = folder / f"{rounds}.ledger"
        rounds += 1
        done = False
        while not done:
            hit, code = killed(partial(action, ledger), choice, within, victim)
            kills += hit
            within *= LATER if hit else SOONER
            whole(ledger)
            done = code == 0 or kills >= KILLS
            assert victim != "worker" or code == 0
            assert victim != "asked" or code in (0, INTERRUPTED)
        assert ended(started(partial(action, ledger))) == 0
        yield ledger
    assert rounds > 1
