"""What a story tells beside what it is about: of another town, of another day.

A report of a bomb ends with a bomb elsewhere, and with last year's. Two things wrongly joined are worse than
one seen twice: what its own words set in another town than the one that reports begin with, or on another day
than the violence that they begin with, is a thing of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise

from ...records import Document, Event, Figure, Place
from ..file.kept_results import kept_while_told
from ..traits.members import FAMILY_OF_MEASURE, ILLNESS, NEAR, Member, in_reading_order, main_place
from ..traits.nearness import (
    COUNTRY,
    DAYS_SAME,
    TOWN,
    WIDE,
    apart,
    key_of_place,
    kilometres,
    may_hold,
    same_place,
)
from ..traits.positions import Places
from ..traits.stories import Story
from ..traits.texts import sentence_stems
from .document_context import DocumentContext

FAR = 100.0
"""Kilometres between two towns from which on harm told of both is two things: a march or a storm reaches the
towns around."""

DOCUMENTS_OF_A_DAY = 2
"""Documents that begin with harm of one day, so that it is the story's."""

DISASTER = "disasters"
"""The context of quakes, floods, crashes and ships that sink."""

SEATS = frozenset({TOWN, "site", "region", COUNTRY})
"""Places that tell where something is; a water or a place that no list knows may be anywhere."""

FAR_REGION = 600.0
"""The same between a town and the middle of a region: Texas reaches as far."""

OPENING = 5
"""Characters of the word with which a sentence opens with a place: "In", "Near"."""

LEAD = 2
"""Sentences that tell of harm, from the first on, in which a document says where and when it was."""

Sentence = tuple[str, int]
Days = tuple[int, int]


def told_beside(story: Story, members: Sequence[Member], setting: DocumentContext) -> Mapping[str, str]:
    """By member that is of another thing than its story, what tells these things apart: a town, or a day."""
    if len(story.documents) < 2:
        return {}
    documents = [(setting.documents[name], setting.places[name]) for name in story.documents]
    return _told_beside(story.documents, (tuple(members), documents), story, setting)


@kept_while_told
def _told_beside(
    _: tuple[str, ...],
    told: tuple[Sequence[Member], Sequence[tuple[Document, Places]]],
    story: Story,
    setting: DocumentContext,
) -> Mapping[str, str]:
    """The same, which follows from what its documents tell, and from their texts and places."""
    members, _documents = told
    sentences = _sentences(members, setting)
    elsewhere = _told_elsewhere(story, members, sentences, setting)
    left = [member for member in members if member.id not in elsewhere]
    elsewhen = _told_of_other_days(left, sentences)
    return {**elsewhere, **elsewhen, **_told_of_illness([each for each in left if each.id not in elsewhen])}


def _told_of_illness(members: Sequence[Member]) -> Mapping[str, str]:
    """Of what people died of an illness and of what violence or a disaster did, what fewer documents tell.

    Who died of cholera is not of the shooting that a report tells too, nor is the shooting of the epidemic.
    """
    ill = [member for member in members if member.family == ILLNESS]
    if not ill:
        return {}  # as in most stories
    done = [
        member
        for member in members
        if member.family in ("ASSAULT", "PROTEST") or (member.family != ILLNESS and _is_of_disaster(member))
    ]
    fewer, thing = (ill, ILLNESS) if _documents(ill) <= _documents(done) else (done, "violence")
    return {member.id: thing for member in fewer}


def _documents(members: Iterable[Member]) -> int:
    return len({member.document for member in members})


def _sentences(members: Iterable[Member], setting: DocumentContext) -> Mapping[str, Sentence]:
    """The sentence of each member."""
    return {member.id: _sentence_of(member.record, setting) for member in members}


def _sentence_of(told: Event | Figure | Place, setting: DocumentContext) -> Sentence:
    """The document of a finding, and where the sentence that it stands in begins."""
    sentence = sentence_stems(setting.documents[told.document]).sentence_at(told.start)
    return told.document, told.start if sentence is None else sentence.start


def place_of_story(members: Sequence[Member], setting: DocumentContext) -> Place | None:
    """Where most documents begin: a town that two of them do, or all that begin in a town, or what is around.

    What a report tells by the way stands further down: there another town may be named more often. Of a story
    that names no place at its beginnings it is the main one of all.
    """
    sentences = _sentences(members, setting)
    return _place_of_story(members, sentences, _leads(members, sentences))


