"""The lines of a brief, and the numbers that lead from each to its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..ledger.wording import heading_of
from ..privacy import KEEP_NAMES, Pseudonyms
from ..records import Claim, Document, Event, Figure, Reading
from .wording import say_claimant

CONTEXT = 160
"""Characters shown on either side of a quotation in the HTML brief: about two lines."""
WINDOW = 3 * CONTEXT
"""Characters in which private names are looked for before they are cut: a part of one would not be found."""
FIRST_WORDS = 6
"""Words by which a text without outlet and title is known."""
MOST_OF_TEXT = 300
"""Characters in which its first line ends, or has enough of a name."""
OPENING_SIGNS = re.compile(r"^[ \t]*(?:>(?![ \t]*\d)[> \t]*|#{1,6}[ \t]+)", re.MULTILINE)
"""What Markdown puts before a quotation and a heading; ">40" is a bound."""
LONGEST_QUOTE = 240
"""A line quotes at most so many characters; the passage behind its mark has all of them."""

MEASURES = (
    "killed",
    "casualties",
    "injured",
    "arrested",
    "missing",
    "abducted",
    "displaced",
    "protesters",
    "troops",
    "damaged",
    "other",
)
"""The order in which a hurried reader asks."""

TO_COME = frozenset({"future", "demanded", "threatened", "possible"})


@dataclass(frozen=True, slots=True)
class Passage:
    """The words behind a mark, with the words around them."""

    mark: int
    document: str
    outlet: str
    who: str
    """Who says so there: the claimant that the text names, or the outlet itself."""
    url: str | None
    published: str | None
    record: str
    start: int
    end: int
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said: when, where, in which words, by whom, how surely."""

    when: str
    place: str | None
    words: str
    who: str
    channel: tuple[str, ...]
    sure: str
    distance: str | None
    marks: tuple[int, ...]
    type: str | None = None
    """The PLOVER type of an occurrence; None for what is none."""
    first: str | None = None
    """The first day on which an occurrence may have happened, ISO 8601."""
    last: str | None = None
    """The last one."""
    documents: int = 1
    origins: int = 1
    claimants: int = 1
    disputed: bool = False
    """Whether accounts of it truly disagree."""


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One claimant's count of one measure."""

    measure: str
    low: float | None
    high: float | None
    bound: str
    range: str
    group: str | None
    who: str
    channel: tuple[str, ...]
    sure: str
    when: str
    place: str | None
    total: bool | None
    as_of: str | None
    account: str | None
    """The account's id, where a ledger made one."""
    supersedes: str | None
    """The account that it goes on from."""
    status: str
    documents: int
    origins: int
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two statements that contradict each other, and the kind of contradiction."""

    relation: str
    measure: str | None
    left: str
    right: str
    why: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """All that one claimant says."""

    who: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One document of the brief."""

    document: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The page as data; sections hold what their names say."""

    title: str
    sources: tuple[Source, ...]
    origins: int | None
    """Independent texts among them; None where they were not compared."""
    figures: tuple[FigureLine, ...]
    happened: tuple[Line, ...]
    to_come: tuple[Line, ...]
    voices: tuple[Voice, ...]
    unsettled: tuple[Line, ...]
    disputes: tuple[Dispute, ...]
    comments: tuple[Voice, ...]
    open: tuple[str, ...]
    passages: tuple[Passage, ...]


class Marks:
    """Gives each quoted record its number, in order of first use."""

    def __init__(self, names: Pseudonyms) -> None:
        self._names = names
        self._given: dict[str, Passage] = {}

    def mark(self, reading: Reading, record: Claim | Event | Figure) -> int:
        """The number of the record's words, a new one where it had none."""
        known = self._given.get(record.id)
        if known is None:
            document = reading.document
            claim = record if isinstance(record, Claim) else claim_of(record.claim, reading)
            start, end, text = record.start, record.end, document.text
            known = Passage(
                mark=len(self._given) + 1,
                document=self._names.hide(document.id),
                outlet=self._names.hide(outlet_of(document)),
                who=self._names.hide(say_claimant(claim, outlet_of(document))),
                url=self._names.hide(document.url) if document.url else None,
                published=document.published,
                record=record.id,
                start=start,
                end=end,
                before=_tail(self._names.hide(text[max(0, start - WINDOW) : start])),
                quote=self._names.hide(text[start:end]),
                after=_head(self._names.hide(text[end : end + WINDOW])),
            )
            self._given[record.id] = known
        return known.mark

    def passages(self) -> tuple[Passage, ...]:
        """The words behind every number that was given."""
        return tuple(self._given.values())


def claim_of(claim: str | None, reading: Reading) -> Claim | None:
    """The claim of this id in a reading."""
    return next((each for each in reading.claims if each.id == claim), None) if claim else None


def outlet_of(document: Document) -> str:
    """What the document's own voice is called: its outlet, its title, or how its text begins."""
    if named := document.publisher or document.title:
        return named
    words = heading_of(document.text[:MOST_OF_TEXT]).split()
    more = " …" if len(words) > FIRST_WORDS else ""
    return f"the text “{' '.join(words[:FIRST_WORDS])}{more}”" if words else "an empty text"


def place_name(place: str | None, reading: Reading, names: Pseudonyms = KEEP_NAMES) -> str | None:
    """The name of a place record of the reading, without private names; or None."""
    named = next((each.name for each in reading.places if each.id == place), None) if place else None
    return names.hide(named) if named else None


def short(words: str) -> str:
    """The words on one line, without the signs of Markdown that open its lines, cut at `LONGEST_QUOTE`."""
    return cut(" ".join(OPENING_SIGNS.sub("", words).split()), LONGEST_QUOTE)


def cut(line: str, most: int) -> str:
    """The line, or so many of its words as have that many letters."""
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def _tail(text: str) -> str:
    kept = text[-CONTEXT:].rsplit("\n\n", 1)[-1]
    return f"…{kept}" if len(kept) == CONTEXT else kept


def _head(text: str) -> str:
    kept = text[:CONTEXT].split("\n\n", 1)[0]
    return f"{kept}…" if len(kept) == CONTEXT else kept
