"""`read()` over many pages, in batches, by one process or several.

Findings do not depend on the batch, so they are the same for any number of jobs. Workers are forked after
the model is loaded and share its memory. They send back readings, not parses, and never open a ledger.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from itertools import chain, islice
from math import ceil
from typing import cast

from . import __version__
from .contract import renamed
from .errors import InputError, LexiconError, ModelError, UnreadableInput
from .language.parse import DEFAULT_MODEL, load_parser
from .ledger.file.batches import set_apart_id
from .ledger.file.filing import Capture, same_id_notice
from .ledger.store import Ledger
from .lexicon import lexicon_digest, load_lexicon
from .page.documents import document_of, guess_notice, id_of
from .page.fetch import Page
from .reading_cache import packed, reading_cache
from .records import Document, Reading
from .workers import WorkerDied, Workers

READ_TOGETHER = 16
"""Pages in a batch: from 2 to 32, the speed of the parser varies by less than a tenth."""

FIRST = 4
"""Pages in the first batch, which is read before workers are started."""

AHEAD = 3
"""Batches handed out per job: enough that no worker waits, few enough that memory stays flat."""

RENEWED = 1_000
"""Batches after which workers are replaced: spaCy never forgets a word, so a worker would grow by about 3 MB
per 500 documents. What a new worker has to learn again costs less than a hundredth. With one job, the
program reads this many batches itself, without sending anything between processes, and successive workers
read the rest."""

COLLECTED_AFTER = 10_000
"""New objects after which a process of our own looks for garbage; there is next to none, and after the usual
700 looking for it takes three hundredths of a read."""

FILED_TOGETHER = 64
"""Documents filed in one transaction: the most that must be read again after a kill."""


SHORT = 8
"""Bytes kept of each id and digest of a stream: the probability that two of a million documents share them is
under one in ten million."""


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """The settings of reading, the same for every worker."""

    model: str = DEFAULT_MODEL
    published: str | None = None
    """A publication date that overrides those of the pages."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one page: a reading, or an error, or neither if the page was already known."""

    page: Page | None
    reading: Reading | None
    error: InputError | None


@dataclass(frozen=True, slots=True)
class _Known:
    """Marks a page that need not be read."""

    page: Page


Batch = Sequence[Page | InputError | _Known]
Results = Sequence[Reading | InputError]
_Readers = Workers[Sequence[Page], bytes]


def read_pages(
    pages: Iterable[Page | InputError],
    settings: ReadingSettings,
    jobs: int | None = None,
    known: Callable[[Page], bool] | None = None,
    *,
    own_process: bool = False,
) -> Iterator[Outcome]:
    """One outcome per page, in order; `jobs` is the number of processes, by default one per core.

    Pages that are `known` are not read: their outcome has neither a reading nor an error. `own_process` says
    that the process does nothing else: objects made at the start are then exempt from garbage collection.

    Raises:
        ModelError: the model of the settings does not load.
    """
    jobs = jobs or cores()
    batches = _batched(_marked(pages, known), jobs)
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


def read_guarded(
    pages: Iterable[Page | InputError],
    settings: ReadingSettings,
    known: Callable[[Page], bool] | None = None,
    *,
    own_process: bool = False,
) -> Iterator[Outcome]:
    """Like `read_pages`, but in another process: a page that kills its reader becomes an error.

    Raises:
        ModelError: the model of the settings does not load.
    """
    if not _can_fork():
        yield from read_pages(pages, settings, 1, known, own_process=own_process)
        return
    with _starting(own_process=own_process):
        load_lexicon()
        load_parser(settings.model)
        reading_cache()
    yield from _read_in_pool(_batched(_marked(pages, known), jobs=1), settings, jobs=1)


def _marked(
    pages: Iterable[Page | InputError], known: Callable[[Page], bool] | None
) -> Iterator[Page | InputError | _Known]:
    """The same pages; those that are known are marked."""
    for page in pages:
        yield _Known(page) if known and isinstance(page, Page) and known(page) else page


def known_in(ledger: Ledger) -> Callable[[Page], bool]:
    """Whether the ledger has a page: these bytes, and they are what is current of the same document."""

    def known(page: Page) -> bool:
        return ledger.has_bytes(page.digest) and ledger.is_filed(id_of(page), page.digest, page.fetched_at)

    return known


