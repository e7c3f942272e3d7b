"""Rows of bare names behind words for several people: "two sisters, Amina and Fatima"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .ground import Ground, spans_in

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

OPENING = frozenset({",", ":", "(", "-", "–", "—"})
MOST_IN_ROW = 30
"""Names that one row is followed for: a longer one is a list of its own."""

Run = tuple[int, int]


def spot_rows(ground: Ground) -> Iterator[Run]:
    """The names in rows behind plural words for people beside whom names are persons', in order."""
    for _, span, entry in spans_in(ground.roles):
        if entry.personal and (span[-1].tag_ in ("NNS", "NNPS") or entry.type == "group"):
            yield from _names_behind(ground, span)


def _names_behind(ground: Ground, span: Span) -> list[Run]:
    """The row of names, if it is told apart from those who do something beside them.

    So it is where it follows directly ("brothers Ali and Omar"), behind a colon or a bracket, where people
    are counted, and where the parser takes the first name for an apposition.
    """
    doc, place = ground.doc, span.end
    opened = place < len(doc) and doc[place].text in OPENING
    row = list(_row(ground, place + opened))
    if not row or (len(row) == 1 and opened):
        return []
    counted = any(child.dep_ == "nummod" for child in span[-1].lefts)
    sure = not opened or doc[place].text != "," or counted
    return row if sure or doc[row[0][1] - 1].dep_ == "appos" else []


def _row(ground: Ground, place: int) -> Iterator[Run]:
    """Names from a token on, with commas, "and" and ages between them."""
    doc = ground.doc
    for _ in range(MOST_IN_ROW):
        run = ground.runs.get(place)
        if run is None or run[0] != place or place in ground.places or run[1] - 1 in ground.endings:
            return
        yield run
        place = _behind_age(doc, run[1])
        step = place
        while step < min(place + 2, len(doc)) and (doc[step].text == "," or doc[step].dep_ == "cc"):
            step += 1
        if step == place:
            return
        place = step


def _behind_age(doc: Doc, place: int) -> int:
    """The token behind ", 9" or "(9)", or the same where no age follows."""
    after = doc[place : place + 3]
    if len(after) < 2 or after[0].text not in ",(" or not after[1].is_digit:
        return place
    return place + 3 if len(after) == 3 and after[2].text == ")" else place + 2
