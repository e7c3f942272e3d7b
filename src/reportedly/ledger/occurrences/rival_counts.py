"""Counts of one thing that a document's speakers tell one after the other.

"The hospital said 30 people were killed in Monday's blast in Kano. Police said 16 had died": who counts right
after another, and names nothing that is not told with the other count, counts the same. What sets two counts
apart is a place or a day that only one can be of, another way of doing harm, a word for another thing, and
that one speaker tells both.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ...language.closed_classes import INNER_AUXILIARIES
from ...lexicon import load_lexicon, words_of_form
from ...records import Event, Figure
from ..traits.members import FAMILY_OF_MEASURE, Member
from ..traits.nearness import DAYS_SAME, apart, may_agree
from ..traits.stories import small_stems
from ..traits.texts import CLAUSE, sentence_stems, stems_in
from ..union_find import UnionFind
from .document_context import DocumentContext

SENTENCES = 2
"""How many sentences further a rival count stands at most: in the one between, its speaker rejects the first.
Not measured."""

TOLLS = frozenset({"tells", "toll"})
"""Forms of measures that say no more than that there is a count: "the death toll stands at"."""

BARE = frozenset({"tells", "toll", "compared", "kind_of_count", "published"})
"""Forms of measures by which a bare number is that of those counted before."""

LONG_AGO = re.compile(
    r"\b(?:(?:1[6-9]|20)\d\d|years?|months?|(?:in|of|last) (?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December))\b"
)
"""When what is compared happened, and not when it was told."""

LONGEST_REST = 200
"""Characters behind a figure's words in which its clause ends."""


class _Count(NamedTuple):
    """A figure of what is counted of an incident."""

    member: Member
    figure: Figure
    mode: str | None
    """How its event was done."""


def with_rival_counts(
    groups: Sequence[tuple[Member, ...]], setting: DocumentContext
) -> list[tuple[Member, ...]]:
    """The groups, as one where their counts are rivals."""
    home = {member.id: str(number) for number, group in enumerate(groups) for member in group}
    united = UnionFind(home.values())
    for one, other in _rivals([member for group in groups for member in group], setting):
        united.union(home[one.id], home[other.id])
    return [
        tuple(member for number in sorted(map(int, numbers)) for member in groups[number])
        for numbers in united.groups()
    ]


def _rivals(members: Sequence[Member], setting: DocumentContext) -> Iterator[tuple[Member, Member]]:
    """Each count with the last one of its measure before it in its document, where both are of one thing."""
    modes = {member.id: member.record.mode for member in members if isinstance(member.record, Event)}
    before: dict[tuple[str, str], _Count] = {}
    for member in sorted(members, key=lambda each: (each.document, each.record.start, each.id)):
        figure = member.record
        if not isinstance(figure, Figure) or figure.measure not in FAMILY_OF_MEASURE:
            continue
        count = _Count(member, figure, modes.get(figure.event or ""))
        told = before.get((member.document, figure.measure))
        if told is not None and _may_be_rivals(told, count, setting) and _follows(told, count, setting):
            yield told.member, member
        before[member.document, figure.measure] = count


def _may_be_rivals(told: _Count, count: _Count, setting: DocumentContext) -> bool:
    """Whether two speakers count, each a whole, and nothing that is told sets the counts apart.

    A number of before and one of now may be one speaker's, and were told on two days.
    """
    one, other = told.member, count.member
    if one.recalled != other.recalled:
        before = told if one.recalled else count
        return not (one.part or other.part or _is_long_ago(before, setting)) and may_agree(
            one.place, other.place
        )
    if setting.speaker(one).key == setting.speaker(other).key:
        return False
    if one.part or other.part or one.recalled or other.stems & _words_for_another():
        return False
    if one.days is not None and other.days is not None and apart(one.days, other.days) > DAYS_SAME:
        return False
    if None not in (told.mode, count.mode) and told.mode != count.mode:
        return False
    return may_agree(one.place, other.place)


def _follows(told: _Count, count: _Count, setting: DocumentContext) -> bool:
    """Whether a count stands right after another, and one names nothing that is not told with the other."""
    starts = sentence_stems(setting.documents[count.member.document]).starts
    between = bisect_right(starts, count.figure.start) - bisect_right(starts, told.figure.start)
    if between > SENTENCES:
        return False
    text = setting.documents[count.member.document].text
    if told.member.recalled != count.member.recalled and _is_bare(told if told.member.recalled else count):
        return True
    return any(
        _naming_stems(one, text) <= (other.member.stems if between else stems_in(other.figure.quote))
        for one, other in ((count, told), (told, count))
    )


def _is_long_ago(count: _Count, setting: DocumentContext) -> bool:
    """Whether the words behind a number of before name a month or a year: "down from 40 in May of 1998"."""
    text = setting.documents[count.member.document].text
    return LONG_AGO.search(CLAUSE.split(text[count.figure.end :][:LONGEST_REST], maxsplit=1)[0]) is not None


def _is_bare(count: _Count) -> bool:
    """Whether a number is told without those whom it counts: they are those of the number beside it."""
    return count.figure.rule.rpartition("/")[2] in _bare_rules()


@cache
def _bare_rules() -> frozenset[str]:
    return frozenset(entry.name for entry in load_lexicon().measures if entry.form in BARE)


def _naming_stems(count: _Count, text: str) -> frozenset[str]:
    """The stems of a count's clause but those for how many of whom it counts, and what befell them."""
    figure = count.figure
    rest = CLAUSE.split(text[figure.end : figure.end + LONGEST_REST], maxsplit=1)[0]
    counting = _counting_stems() | stems_in(figure.group or "") | {count.member.manner}
    return frozenset(stem for stem in stems_in(f"{figure.quote} {rest}") - counting if not stem[0].isdigit())


@cache
def _counting_stems() -> frozenset[str]:
    """The stems of small words, of numbers, and of tolls and what tells them."""
    lexicon = load_lexicon()
    phrases = [phrase for entry in lexicon.numbers for phrase in entry.words]
    phrases += words_of_form(lexicon, "measures", *TOLLS)
    return (small_stems() | INNER_AUXILIARIES | stems_in(" ".join(phrases))) - _words_for_another()


@cache
def _words_for_another() -> frozenset[str]:
    """The stems by which a count is told to be of others than the one before; "more than" tells none."""
    return stems_in(" ".join(words_of_form(load_lexicon(), "measures", "apart"))) - small_stems()
