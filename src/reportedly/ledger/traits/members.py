"""Events and figures as they are joined: where, when, of what kind, with which words, said by whom."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from ...frozen import quick
from ...language.closed_classes import ADDING, BACKWARD, BETWEEN_COUNTS, FURTHER, OTHERS_TOO
from ...lexicon import load_lexicon
from ...page.segment import segment_at
from ...records import Amount, Claim, Document, Event, Figure, Participant, Place, PlaceBasis, Reading
from ..file.reading_memory import remembered
from .excess import is_excess, words_beside_excess
from .illness import ill_ones
from .nearness import WIDE, days_of, key_of_place
from .portions_told import SIGNS_OF_SOME, end_of_those, is_more, is_of_those
from .positions import Amounts, TrailingClaims, amounts_of, innermost_claims
from .recalled import is_recalled, told_over, words_beside_recalled
from .sides import (
    EVERYONE,
    EXCESS,
    first_sides_of,
    is_among,
    labels_of,
    sides_of,
    sides_of_group,
    words_of_parts,
)
from .texts import CLAUSE, WORD, sentence_stems, stem_of, stems_in

COUNTED = 100
"""Smaller amounts without a measure are counts of anything."""

NEAR = 20
"""Characters after a figure's words within which its place still stands beside them: ", in Almaty alone"."""

BEFORE_A_NUMBER = 20
"""Characters before and after a number in which it is said whether it is a part, or of others."""

NOT_REPORTING = frozenset({"comment", "furniture"})

FAMILY_OF_MEASURE: Mapping[str, str] = {
    "killed": "ASSAULT",
    "injured": "ASSAULT",
    "casualties": "ASSAULT",
    "abducted": "ASSAULT",
    "damaged": "ASSAULT",
    "arrested": "COERCE arrest",
    "protesters": "PROTEST",
    "troops": "MOBILIZE",
    "missing": "missing",
    "displaced": "displaced",
}
"""The kind of event that a figure goes with where it names none."""

ILLNESS = "illness"
"""The kind of deaths that nobody did."""

WHOLE = re.compile(rf"\s*of (?:{'|'.join(sorted(BACKWARD))})\b", re.IGNORECASE)
"""The words after a number by which it counts a part of a whole that is named before."""

OF_A_BODY = re.compile(r"\s*(?:members|personnel|staff|employees) of ([^,;.:\d]+)", re.IGNORECASE)
"""The words behind a number whose noun says nothing of a side, which the body behind "of" does."""

CITIZEN = "citizen"
"""The entry of words for those who belong to a country."""

OWN = re.compile(r"\s*(?:of )?(?:our|its|their|his|her)\b", re.IGNORECASE)
"""Stands before those who are of the speaker's country, behind their number."""

OTHERS = tuple(sorted(FURTHER | OTHERS_TOO))
"""Words for others than those counted before."""

OF_A_WHOLE = (*SIGNS_OF_SOME, *(f"of {word}" for word in sorted(BACKWARD)))
"""Words of which one stands wherever a number is told as a part of a whole."""

BESIDE_EACH_OTHER = frozenset({("killed", "injured"), ("injured", "killed")})
JOINING = re.compile(rf"(?:,|\b(?:{'|'.join(sorted(BETWEEN_COUNTS))}))\s+$")
JOINED = 10
"""Characters before a number in which it is joined to what stands before."""

AFTER_A_PART = 40
"""Characters after a part's words within which it is said who they are."""

MODES_APART = frozenset({"COERCE", "RETREAT", "SANCTION", "REQUEST", "REJECT", "THREATEN"})
"""Types whose modes are different things; of the others the type alone tells."""


