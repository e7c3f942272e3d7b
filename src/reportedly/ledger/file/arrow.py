"""The records as Arrow tables for Parquet, with nested lists and parts, under the names of the contract."""

from __future__ import annotations

import types
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    import pyarrow as pa


def columns_of(record_type: type[Any]) -> list[pa.Field]:
    """The fields of a record type, in the contract's order."""
    import pyarrow as pa

    hints = get_type_hints(record_type)
    return [pa.field(each.name, arrow_type(hints[each.name])) for each in fields(record_type)]


def arrow_type(hint: Any) -> pa.DataType:
    """The type that holds all that a field may hold."""
    import pyarrow as pa

    if get_origin(hint) in (Union, types.UnionType):
        return arrow_type(next(part for part in get_args(hint) if part is not type(None)))
    if get_origin(hint) is tuple:
        return pa.list_(arrow_type(get_args(hint)[0]))
    if get_origin(hint) is Literal:
        return pa.string()
    if hasattr(hint, "__dataclass_fields__"):
        return pa.struct(columns_of(hint))
    plain: dict[type, pa.DataType] = {
        str: pa.string(),
        int: pa.int64(),
        float: pa.float64(),
        bool: pa.bool_(),
    }
    return plain[hint]
