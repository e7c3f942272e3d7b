"""What is counted in tables that stand in a text as lines.

The heading of a column says what its numbers count ("City | Dead | Wounded", "Region: cases / deaths"), or
the title over a list does ("Deaths by prison:"). A row has as many cells as its heading, a name in the
first and numbers in the others; anything else ends the table.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..language.closed_classes import BULLETS, DIVIDING, NOTHING_COUNTED
from ..lexicon import MeasureWord
from .measure_grammar import word_of_participle
from .measures import CountedGroup, MeasureContext, counted_by

if TYPE_CHECKING:
    from spacy.tokens import Token

LINE = re.compile(r"[^\n]+")
OPENING = re.compile(rf"[\s|>*●\uFE0F{BULLETS}–—-]*(?:[a-z0-9IVX]{{1,4}}[.)]\s+)?")
"""What opens a line and belongs to no cell: a bullet, a bar, the mark of an item."""
BETWEEN = re.compile(r"\s*(?:[|\t/;]|:\s|\s[-–—]\s|\s{3,})\s*")
"""What stands between two cells."""
WHOLE = r"(?:\d{1,3}(?:[,.' ]\d{3})+|\d{1,6})(?![\d.,'/%])"
"""A number that counts: whole, and its thousands marked; "1,5" and "555 1234" are none."""
NUMBER = re.compile(rf"{WHOLE}\s*(?:\([^()]*\))?\Z")
"""A cell that is wholly one number, with a remark; "8 per 100,000" is none."""
NOTHING = re.compile(rf"[-–—.]*\Z|(?i:{'|'.join(sorted(NOTHING_COUNTED))})\Z")
"""A cell without a number."""
RULED = re.compile(r"[\s|:+=_–—-]+\Z")
"""A line drawn under a heading."""
REMARK = re.compile(r"\s*\((?P<words>[^()]*)\)\s*\Z")
VALUE = re.compile(rf"(?:[A-Za-z]+ ){{0,3}}{WHOLE}\s*(?:\([^()]*\))?")
"""All that stands behind a label: a number, with the words of its bound and a remark."""
LABELLED = 2
"""Cells of a line that is a label and its number."""
UNCHECKED = frozenset({"forces", "undone", "outright"})
"""Conditions that only a sentence can meet: a column "Lost" is of matches as often as of soldiers."""
COUNTED_KINDS = frozenset({"people", "group", "building", "body"})
"""Kinds of units beside a word of harm that the harm is counted of: "houses damaged", not "cows killed"."""
JOINING = frozenset({"of", "the"})
"""What joins the words of a heading: "number of the injured"."""
TITLE_WORDS = 8
"""Words of the longest title of a list, and of the longest heading of a column."""
TITLE_LENGTH = 64
"""Characters of the longest title: longer lines are not cut into words."""

Span = tuple[int, int]
Column = tuple[MeasureWord, "Token"]
"""What a column counts, and the word of its heading that says so."""


def of_rows(scene: MeasureContext) -> Iterator[CountedGroup]:
    """The nine, the 61 and the 30 of "Ayacucho | 9 | 61 | 30" below "City | Dead | Wounded | Detained"."""
    text = scene.text
    columns: Sequence[Column | None] = ()
    for line in LINE.finditer(text):
        cells = _cells(text, *line.span())
        if columns and len(cells) == len(columns) and _is_row(text, cells):
            yield from _counted(scene, columns, cells)
        elif len(cells) == LABELLED and VALUE.fullmatch(text, *cells[1]) is not None:
            yield from _labelled(scene, cells)
        elif len(cells) == 1 and not RULED.fullmatch(line[0]):
            title = _title(scene, *cells[0])
            columns = (None, title) if title is not None and _divides_by(scene, *cells[0]) else ()
        elif len(cells) > 1 and not RULED.fullmatch(line[0]):
            columns = _heading(scene, text, cells)


def _cells(text: str, start: int, end: int) -> list[Span]:
    """Where the cells of a line stand; a line that is no row is one cell."""
    opening = OPENING.match(text, start, end)
    start = opening.end() if opening is not None else start
    while end > start and (text[end - 1].isspace() or text[end - 1] in "|:"):
        end -= 1
    cells: list[Span] = []
    for gap in BETWEEN.finditer(text, start, end):
        cells.append((start, gap.start()))
        start = gap.end()
    return [*cells, (start, end)]


def _is_row(text: str, cells: Sequence[Span]) -> bool:
    """Whether a name stands in the first cell, and numbers or nothing in the others."""
    written = [text[start:end] for start, end in cells]
    numbers = [NUMBER.match(cell) is not None for cell in written[1:]]
    empty = [NOTHING.match(cell) is not None for cell in written[1:]]
    named = written[0][:1].isalpha()
    return named and any(numbers) and all(map(max, numbers, empty))


def _labelled(scene: MeasureContext, cells: Sequence[Span]) -> Iterator[CountedGroup]:
    """The 90 of "Missing: at least 90", "Houses damaged: 90 (40 in the old town)"."""
    label = _title(scene, *cells[0])
    number = next((token for token in _tokens(scene, *cells[1]) if token.text[0].isdigit()), None)
    if label is not None and number is not None:
        yield replace(counted_by(label[0], number, number), start=cells[0][0])


def _heading(scene: MeasureContext, text: str, cells: Sequence[Span]) -> Sequence[Column | None]:
    """What each column counts below a line of headings; nothing where the line is none."""
    if not _is_of_few_words(text, cells) or _is_labelled(text, cells):
        return ()
    own = [_column(scene, *cell) for cell in cells[1:]]
    return (None, *own) if any(own) else ()


def _is_of_few_words(text: str, cells: Sequence[Span]) -> bool:
    """Whether no cell of a line is longer than a heading, and none has a number."""
    is_short = all(len(text[start:end].split()) <= TITLE_WORDS for start, end in cells)
    return is_short and not any(map(str.isdigit, text[cells[0][0] : cells[-1][1]]))


def _is_labelled(text: str, cells: Sequence[Span]) -> bool:
    """Whether a line is a label and its words, as "Status: missing": it says nothing of the lines below."""
    return len(cells) == LABELLED and ":" in text[cells[0][1] : cells[1][0]]


def _column(scene: MeasureContext, start: int, end: int) -> Column | None:
    """What a heading counts, where each of its words is known: total deaths, people displaced, cases (new).

    Not "death rate", "expected deaths", "fall in deaths", "cows killed", "injured (%)".
    """
    remark = REMARK.search(scene.text, start, end)
    tokens = _tokens(scene, start, remark.start() if remark is not None else end)
    if remark is not None and not all(_qualifies(scene, t) for t in _tokens(scene, *remark.span("words"))):
        return None
    last = next((each for token in tokens[-1:] if (each := counting(scene, token)) is not None), None)
    return last if all(_is_beside(scene, token) for token in tokens[:-1]) else None


def _is_beside(scene: MeasureContext, token: Token) -> bool:
    """Whether a word beside what is counted leaves it a plain count of people or houses."""
    return token.lower_ in JOINING or _qualifies(scene, token) or scene.measures.kind(token) in COUNTED_KINDS


def _qualifies(scene: MeasureContext, token: Token) -> bool:
    """Whether a word says of a count only which it is: total, new, confirmed."""
    return token.lower_ in scene.measures.qualifying


def _title(scene: MeasureContext, start: int, end: int) -> Column | None:
    """What a title or label counts: deaths by prison, houses damaged; not "arrest warrants"."""
    tokens = _tokens(scene, start, end) if end - start < TITLE_LENGTH else ()
    if not tokens or len(tokens) > TITLE_WORDS or any(token.is_sent_start for token in tokens[1:]):
        return None
    if tokens[-1].text == "." or any(token.tag_ in ("CD", "VBZ", "VBP", "MD") for token in tokens):
        return None
    counted = (each for token in tokens if (each := counting(scene, token)) is not None)
    return next((each for each in counted if _is_all(scene, each[1], tokens)), None)


def _is_all(scene: MeasureContext, token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a title is of those counted alone: "displaced persons", "total deaths by prison"."""
    place = token.i - tokens[0].i
    before, after = tokens[:place], tokens[place + 1 :]
    behind = after[:1] and (after[0].tag_ == "IN" or scene.measures.kind(after[-1]) in COUNTED_KINDS)
    return all(_is_beside(scene, each) for each in before) and (not after or bool(behind))


