"""Persian words that screen and paper must share, so that both say the same of one fee line."""

from collections.abc import Mapping

from app.domain.due import ResponseTime
from app.domain.pages import PageKind, PaperSize
from app.domain.text import persian_digits

CERTAINTY = {
    "bill": "لایحه",
    "press": "به نقل از خبر",
    "inferred_year": "سال استنباطی",
    "composed": "موقت",
}
WITHOUT_TARIFF = {
    "told": "مبلغ اعلامی دستگاه",
    "in_bill": "مبلغ درون شناسه پرداخت",
    "free": "رایگان",
}
CHANNELS = {
    "portal": "درگاه دستگاه",
    "national": "درگاه ملی خدمات دولت هوشمند",
    "app": "برنامه تلفن همراه",
    "phone": "تلفن",
    "ussd": "کد دستوری",
    "post": "پست",
    "agency_office": "اداره دستگاه",
    "counter": "دفتر پیشخوان",
}
ELECTRONIC = {
    "yes": "الکترونیکی",
    "not_yet": "هنوز الکترونیکی نیست",
    "exempt": "با موافقت معاونت غیرالکترونیکی",
}
UNITS = {
    "working_days": "روز کاری",
    "calendar_days": "روز",
    "hours": "ساعت",
    "minutes": "دقیقه",
}
# The kinds of page, as buttons, queue and settings call them.
PAGES: Mapping[PageKind, str] = {
    "receipt": "رسید",
    "corrected": "رسید اصلاحی",
    "void": "اعلام ابطال",
    "missing": "نواقص مدارک",
    "inquiry": "پرداخت در حال بررسی",
    "refund": "درخواست استرداد وجه",
    "ticket": "نوبت",
    "guide": "راهنمای مراجعه",
    "delivery": "برگه تحویل",
    "envelope": "پاکت مراجعه",
    "agency-list": "فهرست مدارک دستگاه",
    "poster": "خدمات و تعرفه‌ها",
    "filled-form": "کاربرگ پرشده",
    "blank-form": "کاربرگ سفید",
    "x-report": "گزارش میان‌شیفت",
    "z-report": "صورت‌جلسه پایان شیفت",
    "daily": "گزارش روز",
    "journal": "گزیده سیاهه رویدادها",
    "inspection": "آماده بازرسی",
    "trial": "برگه آزمایش",
}
PAPERS: Mapping[PaperSize, str] = {
    "roll80": "رول ۸۰",
    "roll58": "رول ۵۸",
    "a5": "A5",
    "a4": "A4",
    "a3": "A3",
}


def response_time(response: ResponseTime) -> str:
    """«۳ تا ۵ روز کاری»."""
    least = f"{persian_digits(response.min)} تا " if response.min is not None else ""
    if response.max == 0:
        return "همان لحظه"
    return f"{least}{persian_digits(response.max)} {UNITS[response.unit]}"


def tariff_basis(year: int | None, *, extended: bool, certainty: str) -> str:
    """Which tariff a line rests on, and how sure that is.

    >>> tariff_basis(1402, extended=True, certainty="bill")
    'تعرفه ۱۴۰۲ – تمدیدشده – لایحه'
    """
    if year is None:
        return WITHOUT_TARIFF.get(certainty, CERTAINTY.get(certainty, "تعرفه نامعلوم"))
    marks = ["تمدیدشده"] if extended else []
    marks += [CERTAINTY[certainty]] if certainty in CERTAINTY else []
    return " – ".join([f"تعرفه {persian_digits(year)}", *marks])
