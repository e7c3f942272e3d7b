"""Counts of another who only names a number: "The government puts the dead at 44, doctors at 120".

The verb stands once; each further speaker and number follow behind a comma or a semicolon.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..mentions.actors import actor_at
from ..records import Actor, Document
from .attributions import Attribution
from .headlines import by_layout
from .offsets import trimmed
from .quotation_cues import Offsets

WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens|hundreds?|thousands?|millions?"
)
NUMBER = rf"(?:\d[\d,.]*(?<=\d)(?: (?:million|thousand))?|(?:{WORDS})(?:[- ](?:{WORDS}))*)"
ABOUT = "only|just|about|some|at least|at most|more than|nearly|almost|over|around|up to|as many as"
GAP = re.compile(
    r"(?P<rest>[^,;.:()\n\d]{0,40})[,;]\s+(?:and |but |while |whereas )?"
    r"(?:the )?(?P<name>[^\W\d_][^,;.:()\n\d]{1,50}?),?\s+"
    rf"(?P<said>(?:(?:at|to|of|for) )?(?:(?:{ABOUT}) )?{NUMBER}"
    r"(?: (?:dead|killed|deaths|injured|wounded|missing))?)"
    r"(?=\s*(?:[.;,]\s|[.;]?\s*\Z|\n))",
    re.IGNORECASE,
)
"""What follows a count up to the next speaker, who that is, and the count."""
COUNT = re.compile(rf"\b{NUMBER}\b", re.IGNORECASE)
PHRASE = "phrase"


def with_gapped(
    document: Document, actors: Sequence[Actor], found: Sequence[Attribution]
) -> tuple[list[Attribution], list[Attribution]]:
    """The attributions, each up to where another speaker's count begins, and those counts.

    None where the words before count deeds: in "police said that rebels killed nine soldiers, villagers four"
    it is not told who says it.
    """
    kept = _cut_apart(document.text, found)
    counts: list[Attribution] = []
    for index, each in enumerate(kept):
        gaps = list(_gaps(document.text, actors, each))
        if gaps:
            kept[index] = _up_to(document.text, each, gaps[0].start() + len(gaps[0]["rest"]))
            counts += [by_layout("gapped", gap.span("name"), None, gap.span("said")) for gap in gaps]
    return kept, counts


def _gaps(text: str, actors: Sequence[Actor], found: Attribution) -> Iterator[re.Match[str]]:
    """The speakers and counts behind what somebody counts."""
    start, end = found.content_at[0]
    if found.direct or found.source is None or found.source.idx > start:
        return
    count = COUNT.search(text, start, end)
    if count is None:
        return
    first = bisect_left(actors, start, key=lambda actor: actor.start)
    if first < len(actors) and actors[first].start < count.start():
        return
    match = GAP.match(text, count.end())
    while match is not None and _is_named(actors, match.span("name")):
        yield match
        match = GAP.match(text, match.end())


def _cut_apart(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Of "60 died according to the church, 11 according to the army" each has its own count."""
    kept = list(found)
    for index, each in enumerate(kept):
        before = kept[index - 1] if index else None
        if before is None or not (_is_phrase(each) and _is_phrase(before)) or before.source_at is None:
            continue
        start, end = each.content_at[0]
        last = before.source_at[1]
        if start <= before.place < last < end and text[last : last + 1] in (",", ";"):
            piece = trimmed(text, (last + 1, end))
            kept[index] = each if piece is None else replace(each, content_at=(piece, *each.content_at[1:]))
            first = tuple(place for place in before.content_at if place[1] <= before.place)
            kept[index - 1] = replace(before, content_at=first or before.content_at)
    return kept


def _is_phrase(found: Attribution) -> bool:
    return found.cue is not None and found.cue.entry.form == PHRASE


def _up_to(text: str, found: Attribution, end: int) -> Attribution:
    """An attribution whose content ends where the next speaker is named."""
    pieces = [trimmed(text, (first, min(last, end))) for first, last in found.content_at if first < end]
    contents = tuple(piece for piece in pieces if piece is not None)
    return replace(found, content_at=contents) if contents else found


def _is_named(actors: Sequence[Actor], name: Offsets) -> bool:
    """Whether words are who somebody is, and nothing else."""
    actor = actor_at(actors, name[1] - 1, name[1])
    return actor is not None and actor.end == name[1] and actor.start <= name[0]
