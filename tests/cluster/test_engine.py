"""The shards as tasks of Ray, on a cluster of two nodes, with workers and a node that are killed."""

from __future__ import annotations

import gzip
import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from reportedly import scale
from reportedly.cluster.engine import AHEAD, Plan, _Tasks, read_on_ray, run_in_processes, tasks_of_ray
from reportedly.cluster.grouping import find_groups
from reportedly.cluster.groups import read_groups
from reportedly.cluster.merging import find_shards, merge
from reportedly.cluster.rows import read_rows
from reportedly.cluster.shards import Part, Shard, cut, cut_file
from reportedly.cluster.storage import Source, find_sources, opened_system
from reportedly.cluster.work import Done, read_shard
from reportedly.errors import ClusterError, InputError
from reportedly.ledger.store import open_ledger
from reportedly.page.fetch import Page, find_pages
from reportedly.scale import ReadingSettings, read_pages

from .test_shards import record, told

SHARD = 4_000
HERE = {"num_cpus": 1, "node_ip_address": "127.0.0.1"}
LOOPBACK = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
"""Ray's own switch by which its nodes speak to each other over the loopback address alone."""


def digests(folder: Path) -> list[str]:
    return sorted(
        row.reading.document.digest for uri, _ in find_shards(str(folder)) for row in read_rows(uri)
    )


def expected(news: Path) -> list[str]:
    return sorted(page.digest for page in find_pages([news]) if isinstance(page, Page))


def run(news: Path, folder: Path, **options: object) -> list[Done | InputError]:
    sources = list(find_sources([str(news)]))
    return list(read_on_ray(sources, Plan(str(folder), ReadingSettings(), SHARD), **options))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """A bucket of an S3 server on this machine."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        opened_system("s3://news")[0].mkdir("news")
        yield "s3://news"
    server.stop()


@pytest.fixture(scope="module")
def cluster(store: str) -> Iterator[Any]:
    """Two nodes of one core each, as processes of this machine; they know where the store is."""
    os.environ.update(LOOPBACK)
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={**HERE, "include_dashboard": False})
    made.add_node(**HERE)
    made.wait_for_nodes(timeout=300)
    yield made
    made.shutdown()


def test_what_ray_reads_is_what_one_machine_reads(cluster: Any, news: Path, tmp_path: Path) -> None:
    came = run(news, tmp_path / "shards", address=cluster.address)
    told = [each for each in came if isinstance(each, Done)]
    assert len(told) > 5
    assert sum(each.documents for each in told) == 60
    place = news.read_bytes().index(b'{"title": "no text"}')
    assert [str(error) for each in told for error in each.errors] == [
        f"{news}: the line at byte {place:,}: has neither 'text' nor 'html'"
    ]
    serial = {
        each.reading.document.id: each.reading
        for each in read_pages(find_pages([news]), ReadingSettings(), jobs=1)
        if each.reading
    }
    rows = [row for uri, _ in find_shards(str(tmp_path / "shards")) for row in read_rows(uri)]
    assert [row.reading for row in rows] == list(serial.values())


def test_what_is_there_is_not_read_again(cluster: Any, news: Path, tmp_path: Path) -> None:
    address = cluster.address
    run(news, tmp_path, address=address)
    first = min(tmp_path.glob("*.parquet"))
    first.unlink()
    came = [each for each in run(news, tmp_path, address=address) if isinstance(each, Done)]
    assert [each.name for each in came if not each.known] == [first.name]
    assert digests(tmp_path) == expected(news)


def test_workers_and_a_node_that_die_lose_and_double_nothing(
    cluster: Any, news: Path, tmp_path: Path
) -> None:
    node = cluster.add_node(**HERE)
    sources = list(find_sources([str(news)]))
    came: list[Done] = []
    killed = 0
    for done in read_on_ray(sources, Plan(str(tmp_path), ReadingSettings(), 1_500), address=cluster.address):
        assert isinstance(done, Done)
        came.append(done)
        if len(came) > 2 * (killed + 1) and killed < 2:
            killed += kill_a_reader()
        if len(came) == 8:
            cluster.remove_node(node, allow_graceful=False)
    assert killed == 2
    assert sum(each.documents for each in came) == 60
    assert digests(tmp_path) == expected(news)
    assert not list(tmp_path.glob(".*"))


def kill_a_reader() -> int:
    """How many were killed: one, if there is a process that reads a shard at this moment."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if path.read_bytes().startswith(b"ray::read_shard"):
                os.kill(int(path.parent.name), signal.SIGKILL)
                return 1
    return 0


