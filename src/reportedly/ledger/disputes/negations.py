"""Statements that something is not so, beside those of others that it is, in like words.

"The soldiers did not abandon the barracks" answers who says that soldiers abandoned them: both have the word
that is negated, or words for one kind of act, and most of what else the negated one names. Who denies answers
somebody: a denial with no such counterpart is put beside the statement that has most of what it denies, which
is less sure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from ...frozen import quick
from ...language.closed_classes import (
    EVER,
    EXISTING,
    INNER_AUXILIARIES,
    ONE_PERSON_FORMS,
    SEVERAL_FORMS,
    THING_FORMS,
)
from ...lexicon import load_lexicon, words_of_form
from ...records import Claim, Event, Reading
from ..file.reading_memory import remembered
from ..occurrences.document_context import DocumentContext
from ..traits.positions import amounts_of
from ..traits.publishers import office_that_is
from ..traits.sides import labels_of
from ..traits.stories import small_stems
from ..traits.texts import WORD, stem_of
from .assertions import Clause, clauses_of, is_own_story, is_public
from .matters import of_one_matter
from .wordings import OF_A_MODE, SILENT, Telling, kinds_of, root_of, small_roots, words_for_what_is_said

WORDS_NEGATED = 1
"""Words behind a negation that are what it negates: "did not abandon the barracks"."""

SHARED_SHARE = 0.5
"""The share of the words of the negated statement that the other one has too."""

RARE = 0.4
"""How rare, all together, the words are that both have beside what is negated."""

DAYS_OF_A_DENIAL = 400
"""Days between what is told and its denial: inquiries come late."""

BESIDE = 2
"""Words beside what is negated that both have at least, where the negated statement has more than these."""

SHORTEST = 3
"""Letters of a root that tells."""

NOTHING: frozenset[str] = frozenset()

ENOUGH = 0.6
ENOUGH_SHARE = 0.5
ENOUGH_OUTRIGHT = 0.27
"""How rare, all together, the denied words are that another statement has at least, and which share of all
that are denied: where something is told as not so, and where a word says that it is denied. Of those put
beside another statement by these, 8 of 10 deny it in thirteen invented crises, but few of 24 in 400 articles
on US shootings."""

FEWEST = 12
"""Documents among which words of a smaller collection count as rare."""

ANSWERS_LIMIT = 60
"""Statements that share a word, beyond which the word puts no denial beside them."""

LEAST_RARE = 0.25
"""How rare the most common word is."""

OF_ONE_MODE = 0.3
OF_ONE_KIND = 0.15
"""What it counts that both tell of one kind of act: shelling and rockets, or only violence."""

SEVERAL = 2
MOST = 0.6
"""How many of the denied words, and which share of all, stand in for the word that is negated: who denies "a
mere human error" denies that there was one."""

ADDRESSED = 0.3
"""What it counts that a statement names who denies it."""

NEARLY = 0.9
OTHERS = 3
"""The share of the best statement's score from which others are what is denied too, and how many of them."""

BLOCK_LIMIT = 30
"""Statements that share a word, beyond which the word brings none together."""


@dataclass(frozen=True, slots=True)
class Negation:
    """What is told, and by another that it is not so."""

    told: Claim | Event
    denial: Claim | Event
    sure: bool = True
    """They have most of their words in common."""
    with_told: tuple[Claim | Event, ...] = ()
    """Others that tell the same."""


@quick
@dataclass(frozen=True, slots=True)
class _Worded:
    """A clause with the words by which it is met."""

    record: Claim | Event
    roots: frozenset[str]
    """Of all that it tells."""
    acts: frozenset[str]
    """Of what happens in it; of a negated one only what is negated."""
    denied: frozenset[str] = NOTHING
    """Of all that is negated in it."""
    source: frozenset[str] = NOTHING
    """The stems of the words for who denies it."""
    words: Sequence[str] = ()
    """All words of what is told, in small letters."""
    own: bool = False
    """It is a story of one's own: "my brother never came back"."""
    public: bool = True
    """What is denied is denied by an office or a body, or outright."""
    outright: bool = False
    """By a word for denying, which may stand before other words than what is denied."""


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
    every = [worded_of(reading) for reading in readings]
    told = [each for plain, _ in every for each in plain]
    holding: dict[str, list[_Worded]] = defaultdict(list)
    for each in told:
        for act in each.acts:
            holding[act].append(each)
    answers = _Answers(holding, setting)
    for denial in (each for _, denied in every for each in denied if each.record.id not in settled):
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
        elif not denial.own:
            yield from answers.best(denial)


