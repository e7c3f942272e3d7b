"""The brief: one page on who says what happened, how sure they are, and what stays open.

`make_brief` builds a typed record, which is also the brief's JSON; `writing.py` writes it for people. Every
line has a number that leads to the words behind it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby

from ..ledger.joining import Collection
from ..ledger.occurrences.titles import told_whole
from ..ledger.wording import say_count, say_when, without_link
from ..privacy import KEEP_NAMES, Pseudonyms
from ..records import Claim, Claimant, Document, Event, Figure, Reading, When
from ..statements.sureness import UNSURE
from .ledger_lines import account_lines, dispute_lines, index_of, occurrence_lines
from .lines import (
    MEASURES,
    TO_COME,
    Brief,
    Dispute,
    FigureLine,
    Line,
    Marks,
    Source,
    Voice,
    claim_of,
    outlet_of,
    place_name,
    short,
)
from .namesakes import with_countries
from .wording import SURE, say_claimant, say_content, say_stance


def make_brief(
    readings: Sequence[Reading],
    names: Pseudonyms = KEEP_NAMES,
    title: str | None = None,
    collection: Collection | None = None,
) -> Brief:
    """The brief of one document or of many; the names that `names` hides stand nowhere in it.

    With the `collection` that a ledger has joined, figures are told by account and events by occurrence,
    with the independent origins and claimants behind them, and contradictions stand side by side.
    """
    readings = with_countries(_named(readings))
    marks = Marks(names)
    if collection is None:
        figures = tuple(_figure_lines(readings, marks, names))
        happened, to_come, unsettled = _event_lines(readings, marks, names)
        disputes: tuple[Dispute, ...] = ()
    else:
        index = index_of(readings, collection)
        figures = tuple(account_lines(collection, index, marks, names))
        happened = tuple(occurrence_lines(collection, index, marks, names))
        disputes = tuple(dispute_lines(collection, index, marks, names))
        _, to_come, unsettled = _event_lines(readings, marks, names)
    doubtful = tuple(_claim_lines_of(readings, marks, names))
    return Brief(
        title=names.hide(title or _title(readings)),
        sources=tuple(_source(reading.document, names) for reading in readings),
        origins=_origins(readings, collection),
        figures=figures,
        happened=happened,
        to_come=to_come,
        voices=_voices(readings, marks, names, comments=False),
        unsettled=_once((*doubtful, *unsettled)),
        disputes=disputes,
        comments=_voices(readings, marks, names, comments=True),
        open=tuple(map(names.hide, _open(readings))),
        passages=marks.passages(),
    )


def _named(readings: Sequence[Reading]) -> Sequence[Reading]:
    """The readings; a text that stands alone and has neither outlet nor title is "the article"."""
    if len(readings) != 1 or readings[0].document.publisher or readings[0].document.title:
        return readings
    return [replace(readings[0], document=replace(readings[0].document, title="the article"))]


def _origins(readings: Sequence[Reading], collection: Collection | None) -> int | None:
    """How many independent texts: documents of one origin count once."""
    if collection is None:
        return None
    return len(readings) - sum(len(origin.documents) - 1 for origin in collection.origins)


def _title(readings: Sequence[Reading]) -> str:
    if len(readings) == 1:
        return readings[0].document.title or readings[0].document.publisher or readings[0].document.id
    return f"{len(readings)} documents"


def _source(document: Document, names: Pseudonyms) -> Source:
    title, publisher, url = (
        names.hide(told) if told else None for told in (document.title, document.publisher, document.url)
    )
    id_ = names.hide(document.id)
    return Source(id_, title, publisher, url, document.published, document.language)


def _figure_lines(readings: Sequence[Reading], marks: Marks, names: Pseudonyms) -> Iterator[FigureLine]:
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


def _figure_key(line: FigureLine) -> tuple[int, str, str, str, str, str]:
    measure = MEASURES.index(line.measure)
    return measure, line.as_of or "9999", line.who, line.range, line.group or "", line.sure


def _figure_line(figure: Figure, reading: Reading, marks: Marks, names: Pseudonyms) -> FigureLine:
    claim = claim_of(figure.claim, reading)
    return FigureLine(
        measure=figure.measure,
        low=figure.low,
        high=figure.high,
        bound=figure.bound,
        range=say_count(figure),
        group=names.hide(figure.group) if figure.group else None,
        who=names.hide(say_claimant(claim, outlet_of(reading.document))),
        channel=tuple(map(names.hide, claim.channel)) if claim else (),
        sure=SURE[figure.certainty],
        when=say_when(figure.when),
        place=place_name(figure.place, reading, names),
        total=figure.total,
        as_of=reading.document.published,
        account=None,
        supersedes=None,
        status="current",
        documents=1,
        origins=1,
        marks=(marks.mark(reading, figure),),
    )


def _event_lines(
    readings: Sequence[Reading], marks: Marks, names: Pseudonyms
) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    happened, to_come, unsettled = [], [], []
    told = [(event, reading) for reading in readings for event in _outermost(reading.events)]
    for event, reading in sorted(
        told, key=lambda pair: (_day(pair[0].when), _published(pair[1]), pair[0].start)
    ):
        if event.segment in ("comment", "furniture"):
            continue
        claim = claim_of(event.claim, reading)
        if claim is not None and claim.certainty in UNSURE:
            continue  # the claim's own line tells it
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


def _event_line(event: Event, reading: Reading, marks: Marks, names: Pseudonyms) -> Line:
    claim = claim_of(event.claim, reading)
    return Line(
        when=say_when(event.when),
        place=place_name(event.place, reading, names),
        words=short(names.hide(without_link(told_whole(event, reading.document.text)))),
        who=names.hide(say_claimant(claim, outlet_of(reading.document))),
        channel=tuple(map(names.hide, claim.channel)) if claim else (),
        sure=SURE[event.certainty] if event.status != "negated" else "said not to have happened",
        distance=claim.distance if claim else None,
        marks=(marks.mark(reading, event),),
    )


def _voices(
    readings: Sequence[Reading], marks: Marks, names: Pseudonyms, *, comments: bool
) -> tuple[Voice, ...]:
    """Claimants with all that they say, those who say most first; the comments' voices apart."""
    lines: dict[str, list[Line]] = {}
    for reading in readings:
        claims = {claim.id: claim for claim in reading.claims}
        in_parts = _told_in_parts(reading.claims)
        for claim in reading.claims:
            if (
                len(claim.content) == 1
                and (claim.claimant, claim.content[0].start, claim.content[0].end) in in_parts
            ):
                continue
            if (claim.segment == "comment") is comments and claim.segment != "furniture":
                line = _claim_line(claim, claims, reading, marks, names)
                lines.setdefault(line.who.casefold(), []).append(line)
    voices = [Voice(said[0].who, _once(said)) for said in lines.values()]
    return tuple(sorted(voices, key=lambda voice: (-len(voice.lines), voice.lines[0].marks)))


