"""One act that two sides are said to have done: the army shelled the market, rebels shelled the market."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ...records import Claim, Event, Participant, Reading
from ..file.reading_memory import remembered
from ..occurrences.document_context import DocumentContext
from ..traits.nearness import apart, days_of
from ..traits.offices import STATE_SECTORS
from ..traits.sides import labels_of, sides_of
from ..traits.texts import WORD
from .matters import of_one_matter, time_order
from .wordings import Telling, root_of, small_roots

STATE = "state"
REBELS = "rebels"
SIDE_OF: Mapping[str, str] = {"security": STATE, "attackers": REBELS}
"""Who acts, by whom words count."""
SECTORS_OF_REBELS = frozenset({"REB", "INS", "SEP", "CRM", "UAF"})

FROM_THE_AIR = frozenset({"aerial"})
"""Modes of violence that take an army."""

ACTS = frozenset({"ASSAULT", "COERCE"})

DAYS_OF_AN_ACT = 7
"""Days within which two reports of one act come out."""

DAYS_SAME = 1
"""Days by which the stated days of one act may differ."""

RARE = 0.4
"""How rare, all together, the words are by which both name what was struck, or the deed."""

SHARED_WORDS = 2
"""Words for a deed that two accusations share."""

BLOCK_LIMIT = 30
"""Acts that share a word, beyond which the word brings none together."""

DEED = re.compile(r"\b(?:of|for|over)\b", re.IGNORECASE)
"""Between the accused and the deed."""


@dataclass(frozen=True, slots=True)
class Charge:
    """An act with who is said to have done it."""

    record: Claim | Event
    """The claim of an accusation, or the event."""
    kind: str
    doers: frozenset[str]
    """Sides; of an accusation the words for the accused."""
    struck: frozenset[str]
    """Roots of the words for what was struck, or for the deed."""
    things: frozenset[str]
    """Those of them that are no place's name: a town is struck by both sides."""
    days: tuple[int, int] | None


def find_charges(
    readings: Sequence[Reading], setting: DocumentContext, tells: Telling
) -> Iterator[tuple[Charge, Charge]]:
    """Pairs of charges of one act against two sides, by two speakers; each pair once, in order of time."""
    holding: dict[tuple[str, str], list[Charge]] = defaultdict(list)
    for reading in readings:
        for charge in charges_of(reading):
            for root in charge.things:
                if tells(root):
                    holding[charge.kind, root].append(charge)
    seen: set[frozenset[str]] = set()
    for _, held in sorted(holding.items()):
        for one, other in combinations(held, 2) if len(held) <= BLOCK_LIMIT else ():
            pair = frozenset({one.record.id, other.record.id})
            if pair not in seen and _is_one_act(one, other, tells, setting):
                seen.add(pair)
                first, second = sorted((one, other), key=lambda each: time_order(each.record, setting))
                yield first, second


def _is_one_act(one: Charge, other: Charge, tells: Telling, setting: DocumentContext) -> bool:
    if one.doers & other.doers:
        return False
    if one.days and other.days and apart(one.days, other.days) > DAYS_SAME:
        return False
    shared = one.struck & other.struck
    if isinstance(one.record, Claim) and len(shared) < SHARED_WORDS:
        return False
    if sum(tells(root) for root in one.things & other.things) < RARE:
        return False
    told = sum(tells(root) for root in shared)
    return of_one_matter(one.record, other.record, DAYS_OF_AN_ACT, setting, shared=told)


@remembered
def charges_of(reading: Reading) -> tuple[Charge, ...]:
    """The acts of violence that a document tells with who did them, and its accusations."""
    return (*_of_events(reading), *_of_accusations(reading))


def _of_events(reading: Reading) -> Iterator[Charge]:
    for event in reading.events:
        if event.type not in ACTS or event.status != "actual" or event.certainty == "denied":
            continue
        if event.segment in ("comment", "furniture"):
            continue
        doers = _sides_of(event) if event.actors and event.recipients else ()
        if len(doers) != 1 or not (struck := _roots_of(event.recipients)):
            continue  # as of most events
        things = struck - {root_of(word) for place in reading.places for word in WORD.findall(place.name)}
        if things:
            yield Charge(event, event.type, doers, struck, things, days_of(event.when))


def _sides_of(event: Event) -> frozenset[str]:
    named = frozenset(side for who in event.actors for side in _sides_of_actor(who))
    if not named and event.mode in FROM_THE_AIR and event.actors:
        return frozenset({STATE})
    return named


def _sides_of_actor(who: Participant) -> Iterator[str]:
    if who.sector in STATE_SECTORS:
        yield STATE
    elif who.sector in SECTORS_OF_REBELS:
        yield REBELS
    else:
        yield from (SIDE_OF[side] for side in sides_of(f"{who.name} {who.quote}") if side in SIDE_OF)


def _roots_of(participants: Sequence[Participant]) -> frozenset[str]:
    """The roots of the words for what was struck, but none for people: these are struck in many acts."""
    things = (who for who in participants if who.type in (None, "organisation"))
    words = (word for who in things for word in WORD.findall(f"{who.name} {who.quote}"))
    return frozenset(root_of(word) for word in words if not labels_of(word, everyone=True)) - small_roots()


def _of_accusations(reading: Reading) -> Iterator[Charge]:
    for claim in reading.claims:
        if claim.stance != "alleges" or claim.claimant is None or len(claim.content) != 1:
            continue
        text = claim.content[0].quote
        for mark in [*DEED.finditer(text)][:1]:
            accused = frozenset(map(root_of, WORD.findall(text[: mark.start()]))) - small_roots()
            deed = frozenset(map(root_of, WORD.findall(text[mark.end() :]))) - small_roots()
            if accused and deed:
                yield Charge(claim, "accusation", accused, deed, deed, None)
