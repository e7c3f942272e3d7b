"""What of a document's text is compared with other documents: its own words, sentence by sentence.

Furniture, comments and bylines are left out: they belong to the site, to readers, or to nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ...frozen import quick
from ...records import Amount, Document, Time
from ..file.reading_memory import remembered

OWN_SEGMENTS = frozenset({"title", "dateline", "paragraph", "quote_block", "caption"})
WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
SENTENCE = re.compile(r"\S[^\n.!?…]*(?:[.!?…](?!\s|['\"”’»)\]]*\s|$)[^\n.!?…]*)*[.!?…]?['\"”’»)\]]*")
CLAUSE = re.compile(r"[.,;:()\n]")
"""Where a clause ends."""

WRAPPED = 50
"""Characters of a line that may end amid a sentence, as on a page of typed lines."""

LONGEST_SENTENCE = 400
"""Words of a sentence beyond which it is a text without full stops: what it tells stands by its own words.
Of 35,408 sentences of news and captions of television ten have more than 100 words and none more than 227."""

ENDINGS = ("'s", "’s", "ing", "ed", "es", "s")
LAST_LETTERS = frozenset(ending[-1] for ending in ENDINGS)
SHORTEST_STEM = 4


@quick
@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document's own text, with its words as they are compared."""

    start: int
    end: int
    words: tuple[str, ...]


def own_parts(document: Document) -> Iterator[tuple[int, str]]:
    """The parts of the text that are the document's own, each with its offset."""
    if not document.segments:
        yield 0, document.text
    for segment in document.segments:
        if segment.kind in OWN_SEGMENTS:
            yield segment.start, document.text[segment.start : segment.end]


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document's own text, in order; the end of a line that is not wrapped ends one."""
    return tuple(
        Sentence(offset + match.start(), offset + match.end(), words)
        for offset, part in own_parts(document)
        for match in SENTENCE.finditer(_unwrapped(part))
        if (words := tuple(map(str.casefold, WORD.findall(match[0]))))
    )


REACH = 200
"""Characters on either side of a mention in which the words around it stand."""

LETTERS = 8
"""Characters of a word and what parts it from the next, mostly: so far from a mention its words are looked
for first."""


def words_around(text: str, sentence: Sentence, mention: Amount | Time, most: int) -> list[str]:
    """So many words before a mention and as many behind it, in its sentence."""
    first, last = max(sentence.start, mention.start - REACH), min(sentence.end, mention.end + REACH)
    near = max(first, text.rfind(" ", first, max(first, mention.start - LETTERS * most)))
    before = WORD.findall(text, near, mention.start)
    if len(before) < most and near > first:
        before = WORD.findall(text, first, mention.start)
    near = text.find(" ", mention.end + LETTERS * most, last)
    behind = WORD.findall(text, mention.end, near if near >= 0 else last)
    if len(behind) < most and near >= 0:
        behind = WORD.findall(text, mention.end, last)
    return [*before[-most:], *behind[:most]]


class SentenceStems:
    """The stems of a document's sentences, each made once."""

    def __init__(self, document: Document) -> None:
        self.sentences = sentences_of(document)
        self.starts = [sentence.start for sentence in self.sentences]
        self._stems: dict[int, frozenset[str]] = {}

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence that holds the place; None where none does."""
        at = bisect_right(self.starts, place) - 1
        return self.sentences[at] if at >= 0 and place < self.sentences[at].end else None

    def at(self, place: int) -> frozenset[str]:
        """The stems of the sentence that holds the place; none of one without an end."""
        sentence = self.sentence_at(place)
        if sentence is None or len(sentence.words) > LONGEST_SENTENCE:
            return frozenset()
        if sentence.start not in self._stems:
            self._stems[sentence.start] = frozenset(map(stem_of, sentence.words))
        return self._stems[sentence.start]


@remembered
def sentence_stems(document: Document) -> SentenceStems:
    """The stems of a document's sentences, as all who look at it share them."""
    return SentenceStems(document)


def words_of(document: Document) -> Iterator[tuple[str, int, int]]:
    """The words of a document's own text as they are compared, each with where it stands."""
    for offset, part in own_parts(document):
        for match in WORD.finditer(part):
            yield match[0].casefold(), offset + match.start(), offset + match.end()


def _unwrapped(part: str) -> str:
    """The text with a space for each break of a long line that ends amid a sentence."""
    if "\n" not in part:
        return part
    lines = part.split("\n")
    breaks = [
        " "
        if len(line) >= WRAPPED and (line[-1].isalnum() or line[-1] in ",;-") and following[:1].strip()
        else "\n"
        for line, following in pairwise(lines)
    ]
    return "".join(line + end for line, end in zip(lines, [*breaks, ""], strict=True))


@lru_cache(maxsize=100_000)
def stem_of(word: str) -> str:
    """A word in lower case without the endings that English gives to one word."""
    word = word.casefold()
    if word[-1:] not in LAST_LETTERS:
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def stems_in(text: str) -> frozenset[str]:
    """The stems of the words of a text."""
    return frozenset(map(stem_of, WORD.findall(text)))
