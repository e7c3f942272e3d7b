r"""The notation of examples: text with its findings marked in it.

`[Police|source] [said|cue] [two men died|content].` is the text `Police said two men died.` with three
marks. Marks nest. A label is a role, or a role and a value: `[at least eight|amount:at_least 8..]`.
A backslash escapes `[`, `|`, `]` and itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .errors import MarkedTextError

SPECIAL = frozenset("[]|\\")


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled part of a text."""

    start: int
    end: int
    role: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A text and its marks, ordered by start, longer ones first."""

    text: str
    marks: tuple[Mark, ...]


def parse_marked(source: str) -> Marked:
    """The text and the marks of a line in marked notation.

    Raises:
        MarkedTextError: a bracket is unbalanced, or a mark is empty or has no label.
    """
    text: list[str] = []
    opened: list[int] = []
    marks: list[Mark] = []
    place = 0
    while place < len(source):
        letter = source[place]
        if letter == "\\" and place + 1 < len(source):
            place += 1
            text.append(source[place])
        elif letter == "[":
            opened.append(len(text))
        elif letter == "|" and opened:
            end = source.find("]", place)
            if end < 0:
                raise MarkedTextError(f"{source!r}: the label at {place} has no closing bracket")
            marks.append(_mark(source, opened.pop(), len(text), source[place + 1 : end]))
            place = end
        elif letter in "|]":
            raise MarkedTextError(f"{source!r}: {letter!r} at {place} belongs to no mark")
        else:
            text.append(letter)
        place += 1
    if opened:
        raise MarkedTextError(f"{source!r}: {len(opened)} bracket(s) without a label")
    return Marked("".join(text), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))))


def _mark(source: str, start: int, end: int, label: str) -> Mark:
    role, _, value = label.partition(":")
    if start == end or not role:
        raise MarkedTextError(f"{source!r}: a mark needs words and a label, got {label!r}")
    return Mark(start, end, role, value or None)


def draw_marked(text: str, marks: Iterable[Mark]) -> str:
    """The line in marked notation: the inverse of `parse_marked`, for marks that nest."""
    after: dict[int, list[str]] = {}
    before: dict[int, list[str]] = {}
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        label = mark.role if mark.value is None else f"{mark.role}:{mark.value}"
        before.setdefault(mark.start, []).append("[")
        after.setdefault(mark.end, []).insert(0, f"|{label}]")
    drawn = []
    for place, letter in enumerate([*text, ""]):
        drawn += [*after.get(place, ()), *before.get(place, ())]
        drawn.append(f"\\{letter}" if letter in SPECIAL else letter)
    return "".join(drawn)
