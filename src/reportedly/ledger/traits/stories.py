"""Which documents tell one story: by the rare words that they share, within days of each other.

Vectors of TF-IDF weights over stems, names weighted up, then average linkage: a document joins a story that
it resembles on the whole, not one that merely has a member it resembles. The result does not depend on the
order in which documents came. Copies of one text are compared once.
"""

from __future__ import annotations

import heapq
import math
import operator
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import chain, product
from typing import TypeVar

from ...lexicon import load_lexicon, words_of_form
from ...page.dates import date_of
from ...records import Document
from .likenesses import Likenesses, Vector
from .texts import WORD, own_parts, stem_of

ALIKE_DATED = 0.16
"""Mean cosine of one story where dates agree. US shootings (800 articles): B-cubed 99.1 here, 98.8 at .12,
98.7 at .20."""

ALIKE_UNDATED = 0.24
"""The same where a date is missing. ECB+ (772 articles, 66 stories in 35 pairs of like ones): B-cubed 89.4
here, 88.3 at .20, 87.0 at .28."""

DAYS_OF_A_STORY = 7
"""Days between two documents of one story: later reports are of what followed."""

NAME_WEIGHT = 1.4
"""How much more a word counts that is mostly written with a capital; 1.3 and 1.5 are as good."""

TITLE_WEIGHT = 1
"""How often the title's words are counted in addition."""

COMMON_SHARE = 0.3
"""A word in more of the documents tells nothing."""

FEW = 60
"""Documents below which their own words do not tell which are rare: a day's reports on one blast share
every word. From so many on the weights are those of the documents alone."""

OF_MATTERS = frozenset({"law", "medium", "relational"})
"""Forms of roles and predicates whose words tell neither an act nor who speaks."""

SMALL = ("article", "preposition", "finite")

