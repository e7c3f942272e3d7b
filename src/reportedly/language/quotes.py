"""Finds quotations: nested ones, across sentences and paragraphs, and unclosed ones.

One pass over the characters of each paragraph, with a stack of open marks. A mark that looks the same at both
ends is classified by its neighbours: it opens before a word and closes after one. Apostrophes are not marks,
nor are single marks without a partner in their paragraph, nor inch signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ..frozen import quick
from ..records import Document

MAX_DEPTH = 8
"""Quotations nested deeper are read as plain letters; people nest three deep, so this only bounds the
work on hostile text.
"""

MARKS = re.compile(r"''|``|[\"“”„‟«»‹›'‘’‚‛`]")
PARAGRAPH_END = re.compile(r"\n\s*\n|\n(?=\s*(?:''|``|[\"“„‟«]))")
KIND = {
    **dict.fromkeys(("''", "``", '"', "“", "”", "„", "‟"), "double"),
    **dict.fromkeys(("'", "‘", "’", "‚", "‛", "`"), "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
}
ALWAYS_OPENS = frozenset({"„", "``", "‚"})
OPENERS = frozenset("([{<—–-/¿¡=") | frozenset("\"“„‟«‹'‘‚`")

Turn = Literal["opens", "closes", "either", "no mark"]


@quick
@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks; `start` and `end` are those of the words inside the marks."""

    start: int
    end: int
    opened: int
    """Where the opening mark stands."""
    closed: int | None
    """Where the closing mark stands; None where the text has none."""
    depth: int
    """0 for a quotation that stands in no other."""
    continues: bool
    """Whether it goes on from the paragraph before: an opening mark repeated there."""


@dataclass(slots=True)
class _Open:
    """An opening mark without its closing mark so far."""

    kind: str
    mark: str
    place: int
    first_inside: int | None = None
    """Where the first quotation of the same kind stands inside it."""


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """All quotations of a document, in order of `start`, the outer first.

    Time grows with the length of the text alone. The words of a quotation that is never closed end with
    its paragraph; where the next paragraph opens with a mark of the same kind, that one `continues` it.
    """
    found: list[Quotation] = []
    open_kind: str | None = None
    for start, end in _paragraphs(document):
        quotations, open_kind = _in_paragraph(document.text, start, end, open_kind)
        found += quotations
    return tuple(found)


def marked_end(quotation: Quotation, text: str) -> int:
    """The offset behind the closing mark, or behind the words where there is none."""
    if quotation.closed is None:
        return quotation.end
    mark = MARKS.match(text, quotation.closed)
    return mark.end() if mark else quotation.closed + 1


def _paragraphs(document: Document) -> Iterator[tuple[int, int]]:
    """The paragraphs: segments, cut at blank lines and before a line that opens with a mark."""
    segments = document.segments
    spans = [(segment.start, segment.end) for segment in segments] or [(0, len(document.text))]
    for start, end in spans:
        first = start
        for cut in PARAGRAPH_END.finditer(document.text, start, end):
            yield first, cut.start()
            first = cut.end()
        if first < end:
            yield first, end


def _in_paragraph(
    text: str, start: int, end: int, open_before: str | None
) -> tuple[list[Quotation], str | None]:
    """The quotations of one paragraph, and the kind of mark that is left open at its end."""
    marks = [(mark.start(), mark.group()) for mark in MARKS.finditer(text, start, end)]
    last_single = max((place for place, mark in marks if _may_close(text, place, mark, end)), default=-1)
    stack: list[_Open] = []
    found: list[Quotation] = []
    continues_at = marks[0][0] if marks and _continues(text, start, marks[0], open_before) else None
    for place, mark in marks:
        turn = _turn(text, place, mark, end, stack)
        if turn == "closes":
            _close(stack, found, place, mark, continues_at)
        elif (
            turn == "opens"
            and len(stack) < MAX_DEPTH
            and not (KIND[mark] == "single" and place >= last_single)
        ):
            if stack and stack[-1].kind == KIND[mark] and stack[-1].first_inside is None:
                stack[-1].first_inside = place
            stack.append(_Open(KIND[mark], mark, place))
    left_open = [waiting for waiting in stack if waiting.kind != "single"]
    found += [
        _unclosed(waiting, text, end, continues_at)
        for waiting in left_open
        if text[waiting.place + len(waiting.mark) : end].strip()
    ]
    return _with_depth(found), left_open[0].kind if left_open else None


