"""The same `read()` over many pages: a batch at a time, by one process or by several.

What a page says does not depend on its batch, so that the findings are the same whatever the number of jobs.
Workers are forked after the model is loaded and share its memory; they send back readings, never
parses, and never open a ledger.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain, islice
from math import ceil
from typing import cast

from . import __version__
from .contract import renamed
from .errors import InputError, LexiconError, ModelError, UnreadableInput
from .language.parse import DEFAULT_MODEL, load_parser
from .ledger.filing import Capture, same_id_notice
from .ledger.store import Ledger, set_apart_id
from .lexicon import lexicon_digest, load_lexicon
from .page.documents import document_of
from .page.fetch import Page
from .reading_cache import packed, reading_cache
from .records import Document, Reading

READ_TOGETHER = 16
"""Pages that are read together: from 2 to 32 the parser's speed is within a tenth."""

FIRST = 4
"""Pages of the first batch, which is read before there are workers: all others wait for it."""

AHEAD = 3
"""Batches given out for each job: enough that no worker waits, few enough that memory stays flat."""

RENEWED = 1_000
"""Batches after which the workers are replaced: spaCy never forgets a word that it met, and each worker would
grow by about 3 MB with every 500 documents. What a new one learns again costs under a hundredth. With one job
the program reads so many by itself, where nothing need travel, and all others by one worker after another."""

FILED_TOGETHER = 64
"""Documents of one transaction: what a kill at the wrong moment would have to read again."""


SHORT = 8
"""Bytes by which ids and digests of one stream are remembered: two of a million documents share them with
a probability under one in ten million."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """What decides how pages are read; the same for every worker."""

    model: str = DEFAULT_MODEL
    published: str | None = None
    """A publication date that overrides what the pages say."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page: a reading, the error that says why there is none, or neither if known."""

    page: Page | None
    reading: Reading | None
    error: InputError | None


@dataclass(frozen=True, slots=True)
class _Known:
    """A page that need not be read."""

    page: Page


Batch = Sequence[Page | InputError | _Known]
Results = Sequence[Reading | InputError]


def read_pages(
    pages: Iterable[Page | InputError],
    settings: ReadingSettings,
    jobs: int | None = None,
    known: Callable[[str], bool] | None = None,
    *,
    own_process: bool = False,
) -> Iterator[Outcome]:
    """One outcome a page, in the pages' order; `jobs` is the number of processes, all cores by default.

    Pages whose digest is `known` are not read: their outcome has neither a reading nor an error. In a process
    that does nothing but read (`own_process`) what is made at the start is never looked through for garbage.

    Raises:
        ModelError: the model of the settings does not load.
    """
    jobs = jobs or _cores()
    batches = _batched(
        (_Known(page) if known and isinstance(page, Page) and known(page.digest) else page for page in pages),
        jobs,
    )
    first = next(batches, None)
    if first is None:
        return
    with _starting(own_process=own_process):
        load_parser(settings.model)
        reading_cache()  # shared by all workers, so made before them
        results = _read_batch(_of(first), settings)
    yield from _outcomes(first, results)
    for batch in islice(batches, RENEWED if jobs < 2 else 0) if _can_fork() else batches:
        yield from _outcomes(batch, _read_batch(_of(batch), settings))
    second = next(batches, None)
    if second is not None:
        yield from _read_in_pool(chain([second], batches), settings, jobs)


def read_guarded(pages: Iterable[Page | InputError], settings: ReadingSettings) -> Iterator[Outcome]:
    """As `read_pages`, but in another process: a page that kills its reader is an error, the rest is read.

    Raises:
        ModelError: the model of the settings does not load.
    """
    with _starting(own_process=True):
        load_lexicon()
        load_parser(settings.model)
    yield from _read_in_pool(_batched(pages, jobs=1), settings, jobs=1)


@contextmanager
def _starting(*, own_process: bool) -> Iterator[None]:
    """What is made meanwhile lives on: in a process of our own it is never looked through for garbage.

    That holds for all that the process has, so not for a program that calls us. The model and the lexicons
    are half a million objects; looking through them takes a quarter of the start-up, and would copy the
    memory that forked workers share. Once is enough: a program that reads again and again would keep whatever
    garbage there is each time.
    """
    if not own_process or gc.get_freeze_count():
        yield
        return
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if looked:
            gc.enable()


def with_distinct_ids(outcomes: Iterable[Outcome], *, given_only: bool = False) -> Iterator[Outcome]:
    """The same outcomes, in order; a document whose id another one of them has bears that of its own.

    Its id is then followed by `~` and the start of its digest, as in a ledger, and a notice says so. The
    same bytes under the same id are one document, which may come twice. With `given_only` an id that
    follows from an address stays: a ledger keeps two captures of one address as one document.
    """
    digests: dict[bytes, bytes] = {}
    for outcome in outcomes:
        page, reading = outcome.page, outcome.reading
        given = page.id if page else None
        name = given or (reading.document.id if reading and not given_only else None)
        if page is None or name is None:
            yield outcome
            continue
        digest = bytes.fromhex(page.digest)[:SHORT]
        if digests.setdefault(_short(name), digest) != digest and reading:
            apart = set_apart_id(name, page.digest)
            yield replace(outcome, reading=same_id_notice(renamed(reading, apart), name))
        else:
            yield outcome


def _short(name: str) -> bytes:
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=SHORT).digest()


