"""The ledger: one SQLite file, opened, written and read back.

A file that Datasette and sqlite-utils open as it is: a STRICT table for each kind of record, full text over
documents and claims, the bytes of every document compressed beside their SHA-256. Writers take turns; what
is filed together is written together or not at all.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ..contract import KINDS, kind_of
from ..errors import NoSuchRecord
from ..page.capture import now
from ..records import Document, Judgement, Reading, Record
from .file.batches import Filed, file_batch, insert, is_held, read_back
from .file.filing import Capture
from .file.opening import PATIENCE, Identity, connect, naming_errors, refuse_replaced, transaction
from .file.reading_memory import ReadingMemory
from .file.rows import FOUND, TABLES, ARecord, shape_of

MOST_FILED_TOGETHER = 200
"""Documents that are filed in one transaction if a caller gives more at once; more are no faster."""

CLAIMS_WITH_WORDS = """
SELECT claims.id, claims.document,
  snippet(claims_words, 1, char(2), char(3), ' … ', 24), bm25(claims_words) AS rank
FROM claims_words JOIN claims ON claims.number = claims_words.rowid
WHERE claims_words MATCH ?
ORDER BY rank, claims.id
LIMIT ?
"""
"""The claims that contain the words, the best match first."""

DOCUMENTS_WITH_WORDS = """
SELECT documents.id, documents.id,
  snippet(documents_words, -1, char(2), char(3), ' … ', 24), bm25(documents_words, 4.0, 1.0) AS rank
FROM documents_words JOIN documents ON documents.number = documents_words.rowid
WHERE documents_words MATCH ?
ORDER BY rank, documents.id
LIMIT ?
"""
"""The documents that contain the words, the best match first."""

TOGETHER = 50
"""Documents that are read back together: few enough for memory, at half of what each alone costs."""

LONGEST_ID = 40
"""Letters of an id that is not there of which ids near it are looked for; those made here have 31 at most."""

NEAR = 5
"""How many ids are named where the one that was asked for is not there."""

TYPES: Mapping[str, type[Record]] = {kind: record_type for record_type, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Run:
    """Who read: the program, the model and the lexicons, and from when to when."""

    id: int
    program: str
    model: str | None
    lexicon: str | None
    started_at: str
    finished_at: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A record in which the words were found; in `snippet` they stand between U+0002 and U+0003."""

    kind: str
    id: str
    document: str
    snippet: str


def open_ledger(
    path: str | Path,
    *,
    read_only: bool = False,
    create: bool = True,
    patience: float = PATIENCE,
    program: str | None = None,
) -> Ledger:
    """The ledger in this file, its tables those of this version; a new one where there was none.

    Args:
        path: the file.
        read_only: nothing can be written; the file must be there.
        create: make the file where it is missing.
        patience: seconds to wait for another process that is writing.
        program: the version that is written into the file's history; this one by default.

    Raises:
        NotALedger: the file is something else.
        NewerLedger: it was written by a later version of the program.
        LedgerBusy: another process holds it for writing.
        MissingLedger: it is not there.
        LedgerError: it may not be read or written, or is damaged.
    """
    from .. import __version__

    path = Path(path)
    connection, opened = connect(
        path, read_only=read_only, create=create, patience=patience, program=program or __version__
    )
    return Ledger(path, connection, opened)


