"""A claim right behind another speaker's that answers it in words of its own: "his men had no keys, he says".

Writers put an answer beside what it answers, and mark it: by a word for disputing or insisting beside its
speaker, by "but" or a semicolon between the two, or by a denial with which it opens. One may also tell of one
what the other tells of all ("all schools were open", "theirs was shut"), or another state of it. Only who
disputes what was said need have nothing in common with it: with a "but" or a "no" writers also go on to
another thing.

What each mark counts was set by hand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product, starmap

from ...language.closed_classes import (
    DEMONSTRATIVES,
    MODALS,
    NEGATIVE_WORDS,
    OF_ALL,
    ONE_PERSON_FORMS,
    OWNED,
    PLACEHOLDERS,
    PRONOUNS,
    SEVERAL_FORMS,
    THING_FORMS,
    WHOLE,
)
from ...lexicon import load_lexicon
from ...records import Claim, Reading
from ...statements.states_told import find_answers
from ..file.reading_memory import remembered
from ..occurrences.document_context import DocumentContext
from ..traits.positions import amounts_of
from ..traits.sides import EVERYONE, lands_of_people, sides_of
from ..traits.texts import WORD
from .assertions import NOT_TOLD
from .bearers import PERSON
from .fields import field_of, leaves_open
from .matters import speaker_of
from .means import without_other_means
from .states import Sighting, exclude_one_another, sightings_of
from .wordings import kinds_of, root_of, small_roots

MARKS = {"disputes": 2.0, "contrast": 1.0, "insists": 1.0}
"""What each sign counts that one claim answers another."""
SEMICOLON = 1.0
DENIES = 1.0
"""One of both denies something."""
OPENS_WITH_NO = 0.5
"""The answer's first words deny: "there was no plot"."""
EXCEPTION = 1.0
"""One tells of all or of none, the other of some: a number of them, "theirs"."""
OPPOSED = 1.5
"""They tell two states of one question: open, shut."""
CHARGED = 0.5
"""With a "but" between them, one of both charges somebody: another tells who else, or what, it was."""
OPENS_WITH_IT = 0.5
"""Its first words name somebody or something instead of another: "it was the army that fired"."""
APART = -1.0
"""Another paragraph begins between them."""

ALL_OR_NONE = WHOLE | OF_ALL | {"everyone", "everybody", "no", "nothing"}
NOT_ALL = frozenset({"after", "almost", "at", "nearly", "not"})
"""Words right before "all" by which it is not all: "not every", "at all"."""
THEIR_OWN = frozenset({"hers", "ours", "theirs"})
SOME_OF_THEM = THEIR_OWN | {"another", "one", "others", "several", "some"}
"""Words for some, which where they are no number stand for what was told: "theirs had been shut"."""

OF_WHOM = 3
"""Words behind "all" or "none" among which it is said of whom: "none of the prisoners"."""

FOREIGNERS = "foreigners"

IT_WAS = frozenset({("it", "was"), ("it", "is")})

SENTENCE_END = re.compile(r"[.!?][\"\u201d\u2019')\]]*\s")
"""Ends of sentences, of which one stands between a claim and its answer at most."""

ASIDE = re.compile(r", (?:and )?who\b[^,]*,")

ASKS = "asks"
"""The stance of a question, which tells nothing that another might deny."""

THAT = "that"
AND = "and"
"""Before what is added to a claim and does not answer it."""
ENOUGH = 1.5

BETWEEN = 2
"""Words between the two, in one paragraph, that are no mark of an answer: "reporters"."""

FIRST = 4
"""Words of an answer among which one denies that opens it."""

LONGEST_REMARK = 15
"""Words of a sentence between them that says no more than that who answers disputes it."""

BEFORE = 3
"""Claims before an answer of which the last that does not reach into it is answered."""

LONGEST = 80
"""Words of a claim that says one thing."""

SHORT_DENIAL = 4
"""Words that are denied where they stand for what was said: "this", "the mayor's charge". A longer denial
says what it denies, which may be another thing."""

STANDS_FOR_ANOTHER = {
    PERSON: THING_FORMS | SEVERAL_FORMS,
    "role": THING_FORMS | SEVERAL_FORMS,
    "group": THING_FORMS | ONE_PERSON_FORMS,
    "organisation": ONE_PERSON_FORMS,
}
"""By the type of who answers, the pronouns by which he does not mean himself."""


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
        and each.stance != ASKS
        and len(each.quote.split()) <= LONGEST
    ]
    claims.sort(key=lambda each: (each.start, -each.end, each.id))
    claims = [each for at, each in enumerate(claims) if at == 0 or each.end > claims[at - 1].end]
    counted = {each.claim for each in reading.figures}
    states: dict[str, list[Sighting]] = defaultdict(list)
    for each in sightings_of(reading) if len(claims) > 1 else ():
        states[each.record.id].append(each)
    denials = sorted(each.start for each in reading.hedges if each.type == "negated")
    found = []
    for number, answer in enumerate(claims):
        told = next(
            (each for each in reversed(claims[max(0, number - BEFORE) : number]) if each.end <= answer.start),
            None,
        )
        if told is None or (told.id in counted and answer.id in counted):
            continue
        opposed = any(starmap(exclude_one_another, product(states[told.id], states[answer.id])))
        score = _score(reading, told, answer, denials, opposed=opposed)
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


