"""Many machines, as figures: `python bench/cluster.py [--documents 800] [--address ADDRESS]`.

The same shards are read by two plain processes and by Ray with two cores, start included; then they are
merged into a ledger. One table, wall time and cores' time.
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
        grouping = spent_on(
            lambda: subprocess.run([*PROGRAM, "group", str(folder / "ray"), "-q"], check=True)
        )
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
            "find the groups": str(grouping),
            "documents a second of a core": f"{count / merging.cores:.1f}",
            "bytes a document in shards": f"{written / count:,.0f}",
            "bytes a document in the ledger": f"{ledger.stat().st_size / count:,.0f}",
        }
        for name, value in rows.items():
            print(f"{name:<32} {value}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
