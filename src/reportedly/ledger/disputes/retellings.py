"""Statements without a number that two documents tell in different ways.

What one speaker held possible is told on as a fact; what was open is later answered; what one claims another
denies. These are found between claims, and both sides become accounts without a number.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import product

from ...contract import record_id
from ...frozen import quick
from ...language.closed_classes import BEFORE_ADJECTIVES, LIMITING, NOWHERE, POSSESSIVE_ENDINGS
from ...lexicon import load_lexicon
from ...records import Account, Claim, ContradictionRule, Event, Hedge, Occurrence, Reading, Relation
from ..accounts.disagreements import (
    Disagreements,
    Stated,
    account_of,
    contradiction_of,
    day_of_document,
    occurrence_about,
)
from ..accounts.doubts import Doubt, doubted
from ..file.reading_memory import remembered_with
from ..occurrences.document_context import DocumentContext
from ..traits.members import Member
from ..traits.stories import small_stems
from ..traits.texts import WORD, stem_of, stems_in
from ..wording import on_one_line
from .disputes import event_of
from .doers import find_charges
from .negations import find_negations
from .rebuttals import find_rebuttals
from .states import find_exclusions
from .ties import find_rival_ties
from .wordings import Telling, telling_of_roots

SHARED_STEMS = 3
SHARED_RARENESS = 2.0
"""Words, and how rare they are all together, that two claims of one speaker share when they are one."""

SHARED_SHARE = 0.5
"""The share of the shorter claim's words that they share."""

RELAYED_SHARE = 0.7
"""The same where another speaker tells it on."""

RARE = 0.4
"""How rare a word is that brings two claims together."""

DAYS_OF_A_STATEMENT = 7
"""Days within which one statement is told by several."""

DAYS_OF_AN_ANSWER = 60
"""Days within which a question that was open is answered."""

LEAST_LIKENESS = 0.08
"""Cosine of two documents below which they are about different things."""

SAME_SENTENCE = 0.8
"""The share of a claim's words that stand in a sentence of which it is a part; line breaks hide some."""

BLOCK_LIMIT = 30
"""Claims that share a word, beyond which the word brings none together."""

LONGEST = 45
"""Words of a claim that says one thing."""

BEFORE_NOWHERE = 2
"""Words before "nowhere else" that name where: "into the air and"."""

LIMITED = LIMITING | NOWHERE
NOTHING: frozenset[str] = frozenset()

UNSETTLED = frozenset({"possible", "unconfirmed", "negated", "doubted", "conditional"})
OPEN = "unconfirmed"
"""The hedge of what is not known to be so: "whether"."""


