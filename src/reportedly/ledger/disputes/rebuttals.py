"""Claims that somebody answers: "rejected the accusation", or denied in the words in which another says it.

Numbers that are denied and acts that are denied are others' matter (`denials`, `disputes`); here are the
claims that are denied as such.

None of the thresholds here is measured: each says what it keeps apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter

from ...frozen import quick
from ...language.closed_classes import STATEMENTS
from ...lexicon import load_lexicon, word_class, words_of_form
from ...records import Claim, Extent, Reading
from ...statements.states_told import find_states
from ..file.reading_memory import remembered
from ..occurrences.document_context import DocumentContext
from ..traits.sides import is_tally
from ..traits.stories import small_stems
from ..traits.texts import WORD, stem_of, stems_in
from .matters import of_one_matter

KEPT_STEMS = 20_000
"""Words whose bare stems are kept, 3 MB."""

ANSWER_REACH = 600
"""Characters before an answer in which that stands which it answers: two paragraphs of an agency's text."""

RIGHT_BEHIND = 40
"""Characters between a claim and a denial that follows on it: when it was said, and a full stop."""

CLAIMS_BEFORE = 4
"""Claims before a denial among which the one stands that it follows on; some stand inside others."""

LONGEST_REPORT = 9
"""Words for a report and whose it is."""

DAYS_OF_A_REPORT = 14
"""Days within which a report is rejected."""

BODIES = frozenset({"organisation", "group", "role", None})
"""Types of claimants that are no persons."""

JOINING = "which"
"""The pronoun by which an answer is joined to what it answers."""

DISOWNED = "disowned"
"""The state of what somebody says to have no part in."""

LONG = 5
"""Letters of a word that names a thing: chlorine, warning."""

SHORT_ANSWER = 4
"""Words of what is rejected where it is no more than a word for what was said: "the group's accusation"."""

AS_WHAT = re.compile(r"\bas\b", re.IGNORECASE)
"""Before what it is rejected as: "dismissed the charge as a political game"."""

POSSESSOR = re.compile(r"\b(?:[A-Z]\w+)['\u2019]s\b")
"""A name whose bearer said what is rejected."""

SHARED_STEMS = 2
SHARED_SHARE = 0.5
"""Words that a denial shares with what it denies, and their share of its own."""

RARE = 0.15
"""How rare a word is that tells what is denied."""

LONGEST = 45
"""Words of a claim that says one thing."""

DAYS_OF_A_DENIAL = 400
"""Days around a denial within which it is told what was denied: inquiries come late."""

BLOCK_LIMIT = 30
"""Claims of one story that share a word, beyond which the word brings none together."""


@dataclass(frozen=True, slots=True)
class Rebuttal:
    """A claim and one by which another speaker says that it is not so."""

    claim: Claim
    denial: Claim
    sure: bool = True
    """Nothing leaves it in doubt that the denial is of this claim."""


@quick
@dataclass(frozen=True, slots=True)
class _Worded:
    """A claim with the stems of what it says, by which it is met."""

    claim: Claim
    stems: frozenset[str]


def find_rebuttals(
    readings: Sequence[Reading], setting: DocumentContext, settled: Set[str]
) -> Iterator[Rebuttal]:
    """The claims that are answered in their own document, those denied in like words, and right behind them.

    Each denial speaks against one claim; those whose ids are `settled` speak against a number or an act.
    """
    told = set(settled)
    rarity = _rarity_of_bare_stems(setting)
    for rebuttal in chain.from_iterable(find(readings, setting, rarity) for find in FINDERS):
        if rebuttal.denial.id not in told:
            told.add(rebuttal.denial.id)
            yield rebuttal


def _answers(
    readings: Sequence[Reading], setting: DocumentContext, _rarity: Mapping[str, float]
) -> Iterator[Rebuttal]:
    """Who rejects "the accusation" or "this" means what another speaker was just quoted with."""
    for reading in readings:
        if not (answers := answers_of(reading)):
            continue  # as in most
        claims = _in_order(reading)
        starts = [claim.start for claim in claims]
        for number, claim in enumerate(claims):
            if claim.id not in answers:
                continue
            first = bisect_left(starts, claim.start - ANSWER_REACH)
            before = [each for each in claims[first:number] if _may_be_answered(each, claim, setting)]
            rumours = [each for each in claims[first:number] if _is_rumour_for(each, claim)]
            answered = [*_answered_by(claim, before)[-1:], *rumours[-1:]]
            last = max(answered, key=lambda each: each.start, default=None)
            if last is not None and not _is_taken_up(reading.document.text[last.end : claim.start], claim):
                yield Rebuttal(last, claim)


