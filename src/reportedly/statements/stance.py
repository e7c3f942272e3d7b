"""How sure: what the cue, hedges around it and the outlet's own words make of what is said."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..language.parse import extent_between
from ..lexicon import Cue
from ..records import Certainty, Claim, Document, Extent, Hedge, Stance
from .quotation_cues import Offsets
from .sureness import certainties_of, least_sure

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

LEFT_OPEN = frozenset({"unconfirmed", "possible"})
"""Hedges by whose words the cue in them leaves open what it speaks of."""

OF_NONE = "denied subject"
"""The need of words that speak of all sides' claims: "the claims of neither side could be verified"."""

PARTIES = frozenset({"GOV", "MIL", "REB", "COP", "UAF", "SPY"})
"""Sectors of those who stand against each other in a conflict."""

NEAREST = 6
"""Claims that are looked at before words of distance."""

HELPER = re.compile(r"\s+(?:did|do|does|has|have|had|was|were|is|are|will|would)\s+")
"""What stands between a negation that opens a clause and its subject: "at no time [did] she"."""

AFTER_SENTENCE = " \t\r\n.!?\"'”’»"
"""What stands between a sentence and the next; anything else is a sentence between."""


def certainty_of(
    cue: Certainty, content: Sequence[Offsets], span: Offsets, hedges: Sequence[Hedge]
) -> Certainty:
    """The cue's own certainty, or the weaker one that a hedge of the reporter's gives it.

    Hedges inside the content belong to the speaker's own words.
    """
    return least_sure([cue, *certainties_of(_around(content, span, hedges))])


def is_negated(cue: Sequence[Offsets], head: int, hedges: Sequence[Hedge]) -> bool:
    """Whether source or cue say that it was not said: "did not confirm", not "did not retract its claim"."""
    if not cue:
        return False
    first = bisect_left(hedges, min(start for start, _ in cue), key=lambda hedge: hedge.start)
    near = [hedge for hedge in hedges[first : first + NEAREST] if hedge.type == "negated"]
    return any(
        start <= hedge.start < end and hedge.scope.start <= head < hedge.scope.end and not _holds(hedge, head)
        for hedge in near
        for start, end in cue
    )


def is_denied_in_front(text: str, source: int, head: int, hedges: Sequence[Hedge]) -> bool:
    """Whether a negation opens the clause before the verb's helper: "[at no time] did she say that"."""
    last = bisect_left(hedges, source, key=lambda hedge: hedge.start)
    return any(
        hedge.type == "negated"
        and hedge.scope.start <= head < hedge.scope.end
        and HELPER.fullmatch(text, hedge.end, source) is not None
        for hedge in hedges[max(0, last - NEAREST) : last]
    )


def _holds(hedge: Hedge, place: int) -> bool:
    return hedge.start <= place < hedge.end


def is_left_open(head: int, hedges: Sequence[Hedge]) -> bool:
    """Whether the head of a cue stands in words that leave it open: "could not [confirm]", "nor [deny]".

    What somebody does not rule out is possible, neither denied nor asserted.
    """
    last = bisect_left(hedges, head, key=lambda hedge: hedge.start)
    return any(
        hedge.type in LEFT_OPEN and head < hedge.end for hedge in hedges[max(0, last - NEAREST) : last]
    )


def turned(stance: Stance, certainty: Certainty) -> tuple[Stance, Certainty]:
    """What a negated cue makes of stance and certainty.

    Who does not confirm leaves it open; who does not deny says no more than that.
    """
    if stance == "denies":
        return "asserts", "reported"
    weaker = least_sure((certainty, "unconfirmed"))
    return ("doubts" if stance in ("asserts", "confirms") else stance), weaker


def _around(content: Sequence[Offsets], span: Offsets, hedges: Sequence[Hedge]) -> Iterator[Hedge]:
    """Hedges in a claim's span but outside its content, whose reach has some of the content."""
    start, end = span
    first = bisect_left(hedges, start, key=lambda hedge: hedge.start)
    for index in range(first, len(hedges)):
        hedge = hedges[index]
        if hedge.start >= end:
            break
        inside = any(s <= hedge.start < e for s, e in content)
        reaches = any(s < hedge.scope.end and hedge.scope.start < e for s, e in content)
        if reaches and not inside:
            yield hedge


@dataclass(frozen=True, slots=True)
class Distance:
    """Words by which the outlet keeps a statement at arm's length, and where their sentence begins."""

    start: int
    end: int
    sentence: int
    entry: Cue


