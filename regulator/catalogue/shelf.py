"""The catalogue in force as the rules read it, for the citizens' pages."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from app.domain import canonical
from app.domain.catalogue import Catalogue, Service, catalogue_from_items
from app.domain.due import Calendar, calendar_from_items
from regulator.catalogue.models import Item, Release
from regulator.rows import fetch

Value = Mapping[str, Any]


def current() -> Catalogue:
    """The catalogue of the newest release; an empty one before the first."""
    return _shelf(*_newest())[0]


def of(number: int) -> Catalogue | None:
    """The catalogue of that release, as a desk that holds it knows it; None when there is none."""
    found = fetch("SELECT contents FROM catalogue_release WHERE number = %s", number)
    return _shelf(number, found[0][0])[0] if found else None


def cards() -> Mapping[int, Value]:
    """Service items as published, by number: what the law asks of a card beyond the rules."""
    return _shelf(*_newest())[1]


def calendar() -> Calendar:
    """Its days off, without reading all the rest."""
    return _calendar(*_newest())


def service(number: int) -> Service | None:
    """The service of that number, or None when this release does not know it."""
    return current().services.get(number)


def _newest() -> tuple[int, str]:
    found = fetch("SELECT number, contents FROM catalogue_release ORDER BY number DESC LIMIT 1")
    return found[0] if found else (0, "")


@lru_cache(maxsize=2)
def _calendar(_number: int, _stamp: str) -> Calendar:
    # Nothing holds these kinds back: the newest version of each is what the release names.
    newest: dict[tuple[str, str], Value] = {}
    rows = Item.objects.filter(kind__in=("holidays", "closure", "thursday-rule"))
    for item in rows.order_by("version"):
        newest[item.kind, item.key] = json.loads(bytes(item.content))
    return calendar_from_items(newest.values())


@lru_cache(maxsize=4)
def _shelf(number: int, _stamp: str) -> tuple[Catalogue, Mapping[int, Value]]:
    listed = _hashes(number)
    rows = Item.objects.order_by("version").values_list("sha256", "content").iterator(500)
    values = [json.loads(bytes(content)) for sha256, content in rows if sha256 in listed]
    known = {value["number"]: value for value in values if value["kind"] == "service"}
    return catalogue_from_items(values), known


def _hashes(number: int) -> frozenset[str]:
    """The hashes a manifest of ours names; items may be kept that no release names yet."""
    token = Release.objects.filter(pk=number).values_list("token", flat=True).first()
    if token is None:
        return frozenset()
    word = json.loads(canonical.unb64u(token.split(".")[1]))
    return frozenset(item["sha256"] for item in word["items"])
