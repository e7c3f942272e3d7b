"""Words of a lexicon found in a parsed text: an automaton over tokens, matched by form or lemma."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

T = TypeVar("T")

PIECE = re.compile(r"n't|'s\b|o'clock|[^\W_]+?(?=n't)|[^\W_]+(?:\.[^\W_]+)*\.?|[^\w\s]")
"""Cuts a phrase where the tokenizer cuts a text: "U.N." is one piece, "office's" two. Some abbreviations
are one token and others two ("Capt", "."), so that both are built."""


def _keys(token: Token) -> tuple[str, str]:
    """A token's form and lemma; names in the plural have no lemma of their own, so that theirs is cut."""
    lower, lemma = token.lower_, token.lemma_.lower()
    if lower == lemma and lower[-1:] == "s" and len(lower) > 4 and token.pos_ in ("PROPN", "NOUN"):
        return lower, lower[:-1]
    return lower, lemma


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

    def longest(self, doc: Doc | Span) -> Iterator[tuple[Span, tuple[T, ...]]]:
        """From left to right the longest match at each token, none overlapping; spans are of `doc`."""
        place = 0
        words = [_keys(token) for token in doc]
        while place < len(words):
            match = self._at(words, place)
            if match is None:
                place += 1
            else:
                end, things = match
                yield doc[place:end], things
                place = end

    def every(self, doc: Doc | Span) -> Iterator[tuple[Span, tuple[T, ...]]]:
        """The longest match at each token, overlapping ones too."""
        words = [_keys(token) for token in doc]
        for place in range(len(words)):
            if match := self._at(words, place):
                end, things = match
                yield doc[place:end], things

    def _at(self, words: list[tuple[str, str]], place: int) -> tuple[int, tuple[T, ...]] | None:
        """The end and the things of the longest phrase that begins at a token."""
        first = self._root.following
        if words[place][0] not in first and words[place][1] not in first:
            return None
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
