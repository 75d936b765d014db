"""Rows of a tariff table, as a CSV names them → the tariff items a release holds."""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]
COLUMNS = (
    *("year_sh", "agency", "service_title_fa", "variant_fa", "amount_rial"),
    *("deposit_id", "pos_code", "source"),
)
FURTHER = (
    *("agency_key", "payee_key", "account", "certainty", "province_code", "conflict", "note"),
)
_SAID = ("account", "deposit_id", "pos_code", "conflict", "note")


def bare(row: Mapping[str, Any]) -> Json:
    """The row without its empty cells.

    >>> bare({"a": "", "b": "x", "c": 0})
    {'b': 'x', 'c': 0}
    """
    return {key: value for key, value in row.items() if value not in ("", None)}


def tariff_row(row: Mapping[str, str]) -> Json:
    """One amount in whole rial with everything said about it; payee and certainty always stand."""
    said = {"province": row["province_code"]} | {key: row[key] for key in _SAID}
    stated = {"payee": row["payee_key"], "certainty": row["certainty"], "source": row["source"]}
    return {"variant": row["variant_fa"], "amount": int(row["amount_rial"])} | stated | bare(said)


def new_title(number: int, title: str, agency: str) -> Json:
    """A title nobody priced before, without tables; whether VAT is inside nobody has said."""
    item: Json = {"kind": "tariff", "key": f"tariff-{number}", "version": 1, "number": number}
    return item | {"title": title, "agency": agency, "payees": [], "vat": "unknown", "tables": {}}


def with_tables(item: Json, tables: Mapping[str, list[Json]]) -> Json:
    """The item with those years' tables in place of its own; other years stay as they are."""
    paid = (row["payee"] for rows in tables.values() for row in rows)
    payees = list(dict.fromkeys((*item["payees"], *paid)))
    joined = dict(sorted({**item["tables"], **tables}.items()))
    return item | {"payees": payees, "tables": joined}
