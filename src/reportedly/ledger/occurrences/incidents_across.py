"""Which incidents of different stories are one thing, by evidence.

Two are one where nothing speaks against it, neither kind nor place nor time, and enough speaks for it: rare
words, one town, one actor, like documents. Two things wrongly joined are worse than one seen twice.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, combinations, pairwise, product

from ..traits.nearness import DAYS_SAME, WIDE, apart, may_agree, may_hold, same_place
from ..traits.stories import FEW
from .document_context import DocumentContext
from .incidents import PLAIN_VIOLENCE, RELATED, SINGULAR, Incident, Join

DAYS_UNDATED = 3
"""Days between publication within which two things without a date can be one."""

RARE_SHARE = 0.08
"""A word is rare where it stands in no more of the things' sentences than this."""

ENOUGH = 2.0
"""What must speak for one thing: see `_evidence`."""

MORE_UNDATED = 0.4
"""What must speak for it in addition where a thing has no date at all."""

SAME_BLOW = 1.0
"""What speaks for one thing where two things are blasts, or two are disasters, of one stated day."""

LEAST_LIKENESS = 0.08
"""Cosine of their documents below which two things have too little around them in common."""

LOOSE_LIKENESS = 0.15
"""The same where neither town nor actor is shared."""

MUCH_ALIKE = 0.2
"""Cosine of their documents from which it is told as a reason."""

BLOCK_LIMIT = 40
"""Things that share a word beyond which the word compares neighbours only."""

GROUP_LIMIT = 20
"""Things of a group that are compared with those of another before both are united."""

STORY_LIMIT = 8
"""Documents of a story that stand for all when it is compared with another."""


def join_incidents(incidents: Sequence[Incident], setting: DocumentContext) -> tuple[Join, ...]:
    """The pairs of incidents of different stories that are one thing, the best founded first."""
    spread = Counter(chain.from_iterable(incident.stems for incident in incidents))
    found: list[tuple[float, str, str, str]] = []
    for one, other in _brought_together(incidents, spread):
        first, second = incidents[one], incidents[other]
        if _speaks_against(first, second, setting):
            continue
        likeness = _likeness(first, second, setting)
        if likeness is None:
            continue
        weight, reason = _evidence(first, second, spread, len(incidents), setting)
        weight += 2 * likeness
        if weight >= ENOUGH + (MORE_UNDATED if _undated(first, second, setting) else 0):
            names = sorted((first.name, second.name))
            if likeness >= MUCH_ALIKE:
                reason = f"{reason}, documents much alike" if reason else "documents much alike"
            found.append((-weight, names[0], names[1], reason))
    return tuple(Join(one, other, reason, "incidents/evidence") for _, one, other, reason in sorted(found))


def _brought_together(incidents: Sequence[Incident], spread: Counter[str]) -> list[tuple[int, int]]:
    """Pairs that share a rare word; where many share it, neighbours only."""
    holding: dict[str, list[int]] = defaultdict(list)
    limit = max(3, RARE_SHARE * len(incidents))
    order = sorted(range(len(incidents)), key=lambda number: incidents[number].name)
    for number in order:
        for stem in incidents[number].stems:
            if spread[stem] <= limit:
                holding[stem].append(number)
    pairs: set[tuple[int, int]] = set()
    for numbers in holding.values():
        together = combinations(numbers, 2) if len(numbers) <= BLOCK_LIMIT else pairwise(numbers)
        pairs.update((min(pair), max(pair)) for pair in together)
    return sorted(pairs)


def _speaks_against(one: Incident, other: Incident, setting: DocumentContext) -> bool:
    if one.story and other.story and not _one_blow(one, other):
        return True
    if _are_told_apart(one, other):
        return True
    if not _related(one, other):
        return True
    if setting.lands_apart(one.members[0].document, other.members[0].document):
        return True
    if setting.namesakes_apart(one.place, other.place):
        return True
    return not (_places_agree(one, other) and _times_agree(one, other, setting))


def _are_told_apart(one: Incident, other: Incident) -> bool:
    """Whether one story is about the one and tells the other beside it."""
    return bool(one.story and one.story == other.beside) or bool(other.story and other.story == one.beside)


def _places_agree(one: Incident, other: Incident) -> bool:
    """Whether both can be in one place; a quake, or a bomb on a border road, is where any report has it."""
    if one.struck and other.struck and one.modes & other.modes & SINGULAR:
        return any(may_hold(first, second) for first, second in product(one.struck, other.struck))
    return may_agree(one.place, other.place)


def _one_blow(one: Incident, other: Incident) -> bool:
    """Whether two stories can be about one act: of a kind that is rare, on one day where both say which."""
    if one.blow is not None and other.blow is not None and apart(one.blow, other.blow) > DAYS_SAME:
        return False
    if one.modes & other.modes & SINGULAR:
        return True
    singular = (one.modes | other.modes) & SINGULAR
    return bool(singular) and one.blow is not None and one.blow == other.blow and _one_town(one, other)