def _continues(text: str, start: int, first: tuple[int, str], open_before: str | None) -> bool:
    place, mark = first
    return KIND[mark] == open_before and not text[start:place].strip()


def _close(
    stack: list[_Open], found: list[Quotation], place: int, mark: str, continues_at: int | None
) -> None:
    """Pairs a closing mark with the last open one of its kind; marks opened inside are dropped."""
    kind = KIND[mark]
    if not any(waiting.kind == kind for waiting in stack):
        return
    while stack:
        waiting = stack.pop()
        if waiting.kind == kind:
            first = waiting.place + len(waiting.mark)
            if first < place and not (kind == "single" and place - first == 1):
                found.append(Quotation(first, place, waiting.place, place, 0, waiting.place == continues_at))
            return


def _unclosed(waiting: _Open, text: str, end: int, continues_at: int | None) -> Quotation:
    """A quotation without an end; it extends to the next of its kind, or to the end of the paragraph."""
    first = waiting.place + len(waiting.mark)
    last = end if waiting.first_inside is None else waiting.first_inside
    last = max(first + 1, first + len(text[first:last].rstrip()))
    return Quotation(first, last, waiting.place, None, 0, waiting.place == continues_at)


def _with_depth(found: Iterable[Quotation]) -> list[Quotation]:
    ordered = sorted(found, key=lambda quotation: (quotation.start, -quotation.end))
    ends: list[int] = []
    deep = []
    for quotation in ordered:
        while ends and ends[-1] <= quotation.opened:
            ends.pop()
        deep.append(replace(quotation, depth=len(ends)))
        ends.append(quotation.end)
    return deep


def _turn(text: str, place: int, mark: str, end: int, stack: Sequence[_Open]) -> Turn:
    """What a mark does here, by its shape, its neighbours and what is open."""
    kind = KIND[mark]
    before = text[place - 1] if place > 0 else " "
    behind = text[place + len(mark)] if place + len(mark) < end else " "
    is_open = any(waiting.kind == kind for waiting in stack)
    if kind == "single":
        return _turn_of_single(before, behind, mark, is_open=is_open)
    if mark in ALWAYS_OPENS:
        return "opens"
    if mark == "“":
        low = any(waiting.mark == "„" for waiting in stack)
        return "closes" if low and not _begins(before, behind) else "opens"
    if kind in ("guillemet", "angle"):
        return _turn_of_guillemet(before, behind, mark, stack)
    if mark in "”‟" and is_open:
        return "closes"
    return _turn_of_straight(before, behind, is_open=is_open)


def _turn_of_straight(before: str, behind: str, *, is_open: bool) -> Turn:
    begins, ends = _begins(before, behind), _ends(before, behind)
    if begins and not ends:
        return "opens"
    if ends and not begins:
        return "closes" if is_open or not before.isdigit() else "no mark"
    return "closes" if is_open else "opens"


def _turn_of_single(before: str, behind: str, mark: str, *, is_open: bool) -> Turn:
    if before.isalnum() and behind.isalnum():
        return "no mark"
    if mark in "‘‚‛" or _begins(before, behind):
        return "no mark" if behind.isspace() or behind.isdigit() else "opens"
    return "closes" if is_open and _ends(before, behind) else "no mark"


def _turn_of_guillemet(before: str, behind: str, mark: str, stack: Sequence[_Open]) -> Turn:
    """French and Russian « » or German » «: whichever is open decides."""
    waiting = next((w.mark for w in reversed(stack) if w.kind == KIND[mark]), None)
    if waiting is None:
        return "opens" if mark in "«‹" or behind.isalnum() or behind in OPENERS else "closes"
    return "opens" if waiting == mark and _begins(before, behind) else "closes"


def _begins(before: str, behind: str) -> bool:
    return (before.isspace() or before in OPENERS) and not behind.isspace()


def _ends(before: str, behind: str) -> bool:
    return not before.isspace() and not behind.isalnum()


def _may_close(text: str, place: int, mark: str, end: int) -> bool:
    if KIND[mark] != "single" or place == 0:
        return False
    behind = text[place + 1] if place + 1 < end else " "
    return _ends(text[place - 1], behind)
