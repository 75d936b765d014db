"""Half-year delegation lists from CSV (#95, #97): one file, one or more lists, each whole."""

from collections.abc import Iterator
from typing import Any

from app.domain.errors import OperatorCanFix
from app.domain.jalali import parse, show
from app.domain.text import latin_digits
from regulator.catalogue import store
from regulator.catalogue.imports.report import Fault, Read, Refused
from regulator.catalogue.imports.tables import Row, rows_of
from regulator.delegation.lists import half_year
from regulator.delegation.models import Delegation
from regulator.offices.models import Office

COLUMNS = ("half_year", "service", "office_kind", "state")
FURTHER = ("province", "office", "from", "to", "conditions", "basis")


def read_delegations(text: str) -> Read:
    """The lists of the file. Raises Refused with every bad line."""
    services, provinces = _services(), _provinces()
    faults, lists = list[Fault](), dict[str, dict[str, Any]]()
    lines: dict[tuple[str, ...], int] = {}
    for line, row in rows_of(text, COLUMNS, FURTHER):
        row["half_year"] = latin_digits(row["half_year"])
        row["service"] = str(services.get(latin_digits(row["service"]), ""))
        wrong = next(_faults(line, row, provinces), None) or _dates(line, row)
        place = tuple(
            row[name]
            for name in ("half_year", "service", "office_kind", "province", "office", "from")
        )
        if not wrong and lines.setdefault(place, line) != line:
            wrong = Fault(line, "import-row-twice", {"line": lines[place]})
        if wrong:
            faults.append(wrong)
            continue
        _put(lists, row)
    if faults:
        raise Refused(faults)
    known = store.newest_values("delegation-list")
    removed = [one for key, value in lists.items() for one in _gone(known.get(key), value)]
    return Read(len(lines), list(lists.values()), tuple(removed))


def _put(lists: dict[str, dict[str, Any]], row: Row) -> None:
    starts, ends = half_year(row["half_year"]) or ("", "")
    fresh = {"kind": "delegation-list", "key": row["half_year"], "version": 1}
    fresh |= {"from": starts, "to": ends, "basis": row["basis"], "rows": []}
    found = lists.setdefault(row["half_year"], fresh)
    where = {name: row[name] or None for name in ("office_kind", "province", "office")}
    dates = {name: row[name] or None for name in ("from", "to")}
    said = {"state": row["state"], "conditions": row["conditions"]}
    found["rows"].append({"service": int(row["service"]), **where, **dates, **said})


def _services() -> dict[str, int]:
    """Numbers by key and by number."""
    values = store.newest_values("service").values()
    numbers = {str(value["number"]): value["number"] for value in values}
    return numbers | {value["key"]: value["number"] for value in values}


def _provinces() -> set[str]:
    value = store.newest_value("provinces", "provinces") or {"provinces": ()}
    return {row["code"] for row in value["provinces"]}


def _faults(line: int, row: Row, provinces: set[str]) -> Iterator[Fault]:
    office = row["office"] = latin_digits(row["office"])
    if half_year(row["half_year"]) is None:
        yield Fault(line, "import-half-year", {"value": row["half_year"]})
    if not row["service"]:
        yield Fault(line, "import-service-unknown")
    if row["office_kind"] and row["office_kind"] not in Office.Kind.values:
        yield Fault(line, "import-office-kind", {"value": row["office_kind"]})
    if row["province"] and row["province"] not in provinces:
        yield Fault(line, "import-province", {"value": row["province"]})
    if office and not Office.objects.filter(code=office).exists():
        yield Fault(line, "import-office-unknown", {"value": office})
    if row["state"] not in Delegation.State.values:
        yield Fault(line, "import-state", {"value": row["state"]})


def _dates(line: int, row: Row) -> Fault | None:
    try:
        for name in ("from", "to"):
            row[name] = show(parse(row[name])) if row[name] else ""
    except OperatorCanFix as wrong:
        return Fault(line, wrong.code, wrong.facts)
    if row["from"] and row["to"] and row["from"] > row["to"]:
        return Fault(line, "import-dates-turned")
    return None


def _gone(old: dict[str, Any] | None, new: dict[str, Any]) -> Iterator[str]:
    names = ("service", "office_kind", "province", "office")
    here = {tuple(row.get(name) for name in names) for row in new["rows"]}
    for row in old["rows"] if old else ():
        place = tuple(row.get(name) for name in names)
        if place not in here:
            yield " | ".join(str(part) for part in (new["key"], *place) if part)
