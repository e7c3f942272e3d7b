"""Who does what to whom, read from the dependency tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with those who take part in it; tokens are heads, `Doc` of the document."""

    predicate: Token
    """A verb, or the noun or adjective of a nominal or copular clause."""
    sentence: Span
    voice: Literal["active", "passive"]
    negation: Token | None
    mood: Literal["indicative", "modal", "imperative", "conditional", "infinitive", "participle"]
    subjects: tuple[Token, ...]
    """Whoever the verb says it of: with a passive, those who undergo; shared ones are carried over."""
    objects: tuple[Token, ...]
    agents: tuple[Token, ...]
    """After "by" with a passive."""
    obliques: tuple[tuple[str, Token], ...]
    """Preposition in lower case and the head of its phrase."""
    complements: tuple[Token, ...]
    """Predicates of clauses that complete this one (ccomp, xcomp)."""
    start: int
    end: int
    """The clause's own words as offsets into the document, without clauses that stand beside it."""


def find_clauses(doc: Doc) -> tuple[Clause, ...]:
    """All clauses of a document, in order of their predicates."""
    return tuple(_clauses(doc))


def _clauses(doc: Doc) -> Iterator[Clause]:
    yield from ()
