"""Counts that go on under the speaker of the words before them.

Agency copy names its source once and counts on: "The ministry said that 200 people were held. Nine officers
were hurt." Whoever was counting in the sentence before is taken to go on where the next sentence of the
paragraph counts as well and brings no speaker of its own; within a sentence the same holds for what stands
beside the words that are attributed. Only counts go on: other sentences are the outlet's own as often as
not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..contract import record_id
from ..language.clauses import Tree
from ..language.parse import extent_between
from ..lexicon import Lexicon
from ..mentions.counted_groups import Tally
from ..mentions.measures import CountedGroup
from ..page.segment import segment_at
from ..records import Claim, Document
from .announced import counts_of_before
from .offsets import is_held, merged_offsets, trimmed
from .quotation_cues import Offsets

if TYPE_CHECKING:
    from spacy.tokens import Token

PRINTED = frozenset({"paragraph", "quote_block"})
"""Segments that report; a caption or a title says one thing, a comment has one speaker already."""
EARLIER_YEAR = re.compile(r"\b(?:in|of|the) (?:[A-Z]\w+ )?(?:1[6-9]|20)\d\d\b")
"""A year in words of the past: "a like fire [in 2009] left nine dead" is the outlet's own memory."""
SENTENCE, PART = "continued/sentence", "continued/part"
ARRESTED = "arrested"
SEEING = frozenset({"count", "see"})
"""What somebody does who was there; finding is what rescuers do, of whom the authorities tell."""
OF_ONE = frozenset({"my", "his", "her"})
"""Whose those are whom a person mourns."""
JOINING = frozenset({";", ":"})
LOSSES = frozenset({"killed", "injured", "arrested", "missing", "displaced", "abducted", "damaged"})
"""What goes on into the next sentence; troops and crowds counted there are the outlet's own as a rule."""


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who was counting last, and until where."""

    claim: Claim
    end: int


def with_continued(
    document: Document, tally: Tally, claims: Sequence[Claim], lexicon: Lexicon
) -> tuple[Claim, ...]:
    """The claims with those that go on under the speaker of the one before, all in order."""
    before = counts_of_before(tally, lexicon)
    within = {(claim.within, claim.content): claim for claim in claims}
    outer = [within.get((claim.id, claim.content), claim) for claim in claims if claim.within is None]
    outer.sort(key=lambda claim: claim.start)
    starts = [claim.start for claim in outer]
    said = merged_offsets((part.start, part.end) for claim in claims for part in claim.content)
    further: list[Claim] = []
    holder: _Holder | None = None
    for (start, end), counts, lost in _counting(tally, before):
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        inside = outer[first:last]
        if inside and holder is not None and lost and _is_unvoiced(inside, holder, (start, end), document):
            found = [continued(document, holder.claim, (start, end), SENTENCE)]
            holder = replace(holder, end=end)
        elif inside:
            found = list(_beside(document, (start, end), counts, inside, said))
            counting = _counter(inside, counts)
            holder = None if counting is None else _Holder(counting, end)
        elif holder is not None and lost and _goes_on(document, holder, (start, end)):
            found = [continued(document, holder.claim, (start, end), SENTENCE)]
            holder = replace(holder, end=end)
        else:
            found, holder = [], None
        further += found
    return tuple(sorted((*claims, *further), key=lambda claim: (claim.start, -claim.end)))


def _is_unvoiced(inside: Sequence[Claim], holder: _Holder, sentence: Offsets, document: Document) -> bool:
    """Whether a sentence only tells, and not by whom, what is feared or believed: "two are feared dead"."""
    silent = all(not each.source and each.claimant is None and each.stance == "asserts" for each in inside)
    return silent and _goes_on(document, holder, sentence)


def _counting(tally: Tally, before: frozenset[int]) -> Iterator[tuple[Offsets, list[int], bool]]:
    """The sentences in which somebody is counted, in order: with where, and whether losses are.

    What was counted `before` is nobody's who is speaking now. Whom somebody has lost, "his wife", is no toll
    that goes on: the places are those of the others.
    """
    counts: Mapping[int, list[CountedGroup]] = defaultdict(list)
    for each in (each for each in tally.counted if each.head.idx not in before and not _is_asked(each.head)):
        counts[tally.tree.sentences[each.head.i].start].append(each)
    for _, there in sorted(counts.items()):
        span = tally.tree.sentences[there[0].head.i]
        places = sorted(each.head.idx for each in there if not _is_ones_own(each.head))
        lost = any(each.measure in LOSSES and not _is_of_who_acts(each, tally.tree) for each in there)
        yield (span.start_char, span.end_char), places, lost


def _is_ones_own(head: Token) -> bool:
    """Whether they are one person's: "his wife", "her two sons"."""
    return any(child.lower_ in OF_ONE for child in head.children)


