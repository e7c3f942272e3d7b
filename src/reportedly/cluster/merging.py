"""Files shards of rows in one ledger. It can be interrupted and repeated; a second run adds nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ..errors import ClusterError
from ..ledger.joining import join
from ..ledger.neighbourhoods.given import Given, keep_given, place_given
from ..ledger.neighbourhoods.renewal import begin
from ..ledger.store import Ledger
from ..page.fetch import COLUMNS
from ..scale import FILED_TOGETHER
from .rows import Made, Row, captures_of, made_of, read_rows
from .storage import join_path, names_in


@dataclass(frozen=True, slots=True)
class Merged:
    """The result for one shard: its newly filed documents, or why it could not be read."""

    uri: str
    filed: int
    known: int
    failed: int
    error: ClusterError | None = None


def find_shards(folder: str) -> tuple[tuple[str, Made | ClusterError], ...]:
    """The shards of a folder in the order of their input, with their `Made`; then damaged ones, with why.

    Raises:
        ClusterError: the folder holds no shard that can be read, or cannot be listed.
    """
    names = sorted(name for name in names_in(folder) if name.endswith(COLUMNS) and not name.startswith("."))
    if not names:
        raise ClusterError(f"{folder}: holds no shard; `reportedly read --engine ray --into` makes them")
    shards: list[tuple[str, Made]] = []
    damaged: list[tuple[str, ClusterError]] = []
    for uri in (join_path(folder, name) for name in names):
        try:
            shards.append((uri, made_of(uri)))
        except ClusterError as error:
            damaged.append((uri, error))
    if not shards:
        raise damaged[0][1]
    return (*sorted(shards, key=lambda each: (each[1].uri, each[1].start, each[0])), *damaged)


def merge(
    ledger: Ledger,
    shards: Iterable[tuple[str, Made | ClusterError]],
    only: Collection[str] | None = None,
    given: Given | None = None,
) -> Iterator[Merged]:
    """As `file_shards`; the documents are joined at the end."""
    yield from file_shards(ledger, shards, only, given)
    join(ledger)


def file_shards(
    ledger: Ledger,
    shards: Iterable[tuple[str, Made | ClusterError]],
    only: Collection[str] | None = None,
    given: Given | None = None,
) -> Iterator[Merged]:
    """Files every document of the shards with its bytes.

    A document that the ledger has from the same bytes is not filed again, unless another version of the
    program, model or lexicons read it: then the newer reading is current, and people's judgements stay.

    Args:
        ledger: open for writing.
        shards: what `find_shards` found.
        only: ids of documents, such as those of a group; others stay in the shards.
        given: what joins those documents among all; for a ledger that has none yet, or whole groups alone.

    Raises:
        LedgerError: the ledger cannot be written; what was filed until then is in it.
    """
    if given is not None and not keep_given(ledger, given):
        given = None
    runs: dict[tuple[str, str, str], int] = {}
    for uri, made in shards:
        if isinstance(made, ClusterError):
            yield Merged(uri, 0, 0, 0, made)
            continue
        key = made.program, made.model, made.lexicon
        try:
            asked = [each for each in captures_of(uri) if only is None or each[0] in only]
            wanted = frozenset(each for each in asked if not ledger.is_filed(*each, key))
            if wanted and key not in runs:
                runs[key] = ledger.start_run(*key)
            filed = 0
            rows = (row for row in read_rows(uri) if _capture(row) in wanted)
            while wanted and (batch := list(islice(rows, FILED_TOGETHER))):
                came = ledger.file([(row.reading, row.capture) for row in batch], run=runs[key])
                filed += len(batch) - came.known
        except ClusterError as error:
            yield Merged(uri, 0, 0, 0, error)
            continue
        yield Merged(uri, filed, len(asked) - filed, made.failed)
    if given is not None and only is not None and not begin(ledger, anew=False).outdated:
        place_given(ledger, only, given)
    for run in runs.values():
        ledger.finish_run(run)


def _capture(row: Row) -> tuple[str, str, str | None]:
    return row.reading.document.id, row.reading.document.digest, row.capture.fetched_at
