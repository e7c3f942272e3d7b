"""A claim right behind another speaker's that answers it in words of its own: "his men had no keys, he says".

Writers put an answer beside what it answers, and mark it: by a word for disputing or insisting beside its
speaker, by "but" or a semicolon between the two, or by a denial with which it opens. What both say need have
no word in common.

What each mark counts was set by hand, so that two of three answers are right in nine crises; without any one
of them fewer are found. Chosen on eight of these, the threshold is the same whichever is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...language.closed_classes import NEGATIVE_WORDS, PRONOUNS
from ...records import Claim, Reading
from ...statements.states_told import find_answers
from ..file.reading_memory import remembered
from ..occurrences.document_context import DocumentContext
from ..traits.texts import WORD
from .assertions import NOT_TOLD
from .fields import leaves_open
from .matters import speaker_of

MARKS = {"disputes": 2.0, "contrast": 1.5, "insists": 1.0}
"""What each sign counts that one claim answers another."""
SEMICOLON = 1.0
DENIES = 1.0
"""One of both denies something."""
OPENS_WITH_NO = 0.5
"""The answer's first words deny: "there was no plot"."""
OPENS_WITH_IT = 0.5
"""Its first words name somebody or something instead of another: "it was the army that fired"."""
APART = -1.0
"""Another paragraph begins between them."""

IT_WAS = frozenset({("it", "was"), ("it", "is"), ("that", "it")})

SENTENCE_END = re.compile(r"[.!?][\"\u201d\u2019')\]]*\s")
"""Ends of sentences, of which one stands between a claim and its answer at most."""

AND = "and"
"""Before what is added to a claim and does not answer it."""
ENOUGH = 1.5

BETWEEN = 2
"""Words between the two, in one paragraph, that are no mark of an answer: "reporters"."""

FIRST = 4
"""Words of an answer among which one denies that opens it."""

BEFORE = 3
"""Claims before an answer of which the last that does not reach into it is answered."""

LONGEST = 80
"""Words of a claim that says one thing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A claim, the one right behind it that may answer it, and how likely it does."""

    told: Claim
    answer: Claim
    denied: bool
    score: float


def find_answered(readings: Sequence[Reading], setting: DocumentContext) -> Iterator[Answer]:
    """Claims that another speaker's, right behind them, answers."""
    for reading in readings:
        for each in answers_in(reading):
            if speaker_of(each.told, setting) != speaker_of(each.answer, setting):
                yield each


@remembered
def answers_in(reading: Reading) -> tuple[Answer, ...]:
    """Claims of a document with those right behind them that are marked as answers."""
    claims = [
        each
        for each in reading.claims
        if each.within is None
        and (each.claimant is not None or _names_somebody(each))
        and each.segment not in NOT_TOLD
        and len(each.quote.split()) <= LONGEST
    ]
    claims.sort(key=lambda each: (each.start, -each.end, each.id))
    claims = [each for at, each in enumerate(claims) if at == 0 or each.end > claims[at - 1].end]
    counted = {each.claim for each in reading.figures}
    denials = sorted(each.start for each in reading.hedges if each.type == "negated")
    found = []
    for number, answer in enumerate(claims):
        told = next(
            (each for each in reversed(claims[max(0, number - BEFORE) : number]) if each.end <= answer.start),
            None,
        )
        if told is None or (told.id in counted and answer.id in counted):
            continue
        score = _score(reading.document.text, told, answer, denials)
        if score >= ENOUGH:
            denied = _denies(told, denials) or _denies(answer, denials)
            found.append(Answer(told, answer, denied, score))
    return tuple(found)


def _names_somebody(claim: Claim) -> bool:
    """Whether words for its speaker name more than a pronoun, which may stand for the one before."""
    return any(word.casefold() not in PRONOUNS for each in claim.source for word in WORD.findall(each.quote))


def _denies(claim: Claim, denials: Sequence[int]) -> bool:
    """Whether what it says is denied, or denies something; who is "not named" denies nothing."""
    return claim.certainty == "denied" or any(
        bisect_left(denials, each.start) < bisect_left(denials, each.end) for each in claim.content
    )


def _score(text: str, told: Claim, answer: Claim, denials: Sequence[int]) -> float:
    """How likely one claim answers the one before it; 0 where anything stands between them."""
    gap = text[told.end : answer.start]
    between = [(told.end, answer.start)]
    beside = _beside_content(answer)
    signs, marked = set(), 0
    for start, end in (*between, *beside):
        for first, last, entry in find_answers(text[start:end]):
            signs.add(entry.sign)
            if (start, end) in between:
                marked += len(WORD.findall(text[start + first : start + last]))
    words = WORD.findall(gap)
    if len(words) - marked > BETWEEN or words[:1] == [AND] or len(SENTENCE_END.findall(gap)) > 1:
        return 0.0
    if answer.stance == "denies":
        signs.add("disputes")
    if "disputes" not in signs and (leaves_open(told.quote) or leaves_open(answer.quote)):
        return 0.0  # what police have not said others may say
    opens = _opens_with_no(answer)
    denied = _denies(told, denials) != _denies(answer, denials)
    return (
        sum(MARKS[sign] for sign in signs)
        + SEMICOLON * gap.lstrip().startswith(";")
        + DENIES * denied
        + OPENS_WITH_NO * (denied and opens)
        + OPENS_WITH_IT * _opens_with_it(answer)
        + APART * ("\n" in gap)
    )


def _beside_content(claim: Claim) -> list[tuple[int, int]]:
    """The places of a claim's words outside of what it says."""
    places, start = [], claim.start
    for extent in sorted(claim.content, key=lambda each: each.start):
        if start < extent.start:
            places.append((start, extent.start))
        start = max(start, extent.end)
    return [*places, (start, claim.end)] if start < claim.end else places


def _opens_with_no(claim: Claim) -> bool:
    words = [word.casefold() for each in claim.content[:1] for word in WORD.findall(each.quote)[:FIRST]]
    return not NEGATIVE_WORDS.isdisjoint(words)


def _opens_with_it(claim: Claim) -> bool:
    words = [word.casefold() for each in claim.content[:1] for word in WORD.findall(each.quote)[:2]]
    return tuple(words) in IT_WAS
