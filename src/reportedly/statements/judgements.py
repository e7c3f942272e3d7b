"""What the author of an opinion piece judges in a voice of their own.

A report has no voice but its sources'; an opinion piece says "of course" and "shameful" itself. Which of the
two a text is shows in how often it judges outside what others say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..language.columns import columns_of
from ..language.quotes import Quotation
from ..lexicon import Cue, Lexicon, rule_of
from ..mentions.counted_groups import Tally
from ..records import Document
from .attributions import Attribution
from .cue_words import words_of
from .cues import VERBS
from .offsets import is_held, merged_offsets, trimmed
from .quotation_cues import Offsets
from .sources import antecedent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

LEAST = 3
"""Judgements that make a text an opinion piece: of 244 texts of 2016, two columns and no report had them."""
SENTENCES = 20
"""Sentences for each judgement at most: a long report with three judges no more than a reporter may."""
QUESTION = frozenset({"?", "?!", "??"})
ENDING = 2
"""Tokens at the end of a sentence among which its mark stands; a blank or a bracket may follow."""
HELPING = frozenset({"aux", "auxpass"})
"""Labels of the helpers of a verb: what must be done is said by the verb."""
MAX_STEPS = 8
"""How far up the tree the verb of a judging word is looked for."""


def find_judgements(
    document: Document,
    doc: Doc,
    phrases: Sequence[tuple[Span, Cue]],
    said: Sequence[Attribution],
    quotations: Sequence[Quotation],
    tally: Tally,
    lexicon: Lexicon,
) -> list[Attribution]:
    """The clauses in which an author judges, explains, demands or foretells; none where the text is a report.

    What makes a text an opinion piece are words that judge. That found, what a reporter may write as well
    ("due to", "should", a question) is the author's view too, and so is what a whole people is said to think;
    not where people are counted, which is told even there.
    """
    judging = [span for span, entry in phrases if entry.form == "judgement"]
    if len(judging) < LEAST:
        return []
    everybody = words_of(lexicon, "everybody")
    minds = [attribution for attribution in said if _is_of_everybody(attribution, everybody)]
    others = [attribution for attribution in said if not _is_of_everybody(attribution, everybody)]
    taken = _taken(others, quotations)
    own = [span for span in judging if _is_own(document, span.start_char, taken)]
    if len(own) < LEAST or sum(columns_of(doc).begins) > SENTENCES * len(own):
        return []
    pieces = list(dict(_clauses(document, own)).values())
    known = merged_offsets([*taken, *pieces])
    asserting = (span for span, entry in phrases if entry.form == "assertion")
    further = dict(_clauses(document, [s for s in asserting if _is_own(document, s.start_char, known)]))
    ascribed = (_hull(mind) for mind in minds if _is_own(document, mind.place, known))
    outermost = _outermost([*further.values(), *ascribed, *_questions(document, doc, known)])
    counts = sorted(each.head.idx for each in tally.counted)
    pieces += [
        (start, end) for start, end in outermost if bisect_left(counts, start) == bisect_left(counts, end)
    ]
    speaker = document.authors[0] if len(document.authors) == 1 else None
    return [_attribution(piece, speaker) for piece in sorted(pieces)]


def without_ascribed(
    said: Sequence[Attribution], judged: Sequence[Attribution], lexicon: Lexicon
) -> list[Attribution]:
    """What is said without what the author says that everybody thinks: that is the author's alone."""
    told = merged_offsets(piece for attribution in judged for piece in attribution.content_at)
    everybody = words_of(lexicon, "everybody") if told else frozenset()
    return [a for a in said if not (is_held(a.place, told) and _is_of_everybody(a, everybody))]


def _is_of_everybody(attribution: Attribution, everybody: frozenset[str]) -> bool:
    """Whether it is the mind of a whole people, which nobody can report: "the people are well aware"."""
    if attribution.kind != "thought" or attribution.source is None or attribution.source_at is None:
        return False
    head = antecedent(attribution.source)
    counted = any(child.dep_ == "nummod" for child in head.children)
    return head.pos_ == "NOUN" and head.lemma_.lower() in everybody and not counted


def _hull(attribution: Attribution) -> Offsets:
    spots = [*attribution.cue_at, *attribution.content_at]
    spots += [attribution.source_at] if attribution.source_at is not None else []
    return min(start for start, _ in spots), max(end for _, end in spots)


def _questions(document: Document, doc: Doc, known: Sequence[Offsets]) -> Iterator[Offsets]:
    """The author's own questions: whoever asks readers has an answer in mind."""
    for sentence in doc.sents:
        asked = any(token.text in QUESTION for token in sentence[-ENDING:])
        piece = trimmed(document.text, (sentence.start_char, sentence.end_char)) if asked else None
        if piece is not None and all(_is_own(document, place, known) for place in (piece[0], piece[1] - 1)):
            yield piece


def _outermost(pieces: Sequence[Offsets]) -> Iterator[Offsets]:
    """The pieces without those that begin inside another."""
    reached = -1
    for start, end in sorted(pieces, key=lambda piece: (piece[0], -piece[1])):
        if start >= reached:
            reached = end
            yield start, end


def _taken(said: Sequence[Attribution], quotations: Sequence[Quotation]) -> list[Offsets]:
    """What others say, as pieces in order, none in another."""
    pieces = [piece for attribution in said for piece in attribution.content_at]
    pieces += [(quotation.start, quotation.end) for quotation in quotations]
    return merged_offsets(pieces)


def _is_own(document: Document, place: int, taken: Sequence[Offsets]) -> bool:
    """Whether a place is in a paragraph, outside what others say."""
    if is_held(place, taken):
        return False
    index = bisect_right(document.segments, place, key=lambda segment: segment.start) - 1
    return index >= 0 and document.segments[index].kind == "paragraph"


def _clauses(document: Document, judging: Sequence[Span]) -> Iterator[tuple[int, Offsets]]:
    """The clause around each judging word by the place of its verb."""
    for span in judging:
        verb = span.root
        for _ in range(MAX_STEPS):
            if verb.pos_ in VERBS and verb.dep_ not in HELPING:
                break
            verb = verb.head
        first, last = verb.left_edge, verb.right_edge
        content = trimmed(document.text, (first.idx, last.idx + len(last)))
        if content is not None:
            yield verb.i, content


def _attribution(content: Offsets, speaker: str | None) -> Attribution:
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
