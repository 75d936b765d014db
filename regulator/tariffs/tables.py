"""An index over the tariff items, for the staff console: which tables and decisions there are."""

from collections.abc import Mapping
from typing import Any

from regulator.catalogue.models import Item
from regulator.tariffs.models import Decision, TariffTable


def index_item(item: Item, value: Mapping[str, Any]) -> None:
    """Note the tables or the decision in a freshly loaded item; other kinds hold neither."""
    if item.kind == "tariff":
        for year, rows in value["tables"].items():
            TariffTable.objects.create(
                item=item,
                title=value["title"],
                year=int(year),
                agency=value.get("agency", ""),
                rows=len(rows),
            )
    if item.kind == "decision":
        _note_decision(value)


def _note_decision(value: Mapping[str, Any]) -> None:
    Decision.objects.update_or_create(
        key=value["key"],
        defaults={
            "date_sh": value["date"],
            "by": value["by"],
            "text": value["text"],
            "to_year": value["to_year_sh"],
            "titles": len(value["titles"]),
        },
    )
