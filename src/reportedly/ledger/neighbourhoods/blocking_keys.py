"""What of a document brings it together with others: hashes of its passages, its words, its odd numbers.

`Features` are all that comparing two documents needs, made of one document alone: they can be made
anywhere, in any order, once. `keys_of` are the places of an index under which it is found; a key is 64 bits.
"""

from __future__ import annotations

import heapq
import json
import math
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from struct import Struct, pack, unpack, unpack_from
from typing import Any, Literal, NamedTuple

from ...records import Reading
from ..file.kept_results import kept_while_told
from ..file.reading_memory import kept_by_content
from ..traits.likenesses import Vector
from ..traits.odd_numbers import is_odd
from ..traits.stories import FEW, count_words, day_of, emphasis, weigh
from ..traits.texts import Sentence, sentences_of

Kind = Literal["text", "story", "number"]

LEAST_WORDS = 7
"""Words of a sentence that is told by chance in no two texts: shorter ones ("Police are investigating")
stand in one of twelve articles on shootings."""

SHORT = 100
"""Words of a text of which every run is kept."""

RUN = 5
"""Words of a run by which reworded texts are compared."""

INDEXED = 8
"""Of the runs of a longer text one in so many is a key: 60 of 500 words. A quarter of the text shared leaves
fifteen keys in common."""

LEADING = 40
"""Heaviest words of a document under which it is found."""

LEADING_NEW = 12
"""Of these at most so many that were in no two documents when words were counted."""

LEADING_UNDATED = 15
"""Heaviest words under which documents without a date find one that has a date."""

PERIOD = 30
"""Days of one list of a word: what happens in Almaty in May is not looked for among what happened in June,
only next to it."""

LARGE = 100
"""Smaller numbers bring nothing together by themselves."""

YEARS = range(1900, 2051)

MASK = (1 << 63) - 1
"""SQLite's whole numbers have a sign."""


WORDS_HEAD = Struct("<qdIII")
"""Of packed words: the day, the length, and how many numbers, known words and new words follow."""

KEPT_WORDS = 1_000_000
"""Bytes of packed words that are kept unpacked: of 900 notes, or 250 articles, 14 MB."""

KEPT_FEATURES = 300_000
"""Bytes of packed features that are kept unpacked: of 600 notes, or 150 articles, 9 MB."""

SEPARATOR = "\n"
"""Stands in no stem."""


@dataclass(frozen=True, slots=True)
class HashedSentence:
    """A sentence by its hash: where it stands, and how many words it has."""

    start: int
    end: int
    words: int


@dataclass(frozen=True, slots=True)
class Features:
    """All of a document that comparing needs."""

    document: str
    day: int | None
    words: int
    whole: int
    """The hash of all words."""
    sentences: Mapping[int, HashedSentence]
    runs: bytes = field(repr=False)
    """Hashes of all runs of five words, four bytes each."""
    counts: Mapping[str, tuple[int, int]]
    """How often each stem stands there, and how often with a capital."""
    numbers: tuple[float, ...]
    """Counts that two texts have from one another or from one source."""

    def run_hashes(self) -> frozenset[int]:
        """The runs, each once."""
        return _unpacked_runs(self.runs)


@lru_cache(maxsize=1_000)
def _unpacked_runs(runs: bytes) -> frozenset[int]:
    return frozenset(unpack(f"<{len(runs) // 4}I", runs))


@dataclass(frozen=True, slots=True)
class Counts:
    """In how many documents each stem stood when words were counted, and in how many documents in all."""

    total: int
    spread: Mapping[str, int]
    rarity: Mapping[str, float] = field(repr=False)


@dataclass(frozen=True, slots=True)
class WeightedWords:
    """The words of a document with their weights, and what else tells how near it is to another one."""

    document: str
    day: int | None
    numbers: tuple[float, ...]
    known: Mapping[str, float]
    """Of length one."""
    length: float
    """What the weights were divided by."""
    new: Mapping[str, float]
    """Words that stood in no two documents when words were counted; not part of the length."""


class Key(NamedTuple):
    """A list of the index in which a document stands."""

    kind: Kind
    list: int
    late: bool = False
    """Two documents that both are late in a list are not brought together by it, but by another one."""


def features_of(reading: Reading, sentences: Sequence[Sentence] | None = None) -> Features:
    """What comparing a document needs."""
    document = reading.document
    told = sentences_of(document) if sentences is None else sentences
    words = [word_hash(word) for each in told for word in each.words]
    values = {amount.low if amount.low is not None else amount.high for amount in reading.amounts}
    return Features(
        document=document.id,
        day=day_of(document.published),
        words=len(words),
        whole=hash_of(words),
        sentences={
            hash_of(map(word_hash, each.words)): HashedSentence(each.start, each.end, len(each.words))
            for each in told
            if len(each.words) >= LEAST_WORDS
        },
        runs=_runs(words),
        counts=count_words(document),
        numbers=tuple(sorted(value for value in values if value is not None and _tells(value))),
    )


