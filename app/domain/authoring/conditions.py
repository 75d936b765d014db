"""The cards' little condition language as JSON Schema, with exactly its meaning.

Unanswered means absent: every test is false on it except {empty: true}, so each test also requires
its field.
"""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]
_BOUNDS = {"lt": "exclusiveMaximum", "le": "maximum", "gt": "exclusiveMinimum", "ge": "minimum"}


def condition_schema(condition: Mapping[str, Any]) -> Json:
    """One condition.

    >>> condition_schema({"turn": ["first", "second"]})
    {'properties': {'turn': {'enum': ['first', 'second']}}, 'required': ['turn']}
    >>> condition_schema({"not": {"plate": {"empty": True}}})
    {'not': {'not': {'required': ['plate']}}}
    """
    if "all" in condition:
        return {"allOf": [condition_schema(part) for part in condition["all"]]}
    if "any" in condition:
        return {"anyOf": [condition_schema(part) for part in condition["any"]]}
    if "not" in condition:
        return {"not": condition_schema(condition["not"])}
    return _every_test(condition)


def _every_test(tests: Mapping[str, Any]) -> Json:
    """All tests of one mapping hold: one object schema, apart from {empty: true}."""
    properties: Json = {}
    required: list[str] = []
    absent: list[Json] = []
    for field, test in tests.items():
        ops = (
            test if isinstance(test, Mapping) else {"in" if isinstance(test, list) else "eq": test}
        )
        if ops.get("empty") is True:
            absent.append({"not": {"required": [field]}})
        rest = {op: value for op, value in ops.items() if op != "empty"}
        if rest or ops.get("empty") is False:
            required.append(field)
        if rest:
            properties[field] = _value_schema(rest)
    present = ({"properties": properties} if properties else {}) | (
        {"required": required} if required else {}
    )
    parts = ([present] if present else []) + absent
    return parts[0] if len(parts) == 1 else {"allOf": parts}


def _value_schema(ops: Mapping[str, Any]) -> Json:
    parts = [_op_schema(op, value) for op, value in ops.items()]
    return parts[0] if len(parts) == 1 else {"allOf": parts}


def _op_schema(op: str, value: Any) -> Json:
    """One operator. Bounds are for numbers only: anything else would pass them in JSON Schema."""
    if op in _BOUNDS:
        return {"type": "number", _BOUNDS[op]: _number(value)}
    if op == "between":
        return {"type": "number", "minimum": _number(value[0]), "maximum": _number(value[1])}
    if op == "contains":
        return {"type": "array", "contains": {"const": value}}
    plain = {"enum": list(value)} if op in ("in", "not_in") else {"const": value}
    if op in ("ne", "not_in"):
        return {"not": plain}
    if op in ("eq", "in"):
        return plain
    raise ValueError(f"unknown operator {op}")


def _number(value: Any) -> Any:
    """Texts (dates) cannot be ordered in JSON Schema; the data derives ages and days instead."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"not a number: {value!r}")
    return value


def possible(condition: Mapping[str, Any] | None, offered: Mapping[str, set[str]]) -> bool:
    """Whether it can ever hold when some fields only take some codes (an empty set: never asked).

    >>> possible({"visitor_capacity": {"ne": "self"}}, {"visitor_capacity": {"self"}})
    False
    """
    if condition is None or set(condition) & {"all", "any", "not"}:
        return True
    return all(
        _can_hold(test, offered[field]) for field, test in condition.items() if field in offered
    )


def _can_hold(test: Any, codes: set[str]) -> bool:
    if isinstance(test, Mapping):
        return "empty" in test or bool(codes - {test.get("ne")})
    return bool(codes & set(test if isinstance(test, list) else [test]))
