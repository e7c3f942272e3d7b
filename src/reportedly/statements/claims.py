"""Who says what: source, cue and content of every attribution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..language.quotes import Quotation
from ..lexicon import Lexicon
from ..records import Actor, Claim, Document, Hedge

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_claims(
    document: Document,
    doc: Doc,
    quotations: Sequence[Quotation],
    actors: Sequence[Actor],
    hedges: Sequence[Hedge],
    lexicon: Lexicon,
) -> tuple[Claim, ...]:
    """All claims of a document, in order."""
    return ()
