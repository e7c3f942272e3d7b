"""The captures of one document and their differences: figures, metadata, words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ...records import Document, Extent, Figure, Measure, Reading
from ..file.filing import unpacked
from ..store import Ledger
from .alignment import AlignedPiece, pieces_of

ABOUT = ("title", "publisher", "authors", "published", "url", "language")
"""What is told of a document beside its text."""

CAPTURED_AGAIN = """
SELECT documents.id
FROM documents
WHERE documents.id IN (SELECT document FROM captures GROUP BY document HAVING count(*) > 1 AND max(rowid) > ?)
ORDER BY documents.number
"""
"""The documents with several captures, at least one after that row, in the order of filing."""

CAPTURES_OF_DOCUMENT = """
SELECT captures.id, captures.digest, captures.size, captures.media_type, captures.url, captures.fetched_at,
  captures.filed_at, captures.rowid = now.capture AS current,
  CASE WHEN captures.rowid = now.capture THEN NULL ELSE superseded.lines END AS lines, runs.program
FROM captures
JOIN documents ON documents.id = captures.document
JOIN (
  SELECT max(captures.rowid) AS capture
  FROM documents JOIN captures ON captures.document = documents.id AND captures.digest = documents.digest
  WHERE documents.id = :document
) AS now
LEFT JOIN superseded_readings AS superseded ON superseded.id = (
  SELECT max(id) FROM superseded_readings WHERE document = captures.document AND digest = captures.digest
)
LEFT JOIN runs ON runs.id =
  CASE WHEN captures.rowid = now.capture THEN documents.run ELSE superseded.run END
WHERE captures.document = :document
ORDER BY coalesce(captures.fetched_at, captures.filed_at), captures.rowid
"""
"""The captures of a document, the oldest first; those that are not current with their last reading.

Current is the last capture of the bytes that are: a page may have gone back to what it was before."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One capture of a document, and the last reading of its bytes, packed until it is asked for."""

    id: str
    digest: str
    size: int
    media_type: str
    url: str | None
    fetched_at: str | None
    filed_at: str
    program: str | None
    """The version that read it: two versions may read one page differently."""
    current: bool
    _packed: bytes | Reading = field(repr=False)

    @property
    def reading(self) -> Reading:
        """What was read from the bytes last; unpacked anew each time."""
        return self._packed if isinstance(self._packed, Reading) else unpacked(self._packed)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A count that another capture has otherwise; without a before it came, without an after it went."""

    measure: Measure
    before: Figure | None
    after: Figure | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What is told of the document beside its text, where it is told otherwise."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """In what two captures of one document differ."""

    before: Snapshot
    after: Snapshot
    figures: tuple[FigureChange, ...]
    fields: tuple[FieldChange, ...]
    pieces: tuple[AlignedPiece, ...]
    """Both texts as one row, see `alignment.pieces_of`."""

    @property
    def same_text(self) -> bool:
        """Whether the bytes differ in nothing that is read."""
        return all(piece.same for piece in self.pieces)

    @property
    def same_reader(self) -> bool:
        """Whether one version of the program read both, so that what differs is the page's doing."""
        return self.before.program == self.after.program


def captured_again(ledger: Ledger, *, after: int = 0) -> tuple[str, ...]:
    """The documents of which several captures are held, in the order in which they were filed.

    Only those with a capture numbered above `after`, counted as the table of captures counts its rows.
    """
    return tuple(row["id"] for row in ledger.ask(CAPTURED_AGAIN, (after,)))


def document_named(ledger: Ledger, name: str) -> str:
    """The id of the document with this id, with the only id that starts so, or with this address.

    Raises:
        NoSuchRecord: there is none.
    """
    by_address = "SELECT id FROM documents WHERE url = ? ORDER BY number DESC LIMIT 1"
    for row in ledger.ask(by_address, (name,)):
        return str(row["id"])
    found = ledger.record(name)
    return found.id if isinstance(found, Document) else str(getattr(found, "document", found.id))


def snapshots_of(ledger: Ledger, document: str) -> tuple[Snapshot, ...]:
    """All captures of a document, by the time at which they were fetched.

    Raises:
        NoSuchRecord: there is no such document.
    """
    current = ledger.reading(document)
    return tuple(
        Snapshot(
            id=row["id"],
            digest=row["digest"],
            size=row["size"],
            media_type=row["media_type"],
            url=row["url"],
            fetched_at=row["fetched_at"],
            filed_at=row["filed_at"],
            program=row["program"],
            current=bool(row["current"]),
            _packed=row["lines"] or current,
        )
        for row in ledger.ask(CAPTURES_OF_DOCUMENT, {"document": document})
    )


