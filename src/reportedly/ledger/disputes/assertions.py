"""What a document asserts, clause by clause: in somebody's words or its own; as so, as not so, as possible.

Statements are compared by their words, so each keeps where it stands: a hedge tells by its scope whether a
word of it is negated or only possible.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ...frozen import quick
from ...language.closed_classes import CONTRASTS, SPEAKING_ONE
from ...lexicon import load_lexicon, rule_of
from ...records import Claim, Event, Extent, HedgeType, Reading
from ..file.reading_memory import remembered
from ..traits.texts import WORD, stem_of

UNSURE: frozenset[HedgeType] = frozenset({"possible", "unconfirmed", "conditional", "doubted", "future"})
"""Hedges under which a word is not told to be so, nor that it is not."""

NOT_TOLD = frozenset({"comment", "furniture"})

LONGEST = 60
"""Words of a statement that says one thing; longer ones are texts whose end was not found."""

OPEN_STANCES = frozenset({"asks", "demands", "threatens", "promises"})
"""Stances of claims that do not tell what is so."""

LONGEST_SCOPE = 600
"""Characters before a statement in which a hedge's scope begins that reaches into it."""

BESIDE = 2
"""Characters between words that stand side by side."""

NEAR = 4
"""Words between a negation and what it negates: "could not save a woman from murder" denies no murder."""

REASON = re.compile(r"\b(?:because|since)\b(?!\s+of\b)", re.IGNORECASE)
"""Before what is told as so where something is asked, demanded or promised."""

BREAK = re.compile(rf"[.;:()]|,? \b(?:but|{'|'.join(sorted(CONTRASTS))})\b", re.IGNORECASE)
"""Where another statement begins: what stands before is said of something else."""

BREAKING = (*".;:()", " but", *(f" {word}" for word in sorted(CONTRASTS)))
"""Of these one stands wherever another statement begins."""


@quick
@dataclass(frozen=True, slots=True)
class Clause:
    """Words that one speaker asserts together, with the record that holds them."""

    record: Claim | Event
    """The claim, or an event that the document tells in its own voice."""
    start: int
    text: str
    """On one line, character for character as long as in the document."""
    words: Sequence[str]
    """Its words in small letters: all who look at it share them."""
    denied: Sequence[tuple[int, int, int]]
    """Spans of the document that are negated, each with where the word that negates it ends."""
    unsure: Sequence[tuple[int, int]]
    """Spans of it that are only possible, asked or to come."""
    source: frozenset[str]
    """The stems of the words for who says so."""
    held: Sequence[tuple[int, int]] = ()
    """Those of the unsure spans that somebody holds to be so: "believes that", and not "fears that"."""

    @property
    def end(self) -> int:
        """Where it ends in the document."""
        return self.start + len(self.text)

    @property
    def is_plain(self) -> bool:
        """Whether all of it is told as so, as most clauses are."""
        return not self.denied and not self.unsure

    def is_negated(self, start: int, end: int) -> bool:
        """Whether these characters of its text are said not to be so; two negations are none.

        One that is among them is a part of what they tell: "no danger" is told as so.
        """
        return len([cue for cue in self._cues(start, end) if self._is_near(cue, start)]) % 2 == 1

    def is_unsure(self, start: int, end: int) -> bool:
        """Whether these characters are not told as so, or a negation reaches over them from elsewhere.

        "The second armed man is not a suspect" does not say that he had no arms.
        """
        first, last = self.start + start, self.start + end
        if any(one <= first and last <= other for one, other in self.unsure):
            return True
        return not all(self._is_near(cue, start) for cue in self._cues(start, end))

    def _cues(self, start: int, end: int) -> list[int]:
        first, last = self.start + start, self.start + end
        return [
            cue
            for one, other, cue in self.denied
            if one <= first and last <= other and not first < cue <= last
        ]

    def _is_near(self, cue: int, start: int) -> bool:
        """Whether a negation stands right before what is told: outside of the clause it is all denied."""
        if cue <= self.start:
            return True
        return cue <= self.start + start and len(self.text[cue - self.start : start].split()) <= NEAR


@cache
def _holding() -> frozenset[str]:
    """The rules of hedges whose words say that somebody holds something to be so."""
    return frozenset(rule_of("hedge", entry) for entry in load_lexicon().hedges if entry.holds)


@remembered
def clauses_of(reading: Reading) -> tuple[Clause, ...]:
    """What a document asserts, in order: what claims say of their own, and what is told outside of claims."""
    return tuple(clause for clause in voiced_clauses_of(reading) if _is_named(clause.record))


@remembered
def voiced_clauses_of(reading: Reading) -> tuple[Clause, ...]:
    """The same with what is said by nobody who was found: "some officers said"."""
    told = _Told(reading)
    wholes = sorted((*_of_claims(reading), *_of_events(reading)), key=_place_order)
    return tuple(clause for whole in wholes for clause in told.clauses(whole))


def _is_named(record: Claim | Event) -> bool:
    return not isinstance(record, Claim) or record.claimant is not None


class _Whole(NamedTuple):
    """A span of the document that one speaker asserts, before it is cut into clauses."""

    start: int
    end: int
    record: Claim | Event
    source: frozenset[str]


