"""Turns the compiled data folder into the catalogue's own release items under resources/catalogue.

Run it as `python -m scripts.convert_catalogue DATA_FOLDER`. The same input always gives the same
files. Numbers in numbers.json are only ever added, never changed and never given twice; an item
whose content changed gets the next version, because published versions never change.
"""

import csv
import json
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from app.domain.authoring.forms import block_item, form_item
from app.domain.authoring.services import service_item
from app.domain.catalogue import catalogue_from_items
from app.domain.jalali import month_length
from app.domain.tariffs import complete_titles
from scripts.convert_delegations import delegation_items
from scripts.convert_examples import conditions_golden, fees_golden

Json = dict[str, Any]
ROOT = Path(__file__).resolve().parent.parent
OUT, GOLDEN = ROOT / "resources" / "catalogue", ROOT / "tests" / "golden"
FIRST_NUMBER = 101
EXTENDED_TO = 1405
# What a card may leave to the regulator's own lists when it is imported later.
SHARED = ("common_blocks", "choice_lists", "derived_fields", "legal_fields")
DECISION = (
    "سازمان تنظیم مقررات (نمونه نمایشی) تازه‌ترین جدول کامل هر عنوان بازنشسته‌نشده را "
    "تا پایان سال ۱۴۰۵ تمدید می‌کند. "
    "این تصمیم را سازندگان برنامه برای اجرای نمایشی ساخته‌اند و سند رسمی نیست."
)


