"""Reported speech that goes on in sentences without a cue: "He said the wall fell. It had been cracked".

After a verb of saying in the past, what the speaker goes on to say stands in the past perfect or behind
"would", where the outlet's own story goes on in the plain past. Between two sentences of one paragraph in
which one speaker is said to speak, the speaker goes on in plain sentences too, but for those that tell what
the speaker did there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from ..language.closed_classes import ONE_PERSON_FORMS
from ..lexicon import Lexicon, load_lexicon, rule_of, word_class
from ..mentions.actors import actor_at
from ..page.segment import segment_at
from ..records import Actor, Claim, Claimant, Document, Extent
from .continued_counts import PRINTED, continued
from .offsets import is_held, merged_offsets

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SPEECH = "continued/speech"
FURTHEST = 4
"""Sentences that one speaker goes on for without being named again."""
BETWEEN = 2
"""Sentences without any sign of their own that stand between two of one speaker."""
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
PRESENT = frozenset({"VBP", "VBZ"})
PAST = frozenset({"VBD", "VBN"})
SHIFTED = frozenset({"would", "could", "should", "might"})
"""What "will", "can", "shall" and "may" become in reported speech."""
TOLD = frozenset({"asserts", "confirms", "denies", "alleges"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SEVERAL = frozenset({"they", "we"})
ONE = ONE_PERSON_FORMS
PRONOUNS = {"person": ONE, "role": ONE, "group": SEVERAL}
"""By which a speaker of a type is told of; others by "it" and "they"."""
MARKS = frozenset('"“”„«»?!:(')
"""What stands in no sentence that merely goes on."""
TURNS = frozenset({"but", "however", "yet", "still", "instead", "ironically", "nevertheless", "nonetheless"})
"""With these the outlet sets its own words against what was said."""


def with_continued_speech(
    document: Document, doc: Doc, claims: Sequence[Claim], actors: Sequence[Actor], lexicon: Lexicon
) -> tuple[Claim, ...]:
    """The claims with those of sentences that go on under the speaker of the one before, all in order."""
    speaking = _rules_of_speech(lexicon)
    outer = sorted((claim for claim in claims if claim.within is None), key=lambda claim: claim.start)
    if not any(_opens(claim, speaking) for claim in outer):
        return tuple(claims)
    further = _Reader(document, doc, outer, actors, speaking).found()
    return tuple(sorted((*claims, *further), key=lambda claim: (claim.start, -claim.end)))


@cache
def _rules_of_speech(lexicon: Lexicon) -> frozenset[str]:
    """The rules by which somebody speaks, rather than thinks or acts with words."""
    forms = ("verb", "phrase")
    return frozenset(rule_of("cue", e) for e in lexicon.cues if e.kind == "speech" and e.form in forms)


def _opens(claim: Claim, speaking: frozenset[str]) -> bool:
    """Whether somebody may go on behind a claim: one who is named and told to speak, not quoted."""
    told = claim.cue and not claim.direct and claim.claimant is not None and claim.segment in PRINTED
    return bool(told) and claim.rule in speaking and claim.stance in TOLD


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who speaks in a sentence, and how what is said there stands."""

    claim: Claim
    is_shifted: bool
    """Whether it stands in the past behind a cue in the past, or in the past perfect behind a phrase."""
    had: bool
    """Whether it has a past perfect."""
    subject: Token | None
    """Of whom or what it is said."""


