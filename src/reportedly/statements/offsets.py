"""Pieces of the text: content and cue as offsets, made whole and trimmed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ..language.closed_classes import BULLETS
from ..language.quotes import Quotation, marked_end
from .quotation_cues import Offsets

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .stretches import Stretch

SHORT_QUOTE = 40
"""Characters of the longest quotation that only says what somebody calls a thing."""
MARKS = '"“”'
"""Before a space they close what stands before."""
EDGES = " \t\n\r,.;:—–-" + BULLETS
"""What belongs to neither end of a content; marks of quotation, question and exclamation do."""


def characters(doc: Doc, stretches: Iterable[Stretch]) -> Iterator[Offsets]:
    """Stretches of tokens as offsets, empty ones left out; what would go on ends with a text cut short."""
    for first, end in stretches:
        last = min(end, len(doc))
        if first < last:
            token = doc[last - 1]
            yield doc[first].idx, token.idx + len(token)


def combined(parsed: Sequence[Offsets], held: Sequence[Offsets], place: int, text: str) -> list[Offsets]:
    """Quotations before the cue replace what the parse found; those behind it are added to it."""
    if not held:
        return list(parsed)
    behind = [piece for piece in parsed if piece[0] > place and piece[0] < held[0][0] and held[0][0] > place]
    pieces = sorted([*held, *behind])
    merged = [pieces[0]]
    for first, last in pieces[1:]:
        if first < merged[-1][1] or not text[merged[-1][1] : first].strip():
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged


def whole_words(text: str, piece: Offsets, head: Token) -> Offsets:
    """A piece that breaks off within a word goes on to the end of its cue's clause."""
    start, end = piece
    broken = start > head.idx and end < len(text) and (text[end] == "-" or text[end].isalnum())
    if broken and text[end - 1].isalnum():
        last = head.right_edge
        return start, max(end, last.idx + len(last))
    return piece


def parents_of(quotations: Sequence[Quotation]) -> list[int]:
    """For each quotation the index of that which stands around it; -1 for none."""
    parents: list[int] = []
    open_ones: list[int] = []
    for index, quotation in enumerate(quotations):
        while open_ones and quotations[open_ones[-1]].end <= quotation.start:
            open_ones.pop()
        parents.append(open_ones[-1] if open_ones else -1)
        open_ones.append(index)
    return parents


def within_marks(
    text: str, piece: Offsets, place: int, quotations: Sequence[Quotation], parents: Sequence[int]
) -> Offsets:
    """A piece that cuts through a quotation takes the whole of it; one inside ends with it.

    Inside is what stands in the quotation that its cue, at `place`, stands in.
    """
    start, end = piece
    index = bisect_right(quotations, place, key=lambda quotation: quotation.start) - 1
    while index >= 0 and quotations[index].end <= place:
        index = parents[index]
    if index >= 0 and quotations[index].start <= start < quotations[index].end:
        end = min(end, quotations[index].end)
    first = _around(quotations, start)
    if first is not None and not first.opened <= place < marked_end(first, text) and start == first.start:
        start = first.opened
    last = _around(quotations, end - 1)
    if last is not None:
        closed = marked_end(last, text)
        inside = last.opened <= place < closed
        if not inside and last.opened < end < closed and last.opened >= start:
            end = closed
        if inside and end > last.end:
            end = last.end
    return start, end


def with_quoted(text: str, piece: Offsets, quotations: Sequence[Quotation]) -> Offsets:
    """A piece with the few words that are quoted right behind it: 'called [the siege "beyond words"]'."""
    first = _around(quotations, piece[1] + 1)
    if first is None or first.opened != piece[1] + 1 or first.end - first.start > SHORT_QUOTE:
        return piece
    return piece[0], marked_end(first, text)


def _around(quotations: Sequence[Quotation], place: int) -> Quotation | None:
    """The last quotation that opens at a place or before it."""
    index = bisect_right(quotations, place, key=lambda quotation: quotation.opened) - 1
    return quotations[index] if index >= 0 else None


def merged_offsets(pieces: Iterable[Offsets]) -> list[Offsets]:
    """The pieces in order, those that overlap or touch as one."""
    merged: list[Offsets] = []
    for start, end in sorted(pieces):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def is_held(place: int, pieces: Sequence[Offsets]) -> bool:
    """Whether one of some joined pieces holds an offset."""
    before = bisect_right(pieces, place, key=lambda piece: piece[0]) - 1
    return before >= 0 and place < pieces[before][1]


def trimmed(text: str, piece: Offsets) -> Offsets | None:
    """The piece without what belongs to neither end; None where nothing is left."""
    start, end = piece
    end = start + len(text[start:end].rstrip(EDGES))
    while start < end and (text[start] in EDGES or _closes_before(text, start, end)):
        start += 1
    unopened = text.count(")", start, end) - text.count("(", start, end)
    while end > start and (text[end - 1] in EDGES or (text[end - 1] == ")" and unopened > 0)):
        end -= 1
        unopened -= text[end] == ")"
    return (start, end) if start < end else None


def _closes_before(text: str, start: int, end: int) -> bool:
    """Whether a mark at the beginning of a piece ends the words before it."""
    return end - start > 1 and text[start] in MARKS and text[start + 1].isspace()


def runs(words: Sequence[Token]) -> Iterator[Offsets]:
    """Words that stand side by side as one piece."""
    first = last = words[0]
    for word in words[1:]:
        if word.i != last.i + 1:
            yield first.idx, last.idx + len(last)
            first = word
        last = word
    yield first.idx, last.idx + len(last)
