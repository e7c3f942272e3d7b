"""The example collections that ship with the program."""

from __future__ import annotations

from pathlib import Path

from .errors import MissingInput

PACKAGE = Path(__file__).parent / "examples"
CHECKOUT = Path(__file__).parents[2] / "examples"


def example_documents(name: str) -> Path:
    """The JSON lines of a collection, from the installed package or from a checkout.

    Raises:
        MissingInput: there is no such collection.
    """
    for folder in (PACKAGE, CHECKOUT):
        if (path := folder / name / "documents.jsonl").is_file():
            return path
    raise MissingInput(name, "is not an example collection of this installation")
