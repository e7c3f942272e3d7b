"""The parts of a document: paragraphs, captions, comments, datelines, furniture."""

from __future__ import annotations

from bisect import bisect_right

from ..records import Document, Segment


def segment_at(document: Document, offset: int) -> Segment | None:
    """The segment that holds the offset, or the last one before it; None where there is none."""
    index = bisect_right(document.segments, offset, key=lambda segment: segment.start) - 1
    return document.segments[index] if index >= 0 else None


def split_segments(text: str, *, title: str | None = None) -> tuple[Segment, ...]:
    """The segments of a text that was not a page."""
    segments = []
    start = 0
    for paragraph in text.split("\n\n"):
        end = start + len(paragraph)
        stripped = paragraph.strip()
        if stripped:
            first = start + paragraph.index(stripped[0])
            segments.append(Segment("paragraph", first, first + len(stripped)))
        start = end + 2
    return tuple(segments)