@quick
@dataclass(frozen=True, slots=True)
class Member:
    """An event or a figure with all that joining looks at."""

    id: str
    document: str
    record: Event | Figure
    family: str
    place: Place | None
    """As far as its own paragraph names one, or no other than the dateline."""
    near: bool
    """The place stands in the member's own words, not elsewhere in the sentence or the paragraph."""
    led_by_place: bool
    """The place stands before the member in its sentence: "In Orsk, which is calm again, six died"."""
    days: tuple[int, int] | None
    """First and last day of its time, where that is told and not assumed."""
    stems: frozenset[str]
    """Of the sentence that it stands in."""
    manner: str
    """The stem of the word that says what happened; empty where a figure names none."""
    names: frozenset[str]
    """Of those who act and to whom it is done, where they have one."""
    claim: Claim | None
    sides: frozenset[str]
    """Whom a figure counts; empty for an event."""
    dateline: bool = False
    """Its place is that of the dateline, where the reporter is."""
    part: bool = False
    """A figure's own words say that it counts a part of a count before it: "19 of them"."""
    recalled: bool = False
    """A figure is told as one of before: "up from 12"."""
    among: bool = False
    """The words before its number put it among those counted before: "including 12"."""
    only: bool = False
    """Its number is told as all there are: "only 12"."""
    further: bool = False
    """The words around its number put it beside those counted before: "another 12"."""
    portion: bool = False
    """Its own words say that it is no total: "two of the dead", "two more died"."""
    ground: Place | None = None
    """Where its report is set by its first paragraph, if its own paragraph names no place.

    Mostly that is where it happened, but not always: joins do not look at it.
    """


in_reading_order: Callable[[Member], tuple[str, int, str]] = attrgetter("document", "record.start", "id")
"""What puts members in the order of their documents, and of their place in these."""


@remembered
def members_of(reading: Reading) -> tuple[Member, ...]:
    """The events and figures of one document, in order of their place in the text."""
    places = {place.id: place for place in reading.places}
    claims = {claim.id: claim for claim in reading.claims}
    events = {event.id: event for event in reading.events}
    told: tuple[Event | Figure, ...] = (
        *reading.events,
        *reading.figures,
        *_counts_of(reading),
    )
    records = _reporting(reading.document, told)
    stems = sentence_stems(reading.document)
    amounts, trailing = amounts_of(reading), TrailingClaims(reading.claims, stems.starts)
    figures = [each for each in records if isinstance(each, Figure)]
    figures.sort(key=lambda each: (_place_of_number(each, amounts.by_id), each.id))
    text = reading.document.text
    signs = _signs_in(text.casefold()) if figures else NO_SIGNS
    ends = {each.id: _end_of_whole(each, amounts, text) if signs.some else None for each in figures}
    sides = _sides_by_figure(figures, amounts, claims, text, stems.starts, ends, signs)
    over = told_over(reading.figures, claims, text)
    portions = frozenset(_portions(figures, amounts, text, stems.starts, signs))
    ill = ill_ones(reading, records)
    found = [
        _member(
            record,
            _place_of(record, places, reading.document),
            claims,
            events,
            stems.at(record.start),
            stems.starts,
            trailing.behind(record.start, record.end),
            amounts,
            sides.get(record.id, frozenset()),
            text,
            over,
            portions,
            ends.get(record.id) is not None,
            signs,
        )
        for record in records
    ]
    found = [replace(each, family=ILLNESS) if each.id in ill else each for each in found]
    return tuple(sorted(found, key=lambda member: (member.record.start, member.record.end, member.id)))


class _Signs(NamedTuple):
    """What a text may tell of its numbers, since a word for it stands somewhere in it.

    Four of five texts have none, so that nothing is looked for beside each number.
    """

    excess: bool
    others: bool
    some: bool
    among: bool
    before: bool


NO_SIGNS = _Signs(excess=False, others=False, some=False, among=False, before=False)


def _signs_in(folded: str) -> _Signs:
    """Those in a text in small letters."""
    return _Signs(
        excess=any(word in folded for word in words_beside_excess()),
        others=any(word in folded for word in OTHERS),
        some=any(words in folded for words in OF_A_WHOLE),
        among=any(words in folded for words in words_of_parts()),
        before=words_beside_recalled().search(folded) is not None,
    )


def _reporting(document: Document, told: Sequence[Event | Figure]) -> Sequence[Event | Figure]:
    """Those that stand in what the outlet publishes; what a reader comments joins no account."""
    if NOT_REPORTING.isdisjoint([segment.kind for segment in document.segments]):
        return told  # as in most documents
    segments = ((segment_at(document, record.start), record) for record in told)
    return [record for segment, record in segments if segment is None or segment.kind not in NOT_REPORTING]


