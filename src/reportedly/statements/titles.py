"""What a publication says by the title of what it published: a post on Orda "Guards Leave Their Posts".

A title that names a thing ("The Long Road") says nothing. One with a finite verb says it for the outlet that
it stood in, whoever passes it on; so does a long one, whose verbs the parse takes for names where each word
has a capital.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..language.closed_classes import OF_PUBLISHERS
from ..language.columns import columns_of
from ..language.quotes import Quotation
from ..lexicon import Lexicon, rule_of
from ..records import Document
from .attributions import Attribution
from .cue_words import words_of
from .offsets import is_held, merged_offsets, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
NAMES = frozenset({"NNP", "NNPS"})
LEAST_WORDS = 6
"""Words of a title that is taken for a statement without a verb that the parse knows."""
LONGEST = 60
"""Tokens of the longest title that is looked through."""
MAX_WORDS = 8
"""Words of the longest name of an outlet."""


def find_titles(
    document: Document,
    doc: Doc,
    quotations: Sequence[Quotation],
    said: Sequence[Attribution],
    lexicon: Lexicon,
) -> list[Attribution]:
    """The titles that say something, as words of the outlet named before them, but what others say there."""
    if not quotations:
        return []
    published, titled = words_of(lexicon, "page"), words_of(lexicon, "titled")
    starts = columns_of(doc).starts
    taken = merged_offsets(
        piece for attribution in said if attribution.direct for piece in attribution.content_at
    )
    found = (
        _titled(document, doc, quotation, bisect_left(starts, quotation.opened), published, titled)
        for quotation in quotations
        if quotation.closed is not None and not quotation.depth and not is_held(quotation.start, taken)
    )
    return [attribution for attribution in found if attribution is not None]


def _titled(
    document: Document,
    doc: Doc,
    quotation: Quotation,
    opening: int,
    published: frozenset[str],
    titled: frozenset[str],
) -> Attribution | None:
    name = _name_before(doc, opening, titled)
    noun = None if name is None else _publication(name, published)
    content = trimmed(document.text, (quotation.start, quotation.end))
    if name is None or noun is None or content is None or not _says_something(doc, opening, quotation.end):
        return None
    into, last = name[0].nbor(-1), name[-1]
    return Attribution(
        rule=rule_of("layout", "titled"),
        kind="speech",
        stance="asserts",
        certainty="reported",
        place=noun.idx,
        source=last,
        source_at=(name[0].idx, last.idx + len(last)),
        cue_at=((noun.idx, into.idx + len(into)),),
        content_at=(content,),
        direct=True,
        frame="titled",
    )


def _name_before(doc: Doc, opening: int, titled: frozenset[str]) -> list[Token] | None:
    """The words of a name that end before a mark, behind a preposition: "on NEO", "in The Herald, titled"."""
    place = opening - 1
    while place > 0 and (doc[place].text in (",", ":") or doc[place].lower_ in titled):
        place -= 1
    words: list[Token] = []
    last = len(doc) - 1
    while 0 < place < last and len(words) < MAX_WORDS and not doc[place + 1].is_sent_start:
        if doc[place].lower_ in OF_PUBLISHERS:
            return words[::-1] if words and words[0].tag_ in NAMES else None
        if doc[place].tag_ not in NAMES and doc[place].tag_ != "DT":
            return None
        words.append(doc[place])
        place -= 1
    return None


def _publication(name: Sequence[Token], published: frozenset[str]) -> Token | None:
    """The noun for what was published before a name and its preposition."""
    place = name[0].i - 2
    noun = name[0].doc[place] if place >= 0 else None
    return noun if noun is not None and noun.lemma_.lower() in published else None


def _says_something(doc: Doc, opening: int, end: int) -> bool:
    """Whether words up to an offset hold a finite verb, or are many."""
    words = 0
    for token in doc[opening : opening + LONGEST]:
        words += token.is_alpha
        if token.idx >= end or token.tag_ in FINITE or words >= LEAST_WORDS:
            return token.idx < end
    return False
