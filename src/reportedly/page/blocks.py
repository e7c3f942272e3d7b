"""Plain text as blocks: paragraphs, with hard-wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDEST = 120
"""Characters of the longest line that a person or an agency wraps by hand; agencies take 70 to 80. In texts
that are not wrapped most paragraphs are longer."""

ENDING_SHARE = 0.5
"""Lines that end a sentence, among those directly followed by another: .1 in wrapped agency copy, above .9
where every line is a paragraph."""

FULL_SHARE = 0.6
"""A wrapped line that leaves more of the width free, with no sentence at its end, is a heading."""

NARROWEST = 45
"""Characters of the widest line of a list that is too narrow for wrapped prose."""

ROOMY_SHARE = 0.6
"""Lines of a list with room for the first word of the next: next to none where a text is wrapped."""

LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
ITEM = re.compile(r"(?:[-*•‣◦>]|\(?\d{1,3}[.)])[ \t]")
SENTENCE_END = re.compile(r"[.!?:…。؟۔]['\"”’»)\]]*\Z")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines that belong together, without the space around it."""

    start: int
    end: int
    text: str
    indent: int
    """Of its first line."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    indent: int
    after_blank: bool


def split_blocks(text: str) -> list[Block]:
    """The blocks of a text in order; together they hold every visible character."""
    lines = list(_lines(text))
    joins = _wrapped_joins(lines) if _is_wrapped(lines) else _open_joins(lines)
    blocks: list[Block] = []
    for line, joined in zip(lines, [False, *joins], strict=False):
        if joined:
            first = blocks.pop()
            blocks.append(Block(first.start, line.end, "", first.indent))
        else:
            blocks.append(Block(line.start, line.end, "", line.indent))
    return [Block(each.start, each.end, text[each.start : each.end], each.indent) for each in blocks]


def ends_sentence(text: str) -> bool:
    """Whether the last visible characters end a sentence."""
    return SENTENCE_END.search(text[-8:].rstrip()) is not None


def _lines(text: str) -> Iterator[_Line]:
    last = 0
    for match in LINE.finditer(text):
        written = match[0].strip()
        if not written:
            continue
        indent = len(match[0]) - len(match[0].lstrip())
        start = match.start() + indent
        after_blank = len(BREAK.findall(text, last, start)) > 1
        last = start + len(written)
        yield _Line(start, last, written, indent, after_blank)


def _is_wrapped(lines: Sequence[_Line]) -> bool:
    inner = [line for line, following in pairwise(lines) if not following.after_blank]
    if not inner or _width(inner) > WIDEST:
        return False
    return sum(ends_sentence(line.text) for line in inner) < ENDING_SHARE * len(inner)


def _width(lines: Sequence[_Line]) -> int:
    """The length that nineteen of twenty lines keep to."""
    lengths = sorted(line.indent + len(line.text) for line in lines)
    return lengths[(len(lengths) * 19) // 20 if len(lengths) > 1 else 0]


def _open_joins(lines: Sequence[_Line]) -> Iterator[bool]:
    """Every line is a paragraph, except where a sentence clearly continues."""
    for line, following in pairwise(lines):
        yield not following.after_blank and _goes_on(line, following)


def _goes_on(line: _Line, following: _Line) -> bool:
    return not ends_sentence(line.text) and following.text[0].islower()


def _wrapped_joins(lines: Sequence[_Line]) -> Iterator[bool]:
    """Whether each line but the first continues the one before it.

    With blank lines between paragraphs all lines between two belong together, but for headings, items of
    lists and indented openings; without them a short line ends a paragraph.
    """
    has_blanks = any(line.after_blank for line in lines[1:])
    width = _width([each for pair in pairwise(lines) if not pair[1].after_blank for each in pair])
    listed = _listed(lines)
    for line, following in pairwise(lines):
        if following.after_blank or _opens(line, following) or following.start in listed:
            yield False
        elif _goes_on(line, following):
            yield True
        elif ends_sentence(line.text):
            yield has_blanks or not _had_room(line, following, width)
        else:
            yield not _is_heading(line, following, width)


def _listed(lines: Sequence[_Line]) -> frozenset[int]:
    """Where the lines start that are entries of a list without marks: headlines, towns with their tolls."""
    runs: list[list[_Line]] = []
    for line in lines:
        if line.after_blank or not runs:
            runs.append([])
        runs[-1].append(line)
    return frozenset(line.start for run in runs if _is_list(run) for line in run)


def _is_list(run: Sequence[_Line]) -> bool:
    """Whether each line is a whole: it opens like one, ends no sentence, and is broken before it is full."""
    if len(run) < 2 or any(ends_sentence(line.text) or line.text.isupper() for line in run):
        return False
    if any(line.text.lstrip("\"'“‘([")[:1].islower() for line in run):
        return False
    width = max(line.indent + len(line.text) for line in run)
    roomy = sum(_had_room(line, following, width) for line, following in pairwise(run))
    return width < NARROWEST or (len(run) > 2 and roomy >= ROOMY_SHARE * (len(run) - 1))


def _opens(line: _Line, following: _Line) -> bool:
    """Whether the following line opens a paragraph or an item, by its indent or its mark."""
    if ITEM.match(following.text):
        return True
    return following.indent > line.indent + 1 and not ITEM.match(line.text)


def _had_room(line: _Line, following: _Line, width: int) -> bool:
    """Whether the first word of the following line would have found room on this one."""
    room = width - line.indent - len(line.text) - 1
    return len(following.text.split(maxsplit=1)[0]) < room


def _is_heading(line: _Line, following: _Line, width: int) -> bool:
    """Whether a line is too short to be wrapped; text in capitals does not tell, its lines are ragged."""
    return line.indent + len(line.text) < FULL_SHARE * width and not following.text.isupper()