def _place_of_story(
    members: Sequence[Member], sentences: Mapping[str, Sentence], told_first: Sequence[Sequence[Member]]
) -> Place | None:
    """The same, where it is known what each document tells first (`_leads`)."""
    leads = [list(_places(lead, sentences)) for lead in told_first]
    places = {key_of_place(place): place for lead in leads for place in lead if place.feature in SEATS}
    told = Counter(key_of_place(each.place) for each in members if each.place is not None)
    towns = [key for key, place in places.items() if place.feature not in WIDE]
    named = {key: sum(any(_is_one(places[key], place) for place in lead) for lead in leads) for key in places}
    if not all(_is_one(places[one], places[other]) for one, other in pairwise(towns)):
        towns = [key for key in towns if named[key] > 1]

    def weight(key: str) -> tuple[int, int, int, str]:
        around = sum(any(may_hold(places[key], place) for place in lead) for lead in leads)
        return named[key], around, told[key], key

    best = max(towns or places, key=weight, default=None)
    return main_place(members) if best is None else places[best]


def _leads(members: Sequence[Member], sentences: Mapping[str, Sentence]) -> Sequence[Sequence[Member]]:
    """What the first sentence tells that tells harm and where it was; or when, where none tells where."""
    told: dict[str, dict[Sentence, list[Member]]] = defaultdict(lambda: defaultdict(list))
    for member in sorted(members, key=in_reading_order):
        if _is_harm(member):
            told[member.document][sentences[member.id]].append(member)
    begun = [list(document.values())[:LEAD] for document in told.values()]
    return [next((lead for lead in first if any(_places(lead, sentences))), first[0]) for first in begun]


def _places(lead: Sequence[Member], sentences: Mapping[str, Sentence]) -> Iterator[Place]:
    """The places that stand in the sentence of what is told."""
    for member in lead:
        if member.place is not None and not member.dateline and member.place.start >= sentences[member.id][1]:
            yield member.place


def _has_own_place(member: Member) -> bool:
    """Whether a place stands in its own words, or before them in its sentence."""
    return _is_placed(member) and (member.near or member.led_by_place)


def _is_placed(member: Member) -> bool:
    """Whether a place is told of it, which is not where the reporter is, or who says so."""
    place = member.place
    if place is None or member.dateline:
        return False
    source = member.claim.source if member.claim else ()
    return not any(part.start <= place.start < part.end for part in source)


def _is_harm(member: Member) -> bool:
    """Whether it tells whom violence or a disaster hurt, or a protest."""
    if isinstance(member.record, Figure):
        return member.record.measure in FAMILY_OF_MEASURE
    return member.family.partition(" ")[0] in ("ASSAULT", "PROTEST") or _is_of_disaster(member)


def _told_elsewhere(
    story: Story, members: Sequence[Member], sentences: Mapping[str, Sentence], setting: DocumentContext
) -> Mapping[str, str]:
    """What is told of towns far from that of a story, by what tells each town from others."""
    leads = _leads(members, sentences)
    place = _place_of_story(members, sentences, leads)
    if place is None:
        return {}
    others = _of_other_kinds(members, sentences, leads)
    naming = frozenset(
        name for name in story.documents if any(_is_one(told, place) for told in setting.places[name])
    )
    towns = _Towns(
        member.place
        for member in members
        if member.place is not None
        and member.document in naming
        and _is_harm(member)
        and _has_own_place(member)
        and _is_far(member.place, place)
        and not (member.place.feature in WIDE and sentences[member.id] not in others)
        and not _names(member, place, setting)
    )
    if not towns:
        return {}
    begun = {
        lead[0].document for lead in leads if any(towns.key(place) for place in _places(lead, sentences))
    }
    found = dict(_of_towns(members, towns, sentences, begun - naming, setting))
    return _without_settings(found, members, towns, sentences)


def _without_settings(
    found: Mapping[str, str], members: Sequence[Member], towns: _Towns, sentences: Mapping[str, Sentence]
) -> Mapping[str, str]:
    """Without the towns that one document alone names and tells most of: a street, another bearer's name.

    What begins a sentence is told as another place: "In Karachi, gunmen killed four".
    """
    begun = {
        (member.document, towns.key(member.place))
        for member in members
        if member.place is not None and 0 <= member.place.start - sentences[member.id][1] <= OPENING
    }
    told = Counter(member.document for member in members)
    of_towns = Counter((member.document, found[member.id]) for member in members if member.id in found)
    naming: dict[str | None, set[str]] = defaultdict(set)
    for member in members:
        naming[towns.key(member.place)].add(member.document)
    dropped = {
        (document, key)
        for (document, key), times in of_towns.items()
        if 2 * times > told[document] and len(naming[key]) == 1 and (document, key) not in begun
    }
    return {
        member.id: found[member.id]
        for member in members
        if member.id in found and (member.document, found[member.id]) not in dropped
    }


def _is_one(one: Place, other: Place) -> bool:
    """Whether two places are one town, or have one name."""
    return one.name == other.name or (one.feature == other.feature and same_place(one, other))


def _is_far(town: Place, place: Place) -> bool:
    """Whether a town is far from a place and no other name of it."""
    if town.feature not in SEATS or may_hold(place, town):
        return False
    if town.country and place.country and town.country != place.country:
        return True
    distance = kilometres(town, place)
    return distance is not None and distance > (FAR_REGION if town.feature in WIDE else FAR)


