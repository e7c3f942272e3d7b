"""How many: the amounts that count what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..language.clauses import Clause
from ..lexicon import Lexicon
from ..records import Amount, Claim, Document, Event, Figure, Hedge, Place, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_figures(
    document: Document,
    doc: Doc,
    clauses: Sequence[Clause],
    amounts: Sequence[Amount],
    places: Sequence[Place],
    times: Sequence[Time],
    hedges: Sequence[Hedge],
    claims: Sequence[Claim],
    events: Sequence[Event],
    lexicon: Lexicon,
) -> tuple[Figure, ...]:
    """All figures of a document, in order."""
    return ()
