"""What is said to have happened, in PLOVER terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..language.clauses import Clause
from ..lexicon import Lexicon
from ..records import Actor, Claim, Document, Event, Hedge, Place, Time

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_events(
    document: Document,
    doc: Doc,
    clauses: Sequence[Clause],
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    hedges: Sequence[Hedge],
    claims: Sequence[Claim],
    lexicon: Lexicon,
) -> tuple[Event, ...]:
    """All events of a document, in order."""
    return ()
