"""Cards as agencies write them → forms: JSON Schema 2020-12, a JSON-Forms UI schema, papers.

The applicant block is declared once; here it is joined to each service with only the kinds and
capacities that service takes.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from app.domain.authoring.conditions import condition_schema, possible

Json = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
NAMES = (
    "visitor_first_name",
    "visitor_last_name",
    "applicant_first_name",
    "applicant_last_name",
    "applicant_birth_date",
)
ONE_LINE, SEVERAL_LINES = 200, 2000
# Most of the data folder's types are formats of the same name, with dashes.
_RENAMED = {
    "date_jalali": "jalali-date",
    "datetime_jalali": "jalali-datetime",
    "vehicle_plate": "plate",
}
_PLAIN: dict[str, Json] = {
    "text": {"type": "string", "maxLength": ONE_LINE},
    "multiline": {"type": "string", "maxLength": SEVERAL_LINES},
    "boolean": {"type": "boolean"},
    "integer": {"type": "integer"},
    "money_rial": {"type": "integer", "format": "money", "minimum": 0},
}


def block_fields(service: Json, blocks: Json) -> list[Json]:
    """The joined blocks' fields with their `section`; what can never be shown is left out."""
    offered: dict[str, set[str]] = {
        "applicant_kind": set(service["applicant"]["kinds"]),
        "visitor_capacity": set(service["applicant"]["capacities"]),
    }
    minimal = service["applicant"].get("minimal", False)
    kept = []
    for section in service["blocks"]:
        for field in blocks[section]["fields"]:
            if not possible(field.get("shown_when"), offered):
                offered[field["name"]] = set()
                continue
            extra: Json = {"section": section, "only": offered.get(field["name"])}
            if minimal and field["name"] in NAMES:
                extra["required"] = False
            kept.append(field | extra)
    return kept


def block_papers(service: Json, blocks: Json, part: str) -> list[Json]:
    """The block's documents or inquiries this service can need, by its kinds and capacities."""
    kinds, capacities = set(service["applicant"]["kinds"]), set(service["applicant"]["capacities"])
    offered = {"applicant_kind": kinds, "visitor_capacity": capacities}
    papers = [paper for name in service["blocks"] for paper in blocks[name].get("documents", ())]
    papers = [paper for paper in papers if possible(paper.get("required_when"), offered)]
    if part == "documents":
        return papers
    needed = {paper["obtained_by"] for paper in papers} | {"applicant_mobile"}
    needed |= {"applicant_identity"} if "natural_iranian" in kinds else set()
    return [
        one
        for name in service["blocks"]
        for one in blocks[name].get("inquiries", ())
        if one["key"] in needed
    ]


def form_item(service: Json, meta: Json, provinces: Iterable[str]) -> Json:
    """The form of one service as a release item."""
    fields = block_fields(service, meta["common_blocks"])
    fields += [field | {"section": "service"} for field in service["data_items"]]
    lists = dict(meta["choice_lists"], province=list(provinces))
    properties = {field["name"]: value_schema(field, lists) | _said(field) for field in fields}
    properties |= _derived(meta["derived_fields"], set(properties))
    schema: Json = {
        "$schema": DRAFT,
        "$id": f"urn:pishkhan:form:{service['key']}:1",
        "title": service["title"],
        "type": "object",
        "properties": properties,
        "required": [field["name"] for field in fields if _always_required(field)],
        "additionalProperties": False,
    }
    if rules := _conditional_required(fields):
        schema["allOf"] = rules
    documents = block_papers(service, meta["common_blocks"], "documents") + service["documents"]
    return {
        "kind": "form",
        "key": service["key"],
        "version": 1,
        "schema": schema,
        "ui": _ui(fields, meta),
        "documents": [document_item(document) for document in documents],
    }


def block_item(key: str, meta: Json, provinces: Iterable[str]) -> Json:
    """A common block as it is declared once, with every kind and capacity."""
    block = meta["common_blocks"][key]
    fields = [field | {"section": key} for field in block["fields"]]
    lists = dict(meta["choice_lists"], province=list(provinces))
    schema = {
        "type": "object",
        "properties": {
            field["name"]: value_schema(field, lists) | _said(field) for field in fields
        },
        "required": [field["name"] for field in fields if _always_required(field)],
        "allOf": _conditional_required(fields),
    }
    ui = _category(key, block["title"], [_control(field) for field in fields])
    papers = [document_item(document) for document in block.get("documents", ())]
    item: Json = {"kind": "block", "key": key, "version": 1, "schema": schema, "ui": ui}
    return item | {"documents": papers, "inquiries": block.get("inquiries", [])}


