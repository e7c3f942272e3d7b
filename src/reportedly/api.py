"""The public functions: what the command line does, for Python programs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from .errors import InputError
from .language.parse import DEFAULT_MODEL, load_parser
from .ledger.asking.renewed import join_waiting
from .ledger.neighbourhoods.renewal import AT_ONCE
from .ledger.store import Ledger
from .lexicon import load_lexicon
from .page.documents import make_document
from .page.fetch import find_pages
from .privacy import KEEP_NAMES, pseudonyms_of
from .reading import read as read_document
from .records import Document, Reading
from .scale import ReadingSettings, file_outcomes, known_in, read_pages, with_distinct_ids
from .views.brief import make_brief
from .views.writing import WRITERS


def read(text: str | Document, *, published: str | None = None, model: str = DEFAULT_MODEL) -> Reading:
    """The findings in one text. A `Document` (see `make_document`) also has an outlet, an address and a date.

    `published` (ISO 8601) resolves relative times such as “on Sunday”; without it they stay open, and a
    notice says so.

    Raises:
        ModelError: the model is not installed.
        ValueError: `published` is not an ISO 8601 date or date-time.
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
    """The readings of all documents, in order. Inputs are paths, folders and addresses, as for the command.

    If a document cannot be read, its error goes to `on_error` and the others are still read; without
    `on_error` the error is raised. With more than one of `jobs`, this process forks, so a program that has
    threads of its own should keep the default: one job reads in this process, and only forks after some
    16,000 documents, to keep memory flat.

    Raises:
        InputError: a document cannot be read, and there is no `on_error`.
        ModelError: the model is not installed.
    """
    pages = find_pages(inputs, allow_private=allow_private)
    for outcome in read_pages(pages, ReadingSettings(model, published), jobs):
        if outcome.reading is not None:
            yield outcome.reading
        elif outcome.error is not None:
            _tell(outcome.error, on_error)


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
    """Files the documents of the inputs in the ledger and joins them with all others.

    Documents that the ledger already holds are not read again, so an interrupted call can be repeated.
    `jobs` and `on_error` are those of `read_inputs`.

    Returns:
        How many documents were new, each counted once.

    Raises:
        LedgerError: the ledger cannot be written; it keeps what was filed before.
    """
    settings = ReadingSettings(model, published)
    pages = find_pages(inputs, allow_private=allow_private)
    outcomes = read_pages(pages, settings, jobs, known=known_in(ledger))
    filed: set[str] = set()
    for outcome in file_outcomes(ledger, with_distinct_ids(outcomes, given_only=True), settings):
        if outcome.reading is not None:
            filed.add(outcome.reading.document.id)
        if outcome.error is not None:
            _tell(outcome.error, on_error)
    join_waiting(ledger, lambda _: None, upto=AT_ONCE)
    return len(filed)


def _tell(error: InputError, on_error: Callable[[InputError], None] | None) -> None:
    if on_error is None:
        raise error
    on_error(error)


def brief(
    readings: Iterable[Reading],
    *,
    format: Literal["text", "markdown", "html", "json"] = "text",  # noqa: A002 - as on the command line
    title: str | None = None,
    with_names: bool = False,
) -> str:
    """The brief of the readings; the names of private persons are left out unless `with_names` is true."""
    told = list(readings)
    names = KEEP_NAMES if with_names else pseudonyms_of(told)
    return WRITERS[format](make_brief(told, names, title))