def _tells(value: float) -> bool:
    return value >= LARGE and is_odd(value) and value % 10 != 0 and value not in YEARS


@lru_cache(maxsize=200_000)
def word_hash(word: str) -> int:
    """62 bits of a word."""
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()) >> 2


FACTOR = 0x5851F42D4C957F2D
LEAVING = pow(FACTOR, RUN, MASK + 1)
"""What a word counts in a hash when it leaves the run."""


def hash_of(words: Iterable[int]) -> int:
    """63 bits that two different runs of words share by chance once in 10^18."""
    told = 0
    for word in words:
        told = ((told + word) * FACTOR) & MASK
        told ^= told >> 31
    return told


def _runs(words: Sequence[int]) -> bytes:
    """Hashes of the runs of five words, each made of the one before it."""
    told, found = 0, set()
    for at, word in enumerate(words):
        told = (told * FACTOR + word - (words[at - RUN] * LEAVING if at >= RUN else 0)) & MASK
        if at >= RUN - 1:
            found.add(told >> 31)
    return pack(f"<{len(found)}I", *sorted(found))


def count_spread(counted: Iterable[Features]) -> Counts:
    """In how many of these documents each stem stands."""
    spread: Counter[str] = Counter()
    total = 0
    for features in counted:
        spread.update(features.counts.keys())
        total += 1
    return counts_of(total, spread)


def counts_of(total: int, spread: Mapping[str, int]) -> Counts:
    """The counts with the weights that follow from them."""
    return Counts(total, spread, weigh(spread, total))


def weighed(features: Features, counts: Counts) -> WeightedWords:
    """The words of a document with the weights that follow from the counts."""
    known = {
        stem: weight
        for stem, (count, names) in features.counts.items()
        if (weight := counts.rarity.get(stem, 0.0) * emphasis(count, names))
    }
    length = math.sqrt(sum(weight * weight for weight in known.values())) or 1.0
    rarest = rarity_of_new(counts)
    return WeightedWords(
        document=features.document,
        day=features.day,
        numbers=features.numbers,
        known={stem: weight / length for stem, weight in known.items()},
        length=length,
        new={
            stem: rarest * emphasis(count, names)
            for stem, (count, names) in features.counts.items()
            if counts.spread.get(stem, 0) < 2
        },
    )


def rarity_of_new(counts: Counts) -> float:
    """What a stem counts that stood in no two documents: as much as one of two."""
    return math.log(max(counts.total, FEW) / 2)


def vectors_of(told: Sequence[WeightedWords], copies: Mapping[str, str] | None = None) -> dict[str, Vector]:
    """The weight of each stem in each of these documents, as vectors of length one.

    A stem that is new since words were counted counts where several of these documents have it. Copies have
    the weights of the first.
    """
    copy_of = copies or {}
    heads = {each.document: each for each in told if _is_head(each.document, copy_of)}
    held = Counter(chain.from_iterable(each.new for each in heads.values()))
    several = {stem for stem, times in held.items() if times > 1}
    vectors = {name: _vector(each, several) for name, each in heads.items()}
    return {each.document: vectors[copy_of.get(each.document, each.document)] for each in told}


def _is_head(name: str, copy_of: Mapping[str, str]) -> bool:
    return copy_of.get(name, name) == name


def _vector(each: WeightedWords, several: Set[str]) -> Vector:
    new = {stem: weight for stem, weight in each.new.items() if stem in several}
    if not new:
        return each.known
    return _with_new(each.document, (each, new))


@kept_while_told
def _with_new(_: str, told: tuple[WeightedWords, Mapping[str, float]]) -> Vector:
    """The vector of a document in which some new words count."""
    each, new = told
    length = math.sqrt(each.length**2 + sum(weight * weight for weight in new.values()))
    raised = {stem: weight * each.length / length for stem, weight in each.known.items()}
    return raised | {stem: weight / length for stem, weight in new.items()}


def likeness(one: WeightedWords, other: WeightedWords) -> float:
    """How like two documents are, from 0 to 1, new words that they share included."""
    short, long = sorted((one.known, other.known), key=len)
    told = sum([weight * long[stem] for stem, weight in short.items() if stem in long])
    shared = one.new.keys() & other.new.keys()
    if not shared:
        return told
    lengths = [
        math.sqrt(each.length**2 + sum(each.new[stem] ** 2 for stem in shared)) for each in (one, other)
    ]
    more = sum(one.new[stem] * other.new[stem] for stem in sorted(shared))
    return (told * one.length * other.length + more) / (lengths[0] * lengths[1])


def passage_keys(features: Features) -> tuple[Key, ...]:
    """The lists in which a document stands by its text: these follow from it alone."""
    return tuple(Key("text", told) for told in _passages(features))


