"""The bodies of the example journal: invented people, services and amounts."""

from typing import Any

from scripts.freeze_wire.keys import moment, some_hash, some_id

APPLICANT = {
    "kind": "natural_iranian",
    "name": "مریم نمونه",
    "id": "0012345679",
    "mobile": "09120000000",
}
VISITOR = {"capacity": "attorney", "name": "رضا نمونه", "id": "0499370899"}
REPRESENTATIVE = {
    **VISITOR,
    "mobile": "09120000001",
    "authority_no": "1405/1234",
    "authority_date": "1405/07/12",
}
DUE = {
    "at": "2026-11-28T20:29:00.000Z",
    "date_sh": "1405/09/07",
    "has_time": False,
    "provisional": True,
    "basis": {
        "max": 5,
        "unit": "working_days",
        "skipped": 1,
        "uncertain": False,
        "beyond_calendar": False,
    },
}
PAPERS = [
    {"title": "شناسنامه", "kind": "original_seen", "hash": None},
    {"title": "وکالت‌نامه", "kind": "copy", "hash": some_hash("authority")},
]
SHIFT = some_id("shift 1")
MISSING = [{"title": "گواهی ولادت بیمارستان", "kind": "copy", "note": "اصل آن دیده نشد"}]


def fee_line(index: int, amount: int | None, **changes: Any) -> dict[str, Any]:
    """One line of a fee."""
    return {
        "index": index,
        "title": "صدور شناسنامه مجدد",
        "variant": "نوبت اول",
        "payee": "civil_registry",
        "payee_name": "سازمان ثبت احوال کشور",
        "account": "IR000000000000000000000001",
        "deposit_id": "123456789012",
        "count": 1,
        "unit_amount": amount,
        "amount": amount,
        "tariff_year": 1405,
        "extended": False,
        "certainty": "law",
        "charged_at": "registration",
    } | changes


OFFICE_LINE = fee_line(
    1,
    150_000,
    title="کارمزد دفتر",
    variant="",
    payee="office",
    payee_name="دفتر پیشخوان نمونه",
    account="IR000000000000000000000002",
    deposit_id="",
    certainty="told",
)
LATER_LINE = fee_line(2, None, title="هزینه تحویل", tariff_year=None, charged_at="delivery")


def filled(visit: str) -> dict[str, Any]:
    """What both a registered and an incomplete request say first."""
    return {
        "visit": visit,
        "service": 101,
        "service_title": "صدور شناسنامه مجدد",
        "form": "birth-certificate",
        "form_version": 2,
        "release": 7,
        "applicant": APPLICANT,
        "representative": REPRESENTATIVE,
        "visitor": VISITOR,
        "answers": {
            "birth_date": "1370/01/15",
            "copies": 2,
            "urgent": False,
            "weight": "12.50",
            "children": [{"name": "سارا", "birth_date": "1400/02/03"}],
        },
        "derived": {"age": 35, "first_time": True},
    }


def registration(visit: str, v_code: str) -> dict[str, Any]:
    """request.registered: one agency line, one line of the office, one to be paid later."""
    told = {
        "index": 1,
        "amount": 150_000,
        "reference": "۱۴۰۵-نامه-۲۲",
        "date": "1405/08/01",
        "paper": "نامه دستگاه",
    }
    code = {"agency": "civil_registry", "code": "SA-778899", "at": moment(60)}
    return filled(visit) | {
        "fee_lines": [fee_line(0, 700_000), OFFICE_LINE, LATER_LINE],
        "total": 850_000,
        "told": [told],
        "due": DUE,
        "v_code": v_code,
        "documents": PAPERS,
        "external_codes": [code],
        "shift": SHIFT,
    }


def incomplete(visit: str) -> dict[str, Any]:
    """request.incomplete: a tracking ID and what is missing, no fee and no promise."""
    return filled(visit) | {
        "missing": MISSING,
        "v_code": "40404",
        "documents": PAPERS[:1],
        "external_codes": [],
        "shift": SHIFT,
    }


def payment(name: str, visit: str, tid: str, **changes: Any) -> dict[str, Any]:
    """payment.*: one swipe for the agency's line; the slip's numbers come with its success."""
    return {
        "payment": some_id(name),
        "visit": visit,
        "account": "IR000000000000000000000001",
        "payee": "civil_registry",
        "amount": 700_000,
        "terminal": "12345678",
        "lines": [{"tid": tid, "line": 0, "amount": 700_000}],
        "rrn": None,
        "trace": None,
        "last4": None,
        "source": "terminal",
        "reason": "",
        "shift": SHIFT,
    } | changes


SLIP = {"rrn": "632500000001", "trace": "000017", "last4": "1234"}
OFFICE_PART = {
    "account": "IR000000000000000000000002",
    "payee": "office",
    "amount": 150_000,
}

COUNTED = (
    *("visits", "incomplete", "registered", "corrected", "withdrawn", "voided", "expired"),
    *("delivered", "receipts", "reprints", "payments_succeeded", "payments_failed"),
    *("payments_unknown", "refunds", "refund_requests"),
)


def z_report(last_seq: int) -> dict[str, Any]:
    """A Z report with one explained difference."""
    counts = dict.fromkeys(COUNTED, 1)
    counts |= {"visits": 2, "registered": 3, "receipts": 2, "payments_succeeded": 3}
    account = {"account": "IR000000000000000000000001", "payee": "civil_registry", "payments": 2}
    office = {"account": "IR000000000000000000000002", "payee": "office", "payments": 2}
    return {
        "number": 1,
        "opened_at": moment(100),
        "closed_at": moment(last_seq * 17.25),
        "first_seq": 12,
        "last_seq": last_seq,
        "counts": counts,
        "fees": 1_700_000,
        "collected": 1_700_000,
        "refunded": 150_000,
        "voided": 850_000,
        "accounts": [
            {**account, "collected": 1_400_000, "refunded": 0},
            {**office, "collected": 300_000, "refunded": 150_000},
        ],
        "terminals": [
            {"terminal": "12345678", "payments": 4, "amount": 1_700_000, "stated": 1_690_000}
        ],
        "differences": [
            {
                "terminal": "12345678",
                "account": None,
                "expected": 1_700_000,
                "found": 1_690_000,
                "amount": -10_000,
                "note": "کارمزد بانک از سرجمع کم شده است",
            }
        ],
        "unknown": [],
        "parked": [some_id("visit 2")],
        "unsent": last_seq,
        "hand_over": {"to": "1002", "note": "پرونده نگه‌داشته منتظر مدرک است"},
    }
