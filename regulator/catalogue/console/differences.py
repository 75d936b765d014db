"""Two versions of an item, part by part, for whoever publishes the second."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MOST = 300


@dataclass(frozen=True, slots=True)
class Line:
    """A part that is other than before; an empty side was or is not there."""

    path: str
    old: str
    new: str


def differences(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> list[Line]:
    """The first parts that differ; versions are not compared.

    >>> differences({"a": 1, "b": [1]}, {"a": 2, "b": [1]})
    [Line(path='a', old='1', new='2')]
    """
    before = {**(old or {}), "version": 0}
    lines = _parts("", before, {**new, "version": 0})
    return [line for line, _ in zip(lines, range(MOST), strict=False)]


def _parts(path: str, old: Any, new: Any) -> Iterator[Line]:
    if old == new:
        return
    pairs = _pairs(old), _pairs(new)
    if pairs[0] is None and pairs[1] is None:
        yield Line(path, _said(old), _said(new))
        return
    before, after = pairs[0] or {}, pairs[1] or {}
    for name in dict.fromkeys((*before, *after)):
        yield from _parts(f"{path}.{name}".strip("."), before.get(name), after.get(name))


def _pairs(value: Any) -> dict[str, Any] | None:
    if isinstance(value, list):
        return {str(place): part for place, part in enumerate(value, 1)}
    return value if isinstance(value, dict) else None


def _said(value: Any) -> str:
    return "" if value is None else str(value)[:200]