def differences_of(snapshots: Sequence[Snapshot]) -> Iterator[Difference]:
    """From each capture to the next one."""
    for before, after in pairwise(snapshots):
        yield difference(before, after)


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """What the later capture has otherwise, its figures in the order of the later text."""
    was, now = before.reading, after.reading
    pieces = pieces_of(was.document.text, now.document.text)
    fields = tuple(
        FieldChange(name, *told)
        for name in ABOUT
        if (told := (_said(was.document, name), _said(now.document, name)))[0] != told[1]
    )
    return Difference(before, after, _figure_changes(was.figures, now.figures, pieces), fields, pieces)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure and the pieces of its text that it touches."""

    figure: Figure
    place: tuple[int, int]
    """The first piece of news that it touches; where it touches none, its piece and where it begins there."""
    first: int
    last: int

    @property
    def says(self) -> tuple[object, ...]:
        """What is said of how many."""
        return (
            self.figure.measure,
            self.figure.low,
            self.figure.high,
            self.figure.bound,
            self.figure.certainty,
        )


Key = Callable[[_Placed], object]

SAME_FIGURE: tuple[Key, ...] = (
    lambda each: (each.place, each.says, each.figure.group),
    lambda each: (each.place, each.figure.measure, each.figure.group),
    lambda each: (each.place, each.figure.measure),
    lambda each: (each.last, each.figure.measure),
    lambda each: (each.first, each.figure.measure),
    lambda each: (each.says, each.figure.group),
)
"""What two figures share that are one, the surest first; the last one holds those that only moved."""


def _figure_changes(
    before: Sequence[Figure], after: Sequence[Figure], pieces: Sequence[AlignedPiece]
) -> tuple[FigureChange, ...]:
    """Figures that say something else in their place, that came and that went, in the order of the texts."""
    went = _placed(before, [(each.before, each.same) for each in pieces])
    came = _placed(after, [(each.after, each.same) for each in pieces])
    changed: list[tuple[tuple[int, int], FigureChange]] = []
    for key in SAME_FIGURE:
        pairs, went, came = _paired(went, came, key)
        changed += [
            (new.place, FigureChange(new.figure.measure, old.figure, new.figure))
            for old, new in pairs
            if old.says != new.says
        ]
    changed += [(old.place, FigureChange(old.figure.measure, old.figure, None)) for old in went]
    changed += [(new.place, FigureChange(new.figure.measure, None, new.figure)) for new in came]
    return tuple(change for _, change in sorted(changed, key=lambda each: each[0]))


def _placed(figures: Sequence[Figure], pieces: Sequence[tuple[Extent | None, bool]]) -> list[_Placed]:
    """The figures in order, each with the pieces of its text that it touches."""
    parts = [(number, extent, same) for number, (extent, same) in enumerate(pieces) if extent is not None]
    ends = [extent.end for _, extent, _ in parts]
    starts = [extent.start for _, extent, _ in parts]
    placed: list[_Placed] = []
    for figure in sorted(figures, key=lambda each: (each.start, each.end)):
        touched = parts[bisect_right(ends, figure.start) : bisect_left(starts, figure.end)]
        news = next((number for number, _, same in touched if not same), None)
        if touched:
            offset = figure.start - touched[0][1].start if news is None else 0
            at = touched[0][0] if news is None else news
            placed.append(_Placed(figure, (at, offset), touched[0][0], touched[-1][0]))
    return placed


def _paired(
    went: Sequence[_Placed], came: Sequence[_Placed], key: Key
) -> tuple[list[tuple[_Placed, _Placed]], list[_Placed], list[_Placed]]:
    """Those of one key, each with the next one; then what is left of both."""
    waiting: dict[object, deque[_Placed]] = defaultdict(deque)
    for each in went:
        waiting[key(each)].append(each)
    pairs: list[tuple[_Placed, _Placed]] = []
    left: list[_Placed] = []
    for each in came:
        if waiting[key(each)]:
            pairs.append((waiting[key(each)].popleft(), each))
        else:
            left.append(each)
    paired = {id(old) for old, _ in pairs}
    return pairs, [each for each in went if id(each) not in paired], left


def _said(document: Document, field: str) -> str | None:
    value = getattr(document, field)
    return ", ".join(value) or None if isinstance(value, tuple) else value
