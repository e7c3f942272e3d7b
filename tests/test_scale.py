from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pytest

from reportedly import scale
from reportedly.api import file_inputs
from reportedly.contract import records_of, to_line
from reportedly.errors import InputError, ModelError, UnreadableInput
from reportedly.examples import example_documents
from reportedly.language.parse import load_parser
from reportedly.ledger.store import open_ledger
from reportedly.lexicon import load_lexicon
from reportedly.page.documents import make_document
from reportedly.page.fetch import Page, find_pages
from reportedly.reading import read_all
from reportedly.reading_cache import reading_cache
from reportedly.scale import Outcome, ReadingSettings, read_pages, with_distinct_ids
from reportedly.workers import Workers

T = TypeVar("T")
PATIENCE = 120.0
"""Seconds until what is waited for must have come, on a machine that is busy with much else."""


def pages(count: int = 60) -> list[Page | InputError]:
    return list(find_pages([example_documents("kazakhstan-2022")]))[:count]


def forgotten() -> None:
    """What was read and parsed before is not known any more."""
    reading_cache.cache_clear()
    load_parser.cache_clear()


def lines(outcomes: Iterator[Outcome]) -> list[str]:
    return [to_line(record) for each in outcomes if each.reading for record in records_of(each.reading)]


def test_findings_are_the_same_whatever_the_number_of_jobs() -> None:
    forgotten()
    one = lines(read_pages(pages(), ReadingSettings(), jobs=1))
    assert one
    forgotten()
    assert lines(read_pages(pages(), ReadingSettings(), jobs=2)) == one