@contextmanager
def _starting(*, own_process: bool) -> Iterator[None]:
    """In a process of our own, exempts everything made inside the context from garbage collection.

    The model and the lexicons are half a million objects: collecting among them takes a quarter of the
    start-up, and would copy the memory that forked workers share. This freezes all objects of the process, so
    it is not done in programs that use the library; and only once, since each time would keep more garbage.
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
        gc.set_threshold(COLLECTED_AFTER)
        if looked:
            gc.enable()


def with_distinct_ids(outcomes: Iterable[Outcome], *, given_only: bool = False) -> Iterator[Outcome]:
    """The same outcomes, in order, such that no two different documents share an id.

    A document whose id is taken gets `~` and the start of its digest appended, as in a ledger, and a notice
    says so. The same bytes under the same id are one document, which may occur twice. With `given_only`, ids
    made from addresses stay: a ledger keeps two captures of one address as one document.
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


def each_once(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """The same outcomes; a document that came just before in the same form is known, as in a ledger."""
    latest: dict[bytes, bytes] = {}
    for outcome in outcomes:
        if outcome.page is None or outcome.reading is None:
            yield outcome
            continue
        name, form = _short(outcome.reading.document.id), bytes.fromhex(outcome.page.digest)[:SHORT]
        yield replace(outcome, reading=None) if latest.get(name) == form else outcome
        latest[name] = form


def _short(name: str) -> bytes:
    return blake2b(name.encode("utf-8", "surrogatepass"), digest_size=SHORT).digest()


def file_outcomes(
    ledger: Ledger, outcomes: Iterable[Outcome], settings: ReadingSettings
) -> Iterator[Outcome]:
    """The same outcomes, in order, each passed on after its reading and its bytes are in the ledger.

    Raises:
        LedgerError: the ledger cannot be written; it holds whatever was passed on.
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
    """What a ledger stores of a page: its bytes and where they came from."""
    return Capture(page.content, page.media_type, page.fetched_at, page.url, page.headers)


def _read_in_pool(batches: Iterable[Batch], settings: ReadingSettings, jobs: int) -> Iterator[Outcome]:
    waiting: deque[tuple[Batch, int]] = deque()
    with Workers(jobs, partial(_read_packed, settings=settings)) as workers:
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


def _finished(batch: Batch, ticket: int, workers: _Readers) -> Iterator[Outcome]:
    try:
        results = _unpacked(workers.result(ticket))
    except WorkerDied:
        results = [_read_once_more(page, workers) for page in _of(batch)]
    yield from _outcomes(batch, results)


def _read_once_more(page: Page, workers: _Readers) -> Reading | InputError:
    """A page of a batch that lost its worker, alone; only one that kills a worker again fails."""
    try:
        return _unpacked(workers.result(workers.give([page])))[0]
    except WorkerDied:
        return UnreadableInput(page.name, "the process that read it was killed twice (out of memory?)")


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
    """`_read_batch` for another process; the default way to pickle records takes three times as long."""
    return packed(_read_batch(pages, settings))


def _unpacked(results: bytes) -> Results:
    return cast("Results", pickle.loads(results))  # noqa: S301 - of a worker of ours


def _read_batch(pages: Sequence[Page], settings: ReadingSettings) -> Results:
    """One result per page. If a bug breaks a batch, only the page that causes it is lost."""
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
    return [
        _noted(next(readings), page) if isinstance(document, Document) else document
        for page, document in zip(pages, made, strict=True)
    ]


def _noted(reading: Reading, page: Page) -> Reading:
    """The reading with what is to be said of the page's bytes."""
    notice = guess_notice(page, reading.document)
    return replace(reading, notices=(*reading.notices, notice)) if notice else reading


def _made(page: Page, settings: ReadingSettings) -> Document | InputError:
    try:
        return document_of(page, published=settings.published)
    except InputError as error:
        return error


def _of(batch: Batch) -> list[Page]:
    return [page for page in batch if isinstance(page, Page)]


def _batched(pages: Iterable[Page | InputError | _Known], jobs: int) -> Iterator[Batch]:
    """Batches: a small one first, then of `READ_TOGETHER`; with several jobs smaller ones towards the end."""
    waiting = iter(pages)
    if first := list(islice(waiting, min(FIRST, READ_TOGETHER))):
        yield first
    shares = 2 * jobs if jobs > 1 else 1
    ahead = list(islice(waiting, shares * READ_TOGETHER))
    while ahead:
        count = ceil(len(ahead) / shares)
        yield ahead[:count]
        ahead = [*ahead[count:], *islice(waiting, count)]


def cores() -> int:
    """How many cores this process may use."""
    affinity: Callable[[int], set[int]] | None = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()
