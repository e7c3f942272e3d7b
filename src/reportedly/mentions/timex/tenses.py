"""When a clause plays: what decides whether `on Friday` is the last Friday or the next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ...lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLIMB = 12
"""How many heads are climbed to the verb of a clause."""


@dataclass(frozen=True, slots=True)
class Tense:
    """When a clause plays, and the entry of the lexicon that says so, if one does."""

    of: Literal["past", "present", "future"]
    entry: str | None = None


PRESENT, PAST = Tense("present"), Tense("past")


def future_words(lexicon: Lexicon) -> Mapping[str, str]:
    """Lemmas that put a clause into the future, each with the name of its entry."""
    return {word: entry.name for entry in lexicon.times if entry.form == "future" for word in entry.words}


class Clauses:
    """The tenses and sentences of a parsed document, by offset."""

    def __init__(self, doc: Doc, future: Mapping[str, str]) -> None:
        self.doc = doc
        self._future = future
        self._starts = [token.idx for token in doc]

    def token_at(self, offset: int) -> Token | None:
        """The token that holds the offset, or the last one before it."""
        place = bisect_right(self._starts, offset) - 1
        return self.doc[place] if place >= 0 else None

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Where the sentence that holds the offset begins and ends."""
        token = self.token_at(offset)
        if token is None or not self.doc.has_annotation("SENT_START"):
            return 0, len(self.doc.text)
        sentence = token.sent
        return sentence.start_char, sentence.end_char

    def tense_at(self, offset: int) -> Tense:
        """The tense of the verb that governs the word at the offset; present where there is none."""
        token = self.token_at(offset)
        first = True
        for word in _upwards(token) if token is not None else ():
            is_verb = word.pos_ in ("VERB", "AUX")
            if (entry := self._told_future(word)) and not (first and word.tag_ == "VBD"):
                return Tense("future", entry)
            if is_verb and (tense := _tense_of(word)):
                return tense
            first = first and not is_verb
        return PRESENT

    def measures_adjective(self, offset: int) -> bool:
        """The word at the offset only says how much an adjective right after it holds: `24 years old`."""
        token = self.token_at(offset)
        return token is not None and token.head.pos_ == "ADJ" and token.head.i == token.i + 1

    def _told_future(self, word: Token) -> str | None:
        """The entry by which a word or an auxiliary of it speaks of what is to come."""
        if entry := self._future.get(word.lemma_.lower()):
            return entry
        for child in word.children:
            if child.dep_ in ("aux", "auxpass") and (entry := self._future.get(child.lower_)):
                return entry
        return None


def _upwards(token: Token) -> Iterator[Token]:
    for _ in range(CLIMB):
        yield token
        if token.head == token:
            return
        token = token.head


def _tense_of(verb: Token) -> Tense | None:
    """The tense of a finite verb; None where its head must tell (infinitives, bare participles)."""
    tags = {child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass")} | {verb.tag_}
    if "VBD" in tags:
        return PAST
    if tags & {"VBZ", "VBP", "MD"}:
        return PAST if verb.tag_ == "VBN" else PRESENT
    return None
