"""The model's word vectors in context, computed with numpy: the same values at a third of the cost.

Two thirds of a parse are spent in two small convolutional networks, one for tags and trees and one for names.
Here, whatever only depends on the letters of a word is computed once and remembered, and the four layers over
its neighbours are matrix products over blocks that fit the processor's cache.

The products use numpy, whose OpenBLAS has kernels for current processors that `blis` lacks: at least twice as
fast. Every product has at least `ROWS` rows: from there on, the result for a row does not depend on the other
rows, so a passage has the same vectors to the last bit whatever it is read with.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Model

    Floats = NDArray[numpy.float32]

ROWS = 32
"""Fewest rows of a matrix product. Measured with OpenBLAS 0.3 on all shapes of the small English model: a row
of a product of up to 17 rows can differ in its last bit from the same row among many, those of 24 to 4,096
rows never did."""

PIECE = 512
"""Rows that pass through a layer at once: with 256 to 1,024 the time is within a twentieth."""

MOST_WORDS = 8_000
"""Words remembered before the memory is emptied: 7 MB for both nets. To learn so many anew takes 0.2
seconds of a core, some thousandths of the time in which a reader meets them."""

EMBEDDING = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
WINDOW = "expand_window"
WINDOW_SIZE = 3
"""Words that a layer looks at: one and its two neighbours."""

NOTHING = -1
"""The place of what stands between two documents, whose vector is zero."""

ENCODED = "with_array(residual(expand_window>>maxout>>layernorm"
EPSILON = numpy.float32(1e-8)
"""What thinc adds to a variance."""

Word = tuple[int, ...]


class _Layer:
    """A word and its two neighbours become one vector, which is added to the word's own."""

    def __init__(self, maxout: Model[Any, Any], norm: Model[Any, Any]) -> None:
        weights: Any = maxout.get_param("W")
        self._width, self._pieces, into = weights.shape
        self._weights: Floats = numpy.ascontiguousarray(
            weights.transpose(2, 1, 0).reshape(into, self._pieces * self._width)
        )
        self._side_by_side: Floats = numpy.concatenate(numpy.split(self._weights, WINDOW_SIZE), axis=1)
        """What a word gives as the one before, as the one itself and as the one after."""
        bias: Any = maxout.get_param("b")
        self._bias: Floats = numpy.ascontiguousarray(bias.T).ravel()
        self._gain: Floats = numpy.asarray(norm.get_param("G"))
        self._shift: Floats = numpy.asarray(norm.get_param("b"))
        self._mean: Floats = numpy.full(self._width, 1 / self._width, numpy.float32)

    def added(self, rows: Floats) -> Floats:
        """The rows with what the layer says of each; rows of zeros stand before the first and last."""
        count, width = rows.shape
        framed = numpy.zeros((count + 2, width), numpy.float32)
        framed[1:-1] = rows
        windows = numpy.lib.stride_tricks.as_strided(framed, (count, WINDOW_SIZE * width), framed.strides)
        result = numpy.empty_like(rows)
        for start in range(0, count, PIECE):
            first = min(start, max(0, count - ROWS))
            end = min(start + PIECE, count)
            said = self._said(numpy.dot(numpy.ascontiguousarray(windows[first:end]), self._weights))
            numpy.add(rows[first:end], said, out=result[first:end])
        return result

    def added_to_words(self, words: Floats, places: NDArray[numpy.intp]) -> Floats:
        """`added` of the words at these places, whose products are made once for each word, not each time.

        The first word is nothing: it stands before the first place and after the last.
        """
        before, itself, after = numpy.split(numpy.dot(words, self._side_by_side), WINDOW_SIZE, axis=1)
        framed = numpy.concatenate([[0], places, [0]])
        result = numpy.empty((len(places), self._width), numpy.float32)
        for start in range(0, len(places), PIECE):
            end = min(start + PIECE, len(places))
            products = before[framed[start:end]]
            products += itself[framed[start + 1 : end + 1]]
            products += after[framed[start + 2 : end + 2]]
            numpy.add(words[places[start:end]], self._said(products), out=result[start:end])
        return result

    def _said(self, products: Floats) -> Floats:
        """The best of the pieces of each product, normalised."""
        products += self._bias
        best, *others = numpy.split(products, self._pieces, axis=1)
        best = best.copy()
        for other in others:
            numpy.maximum(best, other, out=best)
        best -= numpy.vecdot(best, self._mean)[:, None]
        variance = numpy.vecdot(best, best)[:, None] / numpy.float32(self._width)
        best *= (variance + EPSILON) ** numpy.float32(-0.5)
        best *= self._gain
        best += self._shift
        return best