@pytest.mark.parametrize("jobs", [1, 2])
def test_findings_are_the_same_when_workers_are_replaced(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    wanted = lines(read_pages(pages(), ReadingSettings(), jobs=1))
    started: list[int] = []
    renew = Workers.renew

    def counted(workers: Workers) -> None:
        started.append(1)
        renew(workers)

    monkeypatch.setattr(scale, "READ_TOGETHER", 8)
    monkeypatch.setattr(scale, "RENEWED", 2)
    monkeypatch.setattr(Workers, "renew", counted)
    assert lines(read_pages(pages(), ReadingSettings(), jobs=jobs)) == wanted
    assert started


def test_findings_are_the_same_whatever_was_read_before() -> None:
    forgotten()
    twice = [page for page in pages() for _ in range(2)]
    for jobs in (1, 2):
        first = lines(read_pages(twice, ReadingSettings(), jobs=jobs))
        assert lines(read_pages(twice, ReadingSettings(), jobs=jobs)) == first
        forgotten()
        assert sorted(set(lines(read_pages(pages(), ReadingSettings(), jobs=1)))) == sorted(set(first))


def test_outcomes_come_in_the_order_of_the_pages() -> None:
    names = [outcome.page.name for outcome in read_pages(pages(), ReadingSettings(), jobs=2) if outcome.page]
    assert names == [page.name for page in pages() if isinstance(page, Page)]


@pytest.mark.parametrize(
    ("jobs", "count", "wanted"),
    [
        (1, 40, [4, 16, 16, 4]),
        (2, 3, [3]),
        (2, 0, []),
        (2, 100, [4, 16, 16, 16, 12, 9, 7, 5, 4, 3, 2, 2, 1, 1, 1, 1]),
    ],
)
def test_batches_get_smaller_towards_the_end_where_several_jobs_share_them(
    jobs: int, count: int, wanted: list[int]
) -> None:
    some = [UnreadableInput(str(number), "is no page") for number in range(count)]
    batches = list(scale._batched(some, jobs))
    assert [len(batch) for batch in batches] == wanted
    assert [page for batch in batches for page in batch] == some


def test_errors_stand_in_their_place_and_the_rest_is_read() -> None:
    broken: list[Page | InputError] = [*pages(2), UnreadableInput("x.html", "is no page"), *pages(3)[2:]]
    outcomes = list(read_pages(broken, ReadingSettings(), jobs=1))
    assert [bool(outcome.reading) for outcome in outcomes] == [True, True, False, True]
    assert str(outcomes[2].error) == "x.html: is no page"


def test_known_pages_are_not_read() -> None:
    found = pages(3)
    assert isinstance(found[1], Page)
    outcomes = list(read_pages(found, ReadingSettings(), jobs=1, known=lambda page: page is found[1]))
    assert [(bool(each.reading), each.error) for each in outcomes] == [
        (True, None),
        (False, None),
        (True, None),
    ]


def test_nothing_of_the_workers_is_left_when_reading_ends() -> None:
    before = threading.active_count()
    outcomes = read_pages(pages(), ReadingSettings(), jobs=2)
    assert sum(1 for _ in islice(outcomes, 30)) == 30
    assert threading.active_count() > before
    outcomes.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
    assert multiprocessing.active_children() == []


def test_a_worker_that_dies_loses_only_the_page_that_kills_it(monkeypatch: pytest.MonkeyPatch) -> None:
    guilty = pages()[37]
    assert isinstance(guilty, Page)
    here = os.getpid()
    real = scale.document_of

    def deadly(page: Page, *, published: str | None = None) -> object:
        if page.name == guilty.name and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(page, published=published)

    monkeypatch.setattr(scale, "document_of", deadly)
    outcomes = list(read_pages(pages(), ReadingSettings(), jobs=2))
    lost = [outcome for outcome in outcomes if outcome.reading is None]
    assert len(outcomes) == 60
    assert [str(outcome.error) for outcome in lost] == [
        f"{guilty.name}: the process that read it was killed twice (out of memory?)"
    ]


def test_a_fault_of_the_program_loses_only_the_page_at_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    real = scale.document_of

    def faulty(page: Page, *, published: str | None = None) -> object:
        if page.name.endswith(":5"):
            raise RecursionError("too deep")
        return real(page, published=published)

    monkeypatch.setattr(scale, "document_of", faulty)
    outcomes = list(read_pages(pages(10), ReadingSettings(), jobs=1))
    assert [outcome.reading is None for outcome in outcomes] == [number == 4 for number in range(10)]
    assert "a fault of the program: RecursionError('too deep')" in str(outcomes[4].error)


def test_a_publication_date_that_is_given_overrides(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("Two men were arrested on Sunday.")
    (outcome,) = read_pages(find_pages([page]), ReadingSettings(published="2022-01-07"))
    assert outcome.reading
    assert outcome.reading.document.published == "2022-01-07"
    assert outcome.reading.document.published_basis == "stated"


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        list(read_pages(pages(1), ReadingSettings(model="no_such_model")))


def of_lines(tmp_path: Path, *rows: str) -> list[Page | InputError]:
    (tmp_path / "rows.jsonl").write_text("\n".join(rows))
    return list(find_pages([tmp_path / "rows.jsonl"]))


ONE = '{"id": "a", "text": "Police said on Sunday that two men were killed in Almaty."}'
OTHER = '{"id": "a", "text": "Police said on Monday that three men were killed in Almaty."}'


def test_two_documents_of_one_id_are_told_apart(tmp_path: Path) -> None:
    found = of_lines(tmp_path, ONE, OTHER, ONE, OTHER)
    readings = [
        each.reading
        for each in with_distinct_ids(read_pages(found, ReadingSettings(), jobs=1))
        if each.reading
    ]
    apart = f"a~{readings[1].document.digest[:8]}"
    assert [reading.document.id for reading in readings] == ["a", apart, "a", apart]
    assert [notice.code for notice in readings[1].notices if notice.start is None][-1] == "id_taken"
    ids = [record.id for reading in readings[:2] for record in records_of(reading)]
    assert len(ids) == len(set(ids))
    assert {record.document for record in list(records_of(readings[1]))[1:]} == {apart}  # type: ignore[union-attr]


def test_ids_are_told_apart_alike_whatever_the_number_of_jobs(tmp_path: Path) -> None:
    found = of_lines(tmp_path, *[ONE, OTHER] * 30)
    assert lines(with_distinct_ids(read_pages(found, ReadingSettings(), jobs=2))) == lines(
        with_distinct_ids(read_pages(found, ReadingSettings(), jobs=1))
    )


def test_a_known_page_keeps_its_id_for_itself(tmp_path: Path) -> None:
    found = of_lines(tmp_path, ONE, OTHER)
    assert isinstance(found[0], Page)
    outcomes = read_pages(found, ReadingSettings(), jobs=1, known=lambda page: page is found[0])
    (reading,) = [each.reading for each in with_distinct_ids(outcomes, given_only=True) if each.reading]
    assert reading.document.id.startswith("a~")


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are told by /proc")
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "reportedly", "read", "-", "--jobs", "2", "-q", "--format", "jsonl"]
    parent = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    assert parent.stdin is not None
    parent.stdin.write(f"{ONE}\n".encode() * 17 * 64)  # the input stays open: the parent waits for more
    parent.stdin.flush()
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    workers = wait_for(lambda: children.read_text().split())
    assert workers
    parent.kill()
    parent.wait()
    assert wait_for(lambda: not any(is_alive(worker) for worker in workers))


def wait_for(told: Callable[[], T]) -> T:
    end = time.monotonic() + PATIENCE
    while not (found := told()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def is_alive(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_text_that_is_cut_anywhere_is_read() -> None:
    texts = [page.body or "" for page in pages(12) if isinstance(page, Page)]
    cut = [text[:end] for text in texts for end in range(len(text) // 3, len(text), 5)]
    documents = [make_document(text, name=str(number)) for number, text in enumerate(cut)]
    assert len(list(read_all(documents, load_lexicon(), load_parser()))) == len(cut) > 300


def test_documents_of_one_id_are_told_apart_from_python_too(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(f"{ONE}\n{OTHER}\n")
    with open_ledger(tmp_path / "l.ledger") as ledger:
        assert file_inputs(ledger, [tmp_path / "rows.jsonl"], jobs=1) == 2
        names = [document.id for document in ledger.documents()]
    assert names[0] == "a"
    assert names[1].startswith("a~")


def test_a_document_that_is_given_twice_is_filed_once(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Police said two men were killed.")
    with open_ledger(tmp_path / "l.ledger") as ledger:
        assert file_inputs(ledger, [tmp_path / "one.txt"] * 2) == 1
        assert ledger.stats()["documents"] == 1
        assert file_inputs(ledger, [tmp_path / "one.txt"]) == 0


@pytest.mark.parametrize(("own_process", "frozen"), [(False, False), (True, True)])
def test_a_program_that_calls_us_keeps_its_garbage_collection(own_process: bool, frozen: bool) -> None:
    gc.unfreeze()
    list(read_pages(pages(1), ReadingSettings(), jobs=1, own_process=own_process))
    assert (gc.get_freeze_count() > 0, gc.isenabled()) == (frozen, True)
    gc.unfreeze()


def test_a_reading_says_that_its_encoding_was_guessed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Police in Peña said José Muñoz was hurt.".encode("cp1252"))
    (tmp_path / "b.txt").write_text("Police in Peña said José Muñoz was hurt.")
    found = {
        outcome.page.name[-5:]: [each.code for each in outcome.reading.notices]
        for outcome in read_pages(find_pages([tmp_path]), ReadingSettings())
        if isinstance(outcome.page, Page) and outcome.reading is not None
    }
    assert found == {"a.txt": ["encoding_guessed"], "b.txt": []}
