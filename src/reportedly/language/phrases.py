"""Words of a lexicon found in a parsed text: an automaton over tokens, matched by form or lemma."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from .columns import Keys, columns_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

T = TypeVar("T")

PIECE = re.compile(r"n't|'s\b|o'clock|[^\W_]+?(?=n't)|[^\W_]+(?:\.[^\W_]+)*\.?|[^\w\s]")
"""Cuts a phrase where the tokenizer cuts a text: "U.N." is one piece, "office's" two. Some abbreviations
are one token and others two ("Capt", "."), so that both are built."""


@dataclass(slots=True)
class _Node(Generic[T]):
    following: dict[str, _Node[T]] = field(default_factory=dict)
    things: tuple[T, ...] = ()


class Phrases(Generic[T]):
    """Phrases, each with a thing that it stands for; built once for a lexicon, then only read."""

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
        keys, first = _keys_of(words), self._root.following
        free = 0
        for place, (lower, lemma) in enumerate(keys):
            if place >= free and (lower in first or lemma in first) and (match := self._at(keys, place)):
                free, things = match
                yield words[place:free], things

    def _at(self, words: Sequence[Keys], place: int) -> tuple[int, tuple[T, ...]] | None:
        """The end and the things of the longest phrase that begins at a token."""
        best: tuple[int, tuple[T, ...]] | None = None
        nodes = [self._root]
        while nodes and place < len(words):
            lower, lemma = words[place]
            keys = (lower,) if lower == lemma else (lower, lemma)
            nodes = [node.following[key] for node in nodes for key in keys if key in node.following]
            place += 1
            if things := tuple(thing for node in nodes for thing in node.things):
                best = place, things
        return best


def _keys_of(words: Doc | Span) -> Sequence[Keys]:
    """Form and lemma of each token of a document or of a part of one."""
    from spacy.tokens import Doc

    keys = columns_of(words.doc).keys
    return keys if isinstance(words, Doc) else keys[words.start : words.end]
