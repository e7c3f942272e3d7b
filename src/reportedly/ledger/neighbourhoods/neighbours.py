"""Which documents are near each other, so that what joins them is looked for among these alone.

Lists of the index bring two documents together; where what they share is enough, there is an edge between
them. Documents that edges join, directly or through others, are one neighbourhood: nothing that is found in
it depends on any document outside it. An edge follows from its two documents and the lists that they stand
in, a neighbourhood from its edges: the order in which documents came changes nothing.

In a list every document is set beside the first few, in an order that is none of time or place (the hash of
their ids). Ten thousand copies of one text cost ten thousand comparisons for each of these, not the square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from hashlib import blake2b
from heapq import heappop, heappush
from itertools import islice
from typing import Literal, TypeVar

from ..union_find import Link, UnionFind, forest_of
from .blocking_keys import (
    LEAST_WORDS,
    RUN,
    Features,
    Key,
    Kind,
    WeightedWords,
    likeness,
    passage_keys,
    word_keys,
)

Compared = TypeVar("Compared", Features, WeightedWords)
EdgeKind = Literal["text", "story", "number", "people"]

FIRST: Mapping[Kind, int] = {"text": 5, "story": 30, "number": 20}
"""How many documents of a list all others in it are set beside."""

WORD_KINDS: tuple[Kind, ...] = ("story", "number")

LEAST_SHARED: Mapping[Kind, int] = {"text": 2, "story": 2, "number": 1}
"""Lists that two documents share before they are compared: one sentence may be anybody's standing words."""

SAME_TEXT = 0.35
"""The share of the shorter text, by words in equal sentences or by runs, from which two documents
carry one text. Among 1,572 articles every pair that has as much is about one thing; just below it begin
articles of one station with its standing words."""

SAME_TEXT_OF_STORY = 0.25
"""The share of the shorter text that stands in the longer one from which two documents on one story carry one
text. With less than this they mostly share quotations."""

SHARED_WORDS = 25
"""Words that must be equal at least, so that two short notes with one common sentence stay two."""

DAYS_OF_A_NOTE = 2
"""Days within which equal texts of fewer words are one: later the same may have happened again."""

SHARED_RUNS = 10
"""Runs that must be equal at least."""

SHARED_RUNS_OF_A_NOTE = 5
"""The same for notes of one day or two: nine words in a row. A quarter of the runs of 24 words is as much; of
4,560 pairs of notes on one crisis the only one that shares so many is a reworded copy, all others share less
than 15 % of the shorter one."""

NOTE_IN_COMMON = 0.8
"""The share of the longer of two notes, of one day or two, that equal sentences must be where they have fewer
than `SHARED_WORDS` words: no more than a source or a headline is then told beside them."""

NEAR: Sequence[tuple[int, float]] = ((7, 0.14), (30, 0.2))
"""Days, and the cosine from which two documents so many days apart are near. Within a week that of one story
(`stories.ALIKE_DATED`), with some room. On 800 US articles in a year the largest neighbourhood has 81 and
grouping is what it is with all in one (99.2 B-cubed); with .16 for 400 days it has 416."""

NEAR_UNDATED = 0.14
"""The same where a date is missing: ECB+ is grouped as with all in one, 89.9; with .16 at 89.7."""

NEAR_BY_NUMBER = 0.08
"""Cosine of two documents that tell one odd number."""

DAYS_OF_A_NUMBER = 400

FEW = 150
"""Documents that are one neighbourhood: so few are compared all with all."""

MOST = 150
"""Documents of a neighbourhood beyond which it is taken apart where its likenesses are weakest. ECB+ is
grouped the same with 400, 150 and 100 (90.5 B-cubed, 85.8 pairs), US shootings with 400 and 150 (99.2 and
97.2); a document that comes costs about 2 ms for each."""

STRICTER = 1.15
"""By how much more alike two documents must be, at each step of taking apart."""

STRICTEST = 6.0
"""Times the first threshold at which what still holds together stays so."""


STRONGEST = 1e9
"""More than any likeness is over its threshold."""