def _place_order(whole: _Whole) -> tuple[int, int, str]:
    return whole.start, whole.end, whole.record.id


class _Told:
    """A document, in which the scopes of hedges are looked up by place."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.document.text.replace("\n", " ")
        self._scopes = sorted(
            (each.scope.start, each.scope.end, each.type, each.end) for each in reading.hedges
        )
        self._held = {
            (each.scope.start, each.scope.end) for each in reading.hedges if each.rule in _holding()
        }

    def clauses(self, whole: _Whole) -> Iterator[Clause]:
        """A statement cut into clauses, with what hedges reach into it; none of one without an end."""
        record, start, end = whole.record, whole.start, whole.end
        text = self.text[start:end]
        if len(text.split()) > LONGEST:
            return
        denied, unsure = self._hedged(start, end)
        if isinstance(record, Claim) and record.certainty == "denied" and not denied:
            denied = ((start, end, start),)  # "rejects reports of an attack" has no word that negates
        held = tuple(span for span in unsure if span in self._held)
        for at, to in _cut(text):
            part = text[at:to]
            words = tuple(map(str.casefold, WORD.findall(part)))
            yield Clause(record, start + at, part, words, denied, unsure, whole.source, held)

    def _hedged(
        self, start: int, end: int
    ) -> tuple[Sequence[tuple[int, int, int]], Sequence[tuple[int, int]]]:
        """What is negated and what is unsure of the words between two places."""
        first = bisect_left(self._scopes, (start - LONGEST_SCOPE,))
        last = bisect_left(self._scopes, (end,))
        if not (here := [each for each in self._scopes[first:last] if each[1] > start]):
            return (), ()  # as of most statements
        denied = tuple((one, other, cue) for one, other, kind, cue in here if kind == "negated")
        return denied, tuple((one, other) for one, other, kind, _ in here if kind in UNSURE)


def _of_claims(reading: Reading) -> Iterator[_Whole]:
    inner: dict[str, list[tuple[int, int]]] = {}
    denying = {
        claim.id for claim in reading.claims if claim.stance == "denies" and claim.claimant is not None
    }
    rumours = {
        claim.id for claim in reading.claims if claim.claimant is None and claim.within in denying
    }  # who "rejects claims that the film was staged" denies what nobody named says
    for claim in reading.claims:
        if claim.id in rumours:
            continue
        if claim.within is not None and claim.stance not in OPEN_STANCES:  # who ordered it is told as so
            inner.setdefault(claim.within, []).append((claim.start, claim.end))
    for claim in reading.claims:
        if claim.segment in NOT_TOLD or claim.id in rumours:
            continue
        source = frozenset([stem_of(word) for each in claim.source for word in WORD.findall(each.quote)])
        for extent in claim.content:
            first = _begin_of(claim, extent)
            if claim.stance in OPEN_STANCES:
                reason = REASON.search(extent.quote)
                if reason is None:
                    continue
                first = extent.start + reason.end()  # "stay at home because the water is poisoned"
            for start, end in _without(first, extent.end, inner.get(claim.id, ())):
                yield _Whole(start, end, claim, source)


def _begin_of(claim: Claim, content: Extent) -> int:
    """Where what is asserted begins: who "claimed responsibility for" something says so by these words."""
    if claim.stance != "confirms" or not claim.cue or not 0 <= content.start - claim.cue[-1].end <= BESIDE:
        return content.start
    return claim.cue[0].start


def _without(start: int, end: int, held: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parts of a span that others do not hold: what a speaker says another says is the other's."""
    for first, last in sorted(held):
        if start < first:
            yield start, min(first, end)
        start = max(start, last)
    if start < end:
        yield start, end


def _of_events(reading: Reading) -> Iterator[_Whole]:
    for event in reading.events:
        if event.claim is None and event.segment not in NOT_TOLD:
            yield _Whole(event.start, event.end, event, frozenset())


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """Where the clauses of a statement begin and end: at marks and words by which another begins."""
    folded = text.casefold()
    if not any(sign in folded for sign in BREAKING):  # as in most statements, in a tenth of the time
        if text.strip():
            yield 0, len(text)
        return
    begun = 0
    for mark in [*BREAK.finditer(text), None]:
        end = len(text) if mark is None else mark.start()
        if text[begun:end].strip():
            yield begun, end
        begun = end if mark is None else mark.end()


def is_own_story(clause: Clause) -> bool:
    """Whether somebody tells of himself; the "I" between names is a number: "Rama I Road"."""
    if SPEAKING_ONE.isdisjoint(clause.words):
        return False  # as in most clauses
    words = WORD.findall(clause.text)
    return any(
        word.casefold() in SPEAKING_ONE and not (word == "I" and _is_in_name(words, at))
        for at, word in enumerate(words)
    )


def _is_in_name(words: Sequence[str], at: int) -> bool:
    """Whether names or the end stand around a word; days and towns stand before a speaker's "I saw", too."""
    return at > 1 and words[at - 1].istitle() and all(map(str.istitle, words[at + 1 : at + 2]))


def is_public(claim: Claim) -> bool:
    """Whether a claim is an office's or a body's."""
    who = claim.claimant
    return who is not None and (who.type == "organisation" or who.sector is not None)
