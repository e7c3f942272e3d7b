"""Numbers of things, and of people to whom nothing is done: rifles that were found, how many a prison held.

No account counts them, for there is no measure. Two reports' numbers of one unit are put beside one another
by the words around them, and by the unit itself where few reports have it: who counts rifles counts the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, combinations
from math import log

from ...contract import record_id
from ...frozen import quick
from ...page.segment import segment_at
from ...records import Account, Amount, Claim, Contradiction, Document, Occurrence, Reading, Relation
from ..accounts.digit_slips import has_slipped, is_tenfold
from ..accounts.disagreements import (
    Disagreements,
    account_of,
    contradiction_of,
    occurrence_about,
    say_side,
    stated_number,
)
from ..accounts.doubts import doubted
from ..file.reading_memory import remembered
from ..occurrences.document_context import DocumentContext
from ..occurrences.tolls import counts_people, value_of
from ..traits.odd_numbers import LARGE
from ..traits.positions import innermost_claims
from ..traits.sides import are_people
from ..traits.texts import WORD, Sentence, SentenceStems, sentence_stems, words_around
from .matters import are_of_one_story
from .quantities import KINDS, kind_of_unit, name_of_unit
from .wordings import mute_roots, root_of, telling_roots

SHARE = "share"
LASTING = frozenset({"length", "mass", "building", "vehicle"})
"""Kinds of units of what is as it is: a wall does not grow from 38 to 83 metres."""
SPANS_OF_TIME = frozenset({"duration"})
"""Kinds of units of which any report has several."""

FEWEST = 5
"""Smaller numbers of people stand in any two reports: two women."""

FEW = 3
TWO_DIGITS = 10
"""So do smaller numbers of things, and those below five unless the other has two digits: three counts and
four, but not three rifles and 30; in invented crises it adds three pairs of one thing and none of two."""

WORDS_AROUND = 8
"""Words on either side of a number, in its sentence, that say of what it is."""

FEW_DOCUMENTS = 12
"""Documents among which words of a smaller collection count as rare."""

LEAST_RARE = 0.2
"""How rare the most common word is."""

ENOUGH = 0.9
"""How rare, all together, the unit and the words around both numbers are: of 46 pairs in invented crises with
more 31 are of one thing, of 60 with less 6."""

RARE_UNIT = 0.6
"""How rare a unit is that needs no word beside it: rifles, or CFA francs, of which two reports tell."""

CLOSE = 0.75
"""What it tells of two numbers of one unit, beside a common word, that they are one another's digits, or
nearly equal: 2,300 and 3,200 prisoners, 127 and 131 girls."""

NEAR = 1.25
"""How many times the lesser of two nearly equal numbers the greater is, at most."""

FAR_APART = 12.0
"""How many times larger a number is that is of something else."""

DAYS_OF_A_THING = 30
"""Days within which two reports count one thing."""

DAYS_AT_ONCE = 1
"""Days within which two numbers are told at one time."""

BLOCK_LIMIT = 40
"""Numbers of one unit that share a word, beyond which the word brings none together."""

TOLD_AROUND = 40
"""Characters on either side of a number that are told with it."""

AS_TO: Mapping[Relation, str] = {
    "conflict": "",
    "digit_slip": ": they differ in their digits alone",
    "update": ": the number changed",
}


@quick
@dataclass(frozen=True, slots=True)
class Count:
    """A number of things with what comparing it needs."""

    amount: Amount
    document: str
    unit: str
    """Its stem; of all people the same."""
    kind: str | None
    claim: Claim | None
    words: frozenset[str]
    """The roots of those around it, of people also of who they are."""
    head: str
    """The root of the unit."""
    counted: bool
    """An account is made of it besides."""
    text: str
    """Of the document."""
    sentence: Sentence
    value: float
    """The number that is named."""
    least: float
    most: float
    """The ends of its range; an open end reaches as far as need be."""

    @property
    def told(self) -> str:
        """Its words with a few on either side; few numbers have a counterpart with which they are told."""
        return " ".join(_around(self.text, self.amount, self.sentence.start, self.sentence.end).split())


def compare_things(
    readings: Sequence[Reading], setting: DocumentContext, known: Iterable[Contradiction]
) -> Disagreements:
    """Numbers of things that two speakers tell differently: what they are about, both sides, how they differ.

    Those that are `known` to differ are left out.
    """
    counts = [each for reading in readings for each in counts_of(reading)]
    told = _Told(counts, setting)
    settled = {frozenset((each.left, each.right)) for each in known}
    occurrences: list[Occurrence] = []
    accounts: list[Account] = []
    found: list[Contradiction] = []
    for one, other in _best_pairs(counts, told):
        ids = [record_id("account", each.amount.id) for each in (one, other)]
        if frozenset(ids) in settled:
            continue
        claimants = len({setting.speaker_in(each.document, each.claim).key for each in (one, other)})
        about = occurrence_about(
            (one.amount.id, other.amount.id), one.told, (one.document, other.document), claimants, setting
        )
        sides = [_account(each, about.id, setting) for each in (one, other)]
        relation = told.relation(one, other)
        why = f"{say_side(sides[0], one.told)} here, {say_side(sides[1], other.told)} there{AS_TO[relation]}"
        occurrences.append(about)
        accounts += sides
        found.append(
            doubted(contradiction_of(sides, "ranges_disjoint", relation, why), ("things_in_like_words",))
        )
    return Disagreements(tuple(accounts), tuple(found), tuple(occurrences))


@remembered
def counts_of(reading: Reading) -> tuple[Count, ...]:
    """The numbers of a document that no account is made of and that say of what they are."""
    counted = {figure.amount for figure in reading.figures if counts_people(figure)}
    amounts = [
        amount
        for amount in reading.amounts
        if amount.unit and (value_of(amount) or 0) >= (FEWEST if are_people(amount.unit) else FEW)
        if kind_of_unit(amount.unit) not in SPANS_OF_TIME
        if not _is_in_dateline(amount, reading.document)
    ]
    if not amounts:
        return ()
    stems, told_in = sentence_stems(reading.document), innermost_claims(amounts, reading.claims)
    places = {root_of(word) for place in reading.places for word in WORD.findall(place.quote)}
    return tuple(
        found
        for amount in amounts
        if (found := _count(amount, reading, stems, told_in.get(amount.id), places, amount.id in counted))
    )


@remembered
def _words_beside_numbers(reading: Reading) -> frozenset[str]:
    """The words that stand beside the numbers of a document, and their units."""
    return frozenset(word for each in counts_of(reading) for word in (each.unit, *each.words))


def _is_in_dateline(amount: Amount, document: Document) -> bool:
    """Whether it is part of a day without a comma: "6 MAR 89"."""
    segment = segment_at(document, amount.start)
    return segment is not None and segment.kind == "dateline"


def _count(
    amount: Amount,
    reading: Reading,
    stems: SentenceStems,
    claim: Claim | None,
    places: Set[str],
    counted: bool,
) -> Count | None:
    sentence = stems.sentence_at(amount.start)
    if sentence is None:
        return None
    text, unit = reading.document.text, name_of_unit(amount.unit)
    roots = telling_roots(words_around(text, sentence, amount, WORDS_AROUND), claim) - places
    people, head = are_people(amount.unit), root_of(unit)
    words = roots - {head}
    if people and head not in mute_roots() and head not in places:
        words |= {head}
    return Count(
        amount=amount,
        document=reading.document.id,
        unit="people" if people else unit,
        kind="people" if people else kind_of_unit(amount.unit),
        claim=claim,
        words=words,
        head=head,
        counted=counted,
        text=text,
        sentence=sentence,
        value=value_of(amount) or 0.0,
        least=amount.low if amount.low is not None else float("-inf"),
        most=amount.high if amount.high is not None else float("inf"),
    )


def _around(text: str, amount: Amount, first: int, last: int) -> str:
    """A number with the whole words of its sentence that stand near it."""
    start, end = max(first, amount.start - TOLD_AROUND), min(last, amount.end + TOLD_AROUND)
    start = text.find(" ", start, amount.start) + 1 or amount.start if start > first else start
    end = max(text.rfind(" ", amount.end, end), amount.end) if end < last else end
    return text[start:end]


class _Told:
    """The numbers of a neighbourhood, and what sets two of them against one another."""

    def __init__(self, counts: Sequence[Count], setting: DocumentContext) -> None:
        self.setting = setting
        self.documents = max(len(setting.documents), FEW_DOCUMENTS)
        self.spread = Counter(
            chain.from_iterable(_words_beside_numbers(each) for each in setting.readings.values())
        )
        self.told: dict[tuple[str, str], set[float]] = defaultdict(set)
        for each in counts:
            self.told[each.document, each.unit].add(each.value)

    def score(self, one: Count, other: Count) -> float:
        """How much speaks for it that two speakers count one thing, and differently; 0 where they do not."""
        if _may_be_equal(one, other) or not self._at_one_time(one, other) or self._tells_both(one, other):
            return 0.0
        shared = one.words & other.words
        close = _closeness(one, other, shared) if shared else 0.0
        if (one.kind == "people" and not shared) or not _may_be_told(one, other, close):
            return 0.0
        unit = 0.0 if one.kind == "people" else self._rareness(one.unit)
        score = unit + sum(map(self._rareness, shared)) + close
        enough = ENOUGH if shared else ENOUGH + LEAST_RARE if one.kind == SHARE else RARE_UNIT
        # by name: what a spokesman told, his office may tell otherwise later
        speakers = {self.setting.speaker_in(each.document, each.claim).called for each in (one, other)}
        alike = are_of_one_story(one.document, other.document, score, self.setting)
        return score if score >= enough and len(speakers) > 1 and alike else 0.0

    def relation(self, one: Count, other: Count) -> Relation:
        """In which way two numbers of one thing, the earlier first, do not go together."""
        digits = [f"{each.value:.0f}" for each in (one, other)]
        if has_slipped(*digits) or is_tenfold(*digits):
            return "digit_slip"
        days = [self.setting.day[each.document] or 0 for each in (one, other)]
        return "conflict" if one.kind in LASTING or days[1] - days[0] <= DAYS_AT_ONCE else "update"

    def in_order(self, one: Count, other: Count) -> tuple[Count, Count]:
        """The two as they were told, the earlier first."""
        first, last = sorted((one, other), key=lambda each: (self._day(each) or 0, each.amount.id))
        return first, last

    def _day(self, each: Count) -> int | None:
        return self.setting.day[each.document]

    def _at_one_time(self, one: Count, other: Count) -> bool:
        first, last = self._day(one), self._day(other)
        return first is not None and last is not None and abs(last - first) <= DAYS_OF_A_THING

    def _tells_both(self, one: Count, other: Count) -> bool:
        """Whether a report of one tells the other besides: it knows of two things.

        What one report measures in two ways is told where quantities are (`quantities.py`).
        """
        if one.document == other.document:
            return one.kind in KINDS
        crossed = (other.value, one), (one.value, other)
        return any(value in self.told[each.document, each.unit] for value, each in crossed)

    def _rareness(self, word: str) -> float:
        """How rare a word is, from 0 to 1, by how many of the documents have it beside a number."""
        share = log(self.documents / max(self.spread[word], 1)) / log(self.documents)
        return max(LEAST_RARE, share)


def _may_be_equal(one: Count, other: Count) -> bool:
    """Whether both may be of one number, or are so small or so far apart that they are of two things."""
    less, more = one.value, other.value
    if less > more:
        less, more = more, less
    if more > FAR_APART * less or (less < FEWEST and more < TWO_DIGITS):
        return True
    return one.least <= other.most and other.least <= one.most


def _may_be_told(one: Count, other: Count, close: float) -> bool:
    """Whether accounts are made of neither; of one that has an account only a close, large number."""
    if not (one.counted or other.counted):
        return True
    large = min(one.value, other.value) >= LARGE and one.head == other.head
    return close > 0 and large and not (one.counted and other.counted)


def _closeness(one: Count, other: Count, shared: Set[str]) -> float:
    """How much two numbers say by themselves that they are of one thing: nearly equal, or with one's digits.

    Numbers of two digits are close by chance, unless more words than the one for who they are stand by both.
    """
    less, more = sorted((one.value, other.value))
    if less < LARGE and not shared - ({one.head} & {other.head}):
        return 0.0
    digits = [f"{each.value:.0f}" for each in (one, other)]
    return CLOSE if has_slipped(*digits) or is_tenfold(*digits) or more <= NEAR * less else 0.0


def _best_pairs(counts: Sequence[Count], told: _Told) -> Iterator[tuple[Count, Count]]:
    """Each number with the one that most speaks for, where it is that one's best too; the earlier first."""
    best: dict[int, tuple[float, int]] = {}
    for one, other in sorted(_brought_together(counts)):
        score = told.score(counts[one], counts[other])
        for here, there in ((one, other), (other, one)) if score else ():
            if score > best.get(here, (0.0, 0))[0]:
                best[here] = score, there
    for here, (_, there) in sorted(best.items()):
        if best[there][1] == here and here < there:
            yield told.in_order(counts[here], counts[there])


def _brought_together(counts: Sequence[Count]) -> set[tuple[int, int]]:
    """Numbers of one unit that share a word, or have a unit that few others have."""
    of_unit: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(counts):
        of_unit[each.unit].append(number)
    blocks: list[Sequence[int]] = []
    for held in of_unit.values():
        if len(held) <= BLOCK_LIMIT:
            blocks.append(held)  # those that share a word are among all of the unit
            continue
        holding: dict[str, list[int]] = defaultdict(list)
        for number in held:
            for word in counts[number].words:
                holding[word].append(number)
        blocks += [found for found in holding.values() if len(found) <= BLOCK_LIMIT]
    return {pair for block in blocks for pair in combinations(block, 2)}


def _account(each: Count, home: str, setting: DocumentContext) -> Account:
    """One document's number, as an account of what is counted."""
    stated = stated_number(each.amount, each.claim, each.document, setting)
    return account_of(record_id("account", home, each.amount.id), home, stated, setting)