def find_distances(doc: Doc, phrases: Sequence[tuple[Span, Cue]], former: frozenset[str]) -> list[Distance]:
    """The words of distance among the phrases of a text, in order.

    "Its earlier figure was wrong" speaks of none that the text told just before.
    """
    spans = [
        (span, entry)
        for span, entry in phrases
        if entry.form == "distance" and not any(child.lower_ in former for child in span[0].children)
    ]
    starts = [token.idx for token in doc if token.is_sent_start] if spans else []
    return [
        Distance(
            _start_of(span, entry),
            span.end_char,
            starts[max(0, bisect_right(starts, span.start_char) - 1)],
            entry,
        )
        for span, entry in spans
    ]


def _start_of(span: Span, entry: Cue) -> int:
    """Where the outlet's words begin: with the subject by which they say it of none."""
    if OF_NONE not in entry.needs:
        return span.start_char
    subjects = (child for word in span for child in word.children if child.dep_ in ("nsubj", "nsubjpass"))
    return min((noun.left_edge.idx for noun in subjects), default=span.start_char)


def with_distances(document: Document, claims: Sequence[Claim], distances: Sequence[Distance]) -> list[Claim]:
    """The claims with `distance` set where the outlet's words speak of them; `claims` in order of start.

    The words speak of the claim that they interrupt, else of the last one that ended in their sentence,
    else of the last one in the sentence before. What is taken back was said in the sentence before.
    """
    changed = list(claims)
    for distance, index in _with_claims(document, claims, distances):
        if changed[index].distance is None:
            claim = changed[index]
            weaker = least_sure((claim.certainty, distance.entry.certainty))
            words = document.text[distance.start : distance.end]
            content = tuple(_cut(document, claim.content, distance))
            changed[index] = replace(claim, distance=words, certainty=weaker, content=content)
    return changed


def _with_claims(
    document: Document, claims: Sequence[Claim], distances: Sequence[Distance]
) -> Iterator[tuple[Distance, int]]:
    """The words of distance, each with every claim that it speaks of, but those of earlier ones."""
    known = 0
    for distance in distances:
        if OF_NONE in distance.entry.needs:
            told = bisect_right(claims, distance.start, key=lambda claim: claim.start)
            yield from ((distance, index) for index in range(known, told) if _is_of_party(claims[index]))
            known = max(known, told)
        index = _spoken_of(document, claims, distance)
        if index is not None:
            yield distance, index


def _is_of_party(claim: Claim) -> bool:
    """Whether an army, a state or rebels claim it, of whom "neither side" is confirmed."""
    claimant = claim.claimant
    return claimant is not None and claimant.sector in PARTIES and claim.stance == "asserts"


def _cut(document: Document, content: Sequence[Extent], distance: Distance) -> Iterator[Extent]:
    """The content without the outlet's words."""
    for part in content:
        if not part.start < distance.start < part.end:
            yield part
            continue
        before = document.text[part.start : distance.start].rstrip(" ,–—-")
        yield extent_between(document, part.start, part.start + len(before))
        behind = document.text[distance.end : part.end].lstrip(" ,–—-")
        if behind:
            yield extent_between(document, part.end - len(behind), part.end)


def _spoken_of(document: Document, claims: Sequence[Claim], distance: Distance) -> int | None:
    last = bisect_right(claims, distance.start, key=lambda claim: claim.start)
    best: int | None = None
    back = distance.entry.certainty == "denied"
    for index in range(last - 1, max(-1, last - 1 - NEAREST), -1):
        claim = claims[index]
        if back and claim.start >= distance.sentence:
            continue
        if any(part.start < distance.end and distance.start < part.end for part in claim.cue):
            continue
        if any(part.start <= distance.start < part.end for part in claim.content) and claim.direct:
            return None
        if claim.start <= distance.start < claim.end or claim.start >= distance.sentence:
            return index
        ends_there = not document.text[claim.end : distance.sentence].strip(AFTER_SENTENCE)
        if ends_there and (best is None or claim.end >= claims[best].end):
            best = index
    return _next_spoken_of(document, claims, distance, last) if best is None and not back else best


def _next_spoken_of(
    document: Document, claims: Sequence[Claim], distance: Distance, first: int
) -> int | None:
    """The claim of the sentence behind, where the words open their paragraph."""
    opens = not document.text[: distance.sentence].rstrip(" \t\"'“”«").rstrip("\r\n\x0c") or (
        document.text[: distance.sentence].rstrip(" \t\"'“”«").endswith("\n")
    )
    if not opens or first >= len(claims):
        return None
    gap = document.text[distance.end : claims[first].start]
    return first if "\n" not in gap and sum(gap.count(mark) for mark in ".!?") == 1 else None
