"""What a filter asks for as conditions on the read table, cut to what the asker sees."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from app.domain import tracking
from app.domain.audit import Filter
from app.domain.errors import OperatorCanFix
from app.domain.text import fold, latin_digits
from regulator.auditing import sight as seeing
from regulator.auditing.lines import slip_mark, terminal_mark
from regulator.auditing.sight import Sight, Where
from regulator.catalogue import shelf
from regulator.problems import Problem
from regulator.rows import fetch
from regulator.words import choices

_SPAN = "SELECT MIN(first), MAX(last) FROM auditing_dayspan WHERE day BETWEEN %s AND %s"
_FOUND = "SELECT leaf FROM oversight_finding WHERE reason = ANY(%s) LIMIT %s"
_HAS = """EXISTS (
    SELECT 1 FROM oversight_finding f WHERE f.leaf = l.leaf AND f.reason = ANY(%s))"""
# Findings up to which their entries are looked up; beyond, every entry is asked for its findings.
FEW = 5000
_ABOUT = "SELECT n FROM auditing_aboutline WHERE tid = %s"
# A list against one column.
_CHOSEN = {"types": "type", "verdicts": "verdict"}
_LAST = "9999-12-31"


def where(asked: Filter, sight: Sight) -> Where:
    """The conditions on `l`. Problem: malformed (a day that is none), audit-not-allowed."""
    found = Where()
    sight.narrowed(_offices(asked), asked.services).cut(found)
    for name, column in _CHOSEN.items():
        if chosen := getattr(asked, name):
            found.add(f"l.{column} = ANY(%s)", list(chosen))
    for value, column in ((asked.desk, "desk"), (asked.dev, "dev"), (asked.operator, "operator")):
        if value:
            found.add(f"l.{column} = %s", value)
    _add_amounts(found, asked)
    _add_days(found, asked)
    if asked.tid:
        part, *values = about(tid_of(asked.tid))
        found.add(part, *values)
    if asked.rules:
        if "findings" not in sight.rights:
            raise Problem("audit-not-allowed")
        _add_rules(found, list(asked.rules))
    if asked.text.strip():
        _add_text(found, asked.text)
    return found


def _offices(asked: Filter) -> frozenset[str] | None:
    """The offices a filter leaves; None: all."""
    named = frozenset(asked.offices) if asked.offices else None
    if not asked.provinces:
        return named
    there = seeing.codes_in(asked.provinces)
    return there if named is None else there & named


def _add_amounts(found: Where, asked: Filter) -> None:
    if asked.amount_from is not None:
        found.add("l.amount >= %s", asked.amount_from)
    if asked.amount_to is not None:
        found.add("l.amount <= %s", asked.amount_to)


def _add_days(found: Where, asked: Filter) -> None:
    """The days, and the places they lie between: nothing newer or older is read."""
    if not asked.since and not asked.until:
        return
    try:
        since = date.fromisoformat(asked.since or "0001-01-01").isoformat()
        until = date.fromisoformat(asked.until or _LAST).isoformat()
    except ValueError as wrong:
        raise Problem("malformed") from wrong
    [(first, last)] = fetch(_SPAN, since, until)
    found.add("l.day BETWEEN %s AND %s", since, until)
    found.add("l.n BETWEEN %s AND %s", first or 0, -1 if last is None else last)


def _add_rules(found: Where, rules: list[str]) -> None:
    leaves = [leaf for (leaf,) in fetch(_FOUND, rules, FEW + 1)]
    if len(leaves) > FEW:
        found.add(_HAS, rules)
    else:
        found.add("l.leaf = ANY(%s)", leaves)


def tid_of(typed: str) -> str:
    """The 18 digits of a tracking ID as typed; what is none finds nothing."""
    try:
        return tracking.check(typed)
    except OperatorCanFix:
        return "-"  # nothing has it


def about(tid: str) -> tuple[str, str, list[int]]:
    """Entries about that request, alone or among others. Asked in two steps: each has its index."""
    return "(l.tid = %s OR l.n = ANY(%s))", tid, [n for (n,) in fetch(_ABOUT, tid)]


def _add_text(found: Where, text: str) -> None:
    """Any of what a text can mean; nothing personal is looked through."""
    either = Where()
    for part, *values in _meanings(text.strip()):
        either.add(part, *values)
    found.add(f"({' OR '.join(either.parts)})" if either.parts else "FALSE", *either.values)


def _meanings(text: str) -> Iterator[tuple[Any, ...]]:
    digits = re.sub(r"[\s-]", "", latin_digits(text))
    if re.fullmatch(r"[0-9]{18}", digits):
        yield about(digits)
    elif re.fullmatch(r"[0-9]{1,12}", digits):
        yield "l.operator = %s", digits
    if re.fullmatch(r"[\x21-\x7e]{1,64}", digits):
        yield "l.slip = %s", slip_mark(digits)
        yield "l.terminal = %s", terminal_mark(digits)
    if re.fullmatch(r"[A-Za-z0-9_-]{6,43}", text):
        yield "l.leaf LIKE %s ESCAPE '!'", text.replace("_", "!_") + "%"
    words = fold(text)
    if types := [kind for kind, name in choices("events") if kind == text or words in fold(name)]:
        yield "l.type = ANY(%s)", types
    known = shelf.current().services.values()
    if services := [one.number for one in known if words in fold(one.title)]:
        yield "l.service = ANY(%s)", services
