"""Quotation marks: nested, across sentences and paragraphs, unclosed."""

from __future__ import annotations

from dataclasses import dataclass

from ..records import Document


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks; `start` and `end` are those of the words inside the marks."""

    start: int
    end: int
    opened: int
    """Where the opening mark stands."""
    closed: int | None
    """Where the closing mark stands; None where the text has none."""
    depth: int
    """0 for a quotation that stands in no other."""
    continues: bool
    """Whether it goes on from the paragraph before: an opening mark repeated there."""


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """All quotations of a document, in order of `start`, the outer first."""
    return ()
