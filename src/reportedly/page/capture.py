"""What was fetched: bytes, with their place and time, and the metadata of their container."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import BinaryIO, Literal

from ..errors import UnreadableInput
from ..records import PublishedBasis

DOCUMENT_LIMIT = 20_000_000
"""Bytes of one document. The longest page among 181 of a public benchmark has 2.6 million."""

TEXT_LIMIT = 2_000_000
"""Characters of the text of one document, 350,000 words: reading takes three kilobytes of memory for each
word, so that such a text takes a gigabyte. The longest of 4,776 news texts has 22,068."""

OF_ONE = "the limit of one document"

Form = Literal["text", "html", "fragment", "pdf"]
"""How the words stand in it: as they are, in a page with all that surrounds an article, in a piece of
HTML that is nothing but the words (an entry of a feed), or in a PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One capture, not yet a document."""

    content: bytes
    """The bytes that the ledger keeps: of the file, the line, the record's payload, the entry."""
    digest: str
    """SHA-256 of `content`."""
    media_type: str
    name: str
    """What a person would know it by: a path, `file.jsonl:7`, an address."""
    form: Form
    fetched_at: str
    """ISO 8601, in UTC: when the bytes were captured, as far as is known; else when they were read."""
    charset: str | None = None
    """As the container declares it."""
    body: str | None = None
    """The words or the HTML where the container holds them decoded; None: they are in `content`."""
    id: str | None = None
    """The caller's own."""
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    """As the container writes it."""
    published_basis: PublishedBasis | None = None
    language: str | None = None
    headers: Mapping[str, str] | None = None
    """What the server said beside the bytes, in the order in which it did; `:status` is its first line."""


def keep_quiet(library: str) -> None:
    """What a library logs of a broken file is no line on a person's screen, unless they ask for logs."""
    logger = logging.getLogger(library)
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def now() -> str:
    """This moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def digest_of(content: bytes) -> str:
    """SHA-256, as hexadecimal digits."""
    return sha256(content).hexdigest()


def read_bounded(stream: BinaryIO, name: str) -> bytes:
    """All that is left of a stream.

    Raises:
        UnreadableInput: it has more than `DOCUMENT_LIMIT` bytes, or none.
    """
    content = stream.read(DOCUMENT_LIMIT + 1)
    if not content:
        raise UnreadableInput(name, "is empty")
    if len(content) > DOCUMENT_LIMIT:
        raise too_large(name)
    return content


def too_large(name: str) -> UnreadableInput:
    """The error for a document beyond the limit."""
    return UnreadableInput(name, f"has more than {DOCUMENT_LIMIT:,} bytes, {OF_ONE}")
