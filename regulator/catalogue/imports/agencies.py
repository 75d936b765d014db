"""Agencies by every name they go by."""

from app.domain.text import fold
from regulator.catalogue import store


def agency_keys() -> set[str]:
    """All keys of the newest list of agencies."""
    return {row["key"] for row in _agencies()}


def by_name() -> dict[str, str]:
    """Keys by folded name, short name, alias and former name; full names win."""
    found: dict[str, str] = {}
    for row in _agencies():
        for name in (row["short"], *row.get("aliases", ()), *row.get("former_names", ())):
            found.setdefault(fold(name), row["key"])
    found |= {fold(row["name"]): row["key"] for row in _agencies()}
    return found


def _agencies() -> list[dict[str, str]]:
    value = store.newest_value("agencies", "agencies")
    found: list[dict[str, str]] = value["agencies"] if value else []
    return found
