"""ledger -> files that other programs read: a module a family of formats, a function a format.

`jsonl` is the contract to the letter, names and offsets included. All other formats are passed on, and leave
out the names of private persons unless they are asked for. No format invents a value: what the ledger does
not hold stays empty, and `docs/exports.md` says for each format what is filled from what.
"""

from .tables import export_csv, export_jsonl, export_parquet, records_in
from .writing import FORMATS, note_names, write_export

__all__ = [
    "FORMATS",
    "export_csv",
    "export_jsonl",
    "export_parquet",
    "note_names",
    "records_in",
    "write_export",
]
