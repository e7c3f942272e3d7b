"""Clipped lines of headlines and tickers with who says it and a verb, where the parse finds no sentence.

"Three children among dead, hospital confirms", "16:05 Governor says 8 villages under water", "Officials say
14, villagers 80 dead".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from ..lexicon import Cue, Lexicon
from ..mentions.actors import actor_at
from ..records import Actor, Document
from .attributions import Attribution
from .gapped import numbers_of
from .headlines import by_layout, is_headline, says_something, unlabelled
from .offsets import trimmed
from .quotation_cues import Offsets

NAME = r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,5}"
VERB = r"[^\W\d_]+"
TRAILING = re.compile(
    rf"(?P<rest>[^\n]*[^\s,]), (?:(?P<name>{NAME}?) (?P<verb>{VERB})|(?P<verb2>{VERB}) (?P<name2>{NAME}))"
)
LEADING = re.compile(rf"(?P<name>{NAME}?) (?P<verb>{VERB}) (?:that )?(?P<rest>[^\n.!?]+)")
LONGEST = 200
"""Characters of the longest line."""


def find_clipped(document: Document, actors: Sequence[Actor], lexicon: Lexicon) -> Iterator[Attribution]:
    """What the lines of a page say by a name and a verb before or behind; some are sentences as well."""
    verbs = telling_verbs(lexicon)
    for segment in document.segments:
        if segment.kind not in ("title", "paragraph") or segment.end - segment.start > LONGEST:
            continue
        line = trimmed(document.text, (segment.start, segment.end))
        if line is not None and "\n" not in document.text[slice(*line)]:
            yield from _clipped(document.text, (segment.start, segment.end), actors, verbs, _tally(lexicon))


def _clipped(
    text: str, line: Offsets, actors: Sequence[Actor], verbs: Mapping[str, Cue], counts: re.Pattern[str]
) -> Iterator[Attribution]:
    start, end = unlabelled(text, line)
    while end > start and text[end - 1].isspace():
        end -= 1
    tally = counts.match(text, start, end)
    if tally is not None and tally["verb"].lower() in verbs and _are_named(actors, tally, "name", "name2"):
        yield by_layout("headline", tally.span("name"), tally.span("verb"), tally.span("rest"))
        yield by_layout("gapped", tally.span("name2"), None, tally.span("rest2"))
        return
    match = TRAILING.fullmatch(text, start, end) if is_headline(text[start:end]) else None
    if match is None and start > line[0]:
        match = LEADING.match(text, start, end)
    if match is None:
        return
    name, verb = ("name", "verb") if match["name"] else ("name2", "verb2")
    entry = verbs.get(match[verb].lower())
    content = trimmed(text, match.span("rest"))
    if entry is None or content is None or not _are_named(actors, match, name):
        return
    if says_something(text[slice(*content)]):
        told = by_layout("headline", match.span(name), match.span(verb), content)
        yield replace(told, stance=entry.stance, certainty=entry.certainty)


def _are_named(actors: Sequence[Actor], match: re.Match[str], *parts: str) -> bool:
    """Whether the parts of a line are who somebody is, and nothing else."""
    for part in parts:
        start, end = match.span(part)
        actor = actor_at(actors, end - 1, end)
        if actor is None or actor.end != end or actor.start > start:
            return False
    return True


@cache
def _tally(lexicon: Lexicon) -> re.Pattern[str]:
    """What one says, and what another counts: "Officials say 14, villagers 80 dead"."""
    number = numbers_of(lexicon)
    return re.compile(
        rf"(?P<name>{NAME}?) (?P<verb>{VERB}) (?P<rest>{number}), (?:but |and )?"
        rf"(?P<name2>{NAME}?) (?P<rest2>{number} [^,\n.]+)",
        re.IGNORECASE,
    )


@cache
def telling_verbs(lexicon: Lexicon) -> Mapping[str, Cue]:
    """The verbs that tell what somebody says or thinks, in the present: "says", "believe"."""
    verbs: dict[str, Cue] = {}
    for entry in lexicon.cues:
        if entry.form == "verb" and entry.kind in ("speech", "thought") and "clause" in entry.takes:
            for word in entry.words:
                forms = (word, f"{word}s", f"{word}es", f"{word[:-1]}ies")
                verbs = dict.fromkeys(forms, entry) | verbs
    return verbs
