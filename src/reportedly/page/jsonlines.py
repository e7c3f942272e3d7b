"""JSON lines: one document per line, read in constant memory."""

from __future__ import annotations

import codecs
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import InputError, UnreadableInput
from .capture import DOCUMENT_LIMIT, Page, digest_of, now, too_large
from .normalise import BOMS

WORDS = ("id", "text", "html", "url", "title", "publisher", "published", "language")
"""Fields that hold one string; `authors` holds several. Any other field is the caller's own."""

UNMARKED = (
    (b"{\0\0\0", "utf-32-le"),
    (b"{\0", "utf-16-le"),
    (b"\0\0\0{", "utf-32-be"),
    (b"\0{", "utf-16-be"),
)
"""How an object begins in an encoding of wide characters without a byte order mark."""

LONE_SURROGATES = dict.fromkeys(range(55296, 57344), "�")
"""Halves of a character, which no file can hold: each is replaced by one character, so no offset moves."""


def find_lines(stream: io.BufferedReader, name: str) -> Iterator[Page | InputError]:
    """Each line as a page, or as the error that says why it is not one; blank lines are skipped."""
    number = 0
    found = False
    try:
        stream = _as_utf8(stream)
        while line := stream.readline(DOCUMENT_LIMIT + 1):
            number += 1
            where = f"{name}:{number}"
            if len(line) > DOCUMENT_LIMIT:
                yield too_large(where)
                _skip_line(stream, line)
            elif line.strip():
                yield page_of_line(line.rstrip(b"\r\n"), where)
            found = found or bool(line.strip())
    except (OSError, EOFError, zlib.error) as error:
        yield UnreadableInput(f"{name}:{number + 1}", f"is read no further: {error}")
        return
    if not found:
        yield UnreadableInput(name, "is empty")


def _as_utf8(stream: io.BufferedReader) -> io.BufferedReader:
    """The same lines in UTF-8, where their first bytes say that they are in UTF-16 or UTF-32."""
    mark, encoding = wide_encoding(stream.peek(4)[:4])
    if encoding is None:
        return stream
    stream.read(len(mark))
    return io.BufferedReader(_Recoded(stream, encoding), 1 << 16)


def wide_encoding(head: bytes) -> tuple[bytes, str | None]:
    """The byte order mark and the encoding of lines that are not in UTF-8; no encoding where they are."""
    for mark, encoding in BOMS:
        if head.startswith(mark) and encoding != "utf-8":
            return mark, encoding
    for start, encoding in UNMARKED:
        if head.startswith(start):
            return b"", encoding
    return b"", None


class _Recoded(io.RawIOBase):
    """A stream of another encoding as UTF-8; invalid bytes become U+FFFD."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        while not self._waiting:
            taken = self._stream.read(1 << 16)
            self._waiting = self._decoder.decode(taken, final=not taken).encode("utf-8", "replace")
            if not taken:
                break
        data, self._waiting = self._waiting[: len(view)], self._waiting[len(view) :]
        view[: len(data)] = data
        return len(data)


def _skip_line(stream: io.BufferedReader, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


def page_of_line(line: bytes, where: str) -> Page | InputError:
    """The page that a line holds, or the error that names the line and the field."""
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
        return page_of_row(row, line, where)
    except UnicodeDecodeError as error:
        return UnreadableInput(where, f"is not UTF-8 at byte {error.start}")
    except json.JSONDecodeError as error:
        return UnreadableInput(where, f"is not JSON: {error.msg} at column {error.colno}")
    except (ValueError, RecursionError) as error:
        return UnreadableInput(where, f"is not JSON that can be read: {error}")
    except InputError as error:
        return error


def page_of_row(row: object, content: bytes, where: str) -> Page:
    """The page that a JSON object describes.

    Raises:
        UnreadableInput: the line is not a JSON object, a field has the wrong type, or text and HTML are both
            missing.
    """
    if not isinstance(row, dict):
        raise UnreadableInput(where, f"must be a JSON object, got {_json_type(row)}")
    words: dict[str, Any] = {field: _word(row, field, where) for field in WORDS}
    text, html = words.pop("text"), words.pop("html")
    if text is None and html is None:
        raise UnreadableInput(where, "has neither 'text' nor 'html'")
    return Page(
        content=content,
        digest=digest_of(content),
        media_type="application/json",
        name=where,
        form="html" if text is None else "text",
        fetched_at=now(),
        body=html if text is None else text,
        authors=_authors(row, where),
        published_basis="stated" if words["published"] else None,
        **words,
    )


def _word(row: Mapping[str, Any], field: str, where: str) -> str | None:
    value = row.get(field)
    if value is not None and not isinstance(value, str):
        raise UnreadableInput(where, f"{field!r} must be a string, got {_json_type(value)}")
    return _whole(value) if value or field in ("text", "html") else None


def _authors(row: Mapping[str, Any], where: str) -> tuple[str, ...]:
    value = row.get("authors")
    values = [value] if isinstance(value, str) else [] if value is None else value
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        raise UnreadableInput(where, f"'authors' must be a list of strings, got {_json_type(value)}")
    return tuple(author for each in values if (author := (_whole(each) or "").strip()))


def _whole(text: str | None) -> str | None:
    return text if text is None or text.isascii() else text.translate(LONE_SURROGATES)


def _json_type(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "a truth value"}
    return "null" if value is None else names.get(type(value), "a number")
