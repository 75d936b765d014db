"""What an item of each kind must hold, asked before anything is published (design.md 4.1)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from app.domain.cards import service_from_item
from app.domain.catalogue import catalogue_from_items
from app.domain.errors import OperatorCanFix
from app.domain.form_plans import plan_of
from app.domain.forms import form_from_item
from app.domain.identifiers.money import sheba
from app.domain.jalali import parse, show
from regulator.catalogue import store
from regulator.catalogue.imports.report import Fault
from regulator.catalogue.models import Item

Value = Mapping[str, Any]
# Parts that must stand and not be empty. Dates stand in `date`, `date_sh`, `from`, `to`, `until`.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "agencies": ("agencies",),
    "service": ("number", "title", "response", "fees", "card", "audience"),
    "form": ("schema", "ui"),
    "tariff": ("number", "title", "agency", "tables"),
    "decision": ("date", "by", "text", "to_year_sh", "titles"),
    "delegation-list": ("from", "to", "rows"),
    "holidays": ("until", "days"),
    "closure": ("date_sh", "title", "reason"),
    "thursday-rule": ("provinces",),
    "exemption": ("title", "ground", "evidence", "percent"),
    "account": ("agency", "sheba", "title"),
    "notice": ("title", "text", "from"),
    "priorities": ("services", "by", "date"),
}
_DATES = ("date", "date_sh", "from", "to", "until", "review_date")


def faults(value: Value) -> Iterator[Fault]:
    """Everything wrong with a value, its most general faults first."""
    kind = value.get("kind", "")
    if kind not in NEEDED:
        yield Fault(0, "item-kind-unknown", {"value": kind})
        return
    missing = [name for name in ("key", *NEEDED[kind]) if value.get(name) in ("", None, [], {})]
    yield from (Fault(0, "item-key-missing", {"value": name}) for name in missing)
    if not missing:
        yield from _wrong_dates(value)
        yield from _read_again(value)


def _wrong_dates(value: Value) -> Iterator[Fault]:
    for name in _DATES:
        stated = value.get(name)
        if isinstance(stated, str) and stated:
            try:
                well = show(parse(stated)) == stated
            except OperatorCanFix as wrong:
                yield Fault(0, wrong.code, wrong.facts)
                continue
            if not well:
                yield Fault(0, "date-shape")
    if value.get("from") and value.get("to") and str(value["from"]) > str(value["to"]):
        yield Fault(0, "item-dates-turned")


def _read_again(value: Value) -> Iterator[Fault]:
    """What the rules themselves say when they read the item."""
    try:
        yield from _CHECKS.get(value["kind"], _readable)(value)
    except OperatorCanFix as wrong:
        yield Fault(0, wrong.code, wrong.facts)
    except SchemaError as wrong:
        yield Fault(0, "item-form", {"detail": wrong.message[:200]})
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        yield Fault(0, "item-shape", {"detail": str(wrong).strip("'\"")[:200]})


def _readable(value: Value) -> Iterator[Fault]:
    catalogue_from_items([value])
    store.item_bytes(value)
    return iter(())


def _form(value: Value) -> Iterator[Fault]:
    """A form is read as a desk reads it; its conditions may use the closed list of words only."""
    Draft202012Validator.check_schema(value["schema"])
    form = form_from_item(value)
    plan_of(form)
    if not form.sections or form.sections[-1][0] != "documents":
        yield Fault(0, "item-form", {"detail": "documents"})


def _service(value: Value) -> Iterator[Fault]:
    found = Item.objects.filter(kind="form", key=value["key"]).order_by("-version").first()
    if found is None:
        yield Fault(0, "item-key-missing", {"value": "form"})
        return
    service = service_from_item(value, form_from_item(store.value_of(found)))
    if service.response.max < 0:
        yield Fault(0, "import-card-response")


def _account(value: Value) -> Iterator[Fault]:
    if sheba(value["sheba"]) != value["sheba"]:
        yield Fault(0, "item-shape", {"detail": "sheba"})


def _exemption(value: Value) -> Iterator[Fault]:
    if type(value["percent"]) is not int or not 1 <= value["percent"] <= 100:
        yield Fault(0, "item-percent")
    known = Item.objects.filter(kind="service").values_list("key", flat=True)
    if strange := sorted(set(value.get("services", ())) - set(known)):
        yield Fault(0, "item-services-unknown", {"value": "، ".join(strange)})


def _priorities(value: Value) -> Iterator[Fault]:
    """At least five for each province (#18)."""
    if len(set(value["services"])) < 5:
        yield Fault(0, "item-priorities")
    known = {one["number"] for one in store.newest_values("service").values()}
    if strange := sorted(set(value["services"]) - known):
        yield Fault(0, "item-services-unknown", {"value": "، ".join(map(str, strange))})


_CHECKS: Mapping[str, Callable[[Value], Iterator[Fault]]] = {
    "form": _form,
    "service": _service,
    "account": _account,
    "exemption": _exemption,
    "priorities": _priorities,
}