class Ledger:
    """An open ledger; a context manager that closes it."""

    def __init__(self, path: Path, connection: sqlite3.Connection, opened: Identity | None) -> None:
        self.path = path
        self._connection = connection
        self._file = opened
        self.memory = ReadingMemory()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is open any more; what was filed is in the file."""
        self._connection.close()

    # writing

    def start_run(self, program: str, model: str | None = None, lexicon: str | None = None) -> int:
        """The number of a new run; documents that are filed under it name it."""
        with self.writing() as connection:
            cursor = connection.execute(
                "INSERT INTO runs (program, model, lexicon, started_at) VALUES (?, ?, ?, ?)",
                (program, model, lexicon, now()),
            )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def finish_run(self, run: int) -> None:
        """The run has an end; one without was cut off."""
        with self.writing() as connection:
            connection.execute("UPDATE runs SET finished_at = ? WHERE id = ?", (now(), run))

    def file(
        self, readings: Iterable[Reading | tuple[Reading, Capture | None]], *, run: int | None = None
    ) -> Filed:
        """All readings are in the ledger, a batch a transaction; twice the same adds nothing.

        Other bytes under a known id are a second capture of that document: both are kept, the newer reading
        is current, and the older one stays whole in `superseded_readings`. Where address or outlet say that
        it is another document, it is filed under its id with `~` and the start of its digest.

        Raises:
            LedgerBusy: another process was writing for longer than the ledger's patience.
            MissingLedger: the file was deleted or replaced since it was opened; what was filed is lost.
            LedgerError: the disk is full, or the file may not be written; the batch is not there at all.
        """
        waiting = iter(readings)
        filed = Filed()
        while batch := list(islice(waiting, MOST_FILED_TOGETHER)):
            pairs = [each if isinstance(each, tuple) else (each, None) for each in batch]
            with self.writing() as connection:
                added = file_batch(connection, pairs, run)
            if added.renewed:
                self.memory.forget()
            filed += added
        return filed

    def hold(self) -> None:
        """What is read until it is closed is the ledger as it is now, whoever writes to it meanwhile."""
        with naming_errors(self.path):
            self._connection.execute("BEGIN")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is the ledger as it was at one moment, whoever writes to it meanwhile."""
        self.hold()
        try:
            yield
        finally:
            if self._connection.in_transaction:  # an error of the file has ended it, and is the cause to tell
                self._connection.execute("ROLLBACK")  # of nothing: it only read

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The connection, for what is written inside: all of it together, or nothing.

        Raises:
            LedgerBusy: another process was writing for longer than the ledger's patience.
            MissingLedger: the file was deleted or replaced since it was opened; what was written is lost.
            LedgerError: the disk is full, or the file may not be written.
        """
        with naming_errors(self.path):
            with transaction(self._connection):
                yield self._connection
            if not self._connection.in_transaction:
                refuse_replaced(self.path, self._file)

    def append(self, judgements: Iterable[Judgement]) -> None:
        """The judgements stand after all that were there; one with a known id adds nothing."""
        with self.writing() as connection:
            insert(connection, Judgement, tuple(judgements), "OR IGNORE ")

    def note(self, statements: Iterable[tuple[str, Sequence[object]]]) -> None:
        """All of these statements took effect together, or none did: what the program notes for itself."""
        with self.writing() as connection:
            for statement, values in statements:
                connection.execute(statement, tuple(values))

    # reading back

    def is_filed(
        self,
        document: str,
        digest: str,
        fetched_at: str | None = None,
        by: tuple[str, str, str] | None = None,
    ) -> bool:
        """Whether a capture of a document need not be filed: its bytes are current, or it is there already.

        Bytes that the document had once, and has not now, are news: the page went back to them. They are none
        if that capture was taken at the same time and filed later, nor if a run that has ended filed both
        it and the last one: then one input, which has both, is read a second time.

        Args:
            document: its id; also when it was set apart under another.
            digest: SHA-256 of the bytes.
            fetched_at: when they were captured.
            by: the program, the model and the lexicon that must have made the current reading.
        """
        with naming_errors(self.path):
            return is_held(self._connection, document, digest, fetched_at, by)

    def has_bytes(self, digest: str) -> bool:
        """Whether any document was read from bytes with this SHA-256; which one is another question."""
        with naming_errors(self.path):
            found = self._connection.execute("SELECT 1 FROM captures WHERE digest = ? LIMIT 1", (digest,))
            return found.fetchone() is not None

    def documents(self) -> Iterator[Document]:
        """All documents in the order in which they were filed."""
        return self._select(Document, "ORDER BY number")

    def readings(self) -> Iterator[Reading]:
        """What is filed of each document, in the order in which they were filed."""
        number = 0
        while rows := list(
            self.ask(
                "SELECT number, id FROM documents WHERE number > ? ORDER BY number LIMIT ?",
                (number, TOGETHER),
            )
        ):
            read = {reading.document.id: reading for reading in self.readings_of([id_ for _, id_ in rows])}
            yield from (read[id_] for _, id_ in rows if id_ in read)
            number = rows[-1]["number"]

    def reading(self, document: str) -> Reading:
        """All that is filed of one document, as it was read.

        Raises:
            NoSuchRecord: there is no such document.
        """
        with naming_errors(self.path):
            return read_back(self._connection, self._known_document(document))

    def readings_of(
        self,
        documents: Sequence[str],
        found: Collection[type[Record]] = FOUND,
        only: Mapping[type[Record], str] | None = None,
    ) -> tuple[Reading, ...]:
        """What is filed of these documents, in the order of their ids.

        Args:
            documents: by id.
            found: findings of other types are left out.
            only: by type, what of its rows is asked for, as a condition of SQL; all where there is none.
        """
        held: dict[str, list[list[Any]]] = {name: [[] for _ in FOUND] for name in documents}
        wanted = json.dumps(list(held))
        for number, record_type in enumerate(FOUND):
            if record_type in found:
                condition = f" AND {only[record_type]}" if only and record_type in only else ""
                # rows of a document stand in the index in their order: those of all are not to be sorted
                ordered = f"{condition} ORDER BY document, rowid"
                clause = f"WHERE document IN (SELECT value FROM json_each(?)){ordered}"
                for record in self._select(record_type, clause, (wanted,)):
                    each: Any = record
                    held[each.document][number].append(each)
        clause = "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
        return tuple(
            Reading(document, *map(tuple, held[document.id]))
            for document in self._select(Document, clause, (wanted,))
        )

    def captures(self, document: str) -> tuple[Capture, ...]:
        """The bytes that a document was read from, the newest first.

        Raises:
            NoSuchRecord: there is no such document.
        """
        return tuple(
            Capture(zlib.decompress(content), media, at, url, json.loads(headers) if headers else None)
            for content, media, at, url, headers in self._captures(
                "content, media_type, fetched_at, url, headers", document
            )
        )

    def captured_at(self, document: str) -> str | None:
        """When the bytes of the current reading were fetched; none of them is unpacked.

        Raises:
            NoSuchRecord: there is no such document.
        """
        return str(at) if (at := self._captures("fetched_at", document)[0][0]) is not None else None

    def _captures(self, columns: str, document: str) -> Sequence[sqlite3.Row]:
        """Columns of a document's captures, that of the current reading first, then the newest."""
        with naming_errors(self.path):
            return self._connection.execute(
                f"SELECT {columns} FROM captures WHERE document = ?"
                " ORDER BY digest = (SELECT digest FROM documents WHERE id = ?) DESC, rowid DESC",
                (self._known_document(document), document),
            ).fetchall()

    def capture(self, document: str) -> Capture:
        """The bytes that the current reading of a document was made from.

        Raises:
            NoSuchRecord: there is no such document.
        """
        return self.captures(document)[0]

    def records(
        self, record_type: type[ARecord], neighbourhoods: Collection[int] | None = None
    ) -> Iterator[ARecord]:
        """All records of one type, in the order in which they were filed; of these neighbourhoods alone."""
        if neighbourhoods is None:
            return self._select(record_type, "ORDER BY rowid")
        among = "WHERE neighbourhood IN (SELECT value FROM json_each(?)) ORDER BY rowid"
        return self._select(record_type, among, (json.dumps(sorted(neighbourhoods)),))

    def decisions(self) -> Iterator[Judgement]:
        """The judgements of people, in the order in which they decided."""
        return self._select(Judgement, "WHERE substr(decided_by, 1, 7) = 'person:' ORDER BY number")

    def record(self, name: str) -> Record:
        """The record of this id, or of the only id that begins so, with or without its kind.

        Raises:
            NoSuchRecord: none, or several; the message names ids that are near.
        """
        with naming_errors(self.path):
            for record_type in _likely(name):
                for record in self._select(record_type, "WHERE id = ?", (name,)):
                    return record
            begun = self._beginning_with(name, NEAR + 1)
        if len(begun) == 1:
            return self.record(begun[0])
        raise NoSuchRecord(self._missing(name, begun))

    def search(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """Where these words stand, claims before documents; words between double quotes stand in a row."""
        query = as_query(words)
        if not query or limit < 1:
            return ()
        with naming_errors(self.path):
            hits = [
                Hit(kind, id_, document, snippet)
                for kind, statement in (("claim", CLAIMS_WITH_WORDS), ("document", DOCUMENTS_WITH_WORDS))
                for id_, document, snippet, _ in self._connection.execute(statement, (query, limit))
            ]
        return tuple(hits)

    def stats(self) -> dict[str, int]:
        """How many records, by table; a document that shares its text with none is an origin by itself."""
        tables = [*TABLES.values(), "captures", "superseded_readings", "runs"]
        copies = "SELECT coalesce(sum(json_array_length(documents) - 1), 0) FROM origins"
        with naming_errors(self.path):
            counts = {
                table: self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in tables
            }
            return counts | {"origins": counts["documents"] - self._connection.execute(copies).fetchone()[0]}

    def ask(
        self, statement: str, values: Mapping[str, object] | Sequence[object] = ()
    ) -> Iterator[sqlite3.Row]:
        """The rows that answer a question; nothing is written."""
        with naming_errors(self.path):
            cursor = self._connection.cursor()
            cursor.row_factory = sqlite3.Row
            # `yield from` would close the cursor with the generator, which fails once the ledger is closed
            for row in cursor.execute(statement, values):  # noqa: UP028
                yield row

    def runs(self) -> tuple[Run, ...]:
        """Every run that filed here, in order."""
        with naming_errors(self.path):
            rows = self._connection.execute(
                "SELECT id, program, model, lexicon, started_at, finished_at FROM runs ORDER BY id"
            )
            return tuple(Run(*row) for row in rows)

    # inside

    def _select(
        self, record_type: type[ARecord], clause: str = "", values: Sequence[object] = ()
    ) -> Iterator[ARecord]:
        shape = shape_of(record_type)
        with naming_errors(self.path):
            rows = self._connection.execute(
                f"SELECT {shape.names} FROM {TABLES[record_type]} {clause}", tuple(values)
            )
            yield from map(shape.from_row, rows)

    def _known_document(self, document: str) -> str:
        if self._connection.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone():
            return document
        near = self._beginning_with(document, NEAR)
        raise NoSuchRecord(self._missing(document, [id_ for id_ in near if kind_of(id_) not in TYPES]))

    def _beginning_with(self, start: str, limit: int) -> list[str]:
        found: list[str] = []
        for kind, record_type in TYPES.items():
            for prefix in dict.fromkeys((start, f"{kind}-{start}")):
                found += self._ids_from(TABLES[record_type], prefix, limit)
        return list(dict.fromkeys(found))[:limit]

    def _ids_from(self, table: str, prefix: str, limit: int) -> list[str]:
        rows = self._connection.execute(
            f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            (prefix, f"{prefix}\U0010ffff", limit),
        )
        return [id_ for (id_,) in rows]

    def _missing(self, name: str, begun: Sequence[str]) -> str:
        if begun:
            more = " and more" if len(begun) > NEAR else ""
            return f"{self.path}: {name!r} begins several ids: {', '.join(begun[:NEAR])}{more}"
        for length in range(min(len(name), LONGEST_ID) - 1, len(kind_of(name)), -1):
            if near := self._beginning_with(name[:length], NEAR):
                return f"{self.path}: no record {name!r}; near it are {', '.join(near)}"
        return f"{self.path}: no record {name!r}"


def as_query(words: str) -> str:
    """A user's words as an FTS5 query in which no sign is an operator; all of them must stand there."""
    parts = words.split('"')
    terms = [
        term
        for number, part in enumerate(parts)
        for term in ([part] if number % 2 and number < len(parts) - 1 else part.split())
    ]
    whole = [term.replace("\0", " ") for term in terms if any(map(str.isalnum, term))]
    return " ".join(f'"{term}"' for term in whole).encode("utf-8", "replace").decode()


def _likely(name: str) -> Iterator[type[Record]]:
    """The type that the id names, then documents, whose ids are their callers' own."""
    if (likely := TYPES.get(kind_of(name))) is not None:
        yield likely
    yield Document
