"""The pages of a shard; an error takes the place of a page that could not be read."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from ..errors import InputError, MissingInput, UnreadableInput
from ..page.archive import find_records
from ..page.capture import DOCUMENT_LIMIT, Page, too_large
from ..page.fetch import kind_by_name, pages_of_stream
from ..page.jsonlines import WORDS, page_of_line, page_of_row
from ..page.unpack import unpacked
from .shards import Part, Shard
from .storage import BUFFER, open_bytes


def pages_of(shard: Shard) -> Iterator[Page | InputError]:
    """The pages of all parts, in order."""
    for part in shard.parts:
        try:
            yield from _OF_UNIT[part.unit](part)
        except InputError as error:
            yield error
        except (OSError, EOFError, ValueError, zlib.error) as error:
            yield UnreadableInput(part.uri, getattr(error, "strerror", None) or str(error))


def _of_file(part: Part) -> Iterator[Page | InputError]:
    with open_bytes(part.uri) as file:
        yield from pages_of_stream(file, part.uri, kind=kind_by_name(part.uri))


def _of_lines(part: Part) -> Iterator[Page | InputError]:
    """The lines that begin in this part, including one that continues beyond its end."""
    assert part.stop is not None
    with open_bytes(part.uri) as stream:
        stream.seek(max(0, part.start - 1))
        if part.start:
            _pass_line(stream)
        while (place := stream.tell()) < part.stop and (line := stream.readline(DOCUMENT_LIMIT + 1)):
            where = f"{part.uri}: the line at byte {place:,}"
            if len(line) > DOCUMENT_LIMIT:
                yield too_large(where)
                if not line.endswith(b"\n"):
                    _pass_line(stream)
            elif line.strip():
                yield page_of_line(line.rstrip(b"\r\n"), where)


def _pass_line(stream: io.BufferedReader) -> None:
    while (some := stream.readline(1 << 20)) and not some.endswith(b"\n"):
        pass


def _of_records(part: Part) -> Iterator[Page | InputError]:
    """The records of this part. A part without a page is not an error: the archive may have others."""
    assert part.stop is not None
    with open_bytes(part.uri) as file:
        file.seek(part.start)
        piece = io.BufferedReader(_Piece(file, part.stop - part.start), BUFFER)
        for page in find_records(unpacked(piece), part.uri):  # type: ignore[arg-type]
            if not isinstance(page, MissingInput):
                yield page


def _of_rows(part: Part) -> Iterator[Page | InputError]:
    """The rows of these groups; a page's bytes are the row as a line of JSON."""
    import pyarrow.parquet as pq

    assert part.stop is not None
    with open_bytes(part.uri) as file:
        table = pq.ParquetFile(file)
        known = [name for name in (*WORDS, "authors") if name in table.schema_arrow.names]
        number = sum(table.metadata.row_group(group).num_rows for group in range(part.start))
        groups = range(part.start, part.stop)
        for batch in table.iter_batches(batch_size=64, row_groups=list(groups), columns=known):
            for row in batch.to_pylist():
                number += 1
                yield _page_of_row(row, f"{part.uri}: row {number:,}")


def _page_of_row(row: dict[str, Any], where: str) -> Page | InputError:
    told = {name: _plain(value) for name, value in row.items() if value is not None}
    try:
        return page_of_row(told, json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"), where)
    except InputError as error:
        return error
    except TypeError as error:
        return UnreadableInput(where, str(error))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


class _Piece(io.RawIOBase):
    """The next bytes of a file, as a stream that then ends."""

    def __init__(self, file: Any, left: int) -> None:
        self._file = file
        self._left = left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        taken = self._file.read(min(len(view), self._left))
        view[: len(taken)] = taken
        self._left -= len(taken)
        return len(taken)


_OF_UNIT = {"file": _of_file, "lines": _of_lines, "records": _of_records, "rows": _of_rows}