def word_keys(words: WeightedWords) -> tuple[Key, ...]:
    """The lists in which a document stands by its heaviest words and its odd numbers."""
    numbers = (_list_of("number", word_hash(str(value))) for value in words.numbers)
    return (*_word_keys(words), *(Key("number", number) for number in numbers))


def _passages(features: Features) -> Iterator[int]:
    """Sentences, runs of words, and the whole of the text."""
    yield from features.sentences
    yield features.whole ^ 1  # a text of one sentence has the hash of that sentence
    every = 1 if features.words < SHORT else INDEXED
    yield from (run for run in features.run_hashes() if run % every == 0)


def _word_keys(words: WeightedWords) -> Iterator[Key]:
    """A list for a word in each two periods that follow one another, and one with those without a date."""
    known = heapq.nsmallest(LEADING, words.known, key=lambda stem: (-words.known[stem], stem))
    new = heapq.nsmallest(LEADING_NEW, words.new, key=lambda stem: (-words.new[stem], stem))
    undated = word_hash("undated")
    if words.day is None:
        yield from (Key("story", _list_of(stem, undated)) for stem in (*new, *known))
        return
    period = words.day // PERIOD
    now, before = word_hash(str(period)), word_hash(str(period - 1))
    for stem in (*new, *known):
        yield Key("story", _list_of(stem, now))
        yield Key("story", _list_of(stem, before), late=True)
    for stem in (*new, *known[:LEADING_UNDATED]):
        yield Key("story", _list_of(stem, undated), late=True)


def _list_of(stem: str, other: int) -> int:
    """What `hash_of` makes of a stem and the hash of another word: a list has a number, not a name."""
    told = (word_hash(stem) * FACTOR) & MASK
    told = (((told ^ (told >> 31)) + other) * FACTOR) & MASK
    return told ^ (told >> 31)


def packed(features: Features) -> tuple[bytes, bytes]:
    """The features as compressed JSON, and its passages apart: those are needed for texts alone."""
    told = [
        features.document,
        features.day,
        features.words,
        features.whole,
        features.counts,
        features.numbers,
    ]
    sentences = [value for name, each in features.sentences.items() for value in _sentence(name, each)]
    head = pack(f"<I{len(sentences)}q", len(sentences), *sentences)
    return _compressed(told), head + features.runs


def _sentence(name: int, passage: HashedSentence) -> tuple[int, int, int, int]:
    return name, passage.start, passage.end, passage.words


def unpacked(content: bytes, passages: bytes | None = None) -> Features:
    """The features that were packed; without its passages where these are not given.

    Raises:
        zlib.error, ValueError, struct.error: the content is damaged.
    """
    features = _without_passages(content)
    if passages is None:
        return features
    (length,) = unpack_from("<I", passages)
    told = unpack_from(f"<{length}q", passages, 4)
    sentences = {told[at]: HashedSentence(*told[at + 1 : at + 4]) for at in range(0, length, 4)}
    return replace(features, sentences=sentences, runs=passages[4 + 8 * length :])


@kept_by_content(KEPT_FEATURES)
def _without_passages(content: bytes) -> Features:
    document, day, words, whole, counts, numbers = _expanded(content)
    return Features(
        document=document,
        day=day,
        words=words,
        whole=whole,
        sentences={},
        runs=b"",
        counts={stem: (count, names) for stem, (count, names) in counts.items()},
        numbers=tuple(numbers),
    )


def packed_words(words: WeightedWords) -> bytes:
    """The weighed words as numbers and a text, which are read back in a twentieth of the time of weighing."""
    head = WORDS_HEAD.pack(words.day or 0, words.length, len(words.numbers), len(words.known), len(words.new))
    values = (*words.numbers, *words.known.values(), *words.new.values())
    names = SEPARATOR.join((words.document, *words.known, *words.new))
    return head + pack(f"<{len(values)}d", *values) + names.encode()


@kept_by_content(KEPT_WORDS)
def unpacked_words(content: bytes) -> WeightedWords:
    """The words that were packed; the same object as long as it is kept.

    Raises:
        ValueError, struct.error: the content is damaged.
    """
    day, length, numbers, known, new = WORDS_HEAD.unpack_from(content)
    values = unpack_from(f"<{numbers + known + new}d", content, WORDS_HEAD.size)
    names = content[WORDS_HEAD.size + 8 * len(values) :].decode().rsplit(SEPARATOR, known + new)
    return WeightedWords(
        document=names[0],
        day=day or None,
        numbers=values[:numbers],
        known=dict(zip(names[1 : known + 1], values[numbers:], strict=False)),
        length=length,
        new=dict(zip(names[known + 1 :], values[numbers + known :], strict=True)),
    )


def _compressed(told: object) -> bytes:
    return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _expanded(content: bytes) -> Any:
    return json.loads(zlib.decompress(content))
