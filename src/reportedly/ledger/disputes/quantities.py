"""Shares, weights, lengths and money of one thing that differ between documents.

Such numbers count nobody and stand in no series; two of one unit are compared where the sentences around
them share rare words and so do the words beside the numbers. Shares of different wholes are different things
measured; only of one whole, in the same words, two shares are a conflict.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, combinations, pairwise, product

from ...contract import record_id
from ...lexicon import load_lexicon
from ...records import (
    Account,
    Amount,
    Claim,
    Contradiction,
    ContradictionRule,
    Document,
    Occurrence,
    Reading,
    Relation,
)
from ..accounts.digit_slips import has_slipped
from ..accounts.disagreements import (
    Disagreements,
    account_of,
    contradiction_of,
    occurrence_about,
    say_side,
    stated_number,
)
from ..file.reading_memory import remembered
from ..occurrences.document_context import DocumentContext
from ..occurrences.tolls import value_of
from ..traits.positions import TrailingClaims, innermost_claims
from ..traits.stories import small_stems
from ..traits.texts import WORD, Sentence, sentence_stems, stem_of

KINDS = frozenset({"share", "mass", "length", "money"})
"""Kinds of units of which a number says how much; times and counted things are others' matter."""

BESIDE = 6
"""Words before and after a number that say what it measures."""

WHOLE = 4
"""Words after a share that say of what it is."""

OF = "of"
"""Joins a measured amount to what is measured."""

TOLD_AROUND = 40
"""Characters on either side of an amount that are told with it."""

RARE = 0.3
"""How rare a word is, from 0 for one in every document to 1 for one in a single document, that tells."""

SHORTEST = 3
"""Letters of a word that tells: single letters are left of names such as S&P."""

ENOUGH = 1.2
"""Rareness of all that two sentences share, two words at least, from which they speak of one thing."""

LEAST_LIKENESS = 0.08
"""Cosine of two documents below which they measure different things in like words."""

DAYS_OF_A_THING = 60
DAYS_OF_WHAT_LASTS = 400
"""Days within which two documents measure one thing, and what stays as it is: inquiries come late."""

LASTING = frozenset({"mass", "length"})
"""Kinds of units of what a cargo weighed and how deep a crater is."""

DAYS_AT_ONCE = 1

SPELLINGS = {
    word: name
    for name, words in {
        "ton": ("tons", "tonne", "tonnes"),
        "metre": ("metres", "meter", "meters"),
        "kilometre": ("kilometres", "kilometer", "kilometers", "km"),
        "kilogram": ("kilograms", "kilogramme", "kilogrammes", "kilo", "kilos", "kg"),
        "litre": ("litres", "liter", "liters"),
    }.items()
    for word in words
}
"""Units of one name: who writes tonnes and who writes tons weighs the same."""

DOUBTING = frozenset({"denies", "doubts"})
"""Stances of who tells a number only to say that it is wrong."""
MANIFOLD = 3.0
"""How many times a later number exceeds "more than" an earlier one that was another estimate."""

FAR_APART = 10.0
"""Weights, lengths and sums further apart than this are of different things."""

REACH = 1_000
"""Characters before and after an amount in which the words beside it stand: a handful has fifty."""

PAIRS_LIMIT = 30
"""Numbers of one unit that share a word beyond which the word brings nothing together."""

TOLD_TOGETHER = 300
"""Characters between two numbers that are told against each other: a sentence or two."""

AGAINST: Relation = "conflict"
DOUBTED: Relation = "denial"

RULE_OF: Mapping[Relation, ContradictionRule] = {DOUBTED: "denied"}
"""What is found otherwise than by two ranges."""

