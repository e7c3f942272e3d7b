"""Who tells another's number under a vaguer description: "an opposition party" for the leader of one.

One odd number within days, or two numbers of two measures, is told by one speaker, where the words for one of
the tellers, who has no name there, are words for the other too. Two rivals with names stay two, whoever else
is called what both are; a round number joins nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from ...lexicon import load_lexicon
from ..occurrences.document_context import DocumentContext
from ..occurrences.tolls import figure_of, value_of
from ..traits.members import Member
from ..traits.odd_numbers import LARGE, ODD
from ..traits.offices import OF, STATE_SECTORS, words_of
from ..traits.publishers import NEWS

BEFORE_WHERE = OF | {"in", "at", "from", "who", "on"}
"""Words behind the head word of a description: "a doctor in Lira"."""

DIGITS = 2
DIGITS_OF_THOUSANDS = 3
"""How many digits besides closing zeros tell a number from what others say by chance: 96, 745, 2,750."""

ALIKE = 2
"""Numbers of different measures that two documents have in common by no chance, round as they are."""

Numbers = Mapping[str, frozenset[tuple[str, float]]]
"""By document, its numbers of more than a few, each with its measure."""


def numbers_in(members: Iterable[Member]) -> Numbers:
    """The numbers of each document by which it may be told whose they are."""
    found: dict[str, set[tuple[str, float]]] = defaultdict(set)
    for member in members:
        if (value := value_of(figure_of(member)) or 0.0) >= ODD:
            found[member.document].add((figure_of(member).measure, value))
    return {name: frozenset(told) for name, told in found.items()}


def one_described(
    told: Mapping[str, Sequence[Member]], numbers: Numbers, setting: DocumentContext
) -> list[list[str]]:
    """The tellers of one number, by any names, in lists of those who are one speaker, the fullest one first.

    Args:
        told: by teller, what it tells; the first of it speaks for all.
        numbers: those of each document.
        setting: who speaks.
    """
    left, found = list(told), []
    while left:
        same = [left.pop(0)]
        for each in same:
            more = [name for name in left if _is_vaguer(told[each][0], told[name][0], numbers, setting)]
            same += more
            left = [name for name in left if name not in more]
        named = [name for name in same if not _is_described(told[name][0], setting)]
        if len({setting.speaker(told[name][0]).voice for name in named}) > 1:
            found += [[name] for name in same]
        else:
            vague = sorted(set(same) - set(named), key=lambda name: (-len(_words(told[name][0])), name))
            found.append([*named, *vague])
    return found


def _is_vaguer(one: Member, other: Member, numbers: Numbers, setting: DocumentContext) -> bool:
    """Whether one of two tellers of a number is the other, described less fully."""
    if one.document == other.document or not _is_telling(one, other, numbers):
        return False
    first, second = setting.speaker(one), setting.speaker(other)
    if first.land != second.land or first.parted or second.parted:
        return False
    return _describes(one, other, setting) or _describes(other, one, setting)


def _is_telling(one: Member, other: Member, numbers: Numbers) -> bool:
    """Whether the number of both, or all that their documents have in common, is nobody else's by chance."""
    value = value_of(figure_of(one)) or 0.0
    digits = len(f"{value:.0f}".rstrip("0"))
    if value >= ODD and digits >= (DIGITS if value < 10 * LARGE else DIGITS_OF_THOUSANDS):
        return True
    common = numbers.get(one.document, frozenset()) & numbers.get(other.document, frozenset())
    own = figure_of(one).measure, value
    return own in common and len({measure for measure, _ in common}) >= ALIKE


def _describes(one: Member, other: Member, setting: DocumentContext) -> bool:
    """Whether the word for one teller, who has no name, is a word for the other."""
    if not _is_described(one, setting):
        return False
    calling = _callings().get(_head(one))
    return _head(one) in _words(other) or (calling is not None and calling == _callings().get(_head(other)))


def _is_described(member: Member, setting: DocumentContext) -> bool:
    """Whether a teller is named by a word for what it is, and by no name, nor as an office of a state."""
    who = member.claim.claimant if member.claim is not None else None
    if who is None or who.key is not None or setting.speaker(member).outlet:
        return False
    return who.name[1:].islower() and _head(member) in _words_for_tellers()


def _head(member: Member) -> str:
    """The word for what a teller is, in the singular: party of "a small party of the north"."""
    told = words_of(member.claim.claimant.name) if member.claim and member.claim.claimant else []
    end = next((place for place, word in enumerate(told) if word in BEFORE_WHERE), len(told))
    return told[end - 1].removesuffix("s") if end else ""


def _words(member: Member) -> frozenset[str]:
    """The words for a teller, in the singular."""
    if member.claim is None or member.claim.claimant is None:
        return frozenset()
    told = (member.claim.claimant.name, *(source.quote for source in member.claim.source))
    return frozenset(word.removesuffix("s") for each in told for word in words_of(each))


@cache
def _words_for_tellers() -> frozenset[str]:
    """Words, in the singular, for people and bodies that are none of a state's, nor an outlet's."""
    roles = (role for role in load_lexicon().roles if role.form in ("body", "people", "office"))
    others = (role for role in roles if role.sector not in (None, NEWS, *STATE_SECTORS))
    return frozenset(word.casefold().removesuffix("s") for role in others for word in role.words)


@cache
def _callings() -> Mapping[str, str]:
    """By a word for people of one calling, in the singular, that calling: a doctor is a physician."""
    roles = (role for role in load_lexicon().roles if role.form == "people" and role.sector == "MED")
    return {word.removesuffix("s"): "MED" for role in roles for word in role.words}
