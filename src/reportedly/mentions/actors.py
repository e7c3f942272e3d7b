"""Those who can act or speak: names, roles and groups, each led back to one entity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..lexicon import Lexicon
from ..records import Actor, Document, Place

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_actors(
    document: Document,
    doc: Doc,
    places: Sequence[Place],
    lexicon: Lexicon,
) -> tuple[Actor, ...]:
    """All mentions of actors in a document, in order, none overlapping."""
    return ()