AS_TO: Mapping[Relation, str] = {
    "conflict": ", at one time",
    "measure_drift": ": shares of different things",
    "update": ": the later is another estimate",
    "digit_slip": ": they differ in their digits alone",
    "denial": ": the later doubts the number",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of a unit with what comparing it needs."""

    amount: Amount
    document: str
    unit: str
    share: bool
    claim: Claim | None
    sentence: frozenset[str]
    beside: frozenset[str]
    whole: frozenset[str]
    named: frozenset[str]
    """The word nearest before it and that which it is of: what has this length, and what is weighed."""
    told: str
    """Its words with a few on either side."""


def find_quantities(readings: Sequence[Reading]) -> tuple[Quantity, ...]:
    """The amounts of shares, weights, lengths and money, by document."""
    return tuple(each for reading in readings for each in _quantities_of(reading))


def compare_quantities(quantities: Sequence[Quantity], setting: DocumentContext) -> Disagreements:
    """Those that do not go together: what is measured as an occurrence, both sides, and how they differ."""
    occurrences: list[Occurrence] = []
    accounts: list[Account] = []
    found: dict[tuple[object, ...], Contradiction] = {}
    told = _by_number(quantities)
    pairs = ((one, other, _relation(one, other, setting)) for one, other in _pairs(quantities, setting))
    rivals = ((one, other, AGAINST) for one, other in _rivals(quantities, setting))
    doubted = ((one, other, DOUBTED) for one, other in _doubted(quantities, setting))
    for one, other, relation in chain(pairs, rivals, doubted):
        key = (
            one.unit,
            *sorted(((one.amount.low, one.amount.high), (other.amount.low, other.amount.high)), key=str),
        )
        if relation is None or key in found:
            continue
        measured = _measured(one, other, setting)
        sides = [_account(each, told[_number_of(each)], measured.id, setting) for each in (one, other)]
        occurrences.append(measured)
        accounts += sides
        why = f"{say_side(sides[0], one.told)} here, {say_side(sides[1], other.told)} there{AS_TO[relation]}"
        found[key] = contradiction_of(sides, RULE_OF.get(relation, "ranges_disjoint"), relation, why)
    return Disagreements(tuple(accounts), tuple(found.values()), tuple(occurrences))


def _number_of(each: Quantity) -> tuple[object, ...]:
    """What the mentions of one number in one document have in common."""
    return each.document, each.unit, each.amount.low, each.amount.high


def _by_number(quantities: Sequence[Quantity]) -> Mapping[tuple[object, ...], Sequence[Quantity]]:
    told: dict[tuple[object, ...], list[Quantity]] = defaultdict(list)
    for each in quantities:
        told[_number_of(each)].append(each)
    return told


@remembered
def _quantities_of(reading: Reading) -> tuple[Quantity, ...]:
    """The quantities of a document."""
    return tuple(_each_quantity(reading))


def _each_quantity(reading: Reading) -> Iterator[Quantity]:
    amounts = [each for each in reading.amounts if value_of(each) and kind_of_unit(each.unit) in KINDS]
    if not amounts:
        return
    stems = sentence_stems(reading.document)
    measured = {amount.id for amount in amounts}
    numbers = {
        stem_of(word)
        for amount in reading.amounts
        for word in WORD.findall(f"{amount.quote} {amount.unit if amount.id in measured else ''}")
    }
    told_in, trailing = (
        innermost_claims(amounts, reading.claims),
        TrailingClaims(reading.claims, stems.starts),
    )
    for amount in amounts:
        sentence = stems.sentence_at(amount.start)
        if sentence is None:
            continue
        before, after = _around(reading.document, amount, sentence)
        yield Quantity(
            amount=amount,
            document=reading.document.id,
            unit=name_of_unit(amount.unit),
            share=kind_of_unit(amount.unit) == "share",
            claim=told_in.get(amount.id) or trailing.behind(amount.start, amount.end),
            sentence=stems.at(amount.start) - numbers,
            beside=frozenset((*before[-BESIDE:], *after[:BESIDE])) - numbers,
            whole=frozenset(after[:WHOLE]) - numbers,
            named=_named(before, after, numbers, share=kind_of_unit(amount.unit) == "share"),
            told=_told_around(reading.document.text, amount, sentence),
        )


def _around(document: Document, amount: Amount, sentence: Sentence) -> tuple[list[str], list[str]]:
    """The stems just before an amount in its sentence, and those just after it."""
    before = WORD.findall(document.text[max(sentence.start, amount.start - REACH) : amount.start])
    after = WORD.findall(document.text[amount.end : min(sentence.end, amount.end + REACH)])
    return list(map(stem_of, before)), list(map(stem_of, after))


def _named(before: Sequence[str], after: Sequence[str], numbers: Set[str], *, share: bool) -> frozenset[str]:
    """What the stems around an amount say that it is of: "a bridge of 40 metres", "40 tons of wheat"."""
    little = small_stems() | numbers
    behind = [stem for stem in after if stem not in numbers]
    sides = (reversed(before), behind if share or behind[:1] == [OF] else ())
    nearest = (next((stem for stem in side if stem not in little), None) for side in sides)
    return frozenset(stem for stem in nearest if stem)


def _told_around(text: str, amount: Amount, sentence: Sentence) -> str:
    """An amount in its sentence with the whole words that stand near it."""
    start, end = max(sentence.start, amount.start - TOLD_AROUND), min(sentence.end, amount.end + TOLD_AROUND)
    while sentence.start < start < amount.start and not text[start - 1].isspace():
        start += 1
    while amount.end < end < sentence.end and not text[end].isspace():
        end -= 1
    return text[start:end]


def _pairs(quantities: Sequence[Quantity], setting: DocumentContext) -> Iterator[tuple[Quantity, Quantity]]:
    """Of two documents that measure one thing the pair of one unit most alike, the earlier first."""
    spread = setting.spread()
    total = len(setting.documents)
    told: dict[tuple[str, str], set[float]] = defaultdict(set)
    holding: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, each in enumerate(quantities):
        told[each.document, each.unit].add(value_of(each.amount) or 0.0)
        for stem in each.beside:
            if _rareness(stem, spread, total) >= RARE:
                holding[each.unit, stem].append(number)
    pairs = {pair for held in holding.values() if len(held) <= PAIRS_LIMIT for pair in combinations(held, 2)}
    best: dict[tuple[str, str, str], tuple[tuple[float, int], Quantity, Quantity]] = {}
    for pair in sorted(pairs):
        one, other = sorted((quantities[at] for at in pair), key=lambda each: _time_order(each, setting))
        crossed = (one.amount, other.document), (other.amount, one.document)
        if any((value_of(amount) or 0.0) in told[document, one.unit] for amount, document in crossed):
            continue
        shared = [_rareness(stem, spread, total) for stem in one.sentence & other.sentence]
        telling = [each for each in shared if each >= RARE]
        if len(telling) < 2 or sum(telling) < ENOUGH:
            continue
        documents = one.document, other.document, one.unit
        alike = sum(telling), len(one.whole & other.whole)  # how deep it is, not how wide
        if documents not in best or alike > best[documents][0]:
            best[documents] = alike, one, other
    for _, one, other in best.values():
        if setting.likeness(one.document, other.document) >= LEAST_LIKENESS:
            yield one, other


def _rivals(quantities: Sequence[Quantity], setting: DocumentContext) -> Iterator[tuple[Quantity, Quantity]]:
    """Two numbers of one unit that two speakers tell one after the other, in like words."""
    for one, other in pairwise(sorted(quantities, key=lambda each: (each.document, each.amount.start))):
        if one.document != other.document or one.unit != other.unit:
            continue
        speakers = [setting.speaker_in(each.document, each.claim) for each in (one, other)]
        if any(each.claimant is None for each in speakers) or speakers[0].key == speakers[1].key:
            continue
        said = _stems_of_speaking(one) | _stems_of_speaking(other)
        told = one.beside & other.beside - small_stems() - said
        shared = {stem for stem in told if len(stem) >= SHORTEST}
        if not shared & (one.named | other.named):
            continue  # a bridge and a tunnel over one river
        own = sum(each.outlet for each in speakers)  # an outlet's own words say less of what they are against
        near = other.amount.start - one.amount.end <= TOLD_TOGETHER
        if near and len(shared) > own and _disjoint(one.amount, other.amount):
            yield one, other


def _stems_of_speaking(each: Quantity) -> frozenset[str]:
    """The stems of the words that say who speaks, and that he does."""
    parts = (*each.claim.source, *each.claim.cue) if each.claim else ()
    return frozenset(stem_of(word) for part in parts for word in WORD.findall(part.quote))


def _doubted(quantities: Sequence[Quantity], setting: DocumentContext) -> Iterator[tuple[Quantity, Quantity]]:
    """A number that one report tells, and the same one, which a speaker doubts in another."""
    told: dict[tuple[str, float | None], list[Quantity]] = defaultdict(list)
    for each in quantities:
        if value_of(each.amount) is not None:
            told[each.unit, value_of(each.amount)].append(each)
    for alike in told.values():
        denials = [each for each in alike if each.claim is not None and each.claim.stance in DOUBTING]
        others = [each for each in alike if each.claim is None or each.claim.stance not in DOUBTING]
        for other, one in product(denials[:PAIRS_LIMIT], others[:PAIRS_LIMIT]):
            days = setting.day[one.document], setting.day[other.document]
            if one.document == other.document or days[0] is None or days[1] is None:
                continue
            if not 0 <= days[1] - days[0] <= DAYS_OF_A_THING:
                continue
            shared = {stem for stem in one.sentence & other.sentence - small_stems() if len(stem) >= SHORTEST}
            if shared - {one.unit} and setting.likeness(one.document, other.document) >= LEAST_LIKENESS:
                yield one, other


def _rareness(stem: str, spread: Counter[str], total: int) -> float:
    """From 0 to 1; words that are too common or too rare for a vector tell nothing."""
    telling = len(stem) >= SHORTEST and spread[stem] and total > 1
    return math.log(total / spread[stem]) / math.log(total) if telling else 0.0


def _relation(one: Quantity, other: Quantity, setting: DocumentContext) -> Relation | None:
    """In which way two quantities of one thing, the earlier first, do not go together."""
    days = _days_apart(one, other, setting)
    lasts = kind_of_unit(one.amount.unit) in LASTING
    if days is not None and days > (DAYS_OF_WHAT_LASTS if lasts else DAYS_OF_A_THING) and not one.share:
        return None
    first, second = value_of(one.amount) or 0.0, value_of(other.amount) or 0.0
    if not _disjoint(one.amount, other.amount):
        exceeded = one.amount.high is None and second >= MANIFOLD * first and not one.share
        return "update" if exceeded else None
    if one.share:
        same = bool(one.whole) and one.whole == other.whole
        return "conflict" if same and days is not None and days <= DAYS_AT_ONCE else "measure_drift"
    if max(first, second) > FAR_APART * min(first, second) or days is None:
        return None
    if has_slipped(*(f"{value:.0f}" for value in (first, second))):
        return "digit_slip"
    return "conflict" if days == 0 or (lasts and second < first) else "update"


def _disjoint(one: Amount, other: Amount) -> bool:
    lows = [float("-inf") if each.low is None else each.low for each in (one, other)]
    highs = [float("inf") if each.high is None else each.high for each in (one, other)]
    return max(lows) > min(highs)


def _days_apart(one: Quantity, other: Quantity, setting: DocumentContext) -> int | None:
    first, second = setting.day[one.document], setting.day[other.document]
    return None if first is None or second is None else abs(first - second)


def _time_order(each: Quantity, setting: DocumentContext) -> tuple[int, str]:
    return setting.day[each.document] or 0, each.amount.id


def _measured(one: Quantity, other: Quantity, setting: DocumentContext) -> Occurrence:
    """What both measure, as an occurrence of its own: neither event nor count has these numbers."""
    claimants = len({setting.speaker_in(each.document, each.claim).key for each in (one, other)})
    documents = one.document, other.document
    return occurrence_about((one.amount.id, other.amount.id), one.told, documents, claimants, setting)


def _account(each: Quantity, mentions: Sequence[Quantity], home: str, setting: DocumentContext) -> Account:
    """One document's number, with each place where it stands there."""
    amount = each.amount
    again = (mention.amount.id for mention in mentions if mention.amount.id != amount.id)
    stated = stated_number(amount, each.claim, each.document, setting, again)
    return account_of(record_id("account", amount.id), home, stated, setting)


@lru_cache(maxsize=10_000)
def name_of_unit(unit: str | None) -> str:
    """Units under one name; all words for a share are one."""
    if kind_of_unit(unit) == "share":
        return "share"
    word = next(reversed((unit or "").casefold().split()), "").rstrip(".")
    return stem_of(SPELLINGS.get(word, word)).rstrip(".")


@lru_cache(maxsize=10_000)
def kind_of_unit(unit: str | None) -> str | None:
    """What a unit measures or counts, as the lexicon has it; None of other units."""
    words = (unit or "").casefold().split()
    if not words:
        return None
    kinds = _kinds()
    return kinds.get(" ".join(words)) or kinds.get(words[-1]) or kinds.get(words[-1].removesuffix("s"))


@cache
def _kinds() -> dict[str, str]:
    return {
        word.casefold(): entry.kind.partition("_")[0]
        for entry in load_lexicon().units
        for word in entry.words
    }
