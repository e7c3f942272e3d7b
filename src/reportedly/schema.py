"""The output contract as JSON Schema, made from the record types and their documentation.

The descriptions are the docstrings of `records.py`. Since a release may add fields and values, a schema is
that of one version: it allows unknown fields, and names the values that this version writes.
"""

from __future__ import annotations

import ast
import inspect
import re
import types
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from . import records
from .contract import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"

PLAIN: dict[type[Any], str] = {str: "string", int: "integer", float: "number", bool: "boolean"}
"""A whole number is valid where JSON Schema asks for a `number`."""

EVERYWHERE = {
    "id": "Depends only on what was found and where; the same each time the document is read.",
    "document": "The id of the document.",
    "rule": "The rule or lexicon entry that made the record.",
    "start": "Where the record starts in the text, in code points.",
    "end": "Where it ends, exclusive.",
    "quote": "The text from `start` to `end`.",
}
"""Descriptions of fields that many types share."""


JSON_WORDS = {"None": "null", "True": "true", "False": "false"}


@dataclass(frozen=True, slots=True)
class Described:
    """One field of a record type: its Python type, and what it means."""

    name: str
    hint: Any
    words: str


def make_schema() -> dict[str, Any]:
    """The JSON Schema of one line of output: a record of any kind, as `to_json` gives it."""
    parts = {kind.__name__: _object_of(kind) for kind in _parts()}
    kinds = {word: _object_of(kind, word) for kind, word in KINDS.items()}
    return {
        "$schema": DIALECT,
        "title": "A record of Reportedly: one line of JSON lines",
        "oneOf": [{"$ref": f"#/$defs/{word}"} for word in kinds],
        "$defs": {**kinds, **parts},
    }


def fields_of(kind: type[Any]) -> tuple[Described, ...]:
    """The fields of a record type, in the contract's order, with their descriptions."""
    hints, words = get_type_hints(kind), _words_of_fields()[kind.__name__]
    return tuple(
        Described(each.name, hints[each.name], words.get(each.name) or EVERYWHERE.get(each.name, ""))
        for each in fields(kind)
    )


def summary_of(kind: type[Any]) -> str:
    """What a record type is, in the first words of its documentation."""
    return " ".join((inspect.getdoc(kind) or "").split())


def _parts() -> list[type[Any]]:
    """The types that stand inside records, by name."""
    kinds = [kind for kind in vars(records).values() if isinstance(kind, type) and is_dataclass(kind)]
    return [kind for kind in kinds if kind not in KINDS and kind is not records.Reading]


def _object_of(kind: type[Any], word: str | None = None) -> dict[str, Any]:
    named = {"kind": {"const": word}} if word else {}
    described = fields_of(kind)
    return {
        "description": summary_of(kind),
        "type": "object",
        "properties": {**named, **{each.name: _field(each) for each in described}},
        "required": [*named, *(each.name for each in described)],
    }


def _field(described: Described) -> dict[str, Any]:
    words = {"description": described.words} if described.words else {}
    return {**words, **_schema_of(described.hint)}


def _schema_of(hint: Any) -> dict[str, Any]:
    if hint in PLAIN:
        return {"type": PLAIN[hint]}
    arguments = get_args(hint)
    if get_origin(hint) is Literal:
        return {"enum": list(arguments)}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _schema_of(arguments[0])}
    if get_origin(hint) in (Union, types.UnionType):
        return _or_null(_schema_of(next(each for each in arguments if each is not type(None))))
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    if "type" in schema:
        return {**schema, "type": [schema["type"], "null"]}
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    return {"anyOf": [schema, {"type": "null"}]}


def _in_json(words: str) -> str:
    """The words on one line, with Python's constants named as in JSON."""
    return re.sub(r"\b(None|True|False)\b", lambda found: JSON_WORDS[found[0]], " ".join(words.split()))


@cache
def _words_of_fields() -> dict[str, dict[str, str]]:
    """The strings after the fields in the source of `records`: Python keeps none of them at run time."""
    found: dict[str, dict[str, str]] = {}
    for node in ast.parse(inspect.getsource(records)).body:
        if isinstance(node, ast.ClassDef):
            pairs = zip(node.body, node.body[1:], strict=False)
            found[node.name] = {
                field.target.id: _in_json(words.value.value)
                for field, words in pairs
                if isinstance(field, ast.AnnAssign)
                and isinstance(field.target, ast.Name)
                and isinstance(words, ast.Expr)
                and isinstance(words.value, ast.Constant)
                and isinstance(words.value.value, str)
            }
    return found
