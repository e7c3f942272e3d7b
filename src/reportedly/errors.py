"""What can go wrong, as a tree.

ReportedlyError
├── InputError            a document cannot be read; names the file and the cause, the rest goes on
│   ├── MissingInput      no such path, or nothing in it that can be read
│   ├── UnreadableInput   bytes that are no text, a broken or locked container, too large
│   └── FetchError        an address that did not answer with a page
├── LexiconError          an entry of a lexicon is not as it must be; names file, entry and field
├── MarkedTextError       a marked example is not well formed
├── ModelError            the language model that was asked for is not installed or does not load
├── ClusterError          shards cannot be read or written: no engine, no such folder, a damaged file
└── LedgerError           a ledger cannot be opened or written
    ├── NotALedger        the file is something else
    ├── NewerLedger       written by a later version of the program
    ├── OlderLedger       written by an earlier one, and opened for reading alone
    ├── LedgerBusy        another process holds it for writing
    ├── NoSuchRecord      the ledger has no record of that id
    └── CannotJudge       a decision that says nothing, or nothing that can be
"""

from __future__ import annotations


class ReportedlyError(Exception):
    """Anything that Reportedly raises on purpose."""


class InputError(ReportedlyError):
    """A document cannot be read."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        return type(self), (self.where, self.why)


class MissingInput(InputError):
    """There is nothing to read at this place."""


class UnreadableInput(InputError):
    """There is something, but no document can be made of it."""


class FetchError(InputError):
    """An address did not answer with a page."""

    status: int | None = None
    """What it answered, where it did."""
    retry_after: float | None = None
    """Seconds after which it may be asked again, where it said so."""
    final: bool = False
    """Whether the answer would be the same next time: this program will not ask there."""
    private: bool = False
    """Whether that is because it leads inside the machine or its network."""


class LexiconError(ReportedlyError):
    """An entry of a lexicon is not as it must be."""


class MarkedTextError(ReportedlyError):
    """A marked example is not well formed."""


class ModelError(ReportedlyError):
    """The language model that was asked for is not installed or does not load."""


class ClusterError(ReportedlyError):
    """Shards cannot be read or written: no engine, no such folder, a damaged file."""


class LedgerError(ReportedlyError):
    """A ledger cannot be opened or written."""


class NotALedger(LedgerError):
    """The file is no ledger of Reportedly."""


class NewerLedger(LedgerError):
    """The ledger was written by a later version of the program."""


class OlderLedger(LedgerError):
    """The ledger is of an earlier version, and was opened for reading alone: it is not brought up to date."""


class LedgerBusy(LedgerError):
    """Another process holds the ledger for writing."""


class NoSuchRecord(LedgerError):
    """The ledger has no record of that id."""


class CannotJudge(LedgerError):
    """A decision lacks who or why, or says of a record what cannot be said of it."""
