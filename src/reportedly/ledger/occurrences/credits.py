"""Finds the agency that a document credits: in the outlet's name, the first or last lines, or by its feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ...lexicon import Agency, load_lexicon
from ...records import Document, Evidence
from ..file.reading_memory import remembered

FIRST_PART = 200
"""Characters at the beginning of a text in which dateline and byline stand."""

LAST_PART = 200
"""Characters at the end of a text in which a credit may stand by itself."""

PUBLISHER = "publisher"
"""The form of a credit that the outlet's own name gives."""


FEED = "feed"
"""The form of a credit that stands in the feed that brought the document, not in the document."""


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency, or an outlet, that a document names as its author, by which form, and where."""

    agency: str
    form: str
    document: str
    start: int
    end: int
    quote: str

    def evidence(self) -> Evidence | None:
        """The words; None where the outlet's name or the feed says it and the text does not."""
        return (
            None
            if self.form in (PUBLISHER, FEED)
            else Evidence(self.document, self.start, self.end, self.quote)
        )


def credited_agencies(document: Document, source: str | None = None) -> tuple[Credit, ...]:
    """Whom a document credits, each once: by its outlet's name or else by its text, or else by its feed.

    Args:
        document: with its text.
        source: whose text it is, as the feed says that brought it; it stands as the outlet's name, too.
    """
    found = {credit.agency: credit for credit in find_credits(document)}
    if source is None or document.publisher != source:
        found.update({credit.agency: credit for credit in _of_publisher(document)})
    if source is not None and (name := " ".join(source.split())):
        agency = _agency_named(name) or name
        found.setdefault(agency, Credit(agency, FEED, document.id, 0, 0, ""))
    return tuple(found[agency] for agency in sorted(found))


@remembered
def find_credits(document: Document) -> tuple[Credit, ...]:
    """Every credit that stands at the beginning or at the end of a text."""
    text = document.text
    last = max(FIRST_PART, len(text) - LAST_PART)
    if not (_any_name().search(text, 0, FIRST_PART) or _any_name().search(text, last)):
        return ()  # every form has a name in it
    return tuple(
        credit
        for pattern, form in _forms()
        for match in (*pattern.finditer(text, 0, FIRST_PART), *pattern.finditer(text, last))
        for credit in _of_match(document, form, match)
    )


def _of_match(document: Document, form: str, match: re.Match[str]) -> Iterator[Credit]:
    agency = _agency_named(match["name"]) or match["name"]
    yield Credit(agency, form, document.id, match.start(), match.end(), match[0])
    yield from _also_named(document, form, match.start(), match.end())


def _also_named(document: Document, form: str, start: int, end: int) -> Iterator[Credit]:
    """The agencies that one credit names behind the first."""
    while match := _another_name().match(document.text, end):
        end = match.end()
        agency = _agency_named(match["name"]) or match["name"]
        yield Credit(agency, form, document.id, start, end, document.text[start:end])


def _of_publisher(document: Document) -> Iterator[Credit]:
    """Agencies in the outlet's name: alone, or in brackets after the outlet that carries them."""
    for match in _any_name().finditer(document.publisher or ""):
        yield Credit(_agency_named(match["name"]) or match["name"], PUBLISHER, document.id, 0, 0, "")


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    names = _names_pattern()
    entries = [entry for entry in load_lexicon().agencies if entry.form == "credit"]
    return tuple((pattern, entry.name) for entry in entries for pattern in _form_patterns(entry, names))


def _form_patterns(entry: Agency, names: str) -> Iterator[re.Pattern[str]]:
    for form in entry.words:
        yield re.compile(_one_form(form).replace("NAME", names), re.MULTILINE)


def _one_form(form: str) -> str:
    begins, ends = form.startswith("^"), form.endswith("$")
    bare = (
        re.escape(form[begins : len(form) - ends]).replace(r"\ ", r"\s?").replace(r"\.\.\.", r"[^\n]{1,80}?")
    )
    return ("^" if begins else "") + bare + (r"(?=\s*$)" if ends else "")


@cache
def _another_name() -> re.Pattern[str]:
    return re.compile(rf"(?:,|,?\s+and|\s+&|/)\s*{_names_pattern()}")


@cache
def _any_name() -> re.Pattern[str]:
    return re.compile(_names_pattern())


def _names_pattern() -> str:
    names = sorted(
        (name for names in _agencies().values() for name in names), key=lambda name: (-len(name), name)
    )
    return rf"(?<!\w)(?P<name>{'|'.join(map(re.escape, names))})(?!\w)"


@cache
def _agencies() -> dict[str, tuple[str, ...]]:
    return {entry.name: entry.words for entry in load_lexicon().agencies if entry.form == "agency"}


def _agency_named(name: str) -> str | None:
    return next((agency for agency, names in _agencies().items() if name in names), None)
