"""Numbers with their bounds and units, as written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..lexicon import Lexicon
from ..records import Amount, Document, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_amounts(
    document: Document,
    doc: Doc,
    times: Sequence[Time],
    lexicon: Lexicon,
) -> tuple[Amount, ...]:
    """All amounts of a document, in order; numbers that belong to a time are none."""
    return ()