def _score(reading: Reading, told: Claim, answer: Claim, denials: Sequence[int], *, opposed: bool) -> float:
    """How likely one claim answers the one before it; 0 where anything stands between them."""
    text = reading.document.text
    gap = text[told.end : answer.start]
    signs = _signs_between(gap, answer)
    if signs is None:
        return 0.0  # as of most pairs
    for start, end in _beside_content(answer):
        signs.update(entry.sign for *_, entry in find_answers(text[start : _past_no(text, end)]))
    if answer.stance == "denies":
        signs.add("disputes")
    denied = _denies(told, denials) != _denies(answer, denials)
    charged = "alleges" in (told.stance, answer.stance) and "contrast" in signs
    marked = (
        sum(MARKS[sign] for sign in signs)
        + OPPOSED * opposed
        + CHARGED * charged
        + SEMICOLON * gap.lstrip().startswith(";")
        + DENIES * denied
        + OPENS_WITH_NO * (denied and _opens_with_no(answer))
        + OPENS_WITH_IT * _opens_with_it(answer)
        + APART * ("\n" in gap)
    )
    if marked + EXCEPTION < ENOUGH:
        return 0.0  # whatever they say; that is asked last, since it takes longest
    if "disputes" not in signs and (
        leaves_open(_without_asides(told)) or leaves_open(_without_asides(answer))
    ):
        return 0.0  # what police have not said others may say
    if (
        not opposed
        and ("disputes" not in signs or _says_what_it_denies(answer))
        and not _are_of_one(reading, told, answer)
    ):
        return 0.0
    return marked + EXCEPTION * (_is_exception(reading, told, answer) or _is_exception(reading, answer, told))


def _signs_between(gap: str, answer: Claim) -> set[str] | None:
    """What the words between two claims are as signs of an answer; None where they tell more than that.

    They may be a sentence of their own that says of who answers that he disputes it: "Ruiz saw it otherwise."
    """
    found = [(first, last, entry.sign) for first, last, entry in find_answers(gap)]
    signs: set[str] = {sign for *_, sign in found}
    ends = [each.end() for each in SENTENCE_END.finditer(gap)]
    if "disputes" in signs and len(ends) > 1:
        words = WORD.findall(gap[ends[0] :])
        if len(words) <= LONGEST_REMARK and _fields_of(words) & _roots_of_speaker(answer):
            gap, ends = gap[: ends[0]], ends[:1]
    marked = sum(len(WORD.findall(gap[first:last])) for first, last, _ in found)
    words_between = WORD.findall(gap)
    if len(words_between) - marked > BETWEEN or words_between[:1] == [AND] or len(ends) > 1:
        return None
    return signs


def _is_exception(reading: Reading, whole: Claim, part: Claim) -> bool:
    """Whether one claim tells of all or of none what the other tells of some: of so many, or of "theirs"."""
    words = _words_said(whole)
    every = [at for at, word in enumerate(words) if word in ALL_OR_NONE and words[at - 1] not in NOT_ALL]
    if not every:
        return False
    some = _words_said(part)
    if any(word in SOME_OF_THEM for word in some[:FIRST]):
        return True
    if not MODALS.isdisjoint(some):
        return False  # what some would do befell none of them
    if _counts_no_noun(reading, part):
        return bool((_said_in(whole) & _said_in(part)) - _roots_of_places(reading))
    of_whom = _fields_of([word for at in every for word in words[at + 1 : at + 1 + OF_WHOM]])
    amounts = amounts_of(reading)
    is_of_them = bool(of_whom & _said_in(part)) or (
        field_of(root_of(FOREIGNERS)) in of_whom and any(lands_of_people(each.quote) for each in part.content)
    )
    return is_of_them and any(amounts.between(each.start, each.end) for each in part.content)


def _counts_no_noun(reading: Reading, claim: Claim) -> bool:
    """Whether it opens with a number that has no noun, so that it counts those told of: "three had fled"."""
    start = claim.content[0].start if claim.content else claim.start
    return any(
        amount.unit is None and len(WORD.findall(reading.document.text[start : amount.start])) < SHORT_DENIAL
        for amount in amounts_of(reading).between(start, claim.end)
    )


def _words_said(claim: Claim) -> list[str]:
    return [word.casefold() for each in claim.content for word in WORD.findall(each.quote)]


def _without_asides(claim: Claim) -> str:
    """Its words but for what is told of the speaker between commas: "who did not want to be named"."""
    return ASIDE.sub(" ", claim.quote)


