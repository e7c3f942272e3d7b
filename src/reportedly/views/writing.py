"""A brief as text, Markdown, JSON or one HTML file."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from .brief import Brief, FigureLine, Line, Voice

WIDTH = 100
"""Columns of the text brief."""
MOST_LINES = 40
"""Lines of a section before the rest is only counted: about one printed page."""


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    lines: tuple[str, ...]


def write_json(brief: Brief) -> str:
    """The brief as one JSON object, field by field."""
    return json.dumps(asdict(brief), ensure_ascii=False, indent=1) + "\n"


def write_text(brief: Brief) -> str:
    """The brief for a terminal or a mail; the words behind each mark stand at the end."""
    parts = [brief.title, "=" * min(WIDTH, len(brief.title)), *_told_sources(brief), ""]
    for section in _sections(brief):
        parts += [section.heading.upper(), *_wrapped(section.lines), ""]
    parts += ["THE WORDS", *_wrapped(_told_passages(brief))]
    return "\n".join(parts) + "\n"


def write_markdown(brief: Brief) -> str:
    """The brief as Markdown, its marks links to the words at the end."""
    parts = [f"# {_plain_markdown(brief.title)}", "", *map(_plain_markdown, _told_sources(brief)), ""]
    for section in _sections(brief):
        parts += [f"## {section.heading}", "", *(f"- {_linked(line)}" for line in section.lines), ""]
    parts += ["## The words", ""]
    for passage, told in zip(brief.passages, _told_passages(brief), strict=True):
        parts += [f'<a id="w{passage.mark}"></a>{_plain_markdown(told)}', ""]
    return "\n".join(parts)


def write_html(brief: Brief) -> str:
    """The brief as one HTML file that asks for nothing else; everything in it is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("reportedly", "views/templates")
    pages = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return pages.get_template("brief.html").render(brief=brief, headings=HEADINGS)


HEADINGS = {
    "figures": "How many, by who counts",
    "happened": "What is said to have happened",
    "to_come": "Announced, demanded, threatened or possible",
    "voices": "Who says what",
    "unsettled": "Unconfirmed or disputed",
    "comments": "What comments say",
    "open": "What could not be settled",
}


def _sections(brief: Brief) -> Iterator[_Section]:
    yield _section("figures", map(_told_figure, brief.figures))
    yield _section("happened", map(_told_event, brief.happened))
    yield _section("to_come", map(_told_event, brief.to_come))
    yield _section("voices", _told_voices(brief.voices))
    yield _section("unsettled", map(_told_claim, brief.unsettled))
    yield _section("comments", _told_voices(brief.comments))
    yield _section("open", brief.open)


def _section(name: str, lines: Iterable[str]) -> _Section:
    told = list(lines)
    if len(told) > MOST_LINES:
        told = [*told[:MOST_LINES], f"... and {len(told) - MOST_LINES} more: see --format json or html"]
    return _Section(HEADINGS[name], tuple(told) or ("nothing",))


def _told_sources(brief: Brief) -> list[str]:
    if len(brief.sources) != 1:
        dates = sorted(source.published[:10] for source in brief.sources if source.published)
        span = f", published {dates[0]} to {dates[-1]}" if dates else ""
        return [f"{len(brief.sources)} documents{span}."]
    source = brief.sources[0]
    dated = f"published {source.published}" if source.published else "publication date unknown"
    return [", ".join(filter(None, (source.publisher, dated, source.url)))]


def _told_figure(line: FigureLine) -> str:
    total = {True: ", running total", False: "", None: ""}[line.total]
    counted = f" ({line.group})" if line.group else ""
    setting = ", ".join(filter(None, (line.place, line.when if line.when != "undated" else "")))
    where = f" — {setting}" if setting else ""
    said = _spoken(line.who, line.channel, line.sure)
    return f"{line.measure}: {line.range}{counted}{total}{where} — {said} {_told_marks(line.marks)}"


def _told_event(line: Line) -> str:
    where = f" · {line.place}" if line.place else ""
    said = f"{_spoken(line.who, line.channel, line.sure)}{_kept(line)}"
    return f"{line.when}{where}: “{line.words}” — {said} {_told_marks(line.marks)}"


def _told_claim(line: Line) -> str:
    return f"{line.who}: “{line.words}” — {line.sure}{_kept(line)} {_told_marks(line.marks)}"


def _told_voices(voices: Iterable[Voice]) -> Iterator[str]:
    for voice in voices:
        for line in voice.lines:
            through = f" (through {', '.join(line.channel)})" if line.channel else ""
            said = f"“{line.words}” — {line.sure}{_kept(line)}"
            yield f"{voice.who} {line.when}{through}: {said} {_told_marks(line.marks)}"


def _spoken(who: str, channel: Sequence[str], sure: str) -> str:
    through = f", through {', '.join(channel)}" if channel else ""
    return f"{who}{through}, {sure}"


def _kept(line: Line) -> str:
    return f" (the outlet: “{line.distance}”)" if line.distance else ""


def _told_marks(marks: Iterable[int]) -> str:
    return " ".join(f"[{mark}]" for mark in marks)


def _told_passages(brief: Brief) -> tuple[str, ...]:
    return tuple(
        f"[{p.mark}] {p.outlet}, characters {p.start}-{p.end}: “{' '.join(p.quote.split())}”"
        for p in brief.passages
    )


def _wrapped(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from textwrap.wrap(line, WIDTH, initial_indent="  ", subsequent_indent="      ") or [""]


def _plain_markdown(text: str) -> str:
    for letter in "\\`*_[]<>#|":
        text = text.replace(letter, f"\\{letter}")
    return text


def _linked(line: str) -> str:
    """A line with its marks as links; what it quotes stays text."""
    words, marks = line, ""
    while words.endswith("]") and " [" in words:
        head, _, mark = words.rpartition(" [")
        if not mark[:-1].isdigit():
            break
        words, marks = head, f" [\\[{mark[:-1]}\\]](#w{mark[:-1]}){marks}"
    return _plain_markdown(words) + marks


WRITERS: Mapping[str, Callable[[Brief], str]] = {
    "text": write_text,
    "markdown": write_markdown,
    "html": write_html,
    "json": write_json,
}
"""Every form of a brief, by the name that it is asked for."""
