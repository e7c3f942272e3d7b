"""WARC archives: all HTML responses, with the time of their capture."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..errors import InputError, MissingInput, UnreadableInput
from .capture import DOCUMENT_LIMIT, Page, digest_of, now, too_large
from .dates import iso_date
from .payload import PayloadError, payload_of

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap, WarcRecord

SKIP = 1 << 20
"""Bytes that are passed over at once."""

HTML_TYPES = ("text/html", "application/xhtml+xml")


class _Forward:
    """A stream that is only read onwards, and knows where it stands: what the archive's reader needs.

    It asks for the place by seeking, and ends the process where that fails, as it does on a pipe.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._place = 0
        self.failure: Exception | None = None
        """Why it ended before its end; the reader is told that it ended, so that all before is read."""

    def read(self, size: int = -1) -> bytes:
        try:
            taken = self._stream.read1(size)
        except (OSError, EOFError, zlib.error) as error:
            self.failure = error
            return b""
        self._place += len(taken)
        return taken

    def tell(self) -> int:
        return self._place

    def close(self) -> None:
        """Nothing: who opened the stream closes it."""

    def seek(self, offset: int, whence: int = 0) -> int:
        """Forward only; elsewhere it stays."""
        target = offset if whence == 0 else self._place + offset
        while self._place < target and self.read(min(SKIP, target - self._place)):
            pass
        return self._place


def find_records(stream: io.BufferedReader, name: str) -> Iterator[Page | InputError]:
    """A page for every response that succeeded and is HTML; responses of other types are passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    forward = _Forward(stream)
    records = ArchiveIterator(forward, record_types=WarcRecordType.response, auto_decode="none")
    found = False
    while True:
        try:
            page = _page_of_record(next(records), name)
        except StopIteration:
            break
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic inside the reader is no Exception
            forward.failure = forward.failure or RuntimeError(str(error))
            break
        if page is not None:
            found = True
            yield page
    if forward.failure is not None:
        yield UnreadableInput(name, f"is read no further: {forward.failure}")
    elif not found:
        yield MissingInput(name, "has no HTML response in it")


def _page_of_record(record: WarcRecord, name: str) -> Page | InputError | None:
    address = (record.headers.get("WARC-Target-URI") or record.record_id or name).strip("<>")
    headers = record.http_headers
    if headers is None or not 200 <= (headers.status_code or 0) < 300:
        return None
    if record.http_content_type not in HTML_TYPES:
        return None
    body = record.reader.read(DOCUMENT_LIMIT + 1)
    if len(body) < min(record.content_length, DOCUMENT_LIMIT + 1):
        return UnreadableInput(f"{name}: {address}", "breaks off before its end")
    try:
        content = payload_of(
            body, headers.get("Transfer-Encoding"), headers.get("Content-Encoding"), DOCUMENT_LIMIT + 1
        )
    except PayloadError as error:
        return UnreadableInput(f"{name}: {address}", str(error))
    if len(content) > DOCUMENT_LIMIT:
        return too_large(f"{name}: {address}")
    return Page(
        content=content,
        digest=digest_of(content),
        media_type=record.http_content_type,
        name=address,
        form="html",
        fetched_at=_moment(record.headers.get("WARC-Date")) or now(),
        charset=record.http_charset,
        url=address,
        headers=_headers(headers),
    )


def _moment(written: str | None) -> str | None:
    """A time of capture in UTC, as all of a ledger are: they are compared letter by letter."""
    try:
        moment = datetime.fromisoformat(iso_date(written) or "")
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _headers(headers: HeaderMap) -> dict[str, str]:
    """The response's headers in order, those of one name as one, its first line before them."""
    told = {":status": (headers.status_line or "").partition(" ")[2]}
    for name, value in headers:
        told[name] = f"{told[name]}, {value}" if name in told else value
    return told
