"""Writes a brief as text, Markdown or JSON; `brief_page.py` writes the HTML file.

Text and Markdown are read on terminals, so control characters of documents are escaped in them.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby

from ..console import escaped
from ..ledger.wording import say_group, several
from .brief_page import HEADINGS, write_html
from .lines import Brief, Dispute, FigureLine, Line, Passage, Voice
from .wording import DENYING, SPEAKING, SURE, in_quotes, plain_markdown

WIDTH = 100
"""Columns of the text brief."""
MOST_LINES = 40
"""Lines of a section on one document before the rest is only counted: about one printed page."""
MOST_LINES_OF_MANY = 12
"""The same on a collection, where every section is full; figures have so many for each measure."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One line for people, and the marks that end it."""

    words: str
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    lines: tuple[_Sentence, ...]


def write_json(brief: Brief) -> str:
    """The brief as one JSON object, field by field."""
    return json.dumps(asdict(brief), ensure_ascii=False, indent=1) + "\n"


def write_text(brief: Brief) -> str:
    """The brief for a terminal or a mail; the words behind each mark stand at the end."""
    sections = tuple(_sections(brief))
    parts = [brief.title, "=" * min(WIDTH, len(brief.title)), *_told_sources(brief), ""]
    for section in sections:
        lines = (" ".join([line.words, *(f"[{mark}]" for mark in line.marks)]) for line in section.lines)
        parts += [section.heading.upper(), *_wrapped(lines), ""]
    passages = (f"[{passage.mark}] {_told_passage(passage)}" for passage in _shown(brief, sections))
    parts += ["THE WORDS", *_wrapped(passages)]
    return escaped("\n".join(parts)) + "\n"


def write_markdown(brief: Brief) -> str:
    """The brief as Markdown, its marks links to the words at the end."""
    sections = tuple(_sections(brief))
    parts = [f"# {plain_markdown(brief.title)}", "", *map(plain_markdown, _told_sources(brief)), ""]
    for section in sections:
        lines = [" ".join([plain_markdown(line.words), *map(_linked, line.marks)]) for line in section.lines]
        parts += [f"## {section.heading}", "", *(f"- {line}" for line in lines), ""]
    parts += ["## The words", ""]
    for passage in _shown(brief, sections):
        told = plain_markdown(f"[{passage.mark}] {_told_passage(passage)}")
        parts += [f'<a id="w{passage.mark}"></a>{told}', ""]
    return escaped("\n".join(parts))


def _sections(brief: Brief) -> Iterator[_Section]:
    most = MOST_LINES if len(brief.sources) == 1 else MOST_LINES_OF_MANY
    counted = groupby(brief.figures, key=lambda line: line.measure)
    figures = [line for _, same in counted for line in _first(map(_told_figure, same), most)]
    yield _Section(HEADINGS["figures"], tuple(figures) or (NOTHING,))
    for name, lines in (
        ("happened", map(_told_event, brief.happened)),
        ("to_come", map(_told_event, brief.to_come)),
        ("unsettled", map(_told_claim, brief.unsettled)),
        ("disputes", map(_told_dispute, brief.disputes)),
        ("voices", _told_voices(brief.voices)),
        ("comments", _told_voices(brief.comments)),
        ("open", map(_Sentence, brief.open)),
    ):
        if name != "disputes" or brief.origins is not None:
            rest = ALL_DISPUTES if name == "disputes" else ALL_LINES
            yield _Section(HEADINGS[name], tuple(_first(lines, most, rest)) or (NOTHING,))


NOTHING = _Sentence("nothing")
ALL_LINES = "--format html or json has all"
ALL_DISPUTES = "`reportedly contradictions LEDGER` lists all"


def _first(lines: Iterable[_Sentence], most: int, rest: str = ALL_LINES) -> list[_Sentence]:
    told = list(lines)
    if len(told) <= most + 1:  # that one is left out would take as much room as the line
        return told
    return [*told[:most], _Sentence(f"... and {len(told) - most} more: {rest}")]


def _shown(brief: Brief, sections: Iterable[_Section]) -> Iterator[Passage]:
    """The passages of the lines that are shown."""
    given = {mark for section in sections for line in section.lines for mark in line.marks}
    return (passage for passage in brief.passages if passage.mark in given)


