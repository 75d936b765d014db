"""A body laid open line by line: the path, its Persian words, the value, and whether it is
covered."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources
from app.domain.money import rials
from app.domain.text import isolate, persian_digits
from ui.models.audit_words import moment, read

COVERED, NOTHING = "پوشیده", "—"
AMOUNTS = ("amount", "total", "unit_amount", "collected", "refunded", "fee", "fees", "per")


@cache
def _words() -> Mapping[str, str]:
    told: Mapping[str, str] = tomllib.loads(resources.read("bodies.fa.toml").decode("utf-8"))
    return told


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One value of a body; `deep` is how far it is set in."""

    path: str
    label: str
    value: str
    deep: int = 0
    covered: bool = False


def lines_of(body: Mapping[str, Any] | None, masked: tuple[str, ...]) -> tuple[BodyLine, ...]:
    """Every value in the order it stands, with a line of its own for what holds others."""
    return tuple(_lines(dict(body), "", set(masked), 0)) if body else ()


def _lines(value: Any, path: str, masked: set[str], deep: int) -> Iterator[BodyLine]:
    pairs = value.items() if isinstance(value, Mapping) else enumerate(value)
    for name, inner in pairs:
        here = f"{path}.{name}" if path else str(name)
        label = _label(name)
        if isinstance(inner, Mapping | list) and inner:
            yield BodyLine(here, label, "", deep)
            yield from _lines(inner, here, masked, deep + 1)
        else:
            covered = here in masked
            yield BodyLine(here, label, COVERED if covered else _told(name, inner), deep, covered)


def _label(name: object) -> str:
    if isinstance(name, int):
        return f"ردیف {persian_digits(name + 1)}"
    return _words().get(str(name)) or isolate(str(name))


def _told(name: object, value: Any) -> str:
    if value is None or value in ({}, []):
        return NOTHING
    if value is True or value is False:
        return "بله" if value else "نه"
    if isinstance(value, int):
        return f"{rials(value)} ریال" if name in AMOUNTS else persian_digits(value)
    said = str(value)
    return moment(said) if read(said) else isolate(persian_digits(said)) if said.isascii() else said
