"""Turns inputs into pages: paths, folders, addresses, archives, feeds, JSON lines and standard input.

An input that cannot be read yields an error in its place, and the others are still read.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Literal

from ..errors import FetchError, InputError, MissingInput, UnreadableInput
from .capture import DOCUMENT_LIMIT, Form, Page, digest_of, now, read_bounded
from .closed_hosts import ClosedHosts
from .jsonlines import wide_encoding
from .unpack import unpacked

__all__ = [
    "DOCUMENT_LIMIT",
    "Kind",
    "Page",
    "find_pages",
    "is_known",
    "kind_by_name",
    "size_of",
]

Kind = Literal["text", "html", "pdf", "lines", "warc", "feed"]

SUFFIXES: dict[str, Kind | None] = {
    ".atom": "feed",
    ".htm": "html",
    ".html": "html",
    ".jsonl": "lines",
    ".markdown": "text",
    ".md": "text",
    ".ndjson": "lines",
    ".pdf": "pdf",
    ".rss": "feed",
    ".text": "text",
    ".txt": "text",
    ".warc": "warc",
    ".xhtml": "html",
    ".xml": None,
}
"""What a file is by the end of its name; None: its first bytes tell. In a folder no others are read."""

MEDIA_TYPES: dict[Kind, str] = {"text": "text/plain", "html": "text/html", "pdf": "application/pdf"}

HANDED_OVER = ("/dev/fd/", "/dev/stdin")
"""Where a shell hands over what is open already; any other pipe might never be opened from its other end."""

HEAD = 4096
"""Bytes at the start of an input by which its kind is told."""

COLUMNS = ".parquet"
"""The end of the name of a table of documents, which is read in shards alone."""
PARQUET = b"PAR1\x15"
"""How a table of Parquet begins. Its directory is at its end, so that no stream of it can be read."""
NOT_IN_COLUMNS = "is Parquet, which only `reportedly read --engine ray` reads, from *.parquet"

FEED_START = re.compile(rb"<(?:rss|feed|rdf:RDF)\b")
HTML_START = re.compile(
    rb"\A(?:<\?xml[^>]*>|(?><!--.*?-->)|\s)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
HTML_TAG = re.compile(rb"</?(?:p|div|span|meta|title|article|table|br|h[1-6])\b[^<>]*>", re.IGNORECASE)
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def find_pages(
    inputs: Iterable[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    allow_private: bool = False,
) -> Iterator[Page | InputError]:
    """The pages of each input, in order; an error stands where a page could not be read.

    An input is a path, a folder, an address or `-` for standard input. Addresses inside the machine or its
    network are fetched only with `allow_private`.
    """
    closed = ClosedHosts()
    for each in inputs:
        name = os.fspath(each)
        try:
            yield from _pages_of(name, stdin, allow_private, closed)
        except InputError as error:
            yield error
        except (OSError, EOFError, zlib.error) as error:
            yield UnreadableInput(name, getattr(error, "strerror", None) or str(error))


def size_of(inputs: Iterable[str | os.PathLike[str]]) -> int | None:
    """The bytes of all inputs, or None where they are not known before they are read (packed, fetched)."""
    total = 0
    for each in inputs:
        path = Path(each)
        try:
            files = [each for each in path.rglob("*") if is_known(each.name)] if path.is_dir() else [path]
            if any(file.suffix == ".gz" or not file.is_file() for file in files):
                return None
            total += sum(file.stat().st_size for file in files)
        except (OSError, ValueError):
            return None
    return total


def _pages_of(
    name: str, stdin: BinaryIO | None, allow_private: bool, closed: ClosedHosts
) -> Iterator[Page | InputError]:
    if name == "-":
        yield from pages_of_stream(_buffered(stdin), "standard input")
    elif not name:
        raise MissingInput("''", "is not a path; an empty one names nothing")
    elif ADDRESS.match(name):
        from .address import fetch_address

        closed.check(name)
        try:
            fetched = fetch_address(name, allow_private=allow_private)
        except FetchError as error:
            closed.note(name, error)
            raise
        stream = _buffered(io.BytesIO(fetched.content))
        for page in pages_of_stream(
            stream, fetched.url, kind=fetched.kind, charset=fetched.charset, url=fetched.url
        ):
            is_answer = isinstance(page, Page) and page.content == fetched.content
            yield replace(page, headers=fetched.headers) if is_answer else page  # type: ignore[type-var]
    elif (path := Path(name)).is_dir():
        yield from _pages_of_folder(path)
    elif not path.exists():
        raise MissingInput(name, "no such file or folder")
    elif not path.is_file() and not name.startswith(HANDED_OVER):
        raise UnreadableInput(name, "is not a regular file (a pipe or device); give its content as -")
    else:
        with path.open("rb") as file:
            yield from pages_of_stream(file, name, kind=kind_by_name(name))


def _pages_of_folder(folder: Path) -> Iterator[Page | InputError]:
    """Those of all files below the folder whose names tell that they can be read, sorted by path.

    A table of Parquet is an error that says what reads it; all other files are passed over.
    """
    found = False
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for file in sorted(files):
            path = os.path.join(parent, file)  # noqa: PTH118 - keeps the user's form
            if file.startswith(".") or not (is_known(file) or file.endswith(COLUMNS)):
                continue
            found = True
            if file.endswith(COLUMNS):
                yield UnreadableInput(path, NOT_IN_COLUMNS)
            else:
                yield from find_pages([path])
    if not found:
        raise MissingInput(str(folder), f"has no file that can be read; known are {', '.join(SUFFIXES)}")


def _suffix(name: str) -> str:
    return Path(name.lower().removesuffix(".gz")).suffix


def is_known(name: str) -> bool:
    """Whether a file of this name in a folder is read."""
    return _suffix(name) in SUFFIXES


def kind_by_name(name: str) -> Kind | None:
    """The kind of a file by its suffix; None if its first bytes must decide."""
    return SUFFIXES.get(_suffix(name))


def _buffered(stream: BinaryIO | None) -> io.BufferedReader:
    stream = stream or sys.stdin.buffer
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[arg-type]


def pages_of_stream(
    stream: io.BufferedReader,
    name: str,
    *,
    kind: Kind | None = None,
    charset: str | None = None,
    url: str | None = None,
) -> Iterator[Page | InputError]:
    """The pages in a stream of bytes; without a kind, its first bytes decide what it is.

    Raises:
        UnreadableInput: it is empty, or one document and larger than the limit.
    """
    stream = unpacked(stream)
    head = stream.peek(HEAD)[:HEAD]
    if head.startswith(PARQUET):
        raise UnreadableInput(name, NOT_IN_COLUMNS)
    kind = kind or sniff_kind(head)
    if kind == "lines":
        from .jsonlines import find_lines

        yield from find_lines(stream, name)
    elif kind == "warc":
        from .archive import find_records

        yield from find_records(stream, name)
    elif kind == "feed":
        from .feed import find_entries

        yield from find_entries(read_bounded(stream, name), name, charset=charset)
    else:
        yield _single(read_bounded(stream, name), name, kind, charset, url)


def _single(content: bytes, name: str, form: Form, charset: str | None, url: str | None) -> Page:
    return Page(
        content=content,
        digest=digest_of(content),
        media_type=MEDIA_TYPES[form],  # type: ignore[index]
        name=name,
        form=form,
        fetched_at=now(),
        charset=charset,
        url=url,
    )


def sniff_kind(head: bytes) -> Kind:
    """The kind of an input by its first bytes."""
    mark, wide = wide_encoding(head)
    if wide is not None and _starts_with_object(head[len(mark) :].decode(wide, "ignore").lstrip().encode()):
        return "lines"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"WARC/"):
        return "warc"
    if start.startswith(b"{") and _starts_with_object(start):
        return "lines"
    if start.startswith(b"<") and FEED_START.search(start) and not HTML_START.match(start):
        return "feed"
    plain = start.replace(b"\0", b"")
    if HTML_START.match(plain) or (plain.startswith(b"<") and HTML_TAG.search(plain)):
        return "html"
    return "text"


def _starts_with_object(start: bytes) -> bool:
    line, newline, _ = start.partition(b"\n")
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return not newline and line.startswith((b'{"', b'{ "'))
