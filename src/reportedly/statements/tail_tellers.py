"""Who tells a whole sentence at its end by a verb that reads as a noun: "4,000 marched, police estimate."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from ..lexicon import Lexicon
from ..mentions.actors import actor_at
from ..records import Actor, Document
from .attributions import Attribution
from .clipped import telling_verbs
from .headlines import by_layout, says_something
from .offsets import trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc

ENDS = frozenset({".", ";"})
OTHER_WORDS = frozenset({"DT", "JJ", "CD"})
"""Tags of words before who tells, behind the comma: "local officials", "some officials", "two officials"."""
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
"""Tags of which a sentence has one."""
BEFORE_ONE = frozenset({"a", "an", "one", "the"})
"""Before a noun: "the police report" is a thing as like as not."""
LONGEST = 5
"""Words of who tells."""


def find_tail_tellers(
    document: Document, doc: Doc, actors: Sequence[Actor], lexicon: Lexicon
) -> Iterator[Attribution]:
    """What is told by those who stand behind the last comma of a sentence with a verb tagged as a noun."""
    verbs = telling_verbs(lexicon)
    for mark in doc:
        if mark.text not in ENDS or mark.i < 3:
            continue
        verb = doc[mark.i - 1]
        entry = verbs.get(verb.lower_)
        if entry is None or verb.tag_ != "NN" or not verb.is_lower:
            continue  # "police notes" are nouns
        first = verb.i - 1
        while first > verb.i - LONGEST and doc[first - 1].tag_ in OTHER_WORDS | {"NN", "NNS", "NNP"}:
            first -= 1
        teller = doc[verb.i - 1]
        who = actor_at(actors, teller.idx, verb.idx - 1)
        known = teller.lower_ in _tellers(lexicon) if who is None else who.end == verb.idx - 1
        if not known or first < 1 or doc[first - 1].text != "," or doc[first].lower_ in BEFORE_ONE:
            continue
        if not any(word.tag_ in FINITE for word in doc[verb.sent.start : first - 1]):
            continue  # a list of things
        start, comma = verb.sent.start_char, doc[first - 1].idx
        content = trimmed(document.text, (start, comma))
        if content is not None and says_something(document.text[slice(*content)]):
            named = doc[first].idx, teller.idx + len(teller)
            told = by_layout("headline", named, (verb.idx, verb.idx + len(verb)), content)
            yield replace(told, stance=entry.stance, certainty=entry.certainty)


@cache
def _tellers(lexicon: Lexicon) -> frozenset[str]:
    """Words for bodies and people who may tell, where "police estimate" was read as one noun."""
    entries = (entry for entry in lexicon.roles if entry.form in ("body", "people"))
    return frozenset(word for entry in entries for word in entry.words)
