"""HTML -> the article: its text in blocks, and what the page says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Segment
from .normalise import tidy


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a page; its text is final."""

    text: str
    segments: tuple[Segment, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None


def extract_article(html: str, *, url: str | None = None, fragment: bool = False) -> Article:
    """The article in a page. Nothing is fetched."""
    from trafilatura import extract

    text = tidy(extract(html, url=url, fast=True, include_comments=False) or "")
    segments = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            segments.append(Segment("paragraph", start, start + len(line)))
        start += len(line) + 1
    return Article(text, tuple(segments))
