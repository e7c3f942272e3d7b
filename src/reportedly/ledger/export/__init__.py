"""ledger -> files that other programs read: a module a family of formats, a function a format.

`jsonl` is the contract to the letter, names and offsets included. All other formats are passed on, and leave
out the names of private persons unless they are asked for. No format invents a value: what the ledger does
not hold stays empty, and `docs/exports.md` says for each format what is filled from what.

The names below are what the rest of the program uses of this room: nothing outside the ledger imports one of
its modules.
"""

from .annotations import document_annotations
from .content import NO_PIN, Content, pseudonyms_in
from .geojson import feature_lines
from .spreadsheet import csv_lines
from .tables import export_csv, export_jsonl, export_parquet, records_in
from .timeline import slide_of, support_of
from .writing import FORMATS, make_folder, note_names, write_export, write_whole

__all__ = [
    "FORMATS",
    "NO_PIN",
    "Content",
    "csv_lines",
    "document_annotations",
    "export_csv",
    "export_jsonl",
    "export_parquet",
    "feature_lines",
    "make_folder",
    "note_names",
    "pseudonyms_in",
    "records_in",
    "slide_of",
    "support_of",
    "write_export",
    "write_whole",
]