class _Answers:
    """What is told in a neighbourhood, as a denial is answered by it that has few words in common with it."""

    def __init__(self, holding: Mapping[str, Sequence[_Worded]], setting: DocumentContext) -> None:
        self.holding = holding
        self.setting = setting
        self.documents = max(len(setting.documents), FEWEST)
        self.known: dict[str, float] = {}

    def best(self, denial: _Worded) -> Iterator[Negation]:
        """The statement that has most of what is denied, with others that have nearly as much; or nothing."""
        kinds = kinds_of(denial.denied)
        keys = sorted(denial.denied | {kind for kind in kinds if OF_A_MODE in kind})
        near = {
            each.record.id: each
            for key in keys
            if len(self.holding.get(key, ())) <= ANSWERS_LIMIT
            for each in self.holding.get(key, ())
            if not each.own
        }
        share = ENOUGH_OUTRIGHT if denial.outright else ENOUGH_SHARE
        enough = max(ENOUGH, share * sum(map(self._rareness, denial.denied)))
        scored = [
            (score, each)
            for each in near.values()
            if (score := self._score(denial, each, kinds)) >= enough
            and of_one_matter(denial.record, each.record, DAYS_OF_A_DENIAL, self.setting, shared=score)
        ]
        scored.sort(key=lambda pair: (-pair[0], self._days_from(denial, pair[1]), pair[1].record.id))
        if scored:
            most, first = scored[0]
            others = [each.record for score, each in scored[1 : OTHERS + 1] if score >= NEARLY * most]
            yield Negation(first.record, denial.record, sure=False, with_told=tuple(others))

    def _score(self, denial: _Worded, told: _Worded, kinds: Set[str]) -> float:
        words = denial.denied & told.roots
        in_act = denial.outright or (denial.public and self._has_the_act(denial, told))
        if not in_act and not self._has_most(denial, words):
            return 0.0
        alike = (kinds & told.acts) - kinds_of(words)
        act = max((OF_ONE_MODE if OF_A_MODE in kind else OF_ONE_KIND for kind in alike), default=0.0)
        addressed = ADDRESSED if denial.outright and _names(told, denial.source) else 0.0
        return sum(map(self._rareness, words)) + act + addressed

    def _has_the_act(self, denial: _Worded, told: _Worded) -> bool:
        return bool(denial.acts & (told.roots if _together(denial, told) else told.acts))

    def _has_most(self, denial: _Worded, words: Set[str]) -> bool:
        """Whether several words that both have are most of what is denied, whichever of them is the act."""
        told, every = (sum(map(self._rareness, each)) for each in (words, denial.denied))
        return len(words) >= SEVERAL and told >= MOST * every

    def _rareness(self, root: str) -> float:
        """How rare a word is, from 0 to 1, by how many of the documents tell something with it."""
        if root not in self.known:
            documents = {each.record.document for each in self.holding.get(root, ())}
            share = log(self.documents / max(len(documents), 1)) / log(self.documents)
            self.known[root] = max(LEAST_RARE, share)
        return self.known[root]

    def _days_from(self, denial: _Worded, told: _Worded) -> int:
        days = (self.setting.day[each.record.document] or 0 for each in (denial, told))
        return abs(next(days) - next(days))


