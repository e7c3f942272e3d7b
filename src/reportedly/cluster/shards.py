"""Cuts input into shards: a few seconds of work each, under a name that follows from the content alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from .. import __version__
from ..lexicon import lexicon_digest
from ..page.jsonlines import wide_encoding
from ..page.unpack import GZIP
from ..scale import ReadingSettings
from .storage import Source, open_bytes

SHARD_BYTES = 1_000_000
"""About 300 documents of 500 words as JSON lines, or 10 s of one core: little is lost when a worker dies,
and the 10 ms that a task costs are nothing."""

FILES = 256
"""Files of one document each that are read as one shard, at most."""

Unit = Literal["file", "lines", "records", "rows"]
"""What a part is counted in: a whole file; bytes of a file of lines or of an archive; groups of rows."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of one file: what begins from `start` on and before `stop`."""

    uri: str
    version: str
    unit: Unit
    start: int = 0
    stop: int | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """The input of one task."""

    parts: tuple[Part, ...]
    size: int
    """Bytes of input, for the progress."""


def shard_name(shard: Shard, settings: ReadingSettings) -> str:
    """The name of the file with what the shard says.

    It changes when the input, the settings, the program or a lexicon does, so that what is there need not
    be read again, and what changed is.
    """
    told = repr((shard.parts, settings, __version__, lexicon_digest()))
    return f"part-{blake2b(told.encode('utf-8', 'surrogatepass'), digest_size=10).hexdigest()}.parquet"


def must_be_walked(source: Source, size: int = SHARD_BYTES) -> bool:
    """Whether the file has to be walked through to find where it may be cut."""
    return source.kind == "warc" and source.size > size


def cut(sources: Iterable[Source], size: int = SHARD_BYTES) -> Iterator[Shard]:
    """The shards of all sources, in their order; small files share a shard, large ones are cut."""
    few: list[Source] = []
    for source in sources:
        if source.is_table or source.kind in ("lines", "warc"):
            yield from _gathered(few)
            few = []
            yield from cut_file(source, size)
            continue
        few.append(source)
        if len(few) == FILES or sum(each.size for each in few) >= size:
            yield from _gathered(few)
            few = []
    yield from _gathered(few)


def cut_file(source: Source, size: int = SHARD_BYTES) -> list[Shard]:
    """The shards of one file with many documents; each document is in exactly one."""
    if source.is_table:
        return _cut_table(source, size)
    if source.size <= size:
        return [_whole([source])]
    if source.kind == "warc":
        return _between(source, "records", _record_starts(source, size))
    with open_bytes(source.uri) as file:
        head = file.read(4)
    if head.startswith(GZIP) or wide_encoding(head)[1]:  # these can only be read from their start
        return [_whole([source])]
    return _between(source, "lines", list(range(0, source.size, size)))


def _gathered(few: list[Source]) -> Iterator[Shard]:
    if few:
        yield _whole(few)


def _whole(sources: list[Source]) -> Shard:
    parts = tuple(Part(each.uri, each.version, "file") for each in sources)
    return Shard(parts, sum(each.size for each in sources))


def _between(source: Source, unit: Unit, starts: list[int]) -> list[Shard]:
    stops = [*starts[1:], source.size]
    return [
        Shard((Part(source.uri, source.version, unit, start, stop),), stop - start)
        for start, stop in zip(starts, stops, strict=True)
    ]


def _record_starts(source: Source, size: int) -> list[int]:
    """The places of the first record and of the first one after each `size` bytes.

    They are found by walking from record to record, so that bytes in a page that only look like the start of
    a record are not taken for one.
    """
    from fastwarc.warc import ArchiveIterator

    starts = [0]
    with open_bytes(source.uri) as file:
        try:
            for record in ArchiveIterator(file, parse_http=False, auto_decode="none"):
                if record.stream_pos >= starts[-1] + size:
                    starts.append(record.stream_pos)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException:  # a panic inside the reader is no Exception; the last piece tells of it
            return starts
    return starts


def _cut_table(source: Source, size: int) -> list[Shard]:
    import pyarrow.parquet as pq

    with open_bytes(source.uri) as file:
        told = pq.ParquetFile(file).metadata
        sizes = [told.row_group(number).total_byte_size for number in range(told.num_row_groups)]
    shards: list[Shard] = []
    start = taken = 0
    for number, each in enumerate(sizes):
        taken += each
        if taken >= size or number == len(sizes) - 1:
            part = Part(source.uri, source.version, "rows", start, number + 1)
            shards.append(Shard((part,), taken))
            start, taken = number + 1, 0
    return shards