ALWAYS_HOLDING: tuple[EdgeKind, ...] = ("text", "people")
"""Kinds of edges that hold together whatever their weight."""


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """Two documents that are near each other: by what, and how many times over the threshold."""

    one: str
    other: str
    kind: EdgeKind
    weight: float


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A document in a list."""

    rank: int
    late: bool
    document: str


def rank_of(document: str) -> int:
    """Where a document comes in a list: by the hash of its id, so that newer ones come anywhere."""
    return int.from_bytes(blake2b(document.encode("utf-8", "surrogatepass"), digest_size=7).digest())


def find_text_edges(features: Mapping[str, Features]) -> tuple[Edge, ...]:
    """The edges between documents that share enough text to carry one."""
    shared = _shared(features, passage_keys)
    return tuple(
        Edge(one, other, "text", share)
        for (one, other), times in shared["text"].items()
        if times >= LEAST_SHARED["text"]
        if (share := shared_text(features[one], features[other])) >= SAME_TEXT_OF_STORY
    )


def find_word_edges(words: Mapping[str, WeightedWords]) -> tuple[Edge, ...]:
    """The edges between documents that are alike by their words, or somewhat alike with an odd number."""
    shared = _shared(words, word_keys)
    return tuple(
        edge
        for kind in WORD_KINDS
        for (one, other), times in shared[kind].items()
        if times >= LEAST_SHARED[kind]
        if (edge := word_edge(kind, words[one], words[other])) is not None
    )


def _shared(
    documents: Mapping[str, Compared], keys: Callable[[Compared], Iterable[Key]]
) -> Mapping[Kind, Counter[tuple[str, str]]]:
    """By kind, the pairs of documents that lists bring together, and how many lists do."""
    lists: dict[tuple[Kind, int], list[Place]] = defaultdict(list)
    for name in sorted(documents, key=rank_of):
        rank = rank_of(name)
        for key in keys(documents[name]):
            lists[key.kind, key.list].append(Place(rank, key.late, name))
    shared: dict[Kind, Counter[tuple[str, str]]] = {kind: Counter() for kind in FIRST}
    for (kind, _), places in lists.items():
        if len(places) > 1:
            shared[kind].update(pairs_in(kind, places))
    return shared


def pairs_in(kind: Kind, places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """The pairs that a list brings together, its places being in order of their rank."""
    for number, one in enumerate(places[: FIRST[kind]], 1):
        for other in islice(places, number, None):
            if not (one.late and other.late):
                yield pair_of(one.document, other.document)


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Two documents in the order of their ids."""
    return (one, other) if one <= other else (other, one)


def word_edge(kind: Kind, one: WeightedWords, other: WeightedWords) -> Edge | None:
    """The edge between two documents, the ids in order; None where they are not alike enough."""
    least = _least_likeness(kind, one, other)
    if least is None:
        return None
    alike = likeness(one, other)
    return Edge(one.document, other.document, kind, alike / least) if alike >= least else None


def shared_text(one: Features, other: Features) -> float:
    """The share of the shorter text that stands in the longer one."""
    if one.whole == other.whole and one.words >= LEAST_WORDS and _apart(one, other) <= DAYS_OF_A_NOTE:
        return 1.0
    if not one.words or not other.words:
        return 0.0
    equal = one.sentences.keys() & other.sentences.keys()
    words = sum(one.sentences[told].words for told in equal)
    by_sentences = words / min(one.words, other.words)
    kept = one.run_hashes(), other.run_hashes()
    shorter = min(map(len, kept))
    alone = sum(one.sentences[told].words - RUN + 1 for told in equal) if len(equal) == 1 else 0
    runs = len(kept[0] & kept[1]) - alone  # one sentence may be anybody's standing words
    by_runs = runs / (shorter or 1)
    at_once = _apart(one, other) <= DAYS_OF_A_NOTE
    least_words = _least_words(max(one.words, other.words)) if at_once else SHARED_WORDS
    least_runs = _least_runs(shorter) if at_once else SHARED_RUNS
    return min(1.0, max(by_sentences if words >= least_words else 0, by_runs if runs >= least_runs else 0))


def _least_words(longer: int) -> float:
    """Words in equal sentences that two texts of one day or two must share, the longer one having so many."""
    return min(SHARED_WORDS, NOTE_IN_COMMON * longer)


