"""Times: TIMEX3 values with earliest and latest, never guessed.

Finding (patterns over a row of letters, `timex/rules.py`) is apart from resolving (a function a rule, with
what the place offers to lean on), and both are apart from joining what stands side by side, here. Spans
are those of TimeML: the article, "about" and "early" belong to a time, a preposition does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..contract import record_id
from ..frozen import quick
from ..lexicon import Lexicon, rule_of
from ..page.segment import segment_at
from ..records import Document, Place, Segment, Time
from .day_order import day_comes_first
from .timex.calendar import PARTS, UNKNOWN, day_of, interval_of, shifted
from .timex.clocks import at
from .timex.letters import Row, row_of, vocabulary_of
from .timex.meaning import Anchors, Meaning, Rule, Words, letters_pattern
from .timex.rules import RULES
from .timex.tenses import Clauses, clauses_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

# fmt: off
KEY_FORMS = (
    "fixed", "spell", "reference", "frequency", "each", "times", "weekdays", "zone", "edge", "about", "exact",
    "ago", "hence", "earlier", "later", "after", "past", "recent", "coming", "last", "next", "this",
    "same", "that", "previous", "following", "long", "day", "feast", "on", "of", "between", "to", "season",
    "ampm", "clock", "part", "weekday", "month", "decade", "fiscal", "and", "half", "vague",
    "suffix", "ordinal", "more", "number", "article", "at", "from", "in", "unit", "the",
)
# fmt: on
"""Which entry of several gives a finding its rule: the one that says most about how it was understood."""


RANK = {form: rank for rank, form in enumerate(KEY_FORMS)}

PART_OF = letters_pattern(r"(?:t)?(?:m-?)?(?P<part>P)[iw]\Z")
DAY_FROM = letters_pattern(r"t?(?P<unit>U)(?P<op>Q)\Z")
COUNTED = re.compile(r"P(\d+)([DWMY])")

DATELINE_LENGTH = 60
DATELINE_ENDS = ("(", "-", "–", "—", "_", ":")
DATELINE_AGE = timedelta(days=3)
"""A report appears on the day of its dateline or shortly after; an older one is reprinted."""

BACK, BACK_TO_PART = 40, 6
"""How many times before a clock time are asked for its day, and how many days for a part that holds it."""


@quick
@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time in the row, between two pieces, with its meaning."""

    first: int
    last: int
    rule: str
    meaning: Meaning
    stretch: tuple[int, ...] = ()
    """The running text, or the caption or comment, that it stands in."""


def find_times(
    document: Document, doc: Doc, lexicon: Lexicon, places: Sequence[Place] = ()
) -> tuple[Time, ...]:
    """All times of a document, in order, none overlapping.

    Relative times lean on the date of publication, in a comment on the comment's own date, and in running
    text on the last date named. Where that is unknown, `value` is None. `places` tell in which country a
    report was written, and so whether 03/04/2022 has the day first.
    """
    clauses = clauses_of(doc, lexicon)
    row = row_of(document.text, clauses, vocabulary_of(lexicon))
    found = _resolved(document, row, clauses, day_comes_first(document, places))
    return tuple(_time(document, row, each) for each in _joined(found, row, clauses))


# --- finding ------------------------------------------------------------------------------------------


def _candidates(row: Row) -> list[tuple[re.Match[str], Rule]]:
    """What the patterns match, from left to right, the longer first."""
    found = [(match, rule) for rule in RULES for match in rule.pattern.finditer(row.letters)]
    return sorted(found, key=lambda each: _reach(each[0]))


def _reach(match: re.Match[str]) -> tuple[int, int]:
    first, last = match.span("span" if "span" in match.re.groupindex else 0)
    return first, -last


# --- resolving ----------------------------------------------------------------------------------------


def _resolved(document: Document, row: Row, clauses: Clauses, day_first: bool | None) -> list[FoundTime]:
    """The times one by one; each may lean on those before it in its own stretch of text."""
    found: list[FoundTime] = []
    stretch: tuple[int, ...] | None = None
    chains: dict[tuple[int, ...], Anchors] = {}
    reached = 0
    for match, rule in _candidates(row):
        if _reach(match)[0] < reached:
            continue
        segment = segment_at(document, row.pieces[match.start()].start)
        stretch = _stretch(segment)
        anchors = chains.get(stretch) or _first_anchors(document, segment, day_first)
        words = Words(row, match, anchors, clauses)
        meaning = rule.resolve(words)
        if meaning is None or (segment and segment.kind == "furniture" and meaning.basis != "stated"):
            continue
        reached = words.last
        each = FoundTime(words.first, words.last, _rule_name(words, row, rule), meaning, stretch)
        found.append(each)
        chains[stretch] = _next_anchors(
            anchors, meaning, dateline=rule.name == "stamp" or _in_dateline(document, row, each, segment)
        )
    return [each for each in found if each.meaning.loose != "none"]


