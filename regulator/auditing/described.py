"""How an answer's type stands in the API's own description: from its fields, as it is read."""

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from regulator.openapi import FLAG, FREE, TEXT, Schema, many, maybe, named, record

_PLAIN: dict[Any, Schema] = {str: TEXT, int: {"type": "integer"}, bool: FLAG, dict: FREE}


def schema(kind: Any) -> Schema:
    """The schema of what `to_json` makes of such a value."""
    if isinstance(kind, type) and is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return record(**{one.name: schema(hints[one.name]) for one in fields(kind)})
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        real = [one for one in inner if one is not type(None)]
        told = schema(real[0]) if len(real) == 1 else {"anyOf": [schema(one) for one in real]}
        return maybe(told) if type(None) in inner else told
    if origin is tuple:
        return many(schema(inner[0]))
    if origin is typing.Literal:
        return {"enum": list(inner)}
    if origin is Mapping:
        return FREE if inner[1] in (Any, object) else named(schema(inner[1]))
    return _PLAIN.get(kind, {})
