"""What a colon announces below it: the items of a list, or a block without quotation marks.

"The ministry said:" with three items under it says three things, each a content of its own. This is read
from the lines of the text alone, since no parse joins a sentence to the lines that follow it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence

from ..language.closed_classes import BULLETS
from ..page.segment import segment_at
from ..records import Document
from .quotation_cues import Offsets

COLON = re.compile(r":[ \t]*\n")
ITEM = re.compile(rf"[ \t]*(?:[-–—*{BULLETS}]|\(?\d{{1,2}}[.)]|\(?[a-z][.)])[ \t]+(?=\S)")
INLINE = re.compile(r":[ \t]+(?=[^\W\d_])(?P<rest>[^\n.!?;:\"“”«»„]+(?:;[^\n.!?;:\"“”«»„]+)+)")
SENTENCE_START = re.compile(r"[.!?]['\")\]’”]*\s+|\n")
JOINS = re.compile(r"\s*(?:and|or|but)\s+(?=\S)")

LEAD = 300
"""Characters before a colon in which its cue is looked for."""
LONGEST = 40
"""Items of one list; a longer one is a table."""


def find_announced(
    document: Document, places: Sequence[int], empty: Collection[int]
) -> Mapping[int, tuple[Offsets, ...]]:
    """For each cue, by its index in `places`, the pieces that the colon of its sentence announces.

    `empty` are the cues without a content of their own; only these have a block that is no list.
    """
    found: dict[int, tuple[Offsets, ...]] = {}
    for colon in COLON.finditer(document.text):
        cue = _cue_before(document.text, colon.start(), places)
        if cue is not None and cue not in found:
            items = tuple(_items(document.text, colon.end()))
            pieces = items or (tuple(_block(document, colon.end())) if cue in empty else ())
            if pieces:
                found[cue] = pieces
    for match in INLINE.finditer(document.text):
        cue = _cue_before(document.text, match.start(), places)
        if cue is not None and cue in empty and cue not in found:
            found[cue] = tuple(_parts(document.text, *match.span("rest")))
    return found


def items_under(text: str, colon: int) -> tuple[Offsets, ...]:
    """The items of the list in the lines under a colon; none where it ends no line."""
    opened = COLON.match(text, colon)
    return () if opened is None else tuple(_items(text, opened.end()))


def _cue_before(text: str, colon: int, places: Sequence[int]) -> int | None:
    """The last cue of the sentence that ends in a colon."""
    start = max(0, colon - LEAD)
    for end in SENTENCE_START.finditer(text, start, colon):
        start = end.end()
    index = bisect_left(places, colon) - 1
    return index if index >= 0 and places[index] >= start else None


def _items(text: str, start: int) -> Iterator[Offsets]:
    """The items of a list from a line on; lines between two items belong to the first."""
    first: int | None = None
    last = start
    for count, line in enumerate(_lines(text, start)):
        item = ITEM.match(text, *line)
        if count >= LONGEST or (item is None and first is None):
            break
        if item is not None:
            if first is not None:
                yield first, last
            first, last = item.end(), line[1]
        elif text[last : line[0]].count("\n") > 1:
            break
        else:
            last = line[1]
    if first is not None:
        yield first, last


def _lines(text: str, start: int) -> Iterator[Offsets]:
    """The lines with words from an offset on."""
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 1


def _block(document: Document, start: int) -> Iterator[Offsets]:
    """The next paragraph, or all that stands there as a quotation by the layout of the page."""
    filled = next(_lines(document.text, start), (len(document.text), 0))[0]
    segment = segment_at(document, filled)
    if segment is None or segment.start < filled or segment.kind not in ("paragraph", "quote_block"):
        return
    yield segment.start, segment.end
    if segment.kind == "quote_block":
        index = bisect_left(document.segments, segment.start, key=lambda each: each.start)
        for other in document.segments[index + 1 : index + LONGEST]:
            if other.kind != "quote_block":
                break
            yield other.start, other.end


def _parts(text: str, start: int, end: int) -> Iterator[Offsets]:
    """The parts between semicolons, without the "and" before the last."""
    for part in re.finditer(r"[^;]+", text[start:end]):
        first, last = start + part.start(), start + part.end()
        joins = JOINS.match(text, first, last)
        yield (joins.end() if joins else first), last
