"""Finds the phrases of a lexicon in a parsed text: an automaton over tokens, by form or lemma."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from .columns import Columns, Keys, columns_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

T = TypeVar("T")

FEW = 2
"""A stretch of fewer words than this part of a document's different ones is looked through word by word: of
52 stretches of an article nine in ten have at most 36 words, the others all of its 327 different ones."""

PIECE = re.compile(r"n't|'s\b|o'clock|[^\W_]+?(?=n't)|[^\W_]+(?:\.[^\W_]+)*\.?|[^\w\s]")
"""Cuts a phrase where the tokenizer cuts a text: "U.N." is one piece, "office's" two. Some abbreviations
are one token and others two ("Capt", "."), so that both are built."""


@dataclass(slots=True)
class _Node(Generic[T]):
    following: dict[str, _Node[T]] = field(default_factory=dict)
    things: tuple[T, ...] = ()


class Phrases(Generic[T]):
    """Phrases, each with the value that it stands for; built once for a lexicon, then only read."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._root: _Node[T] = _Node()
        for phrase, thing in phrases:
            pieces = PIECE.findall(phrase.lower().replace("’", "'"))
            self._add(pieces, thing)
            if any(len(piece) > 1 and piece[-1] == "." for piece in pieces):
                self._add(PIECE.findall(" ".join(pieces).replace(".", " . ")), thing)

    def _add(self, pieces: Iterable[str], thing: T) -> None:
        node = self._root
        for piece in pieces:
            node = node.following.setdefault(piece, _Node())
        node.things += (thing,)

    def longest(self, words: Doc | Span) -> Iterator[tuple[Span, tuple[T, ...]]]:
        """From left to right the longest match at each token, none overlapping; spans are of `words`."""
        from spacy.tokens import Doc

        columns = columns_of(words.doc)
        start, end = (0, len(words)) if isinstance(words, Doc) else (words.start, words.end)
        for place in self._begins(columns, start, end):
            if place >= start and (match := self._at(columns.keys, place, end)):
                start, things = match
                yield words.doc[place:start], things

    def _begins(self, columns: Columns, start: int, end: int) -> Sequence[int]:
        """Where a phrase may begin, in order; of few words each is asked, among many those of phrases."""
        firsts, keys = self._root.following, columns.keys
        if end - start < len(columns.places) // FEW:
            return [p for p in range(start, end) if keys[p][0] in firsts or keys[p][1] in firsts]
        known = firsts.keys() & columns.places.keys()
        return sorted({place for key in known for place in _between(columns.places[key], start, end)})

    def _at(self, words: Sequence[Keys], place: int, end: int) -> tuple[int, tuple[T, ...]] | None:
        """The end and the things of the longest phrase that begins at a token and ends before another."""
        best: tuple[int, tuple[T, ...]] | None = None
        nodes = [self._root]
        while nodes and place < end:
            lower, lemma = words[place]
            place += 1
            reached: list[_Node[T]] = []
            things: tuple[T, ...] = ()
            for node in nodes:
                if by_form := node.following.get(lower):
                    reached.append(by_form)
                    things += by_form.things
                if lemma != lower and (by_lemma := node.following.get(lemma)):
                    reached.append(by_lemma)
                    things += by_lemma.things
            if things:
                best = place, things
            nodes = reached
        return best


def _between(places: Sequence[int], start: int, end: int) -> Sequence[int]:
    return places[bisect_left(places, start) : bisect_left(places, end)]