def _told_in_parts(claims: Iterable[Claim]) -> AbstractSet[tuple[Claimant | None, int, int]]:
    """The parts of claims of several quotations, each with whose it is: the line of the whole quotes it."""
    whole = (claim for claim in claims if len(claim.content) > 1)
    return {(claim.claimant, part.start, part.end) for claim in whole for part in claim.content}


def _claim_lines_of(readings: Sequence[Reading], marks: Marks, names: Pseudonyms) -> Iterator[Line]:
    for reading in readings:
        claims = {claim.id: claim for claim in reading.claims}
        for claim in reading.claims:
            if claim.certainty in UNSURE and claim.segment not in ("comment", "furniture"):
                yield _claim_line(claim, claims, reading, marks, names)


def _claim_line(
    claim: Claim, claims: dict[str, Claim], reading: Reading, marks: Marks, names: Pseudonyms
) -> Line:
    outer = claims.get(claim.within) if claim.within else None
    through = (say_claimant(outer, outlet_of(reading.document)),) if outer else ()
    return Line(
        when=say_stance(claim.stance, (cue.quote for cue in claim.cue)),
        place=None,
        words=short(names.hide(say_content(claim))),
        who=names.hide(say_claimant(claim, outlet_of(reading.document))),
        channel=tuple(dict.fromkeys(names.hide(name) for name in (*claim.channel, *through))),
        sure=SURE[claim.certainty],
        distance=claim.distance,
        marks=(marks.mark(reading, claim),),
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
    """What stays open: word by word for one document, counted by kind for many."""
    if len(readings) == 1:
        for notice in readings[0].notices:
            yield f"{notice.message}: “{notice.quote}”" if notice.quote else notice.message
        return
    counts = Counter((notice.code, notice.message) for reading in readings for notice in reading.notices)
    for (_, message), count in counts.most_common():
        yield f"{message} ({count} time{'s' if count != 1 else ''})"


def _published(reading: Reading) -> str:
    return reading.document.published or "9999"


def _day(when: When | None) -> str:
    if when is None:
        return "9999"
    return (when.latest if when.basis == "assumed" else when.earliest) or when.latest or "9999"
