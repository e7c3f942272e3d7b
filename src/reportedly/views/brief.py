"""One page that a hurried reader can trust: who says what happened, how sure, and what stays open.

`make_brief` builds a typed record, which is also the brief's JSON; `writing.py` writes it for people. Every
line bears a mark that leads to the words it stands on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ..privacy import KEEP_NAMES, Pseudonyms
from ..records import Claim, Document, Event, Figure, Reading, When
from .wording import STANCE_WORDS, SURE, say_claimant, say_range, say_when

CONTEXT = 160
"""Characters shown on either side of a quotation in the HTML brief: about two lines."""
LONGEST_QUOTE = 240
"""A line quotes at most so many characters; the passage behind its mark has all of them."""

UNSURE = frozenset({"unconfirmed", "doubted", "denied"})
TO_COME = frozenset({"future", "demanded", "threatened", "possible"})


@dataclass(frozen=True, slots=True)
class Passage:
    """The words behind a mark, with the words around them."""

    mark: int
    document: str
    outlet: str
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


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One claimant's count of one measure."""

    measure: str
    range: str
    group: str | None
    who: str
    channel: tuple[str, ...]
    sure: str
    when: str
    place: str | None
    total: bool | None
    published: str | None
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
    figures: tuple[FigureLine, ...]
    happened: tuple[Line, ...]
    to_come: tuple[Line, ...]
    voices: tuple[Voice, ...]
    unsettled: tuple[Line, ...]
    comments: tuple[Voice, ...]
    open: tuple[str, ...]
    passages: tuple[Passage, ...]


class _Marks:
    """Gives each quoted record its number, in order of first use."""

    def __init__(self, names: Pseudonyms) -> None:
        self._names = names
        self._given: dict[str, Passage] = {}

    def mark(self, document: Document, record: Claim | Event | Figure) -> int:
        known = self._given.get(record.id)
        if known is None:
            start, end, text = record.start, record.end, document.text
            known = Passage(
                mark=len(self._given) + 1,
                document=document.id,
                outlet=outlet_of(document),
                url=document.url,
                published=document.published,
                record=record.id,
                start=start,
                end=end,
                before=self._names.hide(_tail(text[:start][-CONTEXT * 2 :])),
                quote=self._names.hide(text[start:end]),
                after=self._names.hide(_head(text[end : end + CONTEXT * 2])),
            )
            self._given[record.id] = known
        return known.mark

    def passages(self) -> tuple[Passage, ...]:
        return tuple(self._given.values())


def make_brief(
    readings: Sequence[Reading], names: Pseudonyms = KEEP_NAMES, title: str | None = None
) -> Brief:
    """The brief of one document or of many; the names that `names` hides stand nowhere in it."""
    marks = _Marks(names)
    figures = tuple(_figure_lines(readings, marks, names))
    happened, to_come, unsettled = _event_lines(readings, marks, names)
    article = _voices(readings, marks, names, comments=False)
    comments = _voices(readings, marks, names, comments=True)
    doubtful = tuple(_claim_lines_of(readings, marks, names))
    return Brief(
        title=title or _title(readings),
        sources=tuple(_source(reading.document) for reading in readings),
        figures=figures,
        happened=happened,
        to_come=to_come,
        voices=article,
        unsettled=_once((*doubtful, *unsettled)),
        comments=comments,
        open=tuple(_open(readings)),
        passages=marks.passages(),
    )


def outlet_of(document: Document) -> str:
    """What the document's own voice is called."""
    return document.publisher or document.title or "the article"


def _title(readings: Sequence[Reading]) -> str:
    if len(readings) == 1:
        return readings[0].document.title or readings[0].document.publisher or readings[0].document.id
    return f"{len(readings)} documents"


def _source(document: Document) -> Source:
    return Source(
        document.id, document.title, document.publisher, document.url, document.published, document.language
    )


def _figure_lines(readings: Sequence[Reading], marks: _Marks, names: Pseudonyms) -> Iterator[FigureLine]:
    found = [
        (figure, reading)
        for reading in readings
        for figure in reading.figures
        if figure.measure != "other" and figure.segment not in ("comment", "furniture")
    ]
    found.sort(key=lambda pair: (MEASURES.index(pair[0].measure), _published(pair[1]), pair[0].start))
    lines = [_figure_line(figure, reading, marks, names) for figure, reading in found]
    for _, same in groupby(sorted(lines, key=_figure_key), key=_figure_key):
        first, *others = same
        yield replace(first, marks=first.marks + tuple(mark for line in others for mark in line.marks))


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


def _figure_key(line: FigureLine) -> tuple[int, str, str, str, str, str]:
    measure = MEASURES.index(line.measure)
    return measure, line.published or "", line.who, line.range, line.group or "", line.sure


def _figure_line(figure: Figure, reading: Reading, marks: _Marks, names: Pseudonyms) -> FigureLine:
    claim = _claim_of(figure.claim, reading)
    return FigureLine(
        measure=figure.measure,
        range=say_range(figure.low, figure.high, figure.bound),
        group=names.hide(figure.group) if figure.group else None,
        who=names.hide(say_claimant(claim, outlet_of(reading.document))),
        channel=claim.channel if claim else (),
        sure=SURE[figure.certainty],
        when=say_when(figure.when),
        place=_place_name(figure.place, reading),
        total=figure.total,
        published=reading.document.published,
        marks=(marks.mark(reading.document, figure),),
    )


