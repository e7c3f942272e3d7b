"""Whose a number is: of who only carries it, of an office told less fully, of the one who is named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from ..occurrences.document_context import DocumentContext
from ..occurrences.tolls import figure_of, value_of
from ..traits.claimants import Speaker
from ..traits.members import Member
from ..traits.odd_numbers import ODD, is_odd
from ..traits.offices import WHOLE_STATE
from ..traits.sides import EVERYONE, EXCESS
from .descriptions import Numbers, one_described

SOME = frozenset({"children", "rescuers", EXCESS})
"""Sides that are never all of those who are counted."""

CARRIED = 10
"""Smaller numbers of people of no side are told by several by chance."""

Days = Mapping[str, int | None]
"""By member, the day as of which it is told."""


def by_number(
    groups: Mapping[tuple[object, ...], list[Member]],
) -> Iterator[tuple[tuple[object, ...], Sequence[list[Member]]]]:
    """The groups of each number (what, where, how many), under their keys without whose and whom."""
    found: dict[tuple[object, ...], list[list[Member]]] = defaultdict(list)
    for key, group in sorted(groups.items(), key=lambda item: str(item[0])):
        found[key[0], *key[3:]].append(group)
    yield from found.items()


def as_one_voice(
    groups: Sequence[list[Member]], days: Days, numbers: Numbers, setting: DocumentContext
) -> Iterator[list[Member]]:
    """The groups of one number, united where the speaker or those counted are told less fully.

    "The ministry" that counts what the Interior Ministry counts is that ministry; "people" whom it holds are
    the "protesters" whom it holds, where no others are counted by that number.
    """
    for same in _by_sides(groups):
        for told in _in_touch(same, numbers, setting):
            yield sorted(told, key=lambda each: (days[each.id] or 0, each.id))


def _by_sides(groups: Sequence[list[Member]]) -> Iterator[list[list[Member]]]:
    """Groups that count the same people; who says only "people" means those, where no others are counted.

    Children and rescuers are always some of the people, and who are more than usual are nobody else.
    """
    found: dict[frozenset[str], list[list[Member]]] = defaultdict(list)
    for group in groups:
        found[group[0].sides].append(group)
    everyone = frozenset({EVERYONE})
    if len(found) == 2 and everyone in found and not any(sides & SOME for sides in found):
        yield [group for same in found.values() for group in same]
    else:
        yield from found.values()


def _in_touch(
    groups: Sequence[list[Member]], numbers: Numbers, setting: DocumentContext
) -> Iterator[list[Member]]:
    """Groups of one number united: all where one may carry another's, or else those of one speaker."""
    if any(_carries(group[0], setting) for group in groups):
        yield [member for group in groups for member in group]
        return
    told = {str(place): group for place, group in enumerate(groups)}
    described = one_described(told, numbers, setting) if len(told) > 1 else [list(told)]
    left = [[member for name in names for member in told[name]] for names in described]
    while left:
        first = left.pop(0)
        others = [each for each in left if _one_voice(first[0], each[0], setting)]
        left = [each for each in left if each not in others]
        yield [member for each in (first, *others) for member in each]


def by_voice(run: Sequence[Member], numbers: Numbers, setting: DocumentContext) -> Iterator[list[Member]]:
    """A run of one number by those who say it; who only carries it goes with the one whose it is.

    Ten outlets that print a ministry's number are one claimant: an outlet's own voice, and who is not named,
    count for themselves only where nobody else has the number, or several who are not of one state have it.
    """
    voices: dict[str, list[Member]] = defaultdict(list)
    for member in run:
        alike = (key for key, told in voices.items() if _one_voice(told[0], member, setting))
        key = setting.speaker(member).key
        voices[key if key in voices or _carries(member, setting) else next(alike, key)].append(member)
    if len(voices) > 1:
        described = one_described(voices, numbers, setting)
        voices = {names[0]: [each for name in names for each in voices[name]] for names in described}
    home = _whose(voices, setting)
    if home is not None:
        for key in [key for key, told in voices.items() if key != home and _carries(told[0], setting)]:
            if setting.speaker(voices[key][0]).outlet or not _is_only_denied(voices[key]):
                voices[home] += voices.pop(key)
    yield from voices.values()


def _whose(voices: Mapping[str, Sequence[Member]], setting: DocumentContext) -> str | None:
    """Whose number it is: of the one state's office that most documents name, or of the only one named.

    Who only denies it has no such number.
    """
    speakers = {
        key: setting.speaker(members[0]) for key, members in voices.items() if not _is_only_denied(members)
    }
    offices = [key for key, speaker in speakers.items() if speaker.state]
    named = [key for key, speaker in speakers.items() if speaker.claimant and not speaker.outlet]
    bodies = [key for key in named if key not in offices or not _is_of_somebody(speakers[key])]
    if len(bodies) == 1:  # "officials" say what the rescue service counts
        return bodies[0]
    if len({speakers[key].state for key in offices}) == 1:
        known = [key for key in offices if not is_nameless(speakers[key])] or offices
        return max(sorted(known), key=lambda key: len({member.document for member in voices[key]}))
    return named[0] if len(named) == 1 else None


def _is_only_denied(members: Sequence[Member]) -> bool:
    """Whether it is told only to be denied: such a number is nobody's, unless an outlet corrects itself."""
    return all(figure_of(member).certainty == "denied" for member in members)


def _is_of_somebody(speaker: Speaker) -> bool:
    """Whether people are named for it by what they are, and no body: "officials", "a rescue worker"."""
    claimant = speaker.claimant
    return claimant is not None and claimant.type in ("group", "person") and is_nameless(speaker)


def _carries(member: Member, setting: DocumentContext) -> bool:
    """Whether a number may be another's: told by an outlet or by nobody with a name, and not by chance."""
    speaker, value = setting.speaker(member), value_of(figure_of(member)) or 0
    is_round = value >= ODD and not is_odd(value)
    told_by_chance = is_round or (value < CARRIED and member.sides == {EVERYONE})
    may = speaker.outlet or speaker.claimant is None or is_nameless(speaker)
    return may and not told_by_chance and not speaker.parted


def is_nameless(speaker: Speaker) -> bool:
    """Whether it is no office of a state in particular: "officials", "official figures"."""
    return speaker.office == WHOLE_STATE


def _one_voice(one: Member, other: Member, setting: DocumentContext) -> bool:
    speakers = setting.speaker(one), setting.speaker(other)
    if speakers[0].key == speakers[1].key or speakers[0].voice == speakers[1].voice:
        return True
    return one.document == other.document and all(each.outlet or each.claimant is None for each in speakers)
