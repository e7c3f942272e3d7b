"""The public functions: the same thing as the command line, for programs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from .errors import InputError
from .language.parse import DEFAULT_MODEL, load_parser
from .ledger.joining import join
from .ledger.store import Ledger
from .lexicon import load_lexicon
from .page.documents import make_document
from .page.fetch import FetchOptions, find_pages
from .privacy import KEEP_NAMES, pseudonyms_of
from .reading import read as read_document
from .records import Document, Reading
from .scale import ReadingSettings, file_outcomes, read_pages, with_distinct_ids
from .views.brief import make_brief
from .views.writing import WRITERS


def read(text: str | Document, *, published: str | None = None, model: str = DEFAULT_MODEL) -> Reading:
    """All that one text says; a `Document` (see `make_document`) can tell its outlet, address and date.

    `published` (ISO 8601) settles relative times of a text; without it they stay open, with a notice.

    Raises:
        ModelError: the model is not installed.
        ValueError: `published` is no ISO 8601 date or date-time.
    """
    document = text if isinstance(text, Document) else make_document(text, published=published)
    return read_document(document, load_lexicon(), load_parser(model))


def read_inputs(
    inputs: Iterable[str | os.PathLike[str]],
    *,
    published: str | None = None,
    model: str = DEFAULT_MODEL,
    jobs: int = 1,
    allow_private: bool = False,
    on_error: Callable[[InputError], None] | None = None,
) -> Iterator[Reading]:
    """What each document of the inputs says, in order: paths, folders, addresses, as for `reportedly read`.

    A document that cannot be read is passed to `on_error` and the rest goes on; without `on_error` the
    error is raised in its place. With more `jobs` than one, processes are forked from this one, which a
    program with threads of its own should not ask for; one job reads here, and forks after some 16,000
    documents to keep memory flat.

    Raises:
        InputError: a document cannot be read, and there is no `on_error`.
        ModelError: the model is not installed.
    """
    pages = find_pages(inputs, options=FetchOptions(allow_private=allow_private))
    for outcome in read_pages(pages, ReadingSettings(model, published), jobs):
        if outcome.reading is not None:
            yield outcome.reading
        elif outcome.error is not None and on_error is not None:
            on_error(outcome.error)
        elif outcome.error is not None:
            raise outcome.error


def file_inputs(
    ledger: Ledger,
    inputs: Iterable[str | os.PathLike[str]],
    *,
    published: str | None = None,
    model: str = DEFAULT_MODEL,
    jobs: int = 1,
    allow_private: bool = False,
    on_error: Callable[[InputError], None] | None = None,
) -> int:
    """How many documents were new, each counted once: they are in the ledger, joined with all others.

    What the ledger has already is not read again, so that an interrupted call goes on where it stopped.
    Errors and `jobs` are those of `read_inputs`.

    Raises:
        LedgerError: the ledger cannot be written; what was filed until then is in it.
    """
    settings = ReadingSettings(model, published)
    pages = find_pages(inputs, options=FetchOptions(allow_private=allow_private))
    outcomes = read_pages(pages, settings, jobs, known=ledger.has_capture)
    filed: set[str] = set()
    for outcome in file_outcomes(ledger, with_distinct_ids(outcomes, given_only=True), settings):
        if outcome.reading is not None:
            filed.add(outcome.reading.document.id)
        if outcome.error is not None and on_error is not None:
            on_error(outcome.error)
        elif outcome.error is not None:
            raise outcome.error
    join(ledger)
    return len(filed)


def brief(
    readings: Iterable[Reading],
    *,
    format: Literal["text", "markdown", "html", "json"] = "text",  # noqa: A002 - as on the command line
    title: str | None = None,
    with_names: bool = False,
) -> str:
    """The brief of the readings; names of private persons are left out unless they are asked for."""
    told = list(readings)
    names = KEEP_NAMES if with_names else pseudonyms_of(told)
    return WRITERS[format](make_brief(told, names, title))
