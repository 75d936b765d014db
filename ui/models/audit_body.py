"""A body laid open line by line: the path, its Persian words, the value, and whether it is
covered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.money import rials
from app.domain.text import isolate, persian_digits
from ui.models.audit_words import moment, read

COVERED, NOTHING = "پوشیده", "—"
AMOUNTS = ("amount", "total", "unit_amount", "collected", "refunded", "fee", "fees", "per")
KEYS: Mapping[str, str] = {
    "account": "حساب",
    "acts": "کارها",
    "agency": "دستگاه",
    "amount": "مبلغ",
    "answer": "پاسخ",
    "answers": "پاسخ‌های کاربرگ",
    "app": "نسخه برنامه",
    "applicant": "متقاضی",
    "approval": "تأیید",
    "approved_by": "تأییدکننده",
    "at": "زمان",
    "authorisations": "مجوزهای خدمت",
    "basis": "مبنا",
    "birth_date": "تاریخ تولد",
    "bodies": "محتواها",
    "carrier": "حامل",
    "certainty": "قطعیت",
    "certificate": "گواهی باجه",
    "code": "کد",
    "collected": "وصول‌شده",
    "collector": "تحویل‌گیرنده",
    "copy": "نسخه",
    "count": "شمار",
    "date": "تاریخ",
    "date_sh": "تاریخ",
    "day": "روز",
    "derived": "به‌دست‌آمده",
    "dev": "کلید",
    "documents": "مدارک",
    "due": "زمان نهایی پاسخ",
    "entries": "رویدادها",
    "evidence": "سند",
    "exemption": "معافیت",
    "external_codes": "کدهای دستگاه",
    "father_name": "نام پدر",
    "fee": "هزینه",
    "fee_lines": "ردیف‌های هزینه",
    "finding": "یافته",
    "first_name": "نام",
    "form": "کاربرگ",
    "form_version": "نسخه کاربرگ",
    "ground": "علت",
    "hash": "اثر",
    "id": "شناسه",
    "key": "کلید",
    "kind": "گونه",
    "last4": "چهار رقم پایانی کارت",
    "last_name": "نام خانوادگی",
    "leaf": "اثر رویداد",
    "lines": "ردیف‌ها",
    "max": "بیشینه",
    "method": "راه",
    "missing": "کاستی‌ها",
    "mobile": "تلفن همراه",
    "name": "نام",
    "national_id": "کد ملی",
    "note": "یادداشت",
    "number": "شماره",
    "operator": "متصدی",
    "outcome": "نتیجه",
    "owed": "مانده ارسال",
    "paper": "برگه",
    "payee": "ذی‌نفع",
    "payee_name": "نام ذی‌نفع",
    "payment": "پرداخت",
    "payments": "پرداخت‌ها",
    "person": "شخص",
    "provider": "شرکت پرداخت",
    "qr": "رمزینه",
    "reason": "دلیل",
    "receipt": "رسید",
    "reference": "مرجع",
    "refund": "استرداد",
    "refunded": "بازگشته",
    "registration": "ثبت",
    "release": "نسخه فهرست",
    "representative": "نماینده",
    "request": "درخواست",
    "role": "نقش",
    "rrn": "شماره مرجع",
    "seq": "شماره",
    "service": "خدمت",
    "shift": "شیفت",
    "sheba": "شبا",
    "source": "از کجا",
    "state": "وضعیت",
    "tariff_year": "سال تعرفه",
    "terminal": "پایانه",
    "text": "متن",
    "tid": "شناسه پیگیری",
    "tids": "شناسه‌ها",
    "title": "عنوان",
    "total": "جمع",
    "trace": "پیگیری بانکی",
    "unit": "یکا",
    "v_code": "کد رهگیری",
    "visit": "مراجعه",
    "visitor": "مراجعه‌کننده",
    "voided": "ابطال‌شده",
    "way": "راه",
}


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One value of a body; `deep` is how far it is set in."""

    path: str
    label: str
    value: str
    deep: int = 0
    covered: bool = False


def lines_of(body: Mapping[str, Any] | None, masked: tuple[str, ...]) -> tuple[BodyLine, ...]:
    """Every value in the order it stands, with a line of its own for what holds others."""
    return tuple(_lines(dict(body), "", set(masked), 0)) if body else ()


def _lines(value: Any, path: str, masked: set[str], deep: int) -> Iterator[BodyLine]:
    pairs = value.items() if isinstance(value, Mapping) else enumerate(value)
    for name, inner in pairs:
        here = f"{path}.{name}" if path else str(name)
        label = _label(name)
        if isinstance(inner, Mapping | list) and inner:
            yield BodyLine(here, label, "", deep)
            yield from _lines(inner, here, masked, deep + 1)
        else:
            covered = here in masked
            yield BodyLine(here, label, COVERED if covered else _told(name, inner), deep, covered)


def _label(name: object) -> str:
    if isinstance(name, int):
        return f"ردیف {persian_digits(name + 1)}"
    return KEYS.get(str(name)) or isolate(str(name))


def _told(name: object, value: Any) -> str:
    if value is None or value in ({}, []):
        return NOTHING
    if value is True or value is False:
        return "بله" if value else "نه"
    if isinstance(value, int):
        return f"{rials(value)} ریال" if name in AMOUNTS else persian_digits(value)
    said = str(value)
    return moment(said) if read(said) else isolate(persian_digits(said)) if said.isascii() else said
