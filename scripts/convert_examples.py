"""Worked prices and original conditions of the data folder → the golden tables the tests read."""

from collections.abc import Iterator
from typing import Any

from app.domain.authoring.conditions import condition_schema

Json = dict[str, Any]


def fees_golden(examples: list[Json]) -> list[Json]:
    """The worked prices as they stand; dates as text."""
    return [{**example, "date_sh": str(example["date_sh"])} for example in examples]


def conditions_golden(cards: list[Json], meta: Json) -> list[Json]:
    """Every condition once: as it was written, and as the schema the catalogue holds."""
    seen: list[Json] = []
    for where, condition in _conditions(cards, meta):
        known = next((one for one in seen if one["original"] == condition), None)
        if known is None:
            schema = condition_schema(condition)
            seen.append({"where": [where], "original": condition, "schema": schema})
        else:
            known["where"].append(where)
    return seen


def _conditions(cards: list[Json], meta: Json) -> Iterator[tuple[str, Json]]:
    for name, block in meta["common_blocks"].items():
        yield from _of(name, block["fields"], ("shown_when", "required_when"))
        yield from _of(name, block.get("documents", ()), ("required_when",))
    for card in cards:
        yield from _of(card["key"], card["data_items"], ("shown_when", "required_when"))
        yield from _of(card["key"], card["documents"], ("required_when",))
        yield from _of(card["key"], card["fees"], ("when",))


def _of(where: str, parts: Any, keys: tuple[str, ...]) -> Iterator[tuple[str, Json]]:
    for part in parts:
        name = part.get("name") or part.get("title") or part.get("label")
        for key in keys:
            if key in part:
                yield f"{where} · {name} · {key}", part[key]
