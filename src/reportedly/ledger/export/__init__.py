"""Exports of a ledger for other programs: one module per family of formats, one function per format.

`jsonl` holds the records unchanged, with names and offsets. All other formats are meant to be passed on, and
leave out the names of private persons unless they are asked for. No format invents values: whatever the
ledger does not hold stays empty, and `docs/exports.md` says where each field comes from.

The names below are what the rest of the program uses: nothing outside the ledger imports a module of this
room.
"""

from .annotations import document_annotations
from .content import NO_PIN, Content, private_claimants, pseudonyms_in
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
    "private_claimants",
    "pseudonyms_in",
    "records_in",
    "slide_of",
    "support_of",
    "write_export",
    "write_whole",
]
