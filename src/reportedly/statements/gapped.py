"""Counts of another who only names a number: "The government puts the dead at 44, doctors at 120".

The verb stands once; each further speaker and number follow behind a comma or a semicolon.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from ..lexicon import Lexicon, words_of_form
from ..mentions.actors import actor_at
from ..mentions.expressions import any_of
from ..records import Actor, Document
from .attributions import Attribution
from .headlines import by_layout
from .offsets import trimmed
from .quotation_cues import Offsets

COUNTED_AS = ("state", "toll")
"""Forms of measures' words that may stand behind a count: "44 dead", "120 deaths"."""
PHRASE = "phrase"


def with_gapped(
    document: Document, actors: Sequence[Actor], found: Sequence[Attribution], lexicon: Lexicon
) -> tuple[list[Attribution], list[Attribution]]:
    """The attributions, each up to where another speaker's count begins, and those counts.

    None where the words before count deeds: in "police said that rebels killed nine soldiers, villagers four"
    it is not told who says it.
    """
    kept = _cut_apart(document.text, found)
    patterns = _patterns_of(lexicon)
    counts: list[Attribution] = []
    for index, each in enumerate(kept):
        gaps = list(_gaps(document.text, actors, each, patterns))
        if gaps:
            kept[index] = _up_to(document.text, each, gaps[0].start() + len(gaps[0]["rest"]))
            counts += [by_layout("gapped", gap.span("name"), None, gap.span("said")) for gap in gaps]
    return kept, counts


@cache
def numbers_of(lexicon: Lexicon) -> str:
    """The pattern of a number in digits or in words."""
    words: dict[str, list[str]] = defaultdict(list)
    for entry in lexicon.numbers:
        if entry.form != "vague" or not entry.needs:
            words[entry.form] += entry.words
    numbers = any_of((*words["number"], *words["multiplier"], *words["vague"]))
    times = any_of(words["multiplier"])
    return rf"(?:\d[\d,.]*(?<=\d)(?: (?:{times}))?|(?:{numbers})(?:[- ](?:{numbers}))*)"


class _Patterns(NamedTuple):
    number: re.Pattern[str]
    gap: re.Pattern[str]
    """What follows a count up to the next speaker, who that is, and the count."""


@cache
def _patterns_of(lexicon: Lexicon) -> _Patterns:
    number = numbers_of(lexicon)
    about = any_of(words_of_form(lexicon, "numbers", "before"))
    state = any_of(words_of_form(lexicon, "measures", *COUNTED_AS))
    gap = (
        r"(?P<rest>[^,;.:()\n\d]{0,40})[,;]\s+(?:and |but |while |whereas )?"
        r"(?:the )?(?P<name>[^\W\d_][^,;.:()\n\d]{1,50}?),?\s+"
        rf"(?P<said>(?:(?:at|to|of|for) )?(?:(?:{about}) )?{number}(?: (?:{state}|killed))?)"
        r"(?=\s*(?:[.;,]\s|[.;]?\s*\Z|\n))"
    )
    return _Patterns(re.compile(rf"\b{number}\b", re.IGNORECASE), re.compile(gap, re.IGNORECASE))


def _gaps(
    text: str, actors: Sequence[Actor], found: Attribution, patterns: _Patterns
) -> Iterator[re.Match[str]]:
    """The speakers and counts behind what somebody counts."""
    start, end = found.content_at[0]
    if found.direct or found.source is None or found.source.idx > start:
        return
    count = patterns.number.search(text, start, end)
    if count is None:
        return
    first = bisect_left(actors, start, key=lambda actor: actor.start)
    if first < len(actors) and actors[first].start < count.start():
        return
    match = patterns.gap.match(text, count.end())
    while match is not None and _is_named(actors, match.span("name")):
        yield match
        match = patterns.gap.match(text, match.end())


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
