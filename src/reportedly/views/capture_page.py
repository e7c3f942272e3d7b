"""The page on the captures of one document: figures that changed, then words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from ..ledger.asking.captures import Difference, FigureChange, Snapshot, difference, snapshots_of
from ..ledger.asking.queries import NotAFilter
from ..ledger.store import Ledger
from ..ledger.wording import say_count
from ..records import Document, Figure, Reading
from .addresses import address
from .lines import outlet_of
from .wording import say_claimant

KEPT_WORDS = 40
"""Words beside a change that are shown of what is the same: two lines, enough to see who speaks."""

WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """One capture."""

    number: int
    at: str
    fetched: bool
    """Whether that is the time at which it was fetched, not only filed."""
    digest: str
    size: int
    media_type: str
    url: str | None
    program: str | None
    current: bool


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A count, or what is told of the document, that two captures have otherwise."""

    what: str
    before: str | None
    after: str | None
    who: str
    words_before: str | None
    words_after: str | None
    href: str | None
    """Where its words stand now; only the current reading has a page."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change as a row of a table: a figure, a field, or words that went or came."""

    kind: str
    what: str
    before: str | None
    after: str | None
    who: str
    capture_before: str
    capture_after: str


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """Words of the text: as they were, gone, or come."""

    kind: Literal["same", "went", "came"]
    space: str
    """What its text has before the words."""
    words: str
    count: int
    """How many words these are."""
    folded: bool = False
    """Whether it is the middle of a long stretch that is the same."""


@dataclass(frozen=True, slots=True)
class CaptureComparison:
    """In what one capture differs from an earlier one."""

    before: int
    after: int
    figures: tuple[ChangedRow, ...]
    fields: tuple[ChangedRow, ...]
    parts: tuple[ComparedPart, ...]
    went: int
    came: int
    same_text: bool
    same_reader: bool


@dataclass(frozen=True, slots=True)
class CapturesPage:
    """All captures of a document and two of them beside each other."""

    document: str
    title: str
    outlet: str
    language: str
    captures: tuple[CaptureRow, ...]
    compared: CaptureComparison | None
    """None where there is one capture alone."""


def make_captures_page(ledger: Ledger, name: str, query: Mapping[str, str]) -> CapturesPage:
    """The captures of a document; those that `before` and `after` number are compared, else the last two.

    Raises:
        NoSuchRecord: there is no such document.
        NotAFilter: there is no such capture, or it would be compared with itself.
    """
    held = snapshots_of(ledger, name)
    last = len(held)
    after = _number(query, "after", last, last)
    before = _number(query, "before", max(1, after - 1), last)
    if before >= after and last > 1:
        raise NotAFilter(f"before={before} is not a capture from before after={after}")
    current = next((each for each in held if each.current), held[-1]).reading.document
    return CapturesPage(
        name,
        current.title or outlet_of(current),
        outlet_of(current),
        current.language,
        tuple(_row(each, number) for number, each in enumerate(held, start=1)),
        _compared(held, before, after) if last > 1 else None,
    )


def change_rows(page: CapturesPage) -> Iterator[ChangeRow]:
    """The changes as rows: figures first, then what is told of the document, then words."""
    told = page.compared
    if told is None:
        return
    ends = (page.captures[told.before - 1].digest, page.captures[told.after - 1].digest)
    for kind, rows in (("figure", told.figures), ("document", told.fields)):
        for row in rows:
            yield ChangeRow(kind, row.what, row.before, row.after, row.who, *ends)
    for went, came in _replaced(told.parts):
        what = "replaced" if went and came else "removed" if went else "added"
        yield ChangeRow("words", what, went, came, "", *ends)


def _replaced(parts: Sequence[ComparedPart]) -> Iterator[tuple[str | None, str | None]]:
    """Words that went with those that came in their place."""
    went: str | None = None
    for part in parts:
        if part.kind == "came":
            yield went, part.words
            went = None
        elif went is not None:
            yield went, None
            went = None
        if part.kind == "went":
            went = part.words
    if went is not None:
        yield went, None


