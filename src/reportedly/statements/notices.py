"""What could not be settled, said aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from ..contract import record_id
from ..language.quotes import Quotation
from ..records import Document, Notice, Place, Time

ONLY_CLOSES = re.compile(r"[”»](?!\w)")
END = re.compile(r"[.!?…。؟;:]")
SPACE = re.compile(r"\s+")
SPOKEN = frozenset({"paragraph", "quote_block", "comment"})
LONGEST_SENTENCE = 60
"""Words of a paragraph without a mark from which on it is more than one sentence: of printed sentences 99 in
100 are shorter."""

READ = frozenset({"en", "und"})
"""Languages that the rules are written for, and texts too short to tell."""


def find_notices(
    document: Document, quotations: Sequence[Quotation], places: Sequence[Place], times: Sequence[Time]
) -> tuple[Notice, ...]:
    """All that a reading leaves open, whole-document notices first, then in order of the text."""
    return tuple(_notices(document, quotations, places, times))


def _notices(
    document: Document, quotations: Sequence[Quotation], places: Sequence[Place], times: Sequence[Time]
) -> Iterator[Notice]:
    if not document.text.strip():
        yield _notice(document, "no_text", "the document has no text")
    elif document.language not in READ:
        yield _notice(
            document,
            "language_not_read",
            f"the text is in another language ({document.language}): only English is read, little is found",
        )
    if document.published is None and any(time.value is None for time in times):
        yield _notice(
            document,
            "no_publication_date",
            "no publication date is known, so relative times such as weekdays stay open; --published sets it",
        )
    for time in times:
        if time.value is None:
            yield _notice(document, "time_open", "this time could not be settled", time.start, time.end)
        elif time.rule.endswith("/zone"):
            yield _notice(
                document,
                "time_zone",
                "the day is left as written; in another time zone it may be the one beside it",
                time.start,
                time.end,
            )
    yield from _open_marks(document, quotations)
    yield from _open_sentences(document)
    for place in places:
        if place.latitude is None and place.feature not in ("country", "other"):
            yield _notice(document, "place_open", "this place could not be located", place.start, place.end)


def _open_marks(document: Document, quotations: Sequence[Quotation]) -> Iterator[Notice]:
    """Quotations that are never closed, and marks that close where nothing is open."""
    for quotation, following in zip_longest(quotations, quotations[1:]):
        goes_on = following is not None and following.continues
        if quotation.closed is None and quotation.depth == 0 and not goes_on:
            yield _notice(
                document,
                "quotation_unclosed",
                "this quotation mark has no closing partner",
                quotation.opened,
                quotation.opened + 1,
            )
    known = {place for q in quotations for place in (q.opened, q.closed)}
    for mark in ONLY_CLOSES.finditer(document.text):
        if mark.start() not in known:
            message = "this quotation mark closes where none is open"
            yield _notice(document, "quotation_unopened", message, *mark.span())


def _open_sentences(document: Document) -> Iterator[Notice]:
    """Paragraphs without any mark that ends a sentence: whose words are whose is uncertain there."""
    for segment in document.segments:
        if segment.kind not in SPOKEN or END.search(document.text, segment.start, segment.end):
            continue
        words = SPACE.finditer(document.text, segment.start, segment.end)
        if next(islice(words, LONGEST_SENTENCE, None), None) is not None:
            message = "this paragraph has no mark that ends a sentence: where its sentences end is a guess"
            yield _notice(document, "sentences_open", message, segment.start, segment.end)


def _notice(
    document: Document, code: str, message: str, start: int | None = None, end: int | None = None
) -> Notice:
    quote = None if start is None or end is None else document.text[start:end]
    return Notice(
        id=record_id("notice", document.id, code, start, end),
        document=document.id,
        code=code,
        message=message,
        start=start,
        end=end,
        quote=quote,
    )
