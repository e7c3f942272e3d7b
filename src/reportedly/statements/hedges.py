"""Words that make a statement less than plain, with their reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import Lexicon
from ..records import Document, Hedge

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_hedges(
    document: Document,
    doc: Doc,
    lexicon: Lexicon,
) -> tuple[Hedge, ...]:
    """All hedges of a document, in order."""
    return ()
