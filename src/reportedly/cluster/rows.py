"""Outcomes as a Parquet file, one row per page, and back.

DuckDB, pandas and polars can read the files: there is one column per kind of record, a list of such records.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from ..contract import from_plain, to_json
from ..errors import ClusterError
from ..ledger.file.arrow import arrow_type, columns_of
from ..ledger.file.filing import Capture, made_whole
from ..records import Document, Reading
from ..scale import Outcome
from .storage import EXTRA, open_bytes

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 64
"""Rows of one group: what a reader holds in memory at a time."""

KEY = b"reportedly"
"""Under which a file tells what made it."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a file was made from, and by which program."""

    program: str
    model: str
    lexicon: str
    uri: str
    """The first file that was read."""
    start: int
    documents: int
    failed: int


@dataclass(frozen=True, slots=True)
class Row:
    """A page that was read: its reading and its bytes."""

    reading: Reading
    capture: Capture


def rows_of(outcomes: Iterable[Outcome]) -> Iterator[dict[str, Any]]:
    """Outcomes as plain values, one for each page that was read or failed."""
    for each in outcomes:
        if each.reading is not None and each.page is not None:
            reading = made_whole(each.reading)
            found = {name: [_without_kind(record) for record in getattr(reading, name)] for name in FOUND}
            yield {
                "input": each.page.name,
                "error": None,
                "media_type": each.page.media_type,
                "fetched_at": each.page.fetched_at,
                "address": each.page.url,
                "headers": None if each.page.headers is None else json.dumps(dict(each.page.headers)),
                "content": each.page.content,
                "document": _without_kind(reading.document),
                **found,
            }
        elif each.error is not None:
            yield {"input": each.error.where, "error": each.error.why}


def as_parquet(rows: list[dict[str, Any]], made: Made) -> bytes:
    """The bytes of the file that holds these rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = _schema().with_metadata({KEY: json.dumps(asdict(made))})
    buffer = io.BytesIO()
    waiting = iter(rows)
    with pq.ParquetWriter(buffer, schema, compression="zstd") as writer:
        while group := list(islice(waiting, GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema))
    return buffer.getvalue()


def made_of(uri: str) -> Made:
    """What a file says about its own making.

    Raises:
        ClusterError: the file is not a shard of Reportedly, or is damaged.
    """
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ClusterError(EXTRA) from error
    try:
        with open_bytes(uri) as file:
            told = (pq.read_schema(file).metadata or {})[KEY]
        return Made(**json.loads(told))
    except KeyError as error:
        raise ClusterError(f"{uri}: is not a shard that Reportedly wrote") from error
    except Exception as error:  # what is wrong with a damaged file has many names
        raise _unreadable(uri, error) from error


def _unreadable(uri: str, error: Exception) -> ClusterError:
    """The error on one line; the library's own message may have several."""
    return ClusterError(f"{uri}: cannot be read: {' '.join(str(error).split())}")


def captures_of(uri: str) -> Iterator[tuple[str, str, str | None]]:
    """Id, digest and time of capture of every document of a file, without reading the rest of it."""
    for row in _batches(uri, ["document.id", "document.digest", "fetched_at"]):
        if row["document"] is not None:
            yield row["document"]["id"], row["document"]["digest"], row["fetched_at"]


def read_rows(uri: str) -> Iterator[Row]:
    """The pages of a file that were read.

    Raises:
        ClusterError: the file is damaged.
    """
    for row in _batches(uri, None):
        if row["document"] is None:
            continue
        try:
            document = from_plain(Document, row["document"])
            found = {name: tuple(from_plain(_FOUND[name], each) for each in row[name]) for name in FOUND}
            headers = json.loads(row.get("headers") or "null")
            capture = Capture(row["content"], row["media_type"], row["fetched_at"], row["address"], headers)
        except (KeyError, TypeError, ValueError) as error:
            raise ClusterError(
                f"{uri}: has other fields than this version: read its input again ({error!r})"
            ) from error
        yield Row(Reading(document, **found), capture)


def _batches(uri: str, columns: list[str] | None) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    try:
        with open_bytes(uri) as file:
            for batch in pq.ParquetFile(file).iter_batches(batch_size=GROUP, columns=columns):
                yield from batch.to_pylist()
    except Exception as error:
        raise _unreadable(uri, error) from error


def _without_kind(record: Any) -> dict[str, Any]:
    told = to_json(record)
    del told["kind"]
    return told


def _schema() -> pa.Schema:
    import pyarrow as pa

    return pa.schema(
        [
            *[
                pa.field(name, pa.string())
                for name in ("input", "error", "media_type", "fetched_at", "address", "headers")
            ],
            pa.field("content", pa.binary()),
            pa.field("document", pa.struct(columns_of(Document))),
            *[pa.field(name, arrow_type(_HINTS[name])) for name in FOUND],
        ]
    )


_HINTS = get_type_hints(Reading)
FOUND = tuple(each.name for each in fields(Reading))[1:]
_FOUND = {name: get_args(_HINTS[name])[0] for name in FOUND}
