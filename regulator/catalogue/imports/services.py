"""Service cards from YAML (#33, #34), written as agencies write them: one entry a service.

`meta` may be left out: applicant blocks, choice lists and derived fields are then the shipped ones.
Each card becomes a service item and a form; a bad card is named with its line.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

import yaml

import resources
from app.domain.authoring.forms import form_item
from app.domain.authoring.services import service_item
from app.domain.cards import service_from_item
from app.domain.documents import identity_paper
from app.domain.form_plans import plan_of
from app.domain.forms import form_from_item
from regulator.catalogue import store
from regulator.catalogue.imports.agencies import agency_keys
from regulator.catalogue.imports.report import Fault, Read, Refused

Card = dict[str, Any]
STATUSES = ("known", "provisional", "undeclared", "not_applicable")
UNITS = ("working_days", "calendar_days", "hours", "minutes")
FROM = ("tariff", "payment_id", "told_by_agency", "free", "unknown")
# What a card says beyond the rules; a part that is not there is undeclared (design.md 4.1).
ATTRIBUTES = (
    *("cofog", "cluster", "channels", "hours", "electronic", "review_date", "owner", "baseline"),
)
_NEEDED = ("key", "title", "category", "type", "applicant", "response", "fees", "card")
_LISTS = ("documents", "data_items", "inquiries", "steps")


def read_services(text: str) -> Read:
    """The items of every card. Raises Refused with every bad card."""
    found, meta = _cards(text)
    agencies, numbers = agency_keys(), _numbers()
    last = max(numbers.values(), default=100)
    provinces = store.newest_value("provinces", "provinces") or {"provinces": ()}
    codes = [row["code"] for row in provinces["provinces"]]
    faults, values = list[Fault](), list[dict[str, Any]]()
    lines: dict[str, int] = {}
    for line, card in found:
        wrong = next(_faults(line, card, agencies), None) or _twice(line, card, lines)
        if not wrong:
            number = numbers.setdefault(card["key"], last + 1)
            last = max(last, number)
            wrong = _made(line, card, values, (number, meta, codes))
        faults += [wrong] if wrong else []
    if faults:
        raise Refused(faults)
    return Read(len(lines), values)


def _cards(text: str) -> tuple[list[tuple[int, Card]], Mapping[str, Any]]:
    """(line, card) of each entry of `services`, and the lists they refer to."""
    meta = resources.read_json("catalogue/authoring.json")
    loader = yaml.CSafeLoader(text)
    try:
        root = loader.get_single_node()
        parts = {key.value: node for key, node in root.value} if root else {}
        given = loader.construct_document(parts["meta"]) if "meta" in parts else {}
        nodes = parts["services"].value
        cards = [(node.start_mark.line + 1, loader.construct_document(node)) for node in nodes]
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise Refused([Fault(line, "import-yaml", {"detail": wrong.problem or ""})]) from wrong
    except (KeyError, AttributeError, TypeError, ValueError) as wrong:
        raise Refused([Fault(1, "import-yaml", {"detail": "services"})]) from wrong
    finally:
        loader.dispose()
    return cards, meta | {key: given[key] for key in meta if key in given}


def _numbers() -> dict[str, int]:
    """Service numbers by key; none is ever given twice."""
    return {value["key"]: value["number"] for value in store.newest_values("service").values()}


def _twice(line: int, card: Card, lines: dict[str, int]) -> Fault | None:
    first = lines.setdefault(card["key"], line)
    if first == line:
        return None
    return Fault(line, "import-card-twice", {"value": card["key"], "line": first})


def _faults(line: int, card: object, agencies: set[str]) -> Iterator[Fault]:
    if not isinstance(card, dict):
        yield Fault(line, "import-card-shape", {"detail": ""})
        return
    for name in _NEEDED:
        if card.get(name) in (None, "") or (name == "card" and not isinstance(card[name], dict)):
            code = _OWN.get(name, "import-card-missing")
            yield Fault(line, code, {"value": name})
    for code, value in _wrong(card, agencies):
        yield Fault(line, code, {"value": value})


_OWN = {"response": "import-card-response", "fees": "import-card-fees"}


def _wrong(card: Card, agencies: set[str]) -> Iterator[tuple[str, object]]:
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,79}", str(card["key"])):
        yield "import-card-key", card["key"]
    if card["type"] not in ("G2C", "G2B", "G2G"):
        yield "import-card-type", card["type"]
    if not (card.get("agency") or card.get("agency_by")):
        yield "import-card-missing", "agency"
    if card.get("agency") and card["agency"] not in agencies:
        yield "import-agency-unknown", card["agency"]
    if not _response_stated(card["response"]):
        yield "import-card-response", ""
    if not _fees_stated(card["fees"]):
        yield "import-card-fees", ""
    for key, field in card["card"].items():
        if not isinstance(field, dict) or field.get("status") not in STATUSES:
            yield "import-card-field", key
    for document in card.get("documents") or ():
        if document.get("kind") == "copy" and identity_paper(str(document.get("title"))):
            yield "import-card-copy", document["title"]


def _response_stated(response: object) -> bool:
    if not isinstance(response, dict):
        return False
    most = response.get("max")
    return type(most) is int and most >= 0 and response.get("unit") in UNITS


def _fees_stated(fees: object) -> bool:
    """Every line says where its amount comes from; a free one on what ground."""
    if not isinstance(fees, list) or not fees:
        return False
    return all(
        isinstance(rule, dict)
        and rule.get("amount_from") in FROM
        and (rule["amount_from"] != "free" or rule.get("basis"))
        for rule in fees
    )


def _made(
    line: int, card: Card, values: list[dict[str, Any]], known: tuple[int, Any, list[str]]
) -> Fault | None:
    """Both items of a card; what cannot be built or read again is a fault of the card."""
    number, meta, codes = known
    try:
        whole = _whole(card, meta)
        form = form_item(whole, cast("dict[str, Any]", meta), codes)
        item = _texts(service_item(whole, number, cast("dict[str, Any]", meta)))
        item |= {"attributes": said} if (said := _attributes(card)) else {}
        form = _texts(form)
        read = form_from_item(form)
        plan_of.__wrapped__(read)
        service_from_item(item, read)
    except (KeyError, ValueError, TypeError, AttributeError) as wrong:
        return Fault(line, "import-card-item", {"value": str(wrong).strip("'\"")[:120]})
    values += [item, form]
    return None


def _whole(card: Card, meta: Mapping[str, Any]) -> Card:
    """The card with every list, and every legal field: what is not there is undeclared."""
    stated = {
        field["key"]: {"status": "undeclared", "value": None} for field in meta["legal_fields"]
    }
    response = {"provisional": True, "source": "composed"} | card["response"]
    filled = {name: card.get(name) or [] for name in _LISTS}
    blocks = card.get("blocks") or ["applicant"]
    offered = card.get("offered_at_desk", card["type"] != "G2G")
    joined = {"blocks": blocks, "response": response, "offered_at_desk": offered}
    return {**card, **filled, **joined, "card": {**stated, **card["card"]}}


def _attributes(card: Card) -> dict[str, Any]:
    return {name: _texts(card[name]) for name in ATTRIBUTES if card.get(name) not in (None, "", [])}


def _texts(value: Any) -> Any:
    """The same value without floats: decimals are text in anything signed."""
    if isinstance(value, dict):
        return {str(key): _texts(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_texts(part) for part in value]
    plain = isinstance(value, str | int) or value is None
    return value if plain else str(value)
