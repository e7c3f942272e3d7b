"""Places, resolved by the gazetteer and the places around them, never silently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import Lexicon
from ..records import Document, Place

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_places(
    document: Document,
    doc: Doc,
    lexicon: Lexicon,
) -> tuple[Place, ...]:
    """All places of a document, in order."""
    return ()
