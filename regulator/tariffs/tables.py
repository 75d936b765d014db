"""An index over the tariff items, for the staff console: which tables and decisions there are."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from regulator.catalogue.models import Item
from regulator.tariffs.models import Decision, TariffTable

Value = Mapping[str, Any]


def index_tables(pairs: Iterable[tuple[Item, Value]]) -> None:
    """Note the tables and decisions in freshly kept items; a newer version takes the place."""
    pairs = list(pairs)
    priced = [(item, value) for item, value in pairs if item.kind == "tariff"]
    titles = [value["title"] for item, value in priced if item.version > 1]
    TariffTable.objects.filter(title__in=titles).delete()
    tables = (table for item, value in priced for table in _tables(item, value))
    TariffTable.objects.bulk_create(tables, batch_size=500)
    for item, value in pairs:
        if item.kind == "decision":
            _note_decision(value)


def _tables(item: Item, value: Value) -> Iterator[TariffTable]:
    for year, rows in value["tables"].items():
        yield TariffTable(
            item=item,
            title=value["title"],
            year=int(year),
            agency=value.get("agency", ""),
            rows=len(rows),
        )


def _note_decision(value: Value) -> None:
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
