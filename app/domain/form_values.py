"""Forms as values, and how they are read from the release's JSON Schema and UI schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Answer = str | int | bool | list[object] | None
Schema = Mapping[str, Any]
Wanted = Literal["required", "welcome"]


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `kind` says which widget and which canonical form.

    Kinds: text multiline integer decimal money boolean choice list table province county
    jalali-date time jalali-datetime national-id legal-id foreign-id postal-code mobile landline
    sheba plate motorcycle-plate vin passport licence-no economic-code bill-id payment-id
    birth-cert-serial. `asked` is false for a value fixed by the service (a single capacity).
    `columns` are a table's fields; `item` is the kind of a list's entries; `minimum` and
    `maximum` bound whole numbers.
    """

    name: str
    label: str
    kind: str
    section: str = ""
    note: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    default: Answer = None
    asked: bool = True
    columns: tuple["Field", ...] = ()
    item: str = ""
    minimum: int | None = None
    maximum: int | None = None
    shown_when: Schema | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of the service. `kind`: original_seen, copy, produced_here, obtained_online.

    `obtained_by` names the inquiry that can replace the looking; `kept` papers stay in the file;
    without a condition it is always wanted when `required`, and only welcome when not.
    """

    title: str
    kind: str
    required: bool = True
    condition: Schema | None = None
    obtained_by: str = ""
    kept: bool = False
    count: int = 1
    agency_wording: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One immutable version of a form: JSON Schema 2020-12, JSON-Forms UI schema, papers.

    `fields` are in the order they are asked; `sections` are (key, label) in that order, the last
    one is `documents`.
    """

    key: str
    version: int
    schema: Schema
    ui: Schema
    fields: tuple[Field, ...]
    sections: tuple[tuple[str, str], ...]
    documents: tuple[Document, ...] = ()

    def field(self, name: str) -> Field:
        """The field of that name; KeyError when the form has none."""
        return {field.name: field for field in self.fields}[name]


def form_from_item(item: Schema) -> Form:
    """An item of kind `form`: {key, version, schema, ui, documents}."""
    categories = item["ui"]["elements"]
    controls = dict(_controls(categories))
    properties = item["schema"]["properties"]
    return Form(
        key=item["key"],
        version=item["version"],
        schema=item["schema"],
        ui=item["ui"],
        fields=tuple(
            _field(name, properties[name], *controls.get(name, ({}, "applicant")))
            for name in _order(properties, controls)
        ),
        sections=tuple((one["options"]["section"], one["label"]) for one in categories),
        documents=tuple(Document(**document) for document in item.get("documents", ())),
    )


def _order(properties: Schema, controls: Mapping[str, Any]) -> list[str]:
    """Fixed values first, then the questions as the UI schema asks them.

    The order of `properties` means nothing: canonical JSON sorts it.
    """
    fixed = [name for name, schema in sorted(properties.items()) if "const" in schema]
    return [*(name for name in fixed if name not in controls), *controls]


def _controls(categories: list[Schema]) -> Iterator[tuple[str, tuple[Schema, str]]]:
    """Each control and its section, by field name."""
    for category in categories:
        for element in category["elements"]:
            if element["type"] == "Control":
                name = element["scope"].removeprefix("#/properties/")
                yield name, (element, category["options"]["section"])


def _field(name: str, schema: Schema, control: Schema, section: str) -> Field:
    rule = control.get("rule")
    items = schema.get("items", {})
    return Field(
        name=name,
        label=schema["title"],
        kind=_kind(schema, control),
        section=section,
        note=schema.get("description", ""),
        choices=tuple((one["const"], one["title"]) for one in schema.get("oneOf", ())),
        default=schema.get("default"),
        asked="const" not in schema,
        columns=tuple(_columns(items, control)),
        item=_kind(items, {}) if items.get("type") == "string" else "",
        minimum=schema.get("minimum"),
        maximum=schema.get("maximum"),
        shown_when=rule["condition"]["schema"] if rule else None,
    )


def _columns(items: Schema, control: Schema) -> Iterator[Field]:
    """The columns of a table, in the order of its control's detail."""
    detail = control.get("options", {}).get("detail", {"elements": ()})
    for element in detail["elements"]:
        name = element["scope"].removeprefix("#/properties/")
        yield _field(name, items["properties"][name], {}, "")


def _kind(schema: Schema, control: Schema) -> str:
    if "oneOf" in schema or "const" in schema:
        return "choice"
    if schema["type"] == "array":
        return "table" if schema["items"]["type"] == "object" else "list"
    if schema["type"] in ("boolean", "integer"):
        return str(schema.get("format", schema["type"]))
    return str(
        schema.get("format") or ("multiline" if control.get("options", {}).get("multi") else "text")
    )
