"""The exceptions, as a tree.

ReportedlyError
├── InputError            a document cannot be read; names it and the cause, others are still read
│   ├── MissingInput      there is no such path, or nothing readable in it
│   ├── UnreadableInput   not text, a broken or locked container, or too large
│   └── FetchError        an address did not answer with a page
├── LexiconError          a lexicon entry is invalid; names file, entry and field
├── MarkedTextError       a marked example is not well formed
├── ModelError            the requested language model is not installed or does not load
├── ClusterError          shards cannot be read or written: no engine, no such folder, a damaged file
├── OutputError           results cannot be written: no such place, no space, no such format, no extra for it
└── LedgerError           a ledger cannot be opened or written
    ├── NotALedger        the file is not a ledger
    ├── MissingLedger     there is no such file (any more), or another one took its place while it was open
    ├── NewerLedger       a later version of the program wrote it
    ├── OlderLedger       an earlier version wrote it, and it was opened read-only
    ├── LedgerBusy        another process is writing to it
    ├── NoSuchRecord      the ledger has no record with that id
    └── CannotJudge       a decision is incomplete, or does not fit the record
"""

from __future__ import annotations


class ReportedlyError(Exception):
    """The base of all errors that Reportedly raises on purpose."""


class InputError(ReportedlyError):
    """A document cannot be read."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        return type(self), (self.where, self.why)


class MissingInput(InputError):
    """There is no such path, or nothing readable in it."""


class UnreadableInput(InputError):
    """The bytes are not text, a broken or locked container, or too large."""


class FetchError(InputError):
    """An address did not answer with a page."""

    status: int | None = None
    """The HTTP status, or None if there was no answer."""
    retry_after: float | None = None
    """The seconds to wait before the next request, if the answer states them."""
    final: bool = False
    """Whether asking again soon is pointless: this program refuses the address, or its robots.txt does."""
    private: bool = False
    """Whether it was refused because it leads inside this machine or its network."""


class LexiconError(ReportedlyError):
    """A lexicon entry is invalid."""


class MarkedTextError(ReportedlyError):
    """A marked example is not well formed."""


class ModelError(ReportedlyError):
    """The requested language model is not installed or does not load."""


class ClusterError(ReportedlyError):
    """Shards cannot be read or written: no engine, no such folder, a damaged file."""


class OutputError(ReportedlyError):
    """A result cannot be written where, or in the form in which, it is asked for."""


class LedgerError(ReportedlyError):
    """A ledger cannot be opened or written."""


class NotALedger(LedgerError):
    """The file is not a ledger of Reportedly."""


class MissingLedger(LedgerError):
    """There is no such file (any more), or another one took its place while it was open."""


class NewerLedger(LedgerError):
    """A later version of the program wrote the ledger."""


class OlderLedger(LedgerError):
    """An earlier version wrote the ledger, and it was opened read-only, so it was not migrated."""


class LedgerBusy(LedgerError):
    """Another process is writing to the ledger."""


class NoSuchRecord(LedgerError):
    """The ledger has no record with that id."""


class CannotJudge(LedgerError):
    """A decision lacks its author or reason, or does not fit the record."""
