"""Tariff tables from CSV (#101): a title's table of a year is what the file says of that year.

A variant the title did not know becomes a plain choice of it, and is named: it may be a slip.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from app.domain.authoring.tariffs import COLUMNS, FURTHER, new_title, tariff_row, with_tables
from app.domain.errors import OperatorCanFix
from app.domain.identifiers.money import deposit_id, sheba
from app.domain.tariffs import rule_from_item
from app.domain.text import fold, latin_digits
from regulator.catalogue import store
from regulator.catalogue.imports.agencies import agency_keys, by_name
from regulator.catalogue.imports.report import Fault, Read, Refused
from regulator.catalogue.imports.tables import Row, rows_of

Tables = dict[str, dict[str, list[dict[str, Any]]]]
CERTAINTIES = ("", "law", "official", "press", "bill", "inferred_year", "composed")
_PLACE = ("service_title_fa", "year_sh", "variant_fa", "province_code")


@dataclass
class Known:
    """What is known already: titles, agencies, provinces."""

    @cached_property
    def titles(self) -> dict[str, dict[str, Any]]:
        """Tariff items by title."""
        return {value["title"]: value for value in store.newest_values("tariff").values()}

    @cached_property
    def names(self) -> dict[str, str]:
        """Agency keys by name."""
        return by_name()

    @cached_property
    def keys(self) -> set[str]:
        """Agency keys."""
        return agency_keys()

    @cached_property
    def provinces(self) -> set[str]:
        """Province codes."""
        value = store.newest_value("provinces", "provinces") or {"provinces": ()}
        return {row["code"] for row in value["provinces"]}

    @cached_property
    def asked(self) -> dict[str, set[str]]:
        """Variants that fee lines ask for, by title."""
        found: dict[str, set[str]] = {}
        for value in store.newest_values("service").values():
            for index, item in enumerate(value["fees"]):
                rule = rule_from_item(index, item)
                found.setdefault(rule.title, set()).update(rule.variants())
        return found


def read_tariffs(text: str) -> Read:
    """The tariff items the file makes of those we have. Raises Refused with every bad line."""
    known, faults, tables = Known(), list[Fault](), Tables()
    lines: dict[tuple[str, ...], int] = {}
    for line, row in rows_of(text, COLUMNS, FURTHER):
        wrong = _completed(line, row, known)
        place = tuple(row[name] for name in _PLACE)
        if not wrong and place in lines:
            wrong = Fault(line, "import-row-twice", {"line": lines[place]})
        if wrong:
            faults.append(wrong)
            continue
        lines[place] = line
        years = tables.setdefault(row["service_title_fa"], {})
        years.setdefault(row["year_sh"], []).append(tariff_row(row))
        known.titles.setdefault(row["service_title_fa"], {"agency": row["agency_key"]})
    if faults:
        raise Refused(faults)
    return _read(tables, lines, known)


def _completed(line: int, row: Row, known: Known) -> Fault | None:
    """Fill what the first eight columns imply; the first thing wrong with the row."""
    for name in ("year_sh", "pos_code", "deposit_id", "account"):
        row[name] = re.sub(r"[\s-]", "", latin_digits(row[name]))
    # A dash stays: «-1» is wrong and must not become 1.
    row["amount_rial"] = re.sub(r"[\s,٬]", "", latin_digits(row["amount_rial"]))
    row["agency_key"] = row["agency_key"] or known.names.get(fold(row["agency"]), "")
    row["payee_key"] = row["payee_key"] or row["agency_key"]
    codes = (code for code, wrong in _tests(row, known) if wrong)
    code = next(codes, "")
    if code:
        return Fault(line, code, {"value": _shown(code, row)})
    return _bad_number(line, row)


def _tests(row: Row, known: Known) -> Iterator[tuple[str, bool]]:
    title = known.titles.get(row["service_title_fa"], {})
    yield "import-year", not re.fullmatch(r"1[345]\d\d", row["year_sh"])
    yield "import-title-empty", not row["service_title_fa"]
    yield "import-agency-unknown", row["agency_key"] not in known.keys
    yield "import-payee-unknown", row["payee_key"] not in known.keys
    yield "import-amount", not re.fullmatch(r"\d{1,12}", row["amount_rial"])
    yield "import-certainty", row["certainty"] not in CERTAINTIES
    yield (
        "import-province",
        bool(row["province_code"]) and row["province_code"] not in known.provinces,
    )
    yield "import-pos-code", not re.fullmatch(r"\d{0,12}", row["pos_code"])
    yield "import-title-retired", int(row["year_sh"]) > title.get("retired_after", 9999)
    yield "import-title-agency", title.get("agency", row["agency_key"]) != row["agency_key"]


_SHOWS = {
    "import-year": "year_sh",
    "import-agency-unknown": "agency",
    "import-payee-unknown": "payee_key",
    "import-amount": "amount_rial",
    "import-certainty": "certainty",
    "import-province": "province_code",
    "import-pos-code": "pos_code",
}


def _shown(code: str, row: Row) -> str:
    return row[_SHOWS.get(code, "service_title_fa")]


def _bad_number(line: int, row: Row) -> Fault | None:
    """An account or deposit ID whose check digits do not fit: the refusal says which."""
    for name, read in (("deposit_id", deposit_id), ("account", sheba)):
        try:
            row[name] = read(row[name]) if row[name] else ""
        except OperatorCanFix as wrong:
            return Fault(line, wrong.code, wrong.facts)
    return None


def _read(tables: Tables, lines: Mapping[tuple[str, ...], int], known: Known) -> Read:
    numbers = (value["number"] for value in known.titles.values() if "number" in value)
    last = max(numbers, default=100)
    values, unknown = list[dict[str, Any]](), list[dict[str, Any]]()
    removed, changed = list[str](), list[str]()
    for title, years in tables.items():
        item = known.titles[title]
        if "number" not in item:
            last += 1
            item = new_title(last, title, item["agency"])
        elif strange := _strange(item, years, known):
            places = (places for places in lines if places[0] == title and places[2] in strange)
            at = sorted(lines[place] for place in places)
            unknown.append({"title": title, "variants": strange, "lines": at})
        removed += _gone(item, years)
        changed += _differing(item, years)
        values.append(with_tables(item, years))
    return Read(len(lines), values, tuple(removed), tuple(changed), tuple(unknown))


def _variants(years: Mapping[str, list[dict[str, Any]]]) -> set[str]:
    return {row["variant"] for rows in years.values() for row in rows} - {""}


def _strange(item: dict[str, Any], years: Mapping[str, Any], known: Known) -> list[str]:
    """Variants the title never had and no fee line asks for."""
    strange = _variants(years) - _variants(item["tables"])
    return sorted(strange - known.asked.get(item["title"], set())) if strange else []


def _gone(item: dict[str, Any], years: Mapping[str, list[dict[str, Any]]]) -> Iterator[str]:
    for year, rows in years.items():
        here = {_place(row) for row in rows}
        old = (row for row in item["tables"].get(year, ()) if _place(row) not in here)
        yield from (_name(item, year, row) for row in old)


def _differing(item: dict[str, Any], years: Mapping[str, list[dict[str, Any]]]) -> Iterator[str]:
    for year, rows in years.items():
        old = {_place(row): row for row in item["tables"].get(year, ())}
        yield from (_name(item, year, row) for row in rows if old.get(_place(row)) != row)


def _place(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["variant"], row.get("province", "")


def _name(item: Mapping[str, Any], year: str, row: Mapping[str, Any]) -> str:
    parts = (item["title"], year, row["variant"], row.get("province", ""))
    return " | ".join(part for part in parts if part)
