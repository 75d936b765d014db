"""Files as the regulator gets them, synthetic throughout, and a console to bring them in by."""

import json
from typing import Any

import yaml
from django.contrib.auth.models import User
from django.test import Client

from regulator.catalogue import store
from regulator.catalogue.imports.files import take
from regulator.catalogue.models import Release

EIGHT = "year_sh,agency,service_title_fa,variant_fa,amount_rial,deposit_id,pos_code,source"
FIELDS = (
    *("service_code", "legal_basis", "nature", "beneficiaries", "information_and_documents"),
    *("inquiries", "identity", "fee_and_account", "in_person", "process", "units"),
)


def tariffs(*rows: str, heading: str = EIGHT) -> bytes:
    """A tariff file."""
    return "\n".join((heading, *rows, "")).encode()


def card(**changes: Any) -> dict[str, Any]:
    """A whole, fully declared card."""
    made: dict[str, Any] = {
        "key": "sample_service",
        "title": "خدمت نمونه",
        "agency": "civil_registry",
        "category": "الف) امور سجلی",
        "type": "G2C",
        "applicant": {"kinds": ["natural_iranian"], "capacities": ["self"]},
        "blocks": ["applicant"],
        "data_items": [
            {"name": "reason", "label": "دلیل", "type": "choice", "choices_from": "turn3"},
            {"name": "share", "label": "سهم", "type": "decimal", "required": False},
        ],
        "documents": [{"title": "عکس", "kind": "produced_here", "count": 2}],
        "steps": [{"title": "بررسی"}],
        "response": {"max": 3, "unit": "working_days"},
        "fees": [
            {"label": "رایگان", "amount_from": "free", "basis": "نمونه", "payee": "regulator"}
        ],
        "card": {key: {"status": "known", "value": "نمونه"} for key in FIELDS},
        "channels": ["portal", "phone"],
        "electronic": {"status": "not_yet", "target": "1407/12/29"},
    }
    return made | changes


def cards(*made: dict[str, Any], **more: Any) -> bytes:
    """A file of cards."""
    text: str = yaml.safe_dump({"services": list(made), **more}, allow_unicode=True)
    return text.encode()


def codes(what: Any, data: bytes) -> list[tuple[int, str]]:
    """What is wrong with a file, by line."""
    return [(fault.line, fault.code) for fault in take(what, data, "test").faults]


def released() -> set[tuple[str, str, int]]:
    """Kind, key and version of everything the newest manifest names."""
    from app.domain import canonical

    token = Release.objects.first().token
    items = json.loads(canonical.unb64u(token.split(".")[1]))["items"]
    return {(one["kind"], one["key"], one["version"]) for one in items}


def console() -> Client:
    """The staff console, signed in."""
    client = Client(headers={"host": "regulator.test"})
    client.force_login(User.objects.create_superuser("boss", password="a-long-passphrase-1"))
    return client


def newest(kind: str, key: str) -> dict[str, Any]:
    """The newest version of an item."""
    value = store.newest_value(kind, key)
    assert value is not None
    return value
