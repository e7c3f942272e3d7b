"""One act that two reports put at two hours: the shooting began at 6 a.m. here, the attack at 4:30 there.

Disputes between events compare the hours of one occurrence by their days. Many reports name an hour and no
day, and act and hour often stand in words of which no event was made: they are compared here by the words
around the hour. Few reports name an hour at all, so that what two of a story say of one act is hardly chance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from ...lexicon import load_lexicon
from ...mentions.timex.clocks import HALVES
from ...records import Claim, Event, Reading, Time
from ..file.reading_memory import remembered
from ..occurrences.document_context import DocumentContext
from ..traits.positions import innermost_claims, innermost_events
from ..traits.texts import SentenceStems, sentence_stems, words_around
from .matters import of_one_matter
from .wordings import VIOLENCE, Telling, kinds_of, root_of, small_roots, telling_roots, words_for_what_is_said

CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?:[:.](\d{2}))?(?!\d)|(?<!\d)([012]\d)([0-5]\d)(?!\d)")
"""An hour with or without its minutes, or four digits: 7:30, 4 in the morning, 0430."""

WORDS_AROUND = 10
"""Words on either side of an hour, in its sentence, that say what happened then."""
HOURS_APART = 0.5
"""Hours by which two reports of one act differ that cannot both be right."""

DAYS_OF_AN_HOUR = 3
"""Days within which two reports tell the hour of one act."""

RARE = 0.4
"""How rare, all together, the words are that stand around both hours."""

LIKE = 0.1
"""Cosine of two reports of which each tells the hour of violence, and no day of another one."""

BLOCK_LIMIT = 30
"""Hours beside one word, beyond which the word brings none together."""


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour that a document names, with what is said of it."""

    record: Claim | Event
    """The innermost claim that holds it, or else the event."""
    hour: float
    day: str | None
    """The day that is told with it."""
    words: frozenset[str]
    """Roots of the words around it."""
    kinds: frozenset[str]
    """The kinds of act that these tell."""


def say_hour(told: Hour) -> str:
    """The hour by the clock: 04:30."""
    minutes = round(told.hour * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def find_hours(
    readings: Sequence[Reading], setting: DocumentContext, tells: Telling
) -> Iterator[tuple[Hour, Hour]]:
    """Pairs of hours that two speakers tell of one act, the earlier report first, each hour once."""
    holding: dict[str, list[Hour]] = defaultdict(list)
    for reading in readings:
        for hour in hours_of(reading):
            for key in {VIOLENCE} & hour.kinds | {root for root in hour.words if tells(root)}:
                holding[key].append(hour)
    scored: dict[frozenset[str], tuple[float, Hour, Hour]] = {}
    for _, held in sorted(holding.items()):
        for one, other in combinations(held, 2) if len(held) <= BLOCK_LIMIT else ():
            score = _of_one_act(one, other, tells, setting)
            if score > 0:
                scored[frozenset({one.record.id, other.record.id})] = score, one, other
    told: set[str] = set()
    for _, one, other in sorted(scored.values(), key=lambda each: (-each[0], each[1].record.id)):
        if told.isdisjoint({one.record.id, other.record.id}):
            told |= {one.record.id, other.record.id}
            first, second = sorted(
                (one, other), key=lambda each: (setting.day[each.record.document] or 0, each.record.id)
            )
            yield first, second


def _of_one_act(one: Hour, other: Hour, tells: Telling, setting: DocumentContext) -> float:
    """How much says that two hours are of one act; 0 where nothing does, or where they are one hour."""
    if not HOURS_APART <= abs(one.hour - other.hour) <= 24 - HOURS_APART:
        return 0.0
    if one.day and other.day and one.day != other.day:
        return 0.0
    shared = sum(tells(root) for root in one.words & other.words)
    violent = VIOLENCE in one.kinds & other.kinds
    alike = setting.likeness(one.record.document, other.record.document) >= LIKE
    if shared < RARE and not (violent and alike):
        return 0.0
    if not of_one_matter(one.record, other.record, DAYS_OF_AN_HOUR, setting, shared=shared):
        return 0.0
    return shared + violent + len(one.kinds & other.kinds)


@remembered
def hours_of(reading: Reading) -> tuple[Hour, ...]:
    """The hours of the clock that a document names in what somebody tells."""
    times = [time for time in reading.times if time.timex == "TIME"]
    if not times:
        return ()
    stems = sentence_stems(reading.document)
    mute = small_roots() | words_for_what_is_said() | {root_of(word) for word in _clock_words()}
    tellers = _tellers(times, reading)
    found = (_hour_at(time, tellers.get(time.id), reading, stems, mute) for time in times)
    return tuple(hour for hour in found if hour is not None)


def _hour_at(
    time: Time, record: Claim | Event | None, reading: Reading, stems: SentenceStems, mute: Set[str]
) -> Hour | None:
    hour, sentence = clock_of(time), stems.sentence_at(time.start)
    if hour is None or sentence is None or record is None:
        return None
    around = words_around(reading.document.text, sentence, time, WORDS_AROUND)
    words = telling_roots(around, record if isinstance(record, Claim) else None, mute)
    day = time.earliest[:10] if time.earliest else None
    return Hour(record, hour, day, words, kinds_of(map(root_of, around)))


def _tellers(times: Sequence[Time], reading: Reading) -> Mapping[str, Claim | Event]:
    """By time, the innermost claim of somebody that says so, or else the event of which it is told."""
    claims = [
        claim
        for claim in reading.claims
        if claim.claimant is not None and claim.certainty != "denied" and claim.segment != "comment"
    ]
    events = [event for event in reading.events if event.status == "actual"]
    return {**innermost_events(times, events), **innermost_claims(times, claims)}


def clock_of(time: Time) -> float | None:
    """The hour of the clock that a time names, from 0 to 24; None where it names none, or several."""
    words = time.quote.casefold().replace(",", " ").split()
    values = [_clock_words()[word] for word in words if word in _clock_words()]
    exact = [value for value in values if value[:1].isdigit()]
    if exact:
        return int(exact[0][:2]) + int(exact[0][3:5]) / 60
    found = list(CLOCK.finditer(time.quote))
    if len(found) != 1 or (time.value and "/" in time.value):
        return None
    [match] = found
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4] or 0)
    half = next((HALVES.get(value, value) for value in values), None)
    if half is None and match[2] is None and match[3] is None:
        return None
    if half is not None and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return hour + minute / 60 if hour < 24 and minute < 60 else None


@cache
def _clock_words() -> Mapping[str, str]:
    """Words for an hour, for the half of a day and for its parts, each with its value."""
    entries = (entry for entry in load_lexicon().times if entry.form in ("ampm", "clock", "part"))
    return {
        word.casefold(): entry.value for entry in entries if entry.value is not None for word in entry.words
    }
