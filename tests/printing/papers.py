"""Receipts for the tests: one ordinary, and ways to bend it. All data are made up."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.receipts import ReceiptLine, ReceiptPaper, ReceiptPayment

TEHRAN = ZoneInfo("Asia/Tehran")
QR = "HTTPS://PISHKHAN.IR/R/" + ("K5QW2ZLSMVSA7TENB6YXG4DJOBZGC3DF" * 6)[:178]
OFFICE_SHEBA = "IR820170000000123456789012"
TREASURY = ReceiptLine(
    "صدور گواهی ولادت",
    "خزانه‌داری کل کشور",
    1,
    850_000,
    "تعرفه ۱۴۰۴ – تمدیدشده",
    "IR060100004001064006372710",
    "276140000140501",
)
OFFICE_SERVICE = ReceiptLine("کارمزد دفتر", "دفتر پیشخوان", 1, 320_000, "مصوبه ۱۴۰۵", OFFICE_SHEBA)
OFFICE_COPIES = ReceiptLine(
    "اسکن و بارگذاری مدارک",
    "دفتر پیشخوان",
    4,
    96_000,
    "مصوبه ۱۴۰۵ – موقت",
    OFFICE_SHEBA,
)

ORDINARY = ReceiptPaper(
    office_name="دفتر پیشخوان خدمات دولت",
    office_code="72-12-1045",
    licence="1403/28/5571",
    office_address="تهران، خیابان آزادی، کوچهٔ بهار، پلاک 45",
    office_phone="021-88776655",
    desk=3,
    operator="مریم میرزاخانی",
    at=datetime(2026, 11, 21, 11, 42, tzinfo=TEHRAN),
    service_title="درخواست گواهی ولادت",
    service_number=1204,
    service_id="10031204100",
    agency="سازمان ثبت احوال کشور",
    agency_contact="تلفن 021-60900000 و www.sabteahval.ir",
    applicant="ژاله آئین‌پرست",
    applicant_id_masked="392****636",
    documents=("شناسنامه (اصل دیده شد)", "کارت ملی (اصل دیده شد)", "فرم درخواست امضاشده"),
    lines=(TREASURY, OFFICE_SERVICE, OFFICE_COPIES),
    total=1_266_000,
    payments=(
        ReceiptPayment(850_000, "30114256", "633812764501", "004512", "7719", "terminal"),
        ReceiptPayment(416_000, "30114257", "633812764733", "004513", "7719", "terminal"),
    ),
    tid="00123-001-2071-0001-42",
    v_code="58203",
    due_at=datetime(2026, 12, 1, 14, 0, tzinfo=TEHRAN),
    due_has_time=False,
    due_basis="حداکثر ۷ روز کاری پس از ثبت کامل درخواست",
    due_provisional=False,
    delivered_at="همین دفتر",
    follow_up=(
        "نشانی https://pishkhan.ir/t با شناسه پیگیری",
        "تلفن گویا: 021-1880",
        "پیام‌رسان‌های داخلی: @pishkhan_ir",
    ),
    complaints="نشانی https://pishkhan.ir/c یا تلفن 021-88990011؛ پاسخ تا ۱۰ روز کاری داده می‌شود.",
    privacy="اطلاعات شما تنها برای همین خدمت به کار می‌رود و محرمانه است.",
    qr=QR,
    external_codes=(("کد رهگیری ثبت احوال", "SA-1405-77120"),),
    other_channels="درگاه my.gov.ir و مراجعه به ادارهٔ ثبت احوال",
)


def paper(**changes: Any) -> ReceiptPaper:
    """The ordinary receipt with some fields changed."""
    return replace(ORDINARY, **changes)


# What most offices hand out: one fee, one payment, nothing but what must be there.
PLAIN = paper(
    lines=ORDINARY.lines[:1],
    payments=ORDINARY.payments[:1],
    total=850_000,
    external_codes=(),
    other_channels="",
    complaints="",
    follow_up=(),
)
# As much as the receipt the bar of ESC/POS was taken from: 600 letters, six fee rows, a QR.
SIX_ROWS = paper(
    lines=tuple(
        replace(
            TREASURY, title=f"ردیف {n}", basis="", account="", deposit_id="", amount=120_000 + n
        )
        for n in range(6)
    ),
    payments=(),
    total=720_015,
    documents=(),
    external_codes=(),
    other_channels="",
    agency_contact="",
    due_basis="",
    complaints="",
    follow_up=(),
    privacy="",
)
LONG_NAME = "سید محمدرضا حسینی‌نژاد فیروزآبادی اصل طباطبایی، نماینده شرکت بازرگانی نمونه"
LONG_TITLE = "درخواست صدور پروانه بهره‌برداری از چاه آب کشاورزی در محدوده‌های آزاد (تمدید)"

# What is hard on paper, each in one place: long names, ZWNJ, marks, brackets, Latin inside Persian,
# amounts of 13 digits, and more fee lines than a sheet holds.
HARD = paper(
    office_name="دفتر پیشخوانِ خدماتِ دولت (شعبهٔ می‌گل)",
    applicant="فاطمه‌السادات میرزاخانی‌پور [María José Núñez] (قیّم)",
    service_title="ثبت‌نام «کارت ملی» هوشمند (نسخهٔ ۲٫۰ – Smart Card v2)",
    lines=tuple(
        replace(
            TREASURY,
            title=f"ردیف {n} – حقّ‌الثبت (تبصرهٔ {n % 7} مادهٔ ۳۶) Form A-{n}",
            amount=9_999_999_999_999 if n % 9 == 0 else 850_000 + n,
            account=TREASURY.account if n % 2 else OFFICE_SHEBA,
            payee="خزانه‌داری کل کشور" if n % 2 else "دفتر پیشخوان",
        )
        for n in range(1, 41)
    ),
    total=40_000_030_600_726,
)

# Papers whose words and picture are kept in tests/golden/paper.
GOLDEN = {
    "ordinary": ORDINARY,
    "reprint": paper(print_count=2),
    "free": paper(lines=(), payments=(), total=0, documents=()),
    "practice-long": paper(
        practice=True,
        service_title=LONG_TITLE,
        applicant=LONG_NAME,
        due_has_time=True,
        due_provisional=True,
        notices=("رسید را تا پایان کار نگه دارید.",),
    ),
    "hard": HARD,
}