def _is_rumour_for(claim: Claim, answer: Claim) -> bool:
    """Whether nobody in particular tells it, with a word that the answer takes up.

    "There are [reports] that he fled. His office called the [reports] a fabrication" denies nothing else.
    """
    if claim.claimant is not None or claim.certainty == "denied" or claim.end > answer.start:
        return False
    return any(_is_taken_up(part.quote, answer) for part in (*claim.source, *claim.cue))


def _is_taken_up(words: str, answer: Claim) -> bool:
    """Whether an answer names what words tell of as something said: the "rumours" that it calls a lie."""
    stems = _words_for_what_is_said() & _stems_in(answer.content)
    return not stems.isdisjoint(map(stem_of, map(str.casefold, WORD.findall(words))))


def _answers_to_reports(
    readings: Sequence[Reading], setting: DocumentContext, _rarity: Mapping[str, float]
) -> Iterator[Rebuttal]:
    """Who rejects the report of a body that is named rejects what the body says of the matter elsewhere.

    Another report of it may be meant, so nothing is sure.
    """
    rejected = [each for reading in readings for each in reports_rejected(reading)]
    if not rejected:
        return
    said = _said_by_named(readings, "\n".join(each.content[0].quote.casefold() for each in rejected))

    def days_to(claim: Claim, answer: Claim) -> int:
        return (setting.day[claim.document] or 0) - (setting.day[answer.document] or 0)

    for answer in rejected:
        text = answer.content[0].quote.casefold()
        told = [
            claim
            for name, claims in sorted(said.items())
            if re.search(rf"\b{re.escape(name)}\b", text)
            for claim in claims
            if of_one_matter(claim, answer, DAYS_OF_A_REPORT, setting, named=True)
        ]
        if told:
            best = min(told, key=lambda claim: (days_to(claim, answer) > 0, abs(days_to(claim, answer))))
            yield Rebuttal(best, answer, sure=False)


def _said_by_named(readings: Sequence[Reading], text: str) -> Mapping[str, Sequence[Claim]]:
    """By the name of a body that stands in a text, what it says, be it in what it publishes itself."""
    said: dict[str, list[Claim]] = defaultdict(list)
    for reading in readings:
        publisher = (reading.document.publisher or "").casefold()
        own = publisher if publisher and publisher in text else ""
        for claim in _in_order(reading) if reading.claims else ():
            who = claim.claimant
            if who is None or claim.within is not None or claim.certainty == "denied":
                continue
            name = who.name.casefold()
            named = who.type in BODIES and who.name[:1].isupper() and name in text
            if named or (own and who.key is None):
                said[name if named else own].append(claim)
    return said


@remembered
def reports_rejected(reading: Reading) -> tuple[Claim, ...]:
    """The claims of a document that reject what somebody who is named has published."""
    return tuple(
        claim
        for claim in reading.claims
        if claim.certainty == "denied" and claim.claimant is not None and len(claim.content) == 1
        if not is_tally(text := AS_WHAT.split(claim.content[0].quote, maxsplit=1)[0])
        if len(words := WORD.findall(text)) <= LONGEST_REPORT
        if any(word[:1].isupper() for word in words)
        if not _words_for_reports().isdisjoint(map(stem_of, words))
    )


@cache
def _words_for_reports() -> frozenset[str]:
    return _words_for_what_is_said() | set(map(stem_of, word_class(load_lexicon(), "published")))


@remembered
def answers_of(reading: Reading) -> frozenset[str]:
    """The claims of a document, by id, that answer what was said: see `_is_answer`."""
    return frozenset(claim.id for claim in reading.claims if _is_answer(claim))


def _own_stems(answer: Claim) -> frozenset[str]:
    """The stems of the words for who answers: of the name, and of those that stand in the text for it."""
    name = answer.claimant.name if answer.claimant else ""
    return _stems_in(answer.source) | (stems_in(name) - small_stems())


def _in_order(reading: Reading) -> list[Claim]:
    """The claims of a document by their place, each before those inside it."""
    return sorted(reading.claims, key=lambda each: (each.start, -each.end, each.id))


def _answered_by(answer: Claim, before: Sequence[Claim]) -> Sequence[Claim]:
    """Of the claims before an answer those that it may mean: of whom it names, and against who answers."""
    words = _stems_in(answer.content)
    named = [each for each in before if words & _stems_in(each.source)]
    if not named and any(POSSESSOR.search(extent.quote) for extent in answer.content):
        return ()  # "Malik's charge" answers nobody else
    accusations = [each for each in named or before if each.stance == "alleges"]
    own = _own_stems(answer)
    if not accusations and _disowns(answer):  # who was not named has nobody to answer
        return named or [each for each in before if own & _stems_in(each.content)]
    if not accusations:
        return named or before
    return [each for each in accusations if own & _stems_in(each.content)]


