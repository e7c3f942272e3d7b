"""Statements that something is not so, beside those of others that it is, in like words.

"The soldiers did not abandon the barracks" answers who says that soldiers abandoned them. Both have the word
that is negated, or words for one kind of act, and most of what else the negated one names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache

from ..lexicon import load_lexicon
from ..records import Claim, Event, Reading
from .assertions import Clause, clauses_of
from .document_context import DocumentContext
from .matters import of_one_matter
from .positions import Amounts
from .reading_memory import remembered
from .sides import labels_of
from .texts import WORD
from .wordings import Telling, kinds_of, root_of, small_roots, words_for_what_is_said

WORDS_NEGATED = 1
"""Words behind a negation that are what it negates: "did not abandon the barracks"."""

SHARED_SHARE = 0.5
"""The share of the words of the negated statement that the other one has too."""

RARE = 0.4
"""How rare, all together, the words are that both have beside what is negated."""

DAYS_OF_A_DENIAL = 60
"""Days between what is told and its denial."""

BESIDE = 2
"""Words beside what is negated that both have at least, where the negated statement has more than these."""

SHORTEST = 3
"""Letters of a root that tells."""

NOTHING: frozenset[str] = frozenset()

BLOCK_LIMIT = 30
"""Statements that share a word, beyond which the word brings none together."""


@dataclass(frozen=True, slots=True)
class Negation:
    """What is told, and by another that it is not so."""

    told: Claim | Event
    denial: Claim | Event


@dataclass(frozen=True, slots=True)
class _Worded:
    """A clause with the words by which it is met."""

    record: Claim | Event
    roots: frozenset[str]
    """Of all that it tells."""
    acts: frozenset[str]
    """Of what happens in it; of a negated one only what is negated."""


def find_negations(
    readings: Sequence[Reading], setting: DocumentContext, settled: Set[str], tells: Telling
) -> Iterator[Negation]:
    """Each negated statement beside the one of another speaker that has most of its words.

    Args:
        readings: of the documents of a neighbourhood.
        setting: what is known of each document.
        settled: claims and events that deny something, as was found otherwise.
        tells: what the root of a word tells.
    """
    denials: list[_Worded] = []
    holding: dict[str, list[_Worded]] = defaultdict(list)
    for reading in readings:
        told, denied = worded_of(reading)
        denials += denied
        for each in told:
            for root in each.acts:
                holding[root].append(each)
    for denial in denials:
        if denial.record.id in settled:
            continue
        like = {
            each.record.id: each
            for root in sorted(denial.acts)
            if len(holding[root]) <= BLOCK_LIMIT
            for each in holding[root]
            if _speaks_of_one(denial, each, tells, setting)
        }
        best = min(
            like.values(), key=lambda each: (-len(each.roots & denial.roots), each.record.id), default=None
        )
        if best is not None:
            yield Negation(best.record, denial.record)


@remembered
def worded_of(reading: Reading) -> tuple[Sequence[_Worded], Sequence[_Worded]]:
    """What a document tells as so, and what somebody in it says is not so; a number is denied otherwise."""
    places = {root_of(word) for place in reading.places for word in WORD.findall(place.quote)}
    mute = small_roots() | words_for_what_is_said() | places
    amounts = Amounts(reading.amounts)
    told, denied = [], []
    for clause in clauses_of(reading):
        roots, plain, negated = _roots_in(clause, mute | clause.source)
        acts = _negated_acts(negated, whole=all(cue <= clause.start for *_, cue in clause.denied))
        if acts and isinstance(clause.record, Claim) and not amounts.between(clause.start, clause.end):
            denied.append(_Worded(clause.record, roots, acts))
        if len(plain) > 1:
            told.append(_Worded(clause.record, plain, _acts_of(plain)))
    return told, denied


def _roots_in(clause: Clause, mute: Set[str]) -> tuple[frozenset[str], frozenset[str], Sequence[str]]:
    """The roots of a clause's words that tell: all, those told as so, and in order those that are negated."""
    roots, plain, negated = set(), set(), []
    for match in WORD.finditer(clause.text):
        root = root_of(match[0])
        if len(root) < SHORTEST or root.isdigit() or root in mute:
            continue
        roots.add(root)
        if clause.is_unsure(match.start(), match.end()):
            continue
        if clause.is_negated(match.start(), match.end()):
            negated.append(root)
        else:
            plain.add(root)
    return frozenset(roots), frozenset(plain), negated


def _negated_acts(roots: Sequence[str], *, whole: bool) -> frozenset[str]:
    """What is negated: the first word, or where a clause is denied as a whole, the words for acts.

    None where it is a thought: who does not know, or does not believe, denies nothing.
    """
    named = [root for root in roots if root not in words_for_what_is_said()]
    first = named[:WORDS_NEGATED]
    if not first or _thoughts() & set(first):
        return NOTHING
    acts = [root for root in named if kinds_of((root,))] if whole else []
    return _acts_of(acts or first)


@cache
def _thoughts() -> frozenset[str]:
    """The roots of words for thinking and knowing."""
    thoughts = [entry for entry in load_lexicon().cues if entry.kind == "thought"]
    return frozenset(root_of(word) for entry in thoughts for word in entry.words)


def _acts_of(roots: Iterable[str]) -> frozenset[str]:
    """The words themselves, and the kinds of act that they tell."""
    words = frozenset(roots)
    return words | kinds_of(words)


def _speaks_of_one(denial: _Worded, other: _Worded, tells: Telling, setting: DocumentContext) -> bool:
    """Whether a negated statement has most of its words from another's."""
    shared = denial.roots & other.roots
    beside = shared - denial.acts
    named = denial.roots - denial.acts
    if not beside or len(beside) < SHARED_SHARE * len(named):
        return False
    if len(beside) < BESIDE and len(named) > BESIDE:
        return False
    told = sum(tells(root) for root in beside if not labels_of(root, everyone=True))
    if told < RARE:
        return False
    return of_one_matter(denial.record, other.record, DAYS_OF_A_DENIAL, setting, shared=told)
