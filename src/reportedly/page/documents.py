"""The door of this room: what was fetched becomes a document."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from ..records import Document
from .segment import split_segments


def make_document(
    text: str,
    *,
    name: str | None = None,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    authors: tuple[str, ...] = (),
    published: str | None = None,
    language: str | None = None,
) -> Document:
    """A document of a text as it stands; `name` is the caller's own id for it."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=name or f"document-{digest[:20]}",
        url=url,
        title=title,
        publisher=publisher,
        authors=authors,
        published=published,
        published_basis="stated" if published else None,
        language=language or "en",
        digest=digest,
        text=text,
        segments=split_segments(text),
    )


def document_of_line(row: dict[str, Any]) -> Document:
    """A document of one line of JSON."""
    return make_document(
        row.get("text", ""),
        name=row.get("id"),
        url=row.get("url"),
        title=row.get("title"),
        publisher=row.get("publisher"),
        published=row.get("published"),
        language=row.get("language"),
    )
