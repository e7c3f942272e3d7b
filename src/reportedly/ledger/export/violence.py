"""Whether anybody says that what happened was violence: a blast, or people killed, may be an accident.

A reading calls an explosion an assault, since most in the news are. A row of political violence needs more:
somebody who did it, a weapon, or a word for an attack.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product, starmap
from typing import Literal

from ...lexicon import load_lexicon
from ...records import Event, Figure, Participant
from ..accounts.estimates import Counting
from ..traits.illness import dies_of_illness
from .content import Happening

Cause = Literal["violence", "accident", "illness", "unknown"]

NOBODYS = frozenset({"accident", "illness"})
"""The causes of what nobody did."""

BLAST = "explosives"
"""The mode of what explodes."""
MISHAP = "disasters"
"""The context of accidents and disasters."""
HARMS = frozenset({"killed", "injured", "damaged"})
"""What is suffered by violence and by accident."""
ARMED = frozenset({"GOV", "MIL", "COP", "SPY", "REB", "UAF", "PRM", "CRM"})
"""Sectors of those of whom a single one does harm by violence; a lorry driver does it by accident."""
SINGLE = frozenset({"person", "role"})
"""The types of who is one, and no body and no group."""
TELLING = frozenset({"ASSAULT", "OTHER"})
"""Types by which an accident is told; what is of another one happened beside it."""


def cause_of(happening: Happening) -> Cause:
    """Violence where somebody says so, an accident or illness where that alone is said; else nobody says."""
    if any(map(is_violent, happening.events)):
        return "violence"
    quotes = [event.quote for event in happening.events]
    quotes += [figure.quote for voice in happening.voices for figure in voice.figures]
    if any(map(dies_of_illness, quotes)):
        return "illness"
    mishap = any(MISHAP in event.contexts for event in happening.events)
    return "accident" if mishap and all(e.type in TELLING for e in happening.events) else "unknown"


def killed_by_violence(happening: Happening) -> list[Counting]:
    """The counts of people killed that may be of violence.

    Not those who died of an illness. Where at least as many documents tell of an accident or a disaster, who
    died is not said to have died by what somebody did, but for those who are counted in the very words that
    tell the violence.
    """
    killed = [
        voice
        for voice in happening.voices
        if voice.account.measure == "killed"
        and not (voice.figures and all(dies_of_illness(each.quote) for each in voice.figures))
    ]
    violent = [event for event in happening.events if is_violent(event)]
    mishaps = [event for event in happening.events if MISHAP in event.contexts and not is_violent(event)]
    if violent and len({each.document for each in mishaps}) >= len({each.document for each in violent}):
        killed = [voice for voice in killed if any(starmap(_in_one, product(voice.figures, violent)))]
    return [voice.counting for voice in killed]


def _in_one(figure: Figure, event: Event) -> bool:
    """Whether a number stands in the words that tell an event."""
    return figure.document == event.document and figure.start < event.end and event.start < figure.end


def is_violent(event: Event) -> bool:
    """Whether an event tells violence by its doer, its weapon or its word."""
    if event.type != "ASSAULT" or MISHAP in event.contexts:
        return False
    entry = event.rule.partition("/")[2].partition("/")[0]
    if event.mode not in (None, BLAST) or entry not in _open_entries():
        return True
    if _mishaps().search(event.quote):
        return False
    return any(map(_does_violence, event.actors)) or bool(_weapons().search(event.quote))


def _does_violence(party: Participant) -> bool:
    """Whether harm that somebody does is violence: a body, a group or one who is armed does it."""
    return party.type is not None and (party.type not in SINGLE or party.sector in ARMED)


@cache
def _open_entries() -> frozenset[str]:
    """The entries that tell harm or a blast, and nothing of who or what did it."""
    return frozenset(
        entry.name for entry in load_lexicon().predicates if entry.unexplained or entry.measure in HARMS
    )


@cache
def _weapons() -> re.Pattern[str]:
    """Words for bombs and mines. Of other weapons the mode tells, and planes and tanks kill by accident."""
    words = {
        word
        for entry in load_lexicon().predicates
        if entry.mode == BLAST
        and entry.form in ("weapon", "noun")
        and not (entry.unexplained or entry.place_too)
        for word in entry.words
    }
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(words)))})s?\b", re.IGNORECASE)


@cache
def _mishaps() -> re.Pattern[str]:
    """Harm that happened in an accident or a disaster: "in a bus accident"."""
    words = {
        word
        for entry in load_lexicon().predicates
        if MISHAP in entry.contexts and entry.form == "noun"
        for word in entry.words
    }
    nouns = "|".join(map(re.escape, sorted(words)))
    return re.compile(rf"\b(?:in|by) an? (?:[\w-]+ ){{0,2}}(?:{nouns})\b", re.IGNORECASE)