@remembered
def worded_of(reading: Reading) -> tuple[Sequence[_Worded], Sequence[_Worded]]:
    """What a document tells as so, and what somebody in it says is not so; a number is denied otherwise."""
    places = {root_of(word) for place in reading.places for word in WORD.findall(place.quote)}
    amounts = amounts_of(reading)
    is_statement = office_that_is(reading.document.publisher or "") is not None
    told, denied = [], []
    for clause in clauses_of(reading):
        own = is_own_story(clause)
        roots, plain, negated = _roots_in(clause, places)
        whole = all(cue <= clause.start for *_, cue in clause.denied)
        acts = negated_acts(negated, whole=whole) if negated else NOTHING
        claim = clause.record if isinstance(clause.record, Claim) else None
        if acts and (claim or is_statement) and not amounts.between(clause.start, clause.end):
            said = (
                (frozenset(negated) - existing_words() - EVER or frozenset(negated)) - places - small_roots()
            )
            outright = claim is not None and claim.stance == "denies"
            public = outright or claim is None or is_public(claim)
            denied.append(
                _Worded(
                    clause.record,
                    roots,
                    acts,
                    said,
                    clause.source - small_stems(),
                    own=own,
                    public=public,
                    outright=outright,
                )
            )
        if len(plain) > 1:
            told.append(_Worded(clause.record, plain, _acts_of(plain), words=clause.words, own=own))
    return told, denied


def _names(told: _Worded, stems: Set[str]) -> bool:
    """Whether a word of what is told has one of these stems."""
    return not stems.isdisjoint(map(stem_of, told.words))


def _together(denial: _Worded, told: _Worded) -> bool:
    """Whether one report tells both: much in it is of one kind, so that these need a word in common."""
    return denial.record.document == told.record.document


def _roots_in(clause: Clause, places: Set[str]) -> tuple[frozenset[str], frozenset[str], Sequence[str]]:
    """The roots of a clause's words that tell: all, those told as so, and in order those that are negated.

    Those of `places` tell nothing.
    """
    roots = frozenset(map(_telling_root, clause.words)).difference(places, clause.source, SILENT)
    if clause.is_plain:
        return roots, roots, ()
    plain, negated = set(), []
    for match in WORD.finditer(clause.text):
        root = root_of(match[0])
        if root not in roots:
            continue
        if clause.is_unsure(match.start(), match.end()):
            continue
        if clause.is_negated(match.start(), match.end()):
            negated.append(root)
        else:
            plain.add(root)
    return roots, frozenset(plain), negated


@lru_cache(maxsize=100_000)
def _telling_root(word: str) -> str:
    """The root of a word that tells something; empty of others."""
    root = root_of(word)
    tells = len(root) >= SHORTEST and not root.isdigit() and root not in _mute_roots()
    return root if tells else ""


def negated_acts(roots: Sequence[str], *, whole: bool) -> frozenset[str]:
    """What is negated: the first word, or where a clause is denied as a whole, the words for acts.

    None where it is a thought: who does not know, or does not believe, denies nothing.
    """
    named = [root for root in roots if root not in words_for_what_is_said()]
    first = _what_is_not_there(named) or named[:WORDS_NEGATED]
    behind = named[WORDS_NEGATED : 2 * WORDS_NEGATED]
    if first == named[:WORDS_NEGATED] and kinds_of(behind) and not kinds_of(first):
        first = behind  # "no hostages were hurt" denies no hostages
    if not first or thoughts() & set(first):
        return NOTHING
    acts = [root for root in named if kinds_of((root,))] if whole else []
    return _acts_of(acts or first)


def _what_is_not_there(roots: Sequence[str]) -> Sequence[str]:
    """The word right before one that says only that it is there: the tunnel of "no old tunnel was found"."""
    named = [root for root in roots if root not in EVER]
    at = next((number for number, root in enumerate(named) if root in existing_words()), 0)
    return named[at - 1 : at] if at else ()


@cache
def existing_words() -> frozenset[str]:
    """The roots of words that only say that something is there: of "was never found"."""
    return frozenset(map(root_of, EXISTING))


@cache
def _nameless() -> frozenset[str]:
    """The roots of pronouns, and of what stands behind a verb that says only that it was so: took place."""
    light = words_of_form(load_lexicon(), "predicates", "light")
    behind = {word for phrase in light for word in phrase.split()[1:]}
    return frozenset(map(root_of, behind | SEVERAL_FORMS | ONE_PERSON_FORMS | THING_FORMS))


@cache
def _mute_roots() -> frozenset[str]:
    return small_roots() | words_for_what_is_said() | INNER_AUXILIARIES | _nameless()


@cache
def thoughts() -> frozenset[str]:
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
