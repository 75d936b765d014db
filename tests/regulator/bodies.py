"""Bodies as a desk makes them, synthetic throughout."""

from typing import Any

VISIT = "ab" * 16
DUE = {
    "at": "2027-01-02T20:29:00.000Z",
    "date_sh": "1405/10/12",
    "has_time": False,
    "provisional": True,
    "basis": {
        "max": 5,
        "unit": "working_days",
        "skipped": 0,
        "uncertain": False,
        "beyond_calendar": False,
    },
}
LINE = {
    "index": 0,
    "title": "نمونه",
    "variant": "",
    "payee": "civil_registry",
    "payee_name": "نمونه",
    "account": "IR000000000000000000000001",
    "deposit_id": "",
    "count": 1,
    "unit_amount": 700000,
    "amount": 700000,
    "tariff_year": 1405,
    "extended": False,
    "certainty": "law",
    "charged_at": "registration",
}


def registered(**changes: Any) -> dict[str, Any]:
    """request.registered of service 102, 700,000 rial, V-code 31415."""
    body = {
        "visit": VISIT,
        "service": 102,
        "service_title": "نمونه",
        "form": "birth_cert_replace",
        "form_version": 1,
        "release": 1,
        "applicant": {
            "kind": "natural_iranian",
            "name": "مریم نمونه",
            "id": "0000000019",
            "mobile": "",
        },
        "representative": None,
        "visitor": {"capacity": "self", "name": "مریم نمونه", "id": "0000000019"},
        "answers": {"copies": 1},
        "derived": {},
        "fee_lines": [LINE],
        "total": 700000,
        "told": [],
        "due": DUE,
        "v_code": "31415",
        "documents": [{"title": "شناسنامه", "kind": "original_seen", "hash": None}],
        "external_codes": [],
        "shift": None,
    }
    return body | changes


def incomplete(**changes: Any) -> dict[str, Any]:
    """request.incomplete: the same request before a paper came."""
    promise = ("fee_lines", "total", "told", "due")
    known = {name: part for name, part in registered().items() if name not in promise}
    missing = [{"title": "گواهی", "kind": "copy", "note": ""}]
    return known | {"missing": missing} | changes


def paid(tid: str, **changes: Any) -> dict[str, Any]:
    """payment.succeeded for that request."""
    body = {
        "payment": "cd" * 16,
        "visit": VISIT,
        "account": "IR000000000000000000000001",
        "payee": "civil_registry",
        "amount": 700000,
        "terminal": "90000001",
        "lines": [{"tid": tid, "line": 0, "amount": 700000}],
        "rrn": "000000000001",
        "trace": "000001",
        "last4": "0015",
        "source": "terminal",
        "reason": "",
        "shift": None,
    }
    return body | changes


def issued(registration: str, payments: list[str], **changes: Any) -> dict[str, Any]:
    """receipt.issued over a registration and its payments."""
    body = {
        "registration": registration,
        "payments": payments,
        "total": 700000,
        "due": DUE,
        "number": 1,
        "shift": None,
    }
    return body | changes