def test_a_shard_whose_reader_dies_again_and_again_is_read_guarded(news: Path, tmp_path: Path) -> None:
    class Died(Exception):
        pass

    class Deadly:
        """An engine whose workers die unless they guard themselves."""

        exceptions = SimpleNamespace(RayTaskError=ZeroDivisionError, RayError=Died)

        def __init__(self) -> None:
            self.given: list[bool] = []

        def cluster_resources(self) -> dict[str, float]:
            return {"CPU": 1}

        def remote(self, **_: object) -> Callable[..., object]:
            return lambda function: SimpleNamespace(remote=partial(self._give, function))

        def _give(self, function: Callable[..., object], *given: object, guarded: bool = False) -> object:
            self.given.append(guarded)
            return (lambda: function(*given, guarded=guarded)) if guarded else None

        def wait(self, tasks: list[object], num_returns: int) -> tuple[list[object], list[object]]:
            return tasks[:num_returns], tasks[num_returns:]

        def get(self, task: Callable[[], object] | None) -> object:
            if task is None:
                raise Died
            return task()

    engine = Deadly()
    plan = Plan(str(tmp_path), ReadingSettings(), 10**9)
    (done,) = _Tasks(engine, plan, frozenset()).run(find_sources([str(news)]))
    assert engine.given == [False, True]
    assert isinstance(done, Done)
    assert done.documents == 60


def test_the_shards_of_an_archive_are_given_out_a_few_at_a_time(tmp_path: Path) -> None:
    shards = [Shard((Part("a.warc", "1", "records", number, number + 1),), 1) for number in range(50)]

    class Idle:
        """An engine that finds these shards in an archive, and reads them without looking."""

        exceptions = SimpleNamespace(RayTaskError=ZeroDivisionError, RayError=ArithmeticError)

        def __init__(self) -> None:
            self.waiting: list[int] = []

        def cluster_resources(self) -> dict[str, float]:
            return {"CPU": 1}

        def remote(self, **_: object) -> Callable[..., object]:
            return lambda function: SimpleNamespace(
                remote=lambda *given, **_: (function, given, len(self.waiting), object())
            )

        def wait(self, tasks: list[object], num_returns: int) -> tuple[list[object], list[object]]:
            self.waiting.append(len(tasks))
            return tasks[:num_returns], tasks[num_returns:]

        def get(self, task: Any) -> object:
            function, given, *_ = task
            return shards if function is cut_file else Done(str(given[0].parts[0].start), 1)

    engine = Idle()
    plan = Plan(str(tmp_path), ReadingSettings(), shard_bytes=10)
    archive = Source("a.warc", 500, "1", "warc", is_table=False)
    done = list(_Tasks(engine, plan, frozenset()).run([archive]))
    assert [each.name for each in done if isinstance(each, Done)] == [str(number) for number in range(50)]
    assert max(engine.waiting) == AHEAD


