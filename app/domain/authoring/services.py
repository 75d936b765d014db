"""Cards as agencies write them → release items: the card, its response and its fee rules."""

from collections.abc import Mapping
from typing import Any

from app.domain.authoring.conditions import condition_schema
from app.domain.authoring.forms import block_papers

Json = dict[str, Any]
_KEPT = (
    *("title", "synonyms", "agency", "agency_by", "category", "offered_at_desk"),
    *("not_offered_reason", "composed", "named_by_law", "service_id", "portal_ref", "applicant"),
    *("steps", "response", "legal_deadline", "note", "conflict", "source"),
)


def service_item(service: Json, number: int, meta: Json) -> Json:
    """One service; its form and papers stand in the form item of the same key."""
    item: Json = {"kind": "service", "key": service["key"], "version": 1, "number": number}
    item |= {key: service[key] for key in _KEPT if service.get(key) not in (None, [])}
    item["audience"] = service["type"]
    item["inquiries"] = (
        block_papers(service, meta["common_blocks"], "inquiries") + service["inquiries"]
    )
    item["fees"] = [fee_item(rule) for rule in service["fees"]]
    item["card"] = [legal_field(service, field) for field in meta["legal_fields"]]
    return item


def fee_item(rule: Json) -> Json:
    """One fee line with its condition as a schema; absent keys keep their default meaning."""
    item = {key: value for key, value in rule.items() if key != "when" and value is not None}
    if "when" in rule:
        item["condition"] = condition_schema(rule["when"])
    return item


def legal_field(service: Json, field: Mapping[str, Any]) -> Json:
    """One of the eleven. A field that is held elsewhere in the card says so in `holds`."""
    stated = service["card"][field["key"]]
    item: Json = {"key": field["key"], "title": field["title"], **stated}
    if stated["status"] == "provisional" and not stated.get("source"):
        item["source"] = "composed"
    if not field["holds"].startswith("card."):
        item["holds"] = [part.strip() for part in field["holds"].split(",")]
    return item