def _stretch(segment: Segment | None) -> tuple[int, ...]:
    """Article text runs on from paragraph to paragraph; captions and comments stand by themselves."""
    alone = segment is not None and segment.kind in ("caption", "comment", "furniture")
    return (segment.start,) if alone and segment else ()


def _first_anchors(document: Document, segment: Segment | None, day_first: bool | None) -> Anchors:
    told = segment.when if segment and segment.kind == "comment" else document.published
    return Anchors(day_of(told), "published", None, None, None, day_first)


def _next_anchors(anchors: Anchors, meaning: Meaning, *, dateline: bool) -> Anchors:
    """What the words after a time can lean on."""
    value = meaning.value
    if value is None or meaning.timex not in ("DATE", "TIME"):
        return anchors
    interval = interval_of(value)
    day = day_of(interval.latest if "/" in value else interval.earliest)
    if day is None or value.endswith("_REF"):
        return anchors
    exact = interval.precision in ("day", "part", "hour", "minute")
    anchors = replace(
        anchors,
        day=day if exact else anchors.day,
        value=value,
        year=day.year if meaning.basis == "stated" and interval.precision != "decade" else anchors.year,
    )
    return _dated(anchors, day) if dateline and exact else anchors


def _dated(anchors: Anchors, day: date) -> Anchors:
    """A report is as old as its dateline, where that does not contradict the date of publication."""
    if anchors.published is None:
        return replace(anchors, published=day, basis="context")
    if timedelta(0) <= anchors.published - day <= DATELINE_AGE:
        return replace(anchors, published=day)
    return anchors


def _in_dateline(document: Document, row: Row, found: FoundTime, segment: Segment | None) -> bool:
    """The time stands in the line that opens a report: `ALMATY, Jan 6 (Reuters) -`."""
    if segment is None or segment.kind == "dateline":
        return segment is not None
    start, end = row.pieces[found.first].start, row.pieces[found.last - 1].end
    if start - segment.start >= DATELINE_LENGTH:
        return False
    before, after = document.text[segment.start : start], document.text[end : end + 2].strip()
    place = before.split(",")[0].strip()
    return "," in before and place.isupper() and after[:1] in DATELINE_ENDS


def _rule_name(words: Words, row: Row, rule: Rule) -> str:
    """The entry that decided, or the rule itself where only digits and marks were read."""
    if words.asked is not None and words.asked.entry and rule.name != "reference":
        return rule_of("time", words.asked.entry)
    first, last = words.whole
    entries = [piece.entry for piece in row.pieces[first:last] if piece.entry]
    told = min(entries, key=lambda entry: RANK.get(entry.form, len(RANK)), default=None)
    return rule_of("time", told if told and told.form in RANK else rule.name)


# --- joining ------------------------------------------------------------------------------------------


def _joined(found: Sequence[FoundTime], row: Row, clauses: Clauses) -> list[FoundTime]:
    """Times that are told together as one, and clock times with their day."""
    joined: list[FoundTime] = []
    for one in found:
        each = _with_part_before(_counted_to(one, joined, row), joined, row)
        if joined and _says_again(joined[-1], each, row):
            joined[-1] = replace(joined[-1], meaning=replace(each.meaning, basis="context"))
        both = _one_of_two(joined[-1], each, row) if joined else None
        if both:
            joined[-1] = both
        else:
            joined.append(each)
    dated = (_with_day(each, place, joined, row, clauses) for place, each in enumerate(joined))
    return [each for each in dated if each.meaning.value or each.meaning.loose not in PARTS]


def _with_part_before(each: FoundTime, before: list[FoundTime], row: Row) -> FoundTime:
    """`the night of Oct. 23` is a part of that day, `the night of 5 to 6 January` of the first."""
    meaning = each.meaning
    floor = max(before[-1].last if before else 0, each.first - 10)
    told = PART_OF.search(row.letters, floor, each.first)
    if told is None or meaning.value is None or interval_of(meaning.value).precision != "day":
        return each
    entry = row.pieces[told.start("part")].entry
    if entry is None or not entry.value or ("/" in meaning.value and entry.value != "NI"):
        return each
    day = meaning.value.split("/")[0]
    part = replace(meaning, value=f"{day}T{entry.value}", timex="TIME")
    return replace(each, first=told.start(), rule=rule_of("time", entry), meaning=part)


def _counted_to(each: FoundTime, before: Sequence[FoundTime], row: Row) -> FoundTime:
    """`the day before last Tuesday` is a day."""
    floor = max(before[-1].last if before else 0, each.first - 6)
    told = DAY_FROM.search(row.letters, floor, each.first)
    unit = row.pieces[told.start("unit")].entry if told else None
    if told is None or unit is None:
        return each
    one = FoundTime(told.start(), told.start("op"), each.rule, Meaning(f"P1{unit.value}", "DURATION"))
    return _from_day(one, each, row) or each


def _says_again(one: FoundTime, other: FoundTime, row: Row) -> bool:
    """`A day earlier, on Tuesday`: the second tells what could only be assumed of the first."""
    between = row.letters[one.last : other.first] if other.first - one.last <= 2 else ""
    if one.meaning.basis != "assumed" or between not in (",", ",w"):
        return False
    return _single_day(other.meaning) is not None