def _names(member: Member, place: Place, setting: DocumentContext) -> bool:
    """Whether a place stands in the words of a member, or right behind them."""
    first, last = member.record.start, member.record.end + NEAR
    return any(
        first <= told.start < last and _is_one(told, place) for told in setting.places[member.document]
    )


def _of_other_kinds(
    members: Sequence[Member], sentences: Mapping[str, Sentence], leads: Iterable[Sequence[Member]]
) -> frozenset[Sentence]:
    """The sentences that tell harm of no kind that documents begin with; all, where none is a disaster.

    A quake or a storm has no one land: what it does in the next is told in the same words.
    """
    told = [member for lead in leads for member in lead]
    if not any(map(_is_of_disaster, told)):
        return frozenset(sentences.values())
    kinds = {member.manner for member in told}
    same = {sentences[member.id] for member in members if member.manner in kinds}
    return frozenset(
        sentences[member.id]
        for member in members
        if _is_of_disaster(member) and sentences[member.id] not in same
    )


def _is_of_disaster(member: Member) -> bool:
    """Whether it is a disaster: a quake or a flood has no one land."""
    return isinstance(member.record, Event) and DISASTER in member.record.contexts


class _Towns:
    """Towns, those that are one under one name."""

    def __init__(self, told: Iterable[Place]) -> None:
        self._told: list[Place] = []
        for place in sorted(told, key=lambda each: (key_of_place(each), each.id)):
            if self.key(place) is None:
                self._told.append(place)

    def __bool__(self) -> bool:
        return bool(self._told)

    def key(self, place: Place | None) -> str | None:
        """What tells the town of a place from others; None where it is in none."""
        if place is None:
            return None
        return next((key_of_place(town) for town in self._told if _is_one(town, place)), None)


def _of_towns(
    members: Sequence[Member],
    towns: _Towns,
    sentences: Mapping[str, Sentence],
    begun: Set[str],
    setting: DocumentContext,
) -> Iterator[tuple[str, str]]:
    """Each member of another town: by its own words, its sentence, or as all that its document tells.

    Args:
        members: of a story.
        towns: others than that of the story.
        sentences: of each member.
        begun: the documents that begin with one of these towns, and do not name that of the story.
        setting: what is known of the documents.
    """
    own: dict[Sentence, set[str | None]] = defaultdict(set)
    told: dict[str, set[str | None]] = defaultdict(set)
    for member in members:
        if _is_placed(member):
            told[member.document].add(towns.key(member.place))
            if _has_own_place(member):
                own[sentences[member.id]].add(towns.key(member.place))
    for member in members:
        here, whole = own.get(sentences[member.id], set()), told[member.document]
        key = towns.key(member.place) if member.place and _is_placed(member) else None
        if member.place and key is not None and not _has_own_place(member):
            key = key if key in own.get(_sentence_of(member.place, setting), ()) else None
        elif member.place is None and len(here) == 1:
            key = min(here, key=str)
        if key is None and not _has_own_place(member) and member.document in begun:
            key = min(whole, key=str) if len(whole) == 1 else None
        if key is not None:
            yield member.id, key


def _told_of_other_days(members: Sequence[Member], sentences: Mapping[str, Sentence]) -> Mapping[str, str]:
    """What sentences tell of another day than that of the harm that most documents begin with."""
    blow = _day_of_story(members, sentences)
    if blow is None:
        return {}
    days: dict[Sentence, set[Days]] = defaultdict(set)
    for member in members:
        if member.days is not None and _is_blow(member) and _has_own_day(member):
            days[sentences[member.id]].add(member.days)
    found = {}
    for member in members:
        here = days.get(sentences[member.id], set())
        if here and all(apart(blow, each) > DAYS_SAME for each in (*here, member.days or min(here))):
            found[member.id] = f"day {min(here)[0]}"
    return found


def _day_of_story(members: Sequence[Member], sentences: Mapping[str, Sentence]) -> Days | None:
    """The day of the harm that most documents begin with, the one told most of several."""
    leads = Counter(
        days
        for lead in _leads(members, sentences)
        for days in {member.days for member in lead if member.days and _is_narrow(member.days)}
    )
    told = Counter(member.days for member in members if member.days is not None)
    several = (days for days in leads if leads[days] >= DOCUMENTS_OF_A_DAY)
    return min(several, key=lambda days: (-leads[days], -told[days], days), default=None)


def _is_blow(member: Member) -> bool:
    """Whether it is violence, a disaster or a protest that happened."""
    record = member.record
    return isinstance(record, Event) and record.status == "actual" and _is_harm(member)


def _is_narrow(days: Days) -> bool:
    return days[1] - days[0] <= DAYS_SAME


def _has_own_day(member: Member) -> bool:
    """Whether a word for a day stands with it."""
    return member.record.when is not None and member.record.when.basis in ("stated", "published")