@quick
@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with what is compared of it."""

    claim: Claim
    stems: frozenset[str]
    """Telling stems of all its words."""
    source: frozenset[str]
    doubt: frozenset[str]
    """The stems of what is only possible in it; empty where nothing is."""
    plain: bool
    """Nothing in it is possible, denied or doubted."""
    limited: frozenset[str] = frozenset()
    """The stems of what it says is all: the gas of "only gas", the air of "in the air and nowhere else"."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """Two records that do not go together."""

    one: Claim | Event
    other: Claim | Event
    relation: Relation
    why: str
    home: str | None = None
    """The occurrence that they are about, where they are about one."""
    with_one: tuple[Claim | Event, ...] = ()
    """Records that tell the same as the one."""
    with_other: tuple[Claim | Event, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def find_retellings(
    readings: Sequence[Reading],
    members: Iterable[Member],
    occurrence_of: Mapping[str, str],
    setting: DocumentContext,
    settled: Set[str] = frozenset(),
) -> Disagreements:
    """Statements that lost their doubt, were answered or are denied: with what they are about.

    Args:
        readings: of the documents of a neighbourhood.
        members: their events and figures.
        occurrence_of: by event the occurrence that it is of.
        setting: what is known of each document.
        settled: claims that deny a number or an act, and events in dispute, as was found otherwise.
    """
    told = tuple(members)
    by_root = telling_of_roots(setting)
    found: list[Retelling] = [
        *_certainty_gained(readings, setting),
        *_answered(readings, told, occurrence_of, setting),
        *_rebutted(readings, told, occurrence_of, setting, settled),
        *_excluded(readings, setting, settled),
        *_charged(readings, setting, by_root),
        *_tied(readings, setting, by_root),
    ]
    found += _negated(readings, setting, settled, found, by_root)
    return recorded(found, setting)


def recorded(found: Iterable[Retelling], setting: DocumentContext) -> Disagreements:
    """Pairs of records that do not go together, with an account of either side and what they are about."""
    occurrences: list[Occurrence] = []
    accounts: dict[str, Account] = {}
    contradictions = []
    for each in found:
        home = each.home
        if home is None:
            occurrences.append(_about(each, setting))
            home = occurrences[-1].id
        sides = [
            _account((each.one, *each.with_one), home, setting),
            _account((each.other, *each.with_other), home, setting),
        ]
        accounts.update({side.id: side for side in sides})
        rule: ContradictionRule = "denied" if each.relation == "denial" else "exclusive"
        contradictions.append(doubted(contradiction_of(sides, rule, each.relation, each.why), each.doubts))
    return Disagreements(tuple(accounts.values()), tuple(contradictions), tuple(occurrences))


def _certainty_gained(readings: Sequence[Reading], setting: DocumentContext) -> Iterator[Retelling]:
    """One speaker's statement, first with "could" and later without."""
    rarity = setting.rarity()
    statements = [
        each
        for reading in readings
        for each in statements_of(reading, setting.vectors[reading.document.id].keys())
    ]
    holding: dict[tuple[str | int | None, str], list[int]] = defaultdict(list)
    doubted = frozenset().union(*(each.stems for each in statements if each.doubt or each.limited))
    for number, each in enumerate(statements):
        document = each.claim.document
        for stem in each.stems & doubted:  # of the others none is asked for
            if rarity.get(stem, 0.0) >= RARE:
                for told_of in (setting.country[document], setting.story[document]):
                    holding[told_of, stem].append(number)
    told: set[tuple[str, str]] = set()
    pairs = {
        (min(one, other), max(one, other))
        for held in holding.values()
        if len(held) <= BLOCK_LIMIT
        for one in held
        if statements[one].doubt or statements[one].limited
        for other in held
        if other != one
    }
    ordered = sorted(
        pairs, key=lambda pair: (_is_relayed(statements[pair[0]], statements[pair[1]], setting), pair)
    )
    for pair in ordered:
        one, other = sorted(
            (statements[at] for at in pair), key=lambda each: not (each.doubt or each.limited)
        )
        if not other.plain or other.limited or not _one_statement(one, other, rarity, setting):
            continue
        places = {(one.claim.document, other.claim.id), (other.claim.document, one.claim.id)}
        if told.isdisjoint(places):
            told |= places
            lost = (
                "what was possible is told as so"
                if one.doubt
                else "what was all there was is not told as all"
            )
            why = f"{quoted(one.claim)} here, {quoted(other.claim)} there: {lost}"
            doubts: tuple[Doubt, ...] = () if one.doubt else ("left_out_limit",)
            yield Retelling(one.claim, other.claim, "modifier_loss", why, doubts=doubts)


def _is_relayed(one: Statement, other: Statement, setting: DocumentContext) -> tuple[bool, bool]:
    """Pairs of one speaker come first, and those told in the body of a text."""
    return not _one_speaker(one, other, setting), "title" in (one.claim.segment, other.claim.segment)


@remembered_with
def statements_of(reading: Reading, known: Set[str]) -> tuple[Statement, ...]:
    """What somebody says in a document, with those of its stems that are known to weigh anything."""
    return tuple(_each_statement(reading, known))


def _each_statement(reading: Reading, known: Set[str]) -> Iterator[Statement]:
    hedges = sorted((hedge for hedge in reading.hedges if hedge.type in UNSETTLED), key=_start_of)
    starts = [hedge.start for hedge in hedges]
    for claim in reading.claims:
        if claim.source and claim.claimant is not None and len(claim.quote.split()) <= LONGEST:
            source = stems_in(" ".join([extent.quote for extent in claim.source]))
            here = hedges[bisect_left(starts, claim.start) : bisect_left(starts, claim.end)] if hedges else ()
            possible = [hedge.scope.quote for hedge in here if hedge.type == "possible"]
            doubt = stems_in(" ".join(possible)) if possible else NOTHING
            words = WORD.findall(claim.quote)
            stems = frozenset(frozenset(map(stem_of, words)) & known)
            yield Statement(claim, stems, source, doubt, not here, _limited_in(words) & known)


def _limited_in(words: Sequence[str]) -> frozenset[str]:
    """The stem of the word right behind one that limits, or before one for nothing else; of no number.

    Behind an article, "only" is an adjective: "the only clinic" limits nothing that was done.
    """
    folded = list(map(str.casefold, words))
    if LIMITED.isdisjoint(folded):
        return NOTHING  # as in most statements
    for at, word in enumerate(folded):
        if word in LIMITING:
            if at and _is_determiner(words[at - 1].casefold()):
                continue
            limited = stems_in(" ".join(words[at + 1 : at + 2])) - small_stems() - _stems_of_numbers()
            if limited:
                return limited
        if word in NOWHERE:
            return stems_in(" ".join(words[max(at - BEFORE_NOWHERE, 0) : at])) - small_stems()
    return frozenset()


