"""How like documents are by the words that they share, each two worked out once.

One more report on a crisis is set beside all others; what these are to one another is kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count

from ..file.kept_results import Results

CANDIDATE_LIMIT = 150
"""A word in more documents than this does not bring two of them together by itself, so that time does not
grow with the square; between those brought together by rarer words it counts in full."""

MOSTLY = 4
"""One in so many documents may be new for what is kept to be asked; else all together are compared faster."""

Vector = Mapping[str, float]


class _Known:
    """A vector with how like it the vectors are that it was compared with, by their serial numbers."""

    __slots__ = ("like", "serial", "vector")

    def __init__(self, vector: Vector, serial: int) -> None:
        self.vector = vector  # it is held, so that its number is no other's
        self.serial = serial
        self.like: dict[int, float] = {}


_known = Results()
"""By the number of a vector, what is known of it."""
_serials = count()


class Likenesses:
    """How like documents are by their words, each two worked out once; copies are as like as their head.

    Args:
        vectors: the weights of their words, of length one, by document.
        copies: documents with the one whose text they carry; only that one is compared.
    """

    def __init__(self, vectors: Mapping[str, Vector], copies: Mapping[str, str] | None = None) -> None:
        copy_of = copies or {}
        self.heads = sorted({copy_of.get(name, name) for name in vectors})
        self.vectors = [vectors[name] for name in self.heads]
        self.near = _likenesses(self.vectors)
        """For each head those before it that share a word with it, with how like they are."""
        numbers = {name: number for number, name in enumerate(self.heads)}
        self.home = {name: numbers[copy_of.get(name, name)] for name in vectors}
        """By document the number of its head."""

    def between(self, one: str, other: str) -> float:
        """How like two documents are, from 0 to 1."""
        first, second = self.home[one], self.home[other]
        if first == second:
            return 1.0 if self.vectors[first] else 0.0
        return self.near[second].get(first, 0.0) if first < second else self.near[first].get(second, 0.0)


def _likenesses(vectors: Sequence[Vector]) -> Sequence[Mapping[int, float]]:
    """For each document those before it that share a word with it, with how like they are."""
    new = sum(id(vector) not in _known.before for vector in vectors)
    few = len(vectors) <= CANDIDATE_LIMIT  # of more, words of all may count otherwise
    near = list(_likenesses_kept(vectors)) if few and MOSTLY * new <= len(vectors) else None
    if near is None:
        near = list(_likenesses_anew(vectors))
        if few:
            _keep(vectors, near)
    return near


def _keep(vectors: Sequence[Vector], near: Sequence[Mapping[int, float]]) -> None:
    known = [_known_of(vector) for vector in vectors]
    for number, each in enumerate(known):
        each.like = {other.serial: near[number].get(at, 0.0) for at, other in enumerate(known[:number])}


def _known_of(vector: Vector) -> _Known:
    number = id(vector)
    known: _Known = _known.now.get(number) or _known.before.get(number) or _Known(vector, next(_serials))
    _known.now[number] = known
    return known


def _likenesses_kept(vectors: Sequence[Vector]) -> Iterator[Mapping[int, float]]:
    """The same as `_likenesses_anew`, to the last bit: words of a later document are added up in order."""
    known = [_known_of(vector) for vector in vectors]
    for number, each in enumerate(known):
        vector, held = each.vector, each.like
        each.like = like = {}
        near = {}
        for at in range(number):
            other = known[at]
            found = held.get(other.serial)
            if found is None:
                theirs = other.vector
                found = sum([weight * theirs[stem] for stem, weight in vector.items() if stem in theirs])
            like[other.serial] = found
            if found:
                near[at] = found
        yield near


def _likenesses_anew(vectors: Sequence[Vector]) -> Iterator[Mapping[int, float]]:
    spread = Counter(chain.from_iterable(vectors))
    common = {stem for stem, times in spread.items() if times > CANDIDATE_LIMIT}
    holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        near: dict[int, float] = defaultdict(float)
        for stem, weight in vector.items():
            if spread[stem] > 1 and stem not in common:
                for other, others_weight in holding[stem]:
                    near[other] += weight * others_weight
                holding[stem].append((number, weight))
        for stem in sorted(common.intersection(vector)):
            weight, holders = vector[stem], holding[stem]
            if len(near) < len(holders):  # of many different texts few have a rarer word in common
                for other in near:
                    near[other] += weight * vectors[other].get(stem, 0.0)
            else:
                for other, others_weight in holders:
                    if other in near:
                        near[other] += weight * others_weight
            holders.append((number, weight))
        yield near
