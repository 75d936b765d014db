"""Why a finding was made, as a Persian sentence with its numbers."""

from collections.abc import Mapping
from typing import Any

from app.domain.errors import OperatorCanFix
from app.domain.jalali import clock_time, long_date, parse, tehran_date
from app.domain.moments import from_wire
from app.domain.money import rials
from app.domain.text import persian_digits
from regulator.catalogue import shelf
from regulator.words import word

_RIALS = ("amount", "expected", "stated")


def why(reason: str, facts: Mapping[str, Any]) -> str:
    """The rule's sentence with these numbers; of a later rule, or without the numbers, its name.

    A rule that has more than one sentence has the further one under `reason+fact`.
    """
    told = {name: _said(name, value) for name, value in facts.items() if value is not None}
    told |= _worked_out(facts)
    section = "finding_whys"
    named = [f"{reason}+{name}" for name in told]
    chosen = next((one for one in named if word(section, one) != one), reason)
    try:
        sentence = word(section, chosen).format(**told)
    except KeyError:
        return word("findings", reason)
    return sentence if sentence != chosen else word("findings", reason)


def _said(name: str, value: Any) -> str:
    if name in _RIALS and type(value) is int:
        return f"{rials(value)} ریال"
    if name == "minute" and type(value) is int:
        return persian_digits(f"{value // 60:02}:{value % 60:02}")
    if name == "service" and type(value) is int:
        known = shelf.service(value)
        return f"«{known.title}»" if known else persian_digits(str(value))
    if name == "month":
        return _month(value)
    if name == "title":
        return word("days_off", value)
    if name == "ts":
        return _moment(str(value))
    if name == "day":
        return _day(str(value))
    return rials(value) if type(value) is int else persian_digits(str(value))


def _worked_out(facts: Mapping[str, Any]) -> dict[str, str]:
    """What a sentence says of two numbers together."""
    expected, stated = facts.get("expected"), facts.get("stated")
    if type(expected) is int and type(stated) is int:
        apart = word("words", "more" if stated > expected else "less")
        return {"apart": f"{rials(abs(stated - expected))} ریال {apart}"}
    times, of_all = facts.get("times"), facts.get("of_all")
    if type(times) is int and type(of_all) is int and of_all:
        return {"permille": persian_digits(str(round(times * 1000 / of_all)))}
    return {}


def _month(value: Any) -> str:
    if type(value) is not int:
        return persian_digits(str(value))
    return persian_digits(f"{value // 100}/{value % 100:02}")


def _moment(text: str) -> str:
    try:
        at = from_wire(text)
        return f"{long_date(tehran_date(at))}، {clock_time(at)}"
    except (ValueError, OverflowError):
        return persian_digits(text)


def _day(date_sh: str) -> str:
    try:
        return long_date(parse(date_sh))
    except OperatorCanFix:
        return persian_digits(date_sh)
