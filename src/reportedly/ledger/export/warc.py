"""The captures as a web archive (WARC 1.1, ISO 28500), each record packed by itself, as replayers want it.

What a server answered is a `response` under its address; what came from a file, a line or a feed is a
`resource` under a name of ours, since no server ever answered with those bytes. Bodies are kept unpacked:
headers of a packing that is gone stand under `X-Archive-Orig-`.
"""

from __future__ import annotations

import gzip
import json
import zlib
from base64 import b32encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from ... import __version__
from ..opening import now
from ..store import Ledger

CAPTURES = (
    "SELECT id, document, digest, media_type, url, headers, fetched_at, filed_at, content"
    " FROM captures ORDER BY rowid"
)

GONE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers of the way that the body came, not of the body that is kept."""

SAFE = "%/:?#[]@!$&'()*+,;=~"
"""What stays as it is in an address; anything else, spaces and line ends first, is escaped."""


def export_warc(ledger: Ledger) -> Iterator[bytes]:
    """A record that says who wrote the archive, then one for each capture, in the order of filing."""
    about = f"software: reportedly/{__version__}\r\nformat: WARC File Format 1.1\r\n"
    head = {"WARC-Type": "warcinfo", "WARC-Date": now(), "Content-Type": "application/warc-fields"}
    yield _record(f"{ledger.path.name} {now()}", head, about.encode())
    for row in ledger.ask(CAPTURES):
        yield _capture(row)


def _capture(row: Any) -> bytes:
    content = zlib.decompress(row["content"])
    headers = json.loads(row["headers"]) if row["headers"] else None
    head = {
        "WARC-Date": _utc(row["fetched_at"]) or row["filed_at"],
        "WARC-Payload-Digest": f"sha256:{_base32(content)}",
    }
    if headers and ":status" in headers and row["url"]:
        body = _answer(headers, row["media_type"], content)
        about = {"WARC-Type": "response", "WARC-Target-URI": quote(row["url"], SAFE)}
        return _record(
            row["id"], {**about, **head, "Content-Type": "application/http;msgtype=response"}, body
        )
    about = {"WARC-Type": "resource", "WARC-Target-URI": f"urn:reportedly:{quote(row['id'], '')}"}
    return _record(row["id"], {**about, **head, "Content-Type": _line(row["media_type"])}, content)


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
