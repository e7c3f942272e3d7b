"""Who is meant by an age behind a quotation: `"...," the 34-year-old said`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ..records import Actor
from .attributions import Attribution
from .quotation_cues import Offsets

DESCRIBED = re.compile(r"[Tt]he (?:[a-z-]+ ){0,2}(\d{1,3})-year-old(?: [a-z]+){0,2}")
"""Words for a person who is known, that say an age and nobody's name."""
AGE = re.compile(r",? (?:aged )?(\d{1,3})\b(?![.,]?\d)")
"""Behind a name."""
REACH = 500
"""Characters before a quotation in which who says it was named: two or three sentences."""
SENTENCES = 3
SENTENCE_END = re.compile(r"[.!?][\"”’']*\s")


def person_described(
    found: Attribution, text: str, actors: Sequence[Actor], quoted: Sequence[Offsets]
) -> Actor | None:
    """The one person named last before a quotation whose speaker is only described; None where two were.

    Args:
        found: whose speaker is asked for.
        text: of the document.
        actors: of the document, in order.
        quoted: the parts that somebody says in quotation marks: who is named there is not meant.
    """
    told = DESCRIBED.fullmatch(_words_for_speaker(found, text)) if found.direct and found.cue_at else None
    if told is None:
        return None
    first = min(start for start, _ in found.content_at)
    last = bisect_right(actors, first, key=lambda actor: actor.start)
    near = [
        actor
        for actor in actors[:last]
        if actor.start >= first - REACH and actor.type == "person" and actor.key is not None
        if not any(start <= actor.start < end for start, end in quoted)
    ]
    if not near or len(SENTENCE_END.findall(text[near[-1].end : first])) > SENTENCES:
        return None
    start = max(
        (each.end() for each in SENTENCE_END.finditer(text, first - REACH, near[-1].start)), default=0
    )
    age = AGE.match(text, near[-1].end)
    if age is not None and age[1] != told[1]:
        return None
    return near[-1] if len({actor.key for actor in near if actor.start >= start}) == 1 else None


def _words_for_speaker(found: Attribution, text: str) -> str:
    """The words for who speaks; where the parse has found none, those between a quotation and its verb."""
    named = found.source_at
    if named is not None and not any(start <= named[0] < end for start, end in found.content_at):
        return text[slice(*named)]
    cue = min(start for start, _ in found.cue_at)
    before = max((end for _, end in found.content_at if end <= cue), default=cue)
    return text[before:cue].strip(' ,"”')