class Vectors:
    """Replaces the forward pass of a `Tok2Vec` model."""

    def __init__(self, model: Model[Any, Any]) -> None:
        embedding, encoder = model.layers
        self._columns: list[int | str] = embedding.layers[0].attrs["columns"]
        self._embed, self._mix = embedding.layers[2], embedding.layers[3]
        self._layers = [_Layer(*_maxout_and_norm(residual)) for residual in encoder.layers[0].layers]
        self._width: int = model.get_dim("nO")
        self._places: dict[Word, int] = {}
        self._table: Floats = numpy.empty((2 * MOST_WORDS, self._width), numpy.float32)
        """Rows without a word yet are untouched, and take no memory."""

    def of(self, docs: Sequence[Doc]) -> list[Floats]:
        """For each document a matrix with a row a token."""
        gap = len(self._layers)
        ends = numpy.cumsum([len(doc) + gap for doc in docs])
        starts = [int(end) - len(doc) for doc, end in zip(docs, ends, strict=True)]
        count = int(ends[-1]) + gap if docs else gap
        tokens = numpy.full(max(count, ROWS), NOTHING, numpy.intp)
        for doc, start, places in zip(docs, starts, self._places_of(docs), strict=True):
            tokens[start : start + len(doc)] = places
        known, tokens = numpy.unique(tokens, return_inverse=True)
        words = numpy.zeros((max(len(known), ROWS), self._width), numpy.float32)
        words[1 : len(known)] = self._table[known[1:]]
        first, *others = self._layers
        rows = first.added_to_words(words, tokens)
        for layer in others:
            rows = layer.added(rows)
        return [rows[start : start + len(doc)] for doc, start in zip(docs, starts, strict=True)]

    def _places_of(self, docs: Sequence[Doc]) -> list[list[int]]:
        """Where in the table stands what follows from each token's letters."""
        from spacy.attrs import NORM, ORTH, SPACY

        if len(self._places) > MOST_WORDS:
            self._places.clear()
        words = [list(map(tuple, doc.to_array([ORTH, NORM, SPACY]).tolist())) for doc in docs]
        new: dict[Word, Any] = {}
        for doc, keys in zip(docs, words, strict=True):
            if unknown := {key: place for place, key in enumerate(keys) if key not in self._places}:
                features = doc.to_array(self._columns)
                new.update((key, features[place]) for key, place in unknown.items())
        if new:
            self._learn(new)
        return [list(map(self._places.__getitem__, keys)) for keys in words]

    def _learn(self, new: dict[Word, Any]) -> None:
        features = numpy.array(list(new.values()), numpy.uint64)
        missing = max(0, ROWS - len(features))
        padded = numpy.concatenate([features, numpy.repeat(features[:1], missing, axis=0)])
        vectors = self._mix.predict(self._embed.predict(padded))
        first, end = len(self._places), len(self._places) + len(new)
        if end > len(self._table):
            grown = numpy.empty((2 * end, self._width), numpy.float32)
            grown[:first] = self._table[:first]
            self._table = grown
        self._table[first:end] = vectors[: len(new)]
        self._places.update(zip(new, range(first, end), strict=True))


def _maxout_and_norm(residual: Model[Any, Any]) -> tuple[Model[Any, Any], Model[Any, Any]]:
    """The two layers with weights of `residual(expand_window >> maxout >> layernorm >> dropout)`."""
    found = {node.name: node for node in residual.walk()}
    return found["maxout"], found["layernorm"]


def put_in(nlp: Language) -> None:
    """Makes the pipeline use numpy for all products, and `Vectors` for nets of small English models.

    All other nets, such as those with static vectors or a transformer, stay as they are.
    """
    products = _products()
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        for node in list(model.walk()) if model is not None and hasattr(model, "walk") else ():
            if type(node.ops).__name__ == "NumpyOps":
                node.ops = products
            if _is_known(node):
                node._func = _forward_of(Vectors(node))


def _products() -> Any:
    """The operations of thinc, with products of matrices by numpy and of `ROWS` rows or more."""
    from thinc.api import NumpyOps

    class Products(NumpyOps):  # type: ignore[misc]
        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            left, right = x.T if trans1 else x, y.T if trans2 else y
            count = len(left)
            if 0 < count < ROWS:
                left = numpy.concatenate([left, numpy.zeros((ROWS - count, left.shape[1]), left.dtype)])
            if out is None or count < ROWS:
                product = numpy.dot(left, right)[:count]
                if out is None:
                    return product
                out[:] = product
                return out
            return numpy.dot(left, right, out=out)

    return Products(use_blis=False)


def _is_known(node: Model[Any, Any]) -> bool:
    """Whether a net hashes features of single words and looks at one neighbour to each side."""
    if not {"embed", "encode"} <= set(node.ref_names):
        return False
    embedding, encoder = node.get_ref("embed"), node.get_ref("encode")
    if [layer.name.partition("(")[0] for layer in embedding.layers] != EMBEDDING:
        return False
    windows = [part.attrs["window_size"] for part in encoder.walk() if part.name == WINDOW]
    return encoder.name.startswith(ENCODED) and set(windows) == {1} and encoder.attrs["pad"] == len(windows)


def _forward_of(vectors: Vectors) -> Any:
    def forward(_: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Floats], Any]:
        """What thinc asks of a layer: the result, and the way back, which there is not."""
        assert not is_train
        return vectors.of(docs), None

    return forward
