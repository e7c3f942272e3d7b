"""Reads the files of `lexicons/`, checks each entry against its type, and caches what was parsed."""

from __future__ import annotations

import json
import os
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from ..errors import LexiconError
from . import entries as entry_types
from .entries import KINDS, Entry, Lexicon

LEXICONS = Path(str(files("reportedly") / "lexicons"))
DIGESTED = frozenset({".toml", ".csv", ".sha256"})
"""Files that findings depend on; a large binary is known by the digest beside it."""

LIST_MARK = "@"
"""Before the name of a list of the file, in place of the words; among words, of a file and its entry."""

AnEntry = TypeVar("AnEntry", bound=Entry)


@cache
def load_lexicon() -> Lexicon:
    """The lexicons that ship with the program.

    The parsed entries are kept in the user's cache folder under the digest of the files, because TOML
    takes longer to parse than all the rest of the start-up; without a writable cache they are parsed
    each time.

    Raises:
        LexiconError: an entry is not as its type says.
    """
    digest = lexicon_digest()
    folder = _cache_folder()
    cached = folder / f"lexicon-{digest[:20]}.json" if folder else None
    entries = _cached_entries(cached) if cached else None
    if entries is None:
        rows = {kind: _without_examples(read_entries(kind)) for kind in KINDS}
        entries = _entries_of(rows)
        if cached:
            _write_cache(cached, rows)
    return Lexicon(digest=digest, **entries)


def lexicon_digest() -> str:
    """SHA-256 over the lexicon files, in order of their names, and the modules that read them."""
    digest = sha256(b"".join(Path(module).read_bytes() for module in (entry_types.__file__, __file__)))
    for path in sorted(path for path in LEXICONS.iterdir() if path.suffix in DIGESTED):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_entries(kind: str) -> tuple[Entry, ...]:
    """The entries of one lexicon with their examples, as they stand in the file.

    Raises:
        LexiconError: the file is no TOML, or an entry has an unknown, missing or wrong field.
    """
    path = LEXICONS / f"{kind}.toml"
    try:
        source = path.read_text("utf-8")
    except FileNotFoundError:
        return ()
    return entries_of(kind, source, path)


def entries_of(kind: str, source: str, path: Path) -> tuple[Entry, ...]:
    """The entries of a lexicon's file, of which `source` is the content.

    Raises:
        LexiconError: as `read_entries`.
    """
    try:
        content = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: {error}") from error
    tables, lists = content.get("entry", []), content.get("lists", {})
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise LexiconError(f"{path}: entries are tables under [[entry]]")
    return tuple(_entry(KINDS[kind], _with_lists(table, lists, path), path) for table in tables)


