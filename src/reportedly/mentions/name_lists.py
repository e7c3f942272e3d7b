"""Lists of names, one a line: "- Ada Brenn (44)", "- Ola Brenn, Harlan"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from ..language.closed_classes import BULLETS
from .ground import Ground
from .name_rows import Run

LONGEST_ITEM = 80
"""Characters of the longest item: longer lines are paragraphs that happen to begin with a name."""
LEAST_SURE = 0.5
"""The share of the items that must be known for persons. A list of the dead has nothing but persons in it,
and one of what a firm sells seldom has any; half is met by two of three."""

OPENING = re.compile(rf"[ \t]*(?:[{BULLETS}*–—-]|\d{{1,3}}[.)])?[ \t]*")
AGED = re.compile(r"(?:, ?\d{1,2}| ?\(\d{1,2}\))[ \t]*(?:[,;.]|\n|\Z)")
CLOSING = re.compile(r"[ \t]*(?:[,;:(–—-]|\n|\Z)")
"""What may follow the name that an item begins with."""


def spot_lists(ground: Ground, persons: Collection[int]) -> Iterator[Run]:
    """The names that open the items of lists of persons, in order; `persons` are the tokens where one begins.

    A name with an age is a person's without being among them.
    """
    for items in _lists(ground):
        sure = sum(run[0] in persons or _follows(AGED, ground, run) for run in items)
        if sure >= LEAST_SURE * len(items):
            yield from items


def _lists(ground: Ground) -> Iterator[Sequence[Run]]:
    """Names of several words that open short lines one below the other."""
    doc, text = ground.doc, ground.document.text
    opening = {doc[run[0]].idx: run for run in set(ground.runs.values()) if run[1] - run[0] > 1}
    items: list[Run] = []
    start = 0
    for line in text.split("\n") if opening else ():
        bullet = OPENING.match(line) if len(line) <= LONGEST_ITEM else None
        run = opening.get(start + bullet.end()) if bullet else None
        if run is not None and _is_item(ground, run):
            items.append(run)
        elif line.strip():
            if len(items) > 1:
                yield items
            items = []
        start += len(line) + 1
    if len(items) > 1:
        yield items


def _is_item(ground: Ground, run: Run) -> bool:
    """Whether the name is all that opens the line, and nothing tells that it is a place's or a body's."""
    alone = run[0] not in ground.places and run[1] - 1 not in ground.endings
    return alone and _follows(CLOSING, ground, run)


def _follows(pattern: re.Pattern[str], ground: Ground, run: Run) -> bool:
    last = ground.doc[run[1] - 1]
    return pattern.match(ground.document.text, last.idx + len(last)) is not None