def _told_sources(brief: Brief) -> list[str]:
    if len(brief.sources) != 1:
        dates = sorted(source.published[:10] for source in brief.sources if source.published)
        span = f", published {dates[0]} to {dates[-1]}" if dates else ""
        origins = f", {several(brief.origins, 'independent origin')}" if brief.origins is not None else ""
        return [f"{several(len(brief.sources), 'document')}{span}{origins}."]
    source = brief.sources[0]
    dated = f"published {source.published}" if source.published else "publication date unknown"
    return [", ".join(filter(None, (source.publisher, dated, source.url)))]


def _told_figure(line: FigureLine) -> _Sentence:
    total = ", running total" if line.total else ""
    group = say_group(line.group, line.measure) if line.group else ""
    counted = f" ({group})" if group else ""
    setting = ", ".join(filter(None, (line.place, line.when if line.when != "undated" else "")))
    where = f" — {setting}" if setting else ""
    said = _spoken(line.who, line.channel, line.sure)
    more = f", {line.documents} documents of {several(line.origins, 'origin')}" if line.documents > 1 else ""
    status = f", {line.status}" if line.status not in ("current", line.sure) else ""
    dated = f"{line.as_of[:10]} " if line.as_of else ""
    told = f"{dated}{line.measure}: {line.range}{counted}{total}{where}"
    return _Sentence(f"{told} — {said}{more}{status}", line.marks)


def _told_dispute(line: Dispute) -> _Sentence:
    measure = f"{line.measure}, " if line.measure else ""
    sides = f"{line.left} | {line.right}"
    kind = line.relation.replace("_", " ")
    return _Sentence(f"{measure}{kind}: {sides} — {line.why}", line.marks)


def _told_event(line: Line) -> _Sentence:
    where = f" · {line.place}" if line.place else ""
    said = f"{_spoken(line.who, line.channel, line.sure)}{_kept(line)}"
    return _Sentence(f"{line.when}{where}: {in_quotes(line.words)} — {said}", line.marks)


def _told_claim(line: Line) -> _Sentence:
    """Who denies says so with the verb; what somebody else denies is marked behind the words."""
    if line.when not in SPEAKING:  # an event, which has a day there
        return _Sentence(f"{line.who}: {in_quotes(line.words)} — {line.sure}{_kept(line)}", line.marks)
    through = f" (through {', '.join(line.channel)})" if line.channel else ""
    itself = line.when == line.sure or (line.sure == SURE["denied"] and line.when in DENYING)
    sure = "" if itself else f" — {line.sure}{' by others' if line.sure == SURE['denied'] else ''}"
    return _Sentence(
        f"{line.who} {line.when}{through}: {in_quotes(line.words)}{sure}{_kept(line)}", line.marks
    )


def _told_voices(voices: Iterable[Voice]) -> Iterator[_Sentence]:
    for voice in voices:
        for line in voice.lines:
            through = f" (through {', '.join(line.channel)})" if line.channel else ""
            said = f"{in_quotes(line.words)} — {line.sure}{_kept(line)}"
            yield _Sentence(f"{voice.who} {line.when}{through}: {said}", line.marks)


def _spoken(who: str, channel: Sequence[str], sure: str) -> str:
    through = f", through {', '.join(channel)}" if channel else ""
    return f"{who}{through}, {sure}"


def _kept(line: Line) -> str:
    return f" (the outlet: “{line.distance}”)" if line.distance else ""


def _told_passage(passage: Passage) -> str:
    words = " ".join(passage.quote.split())
    who = "" if passage.who == passage.outlet else f"{passage.who} in "
    return f"{who}{passage.outlet}, characters {passage.start}-{passage.end}: {in_quotes(words)}"


def _wrapped(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from textwrap.wrap(line, WIDTH, initial_indent="  ", subsequent_indent="      ") or [""]


def _linked(mark: int) -> str:
    return f"[\\[{mark}\\]](#w{mark})"


WRITERS: Mapping[str, Callable[[Brief], str]] = {
    "text": write_text,
    "markdown": write_markdown,
    "html": write_html,
    "json": write_json,
}
"""Every form of a brief, by the name that it is asked for."""