def _counts_of(reading: Reading) -> tuple[Figure, ...]:
    """Amounts that count people and are no figure, as figures of no measure under the amounts' own ids.

    "4,578 people were victims" counts nothing that happened; beside "4,578 were injured" it counts.
    """
    taken = {figure.amount for figure in reading.figures}
    counted = [
        amount
        for amount in reading.amounts
        if amount.id not in taken
        and (amount.low or amount.high or 0) >= COUNTED
        and labels_of(amount.unit, everyone=True)
    ]
    if not counted:
        return ()  # as in most documents
    told_in = innermost_claims(counted, reading.claims)
    return tuple(
        Figure(
            id=amount.id,
            document=amount.document,
            rule=amount.rule,
            start=amount.start,
            end=amount.end,
            quote=amount.quote,
            amount=amount.id,
            low=amount.low,
            high=amount.high,
            bound=amount.bound,
            measure="other",
            group=amount.unit,
            place=None,
            when=None,
            total=None,
            event=None,
            claim=told_in[amount.id].id if amount.id in told_in else None,
            certainty="asserted",
            segment="paragraph",
        )
        for amount in counted
    )


def is_bare_count(member: Member) -> bool:
    """Whether a member is an amount that is no figure."""
    return isinstance(member.record, Figure) and member.record.amount == member.id


def _member(
    record: Event | Figure,
    told_at: tuple[Place | None, PlaceBasis],
    claims: Mapping[str, Claim],
    events: Mapping[str, Event],
    stems: frozenset[str],
    starts: Sequence[int],
    trailing: Claim | None,
    amounts: Amounts,
    sides: frozenset[str],
    text: str,
    over: Set[str],
    portions: Set[str],
    part: bool,
    signs: _Signs,
) -> Member:
    claim = claims.get(record.claim) if record.claim else trailing
    found, told_in = told_at
    later = found is not None and bisect_right(starts, found.start) > bisect_right(starts, record.end - 1)
    place = None if told_in == "lead" or later or _is_teller(found, claim) else found
    recalled = among = further = only = False
    names: frozenset[str] = frozenset()
    if isinstance(record, Event):
        event: Event | None = record
        family = family_of(record)
        names = frozenset(filter(None, map(_name_of, (*record.actors, *record.recipients))))
    else:
        event = events.get(record.event or "")
        family = family_of(event) if event else FAMILY_OF_MEASURE.get(record.measure, record.measure)
        own = amounts.by_id.get(record.amount)
        recalled = record.id in over or (signs.before and is_recalled(record, claim, own, text))
        among = signs.among and is_among(_before_number(record, own, text))
        further = signs.others and own is not None and _is_further(own, text)
        only = own is not None and _is_only(own)
    return Member(
        id=record.id,
        document=record.document,
        record=record,
        family=family,
        place=place,
        near=place is not None and _stands_beside(place, record, amounts),
        led_by_place=place is not None
        and place.start < record.start
        and bisect_right(starts, place.start) == bisect_right(starts, record.start),
        days=days_of(record.when),
        stems=stems or stems_in(record.quote),
        manner=stem_of(event.trigger.quote.split()[-1]) if event and event.trigger.quote.strip() else "",
        names=names,
        claim=claim,
        sides=sides,
        dateline=told_in == "dateline",
        part=part,
        recalled=recalled,
        ground=found if told_in == "lead" else None,
        among=among,
        further=further,
        portion=record.id in portions,
        only=only,
    )


def _is_teller(place: Place | None, claim: Claim | None) -> bool:
    """Whether a country or its capital is named as the state that says so: "Uzbekistan raised its toll"."""
    if place is None or claim is None or claim.claimant is None or claim.claimant.type != "state":
        return False
    return any(source.start <= place.start and place.end <= source.end for source in claim.source)


def _before_number(figure: Figure, own: Amount | None, text: str) -> str:
    """The words just before the number of a figure."""
    start = figure.start if own is None else own.start
    return text[max(0, start - BEFORE_A_NUMBER) : start]


def _is_only(own: Amount) -> bool:
    """Whether a number is told as all there are: "only 12"."""
    return own.quote.partition(" ")[0].casefold() in ADDING