def _is_determiner(word: str) -> bool:
    return word in BEFORE_ADJECTIVES or word.endswith(POSSESSIVE_ENDINGS)


@cache
def _stems_of_numbers() -> frozenset[str]:
    return stems_in(" ".join(word for entry in load_lexicon().numbers for word in entry.words))


def _start_of(hedge: Hedge) -> int:
    return hedge.start


def _one_statement(
    one: Statement, other: Statement, rarity: Mapping[str, float], setting: DocumentContext
) -> bool:
    """Whether two claims of two documents are one speaker's statement, the hedged one not told later."""
    documents = one.claim.document, other.claim.document
    days = setting.day[documents[0]], setting.day[documents[1]]
    if documents[0] == documents[1] or days[0] is None or days[1] is None:
        return False
    if not 0 <= days[1] - days[0] <= DAYS_OF_A_STATEMENT or setting.likeness(*documents) < LEAST_LIKENESS:
        return False
    both = one.source & other.source
    shared, shorter = (one.stems & other.stems) - both, min(len(one.stems - both), len(other.stems - both))
    is_own = _one_speaker(one, other, setting)
    if len(shared) < max(SHARED_STEMS, (SHARED_SHARE if is_own else RELAYED_SHARE) * shorter):
        return False
    if not is_own and not (_one_camp(one, other, setting) and _has_the_doubted(one, other)):
        return False
    if one.limited and not one.doubt:
        return one.limited <= other.stems and len(shared) >= RELAYED_SHARE * shorter
    if other.stems <= one.stems and not other.stems & one.doubt:
        return False  # it says less, and leaves out the very words that were hedged
    return sum(rarity[stem] for stem in shared) >= SHARED_RARENESS


def _one_speaker(one: Statement, other: Statement, setting: DocumentContext) -> bool:
    """Whether one is named by the other's name, or by the office that stands before it."""
    keys = {setting.speaker_in(each.claim.document, each.claim).key for each in (one, other)}
    if len(keys) == 1:
        return True
    names = [stems_in(each.claim.claimant.name) for each in (one, other) if each.claim.claimant]
    return any(len(name) > 1 and name <= each.source for name, each in zip(names, (other, one), strict=True))


def _one_camp(one: Statement, other: Statement, setting: DocumentContext) -> bool:
    """Whether both speak for one state, or are named by one word: "a customs source", "customs officials"."""
    states = {setting.speaker_in(each.claim.document, each.claim).state for each in (one, other)}
    named = (one.source & other.source) - small_stems()
    return bool(named) or (len(states) == 1 and None not in states)


def _has_the_doubted(one: Statement, other: Statement) -> bool:
    """Whether what was only possible is most of what the other tells as so."""
    doubted = one.doubt & one.stems
    return len(doubted & other.stems) >= RELAYED_SHARE * len(doubted)


def _answered(
    readings: Sequence[Reading],
    members: Iterable[Member],
    occurrence_of: Mapping[str, str],
    setting: DocumentContext,
) -> Iterator[Retelling]:
    """Violence of which nobody knew whether it was any, and a later claim that says by what it was done."""
    open_of: dict[str, list[Member]] = defaultdict(list)
    told_of: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        if isinstance(member.record, Event) and member.family == "ASSAULT" and member.id in occurrence_of:
            is_open = member.record.status == "possible" and member.record.certainty == OPEN
            (open_of if is_open else told_of)[occurrence_of[member.id]].append(member)
    claims = {reading.document.id: reading.claims for reading in readings}
    for home, questions in sorted(open_of.items()):
        pairs = (
            (question, claim)
            for question in questions
            for told in told_of[home]
            if _later(question, told, setting)
            for claim in claims[told.document]
            if _answers(claim, told)
        )
        best = min(pairs, key=lambda pair: (pair[0].id, pair[1].id), default=None)
        if best is not None:
            question, claim = event_of(best[0]), best[1]
            why = f"{quoted(question)} was open; later {quoted(claim)}"
            yield Retelling(question, claim, "update", why, home)


def _rebutted(
    readings: Sequence[Reading],
    members: Iterable[Member],
    occurrence_of: Mapping[str, str],
    setting: DocumentContext,
    settled: Set[str],
) -> Iterator[Retelling]:
    """Claims that another speaker denies, at home where the act is that they tell."""
    home = {
        member.record.claim: occurrence_of[member.id]
        for member in members
        if isinstance(member.record, Event) and member.record.claim and member.id in occurrence_of
    }
    for each in find_rebuttals(readings, setting, settled):
        why = f"{quoted(each.claim)}; {quoted(each.denial)}"
        doubts: tuple[Doubt, ...] = () if each.sure else ("few_words",)
        yield Retelling(each.claim, each.denial, "denial", why, home.get(each.claim.id), doubts=doubts)


