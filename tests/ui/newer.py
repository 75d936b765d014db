"""Catalogues a little newer than the bundled one: a second form version, lists, an exemption."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import resources
from app.domain.catalogue import Catalogue
from app.domain.delegation import Row
from app.domain.exemptions import Exemption
from app.domain.forms import form_from_item

KEY = "birth_cert_duplicate"
STOPPED, CLOSING = 102, 104
RELIEF = Exemption(
    "relief", 1, "مددجویان", "ماده ۳", "کارت مددجویی", frozenset(), frozenset(), percent=50
)


def second_form(catalogue: Catalogue) -> Catalogue:
    """Version 2 asks no postal code, asks a new thing, and lost one choice of the capacity."""
    path = Path(resources.__path__[0]) / "catalogue" / "forms" / f"{KEY}.json"
    item: dict[str, Any] = json.loads(path.read_text("utf-8"))
    item["version"] = 2
    properties, name = item["schema"]["properties"], "residence_postal_code"
    properties["new_question"] = {"type": "string", "title": "پرسش تازه"}
    item["schema"]["required"] = [*item["schema"]["required"], "new_question"]
    for category in item["ui"]["elements"]:
        for element in category["elements"]:
            if element.get("scope", "").endswith(f"/{name}"):
                element["scope"] = "#/properties/new_question"
    del properties[name]
    item["schema"]["required"] = [one for one in item["schema"]["required"] if one != name]
    form, service = form_from_item(item), catalogue.by_key(KEY)
    return replace(
        catalogue,
        forms={**catalogue.forms, (KEY, 2): form},
        services={**catalogue.services, service.number: replace(service, form=form)},
    )


def listed(catalogue: Catalogue) -> Catalogue:
    """All delegated; one service is stopped, one closing; an exemption and a waiver."""
    half = ("1405/07/01", "1405/12/29")
    rows = {number: (Row(number, "active", *half),) for number in catalogue.services}
    rows[STOPPED] = (Row(STOPPED, "stopped", *half),)
    rows[CLOSING] = (Row(CLOSING, "closing", *half),)
    waiver = {"kind": "waiver", "key": KEY, "by": "مدیرکل خدمات", "reason": "پاسخ دستگاه نرسیده."}
    dated = waiver | {"date": "1405/07/01", "until": "1405/12/29", "fields": ["service_code"]}
    others = {**catalogue.others, "waiver": (dated,)}
    exemptions = {RELIEF.key: RELIEF}
    return replace(catalogue, delegations=rows, exemptions=exemptions, others=others)
