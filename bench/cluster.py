"""Many machines, as figures: `python bench/cluster.py [--documents 800] [--address ADDRESS]`.

The same shards are read by two plain processes and by Ray with two cores, start included; then they are
merged into a ledger, and `group` finds which of their documents are near each other. One table, wall time and
cores' time.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpus import articles, write_articles

from reportedly.cluster.merging import find_shards
from reportedly.cluster.rows import Made
from reportedly.cluster.shards import cut
from reportedly.cluster.storage import Source, find_sources
from reportedly.cluster.work import read_shard
from reportedly.scale import ReadingSettings

PROGRAM = [sys.executable, "-m", "reportedly"]
SHARD_BYTES = 200_000
CORES = 2

LOOK = 0.05
"""Seconds between two looks at the files that `group` exchanges: they only become more until it has ended."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the wall, and those that processes computed which have ended since."""

    wall: float
    cores: float

    def __str__(self) -> str:
        return f"{self.wall:.1f} s, {self.cores:.1f} s of cores"


def spent_on(work: Callable[[], object]) -> Spent:
    """What the work took; that of daemons which live on, such as Ray's, is not counted."""
    started, before = time.perf_counter(), _cores()
    work()
    return Spent(time.perf_counter() - started, _cores() - before)


def _cores() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def by_pool(path: Path, folder: Path) -> None:
    """The shards of a file are read by plain processes."""
    shards = cut([each for each in find_sources([str(path)]) if isinstance(each, Source)], SHARD_BYTES)
    with multiprocessing.get_context("spawn").Pool(CORES) as pool:
        pool.map(
            partial(read_shard, folder=str(folder), settings=ReadingSettings()), list(shards), chunksize=1
        )


def by_ray(path: Path, folder: Path, address: str | None) -> None:
    """The same by the program with Ray."""
    where = ["--address", address] if address else ["--jobs", str(CORES)]
    options = ["--engine", "ray", *where, "--shard-size", str(SHARD_BYTES / 1e6), "--quiet"]
    subprocess.run([*PROGRAM, "read", path, "--into", folder, *options], check=True)


def by_group(folder: Path) -> int:
    """The groups of the shards are found; how many bytes the files of the tasks had at their most."""
    command = [*PROGRAM, "group", str(folder), "--jobs", str(CORES), "--quiet"]
    most = 0
    with subprocess.Popen(command) as finding:
        while finding.poll() is None:
            with suppress(FileNotFoundError):  # they are removed when the groups are found
                files = (folder / "joining").rglob("*.parquet")
                most = max(most, sum(path.stat().st_size for path in files))
            time.sleep(LOOK)
    if finding.returncode:
        raise subprocess.CalledProcessError(finding.returncode, command)
    return most


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=800)
    parser.add_argument("--address", help="of a running cluster, to leave out Ray's own start")
    told = parser.parse_args()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        news = folder / "news.jsonl"
        write_articles(news, articles(told.documents))
        pool = spent_on(lambda: by_pool(news, folder / "pool"))
        ray = spent_on(lambda: by_ray(news, folder / "ray", told.address))
        ledger = folder / "news.ledger"
        merge = [*PROGRAM, "merge", str(folder / "ray"), "--into", str(ledger), "-q"]
        merging = spent_on(lambda: subprocess.run(merge, check=True))
        exchanged: list[int] = []
        grouping = spent_on(lambda: exchanged.append(by_group(folder / "ray")))
        shards = find_shards(str(folder / "ray"))
        written = sum(path.stat().st_size for path in (folder / "ray").glob("*.parquet"))
        count = sum(made.documents for _, made in shards if isinstance(made, Made))
        assert count == told.documents
        running = "running" if told.address else "start included"
        rows = {
            "documents": f"{count:,} in {len(shards)} shards, {news.stat().st_size:,} bytes",
            "two plain processes": str(pool),
            f"Ray, {running}": f"{ray.wall:.1f} s",
            "Ray over plain processes": f"{ray.wall / pool.wall:.2f}",
            "documents a core-hour": f"{count / pool.cores * 3600:,.0f}",
            "merge and join": str(merging),
            "merged, a second of a core": f"{count / merging.cores:.1f}",
            "bytes a document in shards": f"{written / count:,.0f}",
            "bytes a document in the ledger": f"{ledger.stat().st_size / count:,.0f}",
            "find the groups": str(grouping),
            "grouped, a second of a core": f"{count / grouping.cores:.1f}",
            "ms of a core a document grouped": f"{1000 * grouping.cores / count:.1f}",
            "bytes of files a document grouped": f"{max(exchanged) / count:,.0f} at their most",
        }
        for name, value in rows.items():
            print(f"{name:<34} {value}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
