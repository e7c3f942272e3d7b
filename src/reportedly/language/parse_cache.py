"""A cache of parses by passage: wire copies share most of their paragraphs.

It stores what the networks predicted (heads, labels, tags and names), six bytes per token. Tokens, parts of
speech and lemmas follow from these, so the parse is the same as the first time.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, cast

import numpy

from .shared_table import SharedTable

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SIZE = 64 * 1024 * 1024
"""Bytes of the table: the last 150,000 paragraphs of fifty words, which are 20,000 articles."""

USUAL = 400
"""Bytes of the parse of a paragraph of fifty words."""

NETS = frozenset({"tok2vec", "tagger", "parser", "ner"})
"""Components whose whole result is kept."""

FURTHEST = 2**15
"""Tokens to a head that is too far away to be kept."""

MOST_LABELS = 256
ROW = numpy.dtype([("head", "<i2"), ("tag", "u1"), ("label", "u1"), ("name", "u1"), ("part", "u1")])


class ParseCache:
    """The parses of passages by their text, for one model."""

    def __init__(self, nlp: Language) -> None:
        labels = {label for name in nlp.pipe_names for label in getattr(nlp.get_pipe(name), "labels", ())}
        parts = {part for label in labels for part in label.split("-", 1)}
        names = sorted({"", "ROOT", "dep", *labels, *parts})
        self._codes = numpy.sort(numpy.array([nlp.vocab.strings.add(name) for name in names], numpy.uint64))
        self.fits = len(names) <= MOST_LABELS
        """Whether a label's number takes one byte."""
        self._make_doc = nlp.make_doc
        self._table = SharedTable(SIZE, USUAL)

    def parse(self, text: str) -> Doc | None:
        """The passage as the networks annotated it, if it was parsed before."""
        from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, TAG

        kept = self._table.get(_key(text))
        if kept is None:
            return None
        rows = numpy.frombuffer(kept, ROW)
        doc = self._make_doc(text)
        if len(doc) != len(rows):
            return None
        codes = self._codes
        heads = rows["head"].astype(numpy.int64).view(numpy.uint64)
        columns = [heads, codes[rows["label"]], codes[rows["tag"]], rows["part"], codes[rows["name"]]]
        table = numpy.stack([column.astype(numpy.uint64) for column in columns], axis=1)
        return doc.from_array([HEAD, DEP, TAG, ENT_IOB, ENT_TYPE], cast("Any", table))

    def keep(self, passages: Iterable[tuple[str, Doc]]) -> None:
        """Stores the parses of these texts, except those with unknown labels."""
        from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, TAG

        new = [(text, doc) for text, doc in passages if len(doc)]
        if not new:
            return
        told: list[Any] = [doc.to_array([HEAD, DEP, TAG, ENT_IOB, ENT_TYPE]) for _, doc in new]
        table = numpy.concatenate(told)
        heads = table[:, 0].view(numpy.int64)
        said = table[:, [1, 2, 4]]
        codes = numpy.minimum(numpy.searchsorted(self._codes, said), len(self._codes) - 1)
        is_odd = numpy.any(self._codes[codes] != said, axis=1) | (numpy.abs(heads) >= FURTHEST)
        rows = numpy.empty(len(table), ROW)
        rows["head"], rows["part"] = heads, table[:, 3]
        rows["label"], rows["tag"], rows["name"] = codes.T
        has_odd = bool(is_odd.any())
        for (text, _), (start, end) in zip(new, pairwise(accumulate(map(len, told), initial=0)), strict=True):
            if not (has_odd and is_odd[start:end].any()):
                self._table.put(_key(text), rows[start:end].tobytes())


def parse_cache_of(nlp: Language) -> ParseCache | None:
    """A cache for the pipeline's parses; None if it has components whose results cannot be stored."""
    seen = ParseCache(nlp) if set(nlp.pipe_names) <= NETS else None
    return seen if seen is not None and seen.fits else None


def _key(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
