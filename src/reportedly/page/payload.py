"""Decompresses the body of an HTTP response in bounded memory."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

ALIASES = {"x-gzip": "gzip", "": "identity", "none": "identity", "utf-8": "identity"}
"""What servers write for an encoding; the last two are none, and not rare."""


NEVER_PLAIN = frozenset({"identity", "gzip", "deflate"})
"""Encodings in which no body begins with `<`: one that does was unpacked by who captured it."""


class PayloadError(ValueError):
    """The body is not what its headers say."""


def payload_of(body: bytes, transfer: str | None, encoding: str | None, limit: int) -> bytes:
    """The bytes of a body, no more than `limit` of them.

    Raises:
        PayloadError: its chunks are broken, or it is not packed as its headers say.
    """
    parts = [part.strip().lower() for part in (encoding or "").split(",")]
    encodings = [ALIASES.get(part, part) for part in parts]
    if NEVER_PLAIN.issuperset(encodings) and body.lstrip().startswith(b"<"):
        return body[:limit]
    if "chunked" in (transfer or "").lower():
        body = b"".join(_chunks(body))
    for each in reversed(encodings):
        body = _unpacked(body, each, limit)
    return body[:limit]


def _chunks(body: bytes) -> Iterator[bytes]:
    start = 0
    while True:
        end = body.find(b"\n", start)
        size = body[start:end].partition(b";")[0].strip()
        try:
            length = int(size, 16)
        except ValueError:
            raise PayloadError("its chunks are broken") from None
        if length < 0 or end < 0 or end + 1 + length > len(body):
            raise PayloadError("its chunks are broken")
        if length == 0:
            return
        yield body[end + 1 : end + 1 + length]
        start = end + 1 + length
        start += 2 if body[start : start + 2] == b"\r\n" else 1


def _unpacked(body: bytes, encoding: str, limit: int) -> bytes:
    if encoding == "identity":
        return body
    if encoding == "gzip":
        return _inflated(body, 16 + zlib.MAX_WBITS, encoding, limit)
    if encoding == "deflate":
        has_head = len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
        return _inflated(body, zlib.MAX_WBITS if has_head else -zlib.MAX_WBITS, encoding, limit)
    return _read_packed(body, encoding, limit)


def _inflated(body: bytes, window: int, encoding: str, limit: int) -> bytes:
    unpacking = zlib.decompressobj(window)
    try:
        unpacked = unpacking.decompress(body, limit)
    except zlib.error as error:
        raise PayloadError(f"is not {encoding}, which its headers say: {error}") from error
    if not unpacking.eof and len(unpacked) < limit:
        raise PayloadError(f"its {encoding} breaks off")
    return unpacked


def _read_packed(body: bytes, encoding: str, limit: int) -> bytes:
    from fastwarc import stream_io

    readers = {"br": "BrotliReader", "zstd": "ZstdReader"}
    reader = getattr(stream_io, readers.get(encoding, ""), None)
    if reader is None:
        raise PayloadError(f"is packed as {encoding!r}, which is not known")
    try:
        unpacked: bytes = reader(io.BytesIO(body)).read(limit)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic inside the reader is no Exception
        raise PayloadError(f"is not {encoding}, which its headers say") from error
    if body and not unpacked:
        raise PayloadError(f"is not {encoding}, which its headers say")
    return unpacked
