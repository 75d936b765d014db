"""Days off of a coming year: proposed, then confirmed by a person.

The proposal comes from the PyPI package `holidays`. Its lunar days are estimates, marked so
(`certain` false) until somebody confirms or moves them in the console; nothing is published here.
"""

from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from typing import Any

from django.db import transaction

from app.domain.errors import OperatorCanFix
from app.domain.jalali import month_length, parse, show
from regulator.catalogue import drafts, store
from regulator.jalali_fields import jalali_text

FIRST, LAST = 1404, 1500
_ESTIMATED = " (تخمینی)"


@transaction.atomic
def propose_year(year: int, by: str) -> dict[str, Any]:
    """A draft of the holidays with that Jalali year in it; days already there are kept as told."""
    if not FIRST <= year <= LAST:
        raise OperatorCanFix("date-year", year=year, first=FIRST, last=LAST)
    value = drafts.in_writing("holidays", "holidays") or {"until": "", "days": []}
    known = {(day["date_sh"], day.get("kind")) for day in value["days"]}
    taken = {date_sh for date_sh, _ in known}
    fresh = [day for day in proposed(year) if day["date_sh"] not in taken]
    days = sorted([*value["days"], *fresh], key=lambda day: str(day["date_sh"]))
    until = max(value["until"], f"{year}/12/{month_length(year, 12)}")
    named = {"kind": "holidays", "key": "holidays", "version": 1}
    drafts.write({**named, "until": until, "days": days}, by)
    estimated = [day["date_sh"] for day in fresh if not day["certain"]]
    return {"year": year, "proposed": len(fresh), "estimated": estimated}


def proposed(year: int) -> list[dict[str, Any]]:
    """The package's days of a Jalali year."""
    import holidays

    first = parse(f"{year}/01/01").togregorian()
    last = parse(f"{year}/12/{month_length(year, 12)}").togregorian()
    found = holidays.country_holidays(
        "IR", years=range(first.year, last.year + 1), language="fa_IR"
    )
    source = f"PyPI holidays {version('holidays')} (IR)"
    inside = ((day, name) for day, name in sorted(found.items()) if first <= day <= last)
    return [_day(day, name, source) for day, name in inside]


def _day(day: date, name: str, source: str) -> dict[str, Any]:
    estimated = _ESTIMATED in name
    kind = "lunar" if estimated else "fixed"
    facts = {"title": name.replace(_ESTIMATED, ""), "kind": kind, "source": source}
    return {"date_sh": jalali_text(day), **facts, "certain": not estimated}


def uncertain(value: store.Value) -> list[dict[str, Any]]:
    """The days nobody confirmed yet."""
    return [day for day in value["days"] if not day.get("certain", True)]


def confirm(value: store.Value, told: Iterable[tuple[str, str, str]]) -> dict[str, Any]:
    """The same list with days confirmed: (date, title, the date it really falls on)."""
    moved = {(date_sh, title): show(parse(real)) for date_sh, title, real in told}
    days = []
    for day in value["days"]:
        real = moved.get((day["date_sh"], day["title"]))
        days.append({**day, "date_sh": real, "certain": True} if real else day)
    return {**value, "days": sorted(days, key=lambda day: str(day["date_sh"]))}