def _says_what_it_denies(answer: Claim) -> bool:
    """Whether it denies something of its own: "denied that it had closed the road", and not "denied this"."""
    if answer.stance != "denies":
        return False
    return sum(len(WORD.findall(each.quote)) for each in answer.content) > SHORT_DENIAL


def _are_of_one(reading: Reading, told: Claim, answer: Claim) -> bool:
    """Whether both speak of one thing, one side or one act, or one of who speaks in the other.

    Or the answer names what was told by a pronoun, or somebody else in his place: "it was the army".
    """
    if _is_of_ones_own(told, answer):
        return False
    if _opens_with_it(answer) or (not _says_what_it_denies(answer) and _stands_for_another(answer)):
        return True
    places = _roots_of_places(reading)
    said, answered = _said_in(told) - places, _said_in(answer) - places
    named = _fields_of(WORD.findall(told.quote))
    if (
        without_other_means(said, answered)
        or named & _roots_of_speaker(answer)
        or answered & _roots_of_speaker(told)
    ):
        return True
    texts = [" ".join(each.quote for each in claim.content) for claim in (told, answer)]
    return not sides_of(texts[0]).isdisjoint(sides_of(texts[1]) - {EVERYONE})


@remembered
def _roots_of_places(reading: Reading) -> frozenset[str]:
    """The roots of the words that name its places: who speak of one town may speak of two things."""
    return frozenset(root_of(word) for each in reading.places for word in WORD.findall(each.quote))


def _is_of_ones_own(told: Claim, answer: Claim) -> bool:
    """Whether who answers speaks for who was just quoted: "the council said ...; its spokesman said"."""
    owners = {word.casefold() for each in answer.source for word in WORD.findall(each.quote)[:1]} & OWNED
    speaker = told.claimant.type if told.claimant is not None else None
    return bool(owners - STANDS_FOR_ANOTHER.get(speaker or "", frozenset()))


def _stands_for_another(answer: Claim) -> bool:
    """Whether a pronoun in it stands for what was told, as it cannot stand for who speaks."""
    who = answer.claimant.type if answer.claimant is not None else None
    words = _words_said(answer)
    if len(words) <= SHORT_DENIAL and not PLACEHOLDERS.isdisjoint(words):
        return True
    if not THEIR_OWN.isdisjoint(words):
        return True
    return not (STANDS_FOR_ANOTHER.get(who or "", frozenset()) | DEMONSTRATIVES).isdisjoint(words)


def _said_in(claim: Claim) -> frozenset[str]:
    """What it says by roots and fields of words, and the kinds of act that they tell."""
    words = [word for each in claim.content for word in WORD.findall(each.quote)]
    return _fields_of(words) | kinds_of(frozenset(map(root_of, words)) - _everyday_roots())


def _roots_of_speaker(claim: Claim) -> frozenset[str]:
    """What words for a speaker name: the guards of "the guards' captain"."""
    name = claim.claimant.name if claim.claimant is not None else ""
    return _fields_of(
        [word for text in (name, *(each.quote for each in claim.source)) for word in WORD.findall(text)]
    )


def _fields_of(words: Sequence[str]) -> frozenset[str]:
    """Words by their fields, or else their roots, without those that name nothing."""
    roots = frozenset(root_of(word) for word in words if not word.isdigit()) - _everyday_roots()
    return frozenset(field for root in roots if (field := field_of(root)) is not None)


@cache
def _everyday_roots() -> frozenset[str]:
    """Roots of small words, times, numbers and words for saying, which statements of two things may share."""
    lexicon = load_lexicon()
    phrases: list[str] = []
    for entries in (lexicon.times, lexicon.numbers, lexicon.cues):
        phrases += [phrase for entry in entries for phrase in entry.words]
    words = {word for phrase in phrases for word in WORD.findall(phrase)}
    return small_roots() | frozenset(map(root_of, words))


def _beside_content(claim: Claim) -> list[tuple[int, int]]:
    """The places of a claim's words outside of what it says."""
    places, start = [], claim.start
    for extent in sorted(claim.content, key=lambda each: each.start):
        if start < extent.start:
            places.append((start, extent.start))
        start = max(start, extent.end)
    return [*places, (start, claim.end)] if start < claim.end else places


def _past_no(text: str, end: int) -> int:
    """The end of the words beside what is said, with the "no" of "has heard of no defects" that opens it."""
    word = WORD.match(text, end)
    return word.end() if word is not None and word[0].casefold() in NEGATIVE_WORDS else end


def _opens_with_no(claim: Claim) -> bool:
    words = [word.casefold() for each in claim.content[:1] for word in WORD.findall(each.quote)[:FIRST]]
    return not NEGATIVE_WORDS.isdisjoint(words)


def _opens_with_it(claim: Claim) -> bool:
    words = [word.casefold() for each in claim.content[:1] for word in WORD.findall(each.quote)[:3]]
    return tuple(words[words[:1] == [THAT] :][:2]) in IT_WAS