def _one_of_two(one: FoundTime, other: FoundTime, row: Row) -> FoundTime | None:
    """`Monday to Wednesday`, `between Monday and Wednesday`; `two weeks after January 5`."""
    between = row.letters[one.last : other.first]
    if other.first - one.last > 4 or other.meaning.value is None or one.meaning.value is None:
        return None
    if one.meaning.timex == "DURATION":
        return _from_day(one, other, row) if between == "Q" else None
    spans = between in ("-", "5") or (between == "c" and row.letter_before(one.first) == "B")
    if not spans or one.meaning.timex != "DATE" or other.meaning.timex != "DATE":
        return None
    return _span(one, other, row)


def _span(one: FoundTime, other: FoundTime, row: Row) -> FoundTime | None:
    begins, ends = one.meaning.value or "", other.meaning.value or ""
    first, last = interval_of(begins), interval_of(ends)
    if first.earliest is None or last.latest is None or "/" in begins + ends:
        return None
    if "day" not in (first.precision, last.precision):
        return None
    if first.earliest > last.latest and first.precision == last.precision == "day":
        on = shifted(date.fromisoformat(ends), 7, "D")
        ends = on.isoformat() if on else ends
    if first.earliest > (interval_of(ends).latest or ""):
        return None
    entry = row.pieces[one.last].entry
    meaning = replace(other.meaning, value=f"{begins}/{ends}")
    return replace(one, last=other.last, rule=rule_of("time", entry) if entry else one.rule, meaning=meaning)


def _from_day(one: FoundTime, other: FoundTime, row: Row) -> FoundTime | None:
    """A count of days, weeks, months or years before or after a day."""
    entry = row.pieces[one.last].entry
    told = COUNTED.fullmatch(one.meaning.value or "")
    base = other.meaning.value or ""
    if told is None or entry is None or interval_of(base).precision != "day" or "/" in base:
        return None
    day = shifted(date.fromisoformat(base), int(told[1]) * int(entry.value or 1), told[2])
    if day is None:
        return None
    meaning = Meaning(day.isoformat(), "DATE", other.meaning.basis)
    return replace(other, first=one.first, rule=rule_of("time", entry), meaning=meaning)


def _with_day(
    each: FoundTime, place: int, found: Sequence[FoundTime], row: Row, clauses: Clauses
) -> FoundTime:
    """A clock time or part of the day is one of the nearest day in the sentence, or of the last before it.

    Of those before it a part of a day that holds the clock time comes first: in `shot on Thursday night.
    Police said on Friday that they came at 9 p.m.` it is that of Thursday.
    """
    loose = each.meaning.loose
    if loose is None:
        return each
    start, end = clauses.sentence_at(row.pieces[each.first].start)
    near = sorted(found[max(0, place - 3) : place + 4], key=lambda other: abs(other.first - each.first))
    earlier = (
        other for other in reversed(found[max(0, place - BACK) : place]) if other.stretch == each.stretch
    )
    before = [other for other in earlier if _single_day(other.meaning)]
    inside = [other for other in near if start <= row.pieces[other.first].start < end]
    for other in inside:
        if day := _held_day(other.meaning, loose) or _single_day(other.meaning):
            return replace(each, meaning=at(day, loose, other.meaning.basis))
    held = (_held_day(other.meaning, loose) for other in before[:BACK_TO_PART])
    day = next(filter(None, held), None) or (_single_day(before[0].meaning) if before else None)
    return replace(each, meaning=at(day, loose, "context")) if day else each


def _held_day(meaning: Meaning, clock: str) -> date | None:
    """The day on which a part of a day holds the clock time; a night goes on into the next day."""
    day = _single_day(meaning)
    interval = interval_of(meaning.value or "")
    if day is None or interval.precision != "part" or not clock[:1].isdigit():
        return None
    days = (day, day + timedelta(days=1))
    first, last = interval.earliest or "", interval.latest or ""
    return next((each for each in days if first <= f"{each}T{clock[:5]}" <= last), None)


def _single_day(meaning: Meaning) -> date | None:
    value = meaning.value
    if value is None or "/" in value or meaning.loose:
        return None
    interval = interval_of(value)
    return day_of(value) if interval.precision in ("day", "part", "hour", "minute") else None


def _time(document: Document, row: Row, found: FoundTime) -> Time:
    start, end = row.pieces[found.first].start, row.pieces[found.last - 1].end
    meaning = found.meaning
    interval = meaning.interval or (interval_of(meaning.value) if meaning.value else UNKNOWN)
    return Time(
        id=record_id("time", document.id, start, end),
        document=document.id,
        rule=found.rule,
        start=start,
        end=end,
        quote=document.text[start:end],
        value=meaning.value,
        timex=meaning.timex,
        earliest=interval.earliest,
        latest=interval.latest,
        precision=interval.precision,
        basis=meaning.basis,
    )
