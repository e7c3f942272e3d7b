"""The captures as a web archive in one file (WACZ 1.1.1): archive, index, list of pages, and digests.

The file is written front to back, so it can be piped and no second copy is needed: the size of a part is
written after it, and again in the directory at the end, as ZIP allows.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import unquote, urlsplit

from ... import __version__
from ...page.capture import now
from ..store import Ledger
from .warc import Archived, archived

VERSION = "1.1.1"

CURRENT = (
    "SELECT title, text FROM documents JOIN captures ON captures.document = documents.id"
    " AND captures.digest = documents.digest WHERE captures.id = ?"
)

WWW = re.compile(r"www\d*\.")
USUAL = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class _Indexed:
    """A record without its bytes, and where these stand in the archive."""

    record: Archived
    offset: int
    length: int


def export_wacz(ledger: Ledger) -> Iterator[bytes]:
    """The ZIP file, part by part; in memory stands a line of the index for each capture, and no page."""
    package = _Package()
    held: list[_Indexed] = []
    yield from package.put("archive/data.warc.gz", _archive(ledger, held), zipfile.ZIP_STORED)
    yield from package.put("indexes/index.cdxj", (line.encode() for line in sorted(map(_index_line, held))))
    yield from package.put("pages/pages.jsonl", _pages(ledger, held))
    about = _json_bytes(
        {
            "profile": "data-package",
            "wacz_version": VERSION,
            "title": ledger.path.stem,
            "created": package.created,
            "software": f"reportedly/{__version__}",
            "resources": package.resources,
        }
    )
    yield from package.put("datapackage.json", [about])
    digest = {"path": "datapackage.json", "hash": f"sha256:{sha256(about).hexdigest()}"}
    yield from package.put("datapackage-digest.json", [_json_bytes(digest)])
    yield package.closed()


def address_key(address: str) -> str:
    """An address as indexes of archives are sorted by it (SURT): lower case, the host from its end."""
    lower = address.lower()
    try:
        parts = urlsplit(lower)
        host = WWW.sub("", unquote(parts.hostname or "").rstrip("."), count=1).encode("idna").decode()
        port = f":{parts.port}" if parts.port not in (None, USUAL.get(parts.scheme)) else ""
    except ValueError:  # such was never fetched, but stood in an archive that was read
        return lower
    if parts.scheme not in USUAL:
        return address
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    path = parts.path.rstrip("/") or "/"
    return f"{','.join(reversed(host.split('.')))}{port}){path}{'?' if query else ''}{query}"


def _archive(ledger: Ledger, held: list[_Indexed]) -> Iterator[bytes]:
    at = 0
    for record in archived(ledger):
        yield record.packed
        if record.capture is not None:
            held.append(_Indexed(replace(record, packed=b""), at, len(record.packed)))
        at += len(record.packed)


def _index_line(each: _Indexed) -> str:
    record = each.record
    told = {
        "url": record.address,
        "mime": record.media_type,
        **({"status": record.status} if record.status else {}),
        "digest": record.digest,
        "length": str(each.length),
        "offset": str(each.offset),
        "filename": "data.warc.gz",
    }
    digits = re.sub(r"\D", "", record.at)[:14]
    return f"{address_key(record.address)} {digits} {json.dumps(told)}\n"


def _pages(ledger: Ledger, held: Iterable[_Indexed]) -> Iterator[bytes]:
    """Every capture is a page; of a document's current one the text stands with it, so that it is found."""
    yield _json_bytes({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}) + b"\n"
    for each in held:
        record = each.record
        told: dict[str, Any] = {"id": record.capture, "url": record.address, "ts": record.at}
        for row in ledger.ask(CURRENT, (record.capture,)):
            told |= {"title": row["title"]} if row["title"] else {}
            told["text"] = row["text"]
        yield _json_bytes(told) + b"\n"


def _json_bytes(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()


class _Sink(io.RawIOBase):
    """What was written waits here until it is taken."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        """It is; and it cannot be read or searched."""
        return True

    def write(self, part: Any) -> int:
        """The bytes wait behind those before."""
        self._waiting += part
        return len(part)

    def taken(self) -> bytes:
        """What waited."""
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken


class _Package:
    """A ZIP file in the making, with the digests of what is in it."""

    def __init__(self) -> None:
        self.created = now()
        self.resources: list[dict[str, Any]] = []
        self._sink = _Sink()
        self._file = zipfile.ZipFile(self._sink, "w")

    def put(self, name: str, parts: Iterable[bytes], how: int = zipfile.ZIP_DEFLATED) -> Iterator[bytes]:
        """The bytes of the ZIP file up to the end of this entry, which is among the resources then."""
        about = zipfile.ZipInfo(name, datetime.fromisoformat(self.created).timetuple()[:6])
        about.compress_type = how
        digest, size = sha256(), 0
        with self._file.open(about, "w", force_zip64=True) as entry:
            for part in parts:
                entry.write(part)
                digest.update(part)
                size += len(part)
                yield self._sink.taken()
        told = {"path": name, "hash": f"sha256:{digest.hexdigest()}", "bytes": size}
        self.resources.append({"name": name.rpartition("/")[2], **told})
        yield self._sink.taken()

    def closed(self) -> bytes:
        """The directory of the ZIP file, its end."""
        self._file.close()
        return self._sink.taken()