def _is_further(own: Amount, text: str) -> bool:
    """Whether a number is of others than those counted before: "another 12", "12 more"."""
    around = text[max(0, own.start - BEFORE_A_NUMBER) : own.start], text[own.end : own.end + BEFORE_A_NUMBER]
    said = " ".join((around[0], own.quote, around[1])).casefold()
    if not any(word in said for word in OTHERS):
        return False  # as of most numbers
    before = WORD.findall(around[0].casefold())[-1:]
    told = WORD.findall(own.quote.casefold())
    after = WORD.findall(around[1].casefold())[:1]
    return not FURTHER.isdisjoint((*before, *told)) or (bool(after) and after[0] in OTHERS_TOO)


def _place_of(
    record: Event | Figure, places: Mapping[str, Place], document: Document
) -> tuple[Place | None, PlaceBasis]:
    """The place of a record, and where it is told: its own paragraph, the dateline, or before."""
    place = places.get(record.place) if record.place else None
    if place is None:
        return None, "paragraph"
    own = segment_at(document, record.start)
    if own is None or own.start <= place.start:
        return place, "paragraph"
    named = segment_at(document, place.start)
    return place, "dateline" if named is not None and named.kind == "dateline" else "lead"


def _sides_by_figure(
    figures: Sequence[Figure],
    amounts: Amounts,
    claims: Mapping[str, Claim],
    text: str,
    starts: Sequence[int],
    ends: Mapping[str, int | None],
    signs: _Signs,
) -> Mapping[str, frozenset[str]]:
    """By figure whom it counts; of the hurt beside the dead in one sentence, those whom the dead are of.

    "Eight guards were killed and 17 hurt" counts guards twice, though it says so once. A number that is only
    told counts those of the number before: "14 guards were killed; doctors count 17" counts no doctors.

    Args:
        figures: in the order of their numbers.
        amounts: of the document.
        claims: of it, by id.
        text: of it.
        starts: of its sentences.
        ends: by figure where the words end by which it counts a part.
        signs: in the text.
    """
    told = amounts.by_id
    found: dict[str, frozenset[str]] = {}
    before: Figure | None = None
    wholes: dict[str, frozenset[str]] = {}
    for figure in figures:
        if not figure.group and figure.rule.rpartition("/")[2] in _telling():
            found[figure.id] = wholes.get(figure.measure, frozenset({EVERYONE}))
            continue
        found[figure.id] = _sides_of(
            figure, amounts, claims.get(figure.claim or ""), text, ends[figure.id], signs
        )
        if ends[figure.id] is None:
            wholes[figure.measure] = found[figure.id]
        at = _place_of_number(figure, told)
        if (
            before is not None
            and (before.measure, figure.measure) in BESIDE_EACH_OTHER
            and found[figure.id] == {EVERYONE}
            and not figure.group
            and bisect_right(starts, at) == bisect_right(starts, _place_of_number(before, told))
            and JOINING.search(text[max(0, at - JOINED) : at])
        ):
            found[figure.id] = found[before.id]
        before = figure
    return found


@cache
def _telling() -> frozenset[str]:
    """The entries of verbs that tell a number without saying whom it counts; "the civilian toll" says so."""
    entries = (entry for entry in load_lexicon().measures if entry.form == "tells")
    return frozenset(entry.name for entry in entries if "noun" not in entry.needs)


def _place_of_number(figure: Figure, amounts: Mapping[str, Amount]) -> int:
    own = amounts.get(figure.amount)
    return figure.start if own is None else own.start


def _sides_of(
    figure: Figure,
    amounts: Amounts,
    claim: Claim | None,
    text: str,
    after_whole: int | None,
    signs: _Signs,
) -> frozenset[str]:
    """Whom a figure counts: by its group, or else by what follows its number up to the next one.

    Where nothing follows, what stands before the number says it: "injured officers at 353". Of a part what
    follows its words says it: "three of them were minors". Who says so is not counted: "according to police".
    """
    own = amounts.by_id.get(figure.amount)
    if own is not None and claim is not None and (people := _own_people(figure, own, claim, text)):
        return frozenset({people})
    if own is not None and signs.excess and is_excess(figure, own, text):
        return frozenset({EXCESS})
    if figure.group:
        whose = None if own is None else OF_A_BODY.match(text, own.end)
        return first_sides_of(whose[1]) if whose else sides_of_group(figure.group)
    if after_whole is not None:
        return sides_of(CLAUSE.split(text[after_whole : after_whole + AFTER_A_PART], maxsplit=1)[0])
    if own is None or not figure.start <= own.start < figure.end:
        return sides_of(figure.quote)
    told_by = (source.start for source in claim.source if source.start >= own.end) if claim else ()
    last = min((amounts.next_start(own.end, figure.end), *told_by))
    first = amounts.last_end(own.start, figure.start)
    after = figure.quote[max(0, own.end - figure.start) : max(0, last - figure.start)]
    if WORD.search(after):
        return sides_of(after)
    if not WORD.search(figure.quote[: own.start - figure.start]):  # "of seven dead, five were minors"
        return sides_of(CLAUSE.split(text[own.end : own.end + AFTER_A_PART], maxsplit=1)[0])
    return first_sides_of(figure.quote[max(0, first - figure.start) : own.start - figure.start])


