"""WARC archives: every HTML response, with the time of its capture."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..errors import InputError, MissingInput, UnreadableInput
from .capture import DOCUMENT_LIMIT, Page, digest_of, now, too_large

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

HTML_TYPES = ("text/html", "application/xhtml+xml")


def find_records(stream: io.BufferedReader, name: str) -> Iterator[Page | InputError]:
    """A page for every response that succeeded and is HTML; responses of other types are passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    found = False
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all"):
            page = _page_of_record(record, name)
            if page is not None:
                found = True
                yield page
    except (OSError, EOFError, ValueError, zlib.error) as error:
        yield UnreadableInput(name, f"is read no further: {error}")
        return
    if not found:
        yield MissingInput(name, "has no HTML response in it")


def _page_of_record(record: WarcRecord, name: str) -> Page | InputError | None:
    address = (record.headers.get("WARC-Target-URI") or record.record_id or name).strip("<>")
    headers = record.http_headers
    if headers is None or not 200 <= (headers.status_code or 0) < 300:
        return None
    if record.http_content_type not in HTML_TYPES:
        return None
    content = record.reader.read(DOCUMENT_LIMIT + 1)
    if len(content) > DOCUMENT_LIMIT:
        return too_large(f"{name}: {address}")
    return Page(
        content=content,
        digest=digest_of(content),
        media_type=record.http_content_type,
        name=address,
        form="html",
        fetched_at=record.headers.get("WARC-Date") or now(),
        charset=record.http_charset,
        url=address,
    )
