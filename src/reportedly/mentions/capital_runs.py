"""Capitalised words in a row that no lexicon knows: what names are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from ..language.closed_classes import NAME_PARTICLES
from ..language.columns import columns_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DATED = frozenset({"DATE", "TIME"})

PARTICLE = 4
"""Letters of the longest small word inside a name: bin, al, von, dela."""

SHORT_LINE = 50
"""Characters of a line that ends a name: items of lists are shorter, lines of wrapped prose are longer."""


def runs_of_capitals(text: str, doc: Doc, *known: Mapping[int, Any]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each token of such a row, with the first token of the row and the one behind its last."""
    columns = columns_of(doc)
    place, length = 0, len(doc)
    while place < length:
        if columns.pos[place] != "PROPN":
            place += 1
            continue
        end = place
        while end < length and _goes_on(doc, place, end, known):
            if end > place and _ends_item(text, doc[end - 1], doc[end]):
                break
            end += 1
        if end > place:
            yield from ((i, (place, end)) for i in range(place, end))
        place = max(end, place + 1)


def _ends_item(text: str, before: Token, token: Token) -> bool:
    """Whether a short line ends between two tokens, as between the items of a list, and no wrapped prose."""
    last = before.idx + len(before)
    begin = text.rfind("\n", 0, before.idx) + 1
    gap = text[last : token.idx]
    if "\n" not in gap or last - begin >= SHORT_LINE:
        return False
    return gap.count("\n") > 1 or not _is_wrapped(text[begin:last], text[token.idx : token.idx + SHORT_LINE])


def _is_wrapped(line: str, following: str) -> bool:
    """Whether a sentence goes on behind a line: "the head of state Uhuru" and "Kenyatta told reporters"."""
    words = line.split()
    if not any(word[0].islower() for word in words):
        return False
    name = takewhile(lambda word: word[-1].isalnum(), following.partition("\n")[0].split())
    verb = next((word for word in name if not word[0].isupper()), None)
    return words[0][0].islower() or verb is not None


def _goes_on(doc: Doc, start: int, place: int, known: tuple[Mapping[int, Any], ...]) -> bool:
    """Whether the token belongs to a run of capitals that began at `start`."""
    token = doc[place]
    if place > start and token.is_sent_start:
        return False
    if token.text in ("-", "&"):
        return _joins(doc, start, place)
    if token.is_lower:
        return _is_particle(doc, place) if start < place else _is_article_of_name(doc, place)
    return (
        token.text[:1].isupper()
        and token.pos_ == "PROPN"
        and token.ent_type_ not in DATED
        and not any(place in one for one in known)
    )


def _joins(doc: Doc, start: int, place: int) -> bool:
    """Whether a hyphen or "&" joins two capitals of one name."""
    if not start < place < len(doc) - 1 or doc[place + 1].is_sent_start or doc[place + 1].pos_ != "PROPN":
        return False
    closed = not doc[place - 1].whitespace_ and not doc[place].whitespace_
    return closed if doc[place].text == "-" else doc[place + 1].text[:1].isupper()


def _is_particle(doc: Doc, place: int) -> bool:
    """Whether a small word stands inside a name: "Mohammed bin Salman", "Bashar al-Assad", "Ki-moon"."""
    token = doc[place]
    if token.pos_ != "PROPN" and token.lower_ not in NAME_PARTICLES:
        return False
    after = place + 2 if place + 1 < len(doc) and doc[place + 1].text == "-" else place + 1
    begins = len(token) <= PARTICLE and after < len(doc) and doc[after].text[:1].isupper()
    return begins or doc[place - 1].text == "-"


def _is_article_of_name(doc: Doc, place: int) -> bool:
    """Whether a small word opens a name that is joined to it: "General al-Burhan", "el-Sadiq Omar"."""
    joined = doc[place : place + 3]
    return (
        len(joined) == 3
        and joined[0].lower_ in NAME_PARTICLES
        and joined.text == f"{joined[0].text}-{joined[2].text}"
        and joined[2].text[:1].isupper()
        and joined[2].pos_ == "PROPN"
    )


def is_capital(token: Token) -> bool:
    """Whether a word of a name is written with a capital; months and days are none."""
    return token.text[:1].isupper() and token.pos_ in ("PROPN", "ADJ") and token.ent_type_ not in DATED