def file_outcomes(
    ledger: Ledger, outcomes: Iterable[Outcome], settings: ReadingSettings
) -> Iterator[Outcome]:
    """The same outcomes, in order, each passed on once its reading and its bytes are in the ledger.

    Raises:
        LedgerError: the ledger cannot be written; what was passed on is in it.
    """
    run = ledger.start_run(__version__, load_parser(settings.model).name, lexicon_digest())
    waiting = iter(outcomes)
    while batch := list(islice(waiting, FILED_TOGETHER)):
        ledger.file(
            [
                (each.reading, capture_of_page(page))
                for each in batch
                if each.reading is not None and (page := each.page) is not None
            ],
            run=run,
        )
        yield from batch
    ledger.finish_run(run)


def capture_of_page(page: Page) -> Capture:
    """What a ledger keeps of a page: its bytes, and how they came."""
    return Capture(page.content, page.media_type, page.fetched_at, page.url, page.headers)


def _read_in_pool(batches: Iterable[Batch], settings: ReadingSettings, jobs: int) -> Iterator[Outcome]:
    waiting: deque[tuple[Batch, Future[bytes]]] = deque()
    with _Workers(jobs, settings) as workers:
        for given, batch in enumerate(batches, 1):
            waiting.append((batch, workers.give(_of(batch))))
            if len(waiting) >= AHEAD * jobs:
                yield from _finished(*waiting.popleft(), workers)
            if given % RENEWED == 0:
                while waiting:
                    yield from _finished(*waiting.popleft(), workers)
                workers.renew()
        while waiting:
            yield from _finished(*waiting.popleft(), workers)


class _Workers:
    """Forked processes that read; when one dies, all are replaced."""

    def __init__(self, jobs: int, settings: ReadingSettings) -> None:
        self._jobs = jobs
        self._settings = settings
        self._pool = self._fresh()

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _fresh(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self._jobs, mp_context=multiprocessing.get_context("fork"), initializer=_begin_work
        )

    def give(self, pages: Sequence[Page]) -> Future[bytes]:
        try:
            return self._pool.submit(_read_packed, pages, self._settings)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = self._fresh()
            return self._pool.submit(_read_packed, pages, self._settings)

    def renew(self) -> None:
        """New processes in place of those whose vocabulary has grown; they have nothing left to do."""
        self._pool.shutdown()
        self._pool = self._fresh()

    def read_alone(self, page: Page) -> Reading | InputError:
        """What one page gives where its batch lost its worker: only the page that kills again fails."""
        try:
            return _unpacked(self.give([page]).result())[0]
        except BrokenProcessPool:
            return UnreadableInput(page.name, "the process that read it was killed twice (out of memory?)")


def _begin_work() -> None:
    """Ctrl-C is for the parent, which ends its workers in order; one that is killed takes them with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _finished(batch: Batch, future: Future[bytes], workers: _Workers) -> Iterator[Outcome]:
    try:
        results = _unpacked(future.result())
    except BrokenProcessPool:
        results = [workers.read_alone(page) for page in _of(batch)]
    yield from _outcomes(batch, results)


def _outcomes(batch: Batch, results: Results) -> Iterator[Outcome]:
    found = iter(results)
    for page in batch:
        if isinstance(page, InputError):
            yield Outcome(None, None, page)
            continue
        if isinstance(page, _Known):
            yield Outcome(page.page, None, None)
            continue
        result = next(found)
        if isinstance(result, InputError):
            yield Outcome(page, None, result)
        else:
            yield Outcome(page, result, None)


def _read_packed(pages: Sequence[Page], settings: ReadingSettings) -> bytes:
    """`_read_batch` for another process: records that pickle themselves take three times as long."""
    return packed(_read_batch(pages, settings))


def _unpacked(results: bytes) -> Results:
    return cast("Results", pickle.loads(results))  # noqa: S301 - of a worker of ours


def _read_batch(pages: Sequence[Page], settings: ReadingSettings) -> Results:
    """A result a page. Where a fault of the program breaks the batch, only the page at fault is lost."""
    try:
        return _read_together(pages, settings)
    except (LexiconError, ModelError):
        raise
    except Exception:
        return [_read_alone(page, settings) for page in pages]


def _read_alone(page: Page, settings: ReadingSettings) -> Reading | InputError:
    try:
        return _read_together([page], settings)[0]
    except Exception as error:
        return UnreadableInput(page.name, f"reading it failed, a fault of the program: {error!r}")


def _read_together(pages: Sequence[Page], settings: ReadingSettings) -> Results:
    made = [_made(page, settings) for page in pages]
    documents = [document for document in made if isinstance(document, Document)]
    readings = reading_cache().read_all(documents, load_lexicon(), load_parser(settings.model))
    return [next(readings) if isinstance(document, Document) else document for document in made]


def _made(page: Page, settings: ReadingSettings) -> Document | InputError:
    try:
        return document_of(page, published=settings.published)
    except InputError as error:
        return error


def _of(batch: Batch) -> list[Page]:
    return [page for page in batch if isinstance(page, Page)]


def _batched(pages: Iterable[Page | InputError | _Known], jobs: int) -> Iterator[Batch]:
    """A few pages, then `READ_TOGETHER` at a time; with several jobs ever fewer, so that all end together."""
    waiting = iter(pages)
    if first := list(islice(waiting, min(FIRST, READ_TOGETHER))):
        yield first
    shares = 2 * jobs if jobs > 1 else 1
    ahead = list(islice(waiting, shares * READ_TOGETHER))
    while ahead:
        count = ceil(len(ahead) / shares)
        yield ahead[:count]
        ahead = [*ahead[count:], *islice(waiting, count)]


def _cores() -> int:
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()