class _Reader:
    """What one document says further; built once, then only read."""

    def __init__(
        self,
        document: Document,
        doc: Doc,
        outer: Sequence[Claim],
        actors: Sequence[Actor],
        speaking: frozenset[str],
    ) -> None:
        self._document = document
        self._doc = doc
        self._outer = outer
        self._actors = actors
        self._speaking = speaking
        self._starts = [claim.start for claim in outer]
        self._said = merged_offsets((claim.start, claim.end) for claim in outer)

    def found(self) -> Iterator[Claim]:
        """The claims that go on; a sentence with claims of its own goes on for nobody."""
        holder: _Holder | None = None
        waiting: list[Span] = []
        gone = 0
        for sentence in self._doc.sents:
            first, last = (bisect_left(self._starts, at) for at in (sentence.start_char, sentence.end_char))
            inside = self._outer[first:last]
            if inside:
                if holder is not None and all(_is_same(each, holder.claim) for each in inside):
                    yield from (self._goes_on(holder, each) for each in waiting)
                holder, waiting, gone = self._holder(inside), [], 0
            elif holder is not None and not sentence.text.isspace():
                gone += 1
                if gone > FURTHEST or not self._may_go_on(holder, sentence):
                    holder = None
                elif not waiting and self._is_shifted(holder, sentence):
                    yield self._goes_on(holder, sentence)
                    holder = replace(holder, had=True, subject=_subject(sentence))
                elif len(waiting) < BETWEEN and self._may_stand_between(holder, sentence):
                    waiting.append(sentence)
                else:
                    holder = None
                waiting = waiting if holder is not None else []

    def _holder(self, inside: Sequence[Claim]) -> _Holder | None:
        """Who speaks in the whole of a sentence with a clause of what is said."""
        last = inside[-1]
        if not _opens(last, self._speaking) or not all(_is_same(each, last) for each in inside):
            return None
        content = self._words(last.content)
        tags = {word.tag_ for word in content}
        if tags.isdisjoint(FINITE):
            return None
        had = any(word.tag_ == "VBN" and _has(word, "had") for word in content)
        cue = {word.tag_ for word in self._words(last.cue)}
        past = cue.isdisjoint(PRESENT) and (had or not cue.isdisjoint(PAST))
        subject = next((word for word in content if word.dep_ in SUBJECTS), None)
        return _Holder(last, past and tags.isdisjoint(PRESENT), had, subject)

    def _words(self, parts: Sequence[Extent]) -> list[Token]:
        spans = (self._doc.char_span(part.start, part.end, alignment_mode="expand") for part in parts)
        return [word for span in spans for word in span or ()]

    def _may_go_on(self, holder: _Holder, sentence: Span) -> bool:
        """Whether a sentence of the same paragraph is a plain one, in which nobody else is quoted."""
        segment = segment_at(self._document, sentence.start_char)
        if segment is None or not segment.start <= holder.claim.start < segment.end:
            return False
        plain = MARKS.isdisjoint(sentence.text) and sentence[0].lower_ not in TURNS
        return plain and not _is_silent(sentence.root) and not is_held(sentence.start_char, self._said)

    def _is_shifted(self, holder: _Holder, sentence: Span) -> bool:
        """Whether the main verb is shifted as in reported speech, and tells of nobody whom the outlet knows.

        What somebody says of himself goes on so behind words about himself: "said he had seen it. He had".
        """
        verb = sentence.root
        if not holder.is_shifted or not _has_subject(verb):
            return False
        if any(_has(verb, word) for word in SHIFTED):
            return True
        if not (verb.tag_ in PAST and _has(verb, "had")):
            return False
        return not _is_of_speaker(holder, sentence) or self._is_of_same(holder, sentence)

    def _may_stand_between(self, holder: _Holder, sentence: Span) -> bool:
        """Whether a sentence is in the tense of the cue, and not of what the speaker did."""
        verb = sentence.root
        tags = {
            word.tag_ for word in (verb, *verb.children) if word is verb or word.dep_ in ("aux", "auxpass")
        }
        told = {word.tag_ for word in self._words(holder.claim.cue)}
        agrees = "VBD" in tags if told.isdisjoint(PRESENT) else not tags.isdisjoint(PRESENT)
        return agrees and not _is_of_speaker(holder, sentence)

    def _is_of_same(self, holder: _Holder, sentence: Span) -> bool:
        """Whether a pronoun stands for whom the words before were of."""
        subject, told = _subject(sentence), holder.subject
        if subject is None or told is None or not holder.had:
            return False
        if subject.lower_ == told.lower_:
            return True
        actor = actor_at(self._actors, told.idx, told.idx + len(told))
        if subject.lower_ in ONE:
            return actor is not None and actor.type in ("person", "role")
        if subject.lower_ == "they":
            return told.tag_ == "NNS"
        return subject.lower_ == "it" and told.tag_ == "NN" and actor is None

    def _goes_on(self, holder: _Holder, sentence: Span) -> Claim:
        return continued(self._document, holder.claim, (sentence.start_char, sentence.end_char), SPEECH)


def _is_same(claim: Claim, holder: Claim) -> bool:
    """Whether one speaks in both: by key or name, or as a pronoun that stands for nobody else."""
    one, other = claim.claimant, holder.claimant
    if one is None or other is None:
        return one is None and any(part.quote.lower() in ONE | SEVERAL | {"it"} for part in claim.source)
    return _name(one) == _name(other)


def _name(claimant: Claimant) -> str:
    return claimant.key or claimant.name.casefold()


def _has(verb: Token, helper: str) -> bool:
    return any(child.lower_ == helper and child.dep_ in ("aux", "auxpass") for child in verb.children)


def _is_silent(verb: Token) -> bool:
    """Whether an outlet tells how it asked: "would not comment", "the claims could be verified"."""
    return verb.lemma_ in word_class(load_lexicon(), "unanswered") and (
        verb.lemma_ == "verify" or any(child.dep_ == "neg" for child in verb.children)
    )


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS or child.dep_ == "expl" for child in verb.children)


def _subject(sentence: Span) -> Token | None:
    return next((child for child in sentence.root.children if child.dep_ in SUBJECTS), None)


def _is_of_speaker(holder: _Holder, sentence: Span) -> bool:
    """Whether a sentence tells of the speaker: "He pointed at the wall", "The mayor had been ill"."""
    subject, claimant = _subject(sentence), holder.claim.claimant
    if subject is None or claimant is None:
        return claimant is None or not _has_subject(sentence.root)
    pronouns = PRONOUNS.get(claimant.type or "", SEVERAL | {"it"})
    return subject.lower_ in pronouns or subject.lower_ in claimant.name.casefold().split()
