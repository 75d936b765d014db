"""Half-year lists (#95) as items, and the table made from them.

A list is an item of kind `delegation-list`; its key names the half-year, `1405-2`. Rows without
dates of their own count through the whole half-year.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from app.domain.jalali import month_length, parse
from regulator.delegation.models import Delegation

Value = Mapping[str, Any]


def half_year(key: str) -> tuple[str, str] | None:
    """First and last day of a half-year, or None when the key is not one.

    >>> half_year("1405-2")
    ('1405/07/01', '1405/12/29')
    """
    match = re.fullmatch(r"(1[345]\d\d)-([12])", key)
    if match is None:
        return None
    year = int(match[1])
    if match[2] == "1":
        return f"{year}/01/01", f"{year}/06/31"
    return f"{year}/07/01", f"{year}/12/{month_length(year, 12)}"


def index_lists(values: Iterable[Value]) -> None:
    """Make the rows of freshly kept lists; a newer version of a list takes the place."""
    for value in values:
        if value["kind"] == "delegation-list":
            Delegation.objects.filter(list_key=value["key"]).delete()
            Delegation.objects.bulk_create(_rows(value), batch_size=500)


def _rows(value: Value) -> Iterator[Delegation]:
    for place, row in enumerate(value["rows"], 1):
        yield Delegation(
            list_key=value["key"],
            place=place,
            service=row["service"],
            office_kind=row.get("office_kind") or "",
            province=row.get("province") or "",
            office=row.get("office") or "",
            starts=_day(max(row.get("from") or "", value["from"])),
            ends=_day(min(row.get("to") or value["to"], value["to"])),
            state=row["state"],
            conditions=(row.get("conditions") or "")[:500],
            basis=value.get("basis", "")[:200],
        )


def _day(date_sh: str) -> date:
    day: date = parse(date_sh).togregorian()
    return day