def _event_lines(
    readings: Sequence[Reading], marks: _Marks, names: Pseudonyms
) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    happened, to_come, unsettled = [], [], []
    told = [(event, reading) for reading in readings for event in _outermost(reading.events)]
    for event, reading in sorted(
        told, key=lambda pair: (_day(pair[0].when), _published(pair[1]), pair[0].start)
    ):
        if event.segment in ("comment", "furniture"):
            continue
        line = _event_line(event, reading, marks, names)
        if event.certainty in UNSURE or event.status == "negated":
            unsettled.append(line)
        elif event.status in TO_COME:
            to_come.append(line)
        else:
            happened.append(line)
    return _once(happened), _once(to_come), _once(unsettled)


def _outermost(events: Sequence[Event]) -> Iterator[Event]:
    """Events whose clause is the clause of no other event: the inner ones are quoted with the outer."""
    kept: list[Event] = []
    for event in sorted(events, key=lambda event: (event.start, -event.end)):
        inside = kept and event.end <= kept[-1].end and event.status == kept[-1].status
        if inside and event.claim == kept[-1].claim:
            continue
        kept.append(event)
    yield from kept


def _event_line(event: Event, reading: Reading, marks: _Marks, names: Pseudonyms) -> Line:
    claim = _claim_of(event.claim, reading)
    return Line(
        when=say_when(event.when),
        place=_place_name(event.place, reading),
        words=names.hide(_short(event.quote)),
        who=names.hide(say_claimant(claim, outlet_of(reading.document))),
        channel=claim.channel if claim else (),
        sure=SURE[event.certainty] if event.status != "negated" else "said not to have happened",
        distance=claim.distance if claim else None,
        marks=(marks.mark(reading.document, event),),
    )


def _voices(
    readings: Sequence[Reading], marks: _Marks, names: Pseudonyms, *, comments: bool
) -> tuple[Voice, ...]:
    """Claimants with all that they say, those who say most first; the comments' voices apart."""
    lines: dict[str, list[Line]] = {}
    for reading in readings:
        claims = {claim.id: claim for claim in reading.claims}
        for claim in reading.claims:
            if (claim.segment == "comment") is comments and claim.segment != "furniture":
                line = _claim_line(claim, claims, reading, marks, names)
                lines.setdefault(line.who.casefold(), []).append(line)
    voices = [Voice(said[0].who, _once(said)) for said in lines.values()]
    return tuple(sorted(voices, key=lambda voice: (-len(voice.lines), voice.lines[0].marks)))


def _claim_lines_of(readings: Sequence[Reading], marks: _Marks, names: Pseudonyms) -> Iterator[Line]:
    for reading in readings:
        claims = {claim.id: claim for claim in reading.claims}
        for claim in reading.claims:
            if claim.certainty in UNSURE and claim.segment not in ("comment", "furniture"):
                yield _claim_line(claim, claims, reading, marks, names)


def _claim_line(
    claim: Claim, claims: dict[str, Claim], reading: Reading, marks: _Marks, names: Pseudonyms
) -> Line:
    said = " … ".join(extent.quote for extent in claim.content) or claim.quote
    outer = claims.get(claim.within) if claim.within else None
    through = (say_claimant(outer, outlet_of(reading.document)),) if outer else ()
    return Line(
        when=STANCE_WORDS[claim.stance],
        place=None,
        words=names.hide(_short(said)),
        who=names.hide(say_claimant(claim, outlet_of(reading.document))),
        channel=tuple(names.hide(name) for name in (*claim.channel, *through)),
        sure=SURE[claim.certainty],
        distance=claim.distance,
        marks=(marks.mark(reading.document, claim),),
    )


def _once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines that say the same in the same words by the same voice are one line with several marks."""
    merged: dict[tuple[str, ...], Line] = {}
    for line in lines:
        key = line.when, line.place or "", line.words.casefold(), line.who.casefold(), line.sure
        known = merged.get(key)
        marks = tuple(dict.fromkeys((*known.marks, *line.marks))) if known else line.marks
        merged[key] = replace(known or line, marks=marks)
    return tuple(merged.values())


def _open(readings: Sequence[Reading]) -> Iterator[str]:
    counts: dict[str, int] = {}
    for reading in readings:
        for notice in reading.notices:
            words = f"{notice.message}: “{notice.quote}”" if notice.quote else notice.message
            told = words if len(readings) == 1 else f"{outlet_of(reading.document)}: {words}"
            counts[told] = counts.get(told, 0) + 1
    yield from (told if count == 1 else f"{told} ({count} times)" for told, count in counts.items())


def _claim_of(claim: str | None, reading: Reading) -> Claim | None:
    return next((each for each in reading.claims if each.id == claim), None) if claim else None


def _place_name(place: str | None, reading: Reading) -> str | None:
    return next((each.name for each in reading.places if each.id == place), None) if place else None


def _published(reading: Reading) -> str:
    return reading.document.published or "9999"


def _day(when: When | None) -> str:
    return (when.earliest or when.latest or "9999") if when else "9999"


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST_QUOTE else plain[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _tail(text: str) -> str:
    kept = text[-CONTEXT:].rsplit("\n\n", 1)[-1]
    return f"…{kept}" if len(kept) == CONTEXT else kept


def _head(text: str) -> str:
    kept = text[:CONTEXT].split("\n\n", 1)[0]
    return f"{kept}…" if len(kept) == CONTEXT else kept
