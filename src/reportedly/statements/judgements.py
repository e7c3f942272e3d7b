"""What the author of an opinion piece judges in a voice of their own.

A report has no voice but its sources'; an opinion piece says "of course" and "shameful" itself. Which of the
two a text is shows in how often it judges outside what others say.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..language.quotes import Quotation
from ..lexicon import Cue, rule_of
from ..records import Document
from .attributions import Attribution
from .cues import VERBS
from .pieces import is_held, joined, trimmed
from .quoted import Piece

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

LEAST = 3
"""Judgements that make a text an opinion piece: of 244 texts of 2016, two columns and no report had them."""
SENTENCES = 20
"""Sentences for each judgement at most: a long report with three judges no more than a reporter may."""
MAX_STEPS = 8
"""How far up the tree the verb of a judging word is looked for."""


def find_judgements(
    document: Document,
    doc: Doc,
    phrases: Sequence[tuple[Span, Cue]],
    said: Sequence[Attribution],
    quotations: Sequence[Quotation],
) -> list[Attribution]:
    """The clauses in which the author judges; none where the text is a report."""
    judging = [span for span, entry in phrases if entry.form == "judgement"]
    if len(judging) < LEAST:
        return []
    taken = _taken(said, quotations)
    own = [span for span in judging if _is_own(document, span.start_char, taken)]
    sentences = sum(1 for token in doc if token.is_sent_start)
    if len(own) < LEAST or sentences > SENTENCES * len(own):
        return []
    speaker = document.authors[0] if len(document.authors) == 1 else None
    return list(_clauses(document, own, speaker))


def _taken(said: Sequence[Attribution], quotations: Sequence[Quotation]) -> list[Piece]:
    """What others say, as pieces in order, none in another."""
    pieces = [piece for attribution in said for piece in attribution.content_at]
    pieces += [(quotation.start, quotation.end) for quotation in quotations]
    return joined(pieces)


def _is_own(document: Document, place: int, taken: Sequence[Piece]) -> bool:
    """Whether a place is in a paragraph, outside what others say."""
    if is_held(place, taken):
        return False
    index = bisect_right(document.segments, place, key=lambda segment: segment.start) - 1
    return index >= 0 and document.segments[index].kind == "paragraph"


def _clauses(document: Document, judging: Sequence[Span], speaker: str | None) -> Iterator[Attribution]:
    """The clause around each judging word; one for each verb."""
    seen: set[int] = set()
    for span in judging:
        verb = span.root
        for _ in range(MAX_STEPS):
            if verb.pos_ in VERBS:
                break
            verb = verb.head
        first, last = verb.left_edge, verb.right_edge
        content = trimmed(document.text, (first.idx, last.idx + len(last)))
        if content is not None and verb.i not in seen:
            seen.add(verb.i)
            yield _attribution(content, speaker)


def _attribution(content: Piece, speaker: str | None) -> Attribution:
    return Attribution(
        rule=rule_of("layout", "author-judgement"),
        kind="thought",
        stance="asserts",
        certainty="asserted",
        place=content[0],
        source=None,
        source_at=None,
        cue_at=(),
        content_at=(content,),
        direct=False,
        frame="judgement",
        speaker=speaker,
    )
