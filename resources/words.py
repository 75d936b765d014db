"""Persian words that screen and paper must share, so that both say the same of one fee line."""

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
