"""The Persian words of the auditor's screens: rules, verdicts, states, scope and the log's
light."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.audit import Facets, Session
from app.domain.errors import Refusal
from app.domain.jalali import clock_time, show, tehran_date
from app.domain.moments import from_wire
from app.domain.text import isolate, persian_digits
from ui import words
from ui.models.audit_door import ROLES

VERDICTS: Mapping[str, tuple[str, str]] = {
    "accepted": ("پذیرفته", "good"),
    "flagged": ("نشان‌دار", "warn"),
    "quarantined": ("قرنطینه", "bad"),
}
FINDING_STATES: Mapping[str, tuple[str, str]] = {
    "open": ("باز", "bad"),
    "asked": ("پرسش از دفتر", "warn"),
    "answered": ("پاسخ‌داده‌شده", "info"),
    "referred": ("ارجاع به پروانه", "warn"),
    "suppressed": ("نادیده‌گرفته", ""),
    "closed": ("بسته", "good"),
}
RULES: Mapping[str, str] = {
    "fee-differs": "هزینه ناهمخوان با تعرفه",
    "not-delegated": "خدمت واگذارنشده",
    "licence-expired": "کار بی پروانه",
    "not-authorised": "متصدی بی مجوز",
    "clock-far-off": "ساعت دور از سازمان",
    "tid-foreign": "شناسه از باجه دیگر",
    "tid-twice": "شناسه تکراری",
    "body-missing": "محتوا نرسیده",
    "fork": "دو داستان از یک باجه",
    "rollback": "بازگشت به عقب",
    "revoked": "کلید ابطال‌شده",
    "epoch-closed": "کلید بسته‌شده",
    "gap": "جای خالی در زنجیره",
    "clock-jump": "بردن ساعت به عقب",
    "outside-hours": "بیرون از ساعت کار",
    "during-closure": "کار در تعطیلی مجاز",
    "same-again": "تکرار خدمت برای یک متقاضی",
    "rrn-twice": "شماره مرجع تکراری",
    "slip-unsettled": "فیش دستی تسویه‌نشده",
    "offline-long": "آفلاین بیش از مهلت",
    "reprints-many": "چاپ مجدد بسیار",
    "voids-many": "ابطال بسیار",
    "refunds-many": "بازگشت وجه بسیار",
    "slips-many": "فیش دستی بسیار",
    "receipt-unreported": "رسید گزارش‌نشده",
    "day-off": "کار در روز تعطیل",
    "log-head-differs": "سر دیگری از سیاهه کشور",
}


@dataclass(frozen=True, slots=True)
class LogLight:
    """How the country's log stands at this sign-in."""

    chip: str
    said: str
    tone: str


def log_light(size: int, alarm: Refusal | None) -> LogLight:
    """«سیاهه کشور هم‌خوان», or that it lied."""
    if alarm is not None:
        return LogLight("سیاهه کشور دروغ گفت", words.sentence(alarm), "bad")
    if not size:
        return LogLight(
            "سیاهه کشور خالی است", "سازمان هنوز سری برای سیاهه کشور امضا نکرده است.", ""
        )
    count = isolate(grouped(size))
    said = f"سر امضاشده با {count} رویداد، دنباله همان سری است که پیش‌تر دیده شد."
    return LogLight(f"سیاهه کشور هم‌خوان · {count}", said, "good")


def rule(code: str) -> str:
    """A rule's short name; one nobody knows keeps its own."""
    return RULES.get(code, code)


def grouped(number: int) -> str:
    """With separators, in Persian digits; the sign stays before the digits."""
    return persian_digits(f"{number:,}".replace(",", "٬"))


def moment(told: str) -> str:
    """A wire moment as «۱۴۰۵/۰۸/۳۰ ۱۰:۲۴» in Tehran; what is none stays as it is."""
    at = read(told)
    if at is None:
        return told
    return isolate(f"{persian_digits(show(tehran_date(at)))} {clock_time(at)}")


def read(told: str) -> datetime | None:
    """A wire moment, or None."""
    try:
        return from_wire(told) if told else None
    except ValueError:
        return None


def office_name(facets: Facets, code: str) -> str:
    """An office by its name and code."""
    for office in facets.offices:
        if office.code == code and office.name not in ("", code):
            return f"{office.name} ({persian_digits(code)})"
    return persian_digits(code)


def service_name(facets: Facets, number: int | None) -> str:
    """A service's title; its number where it is not in the scope's list."""
    for service in facets.services:
        if service.number == number:
            return service.title
    return "" if number is None else persian_digits(number)


def scope_line(session: Session) -> str:
    """What the account reaches, in a few words."""
    scope = session.scope
    counts = ((scope.provinces, "استان"), (scope.offices, "دفتر"), (scope.services, "خدمت"))
    parts = [f"{persian_digits(len(some))} {of}" for some, of in counts if some]
    return f"{ROLES[session.role]} · {'، '.join(parts) or 'سراسر کشور'}"