def test_guarded_a_page_that_kills_its_reader_costs_that_page_alone(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = scale.document_of
    guilty = next(find_pages([news]))
    assert isinstance(guilty, Page)

    def deadly(page: Page, **options: Any) -> Any:
        if page.digest == guilty.digest:
            os.kill(os.getpid(), signal.SIGKILL)
        return true(page, **options)

    monkeypatch.setattr(scale, "document_of", deadly)
    (shard,) = cut([each for each in find_sources([str(news)]) if isinstance(each, Source)])
    done = read_shard(shard, str(tmp_path), ReadingSettings(), guarded=True)
    assert (done.documents, done.failed) == (59, 2)
    assert "the process that read it was killed twice" in str(done.errors[0])


def test_an_address_where_no_cluster_is(news: Path, tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match=r"Ray at 127\.0\.0\.1:1 does not answer"):
        run(news, tmp_path, address="127.0.0.1:1")


def test_a_folder_that_cannot_be_written_to_ends_the_run(cluster: Any, news: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    with pytest.raises(ClusterError, match="cannot be"):
        run(news, tmp_path / "file", address=cluster.address)


def test_shards_go_to_and_come_from_a_store_of_objects(
    store: str, cluster: Any, news: Path, tmp_path: Path
) -> None:
    system, _ = opened_system(store)
    system.pipe_file(f"{store}/in/news.jsonl", news.read_bytes())
    sources = list(find_sources([f"{store}/in/"]))
    came = list(read_on_ray(sources, Plan(f"{store}/out", ReadingSettings(), 4_000), address=cluster.address))
    assert sum(each.documents for each in came if isinstance(each, Done)) == 60
    with open_ledger(tmp_path / "a.ledger") as ledger:
        assert sum(each.filed for each in merge(ledger, find_shards(f"{store}/out"))) == 60
        assert sorted(document.digest for document in ledger.documents()) == expected(news)
    shards = [uri for uri, _ in find_shards(f"{store}/out")]
    homes = find_groups(f"{store}/out", shards, run_in_processes(2), partitions=2)
    assert dict(read_groups(f"{store}/out", shards)) == homes
    assert len(homes) == 60
    again = list(
        read_on_ray(sources, Plan(f"{store}/out", ReadingSettings(), 4_000), address=cluster.address)
    )
    assert all(isinstance(each, Done) and each.known for each in again)


def test_archives_tables_and_lines_are_read_from_a_store_of_objects(store: str, tmp_path: Path) -> None:
    system, _ = opened_system(store)
    texts = [f"Text {number}" for number in range(20)]
    table = tmp_path / "a.parquet"
    pq.write_table(pa.Table.from_pylist([{"text": each} for each in texts]), table, row_group_size=7)
    lines = "".join(json.dumps({"text": each}) + "\n" for each in texts).encode()
    archive = b"".join(record("https://x.example/", each.encode()) for each in texts)
    kinds = {
        "lines.jsonl": lines,
        "packed.jsonl.gz": gzip.compress(lines),
        "table.parquet": table.read_bytes(),
        "archive.warc": archive,
        "packed.warc.gz": b"".join(
            gzip.compress(record("https://x.example/", each.encode())) for each in texts
        ),
    }
    for name, content in kinds.items():
        system.pipe_file(f"{store}/kinds/{name}", content)
    for name in kinds:
        begun, _, rest = name.partition(".")
        (source,) = find_sources([f"{store}/kinds/{begun[:-1]}*.{rest}"])
        assert isinstance(source, Source)
        shards = list(cut([source], 100))
        assert told(shards) == texts, name
        assert (len(shards) > 2) is (name != "packed.jsonl.gz")
    assert len(list(find_sources([f"{store}/kinds"]))) == len(kinds)


def test_groups_that_tasks_of_ray_find_are_those_of_one_process(
    cluster: Any, folder: Path, tmp_path: Path
) -> None:
    shards = [uri for uri, _ in find_shards(str(folder))]
    here = find_groups(str(tmp_path / "here"), shards, partitions=3)
    with tasks_of_ray(cluster.address) as run:
        assert find_groups(str(tmp_path / "there"), shards, run, 3) == here
    assert len(here) > 10
