"""Read news of a crisis into an evidence ledger: who says what happened.

The names in `__all__` are public and load on first use; everything else may move.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import brief, file_inputs, read, read_inputs
    from .contract import to_json, to_line
    from .errors import InputError, LedgerError, OutputError, ReportedlyError
    from .ledger.export import write_export
    from .ledger.store import Ledger, open_ledger
    from .page.documents import make_document
    from .records import (
        Account,
        Actor,
        Amount,
        Claim,
        Contradiction,
        Document,
        Event,
        Figure,
        Hedge,
        Judgement,
        Notice,
        Occurrence,
        Origin,
        Place,
        Reading,
        Time,
    )

__version__ = "0.1.0"

__all__ = [
    "Account",
    "Actor",
    "Amount",
    "Claim",
    "Contradiction",
    "Document",
    "Event",
    "Figure",
    "Hedge",
    "InputError",
    "Judgement",
    "Ledger",
    "LedgerError",
    "Notice",
    "Occurrence",
    "Origin",
    "OutputError",
    "Place",
    "Reading",
    "ReportedlyError",
    "Time",
    "brief",
    "file_inputs",
    "make_document",
    "open_ledger",
    "read",
    "read_inputs",
    "to_json",
    "to_line",
    "write_export",
]

_ROOMS = {
    "api": ("brief", "file_inputs", "read", "read_inputs"),
    "contract": ("to_json", "to_line"),
    "errors": ("InputError", "LedgerError", "OutputError", "ReportedlyError"),
    "ledger.export": ("write_export",),
    "ledger.store": ("Ledger", "open_ledger"),
    "page.documents": ("make_document",),
}
_HOMES = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES.get(name, 'records')}", __name__), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
