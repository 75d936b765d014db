"""What of a body leaves the server: personal values as null, or only how the work went.

The table is resources/wire/bodies.toml, beside the schemas. What it does not name is personal.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import resources

Kind = str
PROCESS, PLAIN, PERSONAL = KINDS = ("process", "plain", "personal")


def masked(kind: str, body: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The body of an entry of that type with null for each personal value, and their paths."""
    walk = _Walk(kind_of(kind))
    return walk.through(body, "", ""), tuple(walk.paths)


def process_only(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Only how the work went; everything else is left out, its names too."""
    return dict(_kept(body, "", kind_of(kind)))


def kind_of(kind: str) -> Callable[[str], Kind]:
    """Of that type, what a path (without list places) is: process, plain or personal."""
    table = fields(kind)

    def of(path: str) -> Kind:
        while path:
            if path in table:
                return table[path]
            path = path.rpartition(".")[0]
        return PERSONAL

    return of


@cache
def fields(kind: str) -> Mapping[str, Kind]:
    """Each path the table names for a type; nothing for an unknown one."""
    told = _table().get(kind, {})
    found = {path: which for which in KINDS for path in told.get(which, ())}
    for place, other in told.get("as", {}).items():
        found |= {f"{place}.{path}": which for path, which in fields(other).items()}
    return found


def types() -> frozenset[str]:
    """The types the table names."""
    return frozenset(_table())


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.read("wire/bodies.toml").decode("utf-8"))


class _Walk:
    """Through a body once, noting the places of what is hidden."""

    def __init__(self, of: Callable[[str], Kind]) -> None:
        self.of = of
        self.paths: list[str] = []

    def through(self, value: Any, path: str, place: str) -> Any:
        """`path` names the field, `place` the value: it has the list places too."""
        if isinstance(value, Mapping):
            return {
                name: self.through(one, _below(path, name), _below(place, name))
                for name, one in value.items()
            }
        if isinstance(value, list):
            return [self.through(one, path, _below(place, n)) for n, one in enumerate(value)]
        if value is None or self.of(path) != PERSONAL:
            return value
        self.paths.append(place)
        return None


def _kept(
    value: Mapping[str, Any], path: str, of: Callable[[str], Kind]
) -> Iterator[tuple[str, Any]]:
    for name, one in value.items():
        here = _below(path, name)
        if of(here) == PROCESS:
            yield name, one
        elif isinstance(one, Mapping) and (some := dict(_kept(one, here, of))):
            yield name, some
        elif isinstance(one, list):
            rows = [dict(_kept(row, here, of)) for row in one if isinstance(row, Mapping)]
            if any(rows):
                yield name, rows


def _below(path: str, name: object) -> str:
    return f"{path}.{name}" if path else str(name)
