"""One task: reads a shard and writes a file. No engine is known here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from .. import __version__
from ..errors import InputError
from ..language.parse import load_parser
from ..lexicon import lexicon_digest
from ..scale import ReadingSettings, read_guarded, read_pages
from .pages import pages_of
from .rows import Made, as_parquet, rows_of
from .shards import Shard, shard_name
from .storage import write_whole

TOLD = 20
"""Errors that a task tells of one by one; the file names them all."""


@dataclass(frozen=True, slots=True)
class Done:
    """The result of reading a shard."""

    name: str
    size: int
    documents: int = 0
    claims: int = 0
    figures: int = 0
    failed: int = 0
    errors: tuple[InputError, ...] = ()
    """The first of them."""
    known: bool = False
    """It was there already."""


def read_shard(shard: Shard, folder: str, settings: ReadingSettings, *, guarded: bool = False) -> Done:
    """Writes one Parquet file with the readings of all pages of the shard; a second call overwrites it.

    It can be called from any engine: its arguments and result are pickled in some hundred bytes, the model is
    loaded once in each process, and two calls for one shard do no harm.

    Args:
        shard: what is read.
        folder: a path or an address of fsspec that all workers can write to.
        settings: how it is read.
        guarded: read in a separate process, so that a page that kills its reader only loses itself.

    Raises:
        ClusterError: the folder cannot be written to.
        ModelError: the model is not installed where this runs.
    """
    pages = pages_of(shard)
    if guarded:
        outcomes = list(read_guarded(pages, settings, own_process=True))
    else:
        outcomes = list(read_pages(pages, settings, 1, own_process=True))
    errors = [each.error for each in outcomes if each.error is not None]
    readings = [each.reading for each in outcomes if each.reading is not None]
    made = Made(
        program=__version__,
        model=load_parser(settings.model).name,
        lexicon=lexicon_digest(),
        uri=shard.parts[0].uri,
        start=shard.parts[0].start,
        documents=len(readings),
        failed=len(errors),
    )
    name = shard_name(shard, settings)
    write_whole(folder, name, as_parquet(list(rows_of(outcomes)), made))
    found = Counter[str]()
    for reading in readings:
        found.update(claims=len(reading.claims), figures=len(reading.figures))
    return Done(
        name=name,
        size=shard.size,
        documents=len(readings),
        claims=found["claims"],
        figures=found["figures"],
        failed=len(errors),
        errors=tuple(errors[:TOLD]),
    )