def _with_lists(table: Mapping[str, Any], lists: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """The table with the words of the named lists in place of "@NAME"."""
    full = dict(table)
    for name, value in table.items():
        if isinstance(value, str) and value.startswith(LIST_MARK):
            if value[1:] not in lists:
                raise LexiconError(
                    f"{path.name}: entry {table.get('name', '?')!r}: there is no list {value!r}"
                )
            full[name] = _words_meant(lists[value[1:]], path)
        elif isinstance(value, list):
            full[name] = _words_meant(value, path)
    return full


def _words_meant(words: Any, path: Path) -> Any:
    """The words, those of an entry of another file in place of "@FILE/ENTRY"; what is no list stays."""
    if not isinstance(words, list):
        return words
    return [meant for word in words for meant in _word_meant(word, path)]


def _word_meant(word: Any, path: Path) -> Sequence[Any]:
    """The word itself, or of "@FILE/ENTRY" the words of that entry of another file."""
    if not (isinstance(word, str) and word.startswith(LIST_MARK)):
        return (word,)
    if "/" not in word:
        raise LexiconError(f"{path.name}: {word!r}: among words only {LIST_MARK}FILE/ENTRY stands for others")
    kind, _, name = word[1:].partition("/")
    for entry in read_entries(kind) if kind in KINDS and kind != path.stem else ():
        if entry.name == name:
            words: Sequence[str] = getattr(entry, "words", ())
            return words
    raise LexiconError(f"{path.name}: {word!r}: there is no other file {kind}.toml with an entry {name!r}")


def _entry(entry_type: type[AnEntry], table: Mapping[str, Any], path: Path) -> AnEntry:
    where = f"{path.name}: entry {table.get('name', '?')!r}"
    known = {field.name: field for field in fields(entry_type)}
    if unknown := sorted(set(table) - set(known)):
        raise LexiconError(f"{where}: unknown field {unknown[0]!r}; allowed are {', '.join(known)}")
    for name, field in known.items():
        if name not in table and field.default is MISSING:
            raise LexiconError(f"{where}: field {name!r} is missing")
    hints = get_type_hints(entry_type)
    for name, value in table.items():
        _check_value(where, name, value, hints[name])
    return entry_type(**_tupled(table))


def _check_value(where: str, name: str, value: object, hint: Any) -> None:
    """A value is one of the words that its type allows; lists hold strings."""
    options = _options(hint)
    if options and value not in options:
        raise LexiconError(f"{where}: {name} = {value!r} is not one of {', '.join(map(str, options))}")
    if isinstance(value, list) and not all(isinstance(item, str) and item for item in value):
        raise LexiconError(f"{where}: {name} must hold words, got {value!r}")
    parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    if not options and not any(_is_of(value, part) for part in parts):
        raise LexiconError(f"{where}: {name} = {value!r} is of the wrong type")


def _is_of(value: object, hint: Any) -> bool:
    """Whether TOML's value is one of a plain type, or a list where the type is a tuple."""
    if get_origin(hint) is tuple:
        return isinstance(value, list)
    wanted = (int, float) if hint is float else hint
    return (
        isinstance(wanted, type | tuple)
        and isinstance(value, wanted)
        and isinstance(value, bool) == (hint is bool)
    )


def _options(hint: Any) -> Sequence[object]:
    """The values of a Literal, also where it is one side of a union with None."""
    if getattr(hint, "__origin__", None) is Literal:
        return hint.__args__  # type: ignore[no-any-return]
    parts = getattr(hint, "__args__", ())
    if type(None) in parts:
        return next((options for part in parts if (options := _options(part))), ())
    return ()


def _tupled(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}


def _without_examples(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """The fields of each entry that are not what they are by default, which halves the cache."""
    left = {"examples", "near_misses"}
    return [
        {
            field.name: value
            for field in fields(entry)
            if field.name not in left and not _is_same(value := getattr(entry, field.name), field.default)
        }
        for entry in entries
    ]


def _is_same(value: object, default: object) -> bool:
    return type(value) is type(default) and value == default


def _cache_folder() -> Path | None:
    """Where the cache is kept; None for a user without a home, as in a container."""
    if named := os.environ.get("XDG_CACHE_HOME"):
        return Path(named) / "reportedly"
    try:
        return Path.home() / ".cache" / "reportedly"
    except RuntimeError:
        return None


def _entries_of(rows: Mapping[str, Any]) -> dict[str, Any]:
    return {kind: tuple(map(_maker(entry_type), rows[kind])) for kind, entry_type in KINDS.items()}


def _maker(entry_type: type[AnEntry]) -> Callable[[Mapping[str, Any]], AnEntry]:
    """What makes an entry of its row in half of the time of `__init__`: five thousand are made at each start.

    It raises KeyError where a field is missing that has no default.
    """
    told = [(field.name, getattr(entry_type, field.name).__set__) for field in fields(entry_type)]
    defaults = {field.name: field.default for field in fields(entry_type) if field.default is not MISSING}

    def made(row: Mapping[str, Any]) -> AnEntry:
        entry = object.__new__(entry_type)
        for name, set_in in told:
            value = row[name] if name in row else defaults[name]
            set_in(entry, tuple(value) if isinstance(value, list) else value)
        return entry

    return made


def _cached_entries(path: Path) -> dict[str, Any] | None:
    """The entries that the cache holds; None where it is not there, or not as this program writes it."""
    try:
        return _entries_of(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _write_cache(path: Path, rows: Mapping[str, Any]) -> None:
    """Whole or not at all, and what earlier lexicons left goes; without a cache it is only slower."""
    part = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
            part = Path(file.name)
            json.dump(rows, file, ensure_ascii=False)
        part.replace(path)
        for other in path.parent.glob("lexicon-*.json"):
            if other != path:
                other.unlink(missing_ok=True)
    except OSError:
        if part is not None:
            part.unlink(missing_ok=True)