def _is_of_who_acts(counted: CountedGroup, tree: Tree) -> bool:
    """Whether it tells who arrested or who saw them: "Police arrested 40", "a reporter saw 90 bodies".

    That is the outlet's own, whoever counted before.
    """
    verb = counted.trigger if counted.measure == ARRESTED else counted.head.head
    if (
        not tree.is_verb(verb.i)
        or not tree.below(verb.i, "nsubj")
        or counted.head.i not in tree.below(verb.i, "dobj")
    ):
        return False
    return counted.measure == ARRESTED or verb.lemma_ in SEEING


def _is_asked(head: Token) -> bool:
    """Whether the text only asks or does not know how many they are."""
    return any(child.tag_ == "WRB" for word in (head, *head.children) for child in word.children)


def _counter(claims: Sequence[Claim], counts: Sequence[int]) -> Claim | None:
    """The last of the claims, where it has a speaker who counts somebody in it and does not deny it."""
    last = claims[-1]
    counting = (
        last.cue and last.claimant is not None and last.stance != "denies" and _is_counting(last, counts)
    )
    return last if counting else None


def _is_counting(claim: Claim, counts: Sequence[int]) -> bool:
    return any(_has_one(counts, part.start, part.end) for part in claim.content)


def _has_one(counts: Sequence[int], start: int, end: int) -> bool:
    """Whether one of some offsets in order lies between two others."""
    index = bisect_left(counts, start)
    return index < len(counts) and counts[index] < end


def _goes_on(document: Document, holder: _Holder, sentence: Offsets) -> bool:
    """Whether a sentence follows right behind in the same paragraph, and tells of no earlier year."""
    start = sentence[0]
    if EARLIER_YEAR.search(document.text, *sentence):
        return False
    segment = segment_at(document, start)
    near = segment is not None and segment.kind in PRINTED and segment.start <= holder.claim.start
    return near and not document.text[holder.end : start].strip()


def _beside(
    document: Document,
    sentence: Offsets,
    counts: Sequence[int],
    claims: Sequence[Claim],
    said: Sequence[Offsets],
) -> Iterator[Claim]:
    """What is counted in a sentence behind the words that are attributed, or before those of a last cue."""
    free = [place for place in counts if not is_held(place, said)]
    ends: set[int] = set()
    for claim in claims:
        inside = any(each.start <= claim.end < each.end for each in claims)
        counting = _is_counting(claim, counts) or _is_joined(document, claim)
        if claim.claimant is None or not counting or inside or claim.end in ends:
            continue
        ends.add(claim.end)
        edge = min((each.start for each in claims if each.start > claim.end), default=sentence[1])
        if claim.end < edge:
            yield from _part(document, claim, (claim.end, edge), free)
    first = claims[0]
    if (first.claimant is not None or first.source) and (_follows(first) or _is_aside(document, first)):
        begins = max(sentence[0], document.text.rfind(";", sentence[0], first.start) + 1)
        yield from _part(document, first, (begins, first.start), free)


def _is_joined(document: Document, claim: Claim) -> bool:
    """Whether a semicolon or colon joins what follows to what a speaker was quoted with."""
    said = claim.cue and claim.stance == "asserts" and claim.content and not _follows(claim)
    return bool(said) and document.text[claim.end : claim.end + 1] in JOINING


def _follows(claim: Claim) -> bool:
    """Whether the source stands behind what is said."""
    return bool(claim.source and claim.content) and claim.source[0].start > claim.content[-1].start


def _is_aside(document: Document, claim: Claim) -> bool:
    """Whether source and cue stand between commas: "Hurt were 90, it says, nine of them children"."""
    if not claim.cue or not document.text[: claim.start].rstrip().endswith(","):
        return False
    return document.text[claim.cue[-1].end :].startswith(",")


def _part(document: Document, claim: Claim, piece: Offsets, counts: Sequence[int]) -> Iterator[Claim]:
    place = trimmed(document.text, piece)
    if place is not None and document.text[place[1] - 1] != "(" and _has_one(counts, *place):
        yield continued(document, claim, place, PART)


def continued(document: Document, before: Claim, piece: Offsets, rule: str) -> Claim:
    """What goes on, as said by the one before: without source and cue, which stand elsewhere."""
    start, end = trimmed(document.text, piece) or piece
    segment = segment_at(document, start)
    return Claim(
        id=record_id("claim", document.id, start, end, rule),
        document=document.id,
        rule=rule,
        start=start,
        end=end,
        quote=document.text[start:end],
        source=(),
        cue=(),
        content=(extent_between(document, start, end),),
        claimant=before.claimant,
        channel=before.channel,
        stance="asserts",
        direct=False,
        certainty="reported",
        distance=None,
        within=None,
        segment=segment.kind if segment else "paragraph",
    )