def _excluded(
    readings: Sequence[Reading], setting: DocumentContext, settled: Set[str]
) -> Iterator[Retelling]:
    """Two states of one question that two speakers tell of the same."""
    for each in find_exclusions(readings, setting):
        one, other = ([told.record for told in side] for side in (each.one, each.other))
        if any(isinstance(record, Event) and record.id in settled for record in (*one, *other)):
            continue
        denied = each.one[0].negated or each.other[0].negated
        why = f"{quoted(one[0])} here, {quoted(other[0])} there"
        yield Retelling(
            one[0],
            other[0],
            "denial" if denied else "conflict",
            why,
            with_one=tuple(one[1:]),
            with_other=tuple(other[1:]),
            doubts=() if each.sure else ("few_words",),
        )


def _charged(readings: Sequence[Reading], setting: DocumentContext, tells: Telling) -> Iterator[Retelling]:
    """One act that two sides are said to have done."""
    for one, other in find_charges(readings, setting, tells):
        why = f"{quoted(one.record)} here, {quoted(other.record)} there: two are said to have done it"
        yield Retelling(one.record, other.record, "conflict", why)


def _tied(readings: Sequence[Reading], setting: DocumentContext, tells: Telling) -> Iterator[Retelling]:
    """Two causes of one thing, or two who hold it."""
    for one, other in find_rival_ties(readings, setting, tells):
        why = f"{quoted(one.record)} here, {quoted(other.record)} there: two are named as its {one.kind}"
        relation: Relation = "denial" if one.negated != other.negated else "conflict"
        yield Retelling(one.record, other.record, relation, why, doubts=("few_words",))


def _negated(
    readings: Sequence[Reading],
    setting: DocumentContext,
    settled: Set[str],
    found: Sequence[Retelling],
    tells: Telling,
) -> Iterator[Retelling]:
    """What one tells and another says is not so, but where their reports were found to disagree on it."""
    denials = [each for each in found if each.relation == "denial"]
    known = {frozenset(record.document for record in pair) for each in denials for pair in _pairs_of(each)}
    denying = settled | {record.id for each in denials for record in (each.other, *each.with_other)}
    for each in find_negations(readings, setting, denying, tells):
        if frozenset({each.told.document, each.denial.document}) not in known:
            why = f"{quoted(each.told)} here, {quoted(each.denial)} there"
            doubts: tuple[Doubt, ...] = () if each.sure else ("few_words",)
            yield Retelling(each.told, each.denial, "denial", why, with_one=each.with_told, doubts=doubts)


def _pairs_of(each: Retelling) -> Iterator[tuple[Claim | Event, Claim | Event]]:
    return product((each.one, *each.with_one), (each.other, *each.with_other))


def _later(question: Member, told: Member, setting: DocumentContext) -> bool:
    days = setting.day[question.document], setting.day[told.document]
    if question.document == told.document or days[0] is None or days[1] is None:
        return False
    return 0 < days[1] - days[0] <= DAYS_OF_AN_ANSWER


def _answers(claim: Claim, told: Member) -> bool:
    """Whether somebody says, in the sentence that tells what happened, with what it was done."""
    words = stems_in(" ".join(extent.quote for extent in claim.content))
    told_there = len(words & told.stems) >= SAME_SENTENCE * len(words)
    sure = claim.stance in ("asserts", "confirms") and claim.certainty in ("asserted", "reported")
    return told_there and sure and bool(words & _weapons())


@cache
def _weapons() -> frozenset[str]:
    """Words for what violence is done with: rifle, and the bomb of "letter bomb"."""
    weapons = [entry for entry in load_lexicon().predicates if entry.form == "weapon"]
    return frozenset(stem_of(word.split()[-1]) for entry in weapons for word in entry.words)


def _about(each: Retelling, setting: DocumentContext) -> Occurrence:
    """What both claims say, as an occurrence of its own."""
    both = each.one, each.other
    speakers = {setting.speaker_in(told.document, told).key for told in both if isinstance(told, Claim)}
    documents = (told.document for told in both)
    return occurrence_about([told.id for told in both], each.one.quote, documents, len(speakers), setting)


def _account(records: Sequence[Claim | Event], home: str, setting: DocumentContext) -> Account:
    """What the first of the records states, with all that state the same."""
    first = records[0]
    stated = Stated(
        claimant=first.claimant if isinstance(first, Claim) else None,
        certainty=first.certainty,
        evidence=tuple(each.id for each in records),
        documents=tuple(sorted({each.document for each in records})),
        as_of=day_of_document(first.document, setting),
    )
    return account_of(record_id("account", *stated.evidence), home, stated, setting)


def quoted(record: Claim | Event) -> str:
    """The words of a record on one line, in quotation marks."""
    return repr(on_one_line(record.quote))
