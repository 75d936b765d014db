"""The Persian words for states, owners, units and fee bases: what screens say about our values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import resources
from app.domain.jalali import clock_time, long_date, parse, tehran_date
from app.domain.progress import Progress
from app.domain.text import isolate, persian_digits
from app.domain.tracking import spoken
from resources.words import UNITS, WITHOUT_TARIFF, tariff_basis

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.acts import PaymentState, RequestState
    from app.domain.delegation import Standing
    from app.domain.due import Due
    from app.domain.errors import Owner, Refusal
    from app.domain.fee_values import FeeLine
    from app.domain.rights import Right

BEGUN = Progress("")
KEYS, PLACES = re.compile(r"F?[0-9]+"), ("file", "folder", "path")
Tone = str  # "", good, warn, bad, info

REQUEST_STATES: dict[RequestState, tuple[str, Tone]] = {
    "incomplete": ("پذیرش ناقص", "warn"),
    "registered": ("ثبت‌شده", "info"),
    "awaiting_payment": ("در انتظار پرداخت", "warn"),
    "part_paid": ("پرداخت ناقص", "warn"),
    "receipted": ("رسیدشده", "good"),
    "received": ("دریافت‌شده در سامانه", "good"),
    "referred": ("ارجاع‌شده به دستگاه", "info"),
    "in_progress": ("در دست بررسی", "info"),
    "needs_documents": ("نقص مدارک", "warn"),
    "ready": ("آماده تحویل", "good"),
    "delivered": ("تحویل‌شده", "good"),
    "rejected": ("ردشده", "bad"),
    "voided": ("باطل‌شده", "bad"),
    "withdrawn": ("انصراف متقاضی", ""),
    "expired": ("منقضی", ""),
}
PAYMENT_STATES: dict[PaymentState, tuple[str, Tone]] = {
    "started": ("شروع‌شده", "info"),
    "succeeded": ("موفق", "good"),
    "failed": ("ناموفق", "bad"),
    "unknown": ("نامشخص", "warn"),
}
OWNERS: dict[Owner, str] = {
    "operator": "متصدی",
    "manager": "مدیر دفتر",
    "regulator": "سازمان تنظیم مقررات",
    "agency": "دستگاه اجرایی",
    "time": "گذشت زمان",
    "nobody": "",
}
RIGHTS: dict[Right, str] = {
    "serve": "پذیرش و رسید",
    "print_again": "چاپ مجدد",
    "void_unpaid": "ابطال پیش از پرداخت",
    "withdraw": "انصراف متقاضی",
    "deliver": "تحویل",
    "read_others_case": "دیدن پرونده همکار",
    "own_shift": "شیفت خود",
    "sync": "همگام‌سازی",
    "registration": "ثبت درخواست",
    "exemption": "معافیت",
    "correction": "رسید اصلاحی",
    "void": "ابطال رسید",
    "refund": "استرداد وجه",
    "resolution": "تعیین تکلیف تراکنش نامشخص",
    "reprint": "چاپ مجدد بیش از اندازه",
    "erasure": "پاک کردن داده شخصی",
    "difference": "مابه‌التفاوت",
    "see_others_shift": "دیدن شیفت دیگران",
    "close_others_shift": "بستن شیفت دیگران",
    "see_reads": "دیدن گزارش خواندن‌ها",
    "people": "کارکنان",
    "settings": "تنظیمات",
    "printers": "چاپگرها",
    "terminal": "کارت‌خوان",
    "backup": "پشتیبان",
    "restore": "بازگرداندن پشتیبان",
    "export": "خروجی گرفتن",
    "keys": "کلیدهای باجه",
    "enrol": "ثبت باجه",
    "settlement": "پرونده تسویه",
    "findings": "پاسخ به یافته‌ها",
}
FIELD_STATUS: dict[str, tuple[str, Tone]] = {
    "known": ("اعلام‌شده", "good"),
    "provisional": ("موقت", "warn"),
    "not_applicable": ("ناظر به این خدمت نیست", ""),
    "undeclared": ("اعلام‌نشده توسط دستگاه", "bad"),
}
STANDINGS: dict[Standing, tuple[str, Tone]] = {
    "active": ("فعال", "good"),
    "closing": ("در حال خاتمه", "warn"),
    "stopped": ("متوقف", "bad"),
    "none": ("واگذار نشده", "bad"),
}
# A line that is still without its amount says where the amount will come from.
AMOUNT_FROM = {"told_by_agency": "told", "payment_id": "in_bill", "free": "free"}
BROKEN = (
    "برنامه هنگام این کار خطا داد و معلوم نیست کار انجام شد یا نه. پیش از تکرار، «امروز» (F3) را "
    "ببینید: اگر آن‌جاست، دوباره انجام ندهید."
)
_PRINTER = "«{printer}»"
CHARGED = {"delivery": "هنگام تحویل گرفته می‌شود", "billed_later": "بعداً صورت‌حساب می‌شود"}


def sentence(refusal: Refusal) -> str:
    """What is wrong and who must act, in Persian digits; the bare code when no sentence exists. The
    place of a file stands as it must be typed.

    >>> from app.domain.errors import Refusal
    >>> "/mnt/stick1" in sentence(Refusal("mirror-absent", folder="/mnt/stick1"))
    True
    """
    if refusal.code == "program-error":
        return BROKEN
    if refusal.code not in resources.messages():
        return f"کار پذیرفته نشد ({refusal.code})."
    facts = refusal.facts
    places = {f"{{{name}}}": isolate(str(facts[name])) for name in PLACES if name in facts}
    held = {name: f"{{{name}}}" for name in PLACES}
    told = spoken_digits(resources.messages()[refusal.code].format_map({**facts, **held}))
    return re.sub(r"\{\w+\}", lambda mark: places.get(mark[0], mark[0]), told)


def spoken_digits(told: str) -> str:
    """A sentence with Persian digits; the names of keys stay as they stand on the keyboard."""
    return KEYS.sub(_spoken, told)


def _spoken(found: re.Match[str]) -> str:
    """Digits as they are spoken; a key stays as it stands on the keyboard."""
    return found[0] if found[0].startswith("F") else persian_digits(found[0])


def who_acts(refusal: Refusal) -> str:
    """«اقدام با …», or nothing when nobody can help."""
    owner = OWNERS[refusal.owner]
    return f"اقدام با {owner}" if owner else ""


def notice(code: str) -> str:
    """The sentence of a fee notice."""
    return spoken_digits(resources.messages().get(code, code))


def fee_basis(line: FeeLine) -> str:
    """Which tariff a line rests on, in the words of the paper: «تعرفه ۱۴۰۲ – تمدیدشده»."""
    if line.year is None and line.amount_from in AMOUNT_FROM:
        return WITHOUT_TARIFF[AMOUNT_FROM[line.amount_from]]
    return tariff_basis(line.year, extended=line.extended, certainty=line.certainty)


def reason(code: str) -> str:
    """Why a payment ended as it did: the sentence of its code, or the words that came."""
    told = resources.messages().get(code, code)
    # A payment keeps the code alone: what the bank added to it is left out of the sentence.
    return spoken_digits(re.sub(r" \(\{\w+\}\)", "", told))


def printer(name: str) -> str:
    """A printer by the name the manager gave it; the folder of files has a Persian one."""
    return "پوشه رسیدها" if name == "folder" else isolate(name)


def page_reason(code: str, name: str) -> str:
    """Why a page did not come out; a fact nobody kept is left out of the sentence."""
    told = resources.messages().get(code, f"چاپ نشد ({code})." if code else "")
    told = spoken_digits(told)  # before the name comes in: it is what the label on the case says
    for blank, word in ((f"چاپگر {_PRINTER}", "چاپگر"), (_PRINTER, "چاپگر")):
        told = told.replace(_PRINTER, f"«{printer(name)}»") if name else told.replace(blank, word)
    return without_facts(told)


def without_facts(told: str) -> str:
    """A sentence whose facts nobody kept is still a sentence."""
    return re.sub(r"\s*[«(]?\{\w+\}[»)]?", "", told)


def due_text(due: Due) -> str:
    """The due date in words, with the clock time where it counts."""
    day = long_date(parse(due.date_sh))
    return f"{day} ساعت {clock_time(due.at)}" if due.has_time else day


def due_basis(due: Due) -> str:
    """What the date rests on: the rule, days skipped, doubts of the calendar."""
    parts = ["همان لحظه" if due.max == 0 else f"{persian_digits(due.max)} {UNITS[due.unit]}"]
    if due.skipped:
        parts.append(f"{persian_digits(due.skipped)} روز تعطیل در میان")
    if due.uncertain or due.beyond_calendar:
        parts.append("تعطیلی‌ها قطعی نیست")
    return " · ".join(parts)


def since(moment: datetime | None, now: datetime) -> str:
    """«۱۰:۲۴» today, with the date on other days, «هیچ‌گاه» when it never was."""
    if moment is None:
        return "هیچ‌گاه"
    if tehran_date(moment) == tehran_date(now):
        return clock_time(moment)
    return f"{long_date(tehran_date(moment))} {clock_time(moment)}"


def tracking(tid: str) -> str:
    """A tracking ID in its groups."""
    return grouped(spoken(tid))


def grouped(code: str) -> str:
    """A code in Persian digits that always reads left to right."""
    return isolate(persian_digits(code))


def check_number(check: str) -> str:
    """The digits two people read to each other, in threes.

    >>> check_number("123456") == isolate("۱۲۳ ۴۵۶")
    True
    """
    return isolate(persian_digits(" ".join(re.findall(".{1,3}", check))))
