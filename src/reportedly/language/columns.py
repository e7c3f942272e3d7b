"""The attributes of all tokens as lists: asking spaCy for them token by token takes ten times as long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COLUMNS = "reportedly.columns"
NOUNS = ("PROPN", "NOUN")

Keys = tuple[str, str]
"""What a token is looked up by: its form and its lemma, both in lower case."""


class Columns:
    """What the parse says of each token; every list is as long as the document."""

    texts: list[str]
    lowers: list[str]
    lemmas: list[str]
    tags: list[str]
    pos: list[str]
    labels: list[str]
    entities: list[str]

    def __init__(self, doc: Doc) -> None:
        from numpy import arange, int64
        from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, LOWER, ORTH, POS, SENT_START, SPACY, TAG

        self.doc = doc
        self.tokens: list[Token] = list(doc)
        wanted = [ORTH, LOWER, LEMMA, TAG, POS, DEP, ENT_TYPE]
        table: Any = doc.to_array([*wanted, HEAD, SENT_START, SPACY]).reshape(len(doc), len(wanted) + 3)
        words, (heads, begins, spaces) = table[:, : len(wanted)].T, table[:, len(wanted) :].T
        strings = doc.vocab.strings
        known = {number: strings[number] for number in set(words.ravel().tolist())}
        self.texts, self.lowers, self.lemmas, self.tags, self.pos, self.labels, self.entities = (
            list(map(known.__getitem__, column)) for column in words.tolist()
        )
        self.heads: list[int] = (heads.astype(int64) + arange(len(doc))).tolist()
        self.begins: list[bool] = (begins == 1).tolist()
        """Whether a sentence begins with the token."""
        self.spaces: list[bool] = (spaces == 1).tolist()
        """Whether a space follows it."""
        self.starts = _starts_of(self.texts, self.spaces)
        self.forms: list[Keys] = list(zip(self.lowers, map(str.lower, self.lemmas), strict=True))
        """Form and lemma of each token in lower case."""
        self.keys: list[Keys] = list(map(_keys, self.forms, self.pos))
        self.places = _places_of(self.keys)
        """Where each key stands."""


def columns_of(doc: Doc) -> Columns:
    """The columns of a document; they are made once, since every room asks for them."""
    columns = doc.user_data.get(COLUMNS)
    if not isinstance(columns, Columns) or columns.doc is not doc:
        columns = doc.user_data[COLUMNS] = Columns(doc)
    return columns


def _starts_of(texts: Iterable[str], spaces: Iterable[bool]) -> list[int]:
    widths = map(add, map(len, texts), spaces)
    return list(accumulate(widths, initial=0))[:-1]


def _places_of(keys: Iterable[Keys]) -> dict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, (lower, lemma) in enumerate(keys):
        places[lower].append(place)
        if lemma != lower:
            places[lemma].append(place)
    return dict(places)


def _keys(form: Keys, pos: str) -> Keys:
    """The keys of a token; a plural name has no lemma of its own, so its ending is cut."""
    if pos in NOUNS:
        lower, lemma = form
        if lower == lemma and lower[-1:] == "s" and len(lower) > 4:
            return lower, lower[:-1]
    return form
