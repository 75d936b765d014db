"""Values as JSON and back, by their fields' types: one rule for whatever crosses a border whole.

>>> from dataclasses import dataclass
>>> @dataclass(frozen=True)
... class Pair:
...     left: int
...     right: tuple[str, ...] = ()
>>> to_json(Pair(1, ("a",)))
{'left': 1, 'right': ['a']}
>>> from_json(Pair, {"left": 1, "later": True})
Pair(left=1, right=())
"""

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

Value = TypeVar("Value")
_PLAIN = (str, int, bool, type(None))


def to_json(value: Any) -> Any:
    """Dataclasses as objects, tuples as lists, everything else as it is."""
    if is_dataclass(value):
        return {one.name: to_json(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {name: to_json(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(one) for one in value]
    return value


def from_json(kind: type[Value], told: object) -> Value:
    """The value; ValueError names the first member that is wrong. Members nobody knows are left
    out: the other side may be newer.
    """
    value: Value = _read(kind, told, kind.__name__)
    return value


@cache
def _members(kind: type) -> dict[str, tuple[Any, bool]]:
    """By name, the type of a member and whether it may be left out."""
    hints = typing.get_type_hints(kind)
    left_out = (MISSING, MISSING)
    named: Any = kind
    return {
        one.name: (hints[one.name], (one.default, one.default_factory) != left_out)
        for one in fields(named)
    }


def _read(kind: Any, told: object, where: str) -> Any:
    if kind is Any or kind is object:
        return told
    if isinstance(kind, type) and is_dataclass(kind):
        return _read_object(kind, told, where)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _read_either(inner, told, where)
    if origin is tuple:
        return tuple(_read(inner[0], one, where) for one in _whole(list, told, where))
    if origin is typing.Literal:
        return _one_of(inner, told, where)
    if origin is not None:  # a mapping of texts
        return {name: _read(inner[1], one, name) for name, one in _whole(dict, told, where).items()}
    return _whole(kind, told, where)


def _read_object(kind: type, told: object, where: str) -> Any:
    given = _whole(dict, told, where)
    found = {}
    for name, (member, optional) in _members(kind).items():
        if name in given:
            found[name] = _read(member, given[name], f"{where}.{name}")
        elif not optional:
            raise ValueError(f"{where}.{name} is missing")
    return kind(**found)


def _read_either(kinds: tuple[Any, ...], told: object, where: str) -> Any:
    """None or one other kind; several plain ones are told apart by their type."""
    if told is None and type(None) in kinds:
        return None
    real = [one for one in kinds if one is not type(None)]
    fitting = [one for one in real if one in _PLAIN and type(told) is one]
    return _read((fitting or real)[0], told, where)


def _one_of(values: tuple[Any, ...], told: object, where: str) -> Any:
    if told not in values:
        raise ValueError(f"{where} is none of those known")
    return told


def _whole(kind: type, told: object, where: str) -> Any:
    # By type: true is not 1.
    if type(told) is not kind:
        raise ValueError(f"{where} is not {kind.__name__}")
    return told
