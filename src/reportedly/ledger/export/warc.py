"""The captures as a web archive (WARC 1.1, ISO 28500), each record compressed separately for replayers.

A server's answer is a `response` under its address. Content of a file, a line or a feed is a `resource` under
a name made by this program, since no server ever sent those bytes. Bodies are stored uncompressed; headers
about their former compression are kept under `X-Archive-Orig-`.
"""

from __future__ import annotations

import gzip
import json
import zlib
from base64 import b32encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from ... import __version__
from ...page.capture import now
from ..store import Ledger

CAPTURES = (
    "SELECT id, document, digest, media_type, url, headers, fetched_at, filed_at, content"
    " FROM captures ORDER BY rowid"
)

GONE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers of the way that the body came, not of the body that is kept."""

SAFE = "%/:?#[]@!$&'()*+,;=~"
"""What stays as it is in an address; anything else, spaces and line ends first, is escaped."""


@dataclass(frozen=True, slots=True)
class Archived:
    """One record of the archive, packed, and what an index tells of it."""

    packed: bytes
    capture: str | None
    """Its id; None of the record that says who wrote the archive."""
    document: str | None
    address: str
    at: str
    """When it was fetched: ISO 8601, in UTC."""
    media_type: str
    status: str | None
    """Of an answer: three digits."""
    digest: str
    """SHA-256 of the body, as the record has it."""


def export_warc(ledger: Ledger) -> Iterator[bytes]:
    """A record that says who wrote the archive, then one for each capture, in the order of filing."""
    return (each.packed for each in archived(ledger))


def archived(ledger: Ledger) -> Iterator[Archived]:
    """The records of the archive, in the order of filing, behind the one that says who wrote it."""
    about = f"software: reportedly/{__version__}\r\nformat: WARC File Format 1.1\r\n".encode()
    at = now()
    head = {"WARC-Type": "warcinfo", "WARC-Date": at, "Content-Type": "application/warc-fields"}
    packed = _record(f"{ledger.path.name} {at}", head, about)
    yield Archived(
        packed=packed,
        capture=None,
        document=None,
        address="",
        at=at,
        media_type="application/warc-fields",
        status=None,
        digest=f"sha256:{_base32(about)}",
    )
    yield from map(_capture, ledger.ask(CAPTURES))


def _capture(row: Any) -> Archived:
    content = zlib.decompress(row["content"])
    headers = json.loads(row["headers"]) if row["headers"] else None
    at, digest = _utc(row["fetched_at"]) or row["filed_at"], f"sha256:{_base32(content)}"
    if headers and ":status" in headers and row["url"]:
        kind, media_type = "response", "application/http;msgtype=response"
        body = _answer(headers, row["media_type"], content)
        address, status = quote(row["url"], SAFE), _line(headers[":status"])[:3]
    else:
        kind, media_type, body = "resource", _line(row["media_type"]), content
        address, status = f"urn:reportedly:{quote(row['id'], '')}", None
    head = {
        "WARC-Type": kind,
        "WARC-Target-URI": address,
        "WARC-Date": at,
        "WARC-Payload-Digest": digest,
        "Content-Type": media_type,
    }
    packed = _record(row["id"], head, body)
    return Archived(
        packed=packed,
        capture=row["id"],
        document=row["document"],
        address=address,
        at=at,
        media_type=_line(row["media_type"]),
        status=status,
        digest=digest,
    )


def _answer(headers: Mapping[str, str], media_type: str, content: bytes) -> bytes:
    status = _line(headers.get(":status") or "200 OK")
    lines = [f"HTTP/1.1 {status}"]
    for name, value in headers.items():
        if name.startswith(":"):
            continue
        told = f"X-Archive-Orig-{name}" if name.lower() in GONE else name
        lines.append(f"{_line(told)}: {_line(value)}")
    if "content-type" not in {name.lower() for name in headers}:
        lines.append(f"Content-Type: {_line(media_type)}")
    lines.append(f"Content-Length: {len(content)}")
    return "\r\n".join((*lines, "", "")).encode("utf-8", "replace") + content


def _record(name: str, head: Mapping[str, str], body: bytes) -> bytes:
    told = {
        "WARC-Record-ID": f"<{uuid5(NAMESPACE_URL, f'reportedly:{name}').urn}>",
        **head,
        "WARC-Block-Digest": f"sha256:{_base32(body)}",
        "Content-Length": str(len(body)),
    }
    lines = "\r\n".join(("WARC/1.1", *[f"{name}: {value}" for name, value in told.items()], "", ""))
    return gzip.compress(lines.encode("utf-8", "replace") + body + b"\r\n\r\n", mtime=0)


def _base32(content: bytes) -> str:
    return b32encode(sha256(content).digest()).decode()


def _line(value: str) -> str:
    """A value that stays on its line."""
    return " ".join(value.split())


def _utc(at: str | None) -> str | None:
    """A time as the format wants it, or None for another form."""
    is_utc = at is not None and len(at) >= 20 and at.endswith("Z") and at[10] == "T"
    return at if is_utc else None
