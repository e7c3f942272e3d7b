"""Which quotations belong to which cue, by what stands between the quotation marks.

In print the words between two quotations say whose they are: `"...," she said. "..."`, `She said: "..."`.
This is read from the text alone, because long quotations are where a parse goes wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..frozen import quick
from ..language.quotes import Quotation, marked_end
from ..records import Document

Offsets: TypeAlias = tuple[int, int]
"""Character offsets, half-open."""

SENTENCE_END = re.compile(r"(?P<mark>[.!?…])['\")\]’”]*(?=\s+[^\sa-z]|\s*$)")
ENDS_OPEN = (",", "?", "!", "-", "–", "—", "…", "...", ", ")
LEAST_SPACES = 3
"""Spaces in a quotation without an end mark that make it speech rather than a title."""
OWNER = re.compile(r"['’]s\s*$")
"""Before the title of a broadcast or a paper, whose end takes in the point: on NBC's "Hard Talk." """
LEAD_IN = re.compile(r"(?:[:,]|[—–-])\s*$")


@quick
@dataclass(frozen=True, slots=True)
class Speech:
    """A cue that can hold a quotation: where it stands, what it holds by the parse, how it is joined."""

    place: int
    content: tuple[Offsets, ...]
    main: bool
    """Whether it is no relative or reduced clause."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two outer quotations of a paragraph."""

    start: int
    end: int
    cues: tuple[int, ...]
    """Indices of the speeches in it."""