def _stems_in(extents: Sequence[Extent]) -> frozenset[str]:
    """The stems of the words of extents that name somebody or something."""
    return frozenset(stem_of(word) for each in extents for word in WORD.findall(each.quote)) - small_stems()


def _disowns(claim: Claim) -> bool:
    """Whether somebody says to have had no part in it, without a word for denying."""
    if claim.certainty == "denied":
        return False
    return any(
        state.state == DISOWNED
        for each in claim.content
        if not _words_for_disowning().isdisjoint(map(str.casefold, WORD.findall(each.quote)))
        for *_, state in find_states(each.quote)
    )


@cache
def _words_for_disowning() -> frozenset[str]:
    """Words of which each phrase for disowning has one: its longest."""
    phrases = (words for entry in load_lexicon().states if entry.state == DISOWNED for words in entry.words)
    return frozenset(max(WORD.findall(words.casefold()), key=len) for words in phrases)


def _is_answer(claim: Claim) -> bool:
    """Whether it denies what it names only as something said, or says that the speaker had no part in it."""
    if claim.claimant is None or len(claim.content) != 1:
        return False
    text = claim.content[0].quote
    falsehoods = words_of_form(load_lexicon(), "cues", "falsehood")
    if claim.certainty != "denied":
        told = list(map(str.casefold, WORD.findall(text)))
        if not _words_for_disowning().isdisjoint(told) and _disowns(claim):
            return True
        if falsehoods.isdisjoint(told):
            return False  # as of most claims
    answered = AS_WHAT.split(text, maxsplit=1)[0]
    words = [word.casefold() for word in WORD.findall(answered)]
    words = [word for word in words if word not in falsehoods]
    if not words or len(words) > SHORT_ANSWER or is_tally(answered):
        return False
    if len(words) == 1 and words[0] in STATEMENTS:
        return True
    return not _words_for_what_is_said().isdisjoint(map(stem_of, words))


@cache
def _words_for_what_is_said() -> frozenset[str]:
    """The nouns that words for denying may have as their object: accusation, report."""
    return frozenset(
        stem_of(word) for entry in load_lexicon().cues if entry.stance == "denies" for word in entry.objects
    )


def _may_be_answered(claim: Claim, answer: Claim, setting: DocumentContext) -> bool:
    """Whether another speaker claims it, outright and before the answer."""
    if claim.claimant is None or claim.certainty == "denied":
        return False
    if claim.end > answer.start and not _hangs_on(answer, claim):
        return False
    speakers = (setting.speaker_in(each.document, each).key for each in (claim, answer))
    return len(set(speakers)) == 2


def _hangs_on(answer: Claim, claim: Claim) -> bool:
    """Whether an answer is joined to the words that it answers: "that they fired, [which he denied]"."""
    joined = answer.content[0].quote.casefold() == JOINING
    return joined and claim.start < answer.start and bool(claim.content) and answer.end <= claim.end


def _in_like_words(
    readings: Sequence[Reading], setting: DocumentContext, rarity: Mapping[str, float]
) -> Iterator[Rebuttal]:
    """Of one story, a denial and the claim of another side that shares most words with it."""
    every = [told for reading in readings for told in told_as_so_or_not(reading)]
    denials = [_Worded(claim, _stems_of(claim, rarity)) for claim, denied in every if denied]
    disputed = {setting.story[denial.claim.document] for denial in denials}
    holding: dict[tuple[int, str], list[_Worded]] = defaultdict(list)
    for claim in (claim for claim, denied in every if not denied):
        if (story := setting.story[claim.document]) in disputed:
            worded = _Worded(claim, _stems_of(claim, rarity))
            for stem in worded.stems:
                holding[story, stem].append(worded)
    for denial in denials:
        story = setting.story[denial.claim.document]
        like = {
            each.claim.id: each
            for stem in sorted(denial.stems)
            if len(holding[story, stem]) <= BLOCK_LIMIT
            for each in holding[story, stem]
            if _speaks_of_one(denial, each, setting)
        }
        best = min(
            like.values(), key=lambda each: (-len(each.stems & denial.stems), each.claim.id), default=None
        )
        if best is not None:
            yield Rebuttal(best.claim, denial.claim)


@remembered
def told_as_so_or_not(reading: Reading) -> tuple[tuple[Claim, bool], ...]:
    """The claims of somebody that say one thing, each with whether they say that it is not so."""
    return tuple(_each_as_so_or_not(reading))


