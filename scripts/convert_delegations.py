"""The demo regulator's half-year delegation lists, composed from what the cards say of fees."""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]
OFFICE, POLICE = "counter_office", "police10_office"
OFFICE_KINDS = (OFFICE, POLICE, "judicial_office")
POLICE_AGENCY = "faraja"
# The next half year is published ahead: a desk without a line over Nowruz must be able to serve.
HALVES = (
    ("1405-1", "1405/01/01", "1405/06/31"),
    ("1405-2", "1405/07/01", "1405/12/29"),
    ("1406-1", "1406/01/01", "1406/06/31"),
)
BASIS = (
    "فهرست نمونه سازمان تنظیم مقررات برای اجرای نمایشی؛ "
    "سازندگان برنامه آن را ساخته‌اند و سند رسمی نیست."
)


def delegation_items(services: list[Json]) -> list[Json]:
    """One list per half year; the same rows, because nothing official is known of any change."""
    rows = [row for service in services if service["offered_at_desk"] for row in _rows(service)]
    rows.sort(key=lambda row: (row["service"], row["office_kind"]))
    return [
        {"kind": "delegation-list", "key": key, "version": 1, "from": first, "to": last}
        | {"basis": BASIS, "composed": True, "rows": rows}
        for key, first, last in HALVES
    ]


def _rows(service: Json) -> list[Json]:
    payees = [fee.get("payee", "") for fee in service["fees"]]
    police = service.get("agency") == POLICE_AGENCY or POLICE in payees
    return [
        *([_row(service, OFFICE)] if _priced_at(payees, OFFICE) else []),
        *([_row(service, POLICE)] if police else []),
    ]


def _priced_at(payees: list[str], kind: str) -> bool:
    """Whether a line stands at that kind of office: another kind's own fee falls away there."""
    return not payees or any(payee not in OFFICE_KINDS or payee == kind for payee in payees)


def _row(service: Mapping[str, Any], kind: str) -> Json:
    same = {"province": None, "office": None, "state": "active", "from": None, "to": None}
    return {"service": service["number"], "office_kind": kind, **same, "conditions": ""}
