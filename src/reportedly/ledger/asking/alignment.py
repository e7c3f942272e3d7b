"""Aligns two texts word by word: which words are the same, which were removed and which were added.

Words that occur once in both texts anchor the alignment (Bram Cohen's patience diff), recursively between two
anchors. What is left between them is compared completely if it is short, and else counts as replaced. The
time therefore grows as n log n, whatever the texts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from ...records import Extent

WORD = re.compile(r"\w+(?:[.,'’-]\w+)*|[^\w\s]")
"""Words and numbers with what joins them, and each other sign."""

SHORT = 200
"""Words between two anchors that are compared each with each."""

DEEP = 12
"""How often words that stand once are looked for between two that do: a few times are enough for any news."""


@dataclass(frozen=True, slots=True)
class AlignedPiece:
    """A part of both texts: the same words in both, or what stands in the one in place of the other.

    Where nothing stands in the place, that side is None: words that came have no `before`.
    """

    same: bool
    before: Extent | None
    after: Extent | None


Match = tuple[int, int, int]
"""Where a run of equal words begins in the first and in the second text, and how many they are."""


def pieces_of(before: str, after: str) -> tuple[AlignedPiece, ...]:
    """Both texts in order, each whole but for the spaces between its pieces."""
    ones = [(match.start(), match.end()) for match in WORD.finditer(before)]
    others = [(match.start(), match.end()) for match in WORD.finditer(after)]
    pieces: list[AlignedPiece] = []

    def put(same: bool, here: tuple[int, int], there: tuple[int, int]) -> None:
        extents = _extent(before, ones, *here), _extent(after, others, *there)
        if any(extents):
            pieces.append(AlignedPiece(same, *extents))

    at = other = 0
    for start, begin, size in _joined(matches(_words(before, ones), _words(after, others))):
        put(False, (at, start), (other, begin))
        at, other = start + size, begin + size
        put(True, (start, at), (begin, other))
    put(False, (at, len(ones)), (other, len(others)))
    return tuple(pieces)


def _words(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    return [text[start:end] for start, end in spans]


def _extent(text: str, spans: Sequence[tuple[int, int]], first: int, end: int) -> Extent | None:
    if first == end:
        return None
    start, stop = spans[first][0], spans[end - 1][1]
    return Extent(start, stop, text[start:stop])


def matches(before: Sequence[str], after: Sequence[str]) -> list[Match]:
    """Runs of equal words, in the order of both texts, none overlapping."""
    found: list[Match] = []
    waiting = [(0, len(before), 0, len(after), 0)]
    while waiting:
        start, end, begin, stop, depth = waiting.pop()
        first = _alike(before, after, range(start, end), range(begin, stop))
        if first:
            found.append((start, begin, first))
        start, begin = start + first, begin + first
        last = _alike(before, after, range(end - 1, start - 1, -1), range(stop - 1, begin - 1, -1))
        end, stop = end - last, stop - last
        if last:
            found.append((end, stop, last))
        if start == end or begin == stop:
            continue
        anchors = _anchors(before, after, (start, end), (begin, stop)) if depth < DEEP else []
        if not anchors:
            found += _compared(before, after, (start, end), (begin, stop))
            continue
        found += [(one, other, 1) for one, other in anchors]
        edges = [(start - 1, begin - 1), *anchors, (end, stop)]
        waiting += [
            (one + 1, next_one, other + 1, next_other, depth + 1)
            for (one, other), (next_one, next_other) in pairwise(edges)
        ]
    return sorted(found)


def _alike(before: Sequence[str], after: Sequence[str], ones: range, others: range) -> int:
    """How many words in a row are equal, from the beginnings of both ranges."""
    count = 0
    for one, other in zip(ones, others, strict=False):
        if before[one] != after[other]:
            break
        count += 1
    return count


def _anchors(
    before: Sequence[str], after: Sequence[str], here: tuple[int, int], there: tuple[int, int]
) -> list[tuple[int, int]]:
    """Words that stand once in both parts: the longest row of them that is in one order in both."""
    ones = Counter(before[here[0] : here[1]])
    others = Counter(after[there[0] : there[1]])
    places = {after[at]: at for at in range(*there) if others[after[at]] == 1}
    pairs = [
        (at, places[before[at]]) for at in range(*here) if ones[before[at]] == 1 and before[at] in places
    ]
    return _rising(pairs)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs in which the second numbers rise as the first ones do."""
    ends: list[int] = []
    numbers: list[int] = []
    behind: list[int] = []
    for number, (_, other) in enumerate(pairs):
        length = bisect_left(ends, other)
        behind.append(numbers[length - 1] if length else -1)
        ends[length : length + 1] = [other]
        numbers[length : length + 1] = [number]
    chain: list[tuple[int, int]] = []
    at = numbers[-1] if numbers else -1
    while at >= 0:
        chain.append(pairs[at])
        at = behind[at]
    return chain[::-1]


def _compared(
    before: Sequence[str], after: Sequence[str], here: tuple[int, int], there: tuple[int, int]
) -> Iterator[Match]:
    if here[1] - here[0] > SHORT or there[1] - there[0] > SHORT:
        return
    matcher = SequenceMatcher(None, before[slice(*here)], after[slice(*there)], autojunk=False)
    for one, other, size in matcher.get_matching_blocks():
        if size:
            yield here[0] + one, there[0] + other, size


def _joined(found: Sequence[Match]) -> Iterator[Match]:
    """Runs that follow on each other in both texts as one."""
    held: Match | None = None
    for one, other, size in found:
        if held is not None and (one, other) == (held[0] + held[2], held[1] + held[2]):
            held = (*held[:2], held[2] + size)
            continue
        if held is not None:
            yield held
        held = one, other, size
    if held is not None:
        yield held