def _own_people(figure: Figure, own: Amount, claim: Claim, text: str) -> str | None:
    """The country of who speaks, where he counts its people: "the embassy said 12 of its citizens died"."""
    if claim.claimant is None or not OWN.match(text, own.end):
        return None  # as of most numbers
    return claim.claimant.country if CITIZEN in labels_of(figure.group, everyone=True) else None


def _end_of_whole(figure: Figure, amounts: Amounts, text: str) -> int | None:
    """Where the words end by which a figure counts a part of others: "19 of them", "two of the dead"."""
    own = amounts.by_id.get(figure.amount)
    if own is None or not figure.start <= own.start < figure.end:
        return None
    whole = WHOLE.match(figure.quote, own.end - figure.start)
    those = end_of_those(figure, own, text)
    return those if those is not None else figure.start + whole.end() if whole else None


def _portions(
    figures: Sequence[Figure], amounts: Amounts, text: str, starts: Sequence[int], signs: _Signs
) -> Iterator[str]:
    """Of figures in order those that by their own words are no total: some of those counted, or more of them.

    Who are "another 27" beside the dead are all of the hurt.
    """
    if not (signs.some or signs.others):
        return  # as in most texts
    before: Figure | None = None
    for figure in figures:
        own = amounts.by_id.get(figure.amount)
        if own is None:
            continue
        joined = before is not None and bisect_right(starts, before.start) == bisect_right(starts, own.start)
        is_some = signs.some and is_of_those(figure, own, text)
        if is_some or (signs.others and not joined and is_more(own, text)):
            yield figure.id
        before = figure


def _stands_beside(place: Place, record: Event | Figure, amounts: Amounts) -> bool:
    """Whether a place stands in the words of a record, no other number standing between it and the record's.

    In "164 were killed, 103 of them in Almaty" the town is that of the 103.
    """
    if not record.start <= place.start < record.end + NEAR:
        return False
    if isinstance(record, Event):
        return True
    own = amounts.by_id.get(record.amount)
    if own is None:
        return True
    first, last = min(own.end, place.end), max(own.start, place.start)
    return not amounts.holds_another(own, first, last)


def _name_of(who: Participant) -> str | None:
    """What tells a person from all others: a key, or a name of several words.

    Bodies act in many things at once: that the police did both says nothing.
    """
    words = who.name.split()
    if who.type not in ("person", "group", None):
        return None
    if who.key is not None:
        return who.key
    return who.name.casefold() if len(words) > 1 and all(word[0].isupper() for word in words) else None


def family_of(event: Event) -> str:
    """The type, with the mode where modes of that type are different things."""
    return f"{event.type} {event.mode}" if event.mode and event.type in MODES_APART else event.type


def main_place(members: Sequence[Member]) -> Place | None:
    """The town that most of them name, or else the wider place; None where none names any."""
    here = [member.place for member in members if member.place is not None and not member.dateline]
    return _most_named(here or [member.place for member in members])


def ground_of(members: Sequence[Member]) -> Place | None:
    """The same of the places that their reports are set in."""
    return _most_named(member.ground for member in members)


def _most_named(places: Iterable[Place | None]) -> Place | None:
    count: Counter[tuple[bool, str]] = Counter()
    held: dict[tuple[bool, str], Place] = {}
    for place in filter(None, places):
        key = place.feature in WIDE, key_of_place(place)
        count[key] += 1
        if key not in held or place.id < held[key].id:
            held[key] = place
    towns = {key: times for key, times in count.items() if not key[0]} or count
    return held[max(sorted(towns), key=lambda key: towns[key])] if towns else None