def main(data: Path) -> None:
    """Read everything, write every item, then the demo regulator's decision and the test tables."""
    services = yaml.load((data / "services.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    meta, cards = services["meta"], services["services"]
    titles = rows(data, "tariff-titles.csv")
    numbers = extend_numbers(cards, titles)
    provinces = [row["code"] for row in rows(data, "provinces.csv")]
    items = [service_item(card, numbers["services"][card["key"]], meta) for card in cards]
    items += [form_item(card, meta, provinces) for card in cards]
    items += [block_item(key, meta, provinces) for key in meta["common_blocks"]]
    items += [tariff_item(row, numbers["tariffs"][row["title_fa"]], data) for row in titles]
    items += country_items(data)
    items.append(decision_item(items))
    items += delegation_items([item for item in items if item["kind"] == "service"])
    items = [versioned(item) for item in items]
    clear()
    for item in items:
        write(OUT / file_name(item), item)
    write(OUT / "numbers.json", numbers)
    write(OUT / "authoring.json", {key: meta[key] for key in SHARED})
    write(GOLDEN / "conditions.json", conditions_golden(cards, meta))
    examples = yaml.safe_load((data / "fee-examples.yaml").read_text("utf-8"))
    write(GOLDEN / "fees.json", fees_golden(examples["examples"]))
    print(f"{len(items)} items")


def rows(data: Path, name: str) -> list[dict[str, str]]:
    """A CSV table, one mapping per row."""
    with (data / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def bare(row: Json) -> Json:
    """The row without its empty cells."""
    return {key: value for key, value in row.items() if value not in ("", None)}


def extend_numbers(cards: list[Json], titles: list[dict[str, str]]) -> Json:
    """The committed numbers with new services and titles appended."""
    path = OUT / "numbers.json"
    known: Json = {"services": {}, "tariffs": {}}
    if path.exists():
        known = json.loads(path.read_text("utf-8"))
    for table, names in (
        (known["services"], [card["key"] for card in cards]),
        (known["tariffs"], [title["title_fa"] for title in titles]),
    ):
        for name in names:
            table.setdefault(name, max(table.values(), default=FIRST_NUMBER - 1) + 1)
    return known


def tariff_item(title: dict[str, str], number: int, data: Path) -> Json:
    """One title: its dated tables by year; rows without a year stand apart and never price."""
    item: Json = {"kind": "tariff", "key": f"tariff-{number}", "version": 1, "number": number}
    item |= {"title": title["title_fa"], "agency": title["agency_key"]}
    item |= {"payees": title["payee_keys"].split("|"), "vat": title["vat"]}
    item |= bare(
        {"per": title["per"], "successor": title["successor_title"], "note": title["note"]}
    )
    if title["retired_after_sh"]:
        item["retired_after"] = int(title["retired_after_sh"])
    tables: dict[str, list[Json]] = {}
    for row in rows(data, "tariffs.csv"):
        if row["service_title_fa"] == item["title"]:
            tables.setdefault(row["year_sh"], []).append(tariff_row(row))
    item["tables"] = tables
    undated = rows(data, "tariffs-undated.csv")
    undated = [row for row in undated if row["service_title_fa"] == item["title"]]
    return item | ({"undated": [tariff_row(row) for row in undated]} if undated else {})


def tariff_row(row: dict[str, str]) -> Json:
    """One amount in whole rial with everything said about it."""
    same = ("certainty", "source", "account", "deposit_id", "pos_code", "conflict", "note")
    facts = {"payee": row["payee_key"], "province": row["province_code"]}
    facts |= {key: row[key] for key in same}
    return {"variant": row["variant_fa"], "amount": int(row["amount_rial"])} | bare(facts)


def country_items(data: Path) -> list[Json]:
    """The tables that belong to no service."""
    return [
        table("agencies", agencies=[agency(row) for row in rows(data, "agencies.csv")]),
        table("provinces", provinces=[province(row) for row in rows(data, "provinces.csv")]),
        table("divisions", **divisions(rows(data, "divisions.csv"))),
        table("holidays", **holidays(rows(data, "holidays.csv"))),
        table("vat", rates=[of_year(row) for row in rows(data, "vat-rates.csv")]),
        table("payment-codes", codes=[of_year(row) for row in rows(data, "payment-codes.csv")]),
        table("licensing", facts=yaml.safe_load((data / "licensing.yaml").read_text("utf-8"))),
    ]


def table(key: str, **content: Any) -> Json:
    """A single item of its kind."""
    return {"kind": key, "key": key, "version": 1, **content}


def agency(row: dict[str, str]) -> Json:
    """One agency; its other names as lists."""
    item = bare({key.removesuffix("_fa").removesuffix("_key"): value for key, value in row.items()})
    item["key"] = row["key"]
    return item | {key: row[key].split("|") for key in ("former_names", "aliases") if row[key]}


def province(row: dict[str, str]) -> Json:
    """One province with its plate codes as lists."""
    lists = {
        key: row[key].split() for key in ("plate_codes", "plate_codes_shared", "motorcycle_codes")
    }
    return {
        "code": row["code"],
        "name": row["name_fa"],
        "iso": row["iso_3166_2"],
        **lists,
        "source": row["source"],
    }


def divisions(listed: list[dict[str, str]]) -> Json:
    """Cities by county by province; names only the newer list has are named apart."""
    tree: dict[str, dict[str, list[str]]] = {}
    newer = []
    for row in listed:
        cities = tree.setdefault(row["province_code"], {}).setdefault(row["county_fa"], [])
        if row["city_fa"]:
            cities.append(row["city_fa"])
        if row["source"] != "sci1402 sci1399":
            newer.append([row["province_code"], row["county_fa"], row["city_fa"], row["source"]])
    source = {"source": "sci1402 sci1399", "other_sources": newer}
    return {"counties": tree, **source}


def holidays(listed: list[dict[str, str]]) -> Json:
    """Days off, known to the end of the last year the table covers."""
    year = max(int(row["date_sh"][:4]) for row in listed)
    days = [bare(row) | {"certain": row["certain"] == "true"} for row in listed]
    until = f"{year}/12/{month_length(year, 12)}"
    return {"until": until, "days": days}


def of_year(row: dict[str, str]) -> Json:
    """A row of one year. Percents stay text: they are shown, never multiplied here."""
    return bare(row) | {"year_sh": int(row["year_sh"])}


def decision_item(items: list[Json]) -> Json:
    """The demo regulator's own decision: every complete, not retired title counts on to 1405."""
    catalogue = catalogue_from_items(items)
    titles = complete_titles(catalogue.rules, catalogue.tariffs, EXTENDED_TO)
    facts = {
        "date": "1404/12/20",
        "by": "regulator",
        "certainty": "composed",
        "demo": True,
        "text": DECISION,
    }
    return {
        "kind": "decision",
        "key": f"{EXTENDED_TO}-extension",
        "version": 1,
        **facts,
        "to_year_sh": EXTENDED_TO,
        "titles": titles,
    }


def file_name(item: Json) -> str:
    """Kinds with many items have a folder of their own."""
    folders = {
        "service": "services/",
        "form": "forms/",
        "block": "blocks/",
        "tariff": "tariffs/",
        "decision": "decisions/",
        "delegation-list": "delegations/",
    }
    return f"{folders.get(item['kind'], '')}{item['key']}.json"


def versioned(item: Json) -> Json:
    """The item under its committed version; one higher when its content is not the same."""
    path = OUT / file_name(item)
    if not path.exists():
        return item
    old = json.loads(path.read_text("utf-8"))
    same = with_version(old, 0) == with_version(item, 0)
    return with_version(item, old["version"] if same else old["version"] + 1)


def with_version(item: Json, version: int) -> Json:
    """The same item under another version; a form's schema carries it in its `$id` too."""
    changed = item | {"version": version}
    if item["kind"] == "form":
        name = f"urn:pishkhan:form:{item['key']}:{version}"
        changed["schema"] = item["schema"] | {"$id": name}
    return changed


def clear() -> None:
    """Remove what an earlier run wrote; numbers.json stays."""
    for folder in ("services", "forms", "blocks", "tariffs", "decisions", "delegations"):
        shutil.rmtree(OUT / folder, ignore_errors=True)


def write(path: Path, value: Iterable[Any]) -> None:
    """Readable, stable JSON: keys in the order they were made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