@dataclass(frozen=True, slots=True)
class _Print:
    """A text, and where it has points that end a word rather than a sentence: "Mr.", "Wis."."""

    text: str
    points: frozenset[int]

    def ends(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where sentences end between two offsets: the mark, and the place behind it and what closes."""
        filled = self.filled(start, end)
        for match in SENTENCE_END.finditer(self.text, start, end):
            if match.start("mark") not in self.points or match.end() >= filled:
                yield match.span()

    def filled(self, start: int, end: int) -> int:
        """The second offset without the spaces before it."""
        return start + len(self.text[start:end].rstrip())


def join_quotations(
    document: Document,
    quotations: Sequence[Quotation],
    speeches: Sequence[Speech],
    points: frozenset[int] = frozenset(),
) -> Mapping[int, tuple[Offsets, ...]]:
    """For each speech, by its index, the quotations that it holds, marks included, in order.

    `points` are the places of those points that belong to an abbreviation.
    """
    text = document.text
    page = _Print(text, points)
    outer = [q for q in quotations if q.depth == 0 and _is_speech(text, q)]
    places = [speech.place for speech in speeches]
    held: dict[int, list[Offsets]] = {}
    last: int | None = None
    before = -1
    waiting: list[Offsets] = []
    for number, run in _paragraph_runs(document, outer):
        start, end = _bounds(document, number)
        gaps = _gaps(start, end, run, text, places)
        alone = _stands_alone(text, gaps)
        for index, quotation in enumerate(run):
            holder = None
            if index == 0 and (quotation.continues or (alone and number == before + 1)):
                holder = last
            if holder is None:
                holder = _holder(page, quotation, gaps[index], gaps[index + 1], speeches)
            if holder is None and index and _goes_on(page, gaps[index], last):
                holder = last
            if holder is None and index == 0 and gaps[0].start == gaps[0].end:
                holder = _announced(text, start, places)
            piece = quotation.opened, marked_end(quotation, text)
            if not quotation.continues:
                waiting = []
            if holder is None:
                waiting.append(piece)
            else:
                whole = [*waiting, _with_lead(page, piece, gaps[index], holder, speeches)]
                held.setdefault(holder, []).extend(whole)
                waiting = []
            last = holder
        before = number
    return {holder: tuple(pieces) for holder, pieces in held.items()}


def _is_speech(text: str, quotation: Quotation) -> bool:
    """Whether marks enclose speech: not a title or a word held at a distance inside a sentence."""
    words = text[quotation.start : quotation.end].rstrip()
    if quotation.closed is None or words.endswith(ENDS_OPEN) or words.count(" ") >= LEAST_SPACES:
        return True
    return words.endswith(".") and not OWNER.search(text, max(0, quotation.opened - 4), quotation.opened)


def _stands_alone(text: str, gaps: Sequence[_Gap]) -> bool:
    """Whether a paragraph is quotations and nothing else."""
    return not any(text[gap.start : gap.end].strip() for gap in gaps)


def _paragraph_runs(document: Document, outer: Sequence[Quotation]) -> Iterator[tuple[int, list[Quotation]]]:
    """The quotations of each paragraph together, with the number of the paragraph."""
    starts = [segment.start for segment in document.segments]
    run: list[Quotation] = []
    current = -1
    for quotation in outer:
        number = max(0, bisect_right(starts, quotation.opened) - 1)
        if number != current and run:
            yield current, run
            run = []
        current = number
        run.append(quotation)
    if run:
        yield current, run


def _bounds(document: Document, index: int) -> Offsets:
    if not document.segments:
        return 0, len(document.text)
    return document.segments[index].start, document.segments[index].end


def _gaps(start: int, end: int, run: Sequence[Quotation], text: str, places: Sequence[int]) -> list[_Gap]:
    edges = [start, *(edge for q in run for edge in (q.opened, marked_end(q, text))), end]
    gaps = []
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        cues = tuple(range(bisect_left(places, first), bisect_left(places, max(first, last))))
        gaps.append(_Gap(first, max(first, last), cues))
    return gaps


def _holder(
    page: _Print, quotation: Quotation, before: _Gap, behind: _Gap, speeches: Sequence[Speech]
) -> int | None:
    """The speech before or behind a quotation that holds it."""
    text = page.text
    words = text[quotation.start : quotation.end].rstrip()
    led_in = LEAD_IN.search(text, max(before.start, before.end - 4), before.end)
    if words[:1].islower() and _runs_into(text, before) and _before(page, before, speeches) is not None:
        return _ending_in_cue(text, before, speeches)
    if words.endswith(",") or not led_in:
        found = _behind(page, words, behind, speeches)
        if found is not None:
            return found
    if led_in:
        found = _before(page, before, speeches)
        if found is not None:
            return found
        return _behind(page, words, behind, speeches)
    return _ending_in_cue(text, before, speeches)


def _runs_into(text: str, before: _Gap) -> bool:
    """Whether a word stands right before a quotation: it is a part of that sentence."""
    return text[before.start : before.end].rstrip()[-1:].isalnum()


def _behind(page: _Print, words: str, gap: _Gap, speeches: Sequence[Speech]) -> int | None:
    """`"...," she said`: the first sentence after the quotation has the cue."""
    comma = page.text[gap.start : gap.start + 1] == ","
    if not (words.endswith(ENDS_OPEN) or comma):
        return None
    last, _ = next(page.ends(gap.start, gap.end), (gap.end, gap.end))
    near = [index for index in gap.cues if speeches[index].place < last]
    return next((index for index in near if speeches[index].main), near[0] if near else None)


def _before(page: _Print, gap: _Gap, speeches: Sequence[Speech]) -> int | None:
    """`She said: "..."`: the last sentence before the quotation has the cue."""
    first = _last_sentence(page, gap)
    near = [index for index in gap.cues if speeches[index].place >= first]
    return next((index for index in reversed(near) if speeches[index].main), near[-1] if near else None)


def _ending_in_cue(text: str, gap: _Gap, speeches: Sequence[Speech]) -> int | None:
    """`She said "..."`: the cue stands right before the quotation."""
    if not gap.cues:
        return None
    index = gap.cues[-1]
    between = text[speeches[index].place : gap.end]
    return index if len(between.split()) == 1 else None


def _last_sentence(page: _Print, gap: _Gap) -> int:
    first = gap.start
    filled = page.filled(gap.start, gap.end)
    for _, behind in page.ends(gap.start, gap.end):
        if behind < filled:
            first = behind
    return first


def _goes_on(page: _Print, gap: _Gap, holder: int | None) -> bool:
    """Whether a quotation follows the holder of the one before without another sentence between."""
    if holder is None:
        return False
    words = page.text[gap.start : gap.end].strip()
    if not words:
        return True
    _, end = next(page.ends(gap.start, gap.end), (0, None))
    ends_here = end is not None and not page.text[end : gap.end].strip()
    return holder in gap.cues and (ends_here or words.endswith((",", ":", ";", "—", "-", "–")))


def _announced(text: str, start: int, places: Sequence[int]) -> int | None:
    """The cue of a paragraph that ends in a colon, before one that is a quotation."""
    before = text[max(0, start - 300) : start].rstrip()
    if not before.endswith(":"):
        return None
    index = bisect_left(places, start) - 1
    return index if index >= 0 and start - places[index] < 300 else None


def _with_lead(
    page: _Print, piece: Offsets, before: _Gap, holder: int, speeches: Sequence[Speech]
) -> Offsets:
    """The quotation, with words of the same sentence that stand before it and are said as well."""
    if speeches[holder].place < piece[0]:
        return piece
    first = _last_sentence(page, before)
    words = page.text[first : before.end].strip()
    filled = page.filled(first, before.end)
    whole = any(behind >= filled for _, behind in page.ends(first, before.end))
    if not words or whole or LEAD_IN.search(words):
        return piece
    if any(speeches[index].place >= first for index in before.cues):
        return piece
    led = page.text[first : before.end]
    return first + len(led) - len(led.lstrip()), piece[1]
