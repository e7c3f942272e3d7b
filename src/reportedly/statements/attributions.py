"""A cue with its source and content as offsets into the document, before it is a record."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..language.quotes import Quotation
from ..records import Document
from .contents import Content, Stretch, find_content, pruned
from .cues import FoundCue
from .quoted import Piece, Speech, join_quotations
from .sources import find_source, source_stretch

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RELATIVE = frozenset({"relcl", "acl", "advcl", "pcomp"})
TRAILING = " \t\n\r,.;:—–-"
LEADING = " \t\n\r,.;:—–-"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, where."""

    cue: FoundCue
    source: Token | None
    source_at: Piece | None
    cue_at: tuple[Piece, ...]
    content_at: tuple[Piece, ...]
    direct: bool
    frame: str
    """By which frame the content was found; `quotation` where quotation marks alone gave it."""


def attribute(
    document: Document, cues: Sequence[FoundCue], quotations: Sequence[Quotation]
) -> list[Attribution]:
    """Every cue that has a content, with its source and content, in order of the cues."""
    heads = frozenset(cue.head.i for cue in cues if cue.entry.kind == "speech")
    contents = [_content(cue, heads) for cue in cues]
    speeches = [_speech(cue, content) for cue, content in zip(cues, contents, strict=True)]
    speaking = [i for i, cue in enumerate(cues) if _can_quote(cue)]
    joined = join_quotations(document, quotations, [speeches[i] for i in speaking])
    held = {speaking[i]: pieces for i, pieces in joined.items()}
    found = [
        _attribution(document, cue, content, held.get(i, ()), quotations)
        for i, (cue, content) in enumerate(zip(cues, contents, strict=True))
    ]
    return [attribution for attribution in found if attribution is not None]


def _content(cue: FoundCue, heads: frozenset[int]) -> Content | None:
    content = find_content(cue)
    return None if content is None else pruned(content, cue, heads)


def _can_quote(cue: FoundCue) -> bool:
    return "clause" in cue.entry.takes or "quote" in cue.entry.takes


def _speech(cue: FoundCue, content: Content | None) -> Speech:
    pieces = tuple(_characters(cue.head.doc, content.stretches)) if content else ()
    return Speech(cue.head.idx, pieces, cue.head.dep_ not in RELATIVE)


def _characters(doc: Doc, stretches: Iterable[Stretch]) -> Iterator[Piece]:
    for first, last in stretches:
        if first < last:
            token = doc[last - 1]
            yield doc[first].idx, token.idx + len(token)


def _attribution(
    document: Document,
    cue: FoundCue,
    content: Content | None,
    held: Sequence[Piece],
    quotations: Sequence[Quotation],
) -> Attribution | None:
    doc = cue.head.doc
    parsed = list(_characters(doc, content.stretches)) if content else []
    pieces = _combined(parsed, held, cue.head.idx, document.text)
    pieces = [_within_marks(piece, cue.head.idx, quotations) for piece in pieces]
    pieces = [piece for piece in (_trimmed(document.text, piece) for piece in pieces) if piece]
    if not pieces:
        return None
    source = find_source(cue)
    source_at = None
    if source is not None:
        source_at = next(_characters(doc, [source_stretch(source, cue)]), None)
    frame = content.frame if content else "quotation"
    words = _cue_words(cue, content.cue if content else ())
    return Attribution(cue, source, source_at, tuple(_runs(words)), tuple(pieces), bool(held), frame)


def _combined(parsed: Sequence[Piece], held: Sequence[Piece], place: int, text: str) -> list[Piece]:
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


def _within_marks(piece: Piece, place: int, quotations: Sequence[Quotation]) -> Piece:
    """A piece that cuts through a quotation takes the whole of it, unless its cue stands inside too."""
    start, end = piece
    index = bisect_right(quotations, end - 1, key=lambda quotation: quotation.opened) - 1
    if index >= 0:
        last = quotations[index]
        closed = last.end if last.closed is None else last.closed + 1
        inside = last.opened <= place < closed
        if not inside and last.opened < end < closed and last.opened >= start:
            end = closed
        if inside and end > last.end:
            end = last.end
    return start, end


def _trimmed(text: str, piece: Piece) -> Piece | None:
    start, end = piece
    while start < end and text[start] in LEADING:
        start += 1
    while end > start and text[end - 1] in TRAILING:
        end -= 1
    return (start, end) if start < end else None


def _cue_words(cue: FoundCue, further: Sequence[Token]) -> list[Token]:
    """The words of the cue with helpers, negation and adverbs that stand close before it."""
    head = cue.head
    words = {word.i: word for word in (*cue.words, *further)}
    if cue.entry.form == "verb":
        helpers = {
            child.i: child for child in head.children if child.dep_ in ("aux", "auxpass", "neg", "advmod")
        }
        place = head.i - 1
        while place in helpers:
            words[place] = helpers[place]
            place -= 1
    return [words[place] for place in sorted(words)]


def _runs(words: Sequence[Token]) -> Iterator[Piece]:
    """Words that stand side by side as one piece."""
    first = last = words[0]
    for word in words[1:]:
        if word.i != last.i + 1:
            yield first.idx, last.idx + len(last)
            first = word
        last = word
    yield first.idx, last.idx + len(last)
