"""Bodies as a desk makes them, for people who do not exist."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from app.domain.fees import price
from app.domain.forms import evaluate
from app.domain.jalali import show, tehran_date
from app.domain.moments import to_wire
from regulator import clock
from regulator.catalogue import shelf
from regulator.offices.models import Office
from regulator.simulation.answers import REPLACE

SERVICE = "birth_cert_replace"
ACCOUNT, PAYEE, TERMINAL = "IR000000000000000000000001", "civil_registry", "90000001"


def honest(office: Office) -> dict[str, Any]:
    """What every registration has in common: service, form, answers, and the fee that is right."""
    catalogue = shelf.current()
    service = catalogue.by_key(SERVICE)
    filled = evaluate(service.form, REPLACE, on=clock.today())
    where: dict[str, Any] = {"office_kind": office.kind, "province": office.province}
    fee = price(service, filled, catalogue=catalogue, **where)
    known = {"service": service.number, "service_title": service.title, "form": SERVICE}
    known |= {"form_version": service.form.version, "release": 1, "derived": {}, "told": []}
    return known | {"answers": dict(filled.answers), "total": fee.total}


def registered(common: Mapping[str, Any], visit: str, person: str, at: datetime) -> dict[str, Any]:
    """request.registered for that person."""
    applicant = {"kind": "natural_iranian", "name": "شخص نمونه", "id": person, "mobile": ""}
    visitor = {"capacity": "self", "name": "شخص نمونه", "id": person}
    papers: dict[str, Any] = {"documents": [], "external_codes": [], "shift": None}
    people = {"applicant": applicant, "representative": None, "visitor": visitor}
    promise = {"fee_lines": [], "due": _due(at), "v_code": f"{at.microsecond % 90000 + 10000}"}
    return {**common, "visit": visit, **people, **promise, **papers}


def paid(
    registration: Mapping[str, Any], payment: str, tid: str, *, rrn: str, source: str
) -> dict[str, Any]:
    """payment.started and payment.succeeded alike."""
    total = registration["total"]
    known = {"payment": payment, "visit": registration["visit"], "amount": total}
    known |= {"account": ACCOUNT, "payee": PAYEE, "terminal": TERMINAL}
    known |= {"lines": [{"tid": tid, "line": 0, "amount": total}], "rrn": rrn, "trace": rrn[-6:]}
    return known | {"last4": "0015", "source": source, "reason": "", "shift": None}


def issued(registration: Mapping[str, Any], leaf: str, paid_leaf: str) -> dict[str, Any]:
    """receipt.issued."""
    known = {"registration": leaf, "payments": [paid_leaf], "total": registration["total"]}
    return known | {"due": registration["due"], "number": 1, "shift": None}


def voided(registration: Mapping[str, Any], leaf: str, receipt: str) -> dict[str, Any]:
    """request.voided."""
    known: dict[str, Any] = {
        "registration": leaf,
        "receipt": receipt,
        "reason": "mistake",
        "replacement": None,
    }
    known |= {"amount": registration["total"], "lines": [], "approved_by": None}
    return known | {"shift": None}


def refunded(payment: Mapping[str, Any], refund: str) -> dict[str, Any]:
    """payment.refunded, through the terminal."""
    return {**payment, "refund": refund, "request": None, "approved_by": None}


def settlement(payments: list[str], at: datetime, name: str) -> dict[str, Any]:
    """settlement.imported that names those payments."""
    known: dict[str, Any] = {
        "sha256": name * 2,
        "provider": "simulated",
        "day": show(tehran_date(at)),
    }
    known |= {"rows": len(payments), "total": 0, "matched": len(payments), "unmatched": []}
    return known | {"absent": [], "settled": list(payments)}


def _due(at: datetime) -> dict[str, Any]:
    due = at + timedelta(days=7)
    rule = {"max": 5, "unit": "working_days", "skipped": 0}
    basis = rule | {"uncertain": False, "beyond_calendar": False}
    known = {"at": to_wire(due), "date_sh": show(tehran_date(due)), "has_time": False}
    return known | {"provisional": True, "basis": basis}
