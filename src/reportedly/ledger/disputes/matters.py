"""Whether what two speakers tell can be about one matter: in one country, in like reports, within days."""

from __future__ import annotations

from ...records import Claim, Event
from ..occurrences.document_context import DocumentContext

LEAST_LIKENESS = 0.08
"""Cosine of two documents of different stories below which they are about different things."""

ALONE = 0.9
"""How rare the words are that two statements share which make reports of one country tell one matter by
themselves. Of 451 disagreements in 22 crises it finds one more; on 400 articles nothing changes."""

TELLING = 1.2
MUCH_LIKE = 0.25
VERY_LIKE = 0.35
"""How rare the words are that two statements share, and how like their documents, that a place or a day which
was understood otherwise in one of them tells nothing; documents that are very like need no rare word."""


def of_one_matter(
    one: Claim | Event,
    other: Claim | Event,
    days: int,
    setting: DocumentContext,
    *,
    shared: float = 0.0,
    named: bool = False,
) -> bool:
    """Whether two speakers say so within days, and nothing tells their reports apart.

    Args:
        one: told by one speaker.
        other: told by the other.
        days: that may lie between them.
        setting: what is known of their documents.
        shared: how rare, all together, the words are that both have.
        named: both name the person whom they are about.
    """
    told = setting.day[one.document], setting.day[other.document]
    if told[0] is None or told[1] is None or abs(told[1] - told[0]) > days:
        return False
    if one.document == other.document and one.start < other.end and other.start < one.end:
        return False
    if speaker_of(one, setting) == speaker_of(other, setting):
        return False
    return are_of_one_story(one.document, other.document, shared, setting, named=named)


def are_of_one_story(
    one: str, other: str, shared: float, setting: DocumentContext, *, named: bool = False
) -> bool:
    """Whether two documents tell one story, or like things of which nothing says that they are apart.

    A person whom both name is one wherever they say that he is.
    """
    if one == other or setting.story[one] == setting.story[other]:
        return True
    likeness = setting.likeness(one, other)
    if likeness >= VERY_LIKE or (shared >= TELLING and likeness >= MUCH_LIKE):
        return True
    if not named and (setting.lands_apart(one, other) or setting.stories_apart(one, other)):
        return False
    return likeness >= LEAST_LIKENESS or setting.linked(one, other) or shared >= ALONE


def speaker_of(record: Claim | Event, setting: DocumentContext) -> str:
    """The key of who says so: of an event outside of claims the document's own voice."""
    return setting.speaker_in(record.document, record if isinstance(record, Claim) else None).key


def time_order(record: Claim | Event, setting: DocumentContext) -> tuple[int, str]:
    """By which what was told first comes first."""
    return setting.day[record.document] or 0, record.id