def last_change(ledger: Ledger, name: str) -> CaptureComparison | None:
    """In what the last capture of a document differs from the one before it."""
    return make_captures_page(ledger, name, {}).compared


def _number(query: Mapping[str, str], name: str, usual: int, last: int) -> int:
    given = query.get(name, "") or str(usual)
    if (
        len(given) > len(str(last))
        or not given.isascii()
        or not given.isdecimal()
        or not 0 < int(given) <= last
    ):
        raise NotAFilter(f"{name}={given!r}: captures of this document are numbered from 1 to {last}")
    return int(given)


def _row(each: Snapshot, number: int) -> CaptureRow:
    return CaptureRow(
        number=number,
        at=each.fetched_at or each.filed_at,
        fetched=each.fetched_at is not None,
        digest=each.digest,
        size=each.size,
        media_type=each.media_type,
        url=each.url,
        program=each.program,
        current=each.current,
    )


def _compared(held: Sequence[Snapshot], before: int, after: int) -> CaptureComparison:
    found = difference(held[before - 1], held[after - 1])
    was, now = found.before.reading, found.after.reading
    parts = tuple(_parts(found, was.document.text, now.document.text))
    return CaptureComparison(
        before=before,
        after=after,
        figures=tuple(_figure(each, was, now, linked=found.after.current) for each in found.figures),
        fields=tuple(
            ChangedRow(
                what=each.field,
                before=each.before,
                after=each.after,
                who="",
                words_before=None,
                words_after=None,
                href=None,
            )
            for each in found.fields
        ),
        parts=parts,
        went=sum(part.count for part in parts if part.kind == "went"),
        came=sum(part.count for part in parts if part.kind == "came"),
        same_text=found.same_text,
        same_reader=found.same_reader,
    )


def _figure(change: FigureChange, was: Reading, now: Reading, *, linked: bool) -> ChangedRow:
    """A changed count: who counts as the later text has it, or the earlier one where it went."""
    return ChangedRow(
        what=change.measure,
        before=_range(change.before),
        after=_range(change.after),
        who=_who(now, change.after) if change.after else _who(was, change.before),
        words_before=_sentence(change.before, was.document),
        words_after=_sentence(change.after, now.document),
        href=address("documents", change.after.document, change.after.id)
        if change.after and linked
        else None,
    )


def _range(figure: Figure | None) -> str | None:
    return say_count(figure) if figure else None


def _who(reading: Reading, figure: Figure | None) -> str:
    claim = next((each for each in reading.claims if figure and each.id == figure.claim), None)
    return say_claimant(claim, outlet_of(reading.document))


def _sentence(figure: Figure | None, document: Document) -> str | None:
    return document.text[figure.start : figure.end] if figure else None


def _parts(found: Difference, old: str, new: str) -> Iterator[ComparedPart]:
    """Both texts as one, each part with the space before it as its own text has it."""
    at = other = 0
    for piece in found.pieces:
        if piece.before and not piece.same:
            yield _part("went", old[at : piece.before.end])
        if piece.after and not piece.same:
            yield _part("came", new[other : piece.after.end])
        if piece.after and piece.same:
            yield from _same(new[other : piece.after.end])
        at = piece.before.end if piece.before else at
        other = piece.after.end if piece.after else other


def _part(kind: Literal["same", "went", "came"], words: str, *, folded: bool = False) -> ComparedPart:
    bare = words.lstrip()
    return ComparedPart(kind, words[: len(words) - len(bare)], bare, len(bare.split()), folded)


def _same(words: str) -> Iterator[ComparedPart]:
    """A stretch that is the same; of a long one the middle can be folded away."""
    told = [match.span() for match in WORD.finditer(words)]
    if len(told) <= 3 * KEPT_WORDS:
        yield _part("same", words)
        return
    begin, end = told[KEPT_WORDS - 1][1], told[-KEPT_WORDS - 1][1]
    yield _part("same", words[:begin])
    yield _part("same", words[begin:end], folded=True)
    yield _part("same", words[end:])