def _least_runs(shorter: int) -> float:
    """Runs that two texts of one day or two must share, the shorter one having so many."""
    return min(SHARED_RUNS, max(SHARED_RUNS_OF_A_NOTE, SAME_TEXT_OF_STORY * shorter))


def _least_likeness(kind: Kind, one: WeightedWords, other: WeightedWords) -> float | None:
    """How alike two documents must be to be near each other; None where too many days are between them."""
    if kind == "number":
        return NEAR_BY_NUMBER if _apart(one, other) <= DAYS_OF_A_NUMBER else None
    if one.day is None or other.day is None:
        return NEAR_UNDATED
    apart = _apart(one, other)
    return next((least for days, least in NEAR if apart <= days), None)


def _apart(one: Compared, other: Compared) -> int:
    return 0 if one.day is None or other.day is None else abs(one.day - other.day)


def neighbourhoods(documents: Iterable[str], edges: Iterable[Edge]) -> list[list[str]]:
    """Every document in one neighbourhood; those that are too large taken apart, in order."""
    names = sorted(documents)
    if len(names) <= FEW:
        return [names] if names else []
    links = forest_of((strength_of(edge.kind, edge.weight), edge.one, edge.other) for edge in edges)
    return sorted(part for group in _joined(names, links) for part in parts_of(group, links))


def strength_of(kind: EdgeKind, weight: float) -> float:
    """How strongly an edge holds together: one of text, or of people, always does."""
    return STRONGEST if kind in ALWAYS_HOLDING else weight


def _joined(documents: Iterable[str], links: Iterable[Link[str]]) -> list[list[str]]:
    united = UnionFind(documents)
    for _, one, other in links:
        united.union(one, other)
    return united.groups()


def parts_of(group: list[str], links: Sequence[Link[str]]) -> Iterator[list[str]]:
    """Documents that links join as one neighbourhood, or as several where they are too many.

    Args:
        group: the documents.
        links: of a forest of the strongest (`forest_of`).
    """
    yield from _parts(group, links, 1.0)


def _parts(group: list[str], links: Sequence[Link[str]], threshold: float) -> Iterator[list[str]]:
    """A neighbourhood, or what it falls into where only more alike documents are near each other."""
    if len(group) <= MOST or threshold > STRICTEST:
        yield group
        return
    here = frozenset(group)
    threshold *= STRICTER
    kept = [link for link in links if link[0] >= threshold and link[1] in here]
    for part in _joined(group, kept):
        yield from _parts(part, kept, threshold)


def part_around(number: int, links: Callable[[int], Iterable[tuple[float, int]]]) -> tuple[Set[int], float]:
    """Of what `parts_of` makes of all documents that are joined with this one, the part that it is in.

    Told beside it is the threshold at which it was too large, zero where it is all of them: whatever weaker
    links come or go, it stays that part.
    The strongest link is followed first, so that what holds together at each threshold is found before what
    holds together at a lower one; no more documents are looked at than the part has, and one.

    Args:
        number: the document.
        links: of a document: how strong, and to which, the strongest first.
    """
    thresholds = _thresholds()
    level = 0
    found: set[int] = set()
    closed: Set[int] = frozenset()
    ahead = [(-STRONGEST, number, number)]
    left: dict[int, Iterator[tuple[float, int]]] = {}
    while ahead:
        strength, at, source = heappop(ahead)
        if at not in found:
            if -strength < thresholds[level]:
                closed = frozenset(found)
                level = next(lower for lower, each in enumerate(thresholds) if each <= -strength)
            if closed and len(found) >= MOST:
                return closed, thresholds[level]
            found.add(at)
            left[at] = iter(links(at))
        for each in {at, source}:
            _follow(each, left[each], found, ahead)
    return found, 0.0


def _follow(
    source: int, links: Iterator[tuple[float, int]], found: Set[int], ahead: list[tuple[float, int, int]]
) -> None:
    """The strongest link of a document that leads further is among those ahead."""
    for strength, other in links:
        if other not in found:
            heappush(ahead, (-strength, other, source))
            return


def _thresholds() -> list[float]:
    """The thresholds of taking apart, the strictest first."""
    told = [1.0]
    while told[-1] <= STRICTEST:
        told.append(told[-1] * STRICTER)
    return told[::-1]
