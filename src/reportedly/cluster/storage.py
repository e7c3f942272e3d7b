"""Input and output locations: local folders, and whatever fsspec opens (s3, gs)."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import ClusterError, InputError, MissingInput, UnreadableInput
from ..page.fetch import COLUMNS, Kind, is_known, kind_by_name

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

PROTOCOLS = ("file", "s3", "s3a", "gs", "gcs", "abfs", "az", "hdfs", "memory")
"""What may be opened. http(s) is not among them: addresses are fetched behind the guard of `page/`."""

BUFFER = 1 << 16
"""Bytes that are asked for at once."""

EXTRA = 'reading shards needs an extra: pip install "reportedly[cluster]"'


@dataclass(frozen=True, slots=True)
class Source:
    """One file of input as it stands now."""

    uri: str
    size: int
    version: str
    """Changes when the file does: its tag where the store has one, else the time of its last change."""
    kind: Kind | None
    """None: its first bytes tell."""
    is_table: bool


def find_sources(inputs: Iterable[str]) -> Iterator[Source | InputError]:
    """The files that the inputs name, in order; an error takes the place of an input without a file."""
    for each in inputs:
        try:
            yield from _sources_of(each)
        except InputError as error:
            yield error
        except Exception as error:  # every store has errors of its own
            yield UnreadableInput(each, _cause(error))


def _sources_of(name: str) -> Iterator[Source]:
    if name == "-" or not name:
        raise MissingInput(repr(name), "names no file; workers on other machines cannot read it")
    system, path = opened_system(name)
    if system.isdir(path):
        paths = [each for each in sorted(system.find(path)) if _is_readable(each.removeprefix(path))]
        if not paths:
            raise MissingInput(name, "has no file that can be read")
    elif any(sign in path for sign in "*?["):
        paths = sorted(each for each in system.glob(path) if not system.isdir(each))
        if not paths:
            raise MissingInput(name, "matches no file")
    else:
        paths = [path]
    for each in paths:
        yield _source(system, each, name)


def _source(system: AbstractFileSystem, path: str, name: str) -> Source:
    try:
        info = system.info(path)
    except FileNotFoundError:
        raise MissingInput(name, "no such file or folder") from None
    return Source(
        uri=_uri(system, path),
        size=int(info.get("size") or 0),
        version=str(next((info[each] for each in ("ETag", "etag", "mtime") if info.get(each)), "")),
        kind=kind_by_name(path),
        is_table=path.endswith(COLUMNS),
    )


def _is_readable(path: str) -> bool:
    """Whether the file is read from a folder: it has a known suffix, and no part of its path is hidden."""
    parts = path.strip("/").split("/")
    return not any(part.startswith(".") for part in parts) and (is_known(path) or path.endswith(COLUMNS))


def _uri(system: AbstractFileSystem, path: str) -> str:
    return path if _is_local(system) else str(system.unstrip_protocol(path))


def opened_system(uri: str) -> tuple[AbstractFileSystem, str]:
    """The file system of an address or path, and the path in it.

    Raises:
        ClusterError: the extra `cluster` is not installed, or that of the store.
        UnreadableInput: the address is of a kind that is not opened here.
    """
    try:
        from fsspec.core import split_protocol, url_to_fs
    except ImportError as error:
        raise ClusterError(EXTRA) from error
    protocol = split_protocol(uri)[0] or "file"
    if protocol not in PROTOCOLS:
        raise UnreadableInput(uri, f"{protocol} is not one of {', '.join(PROTOCOLS[:-1])}")
    try:
        system, path = url_to_fs(uri)
    except ImportError as error:
        raise ClusterError(f"{uri}: {error}") from error
    return system, path


@contextmanager
def open_bytes(uri: str) -> Iterator[io.BufferedReader]:
    """The file, open for reading from any place in it."""
    system, path = opened_system(uri)
    if _is_local(system):
        with Path(path).open("rb") as local:
            yield local
        return
    with system.open(path, "rb") as far, io.BufferedReader(far, BUFFER) as file:
        yield file


def names_in(folder: str) -> frozenset[str]:
    """The names of the files of a folder; none where there is no folder yet.

    Raises:
        ClusterError: the folder cannot be listed.
    """
    system, path = opened_system(folder)
    system.invalidate_cache()
    try:
        return frozenset(each.rpartition("/")[2] for each in system.ls(path, detail=False))
    except FileNotFoundError:
        return frozenset()
    except Exception as error:
        raise ClusterError(f"{folder}: cannot be listed: {_cause(error)}") from error
    finally:
        system.invalidate_cache()  # or what another process writes from now on would not be there


def write_whole(folder: str, name: str, content: bytes) -> None:
    """Writes the whole file, replacing an existing one; a half-written file is never visible.

    Raises:
        ClusterError: the folder cannot be written to.
    """
    system, path = opened_system(folder)
    target = f"{path.rstrip('/')}/{name}"
    try:
        if not _is_local(system):
            system.pipe_file(target, content)  # stores of objects show an object when all of it is there
            return
        system.makedirs(path, exist_ok=True)
        part = f"{path}/.{name}.{uuid.uuid4().hex[:8]}.part"
        try:
            system.pipe_file(part, content)
            system.mv(part, target)
        except BaseException:
            with suppress(OSError):
                system.rm_file(part)
            raise
    except Exception as error:
        raise ClusterError(f"{folder}: cannot be written: {_cause(error)}") from error


def remove_folder(folder: str) -> None:
    """The folder is not there, nor what was in it.

    Raises:
        ClusterError: it cannot be removed.
    """
    system, path = opened_system(folder)
    try:
        if system.exists(path):
            system.rm(path, recursive=True)
    except Exception as error:
        raise ClusterError(f"{folder}: cannot be removed: {_cause(error)}") from error


def join_path(folder: str, name: str) -> str:
    """The address of a file in a folder."""
    return f"{folder.rstrip('/')}/{name}"


def absolute(folder: str) -> str:
    """The folder as an address that is the same wherever a worker runs."""
    system, path = opened_system(folder)
    return _uri(system, path)


def _is_local(system: AbstractFileSystem) -> bool:
    from fsspec.implementations.local import LocalFileSystem

    return isinstance(system, LocalFileSystem)


def _cause(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