def value_schema(field: Json, lists: Mapping[str, Any]) -> Json:
    """What one answer must look like; only with `only`, a single code is a constant."""
    kind = field["type"]
    if kind == "choice":
        return _choice(field, lists)
    if kind == "province":
        return {"type": "string", "format": "province", "enum": lists["province"]}
    if kind == "list":
        return {"type": "array", "items": value_schema({"type": field["item_type"]}, lists)}
    if kind == "table":
        return {"type": "array", "items": _row(field["columns"], lists)}
    if kind == "payment_id":
        return {"type": "string", "format": "payment-id", "x-bill": "bill_id"}
    if kind == "county":
        return {
            "type": "string",
            "format": "county",
            "maxLength": ONE_LINE,
            "x-province": "residence_province",
        }
    plain = _PLAIN.get(kind) or {"type": "string", "format": _format(kind)}
    bounds = {
        word: field[key] for key, word in (("min", "minimum"), ("max", "maximum")) if key in field
    }
    return plain | bounds


def _format(kind: str) -> str:
    return _RENAMED.get(kind, kind.replace("_", "-"))


def _choice(field: Json, lists: Mapping[str, Any]) -> Json:
    choices = field["choices"] if "choices" in field else lists[field["choices_from"]]
    codes = [c for c in choices if not field.get("only") or c["code"] in field["only"]]
    if field.get("only") and len(codes) == 1:
        return {"const": codes[0]["code"], "default": codes[0]["code"]}
    return {"type": "string", "oneOf": [{"const": c["code"], "title": c["label"]} for c in codes]}


def _row(columns: list[Json], lists: Mapping[str, Any]) -> Json:
    return {
        "type": "object",
        "properties": {
            column["name"]: value_schema(column, lists) | _said(column) for column in columns
        },
        "required": [column["name"] for column in columns if column.get("required", True)],
        "additionalProperties": False,
    }


def _said(field: Json) -> Json:
    """Label, help note and default."""
    said = {"title": field["label"]}
    if "note" in field and not field.get("only"):
        said["description"] = field["note"]
    return said | ({"default": field["default"]} if "default" in field else {})


def _derived(rules: list[Json], fields: set[str]) -> Json:
    """Computed fields whose inputs this form has: a closed list of named functions."""
    kinds: dict[str, Json] = {
        "integer": {"type": "integer"},
        "money_rial": _PLAIN["money_rial"],
        "choice": {"type": "string"},
    }
    found: Json = {}
    for rule in rules:
        if set(rule["of"]) <= fields:
            derive = {
                "fn": rule["fn"],
                **({"of": rule["of"][0]} if rule["of"] else {}),
                **rule["args"],
            }
            kind = kinds.get(rule["type"]) or {"type": "string", "format": _format(rule["type"])}
            found[rule["name"]] = kind | {"readOnly": True, "x-derive": derive}
    return found


def _always_required(field: Json) -> bool:
    return bool(field.get("required", True)) and "shown_when" not in field


def _conditional_required(fields: list[Json]) -> list[Json]:
    """One if/then per condition: shown-only fields count while shown, others by their rule."""
    rules: list[tuple[Json, list[str]]] = []
    for field in fields:
        if _always_required(field) or not (field.get("required", True) or "required_when" in field):
            continue
        parts = [field[key] for key in ("shown_when", "required_when") if key in field]
        condition = condition_schema(parts[0] if len(parts) == 1 else {"all": parts})
        same = next((names for known, names in rules if known == condition), None)
        if same is None:
            rules.append((condition, [field["name"]]))
        else:
            same.append(field["name"])
    return [{"if": condition, "then": {"required": names}} for condition, names in rules]


def _ui(fields: list[Json], meta: Json) -> Json:
    titles = {name: block["title"] for name, block in meta["common_blocks"].items()}
    titles["service"] = "اطلاعات خدمت"
    sections = list(dict.fromkeys(field["section"] for field in fields))
    categories = [
        _category(
            key, titles[key], [_control(f) for f in fields if f["section"] == key and _asked(f)]
        )
        for key in sections
    ]
    categories.append(_category("documents", "مدارک", [{"type": "Documents"}]))
    return {"type": "Categorization", "elements": [c for c in categories if c["elements"]]}


def _category(key: str, label: str, elements: list[Json]) -> Json:
    return {"type": "Category", "label": label, "options": {"section": key}, "elements": elements}


def _asked(field: Json) -> bool:
    return len(field.get("only") or (1, 2)) > 1


def _control(field: Json) -> Json:
    control: Json = {"type": "Control", "scope": f"#/properties/{field['name']}"}
    if field["type"] == "multiline":
        control["options"] = {"multi": True}
    if "columns" in field:
        scopes = [f"#/properties/{column['name']}" for column in field["columns"]]
        cells = [{"type": "Control", "scope": scope} for scope in scopes]
        control["options"] = {"detail": {"type": "HorizontalLayout", "elements": cells}}
    if "shown_when" in field:
        condition = {"scope": "#", "schema": condition_schema(field["shown_when"])}
        control["rule"] = {"effect": "SHOW", "condition": condition}
    return control


def document_item(document: Json) -> Json:
    """A paper with its condition as a schema."""
    item = {key: value for key, value in document.items() if key != "required_when"}
    if "required_when" in document:
        item["condition"] = condition_schema(document["required_when"])
    return item
