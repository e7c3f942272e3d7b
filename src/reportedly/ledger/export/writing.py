"""Writes an export to a file, a folder or standard output; files are written completely or not at all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from ... import __version__
from ...errors import OutputError
from ..store import Ledger
from .acled import export_acled
from .annotations import export_annotations
from .content import Content, content_of
from .followthemoney import export_followthemoney
from .geojson import export_geojson
from .plover import export_plover
from .schemaorg import export_claims
from .tables import export_csv, export_jsonl, export_parquet
from .timeline import export_timeline
from .ucdp import export_ucdp
from .wacz import export_wacz
from .warc import export_warc

LINES: Mapping[str, Callable[[Content], Iterator[str]]] = {
    "jsonl": lambda content: export_jsonl(content.ledger),
    "geojson": export_geojson,
    "plover": export_plover,
    "acled": export_acled,
    "ucdp": export_ucdp,
    "followthemoney": export_followthemoney,
    "schemaorg": export_claims,
    "annotations": export_annotations,
    "timeline": export_timeline,
}
"""Formats that are lines of one file, each line with its end."""

FOLDERS = ("csv", "parquet")
"""Formats that are a file for each table."""

BYTES: Mapping[str, Callable[[Ledger], Iterator[bytes]]] = {"warc": export_warc, "wacz": export_wacz}
"""Formats that are no text."""

FORMATS = ("jsonl", *FOLDERS, *[name for name in LINES if name != "jsonl"], *BYTES)
"""The names of all formats."""

LONGEST_NAME = 200
"""Bytes of a file's name that its unfinished part repeats: names have 255 at most."""


def write_export(
    ledger: Ledger, format_: str, output: Path | None = None, *, with_names: bool = False
) -> None:
    """The ledger as it is now stands in a file, for csv and parquet in a folder, or on standard output.

    Where names of private persons are asked for, the ledger's runs tell so from then on.

    Raises:
        OutputError: the format is not known, needs a folder or an extra, or the place cannot be written to.
    """
    if format_ not in FORMATS:
        raise OutputError(f"format {format_!r} is not one of {', '.join(FORMATS)}")
    if format_ in FOLDERS and output is None:
        raise OutputError(f"{format_} is a file for each table: name a folder with --output")
    if with_names:
        note_names(ledger, f"export --format {format_}")
    with ledger.snapshot():
        if format_ in BYTES:
            _write_bytes(BYTES[format_](ledger), output)
        else:
            _write_text(ledger, format_, output, with_names=with_names)


def _write_text(ledger: Ledger, format_: str, output: Path | None, *, with_names: bool) -> None:
    content = content_of(ledger, with_names=with_names or format_ == "jsonl")  # names stand in the contract
    if output is None:
        sys.stdout.writelines(LINES[format_](content))
    elif format_ == "csv":
        make_folder(output)
        for name, lines in export_csv(content):
            write_whole(output / name, lines)
    elif format_ == "parquet":
        make_folder(output)
        export_parquet(content, output)
    else:
        write_whole(output, LINES[format_](content))


def _write_bytes(parts: Iterator[bytes], output: Path | None) -> None:
    if output is not None:
        write_whole(output, parts)
        return
    if sys.stdout.isatty():
        raise OutputError("this format is not text for a terminal: name a file with --output")
    sys.stdout.buffer.writelines(parts)


def note_names(ledger: Ledger, what: str) -> None:
    """The ledger's runs tell that names of private persons were asked for, when, and for what.

    Raises:
        LedgerError: the ledger is not open for writing.
    """
    ledger.finish_run(ledger.start_run(f"{__version__} {what} --with-names"))


def make_folder(folder: Path) -> None:
    """The folder is there.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be made: {error.strerror}") from error


def write_whole(path: Path, lines: Iterator[str] | Iterator[bytes]) -> None:
    """The file has all lines (or parts, as bytes), or stays as it was.

    Raises:
        OutputError: it cannot be written.
    """
    is_device = path.exists() and not path.is_file() and not path.is_dir()  # /dev/stdout, a pipe
    # a name of its own, so that two exports to one place do not write into each other
    part = path if is_device else path.with_name(f".{path.name[:LONGEST_NAME]}.{token_hex(6)}.part")
    try:
        with part.open("wb") as file:
            file.writelines(line.encode() if isinstance(line, str) else line for line in lines)
        if not is_device:
            part.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        if not is_device:
            with suppress(OSError):
                part.unlink()
