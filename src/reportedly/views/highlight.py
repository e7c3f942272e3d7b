"""Cuts nested and overlapping spans into flat pieces of text that a page can mark.

Offsets are code points, and the joined pieces are the text, whatever the spans. A browser counts in UTF-16,
so the cutting is done here and not there.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..records import Segment


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text that bears a number; `look` is what kind of finding it is."""

    id: str
    number: int
    start: int
    end: int
    look: str
    review: str
    label: str
    """What a screen reader says of it."""


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A stretch of text under the same spans from end to end."""

    text: str
    spans: tuple[Span, ...]
    begins: tuple[str, ...]
    """Ids of spans that begin here."""
    ends: tuple[Span, ...]
    """Spans that end here; their numbers stand after the text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A segment of the document with its pieces."""

    kind: str
    author: str | None
    when: str | None
    pieces: tuple[MarkedPiece, ...]


def cut(text: str, spans: Sequence[Span], start: int = 0, end: int | None = None) -> Iterator[MarkedPiece]:
    """The pieces of `text[start:end]`; joined, their texts are that text."""
    end = len(text) if end is None else end
    inside = sorted(
        (span for span in spans if span.start < end and start < span.end and span.start < span.end),
        key=lambda span: (span.start, -span.end, span.number),
    )
    bounds = {start, end}
    for span in inside:
        bounds |= {max(span.start, start), min(span.end, end)}
    open_spans: list[Span] = []
    waiting = 0
    edges = sorted(bounds)
    for left, right in pairwise(edges):
        open_spans = [span for span in open_spans if span.end > left]
        while waiting < len(inside) and inside[waiting].start <= left:
            open_spans.append(inside[waiting])
            waiting += 1
        yield MarkedPiece(
            text=text[left:right],
            spans=tuple(open_spans),
            begins=tuple(span.id for span in open_spans if max(span.start, start) == left == span.start),
            ends=tuple(span for span in open_spans if span.end == right),
        )


def blocks_of(text: str, segments: Sequence[Segment], spans: Sequence[Span]) -> tuple[Block, ...]:
    """The document part by part, captions, comments and furniture as what they are; no word is left out."""
    waiting = deque(sorted(spans, key=lambda span: (span.start, -span.end)))
    near: list[Span] = []
    blocks: list[Block] = []
    for part in _parts(text, segments):
        near = [span for span in near if span.end > part.start]
        while waiting and waiting[0].start < part.end:
            near.append(waiting.popleft())
        blocks.append(Block(part.kind, part.author, part.when, tuple(cut(text, near, part.start, part.end))))
    return tuple(blocks)


def _parts(text: str, segments: Sequence[Segment]) -> Iterator[Segment]:
    """The segments, and as paragraphs what stands between them."""
    at = 0
    for segment in segments:
        if text[at : segment.start].strip():
            yield Segment("paragraph", at, segment.start)
        yield segment
        at = segment.end
    if text[at:].strip():
        yield Segment("paragraph", at, len(text))