TOLD = 4
"""How many shared words a reason names."""


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that tell one story, by id, and the words that most of them share."""

    documents: tuple[str, ...]
    words: tuple[str, ...]


AFrame = TypeVar("AFrame", bound=Hashable)


def group_stories(
    documents: Sequence[Document],
    vectors: Mapping[str, Vector],
    likenesses: Likenesses,
    frames: Mapping[str, AFrame] | None = None,
    are_apart: Callable[[AFrame, AFrame], bool] = operator.ne,
) -> tuple[Story, ...]:
    """Every document in exactly one story, alone where it resembles no other.

    Args:
        documents: in any order.
        vectors: the weights of their words.
        likenesses: of these.
        frames: of documents, what beside their words says that they tell of different things; may be none.
        are_apart: whether the frames of two documents say so.
    """
    by_id = {document.id: document for document in documents}
    heads = likenesses.heads
    pairs = _alike([by_id[name] for name in heads], likenesses.near)
    members: dict[int, list[str]] = defaultdict(list)
    framed = [{frames[name]} if frames else set() for name in heads]
    home = _average_linkage(len(heads), pairs, framed, are_apart)
    for name in sorted(by_id):
        members[home[likenesses.home[name]]].append(name)
    return tuple(
        Story(tuple(names), _shared_words([vectors[name] for name in names]))
        for names in sorted(members.values())
    )


def weigh(spread: Mapping[str, int], total: int) -> Mapping[str, float]:
    """How much each stem tells that several documents share; those that tell nothing are not there.

    Few documents on one thing share all words, so that none is rare among them. There a word that is no
    small word, and none of those that the program knows news is made of, counts as it would among `FEW`.
    """
    common = max(2, COMMON_SHARE * total)
    rarity = {stem: math.log(total / count) for stem, count in spread.items() if 2 <= count <= common}
    if total < FEW:
        ordinary = ordinary_stems()
        for stem, count in spread.items():
            if count > 1 and stem not in ordinary:
                rarity[stem] = max(rarity.get(stem, 0.0), math.log(FEW / count))
    return rarity


@cache
def small_stems() -> frozenset[str]:
    """The stems of articles, prepositions and finite auxiliaries."""
    return frozenset(map(stem_of, words_of_form(load_lexicon(), "pages", *SMALL)))


@cache
def ordinary_stems() -> frozenset[str]:
    """The stems of small words and of all words that say what happens, who speaks and what is counted."""
    lexicon = load_lexicon()
    phrases = [*words_of_form(lexicon, "pages", *SMALL)]
    roles = [entry for entry in lexicon.roles if entry.form not in OF_MATTERS]
    for entries in (lexicon.cues, lexicon.hedges, lexicon.units, roles):
        phrases += [phrase for entry in entries for phrase in entry.words]
    predicates = (entry for entry in lexicon.predicates if entry.form not in OF_MATTERS)
    acts = (phrase for entry in predicates for phrase in entry.words)
    phrases += [_without_where(phrase) for phrase in acts]
    phrases += [phrase for entry in lexicon.numbers for phrase in entry.words]
    phrases += [phrase for entry in lexicon.times for phrase in entry.words]
    return frozenset(stem_of(word) for phrase in phrases for word in WORD.findall(phrase))


def _without_where(phrase: str) -> str:
    """The words for an act up to a small one: "crawl from the river" says nothing of rivers."""
    words = phrase.split()
    end = next((place for place, word in enumerate(words) if place and stem_of(word) in small_stems()), None)
    return " ".join(words[:end])


def count_words(document: Document) -> dict[str, tuple[int, int]]:
    """How often each stem stands in the text and the title, and how often in the text with a capital."""
    counts: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for _, part in own_parts(document):
        for word, times in Counter(WORD.findall(part)).items():
            stem = stem_of(word)
            counts[stem] += times
            if word[0].isupper():
                names[stem] += times
    for word in WORD.findall(document.title or "") * TITLE_WEIGHT:
        counts[stem_of(word)] += 1
    return {stem: (count, names[stem]) for stem, count in counts.items()}


def emphasis(count: int, names: int) -> float:
    """How much more a stem weighs that stands there so often, and with a capital."""
    return (1 + math.log(count)) * (NAME_WEIGHT if 2 * names >= count else 1.0)


def _alike(
    documents: Sequence[Document], likenesses: Sequence[Mapping[int, float]]
) -> dict[tuple[int, int], float]:
    """How many times over the threshold each pair of documents is alike, where it could matter at all."""
    days = [day_of(document.published) for document in documents]
    pairs: dict[tuple[int, int], float] = {}
    for number, near in enumerate(likenesses):
        day = days[number]
        for other, likeness in near.items():
            if likeness <= 0.25 * ALIKE_DATED:
                continue  # of most pairs no more is asked
            there = days[other]
            if day is None or there is None:
                threshold = ALIKE_UNDATED
            elif abs(day - there) <= DAYS_OF_A_STORY:
                threshold = ALIKE_DATED
            else:
                continue
            if likeness > 0.25 * threshold:
                pairs[other, number] = likeness / threshold
    return pairs


def _average_linkage(
    count: int,
    pairs: Mapping[tuple[int, int], float],
    frames: Sequence[set[AFrame]],
    are_apart: Callable[[AFrame, AFrame], bool],
) -> list[int]:
    """The cluster of each item: the two most alike are merged while their mean likeness is at least one.

    Pairs that are not given are not alike at all. Ties go to the smaller numbers. Clusters with frames that
    are apart are never merged; the sets of frames grow with their clusters.
    """
    near: list[dict[int, float]] = [{} for _ in range(count)]
    for (one, other), likeness in pairs.items():
        near[one][other] = near[other][one] = likeness
    size = [1] * count
    home = list(range(count))
    heap = [(-likeness, one, other) for (one, other), likeness in pairs.items() if likeness >= 1]
    heapq.heapify(heap)
    while heap:
        likeness, one, other = heapq.heappop(heap)
        if home[one] != one or home[other] != other:
            continue
        if not math.isclose(-likeness * size[one] * size[other], near[one].get(other, 0.0), rel_tol=1e-9):
            continue
        if any(are_apart(*pair) for pair in product(frames[one], frames[other])):
            continue
        frames[one] |= frames[other]
        _merge(one, other, near, size, home)
        for third, total in near[one].items():
            mean = total / (size[one] * size[third])
            if mean >= 1:
                heapq.heappush(heap, (-mean, min(one, third), max(one, third)))
    return [_root(home, item) for item in range(count)]


def _merge(one: int, other: int, near: list[dict[int, float]], size: list[int], home: list[int]) -> None:
    home[other] = one
    size[one] += size[other]
    near[one].pop(other, None)
    for third, total in near[other].items():
        if third != one:
            near[third].pop(other, None)
            near[one][third] = near[third][one] = near[one].get(third, 0.0) + total
    near[other] = {}


def _root(home: list[int], item: int) -> int:
    while home[item] != item:
        item = home[item]
    return item


def _shared_words(vectors: Sequence[Vector]) -> tuple[str, ...]:
    if len(vectors) < 2:
        return ()
    held = Counter(chain.from_iterable(vectors))
    shared = [stem for stem, times in held.items() if 2 * times > len(vectors)]
    total = {stem: sum(vector.get(stem, 0.0) for vector in vectors) for stem in shared}
    return tuple(sorted(shared, key=lambda stem: (-total[stem], stem))[:TOLD])


def day_of(published: str | None) -> int | None:
    """The day of an ISO date or date-time as a running number; None where there is no day."""
    day = date_of(published)
    return None if day is None else day.toordinal()


@lru_cache(maxsize=1_000)
def iso_of(day: int | None) -> str | None:
    """The ISO date of a day as a running number; None where there is no day."""
    return None if day is None else date.fromordinal(day).isoformat()