def _divides_by(scene: MeasureContext, start: int, end: int) -> bool:
    """Whether a title says by what places or groups a list below it is divided: "deaths by prison".

    Not "killed by police", whose list may tell anything of the killed.
    """
    tokens = _tokens(scene, start, end)
    at = next((place for place, token in enumerate(tokens) if token.lower_ in DIVIDING), len(tokens))
    return at < len(tokens) - 1 and all(divides_counts(scene, token) for token in tokens[at + 1 :])


def divides_counts(scene: MeasureContext, token: Token) -> bool:
    """Whether a word names a part of a land or of its people: prison, age group, village and town."""
    return token.tag_ == "CC" or bool({token.lower_, token.lemma_.lower()} & scene.measures.dividing)


def counting(scene: MeasureContext, token: Token) -> Column | None:
    """What a word of a heading counts, where it needs no sentence to say so: dead, deaths, arrested."""
    measures, lemma = scene.measures, token.lemma_.lower()
    word = measures.states.get(token.lower_) or measures.nouns.get(lemma) or measures.nouns.get(token.lower_)
    toll = next(iter(measures.tolls.longest(scene.doc[token.i : token.i + 1])), None)
    word = word or (toll[1][0] if toll is not None else None) or word_of_participle(scene, token)
    return None if word is None or UNCHECKED.intersection(word.needs) else (word, token)


def _tokens(scene: MeasureContext, start: int, end: int) -> Sequence[Token]:
    tree = scene.tree
    return tree.tokens[bisect_left(tree.starts, start) : bisect_left(tree.starts, end)]


def _counted(
    scene: MeasureContext, columns: Sequence[Column | None], cells: Sequence[Span]
) -> Iterator[CountedGroup]:
    """The numbers of a row, each with the whole row as evidence."""
    for column, cell in zip(columns, cells, strict=True):
        number = next(iter(_tokens(scene, *cell)), None)
        if column is not None and number is not None and number.text[0].isdigit():
            found = counted_by(column[0], number, number, part_of=column[1])
            yield replace(found, start=cells[0][0], end=cells[-1][1])
