"""Times: TIMEX3 values with earliest and latest, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import Lexicon
from ..records import Document, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_times(
    document: Document,
    doc: Doc,
    lexicon: Lexicon,
) -> tuple[Time, ...]:
    """All times of a document, in order."""
    return ()
