"""Fuzz by coverage: `python fuzz/by_coverage.py [--seconds 300] [TARGET...]`; needs `pip install atheris`.

Each target runs in a process of its own until it has had so many seconds of a core: what the clock says tells
little on a machine that does other work. A finding does not end it: each kind is kept once, its
input in `fuzz/found/`, and the next one is looked for. The table at the end is what `docs/security.md` keeps.
`python fuzz/by_coverage.py --again FILE` runs one kept input through the target that its name begins with.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

HERE = Path(__file__).parent
FOUND = HERE / "found"
SLOW = 2.0
"""Seconds of one input of at most `LONGEST` bytes that are a finding."""
LONGEST = 4096

GUIDES = ["reportedly", "tomllib", "feedparser", "email"]
"""Packages whose branches lead the way: beside our own those that stand before it and are Python."""


def kept(target: str, kind: str, data: bytes, why: str) -> None:
    """The input of a finding stands in a file, the first of its kind alone."""
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{target}-{kind}"
    if not path.exists():
        path.write_bytes(data)
        path.with_suffix(".why").write_text(why, "utf-8")
        print(f"FINDING {path.name}: {why.strip().splitlines()[-1]}", file=sys.stderr, flush=True)


def place_of(error: BaseException) -> str:
    """Where an exception came from, as a short name: findings of one place are one."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{Path(each.filename).name}:{each.name}" for each in frames[-3:]]
    return hashlib.sha256(repr((type(error).__name__, where)).encode()).hexdigest()[:10]


def fuzz(target: str, seconds: int) -> None:
    """Runs until so many seconds of a core are used; libFuzzer ends the process itself, as at a ctrl-C."""
    import atheris

    with atheris.instrument_imports(include=GUIDES):
        import feedparser  # noqa: F401 - where it is imported first, it is watched
        from targets import TARGETS, seeds
    test = TARGETS[target]

    def one(data: bytes) -> None:
        started = time.process_time()
        try:
            test(data)
        except Exception as error:
            kept(target, place_of(error), data, traceback.format_exc())
        ended = time.process_time()
        if (took := ended - started) > SLOW:
            kept(target, f"slow-{len(data)}", data, f"{took:.1f} seconds")
        if ended > seconds:
            os.kill(os.getpid(), signal.SIGTERM)

    corpus = Path(tempfile.mkdtemp())
    for number, seed in enumerate(
        seeds().get(target, (bytes(range(41)), "\x01“They left,” he said.".encode()))
    ):
        (corpus / str(number)).write_bytes(seed)
        test(seed)  # loads the model, and whatever else is loaded once
    options = [
        f"-max_len={LONGEST}",
        "-print_final_stats=1",
        "-timeout=120",
        "-rss_limit_mb=4000",
    ]
    atheris.Setup([sys.argv[0], *options, f"-artifact_prefix={FOUND}/{target}-", str(corpus)], one)
    atheris.Fuzz()


def again(path: Path) -> None:
    """One kept input once more, its exception not caught."""
    from targets import TARGETS

    TARGETS[path.name.partition("-")[0]](path.read_bytes())


def told(target: str, seconds: int) -> tuple[int, int, int, int]:
    """Seconds of a core, executions, edges covered and findings of one target, in a process of its own."""
    used = cpu_seconds()
    before = {path.name for path in FOUND.glob(f"{target}-*.why")}
    command = [sys.executable, __file__, "--inside", target, "--seconds", str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    executions = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr)
    covered = re.findall(r"cov: (\d+)", done.stderr)
    if executions is None:
        print(done.stderr[-2000:], file=sys.stderr)
    new = {path.name for path in FOUND.glob(f"{target}-*.why")} - before
    count, edges = int(executions[1]) if executions else 0, int(covered[-1]) if covered else 0
    return round(cpu_seconds() - used), count, edges, len(new)


def cpu_seconds() -> float:
    """What the processes that ended took of a core until now, their start included."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def main() -> None:
    """A line a target."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="*", metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=300, help="of a core, for each target")
    parser.add_argument("--inside", metavar="TARGET", help=argparse.SUPPRESS)
    parser.add_argument("--again", type=Path, metavar="FILE")
    asked = parser.parse_args()
    sys.path.insert(0, str(HERE))
    if asked.again:
        again(asked.again)
    elif asked.inside:
        FOUND.mkdir(exist_ok=True)
        fuzz(asked.inside, asked.seconds)
    else:
        from targets import TARGETS

        print("| target | seconds of a core | executions | edges | findings |\n|---|---|---|---|---|")
        for target in asked.targets or TARGETS:
            core, executions, edges, findings = told(target, asked.seconds)
            print(f"| {target} | {core:,} | {executions:,} | {edges:,} | {findings} |", flush=True)


if __name__ == "__main__":
    main()