def _days_of(one: Incident, other: Incident) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The times of two things that are compared: of their violence, where both are violent."""
    if one.kinds & other.kinds & PLAIN_VIOLENCE:
        return one.blow or one.days, other.blow or other.days
    return one.days, other.days


def _related(one: Incident, other: Incident) -> bool:
    if one.kinds & other.kinds:
        return True
    return any(one.kinds & group and other.kinds & group for group in RELATED)


def _times_agree(one: Incident, other: Incident, setting: DocumentContext) -> bool:
    days = _days_of(one, other)
    if days[0] is not None and days[1] is not None:
        return apart(days[0], days[1]) <= DAYS_SAME
    told = [setting.day[each.members[0].document] for each in (one, other)]
    first, second = days[0] or _as_days(told[0]), days[1] or _as_days(told[1])
    return first is None or second is None or apart(first, second) <= DAYS_UNDATED


def _undated(one: Incident, other: Incident, setting: DocumentContext) -> bool:
    """Whether one of two things has neither a day of its own nor one of its document."""
    return any(each.days is None and setting.day[each.members[0].document] is None for each in (one, other))


def _as_days(day: int | None) -> tuple[int, int] | None:
    return None if day is None else (day, day)


def _evidence(
    one: Incident, other: Incident, spread: Counter[str], total: int, setting: DocumentContext
) -> tuple[float, str]:
    """What speaks for one thing, and in words.

    A shared word counts by its rarity, a word that stands in one thing of a hundred counting one half, all
    words together one and a half at most; a town half; an actor half. Few things, as of one crisis, share all
    their words, so that none is rare among them: there those words count that tell what a document is about.
    """
    shared = sorted(one.stems & other.stems, key=lambda stem: (spread[stem], stem))
    documents = one.members[0].document, other.members[0].document
    known = setting.vectors[documents[0]].keys() & setting.vectors[documents[1]].keys()
    among_few = [stem for stem in shared if stem in known] if total < FEW else []
    weight = min(1.5, max(_rareness(shared, spread, total), _rareness(among_few, spread, FEW)))
    reasons = [f"both have {', '.join(shared[:4])}"] if weight else []
    if _one_town(one, other):
        assert one.place is not None
        weight += 0.5
        reasons.append(f"both in {one.place.name}")
    if names := one.names & other.names:
        weight += 0.5
        reasons.append(f"both name {min(names)}")
    if _strike_at_once(one, other):
        weight += SAME_BLOW
        reasons.append("one sort of blow on one day")
    elif one.days is not None and other.days is not None:
        weight += 0.25
        reasons.append("same day")
    return weight, ", ".join(reasons)


def _strike_at_once(one: Incident, other: Incident) -> bool:
    """Whether both are a blow of one rare kind, of one day that is told."""
    if one.blow is None or other.blow is None or not one.modes & other.modes & SINGULAR:
        return False
    return apart(one.blow, other.blow) == 0


def _rareness(shared: Sequence[str], spread: Mapping[str, int], total: int) -> float:
    """How rare the words are that two of so many things share, all together."""
    rarity = (math.log(total / spread[stem]) / math.log(100) / 2 for stem in shared)
    return sum(each for each in rarity if each > 0.15)


def _likeness(one: Incident, other: Incident, setting: DocumentContext) -> float | None:
    """How like their documents are; None where too little, and nothing where one document tells both.

    Where neither a town nor a blow's day nor an actor pins the thing, more likeness is asked for; for plain
    violence, which a large town has every day, it is never enough.
    """
    documents = one.members[0].document, other.members[0].document
    if documents[0] == documents[1]:
        return 0.0
    likeness = _mean_likeness(one, other, setting)
    if not one.modes & other.modes & SINGULAR:
        likeness = min(likeness, setting.likeness(*documents))
    if one.names & other.names:
        return likeness if likeness >= LEAST_LIKENESS else None
    if one.kinds & other.kinds <= PLAIN_VIOLENCE and not one.modes & other.modes & SINGULAR:
        return None
    pinned = _one_town(one, other) or _strike_at_once(one, other)
    return likeness if likeness >= (LEAST_LIKENESS if pinned else LOOSE_LIKENESS) else None


def _mean_likeness(one: Incident, other: Incident, setting: DocumentContext) -> float:
    """How like the documents of two stories are on the whole; of what is told by the way, its document."""
    first, second = (each.story[:STORY_LIMIT] or (each.members[0].document,) for each in (one, other))
    return sum(setting.likeness(*pair) for pair in product(first, second)) / (len(first) * len(second))


def _one_town(one: Incident, other: Incident) -> bool:
    """Whether both are in one town, or one in it and one in the region of its name."""
    if one.place is None or other.place is None or {one.place.feature, other.place.feature} <= WIDE:
        return False
    one_name = one.place.name == other.place.name and one.place.country == other.place.country
    return one_name or same_place(one.place, other.place)


def unite_incidents(incidents: Sequence[Incident], joins: Sequence[Join]) -> list[list[Incident]]:
    """Incidents in groups: the best founded joins first, each only where groups agree on day and place."""
    home = {incident.name: incident.name for incident in incidents}
    held = {incident.name: [incident] for incident in incidents}
    for join in joins:
        one, other = sorted((home[join.one], home[join.other]))
        if one == other or not _groups_agree(held[one], held[other]):
            continue
        for incident in held[other]:
            home[incident.name] = one
        held[one] += held.pop(other)
    return [held[name] for name in sorted(held)]


def _groups_agree(one: Sequence[Incident], other: Sequence[Incident]) -> bool:
    """Whether no days or places of two things are far apart, and no two stories are about two acts."""
    for first, second in product(one[:GROUP_LIMIT], other[:GROUP_LIMIT]):
        if first.story and second.story and not _one_blow(first, second):
            return False
        if _are_told_apart(first, second):
            return False
        days = _days_of(first, second)
        if days[0] is not None and days[1] is not None and apart(days[0], days[1]) > DAYS_SAME:
            return False
        if not _places_agree(first, second):
            return False
    return True
