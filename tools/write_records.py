"""Rewrite what the documentation of the records takes from `records.py`.

    python tools/write_records.py

`docs/records.schema.json` is the JSON Schema, and each table of fields in `docs/records.md` stands between
`<!-- fields NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import json
import re
import types
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from reportedly import records
from reportedly.contract import KINDS
from reportedly.schema import EVERYWHERE, PLAIN, Described, fields_of, make_schema

DOCS = Path(__file__).parents[1] / "docs"
PAGE, SCHEMA = DOCS / "records.md", DOCS / "records.schema.json"

TABLE = re.compile(r"(?<=<!-- fields )(\w+)( -->\n).*?(?=<!-- end -->)", re.DOTALL)

TYPES = {kind.__name__: kind for kind in vars(records).values() if isinstance(kind, type)}


def main() -> None:
    """Write both files."""
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
    SCHEMA.write_text(schema(), "utf-8")


def schema() -> str:
    """The schema as it stands in its file."""
    return json.dumps(make_schema(), indent=2) + "\n"


def page(text: str) -> str:
    """The page with each of its tables as the types are now."""
    return TABLE.sub(lambda found: found[1] + found[2] + _table(TYPES[found[1]]), text)


def _table(kind: type[Any]) -> str:
    rows = [f"| `{each.name}` | {_type(each.hint)} | {each.words} |" for each in _own(kind)]
    return "\n".join(["| field | type | |", "|---|---|---|", *rows, ""])


def _own(kind: type[Any]) -> list[Described]:
    """The fields of a type, without those that the page describes once for all records."""
    shared = EVERYWHERE if kind in KINDS else {}
    return [each for each in fields_of(kind) if each.words != shared.get(each.name)]


def _type(hint: Any) -> str:
    arguments = get_args(hint)
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) is Literal:
        return ", ".join(f"`{each}`" for each in arguments)
    if get_origin(hint) is tuple:
        return f"list of {_type(arguments[0])}"
    if get_origin(hint) in (Union, types.UnionType):
        return f"{_type(next(each for each in arguments if each is not type(None)))} or null"
    name = hint.__name__
    return f"[{name}](#{name.lower()})"


if __name__ == "__main__":
    main()
