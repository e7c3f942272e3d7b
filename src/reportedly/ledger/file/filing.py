"""Prepares a reading for the ledger: references are checked, and ids that are taken are changed."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from hashlib import sha256
from typing import Any

from ...contract import KINDS, PARTS, REFERENCES, from_plain, record_id, records_of, to_json
from ...page.jsonlines import LONE_SURROGATES
from ...records import Document, Notice, Reading
from .rows import FOUND

COMPRESSION = 6
"""zlib's level: 9 saves 1 % of a page and takes twice as long."""


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes that a document was read from, and how they came."""

    content: bytes
    media_type: str = "text/plain"
    fetched_at: str | None = None
    url: str | None = None
    headers: Mapping[str, str] | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes."""
        return sha256(self.content).hexdigest()


def capture_of(document: Document) -> Capture:
    """The bytes of a document that came as text."""
    return Capture(document.text.encode("utf-8", "surrogatepass"), url=document.url)


def made_whole(reading: Reading) -> Reading:
    """The reading with every reference kept or said to be lost, no id twice, and only whole characters."""
    if not reading.document.text.isascii():
        reading = _without_surrogates(reading)
    known: set[str] = set()
    parts: dict[str, tuple[Any, ...]] = {}
    for name in PARTS:
        records = getattr(reading, name)
        once = {record.id: record for record in records}
        parts[name] = records if len(once) == len(records) else tuple(once.values())
        known.update(once)
    lost: list[Notice] = []
    for name in PARTS:
        parts[name] = tuple(_with_references(parts[name], known, lost))
    if lost:
        parts["notices"] += tuple({notice.id: notice for notice in lost}.values())
    return Reading(reading.document, **parts)


def _with_references(records: tuple[Any, ...], known: set[str], lost: list[Notice]) -> Iterator[Any]:
    for record in records:
        broken = [
            name
            for name in REFERENCES
            if (told := getattr(record, name, None)) is not None and told not in known
        ]
        if getattr(record, "amount", record.id) not in known:
            lost.append(_lost_reference(record, "amount"))
        elif broken:
            lost += [_lost_reference(record, name) for name in broken]
            yield replace(record, **dict.fromkeys(broken))
        else:
            yield record


def _lost_reference(record: Any, name: str) -> Notice:
    code = "reference_lost"
    return Notice(
        id=record_id("notice", record.document, record.start, record.end, code, record.id, name),
        document=record.document,
        code=code,
        message=f"the {name} of {record.id} is not among the findings of this document",
        start=record.start,
        end=record.end,
        quote=record.quote,
    )


def _without_surrogates(reading: Reading) -> Reading:
    text = reading.document.text
    try:
        text.encode()
    except UnicodeEncodeError as error:
        whole: Reading = _translated(reading)
        code = "broken_character"
        start = error.start
        notice = Notice(
            id=record_id("notice", whole.document.id, start, start + 1, code),
            document=whole.document.id,
            code=code,
            message="the text holds half a character (a lone surrogate); U+FFFD stands for it in the ledger",
            start=start,
            end=start + 1,
            quote=whole.document.text[start : start + 1],
        )
        return replace(whole, notices=(*whole.notices, notice))
    return reading


def _translated(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(LONE_SURROGATES)
    if isinstance(value, tuple):
        return tuple(map(_translated, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{field.name: _translated(getattr(value, field.name)) for field in fields(value)}
        )
    return value


def other_collection(document: Document, url: str | None, publisher: str | None) -> bool:
    """Whether the address or the outlet says that two documents of one id are two documents."""
    return _differ(document.url, url) or _differ(document.publisher, publisher)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def same_id_notice(reading: Reading, taken: str) -> Reading:
    """The reading with a notice that its caller's id was taken by another document."""
    code = "id_taken"
    message = f"the id {taken!r} belongs to another document; this one is {reading.document.id!r}"
    notice = Notice(record_id("notice", reading.document.id, code), reading.document.id, code, message)
    return replace(reading, notices=(*reading.notices, notice))


def packed(reading: Reading) -> bytes:
    """A reading as compressed lines of the contract, for one that is no longer current."""
    lines = (json.dumps(to_json(record), ensure_ascii=False) for record in records_of(reading))
    return zlib.compress("\n".join(lines).encode(), COMPRESSION)


def unpacked(lines: bytes) -> Reading:
    """The reading that was packed."""
    document, *found = map(json.loads, zlib.decompress(lines).splitlines())
    parts: dict[str, list[Any]] = {KINDS[record_type]: [] for record_type in FOUND}
    for told in found:
        parts[told["kind"]].append(told)
    return Reading(
        from_plain(Document, document),
        *[tuple(from_plain(each, told) for told in parts[KINDS[each]]) for each in FOUND],
    )
