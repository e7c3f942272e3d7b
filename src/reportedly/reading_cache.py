"""A cache of readings by text: a copy of an earlier document gets the same findings, with its own ids.

Wire copies come by the thousand, under many addresses and outlets. Findings depend only on the fields in
`TOLD_BY` (a test checks this), so two documents that agree in all of them have the same findings. The one
exception, a text in which an outlet takes back its own words, is not kept.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from . import records as record_types
from .contract import PARTS, kind_of, record_id, remembered_parts, with_ids
from .language.parse import Parser
from .language.shared_table import SharedTable
from .lexicon import Lexicon
from .mentions.day_order import country_of_address
from .reading import read_all
from .records import Document, Reading

TOLD_BY = ("text", "segments", "published", "language", "authors")
"""The fields of a document that rules use, besides id, address (see `DOUBTFUL_DATE`) and outlet."""

DOUBTFUL_DATE = re.compile(r"\d[./-]\d")
"""Only if a text matches this does its address matter: it decides whether day or month comes first."""

SIZE = 128 * 1024 * 1024
"""Size of the table in bytes: enough for the last 8,000 readings of articles of 500 words."""

USUAL = 2_500
"""Bytes of the reading of a short article, packed; one of 500 words takes 16,000."""

SHORTEST = 200
"""Length in characters below which reading a text is as fast as looking it up."""

LEVEL = 1
"""Compression level of zlib: 6 would save another tenth and take three times as long."""


class ReadingCache:
    """Readings by text, shared by all processes forked from the one that made the cache."""

    def __init__(self, size: int = SIZE) -> None:
        self._table = SharedTable(size, USUAL)

    def read_all(self, documents: Iterable[Document], lexicon: Lexicon, parser: Parser) -> Iterator[Reading]:
        """Like `reading.read_all`, but texts that were read before are looked up."""
        asked = list(documents)
        keys = [_key(document, lexicon, parser) for document in asked]
        known = [self._known(key, document) for key, document in zip(keys, asked, strict=True)]
        unknown = (document for document, found in zip(asked, known, strict=True) if found is None)
        fresh = read_all(unknown, lexicon, parser)
        for key, found in zip(keys, known, strict=True):
            yield found or self._read(key, fresh)

    def _known(self, key: bytes | None, document: Document) -> Reading | None:
        value = self._table.get(key) if key else None
        if value is None:
            return None
        parts, names = pickle.loads(zlib.decompress(value))  # noqa: S301 - our own, out of our own memory
        return _of_copy(document, parts, names)

    def _read(self, key: bytes | None, fresh: Iterator[Reading]) -> Reading:
        with remembered_parts() as told:
            reading = next(fresh)
        found = {name: getattr(reading, name) for name in PARTS}
        ids = [record.id for records in found.values() for record in records]
        if key and told.keys() >= set(ids) and not _names_outlet(reading):
            self._table.put(key, zlib.compress(packed((found, {name: told[name] for name in ids})), LEVEL))
        return reading


def _names_outlet(reading: Reading) -> bool:
    """Whether an outlet takes back its own words, as corrections do: a copy names another outlet."""
    return any(claim.certainty == "denied" and not claim.source for claim in reading.claims)


def packed(value: object) -> bytes:
    """The pickle of a value, faster than by default: frozen records would look up their fields each time."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = REDUCERS
    pickler.dump(value)
    return buffer.getvalue()


def _reducer_of(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[Any, ...]]]:
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda record: (kind, values(record))


RECORDS = [kind for kind in vars(record_types).values() if isinstance(kind, type) and is_dataclass(kind)]
REDUCERS: Mapping[type[Any], Callable[[Any], Any]] = {
    **copyreg.dispatch_table,
    **{kind: _reducer_of(kind) for kind in RECORDS},
}


@cache
def reading_cache() -> ReadingCache:
    """The cache that this process shares with those forked from it."""
    return ReadingCache()


def _of_copy(document: Document, parts: Mapping[str, Any], names: Mapping[str, str]) -> Reading:
    ids = {old: record_id(kind_of(old), document.id, told) for old, told in names.items()}
    for records in parts.values():
        ids.update((record.document, document.id) for record in records[:1])
    return with_ids(Reading(document, **parts), ids)


def _key(document: Document, lexicon: Lexicon, parser: Parser) -> bytes | None:
    if len(document.text) < SHORTEST:
        return None
    told = [repr(getattr(document, name)) for name in TOLD_BY]
    if DOUBTFUL_DATE.search(document.text):
        told.append(repr(country_of_address(document.url)))
    return "\x1f".join([lexicon.digest, parser.name, *told]).encode("utf-8", "surrogatepass")