def _each_as_so_or_not(reading: Reading) -> Iterator[tuple[Claim, bool]]:
    starts = sorted(hedge.scope.start for hedge in reading.hedges if hedge.type == "negated")
    for claim in reading.claims:
        if claim.claimant is None or not claim.content or len(claim.quote.split()) > LONGEST:
            continue
        holds_none = bisect_left(starts, claim.end) == bisect_left(starts, claim.start)
        if claim.certainty == "denied":
            yield claim, True
        elif holds_none and claim.certainty in ("asserted", "reported", "unconfirmed"):
            yield claim, False


def _stems_of(claim: Claim, rarity: Mapping[str, float]) -> frozenset[str]:
    return frozenset(stem for stem in _said(claim) if rarity.get(stem, 0.0) >= RARE)


def _said(claim: Claim) -> frozenset[str]:
    """The stems of what it says, without those of the words for its speaker."""
    said = {_bare(word) for extent in claim.content for word in WORD.findall(extent.quote)}
    return frozenset(said - {_bare(word) for extent in claim.source for word in WORD.findall(extent.quote)})


def _rarity_of_bare_stems(setting: DocumentContext) -> Mapping[str, float]:
    """How rare each bare stem is, from 0 to 1: as its rarest form."""
    by_rarity = sorted(setting.rarity().items(), key=itemgetter(1))  # of one bare stem the last stays
    return {_bare(stem): rare for stem, rare in by_rarity}


@lru_cache(maxsize=KEPT_STEMS)
def _bare(word: str) -> str:
    """The stem of a stem: warnings, warning, warn."""
    return stem_of(stem_of(word))


def _speaks_of_one(denial: _Worded, other: _Worded, setting: DocumentContext) -> bool:
    """Whether a denial has most of its words from a claim of another speaker."""
    shared = denial.stems & other.stems
    if len(shared) < max(SHARED_STEMS, SHARED_SHARE * len(denial.stems)):
        return False
    one, two = denial.claim, other.claim
    if one.document == two.document and one.start < two.end and two.start < one.end:
        return False
    days = setting.day[one.document], setting.day[two.document]
    if days[0] is None or days[1] is None or abs(days[0] - days[1]) > DAYS_OF_A_DENIAL:
        return False
    return len({setting.speaker_in(each.document, each).key for each in (one, two)}) == 2


def _right_behind(
    readings: Sequence[Reading], setting: DocumentContext, rarity: Mapping[str, float]
) -> Iterator[Rebuttal]:
    """A denial that follows on another speaker's claim and says of a thing what this says of it."""
    for reading in readings:
        if not (followed := followed_by_denials(reading)):
            continue
        happens = _words_for_what_happens(reading)
        for told, denial in followed:
            if _may_be_answered(told, denial, setting) and _names_what_is_denied(
                told, denial, rarity, happens
            ):
                yield Rebuttal(told, denial)


@remembered
def followed_by_denials(reading: Reading) -> tuple[tuple[Claim, Claim], ...]:
    """Each claim with the denial of somebody that stands right behind it."""
    return tuple(_each_followed(reading))


def _each_followed(reading: Reading) -> Iterator[tuple[Claim, Claim]]:
    claims = _in_order(reading)
    for number, claim in enumerate(claims):
        if claim.certainty != "denied" or claim.claimant is None:
            continue
        before = [each for each in claims[max(0, number - CLAIMS_BEFORE) : number] if each.within is None]
        told = next((each for each in reversed(before) if each.end <= claim.start), None)
        if told is not None and claim.start - told.end <= RIGHT_BEHIND:
            yield told, claim


def _names_what_is_denied(told: Claim, denial: Claim, rarity: Mapping[str, float], happens: Set[str]) -> bool:
    """Whether they share what happens, two rare words, or all that the denial names; one thing is not enough.

    That nobody paid for a bridge is no answer to who says that it was closed.
    """
    shared = {stem for stem in _said(told) & _said(denial) if len(stem) >= LONG}
    rare = [stem for stem in shared if rarity.get(stem, 0.0) >= RARE]
    return (
        len(rare) >= SHARED_STEMS
        or bool(shared & happens)
        or bool(shared and shared >= _said(denial) - small_stems())
    )


def _words_for_what_happens(reading: Reading) -> frozenset[str]:
    return frozenset(_bare(word) for event in reading.events for word in WORD.findall(event.trigger.quote))


Finder = Callable[[Sequence[Reading], DocumentContext, Mapping[str, float]], Iterator[Rebuttal]]

FINDERS: Sequence[Finder] = (
    _answers,
    _in_like_words,
    _right_behind,
    _answers_to_reports,
)
"""The ways in which a denial meets a claim; the first that finds one for a denial gives it."""
